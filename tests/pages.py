"""The pages that people read (notebooks, docs, README) and the anchors of their headings."""

import re
from functools import cache
from pathlib import Path
from urllib.parse import unquote

import nbformat

ROOT = Path(__file__).resolve().parent.parent
LECTURES = sorted(ROOT.glob("notebooks/[0-9]*.ipynb"))
NOTEBOOKS = sorted([*LECTURES, *ROOT.glob("release/*/*.ipynb")])
GLOSSARY = ROOT / "docs" / "glossary.md"
PAGES = sorted(path for folder in (".", "docs", "data") for path in ROOT.glob(f"{folder}/*.md"))


def name_of(path):
    """The path as a reader of the repository writes it; also the id of a parametrised test."""
    return path.relative_to(ROOT).as_posix()


@cache
def markdown_of(path):
    if path.suffix == ".md":
        return path.read_text(encoding="utf-8")
    cells = nbformat.read(path, as_version=4).cells
    return "\n".join(cell.source for cell in cells if cell.cell_type == "markdown")


def headings(markdown):
    """[(marks, anchor)] of a text's headings. JupyterLab's anchors: without marks of style, spaces become hyphens."""
    found = re.findall(r"^(#+) +(.+?)\s*$", markdown, flags=re.MULTILINE)
    return [(marks, re.sub(r"[`*]", "", heading).replace(" ", "-")) for marks, heading in found]


def anchors(path):
    return {anchor for _, anchor in headings(markdown_of(path))}


def links(text):
    """Targets of the links of a page, outside code blocks."""
    text = re.sub(r"```.*?```", "", text, flags=re.DOTALL)
    return [unquote(link) for link in re.findall(r"\]\(((?:[^()\s]|\([^()]*\))+)\)", text)]


def table_rows(text):
    """The rows of a page's table, each a tuple of its cells, without the head and its rule."""
    lines = [line.strip().strip("|").split("|") for line in text.splitlines() if line.startswith("|")]
    return [tuple(cell.strip() for cell in line) for line in lines[2:]]
