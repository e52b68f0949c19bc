# %% right: Counter, pairwise and looking back
from collections import Counter
from itertools import pairwise


def learn_merges(counts, merges):
    words = {word: [*word, "▁"] for word in counts}
    learned = []
    while len(learned) < merges:
        pairs = Counter()
        for word, pieces in words.items():
            for pair in pairwise(pieces):
                pairs[pair] += counts[word]
        if max(pairs.values(), default=0) < 2:
            break
        learned.append(pairs.most_common(1)[0][0])
        for word, pieces in words.items():
            merged = []
            for piece in pieces:
                if merged and (merged[-1], piece) == learned[-1]:
                    merged[-1] += piece
                else:
                    merged.append(piece)
            words[word] = merged
    return learned


# %% right: recursion over the merges
def learn_merges(counts, merges):
    def merge(pieces, pair):
        if len(pieces) < 2:
            return pieces
        if (pieces[0], pieces[1]) == pair:
            return ["".join(pair)] + merge(pieces[2:], pair)
        return pieces[:1] + merge(pieces[1:], pair)

    def learn(words, left):
        tally = {}
        for pieces, count in words:
            for k in range(len(pieces) - 1):
                tally.setdefault((pieces[k], pieces[k + 1]), []).append(count)
        if left == 0 or not tally:
            return []
        best = sorted(tally, key=lambda pair: -sum(tally[pair]))[0]
        if sum(tally[best]) == 1:
            return []
        return [best] + learn([(merge(pieces, best), count) for pieces, count in words], left - 1)

    return learn([(list(word) + ["▁"], count) for word, count in counts.items()], merges)


# %% right: text with separators and regular expressions
import re


def learn_merges(counts, merges):
    lines = {" ".join(word) + " ▁": count for word, count in counts.items()}
    learned = []
    for _ in range(merges):
        pairs = {}
        for line, count in lines.items():
            pieces = line.split(" ")
            for left, right in zip(pieces, pieces[1:]):
                pairs[left, right] = pairs.get((left, right), 0) + count
        most = max(pairs.values(), default=0)
        if most <= 1:
            return learned
        best = next(pair for pair in pairs if pairs[pair] == most)
        learned.append(best)
        pattern = re.compile(r"(?<!\S)" + re.escape(" ".join(best)) + r"(?!\S)")
        lines = {pattern.sub("".join(best), line): count for line, count in lines.items()}
    return learned


# %% right: plain lists
def learn_merges(counts, merges):
    splits = [[letter for letter in word] + ["▁"] for word in counts]
    weights = [counts[word] for word in counts]
    learned = []
    for _ in range(merges):
        names, totals = [], []
        for pieces, weight in zip(splits, weights):
            for k in range(1, len(pieces)):
                pair = [pieces[k - 1], pieces[k]]
                if pair not in names:
                    names.append(pair)
                    totals.append(0)
                totals[names.index(pair)] += weight
        if not names or max(totals) == 1:
            break
        best = names[totals.index(max(totals))]
        learned.append(best)
        for pieces in splits:
            k = 0
            while k + 1 < len(pieces):
                if pieces[k : k + 2] == best:
                    pieces[k : k + 2] = [best[0] + best[1]]
                k += 1
    return learned


# %% right: pandas
def learn_merges(counts, merges):
    splits = {word: [*word, "▁"] for word in counts}
    learned = []
    for _ in range(merges):
        rows = [(a, b, counts[w]) for w, p in splits.items() for a, b in zip(p[:-1], p[1:])]
        if not rows:
            break
        table = pd.DataFrame(rows, columns=["a", "b", "n"]).groupby(["a", "b"], sort=False)["n"].sum()
        if (table < 2).all():
            break
        best = table.index[int(np.argmax(table.to_numpy()))]
        learned.append(best)
        for word, pieces in splits.items():
            new, skip = [], False
            for k, piece in enumerate(pieces):
                if skip:
                    skip = False
                elif tuple(pieces[k : k + 2]) == best:
                    new.append("".join(best))
                    skip = True
                else:
                    new.append(piece)
            splits[word] = new
    return learned


# %% right: a class
class Pieces:
    def __init__(self, word, count):
        self.pieces, self.count = [*word, "▁"], count

    def pairs(self):
        return list(zip(self.pieces, self.pieces[1:]))

    def merge(self, pair):
        old, self.pieces = iter(self.pieces + [None]), []
        piece = next(old)
        while piece is not None:
            after = next(old)
            if (piece, after) == pair:
                self.pieces.append(piece + after)
                piece = next(old)
            else:
                self.pieces.append(piece)
                piece = after


