# %% right: the two functions of the lecture in one
def gru_step(x_t, h_before, W, U, b, reset_after):
    if reset_after:
        x_z, x_r, x_g = np.split(x_t @ W + b[0], 3, axis=1)
        h_z, h_r, h_g = np.split(h_before @ U + b[1], 3, axis=1)
        z, r = sigmoid(x_z + h_z), sigmoid(x_r + h_r)
        g = np.tanh(x_g + r * h_g)
    else:
        x_z, x_r, x_g = np.split(x_t @ W + b, 3, axis=1)
        U_z, U_r, U_g = np.split(U, 3, axis=1)
        z, r = sigmoid(x_z + h_before @ U_z), sigmoid(x_r + h_before @ U_r)
        g = np.tanh(x_g + (r * h_before) @ U_g)
    return z * h_before + (1 - z) * g


# %% right: loops over examples and units
def gru_step(x_t, h_before, W, U, b, reset_after):
    import math

    units = len(U)
    b_x, b_h = (b[0], b[1]) if reset_after else (b, [0.0] * len(b))
    rows = []
    for x, h in zip(x_t.tolist(), h_before.tolist()):

        def from_input(column):
            return sum(x[k] * W[k][column] for k in range(len(x))) + b_x[column]

        def from_state(column, h):
            return sum(h[k] * U[k][column] for k in range(units)) + b_h[column]

        gates = [1 / (1 + math.exp(-from_input(k) - from_state(k, h))) for k in range(2 * units)]
        z, r = gates[:units], gates[units:]
        row = []
        for u in range(units):
            column = 2 * units + u
            if reset_after:
                old = r[u] * from_state(column, h)
            else:
                old = from_state(column, [gate * value for gate, value in zip(r, h)])
            row.append(z[u] * h[u] + (1 - z[u]) * math.tanh(from_input(column) + old))
        rows.append(row)
    return rows


# %% right: TensorFlow in float32
def gru_step(x_t, h_before, W, U, b, reset_after):
    import tensorflow as tf

    x_t, h, W, U, b = (tf.cast(value, "float32") for value in (x_t, h_before, W, U, b))
    units = U.shape[0]
    inputs = x_t @ W + (b[0] if reset_after else b)
    states = h @ U + (b[1] if reset_after else 0.0)
    z = tf.sigmoid(inputs[:, :units] + states[:, :units])
    r = tf.sigmoid(inputs[:, units : 2 * units] + states[:, units : 2 * units])
    old = r * states[:, 2 * units :] if reset_after else tf.matmul(r * h, U[:, 2 * units :])
    return z * (h - tf.tanh(inputs[:, 2 * units :] + old)) + tf.tanh(inputs[:, 2 * units :] + old)


# %% right: the cell of Keras
def gru_step(x_t, h_before, W, U, b, reset_after):
    cell = keras.layers.GRUCell(U.shape[0], reset_after=reset_after, dtype="float64")
    cell.build(x_t.shape)
    cell.set_weights([W, U, b])
    h_t, _ = cell(x_t, keras.ops.convert_to_tensor(h_before))
    return h_t


# %% right: a gate axis and einsum
def gru_step(x_t, h_before, W, U, b, reset_after):
    units = len(U)
    W, U = W.reshape(-1, 3, units), U.reshape(units, 3, units)
    b = np.reshape(b if reset_after else [b, 0 * b], (2, 3, 1, units))
    inputs = np.einsum("bf,fku->kbu", x_t, W) + b[0]
    states = np.einsum("bv,vku->kbu", h_before, U) + b[1]
    z, r = 0.5 * np.tanh((inputs[:2] + states[:2]) / 2) + 0.5
    old = r * states[2] if reset_after else np.einsum("bv,bv,vu->bu", r, h_before, U[:, 2])
    return h_before * z + np.tanh(inputs[2] + old) * (1 - z)


