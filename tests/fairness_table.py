"""Writes docs/fairness.md, the table of what proves the assignments' marks: python tests/fairness_table.py"""

import re

from answer_forms import families
from assignment_cells import ROOT, TASKS, cell_source, points_of, read_answers, read_source
from mutants import equivalent_mutants, mutants_of, reference_of

PAGE = ROOT / "docs" / "fairness.md"
HEAD = """\
| 과제 | 문제 | 배점 | 맞는 답 | 갈래 | 틀린 답 | 변이 | 걸러 낸 변이 | 남은 변이 |
|---|---|---|---|---|---|---|---|---|
"""


def row(assignment, task, answers):
    right, wrong = (
        [answer for answer in answers[kind] if (answer.assignment, answer.task) == (assignment, task)]
        for kind in ("right", "wrong")
    )
    reference = reference_of(assignment, task)
    kinds = set().union(*(families(answer.source, reference) for answer in right))
    mutants, equal = len(mutants_of(assignment, task)), len(equivalent_mutants(assignment).get(task, {}))
    points = points_of(read_source(assignment), task)
    return [points, len(right), len(kinds), len(wrong), mutants, mutants - equal, equal]


def page():
    """The page with its table made anew; what stands above the table is written by hand."""
    text = PAGE.read_text(encoding="utf-8")
    return text[: text.index("| 과제 |")] + HEAD + "\n".join(f"| {' | '.join(cells)} |" for cells in table()) + "\n"


def table():
    answers = {kind: read_answers(kind) for kind in ("right", "wrong")}
    sums = [0] * 7
    for assignment, task in TASKS:
        text = cell_source(read_source(assignment), f"{task}-text")
        title = re.search(r"^## 문제 (\d+) \(.+?\) (.+)$", text, flags=re.MULTILINE)
        numbers = row(assignment, task, answers)
        sums = [a + b for a, b in zip(sums, numbers, strict=True)]
        yield [assignment[:4], f"{title[1]}. {title[2]}", *map(str, numbers)]
    total = [f"{number:,}" for number in sums]
    total[2] = ""  # an answer's families are no sum
    yield ["모두", f"{len(TASKS)}문제", *total]


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
