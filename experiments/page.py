"""docs/results.md and its charts, written from the stored runs alone; where runs are missing the page says so.

The sentences stand in templates/results.md.j2, the tables that it calls are made here.
"""

import csv
from pathlib import Path

import jinja2
import numpy as np
import plotly.graph_objects as go

from experiments import drawings, store
from experiments.catalogue import CANDIDATES, CHAPTER, CHOSEN, EXPERIMENTS
from experiments.review_groups import LONG, wrong_answers
from rnn_course.charts import COLORS, INK, arrange

PAGE = Path(__file__).resolve().parent.parent / "docs" / "results.md"
TEMPLATES = Path(__file__).resolve().parent / "templates"
NOT_YET, NONE = "훈련 전", "–"
DATA = {"embedded": "내장(합성)", "real": "실제"}
LOOKS = {"embedded": {"color": COLORS[3], "symbol": "square"}, "real": {"color": COLORS[0], "symbol": "circle"}}
MODELS = {  # name, parameters in the book
    "series": ("SimpleRNN(128), 사인 곡선", 16_769),
    "price_lstm": ("LSTM(128), 종가", 67_201),
    "return_lstm": ("LSTM(128), 수익률", 67_201),
    "return_gru": ("GRU(256), 수익률", 199_937),
    "reviews_learnt": ("밀집 신경망, 배운 임베딩", 1_320_065),
    "reviews_frozen": ("밀집 신경망, 얼린 GloVe", 1_320_065),
}
REVIEW_MODELS = {
    "reviews_frozen": "책: 얼린 GloVe",
    "reviews_learnt": "책: 배운 임베딩",
    "linear_words": "선형: 단어",
    "linear_pairs": "선형: 단어 쌍까지",
    "reader": "양방향 GRU(64)",
    "reader_pairs": "양방향 GRU(64)와 단어 쌍",
    "reader_long": "양방향 GRU(64)와 단어 쌍, 600단어",
    "reader_wide": "양방향 GRU(128)",
}
GROUPS = {
    "turning": "but, though, although, however가 있음",
    "no_turning": "그런 말이 없음",
    "negation": "not, never, no, -n't가 있음",
    "no_negation": "부정어가 없음",
    "short": "100단어 이하",
    "long": f"{LONG}단어보다 긺",
}
# fmt: off
BOOK = [  # experiment, quantity, its name, the book's value (the first: of its five printed predictions), digits
    ("series", "shown_error", "인쇄된 다섯 예측의 평균 절대 오차", 0.00087475, 5),
    ("series", "test_mse", "테스트의 평균 제곱 오차", None, 7),
    ("price_lstm", "r2_last", "결정계수", 0.9180336839485008, 3),
    ("return_lstm", "r2_last", "결정계수", -0.008012695856493446, 3),
    ("return_gru", "r2_last", "결정계수", -0.09758368300630482, 3),
    ("reviews_learnt", "accuracy_last", "테스트 정확도", 0.8187599778175354, 3),
    ("reviews_learnt", "loss_last", "테스트 손실", 1.3728729486465454, 2),
    ("reviews_frozen", "accuracy_last", "테스트 정확도", 0.6824399828910828, 3),
    ("reviews_frozen", "loss_last", "테스트 손실", 2.5379302501678467, 2),
    ("reviews_frozen", "error_test", "테스트에서 고른 문턱값의 오분류율", 0.3143, 3),
    ("reviews_frozen", "threshold_test", "테스트에서 고른 문턱값", 0.769, 3),
]
# fmt: on
# What each correction changes; before and after are "experiment quantity".
CORRECTIONS = list(csv.DictReader((Path(__file__).parent / "corrections.csv").open(encoding="utf-8")))


# Numbers of stored runs -----------------------------------------------------------------------------------------------


def values(name, data, quantity):
    """One number a seed; empty where nothing is stored."""
    return np.array([run["result"][quantity] for run in store.read(name, data)])


