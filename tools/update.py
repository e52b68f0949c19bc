"""Bring a student's folder up to a newer bundle without losing anything: python tools/update.py BUNDLE.zip

Work in my/ is never touched. A file of the course that the student has changed is copied to my/ before it is replaced.
"""

import hashlib
import json
import shutil
import sys
import zipfile
import zlib
from datetime import datetime
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).resolve().parent.parent
FILE_LIST = "bundle-files.json"


class UpdateError(Exception):
    """The bundle can't be used; nothing has been changed. The message is Korean."""


def checksum(data):
    return hashlib.sha256(data).hexdigest()


def is_safe(name):
    """True for a relative path inside the course folder and outside the student's own my/."""
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts and path.parts[0] != "my" and "\\" not in name


def read_bundle(archive_path):
    """{path: bytes} of a bundle, every file checked against the bundle's own list."""
    try:
        with zipfile.ZipFile(archive_path) as archive:
            listed = json.loads(archive.read(FILE_LIST))
            contents = {name: archive.read(name) for name in listed}
    except FileNotFoundError:
        raise UpdateError(
            f"'{archive_path}' 파일이 없습니다. 받은 묶음의 자리를 적으세요: make update FROM=받은파일.zip"
        ) from None
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, KeyError, ValueError, OSError) as error:
        raise UpdateError(f"'{archive_path}'은 온전한 학생용 묶음이 아닙니다. 다시 내려받으세요. ({error})") from error
    unsafe = [name for name in listed if not is_safe(name)]
    damaged = [name for name, data in contents.items() if checksum(data) != listed[name]]
    if unsafe or damaged:
        raise UpdateError(f"'{archive_path}'에 손상된 파일이 있습니다: {(unsafe + damaged)[0]}. 다시 내려받으세요.")
    return contents


def update(root, archive_path, now=None):
    """Replace the course's files by the bundle's. Returns the paths in my/ where changed files were kept."""
    contents = read_bundle(archive_path)
    known = root / FILE_LIST
    before = json.loads(known.read_text(encoding="utf-8")) if known.exists() else {}
    stamp = (now or datetime.now()).strftime("%Y%m%d-%H%M%S")
    kept = []
    for name in sorted(set(before) | set(contents)):
        path = root / name
        if not path.is_file() or checksum(path.read_bytes()) in (before.get(name), checksum(contents.get(name, b""))):
            continue
        copy = root / "my" / f"고친 파일 {stamp}" / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, copy)
        kept.append(copy)
    for name in set(before) - set(contents):
        (root / name).unlink(missing_ok=True)
    for name, data in contents.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    known.write_text(json.dumps({name: checksum(data) for name, data in contents.items()}), encoding="utf-8")
    return kept


def main(arguments):
    if len(arguments) != 1 or not arguments[0]:
        print("오류: 새로 받은 묶음을 적으세요: make update FROM=rnn-course-student.zip", file=sys.stderr)
        return 1
    if not (ROOT / FILE_LIST).exists():
        print("오류: 이 폴더는 학생용 묶음이 아닙니다. 저장소라면 git pull로 새로 고치세요.", file=sys.stderr)
        return 1
    try:
        kept = update(ROOT, Path(arguments[0]).expanduser())  # after FROM= not every shell does it
    except UpdateError as error:
        print(f"오류: {error}", file=sys.stderr)
        return 1
    print("강의 파일을 새로 고쳤습니다. my/ 폴더의 과제는 그대로입니다.")
    for path in kept:
        print(f"고쳐 둔 파일을 옮겨 두었습니다: {path.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
