"""Which file of what a student handed in is the notebook, and how a download from a learning-management system gets in.

    make collect A=ps03 FROM=FOLDER_OR_ZIP

puts one notebook for each student into submitted/STUDENT/ps03_simple_rnn/. Nothing is ever unpacked: one file is read,
within limits, and written under a name of our own, so no name in an archive decides where something is written.
"""

import argparse
import contextlib
import dataclasses
import errno
import io
import itertools
import os
import re
import shutil
import stat
import struct
import sys
import unicodedata
import zipfile
import zlib
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from nbgrader.utils import parse_utc

from course_grader.reading import LARGEST_FILE
from course_grader.this_course import Unusable, faults_told, find_assignment, new_converter, roster_of

LARGEST_ARCHIVE = 100 * 2**20  # bytes of one student's archive
LARGEST_CONTENT = 500 * 2**20  # bytes of all that it says it holds
LARGEST_RATIO = 200  # unpacked to packed; deflate makes at most 1032 of 1, a notebook with its outputs about 20
MOST_FILES = 2_000  # of one student
MOST_STUDENTS = 50_000
DEEPEST = 10  # folders
SEOUL = ZoneInfo("Asia/Seoul")
UNFINISHED = ".collected.new"
LONGEST_TEXT = 200  # bytes of timestamp.txt and submission_secret.txt
# its time zone ("Asia/Seoul", "KST-9") is looked up, so it must be no path
TIMESTAMP = r"[0-9T:. +-]+([A-Za-z_]+(/[A-Za-z_]+)*(-[0-9]{1,2})?)?"
IGNORED = {"__MACOSX", ".ipynb_checkpoints", "__pycache__", ".DS_Store", "desktop.ini", "Thumbs.db", "timestamp.txt"}


class Refused(Exception):
    """Nothing is taken from here; the Korean message is for the person who looks at it."""


@dataclass
class File:
    """A file that was handed in. name: its path inside the folder or archive; time: when it was last changed, or None.

    read: function without arguments that gives its bytes and raises Refused.
    """

    name: str
    size: int
    read: object
    time: datetime | None = None

    @property
    def ending(self):
        return Path(self.name.lower()).suffix


@dataclass
class Found:
    """The notebook of a student. notes: in Korean, what a person should know."""

    data: bytes
    name: str
    notes: list[str]
    time: datetime | None = None


def find_notebook(path, notebook, worked_on=None):
    """The notebook that a student handed in: `path` is a file, a ZIP or a folder. Raises Refused.

    notebook: the name it should have, without `.ipynb`.
    worked_on: a function of a notebook's bytes, False for one that is as it was given out; used to choose.
    """
    return _choose(files_in(path), notebook, worked_on)


def files_in(path):
    """The files of a folder (symbolic links are left out), or the one file. Raises Refused."""
    path = Path(path)
    try:
        found = os.lstat(path)
    except OSError:
        raise Refused(f"`{shown(path.name)}`을 찾을 수 없습니다.") from None
    if stat.S_ISDIR(found.st_mode):
        return list(itertools.islice(_walk(path), MOST_FILES + 1))
    if not stat.S_ISREG(found.st_mode):
        raise Refused(f"`{shown(path.name)}`은 보통 파일이 아닙니다. 링크는 따라가지 않습니다.")
    return [_on_disk(path, path.name, found)]