def differences(correction, data):
    """What the correction changes in each seed that both have."""
    first, second = (
        {run["seed"]: run["result"][quantity] for run in store.read(name, data)}
        for name, quantity in (correction[side].split() for side in ("before", "after"))
    )
    return np.array([second[seed] - first[seed] for seed in first if seed in second])


def number(value, form):
    """In Python's format, with a minus that is as wide as a plus, and none before a zero."""
    text = f"{value:{form}}"
    return text.replace("-", "−") if float(text.replace(",", "")) else text.lstrip("-")


def shown(found, digits, sign=""):
    """'0.812 (0.810–0.815)': mean, smallest and largest."""
    if len(found) == 0:
        return NOT_YET
    middle, low, high = (
        number(value, f"{sign},.{digits}f") for value in (np.mean(found), np.min(found), np.max(found))
    )
    between = " ~ " if sign or np.min(found) < 0 else "–"
    return middle if len(found) == 1 else f"{middle} ({low}{between}{high})"


def book(name, quantity):
    return next(value for experiment, known, _, value, _ in BOOK if (experiment, known) == (name, quantity))


def cell(name, data, quantity, digits):
    return shown(values(name, data, quantity), digits) if data in EXPERIMENTS[name].data else NONE


def parameters(name, kinds=tuple(DATA)):
    found = {int(number) for data in kinds for number in values(name, data, "parameters")}
    return ", ".join(f"{number:,}" for number in sorted(found)) or NOT_YET


def judged():
    """The models of reviews that have been tried on the real ones."""
    return [name for name in REVIEW_MODELS if name in EXPERIMENTS and store.read(name, "real")]


# Tables ---------------------------------------------------------------------------------------------------------------


def table(head, rows):
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines) + "\n"


def chapter_table():
    rows = [
        [MODELS[name][0], label, NONE if book is None else shown([book], digits)]
        + [cell(name, data, quantity, digits) for data in DATA]
        for name, quantity, label, book, digits in BOOK
    ]
    return table(["모델", "잰 것", "책", *DATA.values()], rows)


def cost_table():
    rows = [
        [
            MODELS[name][0],
            f"{MODELS[name][1]:,}",
            parameters(name),
            *(cell(name, data, "cpu_seconds", 0) for data in DATA),
        ]
        for name in CHAPTER
    ]
    times = [f"프로세서 시간(초), {data}" for data in DATA.values()]
    return table(["모델", "매개변수(책)", "매개변수(여기)", *times], rows)


def corrections_table():
    rows = []
    for correction in CORRECTIONS:
        digits = int(correction["digits"])
        sides = [correction[side].split() for side in ("before", "after")]
        for data, data_name in DATA.items():
            pair = [cell(name, data, quantity, digits) for name, quantity in sides]
            gap = shown(differences(correction, data), digits, sign="+")
            rows.append([*(correction[key] for key in ("errata", "change", "measured")), data_name, *pair, gap])
    return table(["정오표", "고친 것", "잰 것", "데이터", "고치기 전", "고친 뒤", "차이"], rows)


def reviews_table():
    quantities = ("cpu_seconds", "wall_seconds")
    rows = [
        [label, parameters(name, ["real"]), cell(name, "real", "accuracy_last", 4)]
        + [cell(name, "real", quantity, 0) for quantity in quantities]
        for name, label in REVIEW_MODELS.items()
        if name in EXPERIMENTS
    ]
    return table(["모델", "매개변수", "테스트 정확도", "프로세서 시간(초)", "시계로 잰 시간(초)"], rows)


def trials_table():
    rows = [
        [REVIEW_MODELS[name], cell(f"{name}_trial", "real", "val_accuracy", 4), "예" if name == CHOSEN else ""]
        for name in CANDIDATES
    ]
    return table(["후보", "검증 정확도", "고른 것"], rows)


def wrong_by_group(name):
    """{kind of review: (how many there are, share of them that the model gets wrong, averaged over its seeds)}."""
    found = [run["result"]["wrong_by_group"] for run in store.read(name, "real")]
    return {group: (found[0][group][0], np.mean([of[group][1] for of in found])) for group in GROUPS} if found else {}


