# %% right: distances one by one, both directions at once
def cooccurrence(texts, words, window):
    counts = np.zeros((len(words), len(words)))
    for text in texts:
        tokens = text.split()
        for distance in range(1, window + 1):
            for left, right in zip(tokens, tokens[distance:]):
                if left in words and right in words:
                    counts[words.index(left), words.index(right)] += 1
                    counts[words.index(right), words.index(left)] += 1
    return counts


# %% right: Counter of pairs
from collections import Counter


def cooccurrence(texts, words, window):
    pairs = Counter()
    for text in texts:
        tokens = text.split()
        for t, center in enumerate(tokens):
            pairs.update((center, other) for other in tokens[max(0, t - window) : t])
            pairs.update((center, other) for other in tokens[t + 1 : t + 1 + window])
    return [[pairs[i, k] for k in words] for i in words]


# %% right: pandas table
def cooccurrence(texts, words, window):
    table = pd.DataFrame(0, index=words, columns=words)
    for text in texts:
        tokens = text.split()
        for t in range(len(tokens)):
            for s in range(len(tokens)):
                if 1 <= abs(t - s) <= window and tokens[t] in table.index and tokens[s] in table.columns:
                    table.loc[tokens[t], tokens[s]] += 1
    return table


# %% right: one-hot rows and a band matrix
def cooccurrence(texts, words, window):
    total = np.zeros((len(words), len(words)), dtype="float32")
    for text in texts:
        tokens = np.array(text.split(), dtype=object)
        rows = np.array([[token == word for word in words] for token in tokens], dtype="float32")
        rows = rows.reshape(len(tokens), len(words))
        place = np.arange(len(tokens))
        gap = np.abs(place[:, None] - place)
        band = ((gap > 0) & (gap <= window)).astype("float32")
        total += rows.T @ band @ rows
    return total


# %% right: bincount over numbers
def cooccurrence(texts, words, window):
    number = {word: k for k, word in enumerate(words)}
    V = len(words)
    ids = []
    for text in texts:
        ids += [number.get(token, -1) for token in text.split()] + [-1] * window
    ids = np.array(ids, dtype=int)
    counts = np.zeros((V, V), dtype=int)
    for d in range(1, window + 1):
        a, b = ids[:-d], ids[d:]
        ok = (a >= 0) & (b >= 0)
        counts += np.bincount(a[ok] * V + b[ok], minlength=V * V).reshape(V, V)
    return counts + counts.T


# %% right: recursion and dictionaries
def cooccurrence(texts, words, window):
    result = {i: dict.fromkeys(words, 0) for i in words}

    def read(tokens):
        if len(tokens) < 2:
            return
        first, *rest = tokens
        for other in rest[:window]:
            if first in result and other in result:
                result[first][other] += 1
                result[other][first] += 1
        read(rest)

    for text in texts:
        read(text.split())
    return [list(row.values()) for row in result.values()]


# %% right: itertools combinations, extra argument, printing
from itertools import combinations


def cooccurrence(texts, words, window, verbose=True):
    X = np.zeros([len(words)] * 2, dtype=np.int64)
    for text in texts:
        if verbose:
            print(text)
        for (s, a), (t, b) in combinations(enumerate(text.split()), 2):
            if t - s <= window and {a, b} <= set(words):
                i, k = words.index(a), words.index(b)
                np.add.at(X, ([i, k], [k, i]), 1)
    return X


# %% right: padded tokens
def cooccurrence(texts, words, window):
    counts = [[0 for _ in words] for _ in words]
    for text in texts:
        padded = [None] * window + text.split() + [None] * window
        for t in range(window, len(padded) - window):
            around = padded[t - window : t] + padded[t + 1 : t + window + 1]
            for i, word in enumerate(words):
                if padded[t] == word:
                    for k, other in enumerate(words):
                        counts[i][k] += around.count(other)
    return counts


# %% wrong: only to the right | 0 | 중심 단어의 오른쪽만 세었습니다.
def cooccurrence(texts, words, window):
    counts = np.zeros((len(words), len(words)))
    for text in texts:
        tokens = text.split()
        for t, center in enumerate(tokens):
            for other in tokens[t + 1 : t + window + 1]:
                if center in words and other in words:
                    counts[words.index(center), words.index(other)] += 1
    return counts


# %% wrong: the center counts itself | 0 | 중심 단어 자신까지 주변 단어로 세었습니다.
def cooccurrence(texts, words, window):
    counts = np.zeros((len(words), len(words)))
    for text in texts:
        tokens = text.split()
        for t, center in enumerate(tokens):
            for other in tokens[max(0, t - window) : t + window + 1]:
                if center in words and other in words:
                    counts[words.index(center), words.index(other)] += 1
    return counts


# %% wrong: range ends one too early | 0 | 오른쪽으로 한 자리를 덜 보았습니다.
def cooccurrence(texts, words, window):
    counts = np.zeros((len(words), len(words)))
    for text in texts:
        tokens = text.split()
        for t in range(len(tokens)):
            for s in range(max(0, t - window), min(len(tokens), t + window)):
                if s != t and tokens[t] in words and tokens[s] in words:
                    counts[words.index(tokens[t]), words.index(tokens[s])] += 1
    return counts


