"""Build the static site in build/site/ from what a student gets, with the notebooks' stored outputs.

usage: python -m tools.build_site [ADDRESS]

ADDRESS: https://github.com/owner/name of the repository that holds the student's bundle in its branch main. With it
each notebook's page gets links that open it there, in Binder and in Codespaces.

The student's bundle is laid out in build/site-source/, the folder site/ over it, and Sphinx builds from there: nothing
of the instructor's can reach the site, and the site offers the same bundle for download.
"""

import re
import shutil
import sys

from sphinx.cmd.build import build_main

from tools import student_bundle

ROOT = student_bundle.ROOT
GITHUB = re.compile(r"https://github\.com/([\w.-]+/[\w.-]+?)(?:\.git)?/?")


def lay_out(source):
    """Fill `source` with what Sphinx reads."""
    packed = student_bundle.build(ROOT, source)
    shutil.copytree(ROOT / "site", source, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "README.md", source / "course.md")  # index.md takes its table of lectures
    (source / "extra").mkdir()
    shutil.move(packed, source / "extra" / f"{student_bundle.NAME}.zip")


def build(source, target, repository=""):
    """Write the site to `target` (replaced if it is there). Returns Sphinx's exit code: a warning is an error.

    repository: owner/name on GitHub of the student's bundle, or nothing.
    """
    lay_out(source)
    shutil.rmtree(target, ignore_errors=True)
    options = [
        "-b",
        "html",
        "-q",
        "-W",
        "--keep-going",
        "-d",
        str(source / "doctrees"),
        "-A",
        f"repository={repository}",
    ]
    return build_main([*options, str(source), str(target)])


def main(arguments):
    address = arguments[0] if arguments else ""
    github = GITHUB.fullmatch(address)
    if address and not github:
        print(f"오류: 저장소의 주소는 https://github.com/이름/저장소 꼴이어야 합니다: {address}", file=sys.stderr)
        return 2
    target = ROOT / "build" / "site"
    if code := build(ROOT / "build" / "site-source", target, github[1] if github else ""):
        print("오류: 사이트를 만들지 못했습니다. 바로 위의 메시지가 원인입니다.", file=sys.stderr)
        return code
    print(f"사이트를 만들었습니다. 브라우저로 여세요: {(target / 'index.html').relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(list(filter(None, sys.argv[1:]))))
