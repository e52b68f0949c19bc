"""Inputs that the texts of ps06's tasks allow: empty texts and lists, repeated words, ties."""

import numpy as np
from hypothesis import strategies as st

words = st.text("가나다", min_size=1, max_size=2)
texts = st.lists(words, max_size=8).map(" ".join)
texts_with_unk = st.lists(words | st.just("[UNK]"), max_size=8).map(" ".join)
vocabularies = st.lists(words, min_size=1, max_size=5, unique=True).map(lambda found: ["", "[UNK]", *found])
pieces = st.lists(st.sampled_from(["가", "나", "가나", "나가", "가가"]), min_size=1, max_size=8)
syllables = st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3)
letters = st.one_of(syllables, st.sampled_from("ㄱㅏab 1.!\n漢！😀"))


@st.composite
def text_with_a_syllable(draw):
    before, after = draw(st.text(letters, max_size=6)), draw(st.text(letters, max_size=6))
    return (before + draw(syllables) + after,)


@st.composite
def ids_and_vocabulary(draw):
    vocabulary = draw(vocabularies)
    ids = draw(st.lists(st.integers(0, len(vocabulary) - 1), max_size=7))
    return np.array(ids, dtype=int), vocabulary


@st.composite
def phrases(draw):
    morphemes = st.tuples(
        st.sampled_from(["영화", "배우", "가", "는", "이"]), st.sampled_from(["NNG", "NNP", "JKS", "JX", "VV"])
    )
    phrase = st.lists(morphemes, min_size=1, max_size=3)
    return ([("".join(form for form, _ in found), found) for found in draw(st.lists(phrase, max_size=6))],)


INPUTS = {
    "task-1": ("jamo_numbers", text_with_a_syllable()),
    "task-2": ("make_vocabulary", st.tuples(st.lists(texts, max_size=4), st.integers(2, 8))),
    "task-3": [("text_to_ids", st.tuples(texts_with_unk, vocabularies)), ("ids_to_text", ids_and_vocabulary())],
    "task-4": (
        "pad_rows",
        st.tuples(st.lists(st.lists(st.integers(1, 9), max_size=6), min_size=1, max_size=4), st.integers(1, 6)),
    ),
    "task-5": ("noun_forms", phrases()),
    "task-6": (
        "merge_pair",
        st.tuples(pieces, st.tuples(st.sampled_from("가나"), st.sampled_from(["가", "나", "가나"]))),
    ),
    "task-7": (
        "learn_merges",
        st.tuples(
            st.dictionaries(st.text("가나다", min_size=1, max_size=4), st.integers(1, 9), max_size=4), st.integers(0, 5)
        ),
    ),
    "task-8": (
        "coverage",
        st.tuples(st.lists(words, max_size=5, unique=True), st.lists(st.lists(words, max_size=5), max_size=4)),
    ),
}
BY_THE_CHECK_ALONE = {}
