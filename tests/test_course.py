"""A class graded through grade_one into nbgrader's gradebook: marks, reruns, crashes, what is kept and refused."""

import logging
import os
import random
import re
import shutil
import signal
import sqlite3
import stat
import sys
import unicodedata
import zipfile
from pathlib import Path

import nbformat
import pytest
import sqlalchemy as sa
from assignment_cells import answers_of, solve
from nbgrader.api import Gradebook
from nbgrader.apps.api import NbGraderAPI
from nbgrader.converters import Autograde, NbGraderException
from nbgrader.coursedir import CourseDirectory
from test_nbgrader_cycle import nbgrader, new_folder
from traitlets.config import Config

from course_grader import archive, command, extend, feedback_files, grading, plugin, reading, secret
from course_grader import course as course_module
from course_grader.course import Course, grade_class, grade_job
from course_grader.markbook import Record, template_of
from course_grader.this_course import gradebook_folder

ROOT = Path(__file__).resolve().parent.parent
NAME = "ps01_introduction"  # needs neither TensorFlow nor Keras
FILE = f"{NAME}.ipynb"
ON_TIME = "2026-03-02 10:00:00.000000 Asia/Seoul"
KEY = "0123456789abcdef" * 8
LOG = logging.getLogger("test_course")


@pytest.fixture(scope="module", autouse=True)
def close_sandbox():
    yield
    grading.close_sandbox()


@pytest.fixture(scope="module")
def generated(tmp_path_factory):
    """The instructor's folder after generate_assignment, without submissions; the tests work on copies."""
    base = tmp_path_factory.mktemp("한글 과정")
    folder = new_folder(base / "강사")
    shutil.copytree(ROOT / "source" / NAME, folder / "source" / NAME)
    (base / "교환").mkdir()
    nbgrader(folder, base / "교환", "generate_assignment", NAME)
    return folder


@pytest.fixture
def folder(generated, tmp_path):
    return Path(shutil.copytree(generated, tmp_path / "수업"))


def answers(kind):
    full = answers_of(NAME)
    tasks = sorted(name for name in full if name.startswith("task"))
    return {"full": full, "blank": {}, "half": {name: full[name] for name in tasks[:3]}}[kind]


def submit(folder, student, kind="full", name=FILE, timestamp=ON_TIME):
    """Put a submission where `nbgrader collect` would, and return its folder."""
    place = folder / "submitted" / student / NAME
    place.mkdir(parents=True, exist_ok=True)
    nbformat.write(solve(folder / "release" / NAME / FILE, answers(kind)), place / name)
    (place / "timestamp.txt").write_text(timestamp)
    (place / "submission_secret.txt").write_text(KEY)
    return place


def course_of(folder, penalty=None, **settings):
    create = settings.pop("create_students", True)
    return Course(CourseDirectory(root=str(folder), course_id="rnn", **settings), LOG, penalty, create)


_results = {}


def remembered(jobs):
    """An `each` that grades equal files once, so that tests of what happens around the grading are quick."""
    for job in jobs:
        if job.submission not in _results:
            _results[job.submission] = grade_job(job)
        yield job.key, _results[job.submission]


def grade(folder, each=remembered, **options):
    """{student: state} of one run."""
    course = course_of(folder, **{name: options.pop(name) for name in list(options) if name != "force"})
    return {record.student: record.state for record in grade_class(course, NAME, each=each, **options)}


def marks(folder, student):
    """{cell: (automatic mark, manual mark, waits for a person)}, or None for a student without a submission."""
    with Gradebook(f"sqlite:///{folder}/gradebook.db", "rnn") as gradebook:
        submitted = [each for each in gradebook.assignment_submissions(NAME) if each.student_id == student]
        if not submitted:
            return None
        grades = submitted[0].notebooks[0].grades
        return {grade.name: (grade.auto_score, grade.manual_score, grade.needs_manual_grade) for grade in grades}


def comments(folder, student):
    with Gradebook(f"sqlite:///{folder}/gradebook.db", "rnn") as gradebook:
        notebook = gradebook.find_submission_notebook(NAME, NAME, student)
        return {comment.name: (comment.auto_comment, comment.manual_comment) for comment in notebook.comments}


def records(folder):
    with course_of(folder).markbook() as book:
        return book.records(NAME)


def autograded(folder, student):
    return folder / "autograded" / student / NAME


# Marks --------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def both(generated, tmp_path_factory):
    """The same class graded by the plug-in and by plain nbgrader, each through the command."""
    base = tmp_path_factory.mktemp("두 과정")
    told, folders = {}, {}
    for way in ("trusted", "plain"):
        folders[way] = Path(shutil.copytree(generated, base / way))
        for kind in ("full", "half", "blank"):
            submit(folders[way], kind, kind)
    with open(folders["plain"] / "nbgrader_config.py", "a", encoding="utf-8") as file:
        file.write("\nc.TrustedGrading.sandbox = False\n")
    for way, folder in folders.items():
        told[way] = nbgrader(folder, base, "autograde", NAME)
    return folders, told


