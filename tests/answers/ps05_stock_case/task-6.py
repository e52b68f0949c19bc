# %% right: loop and plain Python
def direction_report(actual, predicted):
    days = hits = ups = 0
    for a, p in zip(actual, predicted):
        if a == 0:
            continue
        days += 1
        hits += a * p > 0
        ups += a > 0
    p, z = hits / days, 1.96
    root = z * (p * (1 - p) / days + z * z / (4 * days * days)) ** 0.5
    middle, scale = p + z * z / (2 * days), 1 / (1 + z * z / days)
    return {
        "days": days,
        "hits": int(hits),
        "rate": p,
        "majority": max(ups, days - ups) / days,
        "low": scale * (middle - root),
        "high": scale * (middle + root),
    }


# %% right: pandas
def direction_report(actual, predicted):
    table = pd.DataFrame({"actual": actual, "predicted": predicted})
    table = np.sign(table[table["actual"] != 0])
    n, k, z2 = len(table), (table["actual"] == table["predicted"]).sum(), 1.96**2
    middle = (k + z2 / 2) / (n + z2)
    half = np.sqrt(z2 * (k * (n - k) / n + z2 / 4)) / (n + z2)
    most = table["actual"].value_counts(normalize=True).max()
    return dict(days=n, hits=k, rate=k / n, majority=most, low=middle - half, high=middle + half)


# %% right: float32 and extra keys
def direction_report(actual, predicted, z=1.96):
    actual, predicted = np.float32(actual), np.float32(predicted)
    keep = np.flatnonzero(actual)
    right = np.sign(actual[keep]) * np.sign(predicted[keep]) == 1
    n, p = np.float32(len(keep)), right.mean(dtype=np.float32)
    roots = np.roots([1 + z**2 / n, -(2 * p + z**2 / n), p**2])
    result = {"days": len(keep), "hits": right.sum(), "rate": p, "low": min(roots).real, "high": max(roots).real}
    result["majority"] = max((actual > 0).sum(), (actual < 0).sum()) / n
    result["ties"] = int((actual == 0).sum())
    print(result)
    return result


# %% right: helper function
def wilson_interval(hits, n, z):
    p = hits / n
    inner = np.sqrt(p * (1 - p) / n + (z / (2 * n)) ** 2)
    return [(p + z**2 / 2 / n + sign * z * inner) / (1 + z**2 / n) for sign in (-1, 1)]


def direction_report(actual, predicted):
    pairs = [(a > 0, int(p > 0) - int(p < 0)) for a, p in zip(actual, predicted) if a]
    hits = sum(p == (1 if up else -1) for up, p in pairs)
    share = np.mean([up for up, _ in pairs])
    low, high = wilson_interval(hits, len(pairs), 1.96)
    return {
        "days": len(pairs),
        "hits": hits,
        "rate": hits / len(pairs),
        "majority": max(share, 1 - share),
        "low": low,
        "high": high,
    }


# %% right: tensorflow
def direction_report(actual, predicted):
    import tensorflow as tf

    actual, predicted = tf.constant(actual), tf.constant(predicted)
    signs = tf.boolean_mask(tf.sign(tf.stack([actual, predicted], axis=1)), actual != 0)
    days = tf.cast(tf.shape(signs)[0], tf.float64)
    hits = tf.cast(tf.math.count_nonzero(signs[:, 0] == signs[:, 1]), tf.float64)
    lean, rate = tf.abs(tf.reduce_mean(signs[:, 0])), hits / days
    shrink = 1.96**2 / days
    reach = tf.sqrt(shrink * rate * (1 - rate) + tf.square(shrink / 2))
    low, high = tf.unstack((rate + shrink / 2 + reach * [-1.0, 1.0]) / (1 + shrink))
    return {"days": days, "hits": hits, "rate": rate, "majority": (1 + lean) / 2, "low": low, "high": high}


# %% right: counting pairs of signs with a Counter
from collections import Counter
from math import copysign, sqrt


def direction_report(actual, predicted, z=1.96):
    def sign(value):
        return int(copysign(1, value)) if value else 0

    pairs = Counter((sign(a), sign(p)) for a, p in zip(actual, predicted))
    truth = Counter({s: sum(count for (a, _), count in pairs.items() if a == s) for s in (-1, 1)})
    n, hits = sum(truth.values()), pairs[1, 1] + pairs[-1, -1]
    spread = z * sqrt(hits * (n - hits) / n + z * z / 4)
    report = {"days": n, "hits": hits, "rate": hits / n, "majority": truth.most_common(1)[0][1] / n}
    report.update(low=(hits + z * z / 2 - spread) / (n + z * z), high=(hits + z * z / 2 + spread) / (n + z * z))
    return report


