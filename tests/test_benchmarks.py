"""The benchmark's quickest part runs to its end; what is compared is equal; the page is what was measured.

Times are never asserted.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from benchmarks import chapter_ways, growth, page, run
from experiments import drawings

ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.heavy
def test_benchmark_of_the_loader_reports_times_and_their_ratio(tmp_path):
    # a few thousand reviews instead of 48,000, and a folder of its own: build/ is for what is measured
    smaller = "import sys, pathlib; from benchmarks import run; run.COPIES = 1; run.main(pathlib.Path(sys.argv.pop()))"
    command = [sys.executable, "-c", smaller, "2", "loader", str(tmp_path)]
    settings = {name: value for name, value in os.environ.items() if name != "RNN_COURSE_DATA"}
    done = subprocess.run(command, cwd=ROOT, env=settings, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    assert "| 처음 ÷ 다시 |" in done.stdout
    results = json.loads((tmp_path / "bench-loader.json").read_text(encoding="utf-8"))
    kinds = ("load_prices", "reviews 압축 파일", "reviews 폴더", "reviews 방금 읽은 폴더")
    loads = {f"{kind} {load}" for kind in kinds for load in ("first", "again")}
    ratios = {"first / again"} | {f"{kind} first / again" for kind in kinds[1:]}
    assert set(results) == loads | ratios | {"reviews look"}
    seconds = results["load_prices first"]["seconds"]
    assert 0 < seconds["min"] <= seconds["median"] <= seconds["max"]
    assert results["load_prices first"]["runs"] == 2
    assert results["load_prices first"]["environment"]["cores"] == os.cpu_count()


def test_a_command_that_fails_ends_the_benchmark():
    assert run.measure([sys.executable, "-c", ""])[0] > 0
    assert run.measure([sys.executable, "-c", "raise SystemExit(1)"], accepted=(0, 1))[0] > 0
    with pytest.raises(SystemExit, match="실패했습니다"):
        run.measure([sys.executable, "-c", "raise SystemExit(1)"])


def test_times_and_ratios_say_how_often_they_were_measured(capsys):
    assert run.show("x", [3.0, 1.0, 2.0], [0.5, 0.7, 0.6]) == {
        "label": "x",
        "seconds": {"min": 1.0, "median": 2.0, "max": 3.0},
        "peak_gb": 0.7,
        "runs": 3,
    }
    assert run.show_ratio("x", [4.0, 9.0], [2.0, 3.0]) == {
        "label": "x",
        "ratio": {"min": 2.0, "median": 2.5, "max": 3.0},
        "runs": 2,
    }
    assert "| x | 2.0 | 2.5 | 3.0 | 배 |" in capsys.readouterr().out


def test_growth_is_measured_at_each_size(monkeypatch):
    monkeypatch.setattr(growth, "SHARES", (0.02, 0.05))
    monkeypatch.setattr(growth, "WINDOWS", (2, 4))
    for measure_curve in (growth.linear_model_by_reviews, growth.recurrent_model_by_window):
        sizes, seconds = measure_curve(1)
        assert len(sizes) == len(seconds[0]) == 2
        assert min(seconds[0]) > 0


@pytest.mark.parametrize("task", ["threshold_search", "windows", "moving_averages", "embedding_matrix"])
def test_the_chapters_way_and_ours_give_the_same(task, tmp_path, monkeypatch):
    monkeypatch.setattr(chapter_ways, "REVIEWS", 200)
    make = getattr(chapter_ways, task)
    chapter, own = chapter_ways.compare(make(tmp_path) if task == "embedding_matrix" else make(), runs=1)
    assert min(*chapter, *own) > 0


def test_ways_with_other_results_are_not_compared():
    with pytest.raises(AssertionError):
        list(chapter_ways.compare((lambda: np.ones(3), lambda: np.zeros(3)), runs=1))


def test_training_is_timed_until_it_is_as_good(monkeypatch):
    few = tuple((x[:64], y[:64]) for x, y in chapter_ways.level_data())
    monkeypatch.setattr(chapter_ways, "level_data", lambda: few)
    monkeypatch.setattr(chapter_ways, "CHAPTER_EPOCHS", 1)
    monkeypatch.setattr(chapter_ways, "VARIANTS", {"배치 16": (16, 0.001, False)})
    found = chapter_ways.training(2)
    assert [len(pairs) for pairs in found.values()] == [2]
    monkeypatch.setattr(chapter_ways, "VARIANTS", {"배우지 않음": (16, 0.0, False)})
    monkeypatch.setattr(chapter_ways, "MOST_EPOCHS", 1)
    with pytest.raises(SystemExit, match="배우지 않음: 1에포크"):
        chapter_ways.training(1)


def test_every_way_has_a_name_and_as_many_times_of_each(monkeypatch):
    """Three numbers a task are what the benchmark shows; the trainings are stood in for, the rest is run."""
    monkeypatch.setattr(chapter_ways, "REVIEWS", 200)
    monkeypatch.setattr(chapter_ways, "training", lambda runs: {"배치 64": [(2.0, 1.0)] * runs})
    found = {task: (list(chapter), list(own)) for task, chapter, own in chapter_ways.all_ways(1)}
    assert found.pop("같은 검증 손실까지: 배치 64") == ([2.0], [1.0])
    assert len(found) == 4
    assert all(len(chapter) == len(own) == 1 for chapter, own in found.values())


def test_exponent_of_a_power_law():
    sizes = np.array([20, 60, 200])
    assert growth.exponent(sizes, 3 * sizes**1.5) == pytest.approx(1.5)
    assert growth.exponent(sizes, 100 + sizes) < 0.5  # what does not grow makes the exponent small


def test_page_and_charts_are_what_was_measured():
    remedy = "python benchmarks/page.py로 다시 쓰세요."
    assert page.PAGE.read_text(encoding="utf-8") == page.text(), remedy
    assert not [name for name, figure in page.charts().items() if not drawings.is_current(name, figure)], remedy


def test_page_of_other_measurements_is_another_page(tmp_path, monkeypatch):
    origin = {"environment": {"python": "3", "load": 0.1}, "runs": 3}
    seconds = {"min": 1.0, "median": 2.0, "max": 300.0}
    results = {f"x, {way}": origin | {"seconds": seconds} for way in ("chapter", "own")}
    results["x, chapter / own"] = origin | {"ratio": {"min": 0.5, "median": 1234.5, "max": 2e4}}
    loaded = {"label": "주가 읽기, 처음", "seconds": seconds, "peak_gb": 0.27}
    results["load_prices first"] = origin | loaded
    once = {"min": 7.0, "median": 7.0, "max": 7.0}
    results["01_x"] = origin | {"label": "01_x", "seconds": once, "peak_gb": None, "runs": 1}
    curve = {"sizes": [1, 10], "seconds": [[1, 20], [3, 20]], "exponent": {"min": 1, "median": 1.1, "max": 1.3}}
    results["growth 창"] = origin | curve
    monkeypatch.setattr(page, "MEASURED", tmp_path / "measured.json")
    page.MEASURED.write_text(json.dumps(results), encoding="utf-8")
    text = page.text()
    assert "| x | 2 (1–300) | 2 (1–300) | 1,234 (0.5–20,000) |" in text
    assert "| 창의 길이(시간 단계) | 1 → 10 | 2 → 20 | 1.1 (1–1.3) |" in text
    assert "| 주가 읽기, 처음 | 2 (1–300) | 초 | 3 | 0.27 |" in text
    assert "| 01_x | 7 | 초 | 1 | – |" in text
    assert len(page.charts()["benchmarks_growth"].data) == 2
