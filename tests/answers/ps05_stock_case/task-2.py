# %% right: query and shift
def daily_returns(prices):
    traded = prices.query("Volume != 0").reset_index(drop=True)
    before = traded["Close"].shift(1)
    table = traded.assign(Return=(traded["Close"] - before) / before)
    return table[["Date", "Return"]].dropna()


# %% right: loop over rows
def daily_returns(prices):
    rows, before = [], None
    for _, row in prices.iterrows():
        if row["Volume"] == 0:
            continue
        if before is not None:
            rows.append((row["Date"], (row["Close"] - before) / before))
        before = row["Close"]
    return pd.DataFrame(rows, columns=["Date", "Return"])


# %% right: NumPy, more columns than asked
def daily_returns(prices):
    traded = prices[prices.Volume.to_numpy() > 0]
    close = traded.Close.to_numpy()
    return pd.DataFrame({"Date": traded.Date.to_numpy()[1:], "Close": close[1:], "Return": close[1:] / close[:-1] - 1})


# %% right: float32 on the date index, with printing and an extra argument
def daily_returns(prices, column="Close"):
    series = prices.set_index("Date").loc[lambda table: table["Volume"] > 0, column].astype("float32")
    print(series.head())
    return series.pct_change().iloc[1:].rename("Return").reset_index()


# %% right: itertools, pairs of neighbours
from itertools import compress, pairwise


def daily_returns(prices):
    days = list(compress(zip(prices["Date"], prices["Close"]), prices["Volume"]))
    rows = [(new / old - 1, day) for (_, old), (day, new) in pairwise(days)]
    return pd.DataFrame(rows, columns=["Return", "Date"])


# %% right: recursion over the trading days
def daily_returns(prices):
    traded = prices.loc[prices["Volume"].ne(0), ["Date", "Close"]]

    def rest(days, prices_left):
        if len(days) < 2:
            return []
        first, second = prices_left[:2]
        return [(days[1], (second - first) / first)] + rest(days[1:], prices_left[1:])

    return pd.DataFrame(rest(list(traded["Date"]), list(traded["Close"])), columns=["Date", "Return"])


# %% right: tensorflow with a mask
def daily_returns(prices):
    import tensorflow as tf

    mask = prices["Volume"].to_numpy() > 0
    close = tf.boolean_mask(tf.constant(prices["Close"].to_numpy(), tf.float64), mask)
    returns = tf.math.divide(close[1:] - close[:-1], close[:-1])
    return pd.DataFrame(dict(Date=prices["Date"].to_numpy()[mask][1:], Return=returns.numpy()))


# %% right: logarithms and expm1, with a warning
import warnings


def daily_returns(prices):
    warnings.warn("로그로 계산합니다", stacklevel=1)
    closed = np.flatnonzero(prices["Volume"] == 0)
    traded = prices.drop(index=prices.index[closed])
    traded.insert(0, "Return", np.expm1(np.log(traded["Close"]).diff()))
    return traded.tail(-1)


# %% right: merged with the trading day before
def daily_returns(prices):
    traded = prices[prices["Volume"] > 0].assign(number=lambda table: range(len(table)))
    before = traded[["number", "Close"]].assign(number=traded["number"] + 1)
    both = traded.merge(before, on="number", suffixes=("", "_before"))
    both["Return"] = both.eval("Close / Close_before - 1")
    return both


# %% wrong: returns before the rows are dropped | 3 | 행을 빼기 전에 수익률을 계산했습니다
def daily_returns(prices):
    table = prices.assign(Return=prices["Close"].pct_change())
    table = table[table["Volume"] > 0].iloc[1:]
    return table[["Date", "Return"]]


# %% wrong: rows without trade kept | 0 | 거래량이 0인 날의 행이 남아 있습니다
def daily_returns(prices):
    table = prices.assign(Return=prices["Close"].pct_change())
    return table[["Date", "Return"]].iloc[1:]


# %% wrong: first row kept | 0 | 앞 거래일이 없는 첫 거래일의 행이 남아 있습니다
def daily_returns(prices):
    traded = prices[prices["Volume"] > 0]
    return traded.assign(Return=traded["Close"].pct_change())


# %% wrong: divided by today's close | 3 | 오늘의 종가로 나누었습니다
def daily_returns(prices):
    traded = prices[prices["Volume"] > 0]
    return traded.assign(Return=traded["Close"].diff() / traded["Close"]).iloc[1:]


# %% wrong: logarithmic | 3 | 로그 수익률입니다
def daily_returns(prices):
    traded = prices[prices["Volume"] > 0]
    return traded.assign(Return=np.log(traded["Close"]).diff()).iloc[1:]


# %% wrong: percent | 3 | 퍼센트와 비율을 바꾸어 쓰지 않았는지
def daily_returns(prices):
    traded = prices[prices["Volume"] > 0]
    return traded.assign(Return=100 * traded["Close"].pct_change()).iloc[1:]


# %% wrong: date of the day before | 7 | 뒤의 날입니다
def daily_returns(prices):
    traded = prices[prices["Volume"] > 0]
    return pd.DataFrame({"Date": traded["Date"].to_numpy()[:-1], "Return": traded["Close"].pct_change().to_numpy()[1:]})


# %% wrong: array instead of a table | 0 | 표(DataFrame)여야 하는데
def daily_returns(prices):
    traded = prices[prices["Volume"] > 0]
    return traded["Close"].pct_change().to_numpy()[1:]


# %% wrong: writes a column into its input | 11 | 함수가 입력 `prices`의 값을 바꾸었습니다
def daily_returns(prices):
    prices["Traded"] = prices["Volume"] > 0
    traded = prices[prices["Traded"]]
    return traded.assign(Return=traded["Close"].pct_change()).iloc[1:]


# %% wrong: gross ratio | 3 | 1을 빼지 않았습니다
def daily_returns(prices):
    traded = prices[prices["Volume"] > 0]
    return traded.assign(Return=traded["Close"] / traded["Close"].shift(1)).iloc[1:]


# %% wrong: since the first trading day | 3 | 첫 거래일부터의 수익률입니다
def daily_returns(prices):
    traded = prices[prices["Volume"] > 0]
    return traded.assign(Return=traded["Close"] / traded["Close"].iloc[0] - 1).iloc[1:]


# %% wrong: difference in won | 3 | 나누지 않은 차이(원)입니다
def daily_returns(prices):
    traded = prices[prices["Volume"] > 0]
    return traded.assign(Return=traded["Close"].diff()).dropna()


# %% wrong: yesterday minus today | 3 | 부호가 모두 반대입니다
def daily_returns(prices):
    traded = prices[prices["Volume"] > 0]
    before = traded["Close"].shift(1)
    return traded.assign(Return=(before - traded["Close"]) / before).dropna()


# %% wrong: first row dropped before the returns | 2 | 둘째 거래일의 수익률이 없습니다
def daily_returns(prices):
    traded = prices.iloc[1:].query("Volume > 0")
    return traded.assign(Return=traded["Close"].pct_change()).dropna()


# %% wrong: the example by heart | 2 | 첫째 축(axis=0)이 19만큼 짧습니다
def daily_returns(prices):
    return pd.DataFrame({"Date": prices["Date"].iloc[2:4], "Return": [0.1, -0.1]})
