# %% right: filling an array
def read_batch(x, h_0, W_xh, W_hh, b_h):
    batch, time_steps, _ = x.shape
    states = np.zeros((batch, time_steps, W_hh.shape[0]))
    for t in range(time_steps):
        before = h_0 if t == 0 else states[:, t - 1]
        states[:, t, :] = np.tanh(x[:, t, :].dot(W_xh) + before.dot(W_hh) + b_h)
    return states, states[:, -1]


# %% right: Keras layer
def read_batch(x, h_0, W_xh, W_hh, b_h):
    layer = keras.layers.SimpleRNN(len(b_h), return_sequences=True, return_state=True, dtype="float64")
    layer.build(x.shape)
    layer.set_weights([W_xh, W_hh, b_h])
    states, last = layer(x, initial_state=keras.ops.convert_to_tensor(h_0))
    return states, last


# %% right: itertools.accumulate over the time axis
def read_batch(x, h_0, W_xh, W_hh, b_h):
    from itertools import accumulate

    def step(h, x_t):
        return np.tanh(x_t @ W_xh + h @ W_hh + b_h)

    states = list(accumulate(np.moveaxis(x, 1, 0), step, initial=h_0))[1:]
    return np.stack(states).transpose(1, 0, 2), states[-1]


# %% right: recursion
def read_batch(x, h_0, W_xh, W_hh, b_h):
    h_1 = np.tanh(x[:, 0] @ W_xh + h_0 @ W_hh + b_h)
    if x.shape[1] == 1:
        return h_1[:, None], h_1
    rest, last = read_batch(x[:, 1:], h_1, W_xh, W_hh, b_h)
    return np.concatenate([h_1[:, None], rest], axis=1), last


# %% right: plain lists, example by example
def read_batch(x, h_0, W_xh, W_hh, b_h):
    from math import tanh

    states = []
    for sequence, h in zip(x.tolist(), h_0.tolist()):
        story = []
        for x_t in sequence:
            new = []
            for u, bias in enumerate(b_h):
                total = sum(value * row[u] for value, row in zip(x_t, W_xh))
                total += sum(value * row[u] for value, row in zip(h, W_hh))
                new.append(tanh(total + bias))
            h = new
            story.append(h)
        states.append(story)
    return states, [story[-1] for story in states]


# %% right: tf.scan
def read_batch(x, h_0, W_xh, W_hh, b_h):
    import tensorflow as tf

    from_inputs = tf.transpose(tf.constant(x) @ W_xh + b_h, [1, 0, 2])
    states = tf.scan(lambda h, from_input: tf.tanh(from_input + h @ W_hh), from_inputs, initializer=tf.constant(h_0))
    return tf.transpose(states, [1, 0, 2]), states[-1]


# %% right: inputs multiplied beforehand, float32, with an extra argument
def read_batch(x, h_0, W_xh, W_hh, b_h, dtype=np.float32):
    from_input = np.tensordot(x, W_xh, axes=1).astype(dtype) + b_h.astype(dtype)
    h, weights = h_0.astype(dtype), W_hh.astype(dtype)
    states = np.empty_like(from_input)
    for t in range(states.shape[1]):
        h = np.tanh(from_input[:, t] + h @ weights)
        states[:, t] = h
    return states, h


# %% right: a class with a state, logging
class Cell:
    def __init__(self, h, W_xh, W_hh, b_h):
        self.h, self.weights, self.bias = np.array(h), np.vstack([W_xh, W_hh]), b_h

    def read(self, x_t):
        import logging

        self.h = np.tanh(np.hstack([x_t, self.h]) @ self.weights + self.bias)
        logging.warning("한 단계를 읽었습니다.")
        return self.h


def read_batch(x, h_0, W_xh, W_hh, b_h):
    cell = Cell(h_0, W_xh, W_hh, b_h)
    states = np.dstack([cell.read(x[:, t]) for t in range(x.shape[1])])
    return np.swapaxes(states, 1, 2), cell.h


# %% right: a generator of states, as a list of two
def read_batch(x, h_0, W_xh, W_hh, b_h):
    def walk():
        h = h_0
        for x_t in np.split(x, x.shape[1], axis=1):
            h = np.tanh(np.einsum("btf,fu->bu", x_t, W_xh) + np.einsum("bv,vu", h, W_hh) + b_h)
            yield h[:, np.newaxis, :]

    states = np.concatenate(list(walk()), axis=1)
    return [states, np.take(states, -1, axis=1)]


# %% wrong: only the visible example | 2 | 모양은 (4, 7, 5)이어야
def read_batch(x, h_0, W_xh, W_hh, b_h):
    first = [[0.761594, 0.664037], [0, 0.786273], [-0.964028, 0.291313]]
    second = [[0, -0.197375], [-0.761594, 0.291313], [0.462117, -0.431383]]
    return [first, second], [first[2], second[2]]


# %% wrong: starts at zero | 2 | `h_0`을 쓰지 않고 0에서 시작했습니다
def read_batch(x, h_0, W_xh, W_hh, b_h):
    h, states = np.zeros_like(h_0), []
    for t in range(x.shape[1]):
        h = np.tanh(x[:, t] @ W_xh + h @ W_hh + b_h)
        states.append(h)
    return np.stack(states, axis=1), h