def learn_merges(counts, merges):
    words = [Pieces(word, count) for word, count in counts.items()]
    learned = ()
    for _ in range(merges):
        totals = {}
        for word in words:
            for pair in word.pairs():
                totals[pair] = totals.get(pair, 0) + word.count
        if not any(total > 1 for total in totals.values()):
            break
        best = max(totals, key=lambda pair: totals[pair])
        learned += (best,)
        for word in words:
            word.merge(best)
    return learned


# %% right: printing, an extra argument, only words that have the pair
def learn_merges(counts, merges, end="▁"):
    words = {word: (*word, end) for word in counts}
    learned = []
    for step in range(merges):
        pairs = dict()
        for word in words:
            for k, right in enumerate(words[word][1:]):
                pair = words[word][k], right
                pairs[pair] = counts[word] + pairs.get(pair, 0)
        if set(pairs.values()) <= {1}:
            print("합칠 쌍이 없습니다.")
            return learned
        best, _ = max(pairs.items(), key=lambda item: item[1])
        learned += [best]
        for word in [word for word, pieces in words.items() if best[0] in pieces]:
            result = []
            for piece in words[word]:
                glue = result and result[-1] == best[0] and piece == best[1]
                result = [*result[:-1], result[-1] + piece] if glue else [*result, piece]
            words[word] = tuple(result)
    return learned


# %% right: generator with deque
from collections import deque


def learn_merges(counts, merges):
    corpus = [(count, deque([*word, "▁"])) for word, count in counts.items()]
    for _ in range(merges):
        totals = {}
        for count, pieces in corpus:
            before = None
            for piece in pieces:
                if before is not None:
                    totals[before, piece] = totals.get((before, piece), 0) + count
                before = piece
        best = max(totals, key=totals.get, default=None)
        if totals.get(best, 0) < 2:
            return
        yield best
        for _, pieces in corpus:
            for _ in range(len(pieces)):
                if not pieces:
                    break
                pieces.append(pieces.popleft())
            merged = []
            while pieces:
                piece = pieces.popleft()
                if pieces and (piece, pieces[0]) == best:
                    piece += pieces.popleft()
                merged.append(piece)
            pieces.extend(merged)


# %% wrong: counts of the words forgotten | 0 | 단어의 횟수를 곱하지 않았습니다. 쌍은 단어가 나온 횟수만큼 나옵니다.
def learn_merges(counts, merges):
    words = {word: [*word, "▁"] for word in counts}
    learned = []
    for _ in range(merges):
        pairs = {}
        for word, pieces in words.items():
            for pair in zip(pieces, pieces[1:]):
                pairs[pair] = pairs.get(pair, 0) + 1
        if max(pairs.values(), default=0) < 2:
            break
        best = max(pairs, key=pairs.get)
        learned.append(best)
        for word, pieces in words.items():
            merged = []
            for piece in pieces:
                if merged and (merged[-1], piece) == best:
                    merged[-1] += piece
                else:
                    merged.append(piece)
            words[word] = merged
    return learned


# %% wrong: end of the word not marked | 0 | 단어의 끝에 `▁`를 붙이지 않았습니다.
def learn_merges(counts, merges):
    words = {word: [*word] for word in counts}
    learned = []
    for _ in range(merges):
        pairs = {}
        for word, pieces in words.items():
            for pair in zip(pieces, pieces[1:]):
                pairs[pair] = pairs.get(pair, 0) + counts[word]
        if max(pairs.values(), default=0) < 2:
            break
        best = max(pairs, key=pairs.get)
        learned.append(best)
        for word, pieces in words.items():
            merged = []
            for piece in pieces:
                if merged and (merged[-1], piece) == best:
                    merged[-1] += piece
                else:
                    merged.append(piece)
            words[word] = merged
    return learned


# %% wrong: an underscore at the end of the word | 0 | 끝에 밑줄 `_`을 붙였습니다.
def learn_merges(counts, merges):
    words = {word: [*word, "_"] for word in counts}
    learned = []
    for _ in range(merges):
        pairs = {}
        for word, pieces in words.items():
            for pair in zip(pieces, pieces[1:]):
                pairs[pair] = pairs.get(pair, 0) + counts[word]
        if max(pairs.values(), default=0) < 2:
            break
        best = max(pairs, key=pairs.get)
        learned.append(best)
        for word, pieces in words.items():
            merged = []
            for piece in pieces:
                if merged and (merged[-1], piece) == best:
                    merged[-1] += piece
                else:
                    merged.append(piece)
            words[word] = merged
    return learned


