"""rnn_course.checks: marks, messages, and that nothing an answer does reaches the outputs of a check cell."""

import logging
import math
import operator
import os
import re
import signal
import subprocess
import sys
import threading
import time

import keras
import nbformat
import numpy as np
import pandas as pd
import pytest
import tensorflow as tf
from nbclient import NotebookClient
from nbgrader.utils import determine_grade
from sklearn.preprocessing import StandardScaler

from rnn_course.checks import Task, compare, models, student
from rnn_course.checks.student import LocalStudent, Problem


@pytest.fixture
def answers(monkeypatch):
    """A dictionary of the student's names, which the checks look into."""
    names = {}
    monkeypatch.setattr(student, "current", LocalStudent(names))
    return names


def grade(*arguments, expected=3.0):
    """Mark and report of a task that expects answer(*arguments) to be `expected`."""
    task = Task("문제", points=4)
    with task.part("값", 4):
        task.expect_close(task.call("answer", *arguments), expected, "값")
    return task


# Marks ------------------------------------------------------------------------------------------------------------


def test_the_mark_is_a_python_float_with_two_decimals(answers, capsys):
    answers["answer"] = lambda: np.float32(1)
    task = Task("문제", points=1)
    for number in range(3):
        with task.part(f"부분 {number}", 1 / 3):
            task.expect_close(task.call("answer"), 1 if number else 2, "값")
    task.hidden()
    mark = task.score()
    assert type(mark) is float
    assert repr(mark) == "0.67"
    assert "1점 가운데 0.666667점" in capsys.readouterr().out


def test_visible_parts_alone_give_the_full_mark_or_less(answers, capsys):
    for value, mark in ((1, 10.0), (2, 0.0)):
        answers["answer"] = lambda value=value: value
        task = Task("문제", points=10)
        with task.part("보기", 2):
            task.expect_close(task.call("answer"), 1, "값")
        assert task.score() == mark
    assert "제출하면 더 많은 입력과 조건으로 검사" in capsys.readouterr().out


def test_parts_must_add_up_when_hidden_tests_are_there(answers):
    task = Task("문제", points=10)
    task.hidden()
    with task.part("값", 9):
        pass
    with pytest.raises(ValueError, match="add up to 9"):
        task.score()


def test_a_task_without_parts_gives_nothing(answers):
    assert Task("문제", points=5).score() == 0.0


def test_drawn_inputs_repeat_and_do_not_hang_on_earlier_parts(answers, monkeypatch):
    def draw(fail, seed="0"):
        monkeypatch.setenv("RNN_COURSE_SEED", seed)
        task = Task("문제", points=2)
        with task.part("첫째", 1):
            task.rng.normal()
            task.expect(not fail, "틀림")
            task.rng.normal()
        with task.part("둘째", 1):
            return task.rng.normal()

    assert draw(fail=False) == draw(fail=True)
    assert draw(fail=False) != draw(fail=False, seed="1")


def test_the_same_message_is_told_once(answers, capsys):
    task = Task("문제", points=2)
    for name in ("하나", "둘"):
        with task.part(name, 1):
            task.call("answer")
    task.score()
    report = capsys.readouterr().out
    assert report.count("이름을 찾을 수 없습니다") == 1
    assert "'하나'에서와 같은 까닭입니다" in report


def test_hidden_parts_do_not_show_expected_values(answers, capsys):
    answers["answer"] = lambda: 2.0
    task = grade(expected=31.25)
    task.hidden()
    with task.part("숨은 값", 0):
        task.expect_close(task.call("answer"), 47.75, "값")
        task.expect_equal(task.call("answer"), 47.75, "값")
    task.score()
    report = capsys.readouterr().out
    assert "31.25" in report
    assert "47.75" not in report


def test_a_slip_among_texts_is_named(answers, capsys):
    answers["answer"] = lambda: ["나", "가"]
    task = Task("문제", points=2)
    task.hidden()
    with task.part("차례", 2):
        slips = {"다른 잘못입니다.": ["다"], "차례가 거꾸로입니다.": ("나", "가")}
        task.expect_equal(task.call("answer"), ["가", "나"], "값", hint="다시 보세요.", slips=slips)
    assert task.score() == 0.0
    report = capsys.readouterr().out
    assert "차례가 거꾸로입니다." in report
    assert "`값`이 다릅니다. 차례가 거꾸로입니다." in report
    assert "다른 잘못" not in report
    assert "다시 보세요" not in report


# What students do -------------------------------------------------------------------------------------------------


def raises(error):
    def answer(*_):
        raise error

    return answer


def endless(*_):
    while True:
        pass


def deep(n=0):
    return deep(n + 1)


def unpack(pair):
    first, second = pair
    return first, second


