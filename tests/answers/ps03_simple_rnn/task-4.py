# %% right: add, with names
def build_model(time_steps, features, units):
    model = keras.Sequential(name="stacked")
    model.add(keras.Input((time_steps, features)))
    model.add(keras.layers.SimpleRNN(units=units, activation="tanh", return_sequences=True, name="first"))
    model.add(keras.layers.SimpleRNN(units // 2, name="second"))
    model.add(keras.layers.Dense(1, activation="linear", name="head"))
    model.compile(keras.optimizers.Adam(1e-2, global_clipnorm=1), loss="mean_squared_error")
    return model


# %% right: functional
def build_model(time_steps, features, units):
    inputs = keras.Input(shape=(time_steps, features))
    states = keras.layers.SimpleRNN(units, return_sequences=True)(inputs)
    outputs = keras.layers.Dense(1)(keras.layers.SimpleRNN(units // 2)(states))
    model = keras.Model(inputs, outputs)
    optimizer = keras.optimizers.Adam(learning_rate=0.01, global_clipnorm=1.0)
    model.compile(optimizer=optimizer, loss=keras.losses.MeanSquaredError(), metrics=["mae"])
    return model


# %% right: loss as a function, printing the summary, other initial weights
def build_model(time_steps, features, units):
    from keras import layers

    model = keras.Sequential(
        [
            layers.Input((time_steps, features)),
            layers.SimpleRNN(units, return_sequences=True, recurrent_initializer="glorot_uniform"),
            layers.SimpleRNN(int(units / 2)),
            layers.Dense(1, activation=None),
        ]
    )
    model.summary()
    model.compile(loss=keras.losses.mean_squared_error, optimizer=keras.optimizers.Adam(0.01, global_clipnorm=1.0))
    return model


# %% right: helper functions and an extra argument
def head():
    return keras.layers.Dense(units=1)


def build_model(time_steps, features, units=16, rate=0.01):
    stack = [keras.layers.SimpleRNN(u, return_sequences=last) for u, last in ((units, True), (units // 2, False))]
    model = keras.Sequential([keras.Input((time_steps, features)), *stack, head()])
    model.compile(loss="mse", optimizer=keras.optimizers.Adam(rate, global_clipnorm=1.0))
    return model


# %% right: recursion over the sizes
def stack(tensor, sizes):
    size, *rest = sizes
    if not rest:
        return keras.layers.Dense(size)(tensor)
    return stack(keras.layers.SimpleRNN(size, return_sequences=len(rest) == 2)(tensor), rest)


def build_model(time_steps, features, units):
    inputs = keras.layers.Input(batch_shape=(None, time_steps, features), name="window")
    model = keras.Model(inputs=[inputs], outputs=[stack(inputs, (units, units // 2, 1))])
    model.compile(optimizer=keras.optimizers.Adam(0.01, global_clipnorm=1.0), loss="MSE")
    return model


# %% right: functools.reduce over the layers, with a warning
import warnings
from functools import reduce


def build_model(time_steps, features, units):
    warnings.warn("층을 차례로 잇습니다", stacklevel=1)
    layers = [keras.layers.SimpleRNN(units, return_sequences=True), keras.layers.SimpleRNN(units // 2)]
    start = keras.Input((time_steps, features))
    end = reduce(lambda tensor, layer: layer(tensor), [*layers, keras.layers.Dense(1)], start)
    model = keras.models.Model(start, end)
    settings = {"class_name": "Adam", "config": {"learning_rate": 0.01, "global_clipnorm": 1.0}}
    model.compile(keras.optimizers.get(settings), keras.losses.get("mse"))
    return model


# %% right: a class of its own, layers in a loop, printing
class Stacked(keras.Sequential):
    def add_layers(self, *specification):
        for kind, size, keep in specification:
            self.add(getattr(keras.layers, kind)(size, **({"return_sequences": True} if keep else {})))
        return self


def build_model(time_steps, features, units):
    model = Stacked([keras.Input((time_steps, features))])
    model.add_layers(("SimpleRNN", units, True), ("SimpleRNN", units // 2, False), ("Dense", 1, False))
    print(model.count_params())
    adam = keras.optimizers.Adam(global_clipnorm=1.0)
    adam.learning_rate = 0.01
    model.compile(loss="mean_squared_error", optimizer=adam)
    return model


# %% right: from a configuration
def build_model(time_steps, features, units):
    recurrent = {"class_name": "SimpleRNN", "config": {"units": units, "return_sequences": True}}
    last = {"class_name": "SimpleRNN", "config": {"units": units // 2}}
    window = {"class_name": "InputLayer", "config": {"batch_shape": (None, time_steps, features)}}
    head = {"class_name": "Dense", "config": {"units": 1}}
    model = keras.Sequential.from_config({"name": "stacked", "layers": [window, recurrent, last, head]})
    model.compile(loss=["mse"][0], optimizer=keras.optimizers.Adam(learning_rate=1 / 100, global_clipnorm=1.0))
    return model


# %% right: cloned, then compiled
def build_model(time_steps, features, units):
    pattern = keras.Sequential()
    for layer in (
        keras.Input((time_steps, features)),
        keras.layers.SimpleRNN(units, return_sequences=True),
        keras.layers.SimpleRNN(units >> 1),
        keras.layers.Dropout(0.0),
        keras.layers.Dense(1),
    ):
        pattern.add(layer)
    model = keras.models.clone_model(pattern)
    model.compile("adam", "mse")
    model.optimizer = keras.optimizers.Adam(0.01, 0.9, 0.999, global_clipnorm=1.0)
    return model


# %% wrong: the second layer returns all states | 5 | 시간 축이 남아 있으면 마지막 순환층을 보세요
def build_model(time_steps, features, units):
    model = keras.Sequential(
        [
            keras.Input((time_steps, features)),
            keras.layers.SimpleRNN(units, return_sequences=True),
            keras.layers.SimpleRNN(units // 2, return_sequences=True),
            keras.layers.Dense(1),
        ]
    )
    model.compile(loss="mse", optimizer=keras.optimizers.Adam(0.01, global_clipnorm=1.0))
    return model


# %% wrong: LSTM for SimpleRNN | 4 | 층의 순서
def build_model(time_steps, features, units):
    model = keras.Sequential(
        [
            keras.Input((time_steps, features)),
            keras.layers.LSTM(units, return_sequences=True),
            keras.layers.LSTM(units // 2),
            keras.layers.Dense(1),
        ]
    )
    model.compile(loss="mse", optimizer=keras.optimizers.Adam(0.01, global_clipnorm=1.0))
    return model


# %% wrong: no clipping, default learning rate | 10 | 학습률
def build_model(time_steps, features, units):
    model = keras.Sequential(
        [
            keras.Input((time_steps, features)),
            keras.layers.SimpleRNN(units, return_sequences=True),
            keras.layers.SimpleRNN(units // 2),
            keras.layers.Dense(1),
        ]
    )
    model.compile(loss="mse", optimizer="adam")
    return model


# %% wrong: clips each array | 10 | `clipnorm`은 가중치 배열마다 따로 자릅니다
def build_model(time_steps, features, units):
    model = keras.Sequential(
        [
            keras.Input((time_steps, features)),
            keras.layers.SimpleRNN(units, return_sequences=True),
            keras.layers.SimpleRNN(units // 2),
            keras.layers.Dense(1),
        ]
    )
    model.compile(loss="mse", optimizer=keras.optimizers.Adam(0.01, clipnorm=1.0))
    return model


# %% wrong: no clipping | 10 | 기울기를 자르지 않거나 길이가 다릅니다
def build_model(time_steps, features, units):
    model = keras.Sequential(
        [
            keras.Input((time_steps, features)),
            keras.layers.SimpleRNN(units, return_sequences=True),
            keras.layers.SimpleRNN(units // 2),
            keras.layers.Dense(1),
        ]
    )
    model.compile(loss="mse", optimizer=keras.optimizers.Adam(0.01))
    return model


# %% wrong: sizes of the example fixed | 8 | 둘째 층은 `units // 2`개입니다
def build_model(time_steps, features, units):
    model = keras.Sequential(
        [
            keras.Input((time_steps, features)),
            keras.layers.SimpleRNN(16, return_sequences=True),
            keras.layers.SimpleRNN(8),
            keras.layers.Dense(1),
        ]
    )
    model.compile(loss="mse", optimizer=keras.optimizers.Adam(0.01, global_clipnorm=1.0))
    return model


# %% wrong: sigmoid on the output | 9 | 회귀의 출력층에는 활성화 함수가 없습니다
def build_model(time_steps, features, units):
    model = keras.Sequential(
        [
            keras.Input((time_steps, features)),
            keras.layers.SimpleRNN(units, return_sequences=True),
            keras.layers.SimpleRNN(units // 2),
            keras.layers.Dense(1, activation="sigmoid"),
        ]
    )
    model.compile(loss="mse", optimizer=keras.optimizers.Adam(0.01, global_clipnorm=1.0))
    return model


# %% wrong: not compiled | 8 | 컴파일하지 않은 모델입니다
def build_model(time_steps, features, units):
    return keras.Sequential(
        [
            keras.Input((time_steps, features)),
            keras.layers.SimpleRNN(units, return_sequences=True),
            keras.layers.SimpleRNN(units // 2),
            keras.layers.Dense(1),
        ]
    )


# %% wrong: no return | 0 | Keras 모델을 돌려주어야 하는데 None이 왔습니다
def build_model(time_steps, features, units):
    model = keras.Sequential([keras.Input((time_steps, features)), keras.layers.SimpleRNN(units)])


# %% wrong: input size missing | 0 | 입력의 모양을 모르는 모델입니다
def build_model(time_steps, features, units):
    model = keras.Sequential(
        [
            keras.layers.SimpleRNN(units, return_sequences=True),
            keras.layers.SimpleRNN(units // 2),
            keras.layers.Dense(1),
        ]
    )
    model.compile(loss="mse", optimizer=keras.optimizers.Adam(0.01, global_clipnorm=1.0))
    return model


# %% wrong: reads backwards | 9 | 명세에 없는 인수를 주었습니다
def build_model(time_steps, features, units):
    model = keras.Sequential(
        [
            keras.Input((time_steps, features)),
            keras.layers.SimpleRNN(units, return_sequences=True, go_backwards=True),
            keras.layers.SimpleRNN(units // 2),
            keras.layers.Dense(1),
        ]
    )
    model.compile(loss="mse", optimizer=keras.optimizers.Adam(0.01, global_clipnorm=1.0))
    return model


# %% wrong: a layer more | 9 | 명세에 없는 `Dropout` 층이 있습니다
def build_model(time_steps, features, units):
    model = keras.Sequential(
        [
            keras.Input((time_steps, features)),
            keras.layers.SimpleRNN(units, return_sequences=True),
            keras.layers.SimpleRNN(units // 2),
            keras.layers.Dropout(0.1),
            keras.layers.Dense(1),
        ]
    )
    model.compile(loss="mse", optimizer=keras.optimizers.Adam(0.01, global_clipnorm=1.0))
    return model
