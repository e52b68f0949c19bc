"""Build the student's bundle: `git archive` of the checkout (which leaves out what .gitattributes marks) with its
own README and a list of its files, as a folder and as a ZIP in build/."""

import hashlib
import json
import os
import shutil
import subprocess
import tempfile
import zipfile
from io import BytesIO
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NAME = "rnn-course-student"
FILE_LIST = "bundle-files.json"  # tools/update.py compares it with what the student has


def archive_bytes(root):
    """A ZIP of the tracked files as they are in the work tree, and of assignments released but not yet in git."""

    def git(*arguments, **settings):
        return subprocess.run(["git", *arguments], cwd=root, capture_output=True, check=True, **settings).stdout

    with tempfile.TemporaryDirectory() as folder:
        index = shutil.copy(root / git("rev-parse", "--git-path", "index").decode().strip(), folder)
        elsewhere = {"env": os.environ | {"GIT_INDEX_FILE": index}}  # what the instructor has staged stays as it is
        git("add", "--update", **elsewhere)
        if (root / "release").is_dir():  # nothing has been released yet where it is not there
            git("add", "release", **elsewhere)
        tree = git("write-tree", **elsewhere).decode().strip()
    # the attributes of the archived tree itself decide what is left out
    return git("archive", "--format=zip", tree)


def list_files(bundle):
    """{path in the bundle: SHA-256}, for every file in it."""
    paths = sorted(path for path in bundle.rglob("*") if path.is_file())
    return {path.relative_to(bundle).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}


def build(root, target):
    """Write the bundle to `target` (replaced if it is there) and return the path of its ZIP beside it."""
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    with zipfile.ZipFile(BytesIO(archive_bytes(root))) as archive:
        archive.extractall(target)
    shutil.move(target / "docs" / "student_readme.md", target / "README.md")
    files = list_files(target)
    (target / FILE_LIST).write_text(json.dumps(files, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return Path(shutil.make_archive(str(target), "zip", root_dir=target))


def main():
    packed = build(ROOT, ROOT / "build" / NAME)
    print(f"학생용 묶음을 만들었습니다: {packed.relative_to(ROOT)} ({packed.stat().st_size / 1e6:.1f} MB)")


if __name__ == "__main__":
    main()
