"""The regression plugin: stored outputs altered on purpose fail, float noise passes, unfit notebooks are refused."""

import base64
import copy
import json
import os
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import nbformat
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook, new_output
from notebook_regression.comparison import FIGURE, Comparison, Tolerance
from notebook_regression.notebook import threads_side_by_side

ROOT = Path(__file__).parent.parent
WITHOUT_PYTEST = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}

IMPORTS = """
import os, sys
import numpy as np, pandas as pd, plotly.graph_objects as go
from IPython.display import clear_output, display
print([name for name in os.environ if name.startswith("PYTEST_")])
"""
TEXT = 'print("손실 0.012345, 학습 창 980개, 비율 12.5%, 1,234.5원")'
ARRAY = "np.linspace(-1, 1, 7) / 3"
TABLE = """
dates = ["2018-05-03", "2018-05-04", "2018-05-08"]
pd.DataFrame({"날짜": dates, "종가": [53000.5, 51900.25, 52600.75], "거래량": [0, 39565391, 23104720]})
"""
SHOWN_FIGURE = """
fig = go.Figure(go.Scatter(x=["2018-05-03", "2018-05-04", "2018-05-08"], y=np.array([1, 2, 4]) / 3, name="종가",
                           hovertemplate="%{x}: %{y:.2f}원"))
fig.add_scatter(y=[1, 2, 3], name="시간 단계", customdata=[[1.5, 39565391.5], [0.25, 23104720.5], [0.5, 9.5]])
steps = [{"label": "앞", "method": "skip"}, {"label": "뒤", "method": "skip"}]
fig.update_layout(title="평균은 0.777입니다", xaxis_title="날짜", sliders=[{"steps": steps}])
fig
"""
PROGRESS = """
for epoch in range(3):
    clear_output(wait=True)
    print("에포크", epoch)
"""
UPDATE = 'handle = display("처음", display_id=True)\nhandle.update("끝 0.5")'
STDERR = 'print("끝")\nprint("경고", file=sys.stderr)'
TWO = 'display("하나")\ndisplay("둘")'


def replace_in(kind, old, new):
    """An alteration that replaces a text in one kind of output; it must be there exactly once."""

    def alter(cell):
        for output in cell.outputs:
            values, key = (output, "text") if output.get("name") == kind else (output.get("data", {}), kind)
            if key in values:
                stored = json.dumps(values[key], ensure_ascii=False)
                assert stored.count(old) == 1, stored
                values[key] = json.loads(stored.replace(old, new))

    return alter


def change_trace(change):
    """An alteration of the float array that plotly stored in base64."""

    def alter(cell):
        stored = cell.outputs[0].data[FIGURE]["data"][0]["y"]
        values = np.frombuffer(base64.b64decode(stored["bdata"]), stored["dtype"])
        stored["bdata"] = base64.b64encode(change(values).astype(stored["dtype"]).tobytes()).decode()

    return alter


def drop_table_row(cell):
    html = cell.outputs[0].data["text/html"]
    start = html.rindex("<tr>")
    cell.outputs[0].data["text/html"] = html[:start] + html[html.rindex("</tr>") + len("</tr>") :]


def drop(kind):
    def alter(cell):
        del cell.outputs[0].data[FIGURE][kind][-1]

    return alter


def drop_last_output(cell):
    del cell.outputs[-1]


def add_output(cell):
    cell.outputs.append(new_output("stream", name="stdout", text="이 줄은 실행하면 나오지 않습니다.\n"))


def widen(tag, alter):
    def altered(cell):
        cell.metadata.update(tags=[tag], reason="끝의 손실은 CPU마다 다릅니다.")
        alter(cell)

    return altered


def one_percent_of_first(values):
    return values * np.array([1.01, 1, 1])


