# %% right: several random futures
def has_leak(pipeline, values, cut):
    rng = np.random.default_rng(7)
    before = np.asarray(pipeline(values))[: cut + 1]
    for size in (1e3, 1e5):
        changed = np.array(values)
        changed[cut + 1 :] = size * rng.normal(size=len(values) - cut - 1)
        changed[-1] = size if size == 1e3 else -size  # whatever was drawn, once up and once down
        after = np.asarray(pipeline(changed))[: cut + 1]
        if np.max(np.abs(np.nan_to_num(before) - np.nan_to_num(after))) > 1e-9:
            return True
    return False


# %% right: loop, comparing one by one
def has_leak(pipeline, values, cut):
    for far in (123456.0, -123456.0):
        changed = [*values[: cut + 1], *[v + far for v in values[cut + 1 :]]]
        for a, b in zip(pipeline(values)[: cut + 1], pipeline(np.array(changed))[: cut + 1]):
            if np.isnan(a) and np.isnan(b):
                continue
            if np.isnan(a) or np.isnan(b) or abs(a - b) > 1e-9:
                return True
    return False


# %% right: a number for the truth value, an extra argument, printing
def has_leak(pipeline, values, cut, factor=-1e4):
    changed = np.where(np.arange(len(values)) > cut, values * factor - 1e4, values)
    up = np.where(np.arange(len(values)) > cut, values * -factor + 1e4, values)
    leaks = 0
    for other in (changed, up):
        difference = pd.Series(pipeline(values)[: cut + 1]) - pd.Series(pipeline(other)[: cut + 1])
        leaks += int((difference.abs() > 1e-9).any())
    print(leaks)
    return np.bool_(leaks)


# %% right: recursion over the known rows
def has_leak(pipeline, values, cut):
    futures = [np.append(values[: cut + 1], np.full(len(values) - cut - 1, far)) for far in (-1e7, 1e7)]
    before, *others = (list(pipeline(series)) for series in (values, *futures))

    def differs(after, t):
        if t < 0:
            return False
        both_missing = before[t] != before[t] and after[t] != after[t]
        return not (both_missing or abs(before[t] - after[t]) < 1e-9) or differs(after, t - 1)

    return any(differs(after, cut) for after in others)


# %% right: assertion of NumPy, caught
def has_leak(pipeline, values, cut):
    known, future = np.split(values, [cut + 1])
    try:
        for factor in (-50.0, 1e5):
            other = np.concatenate([known, factor * (future + 1e3)])
            np.testing.assert_allclose(pipeline(other)[: cut + 1], pipeline(values)[: cut + 1], atol=1e-9)
    except AssertionError:
        return True
    return False


# %% right: pandas, equal tables
def has_leak(pipeline, values, cut):
    table = pd.DataFrame({"given": values, "up": values, "down": values})
    far = table["given"].abs().max() * 1e4 + 1e4
    table.loc[table.index > cut, ["up", "down"]] = far, -far
    features = pd.DataFrame({name: pipeline(column.to_numpy()) for name, column in table.items()}).loc[:cut].round(6)
    return not (features["given"].equals(features["up"]) and features["given"].equals(features["down"]))


# %% right: tensorflow, with a warning
import warnings


def has_leak(pipeline, values, cut):
    import tensorflow as tf

    warnings.warn("두 번 계산합니다", stacklevel=1)
    future = tf.cast(tf.range(len(values)) > cut, tf.float64)
    first, *others = (tf.constant(pipeline((values + shift * future).numpy())) for shift in (0.0, 1e6, -1e6))
    other = tf.stack(others)
    gap = tf.where(tf.math.is_nan(first) & tf.math.is_nan(other), tf.zeros_like(other), tf.abs(first - other))
    return tf.reduce_any(~(gap[:, : cut + 1] <= 1e-9))


# %% right: itertools, one changed future after another
from itertools import islice, product


def has_leak(pipeline, values, cut):
    def known(series):
        return [str(round(float(v), 7)) for v in islice(pipeline(series), cut + 1)]

    def changed(place, size):
        return np.array([size if t == place or place is None and t > cut else v for t, v in enumerate(values)])

    places = product([None, *range(cut + 1, len(values))], (-1e6, 1e6))
    return any(known(changed(*place)) != known(values) for place in places)


# %% wrong: always finds a leak | 0 | 값을 하나도 쓰지 않는 전처리에도 누수가 있다고 합니다
def has_leak(pipeline, values, cut):
    return True


# %% wrong: never finds one | 0 | 전처리를 두 번 하여 비교하지 않았습니다
def has_leak(pipeline, values, cut):
    return False


# %% wrong: compares all rows | 0 | `cut`번째보다 뒤의 특성까지 비교했습니다
def has_leak(pipeline, values, cut):
    changed = values.copy()
    changed[cut + 1 :: 2] += 1e6
    changed[cut + 2 :: 2] -= 3e6
    return not np.allclose(pipeline(values), pipeline(changed), equal_nan=True)


