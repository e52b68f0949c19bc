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


# %% wrong: each array on its own | 5 | 기울기마다 따로 잘랐습니다
def clip_gradients(gradients, max_norm):
    norm = np.sqrt(sum((g**2).sum() for g in gradients))
    return [g * min(1, max_norm / max(np.linalg.norm(g), 1e-12)) for g in gradients], norm


# %% wrong: clips each value | 5 | 값마다 잘랐습니다
def clip_gradients(gradients, max_norm):
    norm = np.sqrt(sum((g**2).sum() for g in gradients))
    return [np.clip(g, -max_norm, max_norm) for g in gradients], norm


# %% wrong: always scales | 7 | 짧은 기울기를 늘렸습니다
def clip_gradients(gradients, max_norm):
    norm = np.sqrt(sum((g**2).sum() for g in gradients))
    return [g * max_norm / norm for g in gradients], norm


# %% wrong: sum of the norms | 3 | 모든 배열의 모든 원소를 제곱하여 더합니다
def clip_gradients(gradients, max_norm):
    norm = sum(np.linalg.norm(g) for g in gradients)
    if norm <= max_norm:
        return gradients, norm
    return [g * max_norm / norm for g in gradients], norm


# %% wrong: no square root | 3 | 기대한 값의 제곱입니다
def clip_gradients(gradients, max_norm):
    norm = sum((g**2).sum() for g in gradients)
    return [g * min(1.0, max_norm / max(norm, 1e-12)) for g in gradients], norm


# %% wrong: norm after clipping | 6 | 자르기 전의 길이입니다
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
