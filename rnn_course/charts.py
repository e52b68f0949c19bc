"""Interactive charts in one Korean style, small and stable enough to be stored in a notebook.

Importing this module registers the plotly template `rnn_course` and makes it the default. Everything that the reader
can turn (buttons, sliders, legend) is stored in the figure itself and works without a kernel.
"""

import base64
import html
import math
import unicodedata

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import plotly.io as pio
from IPython.display import display

# Each pair differs by at least 30 in CIE Lab, with normal sight and with each of the three kinds of colour blindness
# (the test simulates them), and each has a contrast of at least 4.5 with GROUND.
COLORS = ["#0074ad", "#c24100", "#9a00e6", "#555555", "#472400", "#000047"]
DASHES = ["solid", "dash", "dot", "dashdot", "longdash", "longdashdot"]
GROUND = "#fbfaf7"
INK = "#222222"
GRID = "#e3e0d8"
FONTS = "'Noto Sans KR', 'NanumGothic', 'Malgun Gothic', 'Apple SD Gothic Neo', sans-serif"

# `fig.update_xaxes(**DATE_AXIS)`. It is not part of the template because there it would format plain numbers, too.
DATE_AXIS = {
    "type": "date",
    "hoverformat": "%Y년 %m월 %d일",
    "tickformatstops": [
        {"dtickrange": [None, "M1"], "value": "%y.%m.%d"},
        {"dtickrange": ["M1", "M12"], "value": "%y.%m"},
        {"dtickrange": ["M12", None], "value": "%Y년"},
    ],
}

# plotly's own tooltips in Korean; a stored figure cannot load plotly's locale file.
CONFIG = {
    "displaylogo": False,
    "modeBarButtonsToRemove": ["sendChartToCloud", "select2d", "lasso2d", "zoomIn2d", "zoomOut2d", "autoScale2d"],
    "locale": "ko",
    "locales": {
        "ko": {
            "dictionary": {
                "Double-click to zoom back out": "두 번 누르면 처음 범위로 돌아갑니다",
                "Download plot as a PNG": "그림을 PNG로 저장",
                "Pan": "끌어서 옮기기",
                "Reset axes": "처음 범위로",
                "Zoom": "끌어서 확대하기",
            },
            "format": {},
        }
    },
}

# Heights in pixels, as plotly draws them in the template's sizes.
_TITLE_LINE, _BUTTON_ROW, _SLIDER, _AXIS_LABELS = 24, 42, 92, 60

_SHORT = 20  # a list up to this length is stored as a readable list


def _template():
    """The template `rnn_course`: light opaque ground, so that the figure reads alike in JupyterLab's two themes."""
    axis = {
        "gridcolor": GRID,
        "linecolor": INK,
        "ticks": "outside",
        "tickcolor": INK,
        "zerolinecolor": GRID,
        "separatethousands": True,
        "exponentformat": "none",
        "automargin": True,
        "title": {"standoff": 10},
    }
    return go.layout.Template(
        layout={
            "autosize": True,
            "height": 440,
            "colorway": COLORS,
            "font": {"family": FONTS, "size": 14, "color": INK},
            "title": {
                "x": 0,
                "xref": "container",
                "xanchor": "left",
                "yref": "container",
                "y": 1,
                "yanchor": "top",
                "pad": {"l": 16, "t": 14},
                "font": {"size": 17},
            },
            "paper_bgcolor": GROUND,
            "plot_bgcolor": GROUND,
            "separators": ".,",
            "hovermode": "x unified",
            "hoverlabel": {"bgcolor": "#ffffff", "bordercolor": INK, "font": {"family": FONTS, "color": INK}},
            "legend": {"orientation": "h", "x": 0, "xanchor": "left", "y": 1, "yanchor": "bottom"},
            "margin": {"l": 70, "r": 24, "t": 84, "b": 60},
            "modebar": {"bgcolor": GROUND, "color": "#55524b", "activecolor": INK},
            # plotly marks the chosen button by a fixed light ground, so the others get a darker one.
            "updatemenudefaults": {"bgcolor": "#dedacf", "bordercolor": "#6f6b62", "font": {"color": INK, "size": 13}},
            "sliderdefaults": {
                "bgcolor": "#ffffff",
                "activebgcolor": COLORS[0],
                "bordercolor": "#6f6b62",
                "tickcolor": INK,
                "font": {"color": INK, "size": 13},
                "currentvalue": {"font": {"color": INK, "size": 15}},
            },
            "xaxis": {**axis, "showgrid": True},
            "yaxis": axis,
        },
        data={"scatter": [{"line": {"dash": dash}} for dash in DASHES]},
    )


