# %% right: loops
def fixed_split(series, time_steps):
    x, y = [], []
    for i in range(len(series) - time_steps):
        x.append(series[i : i + time_steps].reshape(-1, 1))
        y.append(series[i + time_steps])
    cut = int(len(x) * 0.8)
    return x[:cut], y[:cut], x[cut:], y[cut:]


def fixed_model(time_steps):
    model = keras.Sequential()
    model.add(keras.Input((time_steps, 1)))
    model.add(keras.layers.SimpleRNN(16))
    model.add(keras.layers.Dense(1))
    model.compile(loss="mse", optimizer="adam")
    return model


# %% right: functional, float32, index arithmetic
def fixed_split(series, time_steps):
    series = np.float32(series)
    x = series[np.arange(len(series) - time_steps)[:, None] + np.arange(time_steps)][:, :, None]
    y = series[time_steps:]
    cut = int(0.8 * len(y))
    return [x[:cut], y[:cut], x[cut:], y[cut:]]


def fixed_model(time_steps):
    inputs = keras.Input((time_steps, 1))
    outputs = keras.layers.Dense(1, name="forecast")(keras.layers.SimpleRNN(16, name="memory")(inputs))
    model = keras.Model(inputs, outputs)
    model.compile("adam", loss=keras.losses.MeanSquaredError())
    return model


# %% right: smallest edit, with printing
def fixed_split(series, time_steps):
    windows = np.lib.stride_tricks.sliding_window_view(series, time_steps)[:-1]
    targets = series[time_steps:]
    cut = int(0.8 * len(windows))
    print(windows.shape)
    windows = np.expand_dims(windows, -1)
    return windows[:cut], targets[:cut], windows[cut:], targets[cut:]


def fixed_model(time_steps, rate=0.001):
    model = keras.Sequential(
        [
            keras.Input(shape=(time_steps, 1)),
            keras.layers.SimpleRNN(16, return_sequences=False),
            keras.layers.Dense(1, activation="linear"),
        ]
    )
    model.compile(loss="mse", optimizer=keras.optimizers.Adam(learning_rate=rate))
    return model


# %% right: split the pairs, other optimiser
def fixed_split(series, time_steps):
    pairs = [(series[i : i + time_steps, None], series[i + time_steps]) for i in range(series.size - time_steps)]
    cut = int(0.8 * len(pairs))
    (x_train, y_train), (x_test, y_test) = zip(*pairs[:cut]), zip(*pairs[cut:])
    return np.array(x_train), np.array(y_train), np.array(x_test), np.array(y_test)


def fixed_model(time_steps):
    model = keras.Sequential(
        [keras.Input((time_steps, 1)), keras.layers.SimpleRNN(16, activation="tanh"), keras.layers.Dense(1)]
    )
    model.compile(loss=keras.losses.mean_squared_error, optimizer=keras.optimizers.RMSprop(0.005))
    return model


# %% right: pandas, shifted columns; a cloned model
def fixed_split(series, time_steps):
    import pandas as pd

    column = pd.Series(series)
    table = pd.concat([column.shift(-step) for step in range(time_steps + 1)], axis="columns").dropna()
    train = table.head(int(0.8 * len(table)))
    parts = []
    for rows in (train, table.drop(train.index)):
        parts += [rows.iloc[:, :-1].to_numpy()[:, :, None], rows.iloc[:, -1]]
    return parts


def fixed_model(time_steps):
    pattern = keras.Sequential([keras.Input((time_steps, 1)), keras.layers.SimpleRNN(16), keras.layers.Dense(1)])
    model = keras.models.clone_model(pattern)
    model.compile(keras.optimizers.Adam(5e-3), "mse")
    return model


# %% right: scikit-learn split, a class of its own
class Forecaster(keras.Sequential):
    def prepared(self):
        self.compile(loss="mse", optimizer=keras.optimizers.Nadam(learning_rate=0.01))
        return self


def fixed_split(series, time_steps):
    from sklearn.model_selection import train_test_split

    windows = np.lib.stride_tricks.sliding_window_view(series, time_steps + 1)
    train, test = train_test_split(windows, train_size=int(0.8 * len(windows)), shuffle=False)
    return train[:, :-1, None], train[:, -1], test[:, :-1, None], test[:, -1]


