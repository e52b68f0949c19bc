"""Make data/prices_synthetic.csv: synthetic daily prices that meet every number the mirrored chapter prints.

What is known of the real file is data/printed_prices.toml, and from the project's notes on the chapter three figures
of its test part (TEST_PART) and the one day on which a price moves without volume. In short:

1. calendar: Korean holidays decide which weekdays are rows, which are rows without volume, and which are left out;
2. pins: closes that follow from printed rows, from printed moving averages and from the printed scaled tables;
3. path: a GARCH(1,1) walk with Student-t shocks, bridged through the pins, its level bent until the quartiles,
   the mean and the standard deviation of Close agree; the last 269 days are the candidate out of many that lies
   nearest to what is known of the chapter's test part;
4. order statistics: a search shifts single closes by a few ticks until the quartiles of Close, 3MA and 5MA are exact;
5. the other columns: Adj Close from dividend factors, Open, High and Low around Close, Volume by ranks.

Run it with:  python tools/make_synthetic_prices.py   (it also writes the checksum into manifest and data sheet)
"""

import hashlib
import tomllib

import numpy as np
import pandas as pd
from scipy.interpolate import PchipInterpolator
from scipy.optimize import least_squares
from scipy.stats import norm, rankdata

from rnn_course.datasets import DATA_FOLDER as DATA
from rnn_course.datasets import EMBEDDED_PRICES, MANIFEST

PRINTED = tomllib.loads((DATA / "printed_prices.toml").read_text(encoding="utf-8"))
DESCRIBE = PRINTED["describe"]
ROWS = PRINTED["rows"]
MINIMUM, QUARTILES, MAXIMUM = 3, slice(4, 7), 7  # places in a line of DESCRIBE
# Chosen among some dozens: the walk needs little bending and the searches end; the test part lies nearest to TEST_PART.
PATH_SEED, TEST_PART_SEED = 57, 9

# ---------------------------------------------------------------------------------------------------- 1. calendar

# The middle day of each Seollal and Chuseok holiday of three days; single lunar days; elections and substitutes.
SEOLLAL_CHUSEOK = """
2000-09-12 2001-01-24 2001-10-01 2002-02-12 2002-09-21 2003-02-01 2003-09-11 2004-01-22 2004-09-28 2005-02-09
2005-09-18 2006-01-29 2006-10-06 2007-02-18 2007-09-25 2008-02-07 2008-09-14 2009-01-26 2009-10-03 2010-02-14
2010-09-22 2011-02-03 2011-09-12 2012-01-23 2012-09-30 2013-02-10 2013-09-19 2014-01-31 2014-09-08 2015-02-19
2015-09-27 2016-02-08 2016-09-15 2017-01-28 2017-10-04 2018-02-16 2018-09-24 2019-02-05 2019-09-13 2020-01-25
2020-10-01 2021-02-12 2021-09-21 2022-02-01 2022-09-10
"""
SINGLE_DAYS = """
2001-05-01 2003-05-08 2004-05-26 2007-05-24 2008-05-12 2010-05-21 2011-05-10 2012-05-28 2013-05-17 2014-05-06
2015-05-25 2017-05-03 2018-05-22 2020-04-30 2021-05-19
2002-06-13 2002-12-19 2004-04-15 2006-05-31 2007-12-19 2008-04-09 2010-06-02 2012-04-11 2012-12-19 2014-06-04
2016-04-13 2017-05-09 2018-06-13 2020-04-15 2022-03-09 2022-06-01
2002-07-01 2014-09-10 2015-08-14 2015-09-29 2016-02-10 2016-05-06 2017-01-30 2017-10-02 2017-10-06 2018-05-07
2018-09-26 2019-05-06 2020-01-27 2020-08-17 2021-08-16 2021-10-04 2021-10-11 2022-09-12
"""
EVERY_YEAR = {  # month and day: the years in which it was a holiday of the exchange
    "01-01": (2000, 2022), "03-01": (2000, 2022), "04-05": (2000, 2005), "05-01": (2000, 2022),
    "05-05": (2000, 2022), "06-06": (2000, 2022), "07-17": (2000, 2007), "08-15": (2000, 2022),
    "10-03": (2000, 2022), "10-09": (2013, 2022), "12-25": (2000, 2022), "12-31": (2000, 2022),
}  # fmt: skip
# Trading days whose row has no volume: one is printed, on the other the price moves (it is the one day whose return
# depends on whether rows are dropped first), the rest of 2022 are free.
NO_VOLUME = """
2000-10-16 2007-03-02 2022-01-04 2022-01-07 2022-01-13 2022-01-20 2022-02-08 2022-02-11
"""
MOVING_WITHOUT_VOLUME = pd.Timestamp("2007-03-02")
LAST_FILLED_YEAR = 2008  # later holidays, and a few of those before, have no row at all
# Trading days without a row, so that the printed rows get their numbers: one in the test part before 2022-02-28, one
# after 2022-03-17; the others are spread over the years before.
LEFT_OUT = pd.to_datetime(["2021-11-18", "2022-06-30"])