@pytest.mark.parametrize("student", ["full", "half", "blank"])
def test_marks_and_comments_are_those_of_plain_nbgrader(both, student):
    folders, _ = both
    assert marks(folders["trusted"], student) == marks(folders["plain"], student)
    assert comments(folders["trusted"], student) == comments(folders["plain"], student)
    assert (autograded(folders["trusted"], student) / "timestamp.txt").read_text() == ON_TIME


def test_autograded_notebook_holds_answers_checks_and_texts(both):
    folders, _ = both
    cells = {}
    for way, folder in folders.items():
        notebook = nbformat.read(autograded(folder, "half") / FILE, as_version=4)
        nbformat.validate(notebook)
        cells[way] = [(cell.cell_type, cell.source, dict(cell.metadata.get("nbgrader", {}))) for cell in notebook.cells]
    assert cells["trusted"] == cells["plain"]


def test_switched_off_sandbox_is_told_on_every_run(both):
    _, told = both
    assert plugin.TRUSTING in told["plain"]
    assert plugin.TRUSTING not in told["trusted"]


def test_grading_twice_gives_identical_marks_and_files(folder):
    submit(folder, "김하나", "half")
    grade(folder, each=course_module.one_by_one)
    before = marks(folder, "김하나"), (autograded(folder, "김하나") / FILE).read_bytes()
    assert grade(folder, each=course_module.one_by_one, force=True) == {"김하나": grading.GRADED}
    assert (marks(folder, "김하나"), (autograded(folder, "김하나") / FILE).read_bytes()) == before


def test_manual_marks_and_comments_are_kept(folder):
    submit(folder, "s1", "half")
    grade(folder)
    with Gradebook(f"sqlite:///{folder}/gradebook.db", "rnn") as gradebook:
        notebook = gradebook.find_submission_notebook(NAME, NAME, "s1")
        for given in notebook.grades:
            given.manual_score, given.extra_credit = 1.5, 0.5
        for comment in notebook.comments:
            comment.manual_comment = "잘했습니다."
        gradebook.db.commit()
    submit(folder, "s1", "full")
    grade(folder)
    assert marks(folder, "s1")["task-7-check"][0] or marks(folder, "s1")["task-6-check"][0]
    for force in (False, True):
        grade(folder, force=force)
        assert {manual for _, manual, _ in marks(folder, "s1").values()} == {1.5}
        assert all(waits for _, _, waits in marks(folder, "s1").values())  # as nbgrader does: look at it again
        assert {manual for _, manual in comments(folder, "s1").values()} == {"잘했습니다."}
        with Gradebook(f"sqlite:///{folder}/gradebook.db", "rnn") as gradebook:
            notebook = gradebook.find_submission_notebook(NAME, NAME, "s1")
            assert {given.extra_credit for given in notebook.grades} == {0.5}


def mark_by_hand(folder, student, points):
    """As Formgrader does: every grade of a student gets a mark and waits no longer."""
    with Gradebook(f"sqlite:///{folder}/gradebook.db", "rnn") as gradebook:
        for given in gradebook.find_submission_notebook(NAME, NAME, student).grades:
            given.manual_score, given.needs_manual_grade = points, False
        gradebook.db.commit()


def waiting(folder, student):
    return {name for name, (_, _, waits) in marks(folder, student).items() if waits}


def test_a_mark_given_by_hand_waits_again_only_where_another_answer_is_under_it(folder):
    submit(folder, "s1", "full")
    grade(folder)
    essay = waiting(folder, "s1")
    assert len(essay) == 1  # the written answer
    mark_by_hand(folder, "s1", 1.5)
    for force in (False, True, True):
        grade(folder, force=force)
        assert waiting(folder, "s1") == set()
    submit(folder, "s1", "half")  # other answers under every check, no written one
    grade(folder)
    assert waiting(folder, "s1") == set(marks(folder, "s1"))
    mark_by_hand(folder, "s1", 2.0)
    grade(folder, force=True)
    assert waiting(folder, "s1") == set()


def test_a_mark_given_by_hand_changes_what_lateness_takes_off(folder):
    submit(folder, "s1", timestamp="2026-03-04 10:00:00 UTC")
    with Gradebook(f"sqlite:///{folder}/gradebook.db", "rnn") as gradebook:
        gradebook.update_or_create_assignment(NAME, duedate="2026-03-03 10:00:00 UTC")

    def tenth(student, notebook, seconds):
        return notebook.score / 10

    def penalty_and_score():
        with Gradebook(f"sqlite:///{folder}/gradebook.db", "rnn") as gradebook:
            notebook = gradebook.find_submission_notebook(NAME, NAME, "s1")
            return notebook.late_submission_penalty, notebook.score

    grade(folder, penalty=tenth)
    automatic = penalty_and_score()
    mark_by_hand(folder, "s1", 3.0)
    assert penalty_and_score()[0] == automatic[0]  # Formgrader leaves it
    grade(folder, penalty=tenth)  # grades nobody again
    penalty, score = penalty_and_score()
    assert score != automatic[1]
    assert penalty == pytest.approx(score / 10)


