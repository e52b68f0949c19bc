# %% right: scikit-learn
def walk_forward_folds(n, folds, test_size):
    from sklearn.model_selection import TimeSeriesSplit

    return list(TimeSeriesSplit(n_splits=folds, test_size=test_size).split(np.zeros(n)))


def walk_forward_mae(returns, folds, test_size):
    from sklearn.metrics import mean_absolute_error as mae

    result = {"mean": [], "zero": []}
    for train, test in walk_forward_folds(len(returns), folds, test_size):
        result["mean"].append(mae(returns[test], np.full(test_size, returns[train].mean())))
        result["zero"].append(mae(returns[test], np.zeros(test_size)))
    return result


# %% right: ranges in a generator
def walk_forward_folds(n, folds, test_size):
    for fold in range(folds, 0, -1):
        start = n - fold * test_size
        yield range(start), range(start, start + test_size)


def walk_forward_mae(returns, folds, test_size):
    mean, zero = [], []
    for train, test in walk_forward_folds(len(returns), folds, test_size):
        forecast = sum(returns[i] for i in train) / len(train)
        mean.append(sum(abs(returns[i] - forecast) for i in test) / len(test))
        zero.append(sum(abs(returns[i]) for i in test) / len(test))
    return {"mean": mean, "zero": zero}


# %% right: reshaping, no call of the first function, float32
def walk_forward_folds(n, folds, test_size, verbose=False):
    numbers = list(range(n))
    ends = list(range(n, n - folds * test_size, -test_size))[::-1]
    return [[numbers[: end - test_size], numbers[end - test_size : end]] for end in ends]


def walk_forward_mae(returns, folds, test_size):
    returns = np.float32(returns)
    tests = returns[len(returns) - folds * test_size :].reshape(folds, test_size)
    counts = len(returns) - test_size * np.arange(folds, 0, -1)
    means = np.cumsum(returns)[counts - 1] / counts
    print(means)
    return {"mean": np.abs(tests - means[:, None]).mean(1), "zero": np.abs(tests).mean(1), "folds": folds}


# %% right: backwards, then reversed, pandas
def walk_forward_folds(n, folds, test_size):
    result, end = [], n
    while len(result) < folds:
        result.append((np.arange(0, end - test_size), np.arange(end - test_size, end)))
        end -= test_size
    return result[::-1]


def walk_forward_mae(returns, folds, test_size):
    series, rows = pd.Series(returns), []
    for train, test in walk_forward_folds(len(series), folds, test_size):
        rows.append({"mean": (series[test] - series[train].mean()).abs().mean(), "zero": series[test].abs().mean()})
    return pd.DataFrame(rows).to_dict("list")


# %% wrong: rolling training window | 7 | 0부터 테스트 바로 앞까지 전부입니다
def walk_forward_folds(n, folds, test_size):
    starts = [n - (folds - k) * test_size for k in range(folds)]
    return [(np.arange(s - starts[0], s), np.arange(s, s + test_size)) for s in starts]


def walk_forward_mae(returns, folds, test_size):
    pairs = [(returns[: t[0]], returns[t]) for _, t in walk_forward_folds(len(returns), folds, test_size)]
    mean = [np.abs(test - train.mean()).mean() for train, test in pairs]
    zero = [np.abs(test).mean() for _, test in pairs]
    return {"mean": mean, "zero": zero}


# %% wrong: training reaches into the test | 3 | 테스트와 같거나 더 뒤의 날이 있습니다
def walk_forward_folds(n, folds, test_size):
    starts = [n - (folds - k) * test_size for k in range(folds)]
    return [(np.arange(s + test_size), np.arange(s, s + test_size)) for s in starts]


def walk_forward_mae(returns, folds, test_size):
    pairs = [(returns[a], returns[b]) for a, b in walk_forward_folds(len(returns), folds, test_size)]
    mean = [np.abs(test - train.mean()).mean() for train, test in pairs]
    return {"mean": mean, "zero": [np.abs(test).mean() for _, test in pairs]}


# %% wrong: starts at the beginning, leaves the end unused | 0 | 마지막 테스트가 n - 1에서 끝나고
def walk_forward_folds(n, folds, test_size):
    return [(np.arange((k + 1) * test_size), np.arange((k + 1) * test_size, (k + 2) * test_size)) for k in range(folds)]


def walk_forward_mae(returns, folds, test_size):
    pairs = [(returns[a], returns[b]) for a, b in walk_forward_folds(len(returns), folds, test_size)]
    mean = [np.abs(test - train.mean()).mean() for train, test in pairs]
    return {"mean": mean, "zero": [np.abs(test).mean() for _, test in pairs]}


# %% wrong: mean of all returns | 8 | 전체의 평균을 예측으로 썼습니다
def walk_forward_folds(n, folds, test_size):
    starts = [n - (folds - k) * test_size for k in range(folds)]
    return [(np.arange(s), np.arange(s, s + test_size)) for s in starts]


def walk_forward_mae(returns, folds, test_size):
    tests = [returns[b] for _, b in walk_forward_folds(len(returns), folds, test_size)]
    mean = [np.abs(test - returns.mean()).mean() for test in tests]
    return {"mean": mean, "zero": [np.abs(test).mean() for test in tests]}


# %% wrong: mean of the test | 8 | 테스트 부분의 평균을 예측으로 썼습니다
def walk_forward_folds(n, folds, test_size):
    starts = [n - (folds - k) * test_size for k in range(folds)]
    return [(np.arange(s), np.arange(s, s + test_size)) for s in starts]


def walk_forward_mae(returns, folds, test_size):
    tests = [returns[b] for _, b in walk_forward_folds(len(returns), folds, test_size)]
    mean = [np.abs(test - test.mean()).mean() for test in tests]
    return {"mean": mean, "zero": [np.abs(test).mean() for test in tests]}


# %% wrong: squared errors | 7 | 절댓값이 아니라 제곱을 평균했습니다
def walk_forward_folds(n, folds, test_size):
    starts = [n - (folds - k) * test_size for k in range(folds)]
    return [(np.arange(s), np.arange(s, s + test_size)) for s in starts]


def walk_forward_mae(returns, folds, test_size):
    pairs = [(returns[a], returns[b]) for a, b in walk_forward_folds(len(returns), folds, test_size)]
    mean = [((test - train.mean()) ** 2).mean() for train, test in pairs]
    return {"mean": mean, "zero": [(test**2).mean() for _, test in pairs]}


# %% wrong: newest first | 5 | 순서가 거꾸로입니다
def walk_forward_folds(n, folds, test_size):
    starts = [n - (k + 1) * test_size for k in range(folds)]
    return [(np.arange(s), np.arange(s, s + test_size)) for s in starts]


def walk_forward_mae(returns, folds, test_size):
    pairs = [(returns[a], returns[b]) for a, b in walk_forward_folds(len(returns), folds, test_size)][::-1]
    mean = [np.abs(test - train.mean()).mean() for train, test in pairs]
    return {"mean": mean, "zero": [np.abs(test).mean() for _, test in pairs]}
