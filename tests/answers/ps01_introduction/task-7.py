# %% right: loops
def choose_season(series, longest, test_days):
    end = len(series) - test_days
    best, errors = 0, []
    for m in range(1, longest + 1):
        total = 0.0
        for t in range(longest, end):
            total += abs(series[t] - series[t - m])
        errors.append(total / (end - longest))
        if best == 0 or errors[-1] < errors[best - 1]:
            best = m
    return best, errors


# %% right: pandas shift
def choose_season(series, longest, test_days):
    past = pd.Series(series[: len(series) - test_days])
    errors = pd.Series({m: past.sub(past.shift(m)).iloc[longest:].abs().mean() for m in range(1, longest + 1)})
    return errors.idxmin(), errors


# %% right: windows that hold all lengths
def choose_season(series, longest, test_days):
    past = series[: series.size - test_days]
    windows = np.lib.stride_tricks.sliding_window_view(past, longest + 1)
    errors = np.abs(windows[:, -1:] - windows[:, -2::-1]).mean(axis=0)
    return 1 + errors.argmin(), errors


# %% right: index matrix in TensorFlow
def choose_season(series, longest, test_days):
    import tensorflow as tf

    days = np.arange(longest, len(series) - test_days)
    lengths = np.arange(1, longest + 1)
    values = tf.constant(series)
    before = tf.gather(values, days[None, :] - lengths[:, None])
    errors = tf.reduce_mean(tf.abs(tf.gather(values, days) - before), axis=1)
    return tf.argmin(errors) + 1, errors


# %% right: scikit-learn and a dictionary, printing
def choose_season(series, longest, test_days):
    from sklearn.metrics import mean_absolute_error

    end = len(series) - test_days
    errors = {m: mean_absolute_error(series[longest:end], series[longest - m : end - m]) for m in range(1, longest + 1)}
    best = min(errors, key=errors.get)
    print(best, errors)
    return best, list(errors.values())


# %% right: sorting pairs, float32
def choose_season(series, longest, test_days):
    past = np.asarray(series, dtype="float32")[: len(series) - test_days]
    pairs = []
    for m in range(1, longest + 1):
        difference = past[m:] - past[:-m]
        pairs.append((np.abs(difference[longest - m :]).mean(), m))
    return sorted(pairs)[0][1], np.array([error for error, _ in pairs])


# %% right: recursion, with an extra argument
def choose_season(series, longest, test_days, m=1):
    end = len(series) - test_days
    error = float(np.linalg.norm(series[longest:end] - series[longest - m : end - m], 1) / (end - longest))
    if m == longest:
        return m, (error,)
    best, errors = choose_season(series, longest, test_days, m + 1)
    return (m if error <= errors[best - m - 1] else best), (error, *errors)


# %% right: map and statistics, with a warning
def choose_season(series, longest, test_days):
    import warnings
    from statistics import fmean

    values = series.tolist()[: len(series) - test_days]
    warnings.warn("계절의 길이를 고릅니다.")

    def error(m):
        return fmean(map(lambda now, before: abs(now - before), values[longest:], values[longest - m :]))

    errors = list(map(error, range(1, longest + 1)))
    return errors.index(min(errors)) + 1, errors


# %% wrong: only the visible example | 2 | errors`의 모양은
def choose_season(series, longest, test_days):
    return 2, [8 / 3, 2 / 3]


# %% wrong: chooses with the test in view | 7 | 테스트 구간의 값까지 썼습니다
def choose_season(series, longest, test_days):
    truth, n = series[longest:], len(series)
    errors = [np.abs(truth - series[longest - m : n - m]).mean() for m in range(1, longest + 1)]
    return np.argmin(errors) + 1, errors


# %% wrong: chooses in the test alone | 6 | 테스트 구간에서 쟀습니다
def choose_season(series, longest, test_days):
    n, start = len(series), len(series) - test_days
    errors = [np.abs(series[start:] - series[start - m : n - m]).mean() for m in range(1, longest + 1)]
    return np.argmin(errors) + 1, errors


