# %% right: slices in loops
def name_weights(name, weights):
    kernel, recurrent_kernel, bias = weights
    units = recurrent_kernel.shape[0]
    named = {}
    for k, gate in enumerate("ifgo" if name == "LSTM" else "zrg"):
        start, end = k * units, (k + 1) * units
        named["W_x" + gate] = kernel[:, start:end]
        named["W_h" + gate] = recurrent_kernel[:, start:end]
        named["b_" + gate] = bias[start:end] if name == "LSTM" else bias[:, start:end]
    return named


# %% right: a gate axis by reshaping
def name_weights(name, weights):
    gates = {"LSTM": ["i", "f", "g", "o"], "GRU": ["z", "r", "g"]}[name]
    named = {}
    for kind, weight in zip(["W_x{}", "W_h{}", "b_{}"], weights):
        blocks = np.moveaxis(weight.reshape(*weight.shape[:-1], len(gates), -1), -2, 0)
        named.update((kind.format(gate), block) for gate, block in zip(gates, blocks))
    return named


# %% right: TensorFlow's split
def name_weights(name, weights):
    import tensorflow as tf

    if name == "LSTM":
        names = [["W_xi", "W_xf", "W_xg", "W_xo"], ["W_hi", "W_hf", "W_hg", "W_ho"], ["b_i", "b_f", "b_g", "b_o"]]
    else:
        names = [["W_xz", "W_xr", "W_xg"], ["W_hz", "W_hr", "W_hg"], ["b_z", "b_r", "b_g"]]
    named = {}
    for keys, weight in zip(names, weights):
        named |= dict(zip(keys, tf.split(tf.constant(weight), len(keys), axis=-1)))
    return named


