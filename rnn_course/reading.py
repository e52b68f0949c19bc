"""What all loaders share: where a file may lie, errors, text in its encodings, whole files only, progress."""

import codecs
import hashlib
import os
import secrets
import sys
import time
import tomllib
from contextlib import suppress
from pathlib import Path

DATA_FOLDER = Path(__file__).resolve().parent.parent / "data"
CACHE_FOLDER = DATA_FOLDER / "real" / ".cache"
SETTING = "RNN_COURSE_DATA"
MANIFEST = "manifest.toml"
# The names under which real data is looked for, in this order; data/README.md has the same table.
REAL_NAMES = {
    "주가": ("samsung_electronics_.csv", "prices.csv"),
    "영어 리뷰": ("aclImdb", "aclImdb_v1.tar.gz", "reviews_en", "reviews_en.tsv", "reviews_en.csv"),
    "한국어 리뷰": ("ratings_train.txt", "ratings.txt", "reviews_ko", "reviews_ko.tsv", "reviews_ko.csv"),
    "단어 벡터": ("glove.6B.100d.txt", "glove.6B.zip"),
}
SECONDS_OF_AN_HOUR = 3600


class DataError(ValueError):
    """A data file is missing, damaged or of another shape; the Korean message says which, where and what to do."""


def unreadable(place, fault, remedy):
    """The error to raise: ``place`` is the file, folder or line that is at fault, the others are Korean sentences."""
    return DataError(f"데이터 파일을 읽을 수 없습니다: {place}\n문제: {fault}\n해결: {remedy}")


def find_real(kind):
    """The real data that is to be used instead of the embedded: a path, or None where there is none.

    kind: a key of ``REAL_NAMES``; of its names the first that exists counts. Looked for in the folder that the
    environment variable ``RNN_COURSE_DATA`` names, else in ``data/real/``. Where that folder has real data of other
    kinds only, a printed line says so. Raises DataError where the variable names no folder, or one without real data.
    """
    setting = os.environ.get(SETTING)
    folder = Path(setting).expanduser() if setting else DATA_FOLDER / "real"
    for name in REAL_NAMES[kind]:
        if (folder / name).exists():
            return folder / name
    if setting:
        _explain_missing(folder, kind)
    return None


def _explain_missing(folder, kind):
    names = f"{', '.join(REAL_NAMES[kind])} 가운데 하나"
    remedy = f"이 폴더에 {names}를 넣거나, 내장 데이터를 쓰려면 {SETTING} 설정을 지우세요."
    if not folder.is_dir():
        raise unreadable(folder, f"환경 변수 {SETTING}에 적힌 폴더가 없습니다.", remedy)
    if not any((folder / name).exists() for names in REAL_NAMES.values() for name in names):
        raise unreadable(folder, f"환경 변수 {SETTING}에 적힌 폴더에 파일이 없습니다.", remedy)
    print(f"{SETTING} 폴더에 {kind} 파일이 없어 내장 데이터를 씁니다({names}를 넣으면 그것을 읽습니다).")


def read_bytes(file, remedy="파일을 원본에서 다시 내려받으세요."):
    """The bytes of a data file. Raises DataError where it is missing, no file, or empty."""
    if file.is_dir():
        raise unreadable(file, "파일이 아니라 폴더입니다.", "폴더 안에 있는 파일의 경로를 적으세요.")
    try:
        content = file.read_bytes()
    except FileNotFoundError:
        raise unreadable(file, "파일이 없습니다.", f"경로와 파일 이름을 확인하세요. {remedy}") from None
    except OSError as fault:
        raise not_opened(file, fault) from None
    if not content.removeprefix(codecs.BOM_UTF8).strip():
        raise unreadable(file, "파일이 비어 있습니다.", remedy)
    if content.startswith(b"version https://git-lfs"):
        raise unreadable(file, "내용이 아니라 Git LFS 포인터입니다.", "`git lfs pull`로 실제 파일을 받으세요.")
    return content


def not_opened(file, fault):
    """The error to raise for an OSError while opening or reading."""
    return unreadable(
        file, f"운영 체제가 파일을 열지 못했습니다({fault.strerror or fault}).", "파일 권한을 확인하세요."
    )


def decode_text(file, content):
    """The text of a table: UTF-8 with or without BOM, or CP949, as Korean spreadsheets and exchanges write it."""
    for encoding in ("utf-8-sig", "cp949"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            break
    else:
        raise unreadable(
            file,
            "글자를 읽을 수 없습니다. UTF-8이나 CP949로 저장된 텍스트가 아닙니다.",
            "압축 파일이나 엑셀 파일이라면 풀거나 열어서 'CSV UTF-8(쉼표로 분리)'로 다시 저장하세요.",
        )
    if text.lstrip().startswith(("<!", "<html", "<HTML")):
        raise unreadable(
            file, "표가 아니라 웹 페이지(HTML)입니다.", "웹 페이지가 아닌 CSV나 TSV 파일 자체를 내려받으세요."
        )
    return text


def read_toml(file):
    """The tables of a TOML file of data/. Raises DataError where it is missing or damaged."""
    remedy = _restore(file.name)
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise unreadable(file, "파일이 없습니다.", remedy) from None
    except OSError as fault:
        raise not_opened(file, fault) from None
    except ValueError as fault:
        raise unreadable(file, f"파일이 손상되었습니다({fault}).", remedy) from None


def _restore(name):
    return f"`git checkout -- data/{name}`로 되돌리거나 강의 자료를 다시 내려받으세요."


def _expected_checksum(name):
    """SHA-256 that the manifest gives for the embedded file ``name``."""
    manifest = DATA_FOLDER / MANIFEST
    try:
        return read_toml(manifest)[name]["sha256"]
    except (KeyError, TypeError):
        raise unreadable(manifest, f"{name}의 SHA-256이 적혀 있지 않습니다.", _restore(MANIFEST)) from None


def read_embedded(name, unpack=bytes):
    """The bytes of an embedded file in data/, unpacked by ``unpack``, their SHA-256 compared with the manifest."""
    remedy, file = _restore(name), DATA_FOLDER / name
    try:
        content = unpack(file.read_bytes())
    except FileNotFoundError:
        raise unreadable(file, "파일이 없습니다.", remedy) from None
    except (OSError, EOFError, ValueError) as fault:
        raise unreadable(file, f"파일이 손상되었습니다({fault}).", remedy) from None
    if hashlib.sha256(content).hexdigest() != _expected_checksum(name):
        raise unreadable(file, "파일 내용이 배포한 것과 다릅니다(SHA-256이 맞지 않습니다).", remedy)
    return content


def write_whole(file, write):
    """Let ``write(handle)`` write a binary file that appears under its name only when it is complete.

    Each call has a temporary file of its own, so that processes that write at once do not disturb each other. What a
    killed process left is removed an hour later.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    for left in file.parent.glob(f"{file.name}.*.part"):
        with suppress(OSError):  # another process may have been faster
            if time.time() - left.stat().st_mtime > SECONDS_OF_AN_HOUR:
                left.unlink()
    part = file.with_name(f"{file.name}.{os.getpid()}-{secrets.token_hex(4)}.part")
    try:
        with part.open("xb") as handle:
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