def _walk(folder, name="", depth=0):
    """Plain files below a folder, at most one more than MOST_FILES of them."""
    try:
        with os.scandir(folder) as entries:
            entries = sorted(itertools.islice(entries, MOST_FILES + 1), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        if entry.is_file(follow_symlinks=False):
            yield _on_disk(Path(entry.path), name + entry.name, entry.stat(follow_symlinks=False))
        elif entry.is_dir(follow_symlinks=False) and depth < DEEPEST:
            yield from _walk(entry.path, f"{name}{entry.name}/", depth + 1)


def _on_disk(path, name, found):
    time = datetime.fromtimestamp(found.st_mtime, UTC)
    return File(_readable(name), found.st_size, lambda: _read_file(path), time)


def _read_file(path):
    try:
        data = read_plain_file(path, LARGEST_ARCHIVE)
    except FileNotFoundError as error:
        raise Refused(f"`{shown(path.name)}`을 읽지 못했습니다: {error.strerror}") from None
    if len(data) > LARGEST_ARCHIVE:
        raise Refused(f"`{shown(path.name)}`이 {LARGEST_ARCHIVE // 2**20} MB를 넘습니다.")
    return data


def read_plain_file(path, most):
    """Bytes of a regular file, no more than most + 1 of them. Raises Refused for a link, a pipe, a device."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except FileNotFoundError:
        raise
    except OSError as error:
        reason = "기호 링크입니다" if error.errno == errno.ELOOP else f"열리지 않습니다({error.strerror})"
        raise Refused(f"`{shown(path.name)}`: {reason}.") from None
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise Refused(f"`{shown(path.name)}`: 보통 파일이 아닙니다.")
        return file.read(most + 1)


def read_timestamp(path):
    """Text of a submission's timestamp.txt, which nbgrader understands; empty without one. Raises Refused."""
    try:
        text = read_plain_file(path, LONGEST_TEXT).decode().strip()
        if text and not re.fullmatch(TIMESTAMP, text):
            raise ValueError
        parse_utc(text) if text else None
    except FileNotFoundError:
        return ""
    except (ValueError, TypeError, ArithmeticError):
        raise Refused("제출 시각(timestamp.txt)을 읽을 수 없습니다. 시각을 바로 적거나 파일을 지우세요.") from None
    return text


def _readable(name):
    """A file's name in composed form (macOS writes Hangul decomposed); bytes that are no UTF-8 may be CP949."""
    raw = name.encode("utf-8", "surrogateescape")
    return unicodedata.normalize("NFC", _decoded(raw) or raw.decode("utf-8", "replace"))


def _decoded(raw):
    """The text of bytes that are UTF-8 or CP949; None for others."""
    for encoding in ("utf-8", "cp949"):
        with contextlib.suppress(UnicodeError):
            return raw.decode(encoding)
    return None


def _choose(files, notebook, worked_on=None):
    """Of a student's files the notebook; archives are looked into where there is none."""
    files = [file for file in files if not _is_ignored(file.name)]
    if len(files) > MOST_FILES:
        raise Refused(f"파일이 {len(files):,}개입니다. {MOST_FILES:,}개까지 봅니다.")
    best = _nearest(files, notebook)
    if best:
        return _one_of(best, notebook, worked_on)
    archives = [file for file in files if file.ending == ".zip"]
    if len(archives) > 1:
        raise Refused(f"ZIP이 여럿이라 하나를 고를 수 없습니다: {_listed(archives)}")
    if not archives:
        raise Refused(f"제출한 폴더에 노트북(.ipynb)이 없습니다. 있는 파일: {_listed(files) or '없음'}")
    inside = [file for file in read_zip(archives[0].read()) if not _is_ignored(file.name)]
    best = _nearest(inside, notebook)
    if not best:
        nested = "ZIP 안에 ZIP이 또 있습니다. " if any(file.ending == ".zip" for file in inside) else ""
        raise Refused(f"{nested}ZIP 안에 노트북(.ipynb)이 없습니다. 있는 파일: {_listed(inside) or '없음'}")
    found = _one_of(best, notebook, worked_on)
    found.time = archives[0].time
    return found


def _is_ignored(name):
    parts = name.split("/")
    return any(part in IGNORED for part in parts) or parts[-1].startswith(("._", "~$"))


def _nearest(files, notebook):
    """The notebooks whose names have the right one within (copies have), or else all."""
    notebooks = [file for file in files if ".ipynb" in plain_name(file.name) and file.ending != ".zip"]
    notebooks += [file for file in files if file.ending == ".json" and _is_named(file, notebook)]
    return [file for file in notebooks if _is_named(file, notebook)] or notebooks


def _is_named(file, notebook):
    return notebook.casefold() in plain_name(file.name)


def plain_name(name):
    """The last part of a path, composed and in small letters: Hangul from macOS comes decomposed."""
    return unicodedata.normalize("NFC", name).rpartition("/")[2].casefold()


def _one_of(files, notebook, worked_on):
    """One of several notebooks: equal ones are one, those as given out are none, the right name wins."""
    if len(files) > 20:
        raise Refused(f"노트북이 {len(files):,}개라 하나를 고를 수 없습니다.")
    contents = {}
    for file in sorted(files, key=lambda file: not _has_name(file, notebook)):
        contents.setdefault(file.read(), file)
    if worked_on and len(contents) > 1:
        contents = {data: file for data, file in contents.items() if worked_on(data)} or contents
    right = {data: file for data, file in contents.items() if _has_name(file, notebook)}
    if len(contents) > 1 and len(right) != 1:
        raise Refused(f"노트북이 여럿이라 하나를 고를 수 없습니다: {_listed(contents.values())}")
    ((data, file),) = (right if len(contents) > 1 else contents).items()
    if len(data) > LARGEST_FILE:
        raise Refused(f"`{shown(file.name)}`이 {LARGEST_FILE // 2**20} MB를 넘습니다.")
    notes = [] if _is_named(file, notebook) else [f"노트북의 이름이 `{shown(file.name)}`입니다."]
    if len(contents) > 1:
        others = [other for other in contents.values() if other is not file]
        notes.append(f"이름이 맞는 노트북을 골랐습니다. 다른 노트북도 있습니다: {_listed(others)}")
    return Found(data, file.name, notes, file.time)


def _has_name(file, notebook):
    return plain_name(file.name) == f"{notebook}.ipynb".casefold()


def read_zip(data):
    """The files of a student's ZIP, checked before anything is unpacked. data: bytes. Raises Refused.

    Each file is unpacked when it is read, into memory, up to LARGEST_FILE.
    """
    if data.count(b"PK\x01\x02") > MOST_FILES:  # each entry of the directory begins so: bounds what zipfile allocates
        raise Refused(f"ZIP에 든 파일이 {MOST_FILES:,}개를 넘습니다.")
    archive = _open_zip(io.BytesIO(data))
    if sum(entry.file_size for entry in archive.infolist()) > LARGEST_CONTENT:
        raise Refused("ZIP을 풀면 너무 커집니다. 열지 않았습니다.")
    for entry in archive.infolist():
        _require_harmless(entry)
    return _entries(archive, LARGEST_FILE)


def _open_zip(file):
    try:
        return zipfile.ZipFile(file)
    except (zipfile.BadZipFile, ValueError, RuntimeError, OSError, struct.error, OverflowError, IndexError):
        raise Refused("ZIP으로 읽을 수 없는 파일입니다. 올리다가 끊겼을 수 있습니다.") from None


def _entries(archive, largest):
    return [
        File(_entry_name(entry), entry.file_size, _reader(archive, entry, largest), _entry_time(entry))
        for entry in archive.infolist()
        if not _entry_name(entry).endswith("/")
    ]


def _entry_name(entry):
    """The name of an entry with `/` between its folders. Without the flag for UTF-8 it may be UTF-8 or CP949."""
    name = entry.orig_filename
    if not entry.flag_bits & 0x800:
        name = _decoded(name.encode("cp437", "replace")) or name
    return unicodedata.normalize("NFC", name).replace("\\", "/")


def _require_harmless(entry):
    name = _entry_name(entry)
    if name.startswith("/") or ".." in name.split("/") or re.match(r"[A-Za-z]:", name):
        raise Refused(f"ZIP에 바깥 폴더를 가리키는 이름이 있습니다: {shown(name)}")
    if "\0" in name or len(name) > 1_000:
        raise Refused(f"ZIP에 이상한 파일 이름이 있습니다: {shown(name)}")
    if entry.flag_bits & 0x1:
        raise Refused("암호가 걸린 ZIP입니다. 암호 없이 다시 받아야 합니다.")
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise Refused(f"ZIP에 링크나 장치 파일이 있습니다: {shown(name)}")
    if entry.file_size > max(2**20, LARGEST_RATIO * entry.compress_size):
        raise Refused(f"ZIP을 풀면 {LARGEST_RATIO}배보다 커지는 파일이 있습니다: {shown(name)}")


def _entry_time(entry):
    """When the file was changed, as its archive says; ZIP knows no time zone."""
    with contextlib.suppress(ValueError):
        return datetime(*entry.date_time, tzinfo=SEOUL)


def _reader(archive, entry, largest):
    name = _entry_name(entry)

    def read():
        _require_harmless(entry)
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):  # zipfile limits no other method
            raise Refused(f"`{shown(name)}`의 압축 방식은 읽지 않습니다. 보통 ZIP으로 다시 받아야 합니다.")
        try:
            with archive.open(entry) as file:
                data = file.read(largest + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError, struct.error):
            raise Refused(f"`{shown(name)}`이 깨져 있습니다.") from None
        if len(data) > largest:
            raise Refused(f"`{shown(name)}`이 {largest // 2**20} MB를 넘습니다.")
        return data

    return read


