# %% right: scikit-learn
def baseline_forecasts(x_train, y_train, x_test):
    from sklearn.linear_model import LinearRegression

    train, test = x_train.reshape(len(x_train), -1), x_test.reshape(len(x_test), -1)
    model = LinearRegression().fit(train, y_train)
    return {"last": test[:, -1], "mean": np.mean(test, axis=1), "linear": model.predict(test)}


# %% right: normal equations and lists
def baseline_forecasts(x_train, y_train, x_test):
    design = np.array([[*window[:, 0], 1.0] for window in x_train])
    coefficients = np.linalg.solve(design.T @ design, design.T @ y_train)
    linear = [sum(c * v for c, v in zip(coefficients, [*window[:, 0], 1.0])) for window in x_test]
    last = [float(window[-1, 0]) for window in x_test]
    return {"last": last, "mean": [sum(window[:, 0]) / len(window) for window in x_test], "linear": linear}


# %% right: centred by the training mean, pseudo-inverse
def baseline_forecasts(x_train, y_train, x_test):
    x, y = x_train[..., 0], np.asarray(y_train)
    weights = np.linalg.pinv(x - x.mean(0)) @ (y - y.mean())
    result = dict(last=x_test[:, -1].ravel(), mean=x_test.mean(axis=(1, 2)))
    result["linear"] = (x_test[..., 0] - x.mean(0)) @ weights + y.mean()
    result["extra"] = None
    return result


# %% right: pandas and float32 for the simple ones
def baseline_forecasts(x_train, y_train, x_test, verbose=1):
    import pandas as pd

    table = pd.DataFrame(x_test[:, :, 0].astype("float32"))
    ones = np.ones((len(x_train), 1))
    w = np.linalg.lstsq(np.hstack([ones, x_train[:, :, 0]]), y_train, rcond=None)[0]
    print(w)
    return {"last": table.iloc[:, -1], "mean": table.mean(axis=1), "linear": w[0] + x_test[:, :, 0] @ w[1:]}


# %% right: tensorflow
def baseline_forecasts(x_train, y_train, x_test):
    import tensorflow as tf

    train, test = (
        tf.pad(tf.squeeze(tf.constant(x), 2), [[0, 0], [0, 1]], constant_values=1.0) for x in (x_train, x_test)
    )
    weights = tf.linalg.lstsq(train, tf.expand_dims(y_train, 1), fast=False)
    windows = tf.squeeze(tf.constant(x_test), 2)
    return {"last": windows[:, -1], "mean": tf.reduce_mean(windows, 1), "linear": tf.squeeze(test @ weights, 1)}


# %% right: QR decomposition, solved from below
def baseline_forecasts(x_train, y_train, x_test):
    q, r = np.linalg.qr(np.insert(x_train[:, :, 0], 0, 1.0, axis=1))
    goal, weights = q.T @ y_train, np.zeros(len(r))
    for k in range(len(r) - 1, -1, -1):
        weights[k] = (goal[k] - np.dot(r[k, k + 1 :], weights[k + 1 :])) / r[k, k]
    flat = np.squeeze(x_test, axis=-1)
    linear = np.insert(flat, 0, 1.0, axis=1).dot(weights)
    return {"last": flat.T[-1], "mean": flat.sum(axis=1) / flat.shape[1], "linear": linear}


# %% right: plain Python, elimination by recursion
def solve(matrix, right):
    if not matrix:
        return []
    pivot = max(range(len(matrix)), key=lambda i: abs(matrix[i][0]))
    (first, *others), value = matrix[pivot], right[pivot]
    kept = [i for i in range(len(matrix)) if i != pivot]
    smaller = [[b - matrix[i][0] / first * a for a, b in zip(others, matrix[i][1:])] for i in kept]
    rest = solve(smaller, [right[i] - matrix[i][0] / first * value for i in kept])
    return [(value - sum(a * b for a, b in zip(others, rest))) / first, *rest]


