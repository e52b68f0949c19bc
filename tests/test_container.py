"""Where people start without installing anything: the container file, the devcontainer, Binder. Read, not built here:
no test reaches a registry of images. `jupyter-repo2docker` and a real build were tried by hand (docs/author.md)."""

import json
import os
import re
import shutil
import subprocess
import sys

import pytest
from assignment_cells import ROOT

INSTRUCTIONS = {"FROM", "RUN", "WORKDIR", "USER", "COPY", "ENV", "CMD"}


@pytest.fixture(scope="module")
def lines():
    text = (ROOT / "Containerfile").read_text(encoding="utf-8")
    text = re.sub(r"^#.*\n", "", text, flags=re.MULTILINE)
    return [line.split(maxsplit=1) for line in text.replace("\\\n", " ").splitlines() if line.strip()]


@pytest.fixture(scope="module")
def copied(lines):
    """What is copied into the image, as paths of the course's folder."""
    words = [words.split() for name, words in lines if name == "COPY"]
    return [place for places in words for place in places[:-1] if not place.startswith("--")]


def test_every_line_is_an_instruction(lines):
    assert {name for name, _ in lines} <= INSTRUCTIONS
    assert lines[0][0] == "FROM"


def test_there_is_one_container_file():
    names = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\n")
    assert [name for name in names if re.search(r"(Container|Docker)file", name)] == ["Containerfile"]


def test_the_image_holds_what_the_environment_is_built_from_and_nothing_of_the_course(copied):
    assert sorted(copied) == ["pyproject.toml", "requirements.lock", "tools/environment.py"]
    assert all((ROOT / place).exists() for place in copied)


def test_it_holds_bubblewrap_and_runs_as_an_ordinary_user(lines):
    assert any(name == "RUN" and "bubblewrap" in words.split() for name, words in lines)
    users = [words for name, words in lines if name == "USER"]
    assert users
    assert users[-1] != "root"


def test_the_base_is_debian_from_whatever_registry_the_reader_uses(lines):
    assert re.fullmatch(r"debian:\d+-slim", lines[0][1])


# --- devcontainer ---


def test_devcontainer_builds_the_container_file_and_takes_its_environment(lines):
    folder = ROOT / ".devcontainer"
    settings = json.loads((folder / "devcontainer.json").read_text(encoding="utf-8"))
    assert (folder / settings["build"]["dockerfile"]).resolve() == ROOT / "Containerfile"
    assert (folder / settings["build"]["context"]).resolve() == ROOT
    environment = next(words for name, words in lines if name == "ENV")
    python = settings["customizations"]["vscode"]["settings"]["python.defaultInterpreterPath"]
    assert python == re.search(r"RNN_COURSE_VENV=(\S+)", environment)[1] + "/bin/python"
    assert settings["remoteUser"] == next(words for name, words in lines if name == "USER")


# --- Binder ---


def test_binder_start_sets_the_course_up_and_runs_the_command(tmp_path):
    """repo2docker runs `start COMMAND ...` in the bundle's folder."""
    for name in ("start", "tools", "release"):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, tmp_path / name)
    (tmp_path / "bundle-files.json").write_text("{}")
    print_settings = "import os; print(os.environ['JUPYTER_CONFIG_PATH'])"
    command = [sys.executable, "start", sys.executable, "-c", print_settings]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=True)
    places = done.stdout.splitlines()[-1].split(os.pathsep)
    assert places[:2] == [str(tmp_path / "jupyter_config" / "student"), str(tmp_path / "jupyter_config")]
    assert (tmp_path / "my" / "ps01_introduction" / "ps01_introduction.ipynb").exists()


def test_binder_finds_environment_yml_first():
    """repo2docker would take one of these instead; see its documentation on configuration files."""
    for other in ("binder", ".binder", "Dockerfile", "Pipfile", "requirements.txt", "setup.py", "runtime.txt"):
        assert not (ROOT / other).exists(), other
    assert (ROOT / "environment.yml").exists()
