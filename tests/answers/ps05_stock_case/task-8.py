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


# %% right: recursion, the last fold first
def walk_forward_folds(n, folds, test_size):
    if folds == 0:
        return []
    start = n - test_size
    return walk_forward_folds(start, folds - 1, test_size) + [([*range(start)], [*range(start, n)])]


def walk_forward_mae(returns, folds, test_size):
    if folds == 0:
        return {"mean": [], "zero": []}
    known, test = returns[:-test_size], returns[-test_size:]
    before = walk_forward_mae(known, folds - 1, test_size)
    return {"mean": before["mean"] + [np.abs(test - known.mean()).mean()], "zero": before["zero"] + [abs(test).mean()]}


# %% right: np.split and a warning
import warnings


def walk_forward_folds(n, folds, test_size):
    first, *tests = np.split(np.arange(n), n - test_size * np.arange(folds, 0, -1))
    pairs = []
    for test in tests:
        pairs.append((first, test))
        first = np.concatenate([first, test])
    return pairs


def walk_forward_mae(returns, folds, test_size):
    warnings.warn("차례로 나눕니다", stacklevel=1)
    errors = np.empty((2, folds))
    for k, (train, test) in enumerate(walk_forward_folds(returns.size, folds, test_size)):
        forecasts = np.array([[np.average(returns[train])], [0.0]])
        errors[:, k] = np.mean(abs(returns[test] - forecasts), axis=1)
    return dict(zip(("mean", "zero"), errors))


# %% right: itertools, lengths accumulated
from itertools import accumulate, repeat
from statistics import fmean


def walk_forward_folds(n, folds, test_size):
    ends = list(accumulate(repeat(test_size, folds), initial=n - folds * test_size))
    return [(tuple(range(a)), tuple(range(a, b))) for a, b in zip(ends, ends[1:])]


def walk_forward_mae(returns, folds, test_size):
    values = returns.tolist()
    split = [
        ([values[i] for i in a], [values[i] for i in b]) for a, b in walk_forward_folds(len(values), folds, test_size)
    ]
    centres = {"mean": [fmean(train) for train, _ in split], "zero": [0.0] * folds}
    return {
        name: [fmean(abs(v - centre) for v in test) for centre, (_, test) in zip(forecasts, split)]
        for name, forecasts in centres.items()
    }


# %% right: tensorflow, masks over all numbers
def walk_forward_folds(n, folds, test_size):
    import tensorflow as tf

    numbers = tf.range(n)
    starts = tf.range(n - folds * test_size, n, test_size)
    before = numbers[None] < starts[:, None]
    within = ~before & (numbers[None] < starts[:, None] + test_size)
    return [(tf.boolean_mask(numbers, a), tf.boolean_mask(numbers, b)) for a, b in zip(before, within)]


def walk_forward_mae(returns, folds, test_size):
    losses = keras.losses.MeanAbsoluteError(dtype="float64")
    result = {"mean": [], "zero": []}
    for train, test in walk_forward_folds(len(returns), folds, test_size):
        truth = keras.ops.take(returns, test)
        guess = keras.ops.mean(keras.ops.take(returns, train))
        result["mean"].append(losses(truth, keras.ops.full_like(truth, guess)))
        result["zero"].append(losses(truth, keras.ops.zeros_like(truth)))
    return result


# %% wrong: rolling training window | 7 | 0에서 시작하지 않습니다. 오래된 날을 버리지 않습니다
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


# %% wrong: starts at the beginning, leaves the end unused | 0 | 끝의 날들이 남았습니다
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


# %% wrong: newest first | 5 | 테스트의 순서가 거꾸로입니다
def walk_forward_folds(n, folds, test_size):
    starts = [n - (k + 1) * test_size for k in range(folds)]
    return [(np.arange(s), np.arange(s, s + test_size)) for s in starts]


def walk_forward_mae(returns, folds, test_size):
    pairs = [(returns[a], returns[b]) for a, b in walk_forward_folds(len(returns), folds, test_size)][::-1]
    mean = [np.abs(test - train.mean()).mean() for train, test in pairs]
    return {"mean": mean, "zero": [np.abs(test).mean() for _, test in pairs]}