def test_an_extension_counts_before_and_after_the_work_is_handed_in(folder):
    with Gradebook(f"sqlite:///{folder}/gradebook.db", "rnn") as gradebook:
        gradebook.update_or_create_assignment(NAME, duedate="2026-03-03 10:00:00 UTC")
        gradebook.update_or_create_student("s1")
        gradebook.update_or_create_student("s2")

    def late(student, notebook, seconds):
        return 7.0

    def penalties():
        with Gradebook(f"sqlite:///{folder}/gradebook.db", "rnn") as gradebook:
            return {
                student: gradebook.find_submission_notebook(NAME, NAME, student).late_submission_penalty
                for student in ("s1", "s2")
            }

    with course_of(folder, late).markbook() as book:
        book.extend(NAME, "s1", 2)
        assert book.students(NAME) == []  # it is no submission
    for student in ("s1", "s2"):
        submit(folder, student, timestamp="2026-03-04 10:00:00 UTC")
    grade(folder, penalty=late)
    assert penalties() == {"s1": None, "s2": 7.0}
    with course_of(folder, late).markbook() as book:
        book.extend(NAME, "s2", 1.5)
        book.extend(NAME, "s1", 0)
        assert book.extensions(NAME) == {"s1": 0, "s2": 1.5}
    assert penalties() == {"s1": 7.0, "s2": None}


def test_lateness_goes_through_the_plug_in(folder):
    submit(folder, "s1", timestamp="2026-03-04 10:00:00 UTC")
    with Gradebook(f"sqlite:///{folder}/gradebook.db", "rnn") as gradebook:
        gradebook.update_or_create_assignment(NAME, duedate="2026-03-03 10:00:00 UTC")
    asked = []

    def penalty(student, notebook, seconds):
        asked.append((student, notebook.score, seconds))
        return 7.0

    grade(folder, penalty=penalty)
    automatic = sum(auto or 0 for auto, _, _ in marks(folder, "s1").values())
    assert asked == [("s1", automatic, 24 * 60 * 60)]
    with Gradebook(f"sqlite:///{folder}/gradebook.db", "rnn") as gradebook:
        assert gradebook.find_submission_notebook(NAME, NAME, "s1").late_submission_penalty == 7.0


def test_a_time_written_by_hand_after_grading_makes_it_late_until_it_is_deleted(folder):
    """As the guide tells for what a learning-management system gives without a time."""
    noted = submit(folder, "s1") / "timestamp.txt"
    noted.unlink()
    with Gradebook(f"sqlite:///{folder}/gradebook.db", "rnn") as gradebook:
        gradebook.update_or_create_assignment(NAME, duedate="2030-03-15 14:59:00 UTC")
    seen, late = [], 10 * 60 * 60 + 60
    for text, lateness in ((None, []), ("2030-03-16 10:00 Asia/Seoul\n", [late]), (None, []), ("", [])):
        noted.unlink(missing_ok=True)
        if text is not None:
            noted.write_text(text)
        seen.clear()
        grade(folder, penalty=lambda student, notebook, late: seen.append(late) or 7.0)
        with Gradebook(f"sqlite:///{folder}/gradebook.db", "rnn") as gradebook:
            taken_off = gradebook.find_submission_notebook(NAME, NAME, "s1").late_submission_penalty
        assert (seen, taken_off) == (lateness, 7.0 if lateness else None)


def test_progress_counts_who_is_done_who_has_no_mark_and_what_remains(folder):
    for student in ("s1", "s2", "s3", "s4"):
        submit(folder, student)
    grade(folder, student_id="s1")
    (folder / "submitted" / "s2" / NAME / FILE).write_bytes(b"{broken")
    told = []
    course = course_of(folder)
    course.progress = told.append
    grade_class(course, NAME, each=remembered)
    assert [(each.done, each.failed, each.everyone) for each in told] == [(2, 1, 4), (3, 1, 4), (4, 1, 4)]
    assert told[0].seconds > 0 == told[-1].seconds
    text = str(course_module.Progress(done=3, everyone=9, failed=1, seconds=150.0))
    assert text == "3/9명, 점수를 매기지 못한 사람 1명, 남은 시간 약 2분"


# Reruns -------------------------------------------------------------------------------------------------------------


