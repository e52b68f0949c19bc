"""Runs the check cells in the instructor's own process; the student's functions are called in the sandbox.

`RemoteStudent` is the door of `rnn_course.checks.student` that leads there. What comes through it is plain data, or a
model's description that is held against an allow-list before anything is built from it.
"""

import ast
import contextlib
import functools
import io
import os
import re
import signal
import time

import numpy as np
from nbconvert.filters import strip_ansi

from course_grader import layers, wire
from course_grader.discretion import discreet, nothing_told
from course_grader.sandbox import SessionEnded
from rnn_course.checks import models, student
from rnn_course.checks.student import Code, Problem

SECONDS_OF_GRACE = 5  # beyond the time that the sandboxed side itself allows a call
SECONDS_PER_CHECK = 240
LONGEST_MESSAGE = 1_000  # characters of one message from the student's side
MOST_MESSAGES = 3  # different ones in one task that tell more than that there was an error, once inputs were drawn
LONGEST_REPORT = 20_000
# control characters, separators of lines, and what turns the direction of writing
CONTROL = re.compile(r"[^\n\t -\x7e\xa0-\u2027\u202f-\u2065\u206a-\U0010ffff]")
MOST_DEATHS = 3  # of the student's process, by one function in one task
LARGEST_MODEL = 2_000_000  # parameters; the largest of an assignment has about 20,000
MOST_LAYERS = 50
MOST_UNITS = 5_000
ACTIVATIONS = {
    None,
    "linear",
    "relu",
    "tanh",
    "sigmoid",
    "softmax",
    "softplus",
    "softsign",
    "elu",
    "selu",
    "gelu",
    "silu",
}
ACTIVATIONS |= {"exponential", "hard_sigmoid"}
LOSSES = {None, "mean_squared_error", "mean_absolute_error", "mean_absolute_percentage_error", "huber", "huber_loss"}
LOSSES |= {"binary_crossentropy", "categorical_crossentropy", "sparse_categorical_crossentropy", "hinge", "log_cosh"}
NUMBERS = {"units": MOST_UNITS, "input_dim": 1_000_000, "output_dim": MOST_UNITS}
RATES = ("rate", "dropout", "recurrent_dropout")
SWITCHES = ("use_bias", "return_sequences", "go_backwards", "reset_after", "mask_zero")
MERGES = ("concat", "sum", "mul", "ave")


class DoorBroken(BaseException):
    """Our own failure behind the door. Not an Exception, so that no check takes it for a wrong answer."""


class OutOfTime(BaseException):
    """The submission took too long as a whole, or kept a check busy. Not an Exception either."""


def _fails_closed(method):
    """Problem is the student's, everything else ours."""

    @functools.wraps(method)
    def guarded(*arguments):
        try:
            return method(*arguments)
        except Problem:
            raise
        except Exception as error:
            raise DoorBroken(f"{type(error).__name__}: {error}") from error

    return guarded


