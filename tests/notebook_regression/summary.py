"""What a run prints at its end, and the report that `--regression-report` writes."""

import json
from collections import Counter, defaultdict
from pathlib import Path

from .notebook import COMPARED


def compared_cells(terminalreporter):
    """What every cell with output recorded, from the reports of all of pytest's processes."""
    reports = (report for reports in terminalreporter.stats.values() for report in reports)
    calls = (report for report in reports if getattr(report, "when", None) == "call")
    cells = [value for report in calls for name, value in report.user_properties if name == COMPARED]
    return sorted(cells, key=lambda cell: (cell["notebook"], cell["cell"]))


def write_lines(terminalreporter, cells):
    notebooks = defaultdict(list)
    for cell in cells:
        notebooks[cell["notebook"]].append(cell)
    terminalreporter.section("노트북 출력 비교")
    for path, its_cells in notebooks.items():
        terminalreporter.line(f"{path}: {sentence(its_cells)}")
    terminalreporter.line(f"모두: {sentence(cells)}")


def sentence(cells):
    count = Counter(cell["status"] for cell in cells)
    largest = max((cell.get("max_relative", 0.0) for cell in cells), default=0.0)
    return (
        f"출력이 있는 셀 {len(cells)}개 가운데 비교 {len(cells) - count['skipped']}개"
        f"(똑같음 {count['equal']}, 허용 오차 안 {count['tolerated']}, 다름 {count['different']}), "
        f"건너뜀 {count['skipped']}개, 가장 큰 상대 차이 {largest:.1e}"
    )


def write_report(path, cells):
    """A list of {notebook, cell, id, status, max_relative, digest}; the digest is of the new outputs, bit for bit."""
    Path(path).write_text(json.dumps(cells, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
