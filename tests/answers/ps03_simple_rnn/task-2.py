# %% right: explicit loops and lists
def make_horizon_windows(values, time_steps, horizon, target):
    x, y = [], []
    start = 0
    while start + time_steps + horizon <= len(values):
        x.append([list(row) for row in values[start : start + time_steps]])
        y.append([values[t][target] for t in range(start + time_steps, start + time_steps + horizon)])
        start += 1
    return x, y


# %% right: one long sliding window, cut in two
def make_horizon_windows(values, time_steps, horizon, target):
    windows = np.lib.stride_tricks.sliding_window_view(values, time_steps + horizon, axis=0)
    windows = np.moveaxis(windows, -1, 1)
    return windows[:, :time_steps, :], windows[:, time_steps:, target]


# %% right: index arithmetic in float32
def make_horizon_windows(values, time_steps, horizon, target):
    values = np.asarray(values, dtype=np.float32)
    starts = np.arange(values.shape[0] - time_steps - horizon + 1)
    return (
        values[starts[:, None] + np.arange(time_steps)],
        values[starts[:, None] + time_steps + np.arange(horizon), target],
    )


# %% right: generator with an extra argument and printing
def make_horizon_windows(values, time_steps, horizon, target=0, verbose=True):
    def pairs():
        for end in range(time_steps, len(values) - horizon + 1):
            yield values[end - time_steps : end], values[end : end + horizon, target]

    x, y = zip(*pairs())
    if verbose:
        print(len(x), "개의 창")
    return np.array(x), np.array(y)


# %% right: pandas, shifted columns
def make_horizon_windows(values, time_steps, horizon, target):
    import pandas as pd

    table = pd.DataFrame(values)
    ahead = [table[target].shift(-step) for step in range(time_steps, time_steps + horizon)]
    y = pd.concat(ahead, axis=1).iloc[: len(table) - time_steps - horizon + 1]
    return np.stack([table.iloc[start : start + time_steps] for start in y.index]), y.to_numpy()


# %% right: tensorflow, frames split in two
def make_horizon_windows(values, time_steps, horizon, target):
    import tensorflow as tf

    frames = tf.signal.frame(tf.constant(values), time_steps + horizon, 1, axis=0)
    x, after = tf.split(frames, [time_steps, horizon], axis=1)
    return x, tf.gather(after, target, axis=2)


# %% right: recursion
def make_horizon_windows(values, time_steps, horizon, target):
    first, rest = values[:time_steps], values[time_steps : time_steps + horizon, target]
    if len(values) == time_steps + horizon:
        return first[np.newaxis], rest[np.newaxis]
    x, y = make_horizon_windows(values[1:], time_steps, horizon, target)
    return np.concatenate([[first], x]), np.concatenate([[rest], y])


# %% right: slices stacked lag by lag, with a warning
import warnings


def make_horizon_windows(values, time_steps, horizon, target):
    warnings.warn("시간 단계마다 한 번씩 자릅니다", stacklevel=1)
    stop = values.shape[0] - time_steps - horizon + 1
    lags = [values[lag : stop + lag] for lag in range(time_steps + horizon)]
    return np.stack(lags[:time_steps], axis=1), np.stack(lags[time_steps:], axis=1)[..., target]


# %% right: a deque, plain lists
from collections import deque


def make_horizon_windows(values, time_steps, horizon, target):
    seen, x, y = deque(maxlen=time_steps + horizon), [], []
    for row in values.tolist():
        seen.append(row)
        if len(seen) == seen.maxlen:
            rows = list(seen)
            x.append(rows[:time_steps])
            y.append([after[target] for after in rows[time_steps:]])
    return [x, y]


# %% wrong: one window too few | 0 | 첫째 축(axis=0)이 1만큼 짧습니다
def make_horizon_windows(values, time_steps, horizon, target):
    number = len(values) - time_steps - horizon
    x = np.stack([values[i : i + time_steps] for i in range(number)])
    y = np.stack([values[i + time_steps : i + time_steps + horizon, target] for i in range(number)])
    return x, y


