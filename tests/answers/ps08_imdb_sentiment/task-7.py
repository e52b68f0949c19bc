# %% right: rankdata of SciPy
from scipy.stats import rankdata


def area_by_ranks(truth, score):
    truth, score = truth[truth > -1], score[truth > -1]
    ranks = rankdata(score)
    n_1 = np.sum(truth == 1)
    n_0 = np.sum(truth == 0)
    return (np.sum(ranks[truth == 1]) - n_1 * (n_1 + 1) / 2) / (n_0 * n_1)


# %% right: scikit-learn
def area_by_ranks(truth, score):
    from sklearn.metrics import roc_auc_score

    truth, score = zip(*[pair for pair in zip(truth, score, strict=True) if pair[0] != -1], strict=True)
    return roc_auc_score(truth, score)


# %% right: all pairs at once
def area_by_ranks(truth, score):
    difference = score[truth == 1][:, np.newaxis] - score[truth == 0]
    return np.mean((np.sign(difference) + 1) / 2)


# %% right: loop over the pairs
def area_by_ranks(truth, score):
    won, pairs = 0.0, 0
    for t, one in zip(truth, score, strict=True):
        if t != 1:
            continue
        for u, other in zip(truth, score, strict=True):
            if u == 0:
                pairs += 1
                if one > other:
                    won += 1
                elif one == other:
                    won += 0.5
    return won / pairs


# %% right: pandas
def area_by_ranks(truth, score):
    truth = pd.Series(truth).loc[lambda t: t >= 0]
    ranks = pd.Series(score)[truth.index].rank(method="average")
    n_1 = int((truth == 1).sum())
    return (ranks[truth == 1].sum() - n_1 * (n_1 + 1) / 2) / (n_1 * (len(truth) - n_1))


# %% right: groupby of the sorted pairs
from itertools import groupby


def area_by_ranks(truth, score):
    pairs = sorted((float(s), int(t)) for s, t in zip(score, truth, strict=True) if t >= 0)
    total, start = 0.0, 1
    for _, group in groupby(pairs, key=lambda pair: pair[0]):
        labels = [label for _, label in group]
        total += sum(labels) * (2 * start + len(labels) - 1) / 2
        start += len(labels)
    n_1 = sum(label for _, label in pairs)
    return (total - n_1 * (n_1 + 1) / 2) / (n_1 * (len(pairs) - n_1))


# %% right: bisect and fractions
from bisect import bisect_left, bisect_right
from fractions import Fraction


def area_by_ranks(truth, score):
    negatives = sorted(s for s, t in zip(score, truth, strict=True) if t == 0)
    positives = [s for s, t in zip(score, truth, strict=True) if t == 1]
    won = sum(Fraction(bisect_left(negatives, s) + bisect_right(negatives, s), 2) for s in positives)
    return float(won / (len(negatives) * len(positives)))


# %% right: searchsorted on both sides, float32
def area_by_ranks(truth, score):
    truth, score = np.delete([truth, score], np.flatnonzero(truth == -1), axis=1)
    ordered = np.sort(score)
    low = np.searchsorted(ordered, score, side="left")
    high = np.searchsorted(ordered, score, side="right")
    ranks = ((low + high + 1) / 2).astype("float32")
    n_1 = np.count_nonzero(truth)
    return (ranks @ truth.astype("float32") - n_1 * (n_1 + 1) / 2) / np.float32(n_1 * (truth.size - n_1))


# %% right: area under the steps of the curve
def area_by_ranks(truth, score):
    thresholds = np.append(np.inf, np.unique(score)[::-1])
    recall = [np.mean(score[truth == 1] >= threshold) for threshold in thresholds]
    false_rate = [np.mean(score[truth == 0] >= threshold) for threshold in thresholds]
    return np.trapezoid(recall, false_rate)


# %% right: TensorFlow, printing and an extra argument
import tensorflow as tf


