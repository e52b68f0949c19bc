"""Which course the folder is that a command is run in, and which assignment and students of it are meant."""

import logging
from contextlib import contextmanager
from pathlib import Path

from nbgrader.api import Gradebook
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError

ROOM = "디스크에 자리가 있는지 확인하고 다시 실행하세요."


class Unusable(Exception):
    """The course, its gradebook or its disk is not as a command needs it; the Korean message says what to do."""


@contextmanager
def faults_told():
    """What the gradebook or the disk refuses becomes Unusable."""
    try:
        yield
    except DBAPIError as error:
        older = "nbgrader를 새로 설치한 다음이라면 성적부를 백업하고 `nbgrader db upgrade`를 먼저 실행하세요."
        reason = f"성적부를 읽거나 쓰지 못했습니다({error.orig}). 다른 프로그램이 성적부를 열어 두지 않았는지 보세요."
        raise Unusable(f"{reason} {ROOM} {older}") from error
    except OSError as error:
        raise Unusable(f"파일을 읽거나 쓰지 못했습니다({error}). {ROOM}") from error


class UnknownName(Unusable):
    """No assignment or student, or several, are called like this; the Korean message says what there is."""


def new_converter(log_format="%(message)s"):
    """nbgrader's, with the settings of nbgrader_config.py in the folder that this is run in."""
    # imported only now: a process that grades needs none of it
    from nbgrader.apps import AutogradeApp
    from nbgrader.converters import Autograde

    # An application that makes its own log closes every handler there is, and absl's takes its stream along.
    log, handler = logging.getLogger("course_grader"), logging.StreamHandler()
    handler.setFormatter(logging.Formatter(log_format))
    log.handlers, log.propagate = [handler], False
    log.setLevel(logging.WARNING)
    app = AutogradeApp(log=log)
    app.initialize([])
    return Autograde(coursedir=app.coursedir, parent=app)


def gradebook_file(directory):
    """Path of gradebook.db; None where the gradebook is not a file."""
    url = make_url(directory.db_url)
    if url.get_backend_name() == "sqlite" and url.database and url.database != ":memory:":
        return Path(directory.root, url.database)
    return None


def gradebook_folder(directory):
    """The folder of gradebook.db; the course's root where the gradebook is not a file."""
    file = gradebook_file(directory)
    return file.parent if file else Path(directory.root)


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
    file = gradebook_file(directory)
    if file and not file.exists():
        return {}
    with Gradebook(directory.db_url, directory.course_id) as gradebook:
        students = [(student.id, student.lms_user_id) for student in gradebook.students]
    return {other: student for student, other in students if other} | {student: student for student, _ in students}