# %% right: recursion over the days
def direction_report(actual, predicted):
    def count(start, stop):
        if stop - start > 1:
            middle = (start + stop) // 2
            return [a + b for a, b in zip(count(start, middle), count(middle, stop))]
        a, p = actual[start], predicted[start]
        return [int(a != 0), int(a > 0), int(a * p > 0)]

    n, ups, hits = count(0, len(actual))
    z2 = 1.96 * 1.96
    coefficients = n + z2, -(2 * hits + z2), hits * hits / n
    a, b, c = coefficients
    root = max(b * b - 4 * a * c, 0) ** 0.5
    names = ("days", "hits", "rate", "majority", "low", "high")
    values = (n, hits, hits / n, max(ups, n - ups) / n, (-b - root) / (2 * a), (-b + root) / (2 * a))
    return dict(zip(names, values))


# %% right: scikit-learn counts, warning
import warnings


def direction_report(actual, predicted):
    from sklearn.metrics import accuracy_score, confusion_matrix

    truth, said = np.sign(actual[actual != 0]), np.sign(predicted[actual != 0])
    table = confusion_matrix(truth, said, labels=[-1, 0, 1])
    warnings.warn(f"{table}", stacklevel=1)
    rate, n = accuracy_score(truth, said), table.sum()
    squared = np.polynomial.Polynomial([rate**2, -2 * rate, 1]) - 1.96**2 / n * np.polynomial.Polynomial([0, 1, -1])
    ends = sorted(squared.roots().real)  # where the distance to the rate is 1.96 standard errors
    most = table.sum(axis=1).max() / n
    return {"days": n, "hits": np.trace(table), "rate": rate, "majority": most, "low": ends[0], "high": ends[1]}


# %% wrong: days without movement counted | 2 | 실제가 0인 날도 세었습니다
def direction_report(actual, predicted):
    days, hits, z = len(actual), (actual * predicted > 0).sum(), 1.96
    rate, up = hits / days, (actual > 0).mean()
    middle, root = rate + z**2 / (2 * days), z * np.sqrt(rate * (1 - rate) / days + z**2 / (4 * days**2))
    low, high = (middle - root) / (1 + z**2 / days), (middle + root) / (1 + z**2 / days)
    return dict(days=days, hits=hits, rate=rate, majority=max(up, 1 - up), low=low, high=high)


# %% wrong: normal approximation | 6 | 정규 근사 구간입니다
def direction_report(actual, predicted):
    moved = actual != 0
    days, hits = moved.sum(), (actual * predicted > 0).sum()
    rate, up = hits / days, (actual > 0).sum() / days
    root = 1.96 * np.sqrt(rate * (1 - rate) / days)
    return dict(days=days, hits=hits, rate=rate, majority=max(up, 1 - up), low=rate - root, high=rate + root)


# %% wrong: zero against zero is a hit | 1 | 실제와 예측이 모두 0인 날을 맞힌 것으로 세었습니다
def direction_report(actual, predicted):
    days, hits, z = (actual != 0).sum(), (np.sign(actual) == np.sign(predicted)).sum(), 1.96
    rate, up = hits / days, (actual > 0).sum() / days
    middle, root = rate + z**2 / (2 * days), z * np.sqrt(rate * (1 - rate) / days + z**2 / (4 * days**2))
    low, high = (middle - root) / (1 + z**2 / days), (middle + root) / (1 + z**2 / days)
    return dict(days=days, hits=hits, rate=rate, majority=max(up, 1 - up), low=low, high=high)


# %% wrong: majority is always down | 10 | 내린 날의 비율입니다
def direction_report(actual, predicted):
    days, hits, z = (actual != 0).sum(), (actual * predicted > 0).sum(), 1.96
    rate = hits / days
    middle, root = rate + z**2 / (2 * days), z * np.sqrt(rate * (1 - rate) / days + z**2 / (4 * days**2))
    low, high = (middle - root) / (1 + z**2 / days), (middle + root) / (1 + z**2 / days)
    return dict(days=days, hits=hits, rate=rate, majority=(actual < 0).sum() / days, low=low, high=high)


# %% wrong: a forecast of zero counts as down | 1 | 예측이 0인 날을 내림으로 세었습니다
def direction_report(actual, predicted):
    moved = actual != 0
    days, hits, z = moved.sum(), ((actual > 0) == (predicted > 0))[moved].sum(), 1.96
    rate, up = hits / days, (actual > 0).sum() / days
    middle, root = rate + z**2 / (2 * days), z * np.sqrt(rate * (1 - rate) / days + z**2 / (4 * days**2))
    low, high = (middle - root) / (1 + z**2 / days), (middle + root) / (1 + z**2 / days)
    return dict(days=days, hits=hits, rate=rate, majority=max(up, 1 - up), low=low, high=high)


# %% wrong: no interval | 6 | 'low', 'high'
def direction_report(actual, predicted):
    days, hits = (actual != 0).sum(), (actual * predicted > 0).sum()
    up = (actual > 0).sum() / days
    return dict(days=days, hits=hits, rate=hits / days, majority=max(up, 1 - up))


