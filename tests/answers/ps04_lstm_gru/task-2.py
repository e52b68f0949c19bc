# %% right: slices of one product
def lstm_step(x_t, h_before, c_before, W, U, b):
    units = h_before.shape[1]
    total = np.dot(x_t, W) + np.dot(h_before, U) + b
    i = sigmoid(total[:, :units])
    f = sigmoid(total[:, units : 2 * units])
    g = np.tanh(total[:, 2 * units : 3 * units])
    o = sigmoid(total[:, 3 * units :])
    c_t = np.add(i * g, f * c_before)
    return o * np.tanh(c_t), c_t


# %% right: loops over examples, units and gates
def lstm_step(x_t, h_before, c_before, W, U, b):
    from math import exp, tanh

    units = len(U)
    h_t, c_t = [], []
    for n in range(len(x_t)):
        h_row, c_row = [], []
        for u in range(units):
            a = []
            for gate in range(4):
                column = gate * units + u
                total = b[column]
                for k in range(len(W)):
                    total += x_t[n][k] * W[k][column]
                for k in range(units):
                    total += h_before[n][k] * U[k][column]
                a.append(total)
            c = c_before[n][u] / (1 + exp(-a[1])) + tanh(a[2]) / (1 + exp(-a[0]))
            c_row.append(c)
            h_row.append(tanh(c) / (1 + exp(-a[3])))
        h_t.append(h_row)
        c_t.append(c_row)
    return h_t, c_t


# %% right: TensorFlow in float32
def lstm_step(x_t, h_before, c_before, W, U, b):
    import tensorflow as tf

    x_t, h_before, c_before, W, U, b = (tf.constant(v, tf.float32) for v in (x_t, h_before, c_before, W, U, b))
    parts = tf.split(tf.matmul(x_t, W) + tf.matmul(h_before, U) + b, 4, axis=-1)
    i, f, o = (tf.sigmoid(parts[k]) for k in (0, 1, 3))
    c_t = f * c_before + i * tf.tanh(parts[2])
    return o * tf.tanh(c_t), c_t


# %% right: the cell of Keras
def lstm_step(x_t, h_before, c_before, W, U, b):
    cell = keras.layers.LSTMCell(len(U), dtype="float64")
    cell.build(x_t.shape)
    cell.set_weights([W, U, b])
    _, states = cell(x_t, [keras.ops.convert_to_tensor(h_before), keras.ops.convert_to_tensor(c_before)])
    return states


# %% right: a block for each gate in a dictionary
def lstm_step(x_t, h_before, c_before, W, U, b):
    units = U.shape[0]
    a = {}
    for place, gate in enumerate("ifgo"):
        columns = range(place * units, (place + 1) * units)
        a[gate] = x_t @ W[:, columns] + h_before @ U[:, columns] + b[columns]
    c_t = sigmoid(a["f"]) * c_before + sigmoid(a["i"]) * np.tanh(a["g"])
    return [sigmoid(a["o"]) * np.tanh(c_t), c_t]


# %% right: one joined matrix, a gate axis, einsum
def lstm_step(x_t, h_before, c_before, W, U, b):
    batch, units = h_before.shape
    joined = np.column_stack([x_t, h_before, np.ones(batch)])
    weights = np.vstack([W, U, b]).reshape(-1, 4, units)
    total = np.einsum("bk,kgu->gbu", joined, weights)
    opened = 0.5 + 0.5 * np.tanh(total / 2)
    c_t = opened[1] * c_before + opened[0] * np.tanh(total[2])
    return opened[3] * np.tanh(c_t), c_t


# %% right: recursion over the examples, as tuples
def lstm_step(x_t, h_before, c_before, W, U, b):
    if not len(x_t):
        return (), ()
    i, f, g, o = np.array_split(x_t[0] @ W + h_before[0] @ U + b, 4)
    c = c_before[0] * sigmoid(f) + np.tanh(g) * sigmoid(i)
    h_rest, c_rest = lstm_step(x_t[1:], h_before[1:], c_before[1:], W, U, b)
    return (tuple(np.tanh(c) * sigmoid(o)), *h_rest), (tuple(c), *c_rest)


