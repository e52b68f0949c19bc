"""Which test reviews a model gets wrong: shares by kind of review, and one bit a review to compare models with."""

import base64

import numpy as np

from experiments.review_words import words

LONG = 400  # words
TURNING = {"but", "though", "although", "however"}
NEGATION = {"not", "never", "no"}


def groups(texts):
    """{name: mask (n,)} of the kinds of reviews."""
    cut = [words(text) for text in texts]
    lengths = np.array([len(review) for review in cut])
    turning = np.array([not TURNING.isdisjoint(review) for review in cut])
    negated = np.array([any(word in NEGATION or word.endswith("n't") for word in review) for review in cut])
    return {
        "turning": turning,
        "no_turning": ~turning,
        "negation": negated,
        "no_negation": ~negated,
        "short": lengths <= 100,
        "long": lengths > LONG,
    }


def judge(texts, truth, answer):
    """What to store of a model's answers: the share of wrong ones in each group, and a packed bit for each review."""
    wrong = np.asarray(answer).astype(bool) != np.asarray(truth).astype(bool)
    shares = {
        name: [int(mask.sum()), round(float(wrong[mask].mean()), 5) if mask.any() else None]
        for name, mask in groups(texts).items()
    }
    return {"wrong_by_group": shares, "wrong": base64.b64encode(np.packbits(wrong)).decode(), "tests": len(wrong)}


def wrong_answers(result):
    """The mask (n,) of wrong answers that `judge` packed."""
    bits = np.frombuffer(base64.b64decode(result["wrong"]), dtype=np.uint8)
    return np.unpackbits(bits, count=result["tests"]).astype(bool)
