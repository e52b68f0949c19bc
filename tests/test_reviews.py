"""The embedded review corpora, the script that writes them, and the loader of embedded and real reviews."""

import gzip
import importlib.util
import io
import itertools
import re
import sys
import tarfile
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from real_data import REVIEWS, needs
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from rnn_course import datasets, reading, reviews
from rnn_course.datasets import DataError
from rnn_course.reviews import load_reviews

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("en", "ko")


def tool(name):
    """The module tools/<name>.py, which is no part of a package."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "tools" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


make_reviews = tool("make_reviews")


@pytest.fixture(autouse=True)
def no_real_data(monkeypatch, tmp_path):
    monkeypatch.delenv(datasets.SETTING, raising=False)
    monkeypatch.setattr(reading, "CACHE_FOLDER", tmp_path / "cache")


@pytest.fixture(scope="module")
def corpora():
    return {
        language: [reviews._embedded(f"reviews_{language}_{part}.tsv.gz") for part in reviews.PARTS]
        for language in LANGUAGES
    }


def words(text):
    return re.findall(r"[\w']+", text.lower().replace("<br />", " "))


# The corpora ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_files_are_what_the_script_writes(corpora, language):
    made = make_reviews.make_corpus(language, {"train": 200, "test": 100})
    for table, part, size in zip(corpora[language], made, (200, 100), strict=True):
        half = len(table) // 2
        first = [
            (int(row.label), row.text)
            for row in table.iloc[[*range(size // 2), *range(half, half + size // 2)]].itertuples()
        ]
        assert made[part] == first


@pytest.mark.parametrize("language", LANGUAGES)
def test_size_balance_and_no_two_alike(corpora, language):
    train, test = corpora[language]
    assert train.label.value_counts().to_dict() == {0: 2000, 1: 2000}
    assert test.label.value_counts().to_dict() == {0: 1000, 1: 1000}
    assert len({*train.text, *test.text}) == 6000
    lengths = np.log(train.text.str.split().str.len())
    assert lengths.min() >= np.log(30)
    assert lengths.max() <= np.log(250)
    assert abs(lengths.skew()) < 0.5  # log-normal, but for the limits


@pytest.mark.parametrize("language", LANGUAGES)
def test_vocabulary_without_padding(corpora, language):
    counts = Counter(word for text in corpora[language][0].text for word in words(text))
    assert len(counts) > 3000
    assert np.median(list(counts.values())) >= 5  # words that live in sentences which come again


@pytest.mark.parametrize("language", LANGUAGES)
def test_at_least_500_opinion_clauses_without_doubles(language):
    sections = make_reviews.read_language(language).sections
    opinions = [line for heading, lines in sections.items() if heading.endswith((" +", " -")) for line in lines]
    assert len(opinions) >= 500
    assert [line for line, count in Counter(opinions).items() if count > 1] == []
    topics = {heading[:-2] for heading in sections if heading.endswith((" +", " -"))}
    assert all(f"{topic} {side}" in sections for topic in topics for side in "+-")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_single_word_decides(corpora, language):
    train, _ = corpora[language]
    present = CountVectorizer(analyzer=words, binary=True).fit_transform(train.text).astype(bool).toarray()
    agree = (present == train.label.to_numpy(bool)[:, None]).mean(axis=0)
    assert max(agree.max(), 1 - agree.min()) < 0.6


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_linear_model_is_good_and_not_perfect(corpora, language):
    train, test = corpora[language]
    weights = TfidfVectorizer(analyzer=words)
    model = LogisticRegression(max_iter=1000).fit(weights.fit_transform(train.text), train.label)
    assert 0.70 < model.score(weights.transform(test.text), test.label) < 0.95


@pytest.mark.parametrize("language", LANGUAGES)
def test_test_reviews_have_sentence_patterns_and_words_of_their_own(corpora, language):
    train, test = ("\n".join(table.text) for table in corpora[language])
    patterns = {"en": ["Add to this that", "No doubt", "First,"], "ko": ["까놓고 말해서", "첫째,", "덧붙이면,"]}
    for pattern in patterns[language]:
        assert pattern not in train
        assert pattern in test
    assert len({*words(test)} - {*words(train)}) > 300


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_text_is_whole(corpora, language):
    for table in corpora[language]:
        joined = "\n".join(table.text)
        assert not re.search(r"[{}|\[\]*]|  | [.,]|^\+", joined)
        assert not re.search(r"[A-Za-z]", joined.replace("<br />", "")) or language == "en"
        assert "<br /><br />" in joined


def test_korean_particles_fit_every_choice():
    wants_final = {"은": True, "는": False, "이": True, "가": False, "을": True, "를": False, "과": True, "와": False}
    wrong = []
    for line in itertools.chain.from_iterable(make_reviews.read_language("ko").sections.values()):
        for choices, particle in re.findall(r"\{([^{}]*\|[^{}]*)\}(은|는|이|가|을|를|과|와)(?=[ ,])", line):
            for choice in choices.split("|"):
                if ((ord(choice[-1]) - ord("가")) % 28 > 0) != wants_final[particle]:
                    wrong.append(choice + particle)
    assert wrong == []


@pytest.mark.parametrize(
    ("plain", "ending", "manner", "expected"),
    [
        ("음악이 좋았다", "다", "haeyo", "음악이 좋았어요"),
        ("음악이 좋았다", "는데", "plain", "음악이 좋았는데"),
        ("볼 게 없다", "는", "plain", "볼 게 없는"),
        ("끝난 것 같다", "다", "formal", "끝난 것 같습니다"),
        ("끝난 것 같다", "는데", "plain", "끝난 것 같은데"),
        ("이건 칭찬이다", "다고 해도", "plain", "이건 칭찬이라고 해도"),
        ("이건 칭찬이다", "다", "noun", "이건 칭찬임"),
        ("길을 떠난다", "다", "haeyo", "길을 떠나요"),
    ],
)
def test_korean_endings(plain, ending, manner, expected):
    assert make_reviews.inflect(plain, ending, manner, make_reviews.read_language("ko").endings) == expected


def test_what_follows_but_is_on_the_side_of_the_label():
    language = make_reviews.read_language("en")
    writer = make_reviews.Writer(language, "train", make_reviews.random.Random(1))
    for _ in range(40):
        sentence = writer.framed("contrast", main="MAIN", other="OTHER")
        assert sentence.count("MAIN") == sentence.count("OTHER") == 1
        if re.search(r"\b(but|yet) MAIN", sentence) or sentence.startswith(("Although OTHER", "While OTHER")):
            return
    raise AssertionError("no contrast in 40 sentences")


# The loader ----------------------------------------------------------------------------------------------------------

FILES = {
    "train/neg/10_2.txt": "bad, very bad",
    "train/neg/9_1.txt": "awful<br />café",
    "train/pos/0_9.txt": "좋은 영화\n두 줄",
    "test/neg/1_3.txt": "dull",
    "test/pos/1_8.txt": "fine",
}


@pytest.fixture
def folder(tmp_path):
    for name, text in FILES.items():
        file = tmp_path / "unpacked" / "aclImdb" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode("utf-8"))
    (tmp_path / "unpacked/aclImdb/train/unsup").mkdir()
    (tmp_path / "unpacked/aclImdb/train/unsup/0_0.txt").write_text("no label", encoding="utf-8")
    (tmp_path / "unpacked/aclImdb/train/pos/.DS_Store").write_bytes(b"\xff\x00")
    (tmp_path / "unpacked/aclImdb/train/urls_pos.txt").write_text("http", encoding="utf-8")
    return tmp_path / "unpacked" / "aclImdb"


@pytest.fixture
def archive(folder, tmp_path):
    file = tmp_path / "aclImdb_v1.tar.gz"
    with tarfile.open(file, "w:gz") as tar:
        tar.add(folder, "aclImdb")
    return file


def cached_files():
    return list(reading.CACHE_FOLDER.glob("*")) if reading.CACHE_FOLDER.exists() else []


def test_embedded_corpora_load_with_one_line(capsys):
    train, test = load_reviews("ko")
    assert capsys.readouterr().out == (
        "한국어 리뷰를 읽었습니다: 내장 합성 데이터(실제 관객이 쓴 리뷰가 아닙니다), 훈련 4,000개, 테스트 2,000개\n"
    )
    assert list(train.columns) == ["text", "label"]
    assert train.label.is_monotonic_increasing
    assert len(test) == 2000
    with pytest.raises(ValueError, match="'en'"):
        load_reviews("kr")


def test_folder_and_archive_give_the_same_sorted_reviews(folder, archive, capsys):
    for path in (folder, folder.parent, archive):
        train, test = load_reviews(path=path)
        assert train.text.tolist() == ["bad, very bad", "awful<br />café", "좋은 영화\n두 줄"]  # '10_2' before '9_1'
        assert train.label.tolist() == [0, 0, 1]
        assert test.text.tolist() == ["dull", "fine"]
    assert "파일 aclImdb_v1.tar.gz, 훈련 3개, 테스트 2개" in capsys.readouterr().out


def test_the_setting_and_its_faults(folder, monkeypatch, tmp_path):
    monkeypatch.setenv(datasets.SETTING, str(folder.parent))
    assert len(load_reviews()[0]) == 3
    assert len(load_reviews("ko")[0]) == 4000
    monkeypatch.setenv(datasets.SETTING, str(tmp_path / "none"))
    with pytest.raises(DataError, match="RNN_COURSE_DATA에 적힌 폴더가 없습니다"):
        load_reviews()


def test_the_second_call_reads_the_cache(archive, monkeypatch):
    first = load_reviews(path=archive)
    assert len(cached_files()) == 1
    monkeypatch.setattr(reviews, "_files_in_archive", lambda *_: pytest.fail("read again"))
    for table, again in zip(first, load_reviews(path=archive), strict=True):
        assert table.equals(again)


def test_a_changed_source_or_a_damaged_cache_is_read_again(folder):
    load_reviews(path=folder)
    (folder / "test/pos/1_8.txt").write_text("changed", encoding="utf-8")
    assert load_reviews(path=folder)[1].text.tolist() == ["dull", "changed"]
    cache = cached_files()[0]
    cache.write_bytes(cache.read_bytes()[:100])
    assert load_reviews(path=folder)[1].text.tolist() == ["dull", "changed"]


def test_without_a_place_for_the_cache_the_reviews_still_load(folder, monkeypatch, tmp_path):
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    monkeypatch.setattr(reading, "CACHE_FOLDER", tmp_path / "file" / "cache")
    assert len(load_reviews(path=folder)[0]) == 3


@pytest.mark.parametrize("kind", ["folder", "archive"])
@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("train/pos/0_9.txt", b"", r"train/pos/0_9\.txt\n문제: 리뷰가 비어 있습니다"),
        ("test/neg/1_3.txt", b" \n", r"test/neg/1_3\.txt\n문제: 리뷰가 비어 있습니다"),
        ("train/neg/9_1.txt", "지루한 영화".encode("cp949"), r"train/neg/9_1\.txt\n문제: 1번째 바이트부터 UTF-8"),
        ("test/pos/1_8.txt", None, r"test/pos\n문제: 이 폴더가 없거나 리뷰가 하나도 없습니다"),
    ],
)
def test_bad_reviews_are_named_and_nothing_is_written(folder, tmp_path, kind, name, content, message):
    if content is None:
        (folder / name).unlink()
    else:
        (folder / name).write_bytes(content)
    source = folder
    if kind == "archive":
        source = tmp_path / "reviews.tar.gz"
        with tarfile.open(source, "w:gz") as tar:
            tar.add(folder, "aclImdb")
    with pytest.raises(DataError, match=message):
        load_reviews(path=source)
    assert cached_files() == []


def test_a_missing_folder_is_named(folder, tmp_path):
    with pytest.raises(DataError, match=r"none\n문제: 파일이나 폴더가 없습니다"):
        load_reviews(path=tmp_path / "none")
    (folder / "test/pos/1_8.txt").unlink()
    (folder / "test/pos").rmdir()
    with pytest.raises(DataError, match=r"pos\n문제: 폴더가 없습니다"):
        load_reviews(path=folder)


def long_archive(tmp_path):
    """An archive whose reviews do not compress, so that damage falls into them."""
    file, noise = tmp_path / "long.tar.gz", np.random.default_rng(0)
    with tarfile.open(file, "w:gz") as tar:
        for name in FILES:
            content = noise.integers(97, 123, size=5000, dtype=np.uint8).tobytes()
            member = tarfile.TarInfo(f"aclImdb/{name}")
            member.size = len(content)
            tar.addfile(member, io.BytesIO(content))
    return file


@pytest.mark.parametrize("damage", ["cut", "flipped", "last byte", "no gzip", "empty", "cut inside"])
def test_damaged_archives_are_refused(tmp_path, damage):
    file = long_archive(tmp_path)
    content = bytearray(file.read_bytes())
    if damage == "cut":
        content = content[: len(content) // 2]
    elif damage == "flipped":
        content[len(content) // 2] ^= 0x55
    elif damage == "last byte":
        content[-6] ^= 1  # in gzip's checksum of the whole
    elif damage == "no gzip":
        content = b"<html>not found</html>"
    elif damage == "empty":
        content = b""
    else:
        content = gzip.compress(gzip.decompress(bytes(content))[:7000])
    file.write_bytes(content)
    with pytest.raises(DataError, match=r"long\.tar\.gz\n문제: 압축 파일이 손상되었거나"):
        load_reviews(path=file)
    assert cached_files() == []


def test_an_interrupted_write_leaves_nothing(tmp_path):
    def write(handle):
        handle.write(b"half")
        raise KeyboardInterrupt

    (tmp_path / "file").write_bytes(b"old")
    with pytest.raises(KeyboardInterrupt):
        reading.write_whole(tmp_path / "file", write)
    assert [file.name for file in tmp_path.iterdir()] == ["file"]
    assert (tmp_path / "file").read_bytes() == b"old"


def test_a_changed_embedded_file_is_refused(monkeypatch, tmp_path):
    (tmp_path / "manifest.toml").write_bytes((reading.DATA_FOLDER / "manifest.toml").read_bytes())
    monkeypatch.setattr(reading, "DATA_FOLDER", tmp_path)
    with pytest.raises(DataError, match="파일이 없습니다"):
        load_reviews("ko")
    for content, fault in ((b"\x1f\x8b", "손상"), (gzip.compress(b"label\ttext\n"), "SHA-256")):
        (tmp_path / "reviews_ko_train.tsv.gz").write_bytes(content)
        with pytest.raises(DataError, match=fault):
            load_reviews("ko")


@pytest.mark.parametrize("in_terminal", [True, False])
def test_progress_is_for_a_person_and_goes_away(monkeypatch, capsys, in_terminal):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: in_terminal, raising=False)
    with reading.Progress("리뷰를 읽는 중") as progress:
        progress.update(1, 4)  # within the first second nothing is shown
        progress.next_time = 0
        progress.update(2, 4)
    error = capsys.readouterr().err
    assert error == ("\r\033[K리뷰를 읽는 중: 50%\r\033[K" if in_terminal else "")


@needs(REVIEWS)
def test_the_real_reviews():
    train, test = load_reviews(path=REVIEWS)
    assert train.label.value_counts().to_dict() == test.label.value_counts().to_dict() == {0: 12500, 1: 12500}
    # as Keras's old Tokenizer counted: lower case, these marks become spaces
    marks = str.maketrans(dict.fromkeys('!"#$%&()*+,-./:;<=>?@[\\]^_`{|}~\t\n', " "))
    assert len({*" ".join(train.text).lower().translate(marks).split(" ")} - {""}) == 88_581