def area_by_ranks(truth, score, positive=1):
    truth, score = truth[truth != -1], tf.constant(score[truth != -1])
    less = tf.cast(score[None, :] < score[:, None], tf.float64)
    same = tf.cast(score[None, :] == score[:, None], tf.float64)
    ranks = tf.reduce_sum(less + same / 2, axis=1) + 0.5
    mask = tf.constant(truth == positive)
    n_1 = tf.reduce_sum(tf.cast(mask, tf.float64))
    print(ranks)
    return (tf.reduce_sum(ranks[mask]) - n_1 * (n_1 + 1) / 2) / (n_1 * (len(truth) - n_1))


# %% right: recursion that halves the positives
def area_by_ranks(truth, score):
    below = np.sort(score[truth == 0])

    def won(values):
        if len(values) == 1:
            return (np.sum(below < values[0]) + np.sum(below <= values[0])) / 2
        half = len(values) // 2
        return won(values[:half]) + won(values[half:])

    positives = score[truth == 1]
    return won(positives) / len(positives) / len(below)


# %% wrong: ties in the order of the array | 7 | 점수가 같은데 적힌 차례로 순위를 매겼습니다.
def area_by_ranks(truth, score):
    truth, score = truth[truth >= 0], score[truth >= 0]
    ranks = np.argsort(np.argsort(score, kind="stable"), kind="stable") + 1
    n_1, n_0 = np.sum(truth == 1), np.sum(truth == 0)
    return (ranks[truth == 1].sum() - n_1 * (n_1 + 1) / 2) / (n_1 * n_0)


# %% wrong: lowest rank of the ties | 7 | 점수가 같은 것에 앞의 순위를 주었습니다.
from scipy.stats import rankdata


def area_by_ranks(truth, score):
    truth, score = truth[truth >= 0], score[truth >= 0]
    ranks = rankdata(score, method="min")
    n_1, n_0 = np.sum(truth == 1), np.sum(truth == 0)
    return (ranks[truth == 1].sum() - n_1 * (n_1 + 1) / 2) / (n_1 * n_0)


# %% wrong: highest rank of the ties | 7 | 점수가 같은 것에 뒤의 순위를 주었습니다.
from scipy.stats import rankdata


def area_by_ranks(truth, score):
    truth, score = truth[truth >= 0], score[truth >= 0]
    ranks = rankdata(score, method="max")
    n_1, n_0 = np.sum(truth == 1), np.sum(truth == 0)
    return (ranks[truth == 1].sum() - n_1 * (n_1 + 1) / 2) / (n_1 * n_0)


# %% wrong: equal scores take one rank together | 7 | 같은 점수를 하나로 세어 순위를 매겼습니다.
def area_by_ranks(truth, score):
    truth, score = truth[truth >= 0], score[truth >= 0]
    ranks = np.unique(score, return_inverse=True)[1] + 1
    n_1, n_0 = np.sum(truth == 1), np.sum(truth == 0)
    return (ranks[truth == 1].sum() - n_1 * (n_1 + 1) / 2) / (n_1 * n_0)


# %% wrong: largest first | 0 | 점수가 큰 것부터 순위를 매겼습니다.
from scipy.stats import rankdata


def area_by_ranks(truth, score):
    truth, score = truth[truth >= 0], score[truth >= 0]
    ranks = rankdata(-score)
    n_1, n_0 = np.sum(truth == 1), np.sum(truth == 0)
    return (ranks[truth == 1].sum() - n_1 * (n_1 + 1) / 2) / (n_1 * n_0)


# %% wrong: ranks from zero | 0 | 순위를 0부터 매겼습니다.
from scipy.stats import rankdata


def area_by_ranks(truth, score):
    truth, score = truth[truth >= 0], score[truth >= 0]
    ranks = rankdata(score) - 1
    n_1, n_0 = np.sum(truth == 1), np.sum(truth == 0)
    return (ranks[truth == 1].sum() - n_1 * (n_1 + 1) / 2) / (n_1 * n_0)


# %% wrong: least possible sum not taken away | 0 | `n_1(n_1 + 1)/2`를 빼지 않았습니다.
from scipy.stats import rankdata


