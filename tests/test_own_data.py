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


def test_reviews_in_a_table_are_read_by_the_notebooks_own_cells(folder):
    report = reported("[len(korean_train), len(korean_test), korean_train['text'][0]]")
    found = run_on_real_data(code_of("06_tokenization", "setup-02:setup-04", "reviews-load"), report, folder=folder)
    train, test = load_reviews("ko")
    assert found == [len(train), len(test), train["text"][0]]


def code_of(name, *spans):
    """Code cells of a notebook, by id; "first:last" stands for these two and all between them."""
    cells = [cell for cell in lecture(name).cells if cell.cell_type == "code"]
    ids = [cell.id for cell in cells]
    ends = [(span.split(":")[0], span.split(":")[-1]) for span in spans]
    return [cell for first, last in ends for cell in cells[ids.index(first) : ids.index(last) + 1]]


def reported(values):
    return f"import json\nprint(json.dumps({values}))"


# Reviews of one's own ------------------------------------------------------------------------------------------------

OWN_REVIEWS = 4000  # as many as data/README.md asks for
NOUNS = ["배우", "감독", "음악", "결말", "화면", "대사", "액션", "장면", "반전", "분위기", "영상미", "각본", "속편"]
PARTICLES = ["", "이", "가", "는", "도", "만", "보다", "까지", "에서는", "처럼", "때문에", "이라서"]
ADVERBS = ["", "진짜 ", "너무 ", "정말 ", "솔직히 ", "역시 ", "생각보다 ", "끝까지 ", "볼수록 "]
ROOTS = (
    ["지루", "유치", "뻔", "식상", "답답", "허술", "산만", "한심", "어색", "황당", "억지스러운듯", "최악이라고"],
    ["훌륭", "완벽", "신선", "따뜻", "유쾌", "탄탄", "통쾌", "섬세", "화려", "먹먹", "사랑스러운듯", "최고라고"],
)  # one list a label
ENDINGS = ["하다", "하네요", "했어요", "했음", "하더라", "하던데요", "합니다", "해요", "했지만 볼만", "할수밖에"]
SIGNS = ["", "", ".", "...", "!!", " ㅋㅋㅋ", " ㅠㅠ", "~", " ^^", ' "강추"', " ♥"]
WITHOUT_WORDS = ["ㅋㅋㅋ", "...", "♥", "ㅠㅠ", "!!"]


def own_reviews():
    """[(text, label)] as people type: short, particles joined freely, many names, one in forty without any word."""
    noise = np.random.default_rng(6)

    def clause(label):
        name = "".join(noise.choice([*part]) for part in ("김이박최정강조윤", "서민지현우예도하", "준연호아진율은석"))
        topic = noise.choice([name, *noise.choice(NOUNS, 3)]) + noise.choice(PARTICLES)
        return f"{topic} " + "".join(noise.choice(part) for part in (ADVERBS, ROOTS[label], ENDINGS, SIGNS))

    def text(number):
        if number % 40 == 0:
            return noise.choice(WITHOUT_WORDS)
        return " ".join(clause(number % 2) for _ in range(noise.integers(1, 4)))

    return [(str(text(number)), number % 2) for number in range(OWN_REVIEWS)]


@pytest.fixture
def own(tmp_path):
    """A folder with one table in the shape of NSMC, not split in two, one of its rows without text."""
    rows = [f"{number}\t{text}\t{label}" for number, (text, label) in enumerate([*own_reviews(), ("", 1)])]
    (tmp_path / "ratings.txt").write_text("\n".join(["id\tdocument\tlabel", *rows]) + "\n", encoding="utf-8")
    return tmp_path


@pytest.mark.heavy
def test_notebook_04_on_own_reviews(own):
    """The part that learns where to put spaces; what it needs of the cells before it, without their trainings."""
    before = code_of("04_lstm_gru", "imports:settings", "tiny-weights:tiny-table", "lstm-step:lstm-layer")
    (spread,) = code_of("04_lstm_gru", "adding-results")
    spread.source = spread.source.partition("\n\n\n")[0]  # the function alone: what follows shows trained models
    cells = [*before, spread, *code_of("04_lstm_gru", "spacing-sentences:spacing-compare")]
    report = reported("[list(train_sentences), list(test_sentences), reader_errors]")
    known, unseen, errors = run_on_real_data(cells, report, folder=own)
    texts = "\n".join(text for text, _ in own_reviews())
    assert len(known) > 1500
    assert len(unseen) > 400
    assert all(sentence in texts for sentence in known + unseen)
    assert max(errors) < 0.2


@pytest.mark.heavy
def test_notebook_06_on_own_reviews(own):
    """All of it, on as few reviews as data/README.md allows; some have no words, a frequent noun has many forms."""
    report = reported("[len(korean_train), len(korean_test), len(forms['음악']), sorted(summary), distances.max()]")
    cells = lecture("06_tokenization").cells
    train, test, kinds, corpora, farthest = run_on_real_data(cells, report, folder=own)
    assert [train, test] == [OWN_REVIEWS * 3 // 4, OWN_REVIEWS // 4]
    assert kinds >= 5
    assert corpora == ["영어, 빈칸", "한국어, 글자", "한국어, 빈칸", "한국어, 형태소"]
    assert farthest == pytest.approx(2**0.5)  # the last cell ran


@pytest.mark.heavy
def test_notebook_08_on_own_reviews(own):
    """The Korean part, with the cells that load and cut and the definitions of its models."""
    before = ["imports-course:words", "unseen-share", "linear-model", "review-model", "train-review-model"]
    cells = code_of("08_imdb_sentiment", *before, "morphemes:code-13")
    report = reported("[korean_train['text'].tolist(), len(korean_test), korean_table.min().to_dict()]")
    texts, tests, lowest = run_on_real_data(cells, report, folder=own)
    assert [len(texts), tests] == [1200, 800]
    assert {*texts} <= {text for text, _ in own_reviews()}
    assert lowest["선형: 토큰"] > 0.8
    assert lowest["LSTM(16)의 평균"] > 0.6  # it learnt from these reviews
