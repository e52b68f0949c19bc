"""What the loaders of reviews and word vectors share: where a file may lie, errors, whole files only, progress."""

import hashlib
import os
import sys
import time
import tomllib
from pathlib import Path

from rnn_course.datasets import DATA_FOLDER, SETTING, unreadable

CACHE_FOLDER = DATA_FOLDER / "real" / ".cache"


def find_real(names):
    """The real data that is to be used instead of the embedded: a path, or None where there is none.

    names: file or folder names, the first that exists counts. Looked for in the folder that the environment variable
    ``RNN_COURSE_DATA`` names, else in ``data/real/``. Raises DataError where that variable is set and nothing is found.
    """
    setting = os.environ.get(SETTING)
    folder = Path(setting) if setting else DATA_FOLDER / "real"
    for name in names:
        if (folder / name).exists():
            return folder / name
    if setting:
        fault = "폴더에 파일이 없습니다." if folder.is_dir() else "폴더가 없습니다."
        raise unreadable(
            folder,
            f"환경 변수 {SETTING}에 적힌 {fault}",
            f"이 폴더에 {', '.join(names)} 가운데 하나를 넣거나, 내장 데이터를 쓰려면 {SETTING} 설정을 지우세요.",
        )
    return None


def read_embedded(name, unpack=bytes):
    """The bytes of an embedded file in data/, unpacked by ``unpack``, their SHA-256 compared with the manifest."""
    remedy = f"`git checkout -- data/{name}`로 되돌리거나 강의 자료를 다시 내려받으세요."
    file = DATA_FOLDER / name
    try:
        content = unpack(file.read_bytes())
    except FileNotFoundError:
        raise unreadable(file, "파일이 없습니다.", remedy) from None
    except (OSError, EOFError, ValueError) as fault:
        raise unreadable(file, f"파일이 손상되었습니다({fault}).", remedy) from None
    manifest = tomllib.loads((DATA_FOLDER / "manifest.toml").read_text(encoding="utf-8"))
    if hashlib.sha256(content).hexdigest() != manifest[name]["sha256"]:
        raise unreadable(file, "파일 내용이 배포한 것과 다릅니다(SHA-256이 맞지 않습니다).", remedy)
    return content


def write_whole(file, write):
    """Let ``write(handle)`` write a binary file that appears under its name only when it is complete."""
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_name(f"{file.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as handle:
            write(handle)
        os.replace(part, file)
    finally:
        part.unlink(missing_ok=True)


class Progress:
    """A line such as '리뷰를 읽는 중: 40%' for the person who waits; nothing of it stays in a notebook's output.

    It appears after a second, in a terminal or under a notebook's cell, and is cleared when the work ends; in a
    notebook that clears what the same cell had printed before, too.
    """

    def __init__(self, task):
        self.task = task
        self.next_time = time.monotonic() + 1
        self.shown = None

    def __enter__(self):
        return self

    def update(self, done, total):
        """Show the share ``done / total`` of the work, at most twice a second."""
        if time.monotonic() >= self.next_time:
            self.next_time = time.monotonic() + 0.5
            self._show(f"{self.task}: {100 * done / total:.0f}%")

    def _show(self, text):
        if _in_notebook():
            from IPython.display import display

            data = {"text/plain": text}
            if self.shown is None:
                self.shown = display(data, raw=True, display_id=True)
            else:
                self.shown.update(data, raw=True)
        elif sys.stderr.isatty():
            self.shown = "terminal"
            print(f"\r\033[K{text}", end="", file=sys.stderr, flush=True)

    def __exit__(self, *error):
        if self.shown == "terminal":
            print("\r\033[K", end="", file=sys.stderr, flush=True)
        elif self.shown is not None:
            from IPython.display import clear_output

            clear_output(wait=True)


def _in_notebook():
    shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    return shell is not None and hasattr(shell, "kernel")
