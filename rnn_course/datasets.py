"""Loading the course's data: one function a data set, which says in one Korean line what it loaded.

Each loader takes the real file when it is there and the embedded data otherwise, so that a notebook needs no branch.
What a file must look like, and where it may lie, stands in ``data/README.md``.
"""

import hashlib
import os
import tomllib
from pathlib import Path

import numpy as np
import pandas as pd

DATA_FOLDER = Path(__file__).resolve().parent.parent / "data"
SETTING = "RNN_COURSE_DATA"
REAL_PRICES = "samsung_electronics_.csv"
EMBEDDED_PRICES = "prices_synthetic.csv"
MANIFEST = "manifest.toml"
PRICE_COLUMNS = ["Open", "High", "Low", "Close", "Adj Close"]
COLUMNS = ["Date", *PRICE_COLUMNS, "Volume"]


class DataError(ValueError):
    """A data file is missing, damaged or of another shape; the Korean message says which, where and what to do."""


def load_prices(path=None):
    """Load daily prices of one share and print one Korean line that says what was loaded.

    Takes, in this order: ``path``; ``samsung_electronics_.csv`` in the folder that the environment variable
    ``RNN_COURSE_DATA`` names; the same file in ``data/real/``; the synthetic prices embedded in ``data/``.

    Args:
        path: a CSV file with the columns Date, Open, High, Low, Close, Adj Close, Volume, or None.

    Returns:
        DataFrame with one row a day, sorted by Date (datetime64), prices in won as float64, Volume in shares as
        int64, and a RangeIndex. Nothing is repaired and no row is left out.

    Raises:
        DataError: the file is missing or damaged, or a row is impossible (Low above Close, a date twice, ...).
    """
    file = _choose_prices(path)
    content = _read_bytes(file)
    embedded = _is_embedded(file)
    if embedded:
        _check_checksum(file, content)
    prices = _parse_prices(file, _decode(file, content))
    kind = "내장 합성 데이터(실제 주가가 아닙니다)" if embedded else "파일"
    first, last = prices["Date"].iloc[[0, -1]].dt.strftime("%Y-%m-%d")
    print(f"주가 데이터를 읽었습니다: {kind} {file.name}, {len(prices):,}행, {first}부터 {last}까지")
    return prices


def checksum(content):
    """SHA-256 of a text file's bytes; Windows line ends count as plain ones, because git may have put them there."""
    return hashlib.sha256(content.replace(b"\r\n", b"\n")).hexdigest()


def _is_embedded(file):
    return file.resolve() == (DATA_FOLDER / EMBEDDED_PRICES).resolve()


def _choose_prices(path):
    if path is not None:
        return Path(path)
    if os.environ.get(SETTING):
        return _prices_in_setting(Path(os.environ[SETTING]))
    real = DATA_FOLDER / "real" / REAL_PRICES
    return real if real.exists() else DATA_FOLDER / EMBEDDED_PRICES


def _prices_in_setting(folder):
    file = folder / REAL_PRICES
    remedy = (
        f"이 폴더에 {REAL_PRICES} 파일을 넣거나 환경 변수 {SETTING}의 값을 고치세요. "
        f"내장 합성 데이터를 쓰려면 {SETTING} 설정을 지우세요."
    )
    if not folder.is_dir():
        raise _error(folder, f"환경 변수 {SETTING}에 적힌 폴더가 없습니다.", remedy)
    if not file.exists():
        raise _error(file, f"환경 변수 {SETTING}에 적힌 폴더에 파일이 없습니다.", remedy)
    return file


def unreadable(place, fault, remedy):
    """The error to raise: ``place`` is the file, folder or line that is at fault, the others are Korean sentences."""
    return DataError(f"데이터 파일을 읽을 수 없습니다: {place}\n문제: {fault}\n해결: {remedy}")


def _error(file, fault, remedy=None):
    return unreadable(file, fault, _remedy(file) if remedy is None else remedy)


def _remedy(file):
    if _is_embedded(file):
        return f"`git checkout -- data/{EMBEDDED_PRICES}`로 되돌리거나 강의 자료를 다시 내려받으세요."
    return f"파일을 원본에서 다시 내려받으세요. 열은 {', '.join(COLUMNS)} 순서이고 쉼표로 나뉘어야 합니다."


def _read_bytes(file):
    if file.is_dir():
        raise _error(file, "파일이 아니라 폴더입니다.", "폴더 안에 있는 CSV 파일의 경로를 적으세요.")
    try:
        content = file.read_bytes()
    except FileNotFoundError:
        remedy = None if _is_embedded(file) else "경로와 파일 이름을 확인하세요."
        raise _error(file, "파일이 없습니다.", remedy) from None
    except OSError as fault:
        raise _error(
            file, f"운영 체제가 파일을 열지 못했습니다({fault.strerror}).", "파일 권한을 확인하세요."
        ) from None
    if not content.strip():
        raise _error(file, "파일이 비어 있습니다.")
    if content.startswith(b"version https://git-lfs"):
        raise _error(file, "내용이 아니라 Git LFS 포인터입니다.", "`git lfs pull`로 실제 파일을 받으세요.")
    return content


