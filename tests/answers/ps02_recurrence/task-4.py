# %% right: a for loop over the longest length
def generate(p, h_0, start, end, longest):
    h, x_t, tokens = h_0[0], np.zeros(p["W_xh"].shape[0]), []
    x_t[start] = 1.0
    for _ in range(longest):
        h = np.tanh(x_t.dot(p["W_xh"]) + h.dot(p["W_hh"]) + p["b_h"])
        token = (h.dot(p["W_hy"]) + p["b_y"]).argmax()
        if token == end:
            return tokens
        tokens.append(token)
        x_t = np.zeros_like(x_t)
        x_t[token] = 1.0
    return tokens


# %% right: a generator function
def generate(p, h_0, start, end, longest):
    token, h = start, h_0
    while longest > 0:
        h = np.tanh(p["W_xh"][token] + h @ p["W_hh"] + p["b_h"])
        token = int((h @ p["W_hy"] + p["b_y"]).argmax(axis=1)[0])
        if token == end:
            return
        yield token
        longest -= 1


# %% right: recursion
def generate(p, h_0, start, end, longest):
    if longest == 0:
        return []
    h = np.tanh(p["W_xh"][start : start + 1] + h_0 @ p["W_hh"] + p["b_h"])
    token = int(np.argmax(h @ p["W_hy"] + p["b_y"]))
    if token == end:
        return []
    return [token, *generate(p, h, token, end, longest - 1)]


# %% right: itertools
def generate(p, h_0, start, end, longest):
    from itertools import islice, takewhile

    def written():
        token, h = start, h_0
        while True:
            h = np.tanh(np.eye(len(p["W_xh"]))[token] @ p["W_xh"] + h @ p["W_hh"] + p["b_h"])
            token = np.argmax(h @ p["W_hy"] + p["b_y"])
            yield token

    return list(islice(takewhile(lambda token: token != end, written()), longest))


# %% right: write everything, then cut at the end, as an array
def generate(p, h_0, start, end, longest):
    tokens, h = [start], np.array(h_0)
    for _ in range(longest):
        h = np.tanh(p["W_xh"][[tokens[-1]]] + h @ p["W_hh"] + p["b_h"])
        tokens.append(int(np.argmax(h @ p["W_hy"] + p["b_y"])))
    written = np.array(tokens[1:])
    ends = np.flatnonzero(written == end)
    return written[: ends[0]] if len(ends) else written


# %% right: TensorFlow
def generate(p, h_0, start, end, longest):
    import tensorflow as tf

    p = {name: tf.constant(value) for name, value in p.items()}
    h, token, tokens = tf.constant(h_0), start, []
    while len(tokens) < longest:
        x_t = tf.one_hot([token], p["W_xh"].shape[0], dtype=tf.float64)
        h = tf.tanh(x_t @ p["W_xh"] + h @ p["W_hh"] + p["b_h"])
        token = int(tf.argmax(h @ p["W_hy"] + p["b_y"], axis=1)[0])
        if token == end:
            break
        tokens.append(token)
    return tf.constant(tokens, dtype=tf.int32)


# %% right: pandas Series, printing, with an extra argument
def generate(p, h_0, start, end, longest, show=True):
    import pandas as pd

    token, h, tokens = start, pd.Series(h_0.ravel()), []
    while len(tokens) < longest:
        h = np.tanh(pd.DataFrame(p["W_xh"]).loc[token] + h @ p["W_hh"] + p["b_h"])
        scores = pd.Series(h.to_numpy() @ p["W_hy"] + p["b_y"])
        token = int(scores.idxmax())
        if show:
            print("토큰", token)
        if token == end:
            break
        tokens.append(token)
    return tuple(tokens)


# %% right: comparing scores one by one
def generate(p, h_0, start, end, longest):
    h, previous, tokens = h_0[0].tolist(), start, []
    units = range(len(h))
    for _ in range(longest):
        before = h
        h = []
        for u in units:
            h.append(np.tanh(p["W_xh"][previous][u] + sum(before[v] * p["W_hh"][v][u] for v in units) + p["b_h"][u]))
        best, best_score = 0, -np.inf
        for token in range(len(p["b_y"])):
            score = sum(h[u] * p["W_hy"][u][token] for u in units) + p["b_y"][token]
            if score > best_score + 1e-12:
                best, best_score = token, score
        if best == end:
            break
        tokens.append(best)
        previous = best
    return tokens


