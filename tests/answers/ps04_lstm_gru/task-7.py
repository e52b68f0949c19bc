# %% right: very large weights in plain lists
def bit_weights():
    W = [[0, 0, 2000, 0], [1000, -1000, 0, 0]]
    U = [[0, 0, 0, 0]]
    b = [-500, 500, -1000, 500]
    return W, U, b


# %% right: columns named in a table, pandas
def bit_weights():
    import pandas as pd

    table = pd.DataFrame(0.0, index=["비트", "표시", "편향"], columns=list("ifgo"))
    table.loc["표시", ["i", "f"]] = 30, -30
    table.loc["비트", "g"] = 10
    table.loc["편향"] = -15, 15, -5, 6
    return table.loc[["비트", "표시"]], np.zeros((1, 4)), table.loc["편향"]


# %% right: TensorFlow in float32
def bit_weights():
    import tensorflow as tf

    W = tf.constant([[0.0, 0.0, 1.0, 0.0], [1.0, -1.0, 0.0, 0.0]]) * 36.0
    b = tf.stack([-18.0, 18.0, -18.0, 9.0])
    return W, tf.zeros((1, 4)), b


# %% right: solved from a table of wanted gate values by least squares
def bit_weights():
    cases = np.array([[0, 0, 1], [1, 0, 1], [0, 1, 1], [1, 1, 1]])  # 비트, 표시, 편향
    wanted = np.array([[-25, 25, -8, 7], [-25, 25, 8, 7], [25, -25, -8, 7], [25, -25, 8, 7]])
    solution, *_ = np.linalg.lstsq(cases, wanted, rcond=None)
    return solution[:2], 0 * solution[:1], solution[2]


# %% right: filled in loops, several units that all do the same, with an extra argument
def bit_weights(units=5):
    W, U, b = np.zeros((2, 4 * units)), np.zeros((units, 4 * units)), np.zeros(4 * units)
    for u in range(units):
        W[1, u] = 24
        W[1, units + u] = -24
        W[0, 2 * units + u] = 12
        b[u], b[units + u], b[2 * units + u], b[3 * units + u] = -12, 12, -6, 12
    return W, U, b


# %% right: the logit of the wanted gate values, as tuples, printing
def bit_weights():
    from scipy.special import logit

    shut, opened = logit(1e-8), logit(1 - 1e-8)
    print("닫힘과 열림", shut, opened)
    W = (0, 0, 2 * np.arctanh(0.99), 0), (opened - shut, shut - opened, 0, 0)
    return W, ((0,) * 4,), (shut, opened, -np.arctanh(0.99), opened)


# %% right: a memory beside units of noise that it does not hear
def bit_weights():
    drawn = np.random.default_rng(0)
    units = 3
    W, U = drawn.normal(size=(2, 4, units)), drawn.normal(size=(units, 4, units))
    b = drawn.normal(size=(4, units))
    W[:, :, 0] = [[0, 0, 50, 0], [50, -50, 0, 0]]
    U[:, :, 0] = 0
    b[:, 0] = -25, 25, -25, 25
    return W.reshape(2, -1), U.reshape(units, -1), b.ravel()


# %% right: the hidden state helps to keep the gates, in a dictionary
def bit_weights():
    gates = {
        "i": {"bit": 0, "mark": 60, "h": 0, "bias": -30},
        "f": {"bit": 0, "mark": -60, "h": 3, "bias": 30},
        "g": {"bit": 40, "mark": 0, "h": 2, "bias": -20},
        "o": {"bit": 0, "mark": 0, "h": -1, "bias": 20},
    }
    rows = {source: [gates[name][source] for name in "ifgo"] for source in ("bit", "mark", "h", "bias")}
    return np.array([rows["bit"], rows["mark"]]), np.array([rows["h"]]), np.array(rows["bias"])


# %% right: searched by trying until the cell works, recursion
def bit_weights(size=1.0):
    W = size * np.array([[0, 0, 2, 0], [2, -2, 0, 0]])
    b = size * np.array([-1, 1, -1, 1])
    c = h = 0.0
    for t in range(60):
        i, f, g, o = (t == 0) * (W[0] + W[1]) + b
        c = c * sigmoid(f) + sigmoid(i) * np.tanh(g)
        h = sigmoid(o) * np.tanh(c)
    return (W, np.zeros((1, 4)), b) if h > 0.75 else bit_weights(size + 1)


