"""The table of marks of `nbgrader export`, with what lateness takes off made new first."""

from nbgrader.plugins import CsvExportPlugin

from course_grader.markbook import take_off_for_lateness
from course_grader.plugin import LatePenalty


class CsvOfToday(CsvExportPlugin):
    """nbgrader's table. A mark that was given by hand after the grading changes the penalty, too."""

    def export(self, gradebook):
        penalty = LatePenalty(self)
        for assignment in gradebook.assignments:
            for submission in gradebook.assignment_submissions(assignment.name):
                take_off_for_lateness(gradebook, submission, penalty)
            gradebook.db.commit()
        super().export(gradebook)