def shown(name):
    """A name that someone else chose, for a message: readable, no control characters, not too long."""
    letters = (letter if letter.isprintable() and letter != "`" else "?" for letter in _readable(str(name))[:200])
    plain = "".join(letters)
    return plain if len(plain) <= 80 else plain[:77] + "..."


def _listed(files):
    names = sorted(shown(file.name) for file in files)
    return ", ".join(names[:5]) + (f" 외 {len(names) - 5}개" if len(names) > 5 else "")


# A download from a learning-management system: the student's id stands where the system writes it, at the beginning of
# the name. What comes further on is the student's own file name, which may name somebody else.
PATTERNS = [
    r".*?_(?P<student>\d+)_assignsubmission_(?:file_)?",  # Moodle: 홍길동_48213_assignsubmission_file_/ps03.ipynb
    r"[^/]*?_(?P<student>[^\W_]+)_attempt_(?P<time>\d{4}(?:-\d\d){5})",  # Blackboard: 과제_20231234_attempt_2026-…
    r"(?:[^\d_\-/ ]*[_\- ])?"  # 20231234_ps03.ipynb, 홍길동_20231234.zip
    r"(?P<student>[A-Za-z]?\d{4,12})(?=[_\-. /]|$)",
]
STUDENT = re.compile(r"\w[\w.@-]{0,63}")
NOT_IN_ROSTER = (
    "명단에 없는 번호라 넣지 않았습니다. 학번이면 명단에 더하고, Moodle의 참가자 번호처럼 학번이 아니면 "
    "명단의 lms_user_id에 적은 다음 다시 걷습니다."
)