# %% wrong: ignores the target column | 5 | `target`번 특성이 아니라 0번 특성을 썼습니다
def make_horizon_windows(values, time_steps, horizon, target):
    number = len(values) - time_steps - horizon + 1
    x = np.stack([values[i : i + time_steps] for i in range(number)])
    y = np.stack([values[i + time_steps : i + time_steps + horizon, 0] for i in range(number)])
    return x, y


# %% wrong: target starts inside the window | 5 | 정답이 창의 마지막 시간 단계에서 시작합니다
def make_horizon_windows(values, time_steps, horizon, target):
    number = len(values) - time_steps - horizon + 1
    x = np.stack([values[i : i + time_steps] for i in range(number)])
    y = np.stack([values[i + time_steps - 1 : i + time_steps + horizon - 1, target] for i in range(number)])
    return x, y


# %% wrong: only the value at the horizon | 3 | 축이 2개여야 하는데 1개입니다
def make_horizon_windows(values, time_steps, horizon, target):
    number = len(values) - time_steps - horizon + 1
    x = np.stack([values[i : i + time_steps] for i in range(number)])
    return x, values[time_steps + horizon - 1 :, target]


# %% wrong: windows with only the target column | 5 | 셋째 축(axis=2)이
def make_horizon_windows(values, time_steps, horizon, target):
    number = len(values) - time_steps - horizon + 1
    x = np.stack([values[i : i + time_steps, [target]] for i in range(number)])
    y = np.stack([values[i + time_steps : i + time_steps + horizon, target] for i in range(number)])
    return x, y


# %% wrong: as many windows as for one step, the rest missing | 0 | 배열로 바꿀 수 없습니다
def make_horizon_windows(values, time_steps, horizon, target):
    number = len(values) - time_steps
    x = [values[i : i + time_steps] for i in range(number)]
    y = [values[i + time_steps : i + time_steps + horizon, target] for i in range(number)]
    return x, y


# %% wrong: nearest value last | 5 | 둘째 축(axis=1)을 따라 순서가 거꾸로입니다
def make_horizon_windows(values, time_steps, horizon, target):
    number = len(values) - time_steps - horizon + 1
    x = np.stack([values[i : i + time_steps] for i in range(number)])
    y = np.stack([values[i + time_steps : i + time_steps + horizon, target][::-1] for i in range(number)])
    return x, y


# %% wrong: next value repeated | 5 | 바로 다음 값 하나를 되풀이했습니다
def make_horizon_windows(values, time_steps, horizon, target):
    number = len(values) - time_steps - horizon + 1
    x = np.stack([values[i : i + time_steps] for i in range(number)])
    return x, np.tile(values[time_steps : time_steps + number, [target]], (1, horizon))


# %% wrong: feature axis kept in the target | 3 | 길이가 1인 축이 더 있습니다
def make_horizon_windows(values, time_steps, horizon, target):
    number = len(values) - time_steps - horizon + 1
    x = np.stack([values[i : i + time_steps] for i in range(number)])
    y = np.stack([values[i + time_steps : i + time_steps + horizon, [target]] for i in range(number)])
    return x, y


# %% wrong: all features as target | 3 | 축이 2개여야 하는데 3개입니다
def make_horizon_windows(values, time_steps, horizon, target):
    number = len(values) - time_steps - horizon + 1
    x = np.stack([values[i : i + time_steps] for i in range(number)])
    y = np.stack([values[i + time_steps : i + time_steps + horizon] for i in range(number)])
    return x, y


# %% wrong: rolls its input | 11 | 함수가 입력 `values`의 값을 바꾸었습니다
def make_horizon_windows(values, time_steps, horizon, target):
    x, y = [], []
    for _ in range(len(values) - time_steps - horizon + 1):
        x.append(values[:time_steps].copy())
        y.append(values[time_steps : time_steps + horizon, target].copy())
        values[:] = np.roll(values, -1, axis=0)
    return np.stack(x), np.stack(y)


# %% wrong: the example by heart | 2 | 모양은 (14, 4, 2)이어야 하는데 (2, 2, 2)입니다
def make_horizon_windows(values, time_steps, horizon, target):
    return [[[3, 5], [1, 9]], [[1, 9], [4, 6]]], [[6, 8], [8, 2]]