# %% right: a step towards the candidate, in a dictionary of names
def gru_step(x_t, h_before, W, U, b, reset_after):
    n = h_before.shape[1]
    cut = {"z": slice(0, n), "r": slice(n, 2 * n), "g": slice(2 * n, None)}
    b_x = b[0] if reset_after else b
    b_h = b[1] if reset_after else np.zeros(3 * n)

    def layer(name, h):
        return x_t @ W[:, cut[name]] + b_x[cut[name]], h @ U[:, cut[name]] + b_h[cut[name]]

    z, r = (sigmoid(np.add(*layer(name, h_before))) for name in ("z", "r"))
    if reset_after:
        from_input, from_state = layer("g", h_before)
        from_state = from_state * r
    else:
        from_input, from_state = layer("g", h_before * r)
    return h_before + (1 - z) * (np.tanh(from_input + from_state) - h_before)


# %% right: recursion over the examples, as tuples, with a warning
def gru_step(x_t, h_before, W, U, b, reset_after):
    import warnings

    warnings.warn("예를 하나씩 계산합니다.")
    if len(x_t) == 0:
        return ()
    h, n = h_before[0], len(U)
    a = x_t[0] @ W + (b[0] if reset_after else b)
    s = h @ U + (b[1] if reset_after else 0)
    gates = sigmoid(a[: 2 * n] + s[: 2 * n])
    old = gates[n:] * s[2 * n :] if reset_after else (gates[n:] * h) @ U[:, -n:]
    h_t = np.average([h, np.tanh(a[-n:] + old)], axis=0, weights=[gates[:n], 1 - gates[:n]])
    return (tuple(h_t), *gru_step(x_t[1:], h_before[1:], W, U, b, reset_after))


# %% right: pandas, printing, with an extra argument
def gru_step(x_t, h_before, W, U, b, reset_after, verbose=True):
    import pandas as pd

    names = np.repeat(list("zrg"), len(U))
    W, U = pd.DataFrame(W), pd.DataFrame(U)
    both = pd.DataFrame(b if reset_after else [b, np.zeros(len(b))])
    inputs = pd.DataFrame(x_t).dot(W).add(both.loc[0])
    states = pd.DataFrame(h_before).dot(U).add(both.loc[1])
    z, r = (sigmoid(inputs + states).loc[:, names == name].to_numpy() for name in "zr")
    part = names == "g"
    old = r * states.loc[:, part] if reset_after else pd.DataFrame(r * h_before) @ U.loc[:, part].to_numpy()
    if verbose:
        print(old)
    return z * h_before + (1 - z) * np.tanh(inputs.loc[:, part].to_numpy() + old.to_numpy())


# %% right: scipy's expit, the state as a diagonal matrix for each example
def gru_step(x_t, h_before, W, U, b, reset_after):
    from scipy.special import expit

    b = np.atleast_2d(b)
    if len(b) == 1:
        b = np.concatenate([b, np.zeros_like(b)])
    U_z, U_r, U_g = np.array_split(U, 3, axis=-1)
    W_z, W_r, W_g = np.array_split(W, 3, axis=-1)
    (b_z, b_r, b_g), (s_z, s_r, s_g) = (np.array_split(row, 3) for row in b)
    new = []
    for x, h in zip(x_t, h_before):
        z = expit(x @ W_z + h @ U_z + b_z + s_z)
        R = np.diag(expit(x @ W_r + h @ U_r + b_r + s_r))
        old = (h @ U_g + s_g) @ R if reset_after else h @ R @ U_g
        new.append(h @ np.diag(z) + np.tanh(x @ W_g + b_g + old) @ np.diag(1 - z))
    return np.stack(new)


# %% wrong: only the visible example | 2 | 모양은 (4, 5)이어야
def gru_step(x_t, h_before, W, U, b, reset_after):
    return [[0.4989729, -0.2689414]] if reset_after else [[0.5826434, -0.6067761]]


# %% wrong: z and 1 - z swapped | 1 | `z`와 `1 - z`가 바뀌었습니다
def gru_step(x_t, h_before, W, U, b, reset_after):
    b_x, b_h = b if reset_after else (b, np.zeros_like(b))
    x_z, x_r, x_g = np.split(x_t @ W + b_x, 3, axis=1)
    h_z, h_r, h_g = np.split(h_before @ U + b_h, 3, axis=1)
    z, r = sigmoid(x_z + h_z), sigmoid(x_r + h_r)
    from_state = r * h_g if reset_after else (r * h_before) @ np.split(U, 3, axis=1)[2]
    return (1 - z) * h_before + z * np.tanh(x_g + from_state)


