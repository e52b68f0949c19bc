"""Compare two values of an output: the one stored in the notebook and the one that a new run gave.

Two floats a and b agree when |a - b| <= 1e-3 * max(|a|, |b|) + 1e-6 * spread, where the spread is the range of the
trace or table column they stand in. Integers and words agree when they are equal.
"""

import base64
import json
import re
from dataclasses import dataclass, field

import numpy as np
from bs4 import BeautifulSoup

FIGURE = "application/vnd.plotly.v1+json"
NOT_COMPARED = {"metadata", "output_type", "execution_count", "traceback", "name"}

# A number that does not continue a word, a date (2018.05.04) or a colour (#1e90ff).
NUMBER = re.compile(
    r"(?<![A-Za-z0-9_.#])(?:(?<![\w)\]])[-+−])?"
    r"(?:(?:[1-9]\d{0,2}(?:,\d{3})+(?![\d])|\d+)(?:\.\d*)?(?:[eE][-+]?\d+)?(?!\d|\.\d)|(?:nan|NaN|inf|Infinity)(?![A-Za-z0-9_]))"
)
WHOLE = re.compile(r"[-+]?\d+(\.0*)?")  # 5528 and also 5528.000000, as describe() prints a count
DATE = re.compile(r"\d{4}-\d{2}(-\d{2})?")
RANDOM_ID = re.compile(r"\bT_[0-9a-f]{5}|\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b")


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

    tolerance: Tolerance
    differences: list[str] = field(default_factory=list)
    changed: bool = False
    max_relative: float = 0.0

    def outputs(self, stored, live):
        """Compare two lists of outputs; outputs of one kind have to come in the same order."""
        stored, live = by_kind(stored), by_kind(live)
        for kind in sorted(stored.keys() | live.keys()):
            expected, came = stored.get(kind, []), live.get(kind, [])
            if len(expected) != len(came):
                self.changed = True
                self.differ(kind, f"출력 {len(expected)}개", f"출력 {len(came)}개")
            for number, (a, b) in enumerate(zip(expected, came, strict=False), start=1):
                if a != b:
                    self.changed = True
                    self.value(kind, f"{number}번째 {kind} 출력", a, b)

    def value(self, kind, where, stored, live):
        if kind == FIGURE:
            self.figure(where, stored, live)
        elif kind == "text/html":
            self.html(where, stored, live)
        elif kind.startswith("text/") or kind in {"stdout", "stderr", "evalue"}:
            self.text(where, stored, live)
        else:
            self.differ(where, shortened(stored), shortened(live))

    def text(self, where, stored, live, spread=None):
        """Same words, same integers, floats within the tolerance; alignment may move with the width of a float."""
        stored_lines, live_lines = stored.split("\n"), live.split("\n")
        if len(stored_lines) != len(live_lines):
            self.differ(where, f"{len(stored_lines)}줄: {shortened(stored)}", f"{len(live_lines)}줄: {shortened(live)}")
            return
        if spread is None:
            # A volume of 1e9 must not hide a loss of 0.01 that is printed beside it.
            spread = min(1.0, spread_of(numbers_in(stored)))
        for number, (a, b) in enumerate(zip(stored_lines, live_lines, strict=True), start=1):
            place = where if len(stored_lines) == 1 else f"{where} {number}번째 줄"
            if words(a) != words(b):
                self.differ(place, shortened(a), shortened(b))
                continue
            for x, y in zip(NUMBER.findall(a), NUMBER.findall(b), strict=True):
                self.number(place, x, y, spread)

    def number(self, where, stored, live, spread):
        """Compare two numbers given as printed."""
        if stored == live:
            return
        a, b = parsed(stored), parsed(live)
        if WHOLE.fullmatch(a) and WHOLE.fullmatch(b):
            allowed = self.tolerance.integers
            if abs(float(a) - float(b)) > allowed:
                self.differ(where, stored, live, allowed)
        elif a.isdecimal() or b.isdecimal() or overflows(a) or overflows(b):
            self.differ(where, stored, live)
        else:
            self.floats(where, np.array([float(a)]), np.array([float(b)]), spread)

    def floats(self, where, stored, live, spread):
        """Compare two arrays of floats of the same shape; NaN agrees with NaN, infinity with itself."""
        with np.errstate(invalid="ignore"):
            distance = abs(stored - live)
            allowed = self.tolerance.of_floats(stored, live, spread)
            same = (stored == live) | (np.isnan(stored) & np.isnan(live))
            finite = np.isfinite(stored) & np.isfinite(live)
            wrong = ~same & ~(finite & (distance <= allowed))
        moved = finite & ~same
        if moved.any():
            size = np.maximum(abs(stored[moved]), abs(live[moved]))
            self.max_relative = max(self.max_relative, float(np.max(distance[moved] / size)))
        if wrong.any():
            first = tuple(int(i) for i in np.argwhere(wrong)[0])
            place = where if stored.size == 1 else f"{where}[{', '.join(map(str, first))}]"
            others = "" if wrong.sum() == 1 else f" (이런 값이 모두 {wrong.sum()}개)"
            self.differ(place + others, f"{stored[first]:.10g}", f"{live[first]:.10g}", allowed[first])

    def html(self, where, stored, live):
        """Tables cell by cell, the rest as text; random ids (pandas' Styler) are no difference."""
        stored, live = (BeautifulSoup(RANDOM_ID.sub("id", html), "html.parser") for html in (stored, live))
        tables = stored.find_all("table"), live.find_all("table")
        if len(tables[0]) != len(tables[1]):
            self.differ(where, f"표 {len(tables[0])}개", f"표 {len(tables[1])}개")
            return
        for number, (a, b) in enumerate(zip(*tables, strict=True), start=1):
            self.table(f"{where}의 {number}번째 표", taken_out(a), taken_out(b))
        self.text(f"{where}의 표 바깥", str(stored), str(live))

    def table(self, where, stored, live):
        """Compare two tables given as rows of texts."""
        if len(stored) != len(live):
            self.differ(where, f"{len(stored)}행", f"{len(live)}행")
            return
        spreads = column_spreads(stored)
        for number, (a, b) in enumerate(zip(stored, live, strict=True)):
            if len(a) != len(b):
                self.differ(f"{where} {number}행", f"{len(a)}칸", f"{len(b)}칸")
                return
            for column, (x, y) in enumerate(zip(a, b, strict=True)):
                self.text(f"{where} {number}행 {column}열", x, y, spreads[column])

    def figure(self, where, stored, live):
        """Compare two parts of a plotly figure (the whole of it, a trace, an axis, a title, an array)."""
        a, b = as_array(stored), as_array(live)
        if a is not None and b is not None:
            self.array(where, a, b)
        elif isinstance(stored, dict) and isinstance(live, dict):
            for key in sorted(stored.keys() | live.keys()):
                if key not in stored or key not in live:
                    self.differ(f"{where} {key}", *("있음" if key in side else "없음" for side in (stored, live)))
                else:
                    self.figure(f"{where}.{key}" if "." in where else f"{where} .{key}", stored[key], live[key])
        elif isinstance(stored, list) and isinstance(live, list):
            if len(stored) != len(live):
                self.differ(where, f"길이 {len(stored)}", f"길이 {len(live)}")
            for number, (x, y) in enumerate(zip(stored, live, strict=False)):
                self.figure(f"{where}[{number}]", x, y)
        elif isinstance(stored, str) and isinstance(live, str) and not DATE.match(stored):
            self.text(where, stored, live)
        elif type(stored) is float and type(live) is float:
            self.floats(where, np.array([stored]), np.array([live]), 0.0)
        elif stored != live or type(stored) is not type(live):
            self.differ(where, shortened(stored), shortened(live))

    def array(self, where, stored, live):
        if stored.shape != live.shape:
            self.differ(where, f"크기 {stored.shape}", f"크기 {live.shape}")
        elif stored.dtype.kind == live.dtype.kind == "f":
            # In an array with several columns (hover data, a heat map) each column has its own range.
            spread = np.array([spread_of(column) for column in stored.reshape(len(stored), -1).T])
            self.floats(where, stored, live, spread.reshape(stored.shape[1:]))
        elif stored.dtype.kind != live.dtype.kind:
            self.differ(where, f"자료형 {stored.dtype}", f"자료형 {live.dtype}")
        else:
            wrong = abs(stored.astype(float) - live.astype(float)) > self.tolerance.integers
            if wrong.any():
                first = tuple(np.argwhere(wrong)[0])
                place = f"{where}[{', '.join(map(str, first))}] (이런 값이 모두 {wrong.sum()}개)"
                self.differ(place, str(stored[first]), str(live[first]), self.tolerance.integers)

    def differ(self, where, stored, live, allowed=None):
        limit = "" if allowed is None else f"\n  허용한 차이: {float(allowed):.3g}"
        self.differences.append(f"{where}\n  저장된 값:   {stored}\n  새로 나온 값: {live}{limit}")


