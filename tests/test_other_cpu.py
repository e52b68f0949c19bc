"""The notebooks' stored outputs hold on another kind of CPU, and two runs on one kind are the same bit for bit."""

import json
import os
import platform
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

ROOT = Path(__file__).parent.parent
pytestmark = pytest.mark.heavy
# Those that train each kind of layer of the course.
EVERY_LAYER = tuple(f"notebooks/{name}.ipynb" for name in ("03_simple_rnn", "04_lstm_gru", "08_imdb_sentiment"))


def other_cpu():
    """Environment in which TensorFlow, OpenBLAS and NumPy compute as on an x86-64 CPU without AVX.

    NumPy ignores names that it does not know (AVX2, AVX512F since 2.4), so the names come from NumPy itself.
    """
    found = np.show_config(mode="dicts")["SIMD Extensions"]["found"]
    return {
        "TF_ENABLE_ONEDNN_OPTS": "1",
        "OPENBLAS_CORETYPE": "Nehalem",
        "NPY_DISABLE_CPU_FEATURES": " ".join(found),
    }


def run_notebooks(report, environment=None, notebooks=("notebooks",)):
    """Run the regression over all notebooks or some; returns the report's cells by notebook and cell."""
    command = [sys.executable, "-m", "pytest", "--nbval", *notebooks, "-n", "2", f"--regression-report={report}"]
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    process = subprocess.run(
        command, cwd=ROOT, env=inherited | (environment or {}), capture_output=True, text=True, check=False
    )
    assert process.returncode == 0, process.stdout + process.stderr
    cells = json.loads(report.read_text(encoding="utf-8"))
    assert cells
    return {(cell["notebook"], cell["cell"]): cell for cell in cells}


def digests(cells):
    return {place: cell["digest"] for place, cell in cells.items() if cell["status"] != "skipped"}


def test_runs_are_the_same_bit_for_bit_and_on_another_kind_of_cpu_within_the_tolerance(tmp_path):
    """One test, so that the first run serves both comparisons, whichever worker has it.

    The other kind of CPU is a kind of x86-64. Its run, of all notebooks, passes, and it was one: at least one bit of an
    output differs.
    """
    first = digests(run_notebooks(tmp_path / "first.json", notebooks=EVERY_LAYER))
    assert digests(run_notebooks(tmp_path / "again.json", notebooks=EVERY_LAYER)) == first
    if platform.machine() in {"x86_64", "AMD64"}:
        other = digests(run_notebooks(tmp_path / "other.json", other_cpu()))
        assert {place: other[place] for place in first} != first
