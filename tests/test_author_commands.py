"""`make fix` and `make upgrade` in a course of their own: what they mend, what they leave, what they tell."""

import re

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output
from place import FIRST, Place, repository_of

from tools.drop_pictures import FIGURE, PICTURE

pytestmark = pytest.mark.heavy


@pytest.fixture
def place(tmp_path):
    folder = tmp_path / "순환 신경망"
    repository_of(folder)
    return Place(tmp_path, folder)


# --- make fix ---

# What JupyterLab, VS Code and other programs write into notebooks.
LEFT_IN_NOTEBOOKS = {
    "language_info": {"name": "python", "version": "3.13.1", "codemirror_mode": {"name": "ipython", "version": 3}},
    "toc": {"base_numbering": 1},
    "vscode": {"interpreter": {"hash": "0"}},
    "widgets": {"application/vnd.jupyter.widget-state+json": {"state": {}}},
}
LEFT_IN_CELLS = {
    "ExecuteTime": {"start_time": "2026-03-02T09:00:00"},
    "collapsed": True,
    "execution": {"iopub.execute_input": "2026-03-02T09:00:00.000000Z"},
    "jp-MarkdownHeadingCollapsed": True,
    "jupyter": {"source_hidden": True},
    "scrolled": True,
    "slideshow": {"slide_type": "slide"},
    "trusted": True,
    "vscode": {"languageId": "python"},
}


def spoil(path, spoil_output):
    """As another program saves it: with its metadata, and with what spoil_output does to each code cell."""
    notebook = nbformat.read(path, as_version=4)
    notebook.metadata.update(LEFT_IN_NOTEBOOKS)
    for cell in notebook.cells:
        cell.metadata.update(LEFT_IN_CELLS)
        if cell.cell_type == "code":
            spoil_output(cell)
    nbformat.write(notebook, path)


def add_pictures(cell):
    for output in cell.outputs:
        if FIGURE in output.get("data", {}):
            output.data[PICTURE] = "AAAA"


def add_output(cell):
    cell.outputs, cell.execution_count = [new_output("stream", name="stdout", text="1")], 7


def differing(stored):
    """Names of the notebooks that are not as they were stored."""
    return [path.name for path, text in stored.items() if path.read_text(encoding="utf-8") != text]


def test_make_fix_takes_out_what_programs_leave_and_nothing_else(place):
    lecture = place.folder / "notebooks" / "01_introduction.ipynb"
    source = place.folder / "source" / FIRST / f"{FIRST}.ipynb"
    stored = {path: path.read_text(encoding="utf-8") for path in (lecture, source)}
    for kept in ('"id": ', '"tags": ', '"reason": ', '"execution_count": 9,', f'"{FIGURE}"'):
        assert kept in stored[lecture]
    assert '"nbgrader": ' in stored[source]
    spoil(lecture, add_pictures)
    spoil(source, add_output)
    assert len(differing(stored)) == 2
    changes = []
    for _ in range(2):
        status, told = place.run("make fix")
        assert status == 0, told
        assert differing(stored) == []
        changes.append(place.run("git diff"))
    assert changes[0] == changes[1]


# --- make upgrade ---

# In the place of uv: it finds one newer version, if it is asked for newer ones.
UV = """#!/bin/sh
case " $* " in *" --upgrade "*) sed -i "s/^absl-py==[^ ]*/absl-py==99.1/" requirements.lock ;; esac
"""


def put_uv_into(folder):
    folder.mkdir()
    (folder / "uv").write_text(UV, encoding="utf-8")
    (folder / "uv").chmod(0o755)


def leave_one_notebook_in(folder):
    """One that prints another number than what is stored."""
    for path in folder.glob("*.ipynb"):
        path.unlink()
    stored = new_output("stream", name="stdout", text="0.25\n")
    cell = new_code_cell("print(0.5)", id="half", execution_count=1, outputs=[stored])
    nbformat.write(new_notebook(cells=[cell]), folder / "01_small.ipynb")


def test_make_upgrade_shows_the_changed_pins_and_outputs(place):
    lock = (place.folder / "requirements.lock").read_text(encoding="utf-8")
    before = re.search(r"^absl-py==[^ ]*", lock, flags=re.MULTILINE).group()
    put_uv_into(place.base / "programs")
    leave_one_notebook_in(place.folder / "notebooks")
    # PYTHON=true: the environment stays as it is, for there is no such version to install
    status, told = place.run(f'PATH="{place.base}/programs:$PATH" make upgrade PYTHON=true')
    assert status == 0, told
    assert re.findall(r"^[-+][a-z0-9-]+==.*", told, flags=re.MULTILINE) == [f"-{before}", "+absl-py==99.1"]
    assert "(id: half)" in told
    assert re.search(r"저장된 값: +0\.25\n +새로 나온 값: +0\.5\n", told), told
    environment = (place.folder / "environment.yml").read_text(encoding="utf-8")
    assert "- absl-py==99.1\n" in environment
    assert before not in environment
