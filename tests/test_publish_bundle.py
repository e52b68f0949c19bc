"""make publish, with real git repositories on this disk."""

import shutil
import subprocess

import pytest
from pages import ROOT

from tools import publish_bundle


def git(folder, *arguments):
    author = ["-c", "user.name=t", "-c", "user.email=t@localhost"]
    command = ["git", *author, *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=True).stdout


@pytest.fixture
def course(tmp_path):
    """A small course with a secret that the bundle leaves out."""
    folder = tmp_path / "과정"
    (folder / "source").mkdir(parents=True)
    (folder / "docs").mkdir()
    (folder / "source" / "ps01.ipynb").write_text("정답")
    (folder / "docs" / "student_readme.md").write_text("# 학생에게")
    (folder / "notebook.ipynb").write_text("첫째 판")
    shutil.copy(ROOT / ".gitattributes", folder)
    git(folder, "init", "--quiet", "-b", "main")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "-m", "과정")
    return folder


@pytest.fixture
def address(tmp_path):
    git(tmp_path, "init", "--quiet", "--bare", "학생.git")
    return str(tmp_path / "학생.git")


def files_of(address, revision="main"):
    return git(address, "-c", "core.quotepath=off", "ls-tree", "-r", "--name-only", revision).split()


def test_bundle_is_published_with_a_history_of_bundles_alone(course, address):
    assert publish_bundle.publish(course, address)
    (course / "notebook.ipynb").write_text("둘째 판")
    assert publish_bundle.publish(course, address)
    assert git(address, "show", "main:notebook.ipynb") == "둘째 판"
    revisions = git(address, "log", "--format=%H", "main").split()
    assert len(revisions) == 2
    for revision in revisions:
        assert sorted(files_of(address, revision)) == ["README.md", "bundle-files.json", "notebook.ipynb"]


def test_nothing_new_is_not_published(course, address):
    assert publish_bundle.publish(course, address)
    assert not publish_bundle.publish(course, address)
    assert len(git(address, "log", "--format=%H", "main").split()) == 1


def test_repository_with_something_else_in_it_is_left_alone(course, tmp_path, address):
    other = tmp_path / "남의 것"
    git(tmp_path, "clone", "--quiet", address, str(other))
    git(other, "checkout", "--quiet", "-b", "main")
    (other / "소설.txt").write_text("원고")
    git(other, "add", "--all")
    git(other, "commit", "--quiet", "-m", "원고")
    git(other, "push", "--quiet", "origin", "main")
    with pytest.raises(publish_bundle.NotPublished, match="학생용 묶음이 아닌 것"):
        publish_bundle.publish(course, address)
    assert files_of(address) == ["소설.txt"]


def test_address_that_is_no_repository_is_answered_in_korean(course, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(publish_bundle, "ROOT", course)
    assert publish_bundle.main([str(tmp_path / "없음.git")]) == 1
    assert "오류: 올리지 못했습니다. git clone" in capsys.readouterr().err
    assert publish_bundle.main([""]) == 1
    assert "make publish TO=" in capsys.readouterr().err


@pytest.mark.parametrize("address", ["https://github.com/school/rnn.git", "git@github.com:school/rnn"])
def test_addresses_for_students(address):
    binder, codespaces = publish_bundle.addresses(address)
    assert binder.endswith("https://mybinder.org/v2/gh/school/rnn/main?urlpath=lab/tree/notebooks")
    assert codespaces.endswith("https://codespaces.new/school/rnn")
    assert publish_bundle.addresses("https://gitlab.com/school/rnn") == []
