"""The reader: what a student's file may look like, and what is made of it."""

import copy
import json
import random
import re
import tracemalloc
from dataclasses import dataclass, field

import nbformat
import pytest
from assignment_cells import ASSIGNMENTS, read_source, without_hidden_tests
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from course_grader import reading
from course_grader.reading import Unreadable

STUB = '    # 여기에 코드를 작성하세요.\n    raise NotImplementedError("아직 답을 쓰지 않았습니다.")'
TEXT_STUB = "여기에 답을 쓰세요."
SETTINGS = settings(derandomize=True, deadline=None, max_examples=150, suppress_health_check=list(HealthCheck))


def stub(cell):
    """An answer cell as it is given out."""
    head, *_ = cell.source.split("    ### BEGIN SOLUTION")
    return head + STUB if cell.cell_type == "code" else TEXT_STUB


def template_of(assignment):
    """The template as the gradebook has it: checks with their hidden tests, answers as given out."""
    template = []
    for cell in read_source(assignment).cells:
        if marks := cell.metadata.get("nbgrader"):
            source = stub(cell) if marks["solution"] else cell.source
            points = marks["points"] if marks["grade"] else None
            template.append(reading.Cell(marks["grade_id"], cell.cell_type, source, marks["solution"], points))
    return template


def released(assignment):
    """The student's notebook as a dictionary, nothing answered."""
    notebook = read_source(assignment)
    for cell in notebook.cells:
        if cell.metadata.get("nbgrader", {}).get("solution"):
            cell.source = stub(cell)
        cell.source = without_hidden_tests(cell.source)
    return json.loads(nbformat.writes(notebook))


TEMPLATES = {assignment: template_of(assignment) for assignment in ASSIGNMENTS}
RELEASED = {assignment: released(assignment) for assignment in ASSIGNMENTS}
PS03 = TEMPLATES["ps03_simple_rnn"]


def answer(number):
    """A Python answer to a task of ps03, told from others by its last line."""
    (name,) = reading._defined(next(cell.source for cell in PS03 if cell.name == f"task-{number}-answer"))
    return f"def {name}(*given):\n    return {number}"


class Notebook:
    """A student's ps03 to be bent: the first two tasks and the written one are answered."""

    def __init__(self):
        self.json = copy.deepcopy(RELEASED["ps03_simple_rnn"])
        for number in (1, 2):
            self[f"task-{number}-answer"]["source"] = answer(number)
        self["task-9-answer"]["source"] = "내 생각"

    def __getitem__(self, cell_id):
        return next(cell for cell in self.json["cells"] if cell.get("id") == cell_id)

    @property
    def cells(self):
        return self.json["cells"]

    def move(self, cell_id, place):
        cell = self[cell_id]
        self.cells.remove(cell)
        self.cells.insert(place, cell)

    def remove(self, *cell_ids):
        for cell_id in cell_ids:
            self.cells.remove(self[cell_id])

    def insert_after(self, cell_id, *cells):
        place = self.cells.index(self[cell_id]) + 1
        self.cells[place:place] = cells

    def forget(self, ids=True, metadata=True):
        for cell in self.cells:
            if ids:
                cell.pop("id", None)
            if metadata:
                cell["metadata"] = {}

    def dump(self):
        return json.dumps(self.json, ensure_ascii=False).encode()


def code(source, name=None):
    metadata = {"nbgrader": {"grade_id": name}} if name else {}
    return {"cell_type": "code", "source": source, "metadata": metadata, "outputs": [], "execution_count": None}


def markdown(source):
    return {"cell_type": "markdown", "source": source, "metadata": {}}


@dataclass
class Case:
    """How a file is bent, and what is to come out. expected: {answer: source}, those of Notebook where not named."""

    name: str
    bend: object
    expected: dict = field(default_factory=dict)
    note: str = ""
    own: tuple = ()


UNCHANGED = "as it was given out"
BOTH = f"{answer(1)}\n\n\n{answer(2)}"
CHANGED = "# 나중에 고친 답\ndef make_windows(*given):\n    return 7"
CASES = []


def case(note="", own=(), **expected):
    """Adds a function that bends a Notebook (or returns bytes) to CASES."""

    def add(bend):
        answers = {f"task-{task.removeprefix('task')}-answer": source for task, source in expected.items()}
        CASES.append(Case(bend.__name__, bend, answers, note, own))
        return bend

    return add


@case()
def nothing_special(notebook):
    pass


