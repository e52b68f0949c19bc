"""Runs an assignment's real check cells on any answers, as the tests need it."""

import ast
import contextlib
import functools
import io
import linecache
import re
import runpy
from dataclasses import dataclass
from pathlib import Path

import nbformat
import pytest

from rnn_course.checks import student
from rnn_course.checks import task as task_module

ROOT = Path(__file__).parent.parent
ANSWERS = Path(__file__).parent / "answers"


ASSIGNMENTS = sorted(path.parent.name for path in (ROOT / "source").glob("ps*/*.ipynb"))


def read_source(assignment):
    """The instructor's notebook of one assignment."""
    return nbformat.read(ROOT / "source" / assignment / f"{assignment}.ipynb", as_version=4)


TASKS = [
    (assignment, cell.id.removesuffix("-check"))
    for assignment in ASSIGNMENTS
    for cell in read_source(assignment).cells
    if cell.id.endswith("-check")
]


def first_and_weekly(cases, quick=1):
    """Parameters of which the first few run in every `make test`, the others in `make test-all`."""
    return [*cases[:quick], *(pytest.param(case, marks=pytest.mark.heavy) for case in cases[quick:])]


@pytest.fixture(autouse=True)
def short_calls(monkeypatch):
    """An endless loop is known as one after three seconds: everything that an answer may import is loaded by then."""
    import keras  # only now: others read this module without it

    assert keras.ops  # and TensorFlow with it
    monkeypatch.setattr(task_module, "SECONDS_PER_CALL", 3)


def cell_source(notebook, cell_id):
    return next(cell.source for cell in notebook.cells if cell.id == cell_id)


def answers_of(assignment):
    """{id of the answer cell: the instructor's answer, without the lines that enclose it}."""
    cells = (cell for cell in read_source(assignment).cells if cell.metadata.get("nbgrader", {}).get("solution"))
    return {cell.id: re.sub(r"^ *### (BEGIN|END) SOLUTION\n?", "", cell.source, flags=re.MULTILINE) for cell in cells}


def solve(path, answers):
    """The notebook with {id: answer} written into it as a student does: into the answer cells alone."""
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        cell.source = answers.get(cell.id, cell.source)
    return notebook


def without_hidden_tests(source):
    return re.sub(r"### BEGIN HIDDEN TESTS.*?### END HIDDEN TESTS\n?", "", source, flags=re.DOTALL)


def given_cells(notebook):
    """Sources of the code cells that come with the assignment and hold neither answer nor check."""
    kinds = ((cell, cell.metadata.get("nbgrader", {})) for cell in notebook.cells if cell.cell_type == "code")
    return [cell.source for cell, kind in kinds if not kind.get("solution") and not kind.get("grade")]


def points_of(notebook, task):
    return next(cell.metadata["nbgrader"]["points"] for cell in notebook.cells if cell.id == f"{task}-check")


def names_after(notebook, answer):
    """The names that exist once the given cells and `answer` (Python source) have run."""
    namespace = {"__name__": "__main__"}
    for source in given_cells(notebook):
        exec(source, namespace)
    linecache.cache["<answer>"] = (len(answer), None, answer.splitlines(keepends=True), "<answer>")  # as a kernel does
    with contextlib.suppress(Exception), student.silence():
        exec(compile(answer, "<answer>", "exec"), namespace)
    return namespace


def run_check(notebook, task, answer, released=False):
    """Grade `answer` (Python source) with the check cell of `task` ("task-1"). Returns (mark, printed report).

    released: run the check cell as the student has it, without its hidden part.
    """
    check = cell_source(notebook, f"{task}-check")
    if released:
        check = without_hidden_tests(check)
    namespace = names_after(notebook, answer)
    tree = ast.parse(check)
    last = ast.Expression(tree.body.pop().value)
    printed = io.StringIO()
    before, student.current = student.current, student.LocalStudent(namespace)
    try:
        with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
            exec(compile(tree, "<check>", "exec"), namespace)
            mark = eval(compile(last, "<check>", "eval"), namespace)
    finally:
        student.current = before
    return mark, printed.getvalue()


@dataclass(frozen=True)
class Answer:
    """One answer from tests/answers: `points` and `message` are what a wrong one gets."""

    assignment: str
    task: str
    name: str
    source: str
    points: float | None = None
    message: str = ""


HEADER = re.compile(r"^# %% (right|wrong): (.+?)(?: \| ([\d.]+) \| (.+))?$", re.MULTILINE)


@functools.cache
def read_answers(kind):
    """All answers of a kind: "right" or "wrong".

    Each file tests/answers/ASSIGNMENT/TASK.py holds the answers to one task, each under a line
    `# %% right: NAME` or `# %% wrong: NAME | POINTS | PIECE OF THE MESSAGE`.
    """
    answers = []
    for path in sorted(ANSWERS.glob("ps*/task-*.py")):
        pieces = HEADER.split(path.read_text(encoding="utf-8"))[1:]
        for i in range(0, len(pieces), 5):
            found, name, points, message, source = pieces[i : i + 5]
            if found == kind:
                points = float(points) if points else None
                answers.append(Answer(path.parent.name, path.stem, name, source, points, message or ""))
    return answers


def answers_to(kind, assignment, task):
    return [answer for answer in read_answers(kind) if (answer.assignment, answer.task) == (assignment, task)]


def inputs_of(assignment, task):
    """(pairs, reason) of tests/answers/ASSIGNMENT/inputs.py: inputs that the task's text allows.

    pairs: [(function, strategy)], one for each function of the task that is compared. It is empty where more than one
    result is right, or the function returns a model; the reason says so.
    """
    names = runpy.run_path(str(ANSWERS / assignment / "inputs.py"))
    if task not in names["INPUTS"]:
        return [], names["BY_THE_CHECK_ALONE"][task]
    pairs = names["INPUTS"][task]
    return pairs if isinstance(pairs, list) else [pairs], ""
