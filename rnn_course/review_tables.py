"""Labelled reviews from a table: TSV in the shape of the Korean NSMC corpus, or CSV; and how one is split in two."""

import csv
import io

import numpy as np

from rnn_course.reading import decode_text, read_bytes, unreadable

SUFFIXES = (".tsv", ".csv", ".txt")
# titles of the two columns, in lower case; the first that a table has counts
TITLES = {
    "text": ("text", "document", "review", "sentence", "content", "리뷰", "문장", "내용", "본문"),
    "label": ("label", "sentiment", "polarity", "target", "레이블", "라벨", "감정", "긍부정"),
}
LABELS = {"0": 0, "1": 1, "neg": 0, "pos": 1, "negative": 0, "positive": 1, "부정": 0, "긍정": 1}
TEST_SHARE, SPLIT_SEED = 0.25, 0
SPLIT_NOTE = f"훈련과 테스트로 나뉘어 있지 않아 {TEST_SHARE:.0%}를 테스트로 나눔(레이블 비율 유지, 씨앗 {SPLIT_SEED})"
REMEDY = (
    "첫째 줄에 열 이름이 있고 쉼표나 탭으로 나뉜 표여야 합니다. 글의 열은 text, 레이블의 열은 label로 이름을 바꾸세요."
)


def read_tables(file):
    """The reviews of a table, or of two where the file has a partner, such as ratings_train.txt and ratings_test.txt.

    Args:
        file: path of a .tsv, .csv or .txt file.

    Returns:
        (files, [train, test], notes): the files that were read; for each part (texts, labels), in the order of the
        file, the negative reviews first; and Korean phrases that say what was left out and how the table was split.

    Raises:
        DataError: a file is missing, has other columns or other labels, or a line is damaged.
    """
    files = _pair(file)
    read = [_read_table(each) for each in files]
    notes = []
    empty = sum(count for _, _, count in read)
    if empty:
        notes.append(f"빈 리뷰 {empty:,}개는 뺌")
    parts = [(texts, labels) for texts, labels, _ in read]
    if len(parts) == 1:
        parts = split(file, *parts[0])
        notes.append(SPLIT_NOTE)
    return files, [_negative_first(*part) for part in parts], notes


def split(place, texts, labels):
    """A quarter of the reviews becomes the test part, the same share of each label, drawn with a fixed seed.

    texts: list of str; labels: list of 0 and 1. Returns [(texts, labels), (texts, labels)], each in the given order.
    Raises DataError where a label has fewer than two reviews.
    """
    labels, draw, is_test = np.asarray(labels), np.random.default_rng(SPLIT_SEED), np.zeros(len(labels), dtype=bool)
    for label in (0, 1):
        rows = np.flatnonzero(labels == label)
        if len(rows) < 2:
            fault = f"레이블이 {label}인 리뷰가 {len(rows)}개뿐이어서 훈련과 테스트로 나눌 수 없습니다."
            raise unreadable(place, fault, "레이블마다 리뷰가 적어도 두 개 있어야 합니다.")
        is_test[draw.permutation(rows)[: max(1, round(TEST_SHARE * len(rows)))]] = True
    return [([texts[row] for row in np.flatnonzero(chosen)], labels[chosen].tolist()) for chosen in (~is_test, is_test)]


def find_table(folder):
    """The one table in a folder (the training part, where it has a partner). Raises DataError for none or several."""
    tables = sorted(file for file in folder.iterdir() if file.suffix.lower() in SUFFIXES and file.is_file())
    pairs = {_pair(file)[0] for file in tables if len(_pair(file)) == 2}
    chosen = sorted(pairs) if pairs else tables
    if len(chosen) != 1:
        names = ", ".join(file.name for file in chosen)
        fault = f"리뷰 표가 여러 개여서 어느 것인지 알 수 없습니다: {names}." if names else "리뷰가 없습니다."
        raise unreadable(
            folder,
            fault,
            "train과 test 폴더, pos와 neg 폴더, 또는 표 하나(예: ratings_train.txt와 ratings_test.txt)를 두거나 "
            "표의 경로를 직접 적으세요.",
        )
    return chosen[0]


def _pair(file):
    """[training file, test file] where the name says train or test and the other one is beside it, else [file]."""
    for here, there in (("train", "test"), ("test", "train")):
        partner = file.with_name(file.name.replace(here, there))
        if here in file.name and partner.exists():
            return [file, partner] if here == "train" else [partner, file]
    return [file]


def _negative_first(texts, labels):
    order = np.argsort(labels, kind="stable")
    return [texts[row] for row in order], [labels[row] for row in order]


def _read_table(file):
    """(texts, labels, how many rows without text were left out)"""
    rows = _rows(file, decode_text(file, read_bytes(file, REMEDY)))
    header, width = rows[0][1], len(rows[0][1])
    text_place, label_place = (_place(file, header, kind) for kind in TITLES)
    texts, labels, empty = [], [], 0
    for line, row in rows[1:]:
        if len(row) != width:
            fault = f"{line}번째 줄의 값이 {len(row)}개입니다. {width}개여야 합니다."
            raise unreadable(file, fault, "이 줄을 고치세요. 글 속에 쉼표가 있으면 글 전체를 큰따옴표로 묶습니다.")
        label = LABELS.get(row[label_place].strip().lower())
        if label is None:
            fault = f"{line}번째 줄의 {header[label_place]} 열: 레이블이 0이나 1이 아닙니다(값: '{row[label_place]}')."
            raise unreadable(file, fault, f"부정은 0, 긍정은 1로 적으세요. {', '.join(LABELS)}만 읽습니다.")
        if not row[text_place].strip():
            empty += 1
            continue
        texts.append(row[text_place])
        labels.append(label)
    if not texts:
        raise unreadable(file, "열 이름만 있고 리뷰가 하나도 없습니다.", REMEDY)
    return texts, labels, empty


def _rows(file, text):
    """[(number of the line, fields)]; a quotation mark quotes between commas only, not between tabs."""
    first = text.partition("\n")[0]
    if "\t" in first:
        lines = text.removesuffix("\n").split("\n")
        return [(number, line.removesuffix("\r").split("\t")) for number, line in enumerate(lines, start=1)]
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        return [(reader.line_num, row) for row in reader if row]
    except csv.Error as fault:
        place = f"{reader.line_num}번째 줄까지 읽었는데 따옴표가 짝이 맞지 않거나 칸이 너무 깁니다({fault})."
        raise unreadable(file, place, "글 속의 큰따옴표는 두 번 겹쳐 적고 글 전체를 큰따옴표로 묶으세요.") from None


def _place(file, header, kind):
    titles = [title.strip().lower() for title in header]
    for known in TITLES[kind]:
        if known in titles:
            return titles.index(known)
    what = {"text": "글", "label": "레이블"}[kind]
    fault = f"{what}의 열을 찾을 수 없습니다. 첫째 줄에 있는 열: {', '.join(header)}."
    raise unreadable(file, fault, f"{REMEDY} 알아보는 {what}의 열 이름: {', '.join(TITLES[kind])}.")
