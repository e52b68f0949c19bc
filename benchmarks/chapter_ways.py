"""The chapter's way of doing a thing against this course's, timed in turns; both have to give the same result.

The chapter's ways are written anew here from its description: loops over rows, reviews, lines.
"""

import tempfile
import time
import zipfile
from pathlib import Path

import keras
import numpy as np
import pandas as pd
from sklearn.metrics import confusion_matrix
from sklearn.preprocessing import MinMaxScaler

from rnn_course import reading
from experiments import prices
from experiments.dense_reviews import THRESHOLDS
from rnn_course.datasets import load_prices
from rnn_course.vectors import REAL_TEXT, load_glove

REVIEWS = 25_000
CHAPTER_EPOCHS, MOST_EPOCHS = 5, 40
# batch size, learning rate, compiled by XLA; the chapter has batches of 16 and Adam's own 0.001
VARIANTS = {
    "배치 64": (64, 0.002, False),
    "배치 16, 컴파일": (16, 0.001, True),
    "배치 64, 컴파일": (64, 0.002, True),
}
WORDS = 10_000


def threshold_search():
    """Smallest error rate over 401 thresholds: a loop over all reviews for each, against one sort."""
    random = np.random.default_rng(8)
    truth = random.integers(0, 2, REVIEWS)
    probability = np.clip(random.normal(0.4 + 0.2 * truth, 0.2), 0, 1).astype("float32")
    thresholds = THRESHOLDS.astype("float32")
    predicted = probability[:, np.newaxis]  # (n, 1), as `model.predict` gives it

    def chapter():
        rates = {}
        for threshold in thresholds:
            answers = []
            for row in range(REVIEWS):
                answers.append(1 if predicted[row] >= threshold else 0)
            table = confusion_matrix(truth, answers)
            rates[threshold] = (table[0, 1] + table[1, 0]) / table.sum()
        best = min(rates, key=rates.get)
        return float(best), rates[best]

    def ours():
        below = [np.searchsorted(np.sort(probability[truth == side]), thresholds) for side in (0, 1)]
        rates = (np.sum(truth == 0) - below[0] + below[1]) / len(truth)
        return float(thresholds[rates.argmin()]), rates.min()

    return chapter, ours


def windows():
    """Windows of 40 days of two features: a list of slices, against a view."""
    close = load_prices()["Close"].to_numpy("float32")
    features = np.stack([close, np.roll(close, 1)], axis=1)

    def chapter():
        found = []
        for start in range(len(features) - prices.TIME_STEPS):
            found.append(features[start : start + prices.TIME_STEPS])
        return np.array(found)

    def ours():
        return prices.windows_of(features)

    return chapter, ours


def moving_averages():
    """Averages of three and five days, moved back by a day: cell by cell, against `shift`."""
    close = load_prices()["Close"]
    averages = pd.DataFrame({days: close.rolling(days).mean() for days in (3, 5)})

    def chapter():
        moved = averages.assign(three=np.nan, five=np.nan)
        for row in range(len(moved) - 1):
            moved.iloc[row + 1, 2] = moved.iloc[row, 0]
            moved.iloc[row + 1, 3] = moved.iloc[row, 1]
        return moved[["three", "five"]].to_numpy()

    def ours():
        return averages.shift(1).to_numpy()

    return chapter, ours


def glove_text(folder):
    """A text file of word vectors: of the real ones where they are there, else of the embedded ones."""
    source = reading.find_real("단어 벡터")
    if source is not None and source.suffix == ".zip":
        with zipfile.ZipFile(source) as archive:
            return Path(archive.extract(REAL_TEXT, folder))
    if source is not None:
        return source
    vectors = load_glove()
    lines = (f"{word} {' '.join(map(str, row))}\n" for word, row in zip(vectors.index, vectors.to_numpy(), strict=True))
    (folder / REAL_TEXT).write_text("".join(lines), encoding="utf-8")
    return folder / REAL_TEXT


