"""Inputs that the texts of ps01's tasks allow. Whole numbers, so that equal values stay equal however they are computed."""

import numpy as np
from hypothesis import assume
from hypothesis import strategies as st


def series(least, most=24):
    return st.lists(st.integers(-20, 20), min_size=least, max_size=most).map(lambda values: np.array(values, float))


def exact_series():
    """Lengths of which the mean is exact in binary."""
    return st.sampled_from([2, 4, 8, 16]).flatmap(lambda n: series(n, n))


@st.composite
def sequences(draw):
    number, length = draw(st.integers(1, 5)), draw(st.integers(1, 9))
    return ([draw(st.text("ACGTN", min_size=length, max_size=length)) for _ in range(number)],)


@st.composite
def series_and_lag(draw):
    values = draw(exact_series())
    return values, draw(st.integers(0, len(values) - 1))


@st.composite
def series_and_orders(draw):
    values = draw(exact_series())
    assume(np.ptp(values) > 0)
    orders = draw(st.lists(st.permutations(range(len(values))), min_size=1, max_size=12))
    return values, np.array(orders)


@st.composite
def series_time_steps_and_stride(draw):
    values = draw(series(2))
    return values, draw(st.integers(1, len(values) - 1)), draw(st.integers(1, len(values) - 1))


@st.composite
def windows_targets_and_share(draw):
    y = draw(series(2))
    shape = len(y), draw(st.integers(1, 4)), draw(st.integers(1, 3))
    share = draw(st.integers(1, 39)) / 40
    assume(int(share * len(y)) >= 1)
    return np.arange(float(np.prod(shape))).reshape(shape), y, share


@st.composite
def series_season_and_test_days(draw):
    values = draw(series(2))
    season = draw(st.integers(1, len(values) - 1))
    return values, season, draw(st.integers(1, len(values) - season))


@st.composite
def series_longest_and_test_days(draw):
    values = draw(series(2))
    longest = draw(st.integers(1, len(values) - 1))
    return values, longest, draw(st.integers(0, len(values) - longest - 1))


INPUTS = {
    "task-1": ("dna_tensor", st.sampled_from([(["N"],), (["ACGTN"],), (["A", "C"],)]) | sequences()),
    "task-2": ("autocorrelation", st.just((np.array([1.0, 2.0]), 1)) | series_and_lag()),
    "task-3": ("shuffle_test", st.just((np.array([0.0, 1.0]), np.array([[1, 0]]))) | series_and_orders()),
    "task-4": ("make_windows", st.just((np.array([1.0, 2.0]), 1, 1)) | series_time_steps_and_stride()),
    "task-5": ("split_by_time", windows_targets_and_share()),
    "task-6": ("baseline_errors", st.just((np.array([1.0, 4.0]), 1, 1)) | series_season_and_test_days()),
    "task-7": ("choose_season", st.just((np.array([1.0, 4.0]), 1, 0)) | series_longest_and_test_days()),
}
