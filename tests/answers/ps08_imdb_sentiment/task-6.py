# %% right: loops
def choose_threshold(validation, test, thresholds, costs):
    def price(part, threshold):
        total = 0
        for truth, probability in zip(part[0], part[1], strict=True):
            if probability >= threshold and truth == 0:
                total += costs[0]
            elif probability < threshold and truth == 1:
                total += costs[1]
        return total / len(part[0])

    best, tied = None, []
    for threshold in thresholds:
        found = price(validation, threshold)
        if best is None or found < best - 1e-12:
            best, tied = found, [threshold]
        elif abs(found - best) <= 1e-12:
            tied.append(threshold)
    tied = sorted(tied)
    middle = len(tied) // 2
    chosen = tied[middle] if len(tied) % 2 else (tied[middle - 1] + tied[middle]) / 2
    return chosen, price(test, chosen)


# %% right: all thresholds at once
def choose_threshold(validation, test, thresholds, costs):
    def price(part, at):
        truth, probability = np.asarray(part[0])[:, None], np.asarray(part[1])[:, None]
        positive = probability >= np.atleast_1d(at)
        return (costs[0] * (positive & (truth == 0)) + costs[1] * (~positive & (truth == 1))).mean(axis=0)

    found = price(validation, thresholds)
    chosen = np.median(np.asarray(thresholds)[np.isclose(found, found.min())])
    return chosen, price(test, chosen)[0]


# %% right: sorted once, as in the lecture
def counts_at_all(thresholds, truth, probability):
    below = [np.searchsorted(np.sort(probability[truth == t]), thresholds, side="left") for t in (0, 1)]
    return np.stack([np.stack([low, np.sum(truth == t) - low], axis=-1) for t, low in enumerate(below)], axis=1)


def choose_threshold(validation, test, thresholds, costs):
    def price(part, at):
        counts = counts_at_all(np.atleast_1d(at), *part)
        return (costs[0] * counts[:, 0, 1] + costs[1] * counts[:, 1, 0]) / len(part[0])

    found = price(validation, thresholds)
    chosen = np.quantile(thresholds[found <= found.min() + 1e-9], 0.5)
    return chosen, price(test, chosen).item()


# %% right: confusion matrix of scikit-learn
def choose_threshold(validation, test, thresholds, costs):
    from statistics import median

    from sklearn.metrics import confusion_matrix

    def price(part, threshold):
        matrix = confusion_matrix(part[0], part[1] >= threshold, labels=[0, 1], normalize="all")
        return float((matrix * [[0, costs[0]], [costs[1], 0]]).sum())

    found = {float(threshold): round(price(validation, threshold), 9) for threshold in thresholds}
    chosen = median([threshold for threshold, value in found.items() if value == min(found.values())])
    return chosen, price(test, chosen)


# %% right: pandas
def choose_threshold(validation, test, thresholds, costs):
    def total(part, threshold):
        table = pd.DataFrame({"truth": part[0], "answer": np.where(part[1] >= threshold, 1, 0)})
        return table["answer"].sub(table["truth"]).map({0: 0, 1: costs[0], -1: costs[1]}).mean()

    found = pd.Series([total(validation, threshold) for threshold in thresholds], index=thresholds).round(9)
    chosen = found[found == found.min()].index.to_series().median()
    return chosen, total(test, chosen)


# %% right: TensorFlow, float32
def choose_threshold(validation, test, thresholds, costs):
    import tensorflow as tf

    def price(part, threshold):
        truth, probability = tf.constant(part[0] == 1), tf.constant(part[1], tf.float32)
        positive = probability >= tf.cast(threshold, tf.float32)
        wrong = costs[0] * tf.cast(positive & ~truth, tf.float32) + costs[1] * tf.cast(truth & ~positive, tf.float32)
        return tf.reduce_mean(wrong)

    found = np.array([price(validation, threshold) for threshold in thresholds], dtype=np.float32)
    chosen = np.median(thresholds[found - found.min() < 1e-5])
    return np.float32(chosen), price(test, chosen)


# %% right: whole numbers of mistakes and fractions
from fractions import Fraction
from itertools import groupby


