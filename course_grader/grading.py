"""grade_one: the only unit of work. Bytes in, plain data out; no database, no files, no other submission."""

import base64
import binascii
import hashlib
import hmac
import os
import time

from course_grader import reading
from course_grader.examiner import (
    SECONDS_PER_CHECK,
    CheckFailed,
    OutOfTime,
    RemoteStudent,
    parameters_of,
    plain_text,
    run_check,
)
from course_grader.sandbox import Sandbox, SandboxUnavailable, SessionEnded, SessionFailed, TooSlow

SECONDS_PER_CELL = 60
SECONDS_PER_SUBMISSION = 600
MOST_OUTPUTS = 50  # of one cell
LONGEST_OUTPUT = 100_000  # characters of text
LARGEST_IMAGE = 3_000_000  # characters of base64
LARGEST_OUTPUTS = 10_000_000  # characters of a whole notebook
PNG = b"\x89PNG\r\n\x1a\n"
GRADED, NEEDS_A_PERSON, NOT_GRADED = "graded", "needs a person", "could not be graded"

_sandbox = None


def grade_one(template, submission, secret):
    """Grade one notebook.

    template: bytes of `reading.template_bytes`; submission: bytes of the student's file; secret: the course's, bytes.
    Returns a dictionary that JSON can hold:
      state: GRADED, NEEDS_A_PERSON (nothing can be made of the file, or it takes too long) or NOT_GRADED (our own
        failure: try again)
      marks: {name of the graded cell: float, None where a person marks it}
      cells: [{name, kind, source, outputs}] of the notebook that was graded; an output is {"stream": text} or
        {"data": {"text/plain": …, "image/png": …}}. A check's stream is the feedback, in Korean, without what was drawn
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
        run.forget_what_was_drawn(result["cells"])
    except OutOfTime:
        reason = (
            f"실행하는 데 {SECONDS_PER_SUBMISSION // 60}분이나 검사 하나에 {SECONDS_PER_CHECK // 60}분이 넘게 걸려 "
            "멈추었습니다. 검사를 오래 붙드는 답이 있는지 보세요."
        )
        return result | {"state": NEEDS_A_PERSON, "marks": {}, "notes": [*result["notes"], reason]}
    except (SessionFailed, CheckFailed) as reason:
        return result | {"state": NOT_GRADED, "marks": {}, "notes": [f"채점기의 오류입니다: {reason}"]}
    finally:
        run.close()
    return result


def sandbox():
    """The warmed sandbox of this process, made at first need and anew after it has died."""
    global _sandbox
    if _sandbox is not None and _sandbox.owner != os.getpid():
        _sandbox = None  # this process was forked from the one that talks to it
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
        self.suspect = {}  # {number of a source: place of its cell} with outputs from after the first drawn inputs
        self.cells = 0
        self.room = LARGEST_OUTPUTS
        released = [step.cell.source for step in steps if step.cell and step.cell.solution]
        self.door = RemoteStudent(None, self._restarted, self.done, self.deadline, parameters_of(released))

    def do(self, step, marks):
        cell = step.cell
        self.cells += 1
        if cell and cell.kind == "markdown":
            if cell.points is not None:
                marks[cell.name] = None
            return []
        if cell and cell.is_check:
            seconds = min(SECONDS_PER_CHECK, max(self.deadline - time.monotonic(), 1))
            seed = f"{self.seed} {cell.name}"
            mark, report = run_check(step.source, cell.points, self.door, seed, self.given, seconds)
            marks[cell.name] = mark
            return [{"stream": report}, {"data": {"text/plain": repr(mark)}}]
        if cell and not cell.solution:
            self.given.append(step.source)
        self.done.append(step.source)
        number = len(self.done) - 1
        outputs = self._run(number)
        if self.door.drew and outputs and number not in self.fatal:
            self.suspect[number] = self.cells - 1
        return outputs

    def _run(self, number):
        """Outputs of one of the student's cells. A cell that came upon a dying process gets a second, fresh one."""
        for fresh in (False, True):
            if self.door.session is None:
                self.door.session, fresh = self._restarted(number), True
            try:
                return self._that_fit(self._outputs(self.door.session, number))
            except SessionEnded as reason:
                self.door.session.close()
                self.door.session = None
                if fresh or isinstance(reason, TooSlow):
                    break
        self.fatal.add(number)
        return [{"stream": f"이 셀은 {SECONDS_PER_CELL}초 안에 끝나지 않았거나 프로세스를 끝냈습니다.\n"}]

    def _outputs(self, session, number):
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise OutOfTime
        reply = session.ask("run", min(SECONDS_PER_CELL, left), source=self.done[number])
        if not isinstance(reply.get("outputs"), list):
            raise SessionEnded("no outputs")
        return [shown for output in reply["outputs"][:MOST_OUTPUTS] if (shown := clean_output(output))]

    def _that_fit(self, outputs):
        kept = []
        for output in outputs:
            if _size(output) <= self.room:
                self.room -= _size(output)
                kept.append(output)
        return kept

    def _restarted(self, upto=None):
        """A new session in which the cells so far have run again, without those that ended one."""
        while True:
            session = _new_session()
            try:
                for number in range(len(self.done[:upto])):
                    if number not in self.fatal:
                        self._outputs(session, number)
                return session
            except SessionEnded:
                self.fatal.add(number)
                session.close()
            except BaseException:
                session.close()
                raise

    def forget_what_was_drawn(self, cells):
        """Take outputs that came after the first drawn inputs from a run without checks: they might show the inputs."""
        if not self.suspect:
            return
        self.close()
        self.door.session = session = _new_session()
        for place in self.suspect.values():
            self.room += sum(map(_size, cells[place]["outputs"]))
            cells[place]["outputs"] = []
        for number in range(max(self.suspect) + 1):
            if number in self.fatal:
                continue
            try:
                outputs = self._outputs(session, number)
            except (SessionEnded, OutOfTime):  # what is left stays without outputs, the marks are made
                return
            if number in self.suspect:
                cells[self.suspect[number]]["outputs"] = self._that_fit(outputs)

    def close(self):
        if self.door.session is not None:
            self.door.session.close()
            self.door.session = None


def _size(output):
    return len(output.get("stream") or "".join(output.get("data", {}).values()))


def clean_output(output):
    """What of one output from the sandbox is kept: text and a PNG image. None for anything else."""
    if not isinstance(output, dict):
        return None
    if isinstance(output.get("stream"), str):
        return {"stream": plain_text(output["stream"], LONGEST_OUTPUT)}
    data = output.get("data")
    data = data if isinstance(data, dict) else {}
    kept = {}
    if isinstance(data.get("text/plain"), str):
        kept["text/plain"] = plain_text(data["text/plain"], LONGEST_OUTPUT)
    if _is_png(data.get("image/png")):
        kept["image/png"] = data["image/png"]
    return {"data": kept} if kept else None


def _is_png(image):
    if not isinstance(image, str) or len(image) > LARGEST_IMAGE:
        return False
    try:
        return base64.b64decode(image, validate=True).startswith(PNG)
    except (binascii.Error, ValueError):
        return False


def _new_session():
    try:
        return sandbox().session()
    except SessionFailed:
        close_sandbox()
        return sandbox().session()


__all__ = ["GRADED", "NEEDS_A_PERSON", "NOT_GRADED", "SandboxUnavailable", "close_sandbox", "grade_one", "sandbox"]