def by_kind(outputs):
    """List of outputs -> {stream name, MIME type or field of an error: [values]}, as nbval groups them."""
    kinds = {}
    for output in outputs:
        if output["output_type"] == "stream":
            values = {output["name"]: output["text"]}
        else:
            values = {**output, **output.get("data", {})}
            values.pop("data", None)
        for kind in values.keys() - NOT_COMPARED:
            kinds.setdefault(kind, []).append(values[kind])
    return kinds


def canonical(outputs):
    """Text that is the same for the same outputs, bit for bit."""
    return RANDOM_ID.sub("id", json.dumps(by_kind(outputs), sort_keys=True))


def words(line):
    """The line without its numbers; runs of blanks count as one where numbers could have moved them."""
    parts = NUMBER.split(line)
    return parts if len(parts) == 1 else [" ".join(part.split()) for part in parts]


def parsed(number):
    return number.replace(",", "").replace("−", "-")


def overflows(number):
    return bool(np.isinf(float(number))) and "inf" not in number.lower()


def numbers_in(text):
    return np.array([float(parsed(number)) for number in NUMBER.findall(text)])


def spread_of(values):
    """Range of the finite values of an array, 0.0 where there are none."""
    values = values[np.isfinite(values)]
    return float(np.ptp(values)) if values.size else 0.0


