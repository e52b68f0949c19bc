# %% right: loop over the words
def embedding_matrix(words, vectors):
    rows, known, missing = [[0.0] * vectors.shape[1]], [], []
    for word in words:
        if word in vectors.index:
            known.append(vectors.loc[word].to_numpy())
        else:
            missing.append(word)
    mean = np.mean(known, axis=0) if known else np.zeros(vectors.shape[1])
    for word in words:
        rows.append(mean if word in missing else vectors.loc[word].to_numpy())
    return np.array(rows), missing


# %% right: reindex and fillna
def embedding_matrix(words, vectors):
    table = vectors.reindex(words)
    filled = table.fillna(table.mean()).fillna(0)
    return np.vstack([np.zeros(vectors.shape[1]), filled]), table.index[table.isna().all(axis=1)].tolist()


# %% right: dictionary of rows
def embedding_matrix(words, vectors):
    rows = dict(zip(vectors.index, vectors.to_numpy()))
    known = [word for word in words if word in rows]
    other = sum(rows[word] for word in known) / max(len(known), 1) * np.ones(vectors.shape[1])
    E = np.stack([0 * other, *(rows.get(word, other) for word in words)])
    return E, [word for word in words if word not in rows]


# %% right: numbers by get_indexer
def embedding_matrix(words, vectors):
    at = vectors.index.get_indexer(words)
    table = vectors.to_numpy()
    E = np.zeros((1 + len(words), table.shape[1]), dtype="float32")
    E[1:][at >= 0] = table[at[at >= 0]]
    if (at >= 0).any():
        E[1:][at < 0] = table[at[at >= 0]].mean(0)
    return E, [word for word, k in zip(words, at) if k < 0]


# %% right: isin masks and printing
def embedding_matrix(words, vectors):
    has = pd.Index(words).isin(vectors.index)
    print(f"벡터가 있는 단어 {has.mean():.0%}")
    E = np.zeros([len(words) + 1, len(vectors.columns)])
    for k in np.flatnonzero(has):
        E[k + 1] = vectors.loc[words[k]]
    if has.any() and not has.all():
        E[1:][~has] = E[1:][has].mean(axis=0)
    return E, np.array(words, dtype=object)[~has]


# %% right: lists only
def embedding_matrix(words, vectors):
    lookup = {word: list(row) for word, row in vectors.iterrows()}
    columns = range(vectors.shape[1])
    known = [lookup[word] for word in words if word in lookup]
    mean = [sum(row[n] for row in known) / len(known) if known else 0.0 for n in columns]
    missing = tuple(word for word in words if word not in lookup)
    return [[0.0 for _ in columns]] + [lookup.get(word, mean) for word in words], missing


# %% right: merge of two tables
def embedding_matrix(words, vectors, padding="<pad>"):
    order = pd.DataFrame(index=[padding, *words])
    table = order.join(vectors)
    missing = [word for word in words if word not in vectors.index]
    mean = vectors[vectors.index.isin(words)].mean().fillna(0)
    table.loc[missing] = np.tile(mean.to_numpy(), (len(missing), 1))
    table.loc[padding] = 0
    return table, missing


# %% right: TensorFlow gather
def embedding_matrix(words, vectors):
    import tensorflow as tf

    dim = vectors.shape[1]
    found = [w for w in words if w in vectors.index]
    mean = vectors.loc[found].to_numpy().mean(axis=0, keepdims=True) if found else np.zeros((1, dim))
    bank = tf.concat([np.zeros((1, dim)), mean, vectors.loc[found].to_numpy().reshape(-1, dim)], axis=0)
    rows = [0] + [found.index(w) + 2 if w in found else 1 for w in words]
    return tf.gather(bank, rows), [w for w in words if w not in found]


# %% wrong: no row for padding | 1 | `행렬`의 모양은 (10, 5)이어야 하는데 (9, 5)입니다.
def embedding_matrix(words, vectors):
    table = vectors.reindex(words)
    missing = [word for word in words if word not in vectors.index]
    return table.fillna(table.mean()).fillna(0).to_numpy(), missing


# %% wrong: padding row at the end | 1 | 단어가 한 행씩 앞에 있습니다.
def embedding_matrix(words, vectors):
    table = vectors.reindex(words)
    missing = [word for word in words if word not in vectors.index]
    return np.vstack([table.fillna(table.mean()).fillna(0), np.zeros(vectors.shape[1])]), missing


# %% wrong: missing words stay zero | 8 | 0으로 남겨 두었습니다.
def embedding_matrix(words, vectors):
    E = np.zeros((len(words) + 1, vectors.shape[1]))
    for k, word in enumerate(words, start=1):
        if word in vectors.index:
            E[k] = vectors.loc[word]
    return E, [word for word in words if word not in vectors.index]