BAD_ANSWERS = {
    "None": (lambda: None, "None입니다. return 문을"),
    "text": (lambda: "3.0", "문자열이 왔습니다"),
    "dictionary": (lambda: {"값": 3.0}, "`dict` 형의 값이 왔습니다"),
    "function": (lambda: np.mean, "함수를 돌려주었습니다"),
    "object": (lambda: threading.Lock(), "`lock` 형의 값을 돌려주었습니다"),
    "ragged": (lambda: [[1, 2], [3]], "배열로 바꿀 수 없습니다"),
    "other parameters": (lambda a, b: 3.0, "`answer(a, b)` 모양입니다"),
    "not a function": (5, "함수여야 하는데 지금은 `int` 형의 값입니다"),
    "stub": (raises(NotImplementedError("아직 답을 쓰지 않았습니다.")), "아직 답을 쓰지 않았습니다"),
    "exit": (raises(SystemExit()), "`exit()`나 `sys.exit()`는 쓰지 않습니다"),
    "index": (lambda: [1][1], "배열의 끝을 넘어선 번호"),
    "division": (lambda: 1 / 0, "0으로 나누었습니다"),
    "recursion": (deep, "끝없이 부릅니다"),
    "broadcast": (lambda: np.ones(2) + np.ones(3), "두 배열의 모양이 맞지 않습니다"),
    "huge": (lambda: np.ones((200_000, 200_000)), "메모리가 모자랍니다"),
    "too large to hand over": (lambda: np.ones((5_000, 5_000)), "돌려준 배열이 너무 큽니다"),
    "missing library": (lambda: __import__("no_such_library"), "이 과제의 환경에 없는 라이브러리"),
    "NaN": (lambda: float("nan"), "NaN이 들어 있습니다"),
    "infinity": (lambda: float("inf"), "무한대(inf)가 들어 있습니다"),
    "an axis that is not there": (lambda: np.zeros(3).shape[1], "`.shape`를 출력해 축이"),
    "too many numbers": (lambda: np.zeros(3)[0, 1], "축보다 번호가 많습니다"),
    "a tensor is written to": (lambda: operator.setitem(tf.zeros(3), 0, 1.0), "원소를 하나씩"),
    "decimals into integers": (lambda: operator.itruediv(np.arange(3), 2), "`x = x / 2`"),
    "rows of different lengths": (lambda: np.array([[1, 2], [3]]), "한 배열이 되지 않습니다"),
    "unequal pieces": (lambda: np.split(np.arange(7), 2), "똑같은 크기로"),
    "two dimensions into a cell": (lambda: keras.layers.SimpleRNN(2)(np.zeros((3, 2))), "순환층은"),
    "three dimensions into a scaler": (lambda: StandardScaler().fit(np.zeros((3, 2, 1))), "scikit-learn은 2차원"),
    "one dimension into a scaler": (lambda: StandardScaler().fit(np.zeros(3)), "scikit-learn은 2차원"),
    "an axis past the last": (lambda: np.zeros(3).sum(axis=1), "배열에 없는 축"),
    "a decimal as a place": (lambda: np.zeros(3)[1.0], "번호는 정수여야"),
    "a decimal as a count": (lambda: range(3.0), "`/` 대신 `//`"),
    "text that is not there": (lambda: "ACGT".index("N"), "문자열에 없는 조각"),
    "a key that is not there": (lambda: {}["N"], "없는 열쇠로"),
    "math for an array": (lambda: math.tanh(np.zeros(2)), "`math.tanh` 대신 `np.tanh`"),
    "math for a list": (lambda: math.tanh([0.0, 1.0]), "`math.tanh` 대신 `np.tanh`"),
    "text into bytes": (lambda: b"ab".split(","), "먼저 `decode`로"),
    "bytes of another code": (lambda: "가".encode("cp949").decode(), "UTF-8이 아닌 바이트"),
    "an input without a shape": (lambda: keras.Input(), "입력의 모양이 없습니다"),
    "a number called": (lambda: (lambda value: value())(3), "함수가 아닌 값에 괄호"),
    "a small letter": (lambda: keras.layers.SimpleRnn(3), "철자와 대소문자"),
    "half a unit": (lambda: keras.layers.SimpleRNN(5 / 2), "`//`를 쓰세요"),
    "half a unit of a dense layer": (lambda: keras.layers.Dense(5 / 2), "`//`를 쓰세요"),
    "an old argument": (lambda: keras.optimizers.Adam(lr=0.01), "학습률은 `learning_rate`입니다"),
    "a number as a shape": (lambda: keras.Input(20), "쉼표를 붙이세요"),
    "an unknown activation": (lambda: keras.layers.Dense(1, activation="sigmod"), "Keras가 모르는 이름"),
    "two ways to clip": (lambda: keras.optimizers.Adam(clipnorm=1.0, clipvalue=1.0), "하나만 고릅니다"),
    "unequal numbers of axes": (lambda: np.concatenate([np.ones(2), np.ones((2, 2))]), "축의 개수가 다릅니다"),
    "too few weights": (lambda: keras.layers.Dense(2).set_weights([np.ones(3)]), "`get_weights()`와 견주세요"),
    "the largest of nothing": (lambda: np.max(np.ones(0)), "값이 하나도 없는"),
    "two precisions": (lambda: tf.zeros((2, 2), tf.float64) @ tf.zeros((2, 2)), "float32와 float64를 섞어"),
    "a tensor of another precision": (
        lambda: tf.convert_to_tensor(tf.zeros(2, tf.float64), tf.float32),
        "float32와 float64를 섞어",
    ),
    "tensors that do not fit": (lambda: tf.ones((2, 3)) @ tf.ones((2, 3)), "두 배열의 모양이 맞지 않습니다"),
    "logarithm of zero": (lambda: math.log(0), "0이나 음수"),
    "weights that are not there yet": (lambda: unpack(keras.layers.Dense(2).get_weights()), "꺼낼 값이"),
}


