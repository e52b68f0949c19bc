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


# %% right: tensorflow
def recursive_forecast(predict, window, steps):
    import tensorflow as tf

    batch = tf.reshape(tf.constant(window), (1, -1, 1))
    known = tf.identity(batch)
    while known.shape[1] < len(window) + steps:
        value = tf.reshape(predict(known[:, -len(window) :]), (1, 1, 1))
        known = tf.concat([known, value], axis=1)
    return tf.squeeze(known[:, len(window) :], axis=[0, 2])


# %% right: generator and islice
from itertools import islice


def recursive_forecast(predict, window, steps):
    def forecasts(state):
        while True:
            value = float(np.ravel(predict([[[v] for v in state]]))[0])
            yield value
            state = (*state[1:], value)

    return list(islice(forecasts(tuple(window)), steps))


# %% right: functools.reduce over the steps, printing
from functools import reduce


def recursive_forecast(predict, window, steps):
    def longer(known, _):
        print(len(known))
        return np.append(known, predict(known[np.newaxis, len(known) - window.size :, np.newaxis]))

    return np.split(reduce(longer, range(steps), window), [window.size])[1]


# %% right: a class with a state
class Forecaster:
    def __init__(self, predict, window):
        self.predict, self.state = predict, list(window)

    def __iter__(self):
        return self

    def __next__(self):
        self.state.append(np.asarray(self.predict(np.reshape(self.state, (1, -1, 1)))).item())
        return self.state.pop(0) * 0 + self.state[-1]


def recursive_forecast(predict, window, steps):
    forecaster = Forecaster(predict, window)
    return tuple(next(forecaster) for _ in range(steps))


# %% right: pandas, a column that grows
def recursive_forecast(predict, window, steps):
    import pandas as pd

    column = pd.Series(window, dtype="float64")
    for place in range(len(window), len(window) + steps):
        column.loc[place] = np.max(predict(column.tail(len(window)).to_numpy().reshape(1, -1, 1)))
    return column.iloc[-steps:].reset_index(drop=True)


# %% right: verbose=0 as for a Keras model, the newest windows side by side
def recursive_forecast(predict, window, steps):
    windows = np.empty((steps + 1, len(window)))
    windows[0] = window
    for step in range(steps):
        windows[step + 1, :-1] = windows[step, 1:]
        windows[step + 1, -1:] = predict(windows[step].reshape(1, -1, 1), verbose=0).ravel()
    return windows[1:, -1]


# %% wrong: the same window again and again | 2 | 예측을 창에 되먹이지 않고 같은 창으로 되풀이했습니다
def recursive_forecast(predict, window, steps):
    return np.array([np.squeeze(predict(window[None, :, None])) for _ in range(steps)])


# %% wrong: window grows, nothing dropped | 2 | (1, 4, 1)이 왔습니다
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


# %% wrong: drops the newest value | 2 | 가장 오래된 값이 아니라 가장 새 값을 버렸습니다
def recursive_forecast(predict, window, steps):
    forecast = []
    for _ in range(steps):
        value = np.squeeze(predict(window[None, :, None]))
        forecast.append(value)
        window = np.append(window[:-1], value)
    return forecast


# %% wrong: one step too many, the first thrown away | 0 | 첫 예측이 빠졌습니다
def recursive_forecast(predict, window, steps):
    forecast = []
    for _ in range(steps + 1):
        value = np.squeeze(predict(window[None, :, None]))
        forecast.append(value)
        window = np.append(window[1:], value)
    return forecast[1:]


# %% wrong: result keeps two axes | 0 | 모양은 (4,)이어야 하는데 (4, 1)입니다
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


# %% wrong: puts the forecast in front | 2 | 예측을 창의 앞에 붙였습니다
def recursive_forecast(predict, window, steps):
    forecast = []
    for _ in range(steps):
        value = np.squeeze(predict(window[None, :, None]))
        forecast.append(value)
        window = np.append(value, window[:-1])
    return forecast


# %% wrong: only the last forecast | 0 | 축이 1개여야 하는데 0개입니다
def recursive_forecast(predict, window, steps):
    for _ in range(steps):
        value = np.squeeze(predict(window[None, :, None]))
        window = np.append(window[1:], value)
    return value


# %% wrong: the last window instead of the forecasts | 0 | 모양은 (4,)이어야 하는데 (3,)입니다
def recursive_forecast(predict, window, steps):
    for _ in range(steps):
        window = np.append(window[1:], np.squeeze(predict(window[None, :, None])))
    return window


# %% wrong: the example by heart | 2 | 모양은 (1,)이어야 하는데 (4,)입니다
def recursive_forecast(predict, window, steps):
    return [3, 5, 8, 13]