# %% wrong: first training mean for ever | 8 | 첫 훈련 부분의 평균을 끝까지 썼습니다
def walk_forward_folds(n, folds, test_size):
    starts = [n - (folds - k) * test_size for k in range(folds)]
    return [(np.arange(s), np.arange(s, s + test_size)) for s in starts]


def walk_forward_mae(returns, folds, test_size):
    pairs = [(returns[a], returns[b]) for a, b in walk_forward_folds(len(returns), folds, test_size)]
    first = pairs[0][0].mean()
    mean = [np.abs(test - first).mean() for _, test in pairs]
    return {"mean": mean, "zero": [np.abs(test).mean() for _, test in pairs]}


# %% wrong: signed errors | 7 | 절댓값을 붙이지 않고 평균했습니다
def walk_forward_folds(n, folds, test_size):
    starts = [n - (folds - k) * test_size for k in range(folds)]
    return [(np.arange(s), np.arange(s, s + test_size)) for s in starts]


def walk_forward_mae(returns, folds, test_size):
    pairs = [(returns[a], returns[b]) for a, b in walk_forward_folds(len(returns), folds, test_size)]
    mean = [(test - train.mean()).mean() for train, test in pairs]
    return {"mean": mean, "zero": [test.mean() for _, test in pairs]}


# %% wrong: absolute value of the mean error | 7 | 절댓값을 평균한 다음에 붙였습니다
def walk_forward_folds(n, folds, test_size):
    starts = [n - (folds - k) * test_size for k in range(folds)]
    return [(np.arange(s), np.arange(s, s + test_size)) for s in starts]


def walk_forward_mae(returns, folds, test_size):
    pairs = [(returns[a], returns[b]) for a, b in walk_forward_folds(len(returns), folds, test_size)]
    mean = [abs((test - train.mean()).mean()) for train, test in pairs]
    return {"mean": mean, "zero": [abs(test.mean()) for _, test in pairs]}


# %% wrong: a day left out between training and test | 7 | 테스트 바로 앞날이 없습니다
def walk_forward_folds(n, folds, test_size):
    starts = [n - (folds - k) * test_size for k in range(folds)]
    return [(np.arange(s - 1), np.arange(s, s + test_size)) for s in starts]


def walk_forward_mae(returns, folds, test_size):
    tests = [t for _, t in walk_forward_folds(len(returns), folds, test_size)]
    mean = [np.abs(returns[t] - returns[: t[0]].mean()).mean() for t in tests]
    return {"mean": mean, "zero": [np.abs(returns[t]).mean() for t in tests]}


# %% wrong: zero forecast has zero error | 9 | 오차가 모두 0입니다
def walk_forward_folds(n, folds, test_size):
    starts = [n - (folds - k) * test_size for k in range(folds)]
    return [(np.arange(s), np.arange(s, s + test_size)) for s in starts]


def walk_forward_mae(returns, folds, test_size):
    pairs = [(returns[a], returns[b]) for a, b in walk_forward_folds(len(returns), folds, test_size)]
    mean = [np.abs(test - train.mean()).mean() for train, test in pairs]
    return {"mean": mean, "zero": np.zeros(folds)}


# %% wrong: absolute values in place | 11 | 함수가 입력 `returns`의 값을 바꾸었습니다
def walk_forward_folds(n, folds, test_size):
    starts = [n - (folds - k) * test_size for k in range(folds)]
    return [(np.arange(s), np.arange(s, s + test_size)) for s in starts]


def walk_forward_mae(returns, folds, test_size):
    pairs = walk_forward_folds(len(returns), folds, test_size)
    mean = [np.abs(returns[test] - returns[train].mean()).mean() for train, test in pairs]
    np.abs(returns, out=returns)
    return {"mean": mean, "zero": [returns[test].mean() for _, test in pairs]}


# %% wrong: the example by heart | 3 | 나눈 횟수가 `folds`와 다릅니다
def walk_forward_folds(n, folds, test_size):
    return [([0, 1, 2], [3, 4]), ([0, 1, 2, 3, 4], [5, 6])]


def walk_forward_mae(returns, folds, test_size):
    return {"mean": [5, 3], "zero": [3, 4]}
