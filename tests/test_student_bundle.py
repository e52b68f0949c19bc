"""What a student gets: the bundle holds no answer, works on its own, and is brought up to date without losing work."""

import ast
import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from datetime import datetime
from pathlib import Path

import nbformat
import pytest
from pages import links

from tools import student_bundle, update

ROOT = Path(__file__).resolve().parent.parent
NOT_FOR_STUDENTS = (
    "source/",
    "course_grader/",
    "tests/",
    "benchmarks/",
    "experiments/",
    "docs/benchmarks.md",
    ".ci/",
    ".github/",
    "docs/chapter_map.md",
    "docs/fairness.md",
    "docs/grading.md",
    "docs/security.md",
    "site/",
    "docs/instructor.md",
    "docs/author.md",
    "CONTRIBUTING.md",
)


@pytest.fixture(scope="module")
def bundle(tmp_path_factory):
    folder = tmp_path_factory.mktemp("bundle") / "학생 묶음"
    student_bundle.build(ROOT, folder)
    return folder


def bundle_texts(folder):
    """Every text of the bundle as one string per file; what JSON writes with escapes is decoded."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix not in (".png", ".gz", ".npz"):  # pictures and packed numbers
            text = path.read_text(encoding="utf-8")
            yield path, json.dumps(json.loads(text), ensure_ascii=False) if path.suffix == ".ipynb" else text


def secret_regions():
    """The bodies of all solutions and hidden tests of source/, as lists of their telling lines."""
    for path in sorted((ROOT / "source").glob("*/*.ipynb")):
        for cell in nbformat.read(path, as_version=4).cells:
            for kind in ("SOLUTION", "HIDDEN TESTS"):
                for body in re.findall(rf"### BEGIN {kind}\n(.*?)### END {kind}", cell.source, flags=re.S):
                    yield path.name, kind, [line.strip() for line in body.splitlines() if len(line.strip()) > 25]


def test_source_has_solutions_and_hidden_tests_to_look_for():
    found = list(secret_regions())
    assert {kind for _, kind, _ in found} == {"SOLUTION", "HIDDEN TESTS"}
    assert sum(len(lines) for _, _, lines in found) > 50


def test_bundle_has_what_a_student_needs_and_nothing_of_the_instructors(bundle):
    names = [path.relative_to(bundle).as_posix() for path in bundle.rglob("*") if path.is_file()]
    assert not [name for name in names if name.startswith(NOT_FOR_STUDENTS)]
    for needed in ("README.md", "Makefile", "requirements.lock", "environment.yml", "nbgrader_config.py", "LICENSE"):
        assert needed in names
    # for those who start in a browser or a container: Codespaces, VS Code, Binder
    for needed in ("Containerfile", ".devcontainer/devcontainer.json", "start"):
        assert needed in names
    for folder in ("notebooks/", "release/", "data/", "rnn_course/", "jupyter_config/"):
        assert any(name.startswith(folder) for name in names), folder


def test_an_assignment_that_git_does_not_know_is_in_the_bundle_and_stays_unknown(tmp_path):
    course = tmp_path / "과정"
    for name in ("source/ps09_mine/ps09_mine.ipynb", "release/ps01/ps01.ipynb", "docs/student_readme.md"):
        (course / name).parent.mkdir(parents=True, exist_ok=True)
        (course / name).write_text("처음")
    (course / ".gitattributes").write_text("/source export-ignore\n")
    author = "-c user.name=t -c user.email=t@localhost"
    subprocess.run(f"git init -q && git add -A && git {author} commit -qm 과정", shell=True, cwd=course, check=True)
    (course / "release/ps01/ps01.ipynb").write_text("고침")
    (course / "release/ps09_mine").mkdir()
    (course / "release/ps09_mine/ps09_mine.ipynb").write_text("새 과제")
    (course / "명단.csv").write_text("학생의 정보")
    student_bundle.build(course, tmp_path / "묶음")
    assert (tmp_path / "묶음/release/ps01/ps01.ipynb").read_text() == "고침"
    assert (tmp_path / "묶음/release/ps09_mine/ps09_mine.ipynb").read_text() == "새 과제"
    assert not list((tmp_path / "묶음").rglob("*.csv")) + list((tmp_path / "묶음").glob("source*"))
    told = subprocess.run(["git", "status", "--porcelain"], cwd=course, capture_output=True, text=True).stdout
    assert "?? release/ps09_mine/" in told


def test_no_solution_or_hidden_test_anywhere_in_the_bundle(bundle):
    texts = dict(bundle_texts(bundle))
    marked = [path for path, text in texts.items() if path.suffix == ".ipynb" and re.search(r"(BEGIN|END) [SH]", text)]
    assert not marked
    everything = "\n".join(texts.values())
    lectures = everything.replace('\\"', '"')
    leaked = []
    for notebook, kind, lines in secret_regions():
        # a line alone may be common idiom that a lecture shows; a whole body must never be there
        present = [line for line in lines if line in lectures or line.replace('"', '\\"') in everything]
        if lines and len(present) == len(lines) and (kind == "HIDDEN TESTS" or len(lines) > 2):
            leaked.append((notebook, kind, lines[:3]))
    assert not leaked


def test_links_of_the_bundles_pages_land_in_the_bundle(bundle):
    for page in sorted(bundle.rglob("*.md")):
        for link in links(page.read_text(encoding="utf-8")):
            if not link.startswith(("http://", "https://", "#")):
                assert (page.parent / link.partition("#")[0]).exists(), f"{page.relative_to(bundle)}: {link}"


def test_student_package_does_not_import_the_instructors(bundle):
    # nbgrader_config.py asks first whether the package is there; test_nbgrader_config_loads_… loads it without
    for path in sorted({*bundle.rglob("*.py")} - {bundle / "nbgrader_config.py"}):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, (ast.Import, ast.ImportFrom)):
                module = getattr(node, "module", None) or node.names[0].name
                assert not module.startswith("course_grader"), path


def run_in(bundle, *command):
    """Run a command as a student does: in the bundle, with the bundle's own package and not this checkout's."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("RNN_COURSE", "PYTEST"))}
    clean |= {"PYTHONPATH": str(bundle), "JUPYTER_DATA_DIR": str(bundle.parent / "jupyter-data")}
    return subprocess.run(command, cwd=bundle, env=clean, capture_output=True, text=True, encoding="utf-8")


