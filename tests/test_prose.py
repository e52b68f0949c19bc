"""The Korean that students and instructors read keeps the rules of tests/prose_rules.py, and each rule can fail."""

import re

import nbformat
import pytest
from pages import GLOSSARY, LECTURES, NOTEBOOKS, PAGES, ROOT, markdown_of, name_of, table_rows
from prose_rules import (
    RULES,
    Passage,
    code_passages,
    english_sentences,
    findings,
    informal_sentences,
    machine_like_phrases,
    markdown_passages,
    other_names,
    passages_of,
)

TEXTS = [
    *PAGES,
    ROOT / "site" / "index.md",
    *NOTEBOOKS,
    *sorted([*ROOT.glob("source/*/*.ipynb"), *ROOT.glob("rnn_course/**/*.py")]),
]


@pytest.mark.parametrize("path", TEXTS, ids=name_of)
def test_prose_keeps_the_rules(path):
    passages = passages_of(path)
    assert passages or path.suffix == ".py"
    found = [f"[{rule.__name__}] {line}" for rule in RULES for line in findings(rule, passages)]
    assert not found, f"{name_of(path)}: {len(found)}곳\n" + "\n".join(found)


def notebook_text(number):
    path = next(path for path in LECTURES if path.name.startswith(number))
    return "\n".join(cell.source for cell in nbformat.read(path, as_version=4).cells).replace("*", "")


def unmet_terms(rows, text_of):
    return [f"{term}: {number}에 나오지 않습니다" for term, _, _, number in rows if term not in text_of(number)]


def doubled_terms(rows):
    terms = [term for term, *_ in rows]
    return sorted({term for term in terms if terms.count(term) > 1})


def test_glossary_terms_stand_once_and_in_the_notebook_that_teaches_them():
    rows = table_rows(GLOSSARY.read_text(encoding="utf-8"))
    assert len(rows) > 80
    assert not unmet_terms(rows, notebook_text) + doubled_terms(rows)


def listed_terms(markdown):
    """The terms that a lecture notebook lists as new at its end."""
    found = re.search(r"\*\*새로 나온 말\*\* (.+?)\. ", markdown)
    return found.group(1).split(", ") if found else []


def unlike_glossary(listed, rows, number):
    """Terms that either the notebook's list or the glossary has for this notebook, but not both."""
    taught = {term for term, _, _, where in rows if where == number}
    return sorted(taught ^ set(listed))


@pytest.mark.parametrize("path", LECTURES, ids=name_of)
def test_new_terms_of_a_lecture_are_those_of_the_glossary(path):
    rows = table_rows(GLOSSARY.read_text(encoding="utf-8"))
    assert not unlike_glossary(listed_terms(markdown_of(path)), rows, path.name[:2])


def test_a_term_of_only_one_list_is_found():
    rows = [("창", "window", "뜻", "01"), ("셀", "cell", "뜻", "02")]
    assert listed_terms("끝.\n\n**새로 나온 말** 창, 정답. 뜻은 [용어집](a.md)에 있습니다.") == ["창", "정답"]
    assert unlike_glossary(["창", "정답"], rows, "01") == ["정답"]
    assert unlike_glossary([], rows, "01") == ["창"]


# --- each rule finds the bad sentence and leaves the good one ---


def paragraph(text):
    (passage,) = markdown_passages(text, "여기")
    return passage


@pytest.mark.parametrize(
    "text",
    [
        "값이 커진다.",
        "이렇게 해 보자.",
        "값이 커져요.",
        "모두 같음.",
        "- 값을 더한다",
        "- 먼저 고른다. 다음에 더합니다.",
    ],
)
def test_informal_sentence_is_found(text):
    assert len(informal_sentences(paragraph(text))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "값이 커집니다. 왜 그럴까요? 직접 해 보세요. 함께 재어 봅시다. 늘어놓은 것이지요.",
        "얼마나 남나요? 두 배로 늘리면요?",
        '책은 "값이 커진다"고 말합니다.',
        "“이득이 크면 폭주한다.”",
        "## 값이 커진다",
        "- 값을 고르기",
        "**걸리는 시간** 코어 두 개에서 2분쯤.",
        "두 가지를 잽니다. 값이 얼마나 큰지, 언제 커지는지.",
        "`값이 커진다`라고 적습니다(예: 3).",
    ],
)
def test_formal_sentence_quotation_and_heading_are_left(text):
    assert not informal_sentences(paragraph(text))


