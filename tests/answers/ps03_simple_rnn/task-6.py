# %% right: one long vector
def clip_gradients(gradients, max_norm):
    flat = np.concatenate([g.ravel() for g in gradients])
    norm = np.linalg.norm(flat)
    factor = 1.0 if norm <= max_norm else max_norm / norm
    return [g * factor for g in gradients], norm


# %% right: TensorFlow
def clip_gradients(gradients, max_norm):
    import tensorflow as tf

    return tf.clip_by_global_norm([tf.constant(g) for g in gradients], max_norm)


# %% right: plain Python loops
def clip_gradients(gradients, max_norm):
    total = 0.0
    for gradient in gradients:
        for value in np.asarray(gradient).flat:
            total += float(value) ** 2
    norm = total**0.5
    result = []
    for gradient in gradients:
        copy = np.array(gradient)
        if norm > max_norm:
            copy *= max_norm / norm
        result.append(copy)
    return result, norm


# %% right: float32, a generator, an extra argument
def clip_gradients(gradients, max_norm, epsilon=1e-12):
    gradients = [np.float32(g) for g in gradients]
    norm = np.sqrt(np.sum([np.vdot(g, g) for g in gradients]))
    print("길이", norm)
    return (g * min(1, max_norm / (norm + epsilon)) for g in gradients), norm


# %% right: hypot of the lengths, by reduce
from functools import reduce


def clip_gradients(gradients, max_norm):
    lengths = map(np.linalg.norm, gradients)
    norm = reduce(np.hypot, lengths, 0.0)
    return [np.divide(g, max(1.0, norm / max_norm)) for g in gradients], norm


# %% right: recursion into nested lists
def squares(value):
    return sum(squares(part) for part in value) if isinstance(value, list) else value * value


def scaled(value, factor):
    return [scaled(part, factor) for part in value] if isinstance(value, list) else value * factor


def clip_gradients(gradients, max_norm):
    nested = [gradient.tolist() for gradient in gradients]
    norm = squares(nested) ** 0.5
    return (scaled(nested, max_norm / norm if norm > max_norm else 1), norm)


# %% right: itertools and math, with a warning
import math
import warnings
from itertools import chain


def clip_gradients(gradients, max_norm):
    warnings.warn("모든 원소를 한 줄로 잇습니다", stacklevel=1)
    norm = math.hypot(*chain.from_iterable(gradient.flat for gradient in gradients))
    clipped = []
    for gradient in gradients:
        clipped.append(gradient.copy() if norm <= max_norm else np.multiply(gradient, max_norm) / norm)
    return clipped, norm


# %% right: pandas, a column for each array
def clip_gradients(gradients, max_norm):
    import pandas as pd

    table = pd.DataFrame({number: pd.Series(gradient.ravel()) for number, gradient in enumerate(gradients)})
    norm = table.pow(2).sum().sum() ** 0.5
    shorter = table * (max_norm / norm) if norm > max_norm else table
    return [shorter[k].dropna().to_numpy().reshape(g.shape) for k, g in enumerate(gradients)], norm


# %% right: one vector, scaled, then cut where the arrays end
def clip_gradients(gradients, max_norm):
    sizes = [np.size(gradient) for gradient in gradients]
    vector = np.hstack([np.ravel(gradient) for gradient in gradients])
    norm = np.sqrt(vector @ vector)
    pieces = np.split(vector * (max_norm / np.maximum(norm, max_norm)), np.cumsum(sizes)[:-1])
    return [np.reshape(piece, gradient.shape) for piece, gradient in zip(pieces, gradients)], norm


# %% wrong: each array on its own | 5 | 기울기마다 따로 잘랐습니다
def clip_gradients(gradients, max_norm):
    norm = np.sqrt(sum((g**2).sum() for g in gradients))
    return [g * min(1, max_norm / max(np.linalg.norm(g), 1e-12)) for g in gradients], norm


# %% wrong: clips each value | 5 | 값마다 잘랐습니다
def clip_gradients(gradients, max_norm):
    norm = np.sqrt(sum((g**2).sum() for g in gradients))
    return [np.clip(g, -max_norm, max_norm) for g in gradients], norm


# %% wrong: always scales | 5 | 짧은 기울기를 늘렸습니다
def clip_gradients(gradients, max_norm):
    norm = np.sqrt(sum((g**2).sum() for g in gradients))
    return [g * max_norm / norm for g in gradients], norm


# %% wrong: sum of the norms | 3 | 배열마다 잰 길이를 더했습니다
def clip_gradients(gradients, max_norm):
    norm = sum(np.linalg.norm(g) for g in gradients)
    if norm <= max_norm:
        return gradients, norm
    return [g * max_norm / norm for g in gradients], norm


# %% wrong: no square root | 3 | 기대한 값의 제곱입니다
def clip_gradients(gradients, max_norm):
    norm = sum((g**2).sum() for g in gradients)
    return [g * min(1.0, max_norm / max(norm, 1e-12)) for g in gradients], norm


# %% wrong: norm after clipping | 6 | 자른 다음의 길이입니다
def clip_gradients(gradients, max_norm):
    norm = np.sqrt(sum((g**2).sum() for g in gradients))
    if norm > max_norm:
        gradients = [g * max_norm / norm for g in gradients]
    return gradients, np.sqrt(sum((g**2).sum() for g in gradients))


# %% wrong: in place | 7 | 함수가 입력 `gradients`의 값을 바꾸었습니다
def clip_gradients(gradients, max_norm):
    norm = np.sqrt(sum((g**2).sum() for g in gradients))
    if norm > max_norm:
        for g in gradients:
            g *= max_norm / norm
    return gradients, norm


# %% wrong: always to length one | 3 | 길이를 언제나 1로 줄였습니다
def clip_gradients(gradients, max_norm):
    norm = np.sqrt(sum((g**2).sum() for g in gradients))
    return [g / max(norm, 1.0) for g in gradients], norm


# %% wrong: sum of absolute values | 3 | 절댓값의 합입니다
def clip_gradients(gradients, max_norm):
    norm = sum(np.abs(g).sum() for g in gradients)
    return [g * min(1.0, max_norm / max(norm, 1e-12)) for g in gradients], norm


# %% wrong: mean of the squares | 3 | 제곱의 평균으로 구했습니다
def clip_gradients(gradients, max_norm):
    norm = np.sqrt(np.mean(np.concatenate([g.ravel() for g in gradients]) ** 2))
    return [g * min(1.0, max_norm / max(norm, 1e-12)) for g in gradients], norm


# %% wrong: the example by heart | 2 | 자른 기울기의 개수가 받은 기울기의 개수와 다릅니다
def clip_gradients(gradients, max_norm):
    return (gradients if max_norm > 7 else [[[0.8], [0.8]], [0.8], [0.2]]), 7.0
