import plotly.graph_objects as go
import pytest
from color_vision import contrast

from rnn_course import charts, diagrams
from rnn_course.diagrams import Diagram


def cell(active=False):
    diagram = Diagram(6, 3)
    diagram.box(1, 1, 2, 1, "순환층", active=active)
    diagram.circle(5, 1.5, 0.4, "h<sub>t</sub>")
    return diagram.arrow((3, 1.5), (4.6, 1.5), text="은닉 상태")


def test_example_of_the_module():
    fig = cell().figure("순환층은 은닉 상태를 내보냅니다")
    assert [shape.type for shape in fig.layout.shapes] == ["rect", "circle"]
    assert [note.text for note in fig.layout.annotations] == ["순환층", "h<sub>t</sub>", "", "은닉 상태"]
    box, circle = fig.layout.shapes
    assert (box.x0, box.y0, box.x1, box.y1) == (1, 1, 3, 2)
    assert (circle.x0, circle.y0, circle.x1, circle.y1) == pytest.approx((4.6, 1.1, 5.4, 1.9))
    arrow = fig.layout.annotations[2]
    assert (arrow.ax, arrow.ay, arrow.x, arrow.y, arrow.showarrow) == (3, 1.5, 4.6, 1.5, True)


def test_circles_stay_round_and_nothing_is_cut_off():
    layout = cell().figure("제목").layout
    assert (list(layout.xaxis.range), list(layout.yaxis.range)) == ([0, 6], [0, 3])
    assert layout.yaxis.scaleanchor == "x"
    assert not layout.xaxis.visible
    assert layout.height - layout.margin.t - layout.margin.b == 3 * 58


def test_active_things_differ_by_more_than_color():
    muted, active = cell().figure("제목").layout, cell(active=True).figure("제목").layout
    assert active.shapes[0].line.width > muted.shapes[0].line.width
    assert active.annotations[0].text == "<b>순환층</b>"
    assert active.shapes[0].line.color == charts.COLORS[0]


def test_every_label_and_line_has_contrast():
    for active in (False, True):
        for color in charts.COLORS:
            diagram = Diagram(4, 4).box(0, 0, 1, 1, "셀", active=active, color=color)
            diagram.arrow((1, 1), (2, 2), text="h", active=active, color=color).text(3, 3, "글", active, color=color)
            box, (inside, arrow, beside, text) = diagram.shapes[0], diagram.annotations
            assert contrast(inside["font"]["color"], box["fillcolor"]) >= 4.5
            for note in (beside, text):
                assert contrast(note["font"]["color"], charts.GROUND) >= 4.5
            assert contrast(box["line"]["color"], charts.GROUND) >= 3
            assert contrast(arrow["arrowcolor"], charts.GROUND) >= 3


def test_arrow_around_corners():
    diagram = Diagram(5, 5).arrow((0, 0), (0, 4), (1, 4), text="i")
    assert diagram.shapes[0]["path"] == "M 0,0 L 0,4"
    head, label = diagram.annotations
    assert (head["ax"], head["ay"], head["x"], head["y"]) == (0, 4, 1, 4)
    assert (label["x"], label["y"], label["xanchor"]) == (0, 2, "left")


def test_slider_replaces_the_whole_drawing():
    drawings = [("꺼짐", cell()), ("켜짐", cell(active=True))]
    fig = diagrams.steps(drawings, "단계", "제목")
    (slider,) = fig.layout.sliders
    assert [step.label for step in slider.steps] == ["꺼짐", "켜짐"]
    for step, (_, drawing) in zip(slider.steps, drawings, strict=True):
        assert step.method == "relayout"
        move = step.args[0]
        redrawn = go.Figure(layout={"shapes": move["shapes"], "annotations": move["annotations"]}).layout
        expected = drawing.figure("제목").layout
        assert (redrawn.shapes, redrawn.annotations) == (expected.shapes, expected.annotations)
    assert fig.layout.shapes == drawings[0][1].figure("제목").layout.shapes
    assert charts.for_storage(fig).layout.sliders == fig.layout.sliders


@pytest.mark.parametrize(
    ("draw", "message"),
    [
        (lambda: Diagram(0, 3), "0보다 커야"),
        (lambda: Diagram(3, float("nan")), "0보다 커야"),
        (lambda: Diagram(3, 3).arrow((0, 0)), "점이 두 개"),
        (lambda: diagrams.steps([], "단계", "제목"), "단계가 없습니다"),
        (lambda: diagrams.steps([("1", Diagram(1, 1)), ("2", Diagram(2, 1))], "단계", "제목"), "크기가 서로 다릅니다"),
    ],
)
def test_bad_input(draw, message):
    with pytest.raises(ValueError, match=message):
        draw()
