"""nbgrader's gradebook, read and written as the trusted grader needs it: one transaction for each student.

What nbgrader has no place for (state, reasons, what exactly was graded) stands in a table of our own in the same
database, so that it is written, backed up and restored with the marks.
"""

import contextlib
import hashlib
import json
from dataclasses import dataclass, field
from datetime import timedelta
from fnmatch import fnmatchcase

import sqlalchemy as sa
from nbgrader.api import Assignment, Gradebook, InvalidEntry, MissingEntry, Student, SubmittedAssignment
from nbgrader.utils import parse_utc

from course_grader import grading, reading

NO_RESPONSE = "No response."  # nbgrader's word, which the Korean feedback translates

OURS = sa.MetaData()
RECORDS = sa.Table(
    "rnn_course_grading",
    OURS,
    sa.Column("assignment", sa.String(128), primary_key=True),
    sa.Column("student", sa.String(128), primary_key=True),
    sa.Column("state", sa.String(32), nullable=False),
    sa.Column("fingerprint", sa.String(64), nullable=False),
    sa.Column("notes", sa.Text, nullable=False),
)
# What a mark given by hand was given for: with another answer under it, it has to be looked at again.
ANSWERS = sa.Table(
    "rnn_course_answers",
    OURS,
    *(sa.Column(name, sa.String(128), primary_key=True) for name in ("assignment", "student", "notebook", "cell")),
    sa.Column("digest", sa.String(64), nullable=False),
)
# Also of those who have not handed in yet, which nbgrader has no place for.
EXTENSIONS = sa.Table(
    "rnn_course_extensions",
    OURS,
    sa.Column("assignment", sa.String(128), primary_key=True),
    sa.Column("student", sa.String(128), primary_key=True),
    sa.Column("days", sa.Float, nullable=False),
)
# nbgrader looks into these without an index: each mark would take the longer, the larger the class
SOUGHT = {"submitted_notebook": "assignment_id", "grade": "notebook_id", "comment": "notebook_id"}


class UnknownAssignment(Exception):
    """The gradebook knows no such assignment; the Korean message says what to do."""


class UnknownStudent(Exception):
    """The gradebook has no such student and none may be made."""


@dataclass
class Record:
    """How the last grading of a submission ended. notes: in Korean. fingerprint: of what was graded."""

    student: str
    state: str
    fingerprint: str = ""
    notes: list = field(default_factory=list)


def template_of(gradebook, assignment, order_of=lambda notebook: []):
    """{notebook's name: bytes of its template}: released answers, whole checks, in the notebook's order.

    gradebook: nbgrader's, after generate_assignment. order_of: names of the cells as released, for a notebook's name;
    the gradebook itself knows only in which order its rows come. Raises UnknownAssignment.
    """
    try:
        notebooks = gradebook.find_assignment(assignment).notebooks
    except MissingEntry:
        notebooks = []
    if not notebooks:
        raise UnknownAssignment(
            f"성적부에 과제 `{assignment}`이 없습니다. 먼저 `nbgrader generate_assignment {assignment}`을 실행하세요."
        )
    return {
        notebook.name: reading.template_bytes(_in_order(_cells(notebook), order_of(notebook.name)))
        for notebook in notebooks
    }


def _in_order(cells, names):
    """The cells as released. Where one of them was not released, the gradebook has another version: left as it is."""
    places = {name: place for place, name in enumerate(names)}
    if any(cell.name not in places for cell in cells):
        return cells
    return sorted(cells, key=lambda cell: places[cell.name])


def _cells(notebook):
    points = {cell.name: cell.max_score for cell in (*notebook.grade_cells, *notebook.task_cells)}
    solutions = {cell.name for cell in notebook.solution_cells}
    return [
        reading.Cell(cell.name, cell.cell_type, cell.source, cell.name in solutions, points.get(cell.name))
        for cell in notebook.source_cells
    ]


def take_off_for_lateness(gradebook, submission, penalty):
    """Take off what the score of now asks for: a mark given by hand comes after the grading. Does not commit.

    gradebook, submission: nbgrader's. penalty: (student, submitted notebook, seconds late) -> points or None.
    """
    late = submission.total_seconds_late
    for notebook in submission.notebooks:
        notebook.late_submission_penalty = None
        if late > 0 and penalty:
            gradebook.db.flush()
            gradebook.db.refresh(notebook)  # its score is computed by the database
            notebook.late_submission_penalty = penalty(submission.student_id, notebook, late)


