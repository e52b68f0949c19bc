"""docs/chapter_map.md lists every part of the mirrored chapter, and what it says about the notebooks is true.

A rule is a function that returns what is wrong as a list of lines. Each is held on the real map, and on a small
broken one, so that it is known to be able to fail.
"""

import re
from functools import cache
from typing import NamedTuple

import nbformat
import pytest
from pages import ROOT, anchors, headings, links, table_rows

MAP = ROOT / "docs" / "chapter_map.md"
CHAPTER = ROOT.parent / "shared" / "chapter"
SECTIONS = ("1", "2.1", "2.2", "3", "3.1", "3.2", "3.3", "3.4", "4", "4.1", "4.2", "4.3")
ERRATA = range(1, 42)
KINDS = {"내용", "식", "숫자", "그림", "메모"}
NUMBER = re.compile(r"(?<!\d)\d{1,3}(?:[,_]\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?(?:e[-+]?\d+)?", re.IGNORECASE)

needs_chapter = pytest.mark.skipif(
    not CHAPTER.exists(), reason="the chapter's facts are not in ../shared/chapter; they are not part of the course"
)


class Row(NamedTuple):
    cells: tuple  # all but the last: kind and text, or number, kind and text
    where: str  # the last: the links

    @property
    def text(self):
        return self.cells[-1]


def read_map(text):
    """Map as text -> {title of a section: its rows}"""
    parts = re.split(r"^## +(.+)$", text, flags=re.MULTILINE)[1:]
    return {title: map_rows(body) for title, body in zip(parts[::2], parts[1::2], strict=True)}


def map_rows(body):
    return [Row(cells[:-1], cells[-1]) for cells in table_rows(body)]


def by_number(sections):
    """{"3.1": rows}. A title may begin with two numbers ("4와 4.1 ...")."""
    numbered = {}
    for title, rows in sections.items():
        for number in re.findall(r"\d(?:\.\d)?", re.match(r"[\d.와 ]*", title).group()):
            numbered[number] = rows
    return numbered


def numbers(text):
    """The numbers in a text, without sign, thousands separators and trailing zeros."""
    return {float(re.sub("[,_]", "", number)) for number in NUMBER.findall(text)}


def linked(where):
    """Links of a cell -> [(path, anchor)]"""
    parts = [link.partition("#") for link in links(where)]
    return [((MAP.parent / name).resolve(), anchor) for name, _, anchor in parts]


@cache
def notebook(path):
    return nbformat.read(path, as_version=4)


@cache
def notebook_text(path):
    """Source and text outputs of a notebook."""
    texts = []
    for cell in notebook(path).cells:
        texts.append(cell.source)
        for output in cell.get("outputs", []):
            texts += [output.get("text", ""), *(v for k, v in output.get("data", {}).items() if k.startswith("text/"))]
    return "\n".join(texts)


def cells_under(cells, anchor):
    """Code cells from a heading to the next of its level or above."""
    under, level = [], None
    for cell in cells:
        if cell.cell_type == "code" and level:
            under.append(cell)
        for marks, heading in headings(cell.source) if cell.cell_type == "markdown" else ():
            if heading == anchor:
                level = len(marks)
            elif level and len(marks) <= level:
                level = None
    return under


# --- the rules ---


def missing_sections(sections):
    numbered = by_number(sections)
    return [f"{number}절의 표가 없습니다" for number in SECTIONS if not numbered.get(number)]


def missing_errata(rows):
    listed = [row.cells[0] for row in rows]
    return [
        f"정오표 {number}번이 {listed.count(str(number))}줄입니다"
        for number in ERRATA
        if listed.count(str(number)) != 1
    ]


def unknown_kinds(sections):
    rows = [row for number in SECTIONS for row in by_number(sections).get(number, [])]
    return [f"갈래를 알 수 없습니다: {row.cells[0]}" for row in rows if row.cells[0] not in KINDS]


def lost_links(rows):
    lost = [f"연결이 없습니다: {row.text} → {row.where}" for row in rows if not linked(row.where)]
    for row in rows:
        for path, anchor in linked(row.where):
            if path.parent != ROOT / "notebooks" or not path.exists() or anchor not in anchors(path):
                lost.append(f"가리키는 제목이 없습니다: {row.text} → {path.name}#{anchor}")
    return lost


