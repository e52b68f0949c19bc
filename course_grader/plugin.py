"""Puts the trusted grader where nbgrader has its own: behind `nbgrader autograde` and behind Formgrader's button.

Both make an `Autograde` converter and call `start()`; `install()` replaces that method, so nothing else has to know.
`nbgrader zip_collect`, which writes where the names in an archive say, is replaced by course_grader.archive.
`nbgrader db student import` reads what Excel saves.
"""

import sys

from nbgrader.apps.dbapp import DbGenericImportApp
from nbgrader.apps.zipcollectapp import ZipCollectApp
from nbgrader.converters import Autograde, NbGraderException
from nbgrader.preprocessors import AssignLatePenalties
from traitlets import Bool
from traitlets.config import LoggingConfigurable

from course_grader import this_course

TRUSTING = (
    "가두지 않고 채점합니다(c.TrustedGrading.sandbox = False). 제출한 코드가 강사의 권한으로 실행되어 "
    "정답과 성적부를 읽고 고칠 수 있습니다. 믿을 수 있는 수업에서만 쓰세요."
)
NO_ZIP_COLLECT = (
    "`nbgrader zip_collect`는 쓰지 않습니다. 압축 파일에 든 이름대로 쓰므로 제출한 사람이 남의 제출물이나 과정 밖의 "
    "파일을 덮어쓸 수 있습니다. 대신 `make collect A=과제 FROM=내려받은.zip`을 실행하세요."
)
NOT_UTF8 = "CSV가 UTF-8이 아닙니다. Excel에서는 파일 형식을 'CSV UTF-8(쉼표로 분리)'로 골라 다시 저장하세요."
GO_ON = "다시 실행하면 남은 것부터 채점합니다."

_original_start = Autograde.start
_original_import = DbGenericImportApp.start
_original_keys = DbGenericImportApp._preprocess_keys


class TrustedGrading(LoggingConfigurable):
    """Settings of the trusted grader for nbgrader_config.py."""

    sandbox = Bool(
        True, help="False: nbgrader's own autograde, which runs what students wrote with the instructor's rights."
    ).tag(config=True)


def install():
    """From now on this process autogrades through the trusted grader, unless TrustedGrading.sandbox is False."""
    Autograde.start = _start
    ZipCollectApp.start = lambda app: app.fail(NO_ZIP_COLLECT)
    DbGenericImportApp.start = _import
    DbGenericImportApp._preprocess_keys = _keys


def _import(app):
    try:
        _original_import(app)
    except UnicodeDecodeError:
        app.fail(NOT_UTF8)


def _keys(app, keys):
    """The names of the columns; Excel writes a byte order mark before the first."""
    return _original_keys(app, [key.removeprefix("\ufeff") for key in keys])


def is_switched_off(converter):
    return not TrustedGrading(parent=converter).sandbox


def _start(converter):
    return trust(converter) if is_switched_off(converter) else run(converter)


def trust(converter):
    """nbgrader's own autograde, and a warning."""
    converter.log.warning(TRUSTING)
    return _original_start(converter)


def run(converter):
    """Autograde what the converter's course directory names. Raises NbGraderException with a Korean reason."""
    tell(converter, grade(converter))


def grade(converter, each=None, progress=None):
    """A list of Record, as course.grade_class gives it. Raises NbGraderException with a Korean reason.

    each: as for grade_class; None: one submission after the other in this process. progress: as for Course.
    """
    if sys.platform != "linux":
        raise _told(converter, "코드를 가두는 채점은 Linux에서만 됩니다. Linux 컴퓨터나 컨테이너에서 실행하세요.")
    # imported only now: other nbgrader commands, and other systems, need none of it
    from course_grader import markbook, sandbox, secret

    try:
        with this_course.faults_told():
            return _grade(converter, each, progress)
    except (sandbox.SandboxUnavailable, secret.SecretDamaged, markbook.UnknownAssignment) as error:
        raise _told(converter, str(error)) from error
    except this_course.Unusable as error:
        raise _told(converter, f"{error} {GO_ON}") from error


def tell(converter, records):
    """How a run ended. Raises NbGraderException, with the reasons, where submissions are left without a mark."""
    from course_grader import grading

    left = [record for record in records if record.state != grading.GRADED]
    converter.log.info(
        "채점을 마쳤습니다. 채점 %d명, 점수를 매기지 못한 사람 %d명", len(records) - len(left), len(left)
    )
    if left:
        raise _told(converter, _list_of(left))


def _grade(converter, each, progress):
    from course_grader import course, sandbox
    from course_grader.submissions import find_submissions
    from course_grader.this_course import gradebook_folder

    sandbox.find_bubblewrap()
    directory = converter.coursedir
    for folder in (directory.root, gradebook_folder(directory)):
        sandbox.require_hidden(folder)
    if directory.notebook_id != "*":
        raise _told(converter, "노트북 하나만 골라 채점할 수는 없습니다. `--notebook` 없이 실행하세요.")
    permissions = int(str(converter.permissions), 8)
    penalty = LatePenalty(converter)
    here = course.Course(directory, converter.log, penalty, converter.create_student, permissions, progress)
    with here.markbook() as book:
        assignments = book.assignments(directory.assignment_id)
    if not any(find_submissions(directory, assignment) for assignment in assignments):
        raise _told(
            converter, f"과제 `{directory.assignment_id}`의 제출물이 {directory.submitted_directory}/에 없습니다."
        )
    each = each or course.one_by_one
    return [
        record for assignment in assignments for record in course.grade_class(here, assignment, converter.force, each)
    ]


def _list_of(left):
    """The submissions without a mark from this run, one a line."""
    from course_grader.course import reason_of

    lines = [f"  {record.student}: {reason_of(record)}" for record in left]
    head = f"제출물 {len(left)}개에는 점수를 매기지 않았습니다. 고친 뒤 다시 채점하면 이것들만 다시 봅니다."
    return "\n".join([head, *lines])


def _told(converter, text):
    converter.log.error(text)
    return NbGraderException(text)


class LatePenalty:
    """nbgrader's plug-in for late work, with its limits (no less than 0, no more than the score)."""

    def __init__(self, converter):
        self._preprocessor = AssignLatePenalties(parent=converter)
        self._preprocessor.init_plugin()

    def __call__(self, student, notebook, seconds_late):
        penalty = self._preprocessor.plugin_inst.late_submission_penalty(student, notebook.score, seconds_late)
        return None if penalty is None else self._preprocessor._check_late_penalty(notebook, penalty)