# name: (source, alteration of the stored outputs, what the message has to name)
FAILING = {
    "number": (TEXT, replace_in("stdout", "0.012345", "0.012468"), "0.012468"),
    "thousands": (TEXT, replace_in("stdout", "1,234.5", "1,246.8"), "1246.8"),
    "percent": (TEXT, replace_in("stdout", "12.5%", "12.6%"), "12.6"),
    "integer": (TEXT, replace_in("stdout", "980", "981"), "981"),
    "word": (TEXT, replace_in("stdout", "학습", "검증"), "검증"),
    "array": (ARRAY, replace_in("text/plain", "-0.11111111,", "-0.11222222,"), "0.1122"),
    "table-row": (TABLE, drop_table_row, "3행"),
    "table-cell": (TABLE, replace_in("text/html", "51900.25", "52419.25"), "3행 3열"),
    "table-date": (TABLE, replace_in("text/html", "2018-05-04", "2018-05-05"), "3행 2열"),
    "table-integer": (TABLE, replace_in("text/html", "39565391", "39565392"), "3행 4열"),
    "trace-name": (SHOWN_FIGURE, replace_in(FIGURE, "종가", "시가"), ".data[0].name"),
    "trace-value": (SHOWN_FIGURE, change_trace(one_percent_of_first), ".data[0].y[0]"),
    "trace-length": (SHOWN_FIGURE, change_trace(lambda values: values[:-1]), ".data[0].y"),
    "trace-date": (SHOWN_FIGURE, replace_in(FIGURE, "2018-05-04", "2018-05-07"), ".data[0].x[1]"),
    "trace-integers": (SHOWN_FIGURE, replace_in(FIGURE, "[1, 2, 3]", "[1, 2, 4]"), ".data[1].y[2]"),
    "trace-column": (SHOWN_FIGURE, replace_in(FIGURE, "[0.25, ", "[0.26, "), ".data[1].customdata[1, 0]"),
    "trace-type": (SHOWN_FIGURE, replace_in(FIGURE, 'scatter"}, {"customdata', 'bar"}, {"customdata'), ".data[0].type"),
    "trace-missing": (SHOWN_FIGURE, drop("data"), ".data"),
    "hover": (SHOWN_FIGURE, replace_in(FIGURE, ":.2f", ":.3f"), ".data[0].hovertemplate"),
    "axis-title": (SHOWN_FIGURE, replace_in(FIGURE, '"날짜"', '"시간"'), ".layout.xaxis.title.text"),
    "title-number": (SHOWN_FIGURE, replace_in(FIGURE, "평균은 0.777", "평균은 0.785"), ".layout.title.text"),
    "slider-step": (SHOWN_FIGURE, replace_in(FIGURE, '"뒤"', '"옆"'), ".layout.sliders[0].steps[1].label"),
    "missing-output": (TWO, add_output, "출력 없음"),
    "additional-output": (TWO, drop_last_output, "출력 1개"),
    "stderr": (STDERR, drop_last_output, "stderr"),
    "progress": (PROGRESS, replace_in("stdout", "에포크 2", "에포크 1"), "에포크"),
    "update": (UPDATE, replace_in("text/plain", "끝", "처음"), "처음"),
}
# Alterations that the tolerance, or a tag with a reason, permits.
PASSING = {
    "text-noise": (TEXT, replace_in("stdout", "0.012345", "0.0123456")),
    "table-noise": (TABLE, replace_in("text/html", "51900.25", "51901.25")),
    "trace-noise": (SHOWN_FIGURE, change_trace(lambda values: values * (1 + 1e-9))),
    "widened": (TEXT, widen("tolerance-0.02", replace_in("stdout", "0.012345", "0.0125"))),
    "widened-integer": (TEXT, widen("tolerance-integers-1", replace_in("stdout", "980", "981"))),
    "widened-absolute": (TEXT, widen("tolerance-absolute-0.5", replace_in("stdout", "12.5%", "12.9%"))),
}


