"""`make extend` and `make feedback` in a real course: a later due date for one student, everybody's pages in a ZIP."""

import csv
import zipfile

import pytest
from nbgrader.api import Gradebook, MissingEntry
from test_course import NAME, folder, generated, grade, submit  # noqa: F401
from test_nbgrader_cycle import nbgrader

from course_grader import extend, feedback_files
from course_grader.this_course import new_converter, roster_of


def the_gradebook(folder):  # noqa: F811
    return Gradebook(f"sqlite:///{folder}/gradebook.db", "rnn")


@pytest.fixture
def course(folder, monkeypatch):  # noqa: F811
    """The folder that the commands are run in, with a due date and two students."""
    monkeypatch.chdir(folder)
    with the_gradebook(folder) as gradebook:
        gradebook.update_or_create_assignment(NAME, duedate="2026-03-03 10:00:00 UTC")
        gradebook.update_or_create_student("s1", lms_user_id="48213")
        gradebook.update_or_create_student("s2")
    return folder


def penalty_of(course, student):
    with the_gradebook(course) as gradebook:
        return gradebook.find_submission_notebook(NAME, NAME, student).late_submission_penalty


def test_extension_is_told_kept_and_taken_back(course, capsys):
    assert extend.main(["ps01", "s1", "2"]) == 0
    assert f"{NAME}: 마감을 늦춘 학생 1명\n  s1: 2일, 2026-03-05 19:00까지" in capsys.readouterr().out
    for student in ("s1", "s2"):
        submit(course, student, timestamp="2026-03-04 10:00:00 UTC")
    grade(course, penalty=lambda student, notebook, late: 7.0)
    assert [penalty_of(course, student) for student in ("s1", "s2")] == [None, 7.0]
    assert extend.main([NAME, "s2", "1.5"]) == 0
    assert penalty_of(course, "s2") is None
    assert extend.main(["ps01", "s1", "0"]) == 0
    assert "s1" not in capsys.readouterr().out.splitlines()[-1]
    assert penalty_of(course, "s1") > 0  # this course's own policy
    assert extend.main(["ps01"]) == 0
    assert "늦춘 학생 1명" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (["ps01", "s9", "2"], "명단에 없는 학번입니다: s9"),
        (["ps07", "s1", "2"], "`ps07`(으)로 시작하는 과제가 없습니다"),
    ],
)
def test_an_extension_for_nobody_is_refused(course, capsys, given, reason):
    assert extend.main(given) == 1
    assert reason in capsys.readouterr().out


@pytest.mark.parametrize("days", [[], ["-1"], ["nan"], ["9999"]])
def test_days_have_to_be_a_number_of_days(course, capsys, days):
    with pytest.raises(SystemExit):
        extend.main(["ps01", "s1", *days])
    assert "0에서 3650까지" in capsys.readouterr().err


def test_without_a_due_date_nothing_is_extended(folder, monkeypatch, capsys):  # noqa: F811
    monkeypatch.chdir(folder)
    assert extend.main(["ps01", "s1", "2"]) == 1
    assert "마감이 없습니다" in capsys.readouterr().out


def test_pages_are_packed_under_the_students_number_and_those_removed_are_left_out(course, capsys):
    for student in ("s1", "s2"):
        submit(course, student, "half")
    grade(course)
    with the_gradebook(course) as gradebook:
        gradebook.remove_student("s2")
    for _ in range(2):  # the second time over what is there
        assert feedback_files.main(["ps01"]) == 0
        told = capsys.readouterr().out
        assert "s2: 성적부에 없는 학생" in told
        with zipfile.ZipFile(course / "build" / "feedback" / f"{NAME}.zip") as packed:
            assert packed.namelist() == [f"s1_{NAME}.html"]
            assert "<p>s1: <strong>" in packed.read(f"s1_{NAME}.html").decode()


def test_pages_of_nobody_are_told(course, capsys):
    assert feedback_files.main(["ps01"]) == 1
    assert "먼저 채점하세요" in capsys.readouterr().out


def test_the_page_and_the_table_take_off_for_lateness_from_the_mark_given_by_hand(course, capsys):
    submit(course, "s1", timestamp="2026-03-04 10:00:00 UTC")
    grade(course, penalty=lambda student, notebook, late: 0.5)
    with the_gradebook(course) as gradebook:
        notebook = gradebook.find_submission_notebook(NAME, NAME, "s1")
        for given in notebook.grades:
            given.manual_score, given.needs_manual_grade = 2.0, False
        gradebook.db.commit()
        score = notebook.score
    nbgrader(course, course.parent / "교환", "export", "--to=table.csv")
    with open(course / "table.csv", encoding="utf-8", newline="") as file:
        (line,) = [line for line in csv.DictReader(file) if line["student_id"] == "s1"]
    assert float(line["late_submission_penalty"]) == pytest.approx(score / 10)
    assert float(line["score"]) == pytest.approx(score * 0.9)
    assert penalty_of(course, "s1") == pytest.approx(score / 10)
    assert feedback_files.main(["ps01"]) == 0
    assert penalty_of(course, "s1") == pytest.approx(score / 10)
    page = (course / "feedback" / "s1" / NAME / f"{NAME}.html").read_text(encoding="utf-8")
    assert f"늦게 내서 {score / 10:g}점을 뺐습니다" in page
    assert "채점 전" not in page


def test_students_are_known_by_their_id_and_by_the_number_of_the_learning_management_system(course, tmp_path):
    assert roster_of(new_converter().coursedir) == {"48213": "s1", "s1": "s1", "s2": "s2"}


ROSTER = "id,last_name\ns9,박\n"


def test_a_roster_that_excel_saved_is_read(course):
    (course / "명단.csv").write_text(ROSTER, encoding="utf-8-sig")
    nbgrader(course, course.parent / "교환", "db", "student", "import", "명단.csv")
    with the_gradebook(course) as gradebook:
        assert gradebook.find_student("s9").last_name == "박"


def test_a_roster_that_is_not_utf8_is_refused_in_korean(course):
    (course / "명단.csv").write_text(ROSTER, encoding="cp949")
    told = nbgrader(course, course.parent / "교환", "db", "student", "import", "명단.csv", expect=1)
    assert "CSV UTF-8(쉼표로 분리)" in told
    assert "Traceback" not in told
    with the_gradebook(course) as gradebook, pytest.raises(MissingEntry):
        gradebook.find_student("s9")


def test_there_is_no_roster_before_there_is_a_gradebook(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert roster_of(new_converter().coursedir) == {}
    assert list(tmp_path.iterdir()) == []
