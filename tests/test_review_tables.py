"""Labelled reviews from tables and from folders that nobody split: shapes that load, and how others are refused."""

import tarfile

import numpy as np
import pandas as pd
import pytest

from rnn_course import reading
from rnn_course.reading import REAL_NAMES, SETTING, DataError
from rnn_course.review_tables import LABELS, TITLES
from rnn_course.reviews import load_reviews

ROWS = 40


@pytest.fixture(autouse=True)
def no_real_data(monkeypatch, tmp_path):
    monkeypatch.delenv(SETTING, raising=False)
    monkeypatch.setattr(reading, "CACHE_FOLDER", tmp_path / "cache")


def nsmc(rows, first=0):
    """A table in the shape of NSMC: no quoting, reviews with quotation marks, commas and odd line separators."""
    lines = [f'{1000 + n}\t리뷰 {n}: "좋다", 글쎄\u2028요\x85\t{n % 2}' for n in range(first, first + rows)]
    return "\n".join(["id\tdocument\tlabel", *lines]) + "\n"


def write(folder, name, content):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder / name


@pytest.fixture
def corpus(tmp_path):
    write(tmp_path / "nsmc", "ratings_train.txt", nsmc(ROWS) + "9976970\t\t0\n9976971\t  \t1\n")
    write(tmp_path / "nsmc", "ratings_test.txt", nsmc(20, first=100) + "9976972\t\t1\n")
    write(tmp_path / "nsmc", "ratings.txt", nsmc(60))
    write(tmp_path / "nsmc", "README.md", "Naver sentiment movie corpus")
    return tmp_path / "nsmc"


@pytest.mark.parametrize("name", ["ratings_train.txt", "ratings_test.txt", ""])
def test_nsmc_by_either_file_or_its_folder(corpus, name, capsys):
    train, test = load_reviews("ko", corpus / name)
    assert capsys.readouterr().out == (
        "리뷰를 읽었습니다: 파일 ratings_train.txt, ratings_test.txt, 훈련 40개, 테스트 20개, 빈 리뷰 3개는 뺌\n"
    )
    assert train.columns.tolist() == ["text", "label"]
    assert train.label.tolist() == [0] * 20 + [1] * 20
    assert train.text[0] == '리뷰 0: "좋다", 글쎄\u2028요\x85'
    assert train.text[20] == '리뷰 1: "좋다", 글쎄\u2028요\x85'
    assert test.text[0].startswith("리뷰 100:")
    assert isinstance(train.dtypes["text"], pd.StringDtype)
    assert train.label.dtype == np.int64


def test_nsmc_by_the_setting_and_english_stays_embedded(corpus, monkeypatch, capsys):
    monkeypatch.setenv(SETTING, str(corpus))
    assert len(load_reviews("ko")[0]) == 40
    assert len(load_reviews("en")[0]) == 4000
    korean, missing, english = capsys.readouterr().out.splitlines()
    assert korean.startswith("한국어 리뷰를 읽었습니다: 파일 ratings_train.txt, ratings_test.txt, 훈련 40개")
    assert missing.startswith("RNN_COURSE_DATA 폴더에 영어 리뷰 파일이 없어 내장 데이터를 씁니다(aclImdb, ")
    assert english.startswith("영어 리뷰를 읽었습니다: 내장 합성 데이터")


@pytest.mark.parametrize("name", ["reviews_ko.csv", "reviews_ko.tsv", "ratings.txt", "reviews_ko"])
def test_every_name_is_found(tmp_path, monkeypatch, name, capsys):
    assert name in REAL_NAMES["한국어 리뷰"]
    place = tmp_path / name if name == "reviews_ko" else tmp_path
    write(place, "table.tsv" if name == "reviews_ko" else name, nsmc(ROWS))
    monkeypatch.setenv(SETTING, str(tmp_path))
    assert sum(len(table) for table in load_reviews("ko")) == ROWS


def test_a_table_without_a_test_part_is_split_once_and_for_all(tmp_path, capsys):
    file = write(tmp_path, "ratings.txt", nsmc(ROWS))
    train, test = load_reviews("ko", file)
    assert "25%를 테스트로 나눔(레이블 비율 유지, 씨앗 0)" in capsys.readouterr().out
    assert train.label.value_counts().to_dict() == {0: 15, 1: 15}
    assert test.label.value_counts().to_dict() == {0: 5, 1: 5}
    assert not {*train.text} & {*test.text}
    assert len({*train.text, *test.text}) == ROWS
    numbers = test.text.str.extract(r"리뷰 (\d+)")[0].astype(int)
    assert numbers[:5].is_monotonic_increasing
    assert numbers[:5].tolist() != [0, 2, 4, 6, 8]
    for table, again in zip((train, test), load_reviews("ko", file), strict=True):
        assert table.equals(again)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_csv_with_quotes_commas_and_line_breaks(tmp_path, encoding, ends):
    rows = ["리뷰,번호,레이블", '"좋다, ""정말""', '좋다",1,긍정', "나쁘다,2,부정", "별로,3, 0 ", '"또, 보자",4,1']
    train, test = load_reviews(path=write(tmp_path, "mine.csv", (ends.join(rows) + ends).encode(encoding)))
    texts = sorted([*train.text, *test.text])
    assert texts == sorted([f'좋다, "정말"{ends}좋다', "나쁘다", "별로", "또, 보자"])
    assert sorted([*train.label, *test.label]) == [0, 0, 1, 1]