def test_a_rerun_grades_what_is_new_or_changed(folder):
    submit(folder, "s1"), submit(folder, "s2", "half")
    assert grade(folder) == {"s1": grading.GRADED, "s2": grading.GRADED}
    assert grade(folder) == {}
    submit(folder, "s2", "full"), submit(folder, "s3", "blank")
    assert grade(folder) == {"s2": grading.GRADED, "s3": grading.GRADED}
    assert marks(folder, "s1") == marks(folder, "s2")
    shutil.rmtree(autograded(folder, "s1"))
    assert grade(folder) == {"s1": grading.GRADED}
    with Gradebook(f"sqlite:///{folder}/gradebook.db", "rnn") as gradebook:
        gradebook.remove_submission(NAME, "s3")
    assert grade(folder) == {"s3": grading.GRADED}


def test_what_could_not_be_graded_gets_no_zero_and_is_tried_again(folder, monkeypatch):
    submit(folder, "s1", "half"), submit(folder, "s2")
    grade(folder)
    kept = marks(folder, "s2")
    submit(folder, "s2", "half"), submit(folder, "s3")
    good, calls = grading.grade_one, []

    def broken(template, submission, seed):
        calls.append(submission)
        raise RuntimeError("our own failure")

    monkeypatch.setattr(grading, "grade_one", broken)
    assert grade(folder, each=course_module.one_by_one) == dict.fromkeys(["s2", "s3"], grading.NOT_GRADED)
    assert len(calls) == 2 * course_module.ATTEMPTS
    assert marks(folder, "s3") is None
    assert marks(folder, "s2") == kept
    assert "our own failure" in course_module.reason_of(records(folder)["s3"])
    monkeypatch.setattr(grading, "grade_one", good)
    assert grade(folder) == dict.fromkeys(["s2", "s3"], grading.GRADED)
    assert marks(folder, "s2") == marks(folder, "s1")


def test_a_result_that_cannot_be_written_ends_only_itself(folder):
    submit(folder, "s1"), submit(folder, "s2", "half")

    def each(jobs):
        for (student, notebook), result in remembered(jobs):
            cell = {"name": None, "kind": "code", "source": "'\ud800'", "outputs": []}
            yield (student, notebook), result | {"cells": [cell]} if student == "s1" else result

    assert grade(folder, each=each) == {"s1": grading.NOT_GRADED, "s2": grading.GRADED}
    assert marks(folder, "s1") is None
    assert grade(folder) == {"s1": grading.GRADED}


def test_the_order_of_cells_is_that_of_the_released_notebook(folder):
    """A database gives rows in any order; with the setup last, every answer would fail."""
    with Gradebook(f"sqlite:///{folder}/gradebook.db", "rnn") as gradebook:
        columns = "name, cell_type, locked, source, checksum, notebook_id"
        gradebook.db.execute(sa.text("CREATE TEMP TABLE kept AS SELECT * FROM source_cell WHERE name = 'setup'"))
        gradebook.db.execute(sa.text("DELETE FROM source_cell WHERE name = 'setup'"))
        gradebook.db.execute(sa.text(f"INSERT INTO source_cell (id, {columns}) SELECT id, {columns} FROM kept"))
        gradebook.db.commit()
        given = gradebook.find_notebook(NAME, NAME).source_cells
        assert given[-1].name == "setup"
        released = [cell.metadata.get("nbgrader", {}).get("grade_id") for cell in released_cells(folder)]
        template = template_of(gradebook, NAME, lambda _: released)[NAME]
        assert [cell.name for cell in reading.template_cells(template)] == list(filter(None, released))
        stale = template_of(gradebook, NAME, lambda _: released[:4])[NAME]
        assert [cell.name for cell in reading.template_cells(stale)] == [cell.name for cell in given]
    submit(folder, "s1")
    grade(folder, each=course_module.one_by_one)
    points = {cell.name: cell.points for cell in reading.template_cells(template) if cell.is_check}
    assert {name: auto for name, (auto, _, _) in marks(folder, "s1").items() if name in points} == points


def released_cells(folder):
    return nbformat.read(folder / "release" / NAME / FILE, as_version=4).cells


# Crashes ------------------------------------------------------------------------------------------------------------


class Killer:
    """Kills its own process at one of the points that lie before and after each write."""

    def __init__(self, at=None):
        self.at, self.seen = at, []

    def reach(self, point):
        self.seen.append(point)
        if len(self.seen) - 1 == self.at:
            os.kill(os.getpid(), signal.SIGKILL)

    def around(self, owner, name):
        real = getattr(owner, name)

        def watched(*arguments, **named):
            self.reach(f"before {name}")
            result = real(*arguments, **named)
            self.reach(f"after {name}")
            return result

        setattr(owner, name, watched)

    def arm(self):
        for owner, name in ((os, "rename"), (os, "fsync"), (os, "chmod"), (shutil, "rmtree"), (Path, "mkdir")):
            self.around(owner, name)
        self.around(sa.engine.default.DefaultDialect, "do_commit")
        sa.event.listen(sa.engine.Engine, "after_cursor_execute", lambda *arguments: self._executed(arguments[2]))

    def _executed(self, statement):
        if not statement.startswith(("SELECT", "PRAGMA")):
            self.reach("after a statement")


