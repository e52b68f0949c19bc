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


# %% wrong: today included | 0 | 오늘의 종가가 평균에 들어 있습니다
def lagged_average(close, days):
    return pd.Series(close).rolling(days).mean()


# %% wrong: two days late | 0 | 이틀 뒤로 밀렸습니다
def lagged_average(close, days):
    return pd.Series(close).rolling(days).mean().shift(2)


# %% wrong: shifted the wrong way | 0 | 이동평균
def lagged_average(close, days):
    return pd.Series(close).rolling(days).mean().shift(-1)


# %% wrong: averages of fewer days at the start | 0 | 값이 없어야 할 자리(NaN)가 채워져 있습니다
def lagged_average(close, days):
    return pd.Series(close).rolling(days, min_periods=1).mean().shift(1).bfill()


# %% wrong: rows without an average dropped | 0 | 1번째 축이 2만큼 짧습니다
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
