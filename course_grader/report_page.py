"""The page of a report: charts that work without a network, their description in words, and tables."""

import html
import math
import statistics
from pathlib import Path

import plotly.graph_objects as go
from jinja2 import Environment, FileSystemLoader

from rnn_course import charts

MOST_PARTS = 15  # in the chart and the table of failed parts
MOST_MESSAGES = 3  # for each part
BINS = 10

_templates = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates" / "report"), autoescape=True, trim_blocks=True
)


def page(report):
    """HTML that needs no other file. What students wrote is only ever text in it."""
    from course_grader.report import title_of

    drawn = [chart(report, title_of) for chart in (_distribution, _tasks, _parts)] if report.with_marks else []
    figures = [
        {"html": figure.to_html(full_html=False, include_plotlyjs=not number, config=charts.CONFIG), "alt": alt}
        for number, (figure, alt) in enumerate(filter(None, drawn))
    ]
    parts = [
        {
            "title": f"{title_of(cell)}: {name}",
            "failed": failed,
            "asked": report.failures.asked[cell, name],
            "messages": report.failures.messages[cell, name].most_common(MOST_MESSAGES),
        }
        for (cell, name), failed in report.failures.failed.most_common(MOST_PARTS)
    ]
    return _templates.get_template("report.html.j2").render(
        report=report, figures=figures, parts=parts, title_of=title_of, fonts=charts.FONTS
    )


def _distribution(report, _):
    most = sum(report.points[cell] for cell in report.automatic) or 1.0
    scores = [report.automatic_score(row) for row in report.with_marks]
    width = most / BINS
    counts = [0] * BINS
    for score in scores:
        counts[min(int(score / width), BINS - 1)] += 1
    labels = [f"{width * number:g}~{width * (number + 1):g}" for number in range(BINS)]
    figure = go.Figure(go.Bar(x=labels, y=counts, hovertemplate="%{x}점: %{y}명<extra></extra>"))
    middle, mean = statistics.median(scores), statistics.fmean(scores)
    charts.arrange(figure, f"자동으로 매긴 점수의 분포 ({most:g}점 만점)", 300)
    figure.update_layout(hovermode="closest", bargap=0.05)
    figure.update_xaxes(title_text="점수", showgrid=False, type="category")
    figure.update_yaxes(title_text="학생 수(명)", dtick=max(1, math.ceil(max(counts) / 8)))
    return figure, (
        f"가로축은 자동으로 매긴 점수, 세로축은 학생 수입니다. {len(scores)}명의 평균은 {mean:.1f}점, "
        f"중앙값은 {middle:.1f}점, 가장 낮은 점수는 {min(scores):g}점, 가장 높은 점수는 {max(scores):g}점입니다."
    )


def _tasks(report, title_of):
    cells = [cell for cell in report.points if cell in report.automatic]
    rows = report.with_marks
    lost = {cell: sum((row.marks.get(cell) or 0.0) < report.points[cell] for row in rows) for cell in cells}
    if not any(lost.values()):
        return None
    order = sorted(cells, key=lambda cell: (lost[cell], -cells.index(cell)))
    blank = {cell: min(report.failures.unanswered[cell], lost[cell]) for cell in cells}
    names = [title_of(cell) for cell in order]
    figure = _bars([(lost[cell] - blank[cell]) / len(rows) for cell in order], names, name="답이 틀림")
    figure.add_trace(_bars([blank[cell] / len(rows) for cell in order], names, name="답을 쓰지 않음").data[0])
    figure.update_traces(textposition="none")
    figure.data[1].marker = {"color": charts.COLORS[1], "pattern": {"shape": "/"}}
    figure.update_layout(barmode="stack", legend_traceorder="normal")
    charts.arrange(figure, "문제마다 점수를 잃은 학생의 비율", 40 + 32 * len(order))
    worst = order[-1]
    return figure, (
        "가로축은 만점을 받지 못한 학생의 비율(%), 세로축은 문제이며 비율이 높은 것이 위에 있습니다. "
        f"{title_of(worst)}에서 {lost[worst] / len(rows):.0%}로 가장 높고, "
        f"그 가운데 {blank[worst]}명은 답을 쓰지 않았습니다. "
        f"{names[0]}에서는 {lost[order[0]] / len(rows):.0%}입니다."
    )


def _parts(report, title_of):
    failures = report.failures
    worst = failures.failed.most_common(MOST_PARTS)[::-1]
    if not worst:
        return None
    shares = [count / failures.asked[part] for part, count in worst]
    names = [f"{title_of(cell)}: {name}" for (cell, name), _ in worst]
    figure = _bars(shares, names)
    charts.arrange(figure, f"답을 쓴 학생이 가장 많이 틀린 검사 항목 {len(worst)}개", 40 + 32 * len(worst))
    return figure, (
        "가로축은 답을 쓴 학생 가운데 통과하지 못한 비율(%), 세로축은 검사 항목이며 "
        "틀린 학생이 많은 것이 위에 있습니다. "
        f"‘{names[-1]}’ 항목을 {failures.asked[worst[-1][0]]}명 가운데 {worst[-1][1]}명이 통과하지 못했습니다."
    )


def _bars(shares, names, name=None):
    percent = [round(100 * share, 1) for share in shares]
    texts = [f"{value:.0f}%" for value in percent]
    names = [html.escape(each) for each in names]  # plotly reads some HTML in a label
    figure = go.Figure(
        go.Bar(x=percent, y=names, text=texts, name=name, orientation="h", hovertemplate="%{y}: %{x}%<extra></extra>")
    )
    figure.update_traces(textposition="outside", cliponaxis=False)
    figure.update_layout(hovermode="closest")
    figure.update_xaxes(title_text="학생의 비율(%)", range=[0, 108], tickvals=[0, 20, 40, 60, 80, 100])
    return figure.update_yaxes(type="category", showgrid=False, dtick=1)
