"""A class graded on a Dask cluster: the same marks as in one process, each once, whatever dies meanwhile."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import psutil
import pytest
from test_course import FILE, NAME, autograded, course_of, folder, generated, marks, records, submit  # noqa: F401

from course_grader import certificates, cluster, command, grading, plugin, reading, report, this_course
from course_grader.course import Job, grade_class, one_by_one, reason_of
from course_grader.markbook import Markbook

ROOT = Path(__file__).resolve().parent.parent
CLASS = {"김하나": "full", "이둘": "half", "박셋": "blank", "최넷": "half", "정다섯": "full", "강여섯": "blank"}
# Python runs a file of this name at its start. What no submission is known to do is done here in its place.
DEEDS = """
import os, signal, sys, time
if "course_grader.own_process" in sys.orig_argv:
    from course_grader import grading
    real = grading.grade_one
    def grade_one(template, submission, secret):
        if b"kills its grader" in submission:
            os._exit(1)
        if b"kills its worker" in submission:
            os.kill(os.getppid(), signal.SIGKILL)
        if b"takes a second" in submission:
            time.sleep(1)
        return real(template, submission, secret)
    grading.grade_one = grade_one
"""


@pytest.fixture(scope="module", autouse=True)
def close_sandbox():
    yield
    grading.close_sandbox()


@pytest.fixture(scope="module", autouse=True)
def deeds(tmp_path_factory):
    """Graders that are started from here on do what a submission says in its title."""
    place = tmp_path_factory.mktemp("deeds")
    (place / "sitecustomize.py").write_text(DEEDS)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(place))
        yield


@pytest.fixture(scope="module")
def local(deeds):
    """A client of a cluster of two workers on this computer."""
    with cluster.local_client(2) as client:
        yield client


@pytest.fixture
def merged(monkeypatch):
    """How often a student's marks were written."""
    counts, real = Counter(), Markbook.merge

    def merge(book, assignment, record, *rest):
        counts[record.student] += 1
        return real(book, assignment, record, *rest)

    monkeypatch.setattr(Markbook, "merge", merge)
    return counts


def submit_class(folder, deed=""):  # noqa: F811
    for student, kind in CLASS.items():
        submit_one(folder, student, kind, deed)


def submit_one(folder, student, kind, deed):  # noqa: F811
    path = submit(folder, student, kind) / FILE
    notebook = json.loads(path.read_text())
    notebook["metadata"]["title"] = deed
    path.write_text(json.dumps(notebook))


def each_on(client, after=None):
    """The `each` of grade_class on a cluster that runs already. after: called with every result's key."""

    def each(jobs):
        for key, result in cluster.each_with(lambda: contextlib.nullcontext(client))(jobs):
            yield key, result
            if after:
                after(key)

    return each


def grade(folder, each, **options):  # noqa: F811
    return {record.student: record.state for record in grade_class(course_of(folder), NAME, each=each, **options)}


def written(folder):  # noqa: F811
    return {student: (marks(folder, student), (autograded(folder, student) / FILE).read_bytes()) for student in CLASS}


def assert_equal_to_one_process(folder):  # noqa: F811
    """The same folder, so with the same secret and the same drawn inputs, graded anew without a cluster."""
    on_cluster = written(folder)
    grade(folder, one_by_one, force=True)
    assert written(folder) == on_cluster


# On this computer ---------------------------------------------------------------------------------------------------


def test_marks_are_those_of_one_process_and_a_rerun_grades_nothing(folder, local, merged):  # noqa: F811
    submit_class(folder)
    assert grade(folder, each_on(local)) == dict.fromkeys(CLASS, grading.GRADED)
    assert merged == Counter(list(CLASS))
    assert grade(folder, each_on(local)) == {}
    assert_equal_to_one_process(folder)


def test_nothing_of_it_can_be_reached_from_another_computer(local):
    family = [psutil.Process(), *psutil.Process().children(recursive=True)]
    open_to = {place.laddr.ip for one in family for place in one.net_connections() if place.status == "LISTEN"}
    assert open_to == {"127.0.0.1"}
    assert local.scheduler.address.startswith("tls://127.0.0.1:")


