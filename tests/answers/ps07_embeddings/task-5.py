# %% right: loop over all words
def analogy(vectors, a, b, c):
    target = vectors.loc[b].to_numpy() - vectors.loc[a].to_numpy() + vectors.loc[c].to_numpy()
    best = {True: (None, -2.0), False: (None, -2.0)}
    for word in vectors.index:
        row = vectors.loc[word].to_numpy()
        score = row @ target / (np.linalg.norm(row) * np.linalg.norm(target))
        for allowed in (True, False):
            if (allowed or word not in (a, b, c)) and score > best[allowed][1]:
                best[allowed] = (word, score)
    return best[True][0], best[False][0]


# %% right: argsort
def analogy(vectors, a, b, c):
    table = vectors.values
    at = vectors.index.get_indexer([a, b, c])
    target = table[at[1]] - table[at[0]] + table[at[2]]
    order = np.argsort((table @ target) / np.sqrt((table**2).sum(axis=1)))[::-1]
    return vectors.index[order[0]], vectors.index[[k for k in order if k not in at][0]]


# %% right: scikit-learn
def analogy(vectors, a, b, c):
    from sklearn.metrics.pairwise import cosine_similarity

    target = [1, -1, 1] @ vectors.loc[[b, a, c]].to_numpy()
    rest = vectors.drop([a, b, c])
    return [table.index[cosine_similarity(table, [target]).argmax()] for table in (vectors, rest)]


# %% right: sorted with a key
def analogy(vectors, a, b, c):
    target = vectors.loc[c] + (vectors.loc[b] - vectors.loc[a])
    ranked = sorted(vectors.index, key=lambda w: -(vectors.loc[w] @ target) / np.linalg.norm(vectors.loc[w]))
    return ranked[0], next(w for w in ranked if w not in {a, b, c})


# %% right: table of units and minus infinity, float32
def analogy(vectors, a, b, c):
    table = vectors.astype("float32")
    target = table.loc[b] - table.loc[a] + table.loc[c]
    unit = table.div(np.sqrt((table**2).sum(axis=1)), axis=0)
    scores = unit.dot(target)
    first = scores.idxmax()
    scores[[a, b, c]] = -np.inf
    return [first, scores.idxmax()]


# %% right: the words as columns
def analogy(vectors, a, b, c):
    v = vectors.T
    target = v[b] - v[a] + v[c]
    cosines = (v.mul(target, axis=0)).sum() / (v**2).sum() ** 0.5
    print(cosines.nlargest(4))
    return cosines.index[cosines.argmax()], cosines.drop(labels=[a, b, c]).nlargest(1).index[0]


# %% right: recursion over the candidates
def analogy(vectors, a, b, c):
    goal = vectors.loc[b] - vectors.loc[a] + vectors.loc[c]

    def winner(words):
        if len(words) == 1:
            return words[0]
        half = len(words) // 2
        pair = winner(words[:half]), winner(words[half:])
        return max(pair, key=lambda w: (goal @ vectors.loc[w]) / np.sqrt(vectors.loc[w] @ vectors.loc[w]))

    names = list(vectors.index)
    return winner(names), winner([w for w in names if w not in (a, b, c)])


# %% right: TensorFlow
def analogy(vectors, a, b, c):
    import tensorflow as tf

    names = vectors.index.tolist()
    table = tf.constant(vectors.to_numpy())
    ia, ib, ic = map(names.index, (a, b, c))
    scores = tf.linalg.matvec(tf.math.l2_normalize(table, axis=1), table[ib] - table[ia] + table[ic]).numpy()
    ranking = [names[k] for k in np.argsort(-scores)]
    return ranking[0], [w for w in ranking if w not in (a, b, c)][0]


# %% right: smallest angle
import math


def analogy(vectors, a, b, c, used=None):
    rows = {w: list(map(float, r)) for w, r in zip(vectors.index, vectors.to_numpy())}
    target = [y - x + z for x, y, z in zip(rows[a], rows[b], rows[c])]

    def angle(w):
        dot = math.fsum(p * q for p, q in zip(rows[w], target))
        return math.acos(max(-1.0, min(1.0, dot / math.hypot(*rows[w]) / math.hypot(*target))))

    used = used or {a, b, c}
    return min(rows, key=angle), min(rows.keys() - used, key=angle)


# %% wrong: a and b swapped | 0 | 빼는 단어와 더하는 단어가 바뀌었습니다.
def analogy(vectors, a, b, c):
    target = vectors.loc[a] - vectors.loc[b] + vectors.loc[c]
    scores = vectors @ target / np.linalg.norm(vectors, axis=1)
    return scores.idxmax(), scores.drop([a, b, c]).idxmax()


