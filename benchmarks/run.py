"""`make bench`: times in seconds as minimum, median and maximum, and ratios of runs that alternate in one go.

usage: python benchmarks/run.py [RUNS [PART ...]]

RUNS: default 3; the machine's speed drifts, so quote medians and ratios. PART: notebooks, regression, loader,
chapter, growth, grading, class (all).
"""

import rnn_course  # noqa: F401  before TensorFlow, for what it sets

# isort: split
import io
import json
import math
import os
import re
import shutil
import statistics
import subprocess
import sys
import tarfile
import tempfile
import time
from pathlib import Path

import numpy as np

from rnn_course import reading, reviews
from benchmarks import chapter_ways, growth
from experiments.environment import environment

ROOT = Path(__file__).resolve().parent.parent
ARCHIVE = "aclImdb_v1.tar.gz"
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
LOAD = """
import time
from rnn_course import datasets
{before}
start = time.perf_counter()
datasets.load_prices()
print(time.perf_counter() - start)
"""
LOAD_REVIEWS = """
import resource, sys, time
from pathlib import Path
from rnn_course import reading, reviews
reading.CACHE_FOLDER = Path(sys.argv[2])
start = time.perf_counter()
reviews.load_reviews(path=sys.argv[1])
print(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6)
"""
# the least that telling a changed folder from an unchanged one takes: ask the system about each file, keep nothing
LOOK = """
import os, sys, time
start = time.perf_counter()
for folder in sys.argv[1:]:
    with os.scandir(folder) as entries:
        for entry in entries:
            entry.stat()
print(time.perf_counter() - start)
"""
COPIES = 8  # of the embedded reviews, where the real ones are not there


def execute(notebook):
    """Command that runs a notebook in a fresh kernel and throws its result away."""
    output = ["--output-dir", str(ROOT / "build" / "bench"), str(notebook)]
    return [sys.executable, "-m", "nbconvert", "--to", "notebook", "--execute", "--log-level=ERROR", *output]


def regression(workers, *settings):
    return [sys.executable, "-m", "pytest", "--nbval", "notebooks", "-q", "-n", str(workers), *settings]


# nbval as it is, one cell after the other; it finds cells different that our comparison has within their tolerance
PLAIN_NBVAL = regression(0, "--noconftest")


def measure(command, accepted=(0,)):
    """Seconds and peak memory (GB, the largest single process below) of one run.

    accepted: statuses of the command with which the run counts; any other ends the benchmark.
    """
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    if os.waitstatus_to_exitcode(status) not in accepted:
        raise SystemExit(f"실패했습니다: {' '.join(command)}")
    return seconds, usage.ru_maxrss / 1e6


def python(code, *arguments):
    """What code prints in a new Python process."""
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout


def measure_load(before=""):
    """Seconds that load_prices takes in a new process: the first call, or the second after `before`."""
    return float(python(LOAD.format(before=before)).splitlines()[-1])


def spread(values, digits=2):
    return {
        "min": round(min(values), digits),
        "median": round(statistics.median(values), digits),
        "max": round(max(values), digits),
    }


def show(name, seconds, memory=None):
    found = spread(seconds, 2 - min(math.floor(math.log10(min(seconds))), 0))  # three digits of a short time, too
    peak = f"{max(memory):.2f} GB" if memory else ""
    print(f"| {name} | {found['min']} | {found['median']} | {found['max']} | {peak} |", flush=True)
    peak_gb = round(max(memory), 2) if memory else None
    return {"label": name, "seconds": found, "peak_gb": peak_gb, "runs": len(seconds)}


def show_ratio(name, numerators, denominators):
    ratios = [a / b for a, b in zip(numerators, denominators, strict=True)]
    print(f"| {name} | {' | '.join(str(value) for value in spread(ratios).values())} | 배 |", flush=True)
    return {"label": name, "ratio": spread(ratios), "runs": len(ratios)}


def bench_notebooks(runs):
    for notebook in NOTEBOOKS:
        taken, memory = zip(*(measure(execute(notebook)) for _ in range(runs)), strict=True)
        yield notebook.stem, show(notebook.stem, taken, memory)


def bench_regression(runs):
    turns = [
        (measure(regression(0))[0], measure(regression(2))[0], measure(PLAIN_NBVAL, accepted=(0, 1))[0])
        for _ in range(runs)
    ]
    serial, parallel, plain = zip(*turns, strict=True)
    yield "regression serial", show("회귀 시험, 차례로", serial)
    yield "regression parallel", show("회귀 시험, 둘씩", parallel)
    yield "regression plain", show("회귀 시험, 그냥 nbval", plain)
    yield "serial / parallel", show_ratio("차례로 ÷ 둘씩", serial, parallel)
    yield "plain / serial", show_ratio("그냥 nbval ÷ 차례로", plain, serial)
    yield "plain / parallel", show_ratio("그냥 nbval ÷ 둘씩", plain, parallel)


def bench_loader(runs):
    pairs = [(measure_load(), measure_load("datasets.load_prices()")) for _ in range(runs)]
    first, again = zip(*pairs, strict=True)
    yield "load_prices first", show("주가 읽기, 처음", first)
    yield "load_prices again", show("주가 읽기, 다시", again)
    yield "first / again", show_ratio("처음 ÷ 다시", first, again)
    yield from bench_reviews(runs)