def holidays(weekdays):
    """Weekdays on which the Korean exchange was closed."""
    days = [pd.Timestamp(day) for day in SINGLE_DAYS.split()]
    days += [pd.Timestamp(day) + pd.Timedelta(days=k) for day in SEOLLAL_CHUSEOK.split() for k in (-1, 0, 1)]
    for month_day, (first, last) in EVERY_YEAR.items():
        days += [pd.Timestamp(f"{year}-{month_day}") for year in range(first, last + 1)]
    return weekdays[weekdays.isin(days)]


def make_calendar():
    """Dates of all rows, and a mask of the rows without volume."""
    weekdays = pd.bdate_range(PRINTED["first_day"], PRINTED["last_day"])
    closed = holidays(weekdays)
    no_volume = pd.DatetimeIndex(
        NO_VOLUME.split() + PRINTED["split_halt"] + [line[1] for line in PRINTED["zero_volume"]["table"]]
    ).unique()
    filled = closed[(closed.year <= LAST_FILLED_YEAR) & ~closed.isin(no_volume)]
    count = PRINTED["zero_volume_rows"] - len(no_volume)
    no_volume = no_volume.union(filled[np.linspace(0, len(filled) - 1, count).round().astype(int)])
    dates = weekdays[~weekdays.isin(closed.difference(no_volume)) & ~weekdays.isin(LEFT_OUT)]
    free = dates[(dates.year > LAST_FILLED_YEAR) & (dates.year < 2021)].difference(no_volume)
    spread = np.linspace(0, len(free) - 1, len(dates) - ROWS + 2).round().astype(int)[1:-1]
    dates = dates.difference(free[spread])
    return dates, dates.isin(no_volume)


# -------------------------------------------------------------------------------------------------------- 2. pins


def tick(price, after_split):
    """Step of prices at ``price`` (won); before the 50:1 split of 2018 the steps of the old price, a fiftieth."""
    return np.where(price < 10000, 10, np.where(~np.asarray(after_split), 20, np.where(price < 50000, 50, 100)))


def to_tick(price, after_split):
    """Price (won) to whole steps, as int."""
    step = tick(price, after_split)
    return (np.round(np.asarray(price) / step) * step).astype(int)


def unscale(column, values):
    """Undo MinMaxScaler for one column (in the column's unit)."""
    lowest, highest = DESCRIBE[column][MINIMUM], DESCRIBE[column][MAXIMUM]
    return np.asarray(values) * (highest - lowest) + lowest


def rows_left(no_volume):
    """Numbers of the rows that dropna leaves."""
    rows = np.flatnonzero(~no_volume)
    return rows[rows >= PRINTED["null_counts"]["5MA_new"]]


def scaled_table(no_volume):
    """Row numbers of the ten rows of the scaled table, and its columns by name."""
    rows = rows_left(no_volume)
    table = np.array(PRINTED["scaled"]["first"] + PRINTED["scaled"]["last"])
    return np.r_[rows[:5], rows[-5:]], dict(zip(PRINTED["scaled"]["columns"], table.T, strict=True))


def pin_prices(dates, no_volume):
    """Rows whose prices are fixed: {row: [open, high, low, close]}. The trough and peak days hold all the extremes."""
    pins = {line["row"]: line["values"][1:5] for line in PRINTED["head"]}
    pins |= {line[0]: [line[2]] * 4 for line in PRINTED["zero_volume"]["table"]}
    rows, scaled = scaled_table(no_volume)
    names = ["Open", "High", "Low", "Close"]
    columns = [(np.round(unscale(name, scaled[name]) / 10) * 10).astype(int).tolist() for name in names]
    pins |= {row: prices for row, *prices in zip(rows.tolist(), *columns, strict=True)}
    pins[dates.get_loc(TROUGH_DAY)] = [DESCRIBE[name][MINIMUM] for name in names]
    pins[dates.get_loc(PEAK_DAY)] = [DESCRIBE[name][MAXIMUM] for name in names]
    return pins


