"""Notebook 08 on the real reviews gives every deterministic number that the chapter prints for section 4.3."""

import pytest
from real_data import REVIEWS, lecture, needs, run_on_real_data, until_training

pytestmark = [
    pytest.mark.heavy,  # some minutes: 50,000 reviews are cut into words several times
    needs(REVIEWS),
]

# Printed cells by table. The chapter counted 88,582 words; the archive in ../shared/data has 88,581.
PRINTED = {"리뷰의 수": 3, "단어의 수": 1, "배열의 모양": 3, "매개변수의 수": 4}

REPORT = """
import json
print(json.dumps({
    "tables": {name: frame["같음"].to_dict() for name, frame in comparisons.items()},
    "words": int(comparisons["단어의 수"]["이 실행의 값"].iloc[0]),
    "rank of br": rank,
    "longer": round(float(longer[MAXLEN]), 3),
    "lost": round(float(lost[MAXLEN]), 2),
    "linear": {name: round(float(results.loc[name, "테스트"]), 2) for name in linear},
    "wholly empty rows": int(sum((x == 0).all(axis=1).sum() for x in (x_fit, x_validation, x_test))),
}))
"""


@pytest.fixture(scope="module")
def report():
    return run_on_real_data(until_training(lecture("08_imdb_sentiment")), REPORT, timeout=900)


def test_every_printed_table_is_compared(report):
    assert {name: len(table) for name, table in report["tables"].items()} == PRINTED


def test_all_is_as_printed_but_one_word(report):
    different = {cell for table in report["tables"].values() for cell, same in table.items() if same != "예"}
    assert different == {"책처럼 센 단어"}
    assert report["words"] == 88_581


def test_what_the_real_reviews_show(report):
    """The figures of the notebook's text that begin with '실제 리뷰에서는'."""
    assert report["rank of br"] == 7
    assert report["longer"] == 0.879
    assert report["lost"] == 0.59
    assert report["linear"] == {"선형: 단어": 0.89, "선형: 단어와 단어 쌍": 0.89}
    assert report["wholly empty rows"] == 0