@pytest.mark.parametrize("name", BAD_ANSWERS)
def test_bad_answers_get_a_korean_message_and_no_mark(answers, capsys, name):
    answers["answer"], message = BAD_ANSWERS[name]
    assert grade().score() == 0.0
    assert message in capsys.readouterr().out


def test_an_endless_loop_is_stopped_and_the_next_task_still_checked(answers, capsys, monkeypatch):
    monkeypatch.setattr("rnn_course.checks.task.SECONDS_PER_CALL", 1)
    answers.update(slow=endless, answer=lambda: 3.0)
    task = Task("문제", points=3)
    with task.part("느린 것", 1):
        task.call("slow")
    with task.part("다시 느린 것", 1):
        task.call("slow")
    with task.part("다른 것", 1):
        task.expect_close(task.call("answer"), 3.0, "값")
    task.hidden()
    assert task.score() == 1.0
    report = capsys.readouterr().out
    assert "1초 안에 끝나지 않아 멈추었습니다" in report
    assert "'느린 것'에서와 같은 까닭입니다" in report


@pytest.mark.parametrize("handler", [signal.default_int_handler, signal.SIG_IGN])
def test_a_loop_is_also_stopped_where_the_system_has_no_alarm(handler, request):
    """Also in a process that ignores interrupts, as those started in the background do."""
    before = signal.signal(signal.SIGINT, handler)
    request.addfinalizer(lambda: signal.signal(signal.SIGINT, before))
    with pytest.raises(student.TimeIsUp), student._interrupt_after(0.2):
        endless()


def test_time_in_which_others_have_the_processor_does_not_count(monkeypatch):
    begun, waits = time.monotonic(), True
    monkeypatch.setattr(student.Stopwatch, "_kept_waiting", lambda _: waits * 0.9 * (time.monotonic() - begun))
    door = LocalStudent({"slow": lambda: time.sleep(0.4) or 3.0, "endless": endless})
    assert door.call("slow", [], 0.2)[0] == 3.0
    with pytest.raises(Problem, match="초 안에 끝나지 않아"):
        door.call("endless", [], 0.2)  # a part of the time always counts
    waits = False
    with pytest.raises(Problem, match="초 안에 끝나지 않아"):
        door.call("slow", [], 0.2)


def test_a_stopwatch_never_runs_faster_than_time():
    begun = time.monotonic()
    watch = student.Stopwatch()
    watch._waited += 1e6  # threads that had waited long have ended
    assert 0 <= watch.seconds() <= time.monotonic() - begun
    assert student.Stopwatch("no such process").seconds() >= 0


