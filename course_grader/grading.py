"""grade_one: the only unit of work. Bytes in, plain data out; no database, no files, no other submission."""

import hashlib
import hmac
import time

from course_grader import reading
from course_grader.examiner import CheckFailed, RemoteStudent, run_check
from course_grader.sandbox import Sandbox, SandboxUnavailable, SessionEnded, SessionFailed

SECONDS_PER_CELL = 60
SECONDS_PER_SUBMISSION = 600
GRADED, NEEDS_A_PERSON, NOT_GRADED = "graded", "needs a person", "could not be graded"

_sandbox = None


def grade_one(template, submission, secret):
    """Grade one notebook.

    template: bytes of `reading.template_bytes`; submission: bytes of the student's file; secret: the course's, bytes.
    Returns a dictionary that JSON can hold:
      state: GRADED, NEEDS_A_PERSON (nothing can be made of the file) or NOT_GRADED (our own failure: try again)
      marks: {name of the graded cell: float, None where a person marks it}
      cells: [{name, kind, source, outputs}] of the notebook that was graded; an output is {"stream": text} or
        {"data": {"text/plain": …, "image/png": …}}
      answered: names of the answers that differ from the released ones
      notes: what a person should know, in Korean
    Raises SandboxUnavailable where this machine cannot confine code: then nothing at all is graded.
    """
    cells = reading.template_cells(template)
    result = {"state": GRADED, "marks": {}, "cells": [], "answered": [], "notes": []}
    try:
        rebuilt = reading.rebuild(cells, submission)
    except reading.Unreadable as reason:
        return result | {"state": NEEDS_A_PERSON, "notes": [str(reason)]}
    result["notes"], result["answered"] = rebuilt.notes, sorted(rebuilt.answered)
    seed = hmac.new(secret, template + b"\0" + submission, hashlib.sha256).hexdigest()
    run = _Run(rebuilt.steps, seed)
    try:
        for step in rebuilt.steps:
            outputs = run.do(step, result["marks"])
            name, kind = (step.cell.name, step.cell.kind) if step.cell else (None, "code")
            result["cells"].append({"name": name, "kind": kind, "source": step.source, "outputs": outputs})
    except (SessionFailed, CheckFailed) as reason:
        return result | {"state": NOT_GRADED, "marks": {}, "notes": [f"채점기의 오류입니다: {reason}"]}
    finally:
        run.close()
    return result


def sandbox():
    """The warmed sandbox of this process, made at first need and anew after it has died."""
    global _sandbox
    if _sandbox is None:
        _sandbox = Sandbox()
    return _sandbox


def close_sandbox():
    global _sandbox
    if _sandbox is not None:
        _sandbox.close()
    _sandbox = None


class _Run:
    """Runs a rebuilt notebook: the student's cells in the sandbox, the checks here."""

    def __init__(self, steps, seed):
        self.steps, self.seed = steps, seed
        self.deadline = time.monotonic() + SECONDS_PER_SUBMISSION
        self.done = []  # sources that ran, to be run again in a new session
        self.fatal = set()  # numbers of those that ended a session: not run again
        self.given = []
        self.session = _new_session()
        self.door = RemoteStudent(self.session, self._restarted)

    def do(self, step, marks):
        cell = step.cell
        if cell and cell.kind == "markdown":
            if cell.points is not None:
                marks[cell.name] = None
            return []
        if cell and cell.is_check:
            mark, report = run_check(step.source, cell.points, self.door, f"{self.seed} {cell.name}", self.given)
            marks[cell.name] = mark
            return [{"stream": report}, {"data": {"text/plain": repr(mark)}}]
        if cell and not cell.solution:
            self.given.append(step.source)
        self.done.append(step.source)
        return self._run(len(self.done) - 1)

    def _run(self, number):
        """Outputs of one of the student's cells."""
        if self.door.session is None:
            self.door.session = self._restarted(number)
        wait = max(1.0, min(SECONDS_PER_CELL, self.deadline - time.monotonic()))
        try:
            reply = self.door.session.ask("run", wait, source=self.done[number])
            return [output for output in reply["outputs"] if isinstance(output, dict)][:50]
        except (SessionEnded, KeyError, TypeError):
            self.fatal.add(number)
            self.door.session.close()
            self.door.session = None
            return [{"stream": f"이 셀은 {wait:.0f}초 안에 끝나지 않았거나 프로세스를 끝냈습니다.\n"}]

    def _restarted(self, upto=None):
        """A new session in which the cells so far have run again, without those that ended one."""
        session = _new_session()
        for number, source in enumerate(self.done[:upto]):
            if number in self.fatal:
                continue
            try:
                session.ask("run", max(1.0, min(SECONDS_PER_CELL, self.deadline - time.monotonic())), source=source)
            except SessionEnded:
                self.fatal.add(number)
                session.close()
                return self._restarted(upto)
        return session

    def close(self):
        if self.door.session is not None:
            self.door.session.close()


def _new_session():
    try:
        return sandbox().session()
    except SessionFailed:
        close_sandbox()
        return sandbox().session()


__all__ = ["GRADED", "NEEDS_A_PERSON", "NOT_GRADED", "SandboxUnavailable", "close_sandbox", "grade_one", "sandbox"]
