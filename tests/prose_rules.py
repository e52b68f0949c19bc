"""Rules of the Korean prose: small named functions, each of which takes a passage and returns what offends.

A passage is a piece of text that a reader sees: a paragraph or list item of a page, a title or text alternative of a
figure, a comment of a code cell. What is quoted, and code and formulas, are not prose.
"""

import ast
import io
import re
import tokenize
from functools import cache
from typing import NamedTuple

import nbformat
from kiwipiepy import Kiwi
from pages import GLOSSARY, markdown_of, table_rows


class Passage(NamedTuple):
    place: str  # id of the cell; nothing for a page
    # "paragraph", "item", "heading", "table"; of code: "spoken" (titles, text alternatives, what is printed), "comment"
    # (docstrings too) and "string" (any other)
    kind: str
    text: str


# --- from pages to passages ---

FORMULA = "값"  # stands where a formula, a piece of code or a computed value stood
QUOTED = "말"  # stands where something quoted stood
FENCED = re.compile(r"^```.*?^```|\$\$.*?\$\$", flags=re.DOTALL | re.MULTILINE)
NO_PROSE = [  # in this order
    (re.compile(r"!\[[^\]]*\]\([^)]*\)|</?[a-z][^<>]*>"), ""),
    (re.compile(r"`[^`]*`|\$[^$]*\$"), FORMULA),
    (re.compile(r"\[([^\]]*)\]\((?:[^()\s]|\([^()]*\))*\)"), r"\1"),
    (re.compile(r"\*\*"), ""),
    (re.compile(r"\*[^*\n가-힣]+\*"), QUOTED),  # a title of a work, in italics
    (re.compile(r"“[^”]*”|\"[^\"\n]*\"|‘[^’]*’|(?<!\w)'[^'\n]+'|「[^」]*」"), QUOTED),
]


def without_code_and_quotes(text):
    for pattern, replacement in NO_PROSE:
        text = pattern.sub(replacement, text)
    return re.sub(r"[ \t]+", " ", text).strip()


def kind_of_line(line):
    for kind, start in (("heading", r"#+ "), ("table", r"\|"), ("item", r"([-*]|\d+\.) ")):
        if re.match(start, line):
            return kind
    return "paragraph"


def markdown_passages(markdown, place):
    """Paragraphs, items, headings and table rows of a page."""
    lines = FENCED.sub("\n\n", markdown).splitlines()
    passages, open_block = [], False
    for line in (re.sub(r"^[> ]+", "", line) for line in lines):
        kind = kind_of_line(line)
        if not line:
            open_block = False
        elif open_block and kind == "paragraph":
            last = passages.pop()
            passages.append(last._replace(text=f"{last.text} {line}"))
        else:
            text = re.sub(r"^(#+|[-*]|\d+\.) ", "", line)
            passages.append(Passage(place, kind, text))
            open_block = kind in ("paragraph", "item")
    return [passage._replace(text=without_code_and_quotes(passage.text)) for passage in passages]


TITLE_PLACES = {"show": 1, "steps": 2, "slider_chart": 2, "learning_curve": 1, "price_chart": 1, "arrange": 1}
TITLE_PLACES |= {"forecast_chart": 3, "print": 0}  # position of the title or the text alternative among the arguments


def literal_text(node):
    """What is written literally in an expression; computed parts become a stand-in."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    if isinstance(node, ast.JoinedStr):
        return "".join(literal_text(part) for part in node.values)
    if isinstance(node, ast.FormattedValue):
        return FORMULA
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return literal_text(node.left) + literal_text(node.right)
    return FORMULA


def spoken_expressions(tree):
    """Expressions of titles and text alternatives: arguments of the drawing functions, variables `alt` and `title`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", None) in TITLE_PLACES:
            yield from node.args[TITLE_PLACES[node.func.id] :][:1]
            yield from (word.value for word in node.keywords if word.arg in ("alt", "title"))
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", None) in ("alt", "title"):
            yield node.value


def comments_of(tree, source):
    """Comments and docstrings of a piece of code."""
    documented = (node for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.ClassDef, ast.Module)))
    docstrings = [ast.get_docstring(node, clean=False) for node in documented]
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    return [*filter(None, docstrings), *(token.string for token in tokens if token.type == tokenize.COMMENT)]