# %% wrong: other days for every length | 8 | 길이마다 다른 날들에서 쟀습니다
def choose_season(series, longest, test_days):
    past = series[: len(series) - test_days]
    errors = [np.abs(past[m:] - past[:-m]).mean() for m in range(1, longest + 1)]
    return np.argmin(errors) + 1, errors


# %% wrong: number of the place for the length | 6 | 길이가 아니라 배열의 번호입니다
def choose_season(series, longest, test_days):
    past = series[: len(series) - test_days]
    errors = [np.abs(past[longest:] - past[longest - m : len(past) - m]).mean() for m in range(1, longest + 1)]
    return np.argmin(errors), errors


# %% wrong: the largest error | 6 | 오차가 가장 큰 길이를 골랐습니다
def choose_season(series, longest, test_days):
    past = series[: len(series) - test_days]
    errors = [np.abs(past[longest:] - past[longest - m : len(past) - m]).mean() for m in range(1, longest + 1)]
    return np.argmax(errors) + 1, errors


# %% wrong: of equal errors the longest | 14 | 오차가 똑같을 때 긴 것을 골랐습니다
def choose_season(series, longest, test_days):
    past = series[: len(series) - test_days]
    errors, best = [], 1
    for m in range(1, longest + 1):
        errors.append(np.abs(past[longest:] - past[longest - m : len(past) - m]).mean())
        if errors[-1] <= errors[best - 1]:
            best = m
    return best, errors


# %% wrong: squared errors | 8 | 제곱의 평균입니다
def choose_season(series, longest, test_days):
    past = series[: len(series) - test_days]
    errors = [((past[longest:] - past[longest - m : len(past) - m]) ** 2).mean() for m in range(1, longest + 1)]
    return np.argmin(errors) + 1, errors


# %% wrong: no absolute value | 0 | 절댓값이 빠졌습니다
def choose_season(series, longest, test_days):
    past = series[: len(series) - test_days]
    errors = [(past[longest:] - past[longest - m : len(past) - m]).mean() for m in range(1, longest + 1)]
    return np.argmin(errors) + 1, errors


# %% wrong: starts with length zero | 0 | errors`의 값이 다릅니다
def choose_season(series, longest, test_days):
    past = series[: len(series) - test_days]
    errors = [np.abs(past[longest:] - past[longest - m : len(past) - m]).mean() for m in range(longest)]
    return np.argmin(errors), errors


# %% wrong: the longest left out | 4 | 가장 긴 길이는 해 보지 않았습니다
def choose_season(series, longest, test_days):
    past = series[: len(series) - test_days]
    errors = [np.abs(past[longest:] - past[longest - m : len(past) - m]).mean() for m in range(1, longest)]
    return np.argmin(errors) + 1, errors


# %% wrong: the smallest error instead of its length | 6 | 길이가 아니라 오차입니다
def choose_season(series, longest, test_days):
    past = series[: len(series) - test_days]
    errors = [np.abs(past[longest:] - past[longest - m : len(past) - m]).mean() for m in range(1, longest + 1)]
    return min(errors), errors


# %% wrong: no test days | 15 | `test_days`가 0이면 모든 날이 지난날입니다
def choose_season(series, longest, test_days):
    past = series[:-test_days]
    errors = [np.abs(past[longest:] - past[longest - m : len(past) - m]).mean() for m in range(1, longest + 1)]
    return np.argmin(errors) + 1, errors


# %% wrong: the test erased | 15 | 함수가 입력 `series`의 값을 바꾸었습니다
def choose_season(series, longest, test_days):
    end = len(series) - test_days
    series[end:] = np.nan
    errors = [
        np.nanmean(np.abs(series[longest:] - series[longest - m : len(series) - m])) for m in range(1, longest + 1)
    ]
    return np.argmin(errors) + 1, errors
