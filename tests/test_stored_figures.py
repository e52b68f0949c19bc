"""What the lecture notebooks' stored figures show is seen without seeing colours as most people do, and can be read."""

import itertools

import nbformat
import pytest
from color_vision import SIGHT, as_hex, contrast, shows_order, smallest_difference
from pages import LECTURES, name_of

from rnn_course import charts

PLOTLY = "application/vnd.plotly.v1+json"
WITH_COLOR_SCALE = ("heatmap", "surface")
OPEN_AND_FULL = "candlestick"  # told apart by more than its two colours


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
    return as_hex(color), (trace["type"], trace.get("mode"), line.get("dash"), marker.get("symbol"), size)


def alike(figure):
    """[(name, name, kind of sight)] of the traces with a name that only colour tells apart, and that kind does not."""
    named = {}
    for number, trace in enumerate(figure["data"]):
        if trace.get("name") and trace["type"] not in (*WITH_COLOR_SCALE, OPEN_AND_FULL):
            named.setdefault(trace["name"], looks(trace, number))
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


# --- colour scales ---


def scales_of(figure):
    return [trace["colorscale"] for trace in figure["data"] if trace["type"] in WITH_COLOR_SCALE]


def unordered_scales(figure):
    """[(colour scale, kind of sight)] of those in which this sight does not tell more from less."""
    return [(scale, sight) for scale in scales_of(figure) for sight in SIGHT if not shows_order(scale, sight)]


@pytest.mark.parametrize("path", LECTURES, ids=name_of)
def test_color_scales_show_more_and_less_to_every_kind_of_sight(path):
    assert not [(name, found) for name, figure in stored_figures(path) for found in unordered_scales(figure)]


RAINBOW = [[0, "#000080"], [0.4, "#00ffff"], [0.6, "#ffff00"], [1, "#800000"]]
RED_AND_GREEN = [[0, "rgb(165,0,38)"], [0.5, "#ffffff"], [1, "rgb(0,104,55)"]]
RED_AND_BLUE = [[0, "rgb(103,0,31)"], [0.5, "#f7f7f7"], [1, "rgb(5,48,97)"]]


def test_scales_without_an_order_and_colors_that_cannot_be_read_are_found():
    def sights(scale):
        return {sight for _, sight in unordered_scales({"data": [{"type": "heatmap", "colorscale": scale}]})}

    assert sights(RAINBOW) == set(SIGHT)
    assert "normal" not in sights(RED_AND_GREEN)
    assert sights(RED_AND_GREEN)
    assert not sights(RED_AND_BLUE)
    assert not sights([[0, "#ffffff"], [1, "#0074ad"]])
    with pytest.raises(ValueError, match="steelblue"):
        sights([[0, "#ffffff"], [1, "steelblue"]])
    with pytest.raises(ValueError, match="rgba"):
        alike({"data": [{"type": "bar", "name": "가", "marker": {"color": "rgba(0, 0, 0, 0.5)"}}]})


# --- texts ---

FONTS = ("font", "textfont", "insidetextfont", "outsidetextfont", "tickfont")


def states(node):
    """Every dictionary of a figure, also of what its sliders put in place; notes come with the state they belong to."""
    if isinstance(node, dict):
        yield node
        for key, value in node.items():
            if key not in ("template", "annotations"):
                yield from states(value)
    elif isinstance(node, list):
        for value in node:
            yield from states(value)


def ground_of(note, shapes, ground):
    """The colour behind a note: its own ground, or the topmost shape's under it, or the figure's."""
    behind = [
        shape["fillcolor"]
        for shape in shapes
        if "fillcolor" in shape and all(shape[f"{a}0"] <= note[a] <= shape[f"{a}1"] for a in "xy")
    ]
    return note.get("bgcolor") or [ground, *behind][-1]


def inks(figure):
    """(text or kind of text, ink, ground) of what is written in a figure."""
    ground = figure["layout"].get("plot_bgcolor", charts.GROUND)
    for state in states(figure):
        for note in filter(lambda note: note["text"], state.get("annotations", [])):
            ink = note.get("font", {}).get("color", charts.INK)
            yield note["text"], ink, ground_of(note, state.get("shapes", []), ground)
        for kind in FONTS:
            if color := state.get(kind, {}).get("color"):
                yield kind, color, state.get("bgcolor", ground)


def too_pale(figure):
    return [(text, ink, ground) for text, ink, ground in inks(figure) if contrast(as_hex(ink), as_hex(ground)) < 4.5]


@pytest.mark.parametrize("path", LECTURES, ids=name_of)
def test_what_is_written_in_a_figure_has_contrast_on_its_ground(path):
    figures = stored_figures(path)
    assert sum(len(list(inks(figure))) for _, figure in figures)
    found = [(name, *pale) for name, figure in figures for pale in too_pale(figure)]
    assert found == []


def test_pale_texts_are_found():
    box = {"x0": 0, "x1": 2, "y0": 0, "y1": 2, "fillcolor": "#0074ad"}
    inside, beside = ({"text": "글", "x": x, "y": 1, "font": {"color": "#222222"}} for x in (1, 3))
    move = {"args": [{"annotations": [inside, beside], "shapes": [box]}]}
    figure = {"data": [], "layout": {"sliders": [{"steps": [move]}]}}
    assert too_pale(figure) == [("글", "#222222", "#0074ad")]
    inside["bgcolor"] = "#ffffff"
    assert not too_pale(figure)
    figure["layout"]["title"] = {"text": "제목", "font": {"color": "#85827a"}}
    figure["data"] = [{"type": "scatter", "textfont": {"color": "#ffffff"}}]
    assert [kind for kind, _, _ in too_pale(figure)] == ["textfont", "font"]
