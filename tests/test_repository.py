"""What holds for the repository as a whole: links land, targets are documented, notebooks are lean."""

import json
import re
import subprocess
import sys
import tomllib
from fnmatch import fnmatchcase

import pytest
import yaml
from pages import LECTURES, NOTEBOOKS, PAGES, ROOT, anchors, links, markdown_of, name_of, table_rows

from tools.drop_pictures import drop_pictures


@pytest.mark.parametrize("page", [*PAGES, *NOTEBOOKS], ids=name_of)
def test_links_land(page):
    for link in links(markdown_of(page)):
        if link.startswith(("http://", "https://", "#")):
            continue
        name, _, anchor = link.partition("#")
        base = ROOT if page.name == "student_readme.md" else page.parent  # the bundle's own README
        target = (base / name).resolve()
        assert target.exists(), f"{link}: 가리키는 파일이 없습니다."
        if anchor:
            assert anchor in anchors(target), f"{link}: 가리키는 제목이 없습니다."


def wanted_links(name, lectures, assignments):
    """What a lecture notebook links to: the notebooks before and after it, its assignment if released, the glossary."""
    place = lectures.index(name)
    neighbours = lectures[max(place - 1, 0) : place] + lectures[place + 1 : place + 2]
    own = [f"../release/{task}/{task}.ipynb" for task in assignments if task.startswith(f"ps{name[:2]}_")]
    return [*neighbours, *own, "../docs/glossary.md"]


@pytest.mark.parametrize("path", LECTURES, ids=name_of)
def test_lecture_is_linked_to_its_neighbours_its_assignment_and_the_glossary(path):
    there = {link.partition("#")[0] for link in links(markdown_of(path))}
    released = sorted(folder.name for folder in ROOT.glob("release/ps*"))
    missing = [link for link in wanted_links(path.name, [p.name for p in LECTURES], released) if link not in there]
    assert not missing, f"{path.name}에 연결이 없습니다: {missing}"


def test_wanted_links_are_the_neighbours_the_own_assignment_and_the_glossary():
    lectures, released = ["01_a.ipynb", "02_b.ipynb", "03_c.ipynb"], ["ps02_b", "ps03_c"]
    glossary, task = "../docs/glossary.md", "../release/ps02_b/ps02_b.ipynb"
    assert wanted_links("01_a.ipynb", lectures, released) == ["02_b.ipynb", glossary]
    assert wanted_links("02_b.ipynb", lectures, released) == ["01_a.ipynb", "03_c.ipynb", task, glossary]
    assert links("[가](a.ipynb#b) 글 ```[나](c.md)```") == ["a.ipynb#b"]


def misnamed_links(text, title_of):
    """Links to lecture notebooks whose text is neither the notebook's title up to its colon nor its number."""
    found = re.findall(r"\[([^\]]+)\]\((\d\d_\w+\.ipynb)\)", text)
    return [f"[{words}]({name}): {title_of(name)}" for words, name in found if words not in (title_of(name), name[:2])]


def title_of(name):
    """Title of a lecture notebook up to its colon; nothing where there is no such notebook."""
    path = ROOT / "notebooks" / name
    first_line = markdown_of(path).partition("\n")[0] if path.exists() else ""
    return first_line.removeprefix("# ").partition(":")[0]


@pytest.mark.parametrize("path", LECTURES, ids=name_of)
def test_lectures_are_called_by_their_titles(path):
    assert not misnamed_links(markdown_of(path), title_of)


def test_a_link_with_another_title_is_found():
    assert title_of("05_stock_case.ipynb") == "05 주가 사례"
    assert not misnamed_links("[05 주가 사례](05_stock_case.ipynb), [05](05_stock_case.ipynb)", title_of)
    assert len(misnamed_links("[05 주식](05_stock_case.ipynb)", title_of)) == 1


def tracked(*folders):
    """The names of the files that git knows."""
    command = ["git", "ls-files", "-z", *folders]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return list(filter(None, names.split("\0")))


def test_every_data_file_has_a_row_and_a_data_sheet():
    rows = table_rows((ROOT / "data" / "README.md").read_text(encoding="utf-8"))
    sheets = {name: re.findall(r"\((\w+\.md)\)", row[-1]) for row in rows for name in re.findall(r"`([^`]+)`", row[0])}
    files = {name.removeprefix("data/") for name in tracked("data")} - {"README.md", "manifest.toml"}
    for file in sorted(name for name in files if not name.endswith(".md")):
        found = [sheet for name, given in sheets.items() if fnmatchcase(file, name) for sheet in given]
        assert found, f"data/README.md의 표에 {file}과 그 설명서가 없습니다."
        assert set(found) <= files, f"{file}의 설명서 {found}가 없습니다."


def test_make_help_names_every_target():
    shown = subprocess.run(["make", "--no-print-directory", "help"], cwd=ROOT, capture_output=True, text=True).stdout
    for makefile in ("Makefile", "instructor.mk"):
        for target in re.findall(r"^([a-z-]+):", (ROOT / makefile).read_text(encoding="utf-8"), flags=re.MULTILINE):
            assert re.search(rf"^make {target} +\S*[가-힣]", shown, flags=re.MULTILINE), target


def test_citation_is_valid_and_of_this_version():
    check = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.citation-file-format"]
    done = subprocess.run([*check, "CITATION.cff"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["version"] == project["version"]
    assert " AND ".join(citation["license"]) == project["license"]
    assert f"## {project['version']}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_workflows_are_valid():
    workflows = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
    check = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows"]
    done = subprocess.run([*check, *map(str, workflows)], capture_output=True, text=True)
    assert workflows
    assert done.returncode == 0, done.stdout


def test_tracked_files_are_small():
    """What git once knows comes with every clone for good."""
    sizes = {name: (ROOT / name).stat().st_size for name in tracked() if (ROOT / name).is_file()}
    assert {name: size for name, size in sizes.items() if size > 2_500_000} == {}
    assert max(sizes.values()) > 1_000_000  # the sizes are read


def test_tracked_files_name_no_machine_path_or_registry():
    machine = re.compile(r"(?<![\w.~])/(?:home|root|Users|work)/[\w.-]+|/opt/pypi")
    for name in tracked():
        path = ROOT / name
        if path.suffix in (".gz", ".npz", ".png") or name == "tests/test_repository.py" or not path.is_file():
            continue
        found = machine.search(path.read_text(encoding="utf-8"))
        assert not found, f"{name}: {found.group()}"


def test_pictures_beside_figures_are_dropped_and_nothing_else(tmp_path):
    figure = {"application/vnd.plotly.v1+json": {"data": []}, "image/png": "AAAA", "text/plain": "그림"}
    outputs = [{"output_type": "display_data", "data": data} for data in (figure, {"image/png": "BBBB"})]
    path = tmp_path / "그림.ipynb"
    path.write_text(json.dumps({"cells": [{"outputs": outputs}, {"source": "글"}]}), encoding="utf-8")
    assert drop_pictures(path)
    kept = [set(output["data"]) for output in json.loads(path.read_text(encoding="utf-8"))["cells"][0]["outputs"]]
    assert kept == [{"application/vnd.plotly.v1+json", "text/plain"}, {"image/png"}]
    before = path.read_bytes()
    assert not drop_pictures(path)
    assert path.read_bytes() == before