def in_a_child(folder, watcher, run):
    """What `run` gives in a child in which `watcher` is armed, and how the child ended."""
    reading_end, writing_end = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            watcher.arm()
            os.write(writing_end, "\n".join(run(folder)).encode())
            os._exit(0)
        except BaseException as error:
            print(repr(error), file=sys.stderr)
            os._exit(1)
    os.close(writing_end)
    with os.fdopen(reading_end) as pipe:
        given = pipe.read().splitlines()
    return given, os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def run_and_be_killed(folder, at):
    """Grade in a child that dies at point `at`. Returns the points it came by where it did not die."""
    killer = Killer(at)
    seen, code = in_a_child(folder, killer, lambda folder: (grade(folder), killer.seen)[1])
    assert code == (0 if at is None else -signal.SIGKILL)
    return seen


def state(folder):
    return {student: marks(folder, student) for student in ("s1", "s2", "s3")}


def test_killed_before_and_after_each_write_nothing_is_lost(folder, tmp_path):
    """s1 is graded anew, s2 for the first time, s3 needs a person."""
    submit(folder, "s1", "blank")
    grade(folder)
    submit(folder, "s1", "full"), submit(folder, "s2", "half")
    (submit(folder, "s3") / FILE).write_bytes(b"{broken")
    before, whole = state(folder), Path(shutil.copytree(folder, tmp_path / "한 번에"))
    grade(Path(shutil.copytree(folder, tmp_path / "먼저")))  # the results are remembered: children need no sandbox
    points = run_and_be_killed(whole, None)
    after = state(whole)
    assert before != after
    seed = int(os.environ.get("RNN_TEST_SEED") or random.SystemRandom().randrange(10**6))
    print(f"RNN_TEST_SEED={seed}")
    statements = [number for number, point in enumerate(points) if point == "after a statement"]
    others = [number for number, point in enumerate(points) if point != "after a statement"]
    assert len(others) >= 40
    for at in others + random.Random(seed).sample(statements, 6):
        victim = Path(shutil.copytree(folder, tmp_path / f"{at}"))
        run_and_be_killed(victim, at)
        for student, found in state(victim).items():
            assert found in (before[student], after[student]), (at, points[at], student)
        grade(victim)
        assert state(victim) == after, (at, points[at])
        assert records(victim) == records(whole)
        for student in ("s1", "s2"):
            written = (autograded(victim, student) / FILE).read_bytes()
            assert written == (autograded(whole, student) / FILE).read_bytes(), (at, points[at])
            assert [path.name for path in autograded(victim, student).parent.iterdir()] == [NAME], (at, points[at])
        shutil.rmtree(victim)


NO_SPACE = "No space left on device"
GOES_ON = "다시 실행하면 남은 것부터 채점합니다"


class FullDisk(Killer):
    """From one of the points on every write fails, as on a disk without room."""

    def reach(self, point):
        self.seen.append(point)
        if len(self.seen) - 1 >= self.at and point != "before do_commit":
            raise OSError(28, NO_SPACE)
        if len(self.seen) - 1 >= self.at:
            raise sqlite3.OperationalError("database or disk is full")


def told_by_the_run(folder):
    try:
        plugin.tell(converter_of(folder), plugin.grade(converter_of(folder), remembered))
    except NbGraderException as reason:
        return [str(reason)]
    return []


def test_a_full_disk_at_each_kind_of_write_ends_the_run_in_korean_and_the_next_one_goes_on(folder, tmp_path):
    submit(folder, "s1", "blank")
    grade(folder)
    submit(folder, "s1"), submit(folder, "s2", "half")
    before, whole = state(folder), Path(shutil.copytree(folder, tmp_path / "한 번에"))
    first = Path(shutil.copytree(folder, tmp_path / "먼저"))
    grade(whole)  # the results are remembered: children need no sandbox
    points, after = run_and_be_killed(first, None), state(whole)
    kinds = {point for point in points if point.startswith("before ")}
    assert len(kinds) == 6
    first_ones = {points.index(kind) for kind in kinds}
    last_ones = {len(points) - 1 - points[::-1].index(kind) for kind in kinds}
    for at in sorted(first_ones | last_ones):
        victim = Path(shutil.copytree(folder, tmp_path / f"{at}"))
        told, code = in_a_child(victim, FullDisk(at), told_by_the_run)
        assert code == 0
        assert re.search(f"(No space left on device|disk is full).*{GOES_ON}", told[0]), (points[at], told)
        for student, found in state(victim).items():
            assert found in (before[student], after[student]), (at, points[at], student)
        grade(victim)
        assert state(victim) == after, (at, points[at])
        shutil.rmtree(victim)