@pytest.mark.parametrize(
    "text",
    [
        "파라미터의 수",
        "난수 시드를 정합니다.",
        "타임 스텝마다",
        "망각 게이트가 닫힙니다.",
        "은닉상태가 넘어갑니다.",
        "에폭이 끝나면",
    ],
)
def test_another_name_is_found(text):
    assert len(other_names(paragraph(text))) == 1


@pytest.mark.parametrize(
    "text",
    ["매개변수의 수", "시드니의 날씨", "에포크와 씨앗", '책은 "파라미터"라고 씁니다.', "훈련 부분과 크로스컨트리"],
)
def test_the_glossary_name_is_left(text):
    assert not other_names(paragraph(text))


def test_english_sentence_is_found_and_names_are_left():
    assert english_sentences(paragraph("여기서 the hidden state is updated again and again 합니다."))
    for text in (
        "순환 신경망(recurrent neural network, RNN)",
        "`a b c d e f`를 씁니다.",
        "*GloVe: Global Vectors for Word Representation*",
    ):
        assert not english_sentences(paragraph(text))


@pytest.mark.parametrize(
    "text",
    [
        "이제 순환층에 대해 알아보겠습니다.",
        "결론적으로 값이 큽니다.",
        "값이 크다는 것을 알 수 있습니다.",
        "다양한 모델을 사용할 수 있습니다.",
        "게이트는 중요한 역할을 합니다.",
        "값은 모델에 의해 정해집니다.",
        "층은 상태를 가지고 있습니다.",
    ],
)
def test_machine_like_phrase_is_found(text):
    assert machine_like_phrases(paragraph(text))


@pytest.mark.parametrize("text", ["얼마나 큰지 재어 봅니다.", "결론은 하나입니다.", "이 값은 미리 알 수 없습니다."])
def test_plain_phrase_is_left(text):
    assert not machine_like_phrases(paragraph(text))


def test_a_title_may_ask_in_the_way_of_titles():
    assert not informal_sentences(Passage("셀", "spoken", "목록은 얼마나 늘어날까"))
    assert informal_sentences(paragraph("목록은 얼마나 늘어날까."))


def test_titles_text_alternatives_strings_and_comments_of_code_are_read():
    source = """
alt = "첫째. " + f"값은 {x:.2f}보다 크다."
show(fig, alt=alt)
steps(a, "이름", "제목이다")
print("파라미터")  # 시드
words = "a string of five words"  # a comment of five words
"""
    passages = code_passages(source, "셀")
    assert [text for _, kind, text in passages if kind == "spoken"] == [
        "첫째. 값은 값보다 크다.",
        "제목이다",
        "파라미터",
    ]
    assert [line.split(" — ")[0] for line in findings(other_names, passages)] == [
        "셀: 파라미터 → 매개변수",
        "셀: 시드 → 씨앗",
    ]
    assert len(findings(informal_sentences, passages)) == 2
    assert findings(english_sentences, passages) == ["셀: a comment of five words — # a comment of five words"]


def test_paragraphs_items_quotes_and_formulas_are_told_apart():
    page = "# 제목\n\n첫 줄은\n이어집니다.\n\n- 하나\n  둘\n- 셋\n\n> 인용한 글입니다.\n\n$$x = 1$$\n\n"
    page += "| 표 | 칸 |\n\n```\ncode here\n```"
    found = [(kind, text) for _, kind, text in markdown_passages(page, "")]
    assert found == [
        ("heading", "제목"),
        ("paragraph", "첫 줄은 이어집니다."),
        ("item", "하나 둘"),
        ("item", "셋"),
        ("paragraph", "인용한 글입니다."),
        ("table", "| 표 | 칸 |"),
    ]


def test_a_term_that_is_not_met_or_stands_twice_is_found():
    rows = table_rows(
        "| 용어 | English | 뜻 | 노트북 |\n|---|---|---|---|\n| 창 | window | 뜻 | 01 |\n| 셀 | cell | 뜻 | 01 |"
    )
    assert unmet_terms(rows, lambda number: "창을 밉니다.") == ["셀: 01에 나오지 않습니다"]
    assert doubled_terms([*rows, rows[0]]) == ["창"]


def test_placeholder_of_a_passage_is_no_prose():
    assert not re.search("[a-z]", Passage("", "paragraph", paragraph("`code` $x_t$ [글](a.md)").text).text)
