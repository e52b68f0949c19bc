# %% right: einsum after all states and slopes are known
def bptt(p, x, y):
    batch, time_steps, _ = x.shape
    h = np.zeros((batch, time_steps + 1, len(p["b_h"])))
    h[:, 0] = p["h_0"]
    for t in range(time_steps):
        h[:, t + 1] = np.tanh(x[:, t] @ p["W_xh"] + h[:, t] @ p["W_hh"] + p["b_h"])
    error = 2 / batch * (h[:, -1] @ p["W_hy"] + p["b_y"] - y)
    a = np.zeros_like(h[:, 1:])
    delta = error * p["W_hy"].T
    for t in range(time_steps - 1, -1, -1):
        a[:, t] = delta * (1 - h[:, t + 1] ** 2)
        delta = np.einsum("bu,vu->bv", a[:, t], p["W_hh"])
    return {
        "W_xh": np.einsum("btf,btu->fu", x, a),
        "W_hh": np.einsum("btv,btu->vu", h[:, :-1], a),
        "b_h": a.sum(axis=(0, 1)),
        "W_hy": np.einsum("bu,bo->uo", h[:, -1], error),
        "b_y": error.sum(axis=0),
        "h_0": delta.sum(axis=0),
    }


# %% right: GradientTape
def bptt(p, x, y):
    import tensorflow as tf

    p = {name: tf.Variable(value) for name, value in p.items()}
    with tf.GradientTape() as tape:
        h = tf.tile(p["h_0"][tf.newaxis], (len(x), 1))
        for t in range(x.shape[1]):
            h = tf.tanh(x[:, t] @ p["W_xh"] + h @ p["W_hh"] + p["b_h"])
        loss = tf.reduce_mean((h @ p["W_hy"] + p["b_y"] - y) ** 2)
    return {name: tf.convert_to_tensor(gradient) for name, gradient in tape.gradient(loss, p).items()}


# %% right: central differences
def bptt(p, x, y):
    def loss(p):
        h = p["h_0"] + np.zeros((len(x), 1))
        for t in range(x.shape[1]):
            h = np.tanh(x[:, t] @ p["W_xh"] + h @ p["W_hh"] + p["b_h"])
        return np.mean((h @ p["W_hy"] + p["b_y"] - y) ** 2)

    gradients = {}
    for name in p:
        gradient = np.zeros(p[name].shape)
        for index in np.ndindex(gradient.shape):
            step = np.zeros(gradient.shape)
            step[index] = 1e-5
            gradient[index] = (loss({**p, name: p[name] + step}) - loss({**p, name: p[name] - step})) / 2e-5
        gradients[name] = gradient
    return gradients


# %% right: forward in time, carrying the derivatives along
def bptt(p, x, y):
    sizes = [p[name].size for name in ("W_xh", "W_hh", "b_h", "h_0")]
    units = len(p["b_h"])
    total = np.zeros(sum(sizes))
    W_hy, b_y = np.zeros((units, 1)), np.zeros(1)
    for sequence, target in zip(x, y[:, 0]):
        h, change = p["h_0"], np.eye(units, sum(sizes), sum(sizes) - units)
        for x_t in sequence:
            direct = np.hstack(
                [np.kron(x_t, np.eye(units)), np.kron(h, np.eye(units)), np.eye(units), np.zeros((units, units))]
            )
            h_new = np.tanh(x_t @ p["W_xh"] + h @ p["W_hh"] + p["b_h"])
            change = (1 - h_new**2)[:, None] * (direct + p["W_hh"].T @ change)
            h = h_new
        error = 2 * (h @ p["W_hy"][:, 0] + p["b_y"][0] - target) / len(x)
        total += error * p["W_hy"][:, 0] @ change
        W_hy[:, 0] += error * h
        b_y += error
    W_xh, W_hh, b_h, h_0 = np.split(total, np.cumsum(sizes)[:-1])
    return {
        "W_xh": W_xh.reshape(p["W_xh"].shape),
        "W_hh": W_hh.reshape(p["W_hh"].shape),
        "b_h": b_h,
        "h_0": h_0,
        "W_hy": W_hy,
        "b_y": b_y,
    }


