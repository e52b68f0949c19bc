"""The process in which a Dask worker has its submissions graded, one after the other, with one warmed sandbox.

It ends when the worker that made it has ended, or has had no work for a while.
"""

import contextlib
import json
import os
import socket
import sys
import threading

from course_grader import grading, wire
from course_grader.course import Job, grade_job

SECONDS_IDLE = 600  # after which the memory is given back


def _end_with_owner():
    os.read(sys.stdin.fileno(), 1)  # not through a Python file, whose lock would be held when the process ends
    os._exit(1)  # the kernel then ends the sandbox, too


def _answer(message):
    job = Job(*wire.decode(message))
    try:
        result = grade_job(job)
    except grading.SandboxUnavailable as reason:
        return {"unavailable": str(reason)}
    return {"result": wire.encode(json.dumps(result).encode())}


def main():
    connection = socket.socket(fileno=int(sys.argv[1]))
    threading.Thread(target=_end_with_owner, daemon=True).start()
    with connection, contextlib.suppress(TimeoutError):
        while (message := wire.receive(connection, SECONDS_IDLE)) is not None:
            connection.settimeout(None)
            wire.send(connection, _answer(message))
    grading.close_sandbox()


if __name__ == "__main__":
    main()