def test_the_stop_button_still_works(answers):
    answers["answer"] = raises(KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        grade()


def test_the_report_shows_the_students_own_line(answers, capsys):
    source = "def answer(values):\n    total = 0\n    return total + values[99]\n"
    student.linecache.cache["<cell>"] = (len(source), None, source.splitlines(keepends=True), "<cell>")
    exec(compile(source, "<cell>", "exec"), answers)
    grade(np.arange(3.0)).score()
    report = capsys.readouterr().out
    assert "셀의 3번째 줄: return total + values[99]" in report
    assert "IndexError" in report


@pytest.mark.parametrize(
    "value",
    [3, 3.0, [1, 2], np.float32(3), np.array([1.0, 2.0]), pd.Series([1.0, 2.0]), (1, 2), range(1, 3), iter([1, 2])],
    ids=lambda value: type(value).__name__,
)
def test_numbers_are_accepted_in_every_form(answers, value):
    answers["answer"] = lambda: value
    assert grade(expected=3.0 if np.ndim(value) == 0 and np.isscalar(value) else [1, 2]).score() == 4.0


def test_tensors_are_accepted(answers):
    answers["answer"] = lambda x: keras.ops.convert_to_tensor(x) * 2
    assert grade(np.arange(3.0), expected=[0, 2, 4]).score() == 4.0


def test_inputs_are_copies_and_a_changed_one_is_named(answers, capsys):
    def answer(values, table, nested):
        values += 1
        table["b"] = 0
        nested[0][0] = 9
        return 3.0

    answers["answer"] = answer
    given = (np.zeros(3), pd.DataFrame({"a": [1]}), [np.zeros(2)])
    task = Task("문제", points=4)
    with task.part("입력", 4):
        task.call("answer", *given)
        task.expect_inputs_unchanged()
    assert task.score() == 0.0
    assert not given[0].any()
    assert list(given[1]) == ["a"]
    assert "입력 `values`, `table`, `nested`의 값을 바꾸었습니다" in capsys.readouterr().out


@pytest.mark.parametrize("item", [5, None, [1], np.zeros(2, dtype=int), np.zeros(3)], ids=repr)
def test_a_replaced_item_is_a_change(answers, item):
    answers["answer"] = lambda values: values.__setitem__(0, item)
    assert student.current.call("answer", [[np.zeros(2)]], 5) == (None, [0])
    assert student.current.parameters("answer") == ["values"]


def test_nan_in_an_untouched_input_is_no_change(answers):
    answers["answer"] = lambda values, number: 3.0
    task = Task("문제", points=4)
    with task.part("입력", 4):
        task.call("answer", np.array([np.nan]), float("nan"))
        task.expect_inputs_unchanged()
    assert task.score() == 4.0


def test_a_helper_function_crosses_as_text(answers):
    answers["answer"] = lambda function, x: function(function(x))
    task = Task("문제", points=4)
    with task.part("값", 4):
        double = task.function("def f(x): return np.multiply(x, factor)", factor=2)
        task.expect_close(task.call("answer", double, 5.0), 20, "값")
    assert task.score() == 4.0


def test_a_forgotten_return_is_named_whatever_was_asked_for(answers, capsys):
    answers["answer"] = lambda: None
    task = Task("문제", points=4)
    with task.part("여러 값", 1):
        task.call("answer", returns=("x", "y"))
    with task.part("사전", 1):
        task.expect_keys(task.call("answer"), ["가"], "사전")
    with task.part("글", 1):
        task.expect_equal(task.call("answer"), "가", "글")
    with task.part("수", 1):
        task.expect_close(task.call("answer"), 3.0, "수")
    task.score()
    assert capsys.readouterr().out.count("return 문을 빠뜨리지 않았는지") == 4


def test_the_number_that_keras_gives_a_layer_makes_no_other_reason(answers, capsys):
    answers["build"] = lambda: sequential(keras.layers.SimpleRNN(3), keras.layers.SimpleRNN(2))
    task = Task("문제", points=2)
    for name in ("하나", "둘"):
        with task.part(name, 1):
            task.model("build")
    task.score()
    report = capsys.readouterr().out
    assert report.count("return_sequences=True") == 1
    assert "'하나'에서와 같은 까닭입니다" in report


def test_a_long_error_ends_at_a_word(answers):
    answers["answer"] = raises(ValueError("word " * 100))
    with pytest.raises(Problem, match=r"word word …$"):
        student.current.call("answer", [], 5)


def test_several_values_are_asked_for_by_name(answers, capsys):
    answers["answer"] = lambda: (1, 2, 3)
    task = Task("문제", points=1)
    with task.part("값", 1):
        task.call("answer", returns=("x", "y"))
    task.score()
    assert "`x`, `y`의 순서로 2개를 돌려주어야 하는데 값 3개가 왔습니다" in capsys.readouterr().out


def test_variables_and_values_of_other_kinds(answers, capsys):
    answers.update(numbers={"가": (1, np.int64(2))}, rate=0.5)
    task = Task("문제", points=3)
    with task.part("사전", 1):
        task.expect_equal(task.value("numbers"), {"가": [1, 2]}, "numbers")
    with task.part("수", 1):
        task.expect_close(task.value("rate"), 0.5, "rate")
    with task.part("없는 열쇠", 1):
        task.expect_keys(task.value("numbers"), ["가", "나"], "numbers")
    task.hidden()
    assert task.score() == 2.0
    assert "`numbers`: 사전에 다음 열쇠가 없습니다: '나'" in capsys.readouterr().out


# Names ------------------------------------------------------------------------------------------------------------


def run_cell(names, source):
    exec(source, names)


def test_names_of_check_and_answer_stay_apart(answers):
    run_cell(
        answers,
        "values = 'mine'\nsum = 0\ncalls = 0\ndef answer():\n    global calls\n    calls += 1\n    return values",
    )
    run_cell(
        answers,
        "from rnn_course.checks import Task\n"
        "task = Task('문제', points=2)\n"
        "values, other = [1, 2], 5\n"
        "with task.part('값', 2):\n"
        "    assert sum(values) == 3\n"
        "    task.expect_equal(task.call('answer'), 'mine', '값')\n"
        "mark = task.score()\n",
    )
    assert answers["values"] == "mine"
    assert answers["sum"] == 0
    assert answers["calls"] == 1
    assert not {"task", "other"} & answers.keys()


def test_an_answer_cannot_lean_on_the_variables_of_the_check(answers, capsys):
    run_cell(answers, "def answer(x):\n    return values")
    run_cell(
        answers,
        "from rnn_course.checks import Task\n"
        "task = Task('문제', points=2)\n"
        "values = 3.0\n"
        "with task.part('값', 2):\n"
        "    task.expect_close(task.call('answer', values), 3.0, '값')\n"
        "mark = task.score()\n",
    )
    assert "NameError" in capsys.readouterr().out


def test_a_setup_cell_that_was_not_run_is_named(capsys):
    """After a restart of the kernel the check cell itself misses what the notebook's first cell imports."""
    task = Task("문제", points=2)
    with task.part("값", 2):
        task.expect(numpy_of_the_first_cell, "never")  # noqa: F821
    assert task.score() == 0.0
    report = capsys.readouterr().out
    assert "'numpy_of_the_first_cell' is not defined" in report
    assert "위의 모든 셀 실행" in report
    assert "돌려준 값" not in report


# Silence ----------------------------------------------------------------------------------------------------------


def test_nothing_that_an_answer_prints_comes_through(answers, capfd):
    handler = logging.StreamHandler(sys.stderr)
    logging.getLogger("answer").addHandler(handler)

    def answer():
        print("출력")
        print("오류 출력", file=sys.stderr)
        logging.getLogger("answer").error("기록")
        os.write(1, b"below Python\n")
        os.write(2, b"below Python\n")
        subprocess.run([sys.executable, "-c", "import sys; sys.stderr.write('child')"], check=True)
        import warnings

        warnings.warn("경고", stacklevel=1)
        return np.array([1.0]) / 0 * 0 + 3

    answers["answer"] = answer
    grade().score()
    logging.getLogger("answer").removeHandler(handler)
    printed = capfd.readouterr()
    assert printed.err == ""
    assert printed.out.startswith("문제: 보이는 검사")
    assert "below" not in printed.out


NOISY = """
import logging, os, subprocess, sys, warnings
logging.basicConfig()
real = sys.stderr

def answer():
    print("print")
    print("error", file=sys.stderr)
    print("kept stream", file=real)
    logging.error("logging")
    warnings.warn("warning")
    os.write(1, b"fd 1")
    os.write(2, b"fd 2")
    subprocess.run([sys.executable, "-c", "import sys; sys.stderr.write('child')"])
    return 3.0
"""
GRADED = """
from rnn_course.checks import Task

task = Task("문제", points=4)
with task.part("값", 3):
    task.expect_close(task.call("answer"), 3.0, "값")
with task.part("없는 것", 1):
    task.call("other")
task.hidden()
task.score()
"""


def test_a_graded_cell_in_a_kernel_has_its_report_and_its_mark_alone():
    """nbgrader gives zero for any stderr, and ipykernel watches the file descriptors too."""
    grade_cell = nbformat.v4.new_code_cell(
        GRADED, metadata={"nbgrader": {"grade": True, "solution": False, "points": 4}}
    )
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(NOISY), grade_cell])
    NotebookClient(notebook, kernel_name="python3", timeout=60).execute()
    assert [output.output_type for output in grade_cell.outputs] == ["stream", "execute_result"]
    assert grade_cell.outputs[0].name == "stdout"
    assert grade_cell.outputs[0].text.startswith("문제: 4점 가운데 3점")
    assert determine_grade(grade_cell) == (3.0, 4.0)


