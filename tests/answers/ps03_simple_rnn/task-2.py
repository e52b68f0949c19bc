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


# %% wrong: one window too few | 0 | 1번째 축이 1만큼 짧습니다
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


# %% wrong: windows with only the target column | 5 | `x`의 모양은
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
