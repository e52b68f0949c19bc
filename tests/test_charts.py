import copy
import json
from types import SimpleNamespace

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import plotly.io as pio
import pytest
from color_vision import SIGHT, contrast, smallest_difference
from real_data import PRICES, needs

from rnn_course import charts


def stored_json(fig):
    return charts.for_storage(fig).to_json()


def prices_of(days):
    """Prices made up for these tests."""
    rng = np.random.default_rng(7)
    close = np.round(50_000 * np.exp(np.cumsum(rng.normal(0, 0.015, days))), -2)
    return pd.DataFrame(
        {
            "Date": pd.bdate_range("2000-09-01", periods=days),
            "Open": close - 100,
            "High": close + 300,
            "Low": close - 400,
            "Close": close,
            "Adj Close": close * 0.97 + 0.123456,
            "Volume": rng.integers(0, 160_000_000, days),
        }
    )


@pytest.fixture(scope="module")
def prices():
    return prices_of(5528)


@pytest.fixture(scope="module")
def price_figure(prices):
    return charts.price_chart(prices, "가격은 오르내립니다")


# The template


def test_template_is_registered_and_the_default():
    assert pio.templates.default == "rnn_course"
    assert go.Figure().layout.template.layout.separators == ".,"


def test_ground_is_opaque_and_fonts_are_korean():
    layout = pio.templates["rnn_course"].layout
    assert layout.paper_bgcolor == layout.plot_bgcolor == charts.GROUND
    for font in (layout.font, layout.hoverlabel.font):
        families = [family.strip(" '") for family in font.family.split(",")]
        assert families == ["Noto Sans KR", "NanumGothic", "Malgun Gothic", "Apple SD Gothic Neo", "sans-serif"]


@pytest.mark.parametrize("color", [*charts.COLORS, charts.INK])
def test_text_and_lines_have_contrast_on_the_ground(color):
    assert contrast(color, charts.GROUND) >= 4.5


def test_controls_have_contrast():
    layout = pio.templates["rnn_course"].layout
    buttons, slider = layout.updatemenudefaults, layout.sliderdefaults
    assert contrast(buttons.font.color, buttons.bgcolor) >= 4.5
    assert contrast(buttons.font.color, "#f4faff") >= 4.5  # plotly's fixed ground of the chosen button
    assert contrast(buttons.bordercolor, charts.GROUND) >= 3
    assert contrast(slider.bordercolor, slider.bgcolor) >= 3
    assert contrast(layout.hoverlabel.font.color, layout.hoverlabel.bgcolor) >= 4.5


def test_contrast_formula():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("sight", SIGHT)
def test_colors_differ_for_every_kind_of_sight(sight):
    assert smallest_difference(charts.COLORS, sight) >= 25


def test_simulation_finds_colors_that_look_alike():
    assert smallest_difference(["#b84a00", "#8a5a00"], "protanopia") < 10


def test_lines_differ_without_color():
    fig = go.Figure([go.Scatter(y=[1, 2]) for _ in charts.COLORS])
    assert [trace.line.dash for trace in fig.layout.template.data.scatter] == charts.DASHES
    assert len(set(charts.DASHES)) == len(charts.COLORS)


def test_modebar_is_korean_and_sends_nothing_away():
    assert "sendChartToCloud" in charts.CONFIG["modeBarButtonsToRemove"]
    assert all(any("가" <= letter <= "힣" for letter in text) for text in korean_tooltips())


def korean_tooltips():
    return charts.CONFIG["locales"]["ko"]["dictionary"].values()


# Rounding


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([0.123456, 12.3456, 1234.56], [0.1235, 12.35, 1235.0]),
        ([54_681.0, 3.0], [54_681.0, 3.0]),
        ([54_681.156, 8_073.424], [54_680.0, 8_073.0]),
        ([1.0000000001, -0.0, 1e-17], [1.0, 0.0, 0.0]),
        ([1.5, np.nan, np.inf], [1.5, np.nan, np.inf]),
        ([3e-7, 1.23456e-9], [3e-7, 1.235e-9]),
        ([], []),
    ],
)
def test_round_for_drawing(values, expected):
    np.testing.assert_array_equal(charts.round_for_drawing(values), expected)


