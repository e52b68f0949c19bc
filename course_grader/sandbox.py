"""Runs students' code in bubblewrap: no network, nothing of the course, limits, and a warmed start.

One `Sandbox` holds the warmed process (course_grader/inside.py); `session()` forks a child of it for one submission.
"""

import contextlib
import json
import os
import select
import shutil
import signal
import socket
import struct
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from course_grader import cgroups, wire
from rnn_course.checks.student import Stopwatch

ROOT = Path(__file__).resolve().parent.parent
SECONDS_TO_START = 300  # the first import of TensorFlow on a slow or busy machine
SECONDS_TO_FORK = 30
SECONDS_BETWEEN_LOOKS = 0.2
LARGEST_VALUE = 24 * 2**20  # bytes of the frame with a value or a model: twice the largest array, in base64
HOME = "/student"  # not below /home, where the course itself may lie
NOBODY = 65534  # whom root runs answers as: to root's files and settings the kernel knows root by number
NOTHING = ("/usr", "/bin", "/lib", "/lib32", "/lib64", "/etc/ld.so.cache", "/etc/localtime", "/etc/alternatives")
# A class is graded on all cores by as many processes; threads of each would only stand in each other's way.
ONE_THREAD = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"), "1")
ONE_THREAD |= dict.fromkeys(("TF_NUM_INTRAOP_THREADS", "TF_NUM_INTEROP_THREADS"), "1")
# What answers and checks need of this project; the instructor's side is not there.
OWN = ("rnn_course", "data", "course_grader/__init__.py", "course_grader/inside.py", "course_grader/wire.py")


class SandboxUnavailable(Exception):
    """No sandbox can be made here; the Korean message says what to do."""


class SessionFailed(Exception):
    """The sandbox itself failed, not the student's code: the submission has to be tried again."""


class SessionEnded(Exception):
    """The student's process died, hung or sent what is no plain data."""


class TooSlow(SessionEnded):
    """The student's process gave no answer in time."""


@dataclass(frozen=True)
class Limits:
    """For one submission. memory, file_size, files in bytes; seconds of CPU; processes count threads too."""

    memory: int = 3 * 2**30
    address_space: int = 16 * 2**30
    file_size: int = 200 * 2**20
    files: int = 300 * 2**20
    cpu: int = 300
    processes: int = 256
    open_files: int = 512

    def as_rlimits(self):
        return {
            "RLIMIT_DATA": self.memory,
            "RLIMIT_FSIZE": self.file_size,
            "RLIMIT_CPU": self.cpu,
            "RLIMIT_NPROC": self.processes,
            "RLIMIT_NOFILE": self.open_files,
            "RLIMIT_AS": self.address_space,
            "RLIMIT_CORE": 0,
        }


def find_bubblewrap():
    """Path of bwrap. Raises SandboxUnavailable, in Korean, where it is missing."""
    found = shutil.which("bwrap")
    if not found:
        raise SandboxUnavailable(
            "채점을 시작하지 않았습니다. 제출한 코드를 가두는 bubblewrap이 없습니다. "
            "Debian과 Ubuntu에서는 `sudo apt install bubblewrap`, "
            "Fedora에서는 `sudo dnf install bubblewrap`으로 설치하세요."
        )
    return found


def require_hidden(folder):
    """Raises SandboxUnavailable, in Korean, where the sandbox would show `folder`, which is the instructor's."""
    folder = Path(folder).resolve()
    for place in _places():
        if folder.is_relative_to(Path(place).resolve()):
            raise SandboxUnavailable(
                f"채점을 시작하지 않았습니다. {folder} 폴더가 제출한 코드에도 보이는 {place} 안에 있습니다. "
                "과정을 다른 곳, 예를 들어 홈 폴더로 옮기고 다시 채점하세요."
            )


