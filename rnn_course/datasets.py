"""Loading daily prices; as a program (``python -m rnn_course.datasets``) it fetches real data.

Each loader of the course (this one, ``reviews.load_reviews``, ``vectors.load_glove``) takes the real file when it is
there and the embedded data otherwise, so that a notebook needs no branch, and says in one Korean line what it loaded.
What a file must look like, and where it may lie, stands in ``data/README.md``.
"""

from pathlib import Path

from rnn_course import reading
from rnn_course.price_files import COLUMNS, PRICE_COLUMNS, REMEDY, parse_prices
from rnn_course.reading import DATA_FOLDER, MANIFEST, SETTING, DataError

__all__ = [
    "COLUMNS", "DATA_FOLDER", "MANIFEST", "PRICE_COLUMNS", "SETTING", "DataError", "load_prices", "read_prices",
]  # fmt: skip

REAL_PRICES = reading.REAL_NAMES["주가"][0]
EMBEDDED_PRICES = "prices_synthetic.csv"


def load_prices(path=None):
    """Load daily prices of one share and print one Korean line that says what was loaded.

    Takes, in this order: ``path``; ``samsung_electronics_.csv`` or ``prices.csv`` in the folder that the environment
    variable ``RNN_COURSE_DATA`` names; the same in ``data/real/``; the synthetic prices embedded in ``data/``.

    Args:
        path: a CSV file as Yahoo Finance or the Korea Exchange (KRX) writes it, or None. Its columns, in any order:
            Date, Open, High, Low, Close, Volume (일자, 시가, 고가, 저가, 종가, 거래량) and, where there is one,
            Adj Close (수정종가); other columns are left out. UTF-8 or CP949, days in rising or falling order.

    Returns:
        DataFrame with one row a day, sorted by Date (datetime64), prices in won as float64, Volume in shares as
        int64, and a RangeIndex. Left out are rows whose prices and volume are all empty or null, as Yahoo writes days
        that it has no values of. Two things are filled in: Adj Close by Close where the file has none, and Open, High
        and Low by Close on days without trade, where KRX writes 0. The printed line says each of these where it
        happens; and where the file ends without a line end, as Yahoo's do, that its end may have been cut off.

    Raises:
        DataError: the file is missing or damaged, or a row is impossible (Low above Close, a date twice, ...).
    """
    file = Path(path) if path is not None else reading.find_real("주가") or reading.DATA_FOLDER / EMBEDDED_PRICES
    prices, notes = _read(file)
    kind = "내장 합성 데이터(실제 주가가 아닙니다)" if _is_embedded(file) else "파일"
    first, last = prices["Date"].iloc[[0, -1]].dt.strftime("%Y-%m-%d")
    parts = [f"{kind} {file.name}", f"{len(prices):,}행", f"{first}부터 {last}까지", *notes]
    print(f"주가 데이터를 읽었습니다: {', '.join(parts)}")
    return prices


def read_prices(file):
    """The checked table of a price file, as ``load_prices`` returns it, without the printed line."""
    return _read(Path(file))[0]


def _read(file):
    content = _embedded() if _is_embedded(file) else reading.read_bytes(file, REMEDY)
    return parse_prices(file, reading.decode_text(file, content))


def _embedded():
    """The bytes of the embedded file with plain line ends; git on Windows may have put others there."""
    return reading.read_embedded(EMBEDDED_PRICES, lambda content: content.replace(b"\r\n", b"\n"))


def _is_embedded(file):
    return file.resolve() == (reading.DATA_FOLDER / EMBEDDED_PRICES).resolve()


if __name__ == "__main__":
    from rnn_course.downloads import main

    raise SystemExit(main())
