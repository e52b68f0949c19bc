"""Cutting reviews into words as lecture notebook 08 does."""

import re
import sys


def words(text):
    """Lower-case words, numbers and apostrophes; markup and all else is a space."""
    found = re.findall(r"(?:[^\W_]|')+", re.sub(r"<br\s*/?>", " ", text.lower()))
    return [sys.intern(word) for word in found]  # each word is kept in memory once
