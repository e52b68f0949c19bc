# %% right: lists
def pad_rows(rows, length):
    padded, mask = [], []
    for row in rows:
        kept = list(row)[max(0, len(row) - length) :]
        empty = length - len(kept)
        padded.append(kept + [0] * empty)
        mask.append([True] * len(kept) + [False] * empty)
    return padded, mask


# %% right: pad_sequences of Keras
def pad_rows(rows, length):
    padded = keras.utils.pad_sequences(rows, maxlen=length, padding="post", truncating="pre")
    return padded, padded != 0


# %% right: pandas
def pad_rows(rows, length):
    table = pd.DataFrame([pd.Series(row[-length:], dtype=float) for row in rows], columns=range(length))
    return table.fillna(0), table.notna()


# %% right: zip_longest
from itertools import zip_longest


def pad_rows(rows, length):
    cut = [row[::-1][:length][::-1] for row in rows]
    columns = list(zip_longest(*cut, [0] * length, fillvalue=0))
    padded = np.array(columns, dtype="float32").T[:-1]
    return padded, padded.astype(bool)


# %% right: double loop
def pad_rows(rows, length):
    padded = np.zeros((len(rows), length), dtype=np.int32)
    for n in range(len(rows)):
        start = len(rows[n]) - length if len(rows[n]) > length else 0
        for t in range(length):
            if start + t < len(rows[n]):
                padded[n, t] = rows[n][start + t]
    return padded, np.where(padded > 0, 1, 0)


# %% right: mask first
def pad_rows(rows, length):
    lengths = np.array([min(len(row), length) for row in rows])
    mask = np.arange(length) < lengths[:, None]
    padded = np.zeros(mask.shape, dtype=int)
    padded[mask] = [number for row in rows for number in row[-length:]]
    return padded, mask


# %% right: np.pad, printing and an extra argument
def pad_rows(rows, length, value=0):
    print(len(rows))
    kept = [np.array(row[-length:], dtype=int) for row in rows]
    padded = np.stack([np.pad(row, (0, length - len(row)), constant_values=value) for row in kept])
    return padded, padded != value


# %% right: TensorFlow ragged
def pad_rows(rows, length):
    import tensorflow as tf

    ragged = tf.ragged.constant([row[-length:] for row in rows], dtype=tf.int32)
    padded = ragged.to_tensor(0, shape=(None, length))
    return padded, padded > 0


# %% wrong: pads in front | 2 | 앞을 채웠습니다. 뒤를 0으로
def pad_rows(rows, length):
    padded = keras.utils.pad_sequences(rows, maxlen=length)
    return padded, padded > 0


# %% wrong: cuts the end | 4 | 뒤를 잘랐습니다. 긴 것은 앞을
def pad_rows(rows, length):
    padded = keras.utils.pad_sequences(rows, maxlen=length, padding="post", truncating="post")
    return padded, padded > 0


# %% wrong: both the other way | 0 | 앞을 채우고 뒤를 잘랐습니다.
def pad_rows(rows, length):
    padded = keras.utils.pad_sequences(rows, maxlen=length, padding="pre", truncating="post")
    return padded, padded > 0


# %% wrong: mask turned round | 7 | 참과 거짓이 뒤집혔습니다.
def pad_rows(rows, length):
    padded = keras.utils.pad_sequences(rows, maxlen=length, padding="post", truncating="pre")
    return padded, padded == 0


# %% wrong: fills with minus one | 4 | 0이 아닌 수로 채웠습니다.
def pad_rows(rows, length):
    padded = keras.utils.pad_sequences(rows, maxlen=length, padding="post", truncating="pre", value=-1)
    return padded, padded > 0


# %% wrong: cuts all rows after padding | 2 | 가장 긴 것에 맞춘 다음에 앞을 잘랐습니다.
def pad_rows(rows, length):
    longest = max(length, max(len(row) for row in rows))
    padded = np.array([row + [0] * (longest - len(row)) for row in rows])[:, -length:]
    return padded, padded > 0


# %% wrong: length of the longest row | 0 | `배열`의 모양은 (2, 3)이어야 하는데 (2, 4)입니다.
def pad_rows(rows, length):
    padded = keras.utils.pad_sequences(rows, padding="post")
    return padded, padded > 0


# %% wrong: mask all true | 7 | 마스크가 모두 참입니다.
def pad_rows(rows, length):
    padded = keras.utils.pad_sequences(rows, maxlen=length, padding="post", truncating="pre")
    return padded, np.ones_like(padded, dtype=bool)


# %% wrong: mask without the last word | 7 | 마지막 단어까지 가렸습니다.
def pad_rows(rows, length):
    padded = keras.utils.pad_sequences(rows, maxlen=length, padding="post", truncating="pre")
    lengths = np.minimum([len(row) for row in rows], length)
    return padded, np.arange(length) < lengths[:, None] - 1


# %% wrong: array only | 0 | `pad_rows`: `배열`, `마스크`의 순서로 2개를 돌려주어야 하는데 `ndarray` 하나가 왔습니다.
def pad_rows(rows, length):
    return keras.utils.pad_sequences(rows, maxlen=length, padding="post", truncating="pre")


# %% wrong: changes the rows | 11 | 함수가 입력 `rows`의 값을 바꾸었습니다.
def pad_rows(rows, length):
    for row in rows:
        del row[: max(0, len(row) - length)]
        row.extend([0] * (length - len(row)))
    padded = np.array(rows)
    return padded, padded > 0


# %% wrong: empty rows dropped | 11 | `배열`의 모양은 (3, 4)이어야 하는데 (2, 4)입니다.
def pad_rows(rows, length):
    rows = [row for row in rows if row]
    padded = keras.utils.pad_sequences(rows, maxlen=length, padding="post", truncating="pre")
    return padded, padded > 0


# %% wrong: the example by heart | 2 | `배열`의 모양은 (4, 6)이어야 하는데 (2, 3)입니다.
def pad_rows(rows, length):
    return [[5, 6, 0], [2, 3, 4]], [[True, True, False], [True, True, True]]