# %% right: recursion over time
def bptt(p, x, y):
    gradients = {}

    def go(t, h):
        if t == x.shape[1]:
            error = 2 * (h @ p["W_hy"] + p["b_y"] - y) / y.size
            gradients["W_hy"], gradients["b_y"] = h.T @ error, error.sum(0)
            return error @ p["W_hy"].T, 0, 0, 0
        after = np.tanh(x[:, t] @ p["W_xh"] + h @ p["W_hh"] + p["b_h"])
        delta, W_xh, W_hh, b_h = go(t + 1, after)
        a = delta * (1 - after * after)
        return a @ p["W_hh"].T, W_xh + x[:, t].T @ a, W_hh + h.T @ a, b_h + a.sum(0)

    delta, gradients["W_xh"], gradients["W_hh"], gradients["b_h"] = go(0, np.repeat(p["h_0"][None], len(x), 0))
    return gradients | {"h_0": delta.sum(0)}


# %% right: one example at a time, as nested lists
def bptt(p, x, y):
    total = {name: np.zeros(value.shape) for name, value in p.items()}
    for n in range(len(x)):
        h = [p["h_0"]]
        for x_t in x[n]:
            h.append(np.tanh(x_t @ p["W_xh"] + h[-1] @ p["W_hh"] + p["b_h"]))
        error = 2 * (h[-1] @ p["W_hy"] + p["b_y"] - y[n])
        total["W_hy"] += np.outer(h[-1], error)
        total["b_y"] += error
        delta = p["W_hy"] @ error
        for t in reversed(range(len(x[n]))):
            a = delta / np.cosh(np.arctanh(h[t + 1])) ** 2
            total["W_xh"] += np.outer(x[n, t], a)
            total["W_hh"] += np.outer(h[t], a)
            total["b_h"] += a
            delta = p["W_hh"] @ a
        total["h_0"] += delta
    return {name: (value / len(x)).tolist() for name, value in total.items()}


# %% right: float32, with an extra argument and printing
def bptt(p, x, y, dtype="float32"):
    W_xh, W_hh, b_h, W_hy, b_y, h_0 = (p[name].astype(dtype) for name in "W_xh W_hh b_h W_hy b_y h_0".split())
    x, y = x.astype(dtype), y.astype(dtype)
    h = [np.array([h_0] * len(x))]
    for t in range(x.shape[1]):
        h.append(np.tanh(x[:, t] @ W_xh + h[t] @ W_hh + b_h))
    error = 2 * (h[-1] @ W_hy + b_y - y) / len(y)
    print("오차", error.ravel())
    g_xh, g_hh, g_h = np.zeros_like(W_xh), np.zeros_like(W_hh), np.zeros_like(b_h)
    a = (error @ W_hy.T) * (1 - h[-1] ** 2)
    for t in range(x.shape[1] - 1, -1, -1):
        g_xh, g_hh, g_h = g_xh + x[:, t].T @ a, g_hh + h[t].T @ a, g_h + a.sum(axis=0)
        delta = a @ W_hh.T
        a = delta * (1 - h[t] ** 2)
    return dict(W_xh=g_xh, W_hh=g_hh, b_h=g_h, W_hy=h[-1].T @ error, b_y=error.sum(axis=0), h_0=delta.sum(axis=0))


# %% right: the transition written as one joined matrix, extra key
def bptt(p, x, y):
    joined = np.vstack([p["W_xh"], p["W_hh"], p["b_h"]])
    features, units = p["W_xh"].shape
    seen, h = [], np.broadcast_to(p["h_0"], (len(x), units))
    for t in range(x.shape[1]):
        seen.append(np.hstack([x[:, t], h, np.ones((len(x), 1))]))
        h = np.tanh(seen[-1] @ joined)
    error = (h @ p["W_hy"] + p["b_y"] - y) * 2 / len(x)
    back, after, total = error @ p["W_hy"].T, h, np.zeros_like(joined)
    while seen:
        before = seen.pop()
        a = back * (1 - after**2)
        total += before.T @ a
        back = (a @ joined.T)[:, features:-1]
        after = before[:, features:-1]
    parts = {"W_xh": total[:features], "W_hh": total[features:-1], "b_h": total[-1], "h_0": back.sum(axis=0)}
    return parts | {"W_hy": h.T @ error, "b_y": error.sum(axis=0), "loss": float(np.mean(error**2))}