# %% wrong: order r, z, g | 1 | `z`와 `r`의 조각이 바뀌었습니다
def gru_step(x_t, h_before, W, U, b, reset_after):
    b_x, b_h = b if reset_after else (b, np.zeros_like(b))
    x_r, x_z, x_g = np.split(x_t @ W + b_x, 3, axis=1)
    h_r, h_z, h_g = np.split(h_before @ U + b_h, 3, axis=1)
    z, r = sigmoid(x_z + h_z), sigmoid(x_r + h_r)
    from_state = r * h_g if reset_after else (r * h_before) @ np.split(U, 3, axis=1)[2]
    return z * h_before + (1 - z) * np.tanh(x_g + from_state)


# %% wrong: reset gate not used | 1 | 리셋 게이트를 쓰지 않았습니다
def gru_step(x_t, h_before, W, U, b, reset_after):
    b_x, b_h = b if reset_after else (b, np.zeros_like(b))
    x_z, _, x_g = np.split(x_t @ W + b_x, 3, axis=1)
    h_z, _, h_g = np.split(h_before @ U + b_h, 3, axis=1)
    z = sigmoid(x_z + h_z)
    return z * h_before + (1 - z) * np.tanh(x_g + h_g)


# %% wrong: always resets before | 8 | 리셋 게이트를 행렬에 곱하기 전에 적용했습니다
def gru_step(x_t, h_before, W, U, b, reset_after):
    b_x, b_h = b if reset_after else (b, np.zeros_like(b))
    x_z, x_r, x_g = np.split(x_t @ W + b_x, 3, axis=1)
    h_z, h_r, _ = np.split(h_before @ U + b_h, 3, axis=1)
    z, r = sigmoid(x_z + h_z), sigmoid(x_r + h_r)
    units = len(U)
    g = np.tanh(x_g + (r * h_before) @ U[:, 2 * units :] + b_h[2 * units :])
    return z * h_before + (1 - z) * g


# %% wrong: always resets after | 9 | 리셋 게이트를 행렬에 곱한 뒤에 적용했습니다
def gru_step(x_t, h_before, W, U, b, reset_after):
    b_x, b_h = b if reset_after else (b, np.zeros_like(b))
    x_z, x_r, x_g = np.split(x_t @ W + b_x, 3, axis=1)
    h_z, h_r, h_g = np.split(h_before @ U + b_h, 3, axis=1)
    z, r = sigmoid(x_z + h_z), sigmoid(x_r + h_r)
    return z * h_before + (1 - z) * np.tanh(x_g + r * h_g)


# %% wrong: second bias forgotten | 10 | 편향의 둘째 줄이 빠졌습니다
def gru_step(x_t, h_before, W, U, b, reset_after):
    x_z, x_r, x_g = np.split(x_t @ W + (b[0] if reset_after else b), 3, axis=1)
    h_z, h_r, h_g = np.split(h_before @ U, 3, axis=1)
    z, r = sigmoid(x_z + h_z), sigmoid(x_r + h_r)
    from_state = r * h_g if reset_after else (r * h_before) @ np.split(U, 3, axis=1)[2]
    return z * h_before + (1 - z) * np.tanh(x_g + from_state)


# %% wrong: second bias outside the reset gate | 8 | 둘째 편향의 후보 값 조각도
def gru_step(x_t, h_before, W, U, b, reset_after):
    bias = b.sum(axis=0) if reset_after else b
    x_z, x_r, x_g = np.split(x_t @ W + bias, 3, axis=1)
    h_z, h_r, h_g = np.split(h_before @ U, 3, axis=1)
    z, r = sigmoid(x_z + h_z), sigmoid(x_r + h_r)
    from_state = r * h_g if reset_after else (r * h_before) @ np.split(U, 3, axis=1)[2]
    return z * h_before + (1 - z) * np.tanh(x_g + from_state)


# %% wrong: rows of the bias swapped | 8 | 편향의 첫 줄과 둘째 줄이 바뀌었습니다
def gru_step(x_t, h_before, W, U, b, reset_after):
    b_x, b_h = b[::-1] if reset_after else (b, np.zeros_like(b))
    x_z, x_r, x_g = np.split(x_t @ W + b_x, 3, axis=1)
    h_z, h_r, h_g = np.split(h_before @ U + b_h, 3, axis=1)
    z, r = sigmoid(x_z + h_z), sigmoid(x_r + h_r)
    from_state = r * h_g if reset_after else (r * h_before) @ np.split(U, 3, axis=1)[2]
    return z * h_before + (1 - z) * np.tanh(x_g + from_state)