def test_a_gradebook_that_has_no_room_ends_the_run_and_the_next_one_goes_on(folder):
    """SQLite's own error, wherever within nbgrader's methods it comes."""
    class_ = [f"s{number}" for number in range(12)]
    for student in class_:
        submit(folder, student, "half")
    grade(folder, student_id="s0")

    def no_room(connection, _):
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")

    sa.event.listen(sa.engine.Engine, "connect", no_room)
    try:
        (told,) = told_by_the_run(folder)
    finally:
        sa.event.remove(sa.engine.Engine, "connect", no_room)
    assert re.search(f"database or disk is full.*{GOES_ON}", told)
    assert {state for student in class_ if (state := marks(folder, student)) is None} == {None}
    assert set(grade(folder).values()) == {grading.GRADED}
    assert [marks(folder, student) == marks(folder, "s0") for student in class_] == [True] * len(class_)


def started(folder):
    """The id of a child that grades everybody."""
    child = os.fork()
    if child == 0:
        try:
            grade(folder, force=True)
            os._exit(0)
        except BaseException as error:
            print(repr(error), file=sys.stderr)
            os._exit(1)
    return child


def test_two_runs_at_once_grade_everybody_and_equally(folder):
    """As with Formgrader's button while `make autograde` runs."""
    class_ = [f"s{number}" for number in range(8)]
    for student in class_:
        submit(folder, student, "half")
    grade(Path(shutil.copytree(folder, folder.parent / "먼저")))  # the results are remembered
    children = [started(folder) for _ in range(2)]
    assert [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children] == [0, 0]
    assert {record.state for record in records(folder).values()} == {grading.GRADED}
    assert grade(folder) == {}
    alone = marks(folder.parent / "먼저", "s0")
    assert [marks(folder, student) == alone for student in class_] == [True] * len(class_)
    assert len(list((folder / "autograded").glob(f"*/{NAME}/{FILE}"))) == len(class_)


# What students hand in ----------------------------------------------------------------------------------------------


def test_a_broken_file_does_not_touch_the_good_ones(folder):
    submit(folder, "s1"), submit(folder, "s3")
    (submit(folder, "s2") / FILE).write_bytes(b"\x00\xff not a notebook")
    assert grade(folder) == {"s1": grading.GRADED, "s2": grading.NEEDS_A_PERSON, "s3": grading.GRADED}
    assert marks(folder, "s1") == marks(folder, "s3")
    assert marks(folder, "s2") is None
    assert not autograded(folder, "s2").exists()
    assert grade(folder) == {"s2": grading.NEEDS_A_PERSON}  # nobody has mended it yet
    submit(folder, "s2")
    assert grade(folder) == {"s2": grading.GRADED}


@pytest.mark.parametrize(
    "name",
    ["과제1 홍길동.ipynb", unicodedata.normalize("NFD", "과제 복사본.ipynb"), f"{NAME} (1).ipynb", f"{FILE}.txt"],
)
def test_a_renamed_notebook_is_graded(folder, name):
    submit(folder, "s1", name=name), submit(folder, "s2")
    grade(folder)
    assert marks(folder, "s1") == marks(folder, "s2")
    assert unicodedata.normalize("NFC", name) in " ".join(records(folder)["s1"].notes)


def test_a_name_from_korean_windows_is_graded_and_shown(folder):
    place = submit(folder, "s1")
    os.rename(place / FILE, os.fsencode(place) + b"/" + "과제.ipynb".encode("cp949"))
    assert grade(folder) == {"s1": grading.GRADED}
    assert "`과제.ipynb`" in " ".join(records(folder)["s1"].notes)


def test_work_in_a_copy_beside_the_blank_original_is_graded(folder):
    submit(folder, "s1", "blank"), submit(folder, "s1", "full", f"{NAME}-Copy1.ipynb"), submit(folder, "s2")
    grade(folder)
    assert marks(folder, "s1") == marks(folder, "s2")


def test_the_right_name_wins_and_two_others_go_to_a_person(folder):
    submit(folder, "s1", "full"), submit(folder, "s1", "half", "연습.ipynb"), submit(folder, "s2")
    submit(folder, "s3", "full", "가.ipynb"), submit(folder, "s3", "half", "나.ipynb")
    assert grade(folder)["s3"] == grading.NEEDS_A_PERSON
    assert marks(folder, "s1") == marks(folder, "s2")


def test_a_macs_decomposed_student_folder_is_the_same_student(folder):
    submit(folder, unicodedata.normalize("NFD", "김철수"))
    assert grade(folder, student_id="김*") == {"김철수": grading.GRADED}
    assert [path.name for path in (folder / "submitted").iterdir()] == ["김철수"]
    assert marks(folder, "김철수")


def test_two_folders_of_one_name_go_to_a_person(folder):
    for form in ("NFC", "NFD"):
        submit(folder, unicodedata.normalize(form, "김철수"))
    assert "이름이 같은 폴더가 둘" in refused(folder, "김철수")


def test_excluded_and_unchosen_students_are_left_alone(folder):
    for student in ("s1", "s2", "t1"):
        submit(folder, student)
    assert list(grade(folder, student_id="s*", student_id_exclude="s2")) == ["s1"]


