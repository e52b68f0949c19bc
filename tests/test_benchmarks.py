"""The benchmark's quickest part runs to its end and reports minimum, median and maximum. Times are never asserted."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def test_benchmark_of_the_loader_reports_times_and_their_ratio():
    command = [sys.executable, "benchmarks/run.py", "2", "loader"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    assert "| 처음 ÷ 다시 |" in done.stdout
    results = json.loads((ROOT / "build" / "bench-loader.json").read_text(encoding="utf-8"))
    kinds = ("load_prices", "reviews 압축 파일", "reviews 폴더", "reviews 방금 읽은 폴더")
    assert set(results) == {"first / again"} | {f"{kind} {load}" for kind in kinds for load in ("first", "again")} | {
        f"{kind} first / again" for kind in kinds[1:]
    }
    seconds = results["load_prices first"]["seconds"]
    assert 0 < seconds["min"] <= seconds["median"] <= seconds["max"]