# Our own choice of closes with the printed extremes of Close, 3MA, 5MA and R_t. The scaled tables tell that the lowest
# 5MA (2810) stands in a row without volume, here Christmas of 2000, and that 2830 is the lowest in the rows left (5MA
# is scaled with 2830, 5MA_new with 2810); that the lowest 3MA does not; and that R_t runs from -0.149206 to 0.15.
TROUGH = {"2000-12-18": 2960, "2000-12-19": 2830, "2000-12-20": 2810, "2000-12-21": 2730, "2000-12-22": 2840,
          "2000-12-25": 2840, "2000-12-26": 2930}  # fmt: skip
PEAK = {"2021-01-07": 89100, "2021-01-08": 90200, "2021-01-11": 91000, "2021-01-12": 90100, "2021-01-13": 89400}
JUMPS = {"2001-06-12": 6300, "2001-06-13": 5360, "2001-11-20": 5800, "2001-11-21": 6670}
TROUGH_DAY = "2000-12-21"
PEAK_DAY = pd.Timestamp(PRINTED["peak_day"])
SPLIT = pd.Timestamp(PRINTED["split_halt"][-1])


def printed_sums(no_volume):
    """Sums of successive closes that printed moving averages give: [(last row, days, sum)]."""
    sums = []
    for row, _, _, _, *averages in PRINTED["zero_volume"]["table"]:
        for (late, days), average in zip([(0, 3), (0, 5), (1, 3), (1, 5)], averages, strict=True):
            sums.append((row - late, days, days * average))
    rows, scaled = scaled_table(no_volume)
    for name, late, days in [("3MA", 0, 3), ("3MA_new", 1, 3), ("5MA_new", 1, 5)]:
        averages = unscale(name, scaled[name][5:])
        sums += [(row - late, days, days * average) for row, average in zip(rows[5:].tolist(), averages, strict=True)]
    return sums


def pin_closes(dates, no_volume):
    """Closes that are fixed, those included that follow from printed moving averages: {row: close}."""
    known = {row: prices[3] for row, prices in pin_prices(dates, no_volume).items()}
    known |= {dates.get_loc(day): close for day, close in (TROUGH | PEAK | JUMPS).items()}
    for row in [row for row in known if no_volume[row]]:
        known[row - 1] = known[row]  # a row without volume repeats the close before it
    sums = printed_sums(no_volume)
    before = 0
    while len(known) > before:  # a sum with one unknown close gives it
        before = len(known)
        for last, days, total in sums:
            window = range(last - days + 1, last + 1)
            unknown = [row for row in window if row not in known]
            if len(unknown) == 1:
                rest = total - sum(known.get(row, 0) for row in window)
                known[unknown[0]] = int(to_tick(rest, dates[last] > SPLIT))
    return known


# -------------------------------------------------------------------------------------------------------- 3. path

# Rough levels on the way (won), chosen so that a quarter of the days lies below each quartile.
LEVELS = {"2006-03-02": 10820, "2011-09-01": 18030, "2017-03-02": 37885, "2018-05-04": 50000,
          "2019-01-04": 38000}  # fmt: skip
# Not printed: what the project's notes on the chapter's errors say of its test part of 269 days.
TEST_PART = {"up, zero, down": [114, 12, 143], "R2 of yesterday's close": 0.981, "R2 of a zero return": -0.0067}
TEST_LEVEL = 78300  # close on the day before the test part
LIMITS = 2990, 88800  # of the closes that are not pinned
TEST_START = pd.Timestamp("2021-07-27")  # label date of the first test window


def garch_returns(rng, shape, scale):
    """Log returns: GARCH(1,1) with Student-t shocks of 6 degrees, daily volatility ``scale`` in the mean."""
    news, memory = 0.07, 0.91
    shocks = rng.standard_t(6, size=shape) / np.sqrt(6 / 4)
    variance = np.ones(shape[1:])
    returns = np.empty(shape)
    for day, shock in enumerate(shocks):
        returns[day] = np.sqrt(variance) * shock
        variance = 1 - news - memory + news * np.minimum(returns[day] ** 2, 30) + memory * variance
    return np.clip(returns * scale, -0.12, 0.12)


def bridge(path, pins):
    """Add straight lines to ``path`` (rows, ...) so that it passes through ``pins`` {row: value}."""
    rows = np.array(sorted(pins))
    gaps = np.array([pins[row] for row in rows]).reshape(-1, *[1] * (path.ndim - 1)) - path[rows]
    everywhere = np.arange(len(path))
    if path.ndim == 1:
        return path + np.interp(everywhere, rows, gaps)
    return path + np.stack([np.interp(everywhere, rows, gap) for gap in gaps.T], axis=1)


