# %% right: quadratic formula
def matching_gru_units(lstm_units, features):
    wanted = 4 * lstm_units * (features + lstm_units + 1)
    root = (-(features + 2) + ((features + 2) ** 2 + 4 * wanted / 3) ** 0.5) / 2
    low = max(1, int(root))
    below, above = (abs(3 * u * (features + u + 2) - wanted) for u in (low, low + 1))
    return low if below <= above else low + 1


def build_matching_gru(time_steps, features, lstm_units):
    units = matching_gru_units(lstm_units, features)
    model = keras.Sequential([keras.Input((time_steps, features)), keras.layers.GRU(units), keras.layers.Dense(1)])
    model.compile(optimizer=keras.optimizers.Adam(), loss=keras.losses.MeanSquaredError())
    return model


# %% right: NumPy argmin, functional model
def matching_gru_units(lstm_units, features):
    units = np.arange(1, 4 * lstm_units + 4)
    difference = 3 * (units * features + units**2 + 2 * units) - 4 * (
        lstm_units * features + lstm_units**2 + lstm_units
    )
    return units[np.argmin(np.abs(difference))]


def build_matching_gru(time_steps, features, lstm_units):
    inputs = keras.layers.Input(shape=(time_steps, features))
    states = keras.layers.GRU(int(matching_gru_units(lstm_units, features)), name="memory")(inputs)
    model = keras.Model(inputs=inputs, outputs=keras.layers.Dense(1, name="head")(states))
    model.compile(loss="mean_squared_error", optimizer="Adam")
    return model


# %% right: counting loop, returns a float, prints
def matching_gru_units(lstm_units, features, verbose=True):
    wanted = lstm_units * 4 * (lstm_units + features + 1)
    best, nearest = 1, float("inf")
    for units in range(1, 3 * lstm_units + 3):
        gap = abs(units * 3 * (units + features) + 6 * units - wanted)
        if gap < nearest:
            best, nearest = units, gap
    if verbose:
        print(best, nearest)
    return float(best)


def build_matching_gru(time_steps, features, lstm_units):
    model = keras.Sequential()
    model.add(keras.Input(shape=(time_steps, features)))
    model.add(keras.layers.GRU(int(matching_gru_units(lstm_units, features))))
    model.add(keras.layers.Dense(units=1, activation=None))
    model.compile("adam", "mse")
    return model


# %% right: bisection
def gru_size(units, features):
    return 3 * (features * units + units * units + 2 * units)


def matching_gru_units(lstm_units, features):
    wanted = 4 * ((features + lstm_units) * lstm_units + lstm_units)
    low, high = 1, 4 * lstm_units + 4
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if gru_size(middle, features) <= wanted else (low, middle)
    return low if abs(gru_size(low, features) - wanted) <= abs(gru_size(high, features) - wanted) else high


def build_matching_gru(time_steps, features, lstm_units):
    layers = [keras.layers.GRU(matching_gru_units(lstm_units, features), reset_after=True), keras.layers.Dense(1)]
    model = keras.Sequential([keras.Input((time_steps, features)), *layers], name="gru")
    model.compile(loss=keras.losses.mean_squared_error, optimizer=keras.optimizers.Adam(0.003))
    return model


# %% wrong: one bias | 5 | 편향을 한 벌만 세었습니다
def matching_gru_units(lstm_units, features):
    wanted = 4 * lstm_units * (features + lstm_units + 1)
    return min(range(1, 400), key=lambda u: abs(3 * u * (features + u + 1) - wanted))


def build_matching_gru(time_steps, features, lstm_units):
    units = matching_gru_units(lstm_units, features)
    model = keras.Sequential([keras.Input((time_steps, features)), keras.layers.GRU(units), keras.layers.Dense(1)])
    model.compile(loss="mse", optimizer="adam")
    return model


# %% wrong: the same units | 1 | LSTM과 같은 units입니다
def matching_gru_units(lstm_units, features):
    return lstm_units


def build_matching_gru(time_steps, features, lstm_units):
    model = keras.Sequential([keras.Input((time_steps, features)), keras.layers.GRU(lstm_units), keras.layers.Dense(1)])
    model.compile(loss="mse", optimizer="adam")
    return model


# %% wrong: rule of thumb | 8 | LSTM(50), 특성 30개일 때입니다
def matching_gru_units(lstm_units, features):
    return round(lstm_units * (4 / 3) ** 0.5)


def build_matching_gru(time_steps, features, lstm_units):
    units = matching_gru_units(lstm_units, features)
    model = keras.Sequential([keras.Input((time_steps, features)), keras.layers.GRU(units), keras.layers.Dense(1)])
    model.compile(loss="mse", optimizer="adam")
    return model


# %% wrong: sequence out of the GRU | 7 | 출력의 모양
def matching_gru_units(lstm_units, features):
    wanted = 4 * lstm_units * (features + lstm_units + 1)
    return min(range(1, 400), key=lambda u: abs(3 * u * (features + u + 2) - wanted))


def build_matching_gru(time_steps, features, lstm_units):
    units = matching_gru_units(lstm_units, features)
    layers = [keras.layers.GRU(units, return_sequences=True), keras.layers.Dense(1)]
    model = keras.Sequential([keras.Input((time_steps, features)), *layers])
    model.compile(loss="mse", optimizer="adam")
    return model


# %% wrong: reset before the product | 7 | 매개변수의 개수
def matching_gru_units(lstm_units, features):
    wanted = 4 * lstm_units * (features + lstm_units + 1)
    return min(range(1, 400), key=lambda u: abs(3 * u * (features + u + 2) - wanted))


def build_matching_gru(time_steps, features, lstm_units):
    layers = [keras.layers.GRU(matching_gru_units(lstm_units, features), reset_after=False), keras.layers.Dense(1)]
    model = keras.Sequential([keras.Input((time_steps, features)), *layers])
    model.compile(loss="mse", optimizer="adam")
    return model


# %% wrong: an LSTM | 7 | 층의 순서
def matching_gru_units(lstm_units, features):
    wanted = 4 * lstm_units * (features + lstm_units + 1)
    return min(range(1, 400), key=lambda u: abs(3 * u * (features + u + 2) - wanted))


def build_matching_gru(time_steps, features, lstm_units):
    layers = [keras.layers.LSTM(matching_gru_units(lstm_units, features)), keras.layers.Dense(1)]
    model = keras.Sequential([keras.Input((time_steps, features)), *layers])
    model.compile(loss="mse", optimizer="adam")
    return model
