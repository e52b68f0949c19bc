"""load_prices: what it takes, what it says, and how it refuses files that are damaged or something else."""

import shutil

import numpy as np
import pandas as pd
import pytest

from rnn_course import datasets, reading
from rnn_course.datasets import COLUMNS, DATA_FOLDER, EMBEDDED_PRICES, REAL_PRICES, SETTING, DataError, load_prices

GOOD = """Date,Open,High,Low,Close,Adj Close,Volume
2020-01-02,55500.0,56000.0,55000.0,55200.0,52000.5,12993228
2020-01-03,56000.0,56600.0,54900.0,55500.0,52300.25,15422255
2020-01-06,54900.0,55600.0,54600.0,55500.0,52300.25,0
"""
TAIL = "52300.25,15422255"  # of the third line


@pytest.fixture(autouse=True)
def no_setting(monkeypatch):
    monkeypatch.delenv(SETTING, raising=False)


@pytest.fixture
def data_folder(tmp_path, monkeypatch):
    """A copy of data/ that a test may damage."""
    folder = tmp_path / "data"
    folder.mkdir()
    for name in (EMBEDDED_PRICES, datasets.MANIFEST):
        shutil.copy(DATA_FOLDER / name, folder)
    monkeypatch.setattr(reading, "DATA_FOLDER", folder)
    return folder


def write(folder, content, name=REAL_PRICES):
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return file


def refusal(file):
    """The message with which load_prices refuses a file: it names the file, the fault and what to do."""
    with pytest.raises(DataError) as caught:
        load_prices(file)
    place, fault, remedy = str(caught.value).split("\n")
    assert str(file) in place
    assert fault.startswith("문제: ")
    assert remedy.startswith("해결: ")
    assert len(remedy) > 15
    return fault


# ------------------------------------------------------------------------------------------ what it takes and says


def test_embedded_prices_and_the_line(data_folder, capsys):
    prices = load_prices()
    assert capsys.readouterr().out == (
        "주가 데이터를 읽었습니다: 내장 합성 데이터(실제 주가가 아닙니다) prices_synthetic.csv, 5,528행, "
        "2000-09-01부터 2022-09-19까지\n"
    )
    assert prices.columns.tolist() == COLUMNS
    assert prices.index.equals(pd.RangeIndex(len(prices)))
    assert pd.api.types.is_datetime64_dtype(prices["Date"])
    assert (prices.dtypes[COLUMNS[1:6]] == np.float64).all()
    assert prices["Volume"].dtype == np.int64


def test_embedded_prices_are_called_synthetic_by_any_path(monkeypatch, capsys):
    monkeypatch.chdir(DATA_FOLDER)
    load_prices(EMBEDDED_PRICES)
    assert "합성" in capsys.readouterr().out


def test_named_file(tmp_path, capsys):
    prices = load_prices(write(tmp_path, GOOD, "my.csv"))
    assert capsys.readouterr().out == ("주가 데이터를 읽었습니다: 파일 my.csv, 3행, 2020-01-02부터 2020-01-06까지\n")
    assert prices["Close"].tolist() == [55200, 55500, 55500]
    assert prices["Volume"].tolist() == [12993228, 15422255, 0]


def test_order_of_places(data_folder, tmp_path, monkeypatch, capsys):
    assert len(load_prices()) == 5528
    write(data_folder / "real", GOOD)
    assert len(load_prices()) == 3
    write(tmp_path / "setting", "".join(GOOD.splitlines(keepends=True)[:3]))
    monkeypatch.setenv(SETTING, str(tmp_path / "setting"))
    assert len(load_prices()) == 2
    assert len(load_prices(write(tmp_path, "".join(GOOD.splitlines(keepends=True)[:2]), "one.csv"))) == 1
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 4  # one line a call
    assert [REAL_PRICES in line for line in lines] == [False, True, True, False]


def test_empty_setting_is_no_setting(data_folder, monkeypatch):
    monkeypatch.setenv(SETTING, "")
    assert len(load_prices()) == 5528


