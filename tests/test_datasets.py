"""load_prices: what it takes, what it says, and how it refuses files that are damaged or something else."""

import shutil

import numpy as np
import pandas as pd
import pytest

from rnn_course import datasets
from rnn_course.datasets import COLUMNS, DATA_FOLDER, EMBEDDED_PRICES, REAL_PRICES, SETTING, DataError, load_prices

GOOD = """Date,Open,High,Low,Close,Adj Close,Volume
2020-01-02,55500.0,56000.0,55000.0,55200.0,52000.5,12993228
2020-01-03,56000.0,56600.0,54900.0,55500.0,52300.25,15422255
2020-01-06,54900.0,55600.0,54600.0,55500.0,52300.25,0
"""


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
    monkeypatch.setattr(datasets, "DATA_FOLDER", folder)
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


def test_line_ends_of_windows_do_not_damage_the_embedded_file(data_folder):
    file = data_folder / EMBEDDED_PRICES
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert len(load_prices()) == 5528


# ------------------------------------------------------------------------------------------------ what it refuses


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", "비어 있습니다"),
        (b" \r\n\n", "비어 있습니다"),
        (GOOD.encode("utf-16"), "UTF-8이나 CP949로 저장된 텍스트가 아닙니다"),
        (b"PK\x03\x04\x14\x00\x00\x00" + bytes(range(256)), "UTF-8이나 CP949로 저장된 텍스트가 아닙니다"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 349893\n", "Git LFS 포인터"),
        (b"\n<!DOCTYPE html><html><body>Sign in</body></html>\n", "웹 페이지(HTML)"),
        (GOOD.splitlines()[0] + "\n", "데이터 행이 없습니다"),
        (GOOD.replace(",Adj Close", ""), "없는 열: Adj Close."),
        (GOOD.replace("Close,Adj Close", "종가,Adj Close").encode("cp949"), "없는 열: Close. 모르는 열: 종가."),
        (GOOD.replace("Open,High", "High,Open"), "열의 순서가 다르거나 겹칩니다"),
        (GOOD.replace(",", ";"), "모르는 열: Date;Open;High;Low;Close;Adj Close;Volume."),
        (GOOD.replace("Volume", "Volume,Dividend"), "모르는 열: Dividend."),
    ],
    ids=[
        "empty", "blank", "utf-16", "zip", "git-lfs", "html", "header only", "column missing", "column in Hangul",
        "columns in another order", "semicolons", "column too many",
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
        ("52300.25,15422255", "null,15422255", "3번째 줄의 Adj Close 열", "숫자가 아니거나 비어 있습니다(값: 'null')"),
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
        ("15422255\n", "15422255\n\n", "4번째 줄", "값이 1개입니다"),
    ],
)
def test_damaged_line(tmp_path, old, new, place, fault):
    message = refusal(write(tmp_path, GOOD.replace(old, new)))
    assert place in message
    assert fault in message


def test_damage_in_many_lines_is_counted(tmp_path):
    assert "이런 줄이 모두 3개입니다" in refusal(write(tmp_path, GOOD.replace(".0,5", ".0,x5")))


@pytest.mark.parametrize("cut", range(1, 60, 7))
def test_file_cut_short(tmp_path, cut):
    """Wherever the last line is cut, even inside its last number."""
    message = refusal(write(tmp_path, GOOD[:-cut]))
    assert "4번째" in message or "3번째" in message
    assert "잘린" in message or "잘렸" in message


def test_places_that_are_no_file(tmp_path):
    assert "폴더입니다" in refusal(tmp_path)
    assert "파일이 없습니다" in refusal(tmp_path / "none.csv")


def test_setting_that_leads_nowhere(tmp_path, monkeypatch):
    monkeypatch.setenv(SETTING, str(tmp_path))
    with pytest.raises(DataError, match=rf"(?s){REAL_PRICES}.*{SETTING}에 적힌 폴더에 파일이 없습니다.*지우세요"):
        load_prices()
    monkeypatch.setenv(SETTING, str(tmp_path / "none"))
    with pytest.raises(DataError, match=rf"(?s)none.*{SETTING}에 적힌 폴더가 없습니다"):
        load_prices()


@pytest.mark.parametrize(
    ("damage", "fault"),
    [
        (lambda content: content.replace(b"91000", b"91100", 1), "SHA-256이 맞지 않습니다"),
        (lambda content: content[:100_000], "SHA-256이 맞지 않습니다"),
        (lambda content: b"", "비어 있습니다"),
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
