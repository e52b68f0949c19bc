"""The table of marks of `nbgrader export`, with what lateness takes off made new first."""

from nbgrader.plugins import CsvExportPlugin

from course_grader.markbook import Markbook
from course_grader.plugin import LatePenalty


class CsvOfToday(CsvExportPlugin):
    """nbgrader's table. A mark that was given by hand after the grading changes the penalty, too."""

    def export(self, gradebook):
        directory = self.parent.coursedir
        with Markbook(directory.db_url, directory.course_id, LatePenalty(self)) as book:
            for name in [assignment.name for assignment in book.gradebook.assignments]:
                book.renew_penalties(name, book.students(name))
        super().export(gradebook)