def test_setting_with_other_data_only(tmp_path, monkeypatch, capsys):
    """Somebody who has real reviews and no prices goes on with the embedded prices, and is told so."""
    write(tmp_path, "id\tdocument\tlabel\n", "ratings_train.txt")
    monkeypatch.setenv(SETTING, str(tmp_path))
    assert len(load_prices()) == 5528
    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith("RNN_COURSE_DATA 폴더에 주가 파일이 없어 내장 데이터를 씁니다(samsung_electronics_.csv, ")
    assert "합성" in second


def test_other_name_for_prices(tmp_path, monkeypatch):
    write(tmp_path, GOOD, "prices.csv")
    monkeypatch.setenv(SETTING, str(tmp_path))
    assert len(load_prices()) == 3


def test_folder_in_hangul(tmp_path, monkeypatch):
    write(tmp_path / "김하늘 자료" / "주가", GOOD)
    monkeypatch.setenv(SETTING, str(tmp_path / "김하늘 자료" / "주가"))
    assert len(load_prices()) == 3


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbf" + GOOD.encode(),
        GOOD.encode("cp949"),
        GOOD.replace("\n", "\r\n").encode(),
        GOOD.encode() + b"\n\n",
    ],
    ids=["utf-8 with BOM", "cp949", "Windows line ends", "empty lines at the end"],
)
def test_other_ways_to_save_the_same(tmp_path, content):
    assert load_prices(write(tmp_path, content))["Close"].tolist() == [55200, 55500, 55500]


def test_days_without_any_value_are_left_out_and_counted(tmp_path, capsys):
    """Yahoo writes such rows for days without trade; tables made from its answers leave their fields empty."""
    first, *days = GOOD.splitlines()
    empty = [f"2020-01-0{day},{','.join(value * 6)}" for day, value in ((1, ["null"]), (4, [""]), (7, [" null "]))]
    lines = [first, empty[0], *days[:2], empty[1], days[2], empty[2]]
    found = load_prices(write(tmp_path, "\n".join(lines) + "\n"))
    assert "3행, 2020-01-02부터 2020-01-06까지, 값이 없는 3행은 뺌\n" in capsys.readouterr().out
    pd.testing.assert_frame_equal(found, load_prices(write(tmp_path, GOOD)))


@pytest.mark.parametrize(("end", "rows", "last"), [(",0", 3, "0"), ("15422255", 2, "15422255"), ("1542", 2, "1542")])
def test_an_end_without_a_line_break_is_taken_and_said(tmp_path, end, rows, last, capsys):
    """Yahoo's own files end so. Digits may be missing from the last number, which only a person can tell."""
    text = GOOD[: GOOD.index(end) + len(end)]
    assert len(load_prices(write(tmp_path, text))) == rows
    said = f"까지, 파일이 줄바꿈 없이 끝나 끝이 잘렸어도 알 수 없음(마지막 값: '{last}')\n"
    assert capsys.readouterr().out.endswith(said)


@pytest.mark.parametrize("order", [1, -1], ids=["oldest first", "newest first"])
@pytest.mark.parametrize("date", ["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d", "%Y-%m-%d 00:00:00+09:00"])
def test_yahoo_shapes(tmp_path, order, date, capsys):
    """Without Adj Close, with dividends, columns in another order, other dates, newest day first."""
    table = pd.read_csv(write(tmp_path, GOOD), parse_dates=["Date"])
    other = table[["Date", "Close", "High", "Low", "Open", "Volume"]].assign(Dividends=0.0)[::order]
    file = tmp_path / "other.csv"
    other.to_csv(file, index=False, date_format=date)
    expected = table.assign(**{"Adj Close": table["Close"]})
    pd.testing.assert_frame_equal(load_prices(file), expected.astype({"Date": "datetime64[us]"}), check_dtype=False)
    assert "2020-01-02부터 2020-01-06까지, 수정 종가가 없어 종가로 대신함\n" in capsys.readouterr().out