# %% right: scipy's expit and pandas, printing, with an extra argument
def lstm_step(x_t, h_before, c_before, W, U, b, names="ifgo"):
    import pandas as pd
    from scipy.special import expit

    columns = pd.MultiIndex.from_product([list(names), range(len(U))])
    total = pd.DataFrame(x_t @ W + h_before @ U, columns=columns).add(pd.Series(b, columns))
    print(total.round(2))
    c_t = expit(total["f"]) * c_before + expit(total["i"]) * np.tanh(total["g"])
    return expit(total["o"]) * np.tanh(c_t), c_t


# %% right: columns, as other books write it
def lstm_step(x_t, h_before, c_before, W, U, b):
    column = W.T @ x_t.T + U.T @ h_before.T + b[:, np.newaxis]
    i, f, g, o = np.vsplit(column, 4)
    odds_i, odds_f, odds_o = np.exp(-i), np.exp(-f), np.exp(-o)
    c_t = c_before.T / (1 + odds_f) + np.tanh(g) / (1 + odds_i)
    return (np.tanh(c_t) / (1 + odds_o)).T, c_t.T


# %% wrong: only the visible example | 2 | 모양은 (4, 5)이어야
def lstm_step(x_t, h_before, c_before, W, U, b):
    return [[0.7867340, -0.4655731]], [[1.4375670, -1.6669414]]


# %% wrong: order i, g, f, o | 1 | `f`와 `g`의 조각이 바뀌었습니다
def lstm_step(x_t, h_before, c_before, W, U, b):
    i, g, f, o = np.split(x_t @ W + h_before @ U + b, 4, axis=1)
    c_t = sigmoid(f) * c_before + sigmoid(i) * np.tanh(g)
    return sigmoid(o) * np.tanh(c_t), c_t


# %% wrong: order f, i, g, o | 1 | `i`와 `f`의 조각이 바뀌었습니다
def lstm_step(x_t, h_before, c_before, W, U, b):
    f, i, g, o = np.split(x_t @ W + h_before @ U + b, 4, axis=1)
    c_t = sigmoid(f) * c_before + sigmoid(i) * np.tanh(g)
    return sigmoid(o) * np.tanh(c_t), c_t


# %% wrong: order i, f, o, g | 1 | `g`와 `o`의 조각이 바뀌었습니다
def lstm_step(x_t, h_before, c_before, W, U, b):
    i, f, o, g = np.split(x_t @ W + h_before @ U + b, 4, axis=1)
    c_t = sigmoid(f) * c_before + sigmoid(i) * np.tanh(g)
    return sigmoid(o) * np.tanh(c_t), c_t


# %% wrong: bias forgotten | 1 | 편향 `b`가 빠졌습니다
def lstm_step(x_t, h_before, c_before, W, U, b):
    i, f, g, o = np.split(x_t @ W + h_before @ U, 4, axis=1)
    c_t = sigmoid(f) * c_before + sigmoid(i) * np.tanh(g)
    return sigmoid(o) * np.tanh(c_t), c_t


# %% wrong: hidden state not read | 1 | 이전 은닉 상태의 몫이 빠졌습니다
def lstm_step(x_t, h_before, c_before, W, U, b):
    i, f, g, o = np.split(x_t @ W + b, 4, axis=1)
    c_t = sigmoid(f) * c_before + sigmoid(i) * np.tanh(g)
    return sigmoid(o) * np.tanh(c_t), c_t


# %% wrong: cell state read by the gates | 1 | 셀 상태가 아니라 이전 은닉 상태를 곱합니다
def lstm_step(x_t, h_before, c_before, W, U, b):
    i, f, g, o = np.split(x_t @ W + c_before @ U + b, 4, axis=1)
    c_t = sigmoid(f) * c_before + sigmoid(i) * np.tanh(g)
    return sigmoid(o) * np.tanh(c_t), c_t


# %% wrong: candidate by sigmoid | 1 | 후보 값에는 시그모이드가 아니라
def lstm_step(x_t, h_before, c_before, W, U, b):
    i, f, g, o = np.split(sigmoid(x_t @ W + h_before @ U + b), 4, axis=1)
    c_t = f * c_before + i * g
    return o * np.tanh(c_t), c_t


