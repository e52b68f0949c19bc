"""Hostile, broken and honest-but-odd submissions: no wrong one gains a mark, no honest one loses one, none harms."""

import contextlib
import dataclasses
import functools
import json
import os
import shutil
import signal
import tempfile
import time
from pathlib import Path

import nbformat
import pytest
from assignment_cells import ROOT, first_and_weekly
from hostile import CASES, GROUPS, Case, notebook_of, submission_of

from course_grader import cgroups, examiner, grading, reading
from course_grader.sandbox import Limits, Sandbox, SessionFailed, TooSlow
from rnn_course.checks import student, task

SECRET = b"only for the tests"
SMALL = Limits(memory=2**30, files=100 * 2**20, file_size=50 * 2**20, cpu=60, processes=100)


@pytest.fixture(autouse=True)
def _impatient(monkeypatch):
    monkeypatch.setattr(task, "SECONDS_PER_CALL", 3)
    monkeypatch.setattr(task, "SECONDS_PER_TASK", 12)
    monkeypatch.setattr(examiner, "SECONDS_OF_GRACE", 2)
    monkeypatch.setattr(grading, "SECONDS_PER_CELL", 8)
    monkeypatch.setattr(grading, "Sandbox", functools.partial(Sandbox, SMALL))


@pytest.fixture(scope="module", autouse=True)
def _own_sandbox():
    grading.close_sandbox()
    yield
    grading.close_sandbox()


@functools.cache
def template_of(assignment, tasks=()):
    """The template as the gradebook gives it: answers as released, checks whole."""
    cells = []
    for cell in notebook_of(assignment, tasks).cells:
        if marks := cell.metadata.get("nbgrader"):
            source = "# 여기에 답을 쓰세요." if marks["solution"] else cell.source
            points = marks["points"] if marks["grade"] else None
            cells.append(reading.Cell(marks["grade_id"], cell.cell_type, source, marks["solution"], points))
    return reading.template_bytes(cells)


def grade(case):
    submission = nbformat.writes(submission_of(case)).encode()
    return grading.grade_one(template_of(case.assignment, tuple(case.tasks or ())), submission, SECRET)


def full_marks(case):
    checks = [
        cell for cell in reading.template_cells(template_of(case.assignment, tuple(case.tasks or ()))) if cell.points
    ]
    return {cell.name: cell.points if cell.is_check else None for cell in checks}


def told(result):
    """Everything that the student gets to see besides their own sources."""
    return json.dumps([[cell["outputs"] for cell in result["cells"]], result["notes"]], ensure_ascii=False)


@functools.cache
def honest(assignment, tasks):
    return grade(Case("honest", "reference", assignment, list(tasks), {}))


def marked(number, case):
    """Every fourth case is enough for each change, and none that lets every task wait; all of them run weekly."""
    slow = list(case.marks.values()).count("any") > 2
    return pytest.param(case, id=str(case), marks=pytest.mark.heavy if number % 4 or slow else ())


@pytest.mark.parametrize("case", [marked(number, case) for number, case in enumerate(CASES)])
def test_a_submission_gets_what_it_earned(case):
    result = grade(case)
    assert result["state"] == grading.GRADED, result["notes"]
    json.dumps(result, ensure_ascii=False).encode()  # as every file has to hold it
    expected = full_marks(case)
    for name, points in case.marks.items():
        assert points == "any" or points < expected[f"{name}-check"]
        expected[f"{name}-check"] = points
    for name, points in expected.items():
        reports = [cell["outputs"] for cell in result["cells"] if cell["name"] == name]
        if points != "any":
            assert result["marks"][name] == points, reports
    for text in case.says:
        assert text in told(result)
    for text in (*case.never, *(["FOUND"] if case.group == "escapes" else [])):
        assert text not in told(result)


def _tag_all(notebook):
    for cell in notebook.cells:
        cell.metadata["tags"] = ["skip-execution", "raises-exception", "nbval-skip"]


def _rewrite_checks(notebook):
    for cell in notebook.cells:
        if cell.id.endswith("-check"):
            cell.source = "float(100)"


def _add_points(notebook):
    for cell in notebook.cells:
        if marks := cell.metadata.get("nbgrader"):
            marks |= {"points": 1000, "grade": True, "locked": False, "solution": True}


def _delete_checks(notebook):
    notebook.cells = [cell for cell in notebook.cells if not cell.id.endswith("-check")]


def _repeat_checks(notebook):
    checks = [cell for cell in notebook.cells if cell.id.endswith("-check")]
    notebook.cells += [nbformat.from_dict(check | {"source": "8.0"}) for check in checks]


def _forge_outputs(notebook):
    for cell in notebook.cells:
        if cell.id.endswith("-check"):
            cell.outputs = [nbformat.v4.new_output("execute_result", {"text/plain": "100.0"}, execution_count=1)]


