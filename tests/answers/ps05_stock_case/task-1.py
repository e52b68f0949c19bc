# %% right: explicit loop
def lagged_average(close, days):
    result = []
    for t in range(len(close)):
        result.append(sum(close[t - days : t]) / days if t >= days else float("nan"))
    return result


# %% right: cumulative sums
def lagged_average(close, days):
    total = np.concatenate([[0.0], np.cumsum(close)])
    average = (total[days:-1] - total[: -days - 1]) / days
    return np.concatenate([np.full(days, np.nan), average])


# %% right: convolution in float32, with an extra argument
def lagged_average(close, days, dtype=np.float32):
    values = np.asarray(close, dtype=dtype)
    result = np.full(len(values), np.nan, dtype=dtype)
    result[days:] = np.convolve(values, np.ones(days, dtype=dtype) / days, mode="valid")[:-1]
    print(result)
    return result


# %% right: sliding windows, returned as a pandas series
def lagged_average(close, days):
    windows = np.lib.stride_tricks.sliding_window_view(close, days)
    return pd.Series(windows.mean(axis=1)[:-1], index=range(days, len(close))).reindex(range(len(close)))


# %% right: pandas, the days side by side as columns
def lagged_average(close, days):
    days_before = {f"day {k}": pd.Series(close).shift(k) for k in range(1, days + 1)}
    return pd.DataFrame(days_before).mean(axis="columns", skipna=False)


# %% right: tensorflow, average pooling
def lagged_average(close, days):
    import tensorflow as tf

    batch = tf.reshape(tf.constant(close, tf.float64), (1, -1, 1))
    pooled = tf.squeeze(tf.nn.avg_pool1d(batch, days, 1, "VALID"), [0, 2])
    return tf.concat([tf.fill([days], tf.constant(np.nan, tf.float64)), pooled[:-1]], 0)


# %% right: recursion from the last day
def lagged_average(close, days):
    if not len(close):
        return []
    *earlier, _ = close
    here = np.mean(earlier[-days:]) if len(earlier) >= days else np.nan
    return lagged_average(earlier, days) + [here]


# %% right: running total in a deque, a tuple and a warning
import warnings
from collections import deque


def lagged_average(close, days):
    warnings.warn("한 날씩 더하고 뺍니다", stacklevel=1)
    window, total, averages = deque(), 0.0, ()
    for price in close:
        averages += (total / days,) if len(window) == days else (float("nan"),)
        window.append(price)
        total += price
        if len(window) > days:
            total -= window.popleft()
    return averages


# %% right: a band matrix of weights
def lagged_average(close, days):
    n = len(close)
    weights = (np.tri(n, k=-1) - np.tri(n, k=-days - 1)) / days
    return np.where(np.arange(n) < days, np.nan, weights @ close)


# %% wrong: today included | 0 | 오늘의 종가가 평균에 들어 있습니다
def lagged_average(close, days):
    return pd.Series(close).rolling(days).mean()


# %% wrong: two days late | 0 | 이틀 뒤로 밀렸습니다
def lagged_average(close, days):
    return pd.Series(close).rolling(days).mean().shift(2)


# %% wrong: shifted the wrong way | 0 | 내일의 종가까지 들어 있습니다
def lagged_average(close, days):
    return pd.Series(close).rolling(days).mean().shift(-1)


# %% wrong: averages of fewer days at the start | 0 | 모자라는 자리에서 있는 날만 평균했습니다
def lagged_average(close, days):
    return pd.Series(close).rolling(days, min_periods=1).mean().shift(1)


# %% wrong: rows without an average dropped | 0 | 첫째 축(axis=0)이 2만큼 짧습니다
def lagged_average(close, days):
    return pd.Series(close).rolling(days).mean().shift(1).dropna()


# %% wrong: sum, not mean | 1 | 모든 값이 같은 배수만큼 다릅니다
def lagged_average(close, days):
    return pd.Series(close).rolling(days).sum().shift(1)


# %% wrong: changes its input | 7 | 함수가 입력 `close`의 값을 바꾸었습니다
def lagged_average(close, days):
    result = pd.Series(close.copy()).rolling(days).mean().shift(1)
    close[0] = 0
    return result


# %% wrong: one day fewer in the average | 1 | 평균한 날이 `days`일보다 하루 적습니다
def lagged_average(close, days):
    result = np.full(len(close), np.nan)
    for t in range(days, len(close)):
        result[t] = np.mean(close[t - days + 1 : t])
    return result


# %% wrong: all days since the first | 1 | 첫날부터 모두 평균했습니다
def lagged_average(close, days):
    return pd.Series(close).expanding(days).mean().shift(1)


# %% wrong: zero where there is no average | 0 | 빈 자리를 0으로 채웠습니다
def lagged_average(close, days):
    result = np.zeros(len(close))
    for t in range(days, len(close)):
        result[t] = close[t - days : t].mean()
    return result


# %% wrong: integer division | 3 | 소수 부분이 사라졌습니다
def lagged_average(close, days):
    return [close[t - days : t].sum() // days if t >= days else np.nan for t in range(len(close))]


# %% wrong: the example by heart | 2 | 모양은 (12,)이어야 하는데 (4,)입니다
def lagged_average(close, days):
    return [np.nan, np.nan, 11, 13]
