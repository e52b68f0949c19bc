"""Linear models on TF-IDF words and word pairs: what a recurrent model has to be measured against."""

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
from sklearn.pipeline import make_pipeline

from experiments.review_groups import judge
from experiments.review_words import words
from experiments.training import Clock
from rnn_course.reviews import load_reviews

STRENGTHS = (1, 3, 10, 30)  # C of the logistic regression; the best is chosen on the validation part


def build(longest, strength):
    weights = TfidfVectorizer(
        tokenizer=list, token_pattern=None, lowercase=False, ngram_range=(1, longest), min_df=2, sublinear_tf=True
    )
    return make_pipeline(weights, LogisticRegression(C=strength, max_iter=1000))


def train(seed, longest, validation_share):
    """Choose C on the validation part, then train on all training reviews. The seed draws the validation part."""
    training, test = load_reviews("en")
    reviews, test_reviews = ([words(text) for text in part["text"]] for part in (training, test))
    y, y_test = (part["label"].to_numpy() for part in (training, test))
    fitted, checked = train_test_split(np.arange(len(y)), test_size=validation_share, random_state=seed, stratify=y)

    def score(strength):
        model = build(longest, strength).fit([reviews[row] for row in fitted], y[fitted])
        return model.score([reviews[row] for row in checked], y[checked])

    scores = {strength: score(strength) for strength in STRENGTHS}
    strength = max(scores, key=scores.get)
    clock = Clock()
    model = build(longest, strength).fit(reviews, y)
    cost = clock.read()
    answer = model.predict(test_reviews)
    result = {"strength": strength, "val_accuracy": scores[strength], "accuracy_last": float(np.mean(answer == y_test))}
    return result | judge(test["text"], y_test, answer) | {"parameters": int(model[-1].coef_.size + 1)} | cost