def groups_table():
    found = {name: wrong_by_group(name) for name in judged()}
    rows = []
    for group, label in GROUPS.items():
        counts = {of[group][0] for of in found.values()}
        rates = [f"{of[group][1]:.3f}" for of in found.values()]
        rows.append([label, ", ".join(f"{count:,}" for count in counts), *rates])
    return table(["리뷰", "편수", *(REVIEW_MODELS[name] for name in found)], rows)


def overlap():
    """Which mistakes models share, in their first seed; None where fewer than two models have been tried."""
    wrong = {name: wrong_answers(store.read(name, "real")[0]["result"]) for name in judged()}
    if len(wrong) < 2:
        return None
    rows = [
        [REVIEW_MODELS[one], *(f"{(wrong[one] & wrong[other]).sum() / wrong[one].sum():.2f}" for other in wrong)]
        for one in wrong
    ]
    head = ["틀린 모델", *(REVIEW_MODELS[name] for name in wrong)]
    return {"table": table(head, rows), "everyone": int(np.logical_and.reduce(list(wrong.values())).sum())}


def confusion():
    """The frozen model's table at the chosen threshold, in its first seed, both ways round."""
    runs = store.read("reviews_frozen", "real")
    if not runs:
        return None
    right = np.array(runs[0]["result"]["confusion_best"])
    return {
        "threshold": runs[0]["result"]["threshold_test"],
        "right": right.tolist(),
        "swapped": right.T.tolist(),
        "precision": right[1, 1] / right[:, 1].sum(),
        "recall": right[1, 1] / right[1].sum(),
    }


def winner():
    recurrent, linear = (values(name, "real", "accuracy_last") for name in (CHOSEN, "linear_pairs"))
    if len(recurrent) == 0 or len(linear) != len(recurrent):
        return f"누가 앞서는지: {NOT_YET}"
    gaps = 100 * (recurrent - linear)
    if gaps.min() > 0:
        verdict = "**순환 신경망이 앞섭니다.** 어느 씨앗에서나 단어 쌍까지 세는 선형 모델보다 정확합니다."
    elif gaps.max() < 0:
        verdict = "**선형 모델이 앞섭니다.** 단어 쌍까지 세는 선형 모델이 어느 씨앗에서나 순환 신경망보다 정확합니다."
    else:
        verdict = "**정확도로는 가릴 수 없습니다.** 씨앗에 따라 앞서는 쪽이 바뀝니다."
    times = [values(name, "real", "cpu_seconds").mean() for name in (CHOSEN, "linear_pairs")]
    wrong = [wrong_answers(store.read(name, "real")[0]["result"]) for name in (CHOSEN, "linear_pairs")]
    return (
        f"{verdict} 순환 신경망의 정확도에서 선형 모델의 정확도를 빼면 {shown(gaps, 2, sign='+')}퍼센트포인트입니다. "
        f"같은 리뷰에서 견준 차이의 표준 오차는 {100 * error_of_difference(*wrong):.2f}퍼센트포인트입니다(첫 씨앗). "
        f"순환 신경망을 훈련하는 데 드는 프로세서 시간은 선형 모델의 {times[0] / times[1]:,.0f}배입니다."
    )


def groups_reading():
    """In which kind of review the two best models are farthest apart, and whether any gap is more than chance."""
    recurrent, linear = (wrong_by_group(name) for name in (CHOSEN, "linear_pairs"))
    if not (recurrent and linear):
        return NOT_YET
    gaps = {group: abs(recurrent[group][1] - linear[group][1]) for group in GROUPS}
    errors = {group: np.sqrt(rate * (1 - rate) / count) for group, (count, rate) in linear.items()}
    widest = max(gaps, key=gaps.get)
    apart = [GROUPS[group] for group in GROUPS if gaps[group] > errors[group]]
    verdict = (
        f"차이가 표준 오차보다 큰 갈래는 ‘{'’, ‘'.join(apart)}’입니다."
        if apart
        else "어느 갈래에서나 차이가 표준 오차보다 작아, 한쪽이 낫다고 할 수 없습니다."
    )
    return (
        f"‘{REVIEW_MODELS[CHOSEN]}’와 ‘{REVIEW_MODELS['linear_pairs']}’가 가장 크게 벌어지는 갈래는 "
        f"‘{GROUPS[widest]}’이고 차이는 {100 * gaps[widest]:.1f}퍼센트포인트, "
        f"이 갈래의 {linear[widest][0]:,}편에서 잰 비율의 표준 오차는 {100 * errors[widest]:.1f}퍼센트포인트입니다. "
        f"{verdict}"
    )


