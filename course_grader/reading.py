"""Reads what a student handed in: only the sources of the answers come from there.

Order, ids, checks and points come from the template, which the gradebook gives.
"""

import contextlib
import json
import re
from collections import Counter
from dataclasses import asdict, dataclass, field

LARGEST_FILE = 20 * 2**20  # bytes; an assignment with its outputs has well under 1 MB
LARGEST_SOURCE = 200_000  # characters of all answers together
MOST_CELLS = 2_000
MOST_BRACKETS = 500_000  # lists and dictionaries in the file: an empty one takes 30 times its two bytes in memory
MOST_NOTES = 20
ALIKE = 0.6  # share of its lines that a cell has in common with a check or given cell whose name it lost
NO_NOTEBOOK = {
    b"<": "노트북이 아니라 웹 페이지(HTML)를 저장한 파일입니다.",
    b"PK\x03\x04": "노트북이 아니라 압축 파일입니다.",
    b"%PDF": "노트북이 아니라 PDF 파일입니다.",
}


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


@dataclass(frozen=True)
class Written:
    """A cell of the student's file. name: nbgrader's id; attached: it has attachments, which are not read."""

    kind: str  # "code", "markdown" or "raw"
    source: str
    name: str | None = None
    id: str | None = None
    attached: bool = False


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
    """([Written], notes in Korean) of a notebook file. Raises Unreadable.

    Understands UTF-8 with and without BOM, UTF-16, UTF-32, CP949, and all formats of notebooks so far.
    """
    if len(data) > LARGEST_FILE:
        raise Unreadable(f"파일이 {len(data) / 2**20:.0f} MB입니다. {LARGEST_FILE // 2**20} MB까지 읽습니다.")
    if not data.strip():
        raise Unreadable("빈 파일입니다.")
    for beginning, reason in NO_NOTEBOOK.items():
        if data.lstrip().startswith(beginning):
            raise Unreadable(reason)
    if data.count(b"[") + data.count(b"{") > MOST_BRACKETS:
        raise Unreadable("목록과 사전이 너무 많은 파일입니다. 출력을 지우고 저장하면 읽을 수 있습니다.")
    text, notes = _decode(data)
    cells = _cells(_parse(text))
    if len(cells) > MOST_CELLS:
        raise Unreadable(f"셀이 {len(cells):,}개입니다. {MOST_CELLS:,}개까지 읽습니다.")
    return [_written(cell) for cell in cells if isinstance(cell, dict)], notes


def _decode(data):
    """(text, notes). Not all that decodes as CP949 is CP949: a UTF-8 file with a few broken bytes stays UTF-8."""
    encoding = json.detect_encoding(data)
    try:
        return data.decode(encoding), []
    except UnicodeError:
        text = data.decode(encoding, "replace")
    others = len(text) - len(text.encode("ascii", "ignore"))
    broken = ["파일에 깨진 글자가 있어서 �로 바꾸어 읽었습니다."]
    if text.count("\ufffd") * 5 >= others:
        with contextlib.suppress(UnicodeError):
            return data.decode("cp949"), []
    return text, broken


def _parse(text):
    """JSON as plain values. A number of any length is no reason to refuse a notebook."""
    try:
        return json.loads(text, parse_int=lambda digits: int(digits[:9]))
    except (ValueError, RecursionError):
        reason = "노트북(JSON)으로 읽을 수 없는 파일입니다. 저장하다가 끊겼거나 다른 파일일 수 있습니다."
        raise Unreadable(reason) from None


def _cells(notebook):
    """The list of cells; formats 2 and 3 have them in worksheets."""
    if not isinstance(notebook, dict):
        raise Unreadable("노트북 파일이 아닙니다.")
    if isinstance(notebook.get("cells"), list):
        return notebook["cells"]
    sheets = notebook.get("worksheets")
    if not isinstance(sheets, list):
        raise Unreadable("노트북에 셀의 목록이 없습니다.")
    lists = [sheet["cells"] for sheet in sheets if isinstance(sheet, dict) and isinstance(sheet.get("cells"), list)]
    return [cell for cells in lists for cell in cells]


def _written(cell):
    metadata = cell.get("metadata")
    marks = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    name = marks.get("grade_id") if isinstance(marks, dict) else None
    kind = cell.get("cell_type")
    source = _text(cell.get("source", cell.get("input")))  # formats 1 to 3 call a code cell's source `input`
    return Written(
        kind if kind in ("code", "raw") else "markdown",
        f"# {source}" if kind == "heading" else source,
        name if isinstance(name, str) else None,
        cell["id"] if isinstance(cell.get("id"), str) else None,
        bool(cell.get("attachments")),
    )


def _text(source):
    """A source as text that can be encoded: JSON may hold half of a surrogate pair."""
    if isinstance(source, list):
        source = "".join(part for part in source if isinstance(part, str))
    if not isinstance(source, str):
        return ""
    return source.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8", "replace").decode("utf-8")


