"""The chapter's review case: a dense net on the last words of a review, with learnt or with GloVe's vectors."""

from collections import Counter

import keras
import numpy as np
from sklearn.metrics import confusion_matrix

from experiments.review_groups import judge
from experiments.review_words import words
from experiments.training import BestWeights, fit
from rnn_course.reviews import load_reviews
from rnn_course.vectors import load_glove

MAX_WORDS = 10_000
DIMENSIONS = 100
VALIDATION_SHARE = 0.2  # 5,000 of 25,000 reviews
THRESHOLDS = np.arange(400, 801) / 1000
FILTERS = '!"#$%&()*+,-./:;<=>?@[\\]^_`{|}~\t\n'  # what Keras's former Tokenizer took for a space
TO_SPACE = str.maketrans(FILTERS, " " * len(FILTERS))


def chapter_words(text):
    """The former Tokenizer's words: '<br />' leaves the word 'br'."""
    return [word for word in text.lower().translate(TO_SPACE).split(" ") if word]


def numbers_of(reviews, vocabulary, length):
    """Word lists -> (n, length): the last `length` known words, unknown ones left out, zeros in front."""
    place = {word: number for number, word in enumerate(vocabulary, start=1)}
    rows = [[place[word] for word in review if word in place][-length:] for review in reviews]
    return keras.utils.pad_sequences(rows, maxlen=length)


def matrix_of(vocabulary):
    glove = load_glove(vocabulary)
    matrix = np.zeros((MAX_WORDS, DIMENSIONS), dtype="float32")
    known = np.array([word in glove.index for word in vocabulary])
    matrix[1 : len(vocabulary) + 1][known] = glove.to_numpy()
    return matrix


def build(length, body, matrix, trainable, epsilon):
    embedding = keras.layers.Embedding(MAX_WORDS, DIMENSIONS, trainable=trainable, name="embedding")
    middle = {"flatten": keras.layers.Flatten, "average": keras.layers.GlobalAveragePooling1D}[body](name="body")
    head = [
        keras.layers.Dense(32, activation="relu", name="dense"),
        keras.layers.Dense(1, activation="sigmoid", name="output"),
    ]
    model = keras.Sequential([keras.Input((length,), dtype="int32"), embedding, middle, *head])
    if matrix is not None:
        embedding.set_weights([matrix])
    optimizer = keras.optimizers.RMSprop(epsilon=epsilon)
    model.compile(loss="binary_crossentropy", optimizer=optimizer, metrics=["accuracy"])
    return model


def errors_at_all(truth, probability):
    return np.array([np.mean((probability >= np.float32(threshold)) != truth) for threshold in THRESHOLDS])


def thresholds_chosen(y_validation, p_validation, y_test, p_test):
    """The chapter's search for a threshold, on the test part as it does and on the validation part."""
    on_test, on_validation = errors_at_all(y_test, p_test), errors_at_all(y_validation, p_validation)
    best = int(on_test.argmin())

    def table(number):
        return confusion_matrix(y_test, p_test >= np.float32(THRESHOLDS[number])).tolist()

    return {
        "threshold_test": float(THRESHOLDS[best]),
        "error_test": float(on_test[best]),
        "threshold_validation": float(THRESHOLDS[on_validation.argmin()]),
        "error_validation": float(on_test[on_validation.argmin()]),
        "error_half": float(on_test[100]),  # at 0.5
        "error_last": float(on_test[-1]),  # at 0.8, where the chapter's loop ends
        "confusion_best": table(best),  # rows: truth, columns: answer
        "confusion_last": table(-1),
    }


def train(seed, vectors, trainable, length, body, clean, batch_size, epochs, epsilon=1e-7):
    """Train one dense net and judge its last and its best weights.

    vectors: "learnt" or "glove". clean: the vocabulary is counted on the training part alone and markup is taken out,
    where the chapter counts the validation part, too, and keeps '<br />' as a word. epsilon: of RMSprop, which divides
    by the root of v + epsilon; Keras to its version 2.10 divided by the root of v, plus epsilon.
    """
    training, test = load_reviews("en")
    cut = words if clean else chapter_words
    reviews, test_reviews = ([cut(text) for text in part["text"]] for part in (training, test))
    order = np.random.default_rng(seed).permutation(len(training))
    middle = int(len(order) * (1 - VALIDATION_SHARE))
    counted = order[:middle] if clean else order
    counts = Counter(word for row in counted for word in reviews[row])
    vocabulary = [word for word, _ in counts.most_common(MAX_WORDS - 1)]
    x, x_test = numbers_of(reviews, vocabulary, length)[order], numbers_of(test_reviews, vocabulary, length)
    y, y_test = training["label"].to_numpy()[order], test["label"].to_numpy()

    matrix = matrix_of(vocabulary) if vectors == "glove" else None
    keras.utils.set_random_seed(seed)
    model = build(length, body, matrix, trainable, epsilon)
    best = BestWeights()
    settings = {"batch_size": batch_size, "epochs": epochs, "callbacks": [best]}
    history, cost = fit(model, x[:middle], y[:middle], (x[middle:], y[middle:]), **settings)

    result = {"vocabulary": len(counts), "best_epoch": best.epoch, "val_accuracy": history["val_accuracy"][-1]}
    for name, weights in (("best", best.weights), ("last", model.get_weights())):
        model.set_weights(weights)
        result[f"loss_{name}"], result[f"accuracy_{name}"] = model.evaluate(x_test, y_test, batch_size=512, verbose=0)
    p_validation, p_test = (model.predict(part, batch_size=512, verbose=0)[:, 0] for part in (x[middle:], x_test))
    result |= thresholds_chosen(y[middle:], p_validation, y_test, p_test)
    result |= judge(test["text"], y_test, p_test >= 0.5)
    trained = sum(int(np.prod(weight.shape)) for weight in model.trainable_weights)
    return result | {"parameters": model.count_params(), "trained_parameters": trained} | cost
