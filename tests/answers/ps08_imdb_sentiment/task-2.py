# %% right: regular expressions throughout
import re


def read_reviews(files):
    good, bad = [], []
    for name in sorted(files.keys()):
        found = re.fullmatch(r"(neg|pos)/[^/]+\.txt", name)
        if found is None:
            continue
        try:
            text = files[name].decode("utf-8")
        except UnicodeDecodeError:
            bad.append(name)
            continue
        text = re.sub("<br ?/?>", " ", text).strip()
        if text == "":
            bad.append(name)
        else:
            good.append((name, text, ["neg", "pos"].index(found[1])))
    return good, bad


# %% right: replace three marks, folder after folder
def read_reviews(files):
    reviews, broken = [], []
    for label, side in enumerate(("neg/", "pos/")):
        names = [name for name in files if name.startswith(side) and name.count("/") == 1 and name.endswith(".txt")]
        for name in sorted(names):
            text = ""
            try:
                text = str(files[name], "utf-8")
                for mark in ("<br />", "<br/>", "<br>"):
                    text = text.replace(mark, " ")
                text = text.strip()
            except UnicodeDecodeError:
                pass
            if len(text) > 0:
                reviews.append([name, text, label])
            else:
                broken.append(name)
    return reviews, broken


# %% right: pandas
def read_reviews(files):
    def text_of(data):
        try:
            return data.decode()
        except UnicodeDecodeError:
            return ""

    table = pd.DataFrame({"name": list(files), "text": [text_of(data) for data in files.values()]}, dtype=str)
    table = table[table["name"].str.fullmatch(r"(?:neg|pos)/[^/]*\.txt")].sort_values("name")
    table["text"] = table["text"].str.replace(r"<br\s*/?>", " ", regex=True).str.strip()
    table["label"] = (table["name"].str[:3] == "pos").astype(int)
    empty = table["text"] == ""
    return table[~empty], table.loc[empty, "name"].tolist()


# %% right: a path for each name, with logging
import logging
from pathlib import PurePosixPath


def read_reviews(files):
    reviews, broken = [], []
    for path in sorted(map(PurePosixPath, files), key=str):
        if str(path.parent) in {"neg", "pos"} and path.suffix == ".txt":
            try:
                lines = files[str(path)].decode("utf-8")
            except ValueError as error:
                logging.warning("%s: %s", path, error)
                broken.append(str(path))
                continue
            for mark in ["<br>", "<br/>", "<br />"]:
                lines = " ".join(lines.split(mark))
            if lines.strip():
                reviews.append((str(path), lines.strip(), int(path.parent.name == "pos")))
            else:
                broken.append(str(path))
    return reviews, broken


# %% right: partition of all, comprehensions
def read_reviews(files):
    from re import sub

    def text_of(name):
        try:
            return sub(r"<br\s?/?>", " ", files[name].decode("utf-8", errors="strict")).strip()
        except UnicodeError:
            return None

    pieces = {name: name.split("/") for name in files}
    names = sorted(k for k, v in pieces.items() if len(v) == 2 and v[0] in ("neg", "pos") and v[1][-4:] == ".txt")
    texts = {name: text_of(name) for name in names}
    return [(n, t, 1 if n[0] == "p" else 0) for n, t in texts.items() if t], [n for n, t in texts.items() if not t]


# %% right: marks replaced in the bytes, generator, printing and an extra argument
def read_reviews(files, encoding="utf-8"):
    def rows():
        for name, data in sorted(files.items()):
            folder, slash, file = name.rpartition("/")
            if slash and folder in ["neg", "pos"] and file.endswith(".txt"):
                for mark in (b"<br />", b"<br/>", b"<br>"):
                    data = data.replace(mark, b" ")
                try:
                    yield name, data.decode(encoding).strip(), int(folder == "pos")
                except UnicodeDecodeError:
                    print("not UTF-8:", name)
                    yield name, "", -1

    found = list(rows())
    return [row for row in found if row[1]], [name for name, text, _ in found if not text]