@case()
def utf_8_with_bom(notebook):
    return b"\xef\xbb\xbf" + notebook.dump()


@case()
def utf_16(notebook):
    return notebook.dump().decode().encode("utf-16")


@case()
def utf_16_without_bom(notebook):
    return notebook.dump().decode().encode("utf-16-be")


@case()
def cp949(notebook):
    return notebook.dump().decode().encode("cp949", "replace")


@case(note="깨진 글자")
def one_broken_byte(notebook):
    notebook["title"]["source"] = "제목 XX"
    return notebook.dump().replace(b"XX", b"\xff\xfe")


@case()
def windows_line_ends_in_file_and_source(notebook):
    for cell in notebook.cells:
        cell["source"] = "".join(cell["source"]).replace("\n", "\r\n")
    return json.dumps(notebook.json, indent=1).replace("\n", "\r\n").encode()


@case()
def sources_as_lists_with_null(notebook):
    for cell in notebook.cells:
        cell["source"] = [*"".join(cell["source"]).splitlines(keepends=True), None, 7]


@case()
def format_3_with_worksheets(notebook):
    cells = notebook.cells
    for cell in cells:
        if cell["cell_type"] == "code":
            cell["input"] = cell.pop("source")
        cell.pop("id")
    del notebook.json["cells"]
    notebook.json["worksheets"] = [{"cells": cells[:9]}, {"metadata": {}}, None, {"cells": cells[9:]}]
    notebook.json["nbformat"] = 3


@case()
def unknown_format(notebook):
    notebook.json["nbformat"] = 99


@case()
def no_format_and_no_metadata(notebook):
    del notebook.json["nbformat"], notebook.json["metadata"]


@case()
def nan_and_huge_numbers(notebook):
    head = b'{"a": NaN, "b": -Infinity, "c": 1e999, "d": ' + b"9" * 9000 + b", "
    return head + notebook.dump()[1:]


@case()
def duplicate_keys(notebook):
    return b'{"cells": [], ' + notebook.dump()[1:]


@case()
def foreign_cells(notebook):
    notebook.cells[3:3] = [None, 7, "text", [], {}, {"cell_type": ["code"], "source": {}, "metadata": 7, "id": {}}]


@case(task1="def make_windows(*given):\n    return '?'")
def half_of_a_surrogate_pair(notebook):
    notebook["task-1-answer"]["source"] = "def make_windows(*given):\n    return 'QQ'"
    return notebook.dump().replace(b"QQ", b"\\ud800")


@case()
def lost_ids(notebook):
    notebook.forget(metadata=False)


@case()
def lost_metadata(notebook):
    notebook.forget(ids=False)


@case(note="이름표를 잃은 셀")
def lost_ids_and_metadata(notebook):
    notebook.forget()


@case()
def renamed_cells(notebook):
    for cell in notebook.cells:
        cell["metadata"] = {"nbgrader": {"grade_id": "my-own-name"}}


@case(note="`task-1-answer` 셀이 없어서", task1=UNCHANGED)
def deleted_answer(notebook):
    notebook.remove("task-1-answer")


@case()
def deleted_checks(notebook):
    notebook.remove("task-1-check", "task-2-check", "setup")


@case(note="2개")
def answered_in_the_copy_of_a_cell(notebook):
    notebook.insert_after("task-1-check", code(answer(1), "task-1-answer"))
    notebook["task-1-answer"]["source"] = stub_of("task-1-answer")


@case(note="2개")
def copied_cell_left_as_it_was(notebook):
    notebook.insert_after("task-1-answer", code(stub_of("task-1-answer"), "task-1-answer"))


@case(note="2개", own=("print(make_windows([1, 2, 3], 1))",))
def copied_cell_used_for_trying(notebook):
    notebook.insert_after("task-1-answer", code("print(make_windows([1, 2, 3], 1))", "task-1-answer"))


@case(task1=CHANGED, note="2개", own=(answer(1),))
def answered_twice(notebook):
    notebook.insert_after("task-1-check", code(CHANGED, "task-1-answer"))


@case()
def reordered_backwards(notebook):
    notebook.cells.reverse()


@case()
def check_above_its_answer(notebook):
    notebook.move("task-1-check", 2)


@case(note="`task-1-answer` 셀의 종류")
def answer_as_markdown(notebook):
    notebook["task-1-answer"]["cell_type"] = "markdown"


@case(note="`task-1-answer` 셀의 종류")
def answer_as_raw(notebook):
    notebook["task-1-answer"]["cell_type"] = "raw"