def absent_numbers(rows):
    """Numbers in backticks in the rows of printed numbers that none of the linked notebooks holds."""
    absent = []
    for row in rows:
        paths = [path for path, _ in linked(row.where) if path.exists()]
        if row.cells[0] == "숫자" and paths:
            there = set().union(*(numbers(notebook_text(path)) for path in paths))
            printed = numbers(" ".join(re.findall(r"`([^`]+)`", row.text)))
            absent += [f"{number:.10g}이(가) 노트북에 없습니다: {row.text}" for number in sorted(printed - there)]
    return absent


def proof_fault(number, cells):
    """What is wrong with those of the cells that are tagged as the proof of one erratum, or None."""
    tagged = [cell for cell in cells if f"erratum-{number:02d}" in cell.metadata.get("tags", [])]
    if not tagged:
        return "태그가 붙은 셀이 없습니다"
    if not all(cell.get("execution_count") for cell in tagged):
        return "실행하지 않은 셀이 있습니다"
    if not any(re.search(r"^\s*assert\b", cell.source, flags=re.MULTILINE) for cell in tagged):
        return "assert로 확인하는 셀이 없습니다"
    return None


def unproven_errata(rows):
    """Errata of kind S that have no proof, by a cell that ran, under each of the headings that they link to."""
    unproven = []
    for row in rows:
        number, kind, _ = row.cells
        for path, anchor in linked(row.where) if kind == "S" else ():
            fault = proof_fault(int(number), cells_under(notebook(path).cells, anchor)) if path.exists() else None
            unproven += [f"정오표 {number}번, {path.name}#{anchor}: {fault}"] if fault else []
    return unproven


def unmapped_numbers(rows, printed):
    """Numbers of a section of printed_results.md that no row of the map's section has."""
    missing = numbers(printed) - numbers(" ".join(row.text for row in rows))
    return [f"대응표에 없는 수: {number:.10g}" for number in sorted(missing)]


def too_few(rows, kind, expected):
    count = sum(row.cells[0] == kind for row in rows)
    return [f"{kind} 줄이 {count}개로 {expected}개보다 적습니다"] if count < expected else []


# --- on the map ---


