"""Loading film reviews: the embedded corpora written for this course, or the Large Movie Review Dataset (aclImdb)."""

import gzip
import hashlib
import tarfile
import zipfile
import zlib
from contextlib import suppress
from pathlib import Path

import numpy as np
import pandas as pd

from rnn_course import reading
from rnn_course.datasets import unreadable
from rnn_course.reading import Progress, find_real, read_embedded, write_whole

LANGUAGES = {"en": "영어", "ko": "한국어"}
REAL_FOLDER = "aclImdb"
REAL_ARCHIVE = "aclImdb_v1.tar.gz"
PARTS = ("train", "test")
SIDES = ("neg", "pos")  # label 0, label 1
REMEDY = (
    f"{REAL_ARCHIVE}을 원본에서 다시 내려받거나 다시 풀어 주세요. "
    "폴더에는 train/neg, train/pos, test/neg, test/pos가 있고 "
    "그 안에 리뷰마다 UTF-8 텍스트 파일(.txt)이 하나씩 있어야 합니다."
)


def load_reviews(language="en", path=None):
    """Load film reviews with their labels and print one Korean line that says what was loaded.

    Takes, in this order: ``path``; for English the folder ``aclImdb`` or the archive ``aclImdb_v1.tar.gz`` in the
    folder that the environment variable ``RNN_COURSE_DATA`` names; the same in ``data/real/``; the synthetic corpus
    embedded in ``data/``. The real reviews are read once and then come from a cache in ``data/real/.cache/``.

    Args:
        language: "en" or "ko".
        path: a folder with train/neg, train/pos, test/neg and test/pos (or one that has ``aclImdb`` in it), or a
            .tar.gz of it. In each folder stands one UTF-8 text file a review.

    Returns:
        (train, test): DataFrames with the columns text (str) and label (int, 0 negative, 1 positive). First come the
        negative reviews, then the positive ones, each in the order of their sorted file names: shuffle before use.

    Raises:
        DataError: a folder or file is missing or damaged, is not UTF-8, or a review is empty.
    """
    if language not in LANGUAGES:
        raise ValueError(f"language는 'en'(영어)이나 'ko'(한국어)여야 하는데 {language!r}입니다.")
    source = Path(path) if path is not None else None
    if source is None and language == "en":
        source = find_real([REAL_FOLDER, REAL_ARCHIVE])
    if source is None:
        tables = [_embedded(f"reviews_{language}_{part}.tsv.gz") for part in PARTS]
        kind = "내장 합성 데이터(실제 관객이 쓴 리뷰가 아닙니다)"
    else:
        tables = _read_once(source)
        kind = f"{'폴더' if source.is_dir() else '파일'} {source.name}"
    counts = ", ".join(f"{name} {len(table):,}개" for name, table in zip(("훈련", "테스트"), tables, strict=True))
    print(f"{LANGUAGES[language]} 리뷰를 읽었습니다: {kind}, {counts}")
    return tuple(tables)


def _embedded(name):
    text = read_embedded(name, gzip.decompress).decode("utf-8")
    rows = [line.split("\t") for line in text.splitlines()[1:]]
    return _table([review for _, review in rows], [int(label) for label, _ in rows])


def _table(texts, labels):
    return pd.DataFrame({"text": pd.Series(texts, dtype="str"), "label": np.asarray(labels, dtype=np.int64)})


# The real reviews, cached in columns ---------------------------------------------------------------------------------


def _read_once(source):
    """The two tables of a folder or archive: from the cache where it fits the source, else read and cached."""
    if source.is_dir():
        source = source / REAL_FOLDER if (source / REAL_FOLDER).is_dir() else source
    elif not source.exists():
        raise unreadable(source, "파일이나 폴더가 없습니다.", "경로와 이름을 확인하세요.")
    fingerprint = _fingerprint(source)
    name = hashlib.sha256(str(source.resolve()).encode()).hexdigest()[:16]
    cache = reading.CACHE_FOLDER / f"reviews_{name}.npz"
    columns = _from_cache(cache, fingerprint)
    if columns is None:
        with Progress("리뷰를 읽는 중") as progress:
            files = _files_in_folder(source, progress) if source.is_dir() else _files_in_archive(source, progress)
            columns = _columns(source, files, fingerprint)
        with suppress(OSError):  # a read-only or full disk: the next call reads the source again
            write_whole(cache, lambda handle: np.savez(handle, **columns))
    return _tables(columns)


def _fingerprint(source):
    """Number, size and last change of the files, so that a changed source is not served from the cache."""
    files = list(source.glob("*/*/*.txt")) if source.is_dir() else [source]
    details = [file.stat() for file in files]
    newest = max((detail.st_mtime_ns for detail in details), default=0)
    return f"{len(files)} files, {sum(detail.st_size for detail in details)} bytes, {newest}"