def test_the_library_is_light():
    """A check of NumPy code must not load TensorFlow."""
    code = "import sys, rnn_course.checks; sys.exit('tensorflow' in sys.modules or 'keras' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


# Comparing arrays -------------------------------------------------------------------------------------------------

BASE = np.array([[1.3, 2.6, 4.1], [5.2, 0.7, 3.9], [2.2, 8.4, 6.5], [9.1, 1.8, 7.7]])
SLIPS = {
    "sign": (-BASE, "부호가 모두 반대"),
    "percent": (BASE * 100, "100배"),
    "square": (BASE**2, "제곱입니다"),
    "root": (np.sqrt(BASE), "제곱근입니다"),
    "integers": (BASE.astype(int), "소수 부분이 사라졌습니다"),
    "late": (np.roll(BASE, 1, axis=0), "첫째 축(axis=0)을 따라 1칸 늦습니다"),
    "early": (np.roll(BASE, -1, axis=0), "첫째 축(axis=0)을 따라 1칸 이릅니다"),
    "reversed": (BASE[:, ::-1], "둘째 축(axis=1)을 따라 순서가 거꾸로"),
    "shuffled": (BASE[[2, 0, 3, 1]], "자리가 다릅니다"),
    "offset": (BASE + 0.7, "모든 값이 같은 만큼"),
    "scaled": (BASE * 1.7, "같은 배수만큼"),
    "transposed": (BASE.T, "축의 순서가 바뀌었습니다"),
    "batch axis": (BASE[np.newaxis], "길이가 1인 축이"),
    "one row less": (BASE[:-1], "첫째 축(axis=0)이 1만큼 짧습니다"),
    "one column more": (np.c_[BASE, BASE[:, :1]], "둘째 축(axis=1)이 1만큼 깁니다"),
    "NaN": (np.where(BASE > 9, np.nan, BASE), "NaN이 들어 있습니다"),
    "one value": (BASE + 1e-3 * np.eye(4, 3), "12개 가운데 3개가 다르고, 처음 다른 곳은 `x[0, 0]`입니다"),
    "text": (np.array(["a"]), "수로 된 배열이어야"),
}


@pytest.mark.parametrize("name", SLIPS)
def test_a_known_slip_is_named(name):
    array, message = SLIPS[name]
    assert message in compare.value_problem(array, BASE, "x")


def test_a_square_matrix_is_seen_to_be_transposed():
    assert "전치" in compare.value_problem(BASE[:3].T, BASE[:3], "x")


@pytest.mark.parametrize(("dtype", "right", "wrong"), [(np.float64, 1e-6, 1e-4), (np.float32, 1e-5, 1e-3)])
def test_the_tolerance_follows_the_type(dtype, right, wrong):
    assert compare.value_problem((BASE * (1 + right)).astype(dtype), BASE, "x") is None
    assert compare.value_problem((BASE * (1 + wrong)).astype(dtype), BASE, "x")


def test_a_slip_of_the_task_comes_before_the_general_ones():
    assert "내 말" in compare.value_problem(-BASE, BASE, "x", slips={"내 말": -BASE})