# %% right: sympy-like chain by Jacobian matrices
def bptt(p, x, y):
    gradients = {name: 0 * value for name, value in p.items()}
    for sequence, target in zip(x, y):
        h = [p["h_0"]]
        for x_t in sequence:
            h.append(np.tanh(p["W_xh"].T @ x_t + p["W_hh"].T @ h[-1] + p["b_h"]))
        error = 2 * (p["W_hy"].T @ h[-1] + p["b_y"] - target) / len(x)
        gradients["W_hy"] = gradients["W_hy"] + h[-1][:, None] * error
        gradients["b_y"] = gradients["b_y"] + error
        for s in range(1, len(h)):
            jacobian = np.diag(1 - h[s] ** 2)
            for t in range(s + 1, len(h)):
                jacobian = jacobian @ p["W_hh"] @ np.diag(1 - h[t] ** 2)
            a = jacobian @ (p["W_hy"] @ error)
            gradients["W_xh"] = gradients["W_xh"] + np.outer(sequence[s - 1], a)
            gradients["W_hh"] = gradients["W_hh"] + np.outer(h[s - 1], a)
            gradients["b_h"] = gradients["b_h"] + a
            if s == 1:
                gradients["h_0"] = gradients["h_0"] + p["W_hh"] @ a
    return gradients


# %% wrong: only the visible example | 2 | 모양은
def bptt(p, x, y):
    W_xh, W_hh, b_h = [[0.06945099, 0.0]], [[0.03472549, 0.10216846], [0.0, 0.06591363]], [0.06945099, 0.14263403]
    W_hy, b_y, h_0 = [[0.11864223], [0.14088219]], [0.22922176], [0.05556079, 0.0]
    return {"W_xh": W_xh, "W_hh": W_hh, "b_h": b_h, "W_hy": W_hy, "b_y": b_y, "h_0": h_0}


# %% wrong: only the last step | 8 | 마지막 단계의 몫만 들어 있습니다
def bptt(p, x, y):
    h = [np.tile(p["h_0"], (len(x), 1))]
    for t in range(x.shape[1]):
        h.append(np.tanh(x[:, t] @ p["W_xh"] + h[-1] @ p["W_hh"] + p["b_h"]))
    error = 2 * (h[-1] @ p["W_hy"] + p["b_y"] - y) / len(y)
    a = (error @ p["W_hy"].T) * (1 - h[-1] ** 2)
    g = {"W_xh": x[:, -1].T @ a, "W_hh": h[-2].T @ a, "b_h": a.sum(axis=0), "h_0": (a @ p["W_hh"].T).sum(axis=0)}
    return g | {"W_hy": h[-1].T @ error, "b_y": error.sum(axis=0)}


# %% wrong: W_hh not transposed | 8 | 거슬러 갈 때 `W_hh`를 전치하지 않았습니다
def bptt(p, x, y):
    h = [np.tile(p["h_0"], (len(x), 1))]
    for t in range(x.shape[1]):
        h.append(np.tanh(x[:, t] @ p["W_xh"] + h[-1] @ p["W_hh"] + p["b_h"]))
    error = 2 * (h[-1] @ p["W_hy"] + p["b_y"] - y) / len(y)
    g = {name: np.zeros_like(value) for name, value in p.items()}
    g["W_hy"], g["b_y"] = h[-1].T @ error, error.sum(axis=0)
    delta = error @ p["W_hy"].T
    for t in range(x.shape[1], 0, -1):
        a = delta * (1 - h[t] ** 2)
        g["W_xh"] += x[:, t - 1].T @ a
        g["W_hh"] += h[t - 1].T @ a
        g["b_h"] += a.sum(axis=0)
        delta = a @ p["W_hh"]
    g["h_0"] = delta.sum(axis=0)
    return g


# %% wrong: slope of tanh forgotten | 5 | tanh의 미분 1 - h²이 빠졌습니다
def bptt(p, x, y):
    h = [np.tile(p["h_0"], (len(x), 1))]
    for t in range(x.shape[1]):
        h.append(np.tanh(x[:, t] @ p["W_xh"] + h[-1] @ p["W_hh"] + p["b_h"]))
    error = 2 * (h[-1] @ p["W_hy"] + p["b_y"] - y) / len(y)
    g = {name: np.zeros_like(value) for name, value in p.items()}
    g["W_hy"], g["b_y"] = h[-1].T @ error, error.sum(axis=0)
    delta = error @ p["W_hy"].T
    for t in range(x.shape[1], 0, -1):
        g["W_xh"] += x[:, t - 1].T @ delta
        g["W_hh"] += h[t - 1].T @ delta
        g["b_h"] += delta.sum(axis=0)
        delta = delta @ p["W_hh"].T
    g["h_0"] = delta.sum(axis=0)
    return g


