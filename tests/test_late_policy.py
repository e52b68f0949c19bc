"""What late work costs."""

import pytest

from course_grader.late_policy import DailyPenalty

HOUR = 3600


@pytest.mark.parametrize(
    ("seconds_late", "expected"),
    [
        (0, None),
        (10 * 60, None),  # the grace period's last second
        (10 * 60 + 1, 8.0),  # the first day has begun
        (24 * HOUR, 8.0),
        (24 * HOUR + 1, 16.0),
        (30 * 24 * HOUR, 40.0),  # no more than half
    ],
)
def test_each_day_begun_costs_a_tenth_and_never_more_than_half(seconds_late, expected):
    assert DailyPenalty().late_submission_penalty("hong", 80.0, seconds_late) == expected


def test_instructor_can_switch_the_penalty_off():
    policy = DailyPenalty(percent_per_day=0.0)
    assert policy.late_submission_penalty("hong", 80.0, 5 * 24 * HOUR) == 0.0
