"""`make extend A=ps01 STUDENT=20260002 DAYS=2`: a student's due date is put off, also before the work is handed in."""

import argparse
import sys
from datetime import UTC, timedelta

from course_grader.archive import SEOUL
from course_grader.markbook import Markbook
from course_grader.plugin import LatePenalty
from course_grader.secret import one_writer
from course_grader.this_course import (
    UnknownName,
    Unusable,
    assignments_of,
    faults_told,
    find_assignment,
    gradebook_folder,
    new_converter,
)


def listed(book, assignment):
    """A line for each student who has more time, in Korean."""
    due = book.gradebook.find_assignment(assignment).duedate
    extensions = {student: days for student, days in book.extensions(assignment).items() if days}
    ends = {student: (due + timedelta(days=days)).replace(tzinfo=UTC) for student, days in extensions.items()}
    lines = [
        f"  {student}: {extensions[student]:g}일, {end.astimezone(SEOUL):%Y-%m-%d %H:%M}까지"
        for student, end in sorted(ends.items())
    ]
    return "\n".join([f"{assignment}: 마감을 늦춘 학생 {len(lines)}명", *lines])


def extend(name, student=None, days=None):
    """What is extended afterwards, in Korean. Without a student nothing is changed. Raises UnknownName."""
    converter = new_converter()
    directory = converter.coursedir
    assignment = find_assignment(name, assignments_of(directory))
    with Markbook(directory.db_url, directory.course_id, LatePenalty(converter)) as book:
        if book.gradebook.find_assignment(assignment).duedate is None:
            raise UnknownName(f"{assignment}에는 마감이 없습니다. 먼저 마감을 정하세요.")
        if student:
            if student not in book.roster():
                raise UnknownName(f"명단에 없는 학번입니다: {student}. 명단은 `nbgrader db student list`로 봅니다.")
            with one_writer(gradebook_folder(directory)):
                book.extend(assignment, student, days)
        return listed(book, assignment)


def main(given=None):
    parser = argparse.ArgumentParser(
        prog="python -m course_grader.extend",
        description="한 학생의 마감을 늦춥니다. 학번을 적지 않으면 마감을 늦춘 학생을 보여 줍니다.",
    )
    parser.add_argument("assignment", help="과제의 이름이나 이름의 앞부분")
    parser.add_argument("student", nargs="?", help="학번")
    parser.add_argument("days", nargs="?", type=float, help="원래의 마감에서 며칠 뒤. 0이면 없던 일로 합니다")
    chosen = parser.parse_args(given)
    if chosen.student and (chosen.days is None or not 0 <= chosen.days <= 3650):
        parser.error("며칠을 늦출지 0에서 3650까지의 수로 적으세요.")
    try:
        with faults_told():
            print(extend(chosen.assignment, chosen.student, chosen.days))
    except Unusable as reason:
        print(reason)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