# %% wrong: slope of tanh without the square | 5 | 1 - h가 아니라 1 - h²입니다
def bptt(p, x, y):
    h = [np.tile(p["h_0"], (len(x), 1))]
    for t in range(x.shape[1]):
        h.append(np.tanh(x[:, t] @ p["W_xh"] + h[-1] @ p["W_hh"] + p["b_h"]))
    error = 2 * (h[-1] @ p["W_hy"] + p["b_y"] - y) / len(y)
    g = {name: np.zeros_like(value) for name, value in p.items()}
    g["W_hy"], g["b_y"] = h[-1].T @ error, error.sum(axis=0)
    delta = error @ p["W_hy"].T
    for t in range(x.shape[1], 0, -1):
        a = delta * (1 - h[t])
        g["W_xh"] += x[:, t - 1].T @ a
        g["W_hh"] += h[t - 1].T @ a
        g["b_h"] += a.sum(axis=0)
        delta = a @ p["W_hh"].T
    g["h_0"] = delta.sum(axis=0)
    return g


# %% wrong: slope one step too early | 5 | 한 단계 앞의 은닉 상태로 계산했습니다
def bptt(p, x, y):
    h = [np.tile(p["h_0"], (len(x), 1))]
    for t in range(x.shape[1]):
        h.append(np.tanh(x[:, t] @ p["W_xh"] + h[-1] @ p["W_hh"] + p["b_h"]))
    error = 2 * (h[-1] @ p["W_hy"] + p["b_y"] - y) / len(y)
    g = {name: np.zeros_like(value) for name, value in p.items()}
    g["W_hy"], g["b_y"] = h[-1].T @ error, error.sum(axis=0)
    delta = error @ p["W_hy"].T
    for t in range(x.shape[1], 0, -1):
        a = delta * (1 - h[t - 1] ** 2)
        g["W_xh"] += x[:, t - 1].T @ a
        g["W_hh"] += h[t - 1].T @ a
        g["b_h"] += a.sum(axis=0)
        delta = a @ p["W_hh"].T
    g["h_0"] = delta.sum(axis=0)
    return g


# %% wrong: h_t in the gradient of W_hh | 10 | h_t가 아니라 h_{t-1}이 곱해집니다
def bptt(p, x, y):
    h = [np.tile(p["h_0"], (len(x), 1))]
    for t in range(x.shape[1]):
        h.append(np.tanh(x[:, t] @ p["W_xh"] + h[-1] @ p["W_hh"] + p["b_h"]))
    error = 2 * (h[-1] @ p["W_hy"] + p["b_y"] - y) / len(y)
    g = {name: np.zeros_like(value) for name, value in p.items()}
    g["W_hy"], g["b_y"] = h[-1].T @ error, error.sum(axis=0)
    delta = error @ p["W_hy"].T
    for t in range(x.shape[1], 0, -1):
        a = delta * (1 - h[t] ** 2)
        g["W_xh"] += x[:, t - 1].T @ a
        g["W_hh"] += h[t].T @ a
        g["b_h"] += a.sum(axis=0)
        delta = a @ p["W_hh"].T
    g["h_0"] = delta.sum(axis=0)
    return g


# %% wrong: factor two forgotten | 0 | 제곱을 미분한 2가 빠졌습니다
def bptt(p, x, y):
    h = [np.tile(p["h_0"], (len(x), 1))]
    for t in range(x.shape[1]):
        h.append(np.tanh(x[:, t] @ p["W_xh"] + h[-1] @ p["W_hh"] + p["b_h"]))
    error = (h[-1] @ p["W_hy"] + p["b_y"] - y) / len(y)
    g = {name: np.zeros_like(value) for name, value in p.items()}
    g["W_hy"], g["b_y"] = h[-1].T @ error, error.sum(axis=0)
    delta = error @ p["W_hy"].T
    for t in range(x.shape[1], 0, -1):
        a = delta * (1 - h[t] ** 2)
        g["W_xh"] += x[:, t - 1].T @ a
        g["W_hh"] += h[t - 1].T @ a
        g["b_h"] += a.sum(axis=0)
        delta = a @ p["W_hh"].T
    g["h_0"] = delta.sum(axis=0)
    return g