# %% right: a sentinel with iter
def generate(p, h_0, start, end, longest):
    from collections import deque

    memory = deque([(start, h_0)], maxlen=1)

    def write():
        token, h = memory[0]
        h = np.tanh(p["W_xh"][token] + np.matmul(h, p["W_hh"]) + p["b_h"])
        scores = np.matmul(h, p["W_hy"]) + p["b_y"]
        token = int(np.flatnonzero(np.ravel(scores) == scores.max())[0])
        memory.append((token, h))
        return token

    return [token for token, _ in zip(iter(write, end), range(longest))]


# %% wrong: only the visible example | 2 | 토큰`이 다릅니다
def generate(p, h_0, start, end, longest):
    return [1, 2]


# %% wrong: state not handed on | 2 | 은닉 상태를 다음 단계로 넘기지 않았습니다
def generate(p, h_0, start, end, longest):
    token, tokens = start, []
    while len(tokens) < longest:
        h = np.tanh(p["W_xh"][token] + h_0 @ p["W_hh"] + p["b_h"])
        token = int(np.argmax(h @ p["W_hy"] + p["b_y"]))
        if token == end:
            break
        tokens.append(token)
    return tokens


# %% wrong: reads the start token again and again | 2 | 언제나 `start`를 읽었습니다
def generate(p, h_0, start, end, longest):
    h, tokens = h_0, []
    while len(tokens) < longest:
        h = np.tanh(p["W_xh"][start] + h @ p["W_hh"] + p["b_h"])
        token = int(np.argmax(h @ p["W_hy"] + p["b_y"]))
        if token == end:
            break
        tokens.append(token)
    return tokens


# %% wrong: feeds the scores back | 4 | 점수를 그대로 되읽었습니다
def generate(p, h_0, start, end, longest):
    h, tokens = h_0, []
    x_t = np.eye(len(p["W_xh"]))[[start]]
    while len(tokens) < longest:
        h = np.tanh(x_t @ p["W_xh"] + h @ p["W_hh"] + p["b_h"])
        x_t = h @ p["W_hy"] + p["b_y"]
        token = int(np.argmax(x_t))
        if token == end:
            break
        tokens.append(token)
    return tokens


# %% wrong: end written too | 5 | `end`는 결과에 넣지 않습니다
def generate(p, h_0, start, end, longest):
    token, h, tokens = start, h_0, []
    while len(tokens) < longest and token != end:
        h = np.tanh(p["W_xh"][token] + h @ p["W_hh"] + p["b_h"])
        token = int(np.argmax(h @ p["W_hy"] + p["b_y"]))
        tokens.append(token)
    return tokens


# %% wrong: start written too | 0 | `start`는 결과에 넣지 않습니다
def generate(p, h_0, start, end, longest):
    h, tokens = h_0, [start]
    while len(tokens) <= longest:
        h = np.tanh(p["W_xh"][tokens[-1]] + h @ p["W_hh"] + p["b_h"])
        token = int(np.argmax(h @ p["W_hy"] + p["b_y"]))
        if token == end:
            break
        tokens.append(token)
    return tokens


# %% wrong: never stops at the end | 5 | `end`를 쓴 다음에도 멈추지 않았습니다
def generate(p, h_0, start, end, longest):
    token, h, tokens = start, h_0, []
    for _ in range(longest):
        h = np.tanh(p["W_xh"][token] + h @ p["W_hh"] + p["b_h"])
        token = int(np.argmax(h @ p["W_hy"] + p["b_y"]))
        tokens.append(token)
    return tokens


