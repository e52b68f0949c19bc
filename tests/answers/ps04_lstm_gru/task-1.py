# %% right: loops over examples and units
def use_gates(i, f, g, o, c_before):
    import math

    h_t, c_t = [], []
    for n in range(len(i)):
        h_row, c_row = [], []
        for u in range(len(i[n])):
            c = f[n][u] * c_before[n][u] + i[n][u] * g[n][u]
            c_row.append(c)
            h_row.append(o[n][u] * math.tanh(c))
        h_t.append(h_row)
        c_t.append(c_row)
    return h_t, c_t


# %% right: NumPy with output arrays
def use_gates(i, f, g, o, c_before):
    c_t = np.multiply(f, c_before)
    c_t += np.multiply(i, g)
    h_t = np.empty_like(c_t)
    np.tanh(c_t, out=h_t)
    h_t *= o
    return h_t, c_t


# %% right: TensorFlow in float32
def use_gates(i, f, g, o, c_before):
    import tensorflow as tf

    i, f, g, o, c_before = (tf.cast(part, tf.float32) for part in (i, f, g, o, c_before))
    cell = tf.add(tf.multiply(f, c_before), tf.multiply(i, g))
    return tf.multiply(o, tf.nn.tanh(cell)), cell


# %% right: pandas
def use_gates(i, f, g, o, c_before):
    import pandas as pd

    kept = pd.DataFrame(f).mul(pd.DataFrame(c_before))
    cell = kept.add(pd.DataFrame(i).mul(pd.DataFrame(g)))
    return cell.apply(np.tanh).mul(pd.DataFrame(o)), cell


# %% right: recursion over the examples, as tuples
def use_gates(i, f, g, o, c_before):
    if len(i) == 0:
        return (), ()
    h_rest, c_rest = use_gates(i[1:], f[1:], g[1:], o[1:], c_before[1:])
    c = tuple(f[0] * c_before[0] + i[0] * g[0])
    h = tuple(gate * np.tanh(value) for gate, value in zip(o[0], c))
    return (h, *h_rest), (c, *c_rest)


# %% right: Keras operations
def use_gates(i, f, g, o, c_before):
    cell = keras.ops.sum(keras.ops.stack([keras.ops.multiply(f, c_before), keras.ops.multiply(i, g)]), axis=0)
    return [keras.ops.multiply(o, keras.ops.tanh(cell)), cell]


# %% right: einsum over stacked pairs, printing, with an extra argument
def use_gates(i, f, g, o, c_before, verbose=True):
    pairs = np.stack([f, i]), np.stack([c_before, g])
    cell = np.einsum("kbu,kbu->bu", *pairs)
    if verbose:
        print("셀 상태", cell)
    return 2 * o * sigmoid(2 * cell) - o, cell


# %% right: map over the flat values, with a warning
def use_gates(i, f, g, o, c_before):
    import warnings
    from operator import add, mul

    warnings.warn("원소를 하나씩 계산합니다.")
    values = [part.ravel().tolist() for part in (i, f, g, o, c_before)]
    cell = list(map(add, map(mul, values[1], values[4]), map(mul, values[0], values[2])))
    hidden = list(map(mul, values[3], map(np.tanh, cell)))
    return np.reshape(hidden, i.shape), np.reshape(cell, i.shape)


# %% right: a function of one element made a vector function
def use_gates(i, f, g, o, c_before):
    def one(i, f, g, o, c):
        c = c * f + g * i
        growing, shrinking = np.exp(c), np.exp(-c)
        return (growing - shrinking) / (growing + shrinking) * o, c

    return np.vectorize(one)(i, f, g, o, c_before)


# %% wrong: only the visible example | 2 | `c_t`의 모양은 (4, 3)이어야
def use_gates(i, f, g, o, c_before):
    return [[0.1899745, -0.1112740]], [[0.4, -0.14]]


# %% wrong: input and forget gate swapped | 0 | 입력 게이트와 삭제 게이트가 바뀌었습니다
def use_gates(i, f, g, o, c_before):
    c_t = i * c_before + f * g
    return o * np.tanh(c_t), c_t


# %% wrong: forget gate forgets as much as it says | 0 | 1에서 빼지 않습니다
def use_gates(i, f, g, o, c_before):
    c_t = (1 - f) * c_before + i * g
    return o * np.tanh(c_t), c_t


# %% wrong: no input gate | 0 | 입력 게이트 `i`를 곱하지 않았습니다
def use_gates(i, f, g, o, c_before):
    c_t = f * c_before + g
    return o * np.tanh(c_t), c_t


# %% wrong: nothing is forgotten | 0 | 삭제 게이트 `f`를 곱하지 않았습니다
def use_gates(i, f, g, o, c_before):
    c_t = c_before + i * g
    return o * np.tanh(c_t), c_t


# %% wrong: the old cell state is lost | 0 | 이전 셀 상태의 몫이 빠졌습니다
def use_gates(i, f, g, o, c_before):
    c_t = i * g
    return o * np.tanh(c_t), c_t


# %% wrong: squashed cell state handed on | 2 | tanh에 누르지 않고 다음 단계로
def use_gates(i, f, g, o, c_before):
    c_t = np.tanh(f * c_before + i * g)
    return o * c_t, c_t


# %% wrong: cell state read without tanh | 4 | 출력 게이트로 거르기 전에
def use_gates(i, f, g, o, c_before):
    c_t = f * c_before + i * g
    return o * c_t, c_t


# %% wrong: output gate inside tanh | 4 | tanh를 먼저 쓰고
def use_gates(i, f, g, o, c_before):
    c_t = f * c_before + i * g
    return np.tanh(o * c_t), c_t


# %% wrong: old cell state read | 4 | 방금 고친 셀 상태를 읽습니다
def use_gates(i, f, g, o, c_before):
    return o * np.tanh(c_before), f * c_before + i * g


# %% wrong: the two states in the other order | 0 | 은닉 상태가 먼저입니다
def use_gates(i, f, g, o, c_before):
    c_t = f * c_before + i * g
    return c_t, o * np.tanh(c_t)


# %% wrong: one gate for both as in a GRU | 0 | 1 - i를 삭제 게이트로 쓰지 않습니다
def use_gates(i, f, g, o, c_before):
    c_t = (1 - i) * c_before + i * g
    return o * np.tanh(c_t), c_t


# %% wrong: no output gate | 4 | 출력 게이트 `o`를 곱하지 않았습니다
def use_gates(i, f, g, o, c_before):
    c_t = f * c_before + i * g
    return np.tanh(c_t), c_t


# %% wrong: old cell state overwritten | 7 | 함수가 입력 `c_before`의 값을 바꾸었습니다
def use_gates(i, f, g, o, c_before):
    c_before *= f
    c_before += i * g
    return o * np.tanh(c_before), c_before


# %% wrong: matrix product for the gates | 0 | matmul
def use_gates(i, f, g, o, c_before):
    c_t = f @ c_before + i @ g
    return o @ np.tanh(c_t), c_t


# %% wrong: only the hidden state | 0 | 2개를 돌려주어야 하는데
def use_gates(i, f, g, o, c_before):
    return o * np.tanh(f * c_before + i * g)