def embedding_matrix(folder):
    """The matrix of 10,000 words: all of the file in a dictionary of arrays first, against only the words wanted."""
    file = glove_text(folder)
    with file.open(encoding="utf-8") as lines:
        known = [line.partition(" ")[0] for line, _ in zip(lines, range(2 * WORDS), strict=False)]
    vocabulary = known[: WORDS - 1 : 2] + [f"{word}?" for word in known[1 : WORDS - 1 : 2]]  # half have no vector
    numbers = {word: number for number, word in enumerate(vocabulary, start=1)}

    def chapter():
        vectors = {}
        with file.open(encoding="utf-8") as lines:
            for line in lines:
                values = line.split()
                vectors[values[0]] = np.asarray(values[1:], dtype="float32")
        matrix = np.zeros((WORDS, 100), dtype="float32")
        for word, number in numbers.items():
            vector = vectors.get(word)
            if vector is not None:
                matrix[number] = vector
        return matrix

    def ours():
        found = load_glove(vocabulary, path=file)
        matrix = np.zeros((WORDS, 100), dtype="float32")
        matrix[[numbers[word] for word in found.index]] = found.to_numpy()
        return matrix

    return chapter, ours


def seconds_of(way):
    start = time.perf_counter()
    result = way()
    return time.perf_counter() - start, result


def compare(ways, runs):
    """(seconds of the chapter's way, seconds of ours), in turns; the results of the last turn have to be equal."""
    seconds = []
    for _ in range(runs):
        (chapter_seconds, expected), (own_seconds, result) = map(seconds_of, ways)
        seconds.append((chapter_seconds, own_seconds))
    np.testing.assert_allclose(result, expected, rtol=1e-6)
    return zip(*seconds, strict=True)


def all_ways(runs):
    """(name in Korean, seconds of the chapter's way, seconds of ours) of each task."""
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        tasks = {
            "문턱값 고르기": threshold_search,
            "창 만들기": windows,
            "이동평균 미루기": moving_averages,
            "임베딩 행렬": lambda: embedding_matrix(Path(name)),
        }
        for task, make in tasks.items():
            yield task, *compare(make(), runs)
    for variant, pairs in training(runs).items():
        yield f"같은 검증 손실까지: {variant}", *zip(*pairs, strict=True)


class Until(keras.callbacks.Callback):
    """Ends the training when the validation loss has come down to a target; notes when each epoch ended."""

    def __init__(self, target):
        super().__init__()
        self.target, self.reached, self.seconds = target, False, []

    def on_train_begin(self, logs=None):
        self.start = time.perf_counter()

    def on_epoch_end(self, epoch, logs):
        self.seconds.append(time.perf_counter() - self.start)
        self.reached = logs["val_loss"] <= self.target
        self.model.stop_training = self.reached


def level_data():
    """((x, y) of training, (x, y) of validation): the chapter's windows without its test part."""
    table = prices.table_of(load_prices())
    scaled = MinMaxScaler().fit_transform(table[["3MA_new", "5MA_new", "Close"]]).astype("float32")
    x, y = prices.windows_of(scaled[:, :2]), scaled[prices.TIME_STEPS :, 2]
    end = int(len(x) * prices.TRAINING_SHARE)
    middle = int(end * 0.9)
    return (x[:middle], y[:middle]), (x[middle:end], y[middle:end])


def train(data, seed, batch_size, learning_rate, compiled, epochs, target=-np.inf):
    """(seconds from the first step to each epoch's end, validation losses, whether the target was reached).

    Tracing and compiling are within the first epoch.
    """
    (x, y), validation = data
    keras.utils.set_random_seed(seed)
    model = keras.Sequential([keras.Input(x.shape[1:]), keras.layers.LSTM(128), keras.layers.Dense(1)])
    model.compile(keras.optimizers.Adam(learning_rate), "mse", jit_compile=compiled)
    until = Until(target)
    settings = {"batch_size": batch_size, "epochs": epochs, "callbacks": [until], "verbose": 0}
    losses = model.fit(x, y, validation_data=validation, **settings).history["val_loss"]
    return until.seconds, losses, until.reached


def training(runs):
    """{variant: [(seconds of the chapter's settings, seconds until the variant is as good)]}, one pair a run.

    The chapter's settings are timed to the best of their epochs, whose loss the variants have to reach.
    """
    data, pairs = level_data(), {variant: [] for variant in VARIANTS}
    for seed in range(1, runs + 1):
        seconds, losses, _ = train(data, seed, 16, 0.001, False, CHAPTER_EPOCHS)
        chapter_seconds = seconds[int(np.argmin(losses))]
        for variant, settings in VARIANTS.items():
            seconds, _, reached = train(data, seed, *settings, MOST_EPOCHS, min(losses))
            if not reached:
                raise SystemExit(f"{variant}: {MOST_EPOCHS}에포크 안에 같은 검증 손실에 이르지 못했습니다.")
            pairs[variant].append((chapter_seconds, seconds[-1]))
    return pairs
