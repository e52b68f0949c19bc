"""The synthetic prices meet every number the chapter prints; so does the real file, where it is there."""

import hashlib
import importlib.util
import tomllib
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import real_data
from sklearn.linear_model import LinearRegression, Ridge
from sklearn.metrics import r2_score
from sklearn.preprocessing import MinMaxScaler

from rnn_course.datasets import DATA_FOLDER, EMBEDDED_PRICES, MANIFEST, load_prices

ROOT = Path(__file__).resolve().parent.parent
PRINTED = tomllib.loads((DATA_FOLDER / "printed_prices.toml").read_text(encoding="utf-8"))
DESCRIBE = PRINTED["describe"]
PRICES = ["Open", "High", "Low", "Close"]
AVERAGES = ["3MA", "5MA", "3MA_new", "5MA_new"]
WINDOW, TRAIN_WINDOWS = 40, 5099  # the chapter's window of 40 days and its 95 % of 5368 windows


@pytest.fixture(scope="module")
def embedded():
    return with_chapter_columns(load_prices(DATA_FOLDER / EMBEDDED_PRICES))


@pytest.fixture(scope="module", params=["embedded", pytest.param("real", marks=real_data.needs(real_data.PRICES))])
def table(request):
    """The chapter's table of each file, all columns."""
    if request.param == "embedded":
        return request.getfixturevalue("embedded")
    table = with_chapter_columns(load_prices(real_data.PRICES))
    table.attrs["real"] = True
    return table


def with_chapter_columns(prices):
    for days in (3, 5):
        prices[f"{days}MA"] = prices["Close"].rolling(days).mean()
        prices[f"{days}MA_new"] = prices[f"{days}MA"].shift(1)
    prices["R_t"] = prices["Close"].pct_change()
    return prices


def without_gaps(table):
    return table.assign(Volume=table["Volume"].replace(0, np.nan)).dropna()


def skip_what_differs(table, column):
    """Adj Close changes with every later dividend, so a later download of the real file never has the printed one."""
    if table.attrs.get("real") and column == "Adj Close":
        pytest.skip("Adj Close of the real file changes with every later dividend")


# ------------------------------------------------------------------------------------- what the chapter prints


def test_rows_and_period(table):
    assert len(table) == PRINTED["rows"]
    assert table["Date"].iloc[0] == pd.Timestamp(PRINTED["first_day"])
    assert table["Date"].iloc[-1] == pd.Timestamp(PRINTED["last_day"])


@pytest.mark.parametrize("line", PRINTED["head"], ids=lambda line: f"row{line['row']}")
def test_first_rows(table, line):
    date, *prices, adjusted, volume = line["values"]
    row = table.iloc[line["row"]]
    assert f"{row['Date']:%Y-%m-%d}" == date
    assert [*row[PRICES], row["Volume"]] == [*prices, volume]
    if not table.attrs.get("real"):
        assert row["Adj Close"] == adjusted


@pytest.mark.parametrize("line", PRINTED["zero_volume"]["table"], ids=lambda line: line[1])
def test_printed_rows_without_volume(table, line):
    number, date, price, adjusted, *averages = line
    row = table.iloc[number]
    assert f"{row['Date']:%Y-%m-%d}" == date
    assert [*row[PRICES], row["Volume"]] == [price] * 4 + [0]
    assert row[AVERAGES].astype(float).round(6).tolist() == averages
    if not table.attrs.get("real"):
        assert row["Adj Close"] == adjusted


def test_ten_printed_rows_are_the_first_and_last_without_volume(table):
    numbers = np.flatnonzero(table["Volume"] == 0)
    assert [*numbers[:5], *numbers[-5:]] == [line[0] for line in PRINTED["zero_volume"]["table"]]


def test_null_counts(table):
    empty = table.assign(Volume=table["Volume"].replace(0, np.nan)).drop(columns="R_t").isna().sum()
    assert empty[empty > 0].to_dict() == PRINTED["null_counts"]
    assert (table.drop(columns=["Date", "Volume", "R_t"]) != 0).all(axis=None)


@pytest.mark.parametrize("column", DESCRIBE)
def test_count_minimum_quartiles_maximum(table, column):
    skip_what_differs(table, column)
    count, _, _, *printed = DESCRIBE[column]
    own = table[column].describe()
    assert own["count"] == count
    for value, expected in zip(own[["min", "25%", "50%", "75%", "max"]], printed, strict=True):
        # seven digits of a volume are printed, six decimals of a price
        assert (f"{value:.6e}" == f"{expected:.6e}") if column == "Volume" else (round(value, 6) == expected)


