# %% right: scikit-learn
def scale_by_training(values, n_train):
    from sklearn.preprocessing import MinMaxScaler

    scaler = MinMaxScaler().fit(values[:n_train])
    return scaler.transform(values), scaler.data_min_, scaler.data_max_


# %% right: loop over features
def scale_by_training(values, n_train):
    scaled, low, high = np.empty_like(values), [], []
    for k in range(values.shape[1]):
        column = [row[k] for row in values[:n_train]]
        low.append(min(column))
        high.append(max(column))
        scaled[:, k] = (values[:, k] - low[k]) / ((high[k] - low[k]) or 1.0)
    return scaled, low, high


# %% right: pandas, in a list
def scale_by_training(values, n_train):
    table = pd.DataFrame(values)
    low, high = table.head(n_train).min(), table.head(n_train).max()
    return [(table - low) / (high - low).replace(0, 1), low, high]


# %% right: float64 work, float32 result, with an extra argument
def scale_by_training(values, n_train, features=None):
    train = np.asarray(values, dtype=float)[:n_train]
    minimum, width = np.min(train, 0), np.ptp(train, 0)
    width[width == 0] = 1
    print(width)
    return ((values - minimum) / width).astype(np.float32), minimum, train.max(0)


# %% right: tensorflow
def scale_by_training(values, n_train):
    import tensorflow as tf

    train = tf.convert_to_tensor(values)[:n_train]
    low, high = tf.reduce_min(train, axis=0), tf.reduce_max(train, axis=0)
    width = tf.where(tf.equal(low, high), tf.ones_like(low), high - low)
    return tf.divide(tf.subtract(values, low), width), low, high


# %% right: lists, transposed with zip
def scale_by_training(values, n_train):
    columns = [list(column) for column in zip(*values.tolist())]
    ends = [(min(column[:n_train]), max(column[:n_train])) for column in columns]
    scaled = [[(v - a) / (b - a if b != a else 1) for v in column] for column, (a, b) in zip(columns, ends)]
    minimum, maximum = zip(*ends)
    return [tuple(row) for row in zip(*scaled)], list(minimum), list(maximum)


# %% right: recursion over the features
def scale_by_training(values, n_train):
    first = values[:, :1]
    low, high = np.amin(first[:n_train]), np.amax(first[:n_train])
    done = (first - low) / (1 if low == high else high - low)
    if values.shape[1] == 1:
        return done, [low], [high]
    rest, lows, highs = scale_by_training(values[:, 1:], n_train)
    return np.hstack([done, rest]), [low, *lows], [high, *highs]


# %% right: functools, row after row
from functools import reduce


def scale_by_training(values, n_train):
    rows = values[:n_train]
    minimum, maximum = reduce(np.minimum, rows), reduce(np.maximum, rows)
    scaled = np.subtract(values, minimum)
    np.divide(scaled, maximum - minimum, out=scaled, where=maximum != minimum)
    return scaled, minimum, maximum


# %% right: layer of Keras with a scale and an offset
def scale_by_training(values, n_train):
    ordered = np.sort(values[:n_train], axis=0)
    low, high = ordered[0], ordered[-1]
    scale = [1 / width if width else 1.0 for width in high - low]
    layer = keras.layers.Rescaling(scale=scale, offset=list(-low * scale), dtype="float64")
    return layer(values), low, high


# %% wrong: fitted on all rows | 0 | 모든 행에서 구했습니다
def scale_by_training(values, n_train):
    low, high = values.min(axis=0), values.max(axis=0)
    width = np.where(high > low, high - low, 1)
    return (values - low) / width, low, high


# %% wrong: clipped to 0 and 1 | 3 | 0과 1 사이로 잘랐습니다
def scale_by_training(values, n_train):
    low, high = values[:n_train].min(axis=0), values[:n_train].max(axis=0)
    width = np.where(high > low, high - low, 1)
    return np.clip((values - low) / width, 0, 1), low, high


# %% wrong: one minimum for all features | 0 | `minimum`의 모양은 (3,)이어야 하는데 ()입니다
def scale_by_training(values, n_train):
    low, high = values[:n_train].min(), values[:n_train].max()
    return (values - low) / (high - low), low, high


# %% wrong: one scale for all features | 3 | 모든 특성에 같은 최솟값과 최댓값을 썼습니다
def scale_by_training(values, n_train):
    train = values[:n_train]
    return (values - train.min()) / np.ptp(train), train.min(axis=0), train.max(axis=0)


# %% wrong: divides by zero | 8 | NaN이 들어 있습니다
def scale_by_training(values, n_train):
    low, high = values[:n_train].min(axis=0), values[:n_train].max(axis=0)
    return (values - low) / (high - low), low, high


# %% wrong: standardised | 3 | 평균과 표준 편차로 바꾸었습니다
def scale_by_training(values, n_train):
    train = values[:n_train]
    width = np.where(train.std(axis=0) > 0, train.std(axis=0), 1)
    return (values - train.mean(axis=0)) / width, train.min(axis=0), train.max(axis=0)


# %% wrong: only the training rows come back | 3 | 짧습니다
def scale_by_training(values, n_train):
    train = values[:n_train]
    low, high = train.min(axis=0), train.max(axis=0)
    return (train - low) / np.where(high > low, high - low, 1), low, high


# %% wrong: in place | 11 | 함수가 입력 `values`의 값을 바꾸었습니다
def scale_by_training(values, n_train):
    low, high = values[:n_train].min(axis=0), values[:n_train].max(axis=0)
    values -= low
    values /= np.where(high > low, high - low, 1)
    return values, low, high


# %% wrong: fitted on the test rows | 0 | 테스트 부분에서 구했습니다
def scale_by_training(values, n_train):
    low, high = values[n_train:].min(axis=0), values[n_train:].max(axis=0)
    return (values - low) / np.where(high > low, high - low, 1), low, high


# %% wrong: last training row left out | 0 | 훈련 부분의 마지막 행을 빠뜨렸습니다
def scale_by_training(values, n_train):
    low, high = values[: n_train - 1].min(axis=0), values[: n_train - 1].max(axis=0)
    return (values - low) / np.where(high > low, high - low, 1), low, high


# %% wrong: divided by the maximum | 3 | 최댓값으로 나누기만 했습니다
def scale_by_training(values, n_train):
    low, high = values[:n_train].min(axis=0), values[:n_train].max(axis=0)
    return values / high, low, high


# %% wrong: constant feature becomes zero | 8 | 훈련 부분 뒤에서 변한 것까지 0으로 만들었습니다
def scale_by_training(values, n_train):
    low, high = values[:n_train].min(axis=0), values[:n_train].max(axis=0)
    width = high - low
    return (values - low) * np.divide(1, width, out=np.zeros_like(width), where=width > 0), low, high


# %% wrong: the example by heart | 2 | `minimum`의 모양은 (3,)이어야 하는데 (2,)입니다
def scale_by_training(values, n_train):
    return [[0, 0], [1, 0], [2, 2]], [1, 5], [3, 5]


# %% wrong: one row more than the training rows | 0 | 훈련 부분보다 한 행을 더 보았습니다
def scale_by_training(values, n_train):
    low, high = values[: n_train + 1].min(axis=0), values[: n_train + 1].max(axis=0)
    return (values - low) / np.where(high > low, high - low, 1), low, high
