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


# %% wrong: as broken as it was | 0 | 1번째 축이
fixed_split, fixed_model = broken_split, broken_model


# %% wrong: still shuffled | 8 | 섞기 전에 시간의 순서대로 나누어야 합니다
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


# %% wrong: target still inside the window | 10 | 정답이 창의 마지막 값입니다
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


# %% wrong: learning rate left | 10 | 학습률이 10입니다
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
