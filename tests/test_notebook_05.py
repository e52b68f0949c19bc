"""Notebook 05 on the real price file gives every deterministic number that the chapter prints for section 3.4."""

import pytest
from real_data import PRICES, lecture, needs, run_on_real_data, until_training

pytestmark = needs(PRICES)

# Printed cells by table, counted in the chapter.
PRINTED = {
    "파일": 4,
    "처음 여섯 줄": 60,
    "처음 네 수익률": 4,
    "describe()": 80,
    "빈칸과 0의 수": 22,
    "거래량이 0인 열 줄": 110,
    "빼고 남은 줄": 2,
    "스케일을 바꾼 표": 110,
    "창의 모양": 8,
    "매개변수의 수": 6,
}
# The last day's volume differs between the chapter's file and this one; so does every Adj Close.
LAST_VOLUME = {"mean Volume", "std Volume", "5407 Volume"}

REPORT = """
import json
print(json.dumps({
    "tables": {name: frame["같음"].to_dict() for name, frame in comparisons.items()},
    "scores": [round(score, 3) for score in scores.values()],
    "order of dropping": moved["Date"].dt.strftime("%Y-%m-%d").tolist(),
    "first test window": day,
    "test positions": [int(positions[0]), int(positions[-1])],
    "zero volumes": {str(year): int(count) for year, count in by_year.sum(axis=1).items() if count},
}))
"""


@pytest.fixture(scope="module")
def report():
    return run_on_real_data(until_training(lecture("05_stock_case")), REPORT)


def test_every_printed_table_is_compared(report):
    assert {name: len(table) for name, table in report["tables"].items()} == PRINTED


def test_only_adj_close_and_the_last_volume_differ(report):
    different = {cell for table in report["tables"].values() for cell, same in table.items() if same != "예"}
    assert {cell for cell in different if "Adj Close" not in cell} == LAST_VOLUME


def test_what_the_real_file_shows(report):
    """The figures of the notebook's text that begin with '실제 파일에서는'."""
    assert report["scores"] == [0.981, 0.97, 0.95]
    assert report["order of dropping"] == ["2007-03-05"]
    assert report["first test window"] == ["2021-06-01", "2021-07-26", "2021-07-27"]
    assert report["test positions"] == [5099, 5367]
    assert sum(report["zero volumes"].values()) == 115
    assert report["zero volumes"]["2018"] == 3
    assert report["zero volumes"]["2022"] == 11