def choose_threshold(validation, test, thresholds, costs):
    def price(part, threshold):
        pairs = [(int(t), bool(p >= threshold)) for t, p in zip(*part, strict=True)]
        fp, fn = pairs.count((0, True)), pairs.count((1, False))
        return (Fraction(costs[0]) * fp + Fraction(costs[1]) * fn) / len(pairs)

    priced = sorted((price(validation, threshold), threshold) for threshold in thresholds)
    _, group = next(groupby(priced, key=lambda pair: pair[0]))
    tied = [threshold for _, threshold in group]
    chosen = (tied[(len(tied) - 1) // 2] + tied[len(tied) // 2]) / 2
    return chosen, float(price(test, chosen))


# %% right: recursion over the candidates, printing and an extra argument
def choose_threshold(validation, test, thresholds, costs, tolerance=1e-9):
    def price(part, threshold):
        truth, positive = np.asarray(part[0], dtype=bool), ~(np.asarray(part[1]) < threshold)
        return np.average(np.select([positive & ~truth, ~positive & truth], costs, 0.0))

    def lowest(candidates):
        if len(candidates) == 1:
            return price(validation, candidates[0]), [candidates[0]]
        found, tied = lowest(candidates[1:])
        own = price(validation, candidates[0])
        if own < found - tolerance:
            return own, [candidates[0]]
        return (found, [candidates[0], *tied]) if own <= found + tolerance else (found, tied)

    found, tied = lowest(list(thresholds))
    print(found, tied)
    return np.median(tied), price(test, np.median(tied))


# %% right: dot product of costs with weights for each review
def choose_threshold(validation, test, thresholds, costs):
    weights = np.array(costs, dtype=float)

    def price(part, threshold):
        wrong = (part[1] >= threshold).astype(int) != part[0]
        return weights[part[0]] @ wrong / part[0].size

    found = np.fromiter((price(validation, threshold) for threshold in thresholds), dtype=float)
    chosen = np.median(np.compress(np.isclose(found, np.min(found)), thresholds))
    return [chosen, price(test, chosen)]


# %% right: float32 thresholds, each mistake divided by itself, equal costs by ==
def choose_threshold(validation, test, thresholds, costs):
    candidates = np.float32(thresholds)

    def price(part, at):
        yes = part[1] >= at
        return costs[0] * np.mean(yes * (1 - part[0])) + costs[1] * np.mean((1 - yes) * part[0])

    found = [price(validation, at) for at in candidates]
    chosen = np.median([at for at, value in zip(candidates, found, strict=True) if value == min(found)])
    return np.float32(chosen), price(test, np.float32(chosen))


# %% right: the function of the first task
def confusion_at(truth, probability, threshold):
    answer = (probability >= threshold).astype(int)
    return np.array([[np.sum((truth == t) & (answer == a)) for a in (0, 1)] for t in (0, 1)])


def choose_threshold(validation, test, thresholds, costs):
    prices = np.array([[0, costs[0]], [costs[1], 0]])
    totals = {float(at): np.sum(prices * confusion_at(*validation, at)) for at in thresholds}
    best = min(totals.values())
    chosen = np.median([at for at in totals if totals[at] == best])
    return chosen, np.sum(prices * confusion_at(*test, chosen)) / len(test[0])


# %% wrong: chosen on the test part | 4 | 테스트 부분에서 골랐습니다.
def choose_threshold(validation, test, thresholds, costs):
    def price(part, threshold):
        truth, probability = part
        false_positives = np.sum((probability >= threshold) & (truth == 0))
        false_negatives = np.sum((probability < threshold) & (truth == 1))
        return (costs[0] * false_positives + costs[1] * false_negatives) / len(truth)

    found = np.array([price(test, threshold) for threshold in thresholds])
    chosen = np.median(thresholds[np.isclose(found, found.min())])
    return chosen, price(test, chosen)


# %% wrong: chosen on both parts together | 4 | 검증 부분과 테스트 부분을 합쳐서 골랐습니다.
def choose_threshold(validation, test, thresholds, costs):
    def price(part, threshold):
        truth, probability = part
        false_positives = np.sum((probability >= threshold) & (truth == 0))
        false_negatives = np.sum((probability < threshold) & (truth == 1))
        return (costs[0] * false_positives + costs[1] * false_negatives) / len(truth)

    together = np.concatenate([validation[0], test[0]]), np.concatenate([validation[1], test[1]])
    found = np.array([price(together, threshold) for threshold in thresholds])
    chosen = np.median(thresholds[np.isclose(found, found.min())])
    return chosen, price(test, chosen)


# %% wrong: costs exchanged | 0 | 두 비용이 바뀌었습니다.
def choose_threshold(validation, test, thresholds, costs):
    def price(part, threshold):
        truth, probability = part
        false_positives = np.sum((probability >= threshold) & (truth == 0))
        false_negatives = np.sum((probability < threshold) & (truth == 1))
        return (costs[1] * false_positives + costs[0] * false_negatives) / len(truth)

    found = np.array([price(validation, threshold) for threshold in thresholds])
    chosen = np.median(thresholds[np.isclose(found, found.min())])
    return chosen, price(test, chosen)


# %% wrong: fewest mistakes | 4 | 두 잘못을 같은 값으로 쳤습니다.
def choose_threshold(validation, test, thresholds, costs):
    def price(part, threshold, costs=(1, 1)):
        truth, probability = part
        false_positives = np.sum((probability >= threshold) & (truth == 0))
        false_negatives = np.sum((probability < threshold) & (truth == 1))
        return (costs[0] * false_positives + costs[1] * false_negatives) / len(truth)

    found = np.array([price(validation, threshold) for threshold in thresholds])
    chosen = np.median(thresholds[np.isclose(found, found.min())])
    return chosen, price(test, chosen, costs)


# %% wrong: first of the ties | 9 | 비용이 같은 문턱값 가운데 첫 번째를 골랐습니다.
def choose_threshold(validation, test, thresholds, costs):
    def price(part, threshold):
        truth, probability = part
        false_positives = np.sum((probability >= threshold) & (truth == 0))
        false_negatives = np.sum((probability < threshold) & (truth == 1))
        return (costs[0] * false_positives + costs[1] * false_negatives) / len(truth)

    chosen = thresholds[np.argmin([price(validation, threshold) for threshold in thresholds])]
    return chosen, price(test, chosen)


# %% wrong: last of the ties | 9 | 비용이 같은 문턱값 가운데 마지막을 골랐습니다.
def choose_threshold(validation, test, thresholds, costs):
    def price(part, threshold):
        truth, probability = part
        false_positives = np.sum((probability >= threshold) & (truth == 0))
        false_negatives = np.sum((probability < threshold) & (truth == 1))
        return (costs[0] * false_positives + costs[1] * false_negatives) / len(truth)

    found = np.array([price(validation, threshold) for threshold in thresholds])
    chosen = thresholds[np.isclose(found, found.min())][-1]
    return chosen, price(test, chosen)


# %% wrong: mean of the ties | 9 | 비용이 같은 문턱값을 평균했습니다.
def choose_threshold(validation, test, thresholds, costs):
    def price(part, threshold):
        truth, probability = part
        false_positives = np.sum((probability >= threshold) & (truth == 0))
        false_negatives = np.sum((probability < threshold) & (truth == 1))
        return (costs[0] * false_positives + costs[1] * false_negatives) / len(truth)

    found = np.array([price(validation, threshold) for threshold in thresholds])
    chosen = np.mean(thresholds[np.isclose(found, found.min())])
    return chosen, price(test, chosen)


# %% wrong: a probability equal to the threshold is negative | 0 | 문턱값과 똑같은 확률을 부정이라고 답했습니다.
def choose_threshold(validation, test, thresholds, costs):
    def price(part, threshold):
        truth, probability = part
        false_positives = np.sum((probability > threshold) & (truth == 0))
        false_negatives = np.sum((probability <= threshold) & (truth == 1))
        return (costs[0] * false_positives + costs[1] * false_negatives) / len(truth)

    found = np.array([price(validation, threshold) for threshold in thresholds])
    chosen = np.median(thresholds[np.isclose(found, found.min())])
    return chosen, price(test, chosen)


# %% wrong: ratio of the costs | 4 | 검증 부분을 보지 않고 비용의 비율을 그대로 썼습니다.
def choose_threshold(validation, test, thresholds, costs):
    truth, probability = test
    chosen = costs[0] / (costs[0] + costs[1])
    false_positives = np.sum((probability >= chosen) & (truth == 0))
    false_negatives = np.sum((probability < chosen) & (truth == 1))
    return chosen, (costs[0] * false_positives + costs[1] * false_negatives) / len(truth)


# %% wrong: rates of each side | 3 | 정답마다 나눈 비율에 비용을 곱했습니다.
def choose_threshold(validation, test, thresholds, costs):
    def price(part, threshold):
        truth, probability = part
        false_positives = np.sum((probability >= threshold) & (truth == 0))
        false_negatives = np.sum((probability < threshold) & (truth == 1))
        return costs[0] * false_positives / np.sum(truth == 0) + costs[1] * false_negatives / np.sum(truth == 1)

    found = np.array([price(validation, threshold) for threshold in thresholds])
    chosen = np.median(thresholds[np.isclose(found, found.min())])
    return chosen, price(test, chosen)


# %% wrong: cost of the validation part | 8 | 검증 부분의 비용입니다.
def choose_threshold(validation, test, thresholds, costs):
    def price(part, threshold):
        truth, probability = part
        false_positives = np.sum((probability >= threshold) & (truth == 0))
        false_negatives = np.sum((probability < threshold) & (truth == 1))
        return (costs[0] * false_positives + costs[1] * false_negatives) / len(truth)

    found = np.array([price(validation, threshold) for threshold in thresholds])
    return np.median(thresholds[np.isclose(found, found.min())]), found.min()


# %% wrong: sum instead of mean | 8 | 리뷰의 수로 나누지 않았습니다.
def choose_threshold(validation, test, thresholds, costs):
    def price(part, threshold):
        truth, probability = part
        false_positives = np.sum((probability >= threshold) & (truth == 0))
        false_negatives = np.sum((probability < threshold) & (truth == 1))
        return costs[0] * false_positives + costs[1] * false_negatives

    found = np.array([price(validation, threshold) for threshold in thresholds])
    chosen = np.median(thresholds[np.isclose(found, found.min())])
    return chosen, price(test, chosen)


# %% wrong: the best cost of the test part | 8 | 테스트 부분에 가장 좋은 문턱값으로 잰 비용입니다.
def choose_threshold(validation, test, thresholds, costs):
    def price(part, threshold):
        truth, probability = part
        false_positives = np.sum((probability >= threshold) & (truth == 0))
        false_negatives = np.sum((probability < threshold) & (truth == 1))
        return (costs[0] * false_positives + costs[1] * false_negatives) / len(truth)

    found = np.array([price(validation, threshold) for threshold in thresholds])
    chosen = np.median(thresholds[np.isclose(found, found.min())])
    return chosen, min(price(test, threshold) for threshold in thresholds)


# %% wrong: error rate of the test part | 8 | 비용을 곱하지 않은 오분류율입니다.
def choose_threshold(validation, test, thresholds, costs):
    def price(part, threshold):
        truth, probability = part
        false_positives = np.sum((probability >= threshold) & (truth == 0))
        false_negatives = np.sum((probability < threshold) & (truth == 1))
        return (costs[0] * false_positives + costs[1] * false_negatives) / len(truth)

    found = np.array([price(validation, threshold) for threshold in thresholds])
    chosen = np.median(thresholds[np.isclose(found, found.min())])
    return chosen, np.mean((test[1] >= chosen) != test[0])


# %% wrong: threshold alone | 0 | 2개를 돌려주어야 하는데
def choose_threshold(validation, test, thresholds, costs):
    truth, probability = validation
    found = [
        costs[0] * np.sum((probability >= t) & (truth == 0)) + costs[1] * np.sum((probability < t) & (truth == 1))
        for t in thresholds
    ]
    return float(thresholds[np.argmin(found)])


# %% wrong: rounds the probabilities it was given | 13 | 함수가 입력 `validation`의 값을 바꾸었습니다.
def choose_threshold(validation, test, thresholds, costs):
    def price(part, threshold):
        truth, probability = part
        false_positives = np.sum((probability >= threshold) & (truth == 0))
        false_negatives = np.sum((probability < threshold) & (truth == 1))
        return (costs[0] * false_positives + costs[1] * false_negatives) / len(truth)

    order = validation[1].argsort()
    validation[0][:], validation[1][:] = validation[0][order], validation[1][order]
    found = np.array([price(validation, threshold) for threshold in thresholds])
    chosen = np.median(thresholds[np.isclose(found, found.min())])
    return chosen, price(test, chosen)


# %% wrong: the example by heart | 2 | 보이는 검사에서 돌려준 값과 똑같습니다
def choose_threshold(validation, test, thresholds, costs):
    return 0.625, 2 / 3


# %% wrong: an infinite threshold, whose cost is known | 0 | 문턱값이 후보의 범위를 벗어났습니다
def choose_threshold(validation, test, thresholds, costs):
    return np.inf, costs[1] * np.mean(test[0] == 1)


# %% wrong: the upper of two in the middle | 11 | 둘 가운데 뒤의 것을 골랐습니다.
def choose_threshold(validation, test, thresholds, costs):
    def price(part, threshold):
        truth, probability = part
        false_positives = np.sum((probability >= threshold) & (truth == 0))
        false_negatives = np.sum((probability < threshold) & (truth == 1))
        return (costs[0] * false_positives + costs[1] * false_negatives) / len(truth)

    found = np.array([price(validation, threshold) for threshold in thresholds])
    tied = thresholds[np.isclose(found, found.min())]
    chosen = tied[len(tied) // 2]
    return chosen, price(test, chosen)
