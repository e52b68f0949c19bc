# %% right: a loop over pairs
def autocorrelation(series, lag):
    mean = sum(series) / len(series)
    top = bottom = 0.0
    for t in range(len(series)):
        bottom += (series[t] - mean) ** 2
        if t + lag < len(series):
            top += (series[t] - mean) * (series[t + lag] - mean)
    return top / bottom if bottom else float("nan")


# %% right: numpy's correlate
def autocorrelation(series, lag):
    centred = series - series.mean()
    if not centred.any():
        return np.nan
    products = np.correlate(centred, centred, mode="full")
    return products[len(series) - 1 + lag] / products[len(series) - 1]


# %% right: pandas shift
def autocorrelation(series, lag):
    values = pd.Series(series)
    values = values - values.mean()
    bottom = values.pow(2).sum()
    return float((values * values.shift(lag)).sum() / bottom) if bottom > 0 else float("nan")


# %% right: TensorFlow in float32
def autocorrelation(series, lag):
    import tensorflow as tf

    values = tf.cast(series, tf.float32)
    values -= tf.reduce_mean(values)
    count = values.shape[0] - lag
    return tf.reduce_sum(values[:count] * values[lag:]) / tf.reduce_sum(values**2)


# %% right: Fourier transform, with an extra argument
def autocorrelation(series, lag, silent=False):
    if np.ptp(series) == 0:
        return np.nan
    n = len(series)
    power = np.abs(np.fft.rfft(series - np.mean(series), 2 * n)) ** 2
    products = np.fft.irfft(power)
    if not silent:
        print("분모", products[0])
    return products[lag] / products[0]


# %% right: a shifted matrix
def autocorrelation(series, lag):
    y = np.asarray(series, dtype=float).reshape(-1, 1)
    y = y - np.full_like(y, np.average(y))
    with np.errstate(invalid="ignore"):
        return np.squeeze(y.T @ np.eye(len(y), k=lag) @ y / (y.T @ y))


# %% right: zip and statistics, with a warning
def autocorrelation(series, lag):
    import statistics
    import warnings

    mean = statistics.fmean(series)
    bottom = sum((value - mean) ** 2 for value in series)
    if bottom == 0:
        warnings.warn("값이 모두 같습니다.")
        return float("nan")
    return sum((a - mean) * (b - mean) for a, b in zip(series, series[lag:])) / bottom


# %% right: recursion over the sum
def autocorrelation(series, lag):
    centred = [value - np.mean(series) for value in series]

    def total(t, gap):
        return 0.0 if t + gap >= len(centred) else centred[t] * centred[t + gap] + total(t + 1, gap)

    bottom = total(0, 0)
    return total(0, lag) / bottom if bottom != 0 else None or np.nan


# %% wrong: only the visible example | 2 | 자기상관`이 다릅니다
def autocorrelation(series, lag):
    return 2 / 14


# %% wrong: mean not subtracted | 1 | 평균을 빼지 않았습니다
def autocorrelation(series, lag):
    return np.sum(series[: len(series) - lag] * series[lag:]) / np.sum(series**2)


# %% wrong: correlation of the two pieces | 3 | 두 토막의 상관계수입니다
def autocorrelation(series, lag):
    return np.corrcoef(series[: len(series) - lag], series[lag:])[0, 1]


# %% wrong: denominator without the end | 3 | 분모에서 끝의 값들이 빠졌습니다
def autocorrelation(series, lag):
    centred = series - series.mean()
    before = centred[: len(series) - lag]
    return np.sum(before * centred[lag:]) / np.sum(before**2)


# %% wrong: means of the products | 3 | 짝의 수로 평균했습니다
def autocorrelation(series, lag):
    centred = series - series.mean()
    return np.mean(centred[: len(series) - lag] * centred[lag:]) / np.mean(centred**2)


# %% wrong: rolled around the end | 3 | 처음으로 이어 붙였습니다
def autocorrelation(series, lag):
    centred = series - series.mean()
    return np.sum(centred * np.roll(centred, -lag)) / np.sum(centred**2)


# %% wrong: always lag one | 7 | 언제나 시차 1로 계산했습니다
def autocorrelation(series, lag):
    centred = series - series.mean()
    return np.sum(centred[:-1] * centred[1:]) / np.sum(centred**2)


# %% wrong: lag zero leaves nothing | 11 | shapes (0,) (9,)
def autocorrelation(series, lag):
    centred = series - series.mean()
    return np.sum(centred[:-lag] * centred[lag:]) / np.sum(centred**2)


# %% wrong: zero for equal values | 10 | 값이 없어야 할 자리(NaN)가 채워져 있습니다
def autocorrelation(series, lag):
    centred = series - series.mean()
    total = np.sum(centred**2)
    return np.sum(centred[: len(series) - lag] * centred[lag:]) / total if total else 0.0


# %% wrong: not divided | 0 | 분모로 나누지 않았습니다
def autocorrelation(series, lag):
    centred = series - series.mean()
    return np.sum(centred[: len(series) - lag] * centred[lag:])


# %% wrong: divided by the root | 2 | 분모의 제곱근으로 나누었습니다
def autocorrelation(series, lag):
    centred = series - series.mean()
    total = np.sum(centred**2)
    return np.sum(centred[: len(series) - lag] * centred[lag:]) / np.sqrt(total) if total else np.nan


# %% wrong: a lag too many | 2 | 시차가 하나 큽니다
def autocorrelation(series, lag):
    centred = series - series.mean()
    return np.sum(centred[: len(series) - lag - 1] * centred[lag + 1 :]) / np.sum(centred**2)


# %% wrong: centred in place | 11 | 함수가 입력 `series`의 값을 바꾸었습니다
def autocorrelation(series, lag):
    series -= series.mean()
    return np.sum(series[: len(series) - lag] * series[lag:]) / np.sum(series**2)
