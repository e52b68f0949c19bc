"""The student's side of the course: loading data, drawing charts, checking answers.

Import this package before TensorFlow: TensorFlow reads the variables below when it is loaded and, without them,
writes notes about the machine to stderr that a reader would take for errors.
"""

import logging
import os

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "0")
logging.getLogger("tensorflow").setLevel(logging.ERROR)
