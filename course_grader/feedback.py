"""The page that a student gets back, in Korean, without the hidden tests."""

from pathlib import Path

from nbconvert.exporters import HTMLExporter
from nbgrader.preprocessors import GetGrades
from traitlets.config import Config

from course_grader.cleaning import code_to_html, markdown_to_html
from course_grader.markbook import take_off_for_lateness
from course_grader.plugin import LatePenalty


class GetGradesAndWaiting(GetGrades):
    """nbgrader's marks, and whether an answer still waits for a person, which nbgrader shows as zero.

    What lateness takes off is made new first: a mark given by hand changes it.
    """

    def preprocess_cell(self, cell, resources, cell_index):
        if cell_index == 0:  # only now the gradebook is open
            submission = self.gradebook.find_submission(self.assignment_id, self.student_id)
            take_off_for_lateness(self.gradebook, submission, LatePenalty(self))
            self.gradebook.db.commit()
        return super().preprocess_cell(cell, resources, cell_index)

    def _get_score(self, cell, resources):
        super()._get_score(cell, resources)
        place = (cell.metadata.nbgrader["grade_id"], self.notebook_id, self.assignment_id, self.student_id)
        grade = self.gradebook.find_grade(*place)
        cell.metadata.nbgrader["waits"] = grade.auto_score is None and grade.manual_score is None


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
