"""`make lint`: what breaks a rule in notebooks, pages and modules, a line each: FILE: [RULE] where and what.

usage: python tests/lint.py [FILE ...]      (default: everything that students and instructors read)
"""

import sys
from pathlib import Path

from notebook_rules import ASSIGNMENT_RULES, LECTURE_RULES, read
from pages import PAGES, ROOT, name_of
from prose_rules import RULES, findings, passages_of


def texts():
    """Every file that has rules."""
    notebooks = [path for folder in ("notebooks", "source/*", "release/*") for path in ROOT.glob(f"{folder}/*.ipynb")]
    return sorted([*PAGES, *notebooks, *ROOT.glob("rnn_course/**/*.py")])


def broken_rules(path):
    """[(name of the rule, what it found)] of a file."""
    found = [(rule.__name__, line) for rule in RULES for line in findings(rule, passages_of(path))]
    if path.suffix == ".ipynb":
        rules = LECTURE_RULES if path.parent.name == "notebooks" else ASSIGNMENT_RULES
        notebook = read(path)
        found += [(rule.__name__, line) for rule in rules for line in rule(notebook)]
    return found


def main(names):
    known = texts()
    wanted = {Path(name).resolve() for name in names}
    chosen = [path for path in known if path in wanted] if names else known
    lines = [f"{name_of(path)}: [{rule}] {line}" for path in chosen for rule, line in broken_rules(path)]
    print(*lines, sep="\n", end="\n" if lines else "")
    for path in sorted(wanted - set(known)):
        print(f"{path.name}: 이 파일에는 규칙이 없어 보지 않았습니다.")
    print(f"파일 {len(chosen)}개에서 {len(lines)}곳을 찾았습니다.")
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