# %% wrong: sum instead of mean over the batch | 0 | 배치의 평균을 내지 않았습니다
def bptt(p, x, y):
    h = [np.tile(p["h_0"], (len(x), 1))]
    for t in range(x.shape[1]):
        h.append(np.tanh(x[:, t] @ p["W_xh"] + h[-1] @ p["W_hh"] + p["b_h"]))
    error = 2 * (h[-1] @ p["W_hy"] + p["b_y"] - y)
    g = {name: np.zeros_like(value) for name, value in p.items()}
    g["W_hy"], g["b_y"] = h[-1].T @ error, error.sum(axis=0)
    delta = error @ p["W_hy"].T
    for t in range(x.shape[1], 0, -1):
        a = delta * (1 - h[t] ** 2)
        g["W_xh"] += x[:, t - 1].T @ a
        g["W_hh"] += h[t - 1].T @ a
        g["b_h"] += a.sum(axis=0)
        delta = a @ p["W_hh"].T
    g["h_0"] = delta.sum(axis=0)
    return g


# %% wrong: sign of the error | 0 | 부호가 모두 반대입니다
def bptt(p, x, y):
    h = [np.tile(p["h_0"], (len(x), 1))]
    for t in range(x.shape[1]):
        h.append(np.tanh(x[:, t] @ p["W_xh"] + h[-1] @ p["W_hh"] + p["b_h"]))
    error = 2 * (y - h[-1] @ p["W_hy"] - p["b_y"]) / len(y)
    g = {name: np.zeros_like(value) for name, value in p.items()}
    g["W_hy"], g["b_y"] = h[-1].T @ error, error.sum(axis=0)
    delta = error @ p["W_hy"].T
    for t in range(x.shape[1], 0, -1):
        a = delta * (1 - h[t] ** 2)
        g["W_xh"] += x[:, t - 1].T @ a
        g["W_hh"] += h[t - 1].T @ a
        g["b_h"] += a.sum(axis=0)
        delta = a @ p["W_hh"].T
    g["h_0"] = delta.sum(axis=0)
    return g


# %% wrong: the first step left out | 5 | 첫 단계의 몫이 빠졌습니다
def bptt(p, x, y):
    h = [np.tile(p["h_0"], (len(x), 1))]
    for t in range(x.shape[1]):
        h.append(np.tanh(x[:, t] @ p["W_xh"] + h[-1] @ p["W_hh"] + p["b_h"]))
    error = 2 * (h[-1] @ p["W_hy"] + p["b_y"] - y) / len(y)
    g = {name: np.zeros_like(value) for name, value in p.items()}
    g["W_hy"], g["b_y"] = h[-1].T @ error, error.sum(axis=0)
    delta = error @ p["W_hy"].T
    for t in range(x.shape[1], 1, -1):
        a = delta * (1 - h[t] ** 2)
        g["W_xh"] += x[:, t - 1].T @ a
        g["W_hh"] += h[t - 1].T @ a
        g["b_h"] += a.sum(axis=0)
        delta = a @ p["W_hh"].T
    g["h_0"] = delta.sum(axis=0)
    return g


# %% wrong: the steps overwrite each other | 10 | 단계마다 덮어쓰지 말고 더하세요
def bptt(p, x, y):
    h = [np.tile(p["h_0"], (len(x), 1))]
    for t in range(x.shape[1]):
        h.append(np.tanh(x[:, t] @ p["W_xh"] + h[-1] @ p["W_hh"] + p["b_h"]))
    error = 2 * (h[-1] @ p["W_hy"] + p["b_y"] - y) / len(y)
    g = {"W_hy": h[-1].T @ error, "b_y": error.sum(axis=0)}
    delta = error @ p["W_hy"].T
    for t in range(x.shape[1], 0, -1):
        a = delta * (1 - h[t] ** 2)
        g["W_xh"] = x[:, t - 1].T @ a
        g["W_hh"] = h[t - 1].T @ a
        g["b_h"] = a.sum(axis=0)
        delta = a @ p["W_hh"].T
    g["h_0"] = delta.sum(axis=0)
    return g


