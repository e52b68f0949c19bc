"""Grades a class on a Dask cluster: all cores of this computer, or several computers over TLS.

Workers get bytes and give JSON back; nothing but the caller's process writes marks. Whoever reaches the port of a Dask
cluster can run code in it, as Dask unpickles what it receives, so every connection is encrypted and needs a key, also
those on this computer, whose other users might be students.
"""

import contextlib
import itertools
import json
import logging
import queue
import tempfile
import time
import warnings
from collections import deque
from pathlib import Path

import dask
from dask.system import CPU_COUNT
from distributed import Client, LocalCluster
from distributed.security import Security
from distributed.system import MEMORY_LIMIT

from course_grader import grading
from course_grader.certificates import FOLDER
from course_grader.plugin import GO_ON
from course_grader.worker import GraderDied, OtherCourse, course_version, grade_in_worker

MEMORY_PER_WORKER = 2 * 2**30  # bytes: the worker, its grader and a sandbox with TensorFlow
AHEAD = 2  # jobs for each worker, so that none waits while a mark is written
SECONDS_TO_CONNECT = 60
SECONDS_BETWEEN_LOOKS = 5
SECONDS_WITHOUT_WORKERS = 300
# Dask keeps the last messages of every connection to look at; here each may hold a whole submission. Read when a client
# connects, to a cluster of this computer or to another one.
dask.config.set({"distributed.admin.low-level-log-length": 10})
LOST = f"스케줄러와 연결이 끊어졌습니다. {GO_ON}"


class ClusterUnavailable(Exception):
    """The cluster can't be reached, isn't safe or isn't ours; the Korean message says what to do."""


def each_with(new_client):
    """The `each` of course.grade_class that grades on a cluster. new_client: gives a client as a context manager.

    The cluster is asked for at the first job only: a run that finds everything graded needs none.
    """

    def each(jobs):
        for first in jobs:
            with new_client() as client:
                yield from _Distribution(client).results(itertools.chain([first], jobs))

    return each


class _Distribution:
    """Keeps the workers busy with few submissions in memory.

    A submission in whose company a worker died is tried once more with nothing else on the way, so that it harms no
    other one and the blame is its own.
    """

    def __init__(self, client):
        self.client, self.finished = client, queue.SimpleQueue()
        self.running, self.suspects = {}, deque()
        self.last_seen = time.monotonic()

    def results(self, jobs):
        while True:
            self._start(jobs)
            if not self.running:
                return
            yield from self._result_of(self._next())

    def _start(self, jobs):
        if self.suspects:
            if not self.running:
                self._submit(self.suspects.popleft(), alone=True)
            return
        room = AHEAD * max(self._threads(), 1) - len(self.running)
        for job in itertools.islice(jobs, max(room, 0)):
            self._submit(job, alone=False)

    def _threads(self):
        try:
            return sum(self.client.nthreads().values())
        except OSError:
            raise ClusterUnavailable(LOST) from None

    def _submit(self, job, alone):
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", message="Sending large graph")  # a notebook with large pictures
            future = self.client.submit(grade_in_worker, tuple(job), course_version(), pure=False)
        self.running[future.key] = future, job, alone
        future.add_done_callback(lambda done: self.finished.put(done.key))

    def _next(self):
        while True:
            try:
                return self.finished.get(timeout=SECONDS_BETWEEN_LOOKS)
            except queue.Empty:
                self._look_at_cluster()

    def _look_at_cluster(self):
        self._require_connection()
        if self._threads():
            self.last_seen = time.monotonic()
        elif time.monotonic() - self.last_seen > SECONDS_WITHOUT_WORKERS:
            raise ClusterUnavailable(f"클러스터에 작업자가 없습니다. 작업자를 다시 시작하세요. {GO_ON}")

    def _require_connection(self):
        if self.client.status != "running":
            raise ClusterUnavailable(LOST)

    def _result_of(self, key):
        future, job, alone = self.running.pop(key)
        try:
            result = json.loads(future.result())
        except grading.SandboxUnavailable:
            raise
        except OtherCourse as reason:
            raise ClusterUnavailable(str(reason)) from None
        except Exception as error:  # a worker died with it, or whatever else one submission brings about
            self._require_connection()
            if not alone:
                self.suspects.append(job)
                return
            result = _not_graded(error)
        yield job.key, result


