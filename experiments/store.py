"""Each run of an experiment is one small JSON file: runs/EXPERIMENT/DATA-SEED.json, written whole or not at all."""

import json
from pathlib import Path

from rnn_course.reading import write_whole

RUNS = Path(__file__).resolve().parent / "runs"


def place(experiment, data, seed):
    return RUNS / experiment / f"{data}-{seed}.json"


def write(run):
    """Store a run: a dict with at least experiment, data and seed."""
    content = json.dumps(run, ensure_ascii=False, indent=1) + "\n"
    write_whole(
        place(run["experiment"], run["data"], run["seed"]), lambda handle: handle.write(content.encode("utf-8"))
    )


def read(experiment, data):
    """The stored runs of an experiment on one kind of data, by seed; an empty list where there are none."""
    runs = [json.loads(file.read_text(encoding="utf-8")) for file in (RUNS / experiment).glob(f"{data}-*.json")]
    return sorted(runs, key=lambda run: run["seed"])