# %% wrong: ties: the last pair met | 1 | 횟수가 같을 때 마지막에 만난 쌍을 골랐습니다.
def learn_merges(counts, merges):
    words = {word: [*word, "▁"] for word in counts}
    learned = []
    for _ in range(merges):
        pairs = {}
        for word, pieces in words.items():
            for pair in zip(pieces, pieces[1:]):
                pairs[pair] = pairs.get(pair, 0) + counts[word]
        if max(pairs.values(), default=0) < 2:
            break
        best = max(reversed(pairs), key=pairs.get)
        learned.append(best)
        for word, pieces in words.items():
            merged = []
            for piece in pieces:
                if merged and (merged[-1], piece) == best:
                    merged[-1] += piece
                else:
                    merged.append(piece)
            words[word] = merged
    return learned


# %% wrong: ties: the first in the alphabet | 1 | 횟수가 같을 때 사전의 차례로 골랐습니다.
def learn_merges(counts, merges):
    words = {word: [*word, "▁"] for word in counts}
    learned = []
    for _ in range(merges):
        pairs = {}
        for word, pieces in words.items():
            for pair in zip(pieces, pieces[1:]):
                pairs[pair] = pairs.get(pair, 0) + counts[word]
        if max(pairs.values(), default=0) < 2:
            break
        best = min(pairs, key=lambda pair: (-pairs[pair], pair))
        learned.append(best)
        for word, pieces in words.items():
            merged = []
            for piece in pieces:
                if merged and (merged[-1], piece) == best:
                    merged[-1] += piece
                else:
                    merged.append(piece)
            words[word] = merged
    return learned


# %% wrong: ties: the last in the alphabet | 6 | 횟수가 같을 때 사전의 차례로 뒤의 것을 골랐습니다.
def learn_merges(counts, merges):
    words = {word: [*word, "▁"] for word in counts}
    learned = []
    for _ in range(merges):
        pairs = {}
        for word, pieces in words.items():
            for pair in zip(pieces, pieces[1:]):
                pairs[pair] = pairs.get(pair, 0) + counts[word]
        if max(pairs.values(), default=0) < 2:
            break
        best = max(pairs, key=lambda pair: (pairs[pair], pair))
        learned.append(best)
        for word, pieces in words.items():
            merged = []
            for piece in pieces:
                if merged and (merged[-1], piece) == best:
                    merged[-1] += piece
                else:
                    merged.append(piece)
            words[word] = merged
    return learned


# %% wrong: rarest pair | 0 | 가장 드문 쌍을 골랐습니다.
def learn_merges(counts, merges):
    words = {word: [*word, "▁"] for word in counts}
    learned = []
    for _ in range(merges):
        pairs = {}
        for word, pieces in words.items():
            for pair in zip(pieces, pieces[1:]):
                pairs[pair] = pairs.get(pair, 0) + counts[word]
        if max(pairs.values(), default=0) < 2:
            break
        best = min(pairs, key=pairs.get)
        learned.append(best)
        for word, pieces in words.items():
            merged = []
            for piece in pieces:
                if merged and (merged[-1], piece) == best:
                    merged[-1] += piece
                else:
                    merged.append(piece)
            words[word] = merged
    return learned


# %% wrong: one merge too many | 0 | 한 번 더 합쳤습니다.
def learn_merges(counts, merges):
    words = {word: [*word, "▁"] for word in counts}
    learned = []
    for _ in range(merges + 1):
        pairs = {}
        for word, pieces in words.items():
            for pair in zip(pieces, pieces[1:]):
                pairs[pair] = pairs.get(pair, 0) + counts[word]
        if max(pairs.values(), default=0) < 2:
            break
        best = max(pairs, key=pairs.get)
        learned.append(best)
        for word, pieces in words.items():
            merged = []
            for piece in pieces:
                if merged and (merged[-1], piece) == best:
                    merged[-1] += piece
                else:
                    merged.append(piece)
            words[word] = merged
    return learned


# %% wrong: goes on without pairs | 12 | `learn_merges`: 실행하다가 오류가 났습니다.
def learn_merges(counts, merges):
    words = {word: [*word, "▁"] for word in counts}
    learned = []
    for _ in range(merges):
        pairs = {}
        for word, pieces in words.items():
            for pair in zip(pieces, pieces[1:]):
                pairs[pair] = pairs.get(pair, 0) + counts[word]
        best = max(pairs, key=pairs.get)
        if pairs[best] < 2:
            break
        learned.append(best)
        for word, pieces in words.items():
            merged = []
            for piece in pieces:
                if merged and (merged[-1], piece) == best:
                    merged[-1] += piece
                else:
                    merged.append(piece)
            words[word] = merged
    return learned