def reflect(path, lowest, highest):
    """Fold a log path back where it leaves [lowest, highest]: only signs of returns change."""
    path = np.where(path < lowest, 2 * lowest - path, path)
    return np.where(path > highest, 2 * highest - path, path)


def bend(path, aims):
    """Monotone map of log prices that brings Close nearer to ``aims``: mean, deviation, minimum, quartiles, maximum.

    The knots are the eighths of the sorted path; quartiles and extremes go where they are aimed at, the eighths
    between them where mean and deviation agree with the least bending.
    """
    (mean, deviation), targets = aims[:2], np.log(aims[2:])
    sources = np.quantile(path, np.linspace(0, 1, 9))
    sources[[0, -1]] = targets[[0, -1]]
    straight = np.interp(sources[1::2], sources[::2], targets)

    def bent(between):
        knots = np.empty(9)
        knots[::2], knots[1::2] = targets, between
        return PchipInterpolator(sources, knots)(path)

    def misfit(between):
        prices = np.exp(bent(between))
        return np.r_[10 * np.log([prices.mean() / mean, prices.std() / deviation]), 0.1 * (between - straight)]

    room = 0.05 * np.diff(targets)
    return bent(least_squares(misfit, straight, bounds=(targets[:-1] + room, targets[1:] - room)).x.round(6))


def describe(prices):
    """Mean, deviation, minimum, quartiles and maximum."""
    return np.r_[np.mean(prices), np.std(prices, ddof=1), np.quantile(prices, [0, 0.25, 0.5, 0.75, 1])]


def autocorrelation(returns, lag):
    """Along the first axis."""
    centred = returns - returns.mean(axis=0)
    return (centred[lag:] * centred[:-lag]).sum(axis=0) / (centred**2).sum(axis=0)


def make_test_part(rng, dates, no_volume, candidates=20_000):
    """Log closes of the rows from the day before TEST_START on: of many walks the one nearest to TEST_PART.

    Also wanted: no autocorrelation of the returns that a model could learn from.
    """
    start = dates.get_loc(TEST_START) - 1
    returns = garch_returns(rng, (ROWS - start, candidates), 0.0135)
    returns[no_volume[start:]] = 0
    pins = {row - start: np.log(close) for row, close in pin_closes(dates, no_volume).items() if row > start}
    paths = bridge(np.cumsum(returns, axis=0), pins | {0: np.log(TEST_LEVEL)})
    for row in np.flatnonzero(no_volume[start:]):
        paths[row] = paths[row - 1]
    closes = to_tick(np.exp(paths), True)[np.r_[True, ~no_volume[start + 1 :]]].astype(float)
    returns = closes[1:] / closes[:-1] - 1
    signs = np.stack([(returns > 0).sum(axis=0), (returns == 0).sum(axis=0), (returns < 0).sum(axis=0)], axis=1)
    persistence = 1 - (np.diff(closes, axis=0) ** 2).sum(axis=0) / (closes[1:].var(axis=0) * len(returns))
    zero = -((returns.mean(axis=0) / returns.std(axis=0)) ** 2)
    memory = np.max([np.abs(autocorrelation(returns, lag)) for lag in range(1, 11)], axis=0)
    distance = (
        3 * np.abs(signs - TEST_PART["up, zero, down"]).sum(axis=1)
        + np.abs(persistence - TEST_PART["R2 of yesterday's close"]) / 0.0005
        + np.abs(zero - TEST_PART["R2 of a zero return"]) / 0.0005
        + np.maximum(memory - 0.08, 0) / 0.01
    )
    return paths[:, np.argmin(distance)]


def make_closes(rng, test_part, dates, no_volume):
    """Closes (rows,) on their price steps, through all pins, with roughly the printed distribution."""
    pins = pin_closes(dates, no_volume)
    start = dates.get_loc(TEST_START) - 1
    scale = 0.014 + 0.02 * np.exp(-np.arange(ROWS) / 1000)  # daily volatility, calmer over the years
    returns = garch_returns(rng, (ROWS,), scale)
    returns[no_volume & (dates != MOVING_WITHOUT_VOLUME)] = 0
    fixed = {row: np.log(close) for row, close in pins.items()} | dict(enumerate(test_part, start))
    levels = {dates.get_loc(day): np.log(level) for day, level in LEVELS.items()}
    straight = bridge(np.cumsum(returns), fixed | levels)
    wanted = np.array(DESCRIBE["Close"][1:])
    aims = wanted.copy()
    for _ in range(8):  # the bridge through the pins undoes a little of the bending, so aim beyond what is wanted
        path = reflect(bridge(bend(straight, aims), fixed), *np.log(LIMITS))
        path[list(fixed)] = list(fixed.values())
        aims *= wanted / describe(np.exp(path))
    closes = to_tick(np.exp(path), dates > SPLIT)
    for row in np.flatnonzero(no_volume):
        if dates[row] != MOVING_WITHOUT_VOLUME:
            closes[row] = closes[row - 1]
    return closes