# %% right: recursion over the names
def read_reviews(files):
    import codecs
    import re

    def rest(names):
        if not names:
            return [], []
        name, reviews, broken = names[0], *rest(names[1:])
        try:
            text = re.compile(r"<br\s*/?>").sub(" ", codecs.decode(files[name], "utf-8")).strip()
        except UnicodeDecodeError:
            text = ""
        if not text:
            return reviews, [name, *broken]
        return [(name, text, int(name.startswith("pos"))), *reviews], broken

    def is_review(name):
        return name.endswith(".txt") and name[: name.rfind("/")] in ("neg", "pos") and "/" in name

    return rest(sorted(filter(is_review, files)))


# %% right: a class of its own
class Folder:
    def __init__(self, files):
        self.files, self.reviews, self.broken = dict(files), [], []

    def is_review(self, name):
        parts = name.split("/")
        return len(parts) == 2 and parts[0] in {"pos", "neg"} and parts[1].endswith(".txt")

    def read(self, name):
        data = self.files[name]
        text = data.decode("utf-8").replace("<br />", "<br>").replace("<br/>", "<br>").replace("<br>", " ")
        assert text.strip()
        return text.strip()


def read_reviews(files):
    folder = Folder(files)
    for name in sorted(filter(folder.is_review, files)):
        try:
            folder.reviews.append((name, folder.read(name), {"neg": 0, "pos": 1}[name[:3]]))
        except (UnicodeDecodeError, AssertionError):
            folder.broken.append(name)
    return folder.reviews, folder.broken


# %% wrong: order of the dictionary | 0 | 이름의 차례가 아니라 사전에 적힌 차례로 읽었습니다.
import re


def read_reviews(files):
    reviews, broken = [], []
    for name in files:
        if re.fullmatch(r"(neg|pos)/[^/]*\.txt", name):
            try:
                text = re.sub(r"<br\s*/?>", " ", files[name].decode("utf-8")).strip()
            except UnicodeDecodeError:
                text = ""
            if text:
                reviews.append((name, text, int(name[:3] == "pos")))
            else:
                broken.append(name)
    return reviews, broken


# %% wrong: names ordered by their number | 0 | 이름에 든 번호를 수로 견주었습니다.
import re


def read_reviews(files):
    reviews, broken = [], []
    names = [name for name in files if re.fullmatch(r"(neg|pos)/[^/]*\.txt", name)]
    for name in sorted(names, key=lambda name: (name[:3], int(re.search(r"\d+", name)[0]))):
        try:
            text = re.sub(r"<br\s*/?>", " ", files[name].decode("utf-8")).strip()
        except UnicodeDecodeError:
            text = ""
        if text:
            reviews.append((name, text, int(name[:3] == "pos")))
        else:
            broken.append(name)
    return reviews, broken


# %% wrong: positive folder first | 0 | `pos`를 먼저 읽었습니다.
import re


def read_reviews(files):
    reviews, broken = [], []
    for side in ("pos", "neg"):
        for name in sorted(name for name in files if re.fullmatch(side + r"/[^/]*\.txt", name)):
            try:
                text = re.sub(r"<br\s*/?>", " ", files[name].decode("utf-8")).strip()
            except UnicodeDecodeError:
                text = ""
            if text:
                reviews.append((name, text, int(side == "pos")))
            else:
                broken.append(name)
    return reviews, broken


# %% wrong: labels turned round | 0 | 레이블이 반대입니다.
import re


def read_reviews(files):
    reviews, broken = [], []
    for name in sorted(files):
        if re.fullmatch(r"(neg|pos)/[^/]*\.txt", name):
            try:
                text = re.sub(r"<br\s*/?>", " ", files[name].decode("utf-8")).strip()
            except UnicodeDecodeError:
                text = ""
            if text:
                reviews.append((name, text, int(name[:3] == "neg")))
            else:
                broken.append(name)
    return reviews, broken


# %% wrong: replaces bytes that are not UTF-8 | 9 | UTF-8이 아닌 바이트를 다른 글자로 바꾸어 읽었습니다.
import re


