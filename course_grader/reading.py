"""Reads what a student handed in: only the sources of the answers come from there.

Order, ids, checks and points come from the template, which the gradebook gives.
"""

import io
import json
import re
from dataclasses import asdict, dataclass, field

import nbformat

LARGEST_FILE = 20 * 2**20  # bytes; an assignment with its outputs has well under 1 MB
LARGEST_SOURCE = 200_000  # characters of all answers together
MOST_CELLS = 2_000
ENCODINGS = ("utf-8-sig", "utf-16", "cp949")


class Unreadable(Exception):
    """Nothing can be made of the file; the Korean message is for the person who looks at it."""


@dataclass(frozen=True)
class Cell:
    """A cell of the template. points: None where it is not graded. A check is graded and no solution."""

    name: str
    kind: str  # "code" or "markdown"
    source: str
    solution: bool = False
    points: float | None = None

    @property
    def is_check(self):
        return self.kind == "code" and self.points is not None and not self.solution


@dataclass
class Step:
    """What stands in the rebuilt notebook. cell: None for a cell that the student added."""

    cell: Cell | None
    source: str


@dataclass
class Rebuilt:
    """The notebook to grade. notes: in Korean, what had to be mended. answered: names of answers that were changed."""

    steps: list[Step]
    notes: list[str] = field(default_factory=list)
    answered: set[str] = field(default_factory=set)


def template_bytes(cells):
    """A template as grade_one takes it."""
    return json.dumps([asdict(cell) for cell in cells], ensure_ascii=False).encode()


def template_cells(template):
    return [Cell(**cell) for cell in json.loads(template)]


def read_notebook(data):
    """The cells of a notebook file as dictionaries with `cell_type`, `source`, `metadata` and `id`.

    Raises Unreadable. Understands UTF-8 with and without BOM, UTF-16, CP949, and the older formats of notebooks.
    """
    if len(data) > LARGEST_FILE:
        raise Unreadable(f"파일이 {len(data) / 2**20:.0f} MB입니다. {LARGEST_FILE // 2**20} MB까지 읽습니다.")
    if not data.strip():
        raise Unreadable("빈 파일입니다.")
    notebook = _as_json(data)
    if not isinstance(notebook, dict):
        raise Unreadable("노트북 파일이 아닙니다.")
    version = notebook.get("nbformat", 4)
    if version in (1, 2, 3):
        try:
            notebook = nbformat.convert(nbformat.from_dict(notebook), 4)
        except Exception:
            raise Unreadable(f"노트북 형식 {version}판을 지금 형식으로 바꾸지 못했습니다.") from None
    cells = notebook.get("cells")
    if not isinstance(cells, list):
        raise Unreadable("노트북에 셀의 목록이 없습니다.")
    if len(cells) > MOST_CELLS:
        raise Unreadable(f"셀이 {len(cells):,}개입니다. {MOST_CELLS:,}개까지 읽습니다.")
    return [_plain_cell(cell) for cell in cells if isinstance(cell, dict)]


def _as_json(data):
    for encoding in ENCODINGS:
        try:
            return json.load(io.StringIO(data.decode(encoding)))
        except UnicodeError:
            continue
        except (ValueError, RecursionError):
            if encoding == "utf-8-sig":
                break
    raise Unreadable("노트북(JSON)으로 읽을 수 없는 파일입니다. 저장하다가 끊겼거나 다른 파일일 수 있습니다.")


def _plain_cell(cell):
    source = cell.get("source", "")
    if isinstance(source, list):
        source = "".join(part for part in source if isinstance(part, str))
    metadata = cell.get("metadata")
    marks = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    name = marks.get("grade_id") if isinstance(marks, dict) else None
    return {
        "kind": "code" if cell.get("cell_type") == "code" else "markdown",
        "source": source if isinstance(source, str) else "",
        "name": name if isinstance(name, str) else None,
        "id": cell.get("id") if isinstance(cell.get("id"), str) else None,
    }


def rebuild(template, data):
    """The notebook to grade, from the template's cells and the student's file.

    template: list of Cell. data: bytes of the file. Raises Unreadable.
    """
    cells = read_notebook(data)
    found, rebuilt = _match(template, cells), Rebuilt([])
    taken = {number for numbers in found.values() for number in numbers}
    own = _own_cells(template, cells, found, taken)
    for cell in template:
        source = cell.source
        if cell.solution:
            source = _answer(cell, [cells[number]["source"] for number in found.get(cell.name, [])], rebuilt)
            rebuilt.answered |= {cell.name} if source.strip() != cell.source.strip() else set()
        rebuilt.steps.append(Step(cell, source))
        rebuilt.steps += [Step(None, extra) for extra in own.pop(cell.name, [])]
    rebuilt.steps[:0] = [Step(None, extra) for extra in own.pop(None, [])]
    if sum(len(step.source) for step in rebuilt.steps if step.cell is None or step.cell.solution) > LARGEST_SOURCE:
        raise Unreadable(f"답의 글자가 {LARGEST_SOURCE:,}자를 넘습니다.")
    return rebuilt


def _match(template, cells):
    """{name: numbers of the student's cells that carry it}: by nbgrader's id, the cell's id, then what is defined."""
    known = {cell.name: cell for cell in template}
    found = {}
    for number, cell in enumerate(cells):
        name = cell["name"] if cell["name"] in known else cell["id"] if cell["id"] in known else None
        if name:
            found.setdefault(name, []).append(number)
    taken = {number for numbers in found.values() for number in numbers}
    for cell in template:
        defined = _defined(cell.source) if cell.solution else set()
        if cell.name in found or not defined:
            continue
        for number, candidate in enumerate(cells):
            if number not in taken and defined <= _defined(candidate["source"]):
                found.setdefault(cell.name, []).append(number)
                taken.add(number)
    return found


def _defined(source):
    return set(re.findall(r"^def (\w+)", source, flags=re.MULTILINE))


def _answer(cell, sources, rebuilt):
    """The source to grade: of several cells with this name the last one that was worked on."""
    if not sources:
        rebuilt.notes.append(f"`{cell.name}` 셀이 없어서 처음 상태로 되살렸습니다.")
        return cell.source
    changed = [source for source in sources if source.strip() and source.strip() != cell.source.strip()]
    if len(sources) > 1:
        rebuilt.notes.append(f"`{cell.name}` 셀이 {len(sources)}개 있어서 마지막에 고친 것을 채점했습니다.")
    return changed[-1] if changed else sources[-1]


def _own_cells(template, cells, found, taken):
    """{name of the template's cell before it: sources of the code cells that the student added there}."""
    place = {number: name for name, numbers in found.items() for number in numbers}
    order = {cell.name: number for number, cell in enumerate(template)}
    own, before = {}, None
    for number, cell in enumerate(cells):
        if number in place:
            name = place[number]
            before = name if before is None or order[name] >= order[before] else before
        elif number not in taken and cell["kind"] == "code" and cell["source"].strip():
            own.setdefault(before, []).append(cell["source"])
    return own
