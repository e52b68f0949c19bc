"""The figures stored in the lecture notebooks can be told apart without seeing colours as most people do."""

import itertools
import re

import nbformat
import pytest
from color_vision import SIGHT, smallest_difference
from pages import LECTURES, name_of

from rnn_course import charts

PLOTLY = "application/vnd.plotly.v1+json"
WITH_COLOR_SCALE = ("heatmap", "surface", "candlestick")


def stored_figures(path):
    """[(id of the cell, figure as a dictionary)]"""
    cells = nbformat.read(path, as_version=4).cells
    outputs = [(cell.id, output) for cell in cells for output in cell.get("outputs", [])]
    return [(name, output.data[PLOTLY]) for name, output in outputs if PLOTLY in output.get("data", {})]


def looks(trace, number):
    """(colour, everything else by which a trace is told from another) of the trace that is drawn as `number`."""
    line, marker = trace.get("line", {}), trace.get("marker", {})
    chosen = [part["color"] for part in (line, marker) if isinstance(part.get("color"), str)]
    color = chosen[0] if chosen else charts.COLORS[number % len(charts.COLORS)]
    size = marker.get("size") if isinstance(marker.get("size"), int) else "by value"
    return color, (trace["type"], trace.get("mode"), line.get("dash"), marker.get("symbol"), size)


def alike(figure):
    """[(name, name, kind of sight)] of the traces with a name that only colour tells apart, and that kind does not."""
    named = {}
    for number, trace in enumerate(figure["data"]):
        color, rest = looks(trace, number)
        if trace.get("name") and trace["type"] not in WITH_COLOR_SCALE and re.fullmatch("#[0-9a-f]{6}", color):
            named.setdefault(trace["name"], (color, rest))
    return [
        (one, other, sight)
        for (one, (color, rest)), (other, (other_color, other_rest)) in itertools.combinations(named.items(), 2)
        for sight in SIGHT
        if rest == other_rest and color != other_color and smallest_difference([color, other_color], sight) < 20
    ]


@pytest.mark.parametrize("path", LECTURES, ids=name_of)
def test_what_has_a_name_is_told_apart_by_every_kind_of_sight(path):
    figures = stored_figures(path)
    assert len(figures) > 5
    assert not [(name, pair) for name, figure in figures for pair in alike(figure)]


def test_colors_that_look_alike_are_found():
    pair = [
        {"type": "scatter", "name": name, "line": {"color": color}}
        for name, color in (("가", "#b84a00"), ("나", "#8a5a00"))
    ]
    assert ("가", "나", "protanopia") in alike({"data": pair})
    pair[1]["line"]["dash"] = "dash"
    assert not alike({"data": pair})
