"""`make results`: train what is not stored yet, then write docs/results.md from all stored runs.

usage: python -m experiments [--again] [--page-only] [--processes N] [EXPERIMENT ...]
"""

import argparse
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

from experiments import page, store
from experiments.catalogue import EXPERIMENTS
from rnn_course.reading import find_real


def planned(names, again):
    """(experiment, data, seed) of the runs to make: the first seed of everything before the second of anything."""
    real = all(find_real(kind) for kind in ("주가", "영어 리뷰", "단어 벡터"))
    if not real:
        print("실제 데이터가 없어 내장 데이터로만 훈련합니다. `make data`로 받거나 RNN_COURSE_DATA를 정하세요.")
    runs = [
        (name, data, seed)
        for name in names
        for data in EXPERIMENTS[name].data
        for seed in EXPERIMENTS[name].seeds
        if (real or data == "embedded") and (again or not store.place(name, data, seed).exists())
    ]
    return sorted(runs, key=lambda run: run[2])


def train(run):
    """Make one run in a process of its own; returns whether it succeeded."""
    print(f"{run[0]}, {run[1]}, 씨앗 {run[2]}: 시작합니다.", flush=True)
    return subprocess.run([sys.executable, "-m", "experiments.one_run", *map(str, run)]).returncode == 0


def train_all(runs, processes):
    """Those on one thread side by side, then one after the other those that take all cores."""
    alone = [run for run in runs if EXPERIMENTS[run[0]].threads > 1]
    with ThreadPoolExecutor(processes) as pool:
        results = list(pool.map(train, [run for run in runs if run not in alone]))
    results += [train(run) for run in alone]
    return results.count(False)


def main():
    parser = argparse.ArgumentParser(prog="python -m experiments", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="EXPERIMENT", help=", ".join(EXPERIMENTS))
    parser.add_argument("--again", action="store_true", help="이미 저장한 것도 다시 훈련합니다")
    parser.add_argument("--page-only", action="store_true", help="훈련하지 않고 저장한 것으로 문서만 씁니다")
    parser.add_argument("--processes", type=int, default=1, metavar="N", help="한꺼번에 훈련할 수")
    wanted = parser.parse_args()
    unknown = set(wanted.names) - set(EXPERIMENTS)
    if unknown:
        parser.error(f"그런 실험은 없습니다: {', '.join(sorted(unknown))}. 있는 것: {', '.join(EXPERIMENTS)}")
    runs = [] if wanted.page_only else planned(wanted.names or list(EXPERIMENTS), wanted.again)
    print(f"훈련할 것 {len(runs)}개", flush=True)
    failed = train_all(runs, wanted.processes)
    page.write()
    if failed:
        raise SystemExit(f"{failed}개가 실패했습니다. 위의 오류를 고친 뒤 같은 명령으로 남은 것만 다시 훈련하세요.")


if __name__ == "__main__":
    main()
