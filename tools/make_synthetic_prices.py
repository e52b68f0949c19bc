"""Make data/prices_synthetic.csv: synthetic daily prices that meet every number the mirrored chapter prints.

What is known of the real file is data/printed_prices.toml, nothing else. In short:

1. calendar: Korean holidays decide which weekdays are rows, which are rows without volume, and which are left out;
2. pins: closes that follow from printed rows, from printed moving averages and from the printed scaled tables;
3. path: a GARCH(1,1) walk with Student-t shocks, bridged through the pins, its level bent until the quartiles,
   the mean and the standard deviation of Close agree; the last 269 days are the candidate out of many that lies
   nearest to what is known of the chapter's test part;
4. order statistics: a search shifts single closes by a tick until the quartiles of Close, 3MA and 5MA are exact;
5. the other columns: Adj Close from dividend factors, Open, High and Low around Close, Volume by ranks.

Run it with:  python tools/make_synthetic_prices.py   (it also writes the checksum into data/manifest.toml)
"""

import datetime
import tomllib
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.interpolate import PchipInterpolator
from scipy.optimize import least_squares
from scipy.stats import norm, rankdata

from rnn_course.datasets import checksum

DATA = Path(__file__).resolve().parent.parent / "data"
PRINTED = tomllib.loads((DATA / "printed_prices.toml").read_text(encoding="utf-8"))
DESCRIBE = PRINTED["describe"]
ROWS = PRINTED["rows"]
MINIMUM, LOWER, MEDIAN, UPPER, MAXIMUM = range(3, 8)  # places in a line of DESCRIBE
SEED = 1886

# ---------------------------------------------------------------------------------------------------- 1. calendar

# The middle day of each Seollal and Chuseok holiday of three days; single lunar days; elections and substitutes.
SEOLLAL_CHUSEOK = """
2000-09-12 2001-01-24 2001-10-01 2002-02-12 2002-09-21 2003-02-01 2003-09-11 2004-01-22 2004-09-28 2005-02-09
2005-09-18 2006-01-29 2006-10-06 2007-02-18 2007-09-25 2008-02-07 2008-09-14 2009-01-26 2009-10-03 2010-02-14
2010-09-22 2011-02-03 2011-09-12 2012-01-23 2012-09-30 2013-02-10 2013-09-19 2014-01-31 2014-09-08 2015-02-19
2015-09-27 2016-02-08 2016-09-15 2017-01-28 2017-10-04 2018-02-16 2018-09-24 2019-02-05 2019-09-13 2020-01-25
2020-10-01 2021-02-12 2021-09-21 2022-02-01 2022-09-10
""".split()
SINGLE_DAYS = """
2001-05-01 2003-05-08 2004-05-26 2007-05-24 2008-05-12 2010-05-21 2011-05-10 2012-05-28 2013-05-17 2014-05-06
2015-05-25 2017-05-03 2018-05-22 2020-04-30 2021-05-19
2002-06-13 2002-12-19 2004-04-15 2006-05-31 2007-12-19 2008-04-09 2010-06-02 2012-04-11 2012-12-19 2014-06-04
2016-04-13 2017-05-09 2018-06-13 2020-04-15 2022-03-09 2022-06-01
2002-07-01 2014-09-10 2015-08-14 2015-09-29 2016-02-10 2016-05-06 2017-01-30 2017-10-02 2017-10-06 2018-05-07
2018-09-26 2019-05-06 2020-01-27 2020-08-17 2021-08-16 2021-10-04 2021-10-11 2022-09-12
""".split()
EVERY_YEAR = {  # month and day: the years in which it was a holiday of the exchange
    "01-01": (2000, 2022), "03-01": (2000, 2022), "04-05": (2000, 2005), "05-01": (2000, 2022),
    "05-05": (2000, 2022), "06-06": (2000, 2022), "07-17": (2000, 2007), "08-15": (2000, 2022),
    "10-03": (2000, 2022), "10-09": (2013, 2022), "12-25": (2000, 2022), "12-31": (2000, 2022),
}  # fmt: skip
# Trading days whose row has no volume: one is printed, on the other the price moves (it is the one day whose return
# depends on whether rows are dropped first), the rest of 2022 are free.
NO_VOLUME = """
2000-10-16 2007-03-02 2022-01-04 2022-01-07 2022-01-13 2022-01-20 2022-02-08 2022-02-11
""".split()
MOVING_WITHOUT_VOLUME = "2007-03-02"
LAST_FILLED_YEAR = 2008  # later holidays have no row at all
# Trading days without a row, so that the printed rows get their numbers: one in the test part before 2022-02-28, one
# after 2022-03-17; the others are spread over the years before.
LEFT_OUT = pd.to_datetime(["2021-11-18", "2022-06-30"])


def holidays(weekdays):
    """Weekdays on which the Korean exchange was closed."""
    days = [pd.Timestamp(day) for day in SINGLE_DAYS]
    days += [pd.Timestamp(day) + pd.Timedelta(days=k) for day in SEOLLAL_CHUSEOK for k in (-1, 0, 1)]
    for month_day, (first, last) in EVERY_YEAR.items():
        days += [pd.Timestamp(f"{year}-{month_day}") for year in range(first, last + 1)]
    return weekdays[weekdays.isin(days)]


