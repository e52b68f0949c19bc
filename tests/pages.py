"""The pages that people read (notebooks, docs, README) and the anchors of their headings."""

import re
from pathlib import Path

import nbformat

ROOT = Path(__file__).resolve().parent.parent
LECTURES = sorted(ROOT.glob("notebooks/*.ipynb"))
NOTEBOOKS = sorted([*LECTURES, *ROOT.glob("release/*/*.ipynb")])
GLOSSARY = ROOT / "docs" / "glossary.md"
PAGES = sorted([ROOT / "README.md", *ROOT.glob("docs/*.md"), *ROOT.glob("data/*.md")])


def name_of(path):
    """The path as a reader of the repository writes it; also the id of a parametrised test."""
    return path.relative_to(ROOT).as_posix()


def markdown_of(path):
    if path.suffix == ".md":
        return path.read_text(encoding="utf-8")
    cells = nbformat.read(path, as_version=4).cells
    return "\n".join(cell.source for cell in cells if cell.cell_type == "markdown")


def anchors(path):
    """The anchors that JupyterLab makes of a notebook's headings: spaces become hyphens."""
    headings = re.findall(r"^#+ +(.+?)\s*$", markdown_of(path), flags=re.MULTILINE)
    return {re.sub(r"[`*]", "", heading).replace(" ", "-") for heading in headings}