def error_of_difference(one, other):
    """Standard error of the difference of two models' accuracies on the same reviews, from their wrong answers."""
    gap = one.astype(int) - other
    return gap.std() / np.sqrt(len(gap))


def last_epochs(name, data, quantity, last=100):
    """Of each run's last epochs (it has 100 at most), one after the other; empty where nothing is stored."""
    return [value for run in store.read(name, data) for value in run["result"][quantity][-last:]]


def by_epoch(name, data, quantity, digits, **last):
    """'0.912에서 0.957까지': the smallest and largest of the last epochs."""
    found = last_epochs(name, data, quantity, **last)
    return span(found, digits) if found else NOT_YET


def below(name, data, quantity, level, **last):
    """'150개 가운데 8개가': how many of the last epochs' values are smaller than a level."""
    found = last_epochs(name, data, quantity, **last)
    return f"{len(found)}개 가운데 {sum(value < level for value in found)}개가" if found else NOT_YET


def all_seeds(name):
    """The runs on real data with the three seeds of all experiments and with the further ones of this."""
    return store.read(name, "real") + store.read(f"{name}_more", "real")


def span(found, digits):
    """'0.912에서 0.957까지'."""
    return f"{number(min(found), f'.{digits}f')}에서 {number(max(found), f'.{digits}f')}까지"


def stops(name, digits):
    """In which epochs the trainings ended, and with which R2."""
    runs = [run["result"] for run in all_seeds(name)]
    if not runs:
        return NOT_YET
    epochs = [run["epochs"] for run in runs]
    ends = span([run["r2_last"] for run in runs], digits)
    return f"씨앗 {len(runs)}개로 훈련하면 {min(epochs)}–{max(epochs)}에포크에 멈추고, 그때의 결정계수는 {ends}입니다."


def lowest_end(name, digits):
    """How far R2 fell after the best epoch in the training that ended lowest."""
    runs = all_seeds(name)
    if not runs:
        return NOT_YET
    run = min(runs, key=lambda run: run["result"]["r2_last"])
    found, sign = run["result"], f".{digits}f"
    return (
        f"씨앗 {run['seed']}의 결정계수는 {found['best_epoch']}에포크에 {number(found['r2_best'], sign)}까지 올랐다가 "
        f"{found['epochs']}에포크에 멈출 때는 {number(found['r2_last'], sign)}까지 내려갔습니다."
    )


def best_weights(name, digits):
    """Between which R2 lie the best epochs of all runs."""
    runs = all_seeds(name)
    return span([run["result"]["r2_best"] for run in runs], digits) if runs else NOT_YET


def linear_error():
    found = values("series_baselines", "embedded", "linear_mse")
    return NOT_YET if len(found) == 0 else "10⁻²⁰ 아래" if found.max() < 1e-20 else f"{found.max():.1e}"


def environments_table():
    counts = {}
    for name, experiment in EXPERIMENTS.items():
        for data in experiment.data:
            for run in store.read(name, data):
                parts = {key: value for key, value in run["environment"].items() if key not in ("threads", "load")}
                key = ", ".join(f"{part} {value}" for part, value in parts.items())
                counts[key] = counts.get(key, 0) + 1
    return table(["환경", "실행의 수"], sorted(counts.items()))


# Charts ---------------------------------------------------------------------------------------------------------------