def area_by_ranks(truth, score):
    truth, score = truth[truth >= 0], score[truth >= 0]
    return rankdata(score)[truth == 1].sum() / (np.sum(truth == 1) * np.sum(truth == 0))


# %% wrong: least possible sum off by one | 0 | `n_1(n_1 - 1)/2`를 뺐습니다.
from scipy.stats import rankdata


def area_by_ranks(truth, score):
    truth, score = truth[truth >= 0], score[truth >= 0]
    ranks = rankdata(score)
    n_1, n_0 = np.sum(truth == 1), np.sum(truth == 0)
    return (ranks[truth == 1].sum() - n_1 * (n_1 - 1) / 2) / (n_1 * n_0)


# %% wrong: number of pairs won | 0 | 짝의 수 `n_0 n_1`로 나누지 않았습니다.
def area_by_ranks(truth, score):
    truth, score = truth[truth >= 0], score[truth >= 0]
    positive, negative = score[truth == 1][:, None], score[truth == 0]
    return np.sum(positive > negative) + np.sum(positive == negative) / 2


# %% wrong: divides by all reviews | 0 | 모든 리뷰의 수로 나누었습니다.
from scipy.stats import rankdata


def area_by_ranks(truth, score):
    truth, score = truth[truth >= 0], score[truth >= 0]
    n_1 = np.sum(truth == 1)
    return (rankdata(score)[truth == 1].sum() - n_1 * (n_1 + 1) / 2) / len(truth)


# %% wrong: divides by the square of the positives | 0 | `n_1`의 제곱으로 나누었습니다.
from scipy.stats import rankdata


def area_by_ranks(truth, score):
    truth, score = truth[truth >= 0], score[truth >= 0]
    n_1 = np.sum(truth == 1)
    return (rankdata(score)[truth == 1].sum() - n_1 * (n_1 + 1) / 2) / n_1**2


# %% wrong: answers cut at one half | 0 | 0.5에서 가른 답으로 AUC를 구했습니다.
def area_by_ranks(truth, score):
    truth, score = truth[truth >= 0], score[truth >= 0]
    from sklearn.metrics import roc_auc_score

    return roc_auc_score(truth, score >= 0.5)


# %% wrong: cut to the range of a probability | 10 | 점수를 0과 1 사이로 잘랐습니다.
def area_by_ranks(truth, score):
    truth, score = truth[truth >= 0], score[truth >= 0]
    from sklearn.metrics import roc_auc_score

    return roc_auc_score(truth, np.clip(score, 0, 1))


# %% wrong: sorts the scores in place | 11 | 함수가 입력 `truth`, `score`의 값을 바꾸었습니다.
from scipy.stats import rankdata


def area_by_ranks(truth, score):
    order = score.argsort(kind="stable")
    truth[:], score[:] = truth[order], score[order]
    truth, score = truth[truth >= 0], score[truth >= 0]
    n_1, n_0 = np.sum(truth == 1), np.sum(truth == 0)
    return (rankdata(score)[truth == 1].sum() - n_1 * (n_1 + 1) / 2) / (n_1 * n_0)


# %% wrong: unlabelled reviews take ranks | 8 | 레이블이 없는 리뷰가 순위의 자리를 차지했습니다.
from scipy.stats import rankdata


def area_by_ranks(truth, score):
    positives = np.sum(truth == 1)
    ranks = rankdata(score)
    return (ranks[truth == 1].sum() - positives * (positives + 1) / 2) / (positives * np.sum(truth == 0))


# %% wrong: unlabelled reviews are negative | 8 | 레이블이 없는 리뷰를 부정으로 쳤습니다.
def area_by_ranks(truth, score):
    difference = score[truth == 1][:, np.newaxis] - score[truth != 1]
    return np.mean(np.where(difference == 0, 0.5, difference > 0))


# %% wrong: the example by heart | 2 | 보이는 검사에서 돌려준 값과 똑같습니다
def area_by_ranks(truth, score):
    return 5 / 6