def test_round_for_drawing_keeps_shape_and_does_not_change_its_input():
    values = np.full((2, 3), 1.23456)
    rounded = charts.round_for_drawing(values, digits=2)
    assert rounded.shape == (2, 3)
    assert rounded[0, 0] == 1.2
    assert values[0, 0] == 1.23456
    np.testing.assert_array_equal(charts.round_for_drawing(np.array([12_345, 6])), [12_345, 6])


def test_noise_leaves_the_stored_figure_identical():
    rng = np.random.default_rng(1)
    values, weights = rng.normal(size=300), rng.normal(size=(8, 9))

    def figure(noise):
        fig = go.Figure([go.Scatter(x=np.arange(300) / 7, y=values + noise, marker={"size": np.abs(values) + noise})])
        fig.add_heatmap(z=weights + noise)
        fig.frames = [go.Frame(data=[go.Scatter(y=values[:50] + noise)])]
        fig.add_hline(y=values[0] + noise)
        fig.update_layout(
            sliders=[{"steps": [{"method": "restyle", "args": [{"y": [(values[:40] + noise).tolist()]}]}]}]
        )
        return fig

    assert stored_json(figure(1e-9)) == stored_json(figure(0.0))
    assert stored_json(figure(1e-2)) != stored_json(figure(0.0))


def test_storage_keeps_values_gaps_texts_and_the_original():
    values = np.array([1.0, np.nan, 3.14159] * 10)
    fig = go.Figure(go.Scatter(x=pd.date_range("2020-01-01", periods=30), y=values, text=["가"] * 30))
    before = copy.deepcopy(fig)
    stored = charts.for_storage(fig)
    assert fig == before
    np.testing.assert_array_equal(stored.data[0].y, [1.0, np.nan, 3.142] * 10)
    assert stored.data[0].x[0] == "2020-01-01"
    assert stored.data[0].text[0] == "가"


def test_dates_on_a_date_axis_are_stored_as_milliseconds():
    days = pd.date_range("2020-01-01", periods=30)
    fig = go.Figure(go.Scatter(x=days, y=np.arange(30))).update_xaxes(**charts.DATE_AXIS)
    stored = charts.for_storage(fig).data[0].x
    assert pd.to_datetime(stored, unit="ms").equals(days)


def test_storage_keeps_the_template_and_the_layout():
    fig = charts.learning_curve({"loss": [1.0, 0.5]}, "손실이 줄어듭니다")
    stored = charts.for_storage(fig)
    assert stored.layout.template == fig.layout.template
    assert stored.layout.updatemenus[0].buttons == fig.layout.updatemenus[0].buttons
    assert stored.layout.height == fig.layout.height


# show


@pytest.fixture
def displayed(monkeypatch):
    shown = []
    monkeypatch.setattr(go.Figure, "show", lambda fig, **kwargs: shown.append((fig, kwargs)))
    monkeypatch.setattr(charts, "display", lambda bundle, **kwargs: shown.append((bundle, kwargs)))
    return shown


@pytest.mark.parametrize("alt", ["", "  \n", None, 3])
def test_show_wants_a_description(displayed, alt):
    with pytest.raises(ValueError, match="그림 설명"):
        charts.show(go.Figure(), alt)
    assert not displayed


def test_show_displays_figure_then_visible_description(displayed):
    charts.show(go.Figure(go.Scatter(y=[1 / 3])), " 가로축 <시간>, 세로축 값 & 정답 ")
    (fig, options), (bundle, _) = displayed
    assert fig.data[0].y[0] == 0.3333
    assert options["config"] is charts.CONFIG
    assert bundle["text/plain"] == "그림 설명: 가로축 <시간>, 세로축 값 & 정답"
    assert bundle["text/html"] == "<p>그림 설명: 가로축 &lt;시간&gt;, 세로축 값 &amp; 정답</p>"


def test_stored_output_is_plotly_alone():
    bundle = pio.renderers["plotly_mimetype"].to_mimebundle(charts.for_storage(go.Figure()).to_dict())
    assert list(bundle) == ["application/vnd.plotly.v1+json"]


# Titles


def test_long_titles_wrap_between_words():
    title = (
        "검증 손실은 22번째 에포크에서 가장 낮고 그 뒤로는 훈련 손실만 줄어들어 모델이 훈련 자료를 외우기 시작합니다"
    )
    lines = charts.wrap_title(title).split("<br>")
    assert len(lines) == 2
    assert " ".join(lines) == title
    assert abs(len(lines[0]) - len(lines[1])) < 10
    assert charts.wrap_title("짧은 제목") == "짧은 제목"
    assert charts.wrap_title("띄어쓰기" * 20) == "띄어쓰기" * 20
    assert charts.wrap_title("") == ""