def column_spreads(rows):
    width = max((len(row) for row in rows), default=0)
    columns = ([row[i] for row in rows if i < len(row)] for i in range(width))
    return [spread_of(numbers_in("\n".join(column))) for column in columns]


def taken_out(table):
    """Rows of texts of an HTML table, which is left with empty cells."""
    rows = [[cell.get_text() for cell in row.find_all(["th", "td"])] for row in table.find_all("tr")]
    for cell in table.find_all(["th", "td"]):
        cell.clear()
    return rows


def as_array(value):
    """Numbers of a figure (plotly's base64 form, or a list that is not empty) as an array, else None."""
    if isinstance(value, dict) and {"bdata", "dtype"} <= value.keys():
        flat = np.frombuffer(base64.b64decode(value["bdata"]), np.dtype(value["dtype"]).newbyteorder("<"))
        return flat.reshape([int(n) for n in str(value.get("shape", flat.size)).split(",")])
    numbers = list(leaves(value)) if isinstance(value, list) else []
    if not numbers or not all(number is None or type(number) in {int, float} for number in numbers):
        return None
    kind = int if all(type(number) is int for number in numbers) else float
    try:
        return np.array(value, dtype=kind)
    except ValueError:  # rows of different lengths
        return None


def leaves(value):
    if isinstance(value, list):
        for part in value:
            yield from leaves(part)
    else:
        yield value


def shortened(value, length=300):
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= length else f"{text[:length]}… (모두 {len(text)}자)"
