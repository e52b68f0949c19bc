"""The course's secret, from which the inputs of the checks are drawn for each submission.

It lies beside the gradebook (never in release/ or the exchange), is made once and is backed up with the gradebook.
"""

import contextlib
import fcntl
import os
import secrets
import stat
import tempfile
from pathlib import Path

NAME = ".rnn-course-secret"
LENGTH = 32  # bytes


class SecretDamaged(Exception):
    """The file is there but is not the secret that was made; the Korean message says what to do."""


@contextlib.contextmanager
def one_writer(folder):
    """Waits until no other run writes to this course. The lock vanishes with its process and leaves no file."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def course_secret(folder, log):
    """The secret's bytes; made when there is none. Raises SecretDamaged."""
    path = Path(folder, NAME)
    with one_writer(folder):
        if not os.path.lexists(path):
            _make(path)
            log.warning(
                "채점에 쓸 과정의 비밀을 %s에 새로 만들었습니다. gradebook.db와 함께 백업하세요. "
                "잃어버리면 다시 채점할 때 검사 입력이 달라집니다.",
                path.name,
            )
        return _read(path)


def _make(path):
    descriptor, temporary = tempfile.mkstemp(prefix=path.name, dir=path.parent)  # readable by its owner alone
    with os.fdopen(descriptor, "wb") as file:
        file.write(secrets.token_bytes(LENGTH))
        file.flush()
        os.fsync(file.fileno())
    os.rename(temporary, path)


def _read(path):
    advice = "백업한 파일로 되돌리세요. 백업이 없으면 이 파일을 지우고 다시 채점하세요. 검사 입력은 새로 뽑힙니다."
    if not stat.S_ISREG(path.lstat().st_mode):
        raise SecretDamaged(f"과정의 비밀 {path.name}이 보통 파일이 아닙니다. {advice}")
    path.chmod(0o600)  # a copy from a backup may have come back readable by all
    data = path.read_bytes()
    if len(data) != LENGTH:
        raise SecretDamaged(f"과정의 비밀 {path.name}이 {LENGTH}바이트가 아니라 {len(data)}바이트입니다. {advice}")
    return data