def read_reviews(files):
    reviews, broken = [], []
    for name in sorted(files):
        if re.fullmatch(r"(neg|pos)/[^/]*\.txt", name):
            text = re.sub(r"<br\s*/?>", " ", files[name].decode("utf-8", errors="replace")).strip()
            if text:
                reviews.append((name, text, int(name[:3] == "pos")))
            else:
                broken.append(name)
    return reviews, broken


# %% wrong: ignores bytes that are not UTF-8 | 9 | UTF-8이 아닌 바이트를 빼고 읽었습니다.
import re


def read_reviews(files):
    reviews, broken = [], []
    for name in sorted(files):
        if re.fullmatch(r"(neg|pos)/[^/]*\.txt", name):
            text = re.sub(r"<br\s*/?>", " ", files[name].decode("utf-8", errors="ignore")).strip()
            if text:
                reviews.append((name, text, int(name[:3] == "pos")))
            else:
                broken.append(name)
    return reviews, broken


# %% wrong: no file is refused for its encoding | 9 | UnicodeDecodeError
import re


def read_reviews(files):
    reviews, broken = [], []
    for name in sorted(files):
        if re.fullmatch(r"(neg|pos)/[^/]*\.txt", name):
            text = re.sub(r"<br\s*/?>", " ", files[name].decode("utf-8")).strip()
            if text:
                reviews.append((name, text, int(name[:3] == "pos")))
            else:
                broken.append(name)
    return reviews, broken


# %% wrong: latin-1 | 0 | UTF-8이 아니라 latin-1로 읽었습니다.
import re


def read_reviews(files):
    reviews, broken = [], []
    for name in sorted(files):
        if re.fullmatch(r"(neg|pos)/[^/]*\.txt", name):
            text = re.sub(r"<br\s*/?>", " ", files[name].decode("latin-1")).strip()
            if text:
                reviews.append((name, text, int(name[:3] == "pos")))
            else:
                broken.append(name)
    return reviews, broken


# %% wrong: looks for empty files before it strips | 11 | 손질하기 전에 빈 글인지 보았습니다.
import re


def read_reviews(files):
    reviews, broken = [], []
    for name in sorted(files):
        if re.fullmatch(r"(neg|pos)/[^/]*\.txt", name):
            try:
                raw = files[name].decode("utf-8")
            except UnicodeDecodeError:
                raw = ""
            if raw:
                reviews.append((name, re.sub(r"<br\s*/?>", " ", raw).strip(), int(name[:3] == "pos")))
            else:
                broken.append(name)
    return reviews, broken


# %% wrong: looks for empty texts before the marks go | 11 | 표시를 지우기 전에 빈 글인지 보았습니다.
import re


def read_reviews(files):
    reviews, broken = [], []
    for name in sorted(files):
        if re.fullmatch(r"(neg|pos)/[^/]*\.txt", name):
            try:
                raw = files[name].decode("utf-8").strip()
            except UnicodeDecodeError:
                raw = ""
            if raw:
                reviews.append((name, re.sub(r"<br\s*/?>", " ", raw).strip(), int(name[:3] == "pos")))
            else:
                broken.append(name)
    return reviews, broken


# %% wrong: deletes the marks | 10 | 줄 바꿈 표시를 빈칸 없이 지워 앞뒤 단어가 붙었습니다.
import re


def read_reviews(files):
    reviews, broken = [], []
    for name in sorted(files):
        if re.fullmatch(r"(neg|pos)/[^/]*\.txt", name):
            try:
                text = re.sub(r"<br\s*/?>", "", files[name].decode("utf-8")).strip()
            except UnicodeDecodeError:
                text = ""
            if text:
                reviews.append((name, text, int(name[:3] == "pos")))
            else:
                broken.append(name)
    return reviews, broken


# %% wrong: one way to write the mark | 9 | 세 가지로 적힌 것을 모두 바꿉니다.
def read_reviews(files):
    reviews, broken = [], []
    for name in sorted(files):
        side, *rest = name.split("/")
        if side in ("neg", "pos") and len(rest) == 1 and name.endswith(".txt"):
            try:
                text = files[name].decode("utf-8").replace("<br />", " ").strip()
            except UnicodeDecodeError:
                text = ""
            if text:
                reviews.append((name, text, int(side == "pos")))
            else:
                broken.append(name)
    return reviews, broken