@contextlib.contextmanager
def _mapped(command):
    """(bwrap's command, descriptors to pass on). Where root grades, the sandbox gets a second user to become.

    Everyone else has one user only, and bwrap maps it by itself. Root's map is written here, while bwrap waits.
    """
    if os.geteuid() != 0:
        yield command, []
        return
    told, tells = os.pipe()
    waits, go = os.pipe()
    try:
        yield [command[0], "--info-fd", str(tells), "--userns-block-fd", str(waits), *command[1:]], [tells, waits]
        os.close(tells)
        tells = None
        with open(told, encoding="utf-8", closefd=False) as file:
            text = file.read()
        if text:
            process = json.loads(text)["child-pid"]
            for kind in ("uid_map", "gid_map"):
                Path(f"/proc/{process}/{kind}").write_text(f"0 0 1\n{NOBODY} {NOBODY} 1\n")
        os.write(go, b"+")
    finally:
        for descriptor in filter(None, (told, tells, waits, go)):
            os.close(descriptor)


def _places():
    """What of this machine the sandbox shows, read-only."""
    return list(dict.fromkeys([*NOTHING, sys.prefix, sys.base_prefix, *(str(ROOT / name) for name in OWN)]))


class Sandbox:
    """The warmed process in its bubblewrap. Use as a context manager; `limits` hold for each session.

    grouped: whether each session has a control group; without one the memory of its processes is looked at every
    moment. None: where the system gives one.
    """

    def __init__(self, limits=None, grouped=None):
        if (ROOT / "source").exists():
            require_hidden(ROOT)
        self.limits, self.owner = limits or Limits(), os.getpid()
        self.grouped = cgroups.available() if grouped is None else grouped
        ours, theirs = socket.socketpair()
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 (closed with the sandbox)
        watched = None if self.grouped else self.limits.memory
        settings = {"files": self.limits.files, "rlimits": self.limits.as_rlimits(), "watched": watched}
        settings["writable"] = self._writable()
        command = [
            *self._bubblewrap(),
            sys.executable,
            "-P",
            "-m",
            "course_grader.inside",
            str(theirs.fileno()),
            json.dumps(settings),
        ]
        with _mapped(command) as (command, descriptors):
            self._process = subprocess.Popen(
                command,
                pass_fds=[theirs.fileno(), *descriptors],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=self._errors,
                env={},
                cwd="/",
                start_new_session=True,
            )
        theirs.close()
        self._control = ours
        try:
            ready = wire.receive(ours, SECONDS_TO_START)
        except TimeoutError:
            self.close()
            raise SandboxUnavailable(
                f"채점을 시작하지 않았습니다. 가둔 프로세스가 {SECONDS_TO_START // 60}분이 지나도 시작하지 않습니다. "
                "다른 일로 컴퓨터가 바쁘지 않을 때 다시 실행하세요."
            ) from None
        except wire.WireError:
            ready = None
        if not ready or "ready" not in ready:
            self._errors.seek(0)
            reason = self._errors.read().decode(errors="replace").strip().splitlines()[-1:]
            self.close()
            raise SandboxUnavailable(
                "채점을 시작하지 않았습니다. bubblewrap으로 가둔 프로세스를 만들지 못했습니다. "
                "이 컴퓨터가 사용자 이름공간(user namespace)을 허락하는지 확인하세요. "
                f"{' '.join(reason)}".strip()
            )

    @staticmethod
    def _writable():
        """Where each session gets an empty file system of its own; not over what it has to see."""
        covers_nothing = not any(place.startswith("/tmp/") for place in _places())
        return [HOME, "/dev/shm", *(["/tmp"] if covers_nothing else [])]

    def _bubblewrap(self):
        command = [find_bubblewrap(), "--unshare-all", "--unshare-user", "--die-with-parent", "--new-session"]
        command += ["--cap-drop", "ALL", "--cap-add", "CAP_SYS_ADMIN", "--cap-add", "CAP_SETPCAP"]
        command += ["--cap-add", "CAP_SETFCAP", "--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"]
        command += ["--hostname", "grading", "--proc", "/proc", "--dev", "/dev"]
        for place in self._writable():
            command += ["--tmpfs", place]
        for above in sorted({str(folder) for place in _places() for folder in Path(place).parents} - {"/"}):
            command += ["--perms", "0755", "--dir", above]  # bwrap would make them for root alone
        for place in _places():
            if os.path.islink(place):
                command += ["--symlink", os.readlink(place), place]
            elif os.path.exists(place):
                command += ["--ro-bind", place, place]
        for place in ("/", "/dev"):  # one submission leaves nothing there for the next
            command += ["--remount-ro", place]
        settings = {
            "PATH": f"{sys.prefix}/bin:/usr/bin:/bin",
            "HOME": HOME,
            "IPYTHONDIR": f"{HOME}/.ipython",
            "TMPDIR": HOME if "/tmp" not in self._writable() else "/tmp",
            "LANG": "C.UTF-8",
            "PYTHONPATH": str(ROOT),
            "PYTHONDONTWRITEBYTECODE": "1",
            **ONE_THREAD,
            "CUDA_VISIBLE_DEVICES": "-1",
            "TF_CPP_MIN_LOG_LEVEL": "3",
        }
        for name, value in settings.items():
            command += ["--setenv", name, value]
        return [*command, "--chdir", "/", "--"]

    def session(self):
        """A new child for one submission. Raises SessionFailed where the warmed process gives none."""
        ours, theirs = socket.socketpair()
        ours.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
        watched, life = os.pipe()
        try:
            self._control.settimeout(SECONDS_TO_FORK)
            socket.send_fds(self._control, [b"+"], [theirs.fileno(), watched])
        except OSError:
            ours.close()
            os.close(life)
            raise SessionFailed("the warmed process has ended") from None
        finally:
            theirs.close()
            os.close(watched)
        return Session(ours, life, self.limits if self.grouped else None)

    def close(self):
        self._control.close()
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self._errors.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


