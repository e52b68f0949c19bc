"""Compare two outputs of a cell: the one stored in the notebook and the one that a new run gave.

Two floats a and b agree when |a - b| <= 1e-3 * max(|a|, |b|) + 1e-6 * spread. The spread is the range of the trace;
in a text or a table column, where a parameter count may stand beside a loss of 0.01, it is at most 1.
Integers and words agree when they are equal.
"""

import base64
import json
import re
from dataclasses import dataclass, field

import numpy as np
from bs4 import BeautifulSoup

FIGURE = "application/vnd.plotly.v1+json"
KOREAN_NAMES = {FIGURE: "plotly 그림", "text/plain": "텍스트", "text/html": "HTML", "stdout": "print 출력"}
NOT_COMPARED = {"output_type", "data", "metadata", "execution_count", "traceback"}

# A number that does not continue a word, a date (2018.05.04) or a colour (#1e90ff).
NUMBER = re.compile(
    r"""(?<![A-Za-z0-9_.#])
    (?: (?<![\w)\]]) [-+−] )?
    (?: (?: [1-9]\d{0,2} (?:,\d{3})+ (?!\d) | \d+ ) (?:\.\d*)? (?:[eE][-+]?\d+)? (?!\d|\.\d)
      | (?:nan|NaN|inf|Infinity) (?![A-Za-z0-9_]) )""",
    re.VERBOSE,
)
INTEGER = re.compile(r"[-+]?\d+")
WHOLE = re.compile(r"[-+]?\d+(\.0*)?")  # 5528, and 5528.000000 as describe() prints a count
DATE = re.compile(r"\d{4}-\d{2}(-\d{2})?")
RANDOM_ID = re.compile(r"\bT_[0-9a-f]{5}|\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b")

# Where a user switches oneDNN on, TensorFlow says so on stderr before its log level counts: a note on the machine.
ONEDNN_NOTE = re.compile(
    r"(WARNING: All log messages before absl::InitializeLog.*\n)?I0000 .* oneDNN custom operations .*\n"
)


@dataclass(frozen=True)
class Tolerance:
    """How far two numbers may be apart; a cell's tags may widen it."""

    relative: float = 1e-3
    absolute: float = 0.0
    integers: int = 0

    def of_floats(self, stored, live, spread):
        return self.relative * np.maximum(abs(stored), abs(live)) + 1e-6 * spread + self.absolute


