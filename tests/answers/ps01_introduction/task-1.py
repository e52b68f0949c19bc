# %% right: three loops over lists
def dna_tensor(sequences):
    tensor = []
    for sequence in sequences:
        rows = []
        for letter in sequence:
            row = [0, 0, 0, 0]
            if letter in "ACGT":
                row["ACGT".index(letter)] = 1
            rows.append(row)
        tensor.append(rows)
    return tensor


# %% right: rows of the identity, with an empty fifth row
def dna_tensor(sequences):
    codes = np.array([["ACGTN".index(letter) for letter in sequence] for sequence in sequences])
    return np.vstack([np.eye(4), np.zeros((1, 4))])[codes]


# %% right: a dictionary of tuples
def dna_tensor(sequences):
    table = {"A": (1, 0, 0, 0), "C": (0, 1, 0, 0), "G": (0, 0, 1, 0), "T": (0, 0, 0, 1)}
    return tuple(tuple(table.get(letter, (0, 0, 0, 0)) for letter in sequence) for sequence in sequences)


# %% right: TensorFlow's one_hot, where -1 is no place
def dna_tensor(sequences):
    import tensorflow as tf

    return tf.one_hot([["ACGT".find(letter) for letter in sequence] for sequence in sequences], 4)


# %% right: pandas categories, printing
def dna_tensor(sequences):
    letters = pd.Categorical(list("".join(sequences)), categories=list("ACGT"))
    print(letters.codes)
    return pd.get_dummies(letters).to_numpy().reshape(len(sequences), -1, 4)


# %% right: scikit-learn, with an extra argument
def dna_tensor(sequences, dtype="float32"):
    from sklearn.preprocessing import OneHotEncoder

    encoder = OneHotEncoder(categories=[list("ACGT")], handle_unknown="ignore", sparse_output=False, dtype=dtype)
    column = np.array([letter for sequence in sequences for letter in sequence]).reshape(-1, 1)
    return encoder.fit_transform(column).reshape(len(sequences), len(sequences[0]), 4)


# %% right: recursion over the sequences
def dna_tensor(sequences):
    if not sequences:
        return []
    first = [[float(letter == base) for base in "ACGT"] for letter in sequences[0]]
    return [first] + dna_tensor(sequences[1:])


# %% right: one plane for each base, from bytes
def dna_tensor(sequences):
    codes = np.frombuffer("".join(sequences).encode(), dtype=np.uint8).reshape(len(sequences), -1)
    return np.stack([codes == ord(base) for base in "ACGT"], axis=-1).astype(int)


# %% wrong: only the visible example | 2 | 모양은 (3, 8, 4)이어야
def dna_tensor(sequences):
    return np.array([[[0, 0, 1, 0], [1, 0, 0, 0]], [[0, 0, 0, 0], [0, 0, 0, 1]]])


# %% wrong: a fifth feature for N | 0 | 셋째 축(axis=2)이 1만큼 깁니다
def dna_tensor(sequences):
    return np.eye(5)[[["ACGTN".index(letter) for letter in sequence] for sequence in sequences]]


# %% wrong: N cannot be found | 6 | ValueError
def dna_tensor(sequences):
    return np.eye(4)[[["ACGT".index(letter) for letter in sequence] for sequence in sequences]]


# %% wrong: N becomes T | 6 | N을 T로 적었습니다
def dna_tensor(sequences):
    return np.eye(4)[[["ACGT".find(letter) for letter in sequence] for sequence in sequences]]


# %% wrong: N shared out among the four | 6 | 네 칸을 0.25로 채웠습니다
def dna_tensor(sequences):
    table = np.vstack([np.eye(4), np.full((1, 4), 0.25)])
    return table[[["ACGTN".index(letter) for letter in sequence] for sequence in sequences]]


# %% wrong: order A, T, G, C | 2 | 특성의 순서가 다릅니다. A, C, G, T의 순서로 둡니다
def dna_tensor(sequences):
    return [[[int(letter == base) for base in "ATGC"] for letter in sequence] for sequence in sequences]


# %% wrong: order of first appearance | 2 | 서열에 나온 순서가 아니라
def dna_tensor(sequences):
    bases = list(dict.fromkeys(letter for sequence in sequences for letter in sequence if letter != "N"))
    bases = (bases + ["?"] * 4)[:4]
    return np.array([[[letter == base for base in bases] for letter in sequence] for sequence in sequences]) * 1


# %% wrong: numbers for letters | 0 | 마지막 축(특성)이 빠졌습니다
def dna_tensor(sequences):
    return np.array([["ACGTN".index(letter) for letter in sequence] for sequence in sequences])


# %% wrong: features before time | 0 | 축의 순서가 바뀌었습니다
def dna_tensor(sequences):
    return np.array([[[letter == base for letter in sequence] for base in "ACGT"] for sequence in sequences]) * 1.0


# %% wrong: only the first sequence | 0 | 첫 번째 축(배치 또는 창의 번호)이 빠졌습니다
def dna_tensor(sequences):
    return [[int(letter == base) for base in "ACGT"] for letter in sequences[0]]


# %% wrong: N removed, the rest counted as one | 6 | N을 건너뛰었습니다
def dna_tensor(sequences):
    return [
        [[int(letter == base) for base in "ACGT"] for letter in sequence if letter != "N"] for sequence in sequences
    ]


# %% wrong: the list emptied while reading | 9 | 함수가 입력 `sequences`의 값을 바꾸었습니다
def dna_tensor(sequences):
    tensor = []
    while sequences:
        tensor.append([[int(letter == base) for base in "ACGT"] for letter in sequences.pop(0)])
    return tensor