# ---------------------------------------------------------------------------------------------- 4. order statistics

# What the printed quartiles ask of the sorted values: (days summed, place from 0, sum). A quartile lies between two
# places; 3MA_new and 5MA_new are 3MA and 5MA without their last value, a high one, so one sorted list serves both.
CLOSE_ORDER = [
    (1, 1381, 10820), (1, 1382, 10820), (1, 2763, 18020), (1, 2764, 18040), (1, 4145, 37880), (1, 4146, 37900),
    (3, 1381, 32440), (3, 1382, 32460), (3, 2762, 54120), (3, 2763, 54140), (3, 4143, 113600), (3, 4144, 113800),
    (5, 1380, 54200), (5, 1381, 54200), (5, 2761, 90120), (5, 2762, 90240),
    (5, 4141, 189100), (5, 4142, 189680), (5, 4143, 189720),
]  # fmt: skip
COLUMN_PLACES = [1381, 1382, 2763, 2764, 4145, 4146]  # a quartile of 5528 values lies between two places
COLUMN_ORDER = {
    "Open": [10820, 10820, 18040, 18060, 37740, 37800],
    "High": [10960, 10960, 18300, 18300, 38160, 38200],
    "Low": [10680, 10680, 17800, 17820, 37420, 37450],
}


class OrderSearch:
    """Shifts single values by whole steps until running sums of them have given order statistics.

    For an order statistic "place k is t" the fault is how many sums too many lie below t, plus how many too few lie
    at t or below. A value next to a faulty t moves towards it; moves that raise the total fault are rarely kept.
    """

    def __init__(self, values, order, steps, lowest, highest):
        self.values, self.steps, self.lowest, self.highest = values.copy(), steps, lowest, highest
        self.days = np.array([days for days, _, _ in order])
        self.places = np.array([place for _, place, _ in order])
        self.targets = np.array([target for _, _, target in order])
        self.sums = {days: np.convolve(values, np.ones(days, int), "valid") for days in set(self.days)}
        self.below = np.array([(self.sums[days] < target).sum() for days, _, target in order])
        self.up_to = np.array([(self.sums[days] <= target).sum() for days, _, target in order])

    def faults(self, below, up_to):
        return np.maximum(below - self.places, 0) + np.maximum(self.places + 1 - up_to, 0)

    def counts_after(self, row, change):
        """Counts below and up to each target if the value of ``row`` changed."""
        below, up_to = self.below.copy(), self.up_to.copy()
        for days, sums in self.sums.items():
            old = sums[max(row - days + 1, 0) : row + 1, np.newaxis]
            mine = self.days == days
            targets = self.targets[mine]
            below[mine] += (old + change < targets).sum(axis=0) - (old < targets).sum(axis=0)
            up_to[mine] += (old + change <= targets).sum(axis=0) - (old <= targets).sum(axis=0)
        return below, up_to

    def run(self, rng, patience=200_000):
        faults = self.faults(self.below, self.up_to)
        for _ in range(patience):
            if not faults.any():
                return self.values
            worst = rng.choice(np.flatnonzero(faults))
            days, target = self.days[worst], self.targets[worst]
            up = self.below[worst] > self.places[worst]  # too many below: lift one, else lower one
            distance = (target - self.sums[days]) * (1 if up else -1)
            side = np.flatnonzero(distance >= (1 if up else 0))
            start = rng.choice(side[np.argsort(distance[side], kind="stable")[:20]])
            row = start + rng.integers(days)
            change = self.steps[row] * int(rng.integers(1, 9)) * (1 if up else -1)
            if not self.lowest[row] <= self.values[row] + change <= self.highest[row]:
                continue
            below, up_to = self.counts_after(row, change)
            new = self.faults(below, up_to)
            if new.sum() - faults.sum() <= rng.exponential(0.25):
                self.values[row] += change
                for length, sums in self.sums.items():
                    sums[max(row - length + 1, 0) : row + 1] += change
                self.below, self.up_to, faults = below, up_to, new
        raise RuntimeError(f"no order found: {faults}")


