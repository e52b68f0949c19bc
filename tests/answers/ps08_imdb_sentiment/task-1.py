# %% right: loop over pairs
def confusion_at(truth, probability, threshold):
    matrix = [[0, 0], [0, 0]]
    for t, p in zip(truth, probability, strict=True):
        matrix[int(t)][1 if p >= threshold else 0] += 1
    return matrix


# %% right: scikit-learn with both labels
def confusion_at(truth, probability, threshold):
    from sklearn.metrics import confusion_matrix

    return confusion_matrix(truth, np.asarray(probability) >= threshold, labels=[0, 1])


# %% right: bincount
def confusion_at(truth, probability, threshold):
    cell = 2 * np.asarray(truth) + (np.asarray(probability) >= threshold)
    return np.bincount(cell, minlength=4).reshape(2, 2)


# %% right: pandas crosstab
def confusion_at(truth, probability, threshold):
    table = pd.crosstab(pd.Series(truth), pd.Series(probability).ge(threshold).astype(int))
    return table.reindex(index=[0, 1], columns=[0, 1], fill_value=0)


# %% right: TensorFlow
def confusion_at(truth, probability, threshold):
    import tensorflow as tf

    return tf.math.confusion_matrix(truth, tf.cast(probability >= threshold, tf.int32), num_classes=2)


# %% right: Counter
from collections import Counter


def confusion_at(truth, probability, threshold):
    counts = Counter((int(t), bool(p >= threshold)) for t, p in zip(truth, probability, strict=True))
    return [(counts[t, False], counts[t, True]) for t in range(2)]


# %% right: product of one-hot matrices, float32
def confusion_at(truth, probability, threshold):
    answer = (probability >= threshold).astype(int)
    return np.eye(2, dtype="float32")[truth].T @ np.eye(2, dtype="float32")[answer]


# %% right: sums and differences, printing, an extra argument
def confusion_at(truth, probability, threshold, positive=1):
    positives = truth == positive
    answer = ~(probability < threshold)
    tp = (positives & answer).sum()
    fp, fn = answer.sum() - tp, positives.sum() - tp
    print("tp", tp, "fp", fp, "fn", fn)
    return np.array([len(truth) - tp - fp - fn, fp, fn, tp]).reshape(2, -1)


# %% right: sorted once for each side
def confusion_at(truth, probability, threshold):
    sides = (np.sort(probability[truth == 0]), np.sort(probability[truth == 1]))
    low = np.array([np.searchsorted(side, threshold, side="left") for side in sides])
    return np.stack([low, [len(sides[0]), len(sides[1])] - low], axis=1)


# %% wrong: rows and columns exchanged | 0 | 행과 열이 바뀌었습니다.
def confusion_at(truth, probability, threshold):
    answer = probability >= threshold
    return np.array([[np.sum((truth == t) & (answer == a)) for t in (0, 1)] for a in (0, 1)])


# %% wrong: a probability equal to the threshold is negative | 6 | 문턱값과 똑같은 확률을 부정이라고 답했습니다.
def confusion_at(truth, probability, threshold):
    answer = probability > threshold
    return np.array([[np.sum((truth == t) & (answer == a)) for a in (0, 1)] for t in (0, 1)])


# %% wrong: one half always | 2 | 문턱값을 쓰지 않고 0.5에서 갈랐습니다.
def confusion_at(truth, probability, threshold):
    answer = probability >= 0.5
    return np.array([[np.sum((truth == t) & (answer == a)) for a in (0, 1)] for t in (0, 1)])


# %% wrong: rounds the probability | 0 | 확률을 반올림했습니다.
def confusion_at(truth, probability, threshold):
    answer = np.round(probability)
    return np.array([[np.sum((truth == t) & (answer == a)) for a in (0, 1)] for t in (0, 1)])


# %% wrong: positive first | 0 | 긍정이 먼저 놓였습니다.
def confusion_at(truth, probability, threshold):
    answer = probability >= threshold
    return np.array([[np.sum((truth == t) & (answer == a)) for a in (1, 0)] for t in (1, 0)])


# %% wrong: a low probability is positive | 0 | 열의 차례가 바뀌었습니다.
def confusion_at(truth, probability, threshold):
    answer = probability < threshold
    return np.array([[np.sum((truth == t) & (answer == a)) for a in (0, 1)] for t in (0, 1)])


# %% wrong: shares of all reviews | 0 | 비율이 아니라 리뷰의 수를 셉니다.
def confusion_at(truth, probability, threshold):
    answer = probability >= threshold
    return np.array([[np.mean((truth == t) & (answer == a)) for a in (0, 1)] for t in (0, 1)])


# %% wrong: shares of each row | 0 | 행마다 나눈 비율입니다.
def confusion_at(truth, probability, threshold):
    answer = probability >= threshold
    matrix = np.array([[np.sum((truth == t) & (answer == a)) for a in (0, 1)] for t in (0, 1)])
    return matrix / np.maximum(matrix.sum(axis=1, keepdims=True), 1)


# %% wrong: only the labels that occur | 8 | `혼동 행렬`의 모양은 (2, 2)이어야 하는데 (1, 1)입니다.
def confusion_at(truth, probability, threshold):
    from sklearn.metrics import confusion_matrix

    return confusion_matrix(truth, (probability >= threshold).astype(int))


# %% wrong: four numbers in a row | 0 | 축이 2개여야 하는데 1개입니다.
def confusion_at(truth, probability, threshold):
    answer = probability >= threshold
    return np.array([np.sum((truth == t) & (answer == a)) for t in (0, 1) for a in (0, 1)])


# %% wrong: overwrites the probabilities | 9 | 함수가 입력 `probability`의 값을 바꾸었습니다.
def confusion_at(truth, probability, threshold):
    answer = probability
    answer[:] = probability >= threshold
    return np.array([[np.sum((truth == t) & (answer == a)) for a in (0, 1)] for t in (0, 1)])


# %% wrong: right answers alone | 0 | 맞힌 리뷰만 세었습니다.
def confusion_at(truth, probability, threshold):
    right = (probability >= threshold) == truth
    return np.diag(np.bincount(truth[right], minlength=2))


# %% wrong: the example by heart | 2 | 보이는 검사에서 돌려준 값과 똑같습니다
def confusion_at(truth, probability, threshold):
    return [[1, 2], [0, 3]]
