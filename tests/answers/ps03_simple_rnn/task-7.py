# %% right: loop over time, filling an array
def gradient_norms(W_hh, states, last_gradient):
    T = len(states)
    norms = np.zeros(T)
    g = np.array(last_gradient)
    for t in reversed(range(T)):
        norms[t] = np.sqrt((g**2).sum())
        g = W_hh @ (g * (1 - states[t] ** 2))
    return norms


# %% right: Jacobians
def gradient_norms(W_hh, states, last_gradient):
    norms = [np.linalg.norm(last_gradient)]
    product = np.eye(len(W_hh))
    for state in states[:0:-1]:
        product = product @ np.diag(1 - state**2) @ W_hh.T
        norms.insert(0, np.linalg.norm(last_gradient @ product))
    return norms


# %% right: recursion, returning Python floats
def gradient_norms(W_hh, states, last_gradient):
    length = float(np.sqrt(np.dot(last_gradient, last_gradient)))
    if len(states) == 1:
        return [length]
    before = np.einsum("j,ij->i", last_gradient * (1 - states[-1] ** 2), W_hh)
    return gradient_norms(W_hh, states[:-1], before) + [length]


# %% right: TensorFlow in float64, with an extra argument
def gradient_norms(W_hh, states, last_gradient, verbose=False):
    import tensorflow as tf

    W = tf.constant(W_hh)
    g = tf.constant(last_gradient)[tf.newaxis]
    out = [tf.norm(g)]
    for h in tf.unstack(tf.constant(states))[:0:-1]:
        g = tf.matmul(g * (1 - tf.square(h)), W, transpose_b=True)
        out.append(tf.norm(g))
    return tf.stack(out[::-1])


# %% right: plain Python lists
import math


def gradient_norms(W_hh, states, last_gradient):
    weights, gradient, norms = W_hh.tolist(), last_gradient.tolist(), []
    for state in states.tolist()[::-1]:
        norms.append(math.sqrt(sum(v * v for v in gradient)))
        inner = [g * (1 - h * h) for g, h in zip(gradient, state)]
        gradient = [sum(w * v for w, v in zip(row, inner)) for row in weights]
    norms.reverse()
    return tuple(norms)


# %% right: itertools.accumulate from the end
from itertools import accumulate


def gradient_norms(W_hh, states, last_gradient):
    slopes = 1 - np.square(states[1:])
    gradients = accumulate(slopes[::-1], lambda g, slope: W_hh.dot(g * slope), initial=last_gradient)
    return np.flip([np.linalg.norm(g) for g in gradients])


# %% right: one linear system for all time steps
def gradient_norms(W_hh, states, last_gradient):
    time_steps, units = states.shape
    system = np.eye(time_steps * units).reshape(time_steps, units, time_steps, units)
    steps = np.arange(time_steps - 1)
    system[steps, :, steps + 1, :] -= W_hh * (1 - states[1:, None, :] ** 2)
    goal = np.zeros((time_steps, units))
    goal[-1] = last_gradient
    gradients = np.linalg.solve(system.reshape(goal.size, goal.size), goal.ravel())
    return np.linalg.norm(gradients.reshape(time_steps, units), axis=1)


# %% right: GradientTape through the chain, with a warning
import warnings


def gradient_norms(W_hh, states, last_gradient):
    import tensorflow as tf

    warnings.warn("자동 미분으로 구합니다", stacklevel=1)
    W, first = tf.constant(W_hh), tf.constant(states[:1])
    with tf.GradientTape() as tape:
        tape.watch(first)
        chain = [first]
        for state in states[1:]:
            small = (chain[-1] - tf.stop_gradient(chain[-1])) @ W  # zero, but with a derivative
            chain.append(state + (1 - state**2) * small)
        loss = tf.reduce_sum(chain[-1] * last_gradient)
    return [tf.norm(gradient) for gradient in tape.gradient(loss, chain)]


# %% right: float32 and printing, a table of gradients
def gradient_norms(W_hh, states, last_gradient, dtype=np.float32):
    import pandas as pd

    table = pd.DataFrame(0.0, index=range(len(states)), columns=range(len(W_hh)), dtype=dtype)
    table.iloc[-1] = last_gradient.astype(dtype)
    for t in table.index[:0:-1]:
        table.loc[t - 1] = W_hh.astype(dtype) @ (table.loc[t].to_numpy() * (1 - states[t].astype(dtype) ** 2))
    print(table)
    return table.pow(2).sum(axis=1).pow(0.5).to_numpy(dtype)


