# %% right: bias reshaped to gates, layer put into the model afterwards
def remembering_model(features, units, length):
    layer = keras.layers.LSTM(units)
    layer.build((None, None, features))
    W, U, b = layer.get_weights()
    b = b.reshape(4, units)
    b[1] = -np.log(np.exp(1 / length) - 1)
    layer.set_weights([W, U, b.ravel()])
    model = keras.Sequential()
    model.add(keras.Input((None, features)))
    model.add(layer)
    return model


# %% right: functional model, in a loop, math module
def remembering_model(features, units, length):
    import math

    inputs = keras.Input((None, features))
    model = keras.Model(inputs, keras.layers.LSTM(units, name="memory")(inputs))
    weights = model.get_weights()
    for u in range(units):
        weights[2][units + u] = -math.log(math.expm1(1.0 / length))
    model.set_weights(weights)
    return model


# %% right: scipy's logit, the bias joined from pieces
def remembering_model(features, units, length):
    from scipy.special import logit

    model = keras.Sequential([keras.Input((None, features)), keras.layers.LSTM(units)])
    zeros = np.zeros(units)
    bias = np.concatenate([zeros, np.full(units, logit(np.exp(-1 / length))), zeros, zeros])
    model.layers[0].cell.bias.assign(bias)
    return model


