"""Write the review corpora embedded in data/: whole reviews composed from the hand-written clauses in review_grammar/.

A review gets its label first. Then it is given points of praise and of blame on different topics, in one of four plans:

- "clear": most points are on the label's side;
- "paired": as many points on either side, each opposite one conceded in the same sentence ("although ..., ...");
- "turned": first the opposite side, then a turn ("And yet."), then the label's side;
- "fair": first the label's side, then "in fairness" the opposite one.

In the last three the words alone say little, the order decides. Test reviews also use clauses, choices of words and
sentence patterns that no training review has. Run from anywhere: `python tools/make_reviews.py`.
"""

import argparse
import gzip
import hashlib
import random
import re
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
GRAMMAR = Path(__file__).resolve().parent / "review_grammar"
SEED = 20240511
SIZES = {"train": 4000, "test": 2000}
MEDIAN_WORDS = {"en": 85, "ko": 60}
WORD_LIMITS = 30, 250
WORDS_IN_A_POINT = {"en": 13, "ko": 7}
HOLD_OUT_EVERY = 6  # of each topic's clauses, the last of every six is kept for test reviews
PLANS = {"clear": 0.64, "paired": 0.15, "turned": 0.13, "fair": 0.08}
GENRE_TOPICS = {
    "comedy": ["humour"],
    "thriller": ["fear"],
    "horror": ["fear", "effects"],
    "scifi": ["effects"],
    "adventure": ["effects"],
    "drama": [],
}
SPECIAL_TOPICS = {"humour", "fear", "effects", "irony", "others"}
SIDES = {1: "+", 0: "-"}


@dataclass
class Language:
    """The sections of one language's grammar files: heading -> lines, and the Korean table of endings."""

    name: str
    sections: dict = field(default_factory=dict)
    endings: dict = field(default_factory=dict)

    def lines(self, heading, part):
        """All lines that a review of `part` may use: a training review does without those held out."""
        lines, held_out = self.sections[heading], self.sections.get(f"{heading} held out", [])
        if heading.endswith((" +", " -")):
            held_out = lines[HOLD_OUT_EVERY - 1 :: HOLD_OUT_EVERY]
        return [line for line in lines if line not in held_out] if part == "train" else [*lines, *held_out]


def read_language(name):
    language = Language(name)
    for file in sorted((GRAMMAR / name).glob("*.txt")):
        lines = [line.strip() for line in file.read_text(encoding="utf-8").splitlines()]
        if file.stem == "endings":
            rows = [[cell.strip() for cell in line.split("|")] for line in lines if line and line[0] != "#"]
            language.endings = {row[0]: row[1:] for row in rows}
            continue
        for line in lines:
            if line.startswith("## "):
                section = language.sections.setdefault(line[3:], [])
            elif line and not line.startswith("#"):
                section.append(line)
    return language


def choose_words(line, part, random_numbers):
    """Replace each {a|b|c} by one of its choices; of three or more, the last is kept for test reviews."""

    def pick(match):
        choices = match[1].split("|")
        if part == "train" and len(choices) >= 3:
            choices = choices[:-1]
        return random_numbers.choice(choices)

    return re.sub(r"\{([^{}]*\|[^{}]*)\}", pick, line)


# Korean endings ------------------------------------------------------------------------------------------------------


def has_past_like_stem(plain):
    """True for predicates in -ㅆ다 and -ㅄ다 (past, 있다, 없다), which all take endings alike."""
    return (ord(plain[-2]) - ord("가")) % 28 in (18, 20)


def inflect(plain, ending, manner, endings):
    """Give a Korean clause in plain form ('음악이 좋았다') another ending.

    ending: 다 (final, in `manner`), 지만, 는데, 고, 는 (before a noun), 다는, 다고, "다고 해도" (quoting).
    manner: plain, haeyo, formal or noun (음슴체).
    """
    if has_past_like_stem(plain):
        stem, polite, formal, noun = plain[:-1], plain[:-1] + "어요", plain[:-1] + "습니다", plain[:-1] + "음"
        before_noun = stem + ("는" if stem.endswith(("있", "없")) else "던")
        linked = stem + "는데"
    else:
        tail = max((word for word in endings if plain.endswith(word)), key=len)
        before = plain[: -len(tail)]
        stem, polite, formal, noun, before_noun = (before + form for form in endings[tail])
        linked = before_noun + "데"
        if tail == "이다":
            polite = before + "이에요"
    if ending == "다":
        return {"plain": plain, "haeyo": polite, "formal": formal, "noun": noun}[manner]
    if ending.startswith("다"):
        quoted = stem + "라" if before_noun.endswith("인") else plain
        return quoted + ending[1:]
    return {"지만": stem + "지만", "는데": linked, "고": stem + "고", "는": before_noun}[ending]


