"""docs/results.md and its charts are what the stored runs give, and the stored runs are of today's settings."""

import importlib
import json

import numpy as np
import pytest

from experiments import __main__ as command
from experiments import drawings, page, recurrent_reviews, store
from experiments.catalogue import CANDIDATES, CHAPTER, CHOSEN, CORRECTIONS, EXPERIMENTS, READERS
from experiments.review_groups import groups, judge, wrong_answers

STORED = sorted(store.RUNS.glob("*/*.json"))


def stored_runs():
    return [json.loads(file.read_text(encoding="utf-8")) for file in STORED]


def test_page_and_charts_are_what_the_stored_runs_give():
    remedy = "make results로 다시 쓰세요."
    assert page.PAGE.read_text(encoding="utf-8") == page.text(), remedy
    outdated = [name for name, figure in page.charts().items() if not drawings.is_current(name, figure)]
    assert not outdated, remedy


def test_every_run_is_of_an_experiment_and_its_present_settings():
    assert STORED
    for file, run in zip(STORED, stored_runs(), strict=True):
        experiment = EXPERIMENTS[run["experiment"]]
        assert file == store.place(run["experiment"], run["data"], run["seed"])
        assert run["settings"] == json.loads(json.dumps(experiment.settings)), f"{file.name}: 설정이 바뀌었습니다."
        assert run["data"] in experiment.data
        assert run["seed"] in experiment.seeds
        assert file.stat().st_size < 20_000


def test_every_planned_run_is_stored_and_models_have_three_seeds():
    planned = {
        store.place(name, data, seed) for name, one in EXPERIMENTS.items() for data in one.data for seed in one.seeds
    }
    assert planned == set(STORED), "make results로 빠진 것을 훈련하세요."
    for name in (*CHAPTER, *CORRECTIONS, *READERS, "linear_words", "linear_pairs"):
        assert len(EXPERIMENTS[name].seeds) >= 3, name


def test_a_changed_number_makes_another_page_and_other_charts(tmp_path, monkeypatch):
    runs = {place: json.loads(place.read_text(encoding="utf-8")) for place in STORED}
    before, stamps = page.text(), [drawings.stamp(figure) for figure in page.charts().values()]
    monkeypatch.setattr(store, "RUNS", tmp_path)
    for run in runs.values():
        result = {key: value + 1 if isinstance(value, float) else value for key, value in run["result"].items()}
        store.write(run | {"result": result})
    assert page.text() != before
    assert [drawings.stamp(figure) for figure in page.charts().values()] != stamps


def test_a_page_without_runs_says_so_everywhere(tmp_path, monkeypatch):
    monkeypatch.setattr(store, "RUNS", tmp_path)
    text = page.text()
    assert text.count(page.NOT_YET) > len(EXPERIMENTS)
    assert "nan" not in text


def test_corrections_name_experiments_that_differ_from_the_chapter_in_one_setting():
    for row in page.CORRECTIONS:
        (before, _), (after, _) = row["before"].split(), row["after"].split()
        changed = {
            key for key, value in EXPERIMENTS[after].settings.items() if value != EXPERIMENTS[before].settings[key]
        }
        assert len(changed) <= 1, row


def test_the_chosen_reader_is_the_best_one_on_the_validation_part():
    accuracy = {name: page.values(f"{name}_trial", "real", "val_accuracy") for name in CANDIDATES}
    if not all(map(len, accuracy.values())):
        pytest.skip("candidates not trained yet")
    assert max(accuracy, key=lambda name: accuracy[name].mean()) == CHOSEN


def test_recurrent_models_reach_their_goal_in_each_seed_and_in_twenty_minutes():
    for name in READERS:
        assert page.values(name, "real", "accuracy_last").min() > 0.895
        assert page.values(name, "real", "wall_seconds").max() < 1200
    assert page.values(CHOSEN, "real", "accuracy_last").min() > 0.9


def test_same_sized_lstm_and_gru_take_turns_in_being_ahead_as_the_page_says():
    for data in page.DATA:
        lstm, gru = (page.values(f"return_{layer}_small", data, "r2_last") for layer in ("lstm", "gru"))
        assert min(gru - lstm) < 0 < max(gru - lstm)


def test_averages_of_frozen_vectors_are_still_learning_at_the_end_as_the_page_says():
    for data in page.DATA:
        assert page.values("reviews_frozen_average", data, "best_epoch").min() >= 29


def test_which_reviews_are_harder_as_the_page_says():
    for name in page.judged():
        of = {group: rate for group, (_, rate) in page.wrong_by_group(name).items()}
        assert of["turning"] > of["no_turning"] + 0.015
        assert (of["negation"] > of["no_negation"] + 0.015) == (name in CHAPTER)


