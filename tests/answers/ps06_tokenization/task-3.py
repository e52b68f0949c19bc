# %% right: index in a loop
def text_to_ids(text, vocabulary):
    ids = []
    for word in text.split():
        if word in vocabulary:
            ids.append(vocabulary.index(word))
        else:
            ids.append(1)
    return ids


def ids_to_text(ids, vocabulary):
    words = []
    for k in ids:
        if k > 0:
            words.append(vocabulary[k])
    return " ".join(words)


# %% right: defaultdict and filter
from collections import defaultdict


def text_to_ids(text, vocabulary):
    numbers = defaultdict(lambda: 1)
    numbers.update((word, k) for k, word in enumerate(vocabulary))
    return tuple(numbers[word] for word in text.split())


def ids_to_text(ids, vocabulary):
    return " ".join(filter(None, (vocabulary[k] for k in ids)))


# %% right: pandas
def text_to_ids(text, vocabulary):
    found = pd.Index(vocabulary).get_indexer(text.split())
    return np.where(found < 0, 1, found)


def ids_to_text(ids, vocabulary):
    words = pd.Series(vocabulary)[list(ids)]
    return words[words != ""].str.cat(sep=" ")


# %% right: NumPy indexing
def text_to_ids(text, vocabulary):
    table = np.array(vocabulary)
    hits = np.array(text.split())[:, None] == table
    return np.where(hits.any(axis=1), hits.argmax(axis=1), 1)


def ids_to_text(ids, vocabulary):
    ids = np.asarray(ids)
    return " ".join(np.array(vocabulary, dtype=object)[ids[ids != 0]])


# %% right: StringLookup of Keras
def text_to_ids(text, vocabulary):
    layer = keras.layers.StringLookup(vocabulary=vocabulary[2:], mask_token="", oov_token="[UNK]")
    return layer(np.array(text.split(), dtype=str))


def ids_to_text(ids, vocabulary):
    text = ""
    for k in ids:
        text += f" {vocabulary[k]}" if k else ""
    return text.strip()


# %% right: try and except
def text_to_ids(text, vocabulary):
    def number(word):
        try:
            return vocabulary.index(word)
        except ValueError:
            return vocabulary.index("[UNK]")

    return list(map(number, text.split()))


def ids_to_text(ids, vocabulary):
    return " ".join(" ".join(vocabulary[k] for k in ids).split())


# %% right: recursion
def text_to_ids(text, vocabulary):
    first, _, rest = text.strip().partition(" ")
    if not first:
        return []
    return [vocabulary.index(first) if vocabulary.count(first) else 1] + text_to_ids(rest, vocabulary)


def ids_to_text(ids, vocabulary):
    if len(ids) == 0:
        return ""
    rest = ids_to_text(ids[1:], vocabulary)
    if ids[0] == 0:
        return rest
    return vocabulary[ids[0]] + (" " + rest if rest else "")


# %% right: printing, a generator, an extra argument
def text_to_ids(text, vocabulary, unknown=1):
    print(text)
    numbers = dict(zip(vocabulary, range(len(vocabulary))))
    return (numbers[word] if word in numbers else unknown for word in text.split())


def ids_to_text(ids, vocabulary, empty=0):
    numbers = dict(enumerate(vocabulary))
    return " ".join([numbers[int(k)] for k in ids if k != empty])


# %% wrong: unknown words vanish | 6 | 목록에 없는 단어가 사라졌습니다.
def text_to_ids(text, vocabulary):
    return [vocabulary.index(word) for word in text.split() if word in vocabulary]


def ids_to_text(ids, vocabulary):
    return " ".join(vocabulary[k] for k in ids if k)


# %% wrong: unknown words are zero | 6 | 목록에 없는 단어를 0번으로 바꾸었습니다.
def text_to_ids(text, vocabulary):
    return [vocabulary.index(word) if word in vocabulary else 0 for word in text.split()]


def ids_to_text(ids, vocabulary):
    return " ".join(vocabulary[k] for k in ids if k)


# %% wrong: unknown words not provided for | 6 | `text_to_ids`: 실행하다가 오류가 났습니다.
def text_to_ids(text, vocabulary):
    return [vocabulary.index(word) for word in text.split()]


