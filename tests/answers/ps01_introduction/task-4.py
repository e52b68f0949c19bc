# %% right: a for loop
def make_windows(series, time_steps, stride):
    x, y = [], []
    for start in range(0, len(series) - time_steps, stride):
        x.append([[value] for value in series[start : start + time_steps]])
        y.append(series[start + time_steps])
    return x, y


# %% right: every window, then every stride-th
def make_windows(series, time_steps, stride):
    windows = np.lib.stride_tricks.sliding_window_view(series, time_steps)[:-1]
    return windows[::stride, :, np.newaxis], series[time_steps::stride]


# %% right: windows and targets in one piece
def make_windows(series, time_steps, stride):
    both = np.lib.stride_tricks.sliding_window_view(series, time_steps + 1)[::stride]
    return both[:, :-1].reshape(-1, time_steps, 1), both[:, -1]


# %% right: a while loop that prints
def make_windows(series, time_steps, stride):
    start, pairs = 0, []
    while start + time_steps < len(series):
        pairs.append((np.reshape(series[start : start + time_steps], (time_steps, 1)), series[start + time_steps]))
        start += stride
    print("창의 개수", len(pairs))
    x, y = zip(*pairs)
    return np.array(x), np.array(y)


# %% right: TensorFlow's frames
def make_windows(series, time_steps, stride):
    import tensorflow as tf

    both = tf.signal.frame(tf.constant(series), time_steps + 1, stride)
    return both[:, :-1, tf.newaxis], both[:, -1]


# %% right: the Keras utility
def make_windows(series, time_steps, stride):
    import keras

    data = keras.utils.timeseries_dataset_from_array(
        series, series[time_steps:], time_steps, sequence_stride=stride, batch_size=None
    )
    x, y = zip(*[(np.array(window), float(target)) for window, target in data])
    return np.array(x)[..., None], np.array(y)


# %% right: pandas shifts
def make_windows(series, time_steps, stride):
    values = pd.Series(series)
    table = pd.concat([values.shift(-step) for step in range(time_steps + 1)], axis=1)
    table = table.iloc[: len(series) - time_steps : stride]
    return table.iloc[:, :time_steps].to_numpy()[:, :, None], table.iloc[:, time_steps]


# %% right: recursion, with an extra argument
def make_windows(series, time_steps, stride, start=0):
    end = start + time_steps
    if end >= len(series):
        return np.empty((0, time_steps, 1)), np.empty(0)
    x, y = make_windows(series, time_steps, stride, start + stride)
    return np.concatenate([series[None, start:end, None], x]), np.concatenate([[series[end]], y])


# %% right: float32 in arrays made beforehand
def make_windows(series, time_steps, stride):
    from math import ceil

    number = ceil((len(series) - time_steps) / stride)
    x, y = np.zeros((number, time_steps, 1), "float32"), np.zeros(number, "float32")
    for i in range(number):
        x[i, :, 0] = series[i * stride : i * stride + time_steps]
        y[i] = series[i * stride + time_steps]
    return x, y


# %% wrong: only the visible example | 2 | 모양은 (?, 5, 1)이어야
def make_windows(series, time_steps, stride):
    number = 2 if len(series) == 7 else 3
    return [[[10], [20], [30]], [[30], [40], [50]], [[50], [60], [70]]][:number], [40, 60, 80][:number]


# %% wrong: stride ignored | 0 | `stride`칸이 아니라 한 칸씩 밀었습니다
def make_windows(series, time_steps, stride):
    windows = np.lib.stride_tricks.sliding_window_view(series[:-1], time_steps)
    return windows[..., np.newaxis], series[time_steps:]


# %% wrong: axis of the features missing | 4 | 마지막 축(특성)이 빠졌습니다
def make_windows(series, time_steps, stride):
    windows = np.lib.stride_tricks.sliding_window_view(series[:-1], time_steps)[::stride]
    return windows, series[time_steps::stride]


# %% wrong: target is the last value of the window | 6 | 정답이 창의 마지막 값입니다
def make_windows(series, time_steps, stride):
    starts = range(0, len(series) - time_steps, stride)
    x = np.array([series[start : start + time_steps] for start in starts])
    return x[..., np.newaxis], np.array([series[start + time_steps - 1] for start in starts])


# %% wrong: target a stride away | 3 | 정답이 `stride`칸 뒤의 값입니다
def make_windows(series, time_steps, stride):
    starts = range(0, len(series) - time_steps, stride)
    x = np.array([series[start : start + time_steps] for start in starts])
    return x[..., np.newaxis], series[time_steps + stride - 1 :: stride]


# %% wrong: a window too few | 1 | 빠진 창이 있습니다
def make_windows(series, time_steps, stride):
    starts = range(0, len(series) - time_steps - 1, stride)
    x = np.array([series[start : start + time_steps] for start in starts])
    return x[..., np.newaxis], np.array([series[start + time_steps] for start in starts])


# %% wrong: windows without target kept | 4 | 정답이 없는 창까지 넣었습니다
def make_windows(series, time_steps, stride):
    starts = range(0, len(series) - time_steps + 1, stride)
    x = np.array([series[start : start + time_steps] for start in starts])
    return x[..., np.newaxis], series[time_steps::stride]


# %% wrong: windows that never overlap | 0 | `time_steps`칸씩 밀었습니다
def make_windows(series, time_steps, stride):
    starts = range(0, len(series) - time_steps, time_steps)
    x = np.array([series[start : start + time_steps] for start in starts])
    return x[..., np.newaxis], np.array([series[start + time_steps] for start in starts])


# %% wrong: targets move by one | 6 | 정답도 창을 따라
def make_windows(series, time_steps, stride):
    starts = range(0, len(series) - time_steps, stride)
    x = np.array([series[start : start + time_steps] for start in starts])
    return x[..., np.newaxis], series[time_steps : time_steps + len(starts)]


# %% wrong: steps inside the window | 0 | 창 안에서 `stride`칸씩 건너뛰었습니다
def make_windows(series, time_steps, stride):
    starts = range(0, len(series) - time_steps * stride, stride)
    x = np.array([series[start : start + time_steps * stride : stride] for start in starts])
    return x[..., np.newaxis], np.array([series[start + time_steps * stride] for start in starts])


# %% wrong: newest value first | 7 | 오래된 값이 앞입니다
def make_windows(series, time_steps, stride):
    starts = range(0, len(series) - time_steps, stride)
    x = np.array([series[start : start + time_steps][::-1] for start in starts])
    return x[..., np.newaxis], np.array([series[start + time_steps] for start in starts])


# %% wrong: only the targets | 0 | 2개를 돌려주어야 하는데
def make_windows(series, time_steps, stride):
    return series[time_steps::stride]


# %% wrong: used values set to zero | 11 | 함수가 입력 `series`의 값을 바꾸었습니다
def make_windows(series, time_steps, stride):
    starts = range(0, len(series) - time_steps, stride)
    x = np.array([series[start : start + time_steps] for start in starts])
    y = np.array([series[start + time_steps] for start in starts])
    series[:time_steps] = 0
    return x[..., np.newaxis], y
