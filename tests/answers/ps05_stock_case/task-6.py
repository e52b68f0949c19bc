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


# %% wrong: zero against zero is a hit | 6 | 실제와 예측이 모두 0인 날을 맞힌 것으로 세었습니다
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


# %% wrong: a forecast of zero counts as down | 3 | 예측이 0인 날은 틀린 것으로 셉니다
def direction_report(actual, predicted):
    moved = actual != 0
    days, hits, z = moved.sum(), ((actual > 0) == (predicted > 0))[moved].sum(), 1.96
    rate, up = hits / days, (actual > 0).sum() / days
    middle, root = rate + z**2 / (2 * days), z * np.sqrt(rate * (1 - rate) / days + z**2 / (4 * days**2))
    low, high = (middle - root) / (1 + z**2 / days), (middle + root) / (1 + z**2 / days)
    return dict(days=days, hits=hits, rate=rate, majority=max(up, 1 - up), low=low, high=high)


# %% wrong: no interval | 6 | 열쇠 'low', 'high'가 없습니다
def direction_report(actual, predicted):
    days, hits = (actual != 0).sum(), (actual * predicted > 0).sum()
    up = (actual > 0).sum() / days
    return dict(days=days, hits=hits, rate=hits / days, majority=max(up, 1 - up))
