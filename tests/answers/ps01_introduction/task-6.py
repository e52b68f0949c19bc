# %% right: a loop over the days
def baseline_errors(series, season, test_days):
    n = len(series)
    start = n - test_days
    mean = sum(series[:start]) / start
    errors = {"mean": 0.0, "last": 0.0, "seasonal": 0.0}
    for t in range(start, n):
        errors["mean"] += abs(series[t] - mean) / test_days
        errors["last"] += abs(series[t] - series[t - 1]) / test_days
        errors["seasonal"] += abs(series[t] - series[t - season]) / test_days
    return errors


# %% right: pandas shift
def baseline_errors(series, season, test_days):
    values = pd.Series(series)
    table = pd.DataFrame({"last": values.shift(1), "seasonal": values.shift(season)})
    table["mean"] = values.iloc[:-test_days].mean()
    return table.sub(values, axis=0).iloc[-test_days:].abs().mean().to_dict()


# %% right: scikit-learn's measure
def baseline_errors(series, season, test_days):
    from sklearn.metrics import mean_absolute_error

    truth = series[-test_days:]
    return {
        "seasonal": mean_absolute_error(truth, series[-test_days - season : -season]),
        "last": mean_absolute_error(truth, series[-test_days - 1 : -1]),
        "mean": mean_absolute_error(truth, np.full(test_days, series[:-test_days].mean())),
    }


# %% right: index arrays, as a matrix
def baseline_errors(series, season, test_days):
    days = np.arange(len(series) - test_days, len(series))
    forecasts = np.stack([0 * days + np.average(series[: days[0]]), series[days - 1], series[days - season]])
    return dict(zip(("mean", "last", "seasonal"), np.abs(forecasts - series[days]).mean(axis=1)))


# %% right: TensorFlow in float32
def baseline_errors(series, season, test_days):
    import tensorflow as tf

    values = tf.cast(series, tf.float32)
    past, truth = values[:-test_days], values[-test_days:]
    shifted = {name: tf.roll(values, k, axis=0)[-test_days:] for name, k in (("last", 1), ("seasonal", season))}
    forecasts = {"mean": tf.reduce_mean(past), **shifted}
    return {name: tf.reduce_mean(tf.abs(truth - forecast)) for name, forecast in forecasts.items()}


# %% right: statistics and zip, printing, one key more
def baseline_errors(series, season, test_days):
    from statistics import fmean

    values = series.tolist()
    past, truth = values[:-test_days], values[-test_days:]
    errors = {"mean": fmean(abs(y - fmean(past)) for y in truth)}
    for name, back in (("last", 1), ("seasonal", season)):
        errors[name] = fmean(abs(y - before) for y, before in zip(truth, values[len(past) - back :]))
    print(errors)
    return {**errors, "days": len(truth)}


# %% right: recursion day by day, with an extra argument
def baseline_errors(series, season, test_days, left=None):
    left = test_days if left is None else left
    if left == 0:
        return {"mean": 0, "last": 0, "seasonal": 0}
    t = len(series) - left
    later = baseline_errors(series, season, test_days, left - 1)
    today = {"mean": series[: len(series) - test_days].mean(), "last": series[t - 1], "seasonal": series[t - season]}
    return {name: later[name] + np.abs(series[t] - value) / test_days for name, value in today.items()}


# %% right: norms of differences
def baseline_errors(series, season, test_days):
    def error(forecast):
        return np.linalg.norm(series[-test_days:] - forecast, ord=1) / test_days

    windows = np.lib.stride_tricks.sliding_window_view(series, season + 1)[-test_days:]
    return {
        "mean": error(np.mean(series[:-test_days])),
        "last": error(windows[:, -2]),
        "seasonal": error(windows[:, 0]),
    }


# %% wrong: only the visible example | 2 | mean`의 값이 다릅니다
def baseline_errors(series, season, test_days):
    return {"mean": 3.0, "last": 2.0, "seasonal": 4 / 3}


# %% wrong: mean of everything | 11 | 테스트 구간까지 넣어 평균했습니다
def baseline_errors(series, season, test_days):
    start, n = len(series) - test_days, len(series)
    f = {"mean": series.mean(), "last": series[start - 1 : n - 1], "seasonal": series[start - season : n - season]}
    return {name: np.abs(series[start:] - value).mean() for name, value in f.items()}


# %% wrong: mean of the test | 11 | 테스트 구간의 평균을 썼습니다
def baseline_errors(series, season, test_days):
    start, n = len(series) - test_days, len(series)
    f = {"mean": series[start:].mean()}
    f |= {"last": series[start - 1 : n - 1], "seasonal": series[start - season : n - season]}
    return {name: np.abs(series[start:] - value).mean() for name, value in f.items()}


