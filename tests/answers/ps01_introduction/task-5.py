# %% right: numpy's split
def split_by_time(x, y, train_share):
    cut = [int(train_share * len(y))]
    (x_train, x_test), (y_train, y_test) = np.split(x, cut), np.split(y, cut)
    return x_train, y_train, x_test, y_test


# %% right: a loop into lists
def split_by_time(x, y, train_share):
    parts = [], [], [], []
    number = int(train_share * len(x))
    for i in range(len(x)):
        place = 0 if i < number else 2
        parts[place].append(x[i])
        parts[place + 1].append(y[i])
    return parts


# %% right: scikit-learn without shuffling
def split_by_time(x, y, train_share):
    from sklearn.model_selection import train_test_split

    x_train, x_test, y_train, y_test = train_test_split(x, y, train_size=int(train_share * len(x)), shuffle=False)
    return x_train, y_train, x_test, y_test


# %% right: a mask
def split_by_time(x, y, train_share):
    import math

    past = np.arange(len(y)) < math.floor(train_share * len(y))
    return x[past], y[past], x[~past], y[~past]


# %% right: TensorFlow
def split_by_time(x, y, train_share):
    import tensorflow as tf

    sizes = [int(len(x) * train_share), len(x) - int(len(x) * train_share)]
    x_train, x_test = tf.split(tf.constant(x), sizes)
    y_train, y_test = tf.split(tf.constant(y), sizes)
    return x_train, y_train, x_test, y_test


# %% right: itertools, printing
def split_by_time(x, y, train_share):
    from itertools import islice

    pairs = iter(zip(x.tolist(), y.tolist()))
    train = list(islice(pairs, int(train_share * len(x))))
    test = list(pairs)
    print(len(train), len(test))
    return [p[0] for p in train], [p[1] for p in train], [p[0] for p in test], [p[1] for p in test]


# %% right: a generator with pandas, float32
def split_by_time(x, y, train_share):
    targets = pd.Series(y, dtype="float32")
    number = int(train_share * targets.size)
    for part in (slice(None, number), slice(number, None)):
        yield x[part].astype("float32")
        yield targets.iloc[part]


# %% right: recursion, with an extra argument
def split_by_time(x, y, train_share, number=None):
    if number is None:
        number = int(train_share * len(x))
    if number == 0:
        return [], [], list(x), list(y)
    x_train, y_train, x_test, y_test = split_by_time(x[1:], y[1:], train_share, number - 1)
    return [x[0], *x_train], [y[0], *y_train], x_test, y_test


# %% right: counted from the end
def split_by_time(x, y, train_share):
    left = len(x) - int(train_share * len(x))
    return x[:-left], y[:-left], x[-left:], y[-left:]


# %% wrong: only the visible example | 2 | `훈련 부분`의 모양은 (16, 4, 2)이어야
def split_by_time(x, y, train_share):
    return x[:3], y[:3], x[3:5], y[3:5]


# %% wrong: rounded up | 1 | 소수를 올렸습니다
def split_by_time(x, y, train_share):
    import math

    cut = math.ceil(train_share * len(x))
    return x[:cut], y[:cut], x[cut:], y[cut:]


# %% wrong: shuffled | 3 | 시간의 순서가 아닙니다
def split_by_time(x, y, train_share):
    order = np.random.default_rng(1).permutation(len(x))
    cut = int(train_share * len(x))
    x, y = x[order], y[order]
    return x[:cut], y[:cut], x[cut:], y[cut:]


# %% wrong: the future for training | 3 | 앞쪽이 아니라 뒤쪽을 훈련에 썼습니다
def split_by_time(x, y, train_share):
    cut = len(x) - int(train_share * len(x))
    return x[cut:], y[cut:], x[:cut], y[:cut]


# %% wrong: other order of the parts | 0 | x_train, y_train, x_test, y_test의 순서로
def split_by_time(x, y, train_share):
    cut = int(train_share * len(x))
    return x[:cut], x[cut:], y[:cut], y[cut:]


# %% wrong: a gap of one | 0 | 어느 쪽에도 없습니다
def split_by_time(x, y, train_share):
    cut = int(train_share * len(x))
    return x[:cut], y[:cut], x[cut + 1 :], y[cut + 1 :]


# %% wrong: one example in both parts | 0 | 두 부분에 모두 들어 있습니다
def split_by_time(x, y, train_share):
    cut = int(train_share * len(x))
    return x[:cut], y[:cut], x[cut - 1 :], y[cut - 1 :]


# %% wrong: targets shuffled apart from the windows | 6 | 창과 정답의 짝이 어긋났습니다
def split_by_time(x, y, train_share):
    cut = int(train_share * len(x))
    mixed = np.random.default_rng(0).permutation(y)
    return x[:cut], mixed[:cut], x[cut:], mixed[cut:]


# %% wrong: the share of the test | 0 | 훈련과 테스트의 몫이 바뀐 것 같습니다
def split_by_time(x, y, train_share):
    cut = len(x) - int(train_share * len(x))
    return x[:cut], y[:cut], x[cut:], y[cut:]


# %% wrong: newest first | 3 | 순서가 뒤집혔습니다
def split_by_time(x, y, train_share):
    cut = int(train_share * len(x))
    return x[:cut][::-1], y[:cut][::-1], x[cut:][::-1], y[cut:][::-1]


# %% wrong: the test is everything | 0 | 훈련한 것이 모두 들어 있습니다
def split_by_time(x, y, train_share):
    cut = int(train_share * len(x))
    return x[:cut], y[:cut], x, y


# %% wrong: sorted in place first | 9 | 함수가 입력 `y`의 값을 바꾸었습니다
def split_by_time(x, y, train_share):
    cut = int(train_share * len(x))
    parts = x[:cut], y[:cut].copy(), x[cut:], y[cut:].copy()
    y.sort()
    return parts


# %% wrong: two pairs | 0 | 4개를 돌려주어야 하는데 값 2개가
def split_by_time(x, y, train_share):
    cut = int(train_share * len(x))
    return (x[:cut], y[:cut]), (x[cut:], y[cut:])
