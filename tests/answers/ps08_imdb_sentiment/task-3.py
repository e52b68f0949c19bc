# %% right: letter by letter
def cut_words(text):
    text = text.lower().replace("<br />", " ").replace("<br/>", " ").replace("<br>", " ")
    found, word = [], ""
    for letter in text + " ":
        if letter.isalnum() or letter == "'":
            word += letter
        elif word:
            found.append(word)
            word = ""
    return found


def unseen_share(fit_texts, new_texts):
    known, total, unseen = set(), 0, 0
    for text in fit_texts:
        known.update(cut_words(text))
    for text in new_texts:
        for word in cut_words(text):
            total += 1
            unseen += word not in known
    return unseen / total if total else 0


# %% right: substitution and split, NumPy isin
import re


def cut_words(text):
    text = re.sub(r"<br\s*/?>", " ", text.casefold())
    return re.sub(r"[^\w']|_", " ", text).split()


def unseen_share(fit_texts, new_texts):
    words = np.array(cut_words(" ".join(new_texts)), dtype=str)
    if words.size == 0:
        return 0.0
    return 1 - np.isin(words, cut_words(" ".join(fit_texts))).mean()


# %% right: Counter of both sides
import re
from collections import Counter


def cut_words(text):
    pieces = re.split(r"<br\s?/?>|[^\w']|_", text.lower())
    return [piece for piece in pieces if piece]


def unseen_share(fit_texts, new_texts):
    known = Counter(word for text in fit_texts for word in cut_words(text))
    met = Counter(word for text in new_texts for word in cut_words(text))
    return sum(met[word] for word in met.keys() - known.keys()) / max(met.total(), 1)


# %% right: pandas
def cut_words(text):
    column = pd.Series([text]).str.lower().str.replace(r"<br\s*/?>", " ", regex=True)
    return column.str.findall(r"[^\W_']*(?:'[^\W_']*)+|[^\W_]+").explode().dropna().tolist()


def unseen_share(fit_texts, new_texts):
    known = pd.Series(map(cut_words, fit_texts), dtype=object).explode()
    met = pd.Series([cut_words(text) for text in new_texts], dtype=object).explode().dropna()
    return 0.0 if met.empty else (~met.isin(known)).mean()


# %% right: TensorFlow, as the lecture's standardize, float32
def cut_words(text):
    import tensorflow as tf

    text = tf.strings.lower(text, encoding="utf-8")
    text = tf.strings.regex_replace(text, r"<br\s*/?>", " ")
    text = tf.strings.regex_replace(text, r"[^\p{L}\p{N}']+", " ")
    return text.numpy().decode().split()


def unseen_share(fit_texts, new_texts):
    known = {word for text in fit_texts for word in cut_words(text)}
    flags = np.array([word not in known for text in new_texts for word in cut_words(text)], dtype=np.float32)
    return flags.mean() if len(flags) else np.float32(0)


# %% right: groupby of itertools, printing and an extra argument
from itertools import chain, groupby


def cut_words(text, marks=("<br />", "<br/>", "<br>")):
    text = text.lower()
    for mark in marks:
        text = text.replace(mark, "\n")
    groups = groupby(text, key=lambda letter: letter.isalpha() or letter.isdigit() or letter == "'")
    return ["".join(letters) for inside, letters in groups if inside]


def unseen_share(fit_texts, new_texts):
    known = frozenset(chain.from_iterable(map(cut_words, fit_texts)))
    words = list(chain(*map(cut_words, new_texts)))
    print(len(words))
    try:
        return len([word for word in words if word not in known]) / len(words)
    except ZeroDivisionError:
        return 0.0


# %% right: translation table, recursion over the texts
import re


class Blank(dict):
    def __missing__(self, code):
        letter = chr(code)
        self[code] = letter if letter == "'" or letter.isalnum() else " "
        return self[code]


def cut_words(text):
    return re.sub(r"<br\s*/?>", " ", text.lower()).translate(Blank()).split()


def unseen_share(fit_texts, new_texts):
    known = set(cut_words(" ".join(fit_texts)))

    def count(texts):
        if not texts:
            return 0, 0
        unseen, total = count(texts[1:])
        words = cut_words(texts[0])
        return unseen + len([word for word in words if not {word} <= known]), total + len(words)

    unseen, total = count(list(new_texts))
    return unseen / total if total > 0 else 0.0


# %% right: finditer and a dictionary of counts
import re

WORD = re.compile(r"(?:[^\W_]|['])+")


def cut_words(text):
    return [found.group() for found in WORD.finditer(re.sub("(?i)<br ?/?>", " ", text).lower())]