def code_passages(source, place):
    """Titles and text alternatives of a code cell, its comments, its other Korean strings."""
    source = re.sub(r"^[%!].*$", "", source, flags=re.MULTILINE)  # IPython's own commands
    tree = ast.parse(source)
    spoken = [literal_text(node) for node in spoken_expressions(tree)]
    comments = comments_of(tree, source)
    constants = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)]
    strings = [value for value in constants if isinstance(value, str) and value not in [*spoken, *comments]]
    by_kind = {"spoken": filter(is_korean, spoken), "comment": comments, "string": filter(is_korean, strings)}
    return [Passage(place, kind, without_code_and_quotes(text)) for kind, texts in by_kind.items() for text in texts]


def is_korean(text):
    return bool(re.search("[가-힣]", text.replace(FORMULA, "")))


def passages_of(path):
    if path.suffix == ".md":
        korean = path.read_text(encoding="utf-8").partition("\n## English summary")[0]
        return markdown_passages(korean, "")
    if path.suffix == ".py":
        found = code_passages(path.read_text(encoding="utf-8"), path.name)
        # Modules are commented in English, and a word alone is a name in somebody's file, not ours to choose.
        return [passage for passage in found if passage.kind != "comment" and " " in passage.text]
    passages = []
    for cell in nbformat.read(path, as_version=4).cells:
        read = markdown_passages if cell.cell_type == "markdown" else code_passages
        passages += read(cell.source, cell.id)
    return passages


# --- 합니다체 ---

FORMAL = re.compile(r"(니다|니까|시다|세요|시오|나요|가요|까요|면요|지요|죠|[ᆫᆯ은는을]지)$")
ASKING = re.compile(r"[ᆫᆯ은는을][가까]$")  # how titles ask


@cache
def kiwi():
    return Kiwi()  # takes about two seconds


def final_ending(tokens):
    """(form, tag) of the last word of a sentence; symbols and closing brackets do not count."""
    words = [token for token in tokens if not token.tag.startswith(("S", "W")) or token.tag in ("SL", "SN")]
    if len(words) > 1 and words[-1].form == "요":  # added to another ending
        return words[-2].form + "요", "EF"
    return (words[-1].form, words[-1].tag) if words else ("", "")


def is_formal(tokens, kind):
    """Whether a sentence ends in 합니다체. One that ends in a noun, or in -음 outside a paragraph, is no sentence."""
    form, tag = final_ending(tokens)
    if form in ("음", "ᆷ") and tag in ("EF", "ETN"):
        return kind != "paragraph"
    return tag != "EF" or bool(FORMAL.search(form)) or (kind == "spoken" and bool(ASKING.search(form)))


def informal_sentences(passage):
    """Sentences that end as a sentence, but not in 합니다체."""
    if passage.kind not in ("paragraph", "item", "spoken"):
        return []
    split = [sentence for sentence in kiwi().split_into_sents(passage.text, return_tokens=True) if sentence.tokens]
    ended = [sentence for sentence in split if sentence is split[-1] or re.search(r"[.?!]\W*$", sentence.text)]
    wrong = [sentence.text for sentence in ended if not is_formal(sentence.tokens, passage.kind)]
    return [f"{text} → 합니다체로" for text in wrong]


# --- one name for one thing ---
# What the glossary calls by another name. Its names written without their space are found by themselves.

