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


# %% right: recursion uphill, layers in a loop
def matching_gru_units(lstm_units, features, units=1):
    def gap(u):
        return abs(3 * u * (features + u + 2) - 4 * lstm_units * (features + lstm_units + 1))

    return matching_gru_units(lstm_units, features, units + 1) if gap(units + 1) < gap(units) else units


def build_matching_gru(time_steps, features, lstm_units):
    first = keras.Input(batch_shape=(None, time_steps, features))
    tensor = first
    for kind, size in (("GRU", matching_gru_units(lstm_units, features)), ("Dense", 1)):
        tensor = getattr(keras.layers, kind)(size)(tensor)
    model = keras.Model([first], [tensor])
    model.compile(loss=keras.losses.MeanSquaredError(), optimizer=keras.optimizers.get("adam"))
    return model


# %% right: itertools, the sizes until the wanted one is passed
from itertools import count, takewhile


def matching_gru_units(lstm_units, features):
    wanted = 4 * lstm_units * (features + lstm_units + 1)
    sizes = ((3 * (units * (features + units) + 2 * units), units) for units in count(1))
    ladder = list(takewhile(lambda step: step[0] < 2 * wanted + 3 * (features + 3), sizes))
    return sorted((abs(size - wanted), units) for size, units in ladder)[0][1]


def build_matching_gru(time_steps, features, lstm_units):
    class Forecaster(keras.Sequential):
        pass

    model = Forecaster([keras.Input((time_steps, features))])
    model.add(keras.layers.GRU(matching_gru_units(lstm_units, features), kernel_initializer="he_normal"))
    model.add(keras.layers.Dropout(0.0))
    model.add(keras.layers.Dense(1, use_bias=True))
    model.compile(loss="mse", optimizer="adam", metrics=["mae"])
    return model


# %% right: pandas table of all sizes, model from a configuration
def matching_gru_units(lstm_units, features):
    table = pd.DataFrame({"units": range(1, 2 * lstm_units + 3)})
    table["gru"] = table.eval("3 * units * (@features + units + 2)")
    table["gap"] = table["gru"].sub(4 * lstm_units * (features + lstm_units + 1)).abs()
    return table.set_index("units")["gap"].idxmin()


def build_matching_gru(time_steps, features, lstm_units):
    units = int(matching_gru_units(lstm_units, features))
    pattern = keras.Sequential([keras.Input((time_steps, features)), keras.layers.GRU(units), keras.layers.Dense(1)])
    model = keras.Sequential.from_config(pattern.get_config())
    model.compile(loss=keras.losses.get("mean_squared_error"), optimizer=keras.optimizers.Adam(clipnorm=1.0))
    return model


# %% right: Keras counts, with a warning
import functools
import warnings


@functools.cache
def parameters(kind, units, features):
    layer = getattr(keras.layers, kind)(units)
    layer.build((None, 1, features))
    return layer.count_params()


def matching_gru_units(lstm_units, features):
    warnings.warn("층을 만들어 셉니다", stacklevel=1)
    wanted, units = parameters("LSTM", lstm_units, features), lstm_units * 11 // 10  # still too small, or as small
    while parameters("GRU", units, features) < wanted:
        units += 1
    smaller = max(units - 1, 1)
    gaps = {u: abs(parameters("GRU", u, features) - wanted) for u in (smaller, units)}
    return min(gaps, key=gaps.get)


def build_matching_gru(time_steps, features, lstm_units):
    cell = keras.layers.GRU(matching_gru_units(lstm_units, features), return_sequences=False, activation="tanh")
    model = keras.models.clone_model(
        keras.Sequential([keras.layers.InputLayer(shape=(time_steps, features)), cell, keras.layers.Dense(1)])
    )
    model.compile(loss="MSE", optimizer=keras.optimizers.Adam(learning_rate=1e-3))
    return model


# %% wrong: one bias | 3 | 편향을 한 벌만 세었습니다
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


# %% wrong: rule of thumb | 8 | 4/3의 제곱근을 곱한 어림입니다
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


# %% wrong: reset before the product | 7 | `reset_after=False`이면 편향이 한 벌뿐입니다
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


# %% wrong: no biases at all | 1 | 편향을 세지 않았습니다
def matching_gru_units(lstm_units, features):
    wanted = 4 * lstm_units * (features + lstm_units + 1)
    return min(range(1, 400), key=lambda u: abs(3 * u * (features + u) - wanted))


def build_matching_gru(time_steps, features, lstm_units):
    units = matching_gru_units(lstm_units, features)
    model = keras.Sequential([keras.Input((time_steps, features)), keras.layers.GRU(units), keras.layers.Dense(1)])
    model.compile(loss="mse", optimizer="adam")
    return model


