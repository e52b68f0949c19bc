# %% right: sorted list with a key
def nearest_words(vectors, word, count):
    query = vectors.loc[word]

    def closeness(other):
        return query @ vectors.loc[other] / np.linalg.norm(query) / np.linalg.norm(vectors.loc[other])

    others = [other for other in vectors.index if other != word]
    return sorted(others, key=closeness, reverse=True)[:count]


# %% right: argsort and skipping the word itself
def nearest_words(vectors, word, count):
    table = vectors.values
    query = vectors.loc[word].values
    scores = (table @ query) / (np.linalg.norm(table, axis=1) * np.linalg.norm(query))
    names = vectors.index[np.argsort(-scores)]
    return names[names != word][:count].to_numpy()


# %% right: scikit-learn
def nearest_words(vectors, word, count):
    from sklearn.metrics.pairwise import cosine_distances

    rest = vectors.drop(index=word)
    distances = cosine_distances(vectors.loc[[word]], rest)[0]
    return tuple(rest.index[k] for k in distances.argsort()[:count])


# %% right: heap
import heapq


def nearest_words(vectors, word, count):
    unit = {name: row / np.sqrt((row**2).sum()) for name, row in zip(vectors.index, vectors.to_numpy())}
    scores = {name: float(unit[name] @ unit[word]) for name in unit if name != word}
    return heapq.nlargest(count, scores, key=scores.get)


# %% right: pandas sort_values, with logging
import logging


def nearest_words(vectors, word, count):
    logging.warning("찾는 단어: %s", word)
    lengths = (vectors**2).sum(axis=1) ** 0.5
    scores = (vectors.mul(vectors.loc[word], axis=1)).sum(axis=1) / lengths
    return scores[scores.index != word].sort_values(ascending=False).head(count).index


# %% right: picks the best again and again
def nearest_words(vectors, word, count):
    left = vectors.drop(word)
    chosen = []
    while len(chosen) < count and len(left):
        scores = left @ vectors.loc[word] / np.linalg.norm(left, axis=1)
        best = scores.idxmax()
        chosen.append(best)
        left = left.drop(best)
    return chosen


# %% right: recursion
def nearest_words(vectors, word, count, found=()):
    rest = [w for w in vectors.index if w != word and w not in found]
    if count == 0 or not rest:
        return list(found)
    query = vectors.loc[word].to_numpy()
    cosines = [np.dot(vectors.loc[w], query) / np.linalg.norm(vectors.loc[w]) for w in rest]
    return nearest_words(vectors, word, count - 1, (*found, rest[int(np.argmax(cosines))]))


# %% right: own score set to minus infinity, float32
def nearest_words(vectors, word, count):
    table = vectors.to_numpy(dtype="float32")
    table = table / np.linalg.norm(table, axis=1)[:, None]
    own = list(vectors.index).index(word)
    scores = table.dot(table[own])
    scores[own] = -np.inf
    count = min(count, len(scores) - 1)
    return [vectors.index[k] for k in scores.argsort()[::-1][:count]]


# %% right: angles by arccos, generator
def nearest_words(vectors, word, count):
    q = vectors.loc[word]
    angles = []
    for other, row in vectors.iterrows():
        cosine = (row * q).sum() / ((row * row).sum() * (q * q).sum()) ** 0.5
        angles.append((np.arccos(np.clip(cosine, -1, 1)), other))
    return (other for _, other in [pair for pair in sorted(angles) if pair[1] != word][:count])


# %% wrong: dot product | 0 | 코사인이 아니라 내적이 큰 차례입니다. 길이로 나누세요.
def nearest_words(vectors, word, count):
    scores = vectors @ vectors.loc[word]
    return scores.drop(word).nlargest(count).index.tolist()


# %% wrong: includes the word itself | 0 | 자기 자신이 들어 있습니다.
def nearest_words(vectors, word, count):
    table = vectors.to_numpy()
    scores = pd.Series(table @ vectors.loc[word] / np.linalg.norm(table, axis=1), index=vectors.index)
    return scores.nlargest(count).index.tolist()


