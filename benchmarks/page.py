"""docs/benchmarks.md and its charts, from what was measured.

usage: python benchmarks/page.py [FILE ...]

FILE: what `make bench` wrote to build/; its results are taken over into benchmarks/measured.json first.
"""

import rnn_course  # noqa: F401  before TensorFlow, for what it sets

# isort: split
import json
import sys
from pathlib import Path

import jinja2
import numpy as np
import plotly.graph_objects as go

from experiments import drawings
from experiments.page import table
from rnn_course.charts import COLORS, INK, arrange

HERE = Path(__file__).resolve().parent
MEASURED = HERE / "measured.json"
PAGE = HERE.parent / "docs" / "benchmarks.md"
AXES = {"리뷰": "훈련 리뷰의 수", "창": "창의 길이(시간 단계)", "학생": "학생의 수"}
NOT_YET = "재기 전"


def measured():
    return json.loads(MEASURED.read_text(encoding="utf-8")) if MEASURED.exists() else {}


def take_over(files):
    """Keep the results of `make bench` in place of what was measured before under the same names."""
    kept = measured()
    for file in files:
        kept |= json.loads(Path(file).read_text(encoding="utf-8"))
    MEASURED.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def ways(results):
    """The tasks that were done in the chapter's way and in ours."""
    end = ", chapter / own"
    return [name.removesuffix(end) for name in results if name.endswith(end)]


def number(value):
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def spread(found):
    middle = number(found["median"])
    return middle if found["min"] == found["max"] else f"{middle} ({number(found['min'])}–{number(found['max'])})"


def ways_table():
    results = measured()
    rows = [
        [task]
        + [spread(results[f"{task}, {way}"]["seconds"]) for way in ("chapter", "own")]
        + [spread(results[f"{task}, chapter / own"]["ratio"])]
        for task in ways(results)
    ]
    return table(["할 일", "책의 방법(초)", "강의의 방법(초)", "책 ÷ 강의"], rows)


def growth_table():
    results = measured()
    rows = []
    for name, axis in AXES.items():
        curve = results.get(f"growth {name}")
        if curve is None:
            rows.append([axis, NOT_YET, NOT_YET, NOT_YET])
            continue
        middle = np.median(curve["seconds"], axis=0)
        sizes = f"{curve['sizes'][0]:,} → {curve['sizes'][-1]:,}"
        rows.append([axis, sizes, f"{number(middle[0])} → {number(middle[-1])}", spread(curve["exponent"])])
    return table(["늘린 것", "크기", "시간(초)", "지수"], rows)


def memory(result):
    return number(result["peak_gb"]) if result.get("peak_gb") else "–"


def parts_table(*names):
    """The results whose names begin with one of these: notebooks, regression, loading, grading."""
    rows = [
        [result["label"], spread(result[kind]), unit, result["runs"], memory(result)]
        for name, result in measured().items()
        for kind, unit in (("seconds", "초"), ("ratio", "배"))
        if kind in result and name.startswith(names)
    ]
    return table(["잰 것", "중앙값(최소–최대)", "단위", "잰 횟수", "최대 메모리(GB)"], rows) if rows else f"{NOT_YET}\n"


def most(first, least):
    """How many times faster a second load could be at most: the median of the first one by that of its least part."""
    results = measured()
    if first not in results or least not in results:
        return NOT_YET
    return f"{number(results[first]['seconds']['median'] / results[least]['seconds']['median'])}배"


def environments_table():
    places = {}
    for name, result in measured().items():
        here = ", ".join(f"{part} {value}" for part, value in result["environment"].items() if part != "load")
        places.setdefault(here, []).append(name)
    return table(["환경", "잰 것"], [[here, len(names)] for here, names in sorted(places.items())])


def ways_chart():
    results = measured()
    tasks = ways(results)[::-1]
    ratios = [results[f"{task}, chapter / own"]["ratio"] for task in tasks]
    ends = {"array": [r["max"] - r["median"] for r in ratios], "arrayminus": [r["median"] - r["min"] for r in ratios]}
    fig = go.Figure(go.Bar(x=[r["median"] for r in ratios], y=tasks, orientation="h", error_x=ends))
    arrange(fig, "책의 방법은 다른 방법의 몇 배가 걸리나", 40 * len(tasks) + 20)
    fig.add_vline(x=1, line={"color": INK, "width": 1})
    return fig.update_xaxes(type="log", tickvals=[1, 10, 100, 1000, 10_000], title="책의 시간 ÷ 강의의 시간(로그)")


def growth_chart():
    results, fig = measured(), go.Figure()
    for place, name in enumerate(AXES):
        if curve := results.get(f"growth {name}"):
            growth = np.array(curve["sizes"]) / curve["sizes"][0]
            middle = np.median(curve["seconds"], axis=0)
            label = f"{AXES[name]}, 지수 {curve['exponent']['median']:.2f}"
            look = {"color": COLORS[place]}
            fig.add_scatter(x=growth, y=middle / middle[0], name=label, mode="lines+markers", line=look)
    line = {"color": INK, "width": 1, "dash": "dot"}
    fig.add_scatter(x=[1, 10], y=[1, 10], name="지수 1(크기에 비례)", mode="lines", line=line)
    arrange(fig, "열 배로 늘리면 시간은 몇 배가 되나", 380)
    log = {"type": "log", "tickvals": [1, 2, 3, 5, 10]}
    return fig.update_xaxes(log, title="처음 크기의 배수(로그)").update_yaxes(log, title="처음 시간의 배수(로그)")


def charts():
    return {"benchmarks_ways": ways_chart(), "benchmarks_growth": growth_chart()}


def text():
    called = (ways_table, growth_table, parts_table, environments_table, most)
    templates = jinja2.Environment(loader=jinja2.FileSystemLoader(HERE), undefined=jinja2.StrictUndefined)
    return templates.get_template("benchmarks.md.j2").render({made.__name__: made for made in called}) + "\n"


def main():
    take_over(sys.argv[1:])
    PAGE.write_text(text(), encoding="utf-8")
    drawings.draw(charts())


if __name__ == "__main__":
    main()
