"""The whole way of every assignment through nbgrader's own commands: generate, release, fetch, solve, validate, submit,
collect, autograde, feedback, export, in a temporary course and exchange with Hangul in their path."""

import csv
import json
import os
import re
import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import nbformat
import pytest
from assignment_cells import ASSIGNMENTS, answers_of, first_and_weekly, read_source, solve
from nbgrader.api import Gradebook

ROOT = Path(__file__).resolve().parent.parent
COURSE = "rnn"
PS03, PS05 = "ps03_simple_rnn", "ps05_stock_case"
ONE_AFTER_THE_OTHER = """
import json, sys
from nbgrader.apps import NbGraderApp
for command in json.loads(sys.argv[1]):
    NbGraderApp.clear_instance()
    NbGraderApp.launch_instance(command)
"""
OTHERS = [assignment for assignment in ASSIGNMENTS if assignment not in (PS03, PS05)]
# the two with a story of their own in every `make test`, the others weekly
WHOLE_WAY = first_and_weekly([PS03, PS05, *OTHERS], quick=2)
HALF = ("task-1-answer", "task-2-answer", "task-3-answer")  # what the half-right student has solved


def nbgrader(folder, exchange, *arguments, expect=0):
    return nbgrader_all(folder, exchange, [arguments], expect)