def rebuild(template, data):
    """The notebook to grade, from the template's cells and the student's file.

    template: list of Cell. data: bytes of the file. Raises Unreadable.
    """
    cells, notes = read_notebook(data)
    matching = _Matching(template, cells, notes)
    matching.answer()
    own = matching.own()
    rebuilt = Rebuilt([], notes)
    for rank, cell in enumerate(template):
        rebuilt.steps += [Step(None, source) for source in own[rank]]
        source = matching.source_of(cell)
        if cell.solution and source.strip() and not _same(source, cell.source):
            rebuilt.answered.add(cell.name)
        rebuilt.steps.append(Step(cell, source))
    rebuilt.steps += [Step(None, source) for source in own[-1]]
    if sum(len(step.source) for step in rebuilt.steps if step.cell is None or step.cell.solution) > LARGEST_SOURCE:
        raise Unreadable(f"답의 글자가 {LARGEST_SOURCE:,}자를 넘습니다.")
    rebuilt.notes = _gathered(notes)
    return rebuilt


def _gathered(notes):
    """Equal notes once, and no more than somebody would read."""
    told = [note if times == 1 else f"{note} (같은 일 {times:,}번)" for note, times in Counter(notes).items()]
    more = len(told) - MOST_NOTES
    return [*told[:MOST_NOTES], f"이 밖에도 {more:,}가지가 더 있습니다."] if more > 0 else told


