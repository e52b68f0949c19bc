"""Measure the embedded review corpora for data/reviews.md: words, the best single word, linear and recurrent accuracy.

`python tools/measure_reviews.py` takes some minutes: a small recurrent network is trained over several seeds.
"""

import rnn_course  # noqa: F401  (first: it sets TensorFlow's environment variables)

# isort: split
import argparse
import re
from itertools import pairwise

import keras
import numpy as np
import tensorflow as tf
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split

from rnn_course.reviews import load_reviews

MARKS = re.compile(r"<br />|[^\w']+")
LONGEST = 250


def words(text):
    """Lower-case words; markup and punctuation separate them."""
    return MARKS.sub(" ", text.lower()).split()


def best_single_word(train):
    """(word, training accuracy of the rule "this word is in the review" or its opposite)."""
    counter = CountVectorizer(analyzer=words, binary=True)
    present = counter.fit_transform(train.text).astype(bool).toarray()
    agree = (present == train.label.to_numpy(bool)[:, None]).mean(axis=0)
    accuracy = np.maximum(agree, 1 - agree)
    return counter.get_feature_names_out()[accuracy.argmax()], accuracy.max()


def linear_accuracy(train, test, longest_phrase):
    """Test accuracy of logistic regression on TF-IDF weights of words (1) or words and word pairs (2)."""

    def phrases(text):
        single = words(text)
        return single + ([f"{a} {b}" for a, b in pairwise(single)] if longest_phrase == 2 else [])

    weights = TfidfVectorizer(analyzer=phrases)
    model = LogisticRegression(max_iter=2000).fit(weights.fit_transform(train.text), train.label)
    return model.score(weights.transform(test.text), test.label)


def recurrent_accuracy(train, test, seed):
    """Test accuracy of Embedding(32), bidirectional GRU(16) with a mask, and the same on shuffled words.

    Early stopping on a fifth of the training reviews.
    """
    keras.utils.set_random_seed(seed)
    tf.config.experimental.enable_op_determinism()
    fit, validate = train_test_split(train, test_size=0.2, random_state=seed, stratify=train.label)
    vocabulary = {word for text in fit.text for word in words(text)}
    number = {word: index for index, word in enumerate(sorted(vocabulary), start=2)}  # 0 pads, 1 is unknown

    def encode(table, shuffle=False):
        rows = [[number.get(word, 1) for word in words(text)] for text in table.text]
        rows = [np.random.default_rng(seed).permutation(row) for row in rows] if shuffle else rows
        return keras.utils.pad_sequences(rows, maxlen=LONGEST, padding="post", truncating="pre"), table.label.to_numpy()

    model = keras.Sequential(
        [
            keras.Input((LONGEST,), dtype="int32"),
            keras.layers.Embedding(len(number) + 2, 32, mask_zero=True),
            keras.layers.Dropout(0.3),
            keras.layers.Bidirectional(keras.layers.GRU(16)),
            keras.layers.Dropout(0.3),
            keras.layers.Dense(1, activation="sigmoid"),
        ]
    )
    model.compile(keras.optimizers.Adam(3e-3), "binary_crossentropy", metrics=["accuracy"])
    stop = keras.callbacks.EarlyStopping(patience=3, restore_best_weights=True)
    model.fit(*encode(fit), validation_data=encode(validate), epochs=15, batch_size=64, callbacks=[stop], verbose=0)
    return [model.evaluate(*encode(test, shuffle), verbose=0)[1] for shuffle in (False, True)]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seeds", type=int, default=3)
    seeds = parser.parse_args().seeds
    for language in ("en", "ko"):
        train, test = load_reviews(language)
        known = {word for text in train.text for word in words(text)}
        unseen = [word not in known for text in test.text for word in words(text)]
        lengths = train.text.str.split().str.len()
        print(f"  words in a training review: median {lengths.median():.0f}, {lengths.min()} to {lengths.max()}")
        print(f"  different words in training {len(known)}, unseen among the words of test {np.mean(unseen):.3f}")
        word, accuracy = best_single_word(train)
        print(f"  best single word {word}: {accuracy:.3f}")
        for length in (1, 2):
            print(f"  linear, phrases up to {length}: {linear_accuracy(train, test, length):.3f}")
        scores = np.array([recurrent_accuracy(train, test, seed) for seed in range(seeds)])
        for column, name in enumerate(("recurrent", "recurrent on shuffled words")):
            low, high, mean = scores[:, column].min(), scores[:, column].max(), scores[:, column].mean()
            print(f"  {name}, {seeds} seeds: {low:.3f} to {high:.3f}, mean {mean:.3f}")


if __name__ == "__main__":
    main()