def test_each_line_of_a_title_makes_the_figure_higher():
    short = charts.learning_curve({"loss": [1, 2]}, "짧은 제목")
    long = charts.learning_curve({"loss": [1, 2]}, "손실이 줄어듭니다 " * 6)
    lines = long.layout.title.text.count("<br>")
    assert lines > 0
    assert long.layout.height - short.layout.height == long.layout.margin.t - short.layout.margin.t == 24 * lines


def test_a_legend_of_several_rows_gets_room():
    def top(*names):
        return charts.forecast_chart(
            range(3), [1, 2, 3], {name: [1, 2, 3] for name in names}, "제목", "값"
        ).layout.margin.t

    assert top("LSTM") == top("LSTM", "GRU")
    assert top("LSTM", "지속성 예측(어제 종가)", "GRU(104), 같은 매개변수 수") == top("LSTM") + 21


# Learning curve


LOSSES = {"loss": [1.0, 0.5, 0.25], "val_loss": [1.1, 0.6, 0.7]}


@pytest.mark.parametrize("history", [LOSSES, SimpleNamespace(history=LOSSES)])
def test_learning_curve_marks_the_best_epoch(history):
    fig = charts.learning_curve(history, "두 번째 에포크가 가장 낫습니다")
    assert [trace.name for trace in fig.data] == ["훈련 손실", "검증 손실", "최저 검증 손실 (에포크 2)"]
    assert (fig.data[2].x[0], fig.data[2].y[0]) == (2, 0.6)
    moves = {button.label: button.args[0]["yaxis.type"] for button in fig.layout.updatemenus[0].buttons}
    assert moves == {"선형 축": "linear", "로그 축": "log"}


def test_learning_curve_without_validation_and_with_a_lost_epoch():
    fig = charts.learning_curve({"loss": [1.0, float("nan"), 0.5, float("inf")]}, "발산했습니다")
    assert fig.data[1].name == "최저 훈련 손실 (에포크 3)"


@pytest.mark.parametrize(
    ("history", "message"),
    [
        ({}, "'loss'가 없습니다"),
        ([1, 2], "'loss'가 없습니다"),
        ({"loss": []}, "비어 있습니다"),
        ({"loss": ["가"]}, "숫자가 아닌"),
        ({"loss": [[1, 2], [3, 4]]}, "1차원"),
        ({"loss": [1, 2], "val_loss": [1]}, "길이가 다릅니다"),
        ({"loss": [1, 2], "val_loss": [np.nan, np.inf]}, "발산"),
    ],
)
def test_learning_curve_refuses_bad_input(history, message):
    with pytest.raises(ValueError, match=message):
        charts.learning_curve(history, "제목")


# Price chart


def in_a_notebook(fig):
    """How many bytes a notebook file needs for the figure: nbformat indents by one and gives each item a line."""
    return len(json.dumps(json.loads(stored_json(fig)), indent=1, ensure_ascii=False).encode())


def test_price_chart_of_22_years_is_small(price_figure):
    assert in_a_notebook(price_figure) < 500_000


def test_price_chart_draws_the_prices(prices, price_figure):
    close, weekly, daily, five, twenty, volume = price_figure.data
    np.testing.assert_array_equal(close.y, prices["Close"])
    np.testing.assert_array_equal(close.customdata, np.rint(prices["Adj Close"]))
    assert "수정 종가" in close.hovertemplate
    np.testing.assert_array_equal(volume.y, (prices["Volume"] / 10_000).round())
    assert twenty.x[0] == prices["Date"][19]
    assert twenty.y[0] == round(prices["Close"][:20].mean())
    assert five.y[-1] == round(prices["Close"][-5:].mean())
    assert price_figure.layout.xaxis.rangeslider.visible
    assert price_figure.layout.xaxis.hoverformat == "%Y년 %m월 %d일"
    np.testing.assert_array_equal(daily.close, prices["Close"][-len(daily.close) :])
    assert 250 <= len(daily.close) <= 263
    first_week = prices[prices["Date"] < "2000-09-11"][1:]  # 2000-09-01 was a Friday
    assert (weekly.open[1], weekly.close[1]) == (first_week["Open"].iloc[0], first_week["Close"].iloc[-1])
    assert (weekly.high[1], weekly.low[1]) == (first_week["High"].max(), first_week["Low"].min())


