# %% right: explicit loops and lists
def make_windows(values, time_steps):
    x, y = [], []
    for end in range(time_steps, len(values)):
        window = []
        for t in range(end - time_steps, end):
            window.append([float(v) for v in values[t]])
        x.append(window)
        y.append(float(values[end][0]))
    return x, y


# %% right: sliding_window_view
def make_windows(values, time_steps):
    windows = np.lib.stride_tricks.sliding_window_view(values[:-1], time_steps, axis=0)
    return np.swapaxes(windows, 1, 2), values[time_steps:, 0]


# %% right: float32 tensors, with printing
def make_windows(values, time_steps):
    import tensorflow as tf

    values = tf.constant(values, dtype=tf.float32)
    windows = tf.signal.frame(values, time_steps, 1, axis=0)[:-1]
    print("창", windows.shape)
    return windows, values[time_steps:, 0]


# %% right: index arithmetic, extra argument, a list instead of a tuple
def make_windows(values, time_steps, target=0):
    index = np.arange(len(values) - time_steps)[:, None] + np.arange(time_steps)[None, :]
    return [values[index], values[time_steps:][:, target]]


# %% right: recursion
def make_windows(values, time_steps):
    if len(values) == time_steps + 1:
        return [values[:-1]], [values[-1, 0]]
    x, y = make_windows(values[1:], time_steps)
    return [values[:time_steps], *x], [values[time_steps, 0], *y]


# %% right: warnings and logging cost nothing
import logging
import sys
import warnings


def make_windows(values, time_steps):
    warnings.warn("느린 방법입니다", stacklevel=1)
    logging.getLogger("답").error("창을 자릅니다")
    print("진행 중", file=sys.stderr)
    table = pd_free = [values[i : i + time_steps] for i in range(len(values) - time_steps)]
    return np.array(table), values[time_steps:, 0]


# %% right: rolling windows of pandas
def make_windows(values, time_steps):
    import pandas as pd

    table = pd.DataFrame(values)
    windows = [window.to_numpy() for window in table[:-1].rolling(time_steps) if len(window) == time_steps]
    return np.stack(windows), table.loc[time_steps:, 0]


# %% right: dataset of Keras
def make_windows(values, time_steps):
    data = keras.utils.timeseries_dataset_from_array(values[:-1], values[time_steps:, 0], time_steps, batch_size=None)
    x, y = zip(*data.as_numpy_iterator())
    return list(x), list(y)


# %% right: a deque that moves along the rows
from collections import deque


def make_windows(values, time_steps):
    pairs, window = [], deque(maxlen=time_steps)
    for row in values.tolist():
        if len(window) == time_steps:
            pairs.append((tuple(window), row[0]))
        window.append(row)
    return tuple(zip(*pairs))


# %% wrong: one window too few | 0 | 첫째 축(axis=0)이 1만큼 짧습니다
def make_windows(values, time_steps):
    number = len(values) - time_steps - 1
    x = np.stack([values[i : i + time_steps] for i in range(number)])
    return x, values[time_steps:-1, 0]


# %% wrong: target is the window's last value | 3 | 정답이 창의 마지막 값입니다
def make_windows(values, time_steps):
    number = len(values) - time_steps
    x = np.stack([values[i : i + time_steps] for i in range(number)])
    return x, values[time_steps - 1 : -1, 0]


# %% wrong: target is the last feature | 3 | 마지막 특성을 정답으로 썼습니다
def make_windows(values, time_steps):
    number = len(values) - time_steps
    x = np.stack([values[i : i + time_steps] for i in range(number)])
    return x, values[time_steps:, -1]


# %% wrong: features before time | 3 | 축의 순서가 바뀌었습니다
def make_windows(values, time_steps):
    x = np.lib.stride_tricks.sliding_window_view(values[:-1], time_steps, axis=0)
    return x, values[time_steps:, 0]


# %% wrong: only the first feature | 3 | 마지막 축(특성)이 빠졌습니다
def make_windows(values, time_steps):
    number = len(values) - time_steps
    x = np.stack([values[i : i + time_steps, 0] for i in range(number)])
    return x, values[time_steps:, 0]


# %% wrong: window reversed in time | 3 | 둘째 축(axis=1)을 따라 순서가 거꾸로입니다
def make_windows(values, time_steps):
    number = len(values) - time_steps
    x = np.stack([values[i : i + time_steps][::-1] for i in range(number)])
    return x, values[time_steps:, 0]


# %% wrong: all features as target | 3 | 축이 1개여야 하는데 2개입니다
def make_windows(values, time_steps):
    number = len(values) - time_steps
    x = np.stack([values[i : i + time_steps] for i in range(number)])
    return x, values[time_steps:]


# %% wrong: changes its input | 7 | 함수가 입력 `values`의 값을 바꾸었습니다
def make_windows(values, time_steps):
    x = np.stack([values[i : i + time_steps] for i in range(len(values) - time_steps)])
    y = values[time_steps:, 0].copy()
    values[:] = 0
    return x, y


# %% wrong: forgets to return the target | 0 | `x`, `y`의 순서로 2개를 돌려주어야 하는데
def make_windows(values, time_steps):
    return np.stack([values[i : i + time_steps] for i in range(len(values) - time_steps)])


# %% wrong: mean of the features as target | 3 | 특성들을 평균했습니다
def make_windows(values, time_steps):
    x = np.stack([values[i : i + time_steps] for i in range(len(values) - time_steps)])
    return x, values[time_steps:].mean(axis=1)


# %% wrong: the example by heart | 2 | 모양은 (7, 5, 3)이어야 하는데 (2, 2, 2)입니다
def make_windows(values, time_steps):
    return [[[1, 10], [2, 20]], [[2, 20], [3, 30]]], [3, 4]