# What people put for a full stop when they chat; it goes with praise and blame alike.
CASUAL_ENDS = {"en": ["!", "...", "!!"], "ko": ["!", "..", " ㅋㅋ", " ㅠㅠ", " ㅎㅎ"]}
HUMBLE = {"나는": "저는", "내가": "제가", "내": "제", "나도": "저도", "나를": "저를", "나에게": "저에게", "나": "저"}


def humble(text):
    """Replace 나, 내 by 저, 제, as a writer in a polite style does."""
    return " ".join(HUMBLE.get(word, word) for word in text.split(" "))


# Sentences -----------------------------------------------------------------------------------------------------------


class Writer:
    """Writes one review: keeps its manner of speaking and what has been said."""

    def __init__(self, language, part, random_numbers):
        self.language, self.part, self.random = language, part, random_numbers
        self.manner = random_numbers.choices(["plain", "haeyo", "noun", "formal"], [40, 28, 20, 12])[0]
        self.said = set()
        self.has_argued = False

    def line(self, heading):
        """A line under `heading` that was not used in this review; its words are not chosen yet."""
        fresh = [line for line in self.language.lines(heading, self.part) if line not in self.said]
        line = self.random.choice(fresh)
        self.said.add(line)
        return line

    def end(self, clause, ending="다"):
        """The clause with its words chosen and, in Korean, with the ending that the frame asks for."""
        text = choose_words(clause, self.part, self.random)
        if self.language.name == "en" or not text.endswith("다"):
            return text
        return inflect(text, ending, self.manner, self.language.endings)

    def sentence(self, heading):
        """A whole sentence that stands under `heading`; after it an argument begins anew."""
        self.has_argued = False
        return self.finish(self.end(self.line(heading).removeprefix("* ")))

    def framed(self, heading, **clauses):
        """A sentence after a frame under `heading`; `clauses` fill {main}, {other} and {more}."""
        for _ in range(5):
            text = re.sub(
                r"\{(main|other|more)(?: ([^}]*))?\}",
                lambda match: self.end(clauses[match[1]], match[2] or "다"),
                self.frame(heading, "more" in clauses),
            )
            if max(text.count("지만"), text.count("는데")) < 2:  # two of one ending in a sentence sound clumsy
                break
        self.has_argued = True
        return self.finish(re.sub(r"\[([^\]]*)\]", lambda match: self.end(match[1]), text))

    def frame(self, heading, has_more):
        """A frame under `heading` that suits; any but the plainest is used once in a review."""
        frames = self.language.lines(heading, self.part)
        if heading == "same":
            frames = [frame for frame in frames if ("{more" in frame) == has_more]
        if not self.has_argued:
            frames = [frame for frame in frames if not frame.startswith("+")]
        frame = self.random.choice([frame for frame in frames if frame not in self.said] or frames)
        if not frame.startswith("{"):
            self.said.add(frame)
        return frame.removeprefix("+ ")

    def finish(self, text):
        if self.language.name == "ko" and self.manner in ("haeyo", "formal"):
            text = humble(text)
        if text[-1] not in ".!?":
            text += "."
        if self.manner in ("haeyo", "noun") and text[-1] == "." and self.random.random() < 0.08:
            text = text[:-1] + self.random.choice(CASUAL_ENDS[self.language.name])
        return re.sub(r"(^|[.!?] )([a-z])", lambda match: match[1] + match[2].upper(), text)


def said_alone(points, writer):
    """Sentences for points of one side, often two of one topic in a sentence; whole sentences stay as they are."""
    sentences, waiting = [], list(points)
    while waiting:
        topic, line = waiting.pop(0)
        if line.startswith("*"):
            sentences.append(writer.finish(writer.end(line[2:])))
            continue
        follows = waiting and not waiting[0][1].startswith("*")
        if follows and writer.random.random() < (0.6 if waiting[0][0] == topic else 0.1):
            sentences.append(writer.framed("same", main=line, more=waiting.pop(0)[1]))
        else:
            sentences.append(writer.framed("same", main=line))
    return sentences


def said_in_pairs(main, other, writer):
    """Sentences that concede an opposite clause and state one of the label's side; what is left over stands alone."""
    conceded = [line for _, line in other if not line.startswith("*")]
    stated = [point for point in main if not point[1].startswith("*")][: len(conceded)]
    alone = [point for point in main if point not in stated]
    cut = writer.random.randint(0, len(alone))
    sentences = said_alone(alone[:cut], writer)
    for (_, first), second in zip(stated, conceded, strict=False):
        sentences.append(writer.framed("contrast", main=first, other=second))
    return sentences + said_alone(alone[cut:], writer)


