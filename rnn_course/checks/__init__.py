"""Checking a student's answers: see `Task`.

`task` collects marks and messages, `compare` finds out how two arrays differ, `models` describes Keras models as plain
data, and `student` is the only door to what the student wrote.
"""

from rnn_course.checks.task import Task

__all__ = ["Task"]
