"""How the site reads a notebook: stored plotly figures become HTML that a browser draws without a kernel.

A figure is stored only as plotly's own kind of output, followed by its description; the site shows both together.
"""

import html
import json
import re

import nbformat

PLOTLY = "application/vnd.plotly.v1+json"
DESCRIPTION = re.compile(r"\s*<p>(그림 설명: .+)</p>\s*", flags=re.DOTALL)
DRAWING_CODE = "# 그림"  # the first line of a cell that only draws


def anchor(heading):
    """JupyterLab's anchor of a heading, which the notebooks' links use."""
    return heading.replace(" ", "-")


def read(text):
    """A notebook's JSON -> the notebook with its figures as HTML; code that only draws is folded."""
    notebook = nbformat.reads(text, as_version=4)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = with_figures(cell.outputs, cell.id)
            if cell.source.startswith(DRAWING_CODE):
                cell.metadata.tags = [*cell.metadata.get("tags", []), "hide-input"]
    return notebook


def with_figures(outputs, name):
    """A cell's outputs, in which a figure and its description are one output. ValueError for one without the other."""
    shown, figure = [], None
    for output in outputs:
        data = output.get("data", {})
        description = DESCRIPTION.fullmatch(data.get("text/html", ""))
        if bool(figure) != bool(description):
            raise ValueError(f"{name}: figure without description, or description without figure")
        if PLOTLY in data:
            figure = data[PLOTLY]
        elif figure:
            page = {"text/html": figure_html(figure, description[1])}
            shown.append(nbformat.v4.new_output("display_data", page))
            figure = None
        else:
            shown.append(output)
    if figure:
        raise ValueError(f"{name}: figure without description")
    return shown


def figure_html(figure, description):
    """The figure as site/_static/charts.js draws it. description: HTML."""
    title = re.sub(r"<[^>]+>", " ", figure["layout"].get("title", {}).get("text", "")) or "그림"
    stored = json.dumps(figure, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return (
        f'<figure class="chart"><div class="chart-window"><div class="chart-drawing" role="group" '
        f'aria-label="{html.escape(title)}" style="height:{figure["layout"]["height"]}px"></div></div>'
        f'<script type="application/json">{stored}</script><figcaption>{description}</figcaption></figure>'
    )
