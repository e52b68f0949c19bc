"""The assignments in source/: every right answer gets its marks, every wrong one only what it earned, and says why."""

import functools
import re
from pathlib import Path

import nbformat
import pytest
from assignment_cells import (
    ASSIGNMENTS,
    ROOT,
    TASKS,
    answers_to,
    cell_source,
    first_and_weekly,
    given_cells,
    points_of,
    read_answers,
    read_source,
    run_check,
    short_calls,  # noqa: F401
    without_hidden_tests,
)
from nbgrader.preprocessors import ClearHiddenTests, ClearSolutions, Execute
from nbgrader.utils import determine_grade
from nbgrader.validator import Validator
from pages import anchors
from traitlets.config import Config

RIGHT, WRONG = read_answers("right"), read_answers("wrong")
EMPTY = '    raise NotImplementedError("아직 답을 쓰지 않았습니다.")'


def nbgrader_kind(cell):
    return cell.metadata.get("nbgrader", {})


def name_of(answer):
    return f"{answer.assignment[:4]}-{answer.task}-{answer.name}"


# Answers ----------------------------------------------------------------------------------------------------------


read_once = functools.cache(read_source)  # for what changes nothing in the notebook


@functools.cache
def graded(answer, released=False):
    """(mark, report) of an answer, which several tests read."""
    return run_check(read_once(answer.assignment), answer.task, answer.source, released=released)


def full_points(answer):
    return points_of(read_once(answer.assignment), answer.task)


FIRST_OF_EACH_TASK = [answer for assignment, task in TASKS for answer in answers_to("right", assignment, task)[:1]]
OTHERS = [answer for answer in RIGHT if answer not in FIRST_OF_EACH_TASK]


@pytest.mark.parametrize("answer", RIGHT, ids=name_of)
def test_a_right_answer_gets_full_marks_whatever_its_form(answer):
    mark, report = graded(answer)
    assert mark == full_points(answer), report
    assert "✗" not in report


@pytest.mark.parametrize("answer", first_and_weekly(FIRST_OF_EACH_TASK + OTHERS, quick=len(TASKS)), ids=name_of)
def test_what_the_student_sees_of_a_check_is_content_with_a_right_answer(answer):
    mark, report = graded(answer, released=True)
    assert mark == full_points(answer), report
    assert "✗" not in report


@pytest.mark.parametrize("answer", WRONG, ids=name_of)
def test_a_wrong_answer_gets_the_stated_part_and_is_told_why(answer):
    mark, report = graded(answer)
    assert mark == answer.points < full_points(answer), report
    assert answer.message in report


def failures(report):
    """What the report says of the parts that failed, without the numbers that hang on the drawn inputs."""
    lines = [line.strip() for line in report.splitlines()[1:]]
    return frozenset(re.sub(r"-?\d[\d.,e+-]*", "#", line) for line in lines if line and not line.startswith("✓"))


@pytest.mark.parametrize(("assignment", "task"), TASKS)
def test_eight_right_answers_and_eight_wrong_ones_are_written_down(assignment, task):
    for kind, name in (("right", "옳은"), ("wrong", "틀린")):
        names = {answer.name for answer in answers_to(kind, assignment, task)}
        file = f"tests/answers/{assignment}/{task}.py"
        assert len(names) >= 8, f"{file}: {name} 답이 {len(names)}개입니다. 이름이 다른 여덟 개를 적으세요."


@pytest.mark.parametrize(("assignment", "task"), TASKS)
def test_eight_misconceptions_each_found_in_its_own_way(assignment, task):
    """No two wrong answers fail in the same parts with the same words, and one satisfies all that is visible."""
    answers = answers_to("wrong", assignment, task)
    assert len({answer.name for answer in answers}) == len(answers)
    found, visible = {}, []
    for answer in answers:
        found.setdefault(failures(graded(answer)[1]), []).append(answer.name)
        visible += [answer.name] if "✗" not in graded(answer, released=True)[1] else []
    assert [names for names in found.values() if len(names) > 1] == []
    assert visible


