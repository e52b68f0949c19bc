# %% right: double loop
def glove_gradient(W, W_context, b, b_context, counts):
    dW, dW_context = np.zeros(W.shape), np.zeros(W_context.shape)
    db, db_context = np.zeros(b.shape), np.zeros(b_context.shape)
    for i in range(len(W)):
        for k in range(len(W_context)):
            if i != k and counts[i, k] > 0:
                r = W[i] @ W_context[k] + b[i] + b_context[k] - np.log(counts[i, k])
                g = 2 * min(1, (counts[i, k] / 100) ** 0.75) * r
                dW[i] += g * W_context[k]
                dW_context[k] += g * W[i]
                db[i] += g
                db_context[k] += g
    return dW, dW_context, db, db_context


# %% right: GradientTape
def glove_gradient(W, W_context, b, b_context, counts):
    import tensorflow as tf

    variables = [tf.Variable(v, dtype=tf.float64) for v in (W, W_context, b, b_context)]
    X = np.array(counts, dtype=float)
    np.fill_diagonal(X, 0)
    with tf.GradientTape() as tape:
        w, c, p, q = variables
        error = w @ tf.transpose(c) + p[:, None] + q - np.log(np.maximum(X, 1))
        J = tf.reduce_sum(np.minimum(1, (X / 100) ** 0.75) * error**2)
    return tape.gradient(J, variables)


# %% right: scatter over the cells that are not zero
def glove_gradient(W, W_context, b, b_context, counts):
    i, k = np.nonzero(counts)
    i, k = i[i != k], k[i != k]
    X = counts[i, k]
    pull = 2 * np.clip((X / 100) ** 0.75, 0, 1) * ((W[i] * W_context[k]).sum(1) + b[i] + b_context[k] - np.log(X))
    result = [np.zeros_like(v, dtype=float) for v in (W, W_context, b, b_context)]
    np.add.at(result[0], i, pull[:, None] * W_context[k])
    np.add.at(result[1], k, pull[:, None] * W[i])
    np.add.at(result[2], i, pull)
    np.add.at(result[3], k, pull)
    return result


# %% right: einsum
def glove_gradient(W, W_context, b, b_context, counts):
    X = counts.astype(float)
    X[np.diag_indices_from(X)] = 0
    f = np.where(X < 100, (X / 100) ** 0.75, 1)
    r = np.einsum("id,kd->ik", W, W_context) + np.add.outer(b, b_context) - np.log(X + (X == 0))
    g = 2 * f * r
    return (
        np.einsum("ik,kd->id", g, W_context),
        np.einsum("ik,id->kd", g, W),
        np.einsum("ik->i", g),
        np.einsum("ik->k", g),
    )


# %% right: central differences, exact for a quadratic
def glove_gradient(W, W_context, b, b_context, counts):
    parameters = [np.array(v, dtype=float) for v in (W, W_context, b, b_context)]
    seen = (counts > 0) & ~np.eye(len(counts), dtype=bool)

    def J():
        w, c, p, q = parameters
        error = (w @ c.T + p[:, None] + q)[seen] - np.log(counts[seen])
        return np.sum(np.minimum(1, (counts[seen] / 100) ** 0.75) * error**2)

    gradients = []
    for parameter in parameters:
        gradient = np.zeros_like(parameter)
        for place in np.ndindex(parameter.shape):
            old = parameter[place]
            values = []
            for step in (1e-3, -1e-3):
                parameter[place] = old + step
                values.append(J())
            parameter[place] = old
            gradient[place] = (values[0] - values[1]) / 2e-3
        gradients.append(gradient)
    return gradients


# %% right: bias as columns of the vectors
def glove_gradient(W, W_context, b, b_context, counts):
    counts = counts - np.diag(np.diag(counts))
    one = np.ones((len(W), 1))
    left, right = np.hstack([W, b[:, None], one]), np.hstack([W_context, one, b_context[:, None]])
    g = 2 * np.minimum(1, (counts / 100) ** 0.75) * (left @ right.T - np.log(np.maximum(counts, 1)))
    d_left, d_right = g @ right, g.T @ left
    return d_left[:, :-2], d_right[:, :-2], d_left[:, -2], d_right[:, -1]


