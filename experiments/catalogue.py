"""All experiments by name: what is trained, with which settings, on which data, with which seeds."""

from dataclasses import dataclass, field

SEEDS = (1, 2, 3)
BOTH = ("embedded", "real")


@dataclass(frozen=True)
class Experiment:
    function: str  # "module.function" of this package, which takes seed and the settings and returns a result
    settings: dict = field(default_factory=dict)
    data: tuple = BOTH
    seeds: tuple = SEEDS
    threads: int = 1  # small models run no faster on two


# The chapter's own settings.
PRICES = {"features": ["3MA_new", "5MA_new"], "validation": "test", "batch_size": 16, "epochs": 100, "patience": 10}
LEVEL = PRICES | {"layer": "LSTM", "units": 128, "target": "Close"}
RETURN = PRICES | {"layer": "LSTM", "units": 128, "target": "R_t"}
REVIEWS = {"length": 100, "body": "flatten", "clean": False, "batch_size": 32}
LEARNT = REVIEWS | {"vectors": "learnt", "trainable": True, "epochs": 20}
FROZEN = REVIEWS | {"vectors": "glove", "trainable": False, "epochs": 30}

CHAPTER = {
    "series": Experiment("series.train", {"units": 128, "epochs": 100}, data=("embedded",)),
    "price_lstm": Experiment("prices.train", LEVEL),
    "return_lstm": Experiment("prices.train", RETURN),
    "return_gru": Experiment("prices.train", RETURN | {"layer": "GRU", "units": 256}),
    "reviews_learnt": Experiment("dense_reviews.train", LEARNT),
    "reviews_frozen": Experiment("dense_reviews.train", FROZEN),
}
BASELINES = {
    "series_baselines": Experiment("series.baselines", data=("embedded",), seeds=(0,)),
    "price_baselines": Experiment("prices.baselines", seeds=(0,)),
    "linear_words": Experiment("linear_reviews.train", {"longest": 1, "validation_share": 0.2}),
    "linear_pairs": Experiment("linear_reviews.train", {"longest": 2, "validation_share": 0.2}),
}
# The book's number lies outside what three seeds give: does it lie within what ten give?
MORE_SEEDS = {
    "return_lstm_more": Experiment("prices.train", RETURN, ("real",), tuple(range(4, 11))),
    "price_lstm_more": Experiment("prices.train", LEVEL, ("real",), tuple(range(4, 11))),
}
# One thing of the chapter's settings changed at a time.
CORRECTIONS = {
    "price_lstm_own_validation": Experiment("prices.train", LEVEL | {"validation": 0.1}),
    "price_lstm_single_lag": Experiment("prices.train", LEVEL | {"features": ["3MA", "5MA"]}),
    "return_lstm_small": Experiment("prices.train", RETURN | {"units": 32}),
    "return_gru_small": Experiment("prices.train", RETURN | {"layer": "GRU", "units": 37}),
    "reviews_tuned": Experiment("dense_reviews.train", FROZEN | {"trainable": True}),
    "reviews_frozen_average": Experiment("dense_reviews.train", FROZEN | {"body": "average"}),
    "reviews_frozen_long": Experiment("dense_reviews.train", FROZEN | {"length": 400}),
    "reviews_learnt_long": Experiment("dense_reviews.train", LEARNT | {"length": 400}),
    "reviews_learnt_clean": Experiment("dense_reviews.train", LEARNT | {"clean": True}),
}
# Why results differ from the book's: Keras to 2.10 divided by sqrt(v) + 1e-7, which is about sqrt(v + 1e-14).
OLD_KERAS = {
    "reviews_learnt_old_keras": Experiment("dense_reviews.train", LEARNT | {"epsilon": 1e-14}, ("real",)),
    "reviews_frozen_old_keras": Experiment("dense_reviews.train", FROZEN | {"epsilon": 1e-14}, ("real",)),
}
# A recurrent model that is good at whole reviews. Candidates are judged on a fifth of the training reviews alone.
READER = {"vocabulary": 30_000, "length": 400, "pairs": 0, "pair_dimensions": 16, "units": 64}
READER |= {"input_dropout": 0.3, "output_dropout": 0.4, "learning_rate": 1e-3, "batch_size": 32, "epochs": 4}
CANDIDATES = {
    "reader": READER,
    "reader_pairs": READER | {"pairs": 100_000},
    "reader_long": READER | {"pairs": 100_000, "length": 600},
    "reader_wide": READER | {"units": 128},
}
CHOSEN = "reader_long"
TRIALS = {
    f"{name}_trial": Experiment("recurrent_reviews.train", settings | {"validation_share": 0.2}, ("real",), (1,), 2)
    for name, settings in CANDIDATES.items()
}
# The chosen one, and the plain one beside it, learn from all training reviews and are judged on the test reviews.
READERS = {
    name: Experiment("recurrent_reviews.train", CANDIDATES[name] | {"validation_share": 0}, ("real",), SEEDS, 2)
    for name in dict.fromkeys(["reader", CHOSEN])
}
EXPERIMENTS = CHAPTER | BASELINES | MORE_SEEDS | CORRECTIONS | OLD_KERAS | TRIALS | READERS