# %% wrong: W_hh not transposed | 2 | `W_hh`를 전치하지 않았습니다
def gradient_norms(W_hh, states, last_gradient):
    g, norms = last_gradient, [np.linalg.norm(last_gradient)]
    for state in states[:0:-1]:
        g = (g * (1 - state**2)) @ W_hh
        norms.append(np.linalg.norm(g))
    return norms[::-1]


# %% wrong: derivative forgotten | 2 | tanh의 도함수 1 - h²이 빠졌습니다
def gradient_norms(W_hh, states, last_gradient):
    g, norms = last_gradient, [np.linalg.norm(last_gradient)]
    for _ in states[1:]:
        g = g @ W_hh.T
        norms.append(np.linalg.norm(g))
    return norms[::-1]


# %% wrong: derivative one step too early | 2 | 도함수를 한 단계 앞의 은닉 상태로 계산했습니다
def gradient_norms(W_hh, states, last_gradient):
    g, norms = last_gradient, [np.linalg.norm(last_gradient)]
    for state in states[-2::-1]:
        g = (g * (1 - state**2)) @ W_hh.T
        norms.append(np.linalg.norm(g))
    return norms[::-1]


# %% wrong: backwards in time | 0 | 순서가 거꾸로입니다
def gradient_norms(W_hh, states, last_gradient):
    g, norms = last_gradient, [np.linalg.norm(last_gradient)]
    for state in states[:0:-1]:
        g = (g * (1 - state**2)) @ W_hh.T
        norms.append(np.linalg.norm(g))
    return norms


# %% wrong: squared lengths | 0 | 기대한 값의 제곱입니다
def gradient_norms(W_hh, states, last_gradient):
    g, norms = last_gradient, [(last_gradient**2).sum()]
    for state in states[:0:-1]:
        g = (g * (1 - state**2)) @ W_hh.T
        norms.append((g**2).sum())
    return norms[::-1]


# %% wrong: the last step left out | 0 | 마지막 시간 단계의 길이도 넣습니다
def gradient_norms(W_hh, states, last_gradient):
    g, norms = last_gradient, []
    for state in states[:0:-1]:
        g = (g * (1 - state**2)) @ W_hh.T
        norms.append(np.linalg.norm(g))
    return norms[::-1]


# %% wrong: derivative without the square | 2 | 도함수를 1 - h로 계산했습니다
def gradient_norms(W_hh, states, last_gradient):
    g, norms = last_gradient, [np.linalg.norm(last_gradient)]
    for state in states[:0:-1]:
        g = (g * (1 - state)) @ W_hh.T
        norms.append(np.linalg.norm(g))
    return norms[::-1]


# %% wrong: derivative of the last step for all | 2 | 도함수를 마지막 은닉 상태로만 계산했습니다
def gradient_norms(W_hh, states, last_gradient):
    g, norms = last_gradient, [np.linalg.norm(last_gradient)]
    for _ in states[1:]:
        g = (g * (1 - states[-1] ** 2)) @ W_hh.T
        norms.append(np.linalg.norm(g))
    return norms[::-1]


# %% wrong: states read from the start | 2 | 은닉 상태를 처음부터 읽었습니다
def gradient_norms(W_hh, states, last_gradient):
    g, norms = last_gradient, [np.linalg.norm(last_gradient)]
    for state in states[1:]:
        g = (g * (1 - state**2)) @ W_hh.T
        norms.append(np.linalg.norm(g))
    return norms[::-1]


# %% wrong: gradient changed in place | 11 | 함수가 입력 `last_gradient`의 값을 바꾸었습니다
def gradient_norms(W_hh, states, last_gradient):
    norms = [np.linalg.norm(last_gradient)]
    for state in states[:0:-1]:
        last_gradient *= 1 - state**2
        last_gradient[:] = last_gradient @ W_hh.T
        norms.append(np.linalg.norm(last_gradient))
    return norms[::-1]


# %% wrong: the example by heart | 2 | 모양은 (9,)이어야 하는데 (3,)입니다
def gradient_norms(W_hh, states, last_gradient):
    return [9, 6, 5]