@pytest.mark.parametrize(("assignment", "task"), TASKS)
def test_no_answer_no_mark(assignment, task):
    notebook = read_source(assignment)
    blank = re.sub(
        r" *### BEGIN SOLUTION.*?### END SOLUTION", EMPTY, cell_source(notebook, f"{task}-answer"), flags=re.DOTALL
    )
    for released in (False, True):
        mark, report = run_check(notebook, task, blank, released=released)
        assert mark == 0.0, report
        assert "아직 답을 쓰지 않았습니다" in report
    mark, report = run_check(notebook, task, "")
    assert mark == 0.0
    assert "이름을 찾을 수 없습니다" in report
    mark, report = run_check(notebook, task, "def answer(:\n    syntax error")
    assert mark == 0.0


HEAD = "def {name}(*arguments):\n    "
BAD = {
    "other parameters": "def {name}():\n    return 1",
    "no return": HEAD + "pass",
    "text": HEAD + "return '답'",
    "a huge array": HEAD + "return np.zeros((10**6, 10**6))",
    "a function": HEAD + "return len",
    "exit": HEAD + "exit()",
    "an error": HEAD + "return 1 / 0",
    "a number under the name": "{name} = 3",
}


@pytest.mark.parametrize(("assignment", "task"), TASKS)
def test_a_bad_answer_gets_a_korean_message_and_no_mark(assignment, task):
    notebook = read_source(assignment)
    names = re.findall(r"^def (\w+)", cell_source(notebook, f"{task}-answer"), flags=re.MULTILINE)
    for kind, template in BAD.items():
        answer = "\n\n\n".join(template.format(name=name) for name in names)
        mark, report = run_check(notebook, task, f"import numpy as np\n\n\n{answer}\n")
        assert mark == 0.0, f"{kind}\n{report}"
        failed = report.split("✗")[1:]
        assert failed, kind
        assert all(re.search("[가-힣]{2}.*[.니다습]", part.split("\n", 1)[1]) for part in failed), f"{kind}\n{report}"
        assert "Traceback" not in report


# Notebooks --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_an_assignment_has_its_parts(assignment):
    notebook = read_source(assignment)
    kinds = [nbgrader_kind(cell) for cell in notebook.cells]
    assert sum(kind.get("points", 0) for kind in kinds) == 100
    graded = [cell for cell, kind in zip(notebook.cells, kinds, strict=True) if kind.get("grade")]
    assert sum(cell.cell_type == "code" for cell in graded) >= 6
    assert [cell.cell_type for cell in graded].count("markdown") == 1
    assert all(kind["grade_id"] == cell.id for cell, kind in zip(notebook.cells, kinds, strict=True) if kind)
    assert not any(cell.get("outputs") or cell.get("execution_count") for cell in notebook.cells)
    texts = [cell.source for cell in notebook.cells if re.fullmatch(r"task-\d-text", cell.id)]
    assert {star for text in texts for star in re.findall(r"점, (★+)\)", text)} == {"★", "★★", "★★★"}
    stated = [
        int(points) for text in texts for points in re.findall(r"^## 문제 \d+ \((\d+)점", text, flags=re.MULTILINE)
    ]
    assert stated == [cell.metadata["nbgrader"]["points"] for cell in graded]
    assert "**채점 기준**" in texts[-1]


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_links_and_the_table_of_tasks_are_right(assignment):
    """Every task names the heading of the lecture notebook that teaches it."""
    notebook = read_source(assignment)
    title = cell_source(notebook, "title")
    lecture = ROOT / "notebooks" / f"{assignment.replace('ps', '')}.ipynb"
    links = re.findall(rf"\]\(\.\./\.\./notebooks/{lecture.name}#(.+?)\)(?=, \[| \|$)", title, flags=re.MULTILINE)
    assert set(links) <= anchors(lecture)
    rows = re.findall(r"^\| (\d) \| .+ \| (★+) \| (\d+) \| \[.+ \|$", title, flags=re.MULTILINE)
    assert len(links) >= len(rows)
    heads = [
        re.search(r"^## 문제 (\d) \((\d+)점, (★+)\)", cell.source).group(1, 3, 2)
        for cell in notebook.cells
        if re.fullmatch(r"task-\d-text", cell.id)
    ]
    assert rows == heads