def test_price_chart_buttons(prices, price_figure):
    styles, spans = price_figure.layout.updatemenus
    assert [button.label for button in styles.buttons] == ["선", "주봉", "일봉"]
    for number, button in enumerate(styles.buttons):
        visible, traces = button.args
        assert list(traces) == [0, 1, 2]
        assert visible["visible"] == [number == trace for trace in traces]
    assert [trace.visible for trace in price_figure.data[:3]] == [None, False, False]
    assert [button.label for button in spans.buttons] == ["1개월", "1년", "5년", "전체"]
    assert spans.buttons[spans.active].label == "전체"
    month = spans.buttons[0].args[0]
    last = prices[prices["Date"] >= month["xaxis.range"][0]]
    assert 20 <= len(last) <= 24
    low, high = month["yaxis2.range"]
    assert low < last["Low"].min() < last["High"].max() < high
    # a fitted price axis and the range slider exclude each other
    for button in spans.buttons:
        assert button.args[0]["xaxis.rangeslider.visible"] != ("yaxis2.range" in button.args[0])


def test_price_chart_with_other_averages_and_few_rows(prices):
    fig = charts.price_chart(prices[:2], "이틀", averages=())
    assert [trace.name for trace in fig.data] == ["종가", "주봉", "일봉(최근 1년)", "거래량"]


@pytest.mark.parametrize(
    ("change", "averages", "message"),
    [
        (lambda table: table.drop(columns="Adj Close"), (5,), "열이 없습니다: Adj Close"),
        (lambda table: table[:0], (5,), "행이 0개뿐"),
        (lambda table: table[::-1], (5,), "순서대로"),
        (lambda table: table.assign(Date=table["Date"].astype(str)), (5,), "날짜가 아닙니다"),
        (lambda table: table.assign(Low=table["Low"].where(table.index > 3)), (5,), "'Low'에 결측값이나 무한대가 4개"),
        (lambda table: table.assign(Volume="많음"), (5,), "'Volume'에 숫자가 아닌"),
        (lambda table: table, (0,), "이동평균의 길이 0일"),
        (lambda table: table, (31,), "이동평균의 길이 31일"),
        (lambda table: table, (2.5,), r"이동평균의 길이 2\.5일"),
    ],
)
def test_price_chart_refuses_bad_input(change, averages, message):
    with pytest.raises(ValueError, match=message):
        charts.price_chart(change(prices_of(30)), "제목", averages)


@needs(PRICES)
def test_price_chart_of_the_real_file():
    fig = charts.price_chart(pd.read_csv(PRICES, parse_dates=["Date"]), "실제 가격")
    assert in_a_notebook(fig) < 500_000
    assert len(fig.data[0].x) == 5528


# Forecast chart


def test_forecast_chart_puts_all_on_one_axis():
    days, truth = pd.bdate_range("2022-01-03", periods=100), np.linspace(50_000, 60_000, 100)
    fig = charts.forecast_chart(days, truth, {"LSTM": truth[:, None] + 1, "지속성 예측": truth - 1}, "제목", "종가(원)")
    assert [trace.name for trace in fig.data] == ["실제값", "LSTM", "지속성 예측"]
    assert len({trace.yaxis for trace in fig.data}) == 1
    assert len({(trace.line.color, trace.line.dash) for trace in fig.data}) == 3
    everything, last = fig.layout.updatemenus[0].buttons
    assert (everything.label, last.label) == ("전체", "마지막 60일")
    assert last.args[0]["xaxis.range"] == [f"{days[40]:%Y-%m-%d}", f"{days[-1]:%Y-%m-%d}"]
    low, high = last.args[0]["yaxis.range"]
    assert low < truth[40] - 1 < truth[-1] + 1 < high
    assert fig.layout.xaxis.type == "date"


def test_forecast_chart_over_numbers():
    fig = charts.forecast_chart(range(10), range(10), {"기준 모델": range(10)}, "제목", "값")
    assert fig.layout.xaxis.title.text == "시간 단계"
    assert fig.layout.updatemenus[0].buttons[1].label == "마지막 10단계"
    assert fig.layout.updatemenus[0].buttons[1].args[0]["xaxis.range"] == [0, 9]