KRX = """"일자","종가","대비","등락률","시가","고가","저가","거래량","거래대금","시가총액","상장주식수"
"2024/01/04","76,600","-400","-0.52","76,100","77,300","76,100","15,324,439","1,174,792,138,900","1","5,969,782,550"
"2024/01/03","77,000","-2,600","-3.27","0","0","0","0","0","1","5,969,782,550"
"2024/01/02","79,600","1,100","1.40","78,200","79,800","78,200","17,142,847","1,356,958,225,913","1","5,969,782,550"
"""


@pytest.mark.parametrize("encoding", ["cp949", "utf-8-sig", "utf-8"])
@pytest.mark.parametrize("date", ["2024/01/0", "2024010"])
@pytest.mark.parametrize("end", ["\n", "\r\n", ""])
def test_krx_export(tmp_path, encoding, date, end, capsys):
    text = KRX.replace("2024/01/0", date).rstrip("\n").replace("\n", end or "\n") + end
    prices = load_prices(write(tmp_path, text.encode(encoding), "data_5930.csv"))
    assert capsys.readouterr().out == (
        "주가 데이터를 읽었습니다: 파일 data_5930.csv, 3행, 2024-01-02부터 2024-01-04까지, "
        "거래가 없던 1일의 시가·고가·저가는 종가로 채움, 수정 종가가 없어 종가로 대신함\n"
    )
    assert prices.columns.tolist() == COLUMNS
    assert prices["Date"].dt.day.tolist() == [2, 3, 4]
    assert prices["Close"].tolist() == prices["Adj Close"].tolist() == [79600, 77000, 76600]
    assert prices["Open"].tolist() == [78200, 77000, 76100]
    assert prices["High"].tolist() == [79800, 77000, 77300]
    assert prices["Volume"].tolist() == [17142847, 0, 15324439]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("2024/01/03", "2024/01/04", "3번째 줄의 일자 열: 앞줄과 날짜가 같습니다(값: '2024/01/04')"),
        ("2024/01/03", "2024/01/05", "4번째 줄의 일자 열: 앞줄보다 이른 날짜입니다. 날짜가 오름차순이어야"),
        ("2024/01/03", "2024/13/03", "3번째 줄의 일자 열: 2000-09-01 같은 꼴의 날짜가 아닙니다"),
        ("2024/01/03", "24/01/03", "3번째 줄의 일자 열: 2000-09-01 같은 꼴의 날짜가 아닙니다"),
        ('"78,200","17', '"80,200","17', "4번째 줄의 저가 열: 저가가 시가나 종가보다 높습니다(값: '80,200')"),
        ('"77,300"', '"-"', "2번째 줄의 고가 열: 숫자가 아니거나 비어 있습니다(값: '-')"),
        ('"0","0","0","0","0"', '"0","0","0","5","0"', "3번째 줄의 시가 열: 가격이 0보다 크지 않습니다(값: '0')"),
        ('"종가"', '"현재가"', "없는 열: Close 또는 종가."),
    ],
)
def test_damaged_krx_export(tmp_path, old, new, fault):
    assert old in KRX
    assert fault in refusal(write(tmp_path, KRX.replace(old, new).encode("cp949")))


def test_line_ends_of_windows_do_not_damage_the_embedded_file(data_folder):
    file = data_folder / EMBEDDED_PRICES
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert len(load_prices()) == 5528