def _another_kernel(notebook):
    notebook.metadata["kernelspec"] = {"name": "../../evil", "display_name": "evil", "language": "bash"}
    notebook.metadata["celltoolbar"] = {"a": ["b"] * 1000}


def _checks_first(notebook):
    notebook.cells.sort(key=lambda cell: not cell.id.endswith("-check"))


FORGERIES = [
    _tag_all,
    _rewrite_checks,
    _add_points,
    _delete_checks,
    _repeat_checks,
    _forge_outputs,
    _another_kernel,
    _checks_first,
]


@pytest.mark.parametrize("forge", FORGERIES)
def test_a_forged_file_gets_what_its_answers_earned(forge):
    wrong = "def next_state(x_t, h_before, W_xh, W_hh, b_h):\n    return 0.0"
    case = Case("", forge.__name__, "ps02_recurrence", None, {"task-1": wrong}, {"task-1": 0})
    notebook = submission_of(case)
    forge(notebook)
    result = grading.grade_one(template_of(case.assignment), nbformat.writes(notebook).encode(), SECRET)
    assert result["state"] == grading.GRADED
    assert result["marks"] == full_marks(case) | {"task-1-check": 0}


@pytest.mark.parametrize("group", first_and_weekly(GROUPS, quick=4))
def test_a_group_leaves_the_next_submission_alone(group):
    """After the worst of each group an honest submission is graded to the last byte as before."""
    cases = [case for case in CASES if case.group == group]
    tasks = tuple(cases[0].tasks or ())
    before = json.dumps(honest(cases[0].assignment, tasks))
    for case in cases[:3]:
        grade(case)
        assert json.dumps(grade(Case("honest", "reference", case.assignment, list(tasks), {}))) == before


def test_there_are_enough():
    assert len(CASES) >= 100
    assert len({str(case) for case in CASES}) == len(CASES)


ONE_OF_EACH = [next(case for case in CASES if case.group == group) for group in ("odd", "cheats", "models")]
TWICE = ONE_OF_EACH + [case for case in CASES if case.group == "cheats"][1:6]


@pytest.mark.parametrize("case", first_and_weekly(TWICE, quick=3), ids=str)
def test_grading_twice_gives_the_same(case):
    assert grade(case) == grade(case)


# The sandbox itself -------------------------------------------------------------------------------------------------


def test_a_submission_has_a_control_group_where_the_system_gives_one():
    if not cgroups.available():
        pytest.skip(
            "this system lets us make no control group: limits for each process and a watch over memory instead"
        )
    with Sandbox(SMALL) as sandbox:
        assert sandbox.grouped
        session = sandbox.session()
        assert len(session._group.folders) >= 1
        members = [(folder / "cgroup.procs").read_text().split() for folder in session._group.folders]
        assert all(members)
        folders = session._group.folders
        shared = [folder for folder in folders if folder.parts[:5] == ("/", "sys", "fs", "cgroup", "cpu")]
        assert len(shared) == (cgroups.ROOT / "cpu").exists()  # version 2 shares by the group that counts memory
        session.ask("run", 20, source="import subprocess; subprocess.Popen(['sleep', '1000'])")
        session.close()
        assert not any(folder.exists() for folder in folders)


HOGS = ["memory, piece by piece", "shared memory", "threads", "memory in many processes", "processes"]


@pytest.mark.parametrize("name", first_and_weekly(HOGS, quick=3))
def test_without_a_control_group_limits_hold_too(name, monkeypatch):
    [case] = [case for case in CASES if case.name == name]
    monkeypatch.setattr(grading, "Sandbox", functools.partial(Sandbox, SMALL, grouped=False))
    grading.close_sandbox()
    try:
        assert not grading.sandbox().grouped
        result = grade(case)
    finally:
        grading.close_sandbox()
    assert result["state"] == grading.GRADED
    assert result["marks"] == full_marks(case) | {f"{name}-check": points for name, points in case.marks.items()}


def test_a_course_below_tmp_stays_visible(monkeypatch):
    """The file systems of a session cover nothing that an answer may still import."""
    folder = Path(tempfile.mkdtemp(prefix="course-"))
    try:
        folder.chmod(0o755)
        for name in ("rnn_course", "course_grader", "data"):
            shutil.copytree(ROOT / name, folder / name)
        monkeypatch.setattr("course_grader.sandbox.ROOT", folder)
        with Sandbox(SMALL) as sandbox:
            session = sandbox.session()
            source = (
                "import rnn_course.vectors, os, tempfile; open('own', 'w'); tempfile.mkdtemp(); rnn_course.__file__"
            )
            outputs = session.ask("run", 30, source=source)["outputs"]
            session.close()
    finally:
        shutil.rmtree(folder)
    assert outputs == [{"data": {"text/plain": repr(str(folder / "rnn_course" / "__init__.py"))}}]


def test_answers_never_run_as_root():
    with Sandbox(SMALL) as sandbox:
        session = sandbox.session()
        [process] = _children_of(sandbox._process.pid)[-1:]
        with open(f"/proc/{process}/status", encoding="ascii") as file:
            users = next(line for line in file if line.startswith("Uid:")).split()[1:]
        session.close()
    assert "0" not in users


