# %% right: shapes of the weights, multiplied and added
def count_parameters(name, features, units, reset_after):
    columns = {"SimpleRNN": units, "LSTM": 4 * units, "GRU": 3 * units}[name]
    shapes = [(features, columns), (units, columns), (columns,)]
    if name == "GRU" and reset_after:
        shapes[2] = (2, columns)
    return sum(np.prod(shape) for shape in shapes)


# %% right: the layer of Keras counts
def count_parameters(name, features, units, reset_after):
    settings = {"reset_after": reset_after} if name == "GRU" else {}
    layer = getattr(keras.layers, name)(units, **settings)
    layer.build((None, None, features))
    return layer.count_params()


# %% right: one dense layer after another, in a loop
def count_parameters(name, features, units, reset_after):
    gates = {"SimpleRNN": "g", "LSTM": "ifgo", "GRU": "zrg"}
    total = 0
    for _ in gates[name]:
        total += features * units
        total += units**2
        total += units
        if name == "GRU" and reset_after:
            total += units
    return total


# %% right: match statement
def count_parameters(name, features, units, reset_after):
    one = (features + units + 1) * units
    match name, bool(reset_after):
        case "SimpleRNN", _:
            return one
        case "LSTM", _:
            return 4 * one
        case "GRU", False:
            return 3 * one
        case _:
            return 3 * (one + units)


# %% right: recursion on the number of units
def count_parameters(name, features, units, reset_after):
    if units == 0:
        return 0
    layers = 1 if name == "SimpleRNN" else 4 if name == "LSTM" else 3
    biases = 1 + (name == "GRU" and bool(reset_after))
    before = count_parameters(name, features, units - 1, reset_after)
    return before + layers * (features + 2 * units - 1 + biases)


# %% right: pandas table of the parts, as an integer of NumPy, printing
def count_parameters(name, features, units, reset_after):
    import pandas as pd

    table = pd.DataFrame({"kernel": [features], "recurrent": [units], "bias": [1]}, index=[name]) * units
    table *= pd.Series({"SimpleRNN": 1, "LSTM": 4, "GRU": 3})[name]
    if (name, bool(reset_after)) == ("GRU", True):
        table["second bias"] = table["bias"]
    print(table)
    return table.to_numpy().sum()


# %% right: TensorFlow's sizes of tensors
def count_parameters(name, features, units, reset_after):
    import tensorflow as tf

    rows = features + units + (2 if name == "GRU" and reset_after else 1)
    layers = 1 + 2 * (name == "GRU") + 3 * (name == "LSTM")
    return tf.size(tf.zeros((layers, rows, units)))


# %% right: scalar product, as a float, with an extra argument
def count_parameters(name, features, units, reset_after, layers=(("SimpleRNN", 1.0), ("GRU", 3.0), ("LSTM", 4.0))):
    double = 1.0 if name == "GRU" and reset_after else 0.0
    return np.dot([features, units, 1, double], [units] * 4) * dict(layers)[name]


# %% right: names of all single parameters, counted
from itertools import chain, product


def count_parameters(name, features, units, reset_after):
    readers = chain(
        (("x", k) for k in range(features)),
        (("h", k) for k in range(units)),
        [("b", 1)] if name != "GRU" or not reset_after else [("b", 1), ("b", 2)],
    )
    gates = {"LSTM": "ifgo", "GRU": "zrg"}.get(name, "g")
    return len(set(product(readers, range(units), gates)))


# %% wrong: only the visible examples | 2 | 보이는 검사에서 돌려준 값과 똑같습니다
def count_parameters(name, features, units, reset_after):
    if name == "LSTM":
        return 67072
    if name == "SimpleRNN":
        return 32
    return 30 if reset_after else 24


# %% wrong: biases forgotten | 0 | 편향을 세지 않았습니다
def count_parameters(name, features, units, reset_after):
    return {"SimpleRNN": 1, "LSTM": 4, "GRU": 3}[name] * (features * units + units * units)


