"""Reads tests/submissions: hostile, broken and honest-but-odd submissions, each with what has to come of it."""

import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from assignment_cells import ROOT, read_source
from nbformat.v4 import new_code_cell

SNIPPETS = {
    "$ROOT": str(ROOT),
    "$WRONG": "def next_state(x_t, h_before, W_xh, W_hh, b_h):\n    return 0.0",
    "$RIGHT": (
        "def next_state(x_t, h_before, W_xh, W_hh, b_h):\n    return np.tanh(x_t @ W_xh + h_before @ W_hh + b_h)"
    ),
    "$SOCKET": """
import os, socket, json
link = next(socket.socket(fileno=int(n)) for n in os.listdir("/proc/self/fd") if n != "0"
            and os.path.exists(f"/proc/self/fd/{n}") and os.readlink(f"/proc/self/fd/{n}").startswith("socket:"))
def raw(data): link.sendall(len(data).to_bytes(8, "big") + data)
def say(message): raw(json.dumps(message).encode())
""",
    "$MODEL": """
def build_model(time_steps, features, units):
    model = keras.Sequential([
        keras.Input(shape=(time_steps, features)),
        keras.layers.SimpleRNN(units, return_sequences=True),
        keras.layers.SimpleRNN(units // 2),
        keras.layers.Dense(1),
    ])
    model.compile(loss="mse", optimizer=keras.optimizers.Adam(learning_rate=0.01, global_clipnorm=1.0))
    return model
""",
    "$DESCRIBE": """
import sys, numpy as np
from course_grader import wire
inside = sys.modules["__main__"] if hasattr(sys.modules["__main__"], "describe_model") else None
for module in list(sys.modules.values()):
    if hasattr(module, "describe_model"): inside = module
import gc
if inside is None:
    inside_globals = next(f.__globals__ for f in gc.get_objects()
                          if type(f).__name__ == "function" and f.__name__ == "describe_model")
else:
    inside_globals = vars(inside)
honest = inside_globals["describe_model"]
def forged(model):
    form = honest(model)
    forge(form)
    return form
inside_globals["describe_model"] = forged
""",
}


@dataclass
class Case:
    """marks: {task: points, or "any"} of the tasks that do not get all their points.

    says, never: texts that the outputs hold, and that they do not hold. cells: {place: source}; a place is a task,
    or "after NAME" for a cell of the student's own.
    """

    group: str
    name: str
    assignment: str
    tasks: list | None
    cells: dict
    marks: dict = field(default_factory=dict)
    says: list = field(default_factory=list)
    never: list = field(default_factory=list)

    def __str__(self):
        return f"{self.group}: {self.name}"


def read_cases(group):
    path = Path(__file__).parent / "submissions" / f"{group}.toml"
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    assignment, tasks, _ = table.pop("assignment"), table.pop("tasks", None), table.pop("about")
    for name, entry in table.items():
        facts = {key: entry.pop(key) for key in ("marks", "says", "never") if key in entry}
        yield Case(group, name, assignment, tasks, {place: _filled(text) for place, text in entry.items()}, **facts)


def _filled(text):
    for name, snippet in SNIPPETS.items():
        text = text.replace(name, snippet)
    return text


GROUPS = sorted(path.stem for path in (Path(__file__).parent / "submissions").glob("*.toml"))
CASES = [case for group in GROUPS for case in read_cases(group)]


def notebook_of(assignment, tasks=None):
    """The reference notebook, cut down to its setup and `tasks` where they are named."""
    notebook = read_source(assignment)
    if tasks:
        notebook.cells = [
            cell
            for cell in notebook.cells
            if cell.cell_type == "code" and (not cell.id.startswith("task-") or cell.id.rsplit("-", 1)[0] in tasks)
        ]
    return notebook


def submission_of(case):
    notebook = notebook_of(case.assignment, case.tasks)
    for place, source in case.cells.items():
        if not place.startswith("after "):
            _place_of(notebook, f"{place}-answer").source = source
    for place, source in case.cells.items():
        if place.startswith("after "):
            before = _place_of(notebook, place.removeprefix("after "), f"{place.removeprefix('after ')}-check")
            notebook.cells.insert(notebook.cells.index(before) + 1, new_code_cell(source))
    return notebook


def _place_of(notebook, *ids):
    return next(cell for cell in notebook.cells if cell.id in ids)
