"""What an attacker who had read the grader's source found, and what has to come of it now."""

import json
import os
import re
import socket

import keras
import numpy as np
import pytest
from assignment_cells import read_source, run_check
from nbformat.v4 import new_output

from course_grader import archive, cleaning, course, examiner, reading, report, report_page, submissions, wire
from course_grader.discretion import discreet
from rnn_course.checks import Task, compare, models, student, task


def test_a_time_beyond_all_numbers_is_refused(tmp_path):
    (tmp_path / "timestamp.txt").write_text("240000000099999999999999999999h")
    with pytest.raises(submissions.Refused, match="제출 시각"):
        archive.read_timestamp(tmp_path / "timestamp.txt")


def test_notes_do_not_flood_whoever_reads_them():
    template = [reading.Cell(f"given-{number}", "code", f"x = {number}") for number in range(60)]
    about = [{"nbgrader": {"grade_id": cell.name}} for cell in template]
    changed = [{"cell_type": "code", "source": "y", "metadata": metadata} for metadata in about]
    notes = reading.rebuild(template, json.dumps({"cells": changed[:1] * 1_000}).encode()).notes
    assert len(notes) == 1
    assert "1,000번" in notes[0]
    notes = reading.rebuild(template, json.dumps({"cells": changed}).encode()).notes
    assert len(notes) == 21
    assert "40가지" in notes[-1]


def test_folders_in_folders_without_end(tmp_path):
    deep = tmp_path
    for _ in range(40):
        deep = deep / "a"
    deep.mkdir(parents=True)
    (deep / "ps02_recurrence.ipynb").write_text("{}")
    assert submissions._notebooks_in(tmp_path) == []


@pytest.mark.parametrize("shape", [[30_000_000, 0], [10**18, 0], [0, 10**18]])
def test_an_empty_array_that_lists_would_make_large(shape):
    with pytest.raises(wire.WireError):
        wire.decode({"array": ["<f8", shape, "", False]})


def test_an_empty_array_of_the_students_is_refused_with_a_reason():
    with pytest.raises(student.Problem, match="너무 큽니다"):
        student.to_plain(np.empty((30_000_000, 0)), "generate")


@pytest.mark.parametrize("kind", [int, float, complex, bytes, str])
def test_a_value_of_a_type_derived_from_a_plain_one_is_plain(kind):
    value = kind("5") if kind is not bytes else b"5"
    plain = student.to_plain(type("Derived", (kind,), {})(value), "f")
    assert (type(plain), plain) == (kind, value)


def test_a_large_array_is_refused_before_it_crosses():
    with pytest.raises(student.Problem, match="너무 큽니다"):
        student.to_plain(np.zeros(4_100_000, np.uint16), "next_state")


def test_a_frame_larger_than_any_value_is_not_read():
    here, there = socket.socketpair()
    with here, there:
        there.sendall((50).to_bytes(8, "big"))
        with pytest.raises(wire.WireError, match="too large"):
            wire.receive(here, 1, largest=49)


def test_a_large_array_is_not_made_a_list_to_be_compared(monkeypatch):
    """Here 100 elements are large; the slip of an answer that ignores its input is still found among them."""
    monkeypatch.setattr(task, "LONGEST_LISTED", 100)
    monkeypatch.setattr(task, "_python", lambda value: pytest.fail("made a list"))
    checked, came = Task("문제", 1), np.arange(101.0)
    assert checked._repeated((came, came), (came, came)) == {}
    checked._hidden = True
    assert checked._repeated((came, came), (came, came + 1))
    assert not checked._repeated((came, came + 1), (came, came))
    student.current.leave()


def test_text_among_numbers_is_no_array():
    array, problem = compare.as_array([["a" * 50], ["b"]], "값")
    assert array is None
    assert "문자열이 들어 있습니다" in problem


