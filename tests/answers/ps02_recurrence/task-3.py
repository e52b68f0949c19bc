# %% right: scipy's expit
def praise_probability(x, W_xh, W_hh, b_h, W_hy, b_y):
    from scipy.special import expit

    h = 0.0 * (x[:, 0] @ W_xh)
    for x_t in x.swapaxes(0, 1):
        h = np.tanh(x_t @ W_xh + h @ W_hh + b_h)
    return expit(h @ W_hy + b_y)


# %% right: Keras model in float32
def praise_probability(x, W_xh, W_hh, b_h, W_hy, b_y):
    layers = [keras.Input((None, x.shape[2])), keras.layers.SimpleRNN(len(b_h))]
    model = keras.Sequential([*layers, keras.layers.Dense(1, activation="sigmoid")])
    model.set_weights([W_xh, W_hh, b_h, W_hy, b_y])
    return model(x)


# %% right: plain Python, example by example
def praise_probability(x, W_xh, W_hh, b_h, W_hy, b_y):
    from math import exp, tanh

    answers = []
    for sequence in x:
        h = [0.0] * len(b_h)
        for x_t in sequence:
            from_input = [sum(x_t[f] * W_xh[f][u] for f in range(len(x_t))) for u in range(len(h))]
            from_state = [sum(h[v] * W_hh[v][u] for v in range(len(h))) for u in range(len(h))]
            h = [tanh(a + b + c) for a, b, c in zip(from_input, from_state, b_h)]
        score = sum(h[u] * W_hy[u][0] for u in range(len(h))) + b_y[0]
        answers.append([1 / (1 + exp(-score))])
    return answers


# %% right: functools.reduce and tanh for the sigmoid
def praise_probability(x, W_xh, W_hh, b_h, W_hy, b_y):
    from functools import reduce

    start = np.zeros((x.shape[0], W_hh.shape[0]))
    last = reduce(lambda h, t: np.tanh(x[:, t] @ W_xh + h @ W_hh + b_h), range(x.shape[1]), start)
    return 0.5 + 0.5 * np.tanh((last @ W_hy + b_y) / 2)


# %% right: TensorFlow
def praise_probability(x, W_xh, W_hh, b_h, W_hy, b_y):
    import tensorflow as tf

    h = tf.zeros((x.shape[0], b_h.shape[0]), dtype=tf.float64)
    for x_t in tf.unstack(tf.constant(x), axis=1):
        h = tf.tanh(tf.matmul(x_t, W_xh) + tf.matmul(h, W_hh) + b_h)
    return tf.sigmoid(tf.linalg.matmul(h, W_hy) + b_y)


# %% right: recursion, with an extra argument
def praise_probability(x, W_xh, W_hh, b_h, W_hy, b_y, h=None):
    if h is None:
        h = np.zeros((len(x), len(W_hh)))
    if x.shape[1] == 0:
        odds = np.exp(h @ W_hy + b_y)
        return odds / (1 + odds)
    h = np.tanh(x[:, 0] @ W_xh + h @ W_hh + b_h)
    return praise_probability(x[:, 1:], W_xh, W_hh, b_h, W_hy, b_y, h)


# %% right: softmax against a zero score, printing
def praise_probability(x, W_xh, W_hh, b_h, W_hy, b_y):
    batch, time_steps, _ = x.shape
    h = np.zeros((batch, len(b_h)))
    weights = np.concatenate([W_xh, W_hh, b_h[np.newaxis]])
    t = 0
    while t < time_steps:
        h = np.tanh(np.column_stack([x[:, t], h, np.ones(batch)]) @ weights)
        print(t, h.shape)
        t += 1
    scores = np.concatenate([np.zeros((batch, 1)), h @ W_hy + b_y], axis=1)
    return (np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True))[:, 1:]


# %% right: pandas table of the probabilities
def praise_probability(x, W_xh, W_hh, b_h, W_hy, b_y):
    import pandas as pd

    h = pd.DataFrame(np.zeros((len(x), len(b_h))))
    for t in range(x.shape[1]):
        h = np.tanh(pd.DataFrame(x[:, t]).dot(W_xh) + h.dot(W_hh) + b_h)
    score = h.dot(W_hy) + b_y
    return 1 / (1 + np.exp(-score))


# %% wrong: only the visible example | 2 | 모양은 (4, 1)이어야
def praise_probability(x, W_xh, W_hh, b_h, W_hy, b_y):
    return np.array([[0.413798]])


# %% wrong: bias of the output forgotten | 2 | 출력층의 편향 `b_y`가 빠졌습니다
def praise_probability(x, W_xh, W_hh, b_h, W_hy, b_y):
    h = np.zeros((len(x), len(b_h)))
    for t in range(x.shape[1]):
        h = np.tanh(x[:, t] @ W_xh + h @ W_hh + b_h)
    return 1 / (1 + np.exp(-h @ W_hy))


# %% wrong: no sigmoid | 2 | 시그모이드를 거치지 않은 값입니다
def praise_probability(x, W_xh, W_hh, b_h, W_hy, b_y):
    h = np.zeros((len(x), len(b_h)))
    for t in range(x.shape[1]):
        h = np.tanh(x[:, t] @ W_xh + h @ W_hh + b_h)
    return h @ W_hy + b_y