# ------------------------------------------------------------------------------------------------ what it refuses


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", "비어 있습니다"),
        (b"\xef\xbb\xbf\r\n", "비어 있습니다"),
        (b" \r\n\n", "비어 있습니다"),
        (GOOD.encode("utf-16"), "UTF-8이나 CP949로 저장된 텍스트가 아닙니다"),
        (b"PK\x03\x04\x14\x00\x00\x00" + bytes(range(256)), "UTF-8이나 CP949로 저장된 텍스트가 아닙니다"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 349893\n", "Git LFS 포인터"),
        (b"\n<!DOCTYPE html><html><body>Sign in</body></html>\n", "웹 페이지(HTML)"),
        (GOOD.splitlines()[0] + "\n", "데이터 행이 없습니다"),
        (GOOD.splitlines()[0] + "\n2020-01-02,null,null,null,null,null,null\n", "값이 있는 행이 없습니다"),
        (GOOD.replace(",Adj Close", ""), "2번째 줄의 값이 7개입니다. 6개여야 합니다."),
        (GOOD.replace("Low", "Least"), "없는 열: Low 또는 저가. 첫째 줄에 있는 열: Date, Open, High, Least, Close"),
        (GOOD.replace("Open", "종가").encode("cp949"), "없는 열: Open 또는 시가."),
        (GOOD.replace("Adj Close", "종가").encode("cp949"), "같은 열이 두 번 나옵니다: 종가."),
        (GOOD.replace(",", ";"), "첫째 줄에 있는 열: Date;Open;High;Low;Close;Adj Close;Volume."),
        (GOOD.replace("Volume", "Volume,Dividend"), "2번째 줄의 값이 7개입니다. 8개여야 합니다."),
        (GOOD.replace("56000.0", '"56000.0'), "따옴표가 짝이 맞지 않거나"),
    ],
    ids=[
        "empty", "byte order mark", "blank", "utf-16", "zip", "git-lfs", "html", "header only", "nulls only",
        "title missing", "column missing", "another column in Hangul", "column twice", "semicolons",
        "title too many", "quote",
    ],
)  # fmt: skip
def test_file_of_another_kind(tmp_path, content, fault):
    assert fault in refusal(write(tmp_path, content))


@pytest.mark.parametrize(
    ("old", "new", "place", "fault"),
    [
        ("2020-01-03", "2020-02-30", "3번째 줄의 Date 열", "날짜가 아닙니다"),
        ("2020-01-03", "03/01/2020", "3번째 줄의 Date 열", "날짜가 아닙니다"),
        ("2020-01-03", "", "3번째 줄의 Date 열", "날짜가 아닙니다"),
        ("2020-01-06", "2020-01-03", "4번째 줄의 Date 열", "앞줄과 날짜가 같습니다"),
        ("2020-01-06", "2019-01-06", "4번째 줄의 Date 열", "앞줄보다 이른 날짜"),
        (TAIL, "null,15422255", "3번째 줄의 Adj Close 열", "숫자가 아니거나 비어 있습니다(값: 'null')"),
        (f"55500.0,{TAIL}", "null,null,15422255", "3번째 줄의 Close 열", "비어 있습니다(값: 'null')"),
        (TAIL, "52300.25,null", "3번째 줄의 Volume 열", "숫자가 아니거나 비어 있습니다(값: 'null')"),
        (f"56000.0,56600.0,54900.0,55500.0,{TAIL}", "null,null,null,null,null,0", "3번째 줄의 Open 열", "비어 있"),
        (f"56000.0,56600.0,54900.0,55500.0,{TAIL}", ",,,,,15422255", "3번째 줄의 Open 열", "비어 있습니다(값: '')"),
        ("56600.0", "", "3번째 줄의 High 열", "숫자가 아니거나 비어 있습니다"),
        ("56600.0", "nan", "3번째 줄의 High 열", "숫자가 아니거나 비어 있습니다"),
        ("56600.0", "inf", "3번째 줄의 High 열", "숫자가 아니거나 비어 있습니다"),
        ("56600.0", "오만육천육백", "3번째 줄의 High 열", "오만육천육백"),
        ("55000.0,55200.0", "-55000.0,55200.0", "2번째 줄의 Low 열", "가격이 0보다 크지 않습니다"),
        ("55000.0,55200.0", "0,55200.0", "2번째 줄의 Low 열", "가격이 0보다 크지 않습니다"),
        ("15422255", "-15422255", "3번째 줄의 Volume 열", "거래량이 음수입니다"),
        ("15422255", "15422255.5", "3번째 줄의 Volume 열", "거래량이 정수가 아니거나"),
        ("15422255", "1e30", "3번째 줄의 Volume 열", "너무 큽니다"),
        ("55000.0,55200.0", "55300.0,55200.0", "2번째 줄의 Low 열", "저가가 시가나 종가보다 높습니다"),
        ("56600.0", "55900.0", "3번째 줄의 High 열", "고가가 시가나 종가보다 낮습니다"),
        ("15422255\n", "15422255,1\n", "3번째 줄", "값이 8개입니다"),
        ("15422255\n", "15422255\n\n", "4번째 줄", "값이 0개입니다"),
        ("55000.0,55200.0", '"55,00",55200.0', "2번째 줄의 Low 열", "숫자가 아니거나 비어 있습니다(값: '55,00')"),
    ],
)
def test_damaged_line(tmp_path, old, new, place, fault):
    message = refusal(write(tmp_path, GOOD.replace(old, new)))
    assert place in message
    assert fault in message


