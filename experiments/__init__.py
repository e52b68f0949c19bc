"""The chapter's models at the chapter's own settings, what correcting them changes, and better ones, over seeds.

`make results` trains what is not stored yet, keeps each run as one file in `runs/`, and writes `docs/results.md` from
the stored runs. This folder is the authors' side: notebooks do not import it.
"""

import rnn_course  # noqa: F401  before TensorFlow, for what it sets