class RemoteStudent:
    """The student's names in a sandboxed session.

    restart: a function without arguments that gives a new session in which the cells up to here have run again; it
    is asked after the student's process has died, so that one answer does not take the others with it. sources: list
    of the student's cells so far. deadline: on the clock of time.monotonic, for the submission as a whole.
    parameters: {function: names of its parameters} as released.
    """

    def __init__(self, session, restart, sources, deadline, parameters):
        self.session, self._restart, self._sources, self._deadline = session, restart, sources, deadline
        self._parameters = parameters
        self.drew = False  # inputs were drawn; from then on the student's side may have kept some
        self._deaths, self._told = {}, set()

    def enter(self):
        """A check cell begins. Its names are here and the student's there, so nothing has to be set aside."""
        self._deaths, self._told = {}, set()

    def leave(self):
        pass

    def stopwatch(self):
        return student.Stopwatch(self.session.process if self.session else "self")

    def hide(self):
        """From here on the inputs are drawn, and what the student's side says must not carry them."""
        self.drew = True

    @_fails_closed
    def value(self, name):
        reply = self._ask("value", name, SECONDS_OF_GRACE)
        return self._decode(reply, "value", name)

    @_fails_closed
    def call(self, name, arguments, seconds):
        sent = [_sent(argument) for argument in arguments]
        reply = self._ask("call", name, seconds, arguments=sent, seconds=seconds)
        changed, places = reply.get("changed"), range(len(arguments))
        if not isinstance(changed, list) or not all(type(place) is int and place in places for place in changed):
            raise Problem(self._unreadable(name))
        return self._decode(reply, "value", name), sorted(set(changed))

    def parameters(self, name):
        return self._parameters.get(name, [])

    @_fails_closed
    def model(self, name, arguments, seconds):
        reply = self._ask(
            "model", name, seconds, arguments=[_sent(argument) for argument in arguments], seconds=seconds
        )
        return model_from(reply.get("model"), name)

    def _ask(self, kind, name, wait, **details):
        died = Problem(
            f"`{name}`: 실행하다가 프로세스가 끝났거나 {wait:g}초 안에 답하지 않았습니다. "
            "끝나지 않는 반복문, 너무 큰 배열, `exit()`가 없는지 확인하세요."
        )
        if self._deaths.get(name, 0) >= MOST_DEATHS:
            raise died
        if time.monotonic() > self._deadline:
            raise OutOfTime
        if self.session is None:
            self.session = self._restart()
        try:
            reply = self.session.ask(kind, wait + SECONDS_OF_GRACE, name=name, **details)
        except SessionEnded:
            self._deaths[name] = self._deaths.get(name, 0) + 1
            self.session.close()
            self.session = None
            raise died from None
        if "problem" in reply:
            text = plain_text(reply["problem"], LONGEST_MESSAGE)
            raise Problem(self._discreet(text, name) if self.drew else text)
        return reply

    def _discreet(self, text, name):
        text = discreet(text, name, self._sources)
        if len(self._told) < MOST_MESSAGES:
            self._told.add(text)
        return text if text in self._told else nothing_told(name)

    def _decode(self, reply, key, name):
        try:
            return wire.decode(reply[key])
        except (KeyError, wire.WireError):
            raise Problem(self._unreadable(name)) from None

    @staticmethod
    def _unreadable(name):
        return f"`{name}`: 돌려준 값을 검사로 옮길 수 없습니다. 수, 글, 배열, 표를 돌려주는지 확인하세요."


def parameters_of(sources):
    """{function: names of its parameters} of the functions in `sources`, which are the course's own."""
    found = {}
    for source in sources:
        with contextlib.suppress(SyntaxError):  # magics
            functions = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef)]
            found |= {function.name: [argument.arg for argument in function.args.args] for function in functions}
    return found


def plain_text(text, longest):
    """`text` of the student's side as every file and page can hold it, at most `longest` characters."""
    text = strip_ansi(text[: 2 * longest] if isinstance(text, str) else "")  # colours, some of which end a page
    return CONTROL.sub("", text)[:longest].encode("utf-8", "replace").decode()


def _sent(argument):
    if isinstance(argument, Code):
        return {"code": argument.source, "data": wire.encode(argument.data)}
    return wire.encode(argument)


# Models -------------------------------------------------------------------------------------------------------------


def model_from(form, name):
    """rnn_course.checks.models.Model from what the sandbox sent. Raises Problem for anything not on the lists above."""
    try:
        _require(0 < len(form["layers"]) <= MOST_LAYERS)
        described = [_layer(layer) for layer in form["layers"]]
        shapes = [_shape(wire.decode(form[key])) for key in ("input_shape", "output_shape")]
        loss, optimizer = wire.decode(form["loss"]), wire.decode(form["optimizer"])
        _require(loss in LOSSES)
        model = models.Model(described, *shapes, loss, _optimizer(optimizer))
        _require(model.parameters <= LARGEST_MODEL)
        _require(layers.output_shape(described, model.input_shape) == model.output_shape)
    except (LookupError, ArithmeticError, TypeError, ValueError, AttributeError, wire.WireError):
        raise Problem(
            f"`{name}`: 이 모델은 검사할 수 없습니다. 문제에서 말한 층과 손실만 쓰고 층을 지나치게 크게 하지 마세요."
        ) from None
    return model


