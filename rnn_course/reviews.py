"""Loading film reviews: the embedded corpora written for this course, the Large Movie Review Dataset, or a table."""

import gzip
import hashlib
import json
import mmap
import os
import tarfile
import zlib
from pathlib import Path

import numpy as np
import pandas as pd

from rnn_course import reading
from rnn_course.reading import Progress, find_real, not_opened, read_embedded, unreadable, write_whole
from rnn_course.review_tables import SPLIT_NOTE, SUFFIXES, find_table, read_tables, split

LANGUAGES = {"en": "영어", "ko": "한국어"}
PARTS = ("train", "test")
SIDES = ("neg", "pos")  # label 0, label 1
FOLDER_IN_ARCHIVE = "aclImdb"
ARCHIVES = (".tar.gz", ".tgz")
CACHE_VERSION = 3  # to be raised whenever the cache's columns or the checks of reviews change
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
REMEDY = (
    "압축 파일을 원본에서 다시 내려받거나 다시 풀어 주세요. "
    "폴더에는 train/neg, train/pos, test/neg, test/pos(나누지 않았으면 neg, pos)가 있고 "
    "그 안에 리뷰마다 UTF-8 텍스트 파일(.txt)이 하나씩 있어야 합니다."
)
_said = set()  # what is said only once a session


def load_reviews(language="en", path=None):
    """Load film reviews with their labels and print one Korean line that says what was loaded.

    Takes, in this order: ``path``; what ``reading.REAL_NAMES`` names for the language (such as ``aclImdb_v1.tar.gz``
    or ``ratings_train.txt``) in the folder that the environment variable ``RNN_COURSE_DATA`` names; the same in
    ``data/real/``; the synthetic corpus embedded in ``data/``. Folders and archives of single files are read once and
    then come from a cache in ``data/real/.cache/``.

    Args:
        language: "en" or "ko"; with ``path`` it changes nothing.
        path: a folder with train/neg, train/pos, test/neg and test/pos, or with neg and pos alone, in each of them
            one UTF-8 text file a review; a .tar.gz of such a folder; a table (.tsv, .csv, .txt) with a column of
            texts and one of labels, or a folder with one. Of ratings_train.txt and ratings_test.txt either may be
            named. What is not split is split here: a quarter becomes the test part, with a fixed seed.

    Returns:
        (train, test): DataFrames with the columns text (str) and label (int, 0 negative, 1 positive). First come the
        negative reviews, then the positive ones, each in the order of their sorted file names or of the table's
        lines: shuffle before use.

    Raises:
        DataError: a folder or file is missing or damaged, in an unknown encoding, has other columns or labels than
            0 and 1, or a review's file is empty (rows of a table without text are left out, and counted).
    """
    if language not in LANGUAGES:
        raise ValueError(f"language는 'en'(영어)이나 'ko'(한국어)여야 하는데 {language!r}입니다.")
    name = f"{LANGUAGES[language]} 리뷰" if path is None else "리뷰"
    source = Path(path) if path is not None else find_real(f"{LANGUAGES[language]} 리뷰")
    if source is None:
        tables = [_embedded(f"reviews_{language}_{part}.tsv.gz") for part in PARTS]
        kind, notes = "내장 합성 데이터(실제 관객이 쓴 리뷰가 아닙니다)", []
    else:
        tables, notes, kind = _load(source)
    counts = [f"{part} {len(table):,}개" for part, table in zip(("훈련", "테스트"), tables, strict=True)]
    print(f"{name}를 읽었습니다: {', '.join([kind, *counts, *notes])}")
    return tuple(tables)


def _embedded(name):
    text = read_embedded(name, gzip.decompress).decode("utf-8")
    rows = [line.split("\t") for line in text.splitlines()[1:]]
    return _table([review for _, review in rows], [int(label) for label, _ in rows])


def _table(texts, labels):
    return pd.DataFrame({"text": pd.Series(texts, dtype="str"), "label": np.asarray(labels, dtype=np.int64)})


