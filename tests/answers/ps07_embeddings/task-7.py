# %% right: double loop
def glove_loss(W, W_context, b, b_context, counts):
    J = 0.0
    for i in range(len(W)):
        for k in range(len(W)):
            X = counts[i, k]
            if X > 0:
                error = W[i] @ W_context[k] + b[i] + b_context[k] - np.log(X)
                J += min(1, (X / 100) ** 0.75) * error**2
    return J


# %% right: only the cells that are not zero
def glove_loss(W, W_context, b, b_context, counts):
    i, k = np.nonzero(counts)
    X = counts[i, k]
    prediction = (W[i] * W_context[k]).sum(axis=1) + b[i] + b_context[k]
    return (np.clip((X / 100) ** 0.75, 0, 1) * (prediction - np.log(X)) ** 2).sum()


# %% right: TensorFlow
def glove_loss(W, W_context, b, b_context, counts):
    import tensorflow as tf

    X = tf.cast(counts, tf.float64)
    error = tf.matmul(W, W_context, transpose_b=True) + b[:, None] + b_context[None, :]
    error -= tf.math.log(tf.maximum(X, 1.0))
    return tf.reduce_sum(tf.minimum(1.0, (X / 100) ** 0.75) * tf.square(error))


# %% right: einsum
def glove_loss(W, W_context, b, b_context, counts):
    X = np.asarray(counts, dtype=float)
    f = np.where(X < 100, (X / 100) ** 0.75, 1.0)
    error = np.einsum("id,kd->ik", W, W_context) + np.add.outer(b, b_context) - np.log(X + (X == 0))
    return np.einsum("ik,ik,ik->", f, error, error)


# %% right: NaN-aware sum with warnings
def glove_loss(W, W_context, b, b_context, counts):
    error = W.dot(W_context.T) + b.reshape(-1, 1) + b_context - np.log(counts)
    return np.nansum(np.where(counts == 0, np.nan, np.minimum(1, (counts / 100) ** 0.75) * error**2))


# %% right: bias as two more columns
def glove_loss(W, W_context, b, b_context, counts):
    one = np.ones((len(W), 1))
    prediction = np.hstack([W, b[:, None], one]) @ np.hstack([W_context, one, b_context[:, None]]).T
    seen = counts > 0
    error = prediction[seen] - np.log(counts[seen])
    root = np.minimum(1.0, counts[seen] / 100) ** 0.375
    return np.linalg.norm(root * error) ** 2


# %% right: pandas
def glove_loss(W, W_context, b, b_context, counts):
    X = pd.DataFrame(counts, dtype=float)
    prediction = (
        (pd.DataFrame(W) @ pd.DataFrame(W_context).T).add(pd.Series(b), axis=0).add(pd.Series(b_context), axis=1)
    )
    errors = (prediction - np.log(X.mask(X == 0))) ** 2
    return (((X / 100) ** 0.75).clip(upper=1) * errors).sum().sum()


# %% right: float32 and an extra argument
def glove_loss(W, W_context, b, b_context, counts, x_max=100.0):
    W, W_context, b, b_context, X = (np.asarray(v, dtype=np.float32) for v in (W, W_context, b, b_context, counts))
    print("단어", len(W))
    f = np.minimum(np.float32(1), (X / np.float32(x_max)) ** np.float32(0.75))
    r = W @ W_context.T + b[:, None] + b_context - np.log(np.maximum(X, np.float32(1)))
    return (f * r * r).sum()


# %% right: row by row with a generator
import math


def glove_loss(W, W_context, b, b_context, counts):
    def cells():
        for w, bias, row in zip(W.tolist(), b, counts.tolist()):
            for w_other, bias_other, X in zip(W_context.tolist(), b_context, row):
                if X:
                    dot = sum(p * q for p, q in zip(w, w_other))
                    yield min(1.0, math.exp(0.75 * math.log(X / 100))) * (dot + bias + bias_other - math.log(X)) ** 2

    return math.fsum(cells())


# %% wrong: zeros not provided for | 6 | NaN이 들어 있습니다.
def glove_loss(W, W_context, b, b_context, counts):
    weight = np.minimum(1, (counts / 100) ** 0.75)
    return np.sum(weight * (W @ W_context.T + b[:, None] + b_context - np.log(counts)) ** 2)


# %% wrong: no weight | 0 | 가중치 f(X)를 곱하지 않았습니다.
def glove_loss(W, W_context, b, b_context, counts):
    error = W @ W_context.T + b[:, None] + b_context - np.log(np.where(counts > 0, counts, 1))
    return np.sum((error * (counts > 0)) ** 2)