ANOTHER_NAME = {
    r"파라미터|파라메터": "매개변수",
    r"(?<![가-힣])시드(?!니)|씨앗값": "씨앗",
    r"낱말": "단어",
    r"에폭(?!시)": "에포크",
    r"히든": "은닉 상태",
    r"재귀 신경망": "순환 신경망",
    r"그래디언트|그레이디언트|그라디언트|경사값": "기울기",
    r"클리핑|기울기 절단": "기울기 자르기",
    r"기울기 폭발": "기울기 폭주",
    r"기울기 소멸": "기울기 소실",
    r"망각 게이트": "삭제 게이트",
    r"갱신 게이트": "업데이트 게이트",
    r"재설정 게이트|초기화 게이트": "리셋 게이트",
    r"베이스라인": "기준 모델",
    r"타임 ?스텝|시간 ?스텝|(?<![가-힣])스텝|시점": "시간 단계",
    r"윈도우(?!즈)": "창",
    r"피처|피쳐": "특성",
    r"타깃|타겟": "정답",
    r"라벨": "레이블",
    r"배치 사이즈|미니배치|미니 배치": "배치",
    r"(훈련|검증|테스트) ?(자료|집합|세트|셋(?![을이은]))": "부분이나 데이터",
    r"크로스 ?엔트로피": "교차 엔트로피",
    r"오버피팅|과대 ?적합|과잉 ?적합": "과적합",
    r"스케일링|축척": "스케일 조정",
    r"웨이트": "가중치",
    r"바이어스": "편향",
    r"러닝 ?레이트|학습율": "학습률",
    r"옵티마이저": "최적화 방법",
    r"얼리 ?스타핑|얼리 ?스토핑|조기 ?중단": "조기 종료",
    r"드롭 아웃": "드롭아웃",
    r"이동 평균": "이동평균",
    r"자기 상관(?!계수)": "자기상관",
    r"결정 계수": "결정계수",
    r"신뢰 구간": "신뢰구간",
    r"액면 분할": "액면분할",
    r"표준편차": "표준 편차",
    r"정답률": "정확도",
    r"감성 ?(분석|분류)": "감정 분석, 감정 분류",
    r"완전 ?연결 ?층|덴스 ?층": "밀집층",
    r"오차 ?역전파": "역전파",
    r"활성 함수": "활성화 함수",
    r"원핫|원 핫": "원-핫",
    r"코퍼스": "말뭉치",
    r"서브 ?워드|하위 단어": "부분 단어",
    r"토크나이즈|토큰나이저": "토큰화",
    r"워드 임베딩": "단어 임베딩",
    r"공기 행렬|동시 ?출현|공출현": "동시 등장",
    r"컨퓨전|오차 행렬": "혼동 행렬",
    r"임계 ?값|임계치|역치|경계 ?확률": "문턱값",
    r"파인 ?튜닝": "미세 조정",
    r"직교 행렬": "직교행렬",
    r"(첫|첫째|둘째|다음|아래|위) 칸에 모았": "셀",
    r"모든 셀 다시 실행|다시 시작하고 모든 셀": "커널 재시작 후 모든 셀 실행(JupyterLab의 단추)",
    r"판다스|넘파이|케라스|텐서플로": "pandas, NumPy, Keras, TensorFlow",
}


@cache
def glued_names():
    """{term of the glossary written without its space: the term}"""
    terms = [term for term, *_ in table_rows(markdown_of(GLOSSARY))]
    return {re.escape(term.replace(" ", "")): term for term in terms if " " in term}


def other_names(passage):
    """Words of a passage for which the course has another name, or another way to write it."""
    return [
        f"{match.group()} → {name}"
        for variant, name in (ANOTHER_NAME | glued_names()).items()
        for match in re.finditer(variant, passage.text)
    ]


# --- no English sentence ---

ENGLISH = re.compile(r"[A-Za-z][A-Za-z’'-]*(?: +[A-Za-z][A-Za-z’'-]*){4,}")


def english_sentences(passage):
    """Five Latin words in a row, outside code, formulas, quotations and titles of works in italics."""
    return [] if passage.kind == "string" else ENGLISH.findall(passage.text)


# --- no phrases that say nothing or that nobody says ---

MACHINE_LIKE = [
    r"알아보(겠|도록|고자)|알아봅시다",
    r"살펴보(겠|도록 하)",
    r"에 대(해|하여) (배우|알아|살펴|이해해|다루어 보)\S*(겠|봅시다|도록)",
    r"하도록 하겠습니다|해 ?보도록 하",
    r"시작해 ?보겠습니다|마무리하겠습니다|마치겠습니다",
    r"(?<![가-힣])결론적으로|요약하자면|다시 말해서",
    r"것을 (알|볼|확인할) 수 있(습니다|다)",
    r"다양한 [^.]{0,30}할 수 있습니다",
    r"(매우|아주|무척|굉장히|특히) 중요합니다|중요한 역할을 (합|하|수행)",
    r"(이를|이것을|그것을|이 과정을) 통해|[을를] 통하여|[을를] 통해서",
    r"하는 것이 (중요|필요|가능)합니다",
    r"라고 (할|볼) 수 있습니다",
    r"보여집니다|되어집니다|쓰여집니다|불리워|생각되어",
    r"함에 있어|하는 데 있어",
    r"흥미롭게도|놀랍게도|주목할 만한|눈여겨볼 만하게도",
    r"가장 .{1,20} 중 하나입니다",
    r"에 의(해|하여)|[을를] 가지고 있(습니다|다)|중의 하나|에 있어서",
]


def machine_like_phrases(passage):
    return [f"{found.group()} → 빼거나 다른 말로" for one in MACHINE_LIKE for found in re.finditer(one, passage.text)]


RULES = (informal_sentences, other_names, english_sentences, machine_like_phrases)


def findings(rule, passages):
    """What a rule finds, a line each, with the place and the sentence."""
    return [f"{passage.place}: {found} — {passage.text[:120]}" for passage in passages for found in rule(passage)]