# %% right: plain lists, column by column
def name_weights(name, weights):
    gates, units = ("ifgo", "zrg")[name == "GRU"], len(weights[1])

    def block(values, k):
        if isinstance(values[0], list):
            return [block(row, k) for row in values]
        return [values[column] for column in range(len(values)) if column // units == k]

    return {
        kind + gate: block(weight.tolist(), k)
        for k, gate in enumerate(gates)
        for kind, weight in zip(("W_x", "W_h", "b_"), weights)
    }


# %% right: pandas groups of columns
def name_weights(name, weights):
    import pandas as pd

    gates = list({"LSTM": "ifgo", "GRU": "zrg"}[name])
    owners = np.repeat(gates, len(weights[1]))
    named = {}
    for kind, weight in zip(("W_x", "W_h", "b_"), weights):
        table = pd.DataFrame(np.atleast_2d(weight).T).groupby(owners, sort=False)
        for gate, block in table:
            values = block.to_numpy().T
            named[kind + gate] = values[0] if weight.ndim == 1 else values
    return named


# %% right: recursion from the last gate
def name_weights(name, weights, gates=None):
    gates = gates or ("ifgo" if name == "LSTM" else "zrg")
    units = weights[0].shape[-1] // len(gates)
    keys = [kind + gates[-1] for kind in ("W_x", "W_h", "b_")]
    named = dict(zip(keys, [weight[..., -units:] for weight in weights]))
    if len(gates) == 1:
        return named
    return named | name_weights(name, [weight[..., :-units] for weight in weights], gates[:-1])


# %% right: picked with a selecting matrix, printing, with an extra argument
def name_weights(name, weights, orders={"LSTM": "ifgo", "GRU": "zrg"}):
    order = orders[name]
    units = len(weights[1])
    everything = np.eye(len(order) * units)
    named = {}
    while len(named) < 3 * len(order):
        k = len(named) // 3
        pick = everything[:, k * units : k * units + units]
        print("게이트", order[k])
        for kind, weight in zip(("W_x", "W_h", "b_"), weights):
            named[f"{kind}{order[k]}"] = weight @ pick
    return named


# %% right: operations of Keras in float32, with a warning
def name_weights(name, weights):
    import warnings

    warnings.warn("float32로 바꿉니다.")
    gates = "ifgo" if name == "LSTM" else "zrg"
    parts = [keras.ops.split(keras.ops.cast(weight, "float32"), len(gates), axis=-1) for weight in weights]
    return {
        f"{kind}{gate}": part
        for kind, of_kind in zip(("W_x", "W_h", "b_"), parts)
        for gate, part in zip(gates, of_kind)
    }


# %% right: iterators over transposed rows
from itertools import islice, product


def name_weights(name, weights):
    units, gates = len(weights[1]), {"LSTM": "ifgo", "GRU": "zrg"}[name]
    rows = [iter(weight.T) for weight in weights]
    named = {}
    for gate, (kind, walker) in product(gates, zip(("W_x", "W_h", "b_"), rows)):
        named[kind + gate] = np.array(list(islice(walker, units))).T
    return named


# %% wrong: only the visible example | 2 | `W_xi`의 모양은 (2, 3)이어야 하는데 (1, 1)입니다
def name_weights(name, weights):
    if name == "GRU":
        named = {"W_xz": [[1, 2]], "W_xr": [[3, 4]], "W_xg": [[5, 6]]}
        named |= {"W_hz": [[11, 12], [21, 22]], "W_hr": [[13, 14], [23, 24]], "W_hg": [[15, 16], [25, 26]]}
        return named | {"b_z": [[31, 32], [41, 42]], "b_r": [[33, 34], [43, 44]], "b_g": [[35, 36], [45, 46]]}
    named = {"W_xi": [[1]], "W_xf": [[2]], "W_xg": [[3]], "W_xo": [[4]]}
    named |= {"W_hi": [[5]], "W_hf": [[6]], "W_hg": [[7]], "W_ho": [[8]]}
    return named | {"b_i": [9], "b_f": [10], "b_g": [11], "b_o": [12]}


# %% wrong: f and g swapped | 6 | `W_xf`의 값이 다릅니다. 3번째 조각이
def name_weights(name, weights):
    gates = {"LSTM": "igfo", "GRU": "zrg"}[name]
    named = {}
    for kind, weight in zip(["W_x", "W_h", "b_"], weights):
        for gate, part in zip(gates, np.split(weight, len(gates), axis=-1)):
            named[kind + gate] = part
    return named


# %% wrong: g and o swapped | 6 | `W_xg`의 값이 다릅니다. 4번째 조각이
def name_weights(name, weights):
    gates = {"LSTM": "ifog", "GRU": "zrg"}[name]
    named = {}
    for kind, weight in zip(["W_x", "W_h", "b_"], weights):
        for gate, part in zip(gates, np.split(weight, len(gates), axis=-1)):
            named[kind + gate] = part
    return named


# %% wrong: z and r swapped | 6 | `W_xz`의 값이 다릅니다. 2번째 조각이
def name_weights(name, weights):
    gates = {"LSTM": "ifgo", "GRU": "rzg"}[name]
    named = {}
    for kind, weight in zip(["W_x", "W_h", "b_"], weights):
        for gate, part in zip(gates, np.split(weight, len(gates), axis=-1)):
            named[kind + gate] = part
    return named


# %% wrong: every fourth column | 2 | 몇 칸마다 하나씩 골라내지 않습니다
def name_weights(name, weights):
    gates = {"LSTM": "ifgo", "GRU": "zrg"}[name]
    named = {}
    for kind, weight in zip(["W_x", "W_h", "b_"], weights):
        for k, gate in enumerate(gates):
            named[kind + gate] = weight[..., k :: len(gates)]
    return named


# %% wrong: transposed for columns | 0 | `W_xi`의 모양은 (2, 3)이어야
def name_weights(name, weights):
    gates = {"LSTM": "ifgo", "GRU": "zrg"}[name]
    named = {}
    for kind, weight in zip(["W_x", "W_h", "b_"], weights):
        for gate, part in zip(gates, np.split(weight, len(gates), axis=-1)):
            named[kind + gate] = part.T
    return named


# %% wrong: kernel and recurrent kernel exchanged | 0 | `W_xi`의 값이 다릅니다.
def name_weights(name, weights):
    gates = {"LSTM": "ifgo", "GRU": "zrg"}[name]
    named = {}
    for kind, weight in zip(["W_h", "W_x", "b_"], weights):
        for gate, part in zip(gates, np.split(weight, len(gates), axis=-1)):
            named[kind + gate] = part
    return named


# %% wrong: only the first row of the bias | 4 | `b_z`: 편향의 첫 줄만 남았습니다
def name_weights(name, weights):
    kernel, recurrent_kernel, bias = weights
    gates = {"LSTM": "ifgo", "GRU": "zrg"}[name]
    named = {}
    for kind, weight in (("W_x", kernel), ("W_h", recurrent_kernel), ("b_", bias if bias.ndim == 1 else bias[0])):
        for gate, part in zip(gates, np.split(weight, len(gates), axis=-1)):
            named[kind + gate] = part
    return named


# %% wrong: rows of the bias added | 4 | `b_z`: 편향 두 줄을 더했습니다
def name_weights(name, weights):
    kernel, recurrent_kernel, bias = weights
    gates = {"LSTM": "ifgo", "GRU": "zrg"}[name]
    named = {}
    for kind, weight in (("W_x", kernel), ("W_h", recurrent_kernel), ("b_", np.atleast_2d(bias).sum(axis=0))):
        for gate, part in zip(gates, np.split(weight, len(gates), axis=-1)):
            named[kind + gate] = part
    return named


# %% wrong: the same names for both layers | 4 | 사전에 다음 열쇠가 없습니다: 'W_xz', 'W_xr', 'W_hz', 'W_hr', 'b_z', 'b_r'
def name_weights(name, weights):
    units = len(weights[1])
    named = {}
    for kind, weight in zip(["W_x", "W_h", "b_"], weights):
        for k, gate in enumerate("ifgo"):
            named[kind + gate] = weight[..., k * units : (k + 1) * units]
    return named


# %% wrong: biases forgotten | 0 | 사전에 다음 열쇠가 없습니다: 'b_i', 'b_f', 'b_g', 'b_o'
def name_weights(name, weights):
    gates = {"LSTM": "ifgo", "GRU": "zrg"}[name]
    named = {}
    for kind, weight in zip(["W_x", "W_h"], weights):
        for gate, part in zip(gates, np.split(weight, len(gates), axis=-1)):
            named[kind + gate] = part
    return named


# %% wrong: list emptied on the way | 11 | 함수가 입력 `weights`의 값을 바꾸었습니다
def name_weights(name, weights):
    gates = {"LSTM": "ifgo", "GRU": "zrg"}[name]
    named = {}
    for kind in ("W_x", "W_h", "b_"):
        for gate, part in zip(gates, np.split(weights.pop(0), len(gates), axis=-1)):
            named[kind + gate] = part
    return named


# %% wrong: split along the rows | 0 | array split does not result in an equal division
def name_weights(name, weights):
    gates = {"LSTM": "ifgo", "GRU": "zrg"}[name]
    named = {}
    for kind, weight in zip(["W_x", "W_h", "b_"], weights):
        for gate, part in zip(gates, np.split(weight, len(gates))):
            named[kind + gate] = part
    return named