@dataclass
class Outcome:
    """What became of one student's work. state: one of STATES; notes in Korean."""

    student: str
    state: str
    notes: list[str]


STATES = NEW, REPLACED, SAME, KEPT, PERSON = "새로 넣음", "새것으로 바꿈", "이미 있음", "그대로 둠", "사람이 확인"


def collect(assignment, source, submitted, pattern=None, replace=False, roster=None):
    """Put every student's notebook of a download into submitted/STUDENT/ASSIGNMENT/. Returns a list of Outcome.

    source: the folder or ZIP of the download: for each student files, a ZIP or a folder.
    pattern: regular expression for the beginning of a name, with the group `student` and, where the name tells when the
        work was handed in (Korean time), `time`: year to second; PATTERNS if it is None.
    replace: overwrite work that is not older than what is collected.
    roster: {what a student is called in names: id}; work of others is left. Without one everybody's is taken.
    Raises Refused where the download itself cannot be read.
    """
    files, outcomes = _download(Path(source))
    students, nameless = _by_student(files, [pattern] if pattern else PATTERNS, roster or {})
    for student, (time, files, owners) in sorted(students.items()):
        try:
            _require_one_owner(owners, pattern)
            if roster and student not in roster:
                raise Refused(NOT_IN_ROSTER)
            found = _choose(files, assignment)
            state, notes = _put(Path(submitted) / student, assignment, found, time, replace)
            outcomes.append(Outcome(student, state, found.notes + notes))
        except Refused as reason:
            outcomes.append(Outcome(student, PERSON, [str(reason)]))
        except OSError as error:
            outcomes.append(Outcome(student, PERSON, [f"쓰지 못했습니다: {error.strerror}"]))
    return outcomes + [Outcome(shown(name), PERSON, ["이름에서 학번을 하나로 알 수 없습니다."]) for name in nameless]


def _require_one_owner(owners, pattern):
    """Where students chose the names of their files, one may have written another's number into it."""
    if len(owners) > 1 and not pattern:
        names = ", ".join(f"`{shown(name)}`" for name in sorted(owners)[:5])
        raise Refused(f"이 학번을 적은 이름이 여럿입니다: {names}. 누구의 것인지 보고 하나만 남기세요.")


