"""The instructor's report: what it counts, whom it names first, and that nothing in it runs."""

import csv
import shutil

import pytest
from accessibility import browser, needs_chromium
from nbgrader.api import Gradebook
from test_course import FILE, NAME, course_of, folder, generated, submit  # noqa: F401

from course_grader import grading, report
from course_grader.course import grade_class

HOSTILE = "<script>document.title = 'ran'</script><img src=x onerror=\"document.title = 'ran'\">"
UNANSWERED = "`dna_tensor`: 아직 답을 쓰지 않았습니다. 답을 썼다면 `raise NotImplementedError` 줄을 지우세요."


def checked(title, points, *parts):
    """What Task.score prints. parts: (name, message), without a message where it was passed."""
    lines = [f"{title}: {points}점 가운데 0점"]
    for name, message in parts:
        lines.append(f"  {'✗' if message else '✓'} {name} (2점)")
        lines += [f"      {line}" for line in message.splitlines()]
    return "\n".join(lines) + "\n"


def result(marks, reports):
    """What grade_one gives, as far as a report hangs on it. marks, reports: {check: mark}, {check: text}."""
    cells = [
        {"name": name, "kind": "code", "source": "", "outputs": [{"stream": text}]} for name, text in reports.items()
    ]
    return {"state": grading.GRADED, "marks": marks, "cells": cells, "answered": [], "notes": []}


def wrong(value):
    return checked(
        "문제 1",
        10,
        ("보기", ""),
        ("값", f"`x`의 값이 다릅니다. 나온 값은 {value}입니다."),
        ("둘", "'값'에서와 같은 까닭입니다."),
    )


RESULTS = {
    "가": result({"task-1-check": 10.0}, {"task-1-check": checked("문제 1", 10, ("보기", ""), ("값", ""), ("둘", ""))}),
    "나": result({"task-1-check": 2.0}, {"task-1-check": wrong("1.5")}),
    "다": result({"task-1-check": 2.0}, {"task-1-check": wrong("-2e-07")}),
    "라": result(
        {"task-1-check": 0.0}, {"task-1-check": checked("문제 1", 10, ("보기", UNANSWERED), ("값", UNANSWERED))}
    ),
    f"=마{HOSTILE[:8]}": result({"task-1-check": 0.0}, {"task-1-check": checked("문제 1", 10, ("보기", HOSTILE))}),
}
UNREADABLE = result({}, {}) | {"state": grading.NEEDS_A_PERSON, "notes": ["빈 파일입니다."]}


def made_up(jobs):
    for job in jobs:
        yield job.key, UNREADABLE if b"broken" in job.submission else RESULTS[job.key[0]]


def grade(folder):  # noqa: F811
    grade_class(course_of(folder), NAME, each=made_up)


@pytest.fixture
def graded(folder):  # noqa: F811
    """A class with made-up results, and one student whose file is broken."""
    for student in RESULTS:
        submit(folder, student, "blank")
    (submit(folder, "하") / FILE).write_bytes(b"{broken")
    grade(folder)
    return folder


def read(folder):  # noqa: F811
    return report.read(course_of(folder).directory, NAME)


def test_who_needs_a_person_comes_first_with_the_reason(graded):
    rows = read(graded).rows
    assert rows[0].student == "하"
    assert "사람이 봐야 합니다" in rows[0].reason
    assert [row.student for row in rows[1:]] == sorted(RESULTS)
    assert not any(row.reason for row in rows[1:])


def test_who_handed_nothing_in_is_named(graded):
    assert read(graded).absent == []
    with Gradebook(f"sqlite:///{graded}/gradebook.db", "rnn") as gradebook:
        gradebook.add_student("<b>사")
    assert read(graded).absent == ["<b>사"]  # the broken file was handed in
    page = report.report_page.page(read(graded))
    assert "내지 않은 학생 1명: &lt;b&gt;사" in page