@case(note="`task-9-answer` 셀의 종류")
def text_as_code(notebook):
    notebook["task-9-answer"]["cell_type"] = "code"


@case(note="`task-1-answer` 셀의 종류")
def answer_as_markdown_without_its_name(notebook):
    cell = notebook["task-1-answer"]
    cell.update(cell_type="markdown", metadata={}, id="lost")


@case(note="`task-1-answer`의 답이 새로 만들었거나")
def pasted_below_the_stub(notebook):
    notebook.insert_after("task-1-answer", code(answer(1)))
    notebook["task-1-answer"]["source"] = stub_of("task-1-answer")


@case(task1=BOTH, task2=BOTH, note="`task-2-answer`의 답이 새로 만들었거나", own=("HELPER = 1",))
def all_pasted_at_the_end_in_one_cell(notebook):
    for name in ("task-1-answer", "task-2-answer"):
        notebook[name]["source"] = stub_of(name)
    notebook.cells.extend([code("HELPER = 1"), code(BOTH)])


@case(task1=BOTH, task2=BOTH, note="`task-2-answer` 셀이 없고 답이 `task-1-answer` 셀에")
def two_answers_merged_into_one_cell(notebook):
    notebook["task-1-answer"]["source"] = BOTH
    notebook.remove("task-2-answer")


@case(note="검사 셀 `task-1-check`에 적혀", task1=UNCHANGED)
def answered_in_the_check_cell(notebook):
    notebook["task-1-check"]["source"] = answer(1)
    notebook["task-1-answer"]["source"] = stub_of("task-1-answer")


@case(own=("x = 1", "y = 2"))
def own_cells(notebook):
    notebook.insert_after("task-1-answer", code("x = 1"), markdown("메모"), code("  \n"))
    notebook.insert_after("task-2-answer", code("y = 2"))


@case(note="주어진 셀 `setup`", own=("import pandas as pd",))
def changed_given_cell(notebook):
    notebook["setup"]["source"] = "import pandas as pd"


@case(task9="그림 ![](attachment:a.png)", note="붙인 그림")
def attachment(notebook):
    cell = notebook["task-9-answer"]
    cell |= {"source": "그림 ![](attachment:a.png)", "attachments": {"a.png": {"image/png": "AA"}}}


@case(task9="새 셀에 쓴 답\n\n이어서", note="그 글을 답으로")
def text_below_its_stub(notebook):
    notebook["task-9-answer"]["source"] = TEXT_STUB
    notebook.cells.extend([markdown("새 셀에 쓴 답"), markdown("이어서")])


@case(task1="")
def emptied(notebook):
    notebook["task-1-answer"]["source"] = ""


def stub_of(name):
    return next(cell.source for cell in PS03 if cell.name == name)


def require_template(template, steps):
    """All of the template's cells, in order, and whole where they are no answers."""
    assert [step.cell for step in steps if step.cell] == template
    assert all(step.source == step.cell.source for step in steps if step.cell and not step.cell.solution)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_becomes_of_a_file(case):
    notebook = Notebook()
    data = case.bend(notebook) or notebook.dump()
    rebuilt = reading.rebuild(PS03, data)
    require_template(PS03, rebuilt.steps)
    expected = {cell.name: cell.source for cell in PS03 if cell.solution}
    expected |= {"task-1-answer": answer(1), "task-2-answer": answer(2), "task-9-answer": "내 생각"}
    for name, source in case.expected.items():
        expected[name] = stub_of(name) if source == UNCHANGED else source
    assert {step.cell.name: step.source for step in rebuilt.steps if step.cell and step.cell.solution} == expected
    assert rebuilt.answered == {name for name, source in expected.items() if source not in ("", stub_of(name))}
    assert [step.source for step in rebuilt.steps if step.cell is None] == list(case.own)
    assert case.note in " ".join(rebuilt.notes)
    assert case.note or not rebuilt.notes or case.name == "deleted_checks"


def names_in_order(rebuilt):
    return [step.cell.name if step.cell else step.source for step in rebuilt.steps]


def test_own_cells_stay_where_they_stood():
    notebook = Notebook()
    notebook.insert_after("task-1-answer", code("x = 1"))
    notebook.insert_after("task-2-check", code("y = 2"))
    notebook.cells.insert(0, code("first = 0"))
    order = names_in_order(reading.rebuild(PS03, notebook.dump()))
    assert order[:5] == ["first = 0", "setup", "task-1-answer", "x = 1", "task-1-check"]
    assert order[order.index("y = 2") - 1] == "task-2-check"