def test_few_submissions_are_in_memory_at_a_time(local):
    asked, given, most = 0, 0, 0

    def jobs():
        nonlocal asked, most
        for number in range(12):
            asked += 1
            most = max(most, asked - given)
            yield Job((f"s{number}", NAME), b"[]", b"no notebook", b"secret")

    for _, result in each_on(local)(jobs()):
        given += 1
        assert result["state"] == grading.NEEDS_A_PERSON
    assert given == 12
    assert most <= 2 * cluster.AHEAD + 1


@pytest.mark.heavy
@pytest.mark.parametrize("deed", ["kills its grader", "kills its worker"])
def test_a_submission_that_always_kills_costs_nobody_a_mark(folder, local, merged, deed):  # noqa: F811
    submit_class(folder)
    submit_one(folder, "ㄱ", "full", deed)
    states = grade(folder, each_on(local))
    assert states == dict.fromkeys(CLASS, grading.GRADED) | {"ㄱ": grading.NOT_GRADED}
    assert merged == Counter(list(CLASS))
    assert marks(folder, "ㄱ") is None
    assert "홀로 다시 채점해도" in reason_of(records(folder)["ㄱ"])


@pytest.mark.heavy
def test_a_worker_that_dies_costs_nobody_a_mark(folder, local, merged):  # noqa: F811
    submit_class(folder, "takes a second")
    workers = Killed(local)
    assert grade(folder, each_on(local, workers.kill_a_busy_one)) == dict.fromkeys(CLASS, grading.GRADED)
    assert workers.killed
    assert merged == Counter(list(CLASS))
    assert_equal_to_one_process(folder)


