# %% right: loops and lists
def noun_forms(phrases):
    seen = []
    result = {}
    for phrase, tokens in phrases:
        if tokens[0][1] != "NNG":
            continue
        particles_only = True
        for token in tokens[1:]:
            if token[1][0] != "J":
                particles_only = False
        if particles_only and (tokens[0][0], phrase) not in seen:
            seen.append((tokens[0][0], phrase))
            result[tokens[0][0]] = result.get(tokens[0][0], 0) + 1
    return result


# %% right: Counter of a set of pairs
from collections import Counter


def noun_forms(phrases):
    pairs = {
        (tokens[0][0], phrase)
        for phrase, tokens in phrases
        if tokens[0][1] == "NNG" and not [tag for _, tag in tokens[1:] if tag[:1] != "J"]
    }
    return Counter(noun for noun, _ in pairs)


# %% right: pandas
def noun_forms(phrases):
    rows = [(phrase, tokens[0][0], " ".join(tag for _, tag in tokens)) for phrase, tokens in phrases]
    table = pd.DataFrame(rows, columns=["어절", "명사", "품사"]).drop_duplicates()
    table = table[table["품사"].str.fullmatch(r"NNG( J\S*)*")]
    return table.groupby("명사")["어절"].nunique().to_dict()


# %% right: regular expression over the tags
import re
from collections import defaultdict


def noun_forms(phrases):
    forms = defaultdict(set)
    for phrase, tokens in phrases:
        tags = "/".join(tag for _, tag in tokens)
        if re.fullmatch("NNG(/J[A-Z]*)*", tags):
            forms[tokens[0][0]].add(phrase)
    return {noun: len(kinds) for noun, kinds in sorted(forms.items())}


# %% right: itertools groupby
from itertools import groupby


def noun_forms(phrases):
    def fits(tokens):
        first, *rest = [tag for _, tag in tokens]
        return first == "NNG" and set(tag[0] for tag in rest) <= {"J"}

    kept = sorted({(tokens[0][0], phrase) for phrase, tokens in phrases if fits(tokens)})
    return {noun: len(list(same)) for noun, same in groupby(kept, key=lambda pair: pair[0])}


# %% right: recursion
def noun_forms(phrases):
    def particles(tokens):
        return not tokens or (tokens[0][1].startswith("J") and particles(tokens[1:]))

    def kinds(rest):
        if not rest:
            return set()
        (phrase, tokens), *others = rest
        fits = tokens[0][1] == "NNG" and particles(tokens[1:])
        return kinds(others) | ({(tokens[0][0], phrase)} if fits else set())

    found = kinds(phrases)
    return {noun: sum(other == noun for other, _ in found) for noun, _ in found}


# %% right: NumPy unique
def noun_forms(phrases):
    kept = []
    for phrase, tokens in phrases:
        tags = np.array([tag for _, tag in tokens])
        if tags[0] == "NNG" and np.all(np.char.startswith(tags[1:], "J")):
            kept.append((tokens[0][0], phrase))
    if not kept:
        return {}
    nouns, counts = np.unique(np.unique(np.array(kept), axis=0)[:, 0], return_counts=True)
    return {str(noun): int(count) for noun, count in zip(nouns, counts)}


# %% right: tries out, with printing and an extra argument
def noun_forms(phrases, noun_tag="NNG"):
    forms = {}
    for phrase, tokens in phrases:
        (noun, tag), particles = tokens[0], tokens[1:]
        try:
            assert tag == noun_tag
            assert not any(not other.startswith("J") for _, other in particles)
        except AssertionError:
            print("건너뜀:", phrase)
        else:
            forms[noun] = forms.get(noun, frozenset()) | {phrase}
    return dict(zip(forms, map(len, forms.values())))


# %% wrong: counts every time | 8 | 나온 횟수를 세었습니다.
def noun_forms(phrases):
    counts = {}
    for _, tokens in phrases:
        if tokens[0][1] == "NNG" and all(tag[0] == "J" for _, tag in tokens[1:]):
            counts[tokens[0][0]] = counts.get(tokens[0][0], 0) + 1
    return counts


# %% wrong: bare nouns left out | 2 | 조사가 붙지 않은 어절을 빠뜨렸습니다.
def noun_forms(phrases):
    forms = {}
    for phrase, tokens in phrases:
        if tokens[0][1] == "NNG" and len(tokens) > 1 and all(tag[0] == "J" for _, tag in tokens[1:]):
            forms.setdefault(tokens[0][0], set()).add(phrase)
    return {noun: len(kinds) for noun, kinds in forms.items()}