# %% wrong: gates by tanh | 1 | 게이트에는 tanh가 아니라
def lstm_step(x_t, h_before, c_before, W, U, b):
    i, f, g, o = np.split(np.tanh(x_t @ W + h_before @ U + b), 4, axis=1)
    c_t = f * c_before + i * g
    return o * np.tanh(c_t), c_t


# %% wrong: candidate not squashed | 1 | 후보 값을 tanh로 누르지 않았습니다
def lstm_step(x_t, h_before, c_before, W, U, b):
    i, f, g, o = np.split(x_t @ W + h_before @ U + b, 4, axis=1)
    c_t = sigmoid(f) * c_before + sigmoid(i) * g
    return sigmoid(o) * np.tanh(c_t), c_t


# %% wrong: old cell state forgotten | 1 | 이전 셀 상태의 몫이 빠졌습니다
def lstm_step(x_t, h_before, c_before, W, U, b):
    i, _, g, o = np.split(x_t @ W + h_before @ U + b, 4, axis=1)
    c_t = sigmoid(i) * np.tanh(g)
    return sigmoid(o) * np.tanh(c_t), c_t


# %% wrong: cell state read without tanh | 7 | 출력 게이트로 거르기 전에
def lstm_step(x_t, h_before, c_before, W, U, b):
    i, f, g, o = np.split(x_t @ W + h_before @ U + b, 4, axis=1)
    c_t = sigmoid(f) * c_before + sigmoid(i) * np.tanh(g)
    return sigmoid(o) * c_t, c_t


# %% wrong: old cell state read | 7 | 방금 고친 셀 상태를 읽습니다
def lstm_step(x_t, h_before, c_before, W, U, b):
    i, f, g, o = np.split(x_t @ W + h_before @ U + b, 4, axis=1)
    c_t = sigmoid(f) * c_before + sigmoid(i) * np.tanh(g)
    return sigmoid(o) * np.tanh(c_before), c_t


# %% wrong: the two states in the other order | 1 | 두 값을 돌려주는 순서를 확인하세요
def lstm_step(x_t, h_before, c_before, W, U, b):
    i, f, g, o = np.split(x_t @ W + h_before @ U + b, 4, axis=1)
    c_t = sigmoid(f) * c_before + sigmoid(i) * np.tanh(g)
    return c_t, sigmoid(o) * np.tanh(c_t)


# %% wrong: every fourth column | 1 | 네 칸마다 하나씩 골라내지 않습니다
def lstm_step(x_t, h_before, c_before, W, U, b):
    total = x_t @ W + h_before @ U + b
    i, f, g, o = (total[:, k::4] for k in range(4))
    c_t = sigmoid(f) * c_before + sigmoid(i) * np.tanh(g)
    return sigmoid(o) * np.tanh(c_t), c_t


# %% wrong: split along the batch | 0 | array split does not result in an equal division
def lstm_step(x_t, h_before, c_before, W, U, b):
    i, f, g, o = np.split(x_t @ W + h_before @ U + b, 4)
    c_t = sigmoid(f) * c_before + sigmoid(i) * np.tanh(g)
    return sigmoid(o) * np.tanh(c_t), c_t


# %% wrong: U transposed block by block | 1 | `U`의 조각을 전치하지 않고
def lstm_step(x_t, h_before, c_before, W, U, b):
    units = len(U)
    turned = np.hstack([U[:, k * units : (k + 1) * units].T for k in range(4)])
    i, f, g, o = np.split(x_t @ W + h_before @ turned + b, 4, axis=1)
    c_t = sigmoid(f) * c_before + sigmoid(i) * np.tanh(g)
    return sigmoid(o) * np.tanh(c_t), c_t


# %% wrong: cell state changed in place | 13 | 함수가 입력 `c_before`의 값을 바꾸었습니다
def lstm_step(x_t, h_before, c_before, W, U, b):
    i, f, g, o = np.split(x_t @ W + h_before @ U + b, 4, axis=1)
    c_before *= sigmoid(f)
    c_before += sigmoid(i) * np.tanh(g)
    return sigmoid(o) * np.tanh(c_before), c_before