def notebook_of(sources):
    """A notebook of {cell id: source}, executed as `jupyter nbconvert --execute` does."""
    notebook = new_notebook(cells=[new_code_cell(source.strip(), id=name) for name, source in sources.items()])
    NotebookClient(notebook, record_timing=False, kernel_name="python3").execute(env=WITHOUT_PYTEST)
    return notebook


def not_run(notebook):
    notebook.cells[-1].execution_count = None


def out_of_order(notebook):
    notebook.cells[0].execution_count, notebook.cells[1].execution_count = 2, 1


def run_twice(notebook):
    for cell in notebook.cells:
        cell.execution_count += 4


def tag(*tags, **metadata):
    def alter(notebook):
        notebook.cells[1].metadata.update(tags=list(tags), **metadata)

    return alter


def pixels(notebook):
    notebook.cells[1].outputs[0] = new_output("display_data", {"image/png": "AAAA", "text/plain": "그림"})


REFUSED = {
    "not-run": (not_run, "실행한 적이 없습니다"),
    "out-of-order": (out_of_order, "위에서 아래로"),
    "run-twice": (run_twice, "위에서 아래로"),
    "no-reason": (tag("tolerance-0.02"), "이유가 없습니다"),
    "unreadable": (tag("tolerance-wide", reason="이유"), "읽을 수 없습니다"),
    "too-wide": (tag("tolerance-0.5", reason="이유"), "0.1까지만"),
    "skipped-text": (tag("nbval-ignore-output", reason="자주 달라집니다."), "걸린 시간 또는 진행 상황"),
    "skipped-too-much": (tag("nbval-ignore-output", reason="걸린 시간입니다."), "5%를 넘을 수 없습니다"),
    "pixels": (pixels, "image/png"),
}