pio.templates["rnn_course"] = _template()
pio.templates.default = "rnn_course"


def round_for_drawing(array, digits=4):
    """Round floats to `digits` significant digits, so that stored figures are small and do not change with float noise.

    array: numbers of any shape. Returns a NumPy array of the same shape. Integers, dates and texts come back unchanged,
    and so do floats that are whole numbers (prices in won). What is 2 * `digits` orders of magnitude smaller than the
    largest value counts as zero.
    """
    values = np.asarray(array)
    if values.dtype.kind != "f":
        return values
    values = values.astype(np.float64)
    finite = np.isfinite(values)
    largest = np.max(np.abs(values[finite]), initial=0.0)
    if largest == 0:
        return np.where(finite, 0.0, values)
    if largest >= 1 and np.all(np.abs(values[finite] - np.rint(values[finite])) <= 1e-9 * largest):
        return np.rint(values) + 0.0
    size = np.maximum(np.abs(np.where(finite, values, 0.0)), largest * 10.0 ** (-digits - 1))
    decimals = digits - 1 - np.floor(np.log10(size)).astype(int)
    rounded = values.copy()
    for count in np.unique(decimals):
        rounded[decimals == count] = np.round(values[decimals == count], count)
    return rounded + 0.0  # -0.0 becomes 0.0


def for_storage(fig):
    """A copy of `fig` whose numbers are rounded for drawing and, where there are many, in plotly's short binary form.

    A notebook puts each item of a list on a line of its own: 5,528 prices would take 120 kB as a list, 29 kB in binary
    form. Dates on an axis with `type="date"` (see DATE_AXIS) are stored as milliseconds since 1970 for this reason.
    """
    stored = fig.to_dict()
    for part in ("data", "frames"):
        stored[part] = [_compact(item) for item in stored.get(part, [])]
    for trace in stored["data"]:
        axis = stored["layout"].get("xaxis" + trace.get("xaxis", "x")[1:], {})
        if axis.get("type") == "date" and len(trace.get("x", ())) > _SHORT:
            trace["x"] = (pd.DatetimeIndex(trace["x"]) - pd.Timestamp(0)) / pd.Timedelta(milliseconds=1)
    for part in ("sliders", "updatemenus", "shapes", "annotations"):
        if part in stored["layout"]:
            stored["layout"][part] = _compact(stored["layout"][part])
    return go.Figure(stored)


