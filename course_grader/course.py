"""Grades a class: every submission through `grading.grade_one`, marks into nbgrader's gradebook, one student at a time.

Grading needs no gradebook and may happen anywhere (`each`); all writing happens here, in one process. A student's
marks are committed first and the autograded folder is renamed into place after that. The folder and the gradebook
both name what was graded, so a run that was killed in between is seen and done again, with the same marks.
"""

import hashlib
import json
import os
import secrets
import shutil
import time
from collections import namedtuple
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
from nbformat import v4
from sqlalchemy.exc import OperationalError

from course_grader import grading
from course_grader.cleaning import clean_code, clean_png
from course_grader.examiner import DoorBroken
from course_grader.markbook import Markbook, Record, UnknownStudent, template_of
from course_grader.secret import course_secret, one_writer
from course_grader.submissions import Refused, find_submissions, read_submission
from course_grader.this_course import gradebook_folder

ATTEMPTS = 2  # at a submission that could not be graded for a reason of our own
OUTPUTS = ("text/plain", "image/png")
SEVERITY = (grading.GRADED, grading.NEEDS_A_PERSON, grading.NOT_GRADED)

Job = namedtuple("Job", "key template submission secret")  # what grade_one needs, and whose it is


def grade_job(job):
    """grade_one, tried again after a failure of our own. Raises SandboxUnavailable and nothing else."""
    for _ in range(ATTEMPTS):
        try:
            result = grading.grade_one(job.template, job.submission, job.secret)
        except grading.SandboxUnavailable:
            raise
        except (Exception, DoorBroken) as error:
            note = f"채점기의 오류입니다: {type(error).__name__}: {error}"
            result = {"state": grading.NOT_GRADED, "marks": {}, "cells": [], "answered": [], "notes": [note]}
        if result["state"] != grading.NOT_GRADED:
            break
    return result


def one_by_one(jobs):
    """The `each` of this process: yields (key, result) of every job."""
    for job in jobs:
        yield job.key, grade_job(job)


@dataclass
class Pending:
    """A submission whose notebooks are being graded."""

    record: Record
    files: object
    results: dict = field(default_factory=dict)


@dataclass
class Progress:
    """How far a run is, in submissions. seconds: what remains, taken to need as long as what was done."""

    done: int
    everyone: int
    failed: int
    seconds: float

    def __str__(self):
        left = f"{self.seconds / 60:.0f}분" if self.seconds >= 60 else f"{self.seconds:.0f}초"
        return f"{self.done}/{self.everyone}명, 점수를 매기지 못한 사람 {self.failed}명, 남은 시간 약 {left}"


class Course:
    """A course as nbgrader's CourseDirectory describes it.

    penalty: (student, submitted notebook, seconds late) -> points off or None. permissions: of the written files.
    progress: called with a Progress after each submission; None: the log is told.
    """

    def __init__(self, directory, log, penalty=None, create_students=True, permissions=0o444, progress=None):
        self.directory, self.log, self.permissions = directory, log, permissions
        self.penalty, self.create_students = penalty, create_students
        self.progress = progress or self._log_progress

    def _log_progress(self, progress):
        if progress.everyone > 1:
            self.log.info("%s", progress)

    def markbook(self):
        return Markbook(self.directory.db_url, self.directory.course_id, self.penalty, self.create_students)

    def autograded(self, student, assignment):
        return autograded_folder(self.directory, student, assignment)


def autograded_folder(directory, student, assignment):
    return Path(directory.format_path(directory.autograded_directory, student, assignment))


def grade_class(course, assignment, force=False, each=one_by_one):
    """Grade every submission to an assignment that is new or changed; with force, every one.

    each: takes an iterable of Job, which it should not run far ahead of, and yields (job.key, grade_job(job)) in any
    order. Returns a list of Record, one for each submission that was looked at now. Raises SandboxUnavailable,
    SecretDamaged, UnknownAssignment.
    """
    with course.markbook() as book:
        return _Run(course, book, assignment, force).go(each)


