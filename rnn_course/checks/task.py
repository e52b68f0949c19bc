"""Marks and messages for one task of an assignment.

A check cell reads like this; its last line is the cell's value, a float between 0 and the task's points, which is what
nbgrader takes as the mark:

    from rnn_course.checks import Task

    task = Task("문제 1", points=10)
    with task.part("보기", 2):
        windows = task.call("make_windows", np.arange(6.0), 2)
        task.expect_shape(windows, (4, 2, 1), "windows")
    ### BEGIN HIDDEN TESTS
    task.hidden()
    with task.part("값", 8):
        series = task.rng.normal(size=50)
        task.expect_close(task.call("make_windows", series, 7), expected(series, 7), "windows")
    ### END HIDDEN TESTS
    task.score()

In the released notebook the hidden parts are missing. There the value is the full mark when all visible parts pass
(nbgrader's Validate then says that the notebook passes) and the report says that more is checked after handing in.
"""

import hashlib
import math
import os
import re
import sys
import zlib

import numpy as np

from rnn_course.checks import compare, student
from rnn_course.checks.student import Code, Problem

LAYER_NUMBER = re.compile(r"(?<=[a-z])_\d+\b")  # Keras counts its layers on: simple_rnn_1, simple_rnn_2
LONGEST_LISTED = 10_000  # elements of an array that is compared as a list
LONGEST = 100  # letters of a value that a message shows
SECONDS_PER_CALL = 10  # room for a slow first import inside an answer
SECONDS_PER_MODEL = 15
SECONDS_PER_TASK = 60  # nbgrader_config.py gives a cell 120