def _load(source):
    """(the two tables, notes, what was read): of a folder or archive of files, or of a table."""
    if not source.exists():
        raise unreadable(source, "파일이나 폴더가 없습니다.", "경로와 이름을 확인하세요.")
    if source.is_dir():
        inner = source / FOLDER_IN_ARCHIVE if (source / FOLDER_IN_ARCHIVE).is_dir() else source
        if any((inner / name).is_dir() for name in (*PARTS, *SIDES)):
            return *_read_once(inner), f"폴더 {source.name}"
        source = find_table(source)
    if source.suffix.lower() in SUFFIXES:
        files, parts, notes = read_tables(source)
        return [_table(*part) for part in parts], notes, f"파일 {', '.join(file.name for file in files)}"
    if not source.name.lower().endswith(ARCHIVES):
        remedy = (
            f"폴더, {', '.join(ARCHIVES)} 압축 파일, 표({', '.join(SUFFIXES)}) 가운데 하나를 적으세요. "
            "zip 파일은 먼저 풀고, 엑셀 파일은 'CSV UTF-8(쉼표로 분리)'로 저장하세요."
        )
        raise unreadable(source, "리뷰를 읽을 수 있는 종류의 파일이 아닙니다.", remedy)
    return *_read_once(source), f"파일 {source.name}"


# Folders and archives of single files, cached in columns -------------------------------------------------------------


def _read_once(source):
    """(tables, notes) of a folder or archive: from the cache where it fits the source, else read and cached."""
    fingerprint = _fingerprint(source)
    name = hashlib.sha256(str(source.resolve()).encode()).hexdigest()[:16]
    cache = reading.CACHE_FOLDER / f"reviews_{name}.cache"
    found = _from_cache(cache, fingerprint)
    if found is None:
        with Progress("리뷰를 읽는 중") as progress:
            files = _files_in_folder(source, progress) if source.is_dir() else _files_in_archive(source, progress)
            facts, columns = _columns(source, files)
        del files
        facts["fingerprint"] = fingerprint
        _to_cache(cache, facts, columns)
        found = facts, _tables(facts, columns)
    facts, tables = found
    return tables, [SPLIT_NOTE] if facts["split_here"] else []


def _fingerprint(source):
    """Names, sizes and last changes of all files, so that a changed source is not served from the cache."""
    if source.is_dir():
        names = sorted(f"{'/'.join(key)} {size} {changed}" for key, size, changed in _scan(source))
    else:
        names = [f"{source.stat().st_size} {source.stat().st_mtime_ns}"]
    return hashlib.sha256("\n".join([f"version {CACHE_VERSION}", *names]).encode()).hexdigest()


def _from_cache(cache, fingerprint):
    """(facts, tables), or None where there is no cache yet, one of another source or version, or a damaged one."""
    try:
        with cache.open("rb") as handle:
            checksum, facts, start = handle.readline(), handle.readline(), handle.tell()
            # mapped, not read: the texts are decoded from where they lie, without a copy of all of them
            columns = memoryview(mmap.mmap(handle.fileno(), 0, access=mmap.ACCESS_READ))[start:]
        if int(checksum, 16) != _checksum(facts, columns):
            raise ValueError("CRC")
        facts = json.loads(facts)
        return (facts, _tables(facts, columns)) if facts["fingerprint"] == fingerprint else None
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as fault:
        print(f"리뷰의 캐시가 손상되어 원본을 다시 읽습니다({cache.name}: {fault}).")
        return None


def _to_cache(cache, facts, columns):
    """Write a line with the checksum, a line with the facts as JSON, and the columns."""
    line = json.dumps(facts).encode() + b"\n"
    try:
        write_whole(cache, lambda handle: handle.writelines([b"%08x\n" % _checksum(line, columns), line, columns]))
    except OSError as fault:  # a read-only or full disk
        if cache.parent not in _said:
            _said.add(cache.parent)
            print(
                f"리뷰의 캐시를 저장하지 못해 다음에도 원본을 읽습니다({fault.strerror}). "
                f"빨리 읽으려면 {cache.parent} 폴더에 쓸 수 있게 하세요."
            )