def _require(holds):
    if not holds:
        raise ValueError


def _layer(form, inside=False):
    """inside: it is the layer of a Bidirectional one, which has no further one."""
    kind, arguments = form["kind"], wire.decode(form["arguments"])
    _require(not inside or kind in layers.GATES)
    _require(isinstance(arguments, dict) and set(arguments) == set(models.LAYERS[kind]))
    for key, value in arguments.items():
        _argument(key, value)
    weights = wire.decode(form["weights"])
    _require(isinstance(weights, list) and all(isinstance(weight, np.ndarray) for weight in weights))
    _require(all(weight.dtype.kind == "f" for weight in weights))
    inner = _layer(form["inner"], inside=True) if form["inner"] is not None and not inside else None
    _require((inner is not None) == (kind == "Bidirectional"))
    return models.Layer(kind, arguments, weights, inner)


def _argument(key, value):
    if key in NUMBERS:
        _require(type(value) is int and 0 < value <= NUMBERS[key])
    elif key in RATES:
        _require(type(value) in (int, float) and 0 <= value < 1)
    elif key in SWITCHES:
        _require(type(value) is bool)
    elif key == "merge_mode":
        _require(value in MERGES)
    else:  # activation, recurrent_activation
        _require(value in ACTIVATIONS)


def _shape(shape):
    _require(isinstance(shape, tuple) and 2 <= len(shape) <= 4)
    _require(all(length is None or (type(length) is int and 0 < length <= 100_000) for length in shape))
    return shape


def _optimizer(optimizer):
    if optimizer is None:
        return None
    limits = {key: value for key, value in optimizer.items() if key != "kind"}
    _require(optimizer["kind"] in models.OPTIMIZERS)
    _require(set(limits) <= {"learning_rate", *models.OPTIMIZER_ARGUMENTS})
    _require(all(type(value) in (int, float) and 0 <= value < 1e6 for value in limits.values()))
    return optimizer


# Check cells --------------------------------------------------------------------------------------------------------


class CheckFailed(Exception):
    """A check cell itself is broken or took too long: nobody's mark may hang on that."""


def run_check(source, points, door, seed, given=(), seconds=SECONDS_PER_CHECK):
    """Run one check cell. Returns (mark, the report that it printed).

    seed: text from which the check draws its inputs. given: sources of the assignment's own cells before it, which a
    check may use (imports). Raises OutOfTime after `seconds`, CheckFailed where the cell gives no mark within `points`.
    """
    tree = ast.parse(source)
    if not tree.body or not isinstance(tree.body[-1], ast.Expr):
        raise CheckFailed("the cell does not end in a mark")
    last = ast.Expression(tree.body.pop().value)
    printed, names = io.StringIO(), {"__name__": "__main__"}
    before, student.current = student.current, door
    os.environ["RNN_COURSE_SEED"] = seed
    try:
        with contextlib.redirect_stdout(printed):
            for cell in given:  # untimed: TensorFlow whose import is broken off cannot be imported again
                exec(compile(cell, "<given>", "exec"), names)
            with _within(seconds):
                exec(compile(tree, "<check>", "exec"), names)
                mark = eval(compile(last, "<check>", "eval"), names)
    except (Exception, DoorBroken) as error:
        raise CheckFailed(f"{type(error).__name__}: {error}") from error
    finally:
        student.current = before
        del os.environ["RNN_COURSE_SEED"]
    if type(mark) is not float or not 0 <= mark <= points:
        raise CheckFailed(f"the mark is {mark!r}")
    return mark, plain_text(printed.getvalue(), LONGEST_REPORT)


@contextlib.contextmanager
def _within(seconds):
    def stop(*_):
        raise OutOfTime(f"{seconds} seconds")

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds, 5)  # again and again: where it first comes it may be swallowed
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
