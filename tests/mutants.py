"""Mutants of the assignments' reference answers: one small change each, as cosmic-ray's operators make them."""

import ast
import difflib
import tomllib
from functools import cache

from assignment_cells import ANSWERS, answers_of
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator, operator_names

# the first changes nothing; the others need names of variables and draw at random
LEFT_OUT = {"core/NoOp", "core/VariableInserter", "core/VariableReplacer"}

NARROWED = """

def narrowed(function):
    import functools
    import numpy as np

    def narrow(value):
        if isinstance(value, float | np.floating):
            return np.KIND(value)
        if isinstance(value, np.ndarray) and value.dtype.kind == "f":
            return value.astype(np.KIND)
        if isinstance(value, list | tuple):
            return type(value)(map(narrow, value))
        return {key: narrow(item) for key, item in value.items()} if isinstance(value, dict) else value

    return functools.wraps(function)(lambda *given: narrow(function(*given)))

"""


@cache
def reference_of(assignment, task):
    return answers_of(assignment)[f"{task}-answer"]


@cache
def mutants_of(assignment, task):
    """{change: mutated source}; a change is written "old line → new line", with its number where that is not unique."""
    source = reference_of(assignment, task)
    found = {}
    for name in sorted(set(operator_names()) - LEFT_OUT):
        operator, occurrence = get_operator(name)(), 0
        while (mutated := mutate_code(source, operator, occurrence)) is not None:
            found.setdefault(mutated, None)
            occurrence += 1
    found.pop(source, None)
    named = {}
    for mutated in found:
        change = _change(source, mutated)
        number = sum(other.startswith(change) for other in named)
        named[f"{change} #{number + 1}" if number else change] = mutated
    return named


def narrowed(source, kind):
    """`source` whose functions return their floating-point numbers as NumPy's `kind`."""
    functions = [node.name for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)]
    return source + NARROWED.replace("KIND", kind) + "".join(f"{name} = narrowed({name})\n" for name in functions)


def _change(source, mutated):
    lines = [line for line in difflib.ndiff(source.splitlines(), mutated.splitlines()) if line[0] in "-+"]
    old, new = (" ".join(line[2:].strip() for line in lines if line[0] == sign) for sign in "-+")
    return f"{old} → {new}"


@cache
def equivalent_mutants(assignment):
    """{task: {change: reason}} of tests/answers/ASSIGNMENT/equivalent_mutants.toml: they rightly keep full marks."""
    path = ANSWERS / assignment / "equivalent_mutants.toml"
    groups = tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return {
        task: {change: group["reason"] for group in listed for change in group["changes"]}
        for task, listed in groups.items()
    }