@pytest.mark.parametrize(("assignment", "task"), TASKS)
def test_a_check_cell_reaches_the_answer_only_through_the_door(assignment, task):
    """Names that an answer cell defines appear in check cells inside quotes alone."""
    notebook = read_source(assignment)
    check = cell_source(notebook, f"{task}-check")
    names = re.findall(r"^def (\w+)", cell_source(notebook, f"{task}-answer"), flags=re.MULTILINE)
    assert names
    for name in names:
        assert f'"{name}"' in check
        assert not re.search(rf'(?<!"){name}\b', check)
    assert check.splitlines()[0] == "from rnn_course.checks import Task"
    assert check.splitlines()[-1] == "task.score()"
    assert "\ntask.hidden()\n" in check
    assert "task.hidden()" not in without_hidden_tests(check)


# Through a kernel and nbgrader ------------------------------------------------------------------------------------


def executed(notebook):
    notebook, _ = Execute(timeout=120).preprocess(notebook, {"metadata": {"path": str(ROOT)}})
    return notebook


def grades(notebook):
    """{task: mark} as nbgrader parses the outputs of the graded code cells."""
    cells = [cell for cell in notebook.cells if cell.id.endswith("-check")]
    for cell in cells:
        kinds = [output.get("name", output.output_type) for output in cell.outputs]
        assert kinds == ["stdout", "execute_result"], cell.outputs
        assert re.fullmatch(r"\d+\.\d{1,2}", cell.outputs[1].data["text/plain"])
    return {cell.id.removesuffix("-check"): determine_grade(cell)[0] for cell in cells}


@pytest.fixture
def config():
    config = Config()
    config.ClearSolutions.code_stub = {"python": EMPTY.strip()}
    config.ClearSolutions.text_stub = "여기에 답을 쓰세요."
    return config


IMPATIENT = "import keras\nfrom rnn_course.checks import task as task_module\ntask_module.SECONDS_PER_CALL = 3"


@pytest.mark.parametrize("assignment", first_and_weekly(ASSIGNMENTS, quick=3))
def test_a_mixed_submission_gets_its_marks_in_a_kernel(assignment, config):
    """The first wrong answer that earns something to every odd task; an endless loop, a deleted cell, and no answer."""
    notebook, _ = ClearSolutions(config=config).preprocess(read_source(assignment), {})
    cells = {cell.id: cell for cell in notebook.cells}
    expected = {task: 0.0 for name, task in TASKS if name == assignment}
    for task in expected:
        if int(task[-1]) % 2:
            answer = next(wrong for wrong in answers_to("wrong", assignment, task) if wrong.points)
            cells[f"{task}-answer"].source = answer.source
            expected[task] = answer.points
    stub = cells["task-2-answer"].source
    cells["task-2-answer"].source = stub.replace(EMPTY, "    while True:\n        pass")
    notebook.cells.remove(cells["task-4-answer"])
    notebook.cells.insert(0, nbformat.v4.new_code_cell(IMPATIENT))
    notebook = executed(notebook)
    assert grades(notebook) == expected
    reports = {cell.id: cell.outputs[0].text for cell in notebook.cells if cell.id in ("task-2-check", "task-4-check")}
    assert "초 안에 끝나지 않아 멈추었습니다" in reports["task-2-check"]
    assert "이 이름을 찾을 수 없습니다" in reports["task-4-check"]
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    assert not [output for output in outputs if output.output_type == "error" or output.get("name") == "stderr"]


@pytest.mark.parametrize("assignment", first_and_weekly(ASSIGNMENTS))
def test_validate_names_every_task_that_is_not_done(assignment, config, tmp_path):
    """What the Validate button says about a notebook as it was released."""
    notebook, _ = ClearSolutions(config=config).preprocess(read_source(assignment), {})
    notebook, _ = ClearHiddenTests().preprocess(notebook, {})
    path = Path(tmp_path) / "notebook.ipynb"
    nbformat.write(notebook, path)
    config.ExecutePreprocessor.timeout = 120
    failed = [cell["source"] for cell in Validator(config=config).validate(str(path))["failed"]]
    assert failed == [cell_source(notebook, f"{task}-check").strip() for name, task in TASKS if name == assignment]


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_given_cells_need_only_the_course(assignment):
    text = "\n".join(given_cells(read_source(assignment)))
    assert text.startswith("import rnn_course")
    assert set(re.findall(r"^(?:import|from) (\w+)", text, flags=re.MULTILINE)) <= {
        "rnn_course",
        "keras",
        "numpy",
        "pandas",
        "re",
    }
