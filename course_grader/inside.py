"""What runs inside the sandbox: a warmed process that forks one child for each submission.

The warmed process has imported what answers use (TensorFlow costs seconds) but has run no TensorFlow operation: after
one, a fork hangs. It is alone with its capabilities in bubblewrap's user namespace. A child gives them up for good and
lives in namespaces of its own: it sees no other process, and what it may write is a small file system of its own that
vanishes with it. It talks over one socket, as `course_grader.wire` says, and has no other way out.

Started by course_grader/sandbox.py: python -m course_grader.inside DESCRIPTOR LIMITS
"""

import contextlib
import ctypes
import errno
import gc
import importlib
import json
import os
import resource
import select
import signal
import socket
import struct
import sys
import traceback
from pathlib import Path

from course_grader import wire

MODULES = ("rnn_course", "numpy", "pandas", "keras", "plotly.graph_objects")
MODULES += ("IPython.core.interactiveshell", "rnn_course.checks.models")
HOME = "/student"
NOBODY = 65534
CLONE_NEWNS, CLONE_NEWIPC, CLONE_NEWUSER, CLONE_NEWPID = 0x00020000, 0x08000000, 0x10000000, 0x20000000
MS_RDONLY, MS_NOSUID, MS_NODEV, MS_REMOUNT, MS_BIND = 1, 2, 4, 32, 4096
PR_SET_DUMPABLE, PR_CAPBSET_DROP, PR_SET_NO_NEW_PRIVS = 4, 24, 38
CAPABILITY_VERSION = 0x20080522
PR_SET_SECCOMP, SECCOMP_MODE_FILTER = 22, 2
KEYCTL = {"x86_64": 250, "aarch64": 219}  # number of this system call
# Calls that give memory which no limit counts, or open much of the kernel, and that no answer needs: memfd_create,
# memfd_secret, shmget, msgget, semget, mq_open, add_key, request_key, keyctl, userfaultfd, perf_event_open, bpf,
# io_uring_setup. {machine: (its name for the kernel, AUDIT_ARCH_…; the calls' numbers)}
FORBIDDEN = {
    "x86_64": (0xC000003E, (319, 447, 29, 68, 64, 240, 248, 249, 250, 323, 298, 321, 425)),
    "aarch64": (0xC00000B7, (279, 447, 194, 186, 190, 180, 217, 218, 219, 282, 241, 280, 425)),
}
KEYCTL_JOIN_SESSION_KEYRING = 1
SECONDS_BETWEEN_LOOKS = 0.2
LONGEST_TEXT = 100_000  # characters of one output

libc = ctypes.CDLL(None, use_errno=True)


class SandboxError(Exception):
    """The sandbox itself failed: never the student's fault."""


# The warmed process -------------------------------------------------------------------------------------------------


def main(descriptor, limits):
    for name in MODULES:
        importlib.import_module(name)
    gc.collect()
    gc.freeze()  # a child's collector would write to every object of the modules and so copy their memory
    control = socket.socket(fileno=descriptor)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    wire.send(control, {"ready": len(os.listdir("/proc/self/task"))})
    while True:
        message, descriptors, _, _ = socket.recv_fds(control, 1, 2)
        if not message:
            return
        own, life = descriptors
        if os.fork() == 0:
            control.close()
            _guard(socket.socket(fileno=own), life, limits)
        os.close(own)
        os.close(life)


def _guard(connection, life, limits):
    """Makes a child in new namespaces; when the child or `life` ends, every process of these namespaces ends."""
    try:
        _checked(libc.unshare(CLONE_NEWNS | CLONE_NEWPID | CLONE_NEWIPC), "unshare")
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        child = os.fork()
        if child:
            connection.close()
            _watch(child, life, limits["watched"])
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            os._exit(0)
        os.close(life)
        connection.sendall(b"+")  # the other side learns this process's id with it, and may put it into a group
        _checked(connection.recv(1) != b"+", "start")
        _confine(limits)
        wire.send(connection, {"confined": True})
        serve(connection)
    except BaseException as error:  # a failure here must not look like the student's
        try:
            text = "".join(traceback.format_exception_only(error)).strip()
            wire.send(connection, {"broken": text})
        finally:
            os._exit(1)
    os._exit(0)