# %% wrong: subtracts c | 0 | `c`를 빼고 `a`를 더했습니다.
def analogy(vectors, a, b, c):
    target = vectors.loc[b] - vectors.loc[c] + vectors.loc[a]
    scores = vectors @ target / np.linalg.norm(vectors, axis=1)
    return scores.idxmax(), scores.drop([a, b, c]).idxmax()


# %% wrong: adds all three | 0 | 세 벡터를 모두 더했습니다.
def analogy(vectors, a, b, c):
    target = vectors.loc[[a, b, c]].sum()
    scores = vectors @ target / np.linalg.norm(vectors, axis=1)
    return scores.idxmax(), scores.drop([a, b, c]).idxmax()


# %% wrong: dot product | 0 | 코사인이 아니라 내적이 가장 큰 단어입니다.
def analogy(vectors, a, b, c):
    scores = vectors @ (vectors.loc[b] - vectors.loc[a] + vectors.loc[c])
    return scores.idxmax(), scores.drop([a, b, c]).idxmax()


# %% wrong: distance | 0 | 코사인이 아니라 거리가 가장 가까운 단어입니다.
def analogy(vectors, a, b, c):
    target = vectors.loc[b] - vectors.loc[a] + vectors.loc[c]
    distances = pd.Series(np.linalg.norm(vectors - target, axis=1), index=vectors.index)
    return distances.idxmin(), distances.drop([a, b, c]).idxmin()


# %% wrong: unit vectors before the arithmetic | 0 | 벡터의 길이를 먼저 1로 맞추었습니다.
def analogy(vectors, a, b, c):
    unit = vectors.div(np.linalg.norm(vectors, axis=1), axis=0)
    scores = unit @ (unit.loc[b] - unit.loc[a] + unit.loc[c])
    return scores.idxmax(), scores.drop([a, b, c]).idxmax()


# %% wrong: input words left out of both | 6 | 입력 단어를 이미 뺐습니다.
def analogy(vectors, a, b, c):
    target = vectors.loc[b] - vectors.loc[a] + vectors.loc[c]
    scores = (vectors @ target / np.linalg.norm(vectors, axis=1)).drop([a, b, c])
    return scores.idxmax(), scores.idxmax()


# %% wrong: leaves out only the first answer | 6 | 도 후보에서 빼야 합니다
def analogy(vectors, a, b, c):
    target = vectors.loc[b] - vectors.loc[a] + vectors.loc[c]
    scores = vectors @ target / np.linalg.norm(vectors, axis=1)
    return scores.nlargest(2).index.tolist()


# %% wrong: leaves out only b | 6 | 도 후보에서 빼야 합니다
def analogy(vectors, a, b, c):
    target = vectors.loc[b] - vectors.loc[a] + vectors.loc[c]
    scores = vectors @ target / np.linalg.norm(vectors, axis=1)
    return scores.idxmax(), scores.drop(b).idxmax()


# %% wrong: only one answer | 0 | `analogy`: `입력 단어 포함`, `입력 단어 제외`의 순서로 2개를 돌려주어야 하는데 `str` 하나가 왔습니다.
def analogy(vectors, a, b, c):
    target = vectors.loc[b] - vectors.loc[a] + vectors.loc[c]
    scores = vectors @ target / np.linalg.norm(vectors, axis=1)
    return scores.drop([a, b, c]).idxmax()


# %% wrong: numbers instead of words | 0 | 단어(문자열) 하나를 돌려주어야
def analogy(vectors, a, b, c):
    target = vectors.loc[b] - vectors.loc[a] + vectors.loc[c]
    scores = (vectors @ target / np.linalg.norm(vectors, axis=1)).to_numpy()
    used = vectors.index.isin([a, b, c])
    return scores.argmax(), np.where(used, -2, scores).argmax()


# %% wrong: changes the table | 11 | 함수가 입력 `vectors`의 값을 바꾸었습니다.
def analogy(vectors, a, b, c):
    target = vectors.loc[b] - vectors.loc[a] + vectors.loc[c]
    lengths = np.linalg.norm(vectors, axis=1)
    vectors["점수"] = vectors @ target / lengths
    return vectors["점수"].idxmax(), vectors["점수"].drop([a, b, c]).idxmax()


# %% wrong: the example by heart | 2 | 보이는 검사에서 돌려준 값과 똑같습니다
def analogy(vectors, a, b, c):
    return "왕", "여왕"