def test_the_standard_error_of_a_difference_counts_the_reviews_that_one_model_alone_gets_wrong():
    one, other = np.zeros(10_000, dtype=bool), np.zeros(10_000, dtype=bool)
    one[:150], other[100:250] = True, True
    assert page.error_of_difference(one, other) == pytest.approx(np.sqrt(200) / 10_000)
    assert page.error_of_difference(one, one) == 0


def test_numbers_have_a_wide_minus_and_zero_has_none():
    assert page.number(-0.25, ".1f") == "−0.2"
    assert page.number(-0.0004, ".3f") == "0.000"
    assert page.number(-1234.5, ",.1f") == "−1,234.5"
    assert page.number(0.0, "+.1f") == "+0.0"


@pytest.mark.parametrize(
    ("name", "data", "quantity", "last", "book"),
    [
        ("series", "embedded", "shown_error_by_epoch", 50, 0.00087475),
        ("return_gru", "real", "r2_by_epoch", 100, -0.098),
    ],
)
def test_the_books_value_is_among_those_of_the_epochs_as_the_page_says(name, data, quantity, last, book):
    found = page.last_epochs(name, data, quantity, last)
    assert min(found) <= book <= max(found)


def test_one_price_model_in_ten_ends_below_the_books_as_the_page_says():
    ends = sorted(run["result"]["r2_last"] for run in page.all_seeds("price_lstm"))
    assert len(ends) == 10
    assert ends[0] < page.book("price_lstm", "r2_last") < 0.94 < ends[1]
    assert min(page.values("price_lstm", "real", "r2_last")) > page.book("price_lstm", "r2_last")
    assert all(run["result"]["r2_best"] > page.book("price_lstm", "r2_last") for run in page.all_seeds("price_lstm"))


def test_the_lowest_price_model_fell_after_its_best_epoch_as_the_page_says():
    lowest = min((run["result"] for run in page.all_seeds("price_lstm")), key=lambda result: result["r2_last"])
    found, best = np.array(lowest["r2_by_epoch"]), lowest["best_epoch"]
    assert lowest["epochs"] == best + 10
    assert found[best - 1] == pytest.approx(lowest["r2_best"], abs=5e-4)
    assert found[-1] < found[best:].mean() < found[best - 1]


def test_the_old_keras_explains_the_books_loss_as_the_page_says():
    for name in ("reviews_learnt", "reviews_frozen"):
        now, old = (page.values(f"{name}{end}", "real", "loss_last").mean() for end in ("", "_old_keras"))
        assert abs(old - page.book(name, "loss_last")) < abs(now - page.book(name, "loss_last"))
    now, old = (page.values(f"reviews_learnt{end}", "real", "loss_last") for end in ("", "_old_keras"))
    assert now.max() < page.book("reviews_learnt", "loss_last") < old.min()
    for end in ("", "_old_keras"):
        found = page.values(f"reviews_frozen{end}", "real", "loss_last")
        assert found.min() < page.book("reviews_frozen", "loss_last") < found.max()


def test_no_model_is_ahead_of_yesterdays_price_as_the_page_says():
    for data in page.DATA:
        (persistence,) = page.values("price_baselines", data, "r2_persistence")
        for name in EXPERIMENTS:
            if name.startswith("price_lstm"):
                assert all(page.values(name, data, "r2_best") < persistence), name
                assert all(page.values(name, data, "r2_last") < persistence), name
        for name in EXPERIMENTS:
            if name.startswith("return_"):
                assert all(page.values(name, data, "r2_last") < 0), name


def test_the_books_return_lstm_is_among_ten_seeds_as_the_page_says():
    found = [run["result"]["r2_last"] for run in page.all_seeds("return_lstm")]
    assert len(found) == 10
    assert max(found[:3]) < -0.008 <= max(found)
    gru = page.values("return_gru", "real", "r2_last")
    assert gru.min() <= page.book("return_gru", "r2_last") <= gru.max()


def test_forecasts_of_returns_are_nearly_constant_as_the_page_says():
    for name in EXPERIMENTS:
        if name in ("return_lstm", "return_lstm_more", "return_gru"):
            assert page.values(name, "real", "spread_last").max() < 0.06


def test_the_books_error_is_that_of_its_five_printed_predictions():
    cells = json.loads((page.PAGE.parents[1] / "notebooks" / "03_simple_rnn.ipynb").read_text(encoding="utf-8"))[
        "cells"
    ]
    lines = "".join("".join(cell["source"]) for cell in cells if cell["id"] == "five").splitlines()
    labels, predictions = (
        np.array(json.loads(next(line for line in lines if line.startswith(name)).partition("= ")[2]))
        for name in ("book_labels", "book_predictions")
    )
    assert page.book("series", "shown_error") == pytest.approx(np.abs(labels - predictions).mean(), abs=1e-8)


