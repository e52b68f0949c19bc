"""A control group for one submission: the memory and the processes of all that it starts, counted together.

Resource limits hold for each process alone and do not see shared memory; a control group sees everything. It can be
had where the system lets this user make one beside or below their own (systemd does for a user's session; root always).
Where the system also shares processors by groups, 256 busy processes of one submission get no more than one of another.
"""

import contextlib
import os
import signal
import time
import uuid
from pathlib import Path

ROOT = Path("/sys/fs/cgroup")
SECONDS_TO_END = 10


class Group:
    """memory in bytes; processes: how many, threads included. Raises OSError where none can be had."""

    def __init__(self, memory, processes):
        name = f"course-grader-{uuid.uuid4().hex}"
        self.folders = []
        try:
            for parents, settings in _wanted(memory, processes):
                self.folders.append(_make(parents, name, settings))
            with contextlib.suppress(OSError):
                self.folders += [_make(parents, name, {}) for parents in _shares()]
        except BaseException:
            self.close()
            raise

    def add(self, process):
        """process: its id. What it starts from now on belongs to the group too."""
        for folder in self.folders:
            (folder / "cgroup.procs").write_text(str(process))

    def close(self):
        """End every process of the group, then the group."""
        for folder in self.folders:
            _empty(folder)
            with contextlib.suppress(OSError):
                folder.rmdir()
        self.folders = []


def available():
    """Whether this process can make a group that limits memory and processes."""
    try:
        Group(2**30, 100).close()
    except OSError:
        return False
    return True


def _wanted(memory, processes):
    """[(folders in which a group may be made, {file: value})]: one for version 2, one a controller for version 1."""
    own = _own_groups()
    if (ROOT / "cgroup.controllers").exists():
        here = ROOT / own.get("", "/").lstrip("/")
        places = [here, here.parent] if here != ROOT else [here]
        settings = {"memory.max": memory, "memory.swap.max": 0, "pids.max": processes}
        return [(places, settings)]
    settings = {
        "memory": {"memory.limit_in_bytes": memory, "memory.memsw.limit_in_bytes": memory},
        "pids": {"pids.max": processes},
    }
    missing = settings.keys() - own.keys()
    if missing:
        raise FileNotFoundError(f"no controller for {', '.join(sorted(missing))}")
    return [([ROOT / kind / own[kind].lstrip("/")], values) for kind, values in settings.items()]


def _shares():
    """[folders in which a group may be made that gets its share of the processors]; version 2 needs no other group."""
    own = _own_groups()
    return [[ROOT / "cpu" / own["cpu"].lstrip("/")]] if "cpu" in own else []


def _own_groups():
    """{controller: path}, with the controller "" for version 2."""
    lines = Path("/proc/self/cgroup").read_text().splitlines()
    fields = [line.split(":", 2) for line in lines]
    return {kind: path for _, kinds, path in fields for kind in kinds.split(",")}


def _make(parents, name, settings):
    """The first of `parents` in which a group with these limits can be made."""
    for parent in parents:
        folder = parent / name
        try:
            folder.mkdir()
            for file, value in settings.items():
                # The file for swap is missing where the system counts none.
                if "sw" not in file or (folder / file).exists():
                    (folder / file).write_text(str(value))
            return folder
        except OSError:
            with contextlib.suppress(OSError):
                folder.rmdir()
    raise PermissionError("no control group can be made here")


def _empty(folder):
    end = time.monotonic() + SECONDS_TO_END
    while time.monotonic() < end:
        try:
            processes = (folder / "cgroup.procs").read_text().split()
        except OSError:
            return
        if not processes:
            return
        for process in processes:
            with contextlib.suppress(ProcessLookupError):
                os.kill(int(process), signal.SIGKILL)
        time.sleep(0.002)