# %% wrong: zero cells pull as well | 6 | 0인 칸까지 더했습니다.
def glove_loss(W, W_context, b, b_context, counts):
    weight = np.where(counts > 0, np.minimum(1, (counts / 100) ** 0.75), 1)
    error = W @ W_context.T + b[:, None] + b_context - np.log(np.where(counts > 0, counts, 1))
    return np.sum(weight * error**2)


# %% wrong: weight not limited | 8 | 가중치가 1보다 커졌습니다.
def glove_loss(W, W_context, b, b_context, counts):
    error = W @ W_context.T + b[:, None] + b_context - np.log(np.where(counts > 0, counts, 1))
    return np.sum((counts / 100) ** 0.75 * error**2)


# %% wrong: bias of the context forgotten | 0 | 주변 단어의 편향이 빠졌습니다.
def glove_loss(W, W_context, b, b_context, counts):
    weight = np.minimum(1, (counts / 100) ** 0.75)
    error = W @ W_context.T + b[:, None] - np.log(np.where(counts > 0, counts, 1))
    return np.sum(weight * error**2)


# %% wrong: both biases along the columns | 0 | 두 편향을 모두 열에 더했습니다.
def glove_loss(W, W_context, b, b_context, counts):
    weight = np.minimum(1, (counts / 100) ** 0.75)
    error = W @ W_context.T + b + b_context - np.log(np.where(counts > 0, counts, 1))
    return np.sum(weight * error**2)


# %% wrong: center with center | 0 | 중심 벡터끼리 내적했습니다.
def glove_loss(W, W_context, b, b_context, counts):
    weight = np.minimum(1, (counts / 100) ** 0.75)
    error = W @ W.T + b[:, None] + b_context - np.log(np.where(counts > 0, counts, 1))
    return np.sum(weight * error**2)


# %% wrong: center and context swapped | 0 | 중심 벡터와 주변 벡터가 바뀌었습니다.
def glove_loss(W, W_context, b, b_context, counts):
    weight = np.minimum(1, (counts / 100) ** 0.75)
    error = W_context @ W.T + b[:, None] + b_context - np.log(np.where(counts > 0, counts, 1))
    return np.sum(weight * error**2)


# %% wrong: logarithm of the probability | 0 | 횟수가 아니라 확률의 로그를 맞추었습니다.
def glove_loss(W, W_context, b, b_context, counts):
    weight = np.minimum(1, (counts / 100) ** 0.75)
    P = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
    error = W @ W_context.T + b[:, None] + b_context - np.log(np.where(counts > 0, P, 1))
    return np.sum(weight * error**2)


# %% wrong: mean | 0 | 더하지 않고 평균했습니다.
def glove_loss(W, W_context, b, b_context, counts):
    weight = np.minimum(1, (counts / 100) ** 0.75)
    error = W @ W_context.T + b[:, None] + b_context - np.log(np.where(counts > 0, counts, 1))
    return np.mean(weight * error**2)


# %% wrong: log of count plus one | 0 | 횟수에 1을 더하고 로그를 구했습니다.
def glove_loss(W, W_context, b, b_context, counts):
    weight = np.minimum(1, (counts / 100) ** 0.75)
    return np.sum(weight * (W @ W_context.T + b[:, None] + b_context - np.log(counts + 1)) ** 2)


# %% wrong: exponent forgotten | 0 | 가중치의 지수 0.75가 빠졌습니다.
def glove_loss(W, W_context, b, b_context, counts):
    weight = np.minimum(1, counts / 100)
    error = W @ W_context.T + b[:, None] + b_context - np.log(np.where(counts > 0, counts, 1))
    return np.sum(weight * error**2)


# %% wrong: clips the counts in place | 11 | 함수가 입력 `counts`의 값을 바꾸었습니다.
def glove_loss(W, W_context, b, b_context, counts):
    weight = np.minimum(1, (counts / 100) ** 0.75)
    counts[counts == 0] = 1
    return np.sum(weight * (W @ W_context.T + b[:, None] + b_context - np.log(counts)) ** 2)


# %% wrong: the example by heart | 2 | 보이는 검사에서 돌려준 값과 똑같습니다
def glove_loss(W, W_context, b, b_context, counts):
    return 0.1**0.75 * (1 - np.log(10)) ** 2 + (7.5 - np.log(200)) ** 2