class Session:
    """The connection to one child. `ask` raises SessionEnded where the child gives no proper answer in time.

    process: the child's id.
    """

    def __init__(self, connection, life, grouped):
        """grouped: the limits of its control group, None for no group."""
        self._connection, self._life, self._group = connection, life, None
        try:
            self.process = self._greeted()
            if grouped:
                self._group = cgroups.Group(grouped.memory, grouped.processes)
                self._group.add(self.process)
            connection.sendall(b"+")
            first = self._receive(SECONDS_TO_FORK, SessionFailed, SessionFailed)
            if first.get("confined") is not True:
                raise SessionFailed(str(first.get("broken")))
        except OSError as error:
            self.close()
            raise SessionFailed(str(error)) from None
        except BaseException:
            self.close()
            raise

    def _greeted(self):
        """The id of the new child as this process sees it: the kernel attaches it to the child's first byte."""
        self._connection.settimeout(SECONDS_TO_FORK)
        data, attached, _, _ = self._connection.recvmsg(1, socket.CMSG_SPACE(struct.calcsize("3i")))
        self._connection.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 0)
        if data != b"+" or not attached:
            raise SessionFailed("the child did not start")
        return struct.unpack("3i", attached[0][2])[0]

    def ask(self, kind, wait, **details):
        """kind: "run", "call", "value" or "model". wait: how many seconds of a Stopwatch to wait for the answer."""
        try:
            self._connection.settimeout(wait)
            wire.send(self._connection, {"ask": kind, **details})
        except TimeoutError:
            raise TooSlow("too slow") from None
        except OSError:
            raise SessionEnded("ended") from None
        watch = None  # most answers come before it is needed
        while not select.select([self._connection], [], [], SECONDS_BETWEEN_LOOKS)[0]:
            watch = watch or Stopwatch(self.process)
            if watch.seconds() > wait:
                raise TooSlow("too slow")
        return self._receive(wait, SessionEnded, TooSlow, wire.LARGEST_FRAME if kind == "run" else LARGEST_VALUE)

    def _receive(self, seconds, error, too_slow, largest=wire.LARGEST_FRAME):
        try:
            reply = wire.receive(self._connection, seconds, largest)
        except TimeoutError:
            raise too_slow("too slow") from None
        except (OSError, wire.WireError) as reason:
            raise error(str(reason)) from None
        if not isinstance(reply, dict):
            raise error("ended")
        return reply

    def close(self):
        """End every process of the child, whatever it does. May be called again."""
        self._connection.close()
        if self._life is not None:
            os.close(self._life)
            self._life = None
        if self._group:
            self._group.close()
            self._group = None
