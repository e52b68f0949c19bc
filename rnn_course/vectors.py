"""Loading GloVe word vectors: the embedded part of glove.6B.100d, or the published file, plain or zipped."""

import io
import re
import zipfile
import zlib
from pathlib import Path

import numpy as np
import pandas as pd

from rnn_course.reading import Progress, find_real, not_opened, read_embedded, unreadable

EMBEDDED = "glove_subset.npz"
REAL_TEXT = "glove.6B.100d.txt"
REMEDY = "파일을 원본에서 다시 내려받으세요. 줄마다 단어 하나와 수 100개가 빈칸으로 나뉘어 있어야 합니다."
BLOCK = 20_000  # vectors are collected in blocks of this many rows


def load_glove(words=None, path=None):
    """Load GloVe word vectors and print one Korean line that says what was loaded.

    Takes, in this order: ``path``; ``glove.6B.100d.txt`` or ``glove.6B.zip`` in the folder that the environment
    variable ``RNN_COURSE_DATA`` names; the same in ``data/real/``; the real vectors of about 10,000 words embedded in
    ``data/``.

    Args:
        words: the words to load, or None for all that the file has. Words without a vector are left out.
        path: a text file in GloVe's form, or a zip that has ``glove.6B.100d.txt`` in it.

    Returns:
        DataFrame of float32 with one row a word (the index) and one column a dimension: ``vectors.loc["king"]``. The
        rows stand in the order of ``words``, or of the file, which begins with the most frequent words.

    Raises:
        DataError: the file is missing or damaged; where a line is at fault, the message gives its number.

    Vectors: Pennington, Socher, Manning (2014), "GloVe: Global Vectors for Word Representation"; public domain (PDDL).
    """
    wanted = None if words is None else list(dict.fromkeys(words))
    source = Path(path) if path is not None else find_real("단어 벡터")
    if source is None:
        found, matrix = _embedded()
        kind = "내장 GloVe(glove.6B.100d의 일부)"
    else:
        found, matrix = _read_source(source, None if wanted is None else set(wanted))
        kind = f"파일 {source.name}"
    vectors = pd.DataFrame(matrix, index=pd.Index(found, dtype="str", name="word"))
    if wanted is not None:
        vectors = vectors.loc[[word for word in wanted if word in vectors.index]]
    asked = "" if wanted is None else f" (찾는 단어 {len(wanted):,}개 가운데)"
    print(f"단어 벡터를 읽었습니다: {kind}, 단어 {len(vectors):,}개{asked}, {vectors.shape[1]}차원")
    return vectors


def _embedded():
    with np.load(io.BytesIO(read_embedded(EMBEDDED)), allow_pickle=False) as stored:
        return stored["words"].tolist(), stored["vectors"].astype(np.float32)


def _read_source(source, wanted):
    """(words, vectors (words, dimensions) float32) of a text file or zip; of all words where ``wanted`` is None."""
    if not source.exists():
        raise unreadable(source, "파일이 없습니다.", "경로와 파일 이름을 확인하세요.")
    if source.is_dir():
        raise unreadable(source, "파일이 아니라 폴더입니다.", f"폴더 안에 있는 {REAL_TEXT}의 경로를 적으세요.")
    try:
        if source.suffix != ".zip":
            with source.open("rb") as lines:
                return _read_lines(source, lines, source.stat().st_size, _dimensions(source.name), wanted)
        with zipfile.ZipFile(source) as archive:
            if REAL_TEXT not in archive.namelist():
                raise unreadable(source, f"압축 파일 안에 {REAL_TEXT}가 없습니다.", REMEDY)
            with archive.open(REAL_TEXT) as lines:
                size = archive.getinfo(REAL_TEXT).file_size
                return _read_lines(f"{source}: {REAL_TEXT}", lines, size, _dimensions(REAL_TEXT), wanted)
    except (zipfile.BadZipFile, zlib.error, EOFError) as fault:
        raise unreadable(source, f"압축 파일이 손상되었거나 다 내려받지 못했습니다({fault}).", REMEDY) from None
    except OSError as fault:
        raise not_opened(source, fault) from None


def _dimensions(name):
    """100 for 'glove.6B.100d.txt'; None where the name does not say it (then the first line decides)."""
    match = re.search(r"\.(\d+)d\.txt$", name)
    return int(match[1]) if match else None


def _read_lines(place, lines, size, dimensions, wanted):
    """Read line by line, keep what is wanted, stop when all of it is found.

    Each line that is passed is checked for its number of values.
    """
    words, blocks, done = {}, [], 0
    with Progress("단어 벡터를 읽는 중") as progress:
        for number, line in enumerate(lines, start=1):
            done += len(line)
            progress.update(done, size)
            if dimensions is None:
                dimensions = line.count(b" ")
            word, values = _split(place, number, line, dimensions)
            if wanted is not None and word not in wanted:
                continue
            if word in words:
                fault = f"'{word}'의 벡터가 {words[word]}번째 줄에 이미 있습니다."
                raise unreadable(f"{place}: {number}번째 줄", fault, REMEDY)
            if len(words) % BLOCK == 0:
                blocks.append(np.empty((BLOCK, dimensions), dtype=np.float32))
            blocks[-1][len(words) % BLOCK] = _numbers(place, number, values)
            words[word] = number
            if wanted is not None and len(words) == len(wanted):
                break
    if done == 0:
        raise unreadable(place, "파일이 비어 있습니다.", REMEDY)
    matrix = np.concatenate(blocks)[: len(words)] if blocks else np.empty((0, dimensions), dtype=np.float32)
    return list(words), matrix


def _split(place, number, line, dimensions):
    """(word, the rest of the line) of a line with as many values as there are dimensions."""
    head, _, values = line.rstrip(b"\r\n").partition(b" ")
    count = len(values.split(b" ")) if values else 0
    if not head or count != dimensions or dimensions < 2:
        fault = f"수가 {count}개입니다. {max(dimensions, 2)}개여야 합니다."
        raise unreadable(f"{place}: {number}번째 줄", fault, REMEDY)
    try:
        return head.decode("utf-8"), values
    except UnicodeDecodeError:
        raise unreadable(f"{place}: {number}번째 줄", "단어를 UTF-8로 읽을 수 없습니다.", REMEDY) from None


def _numbers(place, number, values):
    try:
        vector = np.array(values.split(b" "), dtype=np.float32)
    except ValueError:
        vector = np.array([np.nan])
    if not np.isfinite(vector).all():
        raise unreadable(f"{place}: {number}번째 줄", "벡터에 수가 아닌 값이 있습니다.", REMEDY)
    return vector