# %% wrong: window one too wide | 0 | 창이 한 자리 넓습니다.
def cooccurrence(texts, words, window):
    counts = np.zeros((len(words), len(words)))
    for text in texts:
        tokens = text.split()
        for t in range(len(tokens)):
            for s in range(len(tokens)):
                if s != t and abs(s - t) <= window + 1 and tokens[t] in words and tokens[s] in words:
                    counts[words.index(tokens[t]), words.index(tokens[s])] += 1
    return counts


# %% wrong: marks instead of counts | 3 | 두 번 이상 함께 나온 쌍을 한 번으로 적었습니다.
def cooccurrence(texts, words, window):
    counts = np.zeros((len(words), len(words)))
    for text in texts:
        tokens = text.split()
        for t in range(len(tokens)):
            for s in range(len(tokens)):
                if s != t and abs(s - t) <= window and tokens[t] in words and tokens[s] in words:
                    counts[words.index(tokens[t]), words.index(tokens[s])] = 1
    return counts


# %% wrong: window crosses the texts | 5 | 창이 한 글에서 다음 글로 넘어갔습니다.
def cooccurrence(texts, words, window):
    counts = np.zeros((len(words), len(words)))
    tokens = " ".join(texts).split()
    for t in range(len(tokens)):
        for s in range(max(0, t - window), min(len(tokens), t + window + 1)):
            if s != t and tokens[t] in words and tokens[s] in words:
                counts[words.index(tokens[t]), words.index(tokens[s])] += 1
    return counts


# %% wrong: unknown words deleted first | 7 | 목록에 없는 단어를 먼저 지웠습니다.
def cooccurrence(texts, words, window):
    counts = np.zeros((len(words), len(words)))
    for text in texts:
        tokens = [token for token in text.split() if token in words]
        for t in range(len(tokens)):
            for s in range(max(0, t - window), min(len(tokens), t + window + 1)):
                if s != t:
                    counts[words.index(tokens[t]), words.index(tokens[s])] += 1
    return counts


# %% wrong: unknown words not provided for | 7 | `cooccurrence`: 실행하다가 오류가 났습니다.
def cooccurrence(texts, words, window):
    counts = np.zeros((len(words), len(words)))
    for text in texts:
        tokens = text.split()
        for t in range(len(tokens)):
            for s in range(max(0, t - window), min(len(tokens), t + window + 1)):
                if s != t:
                    counts[words.index(tokens[t]), words.index(tokens[s])] += 1
    return counts


# %% wrong: compares words instead of places | 10 | 같은 단어가 가까이 두 번 나온 것을 세지 않았습니다.
def cooccurrence(texts, words, window):
    counts = np.zeros((len(words), len(words)))
    for text in texts:
        tokens = text.split()
        for t, center in enumerate(tokens):
            for other in tokens[max(0, t - window) : t + window + 1]:
                if other != center and center in words and other in words:
                    counts[words.index(center), words.index(other)] += 1
    return counts


# %% wrong: weighs by distance | 0 | 거리로 나누어 세었습니다.
def cooccurrence(texts, words, window):
    counts = np.zeros((len(words), len(words)))
    for text in texts:
        tokens = text.split()
        for t in range(len(tokens)):
            for s in range(max(0, t - window), min(len(tokens), t + window + 1)):
                if s != t and tokens[t] in words and tokens[s] in words:
                    counts[words.index(tokens[t]), words.index(tokens[s])] += 1 / abs(s - t)
    return counts


# %% wrong: negative start of a slice | 0 | 글의 첫머리에서 왼쪽 단어를 놓쳤습니다.
def cooccurrence(texts, words, window):
    counts = np.zeros((len(words), len(words)))
    for text in texts:
        tokens = text.split()
        for t, center in enumerate(tokens):
            for other in tokens[t - window : t] + tokens[t + 1 : t + window + 1]:
                if center in words and other in words:
                    counts[words.index(center), words.index(other)] += 1
    return counts


# %% wrong: the example by heart | 2 | `횟수`의 모양은 (8, 8)이어야 하는데 (3, 3)입니다.
def cooccurrence(texts, words, window):
    return [[0, 2, 1], [2, 0, 2], [1, 2, 0]]


# %% wrong: only neighbours at distance one | 0 | `window`와 상관없이 바로 옆의 단어만 세었습니다.
def cooccurrence(texts, words, window):
    counts = np.zeros((len(words), len(words)))
    for text in texts:
        tokens = text.split()
        for a, b in zip(tokens, tokens[1:]):
            if a in words and b in words:
                counts[words.index(a), words.index(b)] += 1
                counts[words.index(b), words.index(a)] += 1
    return counts


# %% wrong: places compared with is | 10 | `is`가 아니라 `==`로
def cooccurrence(texts, words, window):
    counts = np.zeros((len(words), len(words)))
    for text in texts:
        tokens = text.split()
        for t in range(len(tokens)):
            for s in range(max(0, t - window), min(len(tokens), t + window + 1)):
                if s is not t and tokens[t] in words and tokens[s] in words:
                    counts[words.index(tokens[t]), words.index(tokens[s])] += 1
    return counts
