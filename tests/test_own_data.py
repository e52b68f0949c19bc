"""Lecture notebooks run unchanged on a reader's own files: an export of the exchange, a table of Korean reviews."""

import pytest
from real_data import lecture, run_on_real_data, until_training

from rnn_course.datasets import DATA_FOLDER, EMBEDDED_PRICES, SETTING, load_prices
from rnn_course.reviews import load_reviews


@pytest.fixture(autouse=True)
def no_setting(monkeypatch):
    monkeypatch.delenv(SETTING, raising=False)


@pytest.fixture
def folder(tmp_path):
    """The embedded prices as KRX writes them (CP949, newest first, halted days 0), the embedded reviews as NSMC."""
    lines = ["일자,종가,대비,시가,고가,저가,거래량,거래대금"]
    for row in load_prices(DATA_FOLDER / EMBEDDED_PRICES)[::-1].itertuples():
        traded = (row.Open, row.High, row.Low) if row.Volume else (0, 0, 0)
        numbers = ",".join(f'"{value:,.0f}"' for value in (row.Close, 0, *traded, row.Volume, 0))
        lines.append(f'"{row.Date:%Y/%m/%d}",{numbers}')
    (tmp_path / "prices.csv").write_bytes("\r\n".join(lines).encode("cp949"))
    for part, table in zip(("train", "test"), load_reviews("ko"), strict=True):
        rows = [f"{number}\t{row.text}\t{row.label}" for number, row in enumerate(table.itertuples())]
        text = "\n".join(["id\tdocument\tlabel", *rows, "9999\t\t1"]) + "\n"
        (tmp_path / f"ratings_{part}.txt").write_text(text, encoding="utf-8")
    return tmp_path


def test_notebook_05_on_an_export_of_the_exchange(folder):
    report = "print(json.dumps([len(prices), prices['Close'].tolist(), prices['Open'].min()]))"
    cells = until_training(lecture("05_stock_case"))
    count, close, lowest = run_on_real_data(cells, f"import json\n{report}", folder=folder)
    embedded = load_prices(DATA_FOLDER / EMBEDDED_PRICES)
    assert count == len(embedded)
    assert close == embedded["Close"].tolist()
    assert lowest > 0


@pytest.mark.parametrize(
    ("name", "last"), [("06_tokenization", "korean-02"), ("08_imdb_sentiment", "train")], ids=["06", "08"]
)
def test_reviews_in_a_table_are_read_by_the_notebooks_own_cells(folder, name, last):
    cells = lecture(name).cells
    place = [cell.id for cell in cells].index(last) + 1
    report = "import contextlib, io, json\nwith contextlib.redirect_stdout(io.StringIO()):\n"
    report += "    train, test = load_reviews('ko')\nprint(json.dumps([len(train), len(test), train['text'][0]]))"
    found = run_on_real_data(cells[:place], report, folder=folder)
    train, test = load_reviews("ko")
    assert found == [len(train), len(test), train["text"][0]]
