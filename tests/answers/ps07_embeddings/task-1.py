# %% right: loop over the numbers
def cosine(a, b):
    dot = a_squares = b_squares = 0.0
    for x, y in zip(a, b):
        dot += x * y
        a_squares += x * x
        b_squares += y * y
    if a_squares == 0 or b_squares == 0:
        return 0
    return dot / (a_squares**0.5 * b_squares**0.5)


# %% right: unit vectors first
def cosine(a, b):
    def unit(v):
        length = np.sqrt(np.sum(v**2))
        return v / length if length else v

    return np.dot(unit(a), unit(b))


# %% right: scikit-learn
def cosine(a, b):
    from sklearn.metrics.pairwise import cosine_similarity

    return cosine_similarity([a], [b])[0, 0]


# %% right: math module and generators
import math


def cosine(a, b):
    if not any(a) or not any(b):
        return 0.0
    return math.fsum(x * y for x, y in zip(a, b)) / math.hypot(*a) / math.hypot(*b)


# %% right: TensorFlow tensor
def cosine(a, b):
    import tensorflow as tf

    return tf.reduce_sum(tf.math.l2_normalize(a) * tf.math.l2_normalize(b))


# %% right: float32 and printing
def cosine(a, b):
    a, b = np.float32(a), np.float32(b)
    norms = np.linalg.norm(a) * np.linalg.norm(b)
    print("길이의 곱:", norms)
    if norms == 0:
        return np.float32(0)
    return np.inner(a, b) / norms


# %% right: NaN replaced afterwards, with warnings
def cosine(a, b):
    value = np.einsum("i,i->", a, b) / np.sqrt(np.einsum("i,i->", a, a) * np.einsum("j,j->", b, b))
    return np.nan_to_num(value)


# %% right: pandas and an extra argument
def cosine(a, b, empty=0.0):
    table = pd.DataFrame({"a": a, "b": b})
    products = table.T @ table
    lengths = products.loc["a", "a"] * products.loc["b", "b"]
    return empty if lengths == 0 else products.loc["a", "b"] / lengths**0.5


# %% right: recursion
def cosine(a, b):
    def dot(x, y):
        return x[0] * y[0] + dot(x[1:], y[1:]) if len(x) else 0.0

    try:
        return float(dot(a, b)) / float(dot(a, a) * dot(b, b)) ** 0.5
    except ZeroDivisionError:
        return 0.0


# %% wrong: dot product | 2 | 내적을 길이로 나누지 않았습니다.
def cosine(a, b):
    return a @ b


# %% wrong: one length only | 2 | 길이 하나로만 나누었습니다.
def cosine(a, b):
    length = np.linalg.norm(a)
    return a @ b / length if length else 0.0


# %% wrong: distance | 0 | 두 벡터 사이의 거리를 구했습니다.
def cosine(a, b):
    return np.linalg.norm(a - b)


# %% wrong: cosine distance | 0 | 1에서 뺀 값(코사인 거리)을 돌려주었습니다.
def cosine(a, b):
    lengths = np.linalg.norm(a) * np.linalg.norm(b)
    return 1 - a @ b / lengths if lengths else 1.0


# %% wrong: squared lengths | 2 | 길이의 제곱으로 나누었습니다.
def cosine(a, b):
    return a @ b / max(np.sum(a**2) * np.sum(b**2), 1e-300)


# %% wrong: absolute value | 7 | 음수여야 할 코사인이 양수입니다.
def cosine(a, b):
    lengths = np.linalg.norm(a) * np.linalg.norm(b)
    return abs(a @ b) / lengths if lengths else 0.0


# %% wrong: zero vectors forgotten | 6 | NaN이 들어 있습니다.
def cosine(a, b):
    return a @ b / (np.linalg.norm(a) * np.linalg.norm(b))


# %% wrong: lengths as sums of absolute values | 2 | 길이를 절댓값의 합으로 쟀습니다.
def cosine(a, b):
    lengths = np.abs(a).sum() * np.abs(b).sum()
    return a @ b / lengths if lengths else 0.0


# %% wrong: correlation | 2 | 평균을 뺀 뒤에 구했습니다(상관계수). 벡터를 그대로 쓰세요.
def cosine(a, b):
    if not a.any() or not b.any():
        return 0.0
    return np.corrcoef(a, b)[0, 1]


# %% wrong: normalises in place | 7 | 함수가 입력 `a`, `b`의 값을 바꾸었습니다.
def cosine(a, b):
    for v in (a, b):
        v /= max(np.linalg.norm(v), 1e-12)
    return a @ b


# %% wrong: the example by heart | 2 | 보이는 검사에서 돌려준 값과 똑같습니다
def cosine(a, b):
    return 0.96


# %% wrong: only printed | 0 | `코사인`: 값이 None입니다.
def cosine(a, b):
    print(a @ b / (np.linalg.norm(a) * np.linalg.norm(b)))


# %% wrong: a sum of zero taken for the zero vector | 6 | 모두 0인 벡터가 아닌데 0을 돌려주었습니다.
def cosine(a, b):
    if a.sum() == 0 or b.sum() == 0:
        return 0.0
    return a @ b / (np.linalg.norm(a) * np.linalg.norm(b))
