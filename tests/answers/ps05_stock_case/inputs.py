"""Inputs that the texts of ps05's tasks allow: too few days, days without trade, features that stand still, no hits."""

import numpy as np
import pandas as pd
from hypothesis import assume
from hypothesis import strategies as st


def array(length, least, most):
    """Multiples of 1/8."""
    return st.lists(st.integers(least, most), min_size=length, max_size=length).map(
        lambda values: np.array(values, float) / 8
    )


@st.composite
def series(draw, shortest, longest, least=8, most=80):
    return draw(array(draw(st.integers(shortest, longest)), least, most))


@st.composite
def close_and_days(draw):
    close = draw(series(1, 8))
    return close, draw(st.integers(1, len(close)))


@st.composite
def table_of_prices(draw):
    close = draw(series(1, 8))
    volume = draw(st.lists(st.integers(0, 3), min_size=len(close), max_size=len(close)))
    assume(any(volume))  # the first day of trade is left out: there has to be one
    days = pd.date_range("2022-03-02", periods=len(close), freq="B")
    return (pd.DataFrame({"Date": days, "Close": close, "Volume": volume}),)


@st.composite
def values_and_training(draw):
    n, features = draw(st.integers(1, 6)), draw(st.integers(1, 3))
    return draw(array(n * features, -16, 16)).reshape(n, features), draw(st.integers(1, n))


@st.composite
def changing_close(draw):
    close = draw(series(3, 8))
    assume(np.ptp(close[1:]) > 0)  # otherwise the formula divides by zero
    return (close,)


def mean_so_far(values):
    return np.cumsum(values) / np.arange(1, len(values) + 1)


def largest_of_all(values):
    return np.full(len(values), values.max())


def next_value(values):
    return np.append(values[1:], np.nan)


def nothing(values):
    return np.full(len(values), np.nan)


def order_of_all(values):
    """The sums so far, their terms in an order that the last value decides."""
    step = 1 if abs(values[-1]) < 100 else -1
    return np.array([np.sum(values[: t + 1][::step] / 10) for t in range(len(values))])


@st.composite
def pipeline_and_values(draw):
    pipeline = draw(st.sampled_from([mean_so_far, largest_of_all, next_value, nothing, order_of_all, np.copy]))
    values = draw(series(2, 8, least=-80))
    return pipeline, values, draw(st.integers(0, len(values) - 2))


@st.composite
def actual_and_predicted(draw):
    actual = draw(series(1, 8, least=-2, most=2))
    assume(actual.any())
    return actual, draw(array(len(actual), -2, 2))


@st.composite
def folds(draw):
    number, test_size, first = draw(st.integers(2, 4)), draw(st.integers(1, 3)), draw(st.integers(1, 4))
    return number * test_size + first, number, test_size


@st.composite
def returns_and_folds(draw):
    n, number, test_size = draw(folds())
    return draw(array(n, -16, 16)), number, test_size


INPUTS = {
    "task-1": ("lagged_average", close_and_days()),
    "task-2": ("daily_returns", table_of_prices()),
    "task-3": ("scale_by_training", values_and_training()),
    "task-4": ("persistence_r2", changing_close()),
    "task-5": ("has_leak", pipeline_and_values()),
    "task-6": ("direction_report", actual_and_predicted()),
    "task-7": ("matching_gru_units", st.tuples(st.integers(1, 40), st.integers(1, 40))),
    "task-8": [("walk_forward_folds", folds()), ("walk_forward_mae", returns_and_folds())],
}
BY_THE_CHECK_ALONE = {}
