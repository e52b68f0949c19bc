# %% right: all orders at once
def shuffle_test(series, orders):
    def r_1(rows):
        centred = rows - rows.mean(axis=-1, keepdims=True)
        return (centred[..., :-1] * centred[..., 1:]).sum(axis=-1) / (centred**2).sum(axis=-1)

    observed, by_chance = r_1(series), r_1(series[orders])
    return observed, by_chance, (1 + np.count_nonzero(by_chance >= observed)) / (1 + len(by_chance))


# %% right: plain Python
def shuffle_test(series, orders):
    values = [float(value) for value in series]
    mean = sum(values) / len(values)

    def first(order):
        pairs = zip(order, order[1:])
        top = sum((values[a] - mean) * (values[b] - mean) for a, b in pairs)
        return top / sum((value - mean) ** 2 for value in values)

    observed = first(list(range(len(values))))
    by_chance = [first([int(number) for number in order]) for order in orders]
    count = 1
    for value in by_chance:
        if value >= observed:
            count += 1
    return [observed, by_chance, count / (1 + len(by_chance))]


# %% right: pandas
def shuffle_test(series, orders):
    def r_1(values):
        values = values - values.mean()
        return (values * values.shift(1)).sum() / (values**2).sum()

    observed = r_1(pd.Series(series))
    by_chance = pd.DataFrame(np.take(series, orders).T).apply(r_1)
    return observed, by_chance, (by_chance.ge(observed).sum() + 1) / (len(by_chance) + 1)


# %% right: the original order as one more row
def shuffle_test(series, orders):
    every = np.vstack([np.arange(len(series)), orders])
    centred = (series - series.mean())[every]
    r = np.einsum("dn,dn->d", centred[:, 1:], centred[:, :-1]) / np.einsum("dn,dn->d", centred, centred)
    return r[0], r[1:], np.mean(r >= r[0])


# %% right: TensorFlow
def shuffle_test(series, orders):
    import tensorflow as tf

    centred = tf.constant(series) - tf.reduce_mean(series)
    total = tf.reduce_sum(centred**2)
    observed = tf.reduce_sum(centred[1:] * centred[:-1]) / total
    mixed = tf.gather(centred, orders)
    by_chance = tf.reduce_sum(mixed[:, 1:] * mixed[:, :-1], axis=1) / total
    count = tf.reduce_sum(tf.cast(by_chance >= observed, tf.float64))
    return observed, by_chance, (1 + count) / (1 + len(orders))


# %% right: recursion over the orders, printing
def shuffle_test(series, orders):
    centred = series - np.mean(series)

    def r_1(values):
        return values[1:].dot(values[:-1]) / values.dot(values)

    def rest(number):
        return [] if number == len(orders) else [r_1(centred[orders[number]])] + rest(number + 1)

    by_chance = rest(0)
    print("섞은 횟수", len(by_chance))
    at_least = [value for value in by_chance if not value < r_1(centred)]
    return r_1(centred), by_chance, (len(at_least) + 1) / (len(by_chance) + 1)


# %% right: numpy's correlate and sorting, with an extra argument
def shuffle_test(series, orders, lag=1):
    def r(values):
        products = np.correlate(values, values, "full")
        return products[len(values) - 1 + lag] / products[len(values) - 1]

    centred = series - series.mean()
    observed = r(centred)
    by_chance = np.fromiter((r(centred[order]) for order in orders), dtype=float)
    below = np.searchsorted(np.sort(by_chance), observed, side="left")
    return observed, by_chance, (1 + len(by_chance) - below) / (1 + len(by_chance))


# %% right: float32, with logging
def shuffle_test(series, orders):
    import logging

    centred = (series - series.mean()).astype("float32")
    total = (centred * centred).sum()
    logging.warning("분모 %s", total)
    r = [(centred[order][1:] * centred[order][:-1]).sum() / total for order in [np.arange(len(series)), *orders]]
    share = sum(value >= r[0] for value in r) / len(r)
    return r[0], np.array(r[1:]), share


# %% wrong: only the visible example | 2 | observed`의 값이 다릅니다
def shuffle_test(series, orders):
    return 14 / 34, [14 / 34, 7 / 34, -11 / 34, -26 / 34], 0.4


# %% wrong: original order not counted | 7 | 원래 순서를 세지 않았습니다
def shuffle_test(series, orders):
    centred = series - series.mean()
    r = [np.sum(v[:-1] * v[1:]) / np.sum(v**2) for v in (centred, *centred[orders])]
    by_chance = np.array(r[1:])
    return r[0], by_chance, np.mean(by_chance >= r[0])


# %% wrong: one missing below | 7 | 분모에 원래 순서가 빠졌습니다
def shuffle_test(series, orders):
    centred = series - series.mean()
    r = [np.sum(v[:-1] * v[1:]) / np.sum(v**2) for v in (centred, *centred[orders])]
    by_chance = np.array(r[1:])
    return r[0], by_chance, (1 + np.sum(by_chance >= r[0])) / len(orders)


