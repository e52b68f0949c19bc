# %% right: two at a time or one
def merge_pair(pieces, pair):
    merged, k = [], 0
    while k < len(pieces):
        step = 2 if tuple(pieces[k : k + 2]) == tuple(pair) else 1
        merged.append("".join(pieces[k : k + step]))
        k += step
    return merged


# %% right: recursion
def merge_pair(pieces, pair):
    if len(pieces) < 2:
        return list(pieces)
    if pieces[0] == pair[0] and pieces[1] == pair[1]:
        return [pieces[0] + pieces[1]] + merge_pair(pieces[2:], pair)
    return [pieces[0]] + merge_pair(pieces[1:], pair)


# %% right: iterator that peeks
def merge_pair(pieces, pair):
    left, right = pair
    rest = list(reversed(pieces))
    merged = []
    while rest:
        piece = rest.pop()
        if piece == left and rest and rest[-1] == right:
            piece += rest.pop()
        merged.append(piece)
    return tuple(merged)


# %% right: copy and delete
def merge_pair(pieces, pair):
    pieces = list(pieces)
    k = 0
    while k + 1 < len(pieces):
        if (pieces[k], pieces[k + 1]) == pair:
            pieces[k : k + 2] = [pieces[k] + pieces[k + 1]]
        k += 1
    return pieces


# %% right: regular expression with separators
import re


def merge_pair(pieces, pair):
    text = "\n" + "\n\n".join(pieces) + "\n"
    pattern = "\n" + re.escape(pair[0]) + "\n\n" + re.escape(pair[1]) + "\n"
    return re.findall("\n([^\n]*)\n", re.sub(pattern, "\n" + "".join(pair) + "\n", text))


# %% right: NumPy marks
def merge_pair(pieces, pair):
    array = np.array(pieces, dtype=object)
    hits = np.flatnonzero((array[:-1] == pair[0]) & (array[1:] == pair[1]))
    taken, result = set(), []
    for k in hits:
        if k - 1 not in taken:
            taken.add(k)
    for k, piece in enumerate(array):
        if k - 1 not in taken:
            result.append(piece + array[k + 1] if k in taken else piece)
    return np.array(result, dtype=object)


# %% right: reduce
from functools import reduce


def merge_pair(pieces, pair):
    def step(done, piece):
        if done[-1:] == [pair[0]] and piece == pair[1]:
            return done[:-1] + ["".join(pair)]
        return done + [piece]

    return reduce(step, pieces, [])


# %% right: generator, printing, an extra argument
def merge_pair(pieces, pair, joint=""):
    print(pair)
    skip = False
    for k, piece in enumerate(pieces):
        if skip:
            skip = False
            continue
        skip = k + 1 < len(pieces) and [piece, pieces[k + 1]] == [*pair]
        yield joint.join(pair) if skip else piece


# %% wrong: first pair only | 0 | 처음 만난 쌍만 합쳤습니다.
def merge_pair(pieces, pair):
    for k in range(len(pieces) - 1):
        if (pieces[k], pieces[k + 1]) == pair:
            return [*pieces[:k], "".join(pair), *pieces[k + 2 :]]
    return pieces


# %% wrong: from the right | 6 | 오른쪽부터 합쳤습니다.
def merge_pair(pieces, pair):
    merged = list(pieces)
    k = len(merged) - 2
    while k >= 0:
        if (merged[k], merged[k + 1]) == pair:
            merged[k : k + 2] = ["".join(pair)]
            k -= 1
        k -= 1
    return merged


# %% wrong: right piece stays | 0 | 합친 다음에 오른쪽 조각이 그대로 남았습니다.
def merge_pair(pieces, pair):
    merged = []
    for k, piece in enumerate(pieces):
        if k + 1 < len(pieces) and (piece, pieces[k + 1]) == pair:
            merged.append("".join(pair))
        else:
            merged.append(piece)
    return merged


# %% wrong: either order | 5 | 순서가 뒤집힌 쌍까지 합쳤습니다.
def merge_pair(pieces, pair):
    for left, right in (pair, pair[::-1]):
        merged = []
        for piece in pieces:
            if merged and merged[-1] == left and piece == right:
                merged[-1] += piece
            else:
                merged.append(piece)
        pieces = merged
    return pieces


# %% wrong: replaces in the text | 4 | 글자를 이어 놓고 바꾸었습니다.
def merge_pair(pieces, pair):
    return " ".join(pieces).replace(" ".join(pair), "".join(pair)).split()


# %% wrong: last piece lost | 1 | 마지막 조각이 사라졌습니다.
def merge_pair(pieces, pair):
    merged, k = [], 0
    while k < len(pieces) - 1:
        if (pieces[k], pieces[k + 1]) == pair:
            merged.append(pieces[k] + pieces[k + 1])
            k += 2
        else:
            merged.append(pieces[k])
            k += 1
    return merged


# %% wrong: order of the pair turned round | 2 | 순서가 뒤집힌 쌍을 합쳤습니다.
def merge_pair(pieces, pair):
    merged = []
    for piece in pieces:
        if merged and (piece, merged[-1]) == pair:
            merged[-1] += piece
        else:
            merged.append(piece)
    return merged


# %% wrong: in place | 9 | 함수가 입력 `pieces`의 값을 바꾸었습니다.
def merge_pair(pieces, pair):
    k = 0
    while k < len(pieces) - 1:
        if (pieces[k], pieces[k + 1]) == pair:
            pieces[k] += pieces.pop(k + 1)
        k += 1
    return pieces


# %% wrong: one piece for every run | 6 | 조각 전체가 `바`일 때만 합칩니다
def merge_pair(pieces, pair):
    merged = []
    for piece in pieces:
        if merged and piece == pair[1] and merged[-1].endswith(pair[0]):
            merged[-1] += piece
        else:
            merged.append(piece)
    return merged


# %% wrong: the text itself | 0 | 나온 값:
def merge_pair(pieces, pair):
    return "".join(pieces)


# %% wrong: the examples by heart | 2 | 보이는 검사에서 돌려준 값과 똑같습니다
def merge_pair(pieces, pair):
    return ["바나", "나", "바나", "가바", "나", "바"] if len(pieces) == 8 else ["하하", "하"]