@dataclass
class Comparison:
    """What came out of comparing the outputs of one cell."""

    tolerance: Tolerance = Tolerance()
    differences: list[str] = field(default_factory=list)  # Korean, one for each place
    changed: bool = False  # whether anything differs, within the tolerance or not
    max_relative: float = 0.0

    def outputs(self, stored, live):
        """Compare two lists of outputs; as in nbval, outputs of one kind have to come in the same order."""
        stored, live = by_kind(stored), by_kind(live)
        self.changed = stored != live
        for kind in sorted(stored.keys() | live.keys()):
            name = KOREAN_NAMES.get(kind, kind)
            expected, came = stored.get(kind, []), live.get(kind, [])
            if len(expected) != len(came):
                self.differ(name, counted(expected), counted(came))
            for number, (a, b) in enumerate(zip(expected, came, strict=False), start=1):
                self.value(kind, name if len(expected) == 1 else f"{number}번째 {name}", a, b)

    def value(self, kind, where, stored, live):
        if kind == FIGURE:
            self.figure(where, stored, live)
        elif kind == "text/html":
            self.html(where, stored, live)
        elif kind.startswith("text/") or kind in {"stdout", "stderr", "evalue"}:
            self.text(where, stored, live)
        elif stored != live:
            self.differ(where, *first_difference(stored, live))

    def text(self, where, stored, live, spread=None):
        """Same words, same integers, floats within the tolerance; blanks may move with the width of a float."""
        stored_lines, live_lines = stored.split("\n"), live.split("\n")
        if len(stored_lines) != len(live_lines):
            a, b = first_difference(stored, live)
            self.differ(where, f"{len(stored_lines)}줄 {a}", f"{len(live_lines)}줄 {b}")
            return
        if spread is None:
            spread = printed_spread(stored)
        for number, (a, b) in enumerate(zip(stored_lines, live_lines, strict=True), start=1):
            place = where if len(stored_lines) == 1 else f"{where} {number}번째 줄"
            if words(a) != words(b):
                self.differ(place, *first_difference(a, b))
                continue
            for x, y in zip(NUMBER.findall(a), NUMBER.findall(b), strict=True):
                self.number(place, x, y, spread)

    def number(self, where, stored, live, spread):
        """Compare two numbers given as printed."""
        if stored == live:
            return
        a, b = plain(stored), plain(live)
        if bool(INTEGER.fullmatch(a)) != bool(INTEGER.fullmatch(b)):
            self.differ(where, stored, live)
        elif WHOLE.fullmatch(a) and WHOLE.fullmatch(b):
            if abs(float(a) - float(b)) > self.tolerance.integers:
                self.differ(where, stored, live, self.tolerance.integers)
        else:
            self.floats(where, np.array([float(a)]), np.array([float(b)]), spread)

    def floats(self, where, stored, live, spread):
        """Compare two arrays of floats of the same shape; NaN agrees with NaN, infinity with itself."""
        with np.errstate(invalid="ignore"):
            distance = abs(stored - live)
            allowed = self.tolerance.of_floats(stored, live, spread)
        same = (stored == live) | (np.isnan(stored) & np.isnan(live))
        finite = np.isfinite(stored) & np.isfinite(live)
        moved = finite & ~same
        if moved.any():
            size = np.maximum(abs(stored[moved]), abs(live[moved]))
            self.max_relative = max(self.max_relative, float(np.max(distance[moved] / size)))
        wrong = ~same & ~(finite & (distance <= allowed))
        if wrong.any():
            self.differ_at(where, stored, live, wrong, allowed)

    def html(self, where, stored, live):
        """Tables cell by cell, the rest as text; random ids (of pandas' Styler) are no difference."""
        stored, live = (BeautifulSoup(RANDOM_ID.sub("id", html), "html.parser") for html in (stored, live))
        stored_tables, live_tables = stored.find_all("table"), live.find_all("table")
        if len(stored_tables) != len(live_tables):
            self.differ(where, f"표 {len(stored_tables)}개", f"표 {len(live_tables)}개")
            return
        for number, (a, b) in enumerate(zip(stored_tables, live_tables, strict=True), start=1):
            self.table(f"{where}의 {number}번째 표", taken_out(a), taken_out(b))
        self.text(f"{where}의 표 바깥", str(stored), str(live))

    def table(self, where, stored, live):
        """Compare two tables given as rows of texts."""
        if [len(row) for row in stored] != [len(row) for row in live]:
            self.differ(where, size_of(stored), size_of(live))
            return
        spreads = column_spreads(stored)
        for row, (stored_row, live_row) in enumerate(zip(stored, live, strict=True)):
            for column, (a, b) in enumerate(zip(stored_row, live_row, strict=True)):
                self.text(f"{where} {row + 1}행 {column + 1}열", a, b, spreads[column])

    def figure(self, where, stored, live):
        """Compare two parts of a plotly figure: the whole of it, a trace, an axis, a title, an array."""
        stored_array, live_array = as_array(stored), as_array(live)
        if stored_array is not None and live_array is not None:
            self.array(where, stored_array, live_array)
        elif isinstance(stored, dict) and isinstance(live, dict):
            for key in sorted(stored.keys() | live.keys()):
                if key in stored and key in live:
                    self.figure(f"{where}.{key}", stored[key], live[key])
                else:
                    self.differ(f"{where}.{key}", *("있음" if key in part else "없음" for part in (stored, live)))
        elif isinstance(stored, list) and isinstance(live, list):
            if len(stored) != len(live):
                self.differ(where, f"길이 {len(stored)}", f"길이 {len(live)}")
            for number, (a, b) in enumerate(zip(stored, live, strict=False)):
                self.figure(f"{where}[{number}]", a, b)
        elif isinstance(stored, str) and isinstance(live, str) and not DATE.match(stored):
            self.text(where, stored, live)
        elif isinstance(stored, float) and isinstance(live, float):
            self.floats(where, np.array([stored]), np.array([live]), spread=0.0)
        elif stored != live:
            self.differ(where, *first_difference(stored, live))

    def array(self, where, stored, live):
        """Compare two arrays of a figure; each column of several (hover data, a heat map) has its own range."""
        if stored.shape != live.shape or stored.dtype.kind != live.dtype.kind:
            self.differ(where, *(f"{array.dtype} {array.shape}" for array in (stored, live)))
        elif stored.dtype.kind == "f":
            self.floats(where, stored, live, np.apply_along_axis(spread_of, 0, stored) if stored.size else 0.0)
        else:
            wrong = abs(stored.astype(float) - live.astype(float)) > self.tolerance.integers
            if wrong.any():
                self.differ_at(where, stored, live, wrong, np.full(stored.shape, self.tolerance.integers))

    def differ_at(self, where, stored, live, wrong, allowed):
        """Report the first wrong element of two arrays, and how many there are."""
        first = tuple(int(i) for i in np.argwhere(wrong)[0])
        place = where if stored.size == 1 else f"{where}[{', '.join(map(str, first))}] (모두 {wrong.sum()}곳)"
        self.differ(place, f"{stored[first]:.10g}", f"{live[first]:.10g}", allowed[first])

    def differ(self, where, stored, live, allowed=None):
        limit = "" if allowed is None else f"\n  허용한 차이: {float(allowed):.3g}"
        self.differences.append(f"{where}\n  저장된 값:   {stored}\n  새로 나온 값: {live}{limit}")