def unseen_share(fit_texts, new_texts):
    counts = {}
    for text in new_texts:
        for word in cut_words(text):
            counts[word] = counts.get(word, 0) + 1
    total = sum(counts.values())
    for text in fit_texts:
        for word in cut_words(text):
            counts.pop(word, None)
    return sum(counts.values()) / (total or 1)


# %% wrong: case kept | 1 | 소문자로 바꾸지 않았습니다.
import re


def cut_words(text):
    return re.findall(r"(?:[^\W_]|')+", re.sub(r"<br\s*/?>", " ", text))


def unseen_share(fit_texts, new_texts):
    known = {word for text in fit_texts for word in cut_words(text)}
    unseen = [word not in known for text in new_texts for word in cut_words(text)]
    return sum(unseen) / len(unseen) if unseen else 0.0


# %% wrong: punctuation deleted | 7 | 구두점을 빈칸으로 바꾸지 않고 지워 두 단어가 붙었습니다.
import re


def cut_words(text):
    return re.sub(r"[^\w\s']|_", "", re.sub(r"<br\s*/?>", " ", text.lower())).split()


def unseen_share(fit_texts, new_texts):
    known = {word for text in fit_texts for word in cut_words(text)}
    unseen = [word not in known for text in new_texts for word in cut_words(text)]
    return sum(unseen) / len(unseen) if unseen else 0.0


# %% wrong: cuts at the apostrophe | 4 | 작은따옴표에서도 잘랐습니다.
import re


def cut_words(text):
    return re.findall(r"[^\W_]+", re.sub(r"<br\s*/?>", " ", text.lower()))


def unseen_share(fit_texts, new_texts):
    known = {word for text in fit_texts for word in cut_words(text)}
    unseen = [word not in known for text in new_texts for word in cut_words(text)]
    return sum(unseen) / len(unseen) if unseen else 0.0


# %% wrong: br as a word | 7 | 줄 바꿈 표시가 `br`라는 단어로 남았습니다.
import re


def cut_words(text):
    return re.findall(r"(?:[^\W_]|')+", text.lower())


def unseen_share(fit_texts, new_texts):
    known = {word for text in fit_texts for word in cut_words(text)}
    unseen = [word not in known for text in new_texts for word in cut_words(text)]
    return sum(unseen) / len(unseen) if unseen else 0.0


# %% wrong: one way to write the mark | 10 | 줄 바꿈 표시를 한 가지만 바꾸었습니다.
import re


def cut_words(text):
    return re.findall(r"(?:[^\W_]|')+", text.lower().replace("<br />", " "))


def unseen_share(fit_texts, new_texts):
    known = {word for text in fit_texts for word in cut_words(text)}
    unseen = [word not in known for text in new_texts for word in cut_words(text)]
    return sum(unseen) / len(unseen) if unseen else 0.0


# %% wrong: marks in small letters alone | 10 | 대문자로 적힌 것이 남았습니다.
import re


def cut_words(text):
    return re.findall(r"(?:[^\W_]|')+", re.sub(r"<br\s*/?>", " ", text).lower())


def unseen_share(fit_texts, new_texts):
    known = {word for text in fit_texts for word in cut_words(text)}
    unseen = [word not in known for text in new_texts for word in cut_words(text)]
    return sum(unseen) / len(unseen) if unseen else 0.0


# %% wrong: English letters alone | 9 | 영어 알파벳만 단어로 보았습니다.
import re


def cut_words(text):
    return re.findall(r"[a-z0-9']+", re.sub(r"<br\s*/?>", " ", text.lower()))


def unseen_share(fit_texts, new_texts):
    known = {word for text in fit_texts for word in cut_words(text)}
    unseen = [word not in known for text in new_texts for word in cut_words(text)]
    return sum(unseen) / len(unseen) if unseen else 0.0


# %% wrong: underscore kept | 9 | 밑줄이 남아 있습니다.
import re


def cut_words(text):
    return re.findall(r"[\w']+", re.sub(r"<br\s*/?>", " ", text.lower()))


def unseen_share(fit_texts, new_texts):
    known = {word for text in fit_texts for word in cut_words(text)}
    unseen = [word not in known for text in new_texts for word in cut_words(text)]
    return sum(unseen) / len(unseen) if unseen else 0.0


# %% wrong: digits thrown away | 9 | 숫자를 버렸습니다.
import re


def cut_words(text):
    return re.findall(r"(?:[^\W\d_]|')+", re.sub(r"<br\s*/?>", " ", text.lower()))


def unseen_share(fit_texts, new_texts):
    known = {word for text in fit_texts for word in cut_words(text)}
    unseen = [word not in known for text in new_texts for word in cut_words(text)]
    return sum(unseen) / len(unseen) if unseen else 0.0


# %% wrong: split at one blank | 0 | 빈 단어가 섞여 있습니다.
import re