def chapter_chart():
    rows = [row for row in BOOK if row[1] in ("r2_last", "accuracy_last")]
    names = [MODELS[name][0].replace(", ", "<br>") for name, *_ in rows]
    diamond = {"size": 13, "color": COLORS[1], "symbol": "diamond"}
    fig = go.Figure(go.Scatter(x=names, y=[row[3] for row in rows], name="책", mode="markers", marker=diamond))
    for data, label in DATA.items():
        found = [values(name, data, quantity) for name, quantity, *_ in rows]
        places = [place for place, seeds in zip(names, found, strict=True) for _ in seeds]
        fig.add_scatter(x=places, y=np.concatenate(found), name=label, mode="markers", marker=LOOKS[data] | {"size": 9})
    arrange(fig, "결정계수와 테스트 정확도: 책의 값과 다시 훈련한 값(점 하나가 씨앗 하나)", 340)
    return fig.update_yaxes(title="결정계수 또는 정확도")


def corrections_chart():
    chosen = [row for row in CORRECTIONS if "결정계수" in row["measured"] or "정확도" in row["measured"]]
    labels = [f"{row['change']}: {row['measured']}" for row in chosen]
    fig = go.Figure()
    for data, data_name in DATA.items():
        found = [differences(row, data) for row in chosen]
        places = [place for place, seeds in zip(labels, found, strict=True) for _ in seeds]
        look = LOOKS[data] | {"size": 9}
        fig.add_scatter(x=np.concatenate(found), y=places, name=data_name, mode="markers", marker=look)
    arrange(fig, "책의 설정을 고치면 결정계수나 정확도가 얼마나 달라지나(점 하나가 씨앗 하나)", 40 * len(labels))
    fig.add_vline(x=0, line={"color": INK, "width": 1})
    fig.update_yaxes(categoryorder="array", categoryarray=labels[::-1], tickfont_size=12)
    return fig.update_xaxes(title="고친 뒤에서 고치기 전을 뺀 값")


def reviews_chart():
    fig = go.Figure()
    for number, name in enumerate(judged()):
        accuracy, seconds = (values(name, "real", quantity) for quantity in ("accuracy_last", "cpu_seconds"))
        look = {"size": 11, "color": COLORS[number % len(COLORS)], "symbol": number}
        x = np.full(len(accuracy), seconds.min())
        fig.add_scatter(x=x, y=accuracy, mode="markers", name=REVIEW_MODELS[name], marker=look)
    arrange(fig, "실제 리뷰의 테스트 정확도와 한 번 훈련하는 데 든 프로세서 시간(점 하나가 씨앗 하나)", 340)
    ticks = [5, 10, 20, 50, 100, 200, 500, 1000, 2000]
    fig.update_xaxes(type="log", tickvals=ticks, title="프로세서 시간(초, 로그)")
    return fig.update_yaxes(title="테스트 정확도")


def charts():
    return {
        "results_chapter": chapter_chart(),
        "results_corrections": corrections_chart(),
        "results_reviews": reviews_chart(),
    }


def text():
    planned = [(name, data, seed) for name, one in EXPERIMENTS.items() for data in one.data for seed in one.seeds]
    facts = {"planned": len(planned), "missing": sum(not store.place(*run).exists() for run in planned)}
    facts |= {"not_yet": NOT_YET, "confusion": confusion(), "overlap": overlap()}
    called = (chapter_table, cost_table, corrections_table, reviews_table, trials_table, groups_table)
    called += (winner, groups_reading, linear_error, environments_table, parameters)
    called += (book, cell, by_epoch, below, stops, lowest_end, best_weights)
    loader = jinja2.FileSystemLoader(TEMPLATES)
    templates = jinja2.Environment(loader=loader, trim_blocks=True, undefined=jinja2.StrictUndefined)
    return templates.get_template("results.md.j2").render({made.__name__: made for made in called}, **facts) + "\n"


def write():
    PAGE.write_text(text(), encoding="utf-8")
    drawings.draw(charts())


if __name__ == "__main__":
    write()