class Task:
    """title: as the report shows it; points: the full mark, equal to the cell's points in nbgrader."""

    def __init__(self, title, points):
        self.title = title
        self.points = float(points)
        self._parts = []
        self._hidden = False
        self._visible_values = {}  # what came in the visible parts: what was expected
        self._rng = None
        self._spent = 0.0
        self._too_slow = {}
        self._changed = None
        self._changed_ever = set()
        student.current.enter()

    def part(self, name, points):
        """Context manager: everything in its body has to hold for these points. A failure never leaves the body."""
        return _Part(self, name, float(points))

    def hidden(self):
        """First line of the hidden region: from here on messages show no values, neither expected nor returned."""
        self._hidden = True
        student.current.hide()

    @property
    def rng(self):
        """numpy Generator for drawn inputs. Each part starts its own, so a failed part does not shift the next."""
        return self._rng

    # What the student wrote ---------------------------------------------------------------------------------------

    def call(self, name, *arguments, returns=None):
        """Plain result of the student's function on copies of `arguments`.

        returns: names of the values where the function has to return several, such as ("x", "y").
        """
        result, changed = self._in_time(name, student.current.call, arguments, SECONDS_PER_CALL)
        parameters = student.current.parameters(name) if changed else []
        self._changed = [parameters[n] if n < len(parameters) else f"{n + 1}번째" for n in changed]
        self._changed_ever.update((name, parameter) for parameter in self._changed)
        if returns:
            self._expect_several(result, name, returns)
        return result

    def value(self, name):
        """Plain value of the student's variable."""
        return student.current.value(name)

    def model(self, name, *arguments):
        """Description (`rnn_course.checks.models.Model`) of the Keras model that the student's function returns."""
        return self._in_time(name, student.current.model, arguments, SECONDS_PER_MODEL)

    @staticmethod
    def function(source, **data):
        """A helper function to pass to the student's function. source: one `def` that may use `np` and `data`."""
        return Code(source, data)

    # What has to hold ---------------------------------------------------------------------------------------------

    def expect(self, condition, message):
        """Fail with the Korean `message` unless `condition`."""
        if not condition:
            raise Problem(message)

    def expect_shape(self, actual, shape, name):
        """shape: tuple; None stands for any length."""
        array, problem = compare.as_array(actual, name)
        self._fail_on(problem or compare.shape_problem(array.shape, shape, name))

    def expect_close(self, actual, expected, name, hint="", slips=None):
        """Equal numbers within the tolerance of the answer's type.

        hint: where to look, in Korean. slips: {Korean message: array that this slip would give}; one that fits is told
        in place of the hint.
        """
        slips = (slips or {}) | self._repeated(actual, expected)
        self._fail_on(compare.value_problem(actual, expected, name, slips, show=not self._hidden, hint=hint))

    def expect_equal(self, actual, expected, name, hint="", slips=None):
        """The same text, number, list or set; the type of a sequence does not matter.

        hint, slips: as in `expect_close`.
        """
        came = _comparable(actual)
        slips = (slips or {}) | self._repeated(actual, expected)
        if came == _comparable(expected):
            return
        if actual is None:
            raise Problem(compare.nothing_returned(name))
        if isinstance(expected, dict):
            self._expect_dictionary(actual, name)
        slip = next((message for message, wrong in slips.items() if came == _comparable(wrong)), "")
        where, shown = ("", "") if self._hidden else _difference(expected, actual)
        first = f"{compare.differs(name)} {slip or where}".rstrip()
        raise Problem("\n".join(filter(None, [first, shown, "" if slip else hint])))

    def expect_keys(self, actual, keys, name):
        """A dictionary with these keys; more are allowed."""
        if actual is None:
            raise Problem(compare.nothing_returned(name))
        self._expect_dictionary(actual, name)
        missing = [key for key in keys if key not in actual]
        self._fail_on(f"`{name}`: 사전에 다음 열쇠가 없습니다: {', '.join(map(repr, missing))}" if missing else None)

    def expect_inputs_unchanged(self):
        """The last call left its arguments as they were."""
        if self._changed is None:
            raise Problem("함수가 끝나지 않아 입력을 그대로 두는지 확인하지 못했습니다.")
        if self._changed:
            raise Problem(
                f"함수가 입력 {_listed(self._changed)}의 값을 바꾸었습니다. "
                "`x += 1`이나 `x[0] = 1`처럼 제자리에서 바꾸지 말고 새로 만드세요."
            )

    def _repeated(self, actual, expected):
        """The slip of an answer that gives to drawn inputs what it gave to the visible ones."""
        came, wanted = _fingerprint(actual), _fingerprint(expected)
        if not self._hidden:
            self._visible_values[came] = wanted
        elif self._visible_values.get(came, wanted) != wanted:
            return {"보이는 검사에서 돌려준 값과 똑같습니다. 입력이 달라지면 값도 달라져야 합니다.": actual}
        return {}

    # The result ---------------------------------------------------------------------------------------------------

    def score(self):
        """Print the report and return the mark, a float in [0, points] with at most two decimals.

        While nbgrader validates, a task that is not finished raises NotPassed with the report instead.
        """
        student.current.leave()
        earned = sum(part.points for part in self._parts if part.passed)
        total = sum(part.points for part in self._parts)
        if self._hidden and not math.isclose(total, self.points):
            raise ValueError(f"{self.title}: the parts add up to {total:g} points, not {self.points:g}")
        all_passed = bool(self._parts) and all(part.passed for part in self._parts)
        report = self._report(earned, all_passed)
        if os.environ.get("NBGRADER_VALIDATING") and not all_passed:
            raise NotPassed(report)
        sys.stdout.write(report + "\n")  # in one piece: print writes twice, and a kernel may send two outputs
        mark = self.points if all_passed else earned
        return float(round(min(max(mark, 0.0), self.points), 2))

    def _report(self, earned, all_passed):
        if self._hidden:
            lines = [f"{self.title}: {self.points:g}점 가운데 {earned:g}점"]
        else:
            passed = sum(part.passed for part in self._parts)
            lines = [f"{self.title}: 보이는 검사 {len(self._parts)}개 가운데 {passed}개 통과"]
        told = {}
        for part in self._parts:
            lines.append(f"  {'✓' if part.passed else '✗'} {part.name} ({part.points:g}점)")
            if part.message:
                reason = LAYER_NUMBER.sub("", part.message)
                message = f"'{told[reason]}'에서와 같은 까닭입니다." if reason in told else part.message
                told.setdefault(reason, part.name)
                lines += [f"      {line}" for line in message.split("\n")]
        for name, parameter in sorted(self._changed_ever):
            lines.append(f"  참고: `{name}` 함수가 입력 `{parameter}`의 값을 바꿉니다. 점수를 잃을 수 있습니다.")
        if not self._hidden and all_passed:
            lines.append("  제출하면 더 많은 입력과 조건으로 검사하고, 점수는 그때 정해집니다.")
            lines.append("  아래에 나오는 수는 점수가 아니라 Validate 단추가 읽는 값입니다.")
        return "\n".join(lines)

    def _start_part(self, name):
        seed = os.environ.get("RNN_COURSE_SEED", "0")
        self._rng = np.random.default_rng([zlib.crc32(text.encode()) for text in (seed, self.title, name)])
        self._changed = None

    def _in_time(self, name, ask, arguments, seconds):
        """Ask the student's side within the time of one call and of the whole task."""
        if name in self._too_slow:
            raise Problem(self._too_slow[name])
        watch = student.current.stopwatch()
        seconds = max(1.0, min(seconds, SECONDS_PER_TASK - self._spent))
        try:
            return ask(name, list(arguments), seconds)
        except Problem as problem:
            if watch.seconds() >= seconds:  # the next inputs would not end either
                self._too_slow[name] = str(problem)
            raise
        finally:
            self._spent += watch.seconds()

    @staticmethod
    def _expect_dictionary(value, name):
        if not isinstance(value, dict):
            raise Problem(f"`{name}`: 사전(dict)을 돌려주어야 하는데 `{type(value).__name__}` 형의 값이 왔습니다.")

    @staticmethod
    def _expect_several(result, name, returns):
        if result is None:
            raise Problem(compare.nothing_returned(name))
        several = isinstance(result, tuple | list) or (isinstance(result, np.ndarray) and result.ndim == 1)
        if not several or len(result) != len(returns):
            came = f"값 {len(result)}개가" if several else f"`{type(result).__name__}` 하나가"
            raise Problem(
                f"`{name}`: {_listed(returns)}의 순서로 {len(returns)}개를 돌려주어야 하는데 {came} 왔습니다."
            )

    @staticmethod
    def _fail_on(problem):
        if problem:
            raise Problem(problem)


