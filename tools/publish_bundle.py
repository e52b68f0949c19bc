"""Put the student's bundle into a git repository of its own, from which Binder and Codespaces start.

usage: python -m tools.publish_bundle ADDRESS

ADDRESS: of a repository that holds nothing but bundles, or nothing yet. Its history grows by one commit; nothing of
this repository's history goes there.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tools.student_bundle import FILE_LIST, NAME, ROOT, build

BRANCH = "main"
GITHUB = re.compile(r"(?:https://github\.com/|git@github\.com:)([\w.-]+/[\w.-]+?)(?:\.git)?/?")


class NotPublished(Exception):
    """Nothing was pushed; the Korean message says why."""


def git(folder, *arguments):
    done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True, encoding="utf-8")
    if done.returncode:
        raise NotPublished(f"git {arguments[0]}: {done.stderr.strip()}")
    return done.stdout


def check_out(address, folder):
    """Clone the repository into `folder`. Raises NotPublished where it holds something else than bundles."""
    git(folder.parent, "clone", "--quiet", address, str(folder))
    if git(folder, "branch", "--remotes", "--list", f"origin/{BRANCH}").strip():
        git(folder, "checkout", "--quiet", "-B", BRANCH, f"origin/{BRANCH}")
    elif git(folder, "branch", "--remotes").strip():
        raise NotPublished(f"이 저장소에 {BRANCH} 가지가 없습니다. 비어 있는 새 저장소를 쓰세요.")
    else:
        git(folder, "checkout", "--quiet", "--orphan", BRANCH)
    tracked = git(folder, "ls-files").splitlines()
    if tracked and FILE_LIST not in tracked:
        raise NotPublished(f"이 저장소에는 학생용 묶음이 아닌 것이 들어 있습니다({tracked[0]}). 새 저장소를 쓰세요.")


def publish(root, address):
    """Commit the bundle of `root` to the repository at `address`. Returns whether anything was new."""
    with tempfile.TemporaryDirectory() as folder:
        bundle, copy = Path(folder, NAME), Path(folder, "published")
        build(root, bundle)
        check_out(address, copy)
        shutil.move(copy / ".git", bundle / ".git")
        git(bundle, "add", "--all")
        if not git(bundle, "status", "--porcelain"):
            return False
        revision = git(root, "rev-parse", "--short", "HEAD").strip()
        author = ["-c", "user.name=rnn-course", "-c", "user.email=rnn-course@localhost"]
        git(bundle, *author, "commit", "--quiet", "-m", f"학생용 묶음 {revision}")
        git(bundle, "push", "--quiet", "origin", BRANCH)
    return True


def addresses(address):
    """Lines with the addresses that students open; none for a repository that is not on GitHub."""
    found = GITHUB.fullmatch(address)
    if not found:
        return []
    return [
        f"Binder: https://mybinder.org/v2/gh/{found[1]}/{BRANCH}?urlpath=lab/tree/notebooks",
        f"Codespaces: https://codespaces.new/{found[1]}",
    ]


def main(arguments):
    if len(arguments) != 1 or not arguments[0]:
        print("오류: 학생용 저장소의 주소를 적으세요: make publish TO=https://github.com/학교/저장소", file=sys.stderr)
        return 1
    try:
        new = publish(ROOT, arguments[0])
    except NotPublished as reason:
        print(f"오류: 올리지 못했습니다. {reason}", file=sys.stderr)
        return 1
    print("학생용 묶음을 올렸습니다." if new else "달라진 것이 없어 올리지 않았습니다.")
    print(*addresses(arguments[0]), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
