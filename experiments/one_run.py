"""One run in a process of its own, which stores it: python -m experiments.one_run EXPERIMENT DATA SEED

A new process for each run, so that its time and memory are its own and nothing is left from the run before.
"""

import importlib
import os
import resource
import sys

from rnn_course import reading
from experiments import store
from experiments.catalogue import EXPERIMENTS
from experiments.environment import environment
from rnn_course.datasets import load_prices  # noqa: F401  takes its file's name from REAL_NAMES, emptied below


def main(name, data, seed):
    experiment = EXPERIMENTS[name]
    if data == "embedded":  # also where the real data are there
        os.environ.pop(reading.SETTING, None)
        reading.REAL_NAMES = dict.fromkeys(reading.REAL_NAMES, ())
    threads = str(experiment.threads)
    os.environ["TF_NUM_INTRAOP_THREADS"] = os.environ["TF_NUM_INTEROP_THREADS"] = threads
    os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = threads

    import tensorflow as tf  # only now: it reads the variables when it is loaded

    tf.config.experimental.enable_op_determinism()
    module, _, function = experiment.function.rpartition(".")
    train = getattr(importlib.import_module(f"experiments.{module}"), function)
    result = train(**({"seed": seed} if experiment.seeds != (0,) else {}), **experiment.settings)
    run = {"experiment": name, "data": data, "seed": seed, "settings": experiment.settings, "result": result}
    peak = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6, 2)
    store.write(run | {"peak_gb": peak, "environment": environment() | {"threads": experiment.threads}})


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
