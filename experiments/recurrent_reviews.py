"""A bidirectional GRU that reads a review in short segments, side by side, and pools over all of its words.

Segments make the recurrence short (few steps, many rows), which is what makes it affordable on two cores, and lets
gradients reach the words; pooling over all positions joins them again (Johnson and Zhang, 2016, "Supervised and
Semi-Supervised Text Categorization using LSTM for Region Embeddings").
"""

from collections import Counter
from itertools import pairwise

import keras
import numpy as np
import tensorflow as tf
from keras import ops
from sklearn.model_selection import train_test_split

from experiments.review_groups import judge
from experiments.review_words import words
from experiments.training import Clock
from rnn_course.reviews import load_reviews
from rnn_course.vectors import load_glove

DIMENSIONS = 100
SEGMENT = 50  # words that are read in one go
PADDING, UNKNOWN = 0, 1
SPLIT_SEED = 8


def batches_of(rows, labels, length, size, seed=None):
    """Dataset of batches (reviews of about one length, padded to a multiple of two segments), and their number.

    rows: for each review an array (words, channels). With a seed they come in a new order each epoch.
    """
    bounds = range(2 * SEGMENT, length + 1, 2 * SEGMENT)
    signature = (tf.TensorSpec((None, rows[0].shape[1]), tf.int32), tf.TensorSpec((), tf.int32))
    data = tf.data.Dataset.from_generator(lambda: zip(rows, labels, strict=True), output_signature=signature)
    if seed is not None:
        data = data.shuffle(len(rows), seed=seed)
    data = data.bucket_by_sequence_length(
        lambda row, label: tf.shape(row)[0],
        bucket_boundaries=[bound + 1 for bound in bounds],
        bucket_batch_sizes=[size] * (len(bounds) + 1),
        pad_to_bucket_boundary=True,
    )
    number = sum(-(-count // size) for count in Counter(np.searchsorted(bounds, [len(row) for row in rows])).values())
    return data.apply(tf.data.experimental.assert_cardinality(number)), number


class InSegments(keras.layers.Layer):
    """A recurrent layer with return_sequences, applied to each segment of SEGMENT steps on its own."""

    def __init__(self, layer, **settings):
        super().__init__(**settings)
        self.layer = layer

    def build(self, shape):
        self.layer.build((None, SEGMENT, shape[-1]))

    def compute_output_shape(self, shape):
        return (*shape[:2], self.layer.compute_output_shape((None, SEGMENT, shape[-1]))[-1])

    def call(self, inputs, training=False):
        reviews, steps, features = ops.shape(inputs)
        states = self.layer(ops.reshape(inputs, (-1, SEGMENT, features)), training=training)
        return ops.reshape(states, (reviews, steps, states.shape[-1]))


def vocabulary_of(reviews, size):
    """{word: number} of the most frequent words; 0 is padding, 1 an unknown word."""
    counts = Counter(word for review in reviews for word in review)
    return {word: number for number, (word, _) in enumerate(counts.most_common(size - 2), start=2)}


def pairs_of(reviews, size):
    """The same of the pairs of neighbouring words that are in most reviews."""
    counts = Counter(pair for review in reviews for pair in set(pairwise(review)))
    return {pair: number for number, (pair, _) in enumerate(counts.most_common(size - 2), start=2)}


def rows_of(reviews, vocabulary, pairs, length):
    """For each review an array (words, 1 or 2): the numbers of its last words and of the pair that ends in each."""
    rows = []
    for review in reviews:
        read = review[-length:]
        channels = [[vocabulary.get(word, UNKNOWN) for word in read] or [UNKNOWN]]
        if pairs:
            channels.append([UNKNOWN, *(pairs.get(pair, UNKNOWN) for pair in pairwise(read))])
        rows.append(np.array(channels, dtype="int32").T)
    return rows


def matrix_of(vocabulary, size):
    """GloVe's vectors for the words that have one, small random ones for the others."""
    glove = load_glove(list(vocabulary))
    matrix = np.random.default_rng(0).normal(0, 0.1, (size, DIMENSIONS)).astype("float32")
    matrix[[vocabulary[word] for word in glove.index]] = glove.to_numpy()
    return matrix


def build(matrix, units, pairs, pair_dimensions, input_dropout, output_dropout):
    """(batch, words, channels) numbers -> (batch, 1) probability of a positive review."""
    inputs = keras.Input((None, 2 if pairs else 1), dtype="int32")
    embedding = keras.layers.Embedding(*matrix.shape, name="words")
    read = embedding(inputs[..., 0])
    embedding.set_weights([matrix])
    if pairs:
        start = keras.initializers.RandomUniform(-0.01, 0.01)
        pair_embedding = keras.layers.Embedding(pairs, pair_dimensions, embeddings_initializer=start, name="pairs")
        read = keras.layers.Concatenate()([read, pair_embedding(inputs[..., 1])])
    mask = ops.cast(ops.not_equal(inputs[..., 0], PADDING), "float32")[..., np.newaxis]
    read = keras.layers.SpatialDropout1D(input_dropout)(read * mask)
    states = InSegments(keras.layers.Bidirectional(keras.layers.GRU(units, return_sequences=True)))(read)
    largest = ops.max(states - 1e3 * (1 - mask), axis=1)
    average = ops.sum(states * mask, axis=1) / ops.sum(mask, axis=1)
    pooled = keras.layers.Dropout(output_dropout)(keras.layers.Concatenate()([largest, average]))
    return keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid", name="output")(pooled))


def predict(model, rows, length):
    probability = np.empty(len(rows), dtype="float32")
    for batch, places in batches_of(rows, range(len(rows)), length, size=256)[0]:
        probability[places] = model.predict_on_batch(batch)[:, 0]
    return probability


def train(seed, validation_share, vocabulary, length, pairs, learning_rate, batch_size, epochs, **shape):
    """Train with a cosine schedule for a fixed number of epochs.

    With a validation share the model is judged on that part of the training reviews alone, which is how settings are
    chosen; without one it learns from all training reviews and is judged on the test reviews.
    """
    training, test = load_reviews("en")
    y, y_test = (part["label"].to_numpy() for part in (training, test))
    reviews = [words(text) for text in training["text"]]
    fitted, checked = np.arange(len(y)), []
    if validation_share:
        split = {"test_size": validation_share, "random_state": SPLIT_SEED, "stratify": y}
        fitted, checked = train_test_split(fitted, **split)
    place = vocabulary_of([reviews[row] for row in fitted], vocabulary)
    pair_place = pairs_of([reviews[row] for row in fitted], pairs) if pairs else {}
    rows = rows_of(reviews, place, pair_place, length)

    matrix = matrix_of(place, vocabulary)
    keras.utils.set_random_seed(seed)
    model = build(matrix, pairs=pairs, **shape)
    batches, steps = batches_of([rows[row] for row in fitted], y[fitted], length, batch_size, seed)
    steps *= epochs
    schedule = keras.optimizers.schedules.CosineDecay(
        learning_rate / 20, steps - steps // 20, warmup_target=learning_rate, warmup_steps=steps // 20
    )
    model.compile(keras.optimizers.Adam(schedule, clipnorm=1.0), "binary_crossentropy")
    clock = Clock()
    history = model.fit(batches, epochs=epochs, shuffle=False, verbose=0).history
    result = {"parameters": model.count_params(), "loss": history["loss"]} | clock.read()
    if validation_share:
        answer = predict(model, [rows[row] for row in checked], length) >= 0.5
        return result | {"val_accuracy": float(np.mean(answer == y[checked]))}
    test_rows = rows_of([words(text) for text in test["text"]], place, pair_place, length)
    answer = predict(model, test_rows, length) >= 0.5
    return result | {"accuracy_last": float(np.mean(answer == y_test))} | judge(test["text"], y_test, answer)
