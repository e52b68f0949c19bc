"""grade_one: an answer gets in the sandbox what it gets in a notebook."""

import json

import nbformat
import pytest
from assignment_cells import ASSIGNMENTS, TASKS, points_of, read_answers, read_source

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
    tasks = [task for name, task in TASKS if name == assignment]
    lists = {
        task: [answer for answer in read_answers(kind) if (answer.assignment, answer.task) == (assignment, task)]
        for task in tasks
    }
    return [
        {task: answers[number] for task, answers in lists.items() if number < len(answers)}
        for number in range(max(map(len, lists.values())))
    ]


@pytest.mark.parametrize("kind", ["right", "wrong"])
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