@pytest.mark.parametrize(
    ("x", "truth", "predictions", "message"),
    [
        (range(3), [1, 2, 3], {}, "예측이 없습니다"),
        (range(3), [1, 2, 3], {"LSTM": [1, 2]}, "가로축은 3개, 'LSTM'은"),
        (range(3), [1, 2], {"LSTM": [1, 2, 3]}, "'실제값'은"),
        (range(3), [1, np.nan, 3], {"LSTM": [1, 2, 3]}, "'실제값'에 결측값"),
        (range(3), [1, 2, 3], {"LSTM": [1, 2, np.inf]}, "'LSTM'에 결측값이나 무한대가 1개"),
        ([], [], {"LSTM": []}, "비어 있습니다|작은 것부터"),
        ([3, 2, 1], [1, 2, 3], {"LSTM": [1, 2, 3]}, "작은 것부터"),
        (["월", "화", "수"], [1, 2, 3], {"LSTM": [1, 2, 3]}, "날짜나 숫자"),
        (range(3), [1, 2, 3], {"LSTM": np.ones((3, 2))}, "1차원"),
    ],
)
def test_forecast_chart_refuses_bad_input(x, truth, predictions, message):
    with pytest.raises(ValueError, match=message):
        charts.forecast_chart(x, truth, predictions, "제목", "값")


# Slider chart


def line(name, *y):
    return go.Scatter(y=y, name=name)


def test_slider_shows_exactly_the_traces_of_its_position():
    groups = {"처음": ["가", "나"], "둘째": ["가"], "끝": ["나", "다", "가"]}
    fig = charts.slider_chart(
        [(step, [line(name, 1, 2) for name in names]) for step, names in groups.items()], "단계", "제목"
    )
    (slider,) = fig.layout.sliders
    assert [trace.visible for trace in fig.data] == [True, True, False, False, False, False]
    for step, names in zip(slider.steps, groups.values(), strict=True):
        assert step.method == "update"
        shown = [trace.name for trace, visible in zip(fig.data, step.args[0]["visible"], strict=True) if visible]
        assert shown == names
    assert [step.label for step in slider.steps] == list(groups)
    assert slider.currentvalue.prefix == "단계: "


def test_slider_keeps_the_color_of_a_name():
    fig = charts.slider_chart(
        [("1", [line("가", 1), line("나", 1)]), ("2", [line("나", 1), line("가", 1)])], "단계", "제목"
    )
    looks = {(trace.name, trace.line.color, trace.line.dash) for trace in fig.data}
    assert looks == {("가", charts.COLORS[0], "solid"), ("나", charts.COLORS[1], "dash")}


def test_slider_keeps_what_the_author_chose():
    own = go.Scatter(y=[1], line={"color": "#123456", "dash": "dot"})
    marked = go.Scatter(y=[1], marker={"color": "#654321"})
    fig = charts.slider_chart([("1", [own, marked, go.Bar(y=[2])])], "단계", "제목")
    assert (fig.data[0].line.color, fig.data[0].line.dash) == ("#123456", "dot")
    assert (fig.data[1].line.color, fig.data[1].marker.color) == (None, "#654321")
    assert fig.data[2].marker.color == charts.COLORS[2]


def test_slider_changes_the_layout():
    steps = [(str(high), [line("가", 1)], {"yaxis": {"range": [0, high]}, "title.text": f"{high}"}) for high in (3, 5)]
    fig = charts.slider_chart(steps, "높이", "제목")
    assert list(fig.layout.yaxis.range) == [0, 3]
    assert [step.args[1] for step in fig.layout.sliders[0].steps] == [
        {"yaxis.range": [0, 3], "title.text": "3"},
        {"yaxis.range": [0, 5], "title.text": "5"},
    ]


@pytest.mark.parametrize(
    ("steps", "message"),
    [
        ([], "단계가 없습니다"),
        ([("1", [line("가", 1)], {"yaxis.range": [0, 1]}), ("2", [line("가", 1)])], "항목이 다릅니다"),
    ],
)
def test_slider_refuses_bad_input(steps, message):
    with pytest.raises(ValueError, match=message):
        charts.slider_chart(steps, "단계", "제목")