def baseline_forecasts(x_train, y_train, x_test):
    rows = [[1.0] + [v for [v] in window] for window in x_train.tolist()]
    tests = [[v for [v] in window] for window in x_test.tolist()]
    columns = list(zip(*rows))
    products = [[sum(a * b for a, b in zip(c, d)) for d in columns] for c in columns]
    constant, *weights = solve(products, [sum(a * y for a, y in zip(c, y_train.tolist())) for c in columns])
    return {
        "last": tuple(window[-1] for window in tests),
        "mean": tuple(sum(window) / len(window) for window in tests),
        "linear": tuple(constant + sum(w * v for w, v in zip(weights, window)) for window in tests),
    }


# %% right: SciPy, with warnings and an extra argument
import warnings


def baseline_forecasts(x_train, y_train, x_test, feature=0):
    from scipy import linalg

    warnings.warn("세 가지를 구합니다", stacklevel=1)
    design = np.c_[np.ones(x_train.shape[0]), x_train[:, :, feature]]
    weights, *_ = linalg.lstsq(design, y_train, lapack_driver="gelsy")
    windows = np.c_[np.ones(x_test.shape[0]), x_test[:, :, feature]]
    return dict(zip(("linear", "last", "mean"), (windows @ weights, windows[:, -1], windows[:, 1:].mean(axis=1))))


# %% wrong: no constant | 5 | 상수항이 빠졌습니다
def baseline_forecasts(x_train, y_train, x_test):
    w = np.linalg.lstsq(x_train[:, :, 0], y_train)[0]
    return {"last": x_test[:, -1, 0], "mean": x_test.mean(axis=(1, 2)), "linear": x_test[:, :, 0] @ w}


# %% wrong: first value for last | 7 | 마지막 값이 아니라 첫 값을 썼습니다
def baseline_forecasts(x_train, y_train, x_test):
    w = np.linalg.lstsq(np.column_stack([x_train[:, :, 0], np.ones(len(x_train))]), y_train)[0]
    linear = np.column_stack([x_test[:, :, 0], np.ones(len(x_test))]) @ w
    return {"last": x_test[:, 0, 0], "mean": x_test.mean(axis=(1, 2)), "linear": linear}


# %% wrong: mean of the training targets | 8 | 훈련 정답의 평균을 썼습니다
def baseline_forecasts(x_train, y_train, x_test):
    w = np.linalg.lstsq(np.column_stack([x_train[:, :, 0], np.ones(len(x_train))]), y_train)[0]
    linear = np.column_stack([x_test[:, :, 0], np.ones(len(x_test))]) @ w
    return {"last": x_test[:, -1, 0], "mean": np.full(len(x_test), y_train.mean()), "linear": linear}


# %% wrong: one mean over all windows | 8 | 모든 창을 한꺼번에 평균했습니다
def baseline_forecasts(x_train, y_train, x_test):
    w = np.linalg.lstsq(np.column_stack([x_train[:, :, 0], np.ones(len(x_train))]), y_train)[0]
    linear = np.column_stack([x_test[:, :, 0], np.ones(len(x_test))]) @ w
    return {"last": x_test[:, -1, 0], "mean": np.full(len(x_test), x_test.mean()), "linear": linear}


# %% wrong: feature axis left on | 5 | 길이가 1인 축이 더 있습니다
def baseline_forecasts(x_train, y_train, x_test):
    w = np.linalg.lstsq(np.column_stack([x_train[:, :, 0], np.ones(len(x_train))]), y_train)[0]
    linear = np.column_stack([x_test[:, :, 0], np.ones(len(x_test))]) @ w
    return {"last": x_test[:, -1], "mean": x_test.mean(axis=1), "linear": linear}


# %% wrong: a tuple instead of a dictionary | 0 | 사전(dict)을 돌려주어야 하는데
def baseline_forecasts(x_train, y_train, x_test):
    return x_test[:, -1, 0], x_test.mean(axis=(1, 2)), x_test[:, -1, 0]