def _watch(child, life, memory):
    """Wait until `child` ends or the other side closes `life`.

    memory: None, or without a control group the bytes that all processes of the child may use together.
    """
    ends = [life, os.pidfd_open(child)]
    start = _resident("self")  # shared with the warmed process
    while not select.select(ends, [], [], memory and SECONDS_BETWEEN_LOOKS)[0]:
        numbers = [name for name in os.listdir("/proc") if name.isdigit()]  # of the child's namespace
        if sum(max(0, _resident(number) - start) for number in numbers) > memory:
            return


def _resident(process):
    """Bytes in memory, shared ones included; 0 where the process has ended."""
    try:
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * resource.getpagesize()
    except (OSError, IndexError):
        return 0


def _confine(limits):
    """Own file systems, own view of processes, limits, no capability, and no way to get one back."""
    _mount_writable(limits["writable"], f"size={limits['files']},nr_inodes=10000")
    _checked(libc.mount(b"proc", b"/proc", b"proc", MS_NOSUID | MS_NODEV, None), "mount /proc")
    settings = os.open("/proc/sys/user", os.O_PATH)  # still writable, for the next line but one alone
    _cover_proc()
    _become_nobody(settings)
    os.close(settings)
    libc.syscall(KEYCTL.get(os.uname().machine, -1), KEYCTL_JOIN_SESSION_KEYRING, None)  # not the shared one
    nowhere = os.open("/dev/null", os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nowhere, descriptor)
    os.close(nowhere)
    os.chdir(HOME)
    for kind, most in limits["rlimits"].items():
        resource.setrlimit(getattr(resource, kind), (most, most))
    for capability in range(64):
        libc.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0)
    header = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION, 0)
    _checked(libc.capset(header, (ctypes.c_uint32 * 6)()), "capset")
    _checked(libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "no_new_privs")
    _forbid_calls()
    if libc.unshare(CLONE_NEWUSER) == 0 or libc.mount(b"tmpfs", b"/tmp", b"tmpfs", 0, None) == 0:
        raise SandboxError("the child kept a capability")


def _mount_writable(places, size):
    """One small file system of which each place is a folder, so that its size holds for all of them together."""
    last = places[-1]
    _checked(libc.mount(b"tmpfs", last.encode(), b"tmpfs", MS_NOSUID | MS_NODEV, size.encode()), f"mount {last}")
    for number, place in enumerate(places):  # the last one hides the whole
        folder = f"{last}/{number}"
        os.mkdir(folder)
        os.chmod(folder, 0o1777)
        _checked(libc.mount(folder.encode(), place.encode(), None, MS_BIND, None), f"bind {place}")


def _forbid_calls():
    """From now on the calls of FORBIDDEN fail with EPERM, here and in all that this process starts (seccomp).

    The filter is a program of the kernel's packet filter: (what to do, to skip if true, to skip if false, number).
    """
    load, equal, at_least, answer = 0x20, 0x15, 0x35, 0x06
    allow, refuse = 0x7FFF0000, 0x00050000 | errno.EPERM
    if os.uname().machine not in FORBIDDEN:
        return
    machine, calls = FORBIDDEN[os.uname().machine]
    program = [(load, 0, 0, 4), (equal, 1, 0, machine), (answer, 0, 0, refuse)]  # calls of another architecture
    program += [(load, 0, 0, 0), (at_least, 0, 1, 0x40000000), (answer, 0, 0, refuse)]  # 32-bit ones on x86_64
    for number in calls:
        program += [(equal, 0, 1, number), (answer, 0, 0, refuse)]
    program.append((answer, 0, 0, allow))
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *line) for line in program))
    head = ctypes.create_string_buffer(struct.pack("HxxxxxxP", len(program), ctypes.addressof(code)))
    _checked(libc.prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.c_void_p(ctypes.addressof(head)), 0, 0), "seccomp")


def _cover_proc():
    """What the kernel lets its settings be changed by becomes read-only: who owns them may, without a capability."""
    for name in ("sys", "sysrq-trigger", "irq", "bus", "mtrr", "pressure"):
        place = f"/proc/{name}".encode()
        if os.path.exists(place):
            _checked(libc.mount(place, place, None, MS_BIND, None), f"bind {name}")
            flags = MS_BIND | MS_REMOUNT | MS_RDONLY | MS_NOSUID | MS_NODEV
            _checked(libc.mount(None, place, None, flags, None), f"cover {name}")


