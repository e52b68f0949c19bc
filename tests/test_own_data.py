"""Lecture notebooks run unchanged on a reader's own files: an export of the exchange, a table of Korean reviews."""

import numpy as np
import pandas as pd
import pytest
from real_data import lecture, run_on_real_data, until_training

from rnn_course.datasets import DATA_FOLDER, EMBEDDED_PRICES, SETTING, load_prices
from rnn_course.reviews import load_reviews


@pytest.fixture(autouse=True)
def no_setting(monkeypatch):
    monkeypatch.delenv(SETTING, raising=False)


def export(prices):
    """Prices as KRX writes them: CP949, newest day first, 0 for the prices of a halted day."""
    lines = ["일자,종가,대비,시가,고가,저가,거래량,거래대금"]
    for row in prices[::-1].itertuples():
        traded = (row.Open, row.High, row.Low) if row.Volume else (0, 0, 0)
        numbers = ",".join(f'"{value:,.0f}"' for value in (row.Close, 0, *traded, row.Volume, 0))
        lines.append(f'"{row.Date:%Y/%m/%d}",{numbers}')
    return "\r\n".join(lines).encode("cp949")


def write_reviews(folder, train, test):
    """Reviews as NSMC has them, one without text among them."""
    for part, table in (("train", train), ("test", test)):
        rows = [f"{number}\t{row.text}\t{row.label}" for number, row in enumerate(table.itertuples())]
        text = "\n".join(["id\tdocument\tlabel", *rows, "9999\t\t1"]) + "\n"
        (folder / f"ratings_{part}.txt").write_text(text, encoding="utf-8")


@pytest.fixture
def folder(tmp_path):
    """The embedded prices as the exchange writes them, the embedded Korean reviews as NSMC."""
    (tmp_path / "prices.csv").write_bytes(export(load_prices(DATA_FOLDER / EMBEDDED_PRICES)))
    write_reviews(tmp_path, *load_reviews("ko"))
    return tmp_path


def test_notebook_05_on_an_export_of_the_exchange(folder):
    report = "print(json.dumps([len(prices), prices['Close'].tolist(), prices['Open'].min()]))"
    cells = until_training(lecture("05_stock_case"))
    count, close, lowest = run_on_real_data(cells, f"import json\n{report}", folder=folder)
    embedded = load_prices(DATA_FOLDER / EMBEDDED_PRICES)
    assert count == len(embedded)
    assert close == embedded["Close"].tolist()
    assert lowest > 0


@pytest.mark.heavy
def test_notebook_05_on_another_company(tmp_path):
    """Ten years without the book's rows: what is compared with the book differs, and nothing stops."""
    noise = np.random.default_rng(5)
    days = pd.bdate_range("2013-01-02", "2022-12-29")
    close = (30_000 * np.exp(np.cumsum(0.015 * noise.standard_t(4, len(days))))).round() + 100
    prices = pd.DataFrame({"Date": days, "Open": close, "High": close + 50, "Low": close - 50, "Close": close})
    prices["Volume"] = noise.integers(100_000, 3_000_000, len(days))
    prices.loc[700:704, ["Close", "Volume"]] = close[699], 0
    (tmp_path / "prices.csv").write_bytes(export(prices))
    report = "import json\nprint(json.dumps([len(prices), sum(map(len, comparisons.values()))]))"
    rows, compared = run_on_real_data(until_training(lecture("05_stock_case")), report, folder=tmp_path)
    assert rows == len(days)
    assert compared > 300


@pytest.mark.heavy
def test_notebook_06_on_reviews_with_freely_joined_particles(tmp_path):
    """In real reviews a frequent noun has many forms, and some reviews have no words at all."""
    noise = np.random.default_rng(6)
    nouns, particles = ["배우", "감독", "음악", "결말"], ["", "가", "는", "도", "만", "보다", "까지", "에서는", "처럼"]
    own = [
        table.assign(text=[f"{text} {noise.choice(nouns)}{noise.choice(particles)} ㅋㅋ" for text in table["text"]])
        for table in load_reviews("ko")
    ]
    own[0].loc[:2, "text"] = ["ㅋㅋㅋ", "...", "♥"]
    write_reviews(tmp_path, *own)
    cells = lecture("06_tokenization").cells
    place = [cell.id for cell in cells].index("korean-05") + 1
    report = "import json\nprint(json.dumps([len(korean_train), len(forms['음악'])]))"
    reviews, kinds = run_on_real_data(cells[:place], report, folder=tmp_path)
    assert reviews == len(own[0])
    assert kinds >= 5


@pytest.mark.parametrize(
    ("name", "last"),
    [
        pytest.param("06_tokenization", "korean-02", id="06"),
        pytest.param("08_imdb_sentiment", "train", id="08", marks=pytest.mark.heavy),
    ],
)
def test_reviews_in_a_table_are_read_by_the_notebooks_own_cells(folder, name, last):
    cells = lecture(name).cells
    place = [cell.id for cell in cells].index(last) + 1
    report = "import contextlib, io, json\nwith contextlib.redirect_stdout(io.StringIO()):\n"
    report += "    train, test = load_reviews('ko')\nprint(json.dumps([len(train), len(test), train['text'][0]]))"
    found = run_on_real_data(cells[:place], report, folder=folder)
    train, test = load_reviews("ko")
    assert found == [len(train), len(test), train["text"][0]]