def test_own_cells_come_after_all_answers_above_them():
    notebook = Notebook()
    notebook.move("task-2-answer", 0)
    notebook.remove("task-1-check")
    notebook.insert_after("task-1-answer", code("print(make_windows, make_horizon_windows)"))
    order = names_in_order(reading.rebuild(PS03, notebook.dump()))
    assert order[order.index("print(make_windows, make_horizon_windows)") - 1] == "task-2-answer"


def test_helpers_move_along_with_an_answer_from_the_end():
    notebook = Notebook()
    notebook["task-1-answer"]["source"] = stub_of("task-1-answer")
    notebook.insert_after("task-2-check", code("other = 1"))
    notebook.cells.extend([code("HELPER = 1"), code(answer(1))])
    order = names_in_order(reading.rebuild(PS03, notebook.dump()))
    assert order[:4] == ["setup", "HELPER = 1", "task-1-answer", "task-1-check"]
    assert order[order.index("other = 1") - 1] == "task-2-check"


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_the_file_as_given_out_is_not_answered(assignment):
    rebuilt = reading.rebuild(TEMPLATES[assignment], json.dumps(RELEASED[assignment]).encode())
    assert not rebuilt.answered
    assert not rebuilt.notes
    assert not [step for step in rebuilt.steps if step.cell is None]


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_all_names_lost_and_every_answer_found(assignment):
    template, notebook = TEMPLATES[assignment], read_source(assignment)
    expected = {
        cell.metadata["nbgrader"]["grade_id"]: cell.source for cell in notebook.cells if "nbgrader" in cell.metadata
    }
    for cell in notebook.cells:
        cell.source = without_hidden_tests(cell.source)
        cell.metadata.clear()
        del cell["id"]
    rebuilt = reading.rebuild(template, json.dumps(notebook).encode())
    require_template(template, rebuilt.steps)
    assert {step.cell.name: step.source for step in rebuilt.steps if step.cell} == expected
    assert not [step for step in rebuilt.steps if step.cell is None]


