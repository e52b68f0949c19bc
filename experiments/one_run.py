"""One run in a process of its own, which stores it: python -m experiments.one_run EXPERIMENT DATA SEED

A new process for each run, so that its time and memory are its own and nothing is left from the run before.
"""

import importlib
import importlib.metadata
import os
import platform
import resource
import sys
from pathlib import Path

from rnn_course import reading
from experiments import store
from experiments.catalogue import EXPERIMENTS
from rnn_course.datasets import load_prices  # noqa: F401  takes its file's name from REAL_NAMES, emptied below

PACKAGES = ("keras", "numpy", "scikit-learn", "tensorflow-cpu", "tensorflow")


def environment(threads):
    versions = {}
    for name in PACKAGES:
        try:
            versions[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            continue  # of the two TensorFlows one is installed
    return {
        "python": platform.python_version(),
        **versions,
        "system": f"{platform.system()} {platform.machine()}",
        "processor": processor(),
        "cores": os.cpu_count(),
        "threads": threads,
        "load": round(os.getloadavg()[0], 1) if hasattr(os, "getloadavg") else None,  # how busy the machine was
    }


def processor():
    details = Path("/proc/cpuinfo")
    lines = details.read_text(encoding="utf-8").splitlines() if details.exists() else []
    return next((line.partition(": ")[2] for line in lines if line.startswith("model name")), platform.processor())


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
    store.write(run | {"peak_gb": peak, "environment": environment(experiment.threads)})


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
