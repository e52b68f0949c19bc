"""The fenced blocks and the commands between words of the guides, and which of them no block runs, with the reason."""

import re
from typing import NamedTuple

from pages import ROOT

GUIDES = ("student", "instructor", "author")
FENCE = re.compile(r"^```(\w*) ?([^\n]*)\n(.*?)^```", flags=re.DOTALL | re.MULTILINE)
INLINE = re.compile(r"(?<!`)`((?:make|nbgrader|git|python3?|sudo|py|uv|winget|ssh) [^`]+)`")


class Block(NamedTuple):
    """language: as the fence names it; name: of the file that the block is, or nothing for commands."""

    guide: str
    language: str
    name: str
    text: str


# The beginning of a block's text: why no test runs it. What is tested in its place is named.
NOT_HERE = {
    "sudo apt install": "시스템에 패키지를 설치합니다(.ci/run이 새 기계에서 합니다)",
    "xcode-select": "macOS의 명령입니다",
    "py tools\\environment.py": "Windows의 명령입니다(.github/workflows/test.yml이 Windows에서 환경을 만듭니다)",
    "py tools\\update.py": "Windows의 명령입니다(같은 일을 하는 make update를 실행합니다)",
    ".venv\\Scripts\\python -m nbgrader": "Windows의 명령입니다(같은 일을 하는 nbgrader validate를 실행합니다)",
    "make data": "200 MB를 내려받습니다(tests/test_download.py가 이 컴퓨터의 서버로 시험합니다)",
    "make publish": "GitHub 저장소가 있어야 합니다(tests/test_publish_bundle.py가 이 디스크의 저장소로 시험합니다)",
    "podman": "컨테이너의 바탕 이미지를 받을 수 없습니다(tests/test_container.py가 파일을 읽습니다)",
    "sudo mkdir": "JupyterHub가 있는 서버에서 관리자가 합니다",
    "sudo cp": "JupyterHub가 있는 서버에서 관리자가 합니다",
    "#!/bin/bash": "JupyterHub가 있는 서버의 파일입니다(tests/test_guides.py가 임시 폴더에서 실행합니다)",
    "c.Spawner": "JupyterHub가 있는 서버의 설정입니다(tests/test_guides.py가 읽습니다)",
    "make upgrade": "의존성을 새로 골라 내려받습니다(tests/test_author_commands.py가 uv를 대신해 시험합니다)",
    "make outputs\n": "노트북을 모두 다시 실행합니다(위에서 하나를 다시 실행합니다)",
}
# Commands between words that no block of any guide has.
INLINE_ALONE = {
    "git clone": "저장소의 주소가 있어야 합니다",
    "git pull": "저장소의 사본에서 씁니다",
    "git restore": "저장소의 사본에서 씁니다",
    "make clean": "시험하는 환경을 지웁니다(tests/test_environment.py가 다른 폴더에서 실행합니다)",
    "make test": "지금 실행하는 것입니다",
    "make test-all": "지금 실행하는 것입니다",
    "make fix": "파일을 고칩니다(.pre-commit-config.yaml의 일을 합니다)",
    "python -m course_grader.archive": "tests/test_archive.py가 실행합니다",
    "python3 --version": "Python에 들어 있습니다",
    "py -3.13": "Windows의 명령입니다(tests/test_environment.py가 흉내 낸 py로 시험합니다)",
    "py install": "Windows의 명령입니다",
    "winget install": "Windows의 명령입니다",
    "uv python": "네트워크에서 Python을 받습니다",
    "ssh -L": "서버가 있어야 합니다",
}
EXAMPLES = ("text", "ipython", "python")  # shown to be read; a python block with a name is a file


def blocks_of(guide):
    text = (ROOT / "docs" / f"{guide}.md").read_text(encoding="utf-8")
    return [Block(guide, *match) for match in FENCE.findall(text)]


def reason_not_here(block):
    return next((reason for start, reason in NOT_HERE.items() if block.text.startswith(start)), None)


def is_example(block):
    return block.language in EXAMPLES and not block.name


def is_file(block):
    return bool(block.name) and not reason_not_here(block)


def commands_of(guide):
    """The blocks of shell commands of a guide, in order."""
    return [block for block in blocks_of(guide) if block.language == "bash"]


def kind_of(command):
    """What a command is, whatever its arguments: `make lab`, `nbgrader collect`, `python -m pytest`."""
    return re.match(r"python3? -m \S+|\S+ \S+", command)[0]


def kinds_in_blocks():
    texts = [block.text for guide in GUIDES for block in blocks_of(guide) if not is_example(block)]
    lines = [line.strip() for text in texts for line in text.splitlines()]
    return {kind_of(line) for line in lines if " " in line}


def kinds_between_words(guide):
    """The kinds of commands that a guide names in its sentences and tables."""
    prose = FENCE.sub("", (ROOT / "docs" / f"{guide}.md").read_text(encoding="utf-8"))
    return {kind_of(command) for command in INLINE.findall(prose)}