# %% right: pandas
def glove_gradient(W, W_context, b, b_context, counts):
    X = pd.DataFrame(counts, dtype=float).mask(np.eye(len(counts), dtype=bool), 0)
    r = (pd.DataFrame(W) @ pd.DataFrame(W_context).T).add(b, axis=0).add(b_context, axis=1) - np.log(X.where(X > 0, 1))
    g = 2 * ((X / 100) ** 0.75).clip(upper=1) * r
    return g @ pd.DataFrame(W_context), g.T @ pd.DataFrame(W), g.sum(axis=1), g.sum(axis=0)


# %% right: float32, lists, printing
def glove_gradient(W, W_context, b, b_context, counts, x_max=100):
    W, C, b, q, X = (np.float32(v) for v in (W, W_context, b, b_context, counts))
    X = X * np.logical_not(np.identity(len(X)))
    print("칸", X.size)
    g = np.minimum(1, (X / x_max) ** 0.75) * (W @ C.T + b[:, None] + q - np.log(np.where(X > 0, X, 1)))
    g = g + g
    return [g @ C, g.T @ W, g @ np.ones(len(q), "float32"), np.ones(len(b), "float32") @ g]


# %% right: row by row
def glove_gradient(W, W_context, b, b_context, counts):
    rows = []
    for i, (w, bias, X) in enumerate(zip(W, b, counts)):
        X = np.where(np.arange(len(X)) == i, 0, X)
        error = W_context @ w + bias + b_context - np.log(np.where(X > 0, X, 1))
        rows.append(2 * np.minimum(1, (X / 100) ** 0.75) * error)
    dW = [sum(g * c for g, c in zip(row, W_context)) for row in rows]
    dC = [sum(g * w for g, w in zip(column, W)) for column in zip(*rows)]
    return np.array(dW), np.array(dC), [sum(row) for row in rows], [sum(column) for column in zip(*rows)]


# %% wrong: two forgotten | 0 | 제곱을 미분할 때 나오는 2가 빠졌습니다.
def glove_gradient(W, W_context, b, b_context, counts):
    counts = np.where(np.eye(len(counts)), 0, counts)
    weight = np.minimum(1, (counts / 100) ** 0.75)
    pull = weight * (W @ W_context.T + b[:, None] + b_context - np.log(np.where(counts > 0, counts, 1)))
    return pull @ W_context, pull.T @ W, pull.sum(axis=1), pull.sum(axis=0)


# %% wrong: pull not transposed | 6 | `W_context의 기울기`가 다릅니다. 행과 열이 바뀌었습니다.
def glove_gradient(W, W_context, b, b_context, counts):
    counts = np.where(np.eye(len(counts)), 0, counts)
    weight = np.minimum(1, (counts / 100) ** 0.75)
    pull = 2 * weight * (W @ W_context.T + b[:, None] + b_context - np.log(np.where(counts > 0, counts, 1)))
    return pull @ W_context, pull @ W, pull.sum(axis=1), pull.sum(axis=0)


# %% wrong: sums along the wrong axes | 7 | `b의 기울기`가 다릅니다. 행과 열이 바뀌었습니다.
def glove_gradient(W, W_context, b, b_context, counts):
    counts = np.where(np.eye(len(counts)), 0, counts)
    weight = np.minimum(1, (counts / 100) ** 0.75)
    pull = 2 * weight * (W @ W_context.T + b[:, None] + b_context - np.log(np.where(counts > 0, counts, 1)))
    return pull @ W_context, pull.T @ W, pull.sum(axis=0), pull.sum(axis=1)


