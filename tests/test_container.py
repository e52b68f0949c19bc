"""The image file for systems without bubblewrap: read, not built."""

import re

import pytest
from assignment_cells import ROOT

INSTRUCTIONS = {"FROM", "RUN", "WORKDIR", "USER", "COPY", "ENV", "ENTRYPOINT", "CMD"}


@pytest.fixture(scope="module")
def lines():
    text = (ROOT / "grading" / "Containerfile").read_text(encoding="utf-8")
    text = re.sub(r"^#.*\n", "", text, flags=re.MULTILINE)
    return [line.split(maxsplit=1) for line in text.replace("\\\n", " ").splitlines() if line.strip()]


def test_every_line_is_an_instruction(lines):
    assert {name for name, _ in lines} <= INSTRUCTIONS
    assert lines[0][0] == "FROM"


def test_what_is_copied_is_there(lines):
    copied = [words.split() for name, words in lines if name == "COPY"]
    places = [place for words in copied for place in words if not place.startswith("--")]
    sources = [place for place in places if not place.startswith("./")]
    assert sources
    assert all((ROOT / place).exists() for place in sources)
    assert {"rnn_course", "course_grader", "data"} <= set(sources)


def test_it_holds_bubblewrap_and_grades_as_an_ordinary_user(lines):
    assert any(name == "RUN" and "bubblewrap" in words.split() for name, words in lines)
    users = [words for name, words in lines if name == "USER"]
    assert users
    assert users[-1] != "root"


def test_the_base_is_debian_from_whatever_registry_the_reader_uses(lines):
    assert re.fullmatch(r"debian:\d+-slim", lines[0][1])