@pytest.fixture(scope="module")
def sections():
    return read_map(MAP.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def rows(sections):
    return [row for rows in sections.values() for row in rows]


@pytest.fixture(scope="module")
def errata(sections):
    return sections["정오표"]


def test_every_section_and_erratum_has_its_line(sections, errata):
    assert not missing_sections(sections) + missing_errata(errata) + unknown_kinds(sections)


def test_every_line_leads_to_a_heading_of_a_notebook(rows):
    assert not lost_links(rows)


def test_printed_numbers_are_in_the_linked_notebooks(rows):
    assert not absent_numbers(rows)


def test_errata_of_substance_are_proved_by_cells_that_ran(errata):
    assert {row.cells[1] for row in errata} == {"S", "T"}
    assert not unproven_errata(errata)


@needs_chapter
def test_every_printed_number_and_lost_figure_of_the_chapter_is_in_the_map(sections):
    printed = re.split(r"^## +", (CHAPTER / "printed_results.md").read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    assert len(printed) == 11  # 4 and 4.1 share one
    faults = []
    for part in printed:
        title, body = part.split("\n", 1)
        rows = by_number(sections)[re.match(r"[\d.]+", title).group()]
        found = unmapped_numbers(rows, body) + too_few(rows, "그림", len(re.findall(r"\bfig: ", body)))
        faults += [f"{title}: {fault}" for fault in found]
    assert not faults


@needs_chapter
def test_every_note_of_the_chapter_is_in_the_map(rows):
    notes = re.findall(r"^NOTE\)", (CHAPTER / "chapter5.txt").read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert len(notes) == 7
    assert not too_few(rows, "메모", len(notes))


@needs_chapter
def test_errata_have_the_kinds_of_the_list(errata):
    listed = re.findall(r"^\| (\d+) \| ([ST]) \|", (CHAPTER / "errata.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert [row.cells[:2] for row in errata] == listed


# --- each rule can fail ---

GOOD_LINK = "[03](../notebooks/03_simple_rnn.ipynb#3.-창으로-자르기)"
SAMPLE = f"""
## 3.1 SimpleRNN

| 갈래 | 무엇 | 어디 |
|---|---|---|
| 숫자 | 창 `(980, 20, 1)` | {GOOD_LINK} |
| 그림 | 시계열 | 06 |

## 4와 4.1 글

| 갈래 | 무엇 | 어디 |
|---|---|---|
| 사진 | 토큰 | [03](../notebooks/03_simple_rnn.ipynb#없는-제목) |
"""


@pytest.fixture(scope="module")
def sample():
    return read_map(SAMPLE)


def test_sample_is_read(sample):
    assert list(by_number(sample)) == ["3.1", "4", "4.1"]
    assert [row.cells for row in sample["3.1 SimpleRNN"]] == [("숫자", "창 `(980, 20, 1)`"), ("그림", "시계열")]


def test_a_missing_section_or_unknown_kind_is_found(sample):
    assert len(missing_sections(sample)) == len(SECTIONS) - 3
    assert unknown_kinds(sample) == ["갈래를 알 수 없습니다: 사진"] * 2  # once for 4, once for 4.1


def test_a_missing_or_doubled_erratum_is_found():
    lines = [Row((str(number), "S", "글"), "06") for number in [*ERRATA, 7] if number != 5]
    assert missing_errata(lines) == ["정오표 5번이 0줄입니다", "정오표 7번이 2줄입니다"]


def test_a_placeholder_and_a_lost_link_are_found(sample):
    first, placeholder = sample["3.1 SimpleRNN"]
    assert not lost_links([first])
    assert len(lost_links([placeholder])) == 1
    assert len(lost_links(sample["4와 4.1 글"])) == 1
    assert len(lost_links([Row(("내용", "글"), "[x](../notebooks/99_none.ipynb#a)")])) == 1


def test_an_absent_number_is_found():
    assert not absent_numbers([Row(("숫자", "매개변수 `16,769`, `16769`"), GOOD_LINK)])
    assert len(absent_numbers([Row(("숫자", "매개변수 `16,768`과 16,767"), GOOD_LINK)])) == 1


def cell(number, source, count=1):
    tags = {"tags": [f"erratum-{number:02d}"]}
    return nbformat.v4.new_code_cell(source, execution_count=count, metadata=tags)


def test_cells_under_a_heading_end_at_the_next_of_its_level():
    text, code = nbformat.v4.new_markdown_cell, nbformat.v4.new_code_cell
    cells = [
        text("# 책"),
        code("a"),
        text("## 1. 가"),
        code("b"),
        text("### 나"),
        code("c"),
        text("## 2. 다"),
        code("d"),
    ]
    assert [cell.source for cell in cells_under(cells, "1.-가")] == ["b", "c"]
    assert [cell.source for cell in cells_under(cells, "나")] == ["c"]
    assert not cells_under(cells, "라")


def test_a_missing_unexecuted_or_silent_proof_is_found():
    assert proof_fault(5, [cell(5, "x = 1\nassert x"), cell(5, "x")]) is None
    assert "태그" in proof_fault(5, [cell(6, "assert x")])
    assert "실행하지" in proof_fault(5, [cell(5, "assert x", count=None)])
    assert "assert" in proof_fault(5, [cell(5, "# assert x\nprint('assert')")])
    wrong_notebook = Row(("32", "S", "글"), GOOD_LINK)
    assert len(unproven_errata([wrong_notebook])) == 1
    assert not unproven_errata([wrong_notebook._replace(cells=("32", "T", "글"))])


def test_an_unmapped_number_or_figure_is_found(sample):
    rows = sample["3.1 SimpleRNN"]
    assert not unmapped_numbers(rows, "(980, 20, 1)")
    assert unmapped_numbers(rows, "(980, 20, 1), 1.9e-4 and 1,320,065") == [
        "대응표에 없는 수: 0.00019",
        "대응표에 없는 수: 1320065",
    ]
    assert not too_few(rows, "그림", 1)
    assert len(too_few(rows, "그림", 2)) == 1
