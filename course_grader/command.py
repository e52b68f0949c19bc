"""`make autograde A=ps03`: grades a class on all cores of this computer or on a cluster, then writes a report.

`nbgrader autograde` and Formgrader's button grade in one process and need none of this.
"""

import argparse
import contextlib
import sys
import time
from pathlib import Path

from nbgrader.converters import NbGraderException

from course_grader import cluster, plugin, report
from course_grader.this_course import Unusable, assignments_of, faults_told, find_assignment, new_converter

SECONDS_BETWEEN_LINES = 5
NEW_LINE = "\r\033[K" if sys.stderr.isatty() else ""  # over the line of progress


def arguments(given=None):
    parser = argparse.ArgumentParser(prog="python -m course_grader", description="한 반의 과제를 모두 채점합니다.")
    parser.add_argument("assignment", help="과제의 이름이나 이름의 앞부분")
    parser.add_argument("--force", action="store_true", help="이미 채점한 제출물도 다시 채점합니다")
    parser.add_argument("--processes", type=int, help="이 컴퓨터에서 함께 채점할 프로세스의 수 (기본: 모든 코어)")
    parser.add_argument("--scheduler", help="여러 컴퓨터로 채점할 때의 스케줄러, tls://주소:포트")
    parser.add_argument("--certificate", help="인증서 파일(PEM)")
    parser.add_argument("--key", help="인증서의 열쇠 파일(PEM)")
    parser.add_argument("--authority", help="인증 기관의 인증서 파일(PEM)")
    chosen = parser.parse_args(given)
    if chosen.processes is not None and chosen.processes < 1:
        parser.error("프로세스의 수는 1 이상이어야 합니다.")
    return chosen


class Lines:
    """Shows progress: one changing line on a terminal, a line every few seconds elsewhere."""

    def __init__(self):
        self.last = float("-inf")

    def __call__(self, progress):
        now, finished = time.monotonic(), progress.done == progress.everyone
        if NEW_LINE:
            print(f"{NEW_LINE}{progress}", end="\n" if finished else "", file=sys.stderr, flush=True)
        elif finished or now - self.last >= SECONDS_BETWEEN_LINES:
            self.last = now
            print(progress, file=sys.stderr, flush=True)


def client_from(options):
    if options.scheduler:
        return cluster.remote_client(options.scheduler, options.certificate, options.key, options.authority)
    return cluster.local_client(options.processes)


def autograde(options):
    """Grade, report, tell. Raises Unusable, ClusterUnavailable, NbGraderException (which has been logged).

    What gradebook and disk raise goes through.
    """
    converter = new_converter(f"{NEW_LINE}%(message)s")
    directory = converter.coursedir
    name = directory.assignment_id = find_assignment(options.assignment, assignments_of(directory))
    converter.force = options.force
    print(f"{name}: 채점을 준비합니다.", file=sys.stderr, flush=True)
    if plugin.is_switched_off(converter):
        plugin.trust(converter)
        records = []
    else:
        records = plugin.grade(converter, cluster.each_with(lambda: client_from(options)), Lines())
        graded = sum(record.state == "graded" for record in records)
        print(f"{name}: 이번에 {graded}명을 채점했습니다.", file=sys.stderr)
    try:
        for path in report.write(directory, name, Path(directory.root, "build", "report")):
            print(f"  {path}", file=sys.stderr)
    finally:  # who is without marks has to be told without a report, too
        plugin.tell(converter, records)


def main(given=None):
    """0: every submission has its marks; 1: some have none, or nothing was graded; 130: interrupted."""
    with contextlib.suppress(NbGraderException):
        try:
            with faults_told():
                autograde(arguments(given))
            return 0
        except (Unusable, cluster.ClusterUnavailable) as reason:
            print(f"{NEW_LINE}{reason}", file=sys.stderr)
        except KeyboardInterrupt:
            print(f"{NEW_LINE}멈추었습니다. {plugin.GO_ON}", file=sys.stderr)
            return 130
    return 1