# %% right: outer products, candidate that looks at the mark too
def bit_weights():
    bit, mark = np.eye(2)
    i, f, g, o = np.eye(4)
    W = 40 * np.outer(mark, i - f - g) + 80 * np.outer(bit, g)
    b = 20 * (f - i + o)
    return [W, np.zeros((1, 4)), b]


# %% wrong: always writes one | 0 | 비트가 0일 때에도 후보 값이 양수입니다
def bit_weights():
    return np.array([[0, 0, 0, 0], [40, -40, 0, 0]]), np.zeros((1, 4)), np.array([-20, 20, 20, 20])


# %% wrong: nothing is ever erased | 8 | 표시가 와도 삭제 게이트가 1.00이라 앞의 비트가 남습니다
def bit_weights():
    return np.array([[0, 0, 40, 0], [40, 0, 0, 0]]), np.zeros((1, 4)), np.array([-20, 20, -20, 20])


# %% wrong: input gate always open | 0 | 표시가 없는데도 입력 게이트가 1.00만큼 열려 있습니다
def bit_weights():
    return np.array([[0, 0, 40, 0], [0, -40, 0, 0]]), np.zeros((1, 4)), np.array([20, 20, -20, 20])


# %% wrong: forget bias of four | 0 | 삭제 게이트가 0.98이라 50단계를 버티지 못합니다
def bit_weights():
    return np.array([[0, 0, 40, 0], [40, -40, 0, 0]]), np.zeros((1, 4)), np.array([-20, 4, -20, 20])


# %% wrong: candidate as small as in the adding task | 0 | 후보 값의 크기가 0.10이라 은닉 상태가 작습니다
def bit_weights():
    return np.array([[0, 0, 0.2, 0], [40, -40, 0, 0]]), np.zeros((1, 4)), np.array([-20, 20, -0.1, 20])


# %% wrong: output gate half open | 0 | 출력 게이트가 0.50만 열려
def bit_weights():
    return np.array([[0, 0, 40, 0], [40, -40, 0, 0]]), np.zeros((1, 4)), np.array([-20, 20, -20, 0])


# %% wrong: zero written as zero | 0 | 비트 0을 후보 값 0으로 적었습니다
def bit_weights():
    return np.array([[0, 0, 40, 0], [40, -40, 0, 0]]), np.zeros((1, 4)), np.array([-20, 20, 0, 20])


# %% wrong: rows of bit and mark exchanged | 0 | 표시가 아니라 비트를 보고 열립니다
def bit_weights():
    return np.array([[40, -40, 0, 0], [0, 0, 40, 0]]), np.zeros((1, 4)), np.array([-20, 20, -20, 20])


# %% wrong: candidate upside down | 0 | 후보 값의 부호가 비트와 거꾸로입니다
def bit_weights():
    return np.array([[0, 0, -40, 0], [40, -40, 0, 0]]), np.zeros((1, 4)), np.array([-20, 20, 20, 20])


# %% wrong: W with a row for each gate | 0 | `W`의 모양은 (2, 4)이어야
def bit_weights():
    W = np.array([[0, 0, 40, 0], [40, -40, 0, 0]])
    return W.T, np.zeros((1, 4)), np.array([-20, 20, -20, 20])


# %% wrong: U left out | 0 | 3개를 돌려주어야 하는데
def bit_weights():
    return np.array([[0, 0, 40, 0], [40, -40, 0, 0]]), np.array([-20, 20, -20, 20])


# %% wrong: input gate never opens | 0 | 표시가 와도 입력 게이트가 0.00만 열립니다
def bit_weights():
    return np.array([[0, 0, 40, 0], [10, -40, 0, 0]]), np.zeros((1, 4)), np.array([-20, 20, -20, 20])


# %% wrong: U without its first axis | 0 | `U`의 축은 2개여야 하는데 1개입니다. 지금의 모양은 (4,)입니다
def bit_weights():
    return np.array([[0, 0, 40, 0], [40, -40, 0, 0]]), np.zeros(4), np.array([-20, 20, -20, 20])


# %% wrong: disturbing bits not expected, as in the visible example | 6 | 표시가 없는데도 입력 게이트가 1.00만큼 열려 있습니다
def bit_weights():
    return np.array([[40, 0, 40, 0], [40, -40, 0, 0]]), np.zeros((1, 4)), np.array([-20, 20, -20, 20])
