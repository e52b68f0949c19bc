"""How time grows when the reviews or the window grow ten times, with the exponent of the fitted power law."""

import time

import keras
import numpy as np

from experiments import linear_reviews
from experiments.review_words import words
from rnn_course.datasets import load_prices
from rnn_course.reviews import load_reviews

SHARES = (0.1, 0.2, 0.5, 1)  # of the training reviews
WINDOWS = (20, 40, 100, 200)  # time steps
UNITS, EPOCHS = 32, 2


def exponent(sizes, seconds):
    """b of seconds = a * sizes ** b, by least squares of the logarithms; 1 is growth in proportion."""
    return float(np.polyfit(np.log(sizes), np.log(seconds), 1)[0])


def linear_model_by_reviews(runs):
    """(numbers of reviews, seconds (runs, sizes)) of TF-IDF words and word pairs with logistic regression."""
    table = load_reviews("en")[0].sample(frac=1, random_state=8)
    reviews, labels = [words(text) for text in table["text"]], table["label"].to_numpy()
    sizes = [round(share * len(labels)) for share in SHARES]

    def seconds(size):
        start = time.perf_counter()
        linear_reviews.build(longest=2, strength=1).fit(reviews[:size], labels[:size])
        return time.perf_counter() - start

    return sizes, [[seconds(size) for size in sizes] for _ in range(runs)]


def recurrent_model_by_window(runs):
    """(time steps, seconds (runs, steps)) of an epoch of LSTM(32) over the same number of windows."""
    close = load_prices()["Close"].to_numpy("float32")
    close /= close.max()
    count = len(close) - max(WINDOWS)

    def seconds(steps):
        x = np.lib.stride_tricks.sliding_window_view(close[:-1], steps)[:count, :, np.newaxis]
        y = close[steps : steps + count]
        model = keras.Sequential([keras.Input((steps, 1)), keras.layers.LSTM(UNITS), keras.layers.Dense(1)])
        model.compile("adam", "mse")
        model.fit(x[:64], y[:64], batch_size=64, verbose=0)  # the first call builds the graph
        start = time.perf_counter()
        model.fit(x, y, batch_size=64, epochs=EPOCHS, verbose=0)
        return (time.perf_counter() - start) / EPOCHS

    return list(WINDOWS), [[seconds(steps) for steps in WINDOWS] for _ in range(runs)]