@contextlib.contextmanager
def _as_the_database_said():
    """nbgrader calls an entry invalid whatever happened; a full disk is not the entry's fault."""
    try:
        yield
    except InvalidEntry as error:
        if isinstance(error.__context__, sa.exc.OperationalError):
            raise error.__context__ from None
        raise


class Markbook:
    """Use as a context manager. penalty: (student, submitted notebook, seconds late) -> points off or None."""

    def __init__(self, db_url, course_id, penalty=None, create_students=True):
        self._penalty, self._create_students = penalty, create_students
        with _as_the_database_said():
            self.gradebook = Gradebook(db_url, course_id)
        with self.gradebook.engine.begin() as connection:  # another run may do the same at the same time
            for table in OURS.sorted_tables:
                connection.execute(sa.schema.CreateTable(table, if_not_exists=True))
            for table, column in SOUGHT.items():
                connection.execute(sa.text(f"CREATE INDEX IF NOT EXISTS rnn_course_{table} ON {table} ({column})"))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.gradebook.close()

    def assignments(self, pattern):
        """Names of the assignments that match, as `nbgrader autograde "ps*"` means it."""
        names = [assignment.name for assignment in self.gradebook.assignments]
        return sorted(name for name in names if fnmatchcase(name, pattern)) or [pattern]

    def source_cells(self, assignment, notebook):
        """{name: nbgrader's metadata of the cell} and the notebook's kernel, for the autograded notebook."""
        found = self.gradebook.find_notebook(notebook, assignment)
        graded = {cell.name: cell.max_score for cell in found.grade_cells}
        tasks = {cell.name: cell.max_score for cell in found.task_cells}
        solutions = {cell.name for cell in found.solution_cells}
        cells = {}
        for cell in found.source_cells:
            name = cell.name
            about = {"grade_id": name, "schema_version": 3, "cell_type": cell.cell_type, "checksum": cell.checksum}
            about |= {"grade": name in graded, "solution": name in solutions, "task": name in tasks}
            about |= {"locked": cell.locked}
            if name in graded or name in tasks:
                about["points"] = graded.get(name, tasks.get(name))
            cells[name] = about
        return cells, json.loads(found.kernelspec or "{}")

    def roster(self):
        """Ids of all students, whether or not they have handed anything in."""
        return set(self.gradebook.db.scalars(sa.select(Student.id)))

    def students(self, assignment):
        """Names of those who have handed something in."""
        ids = sa.select(SubmittedAssignment.student_id).join(SubmittedAssignment.assignment)
        return self.gradebook.db.scalars(ids.where(Assignment.name == assignment)).all()

    def submissions(self, assignment):
        """Yields nbgrader's submissions; only one of them, with all that hangs on it, is in memory."""
        for student in self.students(assignment):
            yield self.gradebook.find_submission(assignment, student)
            self.gradebook.db.expunge_all()

    def records(self, assignment):
        """{student: Record} of earlier runs; a graded one only while the gradebook still holds its marks."""
        rows = self.gradebook.db.execute(RECORDS.select().where(RECORDS.c.assignment == assignment)).all()
        there = set(self.students(assignment))
        records = [Record(row.student, row.state, row.fingerprint, json.loads(row.notes)) for row in rows]
        return {each.student: each for each in records if each.state != grading.GRADED or each.student in there}

    def note(self, assignment, record):
        """Remember a submission that was not graded. Its marks, if it has any, stay as they are."""
        with self._transaction():
            self._remember(assignment, record)

    def merge(self, assignment, record, timestamp, results):
        """A student's marks, comments, lateness and record in one transaction: all of them or nothing.

        results: {notebook: what grade_one gave}. Manual marks and comments are not touched. Raises UnknownStudent.
        """
        with self._transaction():
            self._student(record.student)
            with self.gradebook.db.no_autoflush:  # a half-made submission must not be flushed
                submission = self.gradebook.update_or_create_submission(assignment, record.student)
            submission.timestamp = parse_utc(timestamp) if timestamp else None  # no time of earlier work stays
            own = sa.select(EXTENSIONS.c.days).filter_by(assignment=assignment, student=record.student)
            if (days := self.gradebook.db.scalar(own)) is not None:
                submission.extension = timedelta(days=days)
            for notebook, result in results.items():
                self._merge_notebook((notebook, assignment, record.student), result)
            take_off_for_lateness(self.gradebook, submission, self._penalty)
            self._remember(assignment, record)

    def extensions(self, assignment):
        """{student: days} of those whose due date is later."""
        rows = self.gradebook.db.execute(EXTENSIONS.select().where(EXTENSIONS.c.assignment == assignment)).all()
        return {row.student: row.days for row in rows}

    def extend(self, assignment, student, days):
        """Put a student's due date off, before or after the work is handed in, and take off less for lateness."""
        with self._transaction():
            self._replace(EXTENSIONS, {"assignment": assignment, "student": student}, {"days": days})
            if student in self.students(assignment):
                submission = self.gradebook.find_submission(assignment, student)
                submission.extension = timedelta(days=days)
                take_off_for_lateness(self.gradebook, submission, self._penalty)

    def renew_penalties(self, assignment, students):
        """As take_off_for_lateness, for some of a class; only one submission is in memory."""
        for student in students:
            with self._transaction():
                submission = self.gradebook.find_submission(assignment, student)
                take_off_for_lateness(self.gradebook, submission, self._penalty)
            self.gradebook.db.expunge_all()

    @contextlib.contextmanager
    def _transaction(self):
        """nbgrader's methods commit at each step; in here they only flush."""
        session = self.gradebook.db
        session.commit = session.flush
        try:
            with _as_the_database_said():
                yield
            session().commit()
        except BaseException:
            session().rollback()
            raise
        finally:
            del session.commit

    def _student(self, student):
        try:
            self.gradebook.find_student(student)
        except MissingEntry:
            if not self._create_students:
                raise UnknownStudent from None
            self.gradebook.add_student(student)

    def _merge_notebook(self, place, result):
        notebook = self.gradebook.find_submission_notebook(*place)
        solutions = {cell.name for cell in notebook.notebook.solution_cells}
        untouched = solutions - set(result["answered"])
        read = _digests(result["cells"], solutions)
        for grade in notebook.grades:
            grade.auto_score = result["marks"].get(grade.name)
            if grade.auto_score is None and grade.name in untouched:
                grade.auto_score = 0.0  # left as it was released: nothing waits for a person
            another = self._is_another_answer(place, grade.name, read.get(grade.name, read[None]))
            if grade.manual_score is None:
                grade.needs_manual_grade = grade.auto_score is None
            else:
                grade.needs_manual_grade = grade.needs_manual_grade or another
        for comment in notebook.comments:
            comment.auto_comment = NO_RESPONSE if comment.name in untouched else None

    def _is_another_answer(self, place, cell, digest):
        """Whether it is not the one of the grading before; from now on it is."""
        where = dict(zip(("notebook", "assignment", "student"), place, strict=True)) | {"cell": cell}
        before = self.gradebook.db.scalar(sa.select(ANSWERS.c.digest).filter_by(**where))
        if before != digest:
            self._replace(ANSWERS, where, {"digest": digest})
        return before != digest

    def _remember(self, assignment, record):
        told = {"state": record.state, "fingerprint": record.fingerprint, "notes": json.dumps(record.notes)}
        self._replace(RECORDS, {"assignment": assignment, "student": record.student}, told)

    def _replace(self, table, where, values):
        """Write the row of a table of ours; there may be one already."""
        session = self.gradebook.db
        session.execute(table.delete().filter_by(**where))
        session.execute(table.insert().values(**where, **values))


def _digests(cells, solutions):
    """{answer: digest of what was written, None: of all of them, which is what a check has seen}."""
    answers = {cell["name"]: cell["source"] for cell in cells if cell["name"] in solutions}
    texts = answers | {None: json.dumps(answers, sort_keys=True)}
    return {name: hashlib.sha256(text.encode()).hexdigest() for name, text in texts.items()}