def choose_points(side, count, topics, writer):
    """(topic, line) of one side, two to a topic at most, with a little irony and a few quarrels with other people."""
    points, special = [], ["irony", "others"]
    for topic in topics:
        for _ in range(writer.random.choice([1, 1, 2])):
            if len(points) == count:
                return points
            if special and writer.random.random() < 0.06:
                topic = special.pop(writer.random.randrange(len(special)))
            points.append((topic, writer.line(f"{topic} {side}")))
    return points


def compose(label, language, part, random_numbers):
    """One review (text) with the label 0 or 1."""
    writer = Writer(language, part, random_numbers)
    words = random_numbers.lognormvariate(0, 0.5) * MEDIAN_WORDS[language.name]
    plan = random_numbers.choices(list(PLANS), list(PLANS.values()))[0]
    genre = random_numbers.choice(list(GENRE_TOPICS))
    topics = sorted({heading[:-2] for heading in language.sections if heading.endswith(" +")} - {"closing"})
    topics = [topic for topic in topics if topic not in SPECIAL_TOPICS] + GENRE_TOPICS[genre]
    random_numbers.shuffle(topics)

    before = [writer.sentence("opening")] if random_numbers.random() < 0.6 else []
    before += [writer.sentence(f"plot {genre}")] if random_numbers.random() < 0.6 else []
    before += [writer.sentence("fact")] if random_numbers.random() < 0.3 else []
    spent = sum(len(sentence.split()) for sentence in before)
    count = max(3, round((words - spent) / WORDS_IN_A_POINT[language.name]))

    share = random_numbers.choice([0, 0, 0.2, 0.3]) if plan == "clear" else random_numbers.choice([0.35, 0.5, 0.5])
    opposite = min(max(round(count * share), plan != "clear"), count // 2)
    middle = len(topics) // 2
    main = choose_points(SIDES[label], count - opposite, topics[:middle], writer)
    other = choose_points(SIDES[1 - label], opposite, topics[middle:], writer)

    if plan in ("clear", "paired"):
        body = said_in_pairs(main, other, writer)
    elif plan == "turned":
        body = [*said_alone(other, writer), writer.sentence("turn"), *said_alone(main, writer)]
    else:
        body = [*said_alone(main, writer), writer.sentence("fair"), *said_alone(other, writer)]
        body += [writer.sentence("unmoved")] if random_numbers.random() < 0.8 else []
    verdict, farewell = (0.6, 0.75) if plan == "clear" else (0.2, 0.45)
    drawn = random_numbers.random()
    if drawn < verdict:
        body.append(writer.sentence(f"closing {SIDES[label]}"))
    elif drawn < farewell:
        body.append(writer.sentence("closing open"))
    return lay_out(before, body, random_numbers)


def lay_out(before, body, random_numbers):
    """Join the sentences; long reviews often have paragraphs, marked as on the web sites that such texts come from."""
    text = " ".join(before + body)
    if before and len(text.split()) > 110 and random_numbers.random() < 0.5:
        return " ".join(before) + "<br /><br />" + " ".join(body)
    return text


def make_corpus(name, sizes=SIZES, seed=SEED):
    """{"train": [(label, text), ...], "test": ...}: negative reviews first, as many of them as positive ones.

    No text comes twice. The first reviews of a part do not depend on how many are asked for.
    """
    language, taken, corpus = read_language(name), set(), {}
    for part, size in sizes.items():
        corpus[part] = []
        for label in (0, 1):
            random_numbers = random.Random(f"{seed} {name} {part} {label}")
            while sum(first == label for first, _ in corpus[part]) < size // 2:
                text = compose(label, language, part, random_numbers)
                if text not in taken and WORD_LIMITS[0] <= len(text.split()) <= WORD_LIMITS[1]:
                    taken.add(text)
                    corpus[part].append((label, text))
    return corpus


def as_table(reviews):
    """The text of a data file: a header, then one review a line, label and text with a tab between."""
    return "label\ttext\n" + "".join(f"{label}\t{text}\n" for label, text in reviews)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--folder", type=Path, default=ROOT / "data", help="where the .tsv.gz files go")
    folder = parser.parse_args().folder
    for name in ("en", "ko"):
        for part, reviews in make_corpus(name).items():
            content = as_table(reviews).encode("utf-8")
            file = folder / f"reviews_{name}_{part}.tsv.gz"
            file.write_bytes(gzip.compress(content, compresslevel=9, mtime=0))
            print(f"{file.name}: {len(reviews)} reviews, {file.stat().st_size:,} bytes, ", end="")
            print(f"SHA-256 of the unpacked text {hashlib.sha256(content).hexdigest()}")


if __name__ == "__main__":
    main()