def by_kind(outputs):
    """List of outputs -> {stream name, MIME type or field of an error: [values]}."""
    kinds = {}
    for output in outputs:
        if output["output_type"] == "stream":
            text = ONEDNN_NOTE.sub("", output["text"])
            values = {output["name"]: text} if text else {}
        else:
            values = {**output, **output.get("data", {})}
        for kind in values.keys() - NOT_COMPARED:
            kinds.setdefault(kind, []).append(values[kind])
    return kinds


def canonical(outputs):
    """Text that is the same for outputs that are the same bit for bit."""
    return RANDOM_ID.sub("id", json.dumps(by_kind(outputs), sort_keys=True))


def words(line):
    """The line without its numbers; where it has some, any run of blanks counts as one."""
    parts = NUMBER.split(line)
    return parts if len(parts) == 1 else [" ".join(part.split()) for part in parts]


def plain(number):
    return number.replace(",", "").replace("−", "-")


def printed_spread(text):
    """Range of the numbers of a text, at most 1."""
    return min(1.0, spread_of(np.array([float(plain(number)) for number in NUMBER.findall(text)])))


def spread_of(values):
    """Range of the finite values of an array (n,), 0.0 where there are none."""
    values = values[np.isfinite(values)]
    return float(np.ptp(values)) if values.size else 0.0


def column_spreads(rows):
    width = max((len(row) for row in rows), default=0)
    columns = ([row[i] for row in rows if i < len(row)] for i in range(width))
    return [printed_spread("\n".join(column)) for column in columns]


def size_of(rows):
    return f"{len(rows)}행, 칸 수 {sorted({len(row) for row in rows})}"


def taken_out(table):
    """Rows of texts of an HTML table, which is left with empty cells."""
    rows = [[cell.get_text() for cell in row.find_all(["th", "td"])] for row in table.find_all("tr")]
    for cell in table.find_all(["th", "td"]):
        cell.clear()
    return rows


def as_array(value):
    """Numbers of a figure (plotly's base64 form, or a list of them that is not empty) as an array, else None."""
    if isinstance(value, dict) and {"bdata", "dtype"} <= value.keys():
        flat = np.frombuffer(base64.b64decode(value["bdata"]), np.dtype(value["dtype"]).newbyteorder("<"))
        return flat.reshape([int(n) for n in str(value.get("shape", flat.size)).split(",")])
    numbers = list(leaves(value)) if isinstance(value, list) else []
    if not numbers or not all(number is None or type(number) in {int, float} for number in numbers):
        return None
    try:
        return np.array(value, dtype=int if all(type(number) is int for number in numbers) else float)
    except ValueError:  # rows of different lengths
        return None


def leaves(value):
    if isinstance(value, list):
        for part in value:
            yield from leaves(part)
    else:
        yield value


def counted(values):
    """How many outputs of one kind there are, and the beginning of the last."""
    if not values:
        return "출력 없음"
    return f"출력 {len(values)}개, 마지막 출력 {json.dumps(values[-1], ensure_ascii=False)[:200]}"


def first_difference(stored, live):
    """Two texts (or JSON values), each cut to the place where they part."""
    a, b = (value if isinstance(value, str) else json.dumps(value, ensure_ascii=False) for value in (stored, live))
    pairs = enumerate(zip(a, b, strict=False))
    start = max(0, next((i for i, (x, y) in pairs if x != y), min(len(a), len(b))) - 60)
    return [repr(("… " if start else "") + text[start : start + 200]) for text in (a, b)]