def test_damage_in_many_lines_is_counted(tmp_path):
    assert "이런 줄이 모두 3개입니다" in refusal(write(tmp_path, GOOD.replace(".0,5", ".0,x5")))


def test_the_line_of_a_fault_is_that_of_the_file_where_rows_before_it_were_left_out(tmp_path):
    text = GOOD.replace("2020-01-03", "2020-01-03,null,null,null,null,null,null\n2020-01-04").replace("56600.0", "x")
    assert "4번째 줄의 High 열" in refusal(write(tmp_path, text))


@pytest.mark.parametrize("cut", [2, *range(3, 54, 7), 63, 64])
def test_file_cut_short(tmp_path, cut):
    """Wherever the last line is cut, unless it ends within its last number."""
    line = "4번째 줄" if cut < 54 else "3번째 줄"
    fault = "Volume 열: 숫자가 아니거나 비어 있습니다" if cut in (2, 63) else "파일이 중간에 잘린 것으로 보입니다"
    message = refusal(write(tmp_path, GOOD[:-cut]))
    assert line in message
    assert fault in message


def test_places_that_are_no_file(tmp_path):
    assert "폴더입니다" in refusal(tmp_path)
    assert "파일이 없습니다" in refusal(tmp_path / "none.csv")


def test_setting_that_leads_nowhere(tmp_path, monkeypatch):
    monkeypatch.setenv(SETTING, str(tmp_path))
    with pytest.raises(DataError, match=rf"(?s){SETTING}에 적힌 폴더에 파일이 없습니다.*{REAL_PRICES}.*지우세요"):
        load_prices()
    monkeypatch.setenv(SETTING, str(tmp_path / "none"))
    with pytest.raises(DataError, match=rf"(?s)none.*{SETTING}에 적힌 폴더가 없습니다"):
        load_prices()


@pytest.mark.parametrize(
    ("damage", "fault"),
    [
        (lambda content: content.replace(b"91000", b"91100", 1), "SHA-256이 맞지 않습니다"),
        (lambda content: content[:100_000], "SHA-256이 맞지 않습니다"),
        (lambda content: b"", "SHA-256이 맞지 않습니다"),
    ],
    ids=["one number", "cut", "empty"],
)
def test_damaged_embedded_file(data_folder, damage, fault):
    file = data_folder / EMBEDDED_PRICES
    file.write_bytes(damage(file.read_bytes()))
    with pytest.raises(
        DataError, match=r"(?s).*git checkout -- data/prices_synthetic\.csv.*다시 내려받으세요"
    ) as caught:
        load_prices()
    assert fault in str(caught.value)


def test_missing_embedded_file(data_folder):
    (data_folder / EMBEDDED_PRICES).unlink()
    with pytest.raises(DataError, match=r"(?s)파일이 없습니다.*git checkout"):
        load_prices()


def test_error_is_a_value_error():
    assert issubclass(DataError, ValueError)
