"""Write environment.yml (conda, Binder) with the pins of requirements.lock."""

import re
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent
PYTHON = "3.12"
HEADER = "# requirements.lock에서 만든 파일입니다. 고치지 말고 `make lock`을 실행하세요.\n"


def locked_pins(lock_text):
    """The requirement lines of a lock, with their markers, without hashes: ["absl-py==2.3.1", …]."""
    pins = re.findall(r"^([\w.-]+==\S+(?: *; *[^\\\n]+)?)", lock_text, flags=re.MULTILINE)
    return [pin.strip() for pin in pins]


def conda_environment(lock_text):
    """The environment as conda reads it; the course's own package is installed from the folder."""
    packages = [*locked_pins(lock_text), "-e ."]
    return {
        "name": "rnn-course",
        "channels": ["conda-forge"],
        "dependencies": [f"python={PYTHON}", "pip", {"pip": packages}],
    }


def main():
    environment = conda_environment((ROOT / "requirements.lock").read_text(encoding="utf-8"))
    text = HEADER + yaml.safe_dump(environment, sort_keys=False, allow_unicode=True, width=200)
    (ROOT / "environment.yml").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