def test_an_unknown_student_is_not_made_without_leave(folder):
    submit(folder, "s1")
    assert grade(folder, create_students=False) == {"s1": grading.NEEDS_A_PERSON}
    assert marks(folder, "s1") is None


def refused(folder, student="s1"):
    assert grade(folder) == {student: grading.NEEDS_A_PERSON}
    assert not (folder / "autograded").exists()
    return course_module.reason_of(records(folder)[student])


def test_links_pipes_and_huge_files_are_refused(folder):
    place, outside = submit(folder, "s1"), folder / "source" / NAME / FILE
    (place / FILE).unlink()
    (place / FILE).symlink_to(outside)
    assert "기호 링크" in refused(folder)
    (place / FILE).unlink()
    os.mkfifo(place / FILE)
    assert "보통 파일이 아닙니다" in refused(folder)
    (place / FILE).unlink()
    with open(place / FILE, "wb") as file:
        file.truncate(2**40)
    assert "MB" in refused(folder)
    (place / FILE).unlink()
    assert "노트북(.ipynb)이 없습니다" in refused(folder)
    for number in range(4):
        (place / f"{number}.ipynb").write_bytes(b" " * 2**24)
    assert "60 MB를 넘습니다" in refused(folder)
    shutil.rmtree(place)
    place.symlink_to(outside.parent)
    assert "기호 링크" in refused(folder)


@pytest.mark.parametrize("timestamp", ["내일", "2026-03-02 10:00:00 /etc/localtime", "9" * 100_000])
def test_an_unreadable_timestamp_goes_to_a_person(folder, timestamp):
    submit(folder, "s1", timestamp=timestamp)
    assert "timestamp.txt" in refused(folder)


# The secret ---------------------------------------------------------------------------------------------------------


def test_the_secret_is_made_once_beside_the_gradebook(folder):
    first = secret.course_secret(gradebook_folder(course_of(folder).directory), LOG)
    path = folder / secret.NAME
    assert len(first) == secret.LENGTH
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    path.chmod(0o644)  # back from a backup
    assert secret.course_secret(folder, LOG) == first
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    path.unlink()
    assert secret.course_secret(folder, LOG) != first
    assert secret.NAME in (ROOT / ".gitignore").read_text()


@pytest.mark.parametrize("damage", ["empty", "short", "link"])
def test_a_damaged_secret_is_refused_and_kept(folder, damage):
    submit(folder, "s1")
    path = folder / secret.NAME
    if damage == "link":
        path.symlink_to(folder / "gradebook.db")
    else:
        path.write_bytes(b"" if damage == "empty" else bytes(31))
    with pytest.raises(NbGraderException, match="백업한 파일로 되돌리세요"):
        plugin.run(converter_of(folder))
    assert marks(folder, "s1") is None
    assert path.is_symlink() or len(path.read_bytes()) < secret.LENGTH


# The plug-in --------------------------------------------------------------------------------------------------------


def converter_of(folder, **settings):
    config = Config(
        {"BaseConverter": settings, "AssignLatePenalties": {"plugin_class": "course_grader.late_policy.DailyPenalty"}}
    )
    return Autograde(coursedir=CourseDirectory(root=str(folder), course_id="rnn", assignment_id=NAME), config=config)


@pytest.fixture
def formgrader(folder, monkeypatch):
    """What Formgrader's button calls."""
    monkeypatch.setattr(Autograde, "start", plugin._original_start)
    plugin.install()
    return NbGraderAPI(CourseDirectory(root=str(folder), course_id="rnn"))


def test_formgraders_button_goes_through_the_grader(folder, formgrader):
    submit(folder, "s1"), submit(folder, "s2", "half")
    said = formgrader.autograde(NAME, "s1")
    assert said["success"], said
    assert "s1: 채점했습니다." in said["log"]
    assert formgrader.get_autograded_students(NAME) == {"s1"}
    assert records(folder)["s1"].state == grading.GRADED
    assert marks(folder, "s2") is None
    assert formgrader.autograde(NAME, "s1")["success"]  # the button always grades again


def test_formgraders_button_shows_the_korean_reason(folder, formgrader):
    (submit(folder, "s1") / FILE).write_bytes(b"")
    said = formgrader.autograde(NAME, "s1")
    assert not said["success"]
    assert "s1: 사람이 봐야 합니다. 빈 파일입니다." in said["log"]
    assert formgrader.get_autograded_students(NAME) == set()


def nothing_was_graded(folder):
    return not (folder / "autograded").exists() and not (folder / secret.NAME).exists()


def test_without_bubblewrap_nothing_is_graded(folder, monkeypatch):
    submit(folder, "s1")
    monkeypatch.setenv("PATH", str(folder))
    with pytest.raises(NbGraderException, match=r"시작하지 않았습니다.*sudo apt install bubblewrap"):
        plugin.run(converter_of(folder))
    assert nothing_was_graded(folder)


