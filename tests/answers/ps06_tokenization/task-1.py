# %% right: remainders
def jamo_numbers(text):
    result = []
    for letter in text:
        code = ord(letter) - 44032
        if 0 <= code < 11172:
            result.append((code // 588, code % 588 // 28, code % 28))
    return result


# %% right: NumPy at once
def jamo_numbers(text):
    codes = np.array([ord(letter) for letter in text]) - 0xAC00
    codes = codes[(codes >= 0) & (codes < 19 * 21 * 28)]
    return np.stack([codes // (21 * 28), codes // 28 % 21, codes % 28], axis=-1)


# %% right: unravel_index
def jamo_numbers(text):
    codes = [ord(letter) - ord("가") for letter in text if ord("가") <= ord(letter) <= ord("힣")]
    return np.transpose(np.unravel_index(codes, (19, 21, 28)))


# %% right: NFD of the standard library
import unicodedata


def jamo_numbers(text):
    rows = []
    for letter in text:
        if not "가" <= letter <= "힣":
            continue
        parts = [ord(part) for part in unicodedata.normalize("NFD", letter)]
        rows.append([parts[0] - 0x1100, parts[1] - 0x1161, parts[2] - 0x11A7 if len(parts) == 3 else 0])
    return rows


# %% right: pandas
def jamo_numbers(text):
    letters = pd.Series(list(text))
    codes = letters[letters.between("가", "힣")].map(ord) - 0xAC00
    return pd.DataFrame({"첫": codes // 588, "가운데": codes // 28 % 21, "끝": codes % 28})


# %% right: regular expression and a generator
import re


def jamo_numbers(text):
    for syllable in re.findall("[가-힣]", text):
        rest, final = divmod(ord(syllable) - 0xAC00, 28)
        yield rest // 21, rest % 21, final


# %% right: recursion and printing
def jamo_numbers(text, start=0xAC00):
    if not text:
        return []
    print(text[0])
    code = ord(text[0]) - start
    here = [[code // 28 // 21, code // 28 % 21, code % 28]] if 0 <= code <= 11171 else []
    return here + jamo_numbers(text[1:], start)


# %% right: counting up with itertools
from itertools import product


def jamo_numbers(text):
    table = {chr(0xAC00 + k): numbers for k, numbers in enumerate(product(range(19), range(21), range(28)))}
    return np.array([table[letter] for letter in text if letter in table], dtype="float32")


# %% wrong: 21 and 28 swapped | 0 | 21과 28이 바뀌었습니다.
def jamo_numbers(text):
    codes = [ord(letter) - 0xAC00 for letter in text if "가" <= letter <= "힣"]
    return [[code // 588, code // 21 % 28, code % 21] for code in codes]


# %% wrong: vowel not reduced | 0 | 가운뎃소리를 21로 나눈 나머지로 바꾸지 않았습니다.
def jamo_numbers(text):
    codes = [ord(letter) - 0xAC00 for letter in text if "가" <= letter <= "힣"]
    return [[code // 588, code // 28, code % 28] for code in codes]


# %% wrong: final counted from no final at minus one | 0 | 끝소리의 번호가 1씩 다릅니다.
def jamo_numbers(text):
    codes = [ord(letter) - 0xAC00 for letter in text if "가" <= letter <= "힣"]
    return [[code // 588, code // 28 % 21, code % 28 - 1] for code in codes]


# %% wrong: counts from one | 0 | 번호가 모두 1씩 큽니다.
def jamo_numbers(text):
    codes = [ord(letter) - 0xAC00 for letter in text if "가" <= letter <= "힣"]
    return [[code // 588 + 1, code // 28 % 21 + 1, code % 28 + 1] for code in codes]


# %% wrong: other letters as well | 5 | `번호`의 모양은 (6, 3)이어야 하는데 (11, 3)입니다.
def jamo_numbers(text):
    codes = [ord(letter) - 0xAC00 for letter in text if letter != " "]
    return [[code // 588, code // 28 % 21, code % 28] for code in codes]


# %% wrong: start of the syllables forgotten | 0 | `가`의 번호를 빼지 않았습니다.
def jamo_numbers(text):
    codes = [ord(letter) for letter in text if "가" <= letter <= "힣"]
    return [[code // 588, code // 28 % 21, code % 28] for code in codes]


# %% wrong: final first | 0 | 끝소리가 맨 앞에 있습니다.
def jamo_numbers(text):
    codes = [ord(letter) - 0xAC00 for letter in text if "가" <= letter <= "힣"]
    return [[code % 28, code // 28 % 21, code // 588] for code in codes]


# %% wrong: transposed | 0 | `번호`가 다릅니다. 축의 순서가 바뀌었습니다(전치).
def jamo_numbers(text):
    codes = np.array([ord(letter) - 0xAC00 for letter in text if "가" <= letter <= "힣"])
    return np.array([codes // 588, codes // 28 % 21, codes % 28])


# %% wrong: finals left out | 2 | 끝소리를 구하지 않았습니다.
def jamo_numbers(text):
    codes = [ord(letter) - 0xAC00 for letter in text if "가" <= letter <= "힣"]
    return [[code // 588, code // 28 % 21, 0] for code in codes]


# %% wrong: true division | 0 | 소수 부분이 남았습니다.
def jamo_numbers(text):
    codes = [ord(letter) - 0xAC00 for letter in text if "가" <= letter <= "힣"]
    return [[code / 588, code / 28 % 21, code % 28] for code in codes]


# %% wrong: the example by heart | 2 | `번호`의 모양은 (9, 3)이어야 하는데 (3, 3)입니다.
def jamo_numbers(text):
    return [[7, 8, 16], [7, 20, 0], [11, 14, 8]]
