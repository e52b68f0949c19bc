"""Daily prices from a CSV file as Yahoo Finance or the Korea Exchange (KRX) writes it; each row is checked."""

import csv

import numpy as np
import pandas as pd

from rnn_course.reading import unreadable

PRICE_COLUMNS = ["Open", "High", "Low", "Close", "Adj Close"]
COLUMNS = ["Date", *PRICE_COLUMNS, "Volume"]
# what a file may call each of our columns
FILE_NAMES = {
    "Date": ("Date", "일자", "날짜"),
    "Open": ("Open", "시가"),
    "High": ("High", "고가"),
    "Low": ("Low", "저가"),
    "Close": ("Close", "종가"),
    "Adj Close": ("Adj Close", "수정종가"),
    "Volume": ("Volume", "거래량"),
}
OPTIONAL = "Adj Close"
WITHOUT_VALUE = ("", "null")  # Yahoo's files have null, tables made from Yahoo's answers have empty fields
REMEDY = (
    "파일을 원본에서 다시 내려받으세요. 쉼표로 나뉜 표이고, 첫째 줄에 열 이름 Date, Open, High, Low, Close, Volume이나 "
    "일자, 시가, 고가, 저가, 종가, 거래량이 있어야 합니다."
)
COMPARE = "이 줄을 원본과 비교해 고치거나, 파일을 원본에서 다시 내려받으세요."
# 2024-01-02, 2024/01/02, 2024.01.02 or 20240102, perhaps with midnight behind it
DATE = r"(\d{4})([-/.]?)(\d{2})\2(\d{2})(?:[ T]00:00:00\S*)?"


def parse_prices(file, text):
    """The table of a price file and what there is to say about it.

    Args:
        file: the path, for messages.
        text: what the file contains.

    Returns:
        (prices, notes): DataFrame with the columns Date (datetime64), Open, High, Low, Close, Adj Close (float64) and
        Volume (int64), sorted by Date; and a list of Korean phrases that say what was left out or filled in, and
        whether the end of the file may be missing.

    Raises:
        DataError: columns are missing, a line is damaged, a row is impossible; with the number of the line.
    """
    rows = _split_rows(file, text)
    places = _find_columns(file, rows[0])
    _check_lengths(file, rows)
    table, notes = _columns_with_values(file, rows, places)
    prices = pd.DataFrame({"Date": _parse_dates(file, table["Date"])})
    for name in [name for name in table if name != "Date"]:
        prices[name] = _parse_numbers(file, table[name])
    notes += _fill(prices)
    _check_values(file, prices, table)
    prices["Volume"] = prices["Volume"].astype(np.int64)
    notes += _doubtful_end(text, rows[-1])
    return prices[COLUMNS].sort_values("Date", ignore_index=True), notes


def _split_rows(file, text):
    try:
        return list(csv.reader(text.rstrip("\r\n").splitlines(), strict=True))
    except csv.Error as fault:
        raise unreadable(file, f"따옴표가 짝이 맞지 않거나 칸이 너무 깁니다({fault}).", COMPARE) from None


def _doubtful_end(text, last_row):
    """Yahoo's files end without a line end: digits may be missing from the last number, and nothing else tells."""
    if text.endswith(("\n", "\r", '"')):
        return []
    return [f"파일이 줄바꿈 없이 끝나 끝이 잘렸어도 알 수 없음(마지막 값: '{last_row[-1]}')"]


def _find_columns(file, header):
    """{our name of a column: its place in the file}; Adj Close may be missing, columns we do not use may be there."""
    places = {
        name: [place for place, title in enumerate(header) if title.strip() in titles]
        for name, titles in FILE_NAMES.items()
    }
    missing = [" 또는 ".join(FILE_NAMES[name]) for name, found in places.items() if not found and name != OPTIONAL]
    if missing:
        raise unreadable(file, f"없는 열: {', '.join(missing)}. 첫째 줄에 있는 열: {', '.join(header)}.", REMEDY)
    double = [header[found[1]] for found in places.values() if len(found) > 1]
    if double:
        raise unreadable(file, f"같은 열이 두 번 나옵니다: {', '.join(double)}.", "하나만 남기고 지우세요.")
    return {name: found[0] for name, found in places.items() if found}


def _check_lengths(file, rows):
    if len(rows) == 1:
        raise unreadable(file, "열 이름만 있고 데이터 행이 없습니다.", REMEDY)
    for line, row in enumerate(rows[1:], start=2):
        if len(row) != len(rows[0]):
            cut = " 파일이 중간에 잘린 것으로 보입니다." if line == len(rows) and len(row) < len(rows[0]) else ""
            fault = f"{line}번째 줄의 값이 {len(row)}개입니다. {len(rows[0])}개여야 합니다.{cut}"
            raise unreadable(file, fault, COMPARE)


