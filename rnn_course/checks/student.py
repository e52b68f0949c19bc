"""The only door to what a student wrote.

A check cell never holds an object of the student. It names a function, sends plain data and gets plain data back:
numbers, text, arrays, tables, and lists and dictionaries of them. `current` is the door that `Task` uses. In a
notebook it opens on the names of the same kernel; whoever grades in another process sets it to a door of their own
with the same eight methods (`call`, `parameters`, `value`, `model`, `enter`, `hide`, `leave`, `stopwatch`).
"""

import builtins
import contextlib
import copy
import datetime
import inspect
import itertools
import linecache
import os
import re
import signal
import sys
import threading
import time
import warnings
from array import array
from collections import deque
from collections.abc import Iterator, MappingView
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pandas as pd

LARGEST_ARRAY = 8_000_000  # bytes of one returned array; as lists and text it takes the checks thirty times that
LARGEST_GROWTH = 4 * 2**30  # bytes of address space that one call may add
LONGEST_ITERATOR = 100_000  # items taken from a generator
LONGEST_ERROR = 200  # letters of an error's own words
SECONDS_NOT_LOOKED_AT = 0.1  # so short a time is not worth asking the system about
PATIENCE = 6  # times a limit, where others had the processor meanwhile


class Problem(Exception):
    """What is wrong with an answer, as a Korean sentence for the student."""


@dataclass
class Code:
    """A helper function that crosses to the student's side as source text and plain data.

    source: one `def`; it may use `np` and the names in `data`.
    """

    source: str
    data: dict = field(default_factory=dict)

    def function(self):
        names = {"np": np, **copy.deepcopy(self.data)}
        exec(compile(self.source, "<helper>", "exec"), names)
        return names[re.search(r"def (\w+)", self.source).group(1)]


class LocalStudent:
    """The names of this kernel, or of `namespace` where one is given.

    A check cell and the answers share these names, and must not see each other's: an answer that reads a variable of
    the check would be right by accident, and a student's `sum = 0` would break the check. So between `enter` and
    `leave` the student's names are set aside, and put back for the time of each call.
    """

    def __init__(self, namespace=None):
        self._namespace = namespace
        self._theirs = None

    @property
    def namespace(self):
        if self._namespace is not None:
            return self._namespace
        ipython = sys.modules.get("IPython")
        shell = ipython.get_ipython() if ipython else None
        return shell.user_ns if shell else sys.modules["__main__"].__dict__

    def enter(self):
        """A check cell begins."""
        self._theirs = self._names()
        self._put({name: value for name, value in self._theirs.items() if not hasattr(builtins, name)})

    def hide(self):
        """From here on the inputs are drawn. Here they may be seen: the kernel is the instructor's while grading."""

    def leave(self):
        """The check cell ends: its variables vanish, the student's names are as they were."""
        if self._theirs is not None:
            self._put(self._theirs)
        self._theirs = None

    def value(self, name):
        """The plain value of the student's variable `name`."""
        with self._their_names():
            return to_plain(self._find(name), name)

    def call(self, name, arguments, seconds):
        """Call the student's function on copies of `arguments` (a list).

        Returns the plain result and the places of the arguments that the function changed.
        """
        given = [_given(argument) for argument in arguments]
        result = self._run(name, given, seconds, to_plain)
        changed = [
            place
            for place, (before, after) in enumerate(zip(arguments, given, strict=True))
            if not isinstance(before, Code) and not _same(before, after)
        ]
        return result, changed

    def parameters(self, name):
        """Names of the function's parameters, as far as they are known."""
        with self._their_names():
            return _parameters(self._find(name))

    def model(self, name, arguments, seconds):
        """Call the student's function, which has to return a Keras model; returns its plain description."""
        import keras  # noqa: F401  (before the clock starts)

        from rnn_course.checks.models import describe

        return self._run(name, copy.deepcopy(arguments), seconds, describe)

    def _names(self):
        return {name: value for name, value in self.namespace.items() if not _belongs_to_ipython(name)}

    def _put(self, names):
        for name in self._names().keys() - names.keys():
            del self.namespace[name]
        self.namespace.update(names)

    @staticmethod
    def stopwatch():
        return Stopwatch()

    @contextlib.contextmanager
    def _their_names(self):
        if self._theirs is None:
            yield
            return
        ours = self._names()
        self._put(self._theirs)
        try:
            yield
        finally:
            self._theirs = self._names()  # a function may have assigned a global variable
            self._put(ours)

    def _find(self, name):
        if name not in self.namespace:
            raise Problem(
                f"`{name}`: 이 이름을 찾을 수 없습니다. 답 셀을 오류 없이 실행했는지, "
                "이름을 바꾸거나 지우지 않았는지 확인하세요."
            )
        return self.namespace[name]

    def _run(self, name, given, seconds, finish):
        try:
            with self._their_names():
                function = self._find(name)
                _check_parameters(function, name, len(given))
                with _time_limit(seconds), _memory_limit():
                    return finish(function(*given), name)
        except (Problem, KeyboardInterrupt):
            raise
        except TimeIsUp:
            raise Problem(
                f"`{name}`: {seconds:g}초 안에 끝나지 않아 멈추었습니다. 끝나지 않는 반복문이 없는지 확인하세요."
            ) from None
        except BaseException as error:  # also SystemExit: the other tasks still have to be checked
            raise Problem(_explain(error, name, self.namespace)) from None


