"""Inputs that the texts of ps08's tasks allow: one-sided truth, empty and broken files, ties, one review."""

import numpy as np
from hypothesis import strategies as st

sixteenths = st.integers(0, 16).map(lambda steps: steps / 16)
words = st.sampled_from(["slow", "warm", "Zany", "a", "don't", "영화", "10"])
reviews = st.lists(st.lists(words, min_size=1, max_size=6), min_size=1, max_size=4)


@st.composite
def truth_and(draw, values, both_sides=False, lengths=range(1, 9)):
    """both_sides: one review of each side at least, and some without a label"""
    if both_sides:
        truth = [*draw(st.permutations([0, 1])), *draw(st.lists(st.integers(-1, 1), max_size=6))]
    else:
        length = draw(st.sampled_from(lengths))
        truth = draw(st.lists(st.integers(0, 1), min_size=length, max_size=length))
    return np.array(truth), np.array(draw(st.lists(values, min_size=len(truth), max_size=len(truth))))


@st.composite
def part_and_threshold(draw):
    return *draw(truth_and(sixteenths)), draw(sixteenths)


names = st.builds(
    "{}{}".format,
    st.sampled_from(["neg/", "pos/", "pos/old/", "unsup/", "Neg/", "posters/", ""]),
    st.sampled_from(["0_9.txt", "7_1.txt", "10_2.txt", "1_8.TXT", "2_3.txt.bak", "txt", "a b.txt", "영화.txt"]),
)
bytes_in_files = st.lists(
    st.sampled_from(
        [b"Warm.", b"<br>", b"<br/>", b"<br />", b" ", b"\r\n", b"\t", b"<b>", b"<", b"br>", b"\xe9", "재미 é".encode()]
    ),
    max_size=6,
).map(b"".join)

texts = st.lists(
    st.sampled_from(
        [
            "Slow",
            "warm",
            " ",
            "\n",
            "<br>",
            "<BR/>",
            "<Br />",
            "<br",
            "'",
            "don't",
            "_",
            "é",
            "ÉÀ",
            "영화",
            "7",
            ".",
            ",",
        ]
    ),
    max_size=8,
).map("".join)


@st.composite
def parts_thresholds_and_costs(draw):
    """Means over 1, 2, 4 or 8 reviews are not rounded: equal costs are equal however they are worked out."""
    thresholds = draw(st.lists(st.integers(0, 8), min_size=1, max_size=6, unique=True).map(sorted))
    costs = draw(st.tuples(st.integers(0, 5), st.integers(0, 5)))
    exact = truth_and(sixteenths, lengths=(1, 2, 4, 8))
    return draw(exact), draw(exact), np.array(thresholds) / 8, costs


INPUTS = {
    "task-1": ("confusion_at", part_and_threshold()),
    "task-2": ("read_reviews", st.tuples(st.dictionaries(names, bytes_in_files, max_size=6))),
    "task-3": [
        ("cut_words", st.tuples(texts)),
        ("unseen_share", st.tuples(st.lists(texts, max_size=3), st.lists(texts, max_size=3))),
    ],
    "task-4": ("vectorize", st.tuples(reviews, reviews, st.integers(3, 9), st.integers(1, 7))),
    "task-6": ("choose_threshold", parts_thresholds_and_costs()),
    "task-7": ("area_by_ranks", truth_and(st.integers(-16, 16).map(lambda steps: steps / 8), both_sides=True)),
}
BY_THE_CHECK_ALONE = {"task-5": "returns a Keras model"}
