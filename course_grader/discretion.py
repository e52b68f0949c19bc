"""What of the sandbox's words may be shown after inputs were drawn: nothing that could carry them.

The course's own sentences may, with the names that belong in them; a line that stands in the student's own cell; and
which kind of error it was. Everything else is left out.
"""

import ast
import builtins
import inspect
import re

from rnn_course.checks import models, student

LEFT_OUT = "…"
OWN_LINE = re.compile(r"셀의 \d{1,4}번째 줄: (.*)")
ERROR = re.compile(r"(\w+): .*")
KINDS = {name for name, value in vars(builtins).items() if isinstance(value, type)}
KINDS |= {"ndarray", "DataFrame", "Series", "Index", "function", "module", "Sequential", "Functional", "EagerTensor"}
KINDS |= {"ndarray[…]", *models.LAYERS}


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
    own = {line.strip() for source in sources for line in source.split("\n")}
    lines = [_line(line, {name} | KINDS, own) for line in text.split("\n")]
    return "\n".join(filter(None, lines)) or f"`{name}`: 검사하는 입력에서 값을 돌려주지 못했습니다."


def _line(line, names, own):
    if found := OWN_LINE.fullmatch(line):
        return line if found[1] in own else ""
    for pattern in SENTENCES:
        if found := pattern.fullmatch(line):
            return _filled(line, found, names)
    found = ERROR.fullmatch(line)
    return found[1] if found and found[1] in KINDS else ""


def _filled(line, found, names):
    """The sentence with its places left out that hold anything but one of `names`."""
    for number in range(found.re.groups, 0, -1):
        if found[number] not in names:
            start, end = found.span(number)
            line = line[:start] + LEFT_OUT + line[end:]
    return line
