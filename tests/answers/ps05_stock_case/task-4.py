# %% right: scikit-learn
def persistence_r2(close):
    from sklearn.metrics import r2_score

    return r2_score(close[1:], close[:-1])


# %% right: plain Python
def persistence_r2(close):
    actual = [float(v) for v in close][1:]
    mean = sum(actual) / len(actual)
    above = sum((a - p) ** 2 for a, p in zip(actual, close))
    return 1 - above / sum((a - mean) ** 2 for a in actual)


# %% right: variance
def persistence_r2(close):
    return 1.0 - np.mean(np.diff(close) ** 2) / np.var(close[1:])


# %% right: keras metric in float32, with printing
def persistence_r2(close, verbose=True):
    metric = keras.metrics.R2Score()
    metric.update_state(close[1:, None], close[:-1, None])
    if verbose:
        print("R2", metric.result())
    return metric.result()


# %% wrong: arguments swapped | 0 | 실제와 예측의 자리가 바뀌었습니다
def persistence_r2(close):
    from sklearn.metrics import r2_score

    return r2_score(close[:-1], close[1:])


# %% wrong: compared with itself | 0 | 실제와 예측이 같습니다
def persistence_r2(close):
    from sklearn.metrics import r2_score

    return r2_score(close, close)


# %% wrong: squared correlation | 0 | 상관계수의 제곱입니다
def persistence_r2(close):
    return np.corrcoef(close[1:], close[:-1])[0, 1] ** 2


# %% wrong: mean over all days | 0 | 평균에 첫날이 들어 있습니다
def persistence_r2(close):
    return 1 - np.sum(np.diff(close) ** 2) / np.sum((close[1:] - close.mean()) ** 2)


# %% wrong: the fraction alone | 0 | 1에서 빼야 합니다
def persistence_r2(close):
    return np.sum(np.diff(close) ** 2) / np.sum((close[1:] - close[1:].mean()) ** 2)


# %% wrong: an array | 0 | 모양은 ()이어야 하는데
def persistence_r2(close):
    return np.array([1 - np.mean(np.diff(close) ** 2) / np.var(close[1:])])


# %% wrong: text | 0 | 문자열
def persistence_r2(close):
    return f"{1 - np.mean(np.diff(close) ** 2) / np.var(close[1:]):.3f}"