# %% wrong: tanh for the sigmoid | 2 | 시그모이드가 아니라 tanh를 썼습니다
def praise_probability(x, W_xh, W_hh, b_h, W_hy, b_y):
    h = np.zeros((len(x), len(b_h)))
    for t in range(x.shape[1]):
        h = np.tanh(x[:, t] @ W_xh + h @ W_hh + b_h)
    return np.tanh(h @ W_hy + b_y)


# %% wrong: softmax over one unit | 2 | 소프트맥스는 1이 됩니다
def praise_probability(x, W_xh, W_hh, b_h, W_hy, b_y):
    h = np.zeros((len(x), len(b_h)))
    for t in range(x.shape[1]):
        h = np.tanh(x[:, t] @ W_xh + h @ W_hh + b_h)
    scores = np.exp(h @ W_hy + b_y)
    return scores / scores.sum(axis=1, keepdims=True)


# %% wrong: softmax over the batch | 2 | 배치에 든 예들을 서로 나누었습니다
def praise_probability(x, W_xh, W_hh, b_h, W_hy, b_y):
    h = np.zeros((len(x), len(b_h)))
    for t in range(x.shape[1]):
        h = np.tanh(x[:, t] @ W_xh + h @ W_hh + b_h)
    scores = np.exp(h @ W_hy + b_y)
    return scores / scores.sum()


# %% wrong: zero or one | 2 | 0과 1로 답했습니다
def praise_probability(x, W_xh, W_hh, b_h, W_hy, b_y):
    h = np.zeros((len(x), len(b_h)))
    for t in range(x.shape[1]):
        h = np.tanh(x[:, t] @ W_xh + h @ W_hh + b_h)
    return (1 / (1 + np.exp(-(h @ W_hy + b_y))) > 0.5).astype(int)


# %% wrong: the first state | 4 | 첫 단계의 은닉 상태를 썼습니다
def praise_probability(x, W_xh, W_hh, b_h, W_hy, b_y):
    h = np.zeros((len(x), len(b_h)))
    states = []
    for t in range(x.shape[1]):
        h = np.tanh(x[:, t] @ W_xh + h @ W_hh + b_h)
        states.append(h)
    return 1 / (1 + np.exp(-(states[0] @ W_hy + b_y)))


# %% wrong: mean of the states | 4 | 은닉 상태를 모두 평균했습니다
def praise_probability(x, W_xh, W_hh, b_h, W_hy, b_y):
    h = np.zeros((len(x), len(b_h)))
    states = []
    for t in range(x.shape[1]):
        h = np.tanh(x[:, t] @ W_xh + h @ W_hh + b_h)
        states.append(h)
    return 1 / (1 + np.exp(-(np.mean(states, axis=0) @ W_hy + b_y)))


# %% wrong: only the last input | 4 | 마지막 입력만 읽었습니다
def praise_probability(x, W_xh, W_hh, b_h, W_hy, b_y):
    h = np.tanh(x[:, -1] @ W_xh + b_h)
    return 1 / (1 + np.exp(-(h @ W_hy + b_y)))


# %% wrong: a probability at every step | 0 | 축이 2개여야 하는데 3개입니다
def praise_probability(x, W_xh, W_hh, b_h, W_hy, b_y):
    h = np.zeros((len(x), len(b_h)))
    states = []
    for t in range(x.shape[1]):
        h = np.tanh(x[:, t] @ W_xh + h @ W_hh + b_h)
        states.append(h)
    return 1 / (1 + np.exp(-(np.stack(states, axis=1) @ W_hy + b_y)))


# %% wrong: axis of the output dropped | 0 | 마지막 축(특성)이 빠졌습니다
def praise_probability(x, W_xh, W_hh, b_h, W_hy, b_y):
    h = np.zeros((len(x), len(b_h)))
    for t in range(x.shape[1]):
        h = np.tanh(x[:, t] @ W_xh + h @ W_hh + b_h)
    return (1 / (1 + np.exp(-(h @ W_hy + b_y)))).ravel()


# %% wrong: sign of the exponent | 2 | 지수에서 부호가 반대입니다
def praise_probability(x, W_xh, W_hh, b_h, W_hy, b_y):
    h = np.zeros((len(x), len(b_h)))
    for t in range(x.shape[1]):
        h = np.tanh(x[:, t] @ W_xh + h @ W_hh + b_h)
    return 1 / (1 + np.exp(h @ W_hy + b_y))


# %% wrong: bias of the output added in place | 11 | 함수가 입력 `b_y`의 값을 바꾸었습니다
def praise_probability(x, W_xh, W_hh, b_h, W_hy, b_y):
    h = np.zeros((len(x), len(b_h)))
    for t in range(x.shape[1]):
        h = np.tanh(x[:, t] @ W_xh + h @ W_hh + b_h)
    score = h @ W_hy + b_y
    b_y -= b_y
    return 1 / (1 + np.exp(-score))
