"""Notebook 06 on the real reviews gives the deterministic numbers that the chapter prints about words and vectors."""

import pytest
from real_data import REVIEWS, lecture, needs, run_on_real_data

pytestmark = [needs(REVIEWS), pytest.mark.heavy]

# The figures of the notebook's text that begin with '실제 파일에서는' hang on these cells alone.
NEEDED = ("setup", "reviews-load", "one-hot", "erratum-17", "vectorize", "erratum-18", "lengths-cut")

REPORT = """
import json
print(json.dumps({
    "table": {row: [str(value) for value in values[:2]] for row, values in printed.items()},
    "reviews": [len(english_train), len(english_test)],
    "words": len(word_counts),
    "words of the default standardisation": default.vocabulary_size() - 2,
    "longer than 100": round(float(longer), 3),
    "words lost": round(float(lost), 2),
}))
"""


def needed(book):
    """The code cells on the way to the counts, without morphemes and byte pairs."""
    cells = [cell for cell in book.cells if cell.cell_type == "code" and cell.id.startswith(NEEDED)]
    assert {prefix for prefix in NEEDED if any(cell.id.startswith(prefix) for cell in cells)} == set(NEEDED)
    return cells


@pytest.fixture(scope="module")
def report():
    return run_on_real_data(needed(lecture("06_tokenization")), REPORT)


def test_every_review_is_read(report):
    assert report["reviews"] == [25_000, 25_000]


def test_the_number_of_words_is_the_chapter_s_but_one(report):
    """The chapter prints 88,582; this copy of the files has 88,581."""
    assert report["words"] == 88_581
    assert report["words of the default standardisation"] == 121_894


def test_the_printed_numbers_stand_beside_the_notebook_s_own(report):
    assert report["table"] == {
        "두 문장의 단어(손으로)": ["10", "10"],
        "두 문장의 단어(Keras)": ["9", "9"],
        "이진 표의 모양": ["(2, 1000)", "(2, 1000)"],
        "손으로 만든 배열": ["10줄, 11칸", "(2, 10, 11)"],
        "리뷰의 수": ["25,000", "25,000"],
        "찾은 단어의 수": ["88,582", "88,581"],
    }


def test_what_a_hundred_words_cut_off(report):
    """Markup is stripped here; with `br` counted as a word 88.5 % are longer."""
    assert report["longer than 100"] == pytest.approx(0.879, abs=0.001)
    assert report["words lost"] == pytest.approx(0.59, abs=0.005)
