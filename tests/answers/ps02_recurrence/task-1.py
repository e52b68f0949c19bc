# %% right: loops over examples, units and features
def next_state(x_t, h_before, W_xh, W_hh, b_h):
    import math

    rows = []
    for n in range(len(x_t)):
        row = []
        for u in range(len(b_h)):
            total = b_h[u]
            for f in range(len(W_xh)):
                total += x_t[n][f] * W_xh[f][u]
            for v in range(len(W_hh)):
                total += h_before[n][v] * W_hh[v][u]
            row.append(math.tanh(total))
        rows.append(row)
    return rows


# %% right: one product of joined matrices
def next_state(x_t, h_before, W_xh, W_hh, b_h):
    joined = np.concatenate([x_t, h_before], axis=1)
    weights = np.vstack([W_xh, W_hh])
    return np.tanh(np.add(np.dot(joined, weights), b_h))


# %% right: TensorFlow in float32
def next_state(x_t, h_before, W_xh, W_hh, b_h):
    import tensorflow as tf

    x_t, h_before, W_xh, W_hh, b_h = [tf.cast(value, tf.float32) for value in (x_t, h_before, W_xh, W_hh, b_h)]
    return tf.tanh(tf.matmul(x_t, W_xh) + tf.matmul(h_before, W_hh) + b_h)


# %% right: the Keras cell
def next_state(x_t, h_before, W_xh, W_hh, b_h):
    cell = keras.layers.SimpleRNNCell(len(b_h), dtype="float64")
    cell.build(x_t.shape)
    cell.set_weights([W_xh, W_hh, b_h])
    _, (h_t,) = cell(x_t, [keras.ops.convert_to_tensor(h_before)])
    return h_t


# %% right: columns, as other books write it
def next_state(x_t, h_before, W_xh, W_hh, b_h):
    column = W_xh.T @ x_t.T
    column = column + W_hh.T @ h_before.T
    column = column + b_h.reshape(-1, 1)
    return np.tanh(column).T


# %% right: pandas
def next_state(x_t, h_before, W_xh, W_hh, b_h):
    import pandas as pd

    total = pd.DataFrame(x_t).dot(W_xh) + pd.DataFrame(h_before).dot(W_hh)
    return total.add(pd.Series(b_h), axis="columns").apply(np.tanh)


# %% right: tanh by exponentials, printing, with an extra argument
def next_state(x_t, h_before, W_xh, W_hh, b_h, verbose=True):
    total = np.einsum("bf,fu->bu", x_t, W_xh) + np.einsum("bv,vu->bu", h_before, W_hh) + b_h
    if verbose:
        print("더한 값", total)
    growing, shrinking = np.exp(total), np.exp(-total)
    return (growing - shrinking) / (growing + shrinking)


# %% right: recursion over the examples, as tuples, with a warning
def next_state(x_t, h_before, W_xh, W_hh, b_h):
    import warnings

    warnings.warn("예를 하나씩 계산합니다.")
    if len(x_t) == 0:
        return ()
    first = np.tanh(W_xh.T.dot(x_t[0]) + W_hh.T.dot(h_before[0]) + b_h)
    return (tuple(first), *next_state(x_t[1:], h_before[1:], W_xh, W_hh, b_h))


# %% right: broadcasting and sums
def next_state(x_t, h_before, W_xh, W_hh, b_h):
    from_input = (x_t[:, :, np.newaxis] * W_xh).sum(axis=1)
    from_state = (h_before[:, :, np.newaxis] * W_hh).sum(axis=1)
    h_t = b_h + from_input
    h_t += from_state
    np.tanh(h_t, out=h_t)
    return h_t


# %% wrong: only the visible example | 2 | 모양은 (4, 5)이어야
def next_state(x_t, h_before, W_xh, W_hh, b_h):
    return [[0.800499, 0.197375]]


# %% wrong: bias forgotten | 1 | 편향 `b_h`가 빠졌습니다
def next_state(x_t, h_before, W_xh, W_hh, b_h):
    return np.tanh(x_t @ W_xh + h_before @ W_hh)


# %% wrong: no memory | 1 | 이전 은닉 상태의 몫이 빠졌습니다
def next_state(x_t, h_before, W_xh, W_hh, b_h):
    return np.tanh(x_t @ W_xh + b_h)


# %% wrong: input not read | 1 | 입력 `x_t`의 몫이 빠졌습니다
def next_state(x_t, h_before, W_xh, W_hh, b_h):
    return np.tanh(h_before @ W_hh + b_h)


# %% wrong: W_hh transposed | 1 | `W_hh`를 전치하지 않고
def next_state(x_t, h_before, W_xh, W_hh, b_h):
    return np.tanh(x_t @ W_xh + h_before @ W_hh.T + b_h)


# %% wrong: no tanh | 1 | tanh를 거치지 않은 값입니다
def next_state(x_t, h_before, W_xh, W_hh, b_h):
    return x_t @ W_xh + h_before @ W_hh + b_h


# %% wrong: sigmoid for tanh | 1 | 시그모이드를 썼습니다
def next_state(x_t, h_before, W_xh, W_hh, b_h):
    return 1 / (1 + np.exp(-(x_t @ W_xh + h_before @ W_hh + b_h)))


# %% wrong: tanh of each part | 1 | 모두 더한 다음 한 번만
def next_state(x_t, h_before, W_xh, W_hh, b_h):
    return np.tanh(x_t @ W_xh) + np.tanh(h_before @ W_hh + b_h)


# %% wrong: product element by element | 0 | 두 배열의 모양이 맞지 않습니다
def next_state(x_t, h_before, W_xh, W_hh, b_h):
    return np.tanh(x_t * W_xh + h_before * W_hh + b_h)


# %% wrong: only the first example of the batch | 0 | 첫 번째 축(배치 또는 창의 번호)이 빠졌습니다
def next_state(x_t, h_before, W_xh, W_hh, b_h):
    return np.tanh(x_t[0] @ W_xh + h_before[0] @ W_hh + b_h)


# %% wrong: the old state overwritten | 7 | 함수가 입력 `h_before`의 값을 바꾸었습니다
def next_state(x_t, h_before, W_xh, W_hh, b_h):
    h_before[:] = np.tanh(x_t @ W_xh + h_before @ W_hh + b_h)
    return h_before


# %% wrong: rounded | 1 | 소수를 반올림했습니다
def next_state(x_t, h_before, W_xh, W_hh, b_h):
    return np.round(np.tanh(x_t @ W_xh + h_before @ W_hh + b_h), 2)


# %% wrong: matrix before the row | 0 | matmul
def next_state(x_t, h_before, W_xh, W_hh, b_h):
    return np.tanh(W_xh @ x_t + W_hh @ h_before + b_h)
