# %% right: random orthogonal matrix by QR
def echo_weights(units, length):
    q, _ = np.linalg.qr(np.random.default_rng(0).standard_normal((units, units)))
    return np.exp(-1 / length) * q


# %% right: scipy's orthogonal group
def echo_weights(units, length):
    from scipy.stats import ortho_group

    if units == 1:
        return [[-(np.e ** (-1 / length))]]
    return ortho_group.rvs(units, random_state=1) * np.e ** (-1 / length)


# %% right: permutation, filled in a loop, as lists
def echo_weights(units, length):
    import math

    factor = math.exp(-1 / length)
    rows = []
    for i in range(units):
        row = [0.0] * units
        row[(i + 1) % units] = factor
        rows.append(row)
    return rows


# %% right: TensorFlow's identity in float32
def echo_weights(units, length):
    import tensorflow as tf

    return tf.eye(units) * tf.exp(-1.0 / length)


# %% right: Keras initializer with a gain
def echo_weights(units, length):
    gain = float(np.exp(-1 / length))
    return keras.initializers.Orthogonal(gain=gain, seed=3)((units, units), dtype="float64")


# %% right: a reflection
def echo_weights(units, length):
    v = np.arange(1.0, units + 1).reshape(-1, 1)
    reflection = np.eye(units) - 2 * (v @ v.T) / (v.T @ v)
    return reflection * (1 / np.e) ** (1 / length)


# %% right: any matrix divided by its singular values, with an extra argument
def echo_weights(units, length, seed=7):
    u, _, v = np.linalg.svd(np.random.default_rng(seed).random((units, units)))
    return u @ np.diag(np.full(units, np.power(np.e, -1 / length))) @ v


# %% right: the factor searched by halving, printing
def echo_weights(units, length):
    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if middle**length < np.exp(-1) else (low, middle)
    print("배율", low)
    return np.diag([low] * units)


# %% right: blocks that rotate, by recursion
def echo_weights(units, length):
    from scipy.linalg import block_diag

    rho = np.exp(-1 / length)
    if units == 1:
        return np.array([[rho]])
    rotation = rho * np.array([[np.cos(0.7), -np.sin(0.7)], [np.sin(0.7), np.cos(0.7)]])
    return rotation if units == 2 else block_diag(rotation, echo_weights(units - 2, length))


# %% right: scipy's exponential of a matrix
def echo_weights(units, length):
    import pandas as pd
    from scipy.linalg import expm

    drawn = np.random.default_rng(5).standard_normal((units, units))
    turning = (drawn - drawn.T) / 2
    return pd.DataFrame(expm(turning - np.eye(units) / length))


# %% wrong: only the visible example | 5 | `length`에 따라 달라져야 합니다
def echo_weights(units, length):
    return (0.67032 if units == 2 else 0.818731) * np.eye(units)


# %% wrong: one minus one over the length | 3 | 배율을 1 - 1/길이로 잡았습니다
def echo_weights(units, length):
    return (1 - 1 / length) * np.eye(units)


# %% wrong: one over the length | 3 | 배율을 1/길이로 잡았습니다
def echo_weights(units, length):
    return np.eye(units) / length


# %% wrong: half instead of 1/e | 3 | 1/e이 아니라 절반이 되는 배율입니다
def echo_weights(units, length):
    return 0.5 ** (1 / length) * np.eye(units)


# %% wrong: grows | 3 | 흔적이 줄지 않고 커집니다
def echo_weights(units, length):
    return np.exp(1 / length) * np.eye(units)


# %% wrong: orthogonal without a factor | 1 | 흔적이 줄지 않습니다
def echo_weights(units, length):
    return np.eye(units)


# %% wrong: exponent multiplied by the length | 3 | 지수에서 길이를 곱했습니다
def echo_weights(units, length):
    return np.exp(-length) * np.eye(units)


# %% wrong: a random matrix with the right radius | 5 | 어떤 방향의 흔적은 다른 방향보다
def echo_weights(units, length):
    W = np.random.default_rng(2).standard_normal((units, units))
    return np.exp(-1 / length) * W / np.abs(np.linalg.eigvals(W)).max()


# %% wrong: filled with the factor | 1 | 모든 칸을 배율로 채웠습니다
def echo_weights(units, length):
    return np.full((units, units), np.exp(-1 / length))


# %% wrong: a delay line | 1 | 되풀이해 곱하면 흔적이 아주 사라지는 행렬입니다
def echo_weights(units, length):
    return np.exp(-1 / length) * np.eye(units, k=1)


# %% wrong: a number for a matrix | 0 | 축이 2개여야 하는데 0개입니다
def echo_weights(units, length):
    return np.exp(-1 / length)


# %% wrong: only the diagonal | 0 | 축이 2개여야 하는데 1개입니다
def echo_weights(units, length):
    return np.full(units, np.exp(-1 / length))


# %% wrong: the upper triangle filled with the factor | 5 | 고윳값의 크기가 모두 같아도
def echo_weights(units, length):
    return np.triu(np.full((units, units), np.exp(-1 / length)))


# %% wrong: length rounded down | 3 | 길이는 소수일 수도 있습니다
def echo_weights(units, length):
    return np.exp(-1 / max(int(length), 1)) * np.eye(units)