# %% wrong: the last training value for every day | 10 | 테스트 직전의 값 하나를 계속 썼습니다
def baseline_errors(series, season, test_days):
    start, n = len(series) - test_days, len(series)
    f = {"mean": series[:start].mean(), "last": series[start - 1], "seasonal": series[start - season : n - season]}
    return {name: np.abs(series[start:] - value).mean() for name, value in f.items()}


# %% wrong: the last season repeated | 7 | 테스트 직전 한 주기를 되풀이했습니다
def baseline_errors(series, season, test_days):
    start, n = len(series) - test_days, len(series)
    f = {"mean": series[:start].mean(), "last": series[start - 1 : n - 1]}
    f["seasonal"] = np.resize(series[start - season : start], test_days)
    return {name: np.abs(series[start:] - value).mean() for name, value in f.items()}


# %% wrong: a day less than the season | 7 | `season`보다 하루 덜 전의 값을 썼습니다
def baseline_errors(series, season, test_days):
    start, n = len(series) - test_days, len(series)
    f = {"mean": series[:start].mean(), "last": series[start - 1 : n - 1]}
    f["seasonal"] = series[start - season + 1 : n - season + 1]
    return {name: np.abs(series[start:] - value).mean() for name, value in f.items()}


# %% wrong: today's value as the forecast | 8 | 오늘의 값을 예측으로 썼습니다
def baseline_errors(series, season, test_days):
    start, n = len(series) - test_days, len(series)
    f = {"mean": series[:start].mean(), "last": series[start:], "seasonal": series[start - season : n - season]}
    return {name: np.abs(series[start:] - value).mean() for name, value in f.items()}


# %% wrong: squared errors | 0 | 제곱의 평균입니다
def baseline_errors(series, season, test_days):
    start, n = len(series) - test_days, len(series)
    f = {
        "mean": series[:start].mean(),
        "last": series[start - 1 : n - 1],
        "seasonal": series[start - season : n - season],
    }
    return {name: ((series[start:] - value) ** 2).mean() for name, value in f.items()}


# %% wrong: no absolute value | 0 | 절댓값이 빠졌습니다
def baseline_errors(series, season, test_days):
    start, n = len(series) - test_days, len(series)
    f = {
        "mean": series[:start].mean(),
        "last": series[start - 1 : n - 1],
        "seasonal": series[start - season : n - season],
    }
    return {name: (series[start:] - value).mean() for name, value in f.items()}


# %% wrong: absolute value after the mean | 0 | 평균을 낸 다음 절댓값을
def baseline_errors(series, season, test_days):
    start, n = len(series) - test_days, len(series)
    f = {
        "mean": series[:start].mean(),
        "last": series[start - 1 : n - 1],
        "seasonal": series[start - season : n - season],
    }
    return {name: abs((series[start:] - value).mean()) for name, value in f.items()}


# %% wrong: a sum | 0 | 더하기만 하고 날의 수로 나누지 않았습니다
def baseline_errors(series, season, test_days):
    start, n = len(series) - test_days, len(series)
    f = {
        "mean": series[:start].mean(),
        "last": series[start - 1 : n - 1],
        "seasonal": series[start - season : n - season],
    }
    return {name: np.abs(series[start:] - value).sum() for name, value in f.items()}


# %% wrong: forecasts instead of errors | 0 | `mean`: 수 하나여야 하는데
def baseline_errors(series, season, test_days):
    start, n = len(series) - test_days, len(series)
    f = {"mean": np.full(test_days, series[:start].mean()), "last": series[start - 1 : n - 1]}
    return f | {"seasonal": series[start - season : n - season]}


# %% wrong: other keys | 0 | 사전에 다음 열쇠가 없습니다
def baseline_errors(series, season, test_days):
    start, n = len(series) - test_days, len(series)
    f = {
        "평균": series[:start].mean(),
        "지속성": series[start - 1 : n - 1],
        "계절": series[start - season : n - season],
    }
    return {name: np.abs(series[start:] - value).mean() for name, value in f.items()}


# %% wrong: forecasts written into the series | 15 | 함수가 입력 `series`의 값을 바꾸었습니다
def baseline_errors(series, season, test_days):
    start, n = len(series) - test_days, len(series)
    truth, before = series[start:].copy(), series.copy()
    errors = {}
    for name, back in (("mean", None), ("last", 1), ("seasonal", season)):
        series[start:] = before[:start].mean() if back is None else before[start - back : n - back]
        errors[name] = np.abs(truth - series[start:]).mean()
    return errors