def fixed_model(time_steps):
    return Forecaster([keras.Input((time_steps, 1)), keras.layers.SimpleRNN(16), keras.layers.Dense(1)]).prepared()


# %% right: tensorflow frames, layers in a loop, a warning
import warnings


def fixed_split(series, time_steps):
    import tensorflow as tf

    frames = tf.signal.frame(tf.constant(series), time_steps + 1, 1)
    cut = int(frames.shape[0] * 0.8)
    x, y = tf.split(frames, [time_steps, 1], axis=1)
    x, y = x[..., tf.newaxis], tf.squeeze(y, 1)
    return (*(part[:cut] for part in (x, y)), *(part[cut:] for part in (x, y)))


def fixed_model(time_steps):
    warnings.warn("층을 하나씩 잇습니다", stacklevel=1)
    start = tensor = keras.Input(shape=(time_steps, 1))
    for layer in (keras.layers.SimpleRNN(16), keras.layers.Dropout(0.0), keras.layers.Dense(1)):
        tensor = layer(tensor)
    model = keras.Model(start, tensor)
    model.compile(loss=keras.losses.get("mse"), optimizer=keras.optimizers.get("adam"))
    return model


# %% right: recursion, from a configuration
def fixed_split(series, time_steps):
    def pairs(values):
        if len(values) == time_steps:
            return []
        return [([[v] for v in values[:time_steps]], values[time_steps]), *pairs(values[1:])]

    both = pairs(series.tolist())
    known, later = both[: int(0.8 * len(both))], both[int(0.8 * len(both)) :]
    return [x for x, _ in known], [y for _, y in known], [x for x, _ in later], [y for _, y in later]


def fixed_model(time_steps):
    layers = [
        {"class_name": "InputLayer", "config": {"batch_shape": (None, time_steps, 1)}},
        {"class_name": "SimpleRNN", "config": {"units": 16}},
        {"class_name": "Dense", "config": {"units": 1}},
    ]
    model = keras.Sequential.from_config({"name": "fixed", "layers": layers})
    model.compile(loss="mse", optimizer=keras.optimizers.AdamW(0.01))
    return model


# %% wrong: as broken as it was | 0 | 첫째 축(axis=0)이
fixed_split, fixed_model = broken_split, broken_model


# %% wrong: still shuffled | 6 | 훈련 창이 섞여 있습니다
def fixed_split(series, time_steps):
    windows = np.lib.stride_tricks.sliding_window_view(series[:-1], time_steps)[..., None]
    order = np.random.default_rng(0).permutation(len(windows))
    windows, targets = windows[order], series[time_steps:][order]
    cut = int(0.8 * len(windows))
    return windows[:cut], targets[:cut], windows[cut:], targets[cut:]


def fixed_model(time_steps):
    model = keras.Sequential([keras.Input((time_steps, 1)), keras.layers.SimpleRNN(16), keras.layers.Dense(1)])
    model.compile(loss="mse", optimizer=keras.optimizers.Adam(0.01))
    return model


# %% wrong: target still inside the window | 8 | 정답이 창의 마지막 값입니다
def fixed_split(series, time_steps):
    windows = np.lib.stride_tricks.sliding_window_view(series[:-1], time_steps)[..., None]
    targets = series[time_steps - 1 : -1]
    cut = int(0.8 * len(windows))
    return windows[:cut], targets[:cut], windows[cut:], targets[cut:]


def fixed_model(time_steps):
    model = keras.Sequential([keras.Input((time_steps, 1)), keras.layers.SimpleRNN(16), keras.layers.Dense(1)])
    model.compile(loss="mse", optimizer=keras.optimizers.Adam(0.01))
    return model


# %% wrong: ReLU left on the output | 8 | 이 함수는 음수를 내놓지 못합니다
def fixed_split(series, time_steps):
    windows = np.lib.stride_tricks.sliding_window_view(series[:-1], time_steps)[..., None]
    cut = int(0.8 * len(windows))
    return windows[:cut], series[time_steps:][:cut], windows[cut:], series[time_steps:][cut:]