def test_notebook_runs_in_the_bundle(bundle):
    """The first cells of a lecture notebook, up to the first chart: package and data are the bundle's own."""
    notebook = nbformat.read(bundle / "notebooks" / "05_stock_case.ipynb", as_version=4)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    last = next(number for number, cell in enumerate(code) if "price_chart(" in cell.source)
    notebook.cells = [*code[: last + 1], nbformat.v4.new_code_cell("import rnn_course; print(rnn_course.__file__)")]
    short = bundle / "notebooks" / "short.ipynb"
    nbformat.write(notebook, short)
    done = run_in(bundle, sys.executable, "-m", "nbconvert", "--to", "notebook", "--execute", "--inplace", str(short))
    assert done.returncode == 0, done.stderr
    outputs = nbformat.read(short, as_version=4).cells[-1].outputs
    short.unlink()
    assert str(bundle) in outputs[0].text


def test_released_check_runs_in_the_bundle_and_asks_for_an_answer(bundle):
    done = run_in(bundle, sys.executable, "-m", "nbgrader", "validate", "release/ps03_simple_rnn/ps03_simple_rnn.ipynb")
    assert "아직 답을 쓰지 않았습니다" in done.stdout + done.stderr


def test_nbgrader_config_loads_without_the_instructors_side(bundle):
    done = run_in(bundle, sys.executable, "-m", "nbgrader", "list")
    assert done.returncode == 0, done.stderr
    assert "course_grader" not in done.stderr


# --- make update ---


@pytest.fixture
def student_folder(bundle, tmp_path):
    """A student's copy of the bundle, with work in my/ and one lecture notebook changed."""
    folder = tmp_path / "강의"
    shutil.copytree(bundle, folder)
    (folder / "my" / "ps03_simple_rnn").mkdir(parents=True)
    (folder / "my" / "ps03_simple_rnn" / "ps03_simple_rnn.ipynb").write_text("내 답")
    (folder / "notebooks" / "03_simple_rnn.ipynb").write_text("내가 고친 노트북")
    return folder


