"""The real files beside the repository, which may not be distributed with it, and lecture notebooks run on them."""

import json
import os

import nbformat
import pytest
from nbclient import NotebookClient
from pages import ROOT

FOLDER = ROOT.parent / "shared" / "data"
PRICES = FOLDER / "samsung_electronics_.csv"
REVIEWS = FOLDER / "aclImdb_v1.tar.gz"
VECTORS = FOLDER / "glove.6B.zip"


def needs(*files):
    """A mark that skips a test where one of the real files is missing."""
    missing = ", ".join(file.name for file in files if not file.exists())
    return pytest.mark.skipif(bool(missing), reason=f"not in ../shared/data, not part of the course: {missing}")


def lecture(name):
    return nbformat.read(ROOT / "notebooks" / f"{name}.ipynb", as_version=4)


def until_training(book):
    """The notebook's cells before the first training: all that does not hang on trained weights."""
    tagged = [i for i, cell in enumerate(book.cells) if "first-training" in cell.metadata.get("tags", [])]
    assert len(tagged) == 1
    return book.cells[: tagged[0]]


def run_on_real_data(cells, report, timeout=300, folder=FOLDER):
    """Run the cells of a lecture notebook, then `report`, a cell that prints JSON; returns what it printed."""
    book = nbformat.v4.new_notebook(cells=[*cells, nbformat.v4.new_code_cell(report)])
    client = NotebookClient(book, timeout=timeout, resources={"metadata": {"path": str(ROOT / "notebooks")}})
    client.execute(env=os.environ | {"RNN_COURSE_DATA": str(folder)})
    return json.loads(book.cells[-1].outputs[0]["text"])