# %% wrong: end skipped and not obeyed | 7 | `end`만 빼고 계속 썼습니다
def generate(p, h_0, start, end, longest):
    token, h, tokens = start, h_0, []
    for _ in range(longest):
        h = np.tanh(p["W_xh"][token] + h @ p["W_hh"] + p["b_h"])
        token = int(np.argmax(h @ p["W_hy"] + p["b_y"]))
        if token != end:
            tokens.append(token)
    return tokens


# %% wrong: no limit of its own | 9 | 토큰을 `longest`개보다 많이 썼습니다
def generate(p, h_0, start, end, longest):
    token, h, tokens = start, h_0, []
    while token != end and len(tokens) < 300:
        h = np.tanh(p["W_xh"][token] + h @ p["W_hh"] + p["b_h"])
        token = int(np.argmax(h @ p["W_hy"] + p["b_y"]))
        tokens.append(token)
    return [token for token in tokens if token != end]


# %% wrong: one too many | 9 | `longest`보다 하나 더 썼습니다
def generate(p, h_0, start, end, longest):
    token, h, tokens = start, h_0, []
    while len(tokens) <= longest:
        h = np.tanh(p["W_xh"][token] + h @ p["W_hh"] + p["b_h"])
        token = int(np.argmax(h @ p["W_hy"] + p["b_y"]))
        if token == end:
            break
        tokens.append(token)
    return tokens


# %% wrong: one too few | 9 | `longest`보다 하나 덜 썼습니다
def generate(p, h_0, start, end, longest):
    token, h, tokens = start, h_0, []
    for _ in range(1, longest):
        h = np.tanh(p["W_xh"][token] + h @ p["W_hh"] + p["b_h"])
        token = int(np.argmax(h @ p["W_hy"] + p["b_y"]))
        if token == end:
            break
        tokens.append(token)
    return tokens


# %% wrong: of equal scores the last | 12 | 점수가 같을 때 번호가 큰 토큰을 골랐습니다
def generate(p, h_0, start, end, longest):
    token, h, tokens = start, h_0, []
    while len(tokens) < longest:
        h = np.tanh(p["W_xh"][token] + h @ p["W_hh"] + p["b_h"])
        scores = (h @ p["W_hy"] + p["b_y"])[0]
        token = len(scores) - 1 - int(np.argmax(scores[::-1]))
        if token == end:
            break
        tokens.append(token)
    return tokens


# %% wrong: bias of the output forgotten | 2 | 출력층의 편향 `b_y`가 빠졌습니다
def generate(p, h_0, start, end, longest):
    token, h, tokens = start, h_0, []
    while len(tokens) < longest:
        h = np.tanh(p["W_xh"][token] + h @ p["W_hh"] + p["b_h"])
        token = int(np.argmax(h @ p["W_hy"]))
        if token == end:
            break
        tokens.append(token)
    return tokens


# %% wrong: starts from zero | 2 | 시작 은닉 상태 `h_0`을 쓰지 않았습니다
def generate(p, h_0, start, end, longest):
    token, h, tokens = start, np.zeros_like(h_0), []
    while len(tokens) < longest:
        h = np.tanh(p["W_xh"][token] + h @ p["W_hh"] + p["b_h"])
        token = int(np.argmax(h @ p["W_hy"] + p["b_y"]))
        if token == end:
            break
        tokens.append(token)
    return tokens


# %% wrong: the starting state overwritten | 13 | 함수가 입력 `h_0`의 값을 바꾸었습니다
def generate(p, h_0, start, end, longest):
    token, tokens = start, []
    while len(tokens) < longest:
        h_0[:] = np.tanh(p["W_xh"][token] + h_0 @ p["W_hh"] + p["b_h"])
        token = int(np.argmax(h_0 @ p["W_hy"] + p["b_y"]))
        if token == end:
            break
        tokens.append(token)
    return tokens


# %% wrong: numbers compared with is | 9 | `is`가 아니라 `==`로
def generate(p, h_0, start, end, longest):
    token, h, tokens = start, h_0, []
    for _ in range(longest):
        h = np.tanh(p["W_xh"][token] + h @ p["W_hh"] + p["b_h"])
        token = int(np.argmax(h @ p["W_hy"] + p["b_y"]))
        if token is end:
            break
        tokens.append(token)
    return tokens