UNREADABLE = {
    "empty": (b"", "빈 파일"),
    "blank": (b" \n\t\n", "빈 파일"),
    "cut off": (Notebook().dump()[:3000], "저장하다가 끊겼"),
    "a web page": (b"\n<!DOCTYPE html><html></html>", "웹 페이지"),
    "a ZIP": (b"PK\x03\x04....", "압축 파일"),
    "a PDF": (b"%PDF-1.7", "PDF"),
    "zeros": (b"\0" * 1000, "읽을 수 없는"),
    "a list": (b"[]", "노트북 파일이 아닙니다"),
    "a number": (b"7", "노트북 파일이 아닙니다"),
    "no cells": (b'{"nbformat": 4}', "셀의 목록이 없습니다"),
    "cells that are no list": (b'{"cells": {"a": 1}}', "셀의 목록이 없습니다"),
    "deep lists": (b'{"cells": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", "읽을 수 없는"),
    "deep dictionaries": (b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "읽을 수 없는"),
    "too many cells": (json.dumps({"cells": [code("")] * 2001}).encode(), "2,001개"),
    "too many lists": (b'{"cells": [' + b"[]," * 600_000 + b"[]]}", "목록과 사전이 너무 많은"),
    "too large": (b'{"cells": []}' + b" " * (reading.LARGEST_FILE), "20 MB까지"),
    "too long an answer": (json.dumps({"cells": [code("x" * 200_001)]}).encode(), "200,000자"),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_cannot_be_read_goes_to_a_person(name):
    data, reason = UNREADABLE[name]
    with pytest.raises(Unreadable, match=reason):
        reading.rebuild(PS03, data)


GREEDY = {
    "small dictionaries": b'{"a":0},' * 240_000,
    "lists": b"[]," * 490_000,
    "floats": b"1.5," * 490_000,
    "short texts": b'"ab",' * 390_000,
    "keys": b"{" + b"".join(b'"%d":0,' % number for number in range(150_000)) + b'"":0},',
}


@pytest.mark.parametrize("name", GREEDY)
def test_memory_is_bounded(name):
    data = b'{"cells": [' + GREEDY[name] + b"0]}"
    share = 1 if name in ("small dictionaries", "lists") else len(data) / reading.LARGEST_FILE
    tracemalloc.start()
    try:
        reading.read_notebook(data)
    except Unreadable as reason:
        assert "셀이" in str(reason)  # noqa: PT017  (what matters is what it took)
    finally:
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert peak < share * 500 * 2**20


PLANTED = "PLANTED_IN_A_CHECK"
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=12,
)
KEYS = st.sampled_from(["cells", "cell_type", "source", "input", "metadata", "nbgrader", "grade_id", "id", "nbformat"])
NOTEBOOK_LIKE = st.recursive(
    VALUES | st.sampled_from(["code", "markdown", "raw", "task-1-answer", "task-1-check", "setup"]),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(KEYS, inner, max_size=6),
    max_leaves=40,
)


def require_sound(template, data):
    """Unreadable or a sound notebook that can be written as JSON and UTF-8; nothing else is ever raised."""
    try:
        rebuilt = reading.rebuild(template, data)
    except Unreadable as reason:
        refused = str(reason)
        assert re.search("[가-힣]", refused)
        return None
    require_template(template, rebuilt.steps)
    json.dumps([step.source for step in rebuilt.steps] + rebuilt.notes, ensure_ascii=False).encode()
    assert rebuilt.answered <= {cell.name for cell in template if cell.solution}
    return rebuilt


def bent(assignment, seed, value):
    """The file of an assignment with a few random changes; every check in it carries PLANTED."""
    notebook, chance = copy.deepcopy(RELEASED[assignment]), random.Random(seed)
    cells = notebook["cells"]
    for cell in cells:
        if cell["id"].endswith("-check"):
            cell["source"] = ["def make_windows(): pass\n", f"{PLANTED} = 1\n", "".join(cell["source"])]
        elif cell["id"].endswith("-answer") and chance.random() < 0.5:
            cell["source"] = "".join(cell["source"]).replace("raise ", "return 1 # ")
    for _ in range(chance.randrange(1, 12)):
        cell, place = chance.choice(cells), chance.randrange(len(cells))
        match chance.randrange(9):
            case 0:
                cells.insert(place, copy.deepcopy(cell))
            case 1 if len(cells) > 1:
                cells.remove(cell)
            case 2:
                cells.insert(place, cells.pop(chance.randrange(len(cells))))
            case 3:
                cell["cell_type"] = chance.choice(["raw", "markdown", "code", value])
            case 4:
                cell["metadata"] = chance.choice([{}, value, {"nbgrader": value}]) if not _is_check(cell) else {}
            case 5 if not _is_check(cell):
                cell[chance.choice(["source", "id", "input", "attachments"])] = value
            case 6:
                cell.pop("id", None)
            case 7:
                notebook[chance.choice(["nbformat", "metadata", "worksheets"])] = value
            case 8:
                cells.insert(place, code(chance.choice(["x = 1", "def make_windows(*a):\n    return 1"])))
    return notebook, chance


def _is_check(cell):
    return PLANTED in str(cell.get("source"))


@given(st.sampled_from(ASSIGNMENTS), st.integers(0, 2**32), VALUES)
@SETTINGS
def test_a_bent_notebook_never_gets_anything_from_a_check(assignment, seed, value):
    notebook, _ = bent(assignment, seed, value)
    rebuilt = require_sound(TEMPLATES[assignment], json.dumps(notebook).encode())
    assert rebuilt is not None
    assert not any(PLANTED in step.source for step in rebuilt.steps)


@given(st.sampled_from(ASSIGNMENTS), st.integers(0, 2**32), VALUES, st.sampled_from(["utf-8", "utf-16", "cp949"]))
@SETTINGS
def test_broken_bytes_of_a_notebook_raise_nothing_else(assignment, seed, value, encoding):
    notebook, chance = bent(assignment, seed, value)
    data = bytearray(json.dumps(notebook, ensure_ascii=False).encode(encoding, "replace"))
    for _ in range(chance.randrange(1, 20)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    require_sound(TEMPLATES[assignment], bytes(data[: chance.choice([None, chance.randrange(len(data))])]))


@given(NOTEBOOK_LIKE | st.builds(lambda cells: {"cells": cells}, st.lists(NOTEBOOK_LIKE, max_size=8)))
@SETTINGS
def test_random_json_raises_nothing_else(value):
    require_sound(PS03, json.dumps(value).encode())


@given(st.binary(max_size=300))
@SETTINGS
def test_random_bytes_raise_nothing_else(data):
    require_sound(PS03, data)
