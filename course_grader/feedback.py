"""The page that a student gets back, in Korean, without the hidden tests."""

from pathlib import Path

from nbconvert.exporters import HTMLExporter
from traitlets.config import Config


class KoreanFeedback(HTMLExporter):
    """nbgrader's feedback through this course's template; HTML in a student's answers is sanitised."""

    @property
    def default_config(self):
        # a section of this class's own, because nbgrader sets HTMLExporter's for its English template
        own = Config()
        own.KoreanFeedback.template_name = "korean_feedback"
        own.KoreanFeedback.extra_template_basedirs = [str(Path(__file__).parent / "templates")]
        own.KoreanFeedback.sanitize_html = True
        own.merge(super().default_config)
        return own
