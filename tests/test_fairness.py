"""Proof that marks are fair: many different right answers, many different misconceptions, mutants, drawn inputs.

What is exhaustive (every mutant, twenty seeds) is heavy; the quick part takes a fixed sample.
"""

import ast
import random
from copy import deepcopy

import fairness_table
import numpy as np
import pandas as pd
import pytest
from answer_forms import families, normalised
from assignment_cells import (
    ROOT,
    TASKS,
    answers_to,
    inputs_of,
    names_after,
    points_of,
    read_source,
    run_check,
    short_calls,  # noqa: F401
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mutants import equivalent_mutants, mutants_of, narrowed, reference_of

from rnn_course.checks import compare
from rnn_course.checks.student import silence, to_plain

every_task = pytest.mark.parametrize(("assignment", "task"), TASKS)


def drawn(examples):
    """The same examples in every run, on every machine, however slow."""
    return settings(
        max_examples=examples,
        derandomize=True,
        deadline=None,
        database=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )


# Forms ------------------------------------------------------------------------------------------------------------


@every_task
def test_eight_right_answers_of_five_families_differ_in_more_than_names(assignment, task):
    answers = answers_to("right", assignment, task)
    assert len(answers) >= 8
    assert len({answer.name for answer in answers}) == len({normalised(answer.source) for answer in answers})
    assert len({normalised(answer.source) for answer in answers}) == len(answers)
    reference = reference_of(assignment, task)
    assert len(set().union(*(families(answer.source, reference) for answer in answers))) >= 5


def test_names_formatting_and_docstrings_do_not_make_another_answer():
    first = 'def f(x, n=1):\n    """Text."""\n    total = np.sum(x)  # why\n    return total / n\n'
    second = "def g(values, k=1):\n    s = (np.sum(values))\n    return s/k\n"
    assert normalised(first) == normalised(second)
    assert normalised(first) != normalised(second.replace("np.sum", "np.mean"))


def test_the_package_holds_no_reference():
    """What students can import is none of the answers, whatever its names."""
    package = [ast.parse(path.read_text(encoding="utf-8")) for path in (ROOT / "rnn_course").rglob("*.py")]
    functions = [node for tree in package for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    held = {normalised(ast.unparse(function)) for function in functions}
    assert len(held) > 100
    for assignment, task in TASKS:
        for answer in ast.parse(reference_of(assignment, task)).body:
            assert normalised(ast.unparse(answer)) not in held, (assignment, task)


# Mutants ----------------------------------------------------------------------------------------------------------


def survivors(assignment, task, changes):
    notebook = read_source(assignment)
    full = points_of(notebook, task)
    mutants = mutants_of(assignment, task)
    return {change for change in changes if run_check(notebook, task, mutants[change])[0] == full}


@every_task
def test_a_sample_of_mutants_loses_marks(assignment, task):
    mutants, known = sorted(mutants_of(assignment, task)), equivalent_mutants(assignment).get(task, {})
    assert set(known) <= set(mutants), "a listed mutant is none of the reference's"
    assert all(known.values())
    sample = random.Random(f"{assignment} {task}").sample(mutants, min(3, len(mutants)))
    assert survivors(assignment, task, sample) <= set(known)


@pytest.mark.heavy
@every_task
def test_every_mutant_loses_marks_or_is_listed_with_the_reason(assignment, task):
    known = equivalent_mutants(assignment).get(task, {})
    assert survivors(assignment, task, mutants_of(assignment, task)) == set(known)


def gains(assignment, task, changes):
    """The mutants that get more marks when their numbers are of a narrower type."""
    notebook, mutants = read_source(assignment), mutants_of(assignment, task)
    for change in changes:
        mark = run_check(notebook, task, mutants[change])[0]
        for kind in ("float16", "float32"):
            if run_check(notebook, task, narrowed(mutants[change], kind))[0] > mark:
                yield kind, change


@every_task
def test_a_narrow_type_gains_a_mutant_nothing(assignment, task):
    sample = random.Random(f"{assignment} {task}").sample(sorted(mutants_of(assignment, task)), 1)
    assert list(gains(assignment, task, sample)) == []


@pytest.mark.heavy
@every_task
def test_a_narrow_type_gains_no_mutant_anything(assignment, task):
    assert list(gains(assignment, task, mutants_of(assignment, task))) == []


def test_the_table_of_the_proof_is_up_to_date():
    """Killed = mutants without the listed ones: the test above holds that nothing else survives."""
    assert fairness_table.PAGE.read_text(encoding="utf-8") == fairness_table.page(), "make fairness를 실행하세요."


# Drawn inputs -----------------------------------------------------------------------------------------------------


def holds_for_seed(seed, assignment, task, kind, monkeypatch, most=None):
    """most: how many of the answers are tried; None: all."""
    monkeypatch.setenv("RNN_COURSE_SEED", str(seed))
    notebook = read_source(assignment)
    full = points_of(notebook, task)
    for answer in answers_to(kind, assignment, task)[:most]:
        mark, report = run_check(notebook, task, answer.source)
        assert mark == (full if kind == "right" else answer.points), f"{answer.name}\n{report}"
        assert answer.message in report, f"{answer.name}\n{report}"


@every_task
def test_right_answers_do_not_hang_on_the_seed(assignment, task, monkeypatch):
    holds_for_seed(1886, assignment, task, "right", monkeypatch, most=3)  # all of them weekly, for many seeds


@pytest.mark.heavy
@pytest.mark.parametrize("kind", ["right", "wrong"])
@every_task
def test_marks_do_not_hang_on_many_seeds(assignment, task, kind, monkeypatch):
    @drawn(8)
    @given(seed=st.integers(1, 2**63))
    def check(seed):
        holds_for_seed(seed, assignment, task, kind, monkeypatch)

    check()


@pytest.mark.heavy
@every_task
def test_twenty_seeds_give_the_reference_full_marks(assignment, task, monkeypatch):
    notebook = read_source(assignment)
    for seed in range(20):
        monkeypatch.setenv("RNN_COURSE_SEED", f"heavy-{seed}")
        mark, report = run_check(notebook, task, reference_of(assignment, task))
        assert mark == points_of(notebook, task), f"seed {seed}\n{report}"


@every_task
def test_right_answers_agree_on_any_input(assignment, task):
    """On inputs that the task's text allows, beyond those that the check draws; edges come first."""
    pairs, reason = inputs_of(assignment, task)
    if not pairs:
        pytest.skip(f"any input is the check's matter: {reason}")
    notebook = read_source(assignment)
    reference = names_after(notebook, reference_of(assignment, task))
    answers = {answer.name: names_after(notebook, answer.source) for answer in answers_to("right", assignment, task)}
    for function, strategy in pairs:
        expect_agreement(function, strategy, reference, answers)


def expect_agreement(function, strategy, reference, answers):
    """reference and each of answers: the names that exist once it has run."""

    @drawn(25)
    @given(inputs=strategy)
    def check(inputs):
        with silence():
            expected = to_plain(reference[function](*deepcopy(inputs)), function)
        for name, answer in answers.items():
            with silence():
                came = to_plain(answer[function](*deepcopy(inputs)), function)
            assert same(came, expected), f"{name}: {inputs} gives {came}, not {expected}"

    check()


def same(came, expected):
    """As a check compares: sequences of any type, numbers within the tolerance of their type, the rest exactly."""
    if isinstance(expected, dict):
        return isinstance(came, dict) and all(key in came and same(came[key], expected[key]) for key in expected)
    if isinstance(expected, pd.DataFrame) and isinstance(came, pd.DataFrame):
        return all(column in came and same(came[column], expected[column]) for column in expected)
    if isinstance(expected, pd.DataFrame | pd.Series | pd.Index):
        expected = np.asarray(expected)
    if isinstance(came, pd.DataFrame | pd.Series | pd.Index):
        came = np.asarray(came)
    if isinstance(expected, list | tuple | set) and not _numeric(expected):
        if isinstance(expected, set):
            return set(came) == expected
        return len(came) == len(expected) and all(map(same, came, expected))
    if expected is None or isinstance(expected, str) or np.asarray(expected).dtype.kind not in "biuf":
        return np.array_equal(np.asarray(came), np.asarray(expected))
    return compare.value_problem(came, expected, "value") is None


def _numeric(values):
    try:
        numbers = np.asarray(values)
        return numbers.size > 0 and numbers.dtype.kind in "biuf"
    except ValueError:  # rows of different lengths
        return False
