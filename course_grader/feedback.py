"""The page that a student gets back, in Korean, without the hidden tests."""

from pathlib import Path

from nbconvert.exporters import HTMLExporter
from nbgrader.preprocessors import GetGrades
from traitlets.config import Config

from course_grader.cleaning import code_to_html, markdown_to_html


class GetGradesAndWaiting(GetGrades):
    """nbgrader's marks, and whether an answer still waits for a person, which nbgrader shows as zero."""

    def _get_score(self, cell, resources):
        super()._get_score(cell, resources)
        place = (cell.metadata.nbgrader["grade_id"], self.notebook_id, self.assignment_id, self.student_id)
        cell.metadata.nbgrader["waits"] = self.gradebook.find_grade(*place).needs_manual_grade


class KoreanFeedback(HTMLExporter):
    """nbgrader's feedback through this course's template, complete without a network; nothing in an answer runs."""

    @property
    def default_config(self):
        # a section of this class's own, because nbgrader sets HTMLExporter's for its English template
        own = Config()
        own.KoreanFeedback.template_name = "korean_feedback"
        own.KoreanFeedback.extra_template_basedirs = [str(Path(__file__).parent / "templates")]
        own.KoreanFeedback.filters = {"markdown2html": markdown_to_html, "highlight_code": code_to_html}
        own.KoreanFeedback.exclude_anchor_links = True
        own.merge(super().default_config)
        return own