def _from_cache(cache, fingerprint):
    try:
        with np.load(cache, allow_pickle=False) as stored:
            columns = {name: stored[name] for name in ("text", "ends", "label", "is_test", "fingerprint")}
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile, zlib.error):
        return None  # no cache yet, or a damaged one
    return columns if columns["fingerprint"] == fingerprint else None


def _columns(source, files, fingerprint):
    """Check the reviews and lay them out in columns.

    files: {(part, side, file name): bytes}. Returns arrays: text, all reviews as UTF-8 in a row (bytes,), where each
    of them ends (reviews,), label (reviews,), is_test (reviews,) and the source's fingerprint ().
    """
    keys = sorted(files, key=lambda key: (PARTS.index(key[0]), SIDES.index(key[1]), key[2]))
    for part in PARTS:
        for side in SIDES:
            if not any(key[:2] == (part, side) for key in keys):
                raise unreadable(f"{source}: {part}/{side}", "이 폴더가 없거나 리뷰가 하나도 없습니다.", REMEDY)
    texts = [_decoded(source, key, files[key]).encode("utf-8") for key in keys]
    return {
        "text": np.frombuffer(b"".join(texts), dtype=np.uint8),
        "ends": np.cumsum([len(text) for text in texts]),
        "label": np.array([SIDES.index(side) for _, side, _ in keys], dtype=np.int8),
        "is_test": np.array([part == "test" for part, _, _ in keys]),
        "fingerprint": np.array(fingerprint),
    }


def _decoded(source, key, content):
    place = f"{source}: {'/'.join(key)}"
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise unreadable(
            place,
            f"{fault.start + 1}번째 바이트부터 UTF-8로 읽을 수 없습니다.",
            "이 파일을 UTF-8로 다시 저장하거나 원본에서 다시 푸세요.",
        ) from None
    if not text.strip():
        raise unreadable(place, "리뷰가 비어 있습니다.", "이 파일을 원본에서 다시 풀거나 폴더에서 빼세요.")
    return text


def _tables(columns):
    ends, content = columns["ends"], columns["text"].tobytes()
    starts = np.concatenate([[0], ends[:-1]])
    texts = [content[start:end].decode("utf-8") for start, end in zip(starts, ends, strict=True)]
    table = _table(texts, columns["label"])
    return [table[columns["is_test"] == is_test].reset_index(drop=True) for is_test in (False, True)]


# Reading the source --------------------------------------------------------------------------------------------------


def _files_in_folder(source, progress):
    """{(part, side, file name): bytes} of the .txt files in the four folders."""
    files = {}
    for number, (part, side) in enumerate((part, side) for part in PARTS for side in SIDES):
        folder = source / part / side
        if not folder.is_dir():
            raise unreadable(folder, "폴더가 없습니다.", REMEDY)
        names = [file for file in folder.iterdir() if _is_review(file.name)]
        for index, file in enumerate(names):
            try:
                files[part, side, file.name] = file.read_bytes()
            except OSError as fault:
                raise unreadable(
                    file, f"운영 체제가 파일을 열지 못했습니다({fault.strerror}).", "파일 권한을 확인하세요."
                ) from None
            progress.update(number + index / len(names), 4)
    return files


def _files_in_archive(source, progress):
    """The same from a .tar.gz, read once from front to back and to its very end, where gzip keeps its checksum."""
    files, size = {}, source.stat().st_size
    try:
        with source.open("rb") as packed, gzip.open(packed) as unpacked:
            with tarfile.open(fileobj=unpacked, mode="r|") as archive:
                for member in archive:
                    key = tuple(member.name.split("/")[-3:])
                    if member.isfile() and key[0] in PARTS and key[1] in SIDES and _is_review(key[2]):
                        files[key] = archive.extractfile(member).read()
                    progress.update(packed.tell(), size)
            while unpacked.read(1 << 20):
                pass
    except (tarfile.TarError, EOFError, zlib.error, gzip.BadGzipFile) as fault:
        raise unreadable(
            source,
            f"압축 파일이 손상되었거나 다 내려받지 못했습니다({fault}). 읽은 리뷰는 {len(files):,}개입니다.",
            REMEDY,
        ) from None
    except OSError as fault:
        raise unreadable(
            source, f"운영 체제가 파일을 열지 못했습니다({fault.strerror}).", "파일 권한을 확인하세요."
        ) from None
    return files


def _is_review(name):
    return name.endswith(".txt") and not name.startswith(".")