def ids_to_text(ids, vocabulary):
    return " ".join(vocabulary[k] for k in ids if k)


# %% wrong: numbers begin with the first word | 4 | 번호가 2씩 작습니다.
def text_to_ids(text, vocabulary):
    return [vocabulary.index(word) - 2 if word in vocabulary else -1 for word in text.split()]


def ids_to_text(ids, vocabulary):
    return " ".join(vocabulary[k] for k in ids if k)


# %% wrong: numbers one too large | 4 | 번호가 1씩 큽니다.
def text_to_ids(text, vocabulary):
    numbers = {word: k for k, word in enumerate(vocabulary, start=1)}
    return [numbers.get(word, 2) for word in text.split()]


def ids_to_text(ids, vocabulary):
    return " ".join(vocabulary[k] for k in ids if k)


# %% wrong: letters | 4 | 단어가 아니라 글자마다 번호를 붙였습니다.
def text_to_ids(text, vocabulary):
    return [vocabulary.index(letter) if letter in vocabulary else 1 for letter in text]


def ids_to_text(ids, vocabulary):
    return " ".join(vocabulary[k] for k in ids if k)


# %% wrong: empty places stay as blanks | 7 | 빈자리를 건너뛰지 않아 빈칸이 더 들어 있습니다.
def text_to_ids(text, vocabulary):
    return [vocabulary.index(word) if word in vocabulary else 1 for word in text.split()]


def ids_to_text(ids, vocabulary):
    return " ".join(vocabulary[k] for k in ids)


# %% wrong: skips the unknown as well | 5 | [UNK]까지 건너뛰었습니다.
def text_to_ids(text, vocabulary):
    return [vocabulary.index(word) if word in vocabulary else 1 for word in text.split()]


def ids_to_text(ids, vocabulary):
    return " ".join(vocabulary[k] for k in ids if k > 1)


# %% wrong: stops at the first empty place | 10 | 첫 빈자리에서 멈추었습니다.
def text_to_ids(text, vocabulary):
    return [vocabulary.index(word) if word in vocabulary else 1 for word in text.split()]


def ids_to_text(ids, vocabulary):
    words = []
    for k in ids:
        if k == 0:
            break
        words.append(vocabulary[k])
    return " ".join(words)


# %% wrong: strips only the end | 10 | 끝의 빈자리만 지웠습니다.
def text_to_ids(text, vocabulary):
    return [vocabulary.index(word) if word in vocabulary else 1 for word in text.split()]


def ids_to_text(ids, vocabulary):
    return " ".join(vocabulary[k] for k in ids).rstrip()


# %% wrong: a list of words | 5 | 문자열 하나를 돌려주어야 하는데 단어의 리스트가 나왔습니다.
def text_to_ids(text, vocabulary):
    return [vocabulary.index(word) if word in vocabulary else 1 for word in text.split()]


def ids_to_text(ids, vocabulary):
    return [vocabulary[k] for k in ids if k]


# %% wrong: adds unknown words to the vocabulary | 11 | 함수가 입력 `vocabulary`의 값을 바꾸었습니다.
def text_to_ids(text, vocabulary):
    ids = []
    for word in text.split():
        ids.append(vocabulary.index(word) if word in vocabulary else 1)
        if word not in vocabulary:
            vocabulary.append("")
    return ids


def ids_to_text(ids, vocabulary):
    return " ".join(vocabulary[k] for k in ids if k)


# %% wrong: the example by heart | 2 | 보이는 검사에서 돌려준 값과 똑같습니다
def text_to_ids(text, vocabulary):
    return [3, 1, 2]


def ids_to_text(ids, vocabulary):
    return "우리 [UNK] 나"


# %% wrong: split at every blank | 9 | 빈 글이나 이어진 빈칸에서 빈 단어가 생겼습니다.
def text_to_ids(text, vocabulary):
    return [vocabulary.index(word) if word in vocabulary else 1 for word in text.split(" ")]


def ids_to_text(ids, vocabulary):
    return " ".join(vocabulary[k] for k in ids if k)
