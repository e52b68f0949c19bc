"""Cut the embedded word vectors, data/glove_subset.npz, out of the published GloVe file.

The words: those of the embedded English reviews, those that the notebooks use (glove_words.txt), then the most
frequent ones until there are 10,000. Values are rounded to float16; how far that moves cosines is printed.

    python tools/make_glove_subset.py FOLDER    # the folder with glove.6B.zip or glove.6B.100d.txt
"""

import argparse
import hashlib
import os
import re
from pathlib import Path

import numpy as np

from rnn_course.datasets import SETTING
from rnn_course.reading import write_whole
from rnn_course.reviews import load_reviews
from rnn_course.vectors import load_glove

ROOT = Path(__file__).resolve().parent.parent
SIZE = 10_000


def course_words():
    """The lower-case words of the embedded English reviews and of glove_words.txt ("don't" also as don and t)."""
    os.environ.pop(SETTING, None)
    text = " ".join(review for table in load_reviews("en") for review in table.text).lower()
    listed = (Path(__file__).parent / "glove_words.txt").read_text(encoding="utf-8")
    listed = " ".join(line for line in listed.splitlines() if not line.startswith("#"))
    return {*re.findall(r"\w+", text), *re.findall(r"[\w']+", text), *listed.split()}


def choose_rows(words, wanted):
    """Numbers of the rows to keep, sorted: those of the wanted words, then the most frequent, SIZE of them."""
    kept = [row for row, word in enumerate(words) if word in wanted]
    others = [row for row, word in enumerate(words) if word not in wanted]
    return sorted((kept + others)[:SIZE])


def cosine_error(exact, rounded, pairs=100_000, seed=0):
    """Largest and mean change of the cosine over random pairs of words, when the vectors are rounded."""
    left, right = np.random.default_rng(seed).integers(len(exact), size=(2, pairs))

    def cosines(vectors):
        unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        return (unit[left] * unit[right]).sum(axis=1)

    change = np.abs(cosines(exact.astype(np.float64)) - cosines(rounded.astype(np.float64)))
    return change.max(), change.mean()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, help="where glove.6B.zip or glove.6B.100d.txt lies")
    folder = parser.parse_args().folder
    wanted = course_words()
    names = ("glove.6B.100d.txt", "glove.6B.zip")
    vectors = load_glove(path=next(folder / name for name in names if (folder / name).exists()))
    rows = choose_rows(vectors.index, wanted)
    words, exact = vectors.index.to_numpy()[rows].astype("U"), vectors.to_numpy()[rows]
    rounded = exact.astype(np.float16)
    file = ROOT / "data" / "glove_subset.npz"
    write_whole(file, lambda handle: np.savez_compressed(handle, words=words, vectors=rounded))
    largest, mean = cosine_error(exact, rounded)
    missing = sorted(wanted - set(vectors.index))
    print(f"{len(words)} words, {len(wanted)} wanted, {len(missing)} without a vector: {' '.join(missing[:60])}")
    print(f"rounding moves a cosine by at most {largest:.1e}, {mean:.1e} in the mean")
    print(f"{file.stat().st_size:,} bytes, SHA-256 {hashlib.sha256(file.read_bytes()).hexdigest()}")


if __name__ == "__main__":
    main()
