"""Diagrams of nets and cells as crisp vector drawings with Korean labels, built from plotly's shapes and annotations.

    diagram = Diagram(6, 3)
    diagram.box(1, 1, 2, 1, "순환층", active=True)
    diagram.circle(5, 1.5, 0.4, "h<sub>t</sub>")
    diagram.arrow((3, 1.5), (4.6, 1.5), text="은닉 상태")
    diagram.figure("순환층은 시간 단계마다 은닉 상태를 내보냅니다")

Coordinates are the author's own units, y upwards, (0, 0) at the lower left. One unit is at most 58 pixels, so a diagram
of up to 10 units fits a notebook in a narrow window; on a narrower page it shrinks, but its letters do not.
"""

import itertools
import math

import plotly.graph_objects as go

from rnn_course.charts import COLORS, INK, arrange, slider_control

_UNIT = 58  # pixels
_MUTED_LINE, _MUTED_FILL, _MUTED_INK = "#85827a", "#f1efe9", "#55524b"


class Diagram:
    """A drawing of `width` by `height` units. Each method adds one thing and returns the diagram.

    `active=True` lights a thing up (colour, thick line, bold text); otherwise it is muted.
    """

    def __init__(self, width, height):
        if not (width > 0 and height > 0):
            raise ValueError(f"도식의 크기는 0보다 커야 합니다. 받은 값: {width} × {height}")
        self.width, self.height = width, height
        self.shapes, self.annotations = [], []

    def box(self, x, y, w, h, text="", active=False, color=COLORS[0]):
        """A rectangle whose lower left corner is (x, y): `diagram.box(1, 1, 2, 1, "순환층")`"""
        return self._closed("rect", (x, y, x + w, y + h), text, active, color)

    def circle(self, x, y, radius, text="", active=False, color=COLORS[0]):
        """A circle around (x, y): `diagram.circle(5, 1.5, 0.4, "h<sub>t</sub>")`"""
        return self._closed("circle", (x - radius, y - radius, x + radius, y + radius), text, active, color)

    def arrow(self, *points, text="", active=False, color=COLORS[0]):
        """A line through two or more points with a head at the last: `diagram.arrow((3, 1), (4, 1), text="h")`

        The text stands beside the middle of the longest piece.
        """
        if len(points) < 2:
            raise ValueError("화살표에는 점이 두 개 이상 필요합니다. 예: diagram.arrow((0, 0), (1, 0))")
        stroke = {"color": color if active else _MUTED_LINE, "width": 3 if active else 1.5}
        if len(points) > 2:
            path = "M " + " L ".join(f"{x},{y}" for x, y in points[:-1])
            self.shapes.append({"type": "path", "path": path, "line": stroke})
        (x0, y0), (x1, y1) = points[-2:]
        self.annotations.append(
            {
                "x": x1, "y": y1, "ax": x0, "ay": y0, "xref": "x", "yref": "y", "axref": "x", "ayref": "y",
                "text": "", "showarrow": True, "arrowhead": 2, "arrowsize": 0.8 if active else 1.0,
                "arrowwidth": stroke["width"], "arrowcolor": stroke["color"],
            }
        )  # fmt: skip
        if text:
            self._label(*_beside(points), text, active, color)
        return self

    def text(self, x, y, text, active=False, size=15, color=COLORS[0]):
        """Words centred at (x, y): `diagram.text(3, 2.5, "시간 →")`"""
        return self._label(x, y, {}, text, active, color, size)

    def figure(self, title):
        """The drawing as a plotly Figure: `show(diagram.figure("순환 셀"), alt="…")`"""
        fig = go.Figure(layout={"shapes": self.shapes, "annotations": self.annotations})
        fixed = {"visible": False, "fixedrange": True}
        fig.update_xaxes(**fixed, range=[0, self.width], constrain="domain")
        fig.update_yaxes(**fixed, range=[0, self.height], scaleanchor="x", constrain="domain")
        fig.update_layout(dragmode=False, hovermode=False, margin={"l": 16, "r": 16})
        return arrange(fig, title, _UNIT * self.height, bottom=16)

    def _closed(self, kind, corners, text, active, color):
        x0, y0, x1, y1 = corners
        line = {"color": color if active else _MUTED_LINE, "width": 3 if active else 1.5}
        fill = _tint(color) if active else _MUTED_FILL
        self.shapes.append(
            {"type": kind, "x0": x0, "y0": y0, "x1": x1, "y1": y1, "line": line, "fillcolor": fill, "layer": "below"}
        )
        return self._label((x0 + x1) / 2, (y0 + y1) / 2, {}, text, active, INK) if text else self

    def _label(self, x, y, place, text, active, color, size=15):
        ink = {"color": color if active else _MUTED_INK, "size": size}
        bold = f"<b>{text}</b>" if active else text
        self.annotations.append({"x": x, "y": y, "text": bold, "showarrow": False, "font": ink, **place})
        return self


def _beside(points):
    """Where an arrow's text goes: the middle (x, y) of its longest piece, and above it or to the right of it."""
    (x0, y0), (x1, y1) = max(itertools.pairwise(points), key=lambda ends: math.dist(*ends))
    level = abs(x1 - x0) >= abs(y1 - y0)
    place = {"yanchor": "bottom", "yshift": 1} if level else {"xanchor": "left", "xshift": 6}
    return (x0 + x1) / 2, (y0 + y1) / 2, place


def _tint(color):
    """'#rrggbb' -> a light ground for dark text: 18 % of the colour, the rest white."""
    parts = [int(color[i : i + 2], 16) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(0.18 * part + 0.82 * 255):02x}" for part in parts)


def steps(diagrams, label, title):
    """Diagrams of one size as one figure with a slider: `steps([("t = 1", first), ("t = 2", second)], "시간 단계", …)`

    diagrams: list of (name, Diagram). Each position replaces the drawing, without a kernel.
    """
    if not diagrams:
        raise ValueError("슬라이더에 단계가 없습니다. (이름, Diagram)을 하나 이상 넣어 주세요.")
    sizes = {(diagram.width, diagram.height) for _, diagram in diagrams}
    if len(sizes) > 1:
        raise ValueError(f"도식의 크기가 서로 다릅니다: {sorted(sizes)}. 모든 단계를 같은 크기로 그려 주세요.")
    fig = diagrams[0][1].figure(title)
    moves = [("relayout", [{"shapes": d.shapes, "annotations": d.annotations}]) for _, d in diagrams]
    slider = slider_control(label, [str(name) for name, _ in diagrams], moves)
    return arrange(fig, title, _UNIT * diagrams[0][1].height, slider=slider, bottom=16)
