"""Every command of the guides runs, in order, in a course of its own: exchange, submissions and servers are real.

What cannot run here is listed with its reason in guide_blocks.NOT_HERE and shown as skipped. The cheap tests look at
every block, the heavy one (`make test-all`) runs them. A block that hangs on what students do, or on a download, is
preceded by it.
"""

import ast
import re
import shutil
import subprocess
import sys
import zipfile

import pytest
from guide_blocks import (
    GUIDES,
    INLINE_ALONE,
    NOT_HERE,
    blocks_of,
    commands_of,
    is_example,
    is_file,
    kinds_between_words,
    kinds_in_blocks,
    reason_not_here,
)
from pages import ROOT
from place import FIRST, Place, repository_of

from tools import student_bundle

# --- every block is looked at ---


@pytest.mark.parametrize("guide", GUIDES)
def test_every_block_is_run_written_shown_or_left_out_for_a_reason(guide):
    for block in blocks_of(guide):
        known = block.language == "bash" or is_example(block) or is_file(block) or reason_not_here(block)
        assert known, f"docs/{guide}.md: 갈래를 알 수 없는 블록입니다.\n{block.text}"


@pytest.mark.parametrize("guide", GUIDES)
def test_every_command_between_words_is_in_a_block_or_left_out_for_a_reason(guide):
    assert kinds_between_words(guide) - kinds_in_blocks() - set(INLINE_ALONE) == set()


def test_every_reason_preparation_and_answer_is_needed():
    blocks = [block for guide in GUIDES for block in blocks_of(guide)]
    commands = [block for guide in GUIDES for block in commands_of(guide)]
    between_words = {kind for guide in GUIDES for kind in kinds_between_words(guide)}
    assert [start for start in NOT_HERE if not any(block.text.startswith(start) for block in blocks)] == []
    assert [start for start in BEFORE if not any(start in block.text for block in commands)] == []
    assert set(SAYS) - {wanted_key(block) for block in commands} == set()
    assert set(INLINE_ALONE) - (between_words - kinds_in_blocks()) == set()


@pytest.mark.parametrize("guide", GUIDES)
def test_commands_are_shell_and_their_targets_are_there(guide):
    targets = set()
    for makefile in ("Makefile", "instructor.mk"):
        targets |= set(re.findall(r"^([a-z-]+):", (ROOT / makefile).read_text(encoding="utf-8"), flags=re.MULTILINE))
    for block in commands_of(guide):
        done = subprocess.run(["bash", "-n"], input=block.text, capture_output=True, text=True)
        assert done.returncode == 0, block.text + done.stderr
        for target in re.findall(r"^make ([a-z-]+)", block.text, flags=re.MULTILINE):
            assert target in targets, block.text


def run_example(block, before=""):
    done = subprocess.run([sys.executable, "-c", before + block.text], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_examples_in_python_run():
    chart, check = (block for block in blocks_of("author") if block.language == "python")
    answers = next(block.text for block in blocks_of("author") if block.text.startswith("# %% right"))
    right, wrong = answers.split("# %% wrong: ")
    run_example(chart)
    setup = "import numpy as np\n"  # as an assignment's first cell has it
    assert "10점 가운데 10점" in run_example(check, setup + right)
    _, points, message = wrong.partition("\n")[0].split(" | ")
    report = run_example(check, f"{setup}# {wrong}")
    assert f"10점 가운데 {points}점" in report
    assert message in report


# --- the school's server ---


def write_program(path, text):
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)


@pytest.mark.skipif(not shutil.which("unzip"), reason="unzip is not installed")
def test_a_students_server_starts_in_a_copy_with_the_courses_commands(tmp_path):
    """open_course.sh twice, with /opt/rnn elsewhere and a server that says how it was started."""
    course, home = tmp_path / "opt", tmp_path / "home"
    programs = course / ".venv" / "bin"
    for folder in (programs, home):
        folder.mkdir(parents=True)
    with zipfile.ZipFile(course / f"{student_bundle.NAME}.zip", "w") as bundle:
        bundle.writestr("notebooks/01.ipynb", "{}")
    write_program(programs / "nbgrader", "")
    told = 'pwd\ncommand -v nbgrader\necho "$PYTHONPATH $JUPYTER_CONFIG_PATH $JUPYTER_PATH $*"'
    write_program(programs / "jupyterhub-singleuser", told)
    script = next(block.text for block in blocks_of("instructor") if block.name == "open_course.sh")
    environment = {"HOME": str(home), "PATH": "/usr/bin:/bin"}
    command = ["bash", "-c", script.replace("/opt/rnn", str(course)), "open_course.sh", "--port=1"]
    own = home / "rnn"
    for _ in range(2):  # the second day the copy is there, with the student's work
        done = subprocess.run(command, cwd=home, env=environment, capture_output=True, text=True)
        assert (done.returncode, done.stderr) == (0, "")
        place, nbgrader, rest = done.stdout.splitlines()
        assert (place, nbgrader) == (str(own), str(programs / "nbgrader"))
        assert rest.split() == [
            str(own),
            f"{own}/jupyter_config/student:{own}/jupyter_config:{own}",
            f"{own}/jupyter_config",
            "--ServerApp.terminado_settings=shell_command=bash",
            "--port=1",
        ]
        assert (own / "notebooks" / "01.ipynb").exists()
        (own / "notebooks" / "01.ipynb").write_text("고친 것")
    assert (own / "notebooks" / "01.ipynb").read_text() == "고친 것"