# %% wrong: two particles left out | 0 | 조사가 하나뿐인 어절만 세었습니다. 둘 이상 붙을 수도 있습니다.
def noun_forms(phrases):
    forms = {}
    for phrase, tokens in phrases:
        if tokens[0][1] == "NNG" and (len(tokens) == 1 or (len(tokens) == 2 and tokens[1][1][0] == "J")):
            forms.setdefault(tokens[0][0], set()).add(phrase)
    return {noun: len(kinds) for noun, kinds in forms.items()}


# %% wrong: anything may follow | 7 | 조사가 아닌 것이 붙은 어절까지 세었습니다. 나머지가 모두 조사여야 합니다.
def noun_forms(phrases):
    forms = {}
    for phrase, tokens in phrases:
        if tokens[0][1] == "NNG":
            forms.setdefault(tokens[0][0], set()).add(phrase)
    return {noun: len(kinds) for noun, kinds in forms.items()}


# %% wrong: looks at the last only | 7 | 마지막 형태소만 보았습니다.
def noun_forms(phrases):
    forms = {}
    for phrase, tokens in phrases:
        if tokens[0][1] == "NNG" and (len(tokens) == 1 or tokens[-1][1][0] == "J"):
            forms.setdefault(tokens[0][0], set()).add(phrase)
    return {noun: len(kinds) for noun, kinds in forms.items()}


# %% wrong: any instead of all | 7 | 조사가 하나라도 있으면 세었습니다.
def noun_forms(phrases):
    forms = {}
    for phrase, tokens in phrases:
        if tokens[0][1] == "NNG" and (len(tokens) == 1 or any(tag[0] == "J" for _, tag in tokens[1:])):
            forms.setdefault(tokens[0][0], set()).add(phrase)
    return {noun: len(kinds) for noun, kinds in forms.items()}


# %% wrong: every kind of noun | 11 | 일반 명사(NNG)가 아닌 명사까지 세었습니다.
def noun_forms(phrases):
    forms = {}
    for phrase, tokens in phrases:
        if tokens[0][1].startswith("N") and all(tag[0] == "J" for _, tag in tokens[1:]):
            forms.setdefault(tokens[0][0], set()).add(phrase)
    return {noun: len(kinds) for noun, kinds in forms.items()}


# %% wrong: only JK particles | 0 | 품사가 JK로 시작하는 조사만 보았습니다.
def noun_forms(phrases):
    forms = {}
    for phrase, tokens in phrases:
        if tokens[0][1] == "NNG" and all(tag.startswith("JK") for _, tag in tokens[1:]):
            forms.setdefault(tokens[0][0], set()).add(phrase)
    return {noun: len(kinds) for noun, kinds in forms.items()}


# %% wrong: the phrases themselves | 0 | 명사마다 어절의 모음이 아니라 가짓수(정수)를 돌려주어야 합니다.
def noun_forms(phrases):
    forms = {}
    for phrase, tokens in phrases:
        if tokens[0][1] == "NNG" and all(tag[0] == "J" for _, tag in tokens[1:]):
            forms.setdefault(tokens[0][0], set()).add(phrase)
    return forms


# %% wrong: takes the noun out of the tokens | 9 | `noun_forms`: 실행하다가 오류가 났습니다.
def noun_forms(phrases):
    forms = {}
    for phrase, tokens in phrases:
        noun, tag = tokens.pop(0)
        if tag == "NNG" and all(other[0] == "J" for _, other in tokens):
            forms.setdefault(noun, set()).add(phrase)
    return {noun: len(kinds) for noun, kinds in forms.items()}


# %% wrong: the example by heart | 2 | 보이는 검사에서 돌려준 값과 똑같습니다
def noun_forms(phrases):
    return {"영화": 2}


# %% wrong: tags compared with is | 2 | `is`가 아니라 `==`로
def noun_forms(phrases):
    forms = {}
    for phrase, tokens in phrases:
        if tokens[0][1] is "NNG" and all(tag[0] == "J" for _, tag in tokens[1:]):
            forms.setdefault(tokens[0][0], set()).add(phrase)
    return {noun: len(kinds) for noun, kinds in forms.items()}


# %% wrong: one analysis for each phrase | 10 | 어절이 같아도 다르게 나뉠 수 있습니다.
def noun_forms(phrases):
    counts = {}
    for tokens in dict(phrases).values():
        if tokens[0][1] == "NNG" and all(tag[0] == "J" for _, tag in tokens[1:]):
            counts[tokens[0][0]] = counts.get(tokens[0][0], 0) + 1
    return counts