def _check_checksum(file, content):
    manifest = tomllib.loads((DATA_FOLDER / MANIFEST).read_text(encoding="utf-8"))
    if checksum(content) != manifest[file.name]["sha256"]:
        raise _error(file, "파일 내용이 배포한 것과 다릅니다(SHA-256이 맞지 않습니다).")


def _decode(file, content):
    for encoding in ("utf-8-sig", "cp949"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            break
    else:
        raise _error(
            file,
            "글자를 읽을 수 없습니다. UTF-8이나 CP949로 저장된 텍스트가 아닙니다.",
            "압축 파일이나 엑셀 파일이라면 풀거나 열어서 'CSV UTF-8(쉼표로 분리)'로 다시 저장하세요.",
        )
    if text.lstrip().startswith("<"):
        raise _error(file, "CSV가 아니라 웹 페이지(HTML)입니다.", "웹 페이지가 아닌 CSV 파일 자체를 내려받으세요.")
    return text


def _parse_prices(file, text):
    rows = _split_rows(file, text)
    _check_columns(file, rows[0])
    if len(rows) == 1:
        raise _error(file, "열 이름만 있고 데이터 행이 없습니다.")
    for line, row in enumerate(rows[1:], start=2):
        if len(row) != len(COLUMNS):
            cut = " 파일이 중간에 잘린 것으로 보입니다." if line == len(rows) and len(row) < len(COLUMNS) else ""
            raise _error(file, f"{line}번째 줄의 값이 {len(row)}개입니다. {len(COLUMNS)}개여야 합니다.{cut}")
    table = pd.DataFrame(rows[1:], columns=COLUMNS)
    prices = pd.DataFrame({"Date": _parse_dates(file, table["Date"])})
    for name in COLUMNS[1:]:
        prices[name] = _parse_numbers(file, table[name])
    prices["Volume"] = prices["Volume"].astype(np.int64)
    _check_price_order(file, prices)
    return prices


def _split_rows(file, text):
    """Rows of fields; a last line without a line end may have lost digits, which nothing else would tell."""
    lines = text.splitlines()
    rows = [line.split(",") for line in text.rstrip("\r\n").splitlines()]
    if len(rows[-1]) == len(COLUMNS) and not text.endswith(("\n", "\r")):
        raise _error(
            file,
            f"마지막 줄({len(lines)}번째)이 줄바꿈으로 끝나지 않아, 파일이 잘렸는지 알 수 없습니다(값: '{lines[-1]}').",
            "원본과 비교해 보고, 줄이 온전하면 파일 끝에 줄바꿈을 넣어 저장하세요.",
        )
    return rows


def _check_columns(file, header):
    if header == COLUMNS:
        return
    missing = [name for name in COLUMNS if name not in header]
    extra = [name for name in header if name not in COLUMNS]
    faults = [f"없는 열: {', '.join(missing)}."] if missing else []
    faults += [f"모르는 열: {', '.join(extra)}."] if extra else []
    raise _error(file, f"첫째 줄의 열 이름이 다릅니다. {' '.join(faults) or '열의 순서가 다르거나 겹칩니다.'}")


def _refuse(file, column, wrong, fault):
    """Raise for the first row where ``wrong`` (bool, one a row) holds; line 1 of the file is the header."""
    if wrong.any():
        row = int(np.argmax(wrong))
        others = f" 이런 줄이 모두 {int(wrong.sum()):,}개입니다." if wrong.sum() > 1 else ""
        raise _error(file, f"{row + 2}번째 줄의 {column.name} 열: {fault}(값: '{column.iloc[row]}').{others}")


def _parse_dates(file, column):
    dates = pd.to_datetime(column, format="%Y-%m-%d", errors="coerce")
    _refuse(file, column, dates.isna().to_numpy(), "2000-09-01 같은 꼴의 날짜가 아닙니다")
    step = dates.diff().dt.days.fillna(1).to_numpy()
    _refuse(file, column, step == 0, "앞줄과 날짜가 같습니다")
    _refuse(file, column, step < 0, "앞줄보다 이른 날짜입니다. 날짜가 오름차순이어야 합니다")
    return dates


def _parse_numbers(file, column):
    numbers = pd.to_numeric(column, errors="coerce").astype(float)
    _refuse(file, column, ~np.isfinite(numbers.to_numpy()), "숫자가 아니거나 비어 있습니다")
    if column.name == "Volume":
        _refuse(file, column, (numbers < 0).to_numpy(), "거래량이 음수입니다")
        whole = (numbers % 1 == 0) & (numbers < 2**53)
        _refuse(file, column, ~whole.to_numpy(), "거래량이 정수가 아니거나 너무 큽니다")
    else:
        _refuse(file, column, (numbers <= 0).to_numpy(), "가격이 0보다 크지 않습니다")
    return numbers


def _check_price_order(file, prices):
    body = prices[["Open", "Close"]]
    _refuse(file, prices["Low"], (prices["Low"] > body.min(axis=1)).to_numpy(), "저가가 시가나 종가보다 높습니다")
    _refuse(file, prices["High"], (prices["High"] < body.max(axis=1)).to_numpy(), "고가가 시가나 종가보다 낮습니다")
