"""How late work is marked: a share of the marks for each day begun after the due date, up to a limit."""

import math

from nbgrader.plugins import LateSubmissionPlugin
from traitlets import Float

SECONDS_PER_DAY = 24 * 60 * 60


class DailyPenalty(LateSubmissionPlugin):
    """Takes off `percent_per_day` of the score for each day begun, at most `most_percent`, after a grace period.

    Set the values in nbgrader_config.py, for example `c.DailyPenalty.percent_per_day = 0` for no penalty.
    """

    percent_per_day = Float(10.0, min=0, max=100, help="Percent of the score taken off for each day begun").tag(
        config=True
    )
    most_percent = Float(50.0, min=0, max=100, help="The most that lateness takes off, in percent").tag(config=True)
    grace_minutes = Float(10.0, min=0, help="Minutes after the due date that cost nothing").tag(config=True)

    def late_submission_penalty(self, student_id, score, total_seconds_late):
        """Points to take off a notebook's `score`; None for work within the grace period."""
        if total_seconds_late <= self.grace_minutes * 60:
            return None
        days = math.ceil(total_seconds_late / SECONDS_PER_DAY)
        percent = min(days * self.percent_per_day, self.most_percent)
        return round(score * percent / 100, 2)