# %% wrong: one gradient forgotten | 11 | 사전에 다음 열쇠가 없습니다: 'b_y'
def bptt(p, x, y):
    h = [np.tile(p["h_0"], (len(x), 1))]
    for t in range(x.shape[1]):
        h.append(np.tanh(x[:, t] @ p["W_xh"] + h[-1] @ p["W_hh"] + p["b_h"]))
    error = 2 * (h[-1] @ p["W_hy"] + p["b_y"] - y) / len(y)
    g = {"W_hy": h[-1].T @ error, "W_xh": 0, "W_hh": 0, "b_h": 0}
    delta = error @ p["W_hy"].T
    for t in range(x.shape[1], 0, -1):
        a = delta * (1 - h[t] ** 2)
        g["W_xh"] = g["W_xh"] + x[:, t - 1].T @ a
        g["W_hh"] = g["W_hh"] + h[t - 1].T @ a
        g["b_h"] = g["b_h"] + a.sum(axis=0)
        delta = a @ p["W_hh"].T
    g["h_0"] = delta.sum(axis=0)
    return g


# %% wrong: bias gradient summed over the units too | 10 | `b_h`의 모양은
def bptt(p, x, y):
    h = [np.tile(p["h_0"], (len(x), 1))]
    for t in range(x.shape[1]):
        h.append(np.tanh(x[:, t] @ p["W_xh"] + h[-1] @ p["W_hh"] + p["b_h"]))
    error = 2 * (h[-1] @ p["W_hy"] + p["b_y"] - y) / len(y)
    g = {"W_hy": h[-1].T @ error, "W_xh": 0, "W_hh": 0, "b_h": 0, "b_y": error.sum(axis=0)}
    delta = error @ p["W_hy"].T
    for t in range(x.shape[1], 0, -1):
        a = delta * (1 - h[t] ** 2)
        g["W_xh"] = g["W_xh"] + x[:, t - 1].T @ a
        g["W_hh"] = g["W_hh"] + h[t - 1].T @ a
        g["b_h"] = g["b_h"] + a.sum()
        delta = a @ p["W_hh"].T
    g["h_0"] = delta.sum(axis=0)
    return g


# %% wrong: already descends with the gradient | 16 | 함수가 입력 `p`의 값을 바꾸었습니다
def bptt(p, x, y):
    h = [np.tile(p["h_0"], (len(x), 1))]
    for t in range(x.shape[1]):
        h.append(np.tanh(x[:, t] @ p["W_xh"] + h[-1] @ p["W_hh"] + p["b_h"]))
    error = 2 * (h[-1] @ p["W_hy"] + p["b_y"] - y) / len(y)
    g = {name: np.zeros_like(value) for name, value in p.items()}
    g["W_hy"], g["b_y"] = h[-1].T @ error, error.sum(axis=0)
    delta = error @ p["W_hy"].T
    for t in range(x.shape[1], 0, -1):
        a = delta * (1 - h[t] ** 2)
        g["W_xh"] += x[:, t - 1].T @ a
        g["W_hh"] += h[t - 1].T @ a
        g["b_h"] += a.sum(axis=0)
        delta = a @ p["W_hh"].T
    g["h_0"] = delta.sum(axis=0)
    for name in p:
        p[name] -= 0.05 * g[name]
    return g


# %% wrong: the lecture's cell, without h_0 | 0 | 사전에 다음 열쇠가 없습니다: 'h_0'
def bptt(p, x, y):
    h = [np.zeros((len(x), len(p["b_h"])))]
    for t in range(x.shape[1]):
        h.append(np.tanh(x[:, t] @ p["W_xh"] + h[-1] @ p["W_hh"] + p["b_h"]))
    error = 2 * (h[-1] @ p["W_hy"] + p["b_y"] - y) / len(y)
    g = {name: np.zeros_like(p[name]) for name in ("W_xh", "W_hh", "b_h")}
    g["W_hy"], g["b_y"] = h[-1].T @ error, error.sum(axis=0)
    delta = error @ p["W_hy"].T
    for t in range(x.shape[1], 0, -1):
        a = delta * (1 - h[t] ** 2)
        g["W_xh"] += x[:, t - 1].T @ a
        g["W_hh"] += h[t - 1].T @ a
        g["b_h"] += a.sum(axis=0)
        delta = a @ p["W_hh"].T
    return g


