"""What a class made of an assignment, for the instructor: build/report/<assignment>.html and .csv.

Everything is read again from the gradebook and the autograded notebooks, so that the report also covers students who
were graded in an earlier run. One student's notebook is in memory at a time.
"""

import contextlib
import csv
import io
import json
import os
import re
from collections import Counter
from dataclasses import dataclass, field

from course_grader import grading, report_page
from course_grader.course import autograded_folder, reason_of
from course_grader.markbook import Markbook

PART = re.compile(r"  ([✓✗]) (.+) \([\d.]+점\)")  # a line of Task's report; a message below it is indented further
SAME = re.compile(r"'(.+)'에서와 같은 까닭입니다\.")
NUMBER = re.compile(r"-?\d+(\.\d+)?(e[+-]?\d+)?")
LONGEST_MESSAGE = 200
UNANSWERED = "아직 답을 쓰지 않았습니다"  # as the door of rnn_course.checks.student says it
FORMULA = tuple("=+-@＝＋－＠")  # what a spreadsheet would compute, also after a blank


@dataclass
class Row:
    """A student. marks: {task's cell: points or None while it waits for a person}; reason: why there are none."""

    student: str
    marks: dict = field(default_factory=dict)
    penalty: float = 0.0
    waits: bool = False
    reason: str = ""

    @property
    def score(self):
        return max(sum(mark or 0.0 for mark in self.marks.values()) - self.penalty, 0.0)


@dataclass
class Failures:
    """Of those who answered. {task's cell: how many left it unanswered}, {(task's cell, part): how many were asked, how
    many failed, with which messages}."""

    unanswered: Counter = field(default_factory=Counter)
    asked: Counter = field(default_factory=Counter)
    failed: Counter = field(default_factory=Counter)
    messages: dict = field(default_factory=dict)

    def add(self, cell, report):
        parts = parts_of(report)
        if parts and UNANSWERED in parts[0][2]:
            self.unanswered[cell] += 1
            return
        for name, passed, message in parts:
            part = cell, name
            self.asked[part] += 1
            if not passed:
                self.failed[part] += 1
                self.messages.setdefault(part, Counter())[message] += 1


@dataclass
class Report:
    """points: {task's cell: most points} in the notebook's order; automatic: those of them that a check marks;
    absent: of the roster, who has handed nothing in."""

    assignment: str
    points: dict
    automatic: set
    rows: list
    failures: Failures
    absent: list

    @property
    def without_marks(self):
        return [row for row in self.rows if row.reason]

    @property
    def with_marks(self):
        return [row for row in self.rows if row.marks]

    def automatic_score(self, row):
        return sum(mark or 0.0 for cell, mark in row.marks.items() if cell in self.automatic)


def write(directory, assignment, folder):
    """Paths of the page and the table. directory: nbgrader's CourseDirectory."""
    report = read(directory, assignment)
    folder.mkdir(parents=True, exist_ok=True)
    texts = {
        folder / f"{assignment}.html": report_page.page(report),
        folder / f"{assignment}.csv": "\ufeff" + table(report),  # with the mark by which Excel knows UTF-8
    }
    for path, text in texts.items():
        new = path.with_name(f".{path.name}")
        new.write_text(text, encoding="utf-8", newline="")
        os.replace(new, path)
    return list(texts)


def read(directory, assignment):
    """The Report of an assignment; first the rows that need a person, then by name."""
    with Markbook(directory.db_url, directory.course_id) as book:
        notebooks = book.gradebook.find_assignment(assignment).notebooks
        cells = [cell for notebook in notebooks for cell in (*notebook.grade_cells, *notebook.task_cells)]
        order = [cell.name for notebook in notebooks for cell in notebook.source_cells]
        cells.sort(key=lambda cell: order.index(cell.name))
        points = {cell.name: cell.max_score for cell in cells}
        automatic = {cell.name for cell in cells if cell.cell_type == "code"}
        rows = {row.student: row for row in map(_row, book.submissions(assignment))}
        for student, record in book.records(assignment).items():
            if record.state != grading.GRADED:
                rows.setdefault(student, Row(student)).reason = reason_of(record)
        absent = sorted(book.roster() - set(rows))
    failures = Failures()
    for student in rows:
        for cell, text in _reports(autograded_folder(directory, student, assignment)):
            failures.add(cell, text)
    ordered = sorted(rows.values(), key=lambda row: (not row.reason, row.student))
    return Report(assignment, points, automatic, ordered, failures, absent)


def _row(submission):
    grades = [grade for notebook in submission.notebooks for grade in notebook.grades]
    marks = {grade.name: None if _is_open(grade) else grade.score for grade in grades}
    penalty = sum(notebook.late_submission_penalty or 0.0 for notebook in submission.notebooks)
    return Row(submission.student_id, marks, penalty, any(grade.needs_manual_grade for grade in grades))


def _is_open(grade):
    return grade.auto_score is None and grade.manual_score is None


def _reports(folder):
    """(cell, report) of every check in the autograded notebooks of a student."""
    for path in sorted(folder.glob("*.ipynb")):
        with contextlib.suppress(OSError, ValueError):
            for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
                marks = cell["metadata"].get("nbgrader", {})
                if marks.get("grade") and not marks.get("solution"):
                    yield marks["grade_id"], "".join("".join(output.get("text", "")) for output in cell["outputs"])


def parts_of(report):
    """[(name, passed, message)] of the parts in what Task.score printed; numbers in a message are left out, so that
    equal mistakes read alike."""
    parts = []
    for line in report.split("\n"):  # splitlines would see lines where a message may hold a separator
        if found := PART.fullmatch(line):
            parts.append([found[2], found[1] == "✓", ""])
        elif parts and line.startswith("      "):
            parts[-1][2] = f"{parts[-1][2]} {line.strip()}".strip()
    first = {name: message for name, _, message in parts}
    for part in parts:
        if (same := SAME.fullmatch(part[2])) and same[1] in first:
            part[2] = first[same[1]]
    return [(name, passed, NUMBER.sub("…", message)[:LONGEST_MESSAGE]) for name, passed, message in parts]


def title_of(cell):
    """문제 3 for task-3-check; the cell's own name where it has another."""
    found = re.fullmatch(r"task-(\d+)(-\w+)?", cell)
    return f"문제 {found[1]}" if found else cell


def table(report):
    """CSV with a line for each student."""
    text = io.StringIO()
    writer = csv.writer(text)
    titles = [f"{title_of(cell)} ({points:g}점)" for cell, points in report.points.items()]
    writer.writerow(["학생", "합계", "자동 채점", "지각 감점", "손으로 매길 답", "점수가 없는 까닭", *titles])
    for row in report.rows:
        scores = [f"{row.score:g}", f"{report.automatic_score(row):g}", f"{row.penalty:g}"] if row.marks else [""] * 3
        marks = [row.marks.get(cell) for cell in report.points]
        told = [_plain(row.student), *scores, "있음" if row.waits else "", _plain(row.reason)]
        writer.writerow([*told, *("" if mark is None else f"{mark:g}" for mark in marks)])
    return text.getvalue()


def _plain(text):
    """A name or a message may have been chosen so that a spreadsheet takes it for a formula."""
    return f"'{text}" if text.lstrip().startswith(FORMULA) else text