# %% wrong: candidate by sigmoid | 1 | 후보 값에는 시그모이드가 아니라
def gru_step(x_t, h_before, W, U, b, reset_after):
    b_x, b_h = b if reset_after else (b, np.zeros_like(b))
    x_z, x_r, x_g = np.split(x_t @ W + b_x, 3, axis=1)
    h_z, h_r, h_g = np.split(h_before @ U + b_h, 3, axis=1)
    z, r = sigmoid(x_z + h_z), sigmoid(x_r + h_r)
    from_state = r * h_g if reset_after else (r * h_before) @ np.split(U, 3, axis=1)[2]
    return z * h_before + (1 - z) * sigmoid(x_g + from_state)


# %% wrong: mixes with the reset state | 1 | 섞을 때에는 리셋을 거치지 않은
def gru_step(x_t, h_before, W, U, b, reset_after):
    b_x, b_h = b if reset_after else (b, np.zeros_like(b))
    x_z, x_r, x_g = np.split(x_t @ W + b_x, 3, axis=1)
    h_z, h_r, h_g = np.split(h_before @ U + b_h, 3, axis=1)
    z, r = sigmoid(x_z + h_z), sigmoid(x_r + h_r)
    from_state = r * h_g if reset_after else (r * h_before) @ np.split(U, 3, axis=1)[2]
    return z * r * h_before + (1 - z) * np.tanh(x_g + from_state)


# %% wrong: biases forgotten | 1 | 편향 `b`가 빠졌습니다
def gru_step(x_t, h_before, W, U, b, reset_after):
    x_z, x_r, x_g = np.split(x_t @ W, 3, axis=1)
    h_z, h_r, h_g = np.split(h_before @ U, 3, axis=1)
    z, r = sigmoid(x_z + h_z), sigmoid(x_r + h_r)
    from_state = r * h_g if reset_after else (r * h_before) @ np.split(U, 3, axis=1)[2]
    return z * h_before + (1 - z) * np.tanh(x_g + from_state)


# %% wrong: adds the whole candidate, as an LSTM may | 1 | 후보 값에 `1 - z`를 곱하지 않았습니다
def gru_step(x_t, h_before, W, U, b, reset_after):
    b_x, b_h = b if reset_after else (b, np.zeros_like(b))
    x_z, x_r, x_g = np.split(x_t @ W + b_x, 3, axis=1)
    h_z, h_r, h_g = np.split(h_before @ U + b_h, 3, axis=1)
    z, r = sigmoid(x_z + h_z), sigmoid(x_r + h_r)
    from_state = r * h_g if reset_after else (r * h_before) @ np.split(U, 3, axis=1)[2]
    return z * h_before + np.tanh(x_g + from_state)


# %% wrong: both biases added as rows of the batch | 7 | 두 배열의 모양이 맞지 않습니다
def gru_step(x_t, h_before, W, U, b, reset_after):
    x_z, x_r, x_g = np.split(x_t @ W + b, 3, axis=1)
    h_z, h_r, h_g = np.split(h_before @ U, 3, axis=1)
    z, r = sigmoid(x_z + h_z), sigmoid(x_r + h_r)
    from_state = r * h_g if reset_after else (r * h_before) @ np.split(U, 3, axis=1)[2]
    return z * h_before + (1 - z) * np.tanh(x_g + from_state)


# %% wrong: old state changed in place | 17 | 함수가 입력 `h_before`의 값을 바꾸었습니다
def gru_step(x_t, h_before, W, U, b, reset_after):
    b_x, b_h = b if reset_after else (b, np.zeros_like(b))
    x_z, x_r, x_g = np.split(x_t @ W + b_x, 3, axis=1)
    h_z, h_r, h_g = np.split(h_before @ U + b_h, 3, axis=1)
    z, r = sigmoid(x_z + h_z), sigmoid(x_r + h_r)
    from_state = r * h_g if reset_after else (r * h_before) @ np.split(U, 3, axis=1)[2]
    h_before *= z
    h_before += (1 - z) * np.tanh(x_g + from_state)
    return h_before
