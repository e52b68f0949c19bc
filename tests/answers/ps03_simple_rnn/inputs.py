"""Inputs that the texts of ps03's tasks allow: windows down to one, gradients of zeros, series just long enough."""

import numpy as np
from hypothesis import strategies as st


def array(*shape, least=-16, most=16):
    length = int(np.prod(shape))
    return st.lists(st.integers(least, most), min_size=length, max_size=length).map(
        lambda values: np.array(values, float).reshape(shape) / 16
    )


@st.composite
def values_and_time_steps(draw):
    """At least two windows: the Keras function that one answer uses makes no single one."""
    length, features = draw(st.integers(3, 9)), draw(st.integers(1, 3))
    return draw(array(length, features)), draw(st.integers(1, length - 2))


@st.composite
def values_and_horizon(draw):
    length, features = draw(st.integers(2, 9)), draw(st.integers(1, 3))
    time_steps = draw(st.integers(1, length - 1))
    horizon = draw(st.integers(1, length - time_steps))
    return draw(array(length, features)), time_steps, horizon, draw(st.integers(0, features - 1))


@st.composite
def training_and_test_windows(draw):
    """Random training windows, more than coefficients, so that least squares has one solution."""
    time_steps, seed = draw(st.integers(1, 4)), draw(st.integers(0, 10_000))
    rng = np.random.default_rng(seed)
    x_train, y_train = rng.normal(size=(12, time_steps, 1)), rng.normal(size=12)
    return x_train, y_train, draw(array(draw(st.integers(1, 3)), time_steps, 1))


@st.composite
def gradients_and_limit(draw):
    shapes = draw(st.lists(st.sampled_from([(1,), (3,), (2, 2), (1, 3)]), min_size=1, max_size=3))
    return [draw(array(*shape)) for shape in shapes], draw(st.sampled_from([0.5, 1.0, 3.0]))


@st.composite
def states_and_gradient(draw):
    time_steps, units = draw(st.integers(1, 5)), draw(st.integers(1, 3))
    states = draw(array(time_steps, units, least=-12, most=12))
    return draw(array(units, units)), states, draw(array(units))


INPUTS = {
    "task-1": ("make_windows", values_and_time_steps()),
    "task-2": ("make_horizon_windows", values_and_horizon()),
    "task-3": ("baseline_forecasts", training_and_test_windows()),
    "task-6": ("clip_gradients", gradients_and_limit()),
    "task-7": ("gradient_norms", states_and_gradient()),
}
BY_THE_CHECK_ALONE = {
    "task-4": "returns a Keras model",
    "task-5": "takes a function, which the check makes",
    "task-8": "returns a Keras model; its splits are compared on a series of the check",
}