def test_parts_count_those_who_answered_and_equal_reasons_once(graded):
    failures = read(graded).failures
    check = "task-1-check"
    assert failures.unanswered == {check: 1}
    assert failures.asked == {(check, "보기"): 4, (check, "값"): 3, (check, "둘"): 3}
    assert failures.failed == {(check, "보기"): 1, (check, "값"): 2, (check, "둘"): 2}
    assert failures.messages[check, "값"] == {"`x`의 값이 다릅니다. 나온 값은 …입니다.": 2}
    assert failures.messages[check, "둘"] == failures.messages[check, "값"]


def test_a_message_cannot_pass_for_a_part():
    forged = checked("문제 1", 10, ("보기", "틀림\n  ✓ 값 (8점)"), ("값", "틀림"))
    assert report.parts_of(forged) == [("보기", False, "틀림 ✓ 값 (…점)"), ("값", False, "틀림")]


def lines_of(folder):  # noqa: F811
    text = report.table(read(folder))
    return {line["학생"]: line for line in csv.DictReader(text.splitlines())}


def test_table_has_every_students_marks_and_no_formula(graded):
    with Gradebook(f"sqlite:///{graded}/gradebook.db", "rnn") as gradebook:
        notebook = gradebook.find_submission_notebook(NAME, NAME, "나")
        next(grade for grade in notebook.grades if grade.name == "task-8-answer").manual_score = 7.0
        notebook.late_submission_penalty = 3.0
        gradebook.db.commit()
    lines = lines_of(graded)
    assert next(iter(lines)) == "하"
    assert lines["하"]["합계"] == ""
    assert "사람이 봐야" in lines["하"]["점수가 없는 까닭"]
    assert [lines["나"][head] for head in ("합계", "자동 채점", "지각 감점")] == ["6", "2", "3"]
    assert [lines["나"][head] for head in ("문제 1 (10점)", "문제 8 (10점)")] == ["2", "7"]
    assert lines["가"]["합계"] == "10"
    assert [name for name in lines if name.startswith(("=", "+", "-", "@"))] == []


def test_old_marks_stay_in_the_report_of_a_submission_that_broke(graded):
    (submit(graded, "가") / FILE).write_bytes(b"{broken")
    grade(graded)
    row = next(row for row in read(graded).rows if row.student == "가")
    assert row.reason
    assert row.marks["task-1-check"] == 10


def test_a_report_before_anything_was_graded(folder):  # noqa: F811
    page, table = report.write(course_of(folder).directory, NAME, folder / "build" / "report")
    assert "제출한 학생 0명" in page.read_text(encoding="utf-8")
    assert table.read_text(encoding="utf-8-sig").startswith("학생,")


@needs_chromium
def test_page_is_complete_without_a_network_and_nothing_of_a_student_runs(graded):
    page, _ = report.write(course_of(graded).directory, NAME, graded / "보고서")
    text = page.read_text(encoding="utf-8")
    assert text.count("그림 설명: ") == text.count('class="plotly-graph-div"') == 3
    wanted, errors = [], []
    with browser() as chromium:
        tab = chromium.new_page()
        tab.on("request", lambda request: wanted.append(request.url))
        tab.on("pageerror", lambda error: errors.append(str(error)))
        tab.goto(page.as_uri())
        tab.wait_for_function("document.querySelectorAll('svg.main-svg .bars path').length > 3")
        assert tab.locator("main img, main script[src]").count() == 0
        assert tab.title() == f"{NAME} 채점 보고서"
        assert tab.get_by_text(HOSTILE).count() == 1
    assert wanted == [page.as_uri()]
    assert errors == []


def test_a_new_report_replaces_the_old_one_and_leaves_nothing_else(graded):
    place = graded / "build" / "report"
    first = report.write(course_of(graded).directory, NAME, place)
    shutil.rmtree(graded / "autograded")
    assert report.write(course_of(graded).directory, NAME, place) == first
    assert sorted(place.iterdir()) == sorted(first)
    assert not read(graded).failures.failed
