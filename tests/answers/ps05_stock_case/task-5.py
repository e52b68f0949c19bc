# %% right: leave the future out
def has_leak(pipeline, values, cut):
    whole, known = pipeline(values)[: cut + 1], pipeline(values[: cut + 1])
    return not np.allclose(whole, known, equal_nan=True)


# %% right: several random futures
def has_leak(pipeline, values, cut):
    rng = np.random.default_rng(7)
    before = np.asarray(pipeline(values))[: cut + 1]
    for size in (1e3, 1e5):
        changed = np.array(values)
        changed[cut + 1 :] = size * rng.normal(size=len(values) - cut - 1)
        after = np.asarray(pipeline(changed))[: cut + 1]
        if not np.array_equal(np.nan_to_num(before), np.nan_to_num(after)):
            return True
    return False


# %% right: loop, comparing one by one
def has_leak(pipeline, values, cut):
    changed = [*values[: cut + 1], *[v + 12345.0 for v in values[cut + 1 :]]]
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


# %% wrong: always finds a leak | 0 | 누수가 없는데 있다고 했습니다
def has_leak(pipeline, values, cut):
    return True


# %% wrong: never finds one | 0 | 누수가 있는데 없다고 했습니다
def has_leak(pipeline, values, cut):
    return False


# %% wrong: compares all rows | 0 | 누수가 없는데 있다고 했습니다
def has_leak(pipeline, values, cut):
    changed = values.copy()
    changed[cut + 1 :] += 1e6
    return not np.allclose(pipeline(values), pipeline(changed), equal_nan=True)


# %% wrong: NaN counts as a difference | 5 | 누수가 없는데 있다고 했습니다
def has_leak(pipeline, values, cut):
    changed = values.copy()
    changed[cut + 1 :] += 1e6
    return bool((pipeline(values)[: cut + 1] != pipeline(changed)[: cut + 1]).any())


# %% wrong: changes the value at the cut too | 2 | 누수가 없는데 있다고 했습니다
def has_leak(pipeline, values, cut):
    changed = values.copy()
    changed[cut:] += 1e6
    return not np.allclose(pipeline(values)[: cut + 1], pipeline(changed)[: cut + 1], equal_nan=True)


# %% wrong: changes one value by a little | 10 | 전체의 최댓값으로 나눈 값: 누수가 있는데 없다고 했습니다
def has_leak(pipeline, values, cut):
    changed = values.copy()
    changed[cut + 1] += 1
    return not np.allclose(pipeline(values)[: cut + 1], pipeline(changed)[: cut + 1], equal_nan=True)


# %% wrong: starts one row too late, looks only at the last known row | 6 | 누수가 있는데 없다고 했습니다
def has_leak(pipeline, values, cut):
    changed = values.copy()
    changed[cut + 2 :] += 1e6
    return not np.allclose(pipeline(values)[cut], pipeline(changed)[cut], equal_nan=True)


# %% wrong: changes its input | 0 | 누수가 있는데 없다고 했습니다
def has_leak(pipeline, values, cut):
    changed = values
    changed[cut + 1 :] += 1e6
    return not np.allclose(pipeline(values)[: cut + 1], pipeline(changed)[: cut + 1], equal_nan=True)


# %% wrong: right answer, input left changed | 11 | 함수가 입력 `values`의 값을 바꾸었습니다
def has_leak(pipeline, values, cut):
    before = pipeline(values)[: cut + 1].copy()
    values[cut + 1 :] += 1e6
    return not np.allclose(before, pipeline(values)[: cut + 1], equal_nan=True)