def run_pytest(project, *arguments):
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "--nbval", *arguments]
    return subprocess.run(command, cwd=project, env=WITHOUT_PYTEST, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A folder with the project's own configuration and plugin, and notebooks as stored and altered."""
    folder = tmp_path_factory.mktemp("project")
    (folder / "tests").mkdir()
    for name in ["conftest.py", "pyproject.toml"]:
        shutil.copy(ROOT / name, folder)
    shutil.copytree(ROOT / "tests/notebook_regression", folder / "tests/notebook_regression")

    cases = {name: case[:2] for name, case in (FAILING | PASSING).items()}
    stored = notebook_of({"imports": IMPORTS} | {name: source for name, (source, _) in cases.items()})
    altered = copy.deepcopy(stored)
    for cell in altered.cells[1:]:
        cases[cell.id][1](cell)
    for kind, notebook in {"stored": stored, "altered": altered}.items():
        (folder / kind).mkdir()
        nbformat.write(notebook, folder / kind / f"{kind}.ipynb")

    small = notebook_of({"one": "print(1)", "two": "print(0.5)", "three": "print(3)"})
    (folder / "refused").mkdir()
    for name, (spoil, _) in REFUSED.items():
        spoilt = copy.deepcopy(small)
        spoil(spoilt)
        nbformat.write(spoilt, folder / "refused" / f"{name}.ipynb")
    return folder


def report_of(project):
    return json.loads((project / "report.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def serial_run(project):
    """(finished process, report) of the unaltered notebook in one process."""
    process = run_pytest(project, "stored", "--regression-report=report.json")
    return process, report_of(project)


@pytest.fixture(scope="module")
def parallel_run(project):
    """(finished process, report, {(file stem, cell id or "Notebook"): failure or None}) of all notebooks in two."""
    folders = ["stored", "altered", "refused"]
    process = run_pytest(project, *folders, "-n", "2", "--regression-report=report.json", "--junitxml=results.xml")
    cells = nbformat.read(project / "stored/stored.ipynb", as_version=4).cells
    failures = {}
    for case in ElementTree.parse(project / "results.xml").iter("testcase"):
        name, failure = case.get("name"), case.find("failure")
        item = cells[int(name.split()[1])].id if name.startswith("Cell ") else name
        stem = case.get("classname").split(".")[1]
        failures[stem, item] = None if failure is None else failure.text
    return process, report_of(project), failures


def test_an_unaltered_notebook_passes_and_is_compared_as_a_whole(serial_run):
    process, report = serial_run
    count = 1 + len(FAILING) + len(PASSING)
    assert process.returncode == 0, process.stdout
    assert f"비교 {count}개(똑같음 {count}, 허용 오차 안 0, 다름 0), 건너뜀 0개" in process.stdout
    assert [cell["status"] for cell in report] == ["equal"] * count


def test_two_runs_give_the_same_bits(serial_run, parallel_run):
    in_parallel = [cell for cell in parallel_run[1] if cell["notebook"] == "stored/stored.ipynb"]
    assert in_parallel == serial_run[1]


@pytest.mark.parametrize(
    ("workers", "threads"), [("2", {"2"}), ("3", {"1"}), ("8", {"1"}), ("1", set()), (None, set())]
)
def test_kernels_side_by_side_share_the_processors(monkeypatch, workers, threads):
    monkeypatch.setattr("os.cpu_count", lambda: 4)
    monkeypatch.delenv("PYTEST_XDIST_WORKER_COUNT", raising=False)
    if workers:
        monkeypatch.setenv("PYTEST_XDIST_WORKER_COUNT", workers)
    assert set(threads_side_by_side().values()) == threads


@pytest.mark.parametrize("name", FAILING)
def test_an_altered_output_fails(parallel_run, name):
    message = parallel_run[2]["altered", name]
    assert message is not None
    assert f"(id: {name})" in message
    assert FAILING[name][2] in message
    assert "make outputs N=altered" in message


@pytest.mark.parametrize("name", PASSING)
def test_noise_and_a_widened_tolerance_pass(parallel_run, name):
    assert parallel_run[2]["altered", name] is None


@pytest.mark.parametrize("name", REFUSED)
def test_an_unfit_notebook_is_refused(parallel_run, name):
    failures = {item: failure for (stem, item), failure in parallel_run[2].items() if stem == name}
    assert failures.keys() == {"Notebook"}
    assert REFUSED[name][1] in failures["Notebook"]


def test_a_parallel_run_counts_what_was_compared(parallel_run):
    count = f"똑같음 1, 허용 오차 안 {len(PASSING)}, 다름 {len(FAILING)}), 건너뜀 0개"
    assert count in next(
        line for line in parallel_run[0].stdout.splitlines() if line.startswith("altered/altered.ipynb: ")
    )


def differences(stored, live, tolerance=None):
    comparison = Comparison(tolerance or Tolerance())
    comparison.text("텍스트", stored, live)
    return comparison.differences


SAME = [
    ("손실 1.234e-05", "손실 1.2341e-05"),
    ("[1.   0.25]", "[0.99999994 0.25      ]"),
    ("[ 0.1 -0.2]", "[ 0.10001 -0.2    ]"),
    ("값: nan, inf, -inf", "값: nan, inf, -inf"),
    ("−1,234.5만 원", "−1,234.6만 원"),
    ("0.5kg와 2.25초", "0.50001kg와 2.25001초"),
]
DIFFERENT = [
    ("손실 1.234e-05", "손실 1.247e-05"),
    ("손실 1e-05", "손실 1e-06"),
    ("거래량 1000000000.5, 손실 0.012345", "거래량 1000000000.5, 손실 0.012468"),
    ("합 5528개.", "합 5529개."),
    ("학습 창은 10000.", "학습 창은 10001."),
    ("count 5528.000000", "count 5529.000000"),
    ("5", "5.0"),
    ("5", "5.001"),
    ("nan", "0.5"),
    ("inf", "-inf"),
    ("2018.05.04", "2018.05.05"),
    ("버전 2.21.0", "버전 2.21.1"),
    ("색 #5e4000", "색 #5e4001"),
    ("0.5 - 0.25", "0.5 + 0.25"),
    ("0.5원", "0.5달러"),
    ("한 줄", "한 줄\n"),
    ("layer_1.5", "layer_1.6"),
]


@pytest.mark.parametrize(("stored", "live"), SAME)
def test_texts_within_the_tolerance(stored, live):
    assert not differences(stored, live)


@pytest.mark.parametrize(("stored", "live"), DIFFERENT)
def test_texts_that_differ(stored, live):
    assert differences(stored, live)
    assert differences(live, stored)


@given(st.floats(1e-12, 1e12), st.lists(st.floats(-1e12, 1e12), max_size=3), st.sampled_from([1, -1]))
def test_one_percent_is_seen_in_any_company(value, others, sign):
    """Beside numbers of any size, provided the number stands above 1e-6 of the output's spread (at most 1)."""
    value = sign * max(value, 1e-3)
    line = "손실 {:.12e}원, " + ", ".join(map(repr, others))
    assert differences(line.format(value), line.format(value * 1.01))
    assert not differences(line.format(value), line.format(value * (1 + 1e-5)))


def figure_differences(stored, live):
    comparison = Comparison()
    comparison.outputs(*([{"output_type": "display_data", "data": {FIGURE: part}}] for part in (stored, live)))
    return comparison.differences


def test_figures_with_gaps_empty_arrays_and_rows_of_different_length():
    figure = {"y": [1.5, None, 2.5], "empty": [], "ragged": [[1.5], [1, 2.5]], "visible": [True, False], "width": 0.5}
    empty_array = {"x": {"bdata": "", "dtype": "f8"}}
    assert not figure_differences(
        figure | empty_array, figure | empty_array | {"y": [1.5, None, 2.5001], "width": 0.5001}
    )
    for change in [
        {"y": [1.5, 2.0, 2.5]},
        {"y": [1, 2, 3]},
        {"empty": [1]},
        {"ragged": [[1.5], [1, 2.6]]},
        {"visible": [True, True]},
        {"width": 0.6},
        {"width": "0.5"},
    ]:
        assert figure_differences(figure, figure | change), change


def test_a_loss_is_seen_beside_a_parameter_count_in_one_column():
    table = "<table><tr><td>매개변수</td><td>16769.5</td></tr><tr><td>손실</td><td>{}</td></tr></table>"
    comparison = Comparison()
    comparison.html("표", table.format(0.012345), table.format(0.012468))
    assert comparison.differences


def test_random_ids_of_a_styled_table_are_no_difference():
    table = '<table id="T_{0}"><tr><td id="T_{0}_row0_col0" class="data">{1}</td></tr></table>'
    comparison = Comparison()
    comparison.html("표", table.format("a1b2c", 0.5), table.format("0f9e8", 0.5))
    assert not comparison.differences
    comparison.html("표", table.format("a1b2c", 0.5), table.format("a1b2c", 0.5).replace("data", "index"))
    assert comparison.differences


def test_other_kinds_of_output_are_compared_strictly():
    outputs = [
        [{"output_type": "display_data", "data": {"image/svg+xml": f"<svg width='{w}'/>"}}] for w in (1.5, 1.5001)
    ]
    comparison = Comparison()
    comparison.outputs(*outputs)
    assert comparison.differences


def test_a_note_on_the_machine_is_no_output_but_any_other_stderr_is():
    warning = "WARNING: All log messages before absl::InitializeLog() is called are written to STDERR\n"
    note = "I0000 00:00:1795457651.367553    5702 port.cc:153] oneDNN custom operations are on. You may see others.\n"
    for text, differs in {warning + note: False, note: False, note + "경고\n": True, warning: True}.items():
        comparison = Comparison()
        comparison.outputs([], [{"output_type": "stream", "name": "stderr", "text": text}])
        assert bool(comparison.differences) is differs, text
