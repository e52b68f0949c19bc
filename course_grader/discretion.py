"""What of the sandbox's words may be shown after inputs were drawn: nothing that could carry them.

The course's own sentences may, with the names that belong in them; a line that stands in the student's own cell; and
which kind of error it was: each as often as an honest message has it, for a choice of many could spell an input.
Everything else is left out.
"""

import ast
import builtins
import inspect
import re
from collections import Counter

from rnn_course.checks import models, student

LEFT_OUT = "…"
SENTENCE, OWN, KIND = "sentence", "own line", "kind of error"
MOST = {SENTENCE: 2, OWN: 1, KIND: 1}  # in one message: what happened, where, which error, a hint
OWN_LINE = re.compile(r"셀의 (\d{1,5})번째 줄: (.+)")
ERROR = re.compile(r"(\w+): .*")
KINDS = {name for name, value in vars(builtins).items() if isinstance(value, type)}
KINDS |= {"ndarray", "DataFrame", "Series", "Index", "function", "module", "Sequential", "Functional", "EagerTensor"}
KINDS |= {"ndarray[…]", *models.LAYERS, ", ".join(models.LAYERS)}


def _sentences(module):
    """A pattern for each Korean text in the module's source; a group for each place that is filled in."""
    for node in ast.walk(ast.parse(inspect.getsource(module))):
        parts = node.values if isinstance(node, ast.JoinedStr) else [node]
        known = [part.value if isinstance(part, ast.Constant) else None for part in parts]
        if any(isinstance(text, str) and re.search("[가-힣]", text) for text in known):
            yield re.compile("".join("(.*?)" if text is None else re.escape(str(text)) for text in known))


SENTENCES = [pattern for module in (student, models) for pattern in _sentences(module)]


def discreet(text, name, sources):
    """`text` without what could hold a drawn input. name: the student's function; sources: the student's cells."""
    room, kept = Counter(MOST), []
    for line in text.split("\n"):
        kind, shown = _line(line, {name} | KINDS, sources)
        if shown and room[kind]:
            room[kind] -= 1
            kept.append(shown)
    return "\n".join(kept) or nothing_told(name)


def nothing_told(name):
    return f"`{name}`: 검사하는 입력에서 값을 돌려주지 못했습니다."


def _line(line, names, sources):
    """(its kind, what of it may be shown)"""
    if found := OWN_LINE.fullmatch(line):
        return OWN, line if any(_stands(found[2], int(found[1]), source) for source in sources) else ""
    for pattern in SENTENCES:
        if found := pattern.fullmatch(line):
            return SENTENCE, _filled(line, found, names)
    found = ERROR.fullmatch(line)
    return KIND, found[1] if found and found[1] in KINDS else ""


def _stands(line, number, source):
    """Whether `line` stands there in `source`; IPython counts from the first line that is not blank."""
    lines = re.sub(r"\A(?:[^\S\n]*\n)+", "", source).split("\n")
    return 0 < number <= len(lines) and lines[number - 1].strip() == line


def _filled(line, found, names):
    """The sentence with its places left out that hold anything but one of `names`."""
    for number in range(found.re.groups, 0, -1):
        if found[number] not in names:
            start, end = found.span(number)
            line = line[:start] + LEFT_OUT + line[end:]
    return line