@pytest.mark.parametrize(
    ("came", "expected", "message"),
    [
        ((5, 3), (8, 5, 3), "첫 번째 축"),
        ((8, 5), (8, 5, 1), "`[..., np.newaxis]`"),
        ((8, 5), (8, 5, 3), "마지막 축(특성)이 빠졌습니다"),
        ((5, 8, 3), (8, 5, 3), "축의 순서"),
        ((7, 5), (None, 4), "둘째 축(axis=1)이 1만큼 깁니다"),
        ((7,), (2, 3, 4), "축이 3개여야 하는데 1개"),
        ((3,), (), "수 하나여야 하는데 값이 3개인 배열"),
        ((4,), (None, None), "`x`의 축은 2개여야 하는데 1개입니다. 지금의 모양은 (4,)입니다."),
        ((7, 5), (None, 4), "?에는 어떤 길이가 와도 됩니다"),
    ],
)
def test_a_wrong_shape_is_explained(came, expected, message):
    assert message in compare.shape_problem(came, expected, "x")
    assert compare.shape_problem((7, 4), (None, 4), "x") is None


# Models -----------------------------------------------------------------------------------------------------------


def sequential(*layers, compiled=True):
    model = keras.Sequential([keras.Input((6, 2)), *layers])
    if compiled:
        model.compile(loss="mse", optimizer=keras.optimizers.Adam(0.002, clipnorm=0.5))
    return model


def test_a_model_built_from_its_description_computes_the_same():
    layers = keras.layers
    model = sequential(
        layers.LSTM(5, return_sequences=True), layers.GRU(4, return_sequences=True, reset_after=False),
        layers.SimpleRNN(3, activation="relu"), layers.Dropout(0.2), layers.Dense(1, use_bias=False),
    )  # fmt: skip
    described = models.describe(model, "model")
    again = described.build()
    x = np.random.default_rng(0).normal(size=(4, 6, 2)).astype("float32")
    np.testing.assert_array_equal(model(x), again(x))
    assert described.parameters == model.count_params() == again.count_params()
    assert described.kinds == ["LSTM", "GRU", "SimpleRNN", "Dense"]
    assert described.optimizer == {"kind": "Adam", "learning_rate": pytest.approx(0.002), "clipnorm": 0.5}
    assert again.optimizer.clipnorm == 0.5
    assert described.loss == again.loss == "mean_squared_error"


def test_a_short_training_shows_whether_a_model_learns():
    x, y = np.random.default_rng(0).normal(size=(30, 6, 2)), np.full(30, 3.0)
    learns = sequential(keras.layers.SimpleRNN(4), keras.layers.Dense(1))
    before, after = models.describe(learns, "model").errors_of_training(x, y, steps=10)
    answer = np.asarray(learns(x))[:, 0]
    assert before == pytest.approx(np.mean((answer - y) ** 2), rel=1e-5)
    assert after < before
    dead = sequential(keras.layers.SimpleRNN(4), keras.layers.Dense(1, activation="relu"))
    before, after = models.describe(dead, "model").errors_of_training(x, -y, steps=3)
    assert after > 8.9  # it can't go below zero: at best all forecasts are zero, three away from each answer


def reading(both):
    """An embedding with mask, a layer that reads it, a probability; as a functional model."""
    inputs = keras.Input((None,), dtype="int32")
    vectors = keras.layers.Embedding(20, 4, mask_zero=True)(inputs)
    return keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(both(vectors)))


def test_both_directions_and_the_mask_are_described():
    model = reading(keras.layers.Bidirectional(keras.layers.LSTM(3), merge_mode="sum"))
    described = models.describe(model, "model")
    again = described.build()
    rows = np.array([[3, 7, 1, 0, 0], [2, 0, 0, 0, 0]])
    np.testing.assert_array_equal(model(rows), again(rows))
    np.testing.assert_allclose(again(rows), again(np.pad(rows, ((0, 0), (0, 4)))), atol=1e-7)
    embedding, both, _ = described.layers
    assert embedding.arguments == {"input_dim": 20, "output_dim": 4, "mask_zero": True}
    assert (both.arguments, both.inner.kind, both.inner.arguments["units"]) == ({"merge_mode": "sum"}, "LSTM", 3)
    assert described.parameters == model.count_params()


def test_a_description_is_made_of_plain_data():
    described = models.describe(sequential(keras.layers.Dense(1)), "model")
    values = [described.input_shape, described.output_shape, described.loss, described.optimizer]
    for layer in described.layers:
        values += [layer.kind, layer.arguments]
        assert all(type(weight) is np.ndarray for weight in layer.weights)
    assert not re.search(r"keras|object at", repr(values))


def skipping():
    inputs = keras.Input((6, 2))
    hidden = keras.layers.SimpleRNN(3)(inputs)
    keras.layers.Dense(2)(hidden)
    return keras.Model(inputs, [keras.layers.Dense(1)(hidden), hidden])


def branching():
    inputs = keras.Input((6, 2))
    first = keras.layers.Dense(2)(inputs)
    second = keras.layers.Dense(2)(inputs)
    return keras.Model(inputs, keras.layers.Dense(1)(keras.layers.Dense(2)(first)) + 0 * keras.layers.Dense(1)(second))


def halved(x):
    return x / 2


class Mine(keras.layers.Layer):
    def call(self, x):
        return x


