"""The course as nbgrader sees it. The student's bundle has this file too, without source/ and course_grader/."""

import os
from importlib.util import find_spec
from pathlib import Path

c = get_config()  # noqa: F821  (traitlets puts it here)
course = Path(__file__).resolve().parent

c.CourseDirectory.course_id = "rnn"
c.CourseDirectory.root = str(course)

# The student's copies: fetched work never mixes with the course's own files.
c.Exchange.assignment_dir = str(course / "my")
# One folder that every student and the instructor can reach: on a shared server name it, on a laptop this one serves.
exchange = Path(os.environ.get("RNN_COURSE_EXCHANGE") or course / "exchange")
if not exchange.exists():  # without it JupyterLab's assignment list shows an error instead of an empty list
    exchange.mkdir(parents=True)
    exchange.chmod(0o777)
(course / "my").mkdir(exist_ok=True)  # likewise
c.Exchange.root = str(exchange)
c.Exchange.timezone = "Asia/Seoul"
# As "KST" nbgrader understands the zone only on a computer that is in it; elsewhere work would count nine hours late.
c.Exchange.timestamp_format = "%Y-%m-%d %H:%M:%S.%f KST-9"
c.NbGraderAPI.timezone = "Asia/Seoul"  # Formgrader shows and takes due dates in it

c.ClearSolutions.code_stub = {
    "python": '# 여기에 코드를 작성하세요.\nraise NotImplementedError("아직 답을 쓰지 않았습니다.")',
}
c.ClearSolutions.text_stub = "여기에 답을 쓰세요."

c.Validator.failed_warning = "검사 셀 {num_failed}개를 통과하지 못했습니다. 이대로 내면 만점을 받을 수 없습니다.\n"
c.Validator.changed_warning = "검사 셀 {num_changed}개의 내용이 바뀌었습니다. 채점할 때는 원래 내용으로 검사합니다.\n"
c.Validator.passed_warning = (
    "점수가 걸린 셀 {num_passed}개에서 고칠 곳을 찾지 못했습니다. 글로 쓴 답은 사람이 읽습니다.\n"
)

# A slow first import of TensorFlow inside a cell must not cost marks.
c.ExecutePreprocessor.timeout = 120

if find_spec("course_grader"):
    from course_grader.plugin import install

    install()  # autograding through the sandbox; for a class that you trust: c.TrustedGrading.sandbox = False
    # Formgrader shows what students wrote in the instructor's session
    c.HTMLExporter.filters = {
        "markdown2html": "course_grader.cleaning.markdown_to_html",
        "highlight_code": "course_grader.cleaning.code_to_html",
    }
    nbgrader = Path(find_spec("nbgrader").origin).parent
    c.HTMLExporter.extra_template_basedirs = [  # Formgrader's own pages, without what they load from the network
        str(course / "course_grader" / "templates"),
        str(nbgrader / "server_extensions" / "formgrader" / "templates"),
    ]
    c.AssignLatePenalties.plugin_class = "course_grader.late_policy.DailyPenalty"
    c.ExportApp.plugin_class = "course_grader.export.CsvOfToday"
    c.GenerateFeedback.exporter_class = "course_grader.feedback.KoreanFeedback"
    c.GenerateFeedback.preprocessors = [
        "course_grader.feedback.GetGradesAndWaiting",
        "nbconvert.preprocessors.CSSHTMLHeaderPreprocessor",
    ]
    # a published solution shows the answers and not the hidden tests, which serve the next class too
    c.GenerateSolution.preprocessors = [
        "nbgrader.preprocessors.ClearHiddenTests",
        "nbgrader.preprocessors.LockCells",
        "nbgrader.preprocessors.ClearOutput",
        "nbgrader.preprocessors.ClearMarkScheme",
        "nbgrader.preprocessors.Execute",
    ]
else:  # a student's bundle, or a broken installation: then nothing is graded, rather than graded without the sandbox
    from nbgrader.converters import Autograde, NbGraderException

    def refuse(converter):
        reason = "채점 도구(course_grader)가 설치되어 있지 않아 채점하지 않았습니다. 과정 폴더에서 make를 실행하세요."
        converter.log.error(reason)
        raise NbGraderException(reason)

    Autograde.start = refuse