def _not_graded(error):
    reason = str(error) if isinstance(error, GraderDied) else "채점하던 작업자가 끝났습니다."
    note = f"{reason} 홀로 다시 채점해도 그랬습니다."
    return {"state": grading.NOT_GRADED, "marks": {}, "cells": [], "answered": [], "notes": [note]}


@contextlib.contextmanager
def local_client(workers=None):
    """A client of a new cluster on this computer. workers: processes; None: all cores, if the memory is enough."""
    workers = workers or max(1, min(CPU_COUNT, MEMORY_LIMIT // MEMORY_PER_WORKER))
    settings = {"distributed.scheduler.allowed-failures": 0}  # trying again is our own affair
    settings |= {"distributed.scheduler.http.routes": [], "distributed.worker.http.routes": []}  # nothing to look at
    with (
        tempfile.TemporaryDirectory() as scratch,
        dask.config.set(settings),
        LocalCluster(
            n_workers=workers,
            threads_per_worker=1,
            memory_limit=MEMORY_LIMIT // workers,
            host="127.0.0.1",
            security=Security.temporary(),
            scheduler_kwargs={"dashboard": False, "dashboard_address": "127.0.0.1:0"},
            local_directory=scratch,
            silence_logs=logging.CRITICAL,
        ) as cluster,
        Client(cluster) as client,
    ):
        yield client


@contextlib.contextmanager
def remote_client(address, certificate=None, key=None, authority=None):
    """A client of the cluster at `address` (tls://…). The others: PEM files; those of `make certificates` if None.

    Raises ClusterUnavailable.
    """
    if not address.startswith("tls://"):
        raise ClusterUnavailable(
            f"`{address}`로는 채점하지 않습니다. Dask는 네트워크로 받은 pickle을 풀기 때문에, 암호화하지 않은 "
            "스케줄러에 닿는 사람은 누구나 모든 작업자와 이 컴퓨터에서 코드를 실행하고 점수를 바꿀 수 있습니다. "
            "`make certificates`로 인증서를 만들고 스케줄러와 작업자를 TLS로 다시 시작한 다음 "
            "`SCHEDULER=tls://주소:포트`로 실행하세요. 하는 법은 docs/grading.md에 있습니다."
        )
    security = _security(certificate, key, authority)
    try:
        client = Client(address, security=security, timeout=SECONDS_TO_CONNECT)
    except (OSError, ValueError) as error:
        raise ClusterUnavailable(
            f"스케줄러 {address}에 연결하지 못했습니다({error}). "
            "스케줄러가 실행 중인지, 같은 인증서로 시작했는지 확인하세요."
        ) from None
    with client:
        try:
            client.wait_for_workers(1, timeout=SECONDS_TO_CONNECT)
        except TimeoutError:
            raise ClusterUnavailable(
                f"스케줄러 {address}에 작업자가 없습니다. `dask worker`를 먼저 실행하세요."
            ) from None
        yield client


def _security(certificate, key, authority):
    files = {
        "CERTIFICATE": Path(certificate or FOLDER / "certificate.pem").expanduser(),
        "KEY": Path(key or FOLDER / "key.pem").expanduser(),
        "AUTHORITY": Path(authority or certificate or FOLDER / "certificate.pem").expanduser(),
    }
    for name, path in files.items():
        if not path.is_file():
            raise ClusterUnavailable(
                f"인증서 파일 `{path}`가 없습니다. `make certificates`로 만들거나 {name}에 파일의 자리를 적으세요."
            )
    return Security(
        require_encryption=True,
        tls_ca_file=str(files["AUTHORITY"]),
        tls_client_cert=str(files["CERTIFICATE"]),
        tls_client_key=str(files["KEY"]),
    )
