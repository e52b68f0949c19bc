# %% right: scikit-learn
def persistence_r2(close):
    from sklearn.metrics import r2_score

    return r2_score(close[1:], close[:-1])


# %% right: plain Python
def persistence_r2(close):
    actual = [float(v) for v in close][1:]
    mean = sum(actual) / len(actual)
    above = sum((a - p) ** 2 for a, p in zip(actual, close))
    return 1 - above / sum((a - mean) ** 2 for a in actual)


# %% right: variance
def persistence_r2(close):
    return 1.0 - np.mean(np.diff(close) ** 2) / np.var(close[1:])


# %% right: keras metric in float32, with printing
def persistence_r2(close, verbose=True):
    metric = keras.metrics.R2Score()
    metric.update_state(close[1:, None], close[:-1, None])
    if verbose:
        print("R2", metric.result())
    return metric.result()


# %% right: pandas, the day before beside the day
def persistence_r2(close):
    table = pd.DataFrame({"actual": close}).assign(predicted=lambda t: t["actual"].shift()).dropna()
    errors = table.eval("(actual - predicted) ** 2").sum()
    return 1 - errors / table["actual"].sub(table["actual"].mean()).pow(2).sum()


# %% right: itertools and statistics
from itertools import pairwise
from statistics import fmean, pvariance


def persistence_r2(close):
    prices = close.tolist()
    error = fmean((today - yesterday) ** 2 for yesterday, today in pairwise(prices))
    return -(error / pvariance(prices[1:]) - 1)


# %% right: recursion for both sums
def persistence_r2(close, verbose=False):
    def total(values):
        return values[0] ** 2 + total(values[1:]) if len(values) else 0.0

    actual = close[1:]
    above, below = total(actual - close[: len(actual)]), total(actual - np.average(actual))
    return (below - above) / below


# %% right: tensorflow
def persistence_r2(close):
    import tensorflow as tf

    prices = tf.cast(close, tf.float64)
    actual, predicted = tf.split(tf.stack([prices[1:], prices[:-1]]), 2)
    variance = tf.math.reduce_variance(actual)
    return 1 - tf.reduce_mean(tf.math.squared_difference(actual, predicted)) / variance


# %% right: lengths of vectors in float32, with a warning
import warnings


def persistence_r2(close):
    warnings.warn("float32로 계산합니다", stacklevel=1)
    actual = np.array(close[1:], dtype="float32")
    error, spread = np.subtract(close[:-1], actual), actual - actual.mean(dtype=float)
    return np.float32(1 - (np.linalg.norm(error) / np.linalg.norm(spread)) ** 2)


# %% wrong: arguments swapped | 0 | 실제와 예측의 자리가 바뀌었습니다
def persistence_r2(close):
    from sklearn.metrics import r2_score

    return r2_score(close[:-1], close[1:])


# %% wrong: compared with itself | 0 | 실제와 예측이 같습니다
def persistence_r2(close):
    from sklearn.metrics import r2_score

    return r2_score(close, close)


# %% wrong: squared correlation | 0 | 상관계수의 제곱입니다
def persistence_r2(close):
    return np.corrcoef(close[1:], close[:-1])[0, 1] ** 2


# %% wrong: mean over all days | 0 | 평균에 첫날이 들어 있습니다
def persistence_r2(close):
    return 1 - np.sum(np.diff(close) ** 2) / np.sum((close[1:] - close.mean()) ** 2)


# %% wrong: the fraction alone | 0 | 분수만 돌려주었습니다
def persistence_r2(close):
    return np.sum(np.diff(close) ** 2) / np.sum((close[1:] - close[1:].mean()) ** 2)


# %% wrong: an array | 0 | 배열이 아니라 수 하나여야
def persistence_r2(close):
    return np.array([1 - np.mean(np.diff(close) ** 2) / np.var(close[1:])])


# %% wrong: text | 0 | 문자열
def persistence_r2(close):
    return f"{1 - np.mean(np.diff(close) ** 2) / np.var(close[1:]):.3f}"


# %% wrong: last day forecasts the first | 0 | 첫날을 마지막 날의 종가로 예측했습니다
def persistence_r2(close):
    predicted = np.roll(close, 1)
    return 1 - np.sum((close - predicted) ** 2) / np.sum((close - close.mean()) ** 2)


# %% wrong: two days before | 0 | 이틀 앞의 종가로 예측했습니다
def persistence_r2(close):
    actual, predicted = close[2:], close[:-2]
    return 1 - np.sum((actual - predicted) ** 2) / np.sum((actual - actual.mean()) ** 2)


# %% wrong: absolute errors | 0 | 제곱하지 않고 절댓값을 더했습니다
def persistence_r2(close):
    actual = close[1:]
    return 1 - np.abs(actual - close[:-1]).sum() / np.abs(actual - actual.mean()).sum()


# %% wrong: sample variance below, mean above | 0 | 분모를 `n - 1`로 나눈 분산으로 구했습니다
def persistence_r2(close):
    return 1 - np.mean(np.diff(close) ** 2) / pd.Series(close[1:]).var()


# %% wrong: mean squared error | 0 | 평균 제곱 오차입니다
def persistence_r2(close):
    return np.mean((close[1:] - close[:-1]) ** 2)


# %% wrong: centres its input in place | 9 | 함수가 입력 `close`의 값을 바꾸었습니다
def persistence_r2(close):
    close -= close[1:].mean()
    return 1 - np.sum(np.diff(close) ** 2) / np.sum(close[1:] ** 2)


# %% wrong: the example by heart | 2 | 보이는 검사에서 돌려준 값과 똑같습니다
def persistence_r2(close):
    return -2.0