class _Run:
    def __init__(self, course, book, assignment, force):
        self.course, self.book, self.assignment, self.force = course, book, assignment, force
        self.folder = gradebook_folder(course.directory)
        self.templates = template_of(book.gradebook, assignment, self._order)
        self.secret = course_secret(self.folder, course.log)
        self.before = book.records(assignment)
        self.frames = {name: self._frame(name) for name in self.templates}
        self.submissions = find_submissions(course.directory, assignment)
        self.pending, self.records = {}, []
        self.unchanged, self.begun = [], time.monotonic()

    def go(self, each):
        for (student, notebook), result in each(self._jobs()):
            pending = self.pending[student]
            pending.results[notebook] = result
            if len(pending.results) == len(self.templates):
                del self.pending[student]
                self._finish(pending)
        with one_writer(self.folder):
            self.book.renew_penalties(self.assignment, self.unchanged)
        return self.records

    def _jobs(self):
        for submission in self.submissions:
            record = Record(submission.student, grading.GRADED)
            self._sweep(self.course.autograded(submission.student, self.assignment))
            try:
                files = read_submission(submission, self.templates)
            except (Refused, OSError) as reason:
                record.state, record.notes = grading.NEEDS_A_PERSON, [str(reason)]
                self._set_aside(record)
                continue
            except Exception as error:  # whatever one folder holds, the others are graded
                record.state = grading.NOT_GRADED
                record.notes = [f"제출한 폴더를 읽다가 오류가 났습니다: {type(error).__name__}: {error}"]
                self._set_aside(record)
                continue
            record.fingerprint = _fingerprint(self.templates, files)
            if not self.force and self._is_done(record):
                self.unchanged.append(record.student)
                self.course.log.info("%s: 이미 채점했습니다.", record.student)
                continue
            self.pending[record.student] = Pending(record, files)
            for name, data in files.notebooks.items():
                yield Job((record.student, name), self.templates[name], data, self.secret)

    def _sweep(self, place):
        """Remove what a killed run left beside the autograded folder."""
        if any(left.exists() for left in _beside(place)):
            with one_writer(self.folder):
                for left in filter(Path.exists, _beside(place)):
                    shutil.rmtree(left)

    def _is_done(self, record):
        before = self.before.get(record.student)
        if before is None or (before.state, before.fingerprint) != (grading.GRADED, record.fingerprint):
            return False
        folder = self.course.autograded(record.student, self.assignment)
        return all(_graded_in(folder / f"{name}.ipynb") == record.fingerprint for name in self.templates)

    def _finish(self, pending):
        record, results = pending.record, pending.results
        record.state = max((result["state"] for result in results.values()), key=SEVERITY.index)
        record.notes = pending.files.notes + [note for result in results.values() for note in result["notes"]]
        if record.state == grading.GRADED:
            try:
                self._publish(pending)
            except UnknownStudent:
                record.state, record.notes = grading.NEEDS_A_PERSON, ["성적부에 없는 학생입니다."]
            except (OSError, OperationalError):
                raise  # a full disk or a locked gradebook is everybody's trouble: the run ends, the next one goes on
            except Exception as error:
                note = f"채점한 결과를 적지 못했습니다: {type(error).__name__}: {error}"
                record.state, record.notes = grading.NOT_GRADED, [note]
        if record.state != grading.GRADED:
            self._set_aside(record)
            return
        marks = [mark for result in results.values() for mark in result["marks"].values() if mark is not None]
        self.course.log.info("%s: 채점했습니다. 자동 채점 %g점", record.student, sum(marks))
        for note in record.notes:
            self.course.log.warning("%s: %s", record.student, note)
        self._count(record)

    def _set_aside(self, record):
        """No mark: neither a zero nor a change to what there was."""
        with one_writer(self.folder):
            self.book.note(self.assignment, record)
        self.course.log.error("%s: %s", record.student, reason_of(record))
        self._count(record)

    def _count(self, record):
        self.records.append(record)
        everyone = len(self.submissions)
        left = everyone - len(self.unchanged) - len(self.records)
        seconds = (time.monotonic() - self.begun) / len(self.records) * left
        failed = sum(record.state != grading.GRADED for record in self.records)
        self.course.progress(Progress(everyone - left, everyone, failed, seconds))

    def _publish(self, pending):
        record, files = pending.record, pending.files
        place = self.course.autograded(record.student, self.assignment)
        with one_writer(self.folder):
            new = self._write_folder(place, pending)
            self.book.merge(self.assignment, record, files.timestamp, pending.results)
            _put_in_place(new, place)

    def _write_folder(self, place, pending):
        """The autograded folder under a temporary name beside its own."""
        new, _ = _beside(place)
        if new.exists():
            shutil.rmtree(new)
        new.mkdir(parents=True)
        for name, result in pending.results.items():
            notebook = self._notebook(name, result, pending.record.fingerprint)
            self._write(new / f"{name}.ipynb", v4.writes(notebook))
        # nbgrader's release_feedback stops for the whole class where one student lacks these
        self._write(new / "timestamp.txt", pending.files.timestamp)
        self._write(new / "submission_secret.txt", pending.files.key or secrets.token_hex(64))
        if self.course.directory.groupshared:
            for folder in (new, new.parent):
                folder.chmod(folder.stat().st_mode & 0o777 | 0o2770)
        return new

    def _write(self, path, text):
        with open(path, "x", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        path.chmod(self.course.permissions)

    def _notebook(self, name, result, fingerprint):
        about, texts, kernel = self.frames[name]
        cells = []
        for cell in result["cells"]:
            cells += [_markdown_cell(text) for text in texts.get(cell["name"], []) if cell["name"]]
            cells.append(_autograded_cell(cell, about.get(cell["name"])))
        cells += [_markdown_cell(text) for text in texts.get(None, [])]
        cells = [cell | {"id": f"cell-{number}"} for number, cell in enumerate(cells)]
        metadata = {"kernelspec": kernel, "language_info": {"name": "python"}, "rnn_course": {"graded": fingerprint}}
        # nbformat's own functions hold every cell against the schema, which takes as long as grading the answers
        return nbformat.from_dict({"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5})

    def _frame(self, name):
        """What an autograded notebook has besides the submission: marks of its cells, texts between them, kernel."""
        about, kernel = self.book.source_cells(self.assignment, name)
        return about, _texts_between(self._released(name), about), kernel

    def _order(self, name):
        """Names of the graded notebook's cells in the order in which students have them."""
        return [_name_of(cell) for cell in self._released(name)]

    def _released(self, name):
        """Cells of a notebook as students got it; none where release/ does not have it (any more)."""
        directory = self.course.directory
        released = Path(directory.format_path(directory.release_directory, ".", self.assignment), f"{name}.ipynb")
        return nbformat.read(released, as_version=4).cells if released.exists() else []


def _name_of(cell):
    return cell.metadata.get("nbgrader", {}).get("grade_id")


def _texts_between(cells, names):
    """{name of the cell after them, None at the end: texts of the assignment}, as the gradebook has no texts."""
    texts, waiting = {}, []
    for cell in cells:
        name = _name_of(cell)
        if name in names:
            texts[name], waiting = waiting, []
        elif cell.cell_type == "markdown":
            waiting.append(cell.source)
    return texts | {None: waiting}


def reason_of(record):
    """Why a submission has no mark from this run, for the instructor."""
    heads = {grading.NEEDS_A_PERSON: "사람이 봐야 합니다", grading.NOT_GRADED: "채점하지 못했습니다"}
    return f"{heads[record.state]}. {' '.join(record.notes)}"


def _fingerprint(templates, files):
    """Of everything that a student's marks depend on, except the course's secret."""
    parts = [[name, templates[name], files.notebooks[name]] for name in sorted(templates)]
    digests = [[name, *(hashlib.sha256(part).hexdigest() for part in pair)] for name, *pair in parts]
    return hashlib.sha256(json.dumps([digests, files.timestamp]).encode()).hexdigest()


def _graded_in(path):
    """The fingerprint in an autograded notebook; None where there is none."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))["metadata"]["rnn_course"]["graded"]
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _beside(place):
    """Where the new folder is written and the old one put aside."""
    return place.with_name(f".{place.name}.new"), place.with_name(f".{place.name}.old")


def _put_in_place(new, place):
    """Exchange folders by renaming. Killed in between, the folder is missing and the next run grades again."""
    _, old = _beside(place)
    if old.exists():
        shutil.rmtree(old)
    if os.path.lexists(place):
        os.rename(place, old)
    os.rename(new, place)
    if old.exists():
        shutil.rmtree(old)


def _markdown_cell(source, metadata=None):
    return {"cell_type": "markdown", "metadata": metadata or {}, "source": source}


def _autograded_cell(cell, about):
    metadata = {"nbgrader": about} if about else {}
    if cell["kind"] == "markdown":
        return _markdown_cell(cell["source"], metadata)
    outputs = [_output(output) for output in cell["outputs"]]
    code = {"cell_type": "code", "execution_count": None, "metadata": metadata, "outputs": outputs}
    return code | {"source": clean_code(cell["source"])}


def _output(output):
    """An output of `grade_one` as a notebook has it: text and PNG, and nothing that a browser would run."""
    if "stream" in output:
        return {"output_type": "stream", "name": "stdout", "text": output["stream"]}
    data = {kind: output["data"][kind] for kind in OUTPUTS if kind in output["data"]}
    if "image/png" in data:
        data["image/png"] = clean_png(data["image/png"])
    return {"output_type": "execute_result", "data": data, "execution_count": None, "metadata": {}}
