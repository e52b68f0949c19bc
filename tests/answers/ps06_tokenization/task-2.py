# %% right: Counter and two stable sorts
from collections import Counter


def make_vocabulary(texts, max_tokens):
    counts = Counter(word for text in texts for word in text.split())
    words = sorted(counts)
    words.sort(key=counts.get, reverse=True)
    return (["", "[UNK]"] + words)[:max_tokens]


# %% right: pandas
def make_vocabulary(texts, max_tokens):
    counts = pd.Series(" ".join(texts).split()).value_counts().sort_index()
    words = counts.sort_values(ascending=False, kind="stable").index
    return ["", "[UNK]", *words[: max_tokens - 2]]


# %% right: NumPy unique
def make_vocabulary(texts, max_tokens):
    words, counts = np.unique(" ".join(texts).split(), return_counts=True)
    order = np.argsort(-counts, kind="stable")
    return np.array(["", "[UNK]", *words[order]], dtype=object)[:max_tokens]


# %% right: picks one after another
def make_vocabulary(texts, max_tokens):
    tokens = [word for text in texts for word in text.split()]
    left = set(tokens)
    vocabulary = ["", "[UNK]"]
    while left and len(vocabulary) < max_tokens:
        best = None
        for word in left:
            if best is None or tokens.count(word) > tokens.count(best):
                best = word
            elif tokens.count(word) == tokens.count(best) and word < best:
                best = word
        vocabulary.append(best)
        left.remove(best)
    return vocabulary


# %% right: heapq
import heapq
from collections import defaultdict


def make_vocabulary(texts, max_tokens):
    counts = defaultdict(int)
    for text in texts:
        for word in text.split():
            counts[word] += 1
    best = heapq.nsmallest(max_tokens - 2, ((-count, word) for word, count in counts.items()))
    return tuple(["", "[UNK]"] + [word for _, word in best])


# %% right: groupby of itertools
from itertools import chain, groupby, islice


def make_vocabulary(texts, max_tokens):
    tokens = sorted(chain.from_iterable(map(str.split, texts)))
    groups = [(-len(list(same)), word) for word, same in groupby(tokens)]
    return chain(["", "[UNK]"], islice((word for _, word in sorted(groups)), max_tokens - 2))


# %% right: words in drawers by count, extra argument
def make_vocabulary(texts, max_tokens, reserved=("", "[UNK]")):
    counts, drawers = {}, {}
    for word in " ".join(texts).split():
        counts[word] = counts.get(word, 0) + 1
    for word, count in counts.items():
        drawers.setdefault(count, []).append(word)
    result = list(reserved)
    for count in sorted(drawers, reverse=True):
        result.extend(sorted(drawers[count]))
    print(len(result))
    return result[:max_tokens]


# %% right: recursion over the texts
def make_vocabulary(texts, max_tokens):
    def add(rest, counts):
        if not rest:
            return counts
        words = rest[0].split()
        return add(rest[1:], {w: counts.get(w, 0) + words.count(w) for w in {*counts, *words}})

    counts = add(texts, {})
    return ["", "[UNK]"] + sorted(counts, key=lambda w: (1 / counts[w], w))[: max_tokens - 2]


# %% wrong: room for two more | 6 | 빈자리와 [UNK]를 세지 않았습니다. 둘을 합쳐 `max_tokens`개입니다.
def make_vocabulary(texts, max_tokens):
    tokens = " ".join(texts).split()
    words = sorted(set(tokens), key=lambda word: (-tokens.count(word), word))
    return ["", "[UNK]", *words[:max_tokens]]


# %% wrong: empty place and unknown left out | 0 | 맨 앞에 빈자리와 [UNK]가 없습니다.
def make_vocabulary(texts, max_tokens):
    tokens = " ".join(texts).split()
    return sorted(set(tokens), key=lambda word: (-tokens.count(word), word))[: max_tokens - 2]


# %% wrong: unknown first | 0 | 빈자리와 [UNK]의 차례가 바뀌었습니다.
def make_vocabulary(texts, max_tokens):
    tokens = " ".join(texts).split()
    words = sorted(set(tokens), key=lambda word: (-tokens.count(word), word))
    return ["[UNK]", "", *words[: max_tokens - 2]]


# %% wrong: ties in the order met | 4 | 횟수가 같은 단어를 먼저 나온 차례로 놓았습니다.
def make_vocabulary(texts, max_tokens):
    tokens = " ".join(texts).split()
    words = sorted(dict.fromkeys(tokens), key=lambda word: -tokens.count(word))
    return ["", "[UNK]", *words[: max_tokens - 2]]


# %% wrong: ties backwards | 4 | 횟수가 같은 단어가 사전의 차례와 거꾸로 놓였습니다.
def make_vocabulary(texts, max_tokens):
    tokens = " ".join(texts).split()
    words = sorted(set(tokens), key=lambda word: (tokens.count(word), word), reverse=True)
    return ["", "[UNK]", *words[: max_tokens - 2]]


# %% wrong: alphabetical only | 0 | 횟수를 보지 않고 사전의 차례로 놓았습니다.
def make_vocabulary(texts, max_tokens):
    return ["", "[UNK]", *sorted(set(" ".join(texts).split()))[: max_tokens - 2]]


# %% wrong: rare words first | 0 | 드문 단어부터 담았습니다.
def make_vocabulary(texts, max_tokens):
    tokens = " ".join(texts).split()
    words = sorted(set(tokens), key=lambda word: (tokens.count(word), word))
    return ["", "[UNK]", *words[: max_tokens - 2]]


# %% wrong: limit forgotten | 6 | `max_tokens`로 자르지 않았습니다.
def make_vocabulary(texts, max_tokens):
    tokens = " ".join(texts).split()
    return ["", "[UNK]", *sorted(set(tokens), key=lambda word: (-tokens.count(word), word))]


# %% wrong: only one of the two places counted | 6 | 빈자리와 [UNK] 가운데 하나만 세었습니다.
def make_vocabulary(texts, max_tokens):
    tokens = " ".join(texts).split()
    words = sorted(set(tokens), key=lambda word: (-tokens.count(word), word))
    return ["", "[UNK]", *words[: max_tokens - 1]]


# %% wrong: letters instead of words | 0 | 단어가 아니라 글자로 잘랐습니다.
def make_vocabulary(texts, max_tokens):
    letters = [letter for text in texts for letter in text if letter != " "]
    words = sorted(set(letters), key=lambda letter: (-letters.count(letter), letter))
    return ["", "[UNK]", *words[: max_tokens - 2]]


# %% wrong: empties the list of texts | 11 | 함수가 입력 `texts`의 값을 바꾸었습니다.
def make_vocabulary(texts, max_tokens):
    tokens = []
    while texts:
        tokens += texts.pop().split()
    words = sorted(set(tokens), key=lambda word: (-tokens.count(word), word))
    return ["", "[UNK]", *words[: max_tokens - 2]]


# %% wrong: the example by heart | 2 | 보이는 검사에서 돌려준 값과 똑같습니다
def make_vocabulary(texts, max_tokens):
    return ["", "[UNK]", "나", "우리", "그"]


# %% wrong: split at every blank | 9 | 빈칸이 이어진 자리나 글의 앞뒤에서 빈 단어가 생겼습니다.
from collections import Counter


def make_vocabulary(texts, max_tokens):
    counts = Counter(word for text in texts for word in text.split(" "))
    words = sorted(counts, key=lambda word: (-counts[word], word))
    return ["", "[UNK]", *words[: max_tokens - 2]]