# %% right: searched by halving, printing
def remembering_model(features, units, length):
    low, high = -50.0, 50.0
    while high - low > 1e-10:
        middle = (low + high) / 2
        if -1 / np.log(sigmoid(middle)) < length:
            low = middle
        else:
            high = middle
    print("편향", low)
    model = keras.Sequential([keras.Input(shape=(None, features)), keras.layers.LSTM(units)])
    *others, bias = model.get_weights()
    bias = np.where(np.arange(4 * units) // units == 1, low, bias)
    model.set_weights([*others, bias])
    return model


# %% right: bias initializer
def remembering_model(features, units, length):
    class OpenForgetGate(keras.initializers.Initializer):
        def __call__(self, shape, dtype=None):
            f = keras.ops.exp(-1.0 / length)
            b_f = keras.ops.log(f) - keras.ops.log(1.0 - f)
            return keras.ops.repeat(keras.ops.stack([0.0 * b_f, b_f, 0.0 * b_f, 0.0 * b_f]), shape[0] // 4)

        def get_config(self):
            return {}

    layer = keras.layers.LSTM(units, unit_forget_bias=False, bias_initializer=OpenForgetGate())
    return keras.Sequential([keras.Input((None, features)), layer])


# %% right: TensorFlow variable changed by indices, with a warning
def remembering_model(features, units, length):
    import warnings

    import tensorflow as tf

    warnings.warn("편향을 바꿉니다.")
    model = keras.Sequential([keras.Input((None, features)), keras.layers.LSTM(units)])
    b_f = -tf.math.log(tf.math.expm1(tf.fill([units], tf.constant(1 / length, tf.float32))))
    places = tf.range(units, 2 * units)[:, tf.newaxis]
    bias = model.layers[0].weights[2]
    bias.assign(tf.tensor_scatter_nd_update(tf.convert_to_tensor(bias), places, b_f))
    return model


# %% right: Newton's method by recursion, with an extra argument
def remembering_model(features, units, length, start=0.0):
    def solve(b_f, steps=200):
        f = 1 / (1 + np.exp(-b_f))
        move = (np.log(f) + 1 / length) / (1 - f)
        return b_f if steps == 0 or abs(move) < 1e-12 else solve(b_f - np.clip(move, -1, 1), steps - 1)

    layer = keras.layers.LSTM(units)
    model = keras.Sequential([keras.Input((None, features)), layer])
    layer.set_weights(
        [w if w.ndim > 1 else w + np.repeat([0, solve(start) - 1, 0, 0], units) for w in layer.get_weights()]
    )
    return model


# %% right: pandas table of the biases, compiled
def remembering_model(features, units, length):
    import pandas as pd

    model = keras.models.Sequential([keras.layers.Input((None, features)), keras.layers.LSTM(units)])
    model.compile(loss="mse", optimizer="adam")
    weights = model.layers[0].get_weights()
    table = pd.DataFrame(weights.pop().reshape(4, -1), dtype=float, index=list("ifgo"))
    kept = np.float64(np.e) ** (-1 / length)
    table.loc["f"] = np.log(kept) - np.log1p(-kept)
    model.layers[0].set_weights(weights + [table.to_numpy().flatten()])
    return model


# %% right: weights moved from one layer to another
def remembering_model(features, units, length):
    source = keras.layers.LSTM(units)
    source.build((None, None, features))
    moved = {weight.name: np.array(weight) for weight in source.weights}
    opened = np.arctanh(2 * np.exp(-1 / length) - 1) * 2
    np.put(moved["bias"], list(range(units, 2 * units)), [opened] * units)
    model = keras.Sequential([keras.Input((None, features)), keras.layers.LSTM(units)])
    for weight in model.weights:
        weight.assign(moved[weight.name])
    return model


# %% wrong: only the visible example | 7 | `length`에 따라 달라져야 합니다
def remembering_model(features, units, length):
    layer = keras.layers.LSTM(units)
    model = keras.Sequential([keras.Input((None, features)), layer])
    kernel, recurrent_kernel, bias = layer.get_weights()
    bias[units : 2 * units] = 2.9706281
    layer.set_weights([kernel, recurrent_kernel, bias])
    return model


# %% wrong: value of the gate as the bias | 5 | 게이트의 값 f를 편향에 그대로 넣었습니다
def remembering_model(features, units, length):
    layer = keras.layers.LSTM(units)
    model = keras.Sequential([keras.Input((None, features)), layer])
    kernel, recurrent_kernel, bias = layer.get_weights()
    bias[units : 2 * units] = np.exp(-1 / length)
    layer.set_weights([kernel, recurrent_kernel, bias])
    return model


# %% wrong: half instead of 1/e | 5 | 1/e이 아니라 절반이 되는 편향입니다
def remembering_model(features, units, length):
    layer = keras.layers.LSTM(units)
    model = keras.Sequential([keras.Input((None, features)), layer])
    kernel, recurrent_kernel, bias = layer.get_weights()
    f = 0.5 ** (1 / length)
    bias[units : 2 * units] = np.log(f / (1 - f))
    layer.set_weights([kernel, recurrent_kernel, bias])
    return model


# %% wrong: one minus one over the length | 5 | f를 1 - 1/길이로 잡았습니다
def remembering_model(features, units, length):
    layer = keras.layers.LSTM(units)
    model = keras.Sequential([keras.Input((None, features)), layer])
    kernel, recurrent_kernel, bias = layer.get_weights()
    f = 1 - 1 / length
    bias[units : 2 * units] = np.log(f / (1 - f))
    layer.set_weights([kernel, recurrent_kernel, bias])
    return model


# %% wrong: sign | 5 | f가 1에 가까울수록 편향은 커집니다
def remembering_model(features, units, length):
    layer = keras.layers.LSTM(units)
    model = keras.Sequential([keras.Input((None, features)), layer])
    kernel, recurrent_kernel, bias = layer.get_weights()
    f = np.exp(-1 / length)
    bias[units : 2 * units] = np.log((1 - f) / f)
    layer.set_weights([kernel, recurrent_kernel, bias])
    return model


# %% wrong: added to Keras's one | 5 | 처음 값 1에 더했습니다
def remembering_model(features, units, length):
    layer = keras.layers.LSTM(units)
    model = keras.Sequential([keras.Input((None, features)), layer])
    kernel, recurrent_kernel, bias = layer.get_weights()
    f = np.exp(-1 / length)
    bias[units : 2 * units] += np.log(f / (1 - f))
    layer.set_weights([kernel, recurrent_kernel, bias])
    return model


# %% wrong: logarithm of the length | 5 | 길이의 로그는 길이가 길 때만 비슷한 값입니다
def remembering_model(features, units, length):
    layer = keras.layers.LSTM(units)
    model = keras.Sequential([keras.Input((None, features)), layer])
    kernel, recurrent_kernel, bias = layer.get_weights()
    bias[units : 2 * units] = np.log(length)
    layer.set_weights([kernel, recurrent_kernel, bias])
    return model


# %% wrong: all gates opened | 9 | 입력 게이트의 편향은 처음 값 0이어야 합니다
def remembering_model(features, units, length):
    layer = keras.layers.LSTM(units)
    model = keras.Sequential([keras.Input((None, features)), layer])
    kernel, recurrent_kernel, bias = layer.get_weights()
    f = np.exp(-1 / length)
    layer.set_weights([kernel, recurrent_kernel, np.full_like(bias, np.log(f / (1 - f)))])
    return model


# %% wrong: first piece taken for the forget gate | 2 | 다른 게이트의 자리에 넣었습니다
def remembering_model(features, units, length):
    layer = keras.layers.LSTM(units)
    model = keras.Sequential([keras.Input((None, features)), layer])
    kernel, recurrent_kernel, bias = layer.get_weights()
    f = np.exp(-1 / length)
    bias[:units] = np.log(f / (1 - f))
    layer.set_weights([kernel, recurrent_kernel, bias])
    return model


# %% wrong: changed copy never put back | 5 | 바꾼 값을 층에 다시 넣었는지
def remembering_model(features, units, length):
    layer = keras.layers.LSTM(units)
    model = keras.Sequential([keras.Input((None, features)), layer])
    bias = layer.get_weights()[2]
    f = np.exp(-1 / length)
    bias[units : 2 * units] = np.log(f / (1 - f))
    return model


# %% wrong: recurrent weights cut off | 11 | `recurrent_kernel`이 Keras가 정한 처음 값이 아닙니다
def remembering_model(features, units, length):
    layer = keras.layers.LSTM(units)
    model = keras.Sequential([keras.Input((None, features)), layer])
    kernel, recurrent_kernel, bias = layer.get_weights()
    f = np.exp(-1 / length)
    bias[units : 2 * units] = np.log(f / (1 - f))
    layer.set_weights([kernel, 0 * recurrent_kernel, bias])
    return model


# %% wrong: length rounded down | 7 | 길이는 소수일 수도 있습니다
def remembering_model(features, units, length):
    layer = keras.layers.LSTM(units)
    model = keras.Sequential([keras.Input((None, features)), layer])
    kernel, recurrent_kernel, bias = layer.get_weights()
    f = np.exp(-1 / max(int(length), 1))
    bias[units : 2 * units] = np.log(f / (1 - f))
    layer.set_weights([kernel, recurrent_kernel, bias])
    return model


# %% wrong: only the first element of the gate | 5 | 모든 원소에 넣어야
def remembering_model(features, units, length):
    layer = keras.layers.LSTM(units)
    model = keras.Sequential([keras.Input((None, features)), layer])
    kernel, recurrent_kernel, bias = layer.get_weights()
    f = np.exp(-1 / length)
    bias[units] = np.log(f / (1 - f))
    layer.set_weights([kernel, recurrent_kernel, bias])
    return model


# %% wrong: an output layer | 0 | LSTM 하나여야 하는데 LSTM, Dense입니다
def remembering_model(features, units, length):
    layer = keras.layers.LSTM(units)
    model = keras.Sequential([keras.Input((None, features)), layer, keras.layers.Dense(1)])
    kernel, recurrent_kernel, bias = layer.get_weights()
    f = np.exp(-1 / length)
    bias[units : 2 * units] = np.log(f / (1 - f))
    layer.set_weights([kernel, recurrent_kernel, bias])
    return model


# %% wrong: states of all steps | 12 | 출력의 모양은 (None, 3)이어야 하는데 (None, None, 3)입니다
def remembering_model(features, units, length):
    layer = keras.layers.LSTM(units, return_sequences=True)
    model = keras.Sequential([keras.Input((None, features)), layer])
    kernel, recurrent_kernel, bias = layer.get_weights()
    f = np.exp(-1 / length)
    bias[units : 2 * units] = np.log(f / (1 - f))
    layer.set_weights([kernel, recurrent_kernel, bias])
    return model


# %% wrong: the layer instead of a model | 0 | Keras 모델을 돌려주어야 하는데
def remembering_model(features, units, length):
    layer = keras.layers.LSTM(units)
    layer.build((None, None, features))
    kernel, recurrent_kernel, bias = layer.get_weights()
    f = np.exp(-1 / length)
    bias[units : 2 * units] = np.log(f / (1 - f))
    layer.set_weights([kernel, recurrent_kernel, bias])
    return layer


# %% wrong: reads backwards | 0 | LSTM에는 `units`만 주고
def remembering_model(features, units, length):
    layer = keras.layers.LSTM(units, go_backwards=True)
    model = keras.Sequential([keras.Input((None, features)), layer])
    kernel, recurrent_kernel, bias = layer.get_weights()
    bias[units : 2 * units] = -np.log(np.expm1(1 / length))
    layer.set_weights([kernel, recurrent_kernel, bias])
    return model