# %% wrong: farthest first | 0 | 가까운 단어부터가 아니라 먼 단어부터입니다.
def nearest_words(vectors, word, count):
    table = vectors.to_numpy()
    scores = pd.Series(table @ vectors.loc[word] / np.linalg.norm(table, axis=1), index=vectors.index)
    return scores.drop(word).sort_values().index[:count].tolist()


# %% wrong: Euclidean distance | 0 | 코사인이 아니라 두 벡터의 거리로 차례를 매겼습니다.
def nearest_words(vectors, word, count):
    distances = pd.Series(np.linalg.norm(vectors - vectors.loc[word], axis=1), index=vectors.index)
    return distances.drop(word).nsmallest(count).index.tolist()


# %% wrong: absolute cosine | 2 | 코사인의 절댓값으로 차례를 매겼습니다.
def nearest_words(vectors, word, count):
    table = vectors.to_numpy()
    scores = pd.Series(np.abs(table @ vectors.loc[word]) / np.linalg.norm(table, axis=1), index=vectors.index)
    return scores.drop(word).nlargest(count).index.tolist()


# %% wrong: lengths of the columns | 0 | 길이를 열마다 쟀습니다.
def nearest_words(vectors, word, count):
    unit = vectors / np.linalg.norm(vectors, axis=0)
    return (unit @ unit.loc[word]).drop(word).nlargest(count).index.tolist()


# %% wrong: one neighbour too few | 0 | 이웃이 하나 모자랍니다.
def nearest_words(vectors, word, count):
    table = vectors.to_numpy()
    scores = pd.Series(table @ vectors.loc[word] / np.linalg.norm(table, axis=1), index=vectors.index)
    return scores.nlargest(count).index.drop(word).tolist()


# %% wrong: takes the first for the word itself | 9 | 맨 앞의 단어를 자기 자신으로 여기고 뺐습니다.
def nearest_words(vectors, word, count):
    table = vectors.to_numpy()
    scores = pd.Series(table @ vectors.loc[word] / np.linalg.norm(table, axis=1), index=vectors.index)
    order = scores.round(6).sort_values(ascending=False, kind="stable").index
    return order[1 : count + 1].tolist()


# %% wrong: nearest last | 0 | 이웃은 맞지만 차례가 거꾸로입니다.
def nearest_words(vectors, word, count):
    table = vectors.to_numpy()
    scores = pd.Series(table @ vectors.loc[word] / np.linalg.norm(table, axis=1), index=vectors.index)
    return scores.drop(word).sort_values().index[-count:].tolist()


# %% wrong: normalises the table in place | 10 | 함수가 입력 `vectors`의 값을 바꾸었습니다.
def nearest_words(vectors, word, count):
    vectors /= np.linalg.norm(vectors, axis=1)[:, None]
    return (vectors @ vectors.loc[word]).drop(word).nlargest(count).index.tolist()


# %% wrong: the example by heart | 2 | 보이는 검사에서 돌려준 값과 똑같습니다
def nearest_words(vectors, word, count):
    return ["늑대", "고양이"]


# %% wrong: always gives two | 3 | `count`와 상관없이 둘만 찾았습니다.
def nearest_words(vectors, word, count):
    table = vectors.to_numpy()
    scores = pd.Series(table @ vectors.loc[word] / np.linalg.norm(table, axis=1), index=vectors.index)
    return scores.drop(word).nlargest(2).index.tolist()


# %% wrong: the cosines with the words as labels | 0 | 코사인의 Series가 왔습니다. 단어만 돌려주세요.
def nearest_words(vectors, word, count):
    table = vectors.to_numpy()
    unit = pd.DataFrame(table / np.linalg.norm(table, axis=1, keepdims=True), index=vectors.index)
    return (unit @ unit.loc[word]).drop(word).nlargest(count)