def _compact(value):
    """Round each number inside a figure's dictionary, and turn long lists of numbers into arrays."""
    if isinstance(value, dict):
        if "bdata" in value:  # plotly's own binary form of an array
            array = np.frombuffer(base64.b64decode(value["bdata"]), dtype=value["dtype"])
            shape = [int(length) for length in str(value.get("shape", len(array))).split(",")]
            return _compact(array.reshape(shape))
        return {key: _compact(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        array = np.asarray(value) if all(type(item) in (int, float) for item in value) else np.asarray("mixed")
        if array.size == 0 or array.dtype.kind not in "if":
            return [_compact(item) for item in value]
        return _rounded(array) if array.size > _SHORT else _rounded(array).tolist()
    if isinstance(value, np.ndarray):
        return _compact(value.tolist()) if value.dtype.kind == "O" else _rounded(value)
    if isinstance(value, float | np.floating):
        return float(f"{value:.6g}")
    return value


def _rounded(array):
    """As `round_for_drawing`; whole numbers become integers, which plotly stores in fewer bytes, dates become texts."""
    if array.dtype.kind == "M":
        dates = pd.DatetimeIndex(array)
        return dates.strftime("%Y-%m-%d" if (dates == dates.normalize()).all() else "%Y-%m-%dT%H:%M:%S").to_numpy()
    rounded = round_for_drawing(array)
    whole = rounded.dtype.kind == "f" and np.isfinite(rounded).all() and (rounded == np.rint(rounded)).all()
    return rounded.astype(np.int64) if whole and np.abs(rounded).max(initial=0) < 2**53 else rounded


def show(fig, alt):
    """Display `fig` and, under it, the visible line '그림 설명: …' for those who cannot see the figure.

    alt: Korean text that names the axes and the finding with its numbers. Raises ValueError where it is missing.
    """
    if not isinstance(alt, str) or not alt.strip():
        raise ValueError(
            "그림 설명(alt)이 비어 있습니다. 두 축이 무엇이고 그림에서 무엇이 보이는지 한두 문장으로 적어 주세요."
        )
    for_storage(fig).show(config=CONFIG)
    text = f"그림 설명: {alt.strip()}"
    display({"text/html": f"<p>{html.escape(text)}</p>", "text/plain": text}, raw=True)


def wrap_title(title, columns=60):
    """Break a title that is a whole sentence into even lines (`<br>`); a Hangul syllable is two columns wide.

    60 columns leave room for plotly's tools in a narrow window.
    """
    lines = _fill(title, columns)
    while columns > 1 and len(narrower := _fill(title, columns - 1)) == len(lines) > 1:
        lines, columns = narrower, columns - 1
    return "<br>".join(lines)


def _fill(text, columns):
    """Words one after the other in lines of at most `columns`; a longer word stands alone."""
    lines = [""]
    for word in text.split():
        candidate = f"{lines[-1]} {word}".strip()
        if lines[-1] and _columns(candidate) > columns:
            lines.append(word)
        else:
            lines[-1] = candidate
    return lines


def _columns(text):
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def arrange(fig, title, plot_height, menus=(), slider=None, bottom=_AXIS_LABELS):
    """Stack title, row of buttons, legend, plot, axis labels and slider without overlap; all heights are in pixels."""
    text, legend = wrap_title(title), _legend_height(fig)
    top = 20 + _TITLE_LINE * (text.count("<br>") + 1) + _BUTTON_ROW * bool(menus) + legend
    for menu in menus:
        menu.update(y=1 + (legend + 4) / plot_height, yanchor="bottom")
    if slider:
        slider["pad"] |= {"t": bottom, "b": 0}
        bottom += _SLIDER
    return fig.update_layout(
        title_text=text,
        title_pad_t=26 if "<br>" in text else 14,  # plotly draws a title of several lines 12 pixels higher
        height=top + plot_height + bottom,
        margin={"t": top, "b": bottom},
        updatemenus=list(menus),
        sliders=[slider] if slider else [],
    )


def _legend_height(fig):
    """Room for the legend in a narrow window (480 pixels for the plot); names too long for one row stand in columns."""
    names = {trace.name for trace in fig.data if trace.name and trace.visible is not False}
    if len(names) < 2:
        return 8  # plotly draws no legend for a single trace
    widths = [46 + 7.3 * _columns(name) for name in names]
    in_a_row = len(names) if sum(widths) <= 480 else max(1, int(480 / max(widths)))
    return 13 + 21 * math.ceil(len(names) / in_a_row)


def _buttons(x, choices, active=0):
    """A row of buttons starting at x (0 to 1 of the plot's width). choices: list of (label, method, args)."""
    return {
        "type": "buttons",
        "active": active,
        "direction": "right",
        "x": x,
        "xanchor": "left",
        "pad": {"t": 0, "b": 0},
        "buttons": [{"label": label, "method": method, "args": args} for label, method, args in choices],
    }


def slider_control(label, names, methods_and_args):
    return {
        "active": 0,
        "currentvalue": {"prefix": f"{label}: "},
        "pad": {"l": 4 * _columns(names[0]), "r": 4 * _columns(names[-1])},  # room for the names at both ends
        "steps": [
            {"label": name, "method": method, "args": args}
            for name, (method, args) in zip(names, methods_and_args, strict=True)
        ],
    }


def _numbers(values, name):
    """values -> float array (n,). Raises ValueError where it is empty, not one-dimensional or not a number."""
    try:
        array = np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError):
        raise ValueError(f"'{name}'에 숫자가 아닌 값이 있습니다. 숫자만 담긴 배열을 넣어 주세요.") from None
    if array.ndim == 2 and array.shape[1] == 1:
        array = array[:, 0]  # what `model.predict` returns
    if array.ndim != 1:
        raise ValueError(f"'{name}'의 모양이 {array.shape}입니다. 1차원 배열 (n,)을 넣어 주세요.")
    if array.size == 0:
        raise ValueError(f"'{name}'이(가) 비어 있습니다. 값이 하나 이상 있어야 그릴 수 있습니다.")
    return array


def _refuse_missing(array, name):
    missing = int((~np.isfinite(array)).sum())
    if missing:
        raise ValueError(f"'{name}'에 결측값이나 무한대가 {missing}개 있습니다. 해당 행을 빼고 다시 그려 주세요.")
    return array


def learning_curve(history, title):
    """Loss by epoch for training and validation, the best epoch marked, buttons for a linear and a log axis.

    history: what `model.fit` returns, or a dict with the list `loss` and, where there is one, `val_loss` (one number an
    epoch). Returns a Figure; raises ValueError where the lists are missing, empty or of different length.
    """
    history = getattr(history, "history", history)
    if not isinstance(history, dict) or "loss" not in history:
        raise ValueError("학습 기록에 'loss'가 없습니다. model.fit(...)이 돌려준 값을 그대로 넣어 주세요.")
    curves = {
        label: _numbers(history[key], key)
        for key, label in (("loss", "훈련 손실"), ("val_loss", "검증 손실"))
        if key in history
    }
    lengths = {len(curve) for curve in curves.values()}
    if len(lengths) > 1:
        raise ValueError(
            f"훈련 손실과 검증 손실의 길이가 다릅니다: {sorted(lengths)}. 같은 학습의 기록인지 확인하세요."
        )
    judged = list(curves)[-1]
    if not np.isfinite(curves[judged]).any():
        raise ValueError(f"{judged}이 모두 결측값입니다. 학습이 발산했는지 학습률과 입력을 확인하세요.")
    epochs = np.arange(1, lengths.pop() + 1)
    best = int(np.nanargmin(np.where(np.isfinite(curves[judged]), curves[judged], np.nan)))
    fig = go.Figure()
    for label, curve in curves.items():
        fig.add_scatter(x=epochs, y=round_for_drawing(curve), name=label, mode="lines+markers", marker_size=5)
    fig.add_scatter(
        x=[int(epochs[best])],
        y=round_for_drawing(curves[judged][best : best + 1]),
        name=f"최저 {judged} (에포크 {epochs[best]})",
        mode="markers",
        marker={"symbol": "star", "size": 16, "color": COLORS[2]},
    )
    fig.update_xaxes(title_text="에포크", unifiedhovertitle_text="에포크 %{x}", dtick=1 if len(epochs) <= 12 else None)
    fig.update_yaxes(title_text="손실", exponentformat="power", minorloglabels="none")
    axis_types = [
        ("선형 축", "relayout", [{"yaxis.type": "linear", "yaxis.autorange": True}]),
        ("로그 축", "relayout", [{"yaxis.type": "log", "yaxis.autorange": True}]),
    ]
    return arrange(fig, title, 330, [_buttons(0, axis_types)])


def price_chart(prices, title, averages=(5, 20)):
    """Daily prices and volume, with buttons for line or candles and for the time span, and a range slider.

    prices: DataFrame with Date, Open, High, Low, Close, Adj Close (won) and Volume (shares), a row a day, by date.
    averages: windows in days of the moving averages of Close. Returns a Figure; raises ValueError for a table without
    these columns, unsorted or with missing values.
    """
    _check_prices(prices, averages)
    dates, close = pd.DatetimeIndex(prices["Date"]), prices["Close"]
    last_year = prices[dates >= dates[-1] - pd.DateOffset(years=1)]
    fig = go.Figure()
    fig.add_scatter(
        x=dates,
        y=_won(close),
        customdata=_won(prices["Adj Close"]),
        name="종가",
        line={"color": COLORS[0], "dash": "solid", "width": 1.5},
        zorder=1,
        hovertemplate="%{y:,}원 (수정 종가 %{customdata:,}원)",
    )
    # 5,000 daily candles would be too many to see and to store: weekly ones for all years, daily ones for the last.
    fig.add_trace(_candles(_weekly(prices), "주봉"))
    fig.add_trace(_candles(last_year, "일봉(최근 1년)"))
    for number, days in enumerate(averages, start=1):
        fig.add_scatter(
            x=dates[days - 1 :],
            y=_won(close.rolling(days).mean()[days - 1 :]),
            name=f"{days}일 이동평균",
            line={"color": COLORS[(number + 1) % 6], "dash": DASHES[number % 6], "width": 1.5},
            hovertemplate="%{y:,}원",
        )
    fig.add_scatter(  # steps filled down to zero: 5,000 bars would make each turn of a button take seconds
        x=dates,
        y=(prices["Volume"] / 10_000).round().astype(int),
        name="거래량",
        line={"color": "#8a867c", "dash": "solid", "width": 0.5, "shape": "hvh"},
        fill="tozeroy",
        fillcolor="#8a867c",
        hovertemplate="%{y:,}만 주",
    )
    fig.update_traces(visible=False, selector={"type": "candlestick"})
    # Prices stand on y2, because the range slider draws y first: the volume would hide the prices in it.
    fig.update_layout(
        xaxis={**DATE_AXIS, "anchor": "y", "rangeslider": {"visible": True, "thickness": 0.12}},
        yaxis={"title_text": "거래량<br>(만 주)", "domain": [0, 0.22], "rangemode": "tozero"},
        yaxis2={"title_text": "가격(원)", "domain": [0.3, 1], "rangemode": "tozero", "fixedrange": False},
        hoversubplots="axis",
    )
    fig.update_traces(yaxis="y2", selector=lambda trace: trace.name != "거래량")
    menus = [_buttons(0, _styles()), _buttons(0.32, _spans(prices), active=3)]
    return arrange(fig, title, 400, menus, bottom=12)


def _styles():
    """Buttons for the close as a line, weekly and daily candles: the first three traces of `price_chart`."""
    choices = {"선": [True, False, False], "주봉": [False, True, False], "일봉": [False, False, True]}
    return [(label, "restyle", [{"visible": shown}, [0, 1, 2]]) for label, shown in choices.items()]


def _spans(prices):
    """Buttons for the last month, year, five years and everything.

    A month or a year is too flat on the axis of all prices: the axis is fitted to it, and the range slider, which would
    lead out of the fitted axis, is hidden until a longer span is chosen.
    """
    dates = pd.DatetimeIndex(prices["Date"])
    choices = []
    for label, offset, fitted in (
        ("1개월", pd.DateOffset(months=1), True),
        ("1년", pd.DateOffset(years=1), True),
        ("5년", pd.DateOffset(years=5), False),
        ("전체", None, False),
    ):
        start = max(dates[0], dates[-1] - offset) if offset else dates[0]
        move = {
            "xaxis.range": [f"{day:%Y-%m-%d}" for day in (start, dates[-1] + pd.Timedelta(days=1))],
            "xaxis.rangeslider.visible": not fitted,
            "margin.b": _AXIS_LABELS + 40 if fitted else 12,  # plotly adds the range slider's height itself
        }
        seen = prices[dates >= start]
        if fitted:
            move["yaxis2.range"] = _won(_with_room(seen["Low"].min(), seen["High"].max())).tolist()
            move["yaxis.range"] = _won([0, 1.05 * seen["Volume"].max() / 10_000 + 1]).tolist()
        else:
            move |= {"yaxis2.autorange": True, "yaxis.autorange": True}
        choices.append((label, "relayout", [move]))
    return choices


def _with_room(low, high):
    """The range [low, high] with 5 % of its length added at both ends."""
    room = 0.05 * (high - low) or 0.5
    return [low - room, high + room]


def _check_prices(prices, averages):
    needed = ["Date", "Open", "High", "Low", "Close", "Adj Close", "Volume"]
    missing = [column for column in needed if column not in prices]
    if missing:
        raise ValueError(f"주가 표에 열이 없습니다: {', '.join(missing)}. load_prices()가 돌려준 표를 넣어 주세요.")
    if len(prices) < 2:
        raise ValueError(f"주가 표에 행이 {len(prices)}개뿐입니다. 두 행 이상이 있어야 그릴 수 있습니다.")
    if not pd.api.types.is_datetime64_any_dtype(prices["Date"]):
        raise ValueError("Date 열이 날짜가 아닙니다. pd.to_datetime(prices['Date'])로 먼저 바꾸세요.")
    if not prices["Date"].is_monotonic_increasing:
        raise ValueError("날짜가 순서대로 놓여 있지 않습니다. prices.sort_values('Date')로 먼저 정렬하세요.")
    for column in needed[1:]:
        _refuse_missing(_numbers(prices[column], column), column)
    for days in averages:
        if not isinstance(days, int | np.integer) or not 1 <= days <= len(prices):
            raise ValueError(
                f"이동평균의 길이 {days}일은 쓸 수 없습니다. 1에서 {len(prices)} 사이의 정수를 넣어 주세요."
            )


def _won(values):
    """Prices -> whole won, as they are quoted."""
    return np.rint(np.asarray(values, dtype=np.float64)).astype(np.int64)


def _weekly(prices):
    """Daily rows -> a row a week (dated on its last trading day): first Open, highest High, lowest Low, last Close."""
    weeks = pd.DatetimeIndex(prices["Date"]).to_period("W")
    rules = {"Date": "last", "Open": "first", "High": "max", "Low": "min", "Close": "last"}
    return prices.groupby(weeks).agg(rules)


def _candles(rows, name):
    return go.Candlestick(
        x=rows["Date"],
        open=_won(rows["Open"]),
        high=_won(rows["High"]),
        low=_won(rows["Low"]),
        close=_won(rows["Close"]),
        name=name,
        hovertemplate="시가 %{open:,} · 고가 %{high:,} · 저가 %{low:,} · 종가 %{close:,}원",
        # In Korea rising prices are red and falling ones blue; hollow against filled says it without colour.
        increasing={"line_color": COLORS[1], "fillcolor": GROUND},
        decreasing={"line_color": COLORS[0], "fillcolor": COLORS[0]},
    )


def forecast_chart(dates_or_index, truth, predictions, title, y_title):
    """Truth and predictions on one axis, with buttons for everything and for the last 60 points.

    dates_or_index: (n,) ascending dates or numbers; truth: (n,); predictions: name -> (n,) or (n, 1). The legend
    switches each line on and off. Returns a Figure; raises ValueError where lengths differ or values are missing.
    """
    x = pd.Index(np.asarray(dates_or_index))
    is_dates = pd.api.types.is_datetime64_any_dtype(x)
    if not (is_dates or pd.api.types.is_numeric_dtype(x)) or not x.is_monotonic_increasing:
        raise ValueError(
            "가로축 값은 작은 것부터 놓인 날짜나 숫자여야 합니다. 문자열은 pd.to_datetime으로 먼저 바꾸세요."
        )
    curves = {"실제값": truth, **predictions}
    if not predictions or "실제값" in predictions:
        raise ValueError("예측이 없습니다. predictions에 {'모델 이름': 예측값} 꼴로 하나 이상 넣어 주세요.")
    for name, values in curves.items():
        curves[name] = _refuse_missing(_numbers(values, name), name)
        if len(curves[name]) != len(x):
            raise ValueError(f"길이가 다릅니다: 가로축은 {len(x)}개, '{name}'은(는) {len(curves[name])}개입니다.")
    fig = go.Figure()
    colors = [INK, *COLORS]
    for number, (name, values) in enumerate(curves.items()):
        line = {"color": colors[number % len(colors)], "dash": DASHES[number % len(DASHES)], "width": 2}
        fig.add_scatter(x=x, y=round_for_drawing(values), name=name, mode="lines", line=line)
    fig.update_xaxes(**(DATE_AXIS if is_dates else {}), title_text="날짜" if is_dates else "시간 단계")
    fig.update_yaxes(title_text=y_title)
    return arrange(fig, title, 340, [_buttons(0, _zooms(x, curves, is_dates))])


def _zooms(x, curves, is_dates, count=60):
    """Buttons for everything and for the last `count` points, with the y axis fitted to what is then visible."""
    count = min(count, len(x))
    tail = np.concatenate([values[-count:] for values in curves.values()])
    ends = [f"{day:%Y-%m-%d}" for day in x[[-count, -1]]] if is_dates else x[[-count, -1]].tolist()
    limits = round_for_drawing(_with_room(tail.min(), tail.max())).tolist()
    return [
        ("전체", "relayout", [{"xaxis.autorange": True, "yaxis.autorange": True}]),
        (f"마지막 {count}{'일' if is_dates else '단계'}", "relayout", [{"xaxis.range": ends, "yaxis.range": limits}]),
    ]


def slider_chart(steps, label, title):
    """A chart with a slider; each position shows its own traces, without a kernel.

    steps: list of (name, traces) or (name, traces, layout updates), one for each position, at most about 30, for each
    is stored whole. Traces with the same name keep their colour and dash. label: what the slider turns. Returns a
    Figure; fix its axes (`fig.update_yaxes(range=…)`) where they shall not move with the data.
    """
    if not steps:
        raise ValueError("슬라이더에 단계가 없습니다. (이름, 그래프 목록)을 하나 이상 넣어 주세요.")
    names, groups, updates = zip(*[(*step, {})[:3] for step in steps], strict=True)
    updates = [_flat(update) for update in updates]
    if any(update.keys() != updates[0].keys() for update in updates):
        raise ValueError("단계마다 바꾸는 레이아웃 항목이 다릅니다. 모든 단계에 같은 항목을 적어 주세요.")
    fig = go.Figure()
    looks = {}
    masks = np.zeros((len(groups), sum(len(traces) for traces in groups)), dtype=bool)
    for position, traces in enumerate(groups):
        for trace in traces:
            masks[position, len(fig.data)] = True
            fig.add_trace(trace)
            number = looks.setdefault(trace.name or len(looks), len(looks))
            _paint(fig.data[-1], number)
            fig.data[-1].visible = position == 0
    moves = [("update", [{"visible": mask.tolist()}, update]) for mask, update in zip(masks, updates, strict=True)]
    fig.update_layout((*steps[0], {})[2])  # not flat: it may name an axis that is not there yet
    return arrange(fig, title, 340, slider=slider_control(label, [str(name) for name in names], moves))


def _flat(update, prefix=""):
    """{'xaxis': {'range': …}} -> {'xaxis.range': …}: plotly.js would replace the whole axis otherwise."""
    flat = {}
    for key, value in update.items():
        flat.update(_flat(value, f"{prefix}{key}.") if isinstance(value, dict) else {f"{prefix}{key}": value})
    return flat


def _paint(trace, number):
    """Give a trace without colour the number's own, so that it does not change from one slider position to the next."""
    color, dash = COLORS[number % len(COLORS)], DASHES[number % len(DASHES)]
    if trace.type == "scatter":
        if trace.line.color is None and trace.marker.color is None:
            trace.line.color = trace.marker.color = color
        trace.line.dash = trace.line.dash or dash
    elif trace.type in ("bar", "histogram") and trace.marker.color is None:
        trace.marker.color = color