def test_a_coarse_type_makes_no_check_lenient():
    """An answer chooses the type of its numbers: with float16's own tolerance 101 passed for 100."""
    values = np.array([0.4, 0.7, 1.3])
    for wrong in (values * 1.001, values.astype(np.float16) * 1.00005):  # the second rounds to what is nearly right
        assert "float16" in compare.value_problem(wrong.astype(np.float16), values, "J")
    assert compare.value_problem(np.array([3, 4], np.float16), [3, 4], "J") is None


@pytest.mark.parametrize("column", [{"int": "0x1"}, {"array": ["|i1", [2], "AAA=", False]}])
def test_a_table_with_columns_of_another_length(column):
    index = [None, {"array": ["|i1", [3], "AAAA", False]}]
    with pytest.raises(wire.WireError):
        wire.decode({"frame": [["a"], [column], index]})
    with pytest.raises(wire.WireError):
        wire.decode({"series": [None, column, index]})


NOTEBOOK = '{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}'


def collected(tmp_path, **options):
    outcomes = archive.collect("ps02_recurrence", tmp_path / "download", tmp_path / "submitted", **options)
    return {outcome.student: (outcome.state, " ".join(outcome.notes)) for outcome in outcomes}


def test_an_entry_that_is_no_file_does_not_stop_the_others(tmp_path):
    (tmp_path / "download").mkdir()
    (tmp_path / "download" / "20230001_ps02_recurrence.ipynb").write_text(NOTEBOOK)
    os.mkfifo(tmp_path / "download" / "20230003_ps02_recurrence.ipynb")
    (tmp_path / "download" / "20230004_ps02_recurrence.ipynb").symlink_to("/etc/passwd")
    outcomes = collected(tmp_path)
    assert outcomes.pop("20230001") == (archive.NEW, "")
    assert {state for state, _ in outcomes.values()} == {archive.PERSON}
    assert len(outcomes) == sum("보통 파일이 아닙니다" in note for _, note in outcomes.values()) == 2
    assert [path.name for path in (tmp_path / "submitted").iterdir()] == ["20230001"]


def test_a_number_that_another_wrote_into_his_name_is_for_a_person(tmp_path):
    (tmp_path / "download").mkdir()
    for name in ("20239999_answer.ipynb", "김철수_20239999_ps02_recurrence.ipynb", "20230001_ps02_recurrence.ipynb"):
        (tmp_path / "download" / name).write_text(NOTEBOOK)
    outcomes = collected(tmp_path)
    assert outcomes["20230001"] == (archive.NEW, "")
    state, note = outcomes["20239999"]
    assert state == archive.PERSON
    assert "`20239999`, `김철수_20239999`" in note
    assert [path.name for path in (tmp_path / "submitted").iterdir()] == ["20230001"]


def test_a_display_name_like_a_student_number_is_for_a_person():
    name = "x_2023111_48213_assignsubmission_file_/ps03.ipynb"
    found = {match["student"] for pattern in archive.PATTERNS if (match := re.match(pattern, name))}
    assert found == {"48213", "2023111"}  # they disagree: nobody's yet


def test_an_escape_sequence_does_not_reach_a_page():
    assert examiner.plain_text("\x1b[38mA\x1b]0;title\x07B\x9b\0\n", 100).rstrip() in ("AB", "A]0;titleB")


@pytest.mark.parametrize("separator", ["\u2028", "\u2029", "\x85", "\x1c", "\v", "\f", "\r"])
def test_a_message_adds_no_part_to_the_report(separator):
    message = f"x{separator}  ✗ 지어낸 항목 (1점)"
    printed = f"문제 1: 8점 가운데 0점\n  ✗ 보기 (2점)\n      {message}"
    assert [name for name, *_ in report.parts_of(printed)] == ["보기"]
    assert examiner.plain_text(message, 100) == "x  ✗ 지어낸 항목 (1점)"


def test_what_turns_the_direction_of_writing_does_not_reach_a_page():
    marks = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    assert examiner.plain_text(f"정답{marks} – “답” 👩\u200d💻", 100) == "정답 – “답” 👩\u200d💻"