# %% wrong: starts at zero | 0 | `h_0`이 아니라 0에서 시작했습니다
def bptt(p, x, y):
    h = [np.zeros((len(x), len(p["b_h"])))]
    for t in range(x.shape[1]):
        h.append(np.tanh(x[:, t] @ p["W_xh"] + h[-1] @ p["W_hh"] + p["b_h"]))
    error = 2 * (h[-1] @ p["W_hy"] + p["b_y"] - y) / len(y)
    g = {name: np.zeros_like(value) for name, value in p.items()}
    g["W_hy"], g["b_y"] = h[-1].T @ error, error.sum(axis=0)
    delta = error @ p["W_hy"].T
    for t in range(x.shape[1], 0, -1):
        a = delta * (1 - h[t] ** 2)
        g["W_xh"] += x[:, t - 1].T @ a
        g["W_hh"] += h[t - 1].T @ a
        g["b_h"] += a.sum(axis=0)
        delta = a @ p["W_hh"].T
    g["h_0"] = delta.sum(axis=0)
    return g


# %% wrong: gradient of h_0 for each example | 14 | `h_0`의 모양은
def bptt(p, x, y):
    h = [np.tile(p["h_0"], (len(x), 1))]
    for t in range(x.shape[1]):
        h.append(np.tanh(x[:, t] @ p["W_xh"] + h[-1] @ p["W_hh"] + p["b_h"]))
    error = 2 * (h[-1] @ p["W_hy"] + p["b_y"] - y) / len(y)
    g = {name: np.zeros_like(value) for name, value in p.items()}
    g["W_hy"], g["b_y"] = h[-1].T @ error, error.sum(axis=0)
    delta = error @ p["W_hy"].T
    for t in range(x.shape[1], 0, -1):
        a = delta * (1 - h[t] ** 2)
        g["W_xh"] += x[:, t - 1].T @ a
        g["W_hh"] += h[t - 1].T @ a
        g["b_h"] += a.sum(axis=0)
        delta = a @ p["W_hh"].T
    g["h_0"] = delta
    return g


# %% wrong: stops at the first hidden state | 14 | `h_0`까지 한 단계 더 거슬러 갑니다
def bptt(p, x, y):
    h = [np.tile(p["h_0"], (len(x), 1))]
    for t in range(x.shape[1]):
        h.append(np.tanh(x[:, t] @ p["W_xh"] + h[-1] @ p["W_hh"] + p["b_h"]))
    error = 2 * (h[-1] @ p["W_hy"] + p["b_y"] - y) / len(y)
    g = {name: np.zeros_like(value) for name, value in p.items()}
    g["W_hy"], g["b_y"] = h[-1].T @ error, error.sum(axis=0)
    delta = error @ p["W_hy"].T
    for t in range(x.shape[1], 0, -1):
        a = delta * (1 - h[t] ** 2)
        g["W_xh"] += x[:, t - 1].T @ a
        g["W_hh"] += h[t - 1].T @ a
        g["b_h"] += a.sum(axis=0)
        g["h_0"] = delta.sum(axis=0)
        delta = a @ p["W_hh"].T
    return g


# %% wrong: last product with W_hh forgotten | 14 | `W_hh`를 한 번 더 거칩니다
def bptt(p, x, y):
    h = [np.tile(p["h_0"], (len(x), 1))]
    for t in range(x.shape[1]):
        h.append(np.tanh(x[:, t] @ p["W_xh"] + h[-1] @ p["W_hh"] + p["b_h"]))
    error = 2 * (h[-1] @ p["W_hy"] + p["b_y"] - y) / len(y)
    g = {name: np.zeros_like(value) for name, value in p.items()}
    g["W_hy"], g["b_y"] = h[-1].T @ error, error.sum(axis=0)
    delta = error @ p["W_hy"].T
    for t in range(x.shape[1], 0, -1):
        a = delta * (1 - h[t] ** 2)
        g["W_xh"] += x[:, t - 1].T @ a
        g["W_hh"] += h[t - 1].T @ a
        g["b_h"] += a.sum(axis=0)
        delta = a @ p["W_hh"].T
    g["h_0"] = a.sum(axis=0)
    return g
