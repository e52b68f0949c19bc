"""The student's side of the course: loading data, drawing charts, checking answers.

Import this package before TensorFlow: TensorFlow reads the variables below when it is loaded and, without them,
writes notes about the machine to stderr that a reader would take for errors.
"""

import logging
import os

# 3, not 2: with determinism on, `fit` logs an error about a dataset attribute that it then ignores. What goes wrong
# in earnest reaches the reader as a Python exception.
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "0")
# A filter, not a level: imported in an interactive Python such as a kernel, TensorFlow sets its logger to INFO.
logging.getLogger("tensorflow").addFilter(lambda record: record.levelno >= logging.ERROR)
