"""Finds what students handed in. Who it is comes from the folder alone, never from a file's name or content."""

import os
import unicodedata
from collections import Counter
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from glob import escape, glob
from pathlib import Path
from re import compile as pattern_of
from re import fullmatch

from course_grader import reading
from course_grader.archive import LONGEST_TEXT, Refused, find_notebook, read_plain_file, read_timestamp, shown

MOST_FILES = 100  # notebooks in one folder
DEEPEST = 10  # folders in a folder
LARGEST_FOLDER = 3 * reading.LARGEST_FILE  # bytes of all notebooks together
BLANK = b'{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}'


@dataclass(frozen=True)
class Submission:
    """student: the folder's name with Hangul composed (NFC), as a Mac's decomposed names are the same person."""

    student: str
    folder: Path
    alone: bool = True  # no other folder has this name


@dataclass
class Files:
    """notebooks: {notebook's name in the gradebook: bytes}. timestamp, key: as in timestamp.txt and
    submission_secret.txt, empty without one; with the key nbgrader hands the feedback to the right student."""

    notebooks: dict
    timestamp: str
    key: str
    notes: list = field(default_factory=list)


def composed(name):
    return unicodedata.normalize("NFC", name)


def _is_utf8(name):
    return not any("\udc80" <= letter <= "\udcff" for letter in name)  # how Python keeps bytes that are not


def find_submissions(coursedir, assignment):
    """Submissions to an assignment, in the order of the students' names, as nbgrader's settings place them."""
    chosen, excluded = composed(coursedir.student_id), set(composed(coursedir.student_id_exclude).split(","))
    step, root = coursedir.submitted_directory, coursedir.root
    structure = coursedir.directory_structure.format(nbgrader_step=step, student_id="*", assignment_id=assignment)
    name = pattern_of(coursedir.format_path(step, "(?P<student>[^/]+)", assignment, escape=True) + "$")
    found = []
    for folder in sorted(glob(os.path.join(escape(root), structure))):
        student = name.match(folder)["student"]
        if fnmatchcase(composed(student), chosen) and composed(student) not in excluded:
            found.append(_with_composed_name(coursedir, assignment, student, Path(folder)))
    times = Counter(submission.student for submission in found)
    found = [replace(submission, alone=times[submission.student] == 1) for submission in found]
    return sorted(found, key=lambda submission: submission.student)


def _with_composed_name(coursedir, assignment, student, folder):
    """nbgrader's own pages look for a student under the gradebook's name, so a decomposed folder is renamed."""
    wanted = Path(coursedir.format_path(coursedir.submitted_directory, composed(student), assignment))
    if wanted != folder and not os.path.lexists(wanted):
        wanted.parent.mkdir(parents=True, exist_ok=True)
        os.rename(folder, wanted)
        if not any(folder.parent.iterdir()):
            folder.parent.rmdir()
        folder = wanted
    return Submission(shown(student), folder)


def read_submission(submission, templates):
    """Files of a submission. templates: {notebook's name: bytes of its template}. Raises Refused."""
    for place in (submission.folder.parent, submission.folder):
        if not _is_utf8(place.name):
            raise Refused("폴더의 이름이 UTF-8이 아닙니다. 학번이나 계정으로 바꾸세요.")
        if place.is_symlink():
            raise Refused(f"`{shown(place.name)}` 폴더가 기호 링크입니다. 제출물은 링크가 아닌 파일이어야 합니다.")
    if not submission.alone:
        raise Refused(
            "이름이 같은 폴더가 둘입니다. 한글의 자모를 풀어 쓴 이름과 모아 쓴 이름입니다. 하나만 남겨 두세요."
        )
    found = _notebooks_in(submission.folder)
    files = Files(
        {}, read_timestamp(submission.folder / "timestamp.txt"), _key(submission.folder / "submission_secret.txt")
    )
    for name, template in templates.items():
        if not found:
            files.notebooks[name] = _unpack(name, template, submission.folder, files.notes)
            continue
        candidates = found if len(templates) == 1 else [path for path in found if _stem(path).startswith(name)]
        files.notebooks[name] = _choose(name, template, candidates, files.notes)
    return files


def _unpack(name, template, folder, notes):
    """Bytes of the notebook in the ZIP of a folder that has no notebook beside it."""
    found = find_notebook(folder, name, worked_on=lambda data: _is_answered(template, data))
    notes += [f"ZIP에 든 `{shown(found.name)}`을 채점했습니다.", *found.notes]
    return found.data


def _notebooks_in(folder):
    """Paths of the files that may be notebooks: also `name.ipynb.txt`, as some browsers save them."""
    found = []
    for place, folders, names in os.walk(folder):
        deep = len(Path(place).relative_to(folder).parts) >= DEEPEST
        folders[:] = sorted(name for name in folders if not deep and not name.startswith("."))
        found += [Path(place, name) for name in sorted(names) if ".ipynb" in name.lower() and not name.startswith(".")]
        if len(found) > MOST_FILES:
            raise Refused(f"제출한 폴더에 노트북이 {MOST_FILES}개보다 많습니다.")
    return found


def _stem(path):
    return composed(path.name)[: path.name.lower().rindex(".ipynb")]


def _choose(name, template, candidates, notes):
    """Bytes of the file to grade: the one with the right name, else the only one that was worked on."""
    if not candidates:
        notes.append(f"`{name}.ipynb`가 없어서 빈 노트북으로 채점했습니다.")
        return BLANK
    contents = _contents(candidates)
    named = [path for path in candidates if composed(path.name) == f"{composed(name)}.ipynb"][:1]
    if len(candidates) > 1 and not (named and _is_answered(template, contents[named[0]])):
        named = [path for path in candidates if _is_answered(template, contents[path])] or named or candidates[:1]
    chosen = named or candidates
    if len(chosen) > 1:
        names = ", ".join(f"`{shown(path.name)}`" for path in chosen[:5])
        raise Refused(f"답이 있는 노트북이 여럿이라 무엇을 채점할지 알 수 없습니다: {names}. 하나만 남겨 두세요.")
    if composed(chosen[0].name) != f"{composed(name)}.ipynb":
        notes.append(f"`{name}.ipynb` 대신 `{shown(chosen[0].name)}`을 채점했습니다.")
    return contents[chosen[0]]


def _contents(paths):
    contents = {}
    for path in paths:
        contents[path] = read_plain_file(path, reading.LARGEST_FILE)
        if sum(map(len, contents.values())) > LARGEST_FOLDER:
            raise Refused(f"제출한 노트북이 모두 합해 {LARGEST_FOLDER // 2**20} MB를 넘습니다.")
    return contents


def _is_answered(template, data):
    try:
        return bool(reading.rebuild(reading.template_cells(template), data).answered)
    except reading.Unreadable:
        return False


def _key(path):
    try:
        text = read_plain_file(path, LONGEST_TEXT).decode("ascii", errors="replace")
    except FileNotFoundError:
        return ""
    return text if fullmatch("[0-9a-f]+", text) else ""
