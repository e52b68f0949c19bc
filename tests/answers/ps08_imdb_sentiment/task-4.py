# %% right: Counter, dictionary and lists
from collections import Counter


def vectorize(fit_words, new_words, max_tokens, length):
    counts = Counter(word for review in fit_words for word in review)
    ranked = sorted(sorted(counts), key=counts.get, reverse=True)
    numbers = dict(zip(ranked[: max_tokens - 2], range(2, max_tokens), strict=False))

    def row(review):
        kept = [numbers.get(word, 1) for word in review][-length:]
        return kept + [0] * (length - len(kept))

    return [row(review) for review in fit_words], [row(review) for review in new_words]


# %% right: pad_sequences of Keras
def vectorize(fit_words, new_words, max_tokens, length):
    tokens, counts = np.unique(np.concatenate(fit_words), return_counts=True)
    known = tokens[np.argsort(-counts, kind="stable")].tolist()[: max_tokens - 2]

    def arrays(reviews):
        rows = [[known.index(word) + 2 if word in known else 1 for word in review] for review in reviews]
        return keras.utils.pad_sequences(rows, maxlen=length, padding="post", truncating="pre")

    return arrays(fit_words), arrays(new_words)


# %% right: pandas
def vectorize(fit_words, new_words, max_tokens, length):
    counts = pd.Series(fit_words).explode().value_counts().rename_axis("word").reset_index(name="count")
    ranked = counts.sort_values(["count", "word"], ascending=[False, True])["word"].head(max_tokens - 2)
    numbers = pd.Series(range(2, 2 + len(ranked)), index=ranked)

    def arrays(reviews):
        rows = [numbers.reindex(review[-length:]).fillna(1).reset_index(drop=True) for review in reviews]
        return pd.DataFrame(rows).reindex(columns=range(length)).fillna(0).to_numpy()

    return arrays(fit_words), arrays(new_words)


# %% right: loops with break
def vectorize(fit_words, new_words, max_tokens, length):
    counts = {}
    for review in fit_words:
        for word in review:
            if word not in counts:
                counts[word] = 0
            counts[word] += 1
    numbers, following = {}, 2
    for word in sorted(counts, key=lambda one: (-counts[one], one)):
        if following == max_tokens:
            break
        numbers[word] = following
        following += 1
    result = []
    for reviews in (fit_words, new_words):
        x = np.zeros((len(reviews), length), dtype=np.float32)
        for n, review in enumerate(reviews):
            start = max(0, len(review) - length)
            for t in range(start, len(review)):
                x[n, t - start] = numbers[review[t]] if review[t] in numbers else 1
        result.append(x)
    return result


# %% right: StringLookup of Keras
def vectorize(fit_words, new_words, max_tokens, length):
    import tensorflow as tf

    words = sum(fit_words, [])
    ranked = sorted(set(words), key=lambda word: (-words.count(word), word))
    lookup = keras.layers.StringLookup(vocabulary=ranked[: max_tokens - 2], mask_token="")

    def arrays(reviews):
        ragged = tf.ragged.constant([review[-length:] for review in reviews])
        return lookup(ragged.to_tensor("", shape=(None, length)))

    return arrays(fit_words), arrays(new_words)


# %% right: recursion over the padding
from functools import lru_cache
from itertools import chain


def vectorize(fit_words, new_words, max_tokens, length):
    words = list(chain.from_iterable(fit_words))
    ranked = tuple(sorted(set(words), key=lambda word: (len(words) - words.count(word), word))[: max_tokens - 2])

    @lru_cache(maxsize=None)
    def number(word):
        return ranked.index(word) + 2 if word in ranked else 1

    def fitted(row):
        if len(row) > length:
            return fitted(row[1:])
        return row if len(row) == length else fitted([*row, 0])

    return tuple(
        [fitted([number(word) for word in review]) for review in reviews] for reviews in (fit_words, new_words)
    )


# %% right: a class, printing and an extra argument
class Numbers(dict):
    def __missing__(self, word):
        return 1


def vectorize(fit_words, new_words, max_tokens, length, reserved=2):
    groups = {}
    for word in sorted(word for review in fit_words for word in review):
        groups.setdefault(word, []).append(word)
    ranked = sorted(groups, key=lambda word: len(groups[word]), reverse=True)
    numbers = Numbers((word, k + reserved) for k, word in enumerate(ranked) if k + reserved < max_tokens)
    print(len(numbers))
    arrays = []
    for reviews in (fit_words, new_words):
        rows = [np.array([numbers[word] for word in review[-length:]]) for review in reviews]
        arrays.append(np.stack([np.pad(row, (0, length - row.size)) for row in rows]))
    return arrays[0], arrays[1]