# %% wrong: no weight | 0 | 가중치 f(X)가 빠졌습니다.
def glove_gradient(W, W_context, b, b_context, counts):
    counts = np.where(np.eye(len(counts)), 0, counts)
    error = W @ W_context.T + b[:, None] + b_context - np.log(np.where(counts > 0, counts, 1))
    pull = 2 * np.where(counts > 0, error, 0)
    return pull @ W_context, pull.T @ W, pull.sum(axis=1), pull.sum(axis=0)


# %% wrong: own vectors instead of the other ones | 2 | 중심 벡터와 주변 벡터가 바뀌었습니다.
def glove_gradient(W, W_context, b, b_context, counts):
    counts = np.where(np.eye(len(counts)), 0, counts)
    weight = np.minimum(1, (counts / 100) ** 0.75)
    pull = 2 * weight * (W @ W_context.T + b[:, None] + b_context - np.log(np.where(counts > 0, counts, 1)))
    return pull @ W, pull.T @ W_context, pull.sum(axis=1), pull.sum(axis=0)


# %% wrong: zeros not provided for | 0 | NaN이 들어 있습니다.
def glove_gradient(W, W_context, b, b_context, counts):
    counts = np.where(np.eye(len(counts)), 0, counts)
    weight = np.minimum(1, (counts / 100) ** 0.75)
    pull = 2 * weight * (W @ W_context.T + b[:, None] + b_context - np.log(counts))
    return pull @ W_context, pull.T @ W, pull.sum(axis=1), pull.sum(axis=0)


# %% wrong: error squared once more | 0 | 오차를 한 번 더 곱했습니다.
def glove_gradient(W, W_context, b, b_context, counts):
    counts = np.where(np.eye(len(counts)), 0, counts)
    weight = np.minimum(1, (counts / 100) ** 0.75)
    pull = 2 * weight * (W @ W_context.T + b[:, None] + b_context - np.log(np.where(counts > 0, counts, 1))) ** 2
    return pull @ W_context, pull.T @ W, pull.sum(axis=1), pull.sum(axis=0)


# %% wrong: biases forgotten in the error | 0 | 오차에서 두 편향이 빠졌습니다.
def glove_gradient(W, W_context, b, b_context, counts):
    counts = np.where(np.eye(len(counts)), 0, counts)
    weight = np.minimum(1, (counts / 100) ** 0.75)
    pull = 2 * weight * (W @ W_context.T - np.log(np.where(counts > 0, counts, 1)))
    return pull @ W_context, pull.T @ W, pull.sum(axis=1), pull.sum(axis=0)


# %% wrong: opposite sign | 0 | 부호가 모두 반대입니다.
def glove_gradient(W, W_context, b, b_context, counts):
    counts = np.where(np.eye(len(counts)), 0, counts)
    weight = np.minimum(1, (counts / 100) ** 0.75)
    pull = 2 * weight * (np.log(np.where(counts > 0, counts, 1)) - W @ W_context.T - b[:, None] - b_context)
    return pull @ W_context, pull.T @ W, pull.sum(axis=1), pull.sum(axis=0)


# %% wrong: weight not limited | 11 | 가중치가 1보다 커졌습니다.
def glove_gradient(W, W_context, b, b_context, counts):
    counts = np.where(np.eye(len(counts)), 0, counts)
    pull = W @ W_context.T + b[:, None] + b_context - np.log(np.where(counts > 0, counts, 1))
    pull = 2 * (counts / 100) ** 0.75 * pull
    return pull @ W_context, pull.T @ W, pull.sum(axis=1), pull.sum(axis=0)


# %% wrong: gradient of the mean | 0 | 칸의 수로 나누었습니다.
def glove_gradient(W, W_context, b, b_context, counts):
    counts = np.where(np.eye(len(counts)), 0, counts)
    weight = np.minimum(1, (counts / 100) ** 0.75)
    error = W @ W_context.T + b[:, None] + b_context - np.log(np.where(counts > 0, counts, 1))
    pull = 2 * weight * error / counts.size
    return pull @ W_context, pull.T @ W, pull.sum(axis=1), pull.sum(axis=0)