def pack(folder, changes, drop=()):
    """A bundle ZIP like the one `folder` came from, with files changed, added or dropped."""
    listed = json.loads((folder / student_bundle.FILE_LIST).read_text())
    contents = {name: (folder / name).read_bytes() for name in listed if not name.startswith("notebooks/")}
    contents |= {name: text.encode() for name, text in changes.items()}
    contents = {name: data for name, data in contents.items() if name not in drop}
    path = folder.parent / "새 묶음.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in contents.items():
            archive.writestr(name, data)
        archive.writestr(student_bundle.FILE_LIST, json.dumps({n: update.checksum(d) for n, d in contents.items()}))
    return path


def test_update_replaces_the_course_and_keeps_the_students_work(student_folder):
    new = pack(
        student_folder, {"notebooks/03_simple_rnn.ipynb": "새 노트북", "docs/new.md": "새 글"}, drop=["Makefile"]
    )
    kept = update.update(student_folder, new, now=datetime(2026, 3, 2, 9, 0))
    assert (student_folder / "notebooks/03_simple_rnn.ipynb").read_text() == "새 노트북"
    assert (student_folder / "docs/new.md").read_text() == "새 글"
    assert not (student_folder / "Makefile").exists()
    assert (student_folder / "my/ps03_simple_rnn/ps03_simple_rnn.ipynb").read_text() == "내 답"
    assert [path.read_text() for path in kept] == ["내가 고친 노트북"]
    assert kept[0] == student_folder / "my/고친 파일 20260302-090000/notebooks/03_simple_rnn.ipynb"


def test_update_twice_keeps_nothing_more(student_folder):
    new = pack(student_folder, {"notebooks/03_simple_rnn.ipynb": "새 노트북"})
    update.update(student_folder, new)
    assert update.update(student_folder, new) == []


@pytest.mark.parametrize("name", ["../outside.txt", "/outside.txt", "my/ps03_simple_rnn/ps03_simple_rnn.ipynb"])
def test_update_refuses_paths_outside_the_course(student_folder, name):
    before = {path: path.read_bytes() for path in student_folder.rglob("*") if path.is_file()}
    with pytest.raises(update.UpdateError, match="손상된 파일이 있습니다"):
        update.update(student_folder, pack(student_folder, {name: "나쁜 파일"}))
    assert before == {path: path.read_bytes() for path in student_folder.rglob("*") if path.is_file()}


def test_update_with_a_damaged_or_missing_bundle_changes_nothing(student_folder):
    before = (student_folder / "README.md").read_bytes()
    good = pack(student_folder, {"README.md": "새 안내"}).read_bytes()
    broken = student_folder.parent / "깨진 묶음.zip"
    broken.write_bytes(good[: len(good) // 2])
    altered = student_folder.parent / "바뀐 묶음.zip"
    with zipfile.ZipFile(altered, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("README.md", "새 안내" * 100)
        archive.writestr(student_bundle.FILE_LIST, '{"README.md": ""}')
    stream = 30 + len("README.md")  # where the compressed bytes begin, after the header and the name
    content = altered.read_bytes()
    altered.write_bytes(content[:stream] + b"\xff" + content[stream + 1 :])
    not_whole = "온전한 학생용 묶음이 아닙니다"
    for path, message in ((broken, not_whole), (altered, not_whole), (broken.parent / "없음.zip", "파일이 없습니다")):
        with pytest.raises(update.UpdateError, match=message):
            update.update(student_folder, path)
    assert (student_folder / "README.md").read_bytes() == before


def test_make_update_without_a_file_says_what_to_type():
    done = subprocess.run(["make", "update"], cwd=ROOT, capture_output=True, text=True)
    assert "make update FROM=rnn-course-student.zip" in done.stderr


def test_without_the_grader_nothing_is_graded(tmp_path):
    """A bundle has nbgrader's settings, but no course_grader; -S leaves out the path to this checkout."""
    shutil.copy(ROOT / "nbgrader_config.py", tmp_path)
    (tmp_path / "submitted" / "hong" / "ps01_introduction").mkdir(parents=True)
    packages = sysconfig.get_paths()["purelib"]
    code = f"import sys; sys.path.append({packages!r}); from nbgrader.apps.nbgraderapp import main; main()"
    command = [sys.executable, "-S", "-P", "-c", code, "autograde", "ps01_introduction"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode != 0
    assert "채점 도구(course_grader)가 설치되어 있지 않아 채점하지 않았습니다" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "autograded").exists()