def nbgrader_all(folder, exchange, commands, expect=0):
    """Run nbgrader commands as a person in `folder` does; settings and caches stay in that folder.

    commands: each a list as after `nbgrader` on the command line. One process for all of them, since the start of
    each would take longer than what it does.
    """
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("JUPYTER", "PYTEST", "RNN_"))}
    programs = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])  # as with .venv activated
    settings = {"RNN_COURSE_EXCHANGE": str(exchange), "JUPYTER_DATA_DIR": str(folder / "jupyter"), "PATH": programs}
    done = subprocess.run(
        [sys.executable, "-c", ONE_AFTER_THE_OTHER, json.dumps(commands)],
        cwd=folder,
        env=clean | settings,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == expect, f"nbgrader {commands}\n{done.stdout}{done.stderr}"
    return done.stdout + done.stderr


def new_folder(folder):
    folder.mkdir(parents=True)
    shutil.copy(ROOT / "nbgrader_config.py", folder)
    return folder


def save_as_older_jupyter(notebook, path):
    """nbformat 4.2, before cells had ids."""
    for cell in notebook.cells:
        del cell["id"]
    notebook.nbformat_minor = 2
    path.write_text(nbformat.writes(notebook), encoding="utf-8")


@pytest.fixture(scope="module")
def assignments(request):
    """Those of which a test was chosen, and the two with a story of their own."""
    chosen = (
        item.callspec.params
        for item in request.session.items
        if hasattr(item, "callspec") and item.module is request.module and "course" in item.fixturenames
    )
    return sorted({PS03, PS05, *(params["assignment"] for params in chosen)})


@pytest.fixture(scope="module")
def course(assignments, tmp_path_factory):
    """The instructor's folder after the whole cycle; 학생/ beside it holds each student's folder."""
    base = tmp_path_factory.mktemp("과정")
    folder, exchange = new_folder(base / "강사"), base / "교환 폴더"
    exchange.mkdir()
    exchange.chmod(0o777)
    for assignment in assignments:
        shutil.copytree(ROOT / "source" / assignment, folder / "source" / assignment)
    releases = [["release_assignment", assignment] for assignment in assignments]
    nbgrader_all(folder, exchange, [["generate_assignment", "ps*"], *releases])
    with Gradebook(f"sqlite:///{folder}/gradebook.db", COURSE) as gradebook:
        now = datetime.now(UTC).replace(tzinfo=None)
        gradebook.update_or_create_assignment(PS03, duedate=now + timedelta(days=7))
        gradebook.update_or_create_assignment(PS05, duedate=now - timedelta(hours=30))

    full = {assignment: answers_of(assignment) for assignment in assignments}
    handed_in = [("full", assignment, full[assignment]) for assignment in assignments]
    handed_in += [("blank", assignment, {}) for assignment in assignments]
    handed_in += [("half", PS03, {name: full[PS03][name] for name in HALF}), ("older", PS03, full[PS03])]
    for student in dict.fromkeys(student for student, _, _ in handed_in):
        own = new_folder(base / "학생" / student)
        work = {assignment: answers for who, assignment, answers in handed_in if who == student}
        nbgrader(own, exchange, "fetch_assignment", *work)
        for assignment, answers in work.items():
            path = own / "my" / assignment / f"{assignment}.ipynb"
            notebook = solve(path, answers)
            if student == "older":
                save_as_older_jupyter(notebook, path)
            else:
                nbformat.write(notebook, path)
        nbgrader_all(own, exchange, [["submit", assignment, f"--student={student}"] for assignment in work])
    commands = [["collect", assignment] for assignment in assignments]
    commands += [["autograde", "ps*"], ["generate_feedback", "ps*"]]
    commands += [["release_feedback", assignment] for assignment in assignments]
    nbgrader_all(folder, exchange, commands)
    return folder


@pytest.mark.parametrize("assignment", WHOLE_WAY)
def test_validate_is_content_with_the_reference(course, assignment):
    own = course.parent / "학생" / "full"
    told = nbgrader(own, course.parent / "교환 폴더", "validate", f"my/{assignment}/{assignment}.ipynb")
    assert "Success! Your notebook passes all the tests." in told


def marks(course, assignment, student):
    """{cell id: automatic score} and the penalty for lateness."""
    with Gradebook(f"sqlite:///{course}/gradebook.db", COURSE) as gradebook:
        notebook = gradebook.find_submission_notebook(assignment, assignment, student)
        grades = {grade.name: (grade.auto_score, grade.max_score) for grade in notebook.grades}
        return grades, notebook.late_submission_penalty


def automatic(grades):
    return {name: grade for name, grade in grades.items() if name.endswith("-check")}


@pytest.mark.parametrize("assignment", WHOLE_WAY)
def test_reference_gets_every_mark(course, assignment):
    expect_every_mark(marks(course, assignment, "full")[0])


def test_a_notebook_of_an_older_jupyter_gets_every_mark(course):
    expect_every_mark(marks(course, PS03, "older")[0])


def expect_every_mark(grades):
    assert len(automatic(grades)) >= 6
    assert {name: score for name, (score, most) in automatic(grades).items() if score != most} == {}
    assert sum(most for _, most in grades.values()) == 100


@pytest.mark.parametrize("assignment", WHOLE_WAY)
def test_blank_gets_no_mark(course, assignment):
    grades, _ = marks(course, assignment, "blank")
    assert {score for score, _ in automatic(grades).values()} == {0.0}


def test_half_right_gets_the_marks_of_what_is_right(course):
    grades, _ = marks(course, PS03, "half")
    solved = {name.replace("-answer", "-check") for name in HALF}
    for name, (score, most) in automatic(grades).items():
        assert score == (most if name in solved else 0.0), name


@pytest.mark.parametrize("assignment", WHOLE_WAY)
def test_written_answer_waits_for_a_person(course, assignment):
    grades, _ = marks(course, assignment, "full")
    written = {name: score for name, (score, _) in grades.items() if not name.endswith("-check")}
    assert list(written.values()) == [None]


def test_the_time_of_a_submission_is_the_time_of_the_submission(course):
    """Whatever this computer's time zone: nbgrader reads names of zones only where the computer is in them."""
    with Gradebook(f"sqlite:///{course}/gradebook.db", COURSE) as gradebook:
        handed_in = gradebook.find_submission(PS03, "full").timestamp
    age = datetime.now(UTC).replace(tzinfo=None) - handed_in
    assert timedelta(0) <= age < timedelta(hours=2)


def test_late_work_loses_a_tenth_for_each_day_begun(course):
    grades, penalty = marks(course, PS05, "full")
    earned = sum(score or 0 for score, _ in grades.values())
    assert penalty == pytest.approx(earned * 0.2)  # thirty hours late: two days begun
    assert marks(course, PS03, "full")[1] in (None, 0)


def feedback(course, student, assignment):
    return (course / "feedback" / student / assignment / f"{assignment}.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("assignment", WHOLE_WAY)
def test_feedback_is_korean_and_says_what_to_look_at(course, assignment):
    page = feedback(course, "blank", assignment)
    assert '<html lang="ko">' in page
    assert "0점 / 100점" in page
    assert re.search(r'<a href="#task-3-check">\s*문제 3\s*</a>', page)
    assert page.count("아직 답을 쓰지 않았습니다") >= 6
    assert "채점 전" not in page  # a written answer left as released is no answer
    assert re.search(r"채점 전 / \d+점", feedback(course, "full", assignment))
    for english in ("Score:", "Comments", "No response", "Student&#39;s answer", "Student's answer"):
        assert english not in page


def test_feedback_names_the_lateness(course):
    assert re.search(r"늦게 내서 [\d.]+점을 뺐습니다", feedback(course, "full", PS05))


@pytest.mark.parametrize("assignment", WHOLE_WAY)
def test_feedback_shows_no_hidden_test(course, assignment):
    expect_nothing_hidden(course, assignment, "blank")


def test_feedback_to_half_right_work_shows_no_hidden_test(course):
    expect_nothing_hidden(course, PS03, "half")


def expect_nothing_hidden(course, assignment, student):
    page = re.sub(r"<[^>]+>", "", feedback(course, student, assignment))
    assert "HIDDEN" not in page
    assert [line for line in hidden_lines(assignment) if line in page] == []


def hidden_lines(assignment):
    """The telling lines of an assignment's hidden tests that stand nowhere else in it."""
    source = "\n".join(cell.source for cell in read_source(assignment).cells)
    pieces = re.split(r"### BEGIN HIDDEN TESTS\n(.*?)### END HIDDEN TESTS", source, flags=re.S)
    seen, hidden = "\n".join(pieces[::2]), "\n".join(pieces[1::2])
    lines = [line.strip() for line in hidden.splitlines() if len(line.strip()) > 40 and line.strip() not in seen]
    assert len(lines) > 10
    return lines


def test_student_receives_the_feedback(course):
    own = course.parent / "학생" / "half"
    nbgrader(own, course.parent / "교환 폴더", "fetch_feedback", PS03, "--student=half")
    pages = list((own / "my" / PS03 / "feedback").rglob("*.html"))
    assert len(pages) == 1
    assert "문제" in pages[0].read_text(encoding="utf-8")


def test_marks_can_be_exported(course, assignments):
    nbgrader(course, course.parent / "교환 폴더", "export", "--to=marks.csv")
    table = (course / "marks.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(table.splitlines()))
    best = {row["assignment"]: float(row["raw_score"]) for row in rows if row["student_id"] == "full"}
    assert set(best) == set(assignments)
    assert min(best.values()) >= 80  # all but the written task


# --- release/ ---


def without_ids(cell):
    return {"type": cell.cell_type, "source": cell.source, "nbgrader": dict(cell.metadata.get("nbgrader", {}))}


@pytest.fixture(scope="module")
def generated_course(tmp_path_factory):
    folder = new_folder(tmp_path_factory.mktemp("과정") / "강사")
    shutil.copytree(ROOT / "source", folder / "source")
    nbgrader(folder, folder.parent, "generate_assignment", "ps*")
    return folder


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_release_is_what_source_generates(generated_course, assignment):
    def read(folder):
        return nbformat.read(folder / "release" / assignment / f"{assignment}.ipynb", as_version=4)

    stored, generated = read(ROOT), read(generated_course)
    assert [without_ids(cell) for cell in stored.cells] == [without_ids(cell) for cell in generated.cells]
    assert [cell.id for cell in stored.cells] == [cell.id for cell in generated.cells], "make release를 실행하세요."


def test_every_assignment_of_source_is_released():
    folders = {name: {path.parent.name for path in (ROOT / name).glob("*/*.ipynb")} for name in ("source", "release")}
    assert folders["source"] == folders["release"]


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_release_holds_no_solution_hidden_test_or_output(assignment):
    released = nbformat.read(ROOT / "release" / assignment / f"{assignment}.ipynb", as_version=4)
    source = read_source(assignment)
    text = "\n".join(cell.source for cell in released.cells)
    assert "SOLUTION" not in text
    assert "HIDDEN" not in text
    assert not [cell.id for cell in released.cells if cell.get("outputs") or cell.get("attachments")]
    assert set(released.metadata) <= {"kernelspec", "language_info"}
    assert set().union(*(cell.metadata for cell in released.cells)) <= {"nbgrader", "tags", "deletable", "editable"}
    for cell in source.cells:
        for body in re.findall(r"### BEGIN (?:SOLUTION|HIDDEN TESTS)\n(.*?)### END", cell.source, flags=re.S):
            assert body.strip() not in text
        if cell.metadata.get("nbgrader", {}).get("grade") and cell.cell_type == "markdown":
            assert cell.source not in text  # the written answer's model answer
    stubs = [cell.source for cell in released.cells if cell.id.endswith("-answer") and cell.cell_type == "code"]
    assert stubs
    assert all("# 여기에 코드를 작성하세요." in stub and "아직 답을 쓰지 않았습니다." in stub for stub in stubs)


# --- solution/ ---


@pytest.mark.heavy
@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_published_solution_shows_every_answer_and_no_hidden_test(generated_course, assignment):
    nbgrader(generated_course, generated_course.parent, "generate_solution", assignment)
    path = generated_course / "solution" / assignment / f"{assignment}.ipynb"
    published = {cell.id: cell for cell in nbformat.read(path, as_version=4).cells}
    text = "\n".join(cell.source for cell in published.values())
    assert "HIDDEN" not in text
    assert [line for line in hidden_lines(assignment) if line in text] == []
    answers = [cell for cell in read_source(assignment).cells if cell.metadata.get("nbgrader", {}).get("solution")]
    assert [cell.id for cell in answers if published[cell.id].source != cell.source] == []
    assert len(answers) >= 6
    outputs = [output for cell in published.values() for output in cell.get("outputs", [])]
    assert outputs
    assert [output for output in outputs if output.output_type == "error"] == []
