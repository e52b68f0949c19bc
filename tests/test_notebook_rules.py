"""Every notebook keeps the rules of tests/notebook_rules.py, and each rule finds what it is for."""

import subprocess
import sys

import nbformat
import notebook_rules as rules
import pytest
from course_copy import copy_of_the_course
from nbformat.v4 import new_code_cell, new_notebook, new_output
from pages import LECTURES, NOTEBOOKS, ROOT, name_of

SOURCES = sorted(ROOT.glob("source/*/*.ipynb"))


def found(rule, *cells, **metadata):
    return list(rule(new_notebook(cells=list(cells), metadata=metadata)))


def run(source, *outputs, number=1, **more):
    return new_code_cell(source, outputs=list(outputs), execution_count=number, **more)


@pytest.mark.parametrize("path", [*NOTEBOOKS, *SOURCES], ids=name_of)
def test_notebook_keeps_the_rules(path):
    notebook = rules.read(path)
    kept = rules.LECTURE_RULES if path in LECTURES else rules.ASSIGNMENT_RULES
    lines = [f"[{rule.__name__}] {line}" for rule in kept for line in rule(notebook)]
    assert not lines, "\n".join(lines)


TEXT = new_output("stream", name="stdout", text="1")
WARNING = new_output("stream", name="stderr", text="경고")
ERROR = new_output("error", ename="ValueError", evalue="", traceback=[])


@pytest.mark.parametrize(
    ("rule", "bad", "good"),
    [
        (rules.leftover_metadata, [run("1", metadata={"collapsed": True})], [run("1", metadata={"tags": []})]),
        (rules.too_long, [run("1\n" * (rules.MOST_LINES + 1))], [run("1\n" * rules.MOST_LINES)]),
        (rules.too_large, [run("1 # " + "가" * 700_000)], [run("1")]),
        (rules.error_output, [run("f()", ERROR)], [run("f()", ERROR, metadata={"tags": ["raises-exception"]})]),
        (rules.stderr_output, [run("f()", WARNING)], [run("f()", TEXT)]),
        (rules.left_output, [run("f()", TEXT)], [new_code_cell("f()")]),
        (rules.unfit_for_comparison, [new_code_cell("f()")], [run("f()")]),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_rule_finds_what_it_is_for_and_nothing_else(rule, bad, good):
    assert len(found(rule, *bad)) == 1
    assert not found(rule, *good)


def test_repeated_id_and_older_format_are_found_as_stored(tmp_path):
    notebook = new_notebook(cells=[new_code_cell(id="a"), new_code_cell(id="b")])
    stored = tmp_path / "notebook.ipynb"
    for text, rule in (
        (('"b"', '"a"'), rules.repeated_id),
        (('"nbformat_minor": 5', '"nbformat_minor": 4'), rules.old_format),
    ):
        stored.write_text(nbformat.writes(notebook))
        assert not list(rule(rules.read(stored)))
        stored.write_text(nbformat.writes(notebook).replace(*text))
        assert len(list(rule(rules.read(stored)))) == 1


def test_state_of_widgets_is_found():
    assert found(rules.leftover_metadata, widgets={})


def test_figure_without_description_is_found():
    assert found(rules.figure_without_description, run("fig = draw()\nfig.show()"))
    assert not found(rules.figure_without_description, run("show(fig, alt='그림')"))


def test_leftover_metadata_of_the_notebook_is_found():
    assert found(rules.leftover_metadata, language_info={"name": "python"})
    assert not found(rules.leftover_metadata, kernelspec={"name": "python3", "display_name": "Python 3"})


@pytest.mark.parametrize("source", ["x", "x, y", "a = 1\nshow(fig, alt='그림')", "print(1)", "table['a']", "a + b"])
def test_missing_output_is_found(source):
    assert len(found(rules.output_missing, run(source))) == 1
    assert not found(rules.output_missing, run(source, TEXT))


@pytest.mark.parametrize("source", ["x = 1", "x;", "def f(): ...", "random.seed(1)", "# 글", "%time", "assert x"])
def test_cell_that_shows_nothing_needs_no_output(source):
    assert not found(rules.output_missing, run(source))


def test_lint_names_the_file_the_rule_and_the_cell(tmp_path):
    copy_of_the_course(tmp_path)
    names = ["notebooks/01_introduction.ipynb", "notebooks/02_recurrence.ipynb"]
    for name, cell in zip(names, (run("x", TEXT), run("x")), strict=True):
        nbformat.write(new_notebook(cells=[cell]), tmp_path / name)
    command = [sys.executable, "tests/lint.py", *names]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 1, done.stderr
    broken, count = done.stdout.splitlines()
    assert broken.startswith(f"{names[1]}: [output_missing] 1번째 코드 셀 `x`")
    assert count == "파일 2개에서 1곳을 찾았습니다."