class _Matching:
    """Which of the student's cells is which of the template's.

    names: for each of the student's cells the template's name, None for one that the student added.
    answers: {name: numbers of the student's cells whose sources, one below the other, are the answer}.
    """

    def __init__(self, template, cells, notes):
        self.template, self.cells, self.notes = template, cells, notes
        self.known = {cell.name: cell for cell in template}
        self.rank = {cell.name: rank for rank, cell in enumerate(template)}
        self.defined = [set() if _is_text(cell) else _defined(cell.source) for cell in cells]
        self.given = {cell.name: _lines(without_hidden_tests(cell.source)) for cell in template if not cell.solution}
        self.stubs = {cell.source.strip(): cell.name for cell in reversed(template) if cell.solution}
        self.names = [self._name(cell) for cell in cells]
        self.answers = {}

    def _name(self, cell):
        """By nbgrader's id, the cell's id, then by its lines where it is as given out, or nearly so and no answer."""
        if cell.name in self.known:
            return cell.name
        if cell.id in self.known:
            return cell.id
        lines = _lines(cell.source)
        for name, others in self.given.items():
            if others and len(lines & others) >= ALIKE * max(len(lines), len(others)):
                return name
        return self.stubs.get(cell.source.strip())

    def answer(self):
        """Find every answer: the code first, whose places then tell where a written answer stood."""
        solutions = [cell for cell in self.template if cell.solution]
        for cell in sorted(solutions, key=lambda cell: cell.kind != "code"):
            named = [number for number, name in enumerate(self.names) if name == cell.name]
            found = self._code(cell, named) if cell.kind == "code" else self._text(cell, named)
            if found:
                self.answers[cell.name] = found
                self._note_changes(cell, found)
            if not named and not found:
                self.notes.append(f"`{cell.name}` 셀이 없어서 처음 상태로 되살렸습니다.")

    def _code(self, cell, named):
        """Of several cells the last one that was worked on and defines what the task asks for."""
        needed = self._needed(cell)
        worked = self._worked(cell, named)
        whole = [number for number in worked if needed <= self.defined[number]]
        if whole or not needed:
            return self._last(cell, named, whole or worked)
        added = [number for number, name in enumerate(self.names) if name is None and needed <= self.defined[number]]
        if added := self._worked(cell, added):
            self.notes.append(f"`{cell.name}`의 답이 새로 만들었거나 이름표를 잃은 셀에 있어서 그 셀을 채점했습니다.")
            return added[-1:]
        if not named and (others := self._in_another(needed)):
            other = self.names[others[-1]]
            self.notes.append(f"`{cell.name}` 셀이 없고 답이 `{other}` 셀에 있어서 그 셀을 채점했습니다.")
            return others[-1:]
        if not worked:
            self._note_answer_in_check(cell, needed)
        return self._last(cell, named, worked)

    def _needed(self, cell):
        """The names that the stub defines and no other of the template's cells but a check."""
        others = (_defined(other.source) for other in self.template if other is not cell and not other.is_check)
        return _defined(cell.source).difference(*others)

    def _worked(self, cell, numbers):
        sources = ((number, self.cells[number].source) for number in numbers)
        return [number for number, source in sources if source.strip() and not _same(source, cell.source)]

    def _last(self, cell, named, worked):
        if len(named) > 1:
            self.notes.append(f"`{cell.name}` 셀이 {len(named)}개 있어서 마지막에 고친 것을 채점했습니다.")
        return (worked or named)[-1:]

    def _in_another(self, needed):
        """Numbers of the cells of other answers that define `needed`, as after merging two cells."""
        solutions = {cell.name for cell in self.template if cell.solution}
        return [n for n, name in enumerate(self.names) if name in solutions and needed <= self.defined[n]]

    def _note_answer_in_check(self, cell, needed):
        for number, name in enumerate(self.names):
            if name and self.known[name].is_check and needed <= self.defined[number]:
                self.notes.append(
                    f"`{cell.name}`의 답이 검사 셀 `{name}`에 적혀 있는 것 같습니다. "
                    "검사 셀의 내용은 채점하지 않으므로 사람이 확인해야 합니다."
                )
                return

    def _text(self, cell, named):
        """A written answer: its cell, or the text below it where that was left as it came, or where it stood."""
        worked = self._worked(cell, named)
        if worked:
            return self._last(cell, named, worked)
        found = self._texts(cell, named[-1] if named else None)
        if found:
            self.notes.append(f"`{cell.name}`의 답이 다른 셀에 있는 것 같아서 그 글을 답으로 두었습니다.")
        return found or named[-1:]

    def _texts(self, cell, start):
        """Numbers of the text cells that the student added after cell number `start`, or between the neighbours.

        Texts of the assignment begin with a heading.
        """
        rank, lost, anchors = self.rank[cell.name], start is None, self._anchors()
        if lost:
            start = max((number for number, other in anchors.items() if other < rank), default=-1)
        others = {number for number, name in enumerate(self.names) if name} | anchors.keys()
        end = min((number for number in others if number > start), default=len(self.cells))
        texts = [
            number
            for number in range(start + 1, end)
            if self.names[number] is None and self.cells[number].kind != "code" and self.cells[number].source.strip()
        ]
        headed = [self.cells[number].source.lstrip().startswith("#") for number in texts]
        if lost:
            plain = [number for number, heading in zip(texts, headed, strict=True) if not heading]
            return self._worked(cell, plain or texts[1:])
        return texts[: headed.index(True)] if True in headed else texts

    def _note_changes(self, cell, found):
        wanted = "코드" if cell.kind == "code" else "마크다운"
        if any((self.cells[number].kind == "code") != (cell.kind == "code") for number in found):
            self.notes.append(f"`{cell.name}` 셀의 종류가 바뀌어 있어서 {wanted} 셀로 되돌려 읽었습니다.")
        if any(self.cells[number].attached for number in found):
            self.notes.append(f"`{cell.name}` 셀에 붙인 그림은 읽지 않았습니다. 낸 파일에서 볼 수 있습니다.")

    def source_of(self, cell):
        """The source that stands in the rebuilt notebook; the student's for an answer alone."""
        found = self.answers.get(cell.name) if cell.solution else None
        return "\n\n".join(self.cells[number].source for number in found) if found else cell.source

    def _anchors(self):
        """{number of a student's cell: its rank in the template}, without copies that are not graded."""
        anchors = {}
        for number, name in enumerate(self.names):
            if name and not self.known[name].solution:
                anchors[number] = self.rank[name]
        for name, numbers in self.answers.items():
            for number in numbers:
                anchors[number] = min(self.rank[name], anchors.get(number, self.rank[name]))
        return anchors

    def own(self):
        """Sources of the student's own code cells: for each rank those before that cell, and at last those at the end.

        They stay behind the cells that they stood behind. Where an answer was moved to its place, those directly
        before it move along.
        """
        anchors = self._anchors()
        places = [[] for _ in range(len(self.template) + 1)]
        following = [len(self.template)] * (len(self.cells) + 1)
        for number in reversed(range(len(self.cells))):
            following[number] = anchors.get(number, following[number + 1])
        place = 0
        for number, cell in enumerate(self.cells):
            if number in anchors:
                place = max(place, anchors[number] + 1)
            if self._is_own(number):
                places[min(place, following[number + 1]) if number not in anchors else place].append(cell.source)
        return places

    def _is_own(self, number):
        cell, name = self.cells[number], self.names[number]
        if cell.kind != "code" or not cell.source.strip() or any(number in found for found in self.answers.values()):
            return False
        if name is None:
            return True
        known = self.known[name]
        changed = known.kind == "code" and not known.is_check and not _same(cell.source, known.source)
        if changed and not known.solution:
            self.notes.append(f"주어진 셀 `{name}`이 바뀌어 있어서, 원래 셀을 실행한 뒤에 바뀐 것도 실행했습니다.")
        return changed


def without_hidden_tests(source):
    """A check as the student has it."""
    lines, hidden = [], False
    for line in source.split("\n"):
        if "BEGIN HIDDEN TESTS" in line:
            hidden = True
        elif "END HIDDEN TESTS" in line:
            hidden = False
        elif not hidden:
            lines.append(line)
    return "\n".join(lines)


def _lines(source):
    return {line.strip() for line in source.split("\n")} - {""}


def _is_text(cell):
    """True for a text of the assignment; code that was turned into markdown begins otherwise."""
    return cell.kind == "markdown" and cell.source.lstrip().startswith("#")


def _same(source, other):
    """True where two sources differ in nothing but blank at the ends of lines."""
    first, second = ([line.rstrip() for line in text.strip().split("\n")] for text in (source, other))
    return first == second


DEFINITION = re.compile(r"^(?:(?:async +)?(?:def|class) +(\w+)|(\w+)[ \t]*=(?!=))", re.MULTILINE)


def _defined(source):
    """Names that the source defines at its outermost level. Not parsed: a parser can be made to crash."""
    return {function or variable for function, variable in DEFINITION.findall(source)}