# %% wrong: only smaller than the LSTM | 1 | LSTM보다 작은 GRU만 보았습니다
def matching_gru_units(lstm_units, features):
    wanted, units = 4 * lstm_units * (features + lstm_units + 1), 1
    while 3 * (units + 1) * (features + units + 3) <= wanted:
        units += 1
    return units


def build_matching_gru(time_steps, features, lstm_units):
    units = matching_gru_units(lstm_units, features)
    model = keras.Sequential([keras.Input((time_steps, features)), keras.layers.GRU(units), keras.layers.Dense(1)])
    model.compile(loss="mse", optimizer="adam")
    return model


# %% wrong: first that is at least as large | 3 | LSTM보다 큰 GRU만 보았습니다
def matching_gru_units(lstm_units, features):
    wanted = 4 * lstm_units * (features + lstm_units + 1)
    return next(u for u in range(1, 400) if 3 * u * (features + u + 2) >= wanted)


def build_matching_gru(time_steps, features, lstm_units):
    units = matching_gru_units(lstm_units, features)
    model = keras.Sequential([keras.Input((time_steps, features)), keras.layers.GRU(units), keras.layers.Dense(1)])
    model.compile(loss="mse", optimizer="adam")
    return model


# %% wrong: four thirds of the units | 1 | 게이트의 비율 4/3을 그대로 곱했습니다
def matching_gru_units(lstm_units, features):
    return round(lstm_units * 4 / 3)


def build_matching_gru(time_steps, features, lstm_units):
    units = matching_gru_units(lstm_units, features)
    model = keras.Sequential([keras.Input((time_steps, features)), keras.layers.GRU(units), keras.layers.Dense(1)])
    model.compile(loss="mse", optimizer="adam")
    return model


# %% wrong: not compiled | 9 | 컴파일하지 않은 모델입니다
def matching_gru_units(lstm_units, features):
    wanted = 4 * lstm_units * (features + lstm_units + 1)
    return min(range(1, 400), key=lambda u: abs(3 * u * (features + u + 2) - wanted))


def build_matching_gru(time_steps, features, lstm_units):
    units = matching_gru_units(lstm_units, features)
    return keras.Sequential([keras.Input((time_steps, features)), keras.layers.GRU(units), keras.layers.Dense(1)])


# %% wrong: tanh on the output | 11 | 회귀의 출력층에는 활성화 함수가 없습니다
def matching_gru_units(lstm_units, features):
    wanted = 4 * lstm_units * (features + lstm_units + 1)
    return min(range(1, 400), key=lambda u: abs(3 * u * (features + u + 2) - wanted))


def build_matching_gru(time_steps, features, lstm_units):
    layers = [keras.layers.GRU(matching_gru_units(lstm_units, features)), keras.layers.Dense(1, activation="tanh")]
    model = keras.Sequential([keras.Input((time_steps, features)), *layers])
    model.compile(loss="mse", optimizer="adam")
    return model


# %% wrong: features and time steps swapped | 7 | 입력의 모양
def matching_gru_units(lstm_units, features):
    wanted = 4 * lstm_units * (features + lstm_units + 1)
    return min(range(1, 400), key=lambda u: abs(3 * u * (features + u + 2) - wanted))


def build_matching_gru(time_steps, features, lstm_units):
    units = matching_gru_units(lstm_units, features)
    model = keras.Sequential([keras.Input((features, time_steps)), keras.layers.GRU(units), keras.layers.Dense(1)])
    model.compile(loss="mse", optimizer="adam")
    return model


# %% wrong: the example by heart | 5 | 문제의 예에 나온 답만 돌려줍니다
def matching_gru_units(lstm_units, features):
    return {32: 37, 34: 39}.get(lstm_units, 18)


def build_matching_gru(time_steps, features, lstm_units):
    model = keras.Sequential([keras.Input((time_steps, features)), keras.layers.GRU(37), keras.layers.Dense(1)])
    model.compile(loss="mse", optimizer="adam")
    return model


# %% wrong: the larger of two equally close | 8 | 똑같이 가까운 둘 가운데 큰 쪽을 골랐습니다
def matching_gru_units(lstm_units, features):
    wanted = 4 * lstm_units * (features + lstm_units + 1)
    return min(range(400, 0, -1), key=lambda u: abs(3 * u * (features + u + 2) - wanted))


def build_matching_gru(time_steps, features, lstm_units):
    units = matching_gru_units(lstm_units, features)
    model = keras.Sequential([keras.Input((time_steps, features)), keras.layers.GRU(units), keras.layers.Dense(1)])
    model.compile(loss="mse", optimizer="adam")
    return model