current = LocalStudent()


@contextlib.contextmanager
def silence():
    """Swallow everything that is printed or warned, by Python or below it: nbgrader gives zero for any stderr."""
    streams = {id(stream): stream for stream in (sys.stdout, sys.stderr, sys.__stdout__, sys.__stderr__) if stream}
    for stream in streams.values():
        stream.flush()
    saved = {descriptor: os.dup(descriptor) for descriptor in (1, 2)}
    with open(os.devnull, "w", encoding="utf-8") as nowhere, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for descriptor in saved:
            os.dup2(nowhere.fileno(), descriptor)
        for stream in streams.values():  # a logging handler keeps the kernel's stream: close its mouth too
            with contextlib.suppress(AttributeError):
                stream.write = len
        try:
            with contextlib.redirect_stdout(nowhere), contextlib.redirect_stderr(nowhere):
                yield
        finally:
            for stream in streams.values():
                with contextlib.suppress(AttributeError):
                    del stream.write
                stream.flush()
            for descriptor, copy_of_it in saved.items():
                os.dup2(copy_of_it, descriptor)
                os.close(copy_of_it)


def to_plain(value, name):
    """Plain data from what a function returned: tensors become arrays, generators lists.

    Raises Problem where `value` holds anything else, or more than memory should hold.
    """
    if value is None or type(value) in (bool, int, float, complex, str, bytes):
        return value
    if isinstance(value, datetime.date):  # pandas' Timestamp is one
        return np.datetime64(value)
    if isinstance(value, pd.DataFrame | pd.Series | pd.Index):
        return value.copy()
    if isinstance(value, dict):
        return {to_plain(key, name): to_plain(item, name) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        kind = type(value) if type(value) in (list, set) else tuple
        return kind(to_plain(item, name) for item in value)
    if isinstance(value, Iterator | range | MappingView | deque | array):
        return [to_plain(item, name) for item in itertools.islice(value, LONGEST_ITERATOR)]
    if hasattr(value, "numpy"):
        value = value.numpy()
    if isinstance(value, np.ndarray | np.generic):
        if value.nbytes > LARGEST_ARRAY:
            raise Problem(f"`{name}`: 돌려준 배열이 너무 큽니다. 모양이 {value.shape}입니다.")
        if value.size == 0 and max(value.shape) > LONGEST_ITERATOR:  # nothing in it, but as a list it fills the memory
            raise Problem(f"`{name}`: 돌려준 배열이 너무 큽니다. 모양이 {value.shape}입니다.")
        if value.dtype == object:
            return to_plain(value.tolist(), name)
        return np.array(value)[()]
    if isinstance(value, str):
        return str.__str__(value)
    for kind in (int, float, complex, bytes):
        if isinstance(value, kind):
            return kind(value)
    if isinstance(value, Decimal | Fraction):
        return float(value)
    if callable(value):
        raise Problem(f"`{name}`: 값이 아니라 함수를 돌려주었습니다. 함수 이름 뒤에 괄호를 붙여 호출했는지 확인하세요.")
    raise Problem(f"`{name}`: 수, 배열, 표가 아닌 `{type(value).__name__}` 형의 값을 돌려주었습니다.")


class Stopwatch:
    """Counts the time in which a process could run, so that no answer loses marks because the machine is busy.

    process: its id. Where the system does not tell how long a process waited for a processor (it does on Linux), all
    time counts; a PATIENCE-th of it always does.
    """

    def __init__(self, process="self"):
        self._process, self._start = process, time.monotonic()
        self._waited = self._kept_waiting()

    def seconds(self):
        passed = time.monotonic() - self._start
        if passed < SECONDS_NOT_LOOKED_AT:
            return passed
        waited = min(self._kept_waiting() - self._waited, passed * (1 - 1 / PATIENCE))
        return passed - max(waited, 0.0)

    def _kept_waiting(self):
        """Seconds that all its threads have waited for a processor so far."""
        waited = 0
        with contextlib.suppress(OSError, IndexError, ValueError):  # another system, or a thread has just ended
            for thread in os.listdir(f"/proc/{self._process}/task"):
                with open(f"/proc/{self._process}/task/{thread}/schedstat", encoding="ascii") as file:
                    waited += int(file.read().split()[1])
        return waited / 1e9


class TimeIsUp(BaseException):
    """Not an Exception, so that `except Exception` in an answer does not swallow it."""


@contextlib.contextmanager
def _time_limit(seconds):
    """Stop the body after `seconds` of a Stopwatch by an alarm, or where the system has none (Windows) by an interrupt.

    An interrupt only ends Python code; outside the main thread there is no limit.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
    elif hasattr(signal, "setitimer"):
        watch = Stopwatch()

        def stop(*_):
            if watch.seconds() >= seconds:  # else it comes again
                raise TimeIsUp

        before = signal.signal(signal.SIGALRM, stop)
        signal.setitimer(signal.ITIMER_REAL, seconds, 1)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)
    else:
        with _interrupt_after(seconds):
            yield


@contextlib.contextmanager
def _interrupt_after(seconds):
    import _thread

    expired = threading.Event()

    def stop():
        expired.set()
        _thread.interrupt_main()

    # a process that was started in the background ignores interrupts, and then nothing would stop the body
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    timer = threading.Timer(seconds, stop)
    timer.start()
    try:
        yield
    except KeyboardInterrupt:
        if expired.is_set():
            raise TimeIsUp from None
        raise
    finally:
        timer.cancel()
        signal.signal(signal.SIGINT, before)


@contextlib.contextmanager
def _memory_limit():
    """Make a huge array a MemoryError instead of the end of the kernel (Linux; elsewhere the system decides)."""
    if not sys.platform.startswith("linux"):
        yield
        return
    import resource

    with open("/proc/self/statm", encoding="ascii") as file:
        in_use = int(file.read().split()[0]) * resource.getpagesize()
    before = soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    wanted = [limit for limit in (in_use + LARGEST_GROWTH, soft, hard) if limit != resource.RLIM_INFINITY]
    resource.setrlimit(resource.RLIMIT_AS, (min(wanted), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)


def _given(argument):
    return argument.function() if isinstance(argument, Code) else copy.deepcopy(argument)


def _belongs_to_ipython(name):
    return name.startswith("_") or name in ("In", "Out", "get_ipython", "exit", "quit", "open")


def _parameters(function):
    try:
        return list(inspect.signature(function).parameters)
    except (TypeError, ValueError):
        return []


def _check_parameters(function, name, number):
    if not callable(function):
        raise Problem(
            f"`{name}`: 함수여야 하는데 지금은 `{type(function).__name__}` 형의 값입니다. "
            "같은 이름의 변수를 만들지 않았는지 확인하세요."
        )
    try:
        signature = inspect.signature(function)
    except (TypeError, ValueError):
        return
    try:
        signature.bind(*range(number))
    except TypeError:
        raise Problem(
            f"`{name}`: 매개변수가 {number}개여야 하는데 지금은 `{name}{signature}` 모양입니다. "
            "처음 주어진 대로 되돌리세요."
        ) from None


def _same(before, after):
    if type(before) is not type(after):
        return False
    if isinstance(before, pd.DataFrame | pd.Series):
        return before.equals(after)
    if isinstance(before, np.ndarray):
        same_kind = before.shape == after.shape and before.dtype == after.dtype
        return same_kind and before.tobytes() == after.tobytes()
    if isinstance(before, list | tuple):
        return len(before) == len(after) and all(map(_same, before, after))
    if isinstance(before, dict):
        return before.keys() == after.keys() and all(_same(before[key], after[key]) for key in before)
    return before == after or before != before


def _explain(error, name, namespace):
    """The student's own line and a Korean hint for `error`."""
    if isinstance(error, NotImplementedError):
        empty = _last_function(error)
        if empty != name and callable(namespace.get(empty)):  # an answer that uses the answer to an earlier task
            return f"`{name}`: 여기에서 부른 `{empty}`에 아직 답이 없습니다. 그 문제부터 푸세요."
        return f"`{name}`: 아직 답을 쓰지 않았습니다. 답을 썼다면 `raise NotImplementedError` 줄을 지우세요."
    lines = [f"`{name}`: 실행하다가 오류가 났습니다."]
    traceback = error.__traceback__
    own = None
    while traceback:
        if traceback.tb_frame.f_globals is namespace:
            own = traceback
        traceback = traceback.tb_next
    if own:
        source = linecache.getline(own.tb_frame.f_code.co_filename, own.tb_lineno).strip()
        lines.append(f"셀의 {own.tb_lineno}번째 줄: {source}")
    text = " ".join(str(error).split())
    shown = text if len(text) <= LONGEST_ERROR else text[:LONGEST_ERROR].rsplit(" ", 1)[0] + " …"
    lines.append(f"{type(error).__name__}: {shown}")
    hint = next((hint for kind, pattern, hint in HINTS if isinstance(error, kind) and re.search(pattern, text)), None)
    if hint:
        lines.append(hint)
    return "\n".join(lines)


def _last_function(error):
    """The name of the function in which `error` was raised."""
    traceback = error.__traceback__
    while traceback.tb_next:
        traceback = traceback.tb_next
    return traceback.tb_frame.f_code.co_name


HINTS = [
    (RecursionError, "", "함수가 자기 자신을 끝없이 부릅니다. 멈추는 조건을 확인하세요."),
    (MemoryError, "", "배열이 너무 커서 메모리가 모자랍니다. 만들려는 배열의 모양을 출력해 보세요."),
    (UnboundLocalError, "", "값을 넣기 전에 쓴 변수가 있습니다. 모든 경우에 값이 들어가는지 확인하세요."),
    (NameError, "", "정의하지 않은 이름을 썼습니다. 철자와 import를 확인하세요."),
    (IndexError, "out of bounds for array of dim", "배열에 없는 축(axis)입니다. `.shape`로 축이 몇 개인지 확인하세요."),
    (IndexError, "only integers, slices", "번호는 정수여야 합니다. 나눗셈으로 구했다면 `/` 대신 `//`를 쓰세요."),
    (IndexError, "tuple index", "배열에 없는 축을 물었습니다. 배열의 `.shape`를 출력해 축이 몇 개인지 확인하세요."),
    (IndexError, "too many indices", "배열의 축보다 번호가 많습니다. 배열의 `.shape`를 출력해 보세요."),
    (IndexError, "", "배열의 끝을 넘어선 번호를 썼습니다. 반복 범위의 처음과 끝을 확인하세요."),
    (KeyError, "", "사전이나 표에 없는 열쇠로 꺼냈습니다. 철자를 확인하고, 없을 수 있는 값이면 따로 다루세요."),
    (ZeroDivisionError, "", "0으로 나누었습니다. 나누는 값이 0이 되는 경우를 따로 다루세요."),
    (AttributeError, "NoneType", "값이 있어야 할 곳에 None이 있습니다. 앞에서 부른 함수에 return이 있는지 확인하세요."),
    (AttributeError, "^module", "모듈에 그런 이름이 없습니다. 철자와 대소문자를 확인하세요."),
    (AttributeError, "", "그런 이름의 속성이나 메서드가 없습니다. 값의 형(type)을 출력해 보세요."),
    (TypeError, "item assignment", "원소를 하나씩 바꿀 수 없는 값입니다. `np.array(...)`로 바꾼 배열에 넣으세요."),
    (TypeError, "same_kind", "정수 배열에 소수를 제자리에서 담을 수 없습니다. `x /= 2` 대신 `x = x / 2`로 쓰세요."),
    (TypeError, "0-dim|real number", "수 하나만 받는 함수에 배열을 넣었습니다. `math.tanh` 대신 `np.tanh`를 쓰세요."),
    (TypeError, "as an integer", "정수가 와야 할 자리에 소수가 왔습니다. 나눗셈으로 구했다면 `/` 대신 `//`를 쓰세요."),
    (TypeError, "not callable", "함수가 아닌 값에 괄호를 붙였습니다. 함수와 같은 이름의 변수를 만들지 않았나요?"),
    (TypeError, "bytes-like", "바이트(bytes)에 문자열을 섞어 썼습니다. 먼저 `decode`로 문자열로 바꾸세요."),
    (TypeError, "argument", "함수에 넣은 값의 개수나 이름이 맞지 않습니다."),
    (TypeError, "not subscriptable|NoneType", "값이 없거나(None) 번호로 꺼낼 수 없는 값을 썼습니다."),
    (TypeError, "", "서로 계산할 수 없는 형(type)을 섞어 썼습니다. 리스트라면 먼저 `np.asarray`로 바꾸어 보세요."),
    (UnicodeDecodeError, "", "UTF-8이 아닌 바이트입니다. `try`와 `except UnicodeDecodeError`로 따로 다루세요."),
    (ValueError, "broadcast|mismatch|aligned", "두 배열의 모양이 맞지 않습니다. 각 배열의 `.shape`를 출력해 보세요."),
    (ValueError, "truth value", "배열 전체를 if로 물을 수 없습니다. `.any()`나 `.all()`을 쓰거나 원소마다 물으세요."),
    (ValueError, "is not in list", "리스트에 없는 값을 찾았습니다. 그런 값이 올 때를 따로 다루세요."),
    (ValueError, "inhomogeneous", "길이가 다른 것들은 한 배열이 되지 않습니다. 안에 든 것들의 길이를 출력해 보세요."),
    (ValueError, "equal division", "배열을 똑같은 크기로 나눌 수 없습니다. 나누는 축(axis)과 조각의 수를 확인하세요."),
    (
        ValueError,
        "expected ndim=3",
        "순환층은 (배치, 시간 단계, 특성)을 읽습니다. 쌓은 순환층이면 앞의 층에 `return_sequences=True`를 주세요.",
    ),
    (ValueError, "state_size|positive integer", "층의 크기는 1 이상인 정수입니다. 나눗셈이 있다면 `//`를 쓰세요."),
    (
        ValueError,
        "Argument.* not recognized",
        "그런 인수가 없습니다. 철자를 확인하세요. 학습률은 `learning_rate`입니다.",
    ),
    (ValueError, "to a shape", "모양은 정수를 묶은 튜플입니다. 하나뿐이어도 `(20,)`처럼 쉼표를 붙이세요."),
    (ValueError, "pass a `shape`", "입력의 모양이 없습니다. 길이를 정하지 않으려면 `keras.Input((None,))`으로 씁니다."),
    (ValueError, "multi_class must be", "정답이 세 가지 이상 섞여 있습니다. 두 가지만 남았는지 출력해 보세요."),
    (ValueError, "identifier", "Keras가 모르는 이름입니다. 철자를 확인하세요."),
    (ValueError, "Only one of `clipnorm`", "기울기를 자르는 방법은 하나만 고릅니다."),
    (ValueError, "substring not found", "문자열에 없는 조각을 찾았습니다. 그런 조각이 올 때를 따로 다루세요."),
    (ValueError, "same number of dimensions", "이어 붙이는 배열들의 축의 개수가 다릅니다. `.shape`를 출력해 보세요."),
    (ValueError, "weight shape|weight list", "층에 넣는 가중치의 개수나 모양이 다릅니다. `get_weights()`와 견주세요."),
    (ValueError, "empty sequence|zero-size", "값이 하나도 없는 배열입니다. 자른 자리를 확인하세요."),
    (ValueError, "dim 3|2D array", "scikit-learn은 2차원 배열을 읽습니다. `reshape`로 모양을 맞춘 뒤 되돌리세요."),
    (ValueError, "math domain|positive input", "로그나 제곱근에 0이나 음수를 넣었습니다. 그런 경우를 따로 다루세요."),
    (ValueError, "reshape", "배열의 모양을 바꿀 수 없습니다. 원소의 개수와 바꾸려는 모양을 비교하세요."),
    (ValueError, "got 0", "꺼낼 값이 하나도 없습니다. Keras 층의 가중치는 입력을 한 번 읽은 뒤에 생깁니다."),
    (ValueError, "unpack", "받는 변수의 개수와 돌려준 값의 개수가 다릅니다."),
    (Exception, "incompatible|Incompatible", "두 배열의 모양이 맞지 않습니다. 각 배열의 `.shape`를 출력해 보세요."),
    (
        Exception,
        "Tensor conversion requested|expected to be a (double|float)",
        'float32와 float64를 섞어 계산했습니다. `keras.ops.cast(x, "float32")`로 형을 맞추세요.',
    ),
    (ImportError, "", "이 과제의 환경에 없는 라이브러리입니다. 문제에서 쓰라고 한 라이브러리만 쓰세요."),
    (SystemExit, "", "`exit()`나 `sys.exit()`는 쓰지 않습니다. 함수는 return으로 끝내세요."),
]
