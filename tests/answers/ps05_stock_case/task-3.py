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


# %% wrong: one minimum for all features | 0 | 축이 1개여야 하는데 0개입니다
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
