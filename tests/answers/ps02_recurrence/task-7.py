# %% right: shift to the left
def delay_weights(delay):
    units = delay + 1
    W_xh = np.eye(units)[-1:]
    W_hy = np.eye(units)[:, :1]
    return W_xh, np.diag(np.ones(delay), -1), W_hy


# %% right: more units than needed, in a loop
def delay_weights(delay):
    units = 100
    W_xh, W_hh, W_hy = np.zeros((1, units)), np.zeros((units, units)), np.zeros((units, 1))
    W_xh[0][10] = 1
    for i in range(delay):
        W_hh[10 + i][11 + i] = 1
    W_hy[10 + delay] = 1
    return W_xh, W_hh, W_hy


# %% right: plain lists
def delay_weights(delay):
    places = range(delay + 1)
    return (
        [[int(i == 0) for i in places]],
        [[int(j == i + 1) for j in places] for i in places],
        [[int(i == delay)] for i in places],
    )


# %% right: small inside, large outside
def delay_weights(delay):
    units = delay + 1
    W_xh, W_hy = np.zeros((1, units)), np.zeros((units, 1))
    W_xh[0, 0], W_hy[-1, 0] = 0.1, 10.0
    return W_xh, np.roll(np.eye(units), 1, axis=1) * (np.arange(units) > 0), W_hy


# %% right: TensorFlow in float32
def delay_weights(delay):
    import tensorflow as tf

    units = delay + 1
    W_hh = tf.linalg.diag(tf.ones(delay), k=1, num_rows=units, num_cols=units) if delay else tf.zeros((1, 1))
    return tf.one_hot([0], units), W_hh, tf.transpose(tf.one_hot([delay], units))


# %% right: recursion that adds one unit
def delay_weights(delay):
    if delay == 0:
        return np.ones((1, 1)), np.zeros((1, 1)), np.ones((1, 1))
    W_xh, W_hh, W_hy = delay_weights(delay - 1)
    W_hh = np.block([[W_hh, W_hy], [np.zeros((1, len(W_hh) + 1))]])
    return np.pad(W_xh, ((0, 0), (0, 1))), W_hh, np.eye(len(W_hh))[:, [-1]]


# %% right: seen in another basis, with an extra argument
def delay_weights(delay, seed=4):
    units = delay + 2
    q, _ = np.linalg.qr(np.random.default_rng(seed).standard_normal((units, units)))
    return np.eye(1, units) @ q, q.T @ np.eye(units, k=1) @ q, q.T @ np.eye(units)[:, [delay]]


# %% right: scipy's toeplitz, as a list of three, printing
def delay_weights(delay):
    from scipy.linalg import toeplitz

    second = np.zeros(delay + 1)
    second[1:2] = 1
    print("칸의 수", delay + 1)
    return [np.eye(1, delay + 1), toeplitz(np.zeros(delay + 1), second), np.eye(1, delay + 1, delay).T]


# %% right: signs that cancel
def delay_weights(delay):
    units = delay + 1
    return -np.eye(1, units), -np.eye(units, k=1), (-1.0) ** units * np.eye(units)[:, [-1]]


# %% wrong: only the visible example | 2 | 두 단계 동안만 기억합니다
def delay_weights(delay):
    return np.eye(1, 3), np.eye(3, k=1), np.eye(3)[:, [2 if delay else 0]]


# %% wrong: one unit too few | 0 | 한 단계 이릅니다
def delay_weights(delay):
    units = max(delay, 1)
    return np.eye(1, units), np.eye(units, k=1), np.eye(units)[:, [-1]]


# %% wrong: one unit too many | 0 | 한 단계 늦습니다
def delay_weights(delay):
    units = delay + 2
    return np.eye(1, units), np.eye(units, k=1), np.eye(units)[:, [-1]]


# %% wrong: shifted the other way | 0 | 입력의 흔적이 없습니다
def delay_weights(delay):
    units = delay + 1
    return np.eye(1, units), np.eye(units, k=-1), np.eye(units)[:, [-1]]


# %% wrong: a ring | 0 | 끝까지 간 신호가 처음 칸으로 되돌아옵니다
def delay_weights(delay):
    units = delay + 1
    return np.eye(1, units), np.roll(np.eye(units), 1, axis=1), np.eye(units)[:, [-1]]


# %% wrong: reads the place where the input enters | 0 | 지금의 입력을 그대로 답합니다
def delay_weights(delay):
    units = delay + 1
    return np.eye(1, units), np.eye(units, k=1), np.eye(units)[:, [0]]


# %% wrong: keeps what it has handed on | 0 | 옮기고 나면 그 칸은 비어야 합니다
def delay_weights(delay):
    units = delay + 1
    return np.eye(1, units), np.eye(units) + np.eye(units, k=1), np.eye(units)[:, [-1]]


# %% wrong: reads every place | 0 | 한 칸에만 들어가고 한 칸에서만 읽어야 합니다
def delay_weights(delay):
    units = delay + 1
    return np.eye(1, units), np.eye(units, k=1), np.ones((units, 1))


# %% wrong: axes of the weights forgotten | 0 | `W_xh`의 모양은
def delay_weights(delay):
    units = delay + 1
    return np.eye(units)[0], np.eye(units, k=1), np.eye(units)[-1]


# %% wrong: an echo instead of a delay | 0 | 은닉 상태가 하나뿐이면
def delay_weights(delay):
    return np.ones((1, 1)), np.exp(-1 / max(delay, 1)) * np.ones((1, 1)), np.ones((1, 1))


# %% wrong: W_hh alone | 0 | 3개를 돌려주어야 하는데
def delay_weights(delay):
    return np.eye(delay + 1, k=1)


# %% wrong: fails without delay | 10 | 짧은 지연
def delay_weights(delay):
    units = delay + 1
    W_xh, W_hy = np.zeros((1, units)), np.zeros((units, 1))
    W_hh = np.zeros((units, units))
    W_xh[0, 0] = 1
    W_hh[np.arange(delay), np.arange(1, units)] = 1
    W_hy[delay - 1 + (delay > 0), 0] = delay > 0
    return W_xh, W_hh, W_hy