# %% wrong: NaN counts as a difference | 5 | 두 번 모두 NaN인 자리를 다른 것으로 보았습니다
def has_leak(pipeline, values, cut):
    changed = values.copy()
    changed[cut + 1 :: 2] += 1e6
    changed[cut + 2 :: 2] -= 3e6
    return bool((pipeline(values)[: cut + 1] != pipeline(changed)[: cut + 1]).any())


# %% wrong: rounding counts as a difference | 9 | 계산 순서가 달라 생기는 1e-9 이하의 차이까지
def has_leak(pipeline, values, cut):
    changed = values.copy()
    changed[cut + 1 :: 2] -= 1e6
    changed[cut + 2 :: 2] += 3e6
    return not np.array_equal(pipeline(values)[: cut + 1], pipeline(changed)[: cut + 1], equal_nan=True)


# %% wrong: leave the future out | 6 | 뒤의 값을 바꾸지 않고 잘라 냈습니다
def has_leak(pipeline, values, cut):
    whole, known = pipeline(values)[: cut + 1], pipeline(values[: cut + 1])
    return not np.allclose(whole, known, equal_nan=True)


# %% wrong: changes the value at the cut too | 2 | `cut`번째 값까지 바꾸었습니다
def has_leak(pipeline, values, cut):
    changed = values.copy()
    changed[cut::2] += 1e6
    changed[cut + 1 :: 2] -= 3e6
    return not np.allclose(pipeline(values)[: cut + 1], pipeline(changed)[: cut + 1], equal_nan=True)


# %% wrong: changes one value by a little | 8 | 먼 뒤의 값을 바꾸지 않았습니다
def has_leak(pipeline, values, cut):
    changed = values.copy()
    changed[cut + 1] += 1
    return not np.allclose(pipeline(values)[: cut + 1], pipeline(changed)[: cut + 1], equal_nan=True)


# %% wrong: starts one row too late, looks only at the last known row | 6 | 바로 뒤의 값(`cut + 1`번째)을 바꾸지 않았습니다
def has_leak(pipeline, values, cut):
    changed = values.copy()
    changed[cut + 2 :: 2] += 1e6
    changed[cut + 3 :: 2] -= 3e6
    return not np.allclose(pipeline(values)[cut], pipeline(changed)[cut], equal_nan=True)


# %% wrong: changes its input | 0 | 바꾼 시계열이 처음과 같습니다. 복사한 다음 바꾸세요
def has_leak(pipeline, values, cut):
    changed = values
    changed[cut + 1 :: 2] += 1e6
    changed[cut + 2 :: 2] -= 3e6
    return not np.allclose(pipeline(values)[: cut + 1], pipeline(changed)[: cut + 1], equal_nan=True)


# %% wrong: right answer, input left changed | 11 | 함수가 입력 `values`의 값을 바꾸었습니다
def has_leak(pipeline, values, cut):
    before = pipeline(values)[: cut + 1].copy()
    values[cut + 1 :: 2] += 1e6
    values[cut + 2 :: 2] -= 3e6
    return not np.allclose(before, pipeline(values)[: cut + 1], equal_nan=True)


# %% wrong: looks only at the last known row | 10 | `cut`번째 특성만 비교했습니다
def has_leak(pipeline, values, cut):
    changed = values.copy()
    changed[cut + 1 :: 2] += 1e6
    changed[cut + 2 :: 2] -= 3e6
    return not np.allclose(pipeline(values)[cut], pipeline(changed)[cut], equal_nan=True)


# %% wrong: stops one row before the last known | 6 | `cut`번째 특성을 비교하지 않았습니다
def has_leak(pipeline, values, cut):
    changed = values.copy()
    changed[cut + 1 :: 2] += 1e6
    changed[cut + 2 :: 2] -= 3e6
    return not np.allclose(pipeline(values)[:cut], pipeline(changed)[:cut], equal_nan=True)


# %% wrong: future turned round | 5 | 바꾼 값이 시계열의 범위 안에 있습니다
def has_leak(pipeline, values, cut):
    changed = values.copy()
    changed[cut + 1 :] = values[:cut:-1]
    return not np.allclose(pipeline(values)[: cut + 1], pipeline(changed)[: cut + 1], equal_nan=True)


# %% wrong: only upwards | 10 | 위로만 바꾸었습니다
def has_leak(pipeline, values, cut):
    changed = values.copy()
    changed[cut + 1 :] += 1e6
    return not np.allclose(pipeline(values)[: cut + 1], pipeline(changed)[: cut + 1], equal_nan=True)


# %% wrong: only downwards | 10 | 아래로만 바꾸었습니다
def has_leak(pipeline, values, cut):
    changed = values.copy()
    changed[cut + 1 :] = -1e6
    return not np.allclose(pipeline(values)[: cut + 1], pipeline(changed)[: cut + 1], equal_nan=True)


# %% wrong: a table of the four examples | 2 | KeyError
def has_leak(pipeline, values, cut):
    return {5.0: False, 2.0: True, 1.0: True, 6.0: False}[float(pipeline(values)[cut])]