def test_an_answer_is_waited_for_while_others_have_the_processor(monkeypatch):
    ask = {"kind": "run", "wait": 1, "source": "import time; time.sleep(3); 7"}
    with Sandbox(SMALL) as sandbox:
        with contextlib.closing(sandbox.session()) as session, pytest.raises(TooSlow):
            session.ask(**ask)
        begun = time.monotonic()  # from here on the child waits for a processor most of the time
        monkeypatch.setattr(student.Stopwatch, "_kept_waiting", lambda _: 0.9 * (time.monotonic() - begun))
        with contextlib.closing(sandbox.session()) as session:
            assert session.ask(**ask)["outputs"] == [{"data": {"text/plain": "7"}}]


def test_a_sandbox_that_does_not_start_in_time_is_told(monkeypatch):
    monkeypatch.setattr("course_grader.sandbox.SECONDS_TO_START", 0.1)
    with pytest.raises(grading.SandboxUnavailable, match="컴퓨터가 바쁘지 않을 때"):
        Sandbox(SMALL)


@pytest.mark.parametrize("signal_number", [signal.SIGKILL, signal.SIGSTOP])
def test_a_warmed_process_that_was_harmed_is_replaced(signal_number, monkeypatch):
    monkeypatch.setattr("course_grader.sandbox.SECONDS_TO_FORK", 2)
    case = next(case for case in CASES if case.group == "odd")
    before = grade(case)
    harmed = grading.sandbox()
    for process in [harmed._process.pid, *_children_of(harmed._process.pid)]:
        os.kill(process, signal_number)
    assert grade(case) == before
    assert grading.sandbox() is not harmed


def test_our_own_failure_is_no_mark(monkeypatch):
    def fails(*_):
        raise SessionFailed("broken on purpose")

    monkeypatch.setattr(Sandbox, "session", fails)
    result = grade(CASES[0])
    assert result["state"] == grading.NOT_GRADED
    assert result["marks"] == {}


def test_a_submission_that_takes_too_long_goes_to_a_person(monkeypatch):
    monkeypatch.setattr(grading, "SECONDS_PER_SUBMISSION", 3)
    cells = {"after setup": "import time; time.sleep(2)", "after task-1": "time.sleep(2)", "after task-2": "1"}
    result = grade(Case("", "slow", "ps02_recurrence", None, cells))
    assert result["state"] == grading.NEEDS_A_PERSON
    assert result["marks"] == {}


def test_a_check_that_takes_too_long_is_no_mark(monkeypatch):
    monkeypatch.setattr(grading, "SECONDS_PER_CHECK", 1)
    cells = {"task-1": "import time\ndef next_state(x_t, h_before, W_xh, W_hh, b_h):\n    time.sleep(2)"}
    result = grade(Case("", "slow", "ps02_recurrence", None, cells))
    assert result["state"] == grading.NEEDS_A_PERSON
    assert result["marks"] == {}


def test_marks_stay_where_the_time_is_up_before_the_outputs_are_made_again(monkeypatch):
    """Outputs after the first check come from a second run; without time for it they are missing, and nothing else."""
    again = grading._Run.forget_what_was_drawn

    def late(run, cells):
        run.deadline = time.monotonic()
        again(run, cells)

    case = Case("", "prints", "ps02_recurrence", None, {"after task-1": "print('보입니다')"})
    in_time = grade(case)
    monkeypatch.setattr(grading._Run, "forget_what_was_drawn", late)
    result = grade(case)
    assert (result["state"], result["marks"]) == (grading.GRADED, in_time["marks"])
    shown = [output for cell in in_time["cells"] for output in cell["outputs"] if cell["source"] == "print('보입니다')"]
    assert shown == [{"stream": "보입니다\n"}]
    assert not [cell for cell in result["cells"] if cell["source"] == "print('보입니다')" and cell["outputs"]]


def test_outputs_that_are_made_again_take_no_more_room(monkeypatch):
    monkeypatch.setattr(grading, "LARGEST_OUTPUTS", 150)
    result = grade(Case("", "prints", "ps02_recurrence", None, {"after task-1": "print('가' * 99)"}))
    assert {"stream": "가" * 99 + "\n"} in [output for cell in result["cells"] for output in cell["outputs"]]


def _children_of(process):
    """Ids of all processes below this one."""
    found = []
    for child in _numbers_in(f"/proc/{process}/task/{process}/children"):
        found += [child, *_children_of(child)]
    return found


def _numbers_in(path):
    try:
        with open(path, encoding="ascii") as file:
            return [int(number) for number in file.read().split()]
    except OSError:
        return []


def test_limits_are_smaller_in_these_tests():
    assert all(value <= dataclasses.asdict(Limits())[name] for name, value in dataclasses.asdict(SMALL).items())