def make_calendar():
    """Dates of all rows, and a mask of the rows without volume."""
    weekdays = pd.bdate_range(PRINTED["first_day"], PRINTED["last_day"])
    closed = holidays(weekdays)
    no_volume = pd.DatetimeIndex(
        NO_VOLUME + PRINTED["split_halt"] + [line[1] for line in PRINTED["zero_volume"]["table"]]
    ).unique()
    filled = closed[(closed.year <= LAST_FILLED_YEAR) & ~closed.isin(no_volume)]
    count = PRINTED["zero_volume_rows"] - len(no_volume)
    no_volume = no_volume.union(filled[:count])
    dates = weekdays[~weekdays.isin(closed.difference(no_volume)) & ~weekdays.isin(LEFT_OUT)]
    free = dates[(dates.year > LAST_FILLED_YEAR) & (dates.year < 2021)].difference(no_volume)
    spread = np.linspace(0, len(free) - 1, len(dates) - ROWS + 2).round().astype(int)[1:-1]
    dates = dates.difference(free[spread])
    return dates, dates.isin(no_volume)


# -------------------------------------------------------------------------------------------------------- 2. pins


def tick(price, after_split):
    """Step of prices at ``price`` (won); before the 50:1 split of 2018 the steps of the old price, a fiftieth."""
    return np.where(price < 10000, 10, np.where(~np.asarray(after_split), 20, np.where(price < 50000, 50, 100)))


def unscale(column, values):
    """Prices that MinMaxScaler made ``values`` of, to the nearest 10 won."""
    lowest, highest = DESCRIBE[column][MINIMUM], DESCRIBE[column][MAXIMUM]
    return np.round((np.asarray(values) * (highest - lowest) + lowest) / 10).astype(int) * 10


def scaled_rows(no_volume):
    """Row numbers of the first and the last five rows that are left after dropna, and their scaled columns."""
    kept = np.flatnonzero(~no_volume)
    kept = kept[kept >= PRINTED["null_counts"]["5MA_new"]]
    assert len(kept) == PRINTED["rows_after_dropna"]
    table = np.array(PRINTED["scaled"]["first"] + PRINTED["scaled"]["last"])
    return np.r_[kept[:5], kept[-5:]], dict(zip(PRINTED["scaled"]["columns"], table.T, strict=True))


def pin_prices(no_volume):
    """Open, High, Low and Close of the rows that the print fixes wholly: {row: [open, high, low, close]}."""
    pins = {line["row"]: list(line["values"][1:5]) for line in PRINTED["head"]}
    pins |= {line[0]: [line[2]] * 4 for line in PRINTED["zero_volume"]["table"]}
    rows, scaled = scaled_rows(no_volume)
    columns = [unscale(name, scaled[name]) for name in ("Open", "High", "Low", "Close")]
    return pins | {int(row): [int(price) for price in prices] for row, *prices in zip(rows, *columns, strict=True)}


def pin_closes(no_volume):
    """Closes that the print fixes, those included that follow from printed moving averages: {row: close}."""
    known = {row: prices[3] for row, prices in pin_prices(no_volume).items()}
    sums = [  # (last row, length, sum of the closes)
        (row - late, days, days * average)
        for row, _, _, _, *averages in PRINTED["zero_volume"]["table"]
        for (late, days), average in zip([(0, 3), (0, 5), (1, 3), (1, 5)], averages, strict=True)
    ]
    rows, scaled = scaled_rows(no_volume)
    for name, late, days in [("3MA", 0, 3), ("5MA", 0, 5), ("3MA_new", 1, 3), ("5MA_new", 1, 5)]:
        lowest, highest = DESCRIBE[name][MINIMUM], DESCRIBE[name][MAXIMUM]
        averages = scaled[name][5:] * (highest - lowest) + lowest
        sums += [(int(row) - late, days, days * value) for row, value in zip(rows[5:], averages, strict=True)]
    for row in [row for row in known if no_volume[row]]:
        known[row - 1] = known[row]  # a row without volume repeats the close before it
    found = True
    while found:  # a sum with one unknown close gives it
        found = False
        for last, days, total in sums:
            unknown = [row for row in range(last - days + 1, last + 1) if row not in known]
            if len(unknown) == 1:
                rest = total - sum(known.get(row, 0) for row in range(last - days + 1, last + 1))
                known[unknown[0]] = round(rest / 10) * 10
                found = True
    return known


if __name__ == "__main__":
    dates, nv = make_calendar()
    print(len(dates), nv.sum(), pd.Series(dates[nv].year).value_counts().sort_index().to_dict())
    for line in PRINTED["head"]:
        assert str(dates[line["row"]].date()) == line["values"][0]
    for line in PRINTED["zero_volume"]["table"]:
        assert str(dates[line[0]].date()) == line[1], line
    kept = np.flatnonzero(~nv)
    kept = kept[5:]
    print(dates[kept[5099]], dates[kept[5139]])
    print(pin_closes(nv))
    print(pin_prices(nv))