# %% wrong: state not handed on | 2 | 방금 얻은 상태를 다음 단계로 넘기세요
def read_batch(x, h_0, W_xh, W_hh, b_h):
    states = [np.tanh(x[:, t] @ W_xh + h_0 @ W_hh + b_h) for t in range(x.shape[1])]
    return np.stack(states, axis=1), states[-1]


# %% wrong: time before batch | 1 | 축의 순서가 바뀌었습니다
def read_batch(x, h_0, W_xh, W_hh, b_h):
    h, states = h_0, []
    for t in range(x.shape[1]):
        h = np.tanh(x[:, t] @ W_xh + h @ W_hh + b_h)
        states.append(h)
    return np.stack(states), h


# %% wrong: h_0 among the states | 1 | 둘째 축(axis=1)이 1만큼 깁니다
def read_batch(x, h_0, W_xh, W_hh, b_h):
    states = [h_0]
    for t in range(x.shape[1]):
        states.append(np.tanh(x[:, t] @ W_xh + states[-1] @ W_hh + b_h))
    return np.stack(states, axis=1), states[-1]


# %% wrong: one array collected again and again | 3 | 배열 하나를 고쳐 쓰며 여러 번 담지 않았나요
def read_batch(x, h_0, W_xh, W_hh, b_h):
    h, states = h_0.copy(), []
    for t in range(x.shape[1]):
        h[:] = np.tanh(x[:, t] @ W_xh + h @ W_hh + b_h)
        states.append(h)
    return np.stack(states, axis=1), h


# %% wrong: h_0 overwritten | 11 | 함수가 입력 `h_0`의 값을 바꾸었습니다
def read_batch(x, h_0, W_xh, W_hh, b_h):
    states = np.zeros((*x.shape[:2], len(b_h)))
    for t in range(x.shape[1]):
        h_0[:] = np.tanh(x[:, t] @ W_xh + h_0 @ W_hh + b_h)
        states[:, t] = h_0
    return states, states[:, -1]


# %% wrong: last example for last step | 7 | 마지막 예의 상태가 아니라
def read_batch(x, h_0, W_xh, W_hh, b_h):
    h, states = h_0, []
    for t in range(x.shape[1]):
        h = np.tanh(x[:, t] @ W_xh + h @ W_hh + b_h)
        states.append(h)
    states = np.stack(states, axis=1)
    return states, np.resize(states[-1], h.shape)


# %% wrong: reads backwards | 2 | 시퀀스를 뒤에서부터 읽었습니다
def read_batch(x, h_0, W_xh, W_hh, b_h):
    h, states = h_0, []
    for t in reversed(range(x.shape[1])):
        h = np.tanh(x[:, t] @ W_xh + h @ W_hh + b_h)
        states.append(h)
    return np.stack(states, axis=1), h


# %% wrong: bias forgotten | 2 | 편향 `b_h`가 빠졌습니다
def read_batch(x, h_0, W_xh, W_hh, b_h):
    h, states = h_0, []
    for t in range(x.shape[1]):
        h = np.tanh(x[:, t] @ W_xh + h @ W_hh)
        states.append(h)
    return np.stack(states, axis=1), h


# %% wrong: only the states | 0 | 2개를 돌려주어야 하는데
def read_batch(x, h_0, W_xh, W_hh, b_h):
    h, states = h_0, []
    for t in range(x.shape[1]):
        h = np.tanh(x[:, t] @ W_xh + h @ W_hh + b_h)
        states.append(h)
    return np.stack(states, axis=1)


# %% wrong: walks along the batch | 0 | 두 배열의 모양이 맞지 않습니다
def read_batch(x, h_0, W_xh, W_hh, b_h):
    h, states = h_0, []
    for n in range(len(x)):
        h = np.tanh(x[n] @ W_xh + h @ W_hh + b_h)
        states.append(h)
    return np.stack(states), h


# %% wrong: example t at step t | 0 | 두 배열의 모양이 맞지 않습니다
def read_batch(x, h_0, W_xh, W_hh, b_h):
    h, states = h_0, []
    for t in range(x.shape[1]):
        h = np.tanh(x[t] @ W_xh + h @ W_hh + b_h)
        states.append(h)
    return np.stack(states, axis=1), h


# %% wrong: as many steps as examples | 0 | 둘째 축(axis=1)이 1만큼 짧습니다
def read_batch(x, h_0, W_xh, W_hh, b_h):
    h, states = h_0, []
    for t in range(len(x)):
        h = np.tanh(x[:, t] @ W_xh + h @ W_hh + b_h)
        states.append(h)
    return np.stack(states, axis=1), h


# %% wrong: the first state as the last | 7 | 마지막이 아니라 첫 단계의 상태입니다
def read_batch(x, h_0, W_xh, W_hh, b_h):
    h, states = h_0, []
    for t in range(x.shape[1]):
        h = np.tanh(x[:, t] @ W_xh + h @ W_hh + b_h)
        states.append(h)
    return np.stack(states, axis=1), states[0]


# %% wrong: W_hh transposed | 2 | `W_hh`를 전치하지 않고
def read_batch(x, h_0, W_xh, W_hh, b_h):
    h, states = h_0, []
    for t in range(x.shape[1]):
        h = np.tanh(x[:, t] @ W_xh + h @ W_hh.T + b_h)
        states.append(h)
    return np.stack(states, axis=1), h