def _become_nobody(settings):
    """A user namespace in which this process is user 65534, and in which no further one can be made.

    Where root grades, the process is user 65534 outside of it, too: sandbox.py has mapped both.
    settings: descriptor of the folder with the limits for namespaces.
    """
    if os.geteuid() == 0:
        os.setgroups([])
        os.setresgid(NOBODY, NOBODY, NOBODY)
        os.setresuid(NOBODY, NOBODY, NOBODY)
        _checked(libc.prctl(PR_SET_DUMPABLE, 1, 0, 0, 0), "dumpable")  # its own files in /proc belong to it again
    user, group = os.geteuid(), os.getegid()
    _checked(libc.unshare(CLONE_NEWUSER), "unshare user")
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{NOBODY} {user} 1")
    Path("/proc/self/gid_map").write_text(f"{NOBODY} {group} 1")
    limit = os.open("max_user_namespaces", os.O_WRONLY, dir_fd=settings)
    os.write(limit, b"0")  # a new one would give capabilities back
    os.close(limit)


def _checked(result, what):
    if result != 0:
        raise SandboxError(f"{what}: {os.strerror(ctypes.get_errno())}")


# The child ----------------------------------------------------------------------------------------------------------


def serve(connection):
    """Run cells and answer for the student's functions until the other side closes the connection."""
    from IPython.core.interactiveshell import InteractiveShell
    from traitlets.config import Config

    from rnn_course.checks.student import LocalStudent

    settings = Config()
    settings.HistoryManager.enabled = False
    shell = InteractiveShell.instance(config=settings, user_ns={"__name__": "__main__"})
    _show_values_as_displays(shell)
    student = LocalStudent(shell.user_ns)
    os.register_at_fork(after_in_child=connection.close)  # what an answer forks does not answer in its place
    while (request := wire.receive(connection)) is not None:
        kind = request.pop("ask")
        reply = _run(shell, **request) if kind == "run" else _ask(student, kind, **request)
        wire.send(connection, reply)


def _show_values_as_displays(shell):
    """A cell's last value becomes an output as in a kernel; a shell would print it as text with a prompt."""
    hook = shell.displayhook
    hook.write_output_prompt = lambda: None
    hook.write_format_data = lambda data, metadata=None: shell.display_pub.publish(data, metadata)


def _run(shell, source):
    """One cell, as a kernel runs it: magics, `!`, top-level await and display work. Returns its outputs."""
    from IPython.utils.capture import capture_output

    with capture_output() as captured, contextlib.suppress(SystemExit):
        shell.run_cell(source, store_history=True)
    outputs = [{"stream": captured.stdout[:LONGEST_TEXT]}] if captured.stdout else []
    outputs += [{"stream": captured.stderr[:LONGEST_TEXT]}] if captured.stderr else []
    for output in captured.outputs:
        data = {kind: value for kind, value in output.data.items() if isinstance(value, str)}
        outputs.append({"data": {kind: data[kind] for kind in ("text/plain", "image/png") if kind in data}})
    return {"outputs": outputs}


def _ask(student, kind, name, arguments=(), seconds=None):
    """What LocalStudent says, as plain data: {"value": …}, {"model": …} or {"problem": text}."""
    from rnn_course.checks.student import Problem

    try:
        given = [_given(argument) for argument in arguments]
        if kind == "value":
            return {"value": wire.encode(student.value(name))}
        if kind == "call":
            value, changed = student.call(name, given, seconds)
            return {"value": wire.encode(value), "changed": changed}
        return {"model": describe_model(student.model(name, given, seconds))}
    except Problem as problem:
        return {"problem": str(problem)}
    except wire.WireError as error:
        return {"problem": f"`{name}`: 돌려준 값을 검사로 옮길 수 없습니다. ({error})"}


def _given(argument):
    """An argument from the examiner: plain data, or a helper function as its source."""
    from rnn_course.checks.student import Code

    if isinstance(argument, dict) and "code" in argument:
        return Code(argument["code"], wire.decode(argument["data"]))
    return wire.decode(argument)


def describe_model(model):
    """rnn_course.checks.models.Model as names, arguments and arrays."""
    return {
        "layers": [_describe_layer(layer) for layer in model.layers],
        "input_shape": wire.encode(model.input_shape),
        "output_shape": wire.encode(model.output_shape),
        "loss": wire.encode(model.loss),
        "optimizer": wire.encode(model.optimizer),
    }


def _describe_layer(layer):
    return {
        "kind": layer.kind,
        "arguments": wire.encode(layer.arguments),
        "weights": wire.encode(layer.weights),
        "inner": _describe_layer(layer.inner) if layer.inner else None,
    }


if __name__ == "__main__":
    main(int(sys.argv[1]), json.loads(sys.argv[2]))