def test_a_missing_bubblewrap_ends_the_class_and_is_told(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    template = reading.template_bytes([reading.Cell("task-1-answer", "code", "x = 1", True, None)])
    job = Job(("s1", NAME), template, json.dumps(EMPTY).encode(), b"secret")
    with cluster.local_client(1) as client, pytest.raises(grading.SandboxUnavailable, match="bubblewrap"):
        list(each_on(client)([job]))


EMPTY = {"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}


class Killed:
    """Kills one worker, once, while it has something to do."""

    def __init__(self, client, victim=None):
        self.client, self.victim, self.killed, self.left = client, victim, False, []

    def kill_a_busy_one(self, _):
        processing = self.client.processing()
        busy = [address for address in processing if processing[address]]
        if self.killed or (self.victim or (busy[:1] and busy[0])) not in busy:
            return
        (process,) = self.client.run(os.getpid, workers=[self.victim or busy[0]]).values()
        self.left = psutil.Process(process).children(recursive=True)
        os.kill(process, signal.SIGKILL)
        self.killed = True


def runs(process):
    """False also for one that has ended and that init has not yet taken note of."""
    try:
        return process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


# On several ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def keys(tmp_path):
    certificates.make_certificates(tmp_path / "keys")
    return {"certificate": tmp_path / "keys" / "certificate.pem", "key": tmp_path / "keys" / "key.pem"}


@contextlib.contextmanager
def dask_process(kind, keys, *arguments):
    """`dask scheduler` or `dask worker`, as docs/grading.md has it."""
    tls = ["--tls-ca-file", keys["certificate"], "--tls-cert", keys["certificate"], "--tls-key", keys["key"]]
    quiet = ["--no-dashboard", "--dashboard-address", "127.0.0.1:0"]
    command_line = [sys.executable, "-m", "dask", kind, *quiet, *map(str, tls), *arguments]
    process = subprocess.Popen(command_line, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.terminate()
        process.wait()


@pytest.fixture
def scheduler(keys, tmp_path):
    """Its address. Two workers in processes of their own join it; the one called `victim` is not restarted."""
    about, scratch = tmp_path / "scheduler.json", ["--local-directory", str(tmp_path)]
    listen = ["--protocol", "tls", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(about)]
    with dask_process("scheduler", keys, *listen):
        while not about.exists():
            time.sleep(0.1)
        address = json.loads(about.read_text())["address"]
        with (
            dask_process("worker", keys, address, "--nthreads", "1", "--name", "victim", "--no-nanny", *scratch),
            dask_process("worker", keys, address, "--nthreads", "1", "--name", "other", "--no-nanny", *scratch),
        ):
            yield address


def test_on_a_cluster_with_tls_a_killed_worker_costs_nobody_a_mark(folder, scheduler, keys, merged):  # noqa: F811
    submit_class(folder, "takes a second")
    assert scheduler.startswith("tls://")
    with cluster.remote_client(scheduler, **keys) as client:
        client.wait_for_workers(2)
        workers = client.scheduler_info()["workers"]
        victim = Killed(client, next(address for address in workers if workers[address]["name"] == "victim"))
        states = grade(folder, each_on(client, victim.kill_a_busy_one))
        assert victim.killed
        assert len(client.nthreads()) == 1
    assert states == dict.fromkeys(CLASS, grading.GRADED)
    assert merged == Counter(list(CLASS))
    assert victim.left
    assert [process for process in victim.left if runs(process)] == []  # its grader and sandbox went with it
    assert_equal_to_one_process(folder)


def test_a_lost_scheduler_is_told_and_what_was_graded_stays(folder, scheduler, keys):  # noqa: F811
    submit_class(folder, "takes a second")

    def kill_scheduler(_):
        with contextlib.suppress(OSError):
            os.kill(client.run_on_scheduler(os.getpid), signal.SIGKILL)

    told = pytest.raises(cluster.ClusterUnavailable, match="연결이 끊어졌습니다")
    with cluster.remote_client(scheduler, **keys) as client, told:
        grade(folder, each_on(client, kill_scheduler))
    assert [record.state for record in records(folder).values()] == [grading.GRADED]
    assert len(grade(folder, one_by_one)) == len(CLASS) - 1


def test_a_stranger_with_other_keys_is_not_let_in(scheduler, tmp_path, monkeypatch):
    monkeypatch.setattr(cluster, "SECONDS_TO_CONNECT", 3)
    certificates.make_certificates(tmp_path / "others")
    others = [tmp_path / "others" / name for name in ("certificate.pem", "key.pem")]
    with (
        pytest.raises(cluster.ClusterUnavailable, match="연결하지 못했습니다"),
        cluster.remote_client(scheduler, *others),
    ):
        pass


@pytest.mark.parametrize("address", ["tcp://192.0.2.10:8786", "192.0.2.10:8786", "tcp://127.0.0.1:8786"])
def test_without_tls_nothing_is_graded(address, keys):
    with (
        pytest.raises(cluster.ClusterUnavailable, match=r"pickle.*make certificates"),
        cluster.remote_client(address, **keys),
    ):
        pass


def test_missing_certificates_are_named(tmp_path):
    missing = tmp_path / "key.pem"
    with (
        pytest.raises(cluster.ClusterUnavailable, match=str(missing)),
        cluster.remote_client("tls://192.0.2.10:8786", __file__, missing),
    ):
        pass


def test_certificates_are_for_their_owner_alone_and_never_replaced(keys):
    assert [path.stat().st_mode & 0o77 for path in (*keys.values(), keys["key"].parent)] == [0, 0, 0]
    before = keys["key"].read_bytes()
    with pytest.raises(FileExistsError):
        certificates.make_certificates(keys["key"].parent)
    assert keys["key"].read_bytes() == before
    assert certificates.FOLDER.name in (ROOT / ".gitignore").read_text()


# The command --------------------------------------------------------------------------------------------------------

NAMES = ["ps03_simple_rnn", "ps04_lstm_gru", "ps04_lstm_gru_2"]


def test_an_assignment_is_found_by_its_name_or_the_beginning_of_it():
    assert this_course.find_assignment("ps03", NAMES) == "ps03_simple_rnn"
    assert this_course.find_assignment("ps04_lstm_gru", NAMES) == "ps04_lstm_gru"
    assert this_course.find_assignment("ps03", [*NAMES, "ps03b_simple_rnn"]) == "ps03_simple_rnn"


@pytest.mark.parametrize("name", ["", "ps0", "ps04", "ps9", "03"])
def test_other_names_are_refused_with_a_list(name):
    with pytest.raises(this_course.UnknownName, match="예: A=ps03") as reason:
        this_course.find_assignment(name, NAMES)
    assert "ps04_lstm_gru_2" in str(reason.value)


def test_without_assignments_the_next_step_is_told():
    with pytest.raises(this_course.UnknownName, match="make release"):
        this_course.find_assignment("ps03", [])


def run(folder, *given):  # noqa: F811
    done = subprocess.run(
        [sys.executable, "-m", "course_grader", *given], cwd=folder, capture_output=True, text=True, encoding="utf-8"
    )
    return done.returncode, done.stdout + done.stderr


@pytest.mark.heavy
def test_the_command_grades_reports_and_goes_on(folder):  # noqa: F811
    submit(folder, "s1"), submit(folder, "s2", "half")
    (submit(folder, "s3") / FILE).write_bytes(b"{broken")
    code, told = run(folder, "ps01", "--processes", "1")
    assert code == 1
    assert "3/3명, 점수를 매기지 못한 사람 1명" in told
    assert "s3: 사람이 봐야 합니다" in told
    assert "Traceback" not in told
    assert {path.name for path in (folder / "build" / "report").iterdir()} == {f"{NAME}.html", f"{NAME}.csv"}
    submit(folder, "s3", "blank")
    code, told = run(folder, NAME)
    assert code == 0
    assert "이번에 1명을 채점했습니다" in told
    rows = report.read(course_of(folder).directory, NAME).rows
    assert [(row.student, row.reason) for row in rows] == [("s1", ""), ("s2", ""), ("s3", "")]
    code, told = run(folder, NAME, "--scheduler", "tcp://192.0.2.10:8786", "--force")
    assert code == 1
    assert "pickle" in told


@pytest.mark.heavy
def test_the_command_says_that_the_sandbox_is_switched_off_and_needs_none(folder, monkeypatch, tmp_path):  # noqa: F811
    with open(folder / "nbgrader_config.py", "a", encoding="utf-8") as file:
        file.write("\nc.TrustedGrading.sandbox = False\n")
    submit(folder, "s1", "half")
    monkeypatch.setenv("PATH", str(Path(sys.executable).parent))  # there is no bubblewrap
    for _ in range(2):
        code, told = run(folder, NAME)
        assert code == 0, told
        assert plugin.TRUSTING in told
    assert records(folder) == {}
    (row,) = report.read(course_of(folder).directory, NAME).rows
    assert row.marks["task-1-check"] == 10


def made(target, *settings):
    """The words that a target of make hands to the grader."""
    command_line = ["make", "-n", "--no-print-directory", target, *settings]
    done = subprocess.run(command_line, cwd=ROOT, capture_output=True, text=True, check=True)
    return [word.strip('"') for word in done.stdout.replace("\\\n", "").split("course_grader")[-1].split()]


def test_make_hands_its_settings_on():
    settings = ["A=ps03", "FORCE=1", "PROCESSES=3", "SCHEDULER=tls://h:1", "CERTIFICATE=c", "KEY=k", "AUTHORITY=a"]
    given = made("autograde", *settings)
    options = command.arguments(given)
    expected = {"assignment": "ps03", "force": True, "processes": 3, "scheduler": "tls://h:1"}
    assert vars(options) == expected | {"certificate": "c", "key": "k", "authority": "a"}


@pytest.mark.parametrize("number", ["0", "-1"])
def test_no_processes_are_none(number, capsys):
    with pytest.raises(SystemExit):
        command.arguments([NAME, "--processes", number])
    assert "1 이상이어야 합니다" in capsys.readouterr().err


def test_make_collects_what_it_is_told_to():
    assert made("collect", "A=ps03", "FROM=a.zip") == [".archive", "ps03", "a.zip"]
    assert made("collect", "A=ps03", "FROM=a.zip", "REPLACE=1")[-1] == "--replace"


def test_few_messages_with_submissions_stay_in_memory():
    """Dask keeps the last messages of each connection to look at, and ours hold whole submissions."""
    with cluster.local_client(1) as client:
        assert client.scheduler_comm.recent_message_log.maxlen == 10