@pytest.mark.parametrize("shown", ["/usr", "수업"])
def test_a_course_that_answers_could_read_is_not_graded(folder, monkeypatch, shown):
    """As where it lies below the folder of Python or of the system, all of which the sandbox shows."""
    submit(folder, "s1")
    converter = converter_of(folder)
    if shown == "/usr":
        converter.coursedir.root = "/usr/local/course"
        converter.coursedir.db_url = f"sqlite:///{folder}/gradebook.db"
    else:
        monkeypatch.setattr(sys, "base_prefix", str(folder.parent))
    with pytest.raises(NbGraderException, match=r"보이는 .*다른 곳"):
        plugin.run(converter)
    assert nothing_was_graded(folder)


@pytest.mark.parametrize(
    ("program", "arguments"),
    [(command, [NAME]), (extend, [NAME]), (feedback_files, [NAME]), (archive, [NAME, "."])],
    ids=["autograde", "extend", "feedback", "collect"],
)
def test_every_command_tells_of_a_gradebook_that_is_none(folder, monkeypatch, capsys, program, arguments):
    (folder / "gradebook.db").write_bytes(b"?" * 100)
    monkeypatch.chdir(folder)
    assert program.main(arguments) in (1, 2)
    assert "성적부를 읽거나 쓰지 못했습니다" in "".join(capsys.readouterr())
    assert (folder / "gradebook.db").read_bytes() == b"?" * 100


def test_without_room_for_the_report_it_is_told_who_has_no_mark(folder, monkeypatch, capsys):
    (submit(folder, "s1") / FILE).write_bytes(b"")
    (folder / "build").write_text("a file where the folder should be")
    monkeypatch.chdir(folder)
    assert command.main([NAME, "--processes", "1"]) == 1
    assert "s1: 사람이 봐야 합니다. 빈 파일입니다." in capsys.readouterr().err


def test_zip_collect_points_to_the_safe_way(folder):
    place = folder / "downloaded" / NAME / "archive"
    place.mkdir(parents=True)
    with zipfile.ZipFile(place / "all.zip", "w") as file:
        file.writestr(f"../../../{NAME}.ipynb", "{}")
    before = sorted(folder.rglob("*"))
    told = nbgrader(folder, folder.parent, "zip_collect", NAME, "--force", expect=1)
    assert "make collect" in told
    assert [path for path in sorted(folder.rglob("*")) if path not in before and "jupyter" not in path.parts] == []


def test_an_unknown_assignment_is_told(folder):
    converter = converter_of(folder)
    converter.coursedir.assignment_id = "ps99"
    with pytest.raises(NbGraderException, match="제출물이 submitted/에 없습니다"):
        plugin.run(converter)
    (folder / "submitted" / "s1" / "ps99").mkdir(parents=True)
    with pytest.raises(NbGraderException, match="generate_assignment ps99"):
        plugin.run(converter)


# Large classes ------------------------------------------------------------------------------------------------------

GROWING = {"student", "submitted_assignment", "submitted_notebook", "grade", "comment", "rnn_course_grading"}


def without_answers(jobs):
    """An `each` that is about the gradebook alone."""
    for job in jobs:
        yield job.key, {"state": grading.GRADED, "marks": {}, "cells": [], "answered": [], "notes": []}


def test_a_mark_takes_no_longer_in_a_larger_class(folder):
    """No table that grows with the class is read from end to end for one student."""
    submit(folder, "s1")
    grade(folder, without_answers)
    asked = []
    with course_of(folder).markbook() as book:
        engine = book.gradebook.engine
        sa.event.listen(engine, "before_cursor_execute", lambda *event: asked.append((event[2], event[3])))
        result = {"marks": {"task-1-check": 1.0}, "answered": [], "cells": []}
        book.merge(NAME, Record("s1", grading.GRADED), ON_TIME, {NAME: result})
        assert [len(submission.notebooks) for submission in book.submissions(NAME)] == [1]
        plans = [
            (step[-1], statement)
            for statement, values in asked.copy()
            if statement.startswith("SELECT")
            for step in engine.raw_connection().execute(f"EXPLAIN QUERY PLAN {statement}", values)
        ]
    assert len(plans) > 10
    assert [plan for plan in plans if re.match(r"SCAN (\w+)", plan[0]) and plan[0].split()[1] in GROWING] == []


def test_one_submission_at_a_time_is_in_memory(folder):
    for student in ("s1", "s2", "s3"):
        submit(folder, student)
    grade(folder, without_answers)
    with course_of(folder).markbook() as book:
        seen = []
        for submission in book.submissions(NAME):
            seen.append((submission.student_id, len(submission.notebooks[0].grades)))
            loaded = [each for each in book.gradebook.db.identity_map.values() if isinstance(each, type(submission))]
            assert loaded == [submission]
    assert [student for student, _ in seen] == ["s1", "s2", "s3"]
    assert min(grades for _, grades in seen) > 6