def _checksum(facts, columns):
    return zlib.crc32(columns, zlib.crc32(facts))


def _columns(source, files):
    """Check the reviews and lay them out in columns.

    files: {(part, side, file name): bytes}, part "" where the source is not split. Returns (facts, columns): how many
    reviews, how many of the last are test reviews, and whether they were split here; and as bytes one after the
    other, where each review ends (int64), the labels (int8), and the texts as UTF-8.
    """
    split_here = not any(part for part, _, _ in files)
    keys = sorted((key for key in files if split_here or key[0]), key=lambda key: (key[0] == "test", *key[1:]))
    for part in [""] if split_here else PARTS:
        for side in SIDES:
            if not any(key[:2] == (part, side) for key in keys):
                place = f"{source}: {part}/{side}".replace(" /", " ")
                raise unreadable(place, "이 폴더가 없거나 리뷰가 하나도 없습니다.", REMEDY)
    if split_here:
        parts = split(source, keys, [SIDES.index(side) for _, side, _ in keys])
        keys, tests = [key for part, _ in parts for key in part], len(parts[1][0])
    else:
        tests = sum(part == "test" for part, _, _ in keys)
    texts = [_checked(source, key, files[key]) for key in keys]
    ends = np.cumsum([len(text) for text in texts], dtype="<i8").tobytes()
    labels = bytes(SIDES.index(side) for _, side, _ in keys)
    facts = {"reviews": len(keys), "tests": tests, "split_here": split_here}
    return facts, b"".join([ends, labels, *texts])


def _checked(source, key, content):
    """The bytes of a review without byte order mark; they are UTF-8 and not empty."""
    place = f"{source}: {'/'.join(key).removeprefix('/')}"
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
    return content.removeprefix(BYTE_ORDER_MARK)


def _tables(facts, columns):
    count, content = facts["reviews"], memoryview(columns)[9 * facts["reviews"] :]
    ends = np.frombuffer(columns, dtype="<i8", count=count).tolist()
    labels = np.frombuffer(columns, dtype=np.int8, count=count, offset=8 * count)
    texts = [str(content[start:end], "utf-8") for start, end in zip([0, *ends], ends, strict=False)]
    middle = count - facts["tests"]
    return [_table(texts[:middle], labels[:middle]), _table(texts[middle:], labels[middle:])]


# Reading the source --------------------------------------------------------------------------------------------------


def _scan(source):
    """((part, side, file name), size in bytes, last change in ns) of each review below a folder."""
    parts = PARTS if any((source / part).is_dir() for part in PARTS) else ("",)
    for part in parts:
        for side in SIDES:
            folder = source / part / side
            if not folder.is_dir():
                raise unreadable(folder, "폴더가 없습니다.", REMEDY)
            with os.scandir(folder) as entries:
                for entry in entries:
                    if _is_review(entry.name):
                        details = entry.stat()
                        yield (part, side, entry.name), details.st_size, details.st_mtime_ns


def _files_in_folder(source, progress):
    """{(part, side, file name): bytes} of the .txt files in the four folders, or in two where it is not split."""
    files = {}
    keys = [key for key, _, _ in _scan(source)]
    for number, key in enumerate(keys):
        file = source.joinpath(*key)
        try:
            files[key] = file.read_bytes()
        except OSError as fault:
            raise not_opened(file, fault) from None
        progress.update(number, len(keys))
    return files


def _files_in_archive(source, progress):
    """The same from a .tar.gz, read once from front to back and to its very end, where gzip keeps its checksum."""
    files, size = {}, source.stat().st_size
    try:
        with source.open("rb") as packed, gzip.open(packed) as unpacked:
            with tarfile.open(fileobj=unpacked, mode="r|") as archive:
                for member in archive:
                    part, side, name = ["", "", *member.name.split("/")][-3:]
                    if member.isfile() and side in SIDES and _is_review(name):
                        files[part if part in PARTS else "", side, name] = archive.extractfile(member).read()
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
        raise not_opened(source, fault) from None
    return files


def _is_review(name):
    return name.endswith(".txt") and not name.startswith(".")