class Dense(keras.layers.Dense):
    """The name of a known layer with another body."""


def compiled_with(loss):
    model = sequential(keras.layers.Dense(1), compiled=False)
    model.compile(loss=loss)
    return model


BAD_MODELS = {
    "None": (lambda: None, "None이 왔습니다"),
    "layer": (lambda: keras.layers.Dense(1), "`Dense` 형의 값이 왔습니다"),
    "without input": (lambda: keras.Sequential([keras.layers.Dense(1)]), "입력의 모양을 모르는 모델"),
    "two outputs": (skipping, "입력과 출력이 하나씩"),
    "branches": (branching, "한 줄로 이은 모델"),
    "own layer": (lambda: sequential(Mine()), "`Mine` 층은 이 문제에서 쓸 수 없습니다"),
    "a layer in disguise": (lambda: sequential(Dense(1)), "`Dense` 층은 이 문제에서 쓸 수 없습니다"),
    "two different directions": (
        lambda: reading(
            keras.layers.Bidirectional(keras.layers.LSTM(3), backward_layer=keras.layers.LSTM(2, go_backwards=True))
        ),
        "두 방향은 같은 층",
    ),
    "unknown loss": (lambda: compiled_with("mean_sqared_error"), "Keras가 모르는 손실입니다"),
    "own activation": (lambda: sequential(keras.layers.Dense(1, activation=halved)), "직접 만든 활성화 함수"),
    "exception": (lambda: sequential(keras.layers.SimpleRNN(-1)), "실행하다가 오류가 났습니다"),
}


@pytest.mark.parametrize("name", BAD_MODELS)
def test_other_models_are_refused_in_korean(answers, name):
    answers["build"], message = BAD_MODELS[name]
    with pytest.raises(Problem, match=re.escape(message)):
        student.current.model("build", [], 10)


def test_outside_the_main_thread_calls_still_work(answers):
    answers["answer"] = lambda: time.sleep(0) or 3.0
    marks = []
    thread = threading.Thread(target=lambda: marks.append(student.current.call("answer", [], 1)))
    thread.start()
    thread.join()
    assert marks == [(3.0, [])]


def test_an_answer_that_uses_an_empty_one_is_told_which():
    namespace = {}
    source = "def first(x):\n    raise NotImplementedError\n\n\ndef second(x):\n    return first(x)\n"
    exec(compile(source, "<answer>", "exec"), namespace)
    door = student.LocalStudent(namespace)
    with pytest.raises(student.Problem, match="`second`: 여기에서 부른 `first`에 아직 답이 없습니다"):
        door.call("second", [1], 5)
    with pytest.raises(student.Problem, match="`first`: 아직 답을 쓰지 않았습니다"):
        door.call("first", [1], 5)


def test_swapped_axes_of_length_one_are_called_swapped():
    assert "축의 순서가 바뀌었습니다" in compare.shape_problem((3, 1, 1), (1, 3, 1), "x")
    assert "길이가 1인 축이 더 있습니다" in compare.shape_problem((3, 1, 1), (3,), "x")
    assert "길이가 1인 축이 모자랍니다" in compare.shape_problem((3, 2), (3, 1, 2), "x")


@pytest.mark.parametrize(
    ("came", "expected"),
    [([0.0, 0.0, 0.0, 0.0], [2.0, 2.0, 2.0, 2.0]), ([0.0, 0.0, 0.0, 0.0, 0.0], [1.0, 0.0, 0.0, 0.0, 0.0])],
)
def test_a_constant_is_not_called_shifted_or_scaled(came, expected):
    """Any constant is another one plus something, and shifted it is the same: to say so would mislead."""
    problem = compare.value_problem(came, expected, "x")
    assert "처음 다른 곳은 `x[0]`입니다" in problem
    assert not re.search("편향|배수|칸", problem)


def test_the_first_difference_says_whose_value_is_whose():
    came, expected = np.zeros(9), np.arange(9.0)
    shown = compare.value_problem(came, expected, "x", show=True)
    assert "처음 다른 곳은 `x[1]`(나온 값 0, 기대한 값 1)입니다" in shown
    assert "기대한" not in compare.value_problem(came, expected, "x")


def test_a_single_number_is_told_once_without_a_minus_zero_and_whole_numbers_without_a_point():
    problem = compare.value_problem([-0.0], [3.0], "x", show=True)
    assert problem == "`x`의 값이 다릅니다.\n보기에서 기대한 값: [3]\n나온 값: [0]"
    problem = compare.value_problem(2.5, 3.0, "x", show=True)
    assert problem == "`x`의 값이 다릅니다.\n보기에서 기대한 값: 3\n나온 값: 2.5"
    assert "나온 값: nan" in compare.value_problem(np.nan, 3.0, "x", show=True)
    assert "나온 값: inf" in compare.value_problem(np.inf, 3.0, "x", show=True)


