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


# %% wrong: returns before the rows are dropped | 5 | 행을 빼기 전에 수익률을 계산했습니다
def daily_returns(prices):
    table = prices.assign(Return=prices["Close"].pct_change())
    table = table[table["Volume"] > 0].iloc[1:]
    return table[["Date", "Return"]]


# %% wrong: rows without trade kept | 0 | 1번째 축이 1만큼 깁니다
def daily_returns(prices):
    table = prices.assign(Return=prices["Close"].pct_change())
    return table[["Date", "Return"]].iloc[1:]


# %% wrong: first row kept | 0 | 1번째 축이 1만큼 깁니다
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