# %% wrong: only the vectors | 0 | `glove_gradient`: `W의 기울기`, `W_context의 기울기`, `b의 기울기`, `b_context의 기울기`의 순서로 4개를 돌려주어야 하는데 값 2개가 왔습니다.
def glove_gradient(W, W_context, b, b_context, counts):
    counts = np.where(np.eye(len(counts)), 0, counts)
    weight = np.minimum(1, (counts / 100) ** 0.75)
    pull = 2 * weight * (W @ W_context.T + b[:, None] + b_context - np.log(np.where(counts > 0, counts, 1)))
    return pull @ W_context, pull.T @ W


# %% wrong: one gradient for both biases | 7 | `b`의 기울기와 똑같습니다.
def glove_gradient(W, W_context, b, b_context, counts):
    counts = np.where(np.eye(len(counts)), 0, counts)
    weight = np.minimum(1, (counts / 100) ** 0.75)
    pull = 2 * weight * (W @ W_context.T + b[:, None] + b_context - np.log(np.where(counts > 0, counts, 1)))
    return pull @ W_context, pull.T @ W, pull.sum(axis=1), pull.sum(axis=1)


# %% wrong: takes a step of the descent as well | 11 | 함수가 입력 `W`, `W_context`, `b`, `b_context`의 값을 바꾸었습니다.
def glove_gradient(W, W_context, b, b_context, counts):
    counts = np.where(np.eye(len(counts)), 0, counts)
    weight = np.minimum(1, (counts / 100) ** 0.75)
    pull = 2 * weight * (W @ W_context.T + b[:, None] + b_context - np.log(np.where(counts > 0, counts, 1)))
    gradients = pull @ W_context, pull.T @ W, pull.sum(axis=1), pull.sum(axis=0)
    for parameter, gradient in zip((W, W_context, b, b_context), gradients):
        parameter -= 0.05 * gradient
    return gradients


# %% wrong: the pairs of a word with itself kept | 0 | 자기 자신과의 칸(i = k)을 빼지 않았습니다.
def glove_gradient(W, W_context, b, b_context, counts):
    error = W @ W_context.T + b[:, None] + b_context - np.log(np.where(counts > 0, counts, 1))
    pull = 2 * np.minimum(1, (counts / 100) ** 0.75) * error
    return [pull @ W_context, pull.T @ W, pull.sum(axis=1), pull.sum(axis=0)]


# %% wrong: clears the diagonal in place | 11 | 함수가 입력 `counts`의 값을 바꾸었습니다.
def glove_gradient(W, W_context, b, b_context, counts):
    np.fill_diagonal(counts, 0)
    weight = np.minimum(1, (counts / 100) ** 0.75)
    pull = 2 * weight * (W @ W_context.T + b[:, None] + b_context - np.log(np.where(counts > 0, counts, 1)))
    return pull @ W_context, pull.T @ W, pull.sum(axis=1), pull.sum(axis=0)


# %% wrong: NumPy inside the tape | 0 | `W의 기울기`가 None입니다. `GradientTape` 안에서는 `np`가 아니라
def glove_gradient(W, W_context, b, b_context, counts):
    import tensorflow as tf

    counts = counts * (1 - np.eye(len(counts)))
    given = [tf.Variable(array) for array in (W, W_context, b, b_context)]
    with tf.GradientTape() as tape:
        W, W_context, b, b_context = (variable.numpy() for variable in given)
        error = W @ W_context.T + b[:, None] + b_context - np.log(np.maximum(counts, 1))
        loss = tf.reduce_sum(np.minimum(1, (counts / 100) ** 0.75) * error**2)
    return tape.gradient(loss, given)


# %% wrong: the example by heart | 2 | `W의 기울기`의 모양은 (5, 3)이어야 하는데 (2, 1)입니다.
def glove_gradient(W, W_context, b, b_context, counts):
    g = 2 * 0.1**0.75 * (3 - np.log(10))
    return [[g], [0]], [[0], [2 * g]], [g, 0], [0, g]