def _columns_with_values(file, rows, places):
    """The columns of the rows that have a price or a volume, and a phrase that says how many rows have none.

    Returns ({our name: Series of texts}, phrases). A Series has the file's name of its column, and the number of each
    row's line in the file as its index.
    """
    values = [place for name, place in places.items() if name != "Date"]
    kept = {
        line: row
        for line, row in enumerate(rows[1:], start=2)
        if any(row[place].strip().lower() not in WITHOUT_VALUE for place in values)
    }
    if not kept:
        raise unreadable(file, "값이 있는 행이 없습니다.", REMEDY)
    table = {
        name: pd.Series([row[place] for row in kept.values()], index=[*kept], name=rows[0][place])
        for name, place in places.items()
    }
    left_out = len(rows) - 1 - len(kept)
    return table, [f"값이 없는 {left_out:,}행은 뺌"] if left_out else []


def _parse_dates(file, column):
    plain = column.str.strip().str.replace(f"^{DATE}$", r"\1-\3-\4", regex=True)
    dates = pd.to_datetime(plain, format="%Y-%m-%d", errors="coerce")
    remedy = "날짜를 2024-01-02, 2024/01/02, 20240102 가운데 한 꼴로 적으세요."
    _refuse(file, column, dates.isna(), "2000-09-01 같은 꼴의 날짜가 아닙니다", remedy)
    step = dates.diff().dt.days
    newest_first = (step < 0).sum() > (step > 0).sum()
    _refuse(file, column, step == 0, "앞줄과 날짜가 같습니다", "하루에 한 줄만 남기고 지우세요.")
    fault = "앞줄보다 늦은 날짜입니다. 날짜가 내림차순" if newest_first else "앞줄보다 이른 날짜입니다. 날짜가 오름차순"
    wrong = step > 0 if newest_first else step < 0
    _refuse(file, column, wrong, f"{fault}이어야 합니다", "날짜순으로 정렬해 다시 저장하세요.")
    return dates


def _parse_numbers(file, column):
    """float64 of numbers such as 79600, 79600.5 or 79,600."""
    plain = column.str.strip()
    grouped = plain.str.fullmatch(r"-?\d{1,3}(,\d{3})+(\.\d+)?")
    numbers = pd.to_numeric(plain.mask(grouped, plain.str.replace(",", "")), errors="coerce").astype(float)
    _refuse(file, column, ~np.isfinite(numbers), "숫자가 아니거나 비어 있습니다")
    return numbers


def _fill(prices):
    """Fill in place what exchanges leave out; returns Korean phrases that say what."""
    notes = []
    halted = (prices[["Volume", "Open", "High", "Low"]] == 0).all(axis=1)
    if halted.any():
        for name in ("Open", "High", "Low"):
            prices[name] = prices[name].mask(halted, prices["Close"])
        notes.append(f"거래가 없던 {halted.sum():,}일의 시가·고가·저가는 종가로 채움")
    if OPTIONAL not in prices:
        prices[OPTIONAL] = prices["Close"]
        notes.append("수정 종가가 없어 종가로 대신함")
    return notes


def _check_values(file, prices, table):
    for name in [name for name in table if name in PRICE_COLUMNS]:
        _refuse(file, table[name], prices[name] <= 0, "가격이 0보다 크지 않습니다")
    volume = prices["Volume"]
    _refuse(file, table["Volume"], volume < 0, "거래량이 음수입니다")
    _refuse(file, table["Volume"], (volume % 1 != 0) | (volume >= 2**53), "거래량이 정수가 아니거나 너무 큽니다")
    body = prices[["Open", "Close"]]
    _refuse(file, table["Low"], prices["Low"] > body.min(axis=1), "저가가 시가나 종가보다 높습니다")
    _refuse(file, table["High"], prices["High"] < body.max(axis=1), "고가가 시가나 종가보다 낮습니다")


def _refuse(file, column, wrong, fault, remedy=COMPARE):
    """Raise for the first line of ``column`` where ``wrong`` (a Series of bool with the same index) holds."""
    if wrong.any():
        line = wrong.idxmax()
        others = f" 이런 줄이 모두 {int(wrong.sum()):,}개입니다." if wrong.sum() > 1 else ""
        fault = f"{line}번째 줄의 {column.name} 열: {fault}(값: '{column[line]}').{others}"
        raise unreadable(file, fault, remedy)