def test_the_servers_settings_can_be_read():
    settings = next(block.text for block in blocks_of("instructor") if block.name == "jupyterhub_config.py")
    ast.parse(settings)
    assert '"/opt/rnn/open_course.sh"' in settings


# --- every command is run ---


def students_hand_in(place):
    place.hand_in("20260001", None)
    place.hand_in("20260002", ("task-1-answer", "task-2-answer"))


def teacher_downloads(place):
    """From the learning-management system: one good notebook, one that is none, one without a number."""
    solved = place.base / "학생" / "20260001" / "my" / FIRST / f"{FIRST}.ipynb"
    with zipfile.ZipFile(place.folder / "내려받은_과제.zip", "w") as archive:
        archive.write(solved, "20260003_ps01.ipynb")
        archive.writestr("20260004_ps01.ipynb", "깨진 파일")
        archive.write(solved, "이름 없음.ipynb")


def broken_file_is_mended(place):
    """What the table under 채점 tells to do with a notebook that cannot be read."""
    right = place.folder / "submitted" / "20260003" / FIRST / f"{FIRST}.ipynb"
    shutil.copy(right, place.folder / "submitted" / "20260004" / FIRST / f"{FIRST}.ipynb")


def server_has_released(place):
    """The school's server: a course that has released the first assignment."""
    repository_of(place.base / "강사")
    teach(place, f"nbgrader generate_assignment --force {FIRST}", f"nbgrader release_assignment {FIRST}")
    (place.folder / "my" / FIRST).rename(place.folder / "my" / "전에 풀던 것")


def server_has_returned(place):
    steps = ("collect", "autograde", "generate_feedback", "release_feedback")
    teach(place, *(f"nbgrader {step} {FIRST}" for step in steps))


def teach(place, *commands):
    for command in commands:
        status, told = place.run(f"export PYTHONPATH=$PWD; {command}", place.base / "강사")
        assert status == 0, told


def newer_bundle_arrives(place):
    shutil.copy(place.base / "rnn-course-student.zip", place.folder.parent / "rnn-course-student.zip")


def course_is_lost(place):
    lost = place.base / "잃은 것"
    lost.mkdir()
    for name in ("gradebook.db", ".rnn-course-secret", "submitted", "autograded"):
        shutil.move(place.folder / name, lost)


BEFORE = {
    "nbgrader list --inbound": students_hand_in,
    "make collect": teacher_downloads,
    "make feedback A=ps01\n": broken_file_is_mended,
    "nbgrader fetch_assignment": server_has_released,
    "nbgrader fetch_feedback": server_has_returned,
    "make update": newer_bundle_arrives,
    "tar xzf": course_is_lost,
}
# What a block has to say, and the status with which it ends where that is not 0, as the guide explains.
SAYS = {
    ("instructor", "nbgrader db student import"): (0, "20260004"),
    ("instructor", "make release"): (0, FIRST),
    ("instructor", 'nbgrader db assignment add ps01_introduction --duedate="2030-03-15'): (0, "14:59:00"),
    ("instructor", "make collect"): (2, "새로 넣음 2, 사람이 확인 1"),
    ("instructor", "make extend"): (0, "20260002: 2일, 2030-03-17 23:59까지"),
    ("instructor", "make feedback A=ps01\n"): (0, "ps01_introduction.zip"),
    ("instructor", "make autograde A=ps01\n"): (2, "제출물 1개에는 점수를 매기지 않았습니다"),
    ("instructor", "tar xzf"): (0, "20260002"),
    ("student", "source"): (0, "아직 답을 쓰지 않았습니다"),
    ("student", "make update"): (0, "my/ 폴더의 과제는 그대로입니다"),
}


def wanted_key(block):
    """The key of SAYS for a block, or nothing."""
    return next((key for key in SAYS if key[0] == block.guide and block.text.startswith(key[1])), None)


@pytest.fixture
def place(request, tmp_path):
    """The folder of a guide's reader: a student's bundle, or a course."""
    base = tmp_path / "순환 신경망"
    folder = base / "과정" / "강의"
    if request.param == "student":
        student_bundle.build(ROOT, base / "rnn-course-student")
        shutil.copytree(base / "rnn-course-student", folder)
    else:
        repository_of(folder)
    return Place(base, folder)


@pytest.mark.heavy
@pytest.mark.parametrize(("place", "guide"), [(guide, guide) for guide in GUIDES], indirect=["place"])
def test_commands_of_a_guide_run_in_order(place, guide, subtests):
    for file in filter(is_file, blocks_of(guide)):
        (place.folder / file.name).write_text(file.text, encoding="utf-8")
    for block in commands_of(guide):
        with subtests.test(block.text.strip()):
            if reason := reason_not_here(block):
                pytest.skip(reason)
            for start, prepare in BEFORE.items():
                if start in block.text:
                    prepare(place)
            if block.text.strip().endswith("make lab"):
                assert "JupyterLab" in place.serve(block.text).text
                continue
            wanted, said = SAYS.get(wanted_key(block), (0, ""))
            status, told = place.run(block.text)
            assert status == wanted, f"{block.text}\n{told}"
            assert said in told