def order_closes(rng, closes, dates, no_volume):
    """Shift closes by at most 1 % until Close, 3MA and 5MA have their quartiles; pinned rows stay."""
    after_split = dates > SPLIT
    held = no_volume | np.r_[no_volume[1:], True]
    held[list(pin_closes(dates, no_volume))] = True
    held[dates.get_loc(TEST_START) - 1 :] = True
    room = np.where(held, 0, 0.01 * closes)
    return OrderSearch(closes, CLOSE_ORDER, tick(closes, after_split), closes - room, closes + room).run(rng)


# -------------------------------------------------------------------------------------------------- 5. other columns


def make_open_high_low(rng, closes, dates, no_volume):
    """Open, High and Low (rows, 3) around ``closes``; rows without volume are flat."""
    after_split = dates > SPLIT
    before = np.r_[closes[0], closes[:-1]]
    volatility = np.sqrt(pd.Series(np.log(closes / before) ** 2).ewm(span=20).mean().to_numpy())
    limits = to_tick(0.855 * before, after_split), to_tick(1.145 * before, after_split)  # the daily price limit
    pins = pin_prices(dates, no_volume)
    held = no_volume | np.isin(np.arange(ROWS), list(pins))

    def finish(place, column, prices, lowest, highest):
        """Pin ``prices``, keep them between the column's printed extremes, search their quartiles."""
        prices = np.clip(prices, DESCRIBE[column][MINIMUM] + 200, DESCRIBE[column][MAXIMUM] - 100)
        prices[held] = [pins[row][place] if row in pins else closes[row] for row in np.flatnonzero(held)]
        lowest, highest = np.where(held, prices, lowest), np.where(held, prices, highest)
        order = [(1, *pair) for pair in zip(COLUMN_PLACES, COLUMN_ORDER[column], strict=True)]
        return OrderSearch(prices, order, tick(closes, after_split), lowest, highest).run(rng)

    opens = np.clip(to_tick(open_prices(rng, before, closes, volatility), after_split), *limits)
    opens = finish(0, "Open", opens, np.maximum(0.99 * opens, limits[0]), 1.01 * opens)
    top, bottom = np.maximum(opens, closes), np.minimum(opens, closes)
    highs = to_tick(reach(rng, "High", top, volatility, closes, limits), after_split)
    lows = to_tick(reach(rng, "Low", bottom, -volatility, closes, limits), after_split)
    highs = finish(1, "High", highs, top, 1.015 * highs)
    lows = finish(2, "Low", lows, 0.985 * lows, bottom)
    return np.stack([opens, highs, lows], axis=1)


def open_prices(rng, before, closes, volatility):
    """Opens between the close before and the close, leaning by a fraction of a per mille to the printed moments."""
    gap = 0.3 * np.log(closes / before) + 0.35 * volatility * rng.standard_normal(ROWS)
    level = np.log(closes / np.median(closes))

    def prices(lean):
        return before * np.exp(gap + lean[0] + lean[1] * level)

    return prices(least_squares(lambda lean: describe(prices(lean))[:2] / DESCRIBE["Open"][1:3] - 1, [0, 0]).x.round(6))


def reach(rng, column, edge, volatility, closes, limits):
    """Prices beyond ``edge`` in the direction of ``volatility``'s sign; how far, at five levels of price, is what
    gives the column's printed quartiles, mean and deviation."""
    span = volatility * np.abs(rng.standard_normal(ROWS))
    wanted = np.array(DESCRIBE[column][1:])
    corners = np.log([*DESCRIBE[column][QUARTILES], 50000, 80000])

    def prices(sizes):
        far = edge * np.exp(np.interp(np.log(closes), corners, sizes) * span)
        return np.clip(far, np.minimum(limits[0], edge), np.maximum(limits[1], edge))

    def misfit(sizes):
        return (describe(prices(sizes)) / wanted - 1)[[0, 1, 3, 4, 5]]

    return prices(least_squares(misfit, [0.6] * 5, bounds=(0.05, 3), diff_step=0.05).x.round(6))


EX_DIVIDEND = ["06-28", "12-28"]  # and from 2017 on every quarter
EX_DIVIDEND_QUARTERS = ["03-30", "06-29", "09-29", "12-29"]


def dividend_periods(dates):
    """Number of the dividend period of each row, from 0: Adj Close / Close is one factor in a period."""
    days = [f"{year}-{day}" for year in range(2000, 2017) for day in EX_DIVIDEND]
    days += [f"{year}-{day}" for year in range(2017, 2023) for day in EX_DIVIDEND_QUARTERS]
    periods = np.searchsorted(pd.to_datetime(days), dates, side="right")
    return periods - periods[0]