@pytest.mark.parametrize("name", ["=1+1", "＝1+1", "＋1", "－1", "＠SUM(A1)", "\n=1+1", " =1", "\u3000=1", "\t=1"])
def test_no_name_is_a_formula_of_a_spreadsheet(name):
    assert report._plain(name) == f"'{name}"
    assert report._plain("홍길동-1") == "홍길동-1"


def test_a_label_of_a_chart_holds_no_link():
    figure = report_page._bars([0.5], ["문제 1: <a href='https://evil.example/'>성적</a>"])
    assert figure.data[0].y[0].startswith("문제 1: &lt;a href")


def test_code_that_would_colour_for_hours_is_shortened_or_left_black():
    assert len(cleaning.clean_code("\t \n" * 60_000)) < 10
    assert "뒤를 줄였습니다" in cleaning.clean_code("a." * 20_000)
    assert cleaning.clean_code("x = 1\n\n\ny = 2\n") == "x = 1\n\n\ny = 2\n"
    for slow in ("x = 1\n" * 1_000, "if False:\n    " + "a." * 300):
        assert cleaning.code_to_html(slow + "<b>").endswith("&lt;b&gt;</pre></div>")
    assert "<span" in cleaning.code_to_html("x = 1")
    assert cleaning.markdown_to_html("\\(" * 20_000).startswith("<pre>")


def test_a_model_of_rank_none_is_the_students_problem():
    layer = {"kind": "Dense", "arguments": wire.encode({"units": 1, "activation": "linear", "use_bias": True})}
    layer |= {"weights": wire.encode([]), "inner": None}
    form = {"layers": [layer], "input_shape": wire.encode(()), "output_shape": wire.encode(())}
    with pytest.raises(student.Problem, match="검사할 수 없습니다"):
        examiner.model_from(form | {"loss": None, "optimizer": None}, "build_model")


def test_an_activation_of_its_own_and_a_loss_in_a_list_are_what_they_say():
    layers = [keras.Input((4, 2)), keras.layers.LSTM(3), keras.layers.Dense(1), keras.layers.Activation("sigmoid")]
    model = keras.Sequential(layers)
    model.compile(loss=["mse"], optimizer="adam")
    described = models.describe(model, "build")
    assert described.loss == "mean_squared_error"
    assert [layer.arguments["activation"] for layer in described.layers] == ["tanh", "sigmoid"]
    after_state = keras.Sequential([keras.Input((4, 2)), keras.layers.SimpleRNN(3), keras.layers.Activation("relu")])
    with pytest.raises(student.Problem, match="Activation"):
        models.describe(after_state, "build")


def test_arguments_that_nobody_asked_for_are_seen():
    plain = {"units": 3, "use_bias": True, "go_backwards": False, "dropout": 0.0, "recurrent_dropout": 0.0}
    assert models.Layer("SimpleRNN", plain, []).changed == []
    inner = models.Layer("SimpleRNN", plain | {"go_backwards": True, "dropout": 0.9}, [])
    assert models.Layer("Bidirectional", {"merge_mode": "concat"}, [], inner).changed == ["go_backwards", "dropout"]


def test_names_of_changed_parameters_are_the_released_ones():
    """The student's side says which by number alone: in a name of its own choice it could carry an input."""
    released = ["%matplotlib inline", "def next_state(x_t, h_before):\n    raise NotImplementedError"]
    assert examiner.parameters_of(released) == {"next_state": ["x_t", "h_before"]}

    class Session:
        def ask(self, *_, **__):
            return {"value": None, "changed": self.changed}

    door = examiner.RemoteStudent(Session(), None, [], float("inf"), {})
    for door.session.changed in (["x_t"], [2], [-1], [True], ["0\n  ✓ 모두 (8점)"], [0.0]):
        with pytest.raises(student.Problem, match="옮길 수 없습니다"):
            door.call("next_state", [1, 2], 1)
    door.session.changed = [1, 0, 1]
    assert door.call("next_state", [1, 2], 1) == (None, [0, 1])


