"""grade_one: an answer gets in the sandbox what it gets in a notebook."""

import json
import subprocess
import sys
import tempfile

import nbformat
import pytest
from assignment_cells import ASSIGNMENTS, ROOT, TASKS, answers_to, first_and_weekly, points_of, read_source

from course_grader import grading, reading

SECRET = b"only for the tests"


@pytest.fixture(scope="module", autouse=True)
def sandbox():
    yield
    grading.close_sandbox()


def template_of(assignment):
    """The template as the gradebook gives it: answers as released, checks whole."""
    cells = []
    for cell in read_source(assignment).cells:
        marks = cell.metadata.get("nbgrader")
        if marks:
            source = "# 여기에 답을 쓰세요." if marks["solution"] else cell.source
            points = marks["points"] if marks["grade"] else None
            cells.append(reading.Cell(marks["grade_id"], cell.cell_type, source, marks["solution"], points))
    return reading.template_bytes(cells)


def submission_of(assignment, answers):
    """A student's file in which the answer cells hold `answers` ({task: source}), the others the reference."""
    notebook = read_source(assignment)
    for cell in notebook.cells:
        if (task := cell.id.removesuffix("-answer")) in answers:
            cell.source = answers[task]
    return nbformat.writes(notebook).encode()


def grade(assignment, answers):
    return grading.grade_one(template_of(assignment), submission_of(assignment, answers), SECRET)


def rounds(kind, assignment):
    """[{task: answer}]: the first answer to each task, then the second to each, ... as submissions."""
    lists = {task: answers_to(kind, assignment, task) for name, task in TASKS if name == assignment}
    return [
        {task: answers[number] for task, answers in lists.items() if number < len(answers)}
        for number in range(max(map(len, lists.values())))
    ]


@pytest.mark.parametrize("kind", first_and_weekly(["wrong", "right"]))
@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_answers_get_in_the_sandbox_what_they_get_in_a_notebook(assignment, kind):
    notebook = read_source(assignment)
    for answers in rounds(kind, assignment)[:2]:
        result = grade(assignment, {task: answer.source for task, answer in answers.items()})
        assert result["state"] == grading.GRADED
        json.dumps(result)
        reports = {cell["name"]: cell["outputs"] for cell in result["cells"] if cell["name"]}
        for task, answer in answers.items():
            expected = points_of(notebook, task) if kind == "right" else answer.points
            report = reports[f"{task}-check"][0]["stream"]
            assert result["marks"][f"{task}-check"] == expected, f"{answer.name}\n{report}"


ALONE = """
import json, os, sys
from course_grader import grading, reading
opened = []
def watch(event, arguments):
    if event in ("sqlite3.connect", "socket.connect", "os.rename", "os.mkdir", "os.remove"):
        opened.append([event, str(arguments[0])])
    elif event == "open" and isinstance(arguments[0], str):
        writes = isinstance(arguments[1], str) and set(arguments[1]) & set("wax+") or arguments[2] & os.O_ACCMODE
        opened.append(["written" if writes else "read", os.path.realpath(arguments[0])])
sys.addaudithook(watch)
template, submission = (part.encode() for part in json.load(sys.stdin))
result = grading.grade_one(template, submission, b"only for the tests")
grading.close_sandbox()
json.dump([result, opened], sys.stdout)
"""


def grade_alone(template, submission, folder):
    """grade_one's result in a process of its own in `folder`, and [what was done, to which file] meanwhile."""
    given = json.dumps([template.decode(), submission.decode()])
    command = [sys.executable, "-c", ALONE]
    done = subprocess.run(command, input=given, cwd=folder, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_grade_one_is_a_function_of_bytes_alone(tmp_path):
    """No database, no connection, no file of the course: another process in another folder gives the same."""
    template, submission = template_of("ps01_introduction"), submission_of("ps01_introduction", {})
    result, opened = grade_alone(template, submission, tmp_path)
    assert result == grading.grade_one(template, submission, SECRET)
    assert set(result) == {"state", "marks", "cells", "answered", "notes"}
    assert list(tmp_path.iterdir()) == []
    own = ("source", "release", "submitted", "autograded", "gradebook.db", ".rnn-course-secret")
    assert [path for _, path in opened if path.startswith(tuple(str(ROOT / name) for name in own))] == []
    changed = [[event, path] for event, path in opened if event != "read"]
    systems = ("/dev/", "/proc/", "/sys/fs/cgroup/", tempfile.gettempdir())
    assert changed
    assert [change for change in changed if not change[1].startswith(systems)] == []
