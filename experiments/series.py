"""The chapter's first model: SimpleRNN on y = sin(2x) + cos(x), which needs no data file."""

import keras
import numpy as np
from sklearn.linear_model import LinearRegression

from experiments.training import fit

TIME_STEPS = 20
TRAINING_SHARE = 0.8
SHOWN = [166, 62, 33, 92, 105]  # the test windows whose predictions the chapter prints


def windows_and_targets():
    x = np.arange(0, 100, 0.1)
    series = np.sin(2 * x) + np.cos(x)
    return np.lib.stride_tricks.sliding_window_view(series[:-1], TIME_STEPS)[..., np.newaxis], series[TIME_STEPS:]


def train(seed, units, epochs):
    x, y = (array.astype("float32") for array in windows_and_targets())
    middle = int(len(x) * TRAINING_SHARE)
    keras.utils.set_random_seed(seed)
    recurrent = keras.layers.SimpleRNN(units, name="recurrent")
    model = keras.Sequential([keras.Input(x.shape[1:]), recurrent, keras.layers.Dense(1, name="output")])
    model.compile(loss="mse", optimizer="adam")
    shown, by_epoch = middle + np.array(SHOWN), []

    def watch(epoch, logs):
        by_epoch.append(round(float(np.abs(model(x[shown])[:, 0] - y[shown]).mean()), 5))

    callbacks = [keras.callbacks.LambdaCallback(on_epoch_end=watch)]
    history, cost = fit(model, x[:middle], y[:middle], (x[middle:], y[middle:]), epochs=epochs, callbacks=callbacks)
    error = model.predict(x[middle:], verbose=0)[:, 0] - y[middle:]
    result = {"test_mse": float(np.mean(error**2)), "shown_error": float(np.abs(error[SHOWN]).mean())}
    result["shown_error_by_epoch"] = by_epoch
    return result | {"epochs": len(history["loss"]), "parameters": model.count_params()} | cost


def baselines():
    """A linear model on the same windows and the last value of each window."""
    x, y = windows_and_targets()
    middle, flat = int(len(x) * TRAINING_SHARE), x[..., 0]
    linear = LinearRegression().fit(flat[:middle], y[:middle])
    errors = {"linear": linear.predict(flat[middle:]) - y[middle:], "last_value": flat[middle:, -1] - y[middle:]}
    return {f"{name}_mse": float(np.mean(error**2)) for name, error in errors.items()}
