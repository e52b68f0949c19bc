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


# %% wrong: W_hh not transposed | 4 | `W_hh`를 전치하지 않았습니다
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


# %% wrong: the last step left out | 0 | 1만큼 짧습니다
def gradient_norms(W_hh, states, last_gradient):
    g, norms = last_gradient, []
    for state in states[:0:-1]:
        g = (g * (1 - state**2)) @ W_hh.T
        norms.append(np.linalg.norm(g))
    return norms[::-1]
