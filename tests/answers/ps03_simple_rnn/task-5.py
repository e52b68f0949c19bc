# %% right: list as a queue
from collections import deque


def recursive_forecast(predict, window, steps):
    queue = deque(float(v) for v in window)
    out = []
    for step in range(steps):
        value = float(predict(np.array(queue).reshape(1, -1, 1)).item())
        queue.popleft()
        queue.append(value)
        out.append(value)
    return out


# %% right: recursion
def recursive_forecast(predict, window, steps):
    if steps == 0:
        return np.array([])
    first = predict(np.reshape(window, (1, len(window), 1)))[0]
    rest = recursive_forecast(predict, np.concatenate([window[1:], np.ravel(first)]), steps - 1)
    return np.concatenate([np.ravel(first), rest])


# %% right: one growing array
def recursive_forecast(predict, window, steps):
    n = len(window)
    values = np.concatenate([window, np.zeros(steps)])
    for t in range(steps):
        values[n + t] = np.squeeze(predict(values[np.newaxis, t : t + n, np.newaxis]))
    return values[n:]


# %% right: np.roll in float32
def recursive_forecast(predict, window, steps, dtype=np.float32):
    batch = np.array(window, dtype=dtype)[None, :, None]
    result = np.empty(steps, dtype=dtype)
    for i in range(steps):
        result[i] = predict(batch)[0, 0] if np.ndim(predict(batch)) == 2 else predict(batch)[0]
        batch = np.roll(batch, -1, axis=1)
        batch[0, -1, 0] = result[i]
    print(result)
    return result


# %% wrong: the same window again and again | 2 | 예측을 창에 되먹이지 않고 같은 창으로 되풀이했습니다
def recursive_forecast(predict, window, steps):
    return np.array([np.squeeze(predict(window[None, :, None])) for _ in range(steps)])


# %% wrong: window grows, nothing dropped | 2 | predict는 모양이 (1, 3, 1)인 배열을 받는데
def recursive_forecast(predict, window, steps):
    forecast = []
    for _ in range(steps):
        value = np.squeeze(predict(window[None, :, None]))
        forecast.append(value)
        window = np.append(window, value)
    return forecast


# %% wrong: no batch axis | 0 | predict는 모양이 (1, 3, 1)인 배열을 받는데 (3, 1)이 왔습니다
def recursive_forecast(predict, window, steps):
    forecast = []
    for _ in range(steps):
        value = np.squeeze(predict(window[:, None]))
        forecast.append(value)
        window = np.append(window[1:], value)
    return forecast


# %% wrong: drops the newest value | 2 | 예측
def recursive_forecast(predict, window, steps):
    forecast = []
    for _ in range(steps):
        value = np.squeeze(predict(window[None, :, None]))
        forecast.append(value)
        window = np.append(window[:-1], value)
    return forecast


# %% wrong: one step too many, the first thrown away | 0 | 예측
def recursive_forecast(predict, window, steps):
    forecast = []
    for _ in range(steps + 1):
        value = np.squeeze(predict(window[None, :, None]))
        forecast.append(value)
        window = np.append(window[1:], value)
    return forecast[1:]


# %% wrong: result keeps two axes | 0 | 길이가 1인 축이 더 있거나 모자랍니다
def recursive_forecast(predict, window, steps):
    forecast = []
    for _ in range(steps):
        value = np.reshape(predict(window[None, :, None]), (1,))
        forecast.append(value)
        window = np.append(window[1:], value)
    return np.array(forecast)


# %% wrong: writes into its input | 11 | 함수가 입력 `window`의 값을 바꾸었습니다
def recursive_forecast(predict, window, steps):
    forecast = []
    for _ in range(steps):
        value = np.squeeze(predict(window[None, :, None]))
        forecast.append(value)
        window[:-1] = window[1:].copy()
        window[-1] = value
    return forecast


# %% wrong: endless loop | 0 | 안에 끝나지 않아 멈추었습니다
def recursive_forecast(predict, window, steps):
    forecast = []
    while len(forecast) != steps + 0.5:
        forecast = forecast[-1:]
    return forecast
