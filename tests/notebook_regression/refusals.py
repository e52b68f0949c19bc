"""Why a notebook cannot be judged at all: it would pass although nothing was compared."""

from . import marks

PIXELS = ("image/png", "image/jpeg", "image/gif")
MOST_SKIPPED = 0.05


def label(number, cell):
    """Which cell, as a person finds it: JupyterLab shows no ids."""
    first = cell.source.strip().partition("\n")[0]
    return f"{number + 1}번째 코드 셀 `{first[:40]}`(id: {cell.get('id', '없음')})"


def code_cells(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def refusals(notebook):
    """Korean messages, one for each reason; empty for a notebook that can be compared."""
    cells = code_cells(notebook)
    messages = [*never_run(cells), *out_of_order(cells), *too_many_skipped(cells)]
    for number, cell in enumerate(cells):
        messages += [f"{label(number, cell)}: {problem}" for problem in marks.problems(cell)]
        messages += [f"{label(number, cell)}: {problem}" for problem in pixel_pictures(cell)]
    return messages


def never_run(cells):
    for number, cell in enumerate(cells):
        if cell.source.strip() and cell.execution_count is None:
            yield f"{label(number, cell)}: 실행한 적이 없습니다."


def out_of_order(cells):
    counts = [cell.execution_count for cell in cells if cell.source.strip() and cell.execution_count is not None]
    for number, count in enumerate(counts, start=1):
        if count != number:
            where = f"{number}이어야 할 실행 번호가 {count}입니다."
            yield f"셀을 새 커널에서 위에서 아래로 한 번씩 실행하지 않았습니다. {where}"
            return


def too_many_skipped(cells):
    with_output = [cell for cell in cells if cell.outputs]
    skipped = sum(marks.is_skipped(cell) for cell in with_output)
    if skipped > MOST_SKIPPED * len(with_output):
        yield (
            f"출력이 있는 셀 {len(with_output)}개 가운데 {skipped}개를 비교하지 않습니다. "
            f"{MOST_SKIPPED:.0%}를 넘을 수 없습니다."
        )


def pixel_pictures(cell):
    """Pixels change with fonts and library versions, and nbval passes them unseen."""
    for output in cell.outputs:
        for kind in set(output.get("data", {})) & set(PIXELS):
            beside = any(name.startswith("application/vnd.plotly") for name in output.data)
            remedy = "JupyterLab이 그림 옆에 저장한 것이니 make fix로 지우세요." if beside else "plotly로 그리세요."
            yield f"{kind} 그림은 비교할 수 없습니다. {remedy}"
