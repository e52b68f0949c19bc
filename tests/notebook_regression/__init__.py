"""A pytest plugin over nbval: re-runs notebooks and compares their outputs with a tolerance.

nbval starts the kernel and runs the cells. This plugin decides how outputs are compared:

comparison.py  two values: texts number by number, arrays, tables cell by cell, figures part by part
marks.py       the tags with which a cell widens the tolerance or is left out, each with its reason
refusals.py    notebooks that cannot be judged (cells never run, run out of order, pictures of pixels, ...)
notebook.py    the collector and the items that pytest runs
summary.py     what a run prints at its end, and the report it writes
"""

import pytest
from nbval.plugin import IPyNbFile

from . import summary
from .notebook import NotebookFile


def pytest_addoption(parser):
    group = parser.getgroup("nbval")
    group.addoption("--regression-report", metavar="FILE", help="write what was compared in each notebook cell as JSON")


@pytest.hookimpl(wrapper=True)
def pytest_collect_file(parent):
    nodes = yield
    if not parent.config.option.nbval:  # --nbval-lax compares nothing: nbval's own business
        return nodes
    return [NotebookFile.from_parent(parent, path=node.path) if type(node) is IPyNbFile else node for node in nodes]


def pytest_terminal_summary(terminalreporter, config):
    cells = summary.compared_cells(terminalreporter)
    if config.option.nbval:
        summary.write_lines(terminalreporter, cells)
    if config.option.regression_report:
        summary.write_report(config.option.regression_report, cells)