# %% right: CountVectorizer of scikit-learn, generator
from sklearn.feature_extraction.text import CountVectorizer


def vectorize(fit_words, new_words, max_tokens, length):
    counter = CountVectorizer(analyzer=list)
    totals = np.asarray(counter.fit_transform(fit_words).sum(axis=0)).ravel()
    names = counter.get_feature_names_out()
    order = np.lexsort((names, -totals))[: max_tokens - 2]
    numbers = {names[place]: 2 + k for k, place in enumerate(order)}

    def rows(reviews):
        for review in reviews:
            reading = iter(review[max(len(review) - length, 0) :])
            yield [
                numbers.get(word, 1) if word is not None else 0 for word in (next(reading, None) for _ in range(length))
            ]

    return list(rows(fit_words)), list(rows(new_words))


# %% wrong: words of both parts counted | 9 | 새 리뷰의 단어까지 세어 목록을 만들었습니다.
def vectorize(fit_words, new_words, max_tokens, length):
    words = [word for review in fit_words + new_words for word in review]
    ranked = sorted(set(words), key=lambda word: (-words.count(word), word))[: max_tokens - 2]
    numbers = {word: k for k, word in enumerate(ranked, start=2)}
    pieces = [[[numbers.get(word, 1) for word in review] for review in part] for part in (fit_words, new_words)]
    return tuple(keras.utils.pad_sequences(rows, maxlen=length, padding="post") for rows in pieces)


# %% wrong: a list of its own for the new reviews | 6 | 새 리뷰에 목록을 따로 만들었습니다.
def vectorize(fit_words, new_words, max_tokens, length):
    arrays = []
    for part in (fit_words, new_words):
        words = [word for review in part for word in review]
        ranked = sorted(set(words), key=lambda word: (-words.count(word), word))[: max_tokens - 2]
        numbers = {word: k for k, word in enumerate(ranked, start=2)}
        rows = [[numbers.get(word, 1) for word in review] for review in part]
        arrays.append(keras.utils.pad_sequences(rows, maxlen=length, padding="post"))
    return tuple(arrays)


# %% wrong: unknown words are zero | 9 | 모르는 단어를 0번으로 바꾸었습니다.
def vectorize(fit_words, new_words, max_tokens, length):
    words = [word for review in fit_words for word in review]
    ranked = sorted(set(words), key=lambda word: (-words.count(word), word))[: max_tokens - 2]
    numbers = {word: k for k, word in enumerate(ranked, start=2)}
    pieces = [[[numbers.get(word, 0) for word in review] for review in part] for part in (fit_words, new_words)]
    return tuple(keras.utils.pad_sequences(rows, maxlen=length, padding="post") for rows in pieces)


# %% wrong: unknown words dropped | 9 | 모르는 단어가 사라졌습니다.
def vectorize(fit_words, new_words, max_tokens, length):
    words = [word for review in fit_words for word in review]
    ranked = sorted(set(words), key=lambda word: (-words.count(word), word))[: max_tokens - 2]
    numbers = {word: k for k, word in enumerate(ranked, start=2)}
    pieces = [
        [[numbers[word] for word in review if word in numbers] for review in part] for part in (fit_words, new_words)
    ]
    return tuple(keras.utils.pad_sequences(rows, maxlen=length, padding="post") for rows in pieces)


# %% wrong: two more numbers than asked | 9 | 빈자리의 번호와 모르는 단어의 번호를 세지 않았습니다.
def vectorize(fit_words, new_words, max_tokens, length):
    words = [word for review in fit_words for word in review]
    ranked = sorted(set(words), key=lambda word: (-words.count(word), word))[:max_tokens]
    numbers = {word: k for k, word in enumerate(ranked, start=2)}
    pieces = [[[numbers.get(word, 1) for word in review] for review in part] for part in (fit_words, new_words)]
    return tuple(keras.utils.pad_sequences(rows, maxlen=length, padding="post") for rows in pieces)


# %% wrong: one more number than asked | 9 | 번호가 하나 더 많습니다.
def vectorize(fit_words, new_words, max_tokens, length):
    words = [word for review in fit_words for word in review]
    ranked = sorted(set(words), key=lambda word: (-words.count(word), word))[: max_tokens - 1]
    numbers = {word: k for k, word in enumerate(ranked, start=2)}
    pieces = [[[numbers.get(word, 1) for word in review] for review in part] for part in (fit_words, new_words)]
    return tuple(keras.utils.pad_sequences(rows, maxlen=length, padding="post") for rows in pieces)


