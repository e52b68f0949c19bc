"""Inputs that the texts of ps07's tasks allow: zero vectors, rows without counts, unknown words."""

import numpy as np
import pandas as pd
from hypothesis import strategies as st

WORDS = ["왕", "여왕", "남자", "여자", "나라", "수도"]
sentences = st.lists(st.sampled_from(WORDS[:4]), max_size=7).map(" ".join)


def array(*shape, least=-16, most=16):
    length = int(np.prod(shape))
    return st.lists(st.integers(least, most), min_size=length, max_size=length).map(
        lambda values: np.array(values, float).reshape(shape) / 8
    )


def counts(rows, columns):
    return array(rows, columns, least=0, most=40).map(lambda values: np.floor(values * 32))


@st.composite
def two_vectors(draw):
    dim = draw(st.integers(1, 5))
    return draw(array(dim)), draw(array(dim))


@st.composite
def table(draw, least):
    """Vectors of which no two cosines with any sum of three rows come close, so that rounding decides nothing."""
    number, dim = draw(st.integers(least, len(WORDS))), draw(st.integers(3, 5))
    seed = draw(st.integers(0, 10_000))
    return pd.DataFrame(np.random.default_rng(seed).normal(size=(number, dim)), index=WORDS[:number])


@st.composite
def table_word_and_count(draw):
    """Also a word of the very same direction, and more neighbours asked for than there are."""
    vectors = draw(table(least=2))
    word, other = draw(st.permutations(list(vectors.index)))[:2]
    if draw(st.booleans()):
        vectors.loc[other] = 2 * vectors.loc[word]
    return vectors, word, draw(st.integers(1, len(vectors) + 1))


@st.composite
def table_and_three_words(draw):
    vectors = draw(table(least=4))
    a, b, c = draw(st.permutations(list(vectors.index)))[:3]
    return vectors, a, b, c


@st.composite
def words_and_table(draw):
    words = draw(st.lists(st.sampled_from([*WORDS, "없는말", "모름"]), min_size=1, max_size=6, unique=True))
    return words, draw(table(least=1))


@st.composite
def objective(draw):
    V, dim = draw(st.integers(1, 4)), draw(st.integers(1, 3))
    return tuple(map(draw, (array(V, dim), array(V, dim), array(V), array(V), counts(V, V))))


INPUTS = {
    "task-1": ("cosine", two_vectors()),
    "task-2": ("nearest_words", table_word_and_count()),
    "task-3": (
        "cooccurrence",
        st.tuples(
            st.lists(sentences, max_size=3),
            st.lists(st.sampled_from(WORDS[:5]), min_size=1, max_size=5, unique=True),
            st.integers(1, 4),
        ),
    ),
    "task-4": (
        "conditional_probability",
        st.tuples(st.integers(1, 4), st.integers(1, 4)).flatmap(
            lambda shape: st.tuples(counts(*shape) | array(*shape, least=0))
        ),
    ),
    "task-5": ("analogy", table_and_three_words()),
    "task-6": ("embedding_matrix", words_and_table()),
    "task-7": ("glove_loss", objective()),
    "task-8": ("glove_gradient", objective()),
}
BY_THE_CHECK_ALONE = {}