def fixed_model(time_steps):
    model = keras.Sequential(
        [keras.Input((time_steps, 1)), keras.layers.SimpleRNN(16), keras.layers.Dense(1, activation="relu")]
    )
    model.compile(loss="mse", optimizer=keras.optimizers.Adam(0.01))
    return model


# %% wrong: learning rate left | 8 | 학습률이 10입니다
def fixed_split(series, time_steps):
    windows = np.lib.stride_tricks.sliding_window_view(series[:-1], time_steps)[..., None]
    cut = int(0.8 * len(windows))
    return windows[:cut], series[time_steps:][:cut], windows[cut:], series[time_steps:][cut:]


def fixed_model(time_steps):
    model = keras.Sequential([keras.Input((time_steps, 1)), keras.layers.SimpleRNN(16), keras.layers.Dense(1)])
    model.compile(loss="mse", optimizer=keras.optimizers.Adam(learning_rate=10.0))
    return model


# %% wrong: still one forecast for each time step | 8 | 창 하나에 예측이 하나여야 합니다
def fixed_split(series, time_steps):
    windows = np.lib.stride_tricks.sliding_window_view(series[:-1], time_steps)[..., None]
    cut = int(0.8 * len(windows))
    return windows[:cut], series[time_steps:][:cut], windows[cut:], series[time_steps:][cut:]


def fixed_model(time_steps):
    model = keras.Sequential(
        [keras.Input((time_steps, 1)), keras.layers.SimpleRNN(16, return_sequences=True), keras.layers.Dense(1)]
    )
    model.compile(loss="mse", optimizer=keras.optimizers.Adam(0.01))
    return model


# %% wrong: trained on the later part | 6 | 훈련에 뒤의 창을 썼습니다
def fixed_split(series, time_steps):
    windows = np.lib.stride_tricks.sliding_window_view(series[:-1], time_steps)[..., None]
    targets, cut = series[time_steps:], len(windows) - int(0.8 * len(windows))
    return windows[cut:], targets[cut:], windows[:cut], targets[:cut]


def fixed_model(time_steps):
    model = keras.Sequential([keras.Input((time_steps, 1)), keras.layers.SimpleRNN(16), keras.layers.Dense(1)])
    model.compile(loss="mse", optimizer=keras.optimizers.Adam(0.01))
    return model


# %% wrong: tanh on the output | 10 | 출력층이 tanh이면 1보다 큰 값을 예측하지 못합니다
def fixed_split(series, time_steps):
    windows = np.lib.stride_tricks.sliding_window_view(series[:-1], time_steps)[..., None]
    cut = int(0.8 * len(windows))
    return windows[:cut], series[time_steps:][:cut], windows[cut:], series[time_steps:][cut:]


def fixed_model(time_steps):
    head = keras.layers.Dense(1, activation="tanh")
    model = keras.Sequential([keras.Input((time_steps, 1)), keras.layers.SimpleRNN(16), head])
    model.compile(loss="mse", optimizer=keras.optimizers.Adam(0.01))
    return model


# %% wrong: not compiled again | 8 | 컴파일하지 않은 모델입니다
def fixed_split(series, time_steps):
    windows = np.lib.stride_tricks.sliding_window_view(series[:-1], time_steps)[..., None]
    cut = int(0.8 * len(windows))
    return windows[:cut], series[time_steps:][:cut], windows[cut:], series[time_steps:][cut:]


def fixed_model(time_steps):
    return keras.Sequential([keras.Input((time_steps, 1)), keras.layers.SimpleRNN(16), keras.layers.Dense(1)])


# %% wrong: the cut of the example by heart | 8 | 모양은 (43, 6, 1)이어야 하는데 (8, 6, 1)입니다
def fixed_split(series, time_steps):
    windows = np.lib.stride_tricks.sliding_window_view(series[:-1], time_steps)[..., None]
    targets = series[time_steps:]
    return windows[:8], targets[:8], windows[8:], targets[8:]


def fixed_model(time_steps):
    model = keras.Sequential([keras.Input((time_steps, 1)), keras.layers.SimpleRNN(16), keras.layers.Dense(1)])
    model.compile(loss="mse", optimizer=keras.optimizers.Adam(0.01))
    return model
