"""Rules of notebooks: small named functions, each of which takes a notebook and yields in Korean what offends.

What the comparison of outputs needs (never run, out of order, pixels, tags) is in notebook_regression.refusals, the
rules of the prose in prose_rules; `tests/lint.py` and the tests gather them all.
"""

import ast
import re
from collections import Counter

import nbformat
from nbformat import reader
from notebook_regression.refusals import code_cells, label, refusals

# cell ids, tags and nbgrader's own; `reason` says why a cell's comparison is wider (tests/notebook_regression)
KEPT_METADATA = {"tags", "nbgrader", "reason", "deletable", "editable"}
MOST_LINES = 25  # of a code cell: what a screen shows beside its output
LARGEST = 2_000_000  # bytes
REMEDY = "make fix를 실행하세요."
# the hooks know the usual names only (.pre-commit-config.yaml)
BY_HAND = f"{REMEDY} 그래도 남으면 노트북을 글 편집기로 열어 지우세요."


def read(path):
    """The notebook as it is stored: `nbformat.read` would mend some of what the rules look for."""
    return reader.reads(path.read_text(encoding="utf-8"))


def named_cells(notebook):
    """(how a person finds it, cell) of each code cell."""
    return [(label(number, cell), cell) for number, cell in enumerate(code_cells(notebook))]


def old_format(notebook):
    if (notebook.nbformat, notebook.nbformat_minor) < (4, 5):
        yield "예전 Jupyter가 저장한 노트북입니다. JupyterLab에서 열어 저장하세요."


def too_large(notebook):
    size = len(nbformat.writes(notebook).encode())
    if size >= LARGEST:
        yield f"{size / 1e6:.1f} MB입니다. {LARGEST / 1e6:.0f} MB보다 작아야 합니다."


def leftover_metadata(notebook):
    if "widgets" in notebook.metadata:
        yield f"노트북에 위젯의 상태가 남아 있습니다. {REMEDY}"
    if left := sorted(set(notebook.metadata) - {"kernelspec", "widgets"}):
        yield f"노트북에 남은 메타데이터 {left}. {BY_HAND}"
    for cell in notebook.cells:
        if left := sorted(set(cell.metadata) - KEPT_METADATA):
            yield f"{cell.get('id')}: 남은 메타데이터 {left}. {BY_HAND}"


def repeated_id(notebook):
    for name, times in Counter(cell.get("id") for cell in notebook.cells).items():
        if times > 1:
            yield f"{name}: 셀 {times}개의 id가 같습니다."


def too_long(notebook):
    for where, cell in named_cells(notebook):
        lines = len(cell.source.splitlines())
        if lines > MOST_LINES:
            yield f"{where}: 코드가 {lines}줄입니다. {MOST_LINES}줄을 넘으면 셀을 나누세요."


def error_output(notebook):
    """Errors that a lesson shows on purpose have the tag `raises-exception`, as nbconvert has it."""
    for where, cell in named_cells(notebook):
        for output in cell.outputs:
            if output.output_type == "error" and "raises-exception" not in cell.metadata.get("tags", []):
                yield f"{where}: 오류가 출력에 남아 있습니다: {output.ename}"


def stderr_output(notebook):
    for where, cell in named_cells(notebook):
        for output in cell.outputs:
            if output.get("name") == "stderr":
                yield f"{where}: stderr에 쓴 것이 출력에 남아 있습니다: {output.text[:60]!r}"


def shows_something(source):
    """Whether a code cell ends in a plain value, a figure or a line of print, so that it must have an output."""
    try:
        last = ast.parse(source).body[-1]
    except (SyntaxError, IndexError):  # IPython's own commands, only comments
        return False
    if not isinstance(last, ast.Expr) or source.rstrip().endswith(";"):
        return False
    if isinstance(last.value, ast.Call):
        return getattr(last.value.func, "id", None) in ("show", "print")
    return isinstance(last.value, (ast.Name, ast.Tuple, ast.Subscript, ast.BinOp, ast.Compare))


def output_missing(notebook):
    for where, cell in named_cells(notebook):
        if cell.execution_count is not None and not cell.outputs and shows_something(cell.source):
            yield f"{where}: 값을 보여 주는 셀인데 출력이 없습니다. make outputs로 다시 실행하세요."


def figure_without_description(notebook):
    """`fig.show()` draws a figure that is nothing to a screen reader."""
    for where, cell in named_cells(notebook):
        if re.search(r"\.show\(", cell.source):
            yield f"{where}: 그림은 `show(fig, alt=…)`로 보여 주고 alt에 설명을 적으세요."


def left_output(notebook):
    for where, cell in named_cells(notebook):
        if cell.outputs or cell.execution_count is not None:
            yield f"{where}: 과제에 출력이 남아 있습니다. {REMEDY}"


def unfit_for_comparison(notebook):
    yield from refusals(notebook)


EVERYWHERE = (old_format, too_large, leftover_metadata, repeated_id)
OUTPUT_RULES = (unfit_for_comparison, output_missing, error_output, stderr_output)
LECTURE_RULES = (*EVERYWHERE, too_long, figure_without_description, *OUTPUT_RULES)
ASSIGNMENT_RULES = (*EVERYWHERE, left_output)