# %% wrong: every pair of angle brackets goes | 12 | 줄 바꿈 표시가 아닌 꺾쇠까지 지웠습니다.
import re


def read_reviews(files):
    reviews, broken = [], []
    for name in sorted(files):
        if re.fullmatch(r"(neg|pos)/[^/]*\.txt", name):
            try:
                text = re.sub(r"<[^>]*>", " ", files[name].decode("utf-8")).strip()
            except UnicodeDecodeError:
                text = ""
            if text:
                reviews.append((name, text, int(name[:3] == "pos")))
            else:
                broken.append(name)
    return reviews, broken


# %% wrong: folders within the folders | 9 | 안쪽 폴더에 든 파일까지 읽었습니다.
import re


def read_reviews(files):
    reviews, broken = [], []
    for name in sorted(files):
        if name.startswith(("neg/", "pos/")) and name.endswith(".txt"):
            try:
                text = re.sub(r"<br\s*/?>", " ", files[name].decode("utf-8")).strip()
            except UnicodeDecodeError:
                text = ""
            if text:
                reviews.append((name, text, int(name[:3] == "pos")))
            else:
                broken.append(name)
    return reviews, broken


# %% wrong: what is not positive is negative | 11 | 폴더의 파일까지 읽었습니다.
import re


def read_reviews(files):
    reviews, broken = [], []
    for name in sorted(files):
        if re.fullmatch(r"[^/]+/[^/]+\.txt", name):
            try:
                text = re.sub(r"<br\s*/?>", " ", files[name].decode("utf-8")).strip()
            except UnicodeDecodeError:
                text = ""
            if text:
                reviews.append((name, text, int(name.split("/")[0] == "pos")))
            else:
                broken.append(name)
    return reviews, broken


# %% wrong: any ending | 11 | 이름이 `.txt`로 끝나지 않는 파일까지 읽었습니다.
import re


def read_reviews(files):
    reviews, broken = [], []
    for name in sorted(files):
        if re.fullmatch(r"(neg|pos)/[^/]+", name):
            try:
                text = re.sub(r"<br\s*/?>", " ", files[name].decode("utf-8")).strip()
            except UnicodeDecodeError:
                text = ""
            if text:
                reviews.append((name, text, int(name[:3] == "pos")))
            else:
                broken.append(name)
    return reviews, broken


# %% wrong: broken files forgotten | 9 | 읽지 못한 파일의 이름이 빠졌습니다.
import re


def read_reviews(files):
    reviews, broken = [], []
    for name in sorted(files):
        if re.fullmatch(r"(neg|pos)/[^/]*\.txt", name):
            try:
                text = re.sub(r"<br\s*/?>", " ", files[name].decode("utf-8")).strip()
            except UnicodeDecodeError:
                continue
            if text:
                reviews.append((name, text, int(name[:3] == "pos")))
            else:
                broken.append(name)
    return reviews, broken


# %% wrong: takes the files out of the dictionary | 13 | 함수가 입력 `files`의 값을 바꾸었습니다.
import re


def read_reviews(files):
    reviews, broken = [], []
    for name in sorted(files):
        data = files.pop(name)
        if re.fullmatch(r"(neg|pos)/[^/]*\.txt", name):
            try:
                text = re.sub(r"<br\s*/?>", " ", data.decode("utf-8")).strip()
            except UnicodeDecodeError:
                text = ""
            if text:
                reviews.append((name, text, int(name[:3] == "pos")))
            else:
                broken.append(name)
    return reviews, broken


# %% wrong: the example by heart | 2 | 보이는 검사에서 돌려준 값과 똑같습니다
def read_reviews(files):
    negative = [("neg/10_2.txt", "Dull.", 0), ("neg/2_3.txt", "Too long.", 0)]
    return [*negative, ("pos/0_9.txt", "Warm. Funny.", 1)], ["neg/7_1.txt", "pos/5_8.txt"]