def test_no_input_is_spelt_with_what_a_message_may_show():
    source = "\n\nab\ncd\nef"
    honest = "`f`: 실행하다가 오류가 났습니다.\n셀의 2번째 줄: cd\nIndexError: 7 of 9"
    assert discreet(honest, "f", [source]) == honest.removesuffix(": 7 of 9")
    assert discreet("셀의 1번째 줄: ab\n셀의 3번째 줄: ef\n셀의 2번째 줄: cd", "f", [source]) == "셀의 1번째 줄: ab"
    assert "줄" not in discreet("셀의 2번째 줄: ab\n셀의 9번째 줄: cd\n셀의 0번째 줄: ef", "f", [source])
    assert discreet("KeyError: 1\nValueError: 2\nTypeError: 3", "f", [source]) == "KeyError"
    sentence = "`f`: 실행하다가 오류가 났습니다."
    assert discreet("\n".join([sentence] * 9), "f", [source]).count("\n") == 1


def test_a_task_tells_few_different_messages():
    class Session:
        def ask(self, *_, **__):
            return {"problem": f"{self.kind}: 1"}

    door = examiner.RemoteStudent(Session(), None, [], float("inf"), {})
    door.hide()

    def told(kind):
        door.session.kind = kind
        with pytest.raises(student.Problem) as problem:
            door.call("f", [], 1)
        return str(problem.value)

    kinds = ["KeyError", "ValueError", "TypeError", "IndexError", "KeyError"]
    assert [told(kind) in kinds for kind in kinds] == [True, True, True, False, True]
    door.enter()
    assert told("IndexError") == "IndexError"


def test_a_picture_is_made_anew():
    assert course._output({"data": {"image/png": '" onerror="x'}}) == new_output(
        "execute_result", data={"image/png": ""}
    )


def test_numbers_that_collide_in_a_table_are_not_let_in():
    """Each 2**61 - 1 apart, a million of them would keep a table of Python's busy for half an hour."""
    assert wire.decode(wire.encode([2**64 - 1, -(2**63)])) == [2**64 - 1, -(2**63)]
    with pytest.raises(wire.WireError):
        wire.encode(2**61 * 2**10)
    with pytest.raises(wire.WireError):
        wire.decode({"list": [{"int": hex(2**100)}]})
    with pytest.raises(wire.WireError, match="too many keys"):
        wire.decode({"dict": [[{"int": hex(number)}, None] for number in range(6_000)]})


def test_a_check_that_an_answer_keeps_busy_is_for_a_person():
    """Not our own failure, which would be tried again and again."""
    with pytest.raises(examiner.OutOfTime):
        examiner.run_check("while True:\n    pass\n1.0", 1, None, "seed", seconds=0.1)


def test_the_time_of_a_check_does_not_count_what_the_assignment_imports():
    """A submission whose check was stopped amid TensorFlow's first import left none that could be graded after it."""
    given = "import signal\ntimed = signal.getitimer(signal.ITIMER_REAL)[0]"
    source = "assert timed == 0 and signal.getitimer(signal.ITIMER_REAL)[0] > 0\n1.0"
    assert examiner.run_check(source, 1, None, "seed", [given])[0] == 1.0


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_number_of_the_question_is_no_answer(seed, monkeypatch):
    """Whoever knew last year's verdicts had them all: the questions come in another order each time."""
    monkeypatch.setenv("RNN_COURSE_SEED", str(seed))
    verdicts = [0, 1, 1, 0, 0, 1, 0, 0, 1, 1, 1, 1, 0, 1, 1, 1, 0, 1, 0, 1, 0, 1]
    source = (
        f"numbers = iter({verdicts})\n\n\ndef has_leak(pipeline, values, cut):\n    return bool(next(numbers, 0))\n"
    )
    mark, report = run_check(read_source("ps05_stock_case"), "task-5", source)
    assert mark <= 3, report