def printed_adjusted(dates):
    """Adj Close of single rows: {row: price}."""
    adjusted = {line["row"]: line["values"][5] for line in PRINTED["head"]}
    adjusted |= {line[0]: line[3] for line in PRINTED["zero_volume"]["table"]}
    adjusted[dates.get_loc(TROUGH_DAY)] = DESCRIBE["Adj Close"][MINIMUM]
    adjusted[dates.get_loc(PEAK_DAY)] = DESCRIBE["Adj Close"][MAXIMUM]
    return adjusted


def adjusted_faults(adjusted):
    """For each quartile how many values stand wrong; last, how far mean and deviation are off beyond 0.03 %."""
    quartiles = DESCRIBE["Adj Close"][QUARTILES]
    below = (adjusted[:, np.newaxis] < quartiles).sum(axis=0)
    up_to = (adjusted[:, np.newaxis] <= quartiles).sum(axis=0)
    places = np.array(COLUMN_PLACES[::2])  # this place and the next are to hold the quartile
    moments = np.abs(np.array([adjusted.mean(), adjusted.std(ddof=1)]) / DESCRIBE["Adj Close"][1:3] - 1)
    ranks = np.maximum(below - places, 0) + np.maximum(places + 2 - up_to, 0)
    return np.r_[ranks, 1e4 * np.maximum(moments - 3e-4, 0).sum()]


def first_factors(closes, periods, known):
    """Factors of all periods, smooth through the known ones and through those that quartiles of both columns give."""
    quartiles = zip(DESCRIBE["Adj Close"][QUARTILES], DESCRIBE["Close"][QUARTILES], strict=True)
    guide = known | {
        int(periods[np.abs(closes - close)[300:5000].argmin() + 300]): adjusted / close for adjusted, close in quartiles
    }
    return PchipInterpolator(sorted(guide), [guide[period] for period in sorted(guide)])(np.arange(periods[-1] + 1))


def make_adjusted(rng, closes, dates, patience=100_000):
    """Adj Close: a factor for each dividend period, searched until quartiles, mean and deviation are the printed."""
    periods = dividend_periods(dates)
    printed = printed_adjusted(dates)
    known = {int(periods[row]): price / closes[row] for row, price in sorted(printed.items(), reverse=True)}
    known[int(periods[-1])] = 1.0  # the last scaled rows: Adj Close is Close
    factors = first_factors(closes, periods, known)

    def adjust(factors):
        adjusted = np.round(closes * factors[periods], 6)
        adjusted[list(printed)] = list(printed.values())
        return adjusted

    free = np.setdiff1d(periods, list(known))
    by_period = pd.Series(closes).groupby(periods)
    lowest, highest = by_period.min().to_numpy(), by_period.max().to_numpy()
    faults = adjusted_faults(adjust(factors))
    for _ in range(patience):
        if not faults.any():
            return adjust(factors)
        trial, worst = factors.copy(), rng.choice(np.flatnonzero(faults))
        if worst < 3:  # a quartile: move a period whose prices cross it
            target = DESCRIBE["Adj Close"][QUARTILES][worst]
            crossing = (lowest * factors <= 1.01 * target) & (target <= 1.01 * highest * factors)
            period = rng.choice(free[crossing[free]])
        else:
            period = rng.choice(free)
        if worst == 3 or rng.random() < 0.5:
            trial[period] *= np.exp(0.001 * rng.standard_normal())
        else:  # a factor that takes one of the period's closes exactly to the quartile
            trial[period] = target / rng.choice(closes[periods == period])
        if not factors[period - 1] <= trial[period] <= factors[period + 1]:
            continue
        new = adjusted_faults(adjust(trial))
        if new.sum() - faults.sum() <= rng.exponential(0.25):
            factors, faults = trial, new
    raise RuntimeError(f"no dividend factors found: {faults}")


def pin_volumes(dates, no_volume):
    """Volumes that the print fixes: {row: shares}; those of scaled rows to about 100 shares."""
    rows, scaled = scaled_table(no_volume)
    highest = DESCRIBE["Volume"][MAXIMUM]
    volumes = LOWEST_VOLUME + scaled["Volume"] * (highest - LOWEST_VOLUME)
    volumes[:5] = np.round(volumes[:5] / 5000) * 5000
    pins = dict(zip(rows.tolist(), volumes.round().astype(int).tolist(), strict=True))
    return pins | {line["row"]: line["values"][6] for line in PRINTED["head"]}