# %% wrong: largest value for last | 7 | 마지막 값이 아니라 가장 큰 값을 썼습니다
def baseline_forecasts(x_train, y_train, x_test):
    w = np.linalg.lstsq(np.column_stack([x_train[:, :, 0], np.ones(len(x_train))]), y_train)[0]
    linear = np.column_stack([x_test[:, :, 0], np.ones(len(x_test))]) @ w
    return {"last": x_test.max(axis=(1, 2)), "mean": x_test.mean(axis=(1, 2)), "linear": linear}


# %% wrong: median for mean | 8 | 평균이 아니라 중앙값입니다
def baseline_forecasts(x_train, y_train, x_test):
    w = np.linalg.lstsq(np.column_stack([x_train[:, :, 0], np.ones(len(x_train))]), y_train)[0]
    linear = np.column_stack([x_test[:, :, 0], np.ones(len(x_test))]) @ w
    return {"last": x_test[:, -1, 0], "mean": np.median(x_test, axis=(1, 2)), "linear": linear}


# %% wrong: mean over the windows | 8 | `mean`의 모양은 (8,)이어야 하는데 (5,)입니다
def baseline_forecasts(x_train, y_train, x_test):
    w = np.linalg.lstsq(np.column_stack([x_train[:, :, 0], np.ones(len(x_train))]), y_train)[0]
    linear = np.column_stack([x_test[:, :, 0], np.ones(len(x_test))]) @ w
    return {"last": x_test[:, -1, 0], "mean": x_test[:, :, 0].mean(axis=0), "linear": linear}


# %% wrong: test windows reversed in time | 5 | 계수를 시간의 거꾸로 곱했습니다
def baseline_forecasts(x_train, y_train, x_test):
    w = np.linalg.lstsq(np.column_stack([x_train[:, :, 0], np.ones(len(x_train))]), y_train)[0]
    linear = np.column_stack([x_test[:, ::-1, 0], np.ones(len(x_test))]) @ w
    return {"last": x_test[:, -1, 0], "mean": x_test.mean(axis=(1, 2)), "linear": linear}


# %% wrong: line through the last value only | 5 | 창의 마지막 값 하나만 썼습니다
def baseline_forecasts(x_train, y_train, x_test):
    slope, constant = np.polyfit(x_train[:, -1, 0], y_train, 1)
    linear = slope * x_test[:, -1, 0] + constant
    return {"last": x_test[:, -1, 0], "mean": x_test.mean(axis=(1, 2)), "linear": linear}


# %% wrong: forecasts for the training windows | 5 | `linear`의 모양은 (9,)이어야 하는데 (60,)입니다
def baseline_forecasts(x_train, y_train, x_test):
    design = np.column_stack([x_train[:, :, 0], np.ones(len(x_train))])
    linear = design @ np.linalg.lstsq(design, y_train)[0]
    return {"last": x_test[:, -1, 0], "mean": x_test.mean(axis=(1, 2)), "linear": linear}


# %% wrong: centres its inputs in place | 11 | 함수가 입력 `x_train`, `y_train`의 값을 바꾸었습니다
def baseline_forecasts(x_train, y_train, x_test):
    middle, level = x_train.mean(axis=0), y_train.mean()
    x_train -= middle
    y_train -= level
    w = np.linalg.lstsq(x_train[:, :, 0], y_train)[0]
    linear = (x_test - middle)[:, :, 0] @ w + level
    return {"last": x_test[:, -1, 0], "mean": x_test.mean(axis=(1, 2)), "linear": linear}


# %% wrong: the example by heart | 2 | `last`의 모양은 (8,)이어야 하는데 (2,)입니다
def baseline_forecasts(x_train, y_train, x_test):
    return {"last": [6, 1], "mean": [3, 5], "linear": [23, 17]}