def test_signs_that_the_arithmetic_fixes_as_the_page_says():
    for row in page.CORRECTIONS:
        sign = {"35": 1, "26": 1, "25": -1}.get(row["errata"])
        for data in page.DATA if sign else ():
            assert (sign * page.differences(row, data) >= 0).all(), row


def test_seeds_one_and_three_of_a_linear_model_are_one_model_as_the_page_says():
    for name in ("linear_words", "linear_pairs"):
        first, second, third = store.read(name, "real")
        assert first["result"]["wrong"] == third["result"]["wrong"] != second["result"]["wrong"]


def test_wrong_answers_and_their_shares_survive_storing():
    texts = ["good, but long", "never", "fine " * 500, "it isn't", "plain"]
    truth, answer = np.array([1, 0, 1, 0, 1]), np.array([1, 1, 0, 1, 1])
    stored = json.loads(json.dumps(judge(texts, truth, answer)))
    assert wrong_answers(stored).tolist() == [False, True, True, True, False]
    assert stored["wrong_by_group"]["negation"] == [2, 1.0]
    assert stored["wrong_by_group"]["turning"] == [1, 0.0]
    assert stored["wrong_by_group"]["long"] == [1, 1.0]
    assert {name: mask.sum() for name, mask in groups(texts).items()}["no_negation"] == 3


def test_batches_hold_every_review_once_padded_to_whole_segments():
    random = np.random.default_rng(0)
    rows = [random.integers(1, 9, (length, 2)).astype("int32") for length in random.integers(1, 401, 50)]
    batches, number = recurrent_reviews.batches_of(rows, range(50), length=400, size=8, seed=3)
    found = [(batch.numpy(), labels.numpy()) for batch, labels in batches]
    assert len(found) == number == len(batches)
    assert sorted(label for _, labels in found for label in labels) == list(range(50))
    for batch, labels in found:
        assert batch.shape[1] % (2 * recurrent_reviews.SEGMENT) == 0
        for row, label in zip(batch, labels, strict=True):
            assert np.array_equal(row[: len(rows[label])], rows[label])
            assert not row[len(rows[label]) :].any()


def test_what_follows_a_review_does_not_change_the_models_answer():
    model = recurrent_reviews.build(np.ones((9, 100), dtype="float32"), 4, 0, 0, 0.5, 0.5)
    review = np.random.default_rng(0).integers(1, 9, (1, 100, 1))
    longer = np.pad(review, ((0, 0), (0, 100), (0, 0)))
    answers = [model.predict(rows, verbose=0) for rows in (review, longer)]
    assert np.abs(answers[0] - answers[1]).max() < 1e-6


def test_what_is_stored_is_not_trained_again_unless_asked(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(store, "RUNS", tmp_path)
    monkeypatch.setattr(command, "find_real", lambda kind: None)
    names = ["series", "price_lstm"]
    everything = [(name, "embedded", seed) for seed in (1, 2, 3) for name in names]
    assert command.planned(names, again=False) == everything
    assert "make data" in capsys.readouterr().out
    store.write({"experiment": "series", "data": "embedded", "seed": 1})
    assert command.planned(names, again=False) == everything[1:]
    assert command.planned(names, again=True) == everything
    monkeypatch.setattr(command, "find_real", lambda kind: tmp_path)
    assert {data for _, data, _ in command.planned(names, again=False)} == {"embedded", "real"}


def test_a_failed_run_is_told_after_the_others_and_an_unknown_name_at_once(tmp_path, monkeypatch):
    written, made = [], []
    monkeypatch.setattr(store, "RUNS", tmp_path)
    monkeypatch.setattr(command.page, "write", lambda: written.append(True))
    monkeypatch.setattr(command, "train", lambda run: made.append(run) or run[2] != 1)
    monkeypatch.setattr("sys.argv", ["experiments", "series"])
    with pytest.raises(SystemExit, match="1개가 실패했습니다"):
        command.main()
    assert len(made) == 3
    assert written
    monkeypatch.setattr("sys.argv", ["experiments", "nonsense"])
    with pytest.raises(SystemExit, match="2"):
        command.main()
    assert len(made) == 3


@pytest.mark.heavy
@pytest.mark.parametrize("name", [*CHAPTER, "linear_words", "reader", "reader_pairs_trial"])
def test_an_experiment_runs_on_embedded_data(name):
    """One epoch of each kind, so that the code does not rot between two long trainings."""
    experiment = EXPERIMENTS[name]
    module, _, function = experiment.function.rpartition(".")
    train = getattr(importlib.import_module(f"experiments.{module}"), function)
    once = {"epochs": 1} if "epochs" in experiment.settings else {}
    result = train(seed=1, **experiment.settings | once)
    assert result["cpu_seconds"] > 0
    assert json.loads(json.dumps(result)) == result
    if name in page.MODELS:
        assert result["parameters"] == page.MODELS[name][1]