LOWEST_VOLUME = 27750  # from row 5: 57,170,000 shares are scaled to 0.348031
VOLUME_ORDER = {1381: 11708250, 1382: 11708400, 2763: 17265000, 2764: 17265000, 4145: 25990000, 4146: 25990000}


def make_volume(rng, closes, dates, no_volume):
    """Volume: a slow trend, persistent from day to day and higher on days of large moves, mapped rank by rank."""
    returns = np.abs(np.diff(np.log(closes), prepend=np.log(closes[0])))
    usual = pd.Series(returns).ewm(span=250).mean().to_numpy() + 0.001
    mood = pd.Series(rng.standard_normal(ROWS)).ewm(alpha=0.1).mean().to_numpy() * 4
    trend = np.interp(np.arange(ROWS), [0, 1400, 3400, 4400, 5200, ROWS], np.log([45, 26, 11, 11, 22, 13]))
    busyness = trend + 0.25 * mood + 0.22 * returns / usual + 0.2 * rng.standard_normal(ROWS)

    pins = pin_volumes(dates, no_volume)
    free = np.flatnonzero(~no_volume & ~np.isin(np.arange(ROWS), list(pins)))
    targets = volume_targets()
    for volume in pins.values():
        targets = np.delete(targets, np.abs(targets - volume).argmin())
    volumes = np.zeros(ROWS, int)
    volumes[list(pins)] = list(pins.values())
    ranks = rankdata(busyness[free], method="ordinal") - 1
    volumes[free] = targets[ranks]
    rounded = (dates[free] < SPLIT) & (targets[ranks] > 10**6)
    volumes[free] = np.where(rounded, (volumes[free] / 5000).round() * 5000, volumes[free])
    order = np.argsort(volumes, kind="stable")
    for place, volume in VOLUME_ORDER.items():
        volumes[order[place]] = volume
    return volumes


def volume_targets():
    """Sorted volumes of the days with volume: log-linear in the normal score between the printed quartiles, with the
    two slopes beyond the outer ones such that mean and deviation are the printed."""
    mean, deviation, lowest, *quartiles, highest = DESCRIBE["Volume"][1:]
    zeros = PRINTED["zero_volume_rows"]
    scores = norm.ppf((np.arange(ROWS) + 0.5) / ROWS)
    corners = norm.ppf([0.25, 0.5, 0.75])
    logs = np.log(quartiles)

    def volumes(slopes):
        left, right = slopes
        inner = np.interp(scores, corners, logs)
        inner = np.where(scores < corners[0], logs[0] + left * (scores - corners[0]), inner)
        inner = np.where(scores > corners[2], logs[2] + right * (scores - corners[2]), inner)
        result = np.minimum(np.exp(inner), 0.95 * highest)
        result[:zeros], result[zeros], result[-1] = lowest, LOWEST_VOLUME, highest
        return result

    def misfit(slopes):
        return describe(volumes(slopes))[:2] / [mean, deviation] - 1

    return volumes(least_squares(misfit, [0.4, 0.6]).x.round(6))[zeros:].round().astype(int)


# -------------------------------------------------------------------------------------------------------- the file


def make_prices():
    """The whole table, the same at every call: DataFrame as ``rnn_course.datasets.load_prices`` gives it."""
    dates, no_volume = make_calendar()
    test_part = make_test_part(np.random.default_rng(TEST_PART_SEED), dates, no_volume)
    rng = np.random.default_rng(PATH_SEED)
    closes = order_closes(rng, make_closes(rng, test_part, dates, no_volume), dates, no_volume)
    prices = pd.DataFrame(make_open_high_low(rng, closes, dates, no_volume), columns=["Open", "High", "Low"])
    prices.insert(0, "Date", dates)
    prices["Close"] = closes
    prices["Adj Close"] = make_adjusted(rng, closes, dates)
    prices["Volume"] = make_volume(rng, closes, dates, no_volume)
    return prices


def main():
    content = make_prices().to_csv(index=False, lineterminator="\n").encode()
    (DATA / EMBEDDED_PRICES).write_bytes(content)
    checksum = hashlib.sha256(content).hexdigest()
    old = tomllib.loads((DATA / MANIFEST).read_text(encoding="utf-8"))[EMBEDDED_PRICES]["sha256"]
    for file in (DATA / MANIFEST, DATA / "prices_synthetic.md"):
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace(old, checksum), encoding="utf-8", newline="\n")
    print(f"{EMBEDDED_PRICES}: {len(content):,} bytes, SHA-256 {checksum}")


if __name__ == "__main__":
    main()
