"""Inputs that the texts of ps04's tasks allow: sizes down to one, gates from shut to open, moderate numbers."""

import numpy as np
from hypothesis import strategies as st

sizes = st.integers(1, 4)


def array(*shape, least=-8, most=8):
    """Multiples of 1/16: no unit is saturated, where float32 and float64 would part."""
    length = int(np.prod(shape))
    return st.lists(st.integers(least, most), min_size=length, max_size=length).map(
        lambda values: np.array(values, float).reshape(shape) / 16
    )


@st.composite
def gates(draw):
    shape = draw(sizes), draw(sizes)
    i, f, o = (draw(array(*shape, least=0, most=16)) for _ in range(3))
    return i, f, draw(array(*shape, least=-16, most=16)), o, draw(array(*shape, least=-48, most=48))


@st.composite
def lstm(draw):
    batch, features, units = draw(sizes), draw(sizes), draw(sizes)
    states = array(batch, units, least=-15, most=15), array(batch, units, least=-48, most=48)
    weights = array(features, 4 * units), array(units, 4 * units), array(4 * units, least=-32, most=32)
    return tuple(map(draw, (array(batch, features, least=-32, most=32), *states, *weights)))


@st.composite
def gru(draw):
    batch, features, units, reset_after = draw(sizes), draw(sizes), draw(sizes), draw(st.booleans())
    inputs = array(batch, features, least=-32, most=32), array(batch, units, least=-15, most=15)
    biases = (2, 3 * units) if reset_after else (3 * units,)
    weights = array(features, 3 * units), array(units, 3 * units), array(*biases, least=-32, most=32)
    return *map(draw, (*inputs, *weights)), reset_after


@st.composite
def weights_of_keras(draw):
    name, features, units = draw(st.sampled_from(["LSTM", "GRU"])), draw(sizes), draw(sizes)
    joined = units * {"LSTM": 4, "GRU": 3}[name]
    biases = (joined,) if name == "LSTM" else (2, joined)
    return name, [draw(array(*shape)) for shape in ((features, joined), (units, joined), biases)]


INPUTS = {
    "task-1": ("use_gates", gates()),
    "task-2": ("lstm_step", lstm()),
    "task-3": ("gru_step", gru()),
    "task-4": (
        "count_parameters",
        st.tuples(
            st.sampled_from(["SimpleRNN", "LSTM", "GRU"]), st.integers(1, 300), st.integers(1, 300), st.booleans()
        ),
    ),
    "task-5": ("name_weights", weights_of_keras()),
}
BY_THE_CHECK_ALONE = {
    "task-6": "returns a Keras model",
    "task-7": "many weights remember the bit",
}