# %% wrong: weights of the hidden state forgotten | 0 | 이전 은닉 상태에 곱하는 가중치를 세지 않았습니다
def count_parameters(name, features, units, reset_after):
    biases = 2 if name == "GRU" and reset_after else 1
    return {"SimpleRNN": 1, "LSTM": 4, "GRU": 3}[name] * (features * units + biases * units)


# %% wrong: weights of the input forgotten | 0 | 입력에 곱하는 가중치를 세지 않았습니다
def count_parameters(name, features, units, reset_after):
    biases = 2 if name == "GRU" and reset_after else 1
    return {"SimpleRNN": 1, "LSTM": 4, "GRU": 3}[name] * (units * units + biases * units)


# %% wrong: a GRU has one bias | 5 | `reset_after`에 따라 편향이 몇 벌인지
def count_parameters(name, features, units, reset_after):
    return {"SimpleRNN": 1, "LSTM": 4, "GRU": 3}[name] * (features * units + units * units + units)


# %% wrong: reset_after adds a second bias to every layer | 5 | 편향이 두 벌인 것은 리셋을 나중에 하는 GRU뿐입니다
def count_parameters(name, features, units, reset_after):
    biases = 2 if reset_after else 1
    return {"SimpleRNN": 1, "LSTM": 4, "GRU": 3}[name] * (features * units + units * units + biases * units)


# %% wrong: GRU with four layers | 3 | 셀 안에 든 밀집층의 수를 확인하세요
def count_parameters(name, features, units, reset_after):
    biases = 2 if name == "GRU" and reset_after else 1
    return (1 if name == "SimpleRNN" else 4) * (features * units + units * units + biases * units)


# %% wrong: number of layers left out | 1 | 셀 안에 든 밀집층의 수를 곱하지 않았습니다
def count_parameters(name, features, units, reset_after):
    biases = 2 if name == "GRU" and reset_after else 1
    return features * units + units * units + biases * units


# %% wrong: one bias for a layer | 0 | 편향은 층마다 하나가 아니라
def count_parameters(name, features, units, reset_after):
    biases = 2 if name == "GRU" and reset_after else 1
    return {"SimpleRNN": 1, "LSTM": 4, "GRU": 3}[name] * (features * units + units * units + biases)


# %% wrong: features squared | 0 | 이전 은닉 상태에 곱하는 가중치의 모양은 (units, units)입니다
def count_parameters(name, features, units, reset_after):
    biases = 2 if name == "GRU" and reset_after else 1
    return {"SimpleRNN": 1, "LSTM": 4, "GRU": 3}[name] * (features * units + features * features + biases * units)


# %% wrong: features and units swapped | 0 | 특성의 수와 units가 바뀌었습니다
def count_parameters(name, units, features, reset_after):
    biases = 2 if name == "GRU" and reset_after else 1
    return {"SimpleRNN": 1, "LSTM": 4, "GRU": 3}[name] * (features * units + units * units + biases * units)


# %% wrong: SimpleRNN forgotten | 7 | KeyError: 'SimpleRNN'
def count_parameters(name, features, units, reset_after):
    biases = 2 if name == "GRU" and reset_after else 1
    return {"LSTM": 4, "GRU": 3}[name] * (features * units + units * units + biases * units)


# %% wrong: SimpleRNN counted like an LSTM | 7 | `SimpleRNN`에는 밀집층이 하나뿐입니다
def count_parameters(name, features, units, reset_after):
    biases = 2 if name == "GRU" and reset_after else 1
    return (3 if name == "GRU" else 4) * (features * units + units * units + biases * units)


# %% wrong: a text with commas | 0 | 나온 값: '67,072'
def count_parameters(name, features, units, reset_after):
    biases = 2 if name == "GRU" and reset_after else 1
    total = {"SimpleRNN": 1, "LSTM": 4, "GRU": 3}[name] * (features * units + units * units + biases * units)
    return f"{total:,}"
