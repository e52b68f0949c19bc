"""The chapter's share case: LSTM and GRU on the price level and on returns."""

from functools import partial

import keras
import numpy as np
import pandas as pd
from sklearn.metrics import mean_absolute_error, r2_score
from sklearn.preprocessing import MinMaxScaler

from experiments.training import BestWeights, fit
from rnn_course.datasets import load_prices

TIME_STEPS = 40
TRAINING_SHARE = 0.95
# Laid out step by step, the LSTM trains in two thirds of the time and differs by rounding alone; the GRU gains nothing.
LAYERS = {"LSTM": partial(keras.layers.LSTM, unroll=True), "GRU": keras.layers.GRU}


def table_of(prices):
    """The chapter's table of 5,408 rows: averages and returns are computed before rows without trade are left out."""
    table = prices.copy()
    for days in (3, 5):
        table[f"{days}MA"] = table["Close"].rolling(days).mean()
        table[f"{days}MA_new"] = table[f"{days}MA"].shift(1)
    table["R_t"] = table["Close"].pct_change()
    return table[table["Volume"] > 0].dropna().reset_index(drop=True)


def windows_of(values):
    """(n, features) -> (n - TIME_STEPS, TIME_STEPS, features): the rows before each target's row."""
    windows = np.lib.stride_tricks.sliding_window_view(values[:-1], TIME_STEPS, axis=0)
    return windows.transpose(0, 2, 1).astype("float32")


def train(seed, layer, units, target, features, validation, batch_size, epochs, patience):
    """Train one model as the chapter does and judge its last and its best weights on the test windows.

    target: "Close" (scaled, the level) or "R_t" (the return). validation: "test", as in the chapter, or a share of
    the training windows, the latest ones.
    """
    table = table_of(load_prices())
    columns = [*features, "Close"]
    scaled = pd.DataFrame(MinMaxScaler().fit_transform(table[columns]), columns=columns)
    x = windows_of(scaled[features].to_numpy())
    y = (scaled["Close"] if target == "Close" else table["R_t"]).to_numpy("float32")[TIME_STEPS:]
    middle = int(len(x) * TRAINING_SHARE)
    end = middle if validation == "test" else middle - int(middle * validation)
    checked = slice(middle, None) if validation == "test" else slice(end, middle)

    keras.utils.set_random_seed(seed)
    recurrent = LAYERS[layer](units, name="recurrent")
    model = keras.Sequential([keras.Input(x.shape[1:]), recurrent, keras.layers.Dense(1, name="output")])
    model.compile(loss="mse", optimizer="adam")
    stop, best = keras.callbacks.EarlyStopping(monitor="val_loss", patience=patience), BestWeights()
    history, cost = fit(
        model, x[:end], y[:end], (x[checked], y[checked]), batch_size=batch_size, epochs=epochs, callbacks=[stop, best]
    )

    close = table["Close"].to_numpy()
    won = np.ptp(close) if target == "Close" else close[TIME_STEPS - 1 : -1][middle:]  # what one unit of y is worth
    result = {"epochs": len(history["loss"]), "best_epoch": best.epoch}
    if validation == "test":  # what is watched is the test part
        variance = float(y[middle:].var())
        result["r2_by_epoch"] = [round(1 - loss / variance, 3) for loss in history["val_loss"]]
    for name, weights in (("last", model.get_weights()), ("best", best.weights)):
        model.set_weights(weights)
        forecast = model.predict(x[middle:], verbose=0)[:, 0]
        result[f"r2_{name}"] = r2_score(y[middle:], forecast)
        result[f"error_won_{name}"] = float(np.mean(np.abs(forecast - y[middle:]) * won))
        result[f"spread_{name}"] = float(forecast.std() / y[middle:].std())
    return result | {"parameters": model.count_params()} | cost


def baselines():
    """What needs no training: R2 and error of the chapter's own columns and of constant forecasts."""
    table = table_of(load_prices())
    rows = slice(TIME_STEPS + int((len(table) - TIME_STEPS) * TRAINING_SHARE), None)
    close, before = table["Close"].to_numpy(), np.r_[np.nan, table["Close"].to_numpy()[:-1]]
    lagged = table["3MA_new"].to_numpy()
    result = {}
    levels = {"persistence": before, "lagged_average": lagged, "last_in_window": np.r_[np.nan, lagged[:-1]]}
    for name, forecast in levels.items():
        result[f"r2_{name}"] = r2_score(close[rows], forecast[rows])
        result[f"error_won_{name}"] = mean_absolute_error(close[rows], forecast[rows])
    returns = table["R_t"].to_numpy()
    test, training = returns[rows], returns[TIME_STEPS : rows.start]
    for name, value in {"training_mean": training.mean(), "zero": 0.0}.items():
        result[f"r2_return_{name}"] = r2_score(test, np.full(len(test), value))
    return result | {"up": int((test > 0).sum()), "zero": int((test == 0).sum()), "down": int((test < 0).sum())}
