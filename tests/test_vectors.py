"""The embedded GloVe vectors and the loader of the embedded and the published file."""

import hashlib
import zipfile

import numpy as np
import pytest
from real_data import VECTORS, needs

from rnn_course import datasets
from rnn_course.datasets import DataError
from rnn_course.reviews import load_reviews
from rnn_course.vectors import load_glove


@pytest.fixture(autouse=True)
def no_real_data(monkeypatch):
    monkeypatch.delenv(datasets.SETTING, raising=False)


@pytest.fixture(scope="module")
def vectors():
    return load_glove()


def nearest(vectors, target, without):
    """The word whose vector has the highest cosine with target (dimensions,)."""
    matrix = vectors.drop(index=without)
    return (matrix @ target / np.linalg.norm(matrix, axis=1)).idxmax()


def lines(count=3, dimensions=100):
    """bytes of a small file in GloVe's form, one line a word."""
    noise = np.random.default_rng(0).normal(size=(count, dimensions))
    return [f"word{row} {' '.join(f'{x:.5f}' for x in noise[row])}\n".encode() for row in range(count)]


@pytest.fixture
def text_file(tmp_path):
    file = tmp_path / "glove.6B.100d.txt"
    file.write_bytes(b"".join(lines()))
    return file


def test_embedded_vectors_are_real_ones(vectors):
    assert vectors.shape == (10_000, 100)
    assert vectors.to_numpy().dtype == np.float32
    assert np.isfinite(vectors.to_numpy()).all()
    assert vectors.index.is_unique
    assert vectors.index[0] == "the"
    royal = vectors.loc["king"] - vectors.loc["man"] + vectors.loc["woman"]
    assert nearest(vectors, royal, ["king", "man", "woman"]) == "queen"
    assert nearest(vectors, royal, []) == "king"


def test_the_words_of_the_notebooks_are_there(vectors):
    asked = "wolf tiger cat dog king queen man woman exact accurate like enjoy deep learning nlp flying ice steam "
    asked += "solid gas water fashion paris france seoul korea walked walking doctor nurse engineer he she boring br"
    assert [word for word in asked.split() if word not in vectors.index] == []


def test_nearly_all_words_of_the_english_reviews_are_there(vectors):
    running = [word for text in load_reviews("en")[0].text for word in text.lower().replace("<br />", " ").split()]
    running = [word.strip(".,;:!?\"'()–") for word in running]
    running = [word for word in running if word and word not in ("a", "i")]  # the source has no one-letter words
    assert np.mean([word in vectors.index for word in running]) > 0.97


def test_chosen_words_come_in_the_order_asked(capsys):
    chosen = load_glove(["queen", "zzzq", "king", "queen"])
    assert chosen.index.tolist() == ["queen", "king"]
    assert capsys.readouterr().out == (
        "단어 벡터를 읽었습니다: 내장 GloVe(glove.6B.100d의 일부), 단어 2개 (찾는 단어 3개 가운데), 100차원\n"
    )


def test_plain_and_zipped_files_give_the_same(text_file, tmp_path, monkeypatch, capsys):
    archive = tmp_path / "glove.6B.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.write(text_file, text_file.name)
    plain, zipped = load_glove(path=text_file), load_glove(path=archive)
    assert plain.equals(zipped)
    assert plain.index.tolist() == ["word0", "word1", "word2"]
    np.testing.assert_allclose(plain.loc["word1"], [float(x) for x in lines()[1].split()[1:]], rtol=1e-6)
    monkeypatch.setenv(datasets.SETTING, str(tmp_path))
    assert load_glove(["word2"]).equals(plain.loc[["word2"]])
    assert "파일 glove.6B.100d.txt, 단어 1개 (찾는 단어 1개 가운데)" in capsys.readouterr().out


def test_reading_stops_when_all_is_found(text_file):
    with text_file.open("ab") as file:
        file.write(b"broken 1 2\n")
    assert load_glove(["word2", "word0"], path=text_file).index.tolist() == ["word2", "word0"]
    with pytest.raises(DataError, match="4번째 줄"):
        load_glove(["word2", "nowhere"], path=text_file)


def test_other_dimensions_by_name_or_first_line(tmp_path):
    for name in ("glove.6B.50d.txt", "mine.txt"):
        (tmp_path / name).write_bytes(b"".join(lines(2, 50)))
        assert load_glove(path=tmp_path / name).shape == (2, 50)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b"short 0.1 0.2\n", "수가 2개입니다. 100개여야 합니다"),
        (b"alone\n", "수가 0개입니다"),
        (b"\n", "수가 0개입니다"),
        (b"words 1 2 " + b"0.5 " * 99 + b"0.5\n", "수가 102개입니다"),
        (b"word3" + b" 0.5" * 99 + b" x\n", "수가 아닌 값"),
        (b"word3" + b" 0.5" * 99 + b" nan\n", "수가 아닌 값"),
        (b"\xb0\xa1" + b" 0.5" * 100 + b"\n", "UTF-8로 읽을 수 없습니다"),
        (b"word1" + b" 0.5" * 100 + b"\n", "'word1'의 벡터가 2번째 줄에 이미 있습니다"),
    ],
)
def test_a_damaged_line_is_named(text_file, line, message):
    with text_file.open("ab") as file:
        file.write(line)
    with pytest.raises(DataError, match=rf"glove\.6B\.100d\.txt: 4번째 줄\n문제: .*{message}"):
        load_glove(path=text_file)


@pytest.mark.parametrize("damage", ["cut", "flipped", "other member", "no zip"])
def test_damaged_archives_are_refused(tmp_path, damage):
    archive = tmp_path / "glove.6B.zip"
    name = "glove.6B.50d.txt" if damage == "other member" else "glove.6B.100d.txt"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_STORED) as packed:
        packed.writestr(name, b"".join(lines()))
    content = bytearray(archive.read_bytes())
    if damage == "cut":
        content = content[: len(content) // 2]
    elif damage == "flipped":
        content[200] = ord("7") if content[200] != ord("7") else ord("8")
    elif damage == "no zip":
        content = b"<html>"
    archive.write_bytes(content)
    with pytest.raises(DataError, match=r"손상되었거나|없습니다"):
        load_glove(path=archive)


def test_missing_and_empty_files(tmp_path, monkeypatch):
    with pytest.raises(DataError, match="파일이 없습니다"):
        load_glove(path=tmp_path / "none.txt")
    with pytest.raises(DataError, match="폴더입니다"):
        load_glove(path=tmp_path)
    (tmp_path / "glove.6B.100d.txt").write_bytes(b"")
    with pytest.raises(DataError, match="비어 있습니다"):
        load_glove(path=tmp_path / "glove.6B.100d.txt")
    monkeypatch.setenv(datasets.SETTING, str(tmp_path / "none"))
    with pytest.raises(DataError, match="RNN_COURSE_DATA에 적힌 폴더가 없습니다"):
        load_glove()


@needs(VECTORS)
def test_the_embedded_vectors_are_the_published_ones_rounded(vectors):
    real = load_glove(vectors.index[:4000], path=VECTORS)
    embedded = vectors.iloc[:4000]
    assert real.index.tolist() == embedded.index.tolist()
    assert np.array_equal(real.to_numpy().astype(np.float16), embedded.to_numpy().astype(np.float16))
    digest = hashlib.sha256(real.to_numpy().tobytes()).hexdigest()
    assert digest != hashlib.sha256(embedded.to_numpy().tobytes()).hexdigest()  # they were rounded