# %% wrong: one missing above | 7 | 분자에 원래 순서가 빠졌습니다
def shuffle_test(series, orders):
    centred = series - series.mean()
    r = [np.sum(v[:-1] * v[1:]) / np.sum(v**2) for v in (centred, *centred[orders])]
    by_chance = np.array(r[1:])
    return r[0], by_chance, np.sum(by_chance >= r[0]) / (1 + len(orders))


# %% wrong: equal values not counted | 10 | 크거나 **같은** 것을 셉니다
def shuffle_test(series, orders):
    centred = series - series.mean()
    r = [np.sum(v[:-1] * v[1:]) / np.sum(v**2) for v in (centred, *centred[orders])]
    by_chance = np.array(r[1:])
    return r[0], by_chance, (1 + np.sum(by_chance > r[0])) / (1 + len(orders))


# %% wrong: the other direction | 7 | 부등호의 방향이 반대입니다
def shuffle_test(series, orders):
    centred = series - series.mean()
    r = [np.sum(v[:-1] * v[1:]) / np.sum(v**2) for v in (centred, *centred[orders])]
    by_chance = np.array(r[1:])
    return r[0], by_chance, (1 + np.sum(by_chance <= r[0])) / (1 + len(orders))


# %% wrong: absolute values compared | 7 | 절댓값을 견주었습니다
def shuffle_test(series, orders):
    centred = series - series.mean()
    r = [np.sum(v[:-1] * v[1:]) / np.sum(v**2) for v in (centred, *centred[orders])]
    by_chance = np.array(r[1:])
    return r[0], by_chance, (1 + np.sum(abs(by_chance) >= abs(r[0]))) / (1 + len(orders))


# %% wrong: a count instead of a share | 7 | 비율이 아니라 개수입니다
def shuffle_test(series, orders):
    centred = series - series.mean()
    r = [np.sum(v[:-1] * v[1:]) / np.sum(v**2) for v in (centred, *centred[orders])]
    by_chance = np.array(r[1:])
    return r[0], by_chance, 1 + np.sum(by_chance >= r[0])


# %% wrong: the numbers and not the values shuffled | 3 | 섞은 번호 자체의 자기상관입니다
def shuffle_test(series, orders):
    def r_1(v):
        v = v - v.mean()
        return np.sum(v[:-1] * v[1:]) / np.sum(v**2)

    observed = r_1(series)
    by_chance = np.array([r_1(order) for order in orders])
    return observed, by_chance, (1 + np.sum(by_chance >= observed)) / (1 + len(orders))


# %% wrong: the inverse order | 3 | 섞은 순서를 거꾸로 썼습니다
def shuffle_test(series, orders):
    def r_1(v):
        v = v - v.mean()
        return np.sum(v[:-1] * v[1:]) / np.sum(v**2)

    by_chance = []
    for order in orders:
        mixed = np.empty_like(series)
        mixed[order] = series
        by_chance.append(r_1(mixed))
    observed = r_1(series)
    return observed, by_chance, (1 + np.sum(np.array(by_chance) >= observed)) / (1 + len(orders))


# %% wrong: shuffles what is already shuffled | 3 | 섞은 것을 또 섞었습니다
def shuffle_test(series, orders):
    def r_1(v):
        v = v - v.mean()
        return np.sum(v[:-1] * v[1:]) / np.sum(v**2)

    observed, mixed, by_chance = r_1(series), series, []
    for order in orders:
        mixed = mixed[order]
        by_chance.append(r_1(mixed))
    return observed, by_chance, (1 + np.sum(np.array(by_chance) >= observed)) / (1 + len(orders))


# %% wrong: shuffled in place | 13 | 함수가 입력 `series`의 값을 바꾸었습니다
def shuffle_test(series, orders):
    def r_1(v):
        v = v - v.mean()
        return np.sum(v[:-1] * v[1:]) / np.sum(v**2)

    observed, original, by_chance = r_1(series), series.copy(), []
    for order in orders:
        series[:] = original[order]
        by_chance.append(r_1(series))
    return observed, by_chance, (1 + np.sum(np.array(by_chance) >= observed)) / (1 + len(orders))


# %% wrong: draws its own orders | 3 | 받은 `orders`의 순서로 섞은 값이어야
def shuffle_test(series, orders):
    def r_1(v):
        v = v - v.mean()
        return np.sum(v[:-1] * v[1:]) / np.sum(v**2)

    rng = np.random.default_rng(0)
    observed = r_1(series)
    by_chance = np.array([r_1(rng.permutation(series)) for _ in orders])
    return observed, by_chance, (1 + np.sum(by_chance >= observed)) / (1 + len(orders))
