"""Inputs that the texts of ps02's tasks allow: sizes down to one, moderate numbers."""

import numpy as np
from hypothesis import strategies as st

sizes = st.integers(1, 4)


def array(*shape):
    """Multiples of 1/16 from -1/2 to 1/2: no unit is saturated, where float32 and float64 would part."""
    length = int(np.prod(shape))
    return st.lists(st.integers(-8, 8), min_size=length, max_size=length).map(
        lambda values: np.array(values, float).reshape(shape) / 16
    )


def cell(features, units):
    return array(features, units), array(units, units), array(units)


@st.composite
def one_step(draw):
    batch, features, units = draw(sizes), draw(sizes), draw(sizes)
    return tuple(map(draw, (array(batch, features), array(batch, units), *cell(features, units))))


@st.composite
def whole_batch(draw):
    batch, time_steps, features, units = (draw(sizes) for _ in range(4))
    return tuple(map(draw, (array(batch, time_steps, features), array(batch, units), *cell(features, units))))


@st.composite
def many_to_one(draw):
    batch, time_steps, features, units = (draw(sizes) for _ in range(4))
    return tuple(map(draw, (array(batch, time_steps, features), *cell(features, units), array(units, 1), array(1))))


@st.composite
def writing(draw):
    tokens, units = draw(st.integers(2, 5)), draw(sizes)
    p = dict(zip(("W_xh", "W_hh", "b_h"), map(draw, cell(tokens, units)), strict=True))
    p["W_hy"], p["b_y"] = draw(array(units, tokens)), draw(array(tokens)) + np.arange(tokens) / 1000  # no ties
    start, end = draw(st.integers(0, tokens - 1)), draw(st.integers(0, tokens - 1))
    return p, draw(array(1, units)), start, end, draw(st.integers(1, 8))


@st.composite
def examples_and_targets(draw):
    batch, time_steps, features, units = (draw(st.integers(1, 3)) for _ in range(4))
    p = dict(zip(("W_xh", "W_hh", "b_h"), map(draw, cell(features, units)), strict=True))
    p |= {"W_hy": draw(array(units, 1)), "b_y": draw(array(1)), "h_0": draw(array(units))}
    return p, draw(array(batch, time_steps, features)), draw(array(batch, 1))


INPUTS = {
    "task-1": ("next_state", one_step()),
    "task-2": ("read_batch", whole_batch()),
    "task-3": ("praise_probability", many_to_one()),
    "task-4": ("generate", writing()),
    "task-5": ("bptt", examples_and_targets()),
}
BY_THE_CHECK_ALONE = {
    "task-6": "many matrices fade alike in every direction",
    "task-7": "many cells answer with what came some steps before",
}
