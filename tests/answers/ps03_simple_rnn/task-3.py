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


# %% wrong: one mean over all windows | 10 | 모든 창을 한꺼번에 평균했습니다
def baseline_forecasts(x_train, y_train, x_test):
    w = np.linalg.lstsq(np.column_stack([x_train[:, :, 0], np.ones(len(x_train))]), y_train)[0]
    linear = np.column_stack([x_test[:, :, 0], np.ones(len(x_test))]) @ w
    return {"last": x_test[:, -1, 0], "mean": np.full(len(x_test), x_test.mean()), "linear": linear}


# %% wrong: feature axis left on | 5 | 길이가 1인 축이 더 있거나 모자랍니다
def baseline_forecasts(x_train, y_train, x_test):
    w = np.linalg.lstsq(np.column_stack([x_train[:, :, 0], np.ones(len(x_train))]), y_train)[0]
    linear = np.column_stack([x_test[:, :, 0], np.ones(len(x_test))]) @ w
    return {"last": x_test[:, -1], "mean": x_test.mean(axis=1), "linear": linear}


# %% wrong: a tuple instead of a dictionary | 0 | 사전(dict)을 돌려주어야 하는데
def baseline_forecasts(x_train, y_train, x_test):
    return x_test[:, -1, 0], x_test.mean(axis=(1, 2)), x_test[:, -1, 0]
