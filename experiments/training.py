"""What every training shares: its best weights kept beside the last ones, and what it cost."""

import time

import keras
import numpy as np


class BestWeights(keras.callbacks.Callback):
    """Keeps the weights of the epoch with the lowest validation loss, while the training goes on."""

    def on_train_begin(self, logs=None):
        self.loss, self.epoch, self.weights = np.inf, 0, None

    def on_epoch_end(self, epoch, logs):
        if logs["val_loss"] < self.loss:
            self.loss, self.epoch, self.weights = logs["val_loss"], epoch + 1, self.model.get_weights()


class Clock:
    """Seconds by the clock and of the processor since it was made; only the latter compare on a busy machine."""

    def __init__(self):
        self.wall, self.cpu = time.perf_counter(), time.process_time()

    def read(self):
        wall, cpu = time.perf_counter() - self.wall, time.process_time() - self.cpu
        return {"wall_seconds": round(wall, 1), "cpu_seconds": round(cpu, 1)}


def fit(model, x, y, validation_data, **settings):
    """(history, cost) of `model.fit`."""
    clock = Clock()
    history = model.fit(x, y, validation_data=validation_data, verbose=0, **settings).history
    return history, clock.read()
