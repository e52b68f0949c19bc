# %% right: loop over the rows
def conditional_probability(counts):
    rows = []
    for row in np.asarray(counts):
        total = row.sum()
        rows.append(row / total if total > 0 else np.zeros(len(row)))
    return np.array(rows)


# %% right: pandas
def conditional_probability(counts):
    table = pd.DataFrame(counts)
    return table.div(table.sum(axis=1), axis=0).fillna(0)


# %% right: np.divide with where
def conditional_probability(counts):
    counts = counts.astype(float)
    totals = np.broadcast_to(counts.sum(axis=1)[:, None], counts.shape)
    return np.divide(counts, totals, out=np.zeros_like(counts), where=totals > 0)


# %% right: plain lists
def conditional_probability(counts):
    return [[float(value) / (sum(row) or 1) for value in row] for row in counts.tolist()]


# %% right: scikit-learn
def conditional_probability(counts):
    from sklearn.preprocessing import normalize

    return normalize(np.asarray(counts, dtype=float), norm="l1", axis=1)


# %% right: TensorFlow
def conditional_probability(counts):
    import tensorflow as tf

    counts = tf.cast(counts, tf.float64)
    return tf.math.divide_no_nan(counts, tf.reduce_sum(counts, axis=1, keepdims=True))


# %% right: transposed twice
def conditional_probability(counts):
    totals = counts.T.sum(axis=0)
    return (counts.T / np.maximum(totals, np.finfo(float).tiny)).T


# %% right: float32, NaN mended, warning
import warnings


def conditional_probability(counts):
    warnings.warn("나눗셈을 합니다")
    counts = np.float32(counts)
    return np.nan_to_num(counts / counts.sum(axis=-1, keepdims=True))


# %% right: matrix product with a diagonal and an extra argument
def conditional_probability(counts, empty=0.0):
    totals = counts @ np.ones(counts.shape[1])
    inverse = [1 / total if total else empty for total in totals]
    return np.diag(inverse) @ counts


# %% wrong: sums of the columns | 0 | 열의 합으로 나누었습니다.
def conditional_probability(counts):
    totals = counts.sum(axis=0, keepdims=True)
    return counts / np.where(totals > 0, totals, 1)


# %% wrong: forgets keepdims | 0 | 행의 합을 가로로 늘어놓고 나누었습니다.
def conditional_probability(counts):
    totals = counts.sum(axis=1)
    return counts / np.where(totals > 0, totals, 1)


# %% wrong: sum of everything | 0 | 표 전체의 합으로 나누었습니다.
def conditional_probability(counts):
    return counts / max(counts.sum(), 1)


# %% wrong: empty rows not provided for | 8 | NaN이 들어 있습니다.
def conditional_probability(counts):
    return counts / counts.sum(axis=1, keepdims=True)


# %% wrong: empty rows filled evenly | 8 | 합이 0인 행을 똑같은 확률로 채웠습니다.
def conditional_probability(counts):
    totals = counts.sum(axis=1, keepdims=True)
    return np.where(totals > 0, counts / np.where(totals > 0, totals, 1), 1 / counts.shape[1])


# %% wrong: integer division | 0 | 소수 부분이 사라졌습니다.
def conditional_probability(counts):
    totals = counts.sum(axis=1, keepdims=True)
    return counts // np.where(totals > 0, totals, 1)


# %% wrong: largest value of the row | 0 | 행에서 가장 큰 값으로 나누었습니다.
def conditional_probability(counts):
    largest = counts.max(axis=1, keepdims=True)
    return counts / np.where(largest > 0, largest, 1)


# %% wrong: adds one to every cell | 0 | 모든 칸에 1을 더하고 나누었습니다.
def conditional_probability(counts):
    more = counts + 1
    return more / more.sum(axis=1, keepdims=True)


# %% wrong: percent | 0 | 100배 차이가 납니다.
def conditional_probability(counts):
    totals = counts.sum(axis=1, keepdims=True)
    return 100 * counts / np.where(totals > 0, totals, 1)


# %% wrong: in place | 9 | 함수가 입력 `counts`의 값을 바꾸었습니다.
def conditional_probability(counts):
    if counts.dtype != float:
        counts = counts.astype(float)
    totals = counts.sum(axis=1, keepdims=True)
    counts /= np.where(totals > 0, totals, 1)
    return counts


# %% wrong: leaves out the diagonal | 0 | 대각선을 빼고 나누었습니다.
def conditional_probability(counts):
    others = np.array(counts, dtype=float)
    np.fill_diagonal(others, 0)
    return counts / np.maximum(others.sum(axis=1, keepdims=True), 1)


# %% wrong: softmax | 0 | 지수 함수를 썼습니다(소프트맥스). 횟수를 그대로 나누세요.
def conditional_probability(counts):
    raised = np.exp(counts - counts.max())
    return raised / raised.sum(axis=1, keepdims=True)


# %% wrong: the example by heart | 2 | `확률`의 모양은 (4, 4)이어야 하는데 (2, 2)입니다.
def conditional_probability(counts):
    return [[0, 1], [0.25, 0.75]]


# %% wrong: sums below one left as they are | 7 | 합이 1보다 작은 행을
def conditional_probability(counts):
    return counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