def cut_words(text):
    return re.sub(r"[^\w']|_", " ", re.sub(r"<br\s*/?>", " ", text.lower())).split(" ")


def unseen_share(fit_texts, new_texts):
    known = {word for text in fit_texts for word in cut_words(text)}
    unseen = [word not in known for text in new_texts for word in cut_words(text)]
    return sum(unseen) / len(unseen) if unseen else 0.0


# %% wrong: new words counted as known | 6 | 새 글의 단어까지 아는 단어로 셌습니다.
import re


def cut_words(text):
    return re.findall(r"(?:[^\W_]|')+", re.sub(r"<br\s*/?>", " ", text.lower()))


def unseen_share(fit_texts, new_texts):
    known = {word for text in [*fit_texts, *new_texts] for word in cut_words(text)}
    unseen = [word not in known for text in new_texts for word in cut_words(text)]
    return sum(unseen) / len(unseen) if unseen else 0.0


# %% wrong: kinds of words | 6 | 서로 다른 단어의 가짓수로 셌습니다.
import re


def cut_words(text):
    return re.findall(r"(?:[^\W_]|')+", re.sub(r"<br\s*/?>", " ", text.lower()))


def unseen_share(fit_texts, new_texts):
    known = {word for text in fit_texts for word in cut_words(text)}
    met = {word for text in new_texts for word in cut_words(text)}
    return len(met - known) / len(met) if met else 0.0


# %% wrong: share of known words | 6 | 아는 단어의 비율입니다.
import re


def cut_words(text):
    return re.findall(r"(?:[^\W_]|')+", re.sub(r"<br\s*/?>", " ", text.lower()))


def unseen_share(fit_texts, new_texts):
    known = {word for text in fit_texts for word in cut_words(text)}
    seen = [word in known for text in new_texts for word in cut_words(text)]
    return sum(seen) / len(seen) if seen else 0.0


# %% wrong: mean of each text's share | 6 | 글마다 낸 비율을 평균했습니다.
import re


def cut_words(text):
    return re.findall(r"(?:[^\W_]|')+", re.sub(r"<br\s*/?>", " ", text.lower()))


def unseen_share(fit_texts, new_texts):
    known = {word for text in fit_texts for word in cut_words(text)}
    rows = [[word not in known for word in cut_words(text)] for text in new_texts]
    shares = [sum(row) / len(row) for row in rows if row]
    return sum(shares) / len(shares) if shares else 0.0


# %% wrong: no words, no care | 11 | 0으로 나누었습니다.
import re


def cut_words(text):
    return re.findall(r"(?:[^\W_]|')+", re.sub(r"<br\s*/?>", " ", text.lower()))


def unseen_share(fit_texts, new_texts):
    known = {word for text in fit_texts for word in cut_words(text)}
    unseen = [word not in known for text in new_texts for word in cut_words(text)]
    return sum(unseen) / len(unseen)


# %% wrong: removes what it has counted | 11 | 함수가 입력 `new_texts`의 값을 바꾸었습니다.
import re


def cut_words(text):
    return re.findall(r"(?:[^\W_]|')+", re.sub(r"<br\s*/?>", " ", text.lower()))


def unseen_share(fit_texts, new_texts):
    known = {word for text in fit_texts for word in cut_words(text)}
    unseen = []
    while new_texts:
        unseen += [word not in known for word in cut_words(new_texts.pop())]
    return sum(unseen) / len(unseen) if unseen else 0.0


# %% wrong: the examples by heart | 2 | 보이는 검사에서 돌려준 값과 똑같습니다
def cut_words(text):
    return ["don't", "stop", "the", "end"]


def unseen_share(fit_texts, new_texts):
    return 0.4


# %% wrong: every tag removed | 9 | 줄 바꿈 표시가 아닌 꺾쇠의 글까지 지웠습니다.
import re


def cut_words(text):
    return re.findall(r"(?:[^\W_]|')+", re.sub(r"<[^>]+>", " ", text.lower()))


def unseen_share(fit_texts, new_texts):
    known = {word for text in fit_texts for word in cut_words(text)}
    unseen = [word not in known for text in new_texts for word in cut_words(text)]
    return sum(unseen) / len(unseen) if unseen else 0.0


# %% wrong: all that begins like the mark | 9 | `<br`로 시작하는 다른 꺾쇠의 글까지 지웠습니다.
import re


def cut_words(text):
    return re.findall(r"(?:[^\W_]|')+", re.sub(r"<br[^>]*>", " ", text.lower()))


def unseen_share(fit_texts, new_texts):
    known = {word for text in fit_texts for word in cut_words(text)}
    unseen = [word not in known for text in new_texts for word in cut_words(text)]
    return sum(unseen) / len(unseen) if unseen else 0.0