# %% wrong: merged pieces instead of pairs | 0 | 쌍이 아니라 합친 조각을 돌려주었습니다.
def learn_merges(counts, merges):
    words = {word: [*word, "▁"] for word in counts}
    learned = []
    for _ in range(merges):
        pairs = {}
        for word, pieces in words.items():
            for pair in zip(pieces, pieces[1:]):
                pairs[pair] = pairs.get(pair, 0) + counts[word]
        if max(pairs.values(), default=0) < 2:
            break
        best = max(pairs, key=pairs.get)
        learned.append("".join(best))
        for word, pieces in words.items():
            merged = []
            for piece in pieces:
                if merged and (merged[-1], piece) == best:
                    merged[-1] += piece
                else:
                    merged.append(piece)
            words[word] = merged
    return learned


# %% wrong: a pair counts once a word | 7 | 한 단어 안에서 되풀이된 쌍을 한 번만 세었습니다.
def learn_merges(counts, merges):
    words = {word: [*word, "▁"] for word in counts}
    learned = []
    for _ in range(merges):
        pairs = {}
        for word, pieces in words.items():
            for pair in dict.fromkeys(zip(pieces, pieces[1:])):
                pairs[pair] = pairs.get(pair, 0) + counts[word]
        if max(pairs.values(), default=0) < 2:
            break
        best = max(pairs, key=pairs.get)
        learned.append(best)
        for word, pieces in words.items():
            merged = []
            for piece in pieces:
                if merged and (merged[-1], piece) == best:
                    merged[-1] += piece
                else:
                    merged.append(piece)
            words[word] = merged
    return learned


# %% wrong: counts only once | 3 | 한 번 센 횟수로 여러 쌍을 골랐습니다.
def learn_merges(counts, merges):
    pairs = {}
    for word, count in counts.items():
        pieces = [*word, "▁"]
        for pair in zip(pieces, pieces[1:]):
            pairs[pair] = pairs.get(pair, 0) + count
    return sorted(pairs, key=lambda pair: -pairs[pair])[:merges]


# %% wrong: uses the dictionary up | 13 | 함수가 입력 `counts`의 값을 바꾸었습니다.
def learn_merges(counts, merges):
    words = []
    for word in list(counts):
        words.append(([*word, "▁"], counts.pop(word)))
    learned = []
    for _ in range(merges):
        pairs = {}
        for pieces, count in words:
            for pair in zip(pieces, pieces[1:]):
                pairs[pair] = pairs.get(pair, 0) + count
        if max(pairs.values(), default=0) < 2:
            break
        learned.append(max(pairs, key=pairs.get))
        for pieces, _ in words:
            k = 0
            while k < len(pieces) - 1:
                if (pieces[k], pieces[k + 1]) == learned[-1]:
                    pieces[k] += pieces.pop(k + 1)
                k += 1
    return learned


# %% wrong: the example by heart | 2 | 보이는 검사에서 돌려준 값과 똑같습니다
def learn_merges(counts, merges):
    return [("수", "▁"), ("산", "▁")][:merges]


# %% wrong: goes on with pairs met once, as the lecture does | 10 | 한 번뿐인 쌍까지 합쳤습니다.
from collections import Counter
from itertools import pairwise


def learn_merges(counts, merges):
    words = {word: [*word, "▁"] for word in counts}
    learned = []
    for _ in range(merges):
        pairs = Counter()
        for word, pieces in words.items():
            for pair in pairwise(pieces):
                pairs[pair] += counts[word]
        if not pairs:
            break
        learned.append(max(pairs, key=pairs.get))
        for word, pieces in words.items():
            merged = []
            for piece in pieces:
                if merged and (merged[-1], piece) == learned[-1]:
                    merged[-1] += piece
                else:
                    merged.append(piece)
            words[word] = merged
    return learned


# %% wrong: stops at pairs met twice | 12 | 두 번 나온 쌍이 남았는데 멈추었습니다.
def learn_merges(counts, merges):
    words = {word: [*word, "▁"] for word in counts}
    learned = []
    for _ in range(merges):
        pairs = {}
        for word, pieces in words.items():
            for pair in zip(pieces, pieces[1:]):
                pairs[pair] = pairs.get(pair, 0) + counts[word]
        if max(pairs.values(), default=0) <= 2:
            break
        best = max(pairs, key=pairs.get)
        learned.append(best)
        for word, pieces in words.items():
            merged = []
            for piece in pieces:
                if merged and (merged[-1], piece) == best:
                    merged[-1] += piece
                else:
                    merged.append(piece)
            words[word] = merged
    return learned