@pytest.mark.parametrize("column", DESCRIBE)
def test_mean_and_deviation(table, column):
    skip_what_differs(table, column)
    _, mean, deviation, *_ = DESCRIBE[column]
    own = table[column].mean(), table[column].std()
    if not table.attrs.get("real"):
        assert own == pytest.approx((mean, deviation), rel=1e-3)
    elif column == "Volume":  # the last day's volume is another one
        assert own == pytest.approx((mean, deviation), rel=2e-6)
    else:
        assert own == pytest.approx((mean, deviation), abs=5e-7)


def test_first_returns(table):
    assert table["R_t"].iloc[1:4].round(6).tolist() == PRINTED["first_returns"]
    assert abs(table["R_t"]).max() == pytest.approx(0.15, abs=1e-6)


def test_rows_left(table):
    assert (table["Volume"] == 0).sum() == PRINTED["zero_volume_rows"]
    assert len(without_gaps(table)) == PRINTED["rows_after_dropna"]


@pytest.mark.parametrize("column", PRINTED["scaled"]["columns"])
def test_scaled_table(table, column):
    skip_what_differs(table, column)
    left = without_gaps(table)
    scaled = MinMaxScaler().fit_transform(left[[column]]).ravel()
    place = PRINTED["scaled"]["columns"].index(column)
    printed = [line[place] for line in PRINTED["scaled"]["first"] + PRINTED["scaled"]["last"]]
    own = scaled[[0, 1, 2, 3, 4, -5, -4, -3, -2, -1]]
    if table.attrs.get("real") and column == "Volume":
        own, printed = own[:-1], printed[:-1]
    assert np.abs(own - printed).max() <= 0.5000001e-6


def test_days_of_the_test_part(table):
    left = without_gaps(table)
    assert left["Date"].iloc[TRAIN_WINDOWS] == pd.Timestamp(PRINTED["first_test_window"])
    assert left["Date"].iloc[TRAIN_WINDOWS + WINDOW] == pd.Timestamp("2021-07-27")
    assert len(left) - TRAIN_WINDOWS - WINDOW == 269


def test_kinds_of_rows_without_volume(table):
    empty = table[table["Volume"] == 0]
    assert (empty[PRICES].max(axis=1) == empty[PRICES].min(axis=1)).all()
    by_year = empty["Date"].dt.year.value_counts()
    assert empty.loc[empty["Date"].dt.year == 2018, "Date"].dt.date.tolist() == PRINTED["split_halt"]
    assert by_year[2022] == PRINTED["zero_volume_rows_2022"]
    assert by_year[by_year.index <= 2008].sum() > 90  # holidays, filled with the last close


def test_one_return_hangs_on_the_order_of_dropping(table):
    left = without_gaps(table)
    later = left["Close"].pct_change()
    moved = left.loc[later.notna() & ~np.isclose(later, left["R_t"], atol=1e-12), "Date"]
    assert moved.dt.strftime("%Y-%m-%d").tolist() == ["2007-03-05"]


def test_extremes_stand_in_the_training_rows(table):
    """So that fitting the scaler on the training rows changes nothing (and is right all the same)."""
    left = without_gaps(table)
    training = left.iloc[: TRAIN_WINDOWS + WINDOW].drop(columns="Date")
    assert (training.min() == left.drop(columns="Date").min()).all()
    assert (training.max() == left.drop(columns="Date").max()).all()
    assert table.loc[table["Close"].idxmax(), "Date"] == pd.Timestamp(PRINTED["peak_day"])


# ----------------------------------------------------------------------------------- what prices look like


def test_prices_are_possible(embedded):
    assert (embedded["Low"] <= embedded[["Open", "Close"]].min(axis=1)).all()
    assert (embedded["High"] >= embedded[["Open", "Close"]].max(axis=1)).all()
    assert (embedded["Date"].dt.day_of_week < 5).all()
    assert embedded["R_t"].abs().max() <= 0.15 + 1e-12


def test_prices_stand_on_price_steps(embedded):
    """Steps of the exchange; before the split of 2018 a fiftieth of the steps of 100,000 and of 500,000 won."""
    after_split = (embedded["Date"] > pd.Timestamp("2018-05-03")).to_numpy()
    for name in PRICES:
        price = embedded[name].to_numpy()
        step = np.where(price < 10000, 10, np.where(~after_split, 20, np.where(price < 50000, 50, 100)))
        assert (price % step == 0).all()


def test_rows_without_volume_repeat_the_last_close(embedded):
    """But for 2007-03-02, a trading day whose volume is missing and whose price is not."""
    moved = embedded[(embedded["Volume"] == 0) & (embedded["Close"] != embedded["Close"].shift())]
    assert moved["Date"].dt.strftime("%Y-%m-%d").tolist() == ["2007-03-02"]


def test_adjusted_close_grows_towards_close(embedded):
    factor = (embedded["Adj Close"] / embedded["Close"]).to_numpy()
    assert (np.diff(factor) > -1e-6).all()
    assert factor[-1] == 1