# %% wrong: mean of the whole table | 7 | 8개 가운데 2개가 다르고, 처음 다른 곳은 `행렬[2, 0]`(나온 값 5, 기대한 값 3)입니다
def embedding_matrix(words, vectors):
    E = np.tile(vectors.to_numpy().mean(axis=0), (len(words) + 1, 1))
    E[0] = 0
    for k, word in enumerate(words, start=1):
        if word in vectors.index:
            E[k] = vectors.loc[word]
    return E, [word for word in words if word not in vectors.index]


# %% wrong: mean with the empty rows | 8 | 0인 행까지 넣어 평균했습니다.
def embedding_matrix(words, vectors):
    E = np.zeros((len(words) + 1, vectors.shape[1]))
    missing = []
    for k, word in enumerate(words, start=1):
        if word in vectors.index:
            E[k] = vectors.loc[word]
        else:
            missing.append(k)
    E[missing] = E.mean(axis=0)
    return E, [words[k - 1] for k in missing]


# %% wrong: padding gets the mean as well | 8 | 8개 가운데 2개가 다르고, 처음 다른 곳은 `행렬[0, 0]`(나온 값 3, 기대한 값 0)입니다
def embedding_matrix(words, vectors):
    found = [word for word in words if word in vectors.index]
    mean = vectors.loc[found].to_numpy().mean(axis=0) if found else np.zeros(vectors.shape[1])
    E = np.tile(mean, (len(words) + 1, 1))
    for k, word in enumerate(words, start=1):
        if word in found:
            E[k] = vectors.loc[word]
    return E, [word for word in words if word not in found]


# %% wrong: rows in the order of the table | 6 | 표에 적힌 차례로 쌓았습니다.
def embedding_matrix(words, vectors):
    found = vectors[vectors.index.isin(words)]
    missing = [word for word in words if word not in vectors.index]
    mean = found.mean().fillna(0).to_numpy()
    E = np.zeros((len(words) + 1, vectors.shape[1]))
    E[[k for k, word in enumerate(words, start=1) if word in vectors.index]] = found.to_numpy()
    E[[words.index(word) + 1 for word in missing]] = mean
    return E, missing


# %% wrong: missing words left out | 1 | `행렬`의 모양은 (10, 5)이어야 하는데 (7, 5)입니다.
def embedding_matrix(words, vectors):
    found = [word for word in words if word in vectors.index]
    missing = [word for word in words if word not in vectors.index]
    return np.vstack([np.zeros((1, vectors.shape[1])), vectors.loc[found].to_numpy()]), missing


# %% wrong: transposed | 1 | `행렬`의 모양은 (4, 2)이어야 하는데 (2, 4)입니다.
def embedding_matrix(words, vectors):
    table = vectors.reindex(words)
    missing = [word for word in words if word not in vectors.index]
    filled = table.fillna(table.mean()).fillna(0)
    return np.vstack([np.zeros(vectors.shape[1]), filled]).T, missing


# %% wrong: numbers of the missing words | 9 | 단어가 아니라 번호를 돌려주었습니다.
def embedding_matrix(words, vectors):
    table = vectors.reindex(words)
    missing = [k for k, word in enumerate(words) if word not in vectors.index]
    return np.vstack([np.zeros(vectors.shape[1]), table.fillna(table.mean()).fillna(0)]), missing


# %% wrong: missing words sorted | 11 | 차례가 다릅니다.
def embedding_matrix(words, vectors):
    table = vectors.reindex(words)
    missing = sorted(set(words) - set(vectors.index))
    return np.vstack([np.zeros(vectors.shape[1]), table.fillna(table.mean()).fillna(0)]), missing


# %% wrong: nothing found not provided for | 12 | NaN이 들어 있습니다.
def embedding_matrix(words, vectors):
    table = vectors.reindex(words)
    missing = [word for word in words if word not in vectors.index]
    return np.vstack([np.zeros(vectors.shape[1]), table.fillna(table.mean())]), missing


# %% wrong: one mean for all dimensions | 8 | 차원마다가 아니라 모든 수를 한꺼번에 평균했습니다.
def embedding_matrix(words, vectors):
    table = vectors.reindex(words)
    missing = [word for word in words if word not in vectors.index]
    filled = table.fillna(0 if len(missing) == len(words) else np.nanmean(table.to_numpy()))
    return np.vstack([np.zeros(vectors.shape[1]), filled]), missing


# %% wrong: the example by heart | 2 | `행렬`의 모양은 (10, 5)이어야 하는데 (4, 2)입니다.
def embedding_matrix(words, vectors):
    return [[0, 0], [2, 2], [3, 1], [4, 0]], ["우박"]
