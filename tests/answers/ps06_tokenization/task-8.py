# %% right: plain loops
def coverage(vocabulary, rows):
    total = hits = 0
    seen, seen_hits = [], 0
    for row in rows:
        for token in row:
            total += 1
            hits += token in vocabulary
            if token not in seen:
                seen.append(token)
                seen_hits += token in vocabulary
    if total == 0:
        return 0, 0
    return hits / total, seen_hits / len(seen)


# %% right: NumPy isin
def coverage(vocabulary, rows):
    tokens = np.array(sum(rows, []), dtype=object)
    if len(tokens) == 0:
        return 0.0, 0.0
    vocabulary = list(vocabulary)
    return np.isin(tokens, vocabulary).mean(), np.isin(list(set(tokens)), vocabulary).mean()


# %% right: Counter
from collections import Counter


def coverage(vocabulary, rows):
    counts = Counter()
    for row in rows:
        counts.update(row)
    known = {token: count for token, count in counts.items() if token in set(vocabulary)}
    return sum(known.values()) / max(1, sum(counts.values())), len(known) / max(1, len(counts))


# %% right: pandas
def coverage(vocabulary, rows):
    tokens = pd.Series([token for row in rows for token in row], dtype=object)
    known = tokens.isin(vocabulary)
    return [np.nan_to_num(known.mean()), np.nan_to_num(known[~tokens.duplicated()].mean())]


# %% right: itertools and fractions
from fractions import Fraction
from itertools import chain


def coverage(vocabulary, rows):
    tokens = list(chain.from_iterable(rows))
    kinds = set(tokens)
    by_count = Fraction(sum(map(vocabulary.count, tokens)), len(tokens) or 1)
    by_kind = Fraction(len(kinds.intersection(vocabulary)), len(kinds) or 1)
    return float(by_count), float(by_kind)


# %% right: zero division caught
def coverage(vocabulary, rows):
    tokens = [token for row in rows for token in row]
    shares = []
    for found in (tokens, sorted(set(tokens))):
        try:
            shares.append(len([token for token in found if token in vocabulary]) / len(found))
        except ZeroDivisionError:
            shares.append(0.0)
    return shares


# %% right: float32 and one minus the unknown
def coverage(vocabulary, rows):
    tokens = [token for row in rows for token in row]
    if tokens == []:
        return np.zeros(2, dtype="float32").tolist()
    unknown = set(tokens) - set(vocabulary)
    missing = sum(tokens.count(token) for token in unknown)
    return 1 - np.float32(missing) / len(tokens), 1 - np.float32(len(unknown)) / len(set(tokens))


# %% right: recursion and printing
def coverage(vocabulary, rows, counts=None):
    counts = {} if counts is None else counts
    if rows:
        print(len(rows))
        return coverage(vocabulary, rows[1:], {t: counts.get(t, 0) + rows[0].count(t) for t in {*counts, *rows[0]}})
    if not counts:
        return 0.0, 0.0
    return (
        sum(counts[token] for token in vocabulary if token in counts) / sum(counts.values()),
        sum(token in counts for token in vocabulary) / len(counts),
    )


# %% wrong: share of the unknown | 1 | 목록에 없는 토큰의 비율입니다.
def coverage(vocabulary, rows):
    tokens = [token for row in rows for token in row]
    if not tokens:
        return 0.0, 0.0
    kinds = set(tokens)
    return np.mean([token not in vocabulary for token in tokens]), len(kinds - set(vocabulary)) / len(kinds)


# %% wrong: mean of the rows | 5 | 글마다 낸 비율을 평균했습니다.
def coverage(vocabulary, rows):
    shares = [np.mean([token in vocabulary for token in row]) for row in rows if row]
    kinds = {token for row in rows for token in row}
    if not kinds:
        return 0.0, 0.0
    return np.mean(shares), len(kinds & set(vocabulary)) / len(kinds)


# %% wrong: swapped | 1 | 가짓수로 센 비율입니다.
def coverage(vocabulary, rows):
    tokens = [token for row in rows for token in row]
    if not tokens:
        return 0.0, 0.0
    kinds = set(tokens)
    return len(kinds & set(vocabulary)) / len(kinds), np.mean([token in vocabulary for token in tokens])


# %% wrong: divided by the size of the vocabulary | 4 | 목록의 크기로 나누었습니다.
def coverage(vocabulary, rows):
    tokens = [token for row in rows for token in row]
    if not tokens:
        return 0.0, 0.0
    kinds = set(tokens)
    return np.mean([token in vocabulary for token in tokens]), len(kinds & set(vocabulary)) / len(vocabulary)


# %% wrong: kinds divided by all tokens | 4 | 모든 토큰의 수로 나누었습니다.
def coverage(vocabulary, rows):
    tokens = [token for row in rows for token in row]
    if not tokens:
        return 0.0, 0.0
    return np.mean([token in vocabulary for token in tokens]), len(set(tokens) & set(vocabulary)) / len(tokens)


# %% wrong: empty rows not provided for | 7 | `coverage`: 실행하다가 오류가 났습니다.
def coverage(vocabulary, rows):
    tokens = [token for row in rows for token in row]
    kinds = set(tokens)
    return sum(token in vocabulary for token in tokens) / len(tokens), len(kinds & set(vocabulary)) / len(kinds)


# %% wrong: numbers instead of shares | 1 | 비율이 아니라 개수입니다.
def coverage(vocabulary, rows):
    tokens = [token for row in rows for token in row]
    return sum(token in vocabulary for token in tokens), len(set(tokens) & set(vocabulary))


# %% wrong: first row only | 5 | 첫 글만 세었습니다.
def coverage(vocabulary, rows):
    if not rows or not rows[0]:
        return 0.0, 0.0
    kinds = {token for row in rows for token in row}
    return np.mean([token in vocabulary for token in rows[0]]), len(kinds & set(vocabulary)) / len(kinds)


# %% wrong: one share only | 0 | `coverage`: `횟수로 센 비율`, `가짓수로 센 비율`의 순서로 2개를 돌려주어야 하는데 `float` 하나가 왔습니다.
def coverage(vocabulary, rows):
    tokens = [token for row in rows for token in row]
    return sum(token in vocabulary for token in tokens) / max(1, len(tokens))


# %% wrong: removes known tokens from the rows | 7 | 함수가 입력 `rows`의 값을 바꾸었습니다.
def coverage(vocabulary, rows):
    tokens = [token for row in rows for token in row]
    kinds = set(tokens)
    for row in rows:
        row[:] = [token for token in row if token not in vocabulary]
    left = sum(map(len, rows))
    return 1 - left / max(1, len(tokens)) if tokens else 0, len(kinds & set(vocabulary)) / max(1, len(kinds))


# %% wrong: the example by heart | 2 | 보이는 검사에서 돌려준 값과 똑같습니다
def coverage(vocabulary, rows):
    return 4 / 6, 2 / 4