class NotPassed(Exception):
    """How nbgrader's Validate learns what is missing: it shows an error's text, but nothing that a cell prints."""

    def _render_traceback_(self):
        """What IPython shows in place of a traceback through this package."""
        return [str(self)]


class _Part:
    """One line of the report. Swallows failures and everything that is printed inside."""

    def __init__(self, task, name, points):
        self.task, self.name, self.points = task, name, points
        self.passed, self.message = False, ""
        self._silence = student.silence()

    def __enter__(self):
        self.task._parts.append(self)
        self.task._start_part(self.name)
        self._silence.__enter__()
        return self

    def __exit__(self, kind, error, traceback):
        self._silence.__exit__(None, None, None)
        if error is None:
            self.passed = True
        elif isinstance(error, Problem):
            self.message = str(error)
        elif isinstance(error, NameError):  # of the check cell itself: an answer's own errors come as problems
            self.message = (
                f"이 셀이 쓰는 이름이 아직 없습니다({error}). 메뉴 '실행 → 위의 모든 셀 실행'을 누르고 이 셀을 다시 "
                "실행하세요."
            )
        elif isinstance(error, Exception):
            # The check could not work with what came back: a value of a kind that nobody expected.
            seen = kind.__name__ if self.task._hidden else f"{kind.__name__}: {str(error)[:150]}"
            self.message = f"돌려준 값의 형이나 모양이 문제와 달라 검사를 끝내지 못했습니다. ({seen})"
        return isinstance(error, Exception)


def _python(value):
    """Arrays and tables' columns as lists, NumPy numbers as Python's, however deep."""
    if isinstance(value, np.ndarray | np.generic):
        return value.tolist()
    if hasattr(value, "to_list"):
        return value.to_list()
    if isinstance(value, list | tuple):
        return type(value)(map(_python, value))
    if isinstance(value, dict):
        return {key: _python(item) for key, item in value.items()}
    return value


def _fingerprint(value):
    """Text that equal values share. Of a large array it holds a digest, for a list may take thirty times its memory."""
    if isinstance(value, list | tuple):
        return str([_fingerprint(item) for item in value])
    if isinstance(value, np.ndarray) and value.size > LONGEST_LISTED:
        return f"{value.dtype} {value.shape} {hashlib.sha256(np.ascontiguousarray(value)).hexdigest()}"
    return repr(_python(value))


def _comparable(value):
    """Of a sequence only what it holds counts, not its type."""
    value = _python(value)
    if isinstance(value, list | tuple):
        return [_comparable(item) for item in value]
    if isinstance(value, dict):
        return {key: _comparable(item) for key, item in value.items()}
    return value


def _difference(expected, actual):
    """Where two sequences that are too long to be shown differ, and the lines that show the values, or those there."""
    wanted, came = _comparable(expected), _comparable(actual)
    both = compare.both_shown(_shown(expected), _shown(actual))
    if not (isinstance(wanted, list) and isinstance(came, list) and max(len(repr(wanted)), len(repr(came))) > LONGEST):
        return "", both
    if len(wanted) != len(came):
        return f"{len(wanted)}개여야 하는데 {len(came)}개입니다.", both
    place = next(place for place, pair in enumerate(zip(wanted, came, strict=True)) if pair[0] != pair[1])
    there = compare.both_shown(_shown([*expected][place]), _shown([*actual][place]))
    return f"0번부터 세어 {place}번이 처음으로 다릅니다.", there


def _shown(value):
    """As Python writes it, without NumPy's types and not longer than a line or two."""
    text = repr(_python(value))
    return text if len(text) <= LONGEST else text[:LONGEST].rsplit(" ", 1)[0] + " …"


def _listed(names):
    return ", ".join(f"`{name}`" for name in names)