def pack_embedded_reviews(archive):
    """Where there are no real reviews: an archive of 48,000 files made of the embedded ones."""
    with tarfile.open(archive, "w:gz", compresslevel=6) as packed:
        for part, table in zip(reviews.PARTS, reviews.load_reviews("en"), strict=True):
            for copy in range(COPIES):
                for number, (text, label) in enumerate(zip(table["text"], table["label"], strict=True)):
                    member = tarfile.TarInfo(f"aclImdb/{part}/{reviews.SIDES[label]}/{copy}_{number}.txt")
                    content = f"{text} {copy}".encode()
                    member.size = len(content)
                    packed.addfile(member, io.BytesIO(content))


def forget(source):
    """Let the system drop what it keeps of the files' content in memory, as after a restart (Linux only)."""
    for file in source.rglob("*") if source.is_dir() else [source]:
        if file.is_file():
            with file.open("rb") as handle:
                os.fsync(handle.fileno())
                os.posix_fadvise(handle.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def load_reviews_twice(source, folder, from_disk):
    """[(seconds, GB) of the first load, of the second one], each in a new process, with an empty cache before."""
    if from_disk:
        forget(source)
    with tempfile.TemporaryDirectory(dir=folder) as cache:
        outputs = [python(LOAD_REVIEWS, source, cache) for _ in range(2)]
    return [tuple(float(value) for value in output.splitlines()[-1].split()) for output in outputs]


def bench_reviews(runs):
    """Reviews as single files: the archive as it is downloaded, the unpacked folder from disk and from memory."""
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        archive = reading.find_real("영어 리뷰")
        if archive is None or archive.is_dir():
            archive = folder / ARCHIVE
            pack_embedded_reviews(archive)
        with tarfile.open(archive) as packed:
            packed.extractall(folder / "unpacked", filter="data")
        unpacked = folder / "unpacked" / "aclImdb"
        kinds = {"압축 파일": (archive, True), "폴더": (unpacked, True), "방금 읽은 폴더": (unpacked, False)}
        for kind, (source, from_disk) in kinds.items():
            pairs = [load_reviews_twice(source, folder, from_disk) for _ in range(runs)]
            (first, first_memory), (again, again_memory) = (
                zip(*loads, strict=True) for loads in zip(*pairs, strict=True)
            )
            yield f"reviews {kind} first", show(f"리뷰 읽기, {kind}, 처음", first, first_memory)
            yield f"reviews {kind} again", show(f"리뷰 읽기, {kind}, 다시", again, again_memory)
            yield f"reviews {kind} first / again", show_ratio(f"{kind}, 처음 ÷ 다시", first, again)
        folders = [unpacked / part / side for part in reviews.PARTS for side in reviews.SIDES]
        looks = [float(python(LOOK, *folders)) for _ in range(runs)]
        yield "reviews look", show("폴더, 파일마다 크기와 바뀐 때만 묻기", looks)


# assignment: a small and a larger class, whose difference is what one submission takes without the start
CLASSES = {"ps02_recurrence": (5, 25), "ps03_simple_rnn": (2, 8)}
TRUSTING = "\nc.TrustedGrading.sandbox = False\n"


def own_environment():
    programs = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return os.environ | {"PATH": programs, "PYTHONPATH": str(ROOT)}


def nbgrader(folder, *arguments):
    command = [sys.executable, "-m", "nbgrader", *arguments]
    done = subprocess.run(command, cwd=folder, env=own_environment(), capture_output=True, text=True)
    if done.returncode != 0:
        raise SystemExit(f"실패했습니다: {' '.join(command)}\n{done.stdout}{done.stderr}")


def make_course(folder, assignment, students, sandbox):
    """A course in which each student has handed in the reference answers, with a line of their own in each.

    The line makes every file another one, so that nothing about one submission holds for the next.
    """
    settings = (ROOT / "nbgrader_config.py").read_text(encoding="utf-8") + ("" if sandbox else TRUSTING)
    (folder / "nbgrader_config.py").write_text(settings, encoding="utf-8")
    shutil.copytree(ROOT / "source" / assignment, folder / "source" / assignment)
    nbgrader(folder, "generate_assignment", assignment)
    solved = (ROOT / "source" / assignment / f"{assignment}.ipynb").read_text(encoding="utf-8")
    for number in range(students):
        student = f"student-{number:04}"
        place = folder / "submitted" / student / assignment
        place.mkdir(parents=True)
        own = re.sub("### (BEGIN|END) SOLUTION", f"# {student}", solved)
        (place / f"{assignment}.ipynb").write_text(own, encoding="utf-8")


def measure_grading(assignment, students, sandbox):
    """Seconds of `nbgrader autograde` for a class."""
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        make_course(Path(name), assignment, students, sandbox)
        start = time.perf_counter()
        nbgrader(name, "autograde", assignment)
        return time.perf_counter() - start


def bench_grading(runs):
    """The trusted grader against nbgrader's own, one process each: seconds that one more submission takes."""
    for assignment, (few, many) in CLASSES.items():
        each = {True: [], False: []}
        for _ in range(runs):
            for sandbox, found in each.items():
                spent = [measure_grading(assignment, students, sandbox) for students in (few, many)]
                found.append((spent[1] - spent[0]) / (many - few))
        short = assignment[:4]
        yield f"{short} plain", show(f"{short} 제출물 하나, nbgrader", each[False])
        yield f"{short} trusted", show(f"{short} 제출물 하나, 가두어 채점", each[True])
        yield f"{short} plain / trusted", show_ratio(f"{short} nbgrader ÷ 가두어 채점", each[False], each[True])


# assignment: as CLASSES, for `make autograde`, whose workers take longer to start
CLASSES_ON_CORES = {"ps02_recurrence": (20, 220), "ps03_simple_rnn": (2, 14)}
LARGE_CLASSES = (100, 1000)
GROWING_CLASSES = (20, 60, 200)


def measure_class(assignment, students, processes):
    """Seconds of `make autograde` for a class, and the peak memory (GB) of the process that writes the marks."""
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        make_course(Path(name), assignment, students, sandbox=True)
        command = [sys.executable, "-m", "course_grader", assignment, f"--processes={processes}"]
        start, memory = time.perf_counter(), 0.0
        process = subprocess.Popen(command, cwd=name, env=own_environment(), stderr=subprocess.DEVNULL)
        while process.poll() is None:
            found = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{process.pid}/status").read_text())
            memory = int(found.group(1)) / 1e6 if found else memory  # none in the moment of its end
            time.sleep(0.2)
        if process.returncode != 0:
            raise SystemExit(f"실패했습니다: {' '.join(command)}")
        return time.perf_counter() - start, memory


def bench_class(runs):
    """One worker against two: seconds that one more submission takes. Then memory as the class grows, once."""
    for assignment, (few, many) in CLASSES_ON_CORES.items():
        each = {1: [], 2: []}
        for _ in range(runs):
            for processes, found in each.items():
                spent = [measure_class(assignment, students, processes)[0] for students in (few, many)]
                found.append((spent[1] - spent[0]) / (many - few))
        short = assignment[:4]
        yield f"{short} one worker", show(f"{short} 제출물 하나, 프로세스 1개", each[1])
        yield f"{short} two workers", show(f"{short} 제출물 하나, 프로세스 2개", each[2])
        yield f"{short} one / two", show_ratio(f"{short} 프로세스 1개 ÷ 2개", each[1], each[2])
    for students in LARGE_CLASSES:
        seconds, memory = measure_class("ps02_recurrence", students, 2)
        yield f"{students} students", show(f"{students}명을 한 번에", [seconds], [memory])


def bench_chapter(runs):
    """The chapter's own way against this course's at equal result."""
    for task, chapter, own in chapter_ways.all_ways(runs):
        yield f"{task}, chapter", show(f"{task}, 책의 방법", chapter)
        yield f"{task}, own", show(f"{task}, 강의의 방법", own)
        yield f"{task}, chapter / own", show_ratio(f"{task}, 책 ÷ 강의", chapter, own)


def grading_by_students(runs):
    """(numbers of students, seconds (runs, classes)) of `make autograde`, its start included."""
    seconds = [[measure_class("ps02_recurrence", students, 2)[0] for students in GROWING_CLASSES] for _ in range(runs)]
    return GROWING_CLASSES, seconds


def bench_growth(runs):
    """Time as the work grows ten times, and the exponent of the power law through it."""
    curves = {
        "리뷰": growth.linear_model_by_reviews,
        "창": growth.recurrent_model_by_window,
        "학생": grading_by_students,
    }
    for name, measure_curve in curves.items():
        sizes, seconds = measure_curve(runs)
        exponents = [growth.exponent(sizes, row) for row in seconds]
        for size, taken in zip(sizes, zip(*seconds, strict=True), strict=True):
            show(f"{name} {size:,}", taken)
        print(f"| {name}, 지수 | {' | '.join(str(value) for value in spread(exponents).values())} | |", flush=True)
        curve = {"sizes": list(sizes), "seconds": np.round(seconds, 3).tolist(), "runs": len(seconds)}
        yield f"growth {name}", curve | {"exponent": spread(exponents)}


PARTS = {"notebooks": bench_notebooks, "regression": bench_regression, "loader": bench_loader}
PARTS |= {"chapter": bench_chapter, "growth": bench_growth, "grading": bench_grading, "class": bench_class}


def main(folder=ROOT / "build"):
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    parts = sys.argv[2:] or list(PARTS)
    print(f"코어 {os.cpu_count()}개, 잰 횟수 {runs}\n")
    print("| 잰 것 | 최소(초) | 중앙값 | 최대 | 최대 메모리 |\n|---|---|---|---|---|")
    here = environment()
    results = {name: found | {"environment": here} for part in parts for name, found in PARTS[part](runs)}
    target = folder / ("-".join(["bench", *sys.argv[2:]]) + ".json")
    target.parent.mkdir(exist_ok=True)
    target.write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