@pytest.mark.parametrize("text", TITLES["text"])
@pytest.mark.parametrize("label", TITLES["label"])
def test_every_documented_title_is_known(tmp_path, text, label):
    file = write(tmp_path, "a.csv", f"n,{label.upper()}, {text.title()}\n1,0,a\n2,1,b\n3,0,c\n4,1,d\n")
    train, test = load_reviews(path=file)
    assert sorted([*train.text, *test.text]) == ["a", "b", "c", "d"]


def test_every_documented_label_is_known(tmp_path):
    lines = [f"{label.title()},text {n}" for n, label in enumerate(LABELS)]
    train, test = load_reviews(path=write(tmp_path, "a.csv", "\n".join(["sentiment,review", *lines])))
    got = {text: label for table in (train, test) for text, label in table.itertuples(index=False)}
    assert got == {f"text {n}": value for n, value in enumerate(LABELS.values())}


@pytest.mark.parametrize("packed", [False, True])
def test_pos_and_neg_without_parts(tmp_path, packed, capsys):
    for side in ("pos", "neg"):
        for number in range(8):
            write(tmp_path / "mine" / side, f"{number}.txt", f"{side} {number}")
    source = tmp_path / "mine"
    if packed:
        source = tmp_path / "mine.tar.gz"
        with tarfile.open(source, "w:gz") as archive:
            archive.add(tmp_path / "mine", "mine")
    for _ in range(2):  # the second time from the cache
        train, test = load_reviews(path=source)
        assert train.label.tolist() == [0] * 6 + [1] * 6
        assert test.label.tolist() == [0] * 2 + [1] * 2
        assert all(text.startswith(("neg", "pos")[label]) for text, label in train.itertuples(index=False))
        assert len({*train.text, *test.text}) == 16
        assert "25%를 테스트로 나눔" in capsys.readouterr().out


# What is refused -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "fault", "remedy"),
    [
        ("", "파일이 비어 있습니다", "첫째 줄"),
        ("\ufeff", "파일이 비어 있습니다", "첫째 줄"),
        ("text,label\n", "리뷰가 하나도 없습니다", "text"),
        ("text,label\n,1\n ,0\n", "리뷰가 하나도 없습니다", "text"),
        ("평,점수\n좋다,1\n", "글의 열을 찾을 수 없습니다. 첫째 줄에 있는 열: 평, 점수.", "글의 열은 text"),
        ("text,score\n좋다,1\n", "레이블의 열을 찾을 수 없습니다. 첫째 줄에 있는 열: text, score.", "label, sentiment"),
        ("좋다\t1\n나쁘다\t0\n", "글의 열을 찾을 수 없습니다. 첫째 줄에 있는 열: 좋다, 1.", "text"),
        ("text;label\n좋다;1\n", "첫째 줄에 있는 열: text;label.", "쉼표나 탭"),
        ("text,label\n좋다,1\n나쁘다,2\n", "3번째 줄의 label 열: 레이블이 0이나 1이 아닙니다(값: '2')", "부정은 0"),
        ("text,label\n좋다,\n", "2번째 줄의 label 열: 레이블이 0이나 1이 아닙니다(값: '')", "긍정은 1"),
        ("text,label\n좋다,0.5\n", "2번째 줄의 label 열", "부정은 0"),
        ("text,label\n좋다,1\n재미, 없다,0\n", "3번째 줄의 값이 3개입니다. 2개여야 합니다.", "큰따옴표로"),
        ("id\ttext\tlabel\n1\t좋다\n", "2번째 줄의 값이 2개입니다. 3개여야 합니다.", "고치세요"),
        ('text,label\n"좋다,1\n나쁘다,0\n', "따옴표가 짝이 맞지 않거나", "두 번 겹쳐"),
        ("text,label\n좋다,1\n더 좋다,1\n", "레이블이 0인 리뷰가 0개뿐이어서", "적어도 두 개"),
        ("text,label\n좋다,1\n".encode("utf-16"), "UTF-8이나 CP949로 저장된 텍스트가 아닙니다", "CSV UTF-8"),
        (b"PK\x03\x04" + bytes(range(256)), "UTF-8이나 CP949로 저장된 텍스트가 아닙니다", "엑셀 파일"),
        ("<!DOCTYPE html><html></html>", "웹 페이지(HTML)", "CSV나 TSV"),
    ],
)
def test_bad_tables_are_refused_with_what_to_do(tmp_path, content, fault, remedy):
    file = write(tmp_path, "mine.csv", content)
    with pytest.raises(DataError) as caught:
        load_reviews(path=file)
    place, said, todo = str(caught.value).split("\n")
    assert str(file) in place
    assert fault in said
    assert todo.startswith("해결: ")
    assert remedy in todo


def test_folders_without_reviews_or_with_too_many_tables(tmp_path):
    (tmp_path / "empty").mkdir()
    with pytest.raises(DataError, match="리뷰가 없습니다"):
        load_reviews(path=tmp_path / "empty")
    for name in ("a.csv", "b.csv"):
        write(tmp_path / "many", name, "text,label\n")
    with pytest.raises(DataError, match=r"어느 것인지 알 수 없습니다: a\.csv, b\.csv"):
        load_reviews(path=tmp_path / "many")


@pytest.mark.parametrize("name", ["nsmc-master.zip", "reviews.xlsx", "reviews.json"])
def test_a_file_of_another_kind(tmp_path, name):
    with pytest.raises(DataError, match=r"(?s)종류의 파일이 아닙니다.*zip 파일은 먼저 풀고, 엑셀 파일은 'CSV UTF-8"):
        load_reviews(path=write(tmp_path, name, b"PK\x03\x04"))


def test_half_of_the_folders(tmp_path):
    write(tmp_path / "half/pos", "1.txt", "fine")
    with pytest.raises(DataError, match="neg\n문제: 폴더가 없습니다"):
        load_reviews(path=tmp_path / "half")
