"""Which course the folder is that a command is run in, and which assignment and students of it are meant."""

import logging
from pathlib import Path

from nbgrader.api import Gradebook
from nbgrader.apps import AutogradeApp
from nbgrader.converters import Autograde

SQLITE = "sqlite:///"


class UnknownName(Exception):
    """No assignment or student, or several, are called like this; the Korean message says what there is."""


def new_converter(log_format="%(message)s"):
    """nbgrader's, with the settings of nbgrader_config.py in the folder that this is run in."""
    # An application that makes its own log closes every handler there is, and absl's takes its stream along.
    log, handler = logging.getLogger("course_grader"), logging.StreamHandler()
    handler.setFormatter(logging.Formatter(log_format))
    log.handlers, log.propagate = [handler], False
    log.setLevel(logging.WARNING)
    app = AutogradeApp(log=log)
    app.initialize([])
    return Autograde(coursedir=app.coursedir, parent=app)


def find_assignment(name, names):
    """The one of `names` that is `name` or begins with it; ps01 is ps01_a, where there is a ps01b_a, too.

    Raises UnknownName.
    """
    beginnings = [name] if name in names else [each for each in names if each.startswith(f"{name}_")]
    found = beginnings or [each for each in names if each.startswith(name)]
    if not name or not names:
        found = []
    if len(found) == 1:
        return found[0]
    head = f"`{name}`(으)로 시작하는 과제가 {'여럿입니다' if found else '없습니다'}." if name else "과제를 정하세요."
    listed = "\n".join(f"  {each}" for each in found or names) or "  (없음: 먼저 `make release`를 실행하세요)"
    raise UnknownName(f"{head} 과제의 이름이나 앞부분을 A에 적으세요. 예: A=ps03\n{listed}")


def assignments_of(directory):
    """Names of the assignments in the gradebook."""
    with Gradebook(directory.db_url, directory.course_id) as gradebook:
        return sorted(assignment.name for assignment in gradebook.assignments)


def roster_of(directory):
    """{number or name under which a student is known: id}: the id itself and the one of the learning-management system.

    Empty where there is no gradebook yet.
    """
    url = directory.db_url
    if url.startswith(SQLITE) and not Path(url.removeprefix(SQLITE)).exists():
        return {}
    with Gradebook(url, directory.course_id) as gradebook:
        students = [(student.id, student.lms_user_id) for student in gradebook.students]
    return {other: student for student, other in students if other} | {student: student for student, _ in students}