# %% wrong: ties in the order of meeting | 9 | 횟수가 같은 단어를 먼저 나온 차례로 놓았습니다.
from collections import Counter


def vectorize(fit_words, new_words, max_tokens, length):
    counts = Counter(word for review in fit_words for word in review)
    numbers = {word: k for k, (word, _) in enumerate(counts.most_common(max_tokens - 2), start=2)}
    pieces = [[[numbers.get(word, 1) for word in review] for review in part] for part in (fit_words, new_words)]
    return tuple(keras.utils.pad_sequences(rows, maxlen=length, padding="post") for rows in pieces)


# %% wrong: dictionary order | 0 | 횟수를 보지 않고 사전의 차례로 번호를 붙였습니다.
def vectorize(fit_words, new_words, max_tokens, length):
    ranked = sorted({word for review in fit_words for word in review})[: max_tokens - 2]
    numbers = {word: k for k, word in enumerate(ranked, start=2)}
    pieces = [[[numbers.get(word, 1) for word in review] for review in part] for part in (fit_words, new_words)]
    return tuple(keras.utils.pad_sequences(rows, maxlen=length, padding="post") for rows in pieces)


# %% wrong: numbers from one | 0 | 단어의 번호가 1부터 시작합니다.
def vectorize(fit_words, new_words, max_tokens, length):
    words = [word for review in fit_words for word in review]
    ranked = sorted(set(words), key=lambda word: (-words.count(word), word))[: max_tokens - 2]
    numbers = {word: k for k, word in enumerate(ranked, start=1)}
    pieces = [[[numbers.get(word, 1) for word in review] for review in part] for part in (fit_words, new_words)]
    return tuple(keras.utils.pad_sequences(rows, maxlen=length, padding="post") for rows in pieces)


# %% wrong: pads in front | 10 | 앞을 채웠습니다. 뒤를 0으로 채웁니다.
def vectorize(fit_words, new_words, max_tokens, length):
    words = [word for review in fit_words for word in review]
    ranked = sorted(set(words), key=lambda word: (-words.count(word), word))[: max_tokens - 2]
    numbers = {word: k for k, word in enumerate(ranked, start=2)}
    pieces = [[[numbers.get(word, 1) for word in review] for review in part] for part in (fit_words, new_words)]
    return tuple(keras.utils.pad_sequences(rows, maxlen=length) for rows in pieces)


# %% wrong: keeps the first words | 10 | 앞의 단어를 남기고 뒤를 잘랐습니다.
def vectorize(fit_words, new_words, max_tokens, length):
    words = [word for review in fit_words for word in review]
    ranked = sorted(set(words), key=lambda word: (-words.count(word), word))[: max_tokens - 2]
    numbers = {word: k for k, word in enumerate(ranked, start=2)}
    pieces = [
        [[numbers.get(word, 1) for word in review[:length]] for review in part] for part in (fit_words, new_words)
    ]
    return tuple(keras.utils.pad_sequences(rows, maxlen=length, padding="post") for rows in pieces)


# %% wrong: counts the kept words alone | 10 | 자른 다음에 남은 단어만 세었습니다.
def vectorize(fit_words, new_words, max_tokens, length):
    words = [word for review in fit_words for word in review[-length:]]
    ranked = sorted(set(words), key=lambda word: (-words.count(word), word))[: max_tokens - 2]
    numbers = {word: k for k, word in enumerate(ranked, start=2)}
    pieces = [[[numbers.get(word, 1) for word in review] for review in part] for part in (fit_words, new_words)]
    return tuple(keras.utils.pad_sequences(rows, maxlen=length, padding="post") for rows in pieces)


# %% wrong: shortens the reviews it was given | 13 | 함수가 입력 `fit_words`, `new_words`의 값을 바꾸었습니다.
def vectorize(fit_words, new_words, max_tokens, length):
    words = [word for review in fit_words for word in review]
    ranked = sorted(set(words), key=lambda word: (-words.count(word), word))[: max_tokens - 2]
    numbers = {word: k for k, word in enumerate(ranked, start=2)}
    for part in (fit_words, new_words):
        for review in part:
            review[:] = [numbers.get(word, 1) for word in review[-length:]]
            review += [0] * (length - len(review))
    return np.array(fit_words), np.array(new_words)


# %% wrong: the example by heart | 2 | `훈련 리뷰의 배열`의 모양은
def vectorize(fit_words, new_words, max_tokens, length):
    return [[3, 2], [3, 4]], [[1, 3], [1, 4], [2, 0]]