def _download(source):
    """(all files of a download, without a folder around the whole; an Outcome for each entry that is not read)"""
    refused = []
    if source.is_dir():
        with os.scandir(source) as entries:
            tops = sorted(itertools.islice(entries, MOST_STUDENTS), key=lambda entry: entry.name)
        files = []
        for top in tops:
            try:
                files += _below(top)
            except Refused as reason:
                refused.append(Outcome(shown(top.name), PERSON, [str(reason)]))
    elif source.is_file():
        archive = _open_zip(source)
        if len(archive.infolist()) > MOST_STUDENTS:
            raise Refused(f"ZIP에 든 파일이 {MOST_STUDENTS:,}개를 넘습니다.")
        files = _entries(archive, LARGEST_ARCHIVE)
    else:
        raise Refused(f"`{shown(source)}`을 찾을 수 없습니다.")
    files = [file for file in files if not _is_ignored(file.name)]
    tops = {file.name.split("/")[0] for file in files}
    if len(tops) == 1 and all("/" in file.name for file in files) and not any(map(_ids(PATTERNS), tops)):
        files = [dataclasses.replace(file, name=file.name.partition("/")[2]) for file in files]
    return files, refused


def _below(top):
    """The files of one entry of a folder, named with it. Raises Refused."""
    files, name = files_in(top.path), _readable(top.name)
    return [dataclasses.replace(file, name=f"{name}/{file.name}") for file in files] if top.is_dir() else files


def _ids(patterns):
    """A function of a name: {student: (what the system wrote up to the number, its end, time or None)}."""
    known = [re.compile(pattern) for pattern in patterns]

    def ids(name):
        found = {}
        for match in filter(None, (pattern.match(name) for pattern in known)):
            student = unicodedata.normalize("NFC", match["student"])
            if STUDENT.fullmatch(student):
                owner = name[: match.end("student")]
                found.setdefault(student, (owner, match.end(), match.groupdict().get("time")))
        return found

    return ids


def _by_student(files, patterns, roster):
    """({student: (time, files of the last time, beginnings of all names up to the student's number)}, names in which no
    student, or more than one, is found). roster: {what a name may call a student: id}."""
    ids, students, owners, nameless = _ids(patterns), {}, {}, set()
    for file in files:
        found = ids(file.name)
        if len(found) != 1:
            nameless.add(file.name.split("/")[0])
            continue
        ((called, (owner, end, time)),) = found.items()
        student = roster.get(called, called)
        owners.setdefault(student, set()).add(owner)
        rest = file.name[end:].lstrip("_- /")
        file = file if not rest or rest.startswith(".") else dataclasses.replace(file, name=rest)
        students.setdefault(student, {}).setdefault(_time(time), []).append(file)
    last = {student: max(times, key=lambda time: time or NEVER) for student, times in students.items()}
    return {s: (time, students[s][time], owners[s]) for s, time in last.items()}, sorted(nameless)


NEVER = datetime.min.replace(tzinfo=UTC)


def _time(text):
    """The time that a file's name tells, as 2026-11-01-10-20-30 or 20261101102030; None without one."""
    with contextlib.suppress(ValueError, TypeError):
        return datetime.strptime(re.sub(r"\D", "", text), "%Y%m%d%H%M%S").replace(tzinfo=SEOUL)


def _put(home, assignment, found, time, replace):
    """Write a student's notebook, whole or not at all. home: submitted/STUDENT. Returns (state, notes)."""
    folder, name = home / assignment, f"{assignment}.ipynb"
    if any(path.is_symlink() for path in (home, folder, folder / name, folder / "timestamp.txt")):
        raise Refused("제출물의 폴더가 링크입니다. 아무것도 쓰지 않았습니다.")
    contents = {name: found.data}
    if time:
        contents["timestamp.txt"] = f"{time.astimezone(UTC):%Y-%m-%d %H:%M:%S.%f} UTC".encode()
    changed = time or found.time
    if not folder.exists():
        _put_new(folder, contents, changed)
        return NEW, []
    if all(_old(folder / name) == data for name, data in contents.items()):
        return SAME, []
    before = _when(folder, name)
    if before and not replace and not (changed and changed > before):
        return KEPT, [
            f"{before.astimezone(SEOUL):%Y-%m-%d %H:%M}에 낸 것보다 새것이 아닙니다. 바꾸려면 REPLACE=1을 붙입니다."
        ]
    notes = []
    if not time and (folder / "timestamp.txt").exists():  # it tells when the old file was handed in
        (folder / "timestamp.txt").unlink()
        notes = [
            "새 파일을 언제 냈는지 알 수 없어 먼저 낸 파일의 제출 시각을 지웠습니다. "
            "마감 뒤에 냈다면 timestamp.txt에 그 시각을 적으세요."
        ]
    for name, data in contents.items():
        _write(folder / UNFINISHED, data, changed)
        os.replace(folder / UNFINISHED, folder / name)
    return REPLACED if before else NEW, notes


