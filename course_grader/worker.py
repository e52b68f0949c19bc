"""What happens in a Dask worker: each submission goes to a grader in a process of its own (own_process.py).

A check needs the main thread of its process, for its alarm; a Dask worker runs tasks in other threads. And what goes
wrong while one submission is graded (no memory left, a crash, no end) ends that process and not the worker. Little is
imported here, so that workers start quickly.
"""

import contextlib
import functools
import hashlib
import os
import select
import signal
import socket
import subprocess
import sys
import threading
import time
from importlib import metadata
from pathlib import Path

import psutil
from distributed import get_worker

from course_grader import wire
from course_grader.sandbox import ONE_THREAD, SandboxUnavailable

ROOT = Path(__file__).resolve().parent.parent
SECONDS_PER_JOB = 3600  # beyond every limit that grade_one itself keeps
SECONDS_BETWEEN_LOOKS = 0.5
LIBRARIES = ("numpy", "pandas", "keras", "ipython")


class OtherCourse(Exception):
    """The course in a worker's checkout is not the one that the submission belongs to."""


class GraderDied(Exception):
    """The grader's process ended or had to be ended; the reason is in Korean."""


class Grader:
    """Use `grade`; `close` ends the process, and so does the end of the process that made it.

    memory: bytes that the process may use, not counting the sandbox, which has its own limits; None: no limit.
    """

    def __init__(self, memory=None):
        self.memory = memory
        self._connection, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "course_grader.own_process", str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.PIPE,  # never written to: its end tells that we are gone
                start_new_session=True,  # an interrupt at the keyboard is ours alone
                env=os.environ | ONE_THREAD,
            )
        self._usage = psutil.Process(self._process.pid)

    @property
    def alive(self):
        return self._process.poll() is None

    def grade(self, job):
        """grade_job's result as JSON (bytes). job: the parts of a Job. Raises GraderDied, SandboxUnavailable."""
        try:
            wire.send(self._connection, wire.encode(tuple(job)))
            self._wait()
            reply = wire.receive(self._connection, SECONDS_PER_JOB)
        except (OSError, wire.WireError) as error:
            raise GraderDied(f"채점하는 프로세스와 이야기하지 못했습니다({error}).") from None
        if reply is None:
            raise GraderDied("채점하는 프로세스가 채점하다가 끝났습니다.")
        if "unavailable" in reply:
            raise SandboxUnavailable(reply["unavailable"])
        return wire.decode(reply["result"])

    def _wait(self):
        end = time.monotonic() + SECONDS_PER_JOB
        while not select.select([self._connection], [], [], SECONDS_BETWEEN_LOOKS)[0]:
            if time.monotonic() > end:
                raise GraderDied(f"채점이 {SECONDS_PER_JOB // 60}분이 지나도 끝나지 않았습니다.")
            if self.memory and self._used() > self.memory:
                raise GraderDied(f"채점하는 프로세스가 메모리를 {self.memory / 2**30:.1f} GiB보다 많이 썼습니다.")

    def _used(self):
        try:
            return self._usage.memory_info().rss
        except psutil.Error:
            return 0  # it has just ended, which the connection tells

    def close(self):
        self._connection.close()
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self._process.stdin.close()


_of_thread = threading.local()  # a worker with several threads has a grader for each


def grade_in_worker(job, course):
    """grade_job's result as JSON (bytes). job: the parts of a Job; course: course_version() where it was sent from.

    Raises GraderDied, SandboxUnavailable, OtherCourse.
    """
    if course != course_version():
        raise OtherCourse(
            f"작업자 {os.uname().nodename}에 있는 과정이 이 컴퓨터의 과정과 다릅니다. "
            "같은 판으로 맞추고 작업자를 다시 시작하세요."
        )
    grader = getattr(_of_thread, "grader", None)
    if grader is None or not grader.alive:
        grader = _of_thread.grader = Grader(get_worker().memory_manager.memory_limit)
    try:
        return grader.grade(job)
    except SandboxUnavailable as reason:
        raise SandboxUnavailable(f"{os.uname().nodename}: {reason}") from None
    except BaseException:
        grader.close()
        _of_thread.grader = None
        raise


@functools.cache
def course_version():
    """Changes with every file of the course and every library that marks depend on."""
    versions = [f"{name} {metadata.version(name)}" for name in LIBRARIES]
    digest = hashlib.sha256("\n".join(versions).encode())
    for folder in ("course_grader", "rnn_course"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