# %% wrong: only hits on days that rose | 0 | 오른 날을 맞힌 것만 세었습니다
def direction_report(actual, predicted):
    days, hits, z = (actual != 0).sum(), ((actual > 0) & (predicted > 0)).sum(), 1.96
    rate, up = hits / days, (actual > 0).sum() / days
    middle, root = rate + z**2 / (2 * days), z * np.sqrt(rate * (1 - rate) / days + z**2 / (4 * days**2))
    low, high = (middle - root) / (1 + z**2 / days), (middle + root) / (1 + z**2 / days)
    return dict(days=days, hits=hits, rate=rate, majority=max(up, 1 - up), low=low, high=high)


# %% wrong: days without a forecast left out | 2 | 예측이 0인 날까지 뺐습니다
def direction_report(actual, predicted):
    spoke = actual * predicted != 0
    actual, predicted = actual[spoke], predicted[spoke]
    days, hits, z = len(actual), (actual * predicted > 0).sum(), 1.96
    rate, up = hits / days, (actual > 0).sum() / days
    middle, root = rate + z**2 / (2 * days), z * np.sqrt(rate * (1 - rate) / days + z**2 / (4 * days**2))
    low, high = (middle - root) / (1 + z**2 / days), (middle + root) / (1 + z**2 / days)
    return dict(days=days, hits=hits, rate=rate, majority=max(up, 1 - up), low=low, high=high)


# %% wrong: majority is always up | 8 | 오른 날의 비율입니다
def direction_report(actual, predicted):
    days, hits, z = (actual != 0).sum(), (actual * predicted > 0).sum(), 1.96
    rate = hits / days
    middle, root = rate + z**2 / (2 * days), z * np.sqrt(rate * (1 - rate) / days + z**2 / (4 * days**2))
    low, high = (middle - root) / (1 + z**2 / days), (middle + root) / (1 + z**2 / days)
    return dict(days=days, hits=hits, rate=rate, majority=(actual > 0).sum() / days, low=low, high=high)


# %% wrong: not divided by the last factor | 6 | $1 + z^2/n$으로 나누지 않았습니다
def direction_report(actual, predicted):
    days, hits, z = (actual != 0).sum(), (actual * predicted > 0).sum(), 1.96
    rate, up = hits / days, (actual > 0).sum() / days
    middle, root = rate + z**2 / (2 * days), z * np.sqrt(rate * (1 - rate) / days + z**2 / (4 * days**2))
    return dict(days=days, hits=hits, rate=rate, majority=max(up, 1 - up), low=middle - root, high=middle + root)


# %% wrong: 90 % interval | 6 | 90% 구간입니다
def direction_report(actual, predicted):
    days, hits, z = (actual != 0).sum(), (actual * predicted > 0).sum(), 1.645
    rate, up = hits / days, (actual > 0).sum() / days
    middle, root = rate + z**2 / (2 * days), z * np.sqrt(rate * (1 - rate) / days + z**2 / (4 * days**2))
    low, high = (middle - root) / (1 + z**2 / days), (middle + root) / (1 + z**2 / days)
    return dict(days=days, hits=hits, rate=rate, majority=max(up, 1 - up), low=low, high=high)


# %% wrong: ends of the interval swapped | 6 | 두 끝이 바뀌었습니다
def direction_report(actual, predicted):
    days, hits, z = (actual != 0).sum(), (actual * predicted > 0).sum(), 1.96
    rate, up = hits / days, (actual > 0).sum() / days
    middle, root = rate + z**2 / (2 * days), z * np.sqrt(rate * (1 - rate) / days + z**2 / (4 * days**2))
    low, high = (middle + root) / (1 + z**2 / days), (middle - root) / (1 + z**2 / days)
    return dict(days=days, hits=hits, rate=rate, majority=max(up, 1 - up), low=low, high=high)


# %% wrong: turns forecasts into signs in place | 11 | 함수가 입력 `predicted`의 값을 바꾸었습니다
def direction_report(actual, predicted):
    predicted[:] = np.sign(predicted)
    days, hits, z = (actual != 0).sum(), (actual * predicted > 0).sum(), 1.96
    rate, up = hits / days, (actual > 0).sum() / days
    middle, root = rate + z**2 / (2 * days), z * np.sqrt(rate * (1 - rate) / days + z**2 / (4 * days**2))
    low, high = (middle - root) / (1 + z**2 / days), (middle + root) / (1 + z**2 / days)
    return dict(days=days, hits=hits, rate=rate, majority=max(up, 1 - up), low=low, high=high)


# %% wrong: the example by heart | 2 | 처음 다른 곳은 `days[0]`입니다
def direction_report(actual, predicted):
    return {"days": 5, "hits": 3, "rate": 0.6, "majority": 0.8, "low": 0.230720, "high": 0.882382}