def autocorrelation(values, lag):
    centred = values - values.mean()
    return (centred[lag:] * centred[:-lag]).sum() / (centred**2).sum()


def test_returns_behave_like_returns(embedded):
    returns = embedded["R_t"].dropna().to_numpy()
    assert pd.Series(returns).kurt() + 3 > 6  # heavy tails: the normal distribution has 3
    assert max(abs(autocorrelation(returns, lag)) for lag in range(1, 11)) < 0.07
    assert min(autocorrelation(np.abs(returns), lag) for lag in range(1, 11)) > 0.05  # calm and wild times


# --------------------------------------------------------------------------- what can be learnt from the test part


@pytest.fixture(scope="module")
def left(embedded):
    return without_gaps(embedded)


def windows(left):
    """Windows of the two features, scaled on the training rows: (5368, 80)."""
    features = left[["3MA_new", "5MA_new"]]
    scaled = MinMaxScaler().fit(features[: TRAIN_WINDOWS + WINDOW]).transform(features)
    return np.lib.stride_tricks.sliding_window_view(scaled, WINDOW, axis=0)[:-1].reshape(-1, 2 * WINDOW)


def test_level_persistence_is_ahead(left):
    close, average = left["Close"].to_numpy(), left["3MA_new"].to_numpy()
    test = slice(TRAIN_WINDOWS + WINDOW, None)
    before = slice(TRAIN_WINDOWS + WINDOW - 1, -1)
    persistence = r2_score(close[test], close[before])
    linear = Ridge(0.001).fit(windows(left)[:TRAIN_WINDOWS], close[WINDOW : TRAIN_WINDOWS + WINDOW])
    assert persistence == pytest.approx(0.981, abs=0.002)
    assert r2_score(close[test], average[test]) == pytest.approx(0.970, abs=0.005)
    assert r2_score(close[test], average[before]) == pytest.approx(0.950, abs=0.01)
    assert persistence > r2_score(close[test], linear.predict(windows(left)[TRAIN_WINDOWS:])) + 0.01


def test_return_signs_and_plain_forecasts(left):
    returns = left["R_t"].to_numpy()
    test, training = returns[TRAIN_WINDOWS + WINDOW :], returns[: TRAIN_WINDOWS + WINDOW]
    assert [(test > 0).sum(), (test == 0).sum(), (test < 0).sum()] == [114, 12, 143]
    assert r2_score(test, np.zeros_like(test)) == pytest.approx(-0.0067, abs=0.001)
    assert r2_score(test, np.full_like(test, training.mean())) == pytest.approx(-0.019, abs=0.002)


@pytest.mark.parametrize(
    "model", [LinearRegression(), Ridge(0.1), Ridge(1), Ridge(10), Ridge(100)], ids=lambda model: str(model)
)
def test_moving_averages_do_not_predict_returns(left, model):
    returns = left["R_t"].to_numpy()[WINDOW:]
    model.fit(windows(left)[:TRAIN_WINDOWS], returns[:TRAIN_WINDOWS])
    assert r2_score(returns[TRAIN_WINDOWS:], model.predict(windows(left)[TRAIN_WINDOWS:])) < 0


def test_past_returns_do_not_predict_returns(left):
    returns = left["R_t"].to_numpy()
    past = np.lib.stride_tricks.sliding_window_view(returns, 5)[WINDOW - 5 : -1]
    model = LinearRegression().fit(past[:TRAIN_WINDOWS], returns[WINDOW : TRAIN_WINDOWS + WINDOW])
    assert r2_score(returns[TRAIN_WINDOWS + WINDOW :], model.predict(past[TRAIN_WINDOWS:])) < 0


# ------------------------------------------------------------------------------------------- file and papers


def test_checksum_and_data_sheet():
    content = (DATA_FOLDER / EMBEDDED_PRICES).read_bytes()
    checksum = hashlib.sha256(content).hexdigest()
    manifest = tomllib.loads((DATA_FOLDER / MANIFEST).read_text(encoding="utf-8"))
    sheet = (DATA_FOLDER / "prices_synthetic.md").read_text(encoding="utf-8")
    assert checksum == manifest[EMBEDDED_PRICES]["sha256"]
    assert checksum in sheet
    assert "합성" in sheet
    assert len(content) < 320_000


def test_generator_gives_the_same_bytes():
    """The whole way from the printed numbers to the file, once more."""
    path = ROOT / "tools" / "make_synthetic_prices.py"
    spec = importlib.util.spec_from_file_location("make_synthetic_prices", path)
    generator = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(generator)
    content = generator.make_prices().to_csv(index=False, lineterminator="\n").encode()
    assert content == (DATA_FOLDER / EMBEDDED_PRICES).read_bytes()