def test_the_hint_stands_on_its_own_line_and_gives_way_to_a_slip():
    assert compare.value_problem(2.0, 3.0, "x", hint="여기를 보세요.") == "`x`의 값이 다릅니다.\n여기를 보세요."
    told = compare.value_problem(2.0, 3.0, "x", {"하나 적습니다.": 2.0}, hint="여기를 보세요.")
    assert told == "`x`의 값이 다릅니다. 하나 적습니다."
    assert compare.value_problem([1], 3.0, "x", hint="여기를 보세요.").endswith("\n여기를 보세요.")


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("출력의 모양", "`출력의 모양`이 다릅니다."),
        ("LSTM의 매개변수 수", "`LSTM의 매개변수 수`가 다릅니다."),
        ("확률", "`확률`이 다릅니다."),
        ("h_t", "`h_t`의 값이 다릅니다."),
        ("80이 더 있을 때의 x", "`80이 더 있을 때의 x`의 값이 다릅니다."),
    ],
)
def test_a_korean_name_has_its_particle(name, sentence):
    assert compare.differs(name) == sentence


def test_what_is_shown_is_plain_python_and_ends_at_a_word():
    task = Task("문제", 2)
    with task.part("보기", 2):
        task.expect_equal([np.int64(3), "가 나"], [4, "가  나"], "x")
    assert task._parts[0].message.endswith("보기에서 기대한 값: [4, '가  나']\n나온 값: [3, '가 나']")
    with task.part("긴 것", 2):
        task.expect_equal(["단어"] * 60, [], "x")
    assert task._parts[1].message.endswith("'단어', …")


def test_of_long_sequences_the_place_of_the_difference_is_told():
    rows = [(f"neg/{number}_1.txt", "Dull.", 0) for number in range(9)]
    task = Task("문제", 3)
    with task.part("보기", 1):
        task.expect_equal([*rows[:8], (*rows[8][:2], 1)], rows, "x")
    assert task._parts[0].message == (
        "`x`의 값이 다릅니다. 0번부터 세어 8번이 처음으로 다릅니다.\n"
        "보기에서 기대한 값: ('neg/8_1.txt', 'Dull.', 0)\n나온 값: ('neg/8_1.txt', 'Dull.', 1)"
    )
    with task.part("하나 더", 1):
        task.expect_equal([*rows, rows[0]], rows, "x")
    assert "9개여야 하는데 10개입니다." in task._parts[1].message
    task.hidden()
    with task.part("숨은 것", 1):
        task.expect_equal([*rows[:8], rows[0]], rows, "x")
    assert task._parts[2].message == "`x`의 값이 다릅니다."


def test_a_mask_is_shown_as_truth_values():
    task = Task("문제", 1)
    with task.part("보기", 1):
        task.expect_close([1, 1, 0], [True, False, False], "마스크")
    assert task._parts[0].message.endswith("보기에서 기대한 값: [True, False, False]\n나온 값: [True, True, False]")


def test_a_dictionary_may_hold_dates(answers):
    answers["f"] = lambda: {"Date": pd.Timestamp("2022-03-02")}
    assert Task("문제", 1).call("f") == {"Date": np.datetime64("2022-03-02")}


def test_several_values_may_come_as_an_array(answers):
    answers["both"] = lambda: np.array([1.0, 2.0])
    task = Task("문제", 2)
    with task.part("보기", 2):
        first, second = task.call("both", returns=("x", "y"))
        task.expect_close([first, second], [1, 2], "x, y")
    assert task._parts[0].passed


def test_counts_are_not_called_squares_of_each_other():
    assert compare.value_problem(2.0, 4.0, "x") == "`x`의 값이 다릅니다."
    assert "제곱근" in compare.value_problem(np.sqrt(2.5), 2.5, "x")


RETURNED = [12345.678, [12345.678] * 9, "12345.678", ["12345.678"], {"12345.678": 12345.678}, [[12345.678], []]]


@pytest.mark.parametrize("returned", RETURNED, ids=repr)
@pytest.mark.parametrize("expect", ["expect_close", "expect_equal"])
def test_a_message_about_drawn_inputs_holds_nothing_that_was_returned(answers, capsys, returned, expect):
    """An answer could return what it was given."""
    answers["answer"] = lambda value: value
    task = Task("문제", points=2)
    task.hidden()
    with task.part("값", 1):
        getattr(task, expect)(task.call("answer", returned), np.arange(9.0), "값")
    with task.part("표", 1):
        task.expect_shape(task.call("answer", returned), (3, 3), "값")
    assert task.score() < 2
    assert "12345" not in capsys.readouterr().out


def test_a_check_that_breaks_on_a_drawn_input_does_not_tell_it(answers, capsys):
    answers["answer"] = lambda value: value
    task = Task("문제", points=1)
    task.hidden()
    with task.part("값", 1):
        float(task.call("answer", "12345.678 원"))
    task.score()
    report = capsys.readouterr().out
    assert "검사를 끝내지 못했습니다. (ValueError)" in report
    assert "12345" not in report


@pytest.mark.parametrize("expect", ["expect_close", "expect_equal"])
def test_an_answer_that_only_knows_the_example_is_told_so(answers, capsys, expect):
    answers["answer"] = lambda value: [1, 2, 4]
    task = Task("문제", points=2)
    with task.part("보기", 1):
        getattr(task, expect)(task.call("answer", 3), [1, 2, 4], "값")
    task.hidden()
    with task.part("값", 1):
        getattr(task, expect)(task.call("answer", 5), [3, 1, 5], "값")
    assert task.score() == 1.0
    assert "보이는 검사에서 돌려준 값과 똑같습니다" in capsys.readouterr().out