def _put_new(folder, contents, changed):
    made = folder.with_name(f".{folder.name}.new")
    shutil.rmtree(made, ignore_errors=True)  # of a run that was ended
    made.mkdir(parents=True)
    try:
        for name, data in contents.items():
            _write(made / name, data, changed)
        made.rename(folder)
    except OSError:
        shutil.rmtree(made, ignore_errors=True)
        raise


def _write(path, data, changed):
    path.unlink(missing_ok=True)
    with open(path, "xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    if changed:
        os.utime(path, (changed.timestamp(), changed.timestamp()))


def _old(path):
    return path.read_bytes() if path.is_file() else None


def _when(folder, name):
    """When the work in a folder was handed in: what nbgrader noted, or when the notebook was changed; None without."""
    if not (folder / name).is_file():
        return None
    with contextlib.suppress(Refused):
        if noted := read_timestamp(folder / "timestamp.txt"):
            return parse_utc(noted).replace(tzinfo=UTC)
    with contextlib.suppress(OSError):
        return datetime.fromtimestamp((folder / name).stat().st_mtime, UTC)


def report(outcomes):
    """What became of the download, in Korean: the counts, then all that is not simply in its place."""
    counts = Counter(outcome.state for outcome in outcomes)
    lines = [", ".join(f"{state} {counts[state]:,}" for state in STATES if counts[state]) or "제출물이 없습니다."]
    for outcome in outcomes:
        if outcome.notes:
            lines.append(f"- {outcome.student} [{outcome.state}] {' '.join(outcome.notes)}")
    return "\n".join(lines)


def main(arguments=None):
    """The command. Returns 0, or 1 where a person has to look at something, 2 where nothing could be read."""
    parser = argparse.ArgumentParser(
        prog="python -m course_grader.archive",
        description="학습 관리 시스템(LMS)에서 내려받은 제출물을 submitted/학번/과제/에 넣습니다.",
        epilog="학번은 이름의 앞부분에서 읽습니다: 20231234_ps03.ipynb, 홍길동_20231234.zip, 20231234/ps03.ipynb, "
        "홍길동_48213_assignsubmission_file_/(Moodle), 과제_20231234_attempt_2026-11-01-10-20-30_…(Blackboard). "
        r"다른 모양은 --pattern '[^_]+_(?P<student>\w+?)_' 처럼 알려 줍니다. "
        "학생이 이름을 짓는 곳에서 받았다면 남의 학번을 적을 수 있으니 시스템이 적은 자리를 --pattern으로 알려 주세요.",
    )
    parser.add_argument("assignment", help="과제의 이름이나 이름의 앞부분. 예: ps03")
    parser.add_argument("download", help="내려받은 폴더나 ZIP")
    parser.add_argument("--pattern", help="이름의 앞부분을 읽는 정규 표현식. 그룹 student가 학번, time이 낸 때")
    parser.add_argument("--replace", action="store_true", help="더 오래되지 않은 제출물도 바꿈")
    chosen = parser.parse_args(arguments)
    try:
        directory = new_converter().coursedir
        assignment = _sensible(chosen.assignment, chosen.pattern, directory)
        submitted, download = Path(directory.root, directory.submitted_directory), Path(chosen.download).expanduser()
        with faults_told():
            roster = roster_of(directory)
        outcomes = collect(assignment, download, submitted, chosen.pattern, chosen.replace, roster)
    except (Refused, Unusable) as reason:
        print(reason)
        return 2
    print(report(outcomes))
    return int(any(outcome.state in (KEPT, PERSON) for outcome in outcomes))


def _sensible(name, pattern, directory):
    """The assignment that is meant. Raises UnknownName, and Refused for a pattern that is none."""
    try:
        if pattern and "student" not in re.compile(pattern).groupindex:
            raise Refused("--pattern에 학번의 자리 `(?P<student>…)`가 없습니다.")
    except re.error as error:
        raise Refused(f"--pattern이 정규 표현식이 아닙니다: {error}") from None
    sources = Path(directory.root, directory.source_directory)
    return find_assignment(name, sorted(path.name for path in sources.glob("*") if path.is_dir()))


if __name__ == "__main__":
    sys.exit(main())
