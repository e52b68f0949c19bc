"""One assignment's whole way in a real browser, between an instructor's JupyterLab and a student's.

Both run as `make lab` starts them: the instructor's in a copy of the course, the student's in the student's bundle.
They meet in an exchange folder only. The tests go on where the one before has ended.
"""

import re
from types import SimpleNamespace

import pytest
from accessibility import MINUTE, browser, needs_chromium
from assignment_cells import answers_of
from course_copy import copy_of_the_course
from lab_in_browser import (
    KERNEL_IS_IDLE,
    SCREENSHOTS,
    cell_with,
    command,
    dismiss,
    open_lab,
    open_notebook,
    run_cell,
    save,
    start_lab,
    validate,
    watched_page,
    write_into,
)
from nbgrader.utils import get_username
from playwright.sync_api import expect

from tools import student_bundle

PS01 = "ps01_introduction"
WRONG = """def autocorrelation(series, lag):
    return np.corrcoef(series[:-1], series[1:])[0, 1]
"""
WRITTEN = "창을 무작위로 나누면 훈련 창이 테스트 창의 답을 이미 담고 있습니다."
COMMENT = "까닭을 알맞게 짚었습니다. 다음에는 수를 들어 보세요."

pytestmark = needs_chromium


@pytest.fixture(scope="module")
def classroom(tmp_path_factory):
    """Instructor's and student's folder and page; each has a server and a browser profile of its own."""
    base = tmp_path_factory.mktemp("교실")
    course, own, exchange = base / "과정", base / "학생", base / "교환"
    exchange.mkdir()
    exchange.chmod(0o777)
    copy_of_the_course(course)
    student_bundle.build(student_bundle.ROOT, own)
    meeting = {"RNN_COURSE_EXCHANGE": str(exchange)}
    with (
        start_lab(course, base / "강사의 홈", **meeting) as course_address,
        start_lab(own, base / "학생의 홈", **meeting) as own_address,
        browser() as chromium,
        watched_page(chromium) as instructor,
        watched_page(chromium) as student,
    ):
        open_lab(instructor, course_address)
        open_lab(student, own_address)
        yield SimpleNamespace(course=course, own=own, instructor=instructor, student=student)


# The instructor's and the student's panels -------------------------------------------------------------------------


def menu(page, entry):
    """Open a panel from the menu as a person does."""
    page.get_by_role("menuitem", name="Nbgrader").click()
    page.get_by_role("menuitem", name=entry).click()


def formgrader(page, part="Manage Assignments"):
    """The Formgrader's frame, with one of its parts in front."""
    if page.locator("iframe[src*=formgrader]").count() == 0:
        menu(page, "Formgrader")
    frame = page.frame_locator("iframe[src*=formgrader]")
    frame.get_by_role("link", name=part).click()
    return frame


def row_of(frame, name):
    row = frame.locator("tr", has=frame.locator(".name", has_text=name))
    expect(row).to_be_visible()
    return row


def press(frame, row, column, message):
    """Press a button of a row and wait for the dialog that says that it was done."""
    row.locator(f".{column} a").click()
    modal = frame.locator("#success-modal, #error-modal")
    expect(modal).to_contain_text(message, timeout=5 * MINUTE)
    modal.get_by_role("button", name="OK").click()
    expect(frame.locator(".modal-backdrop")).to_have_count(0)


def assignments(page):
    """The student's list of assignments, freshly loaded."""
    if page.locator("#released_assignments_list").count() == 0:
        menu(page, "Assignment List")
    else:
        page.locator("#refresh_assignments_list").click()
    return page


def entry_of(page, part):
    entry = page.locator(f"#{part}_assignments_list > .list_item", has_text=PS01)
    expect(entry).to_be_visible()
    return entry


# The story ---------------------------------------------------------------------------------------------------------


def test_the_instructor_creates_and_releases_an_assignment(classroom):
    page = classroom.instructor
    frame = formgrader(page)
    press(frame, row_of(frame, PS01), "assign", "Successfully created")
    row_of(frame, PS01).locator(".edit a").click()
    frame.locator(".modal-duedate").fill("2035-03-15T23:59")
    frame.locator(".modal .save").click()
    expect(row_of(frame, PS01).locator(".duedate")).to_contain_text("2035-03-15 23:59:00 KST")
    press(frame, row_of(frame, PS01), "release", "Successfully released")
    expect(row_of(frame, PS01).locator(".status")).to_have_text("released")
    page.screenshot(path=SCREENSHOTS / "classroom-released.png")


def test_the_student_has_no_instructors_panels(classroom):
    page = classroom.student
    page.get_by_role("menuitem", name="Nbgrader").click()
    entries = page.locator(".lm-Menu .lm-Menu-itemLabel").filter(has_text=re.compile("."))
    expect(entries).to_have_text(["Assignment List"])
    entries.click()  # which closes the menu
    expect(page.locator("#released_assignments_list")).to_be_visible()
    expect(page.get_by_role("tab", name="Create Assignment")).to_have_count(0)


def test_the_student_fetches_it(classroom):
    (classroom.own / "my" / PS01).rename(classroom.own / "my" / "ps01_전에_풀던_것")  # the bundle brought it along
    page = assignments(classroom.student)
    entry_of(page, "released").get_by_role("button", name="Fetch").click()
    expect(entry_of(page, "fetched")).to_be_visible()
    assert (classroom.own / "my" / PS01 / f"{PS01}.ipynb").exists()
    page.screenshot(path=SCREENSHOTS / "classroom-fetched.png")


def test_the_student_solves_a_task_first_wrong_then_right(classroom):
    page = classroom.student
    open_notebook(page, f"my/{PS01}/{PS01}.ipynb")
    run_cell(page, cell_with(page, "import rnn_course"))
    right = answers_of(PS01)["task-2-answer"]
    for text, message, picture in ((WRONG, "`자기상관`이 다릅니다.", "wrong"), (right, "제출하면", "right")):
        cell = cell_with(page, "def autocorrelation(")
        write_into(page, cell, text)
        run_cell(page, cell)
        check = cell_with(page, 'Task("문제 2"')
        run_cell(page, check)
        expect(check.locator(".jp-OutputArea")).to_contain_text(message)
        page.screenshot(path=SCREENSHOTS / f"classroom-{picture}.png")
    page.wait_for_function(KERNEL_IS_IDLE)


def test_the_student_writes_validates_and_submits(classroom):
    page = classroom.student
    written = cell_with(page, "여기에 답을 쓰세요", kind="Markdown")
    written.dblclick()
    write_into(page, written, WRITTEN)
    page.keyboard.press("Shift+Enter")
    save(page)
    dialog = validate(page, "`choose_season`: 아직 답을 쓰지 않았습니다.")
    expect(dialog).not_to_contain_text("`autocorrelation`")  # solved
    page.screenshot(path=SCREENSHOTS / "classroom-validate.png")
    dismiss(dialog)
    command(page, "nbgrader:open-assignment-list")
    entry_of(page, "fetched").get_by_role("button", name="Submit").click()
    expect(entry_of(page, "submitted")).to_be_visible()
    page.screenshot(path=SCREENSHOTS / "classroom-submitted.png")


def test_the_instructor_collects_and_autogrades(classroom):
    page = classroom.instructor
    frame = formgrader(page)
    press(frame, row_of(frame, PS01), "collect", "Successfully")
    frame = formgrader(page)
    row_of(frame, PS01).locator(".num-submissions a").click()
    submission = frame.locator("tr", has=frame.locator(".student-id", has_text=get_username()))
    press(frame, submission, "autograde", "Successfully autograded")
    expect(submission.locator(".timestamp")).to_contain_text("KST")
    expect(submission.locator(".score")).to_contain_text("12 / 100")
    expect(submission.locator(".status")).to_contain_text("needs manual grading")
    page.screenshot(path=SCREENSHOTS / "classroom-autograded.png")


def test_the_instructor_marks_the_written_answer_by_hand(classroom):
    page = classroom.instructor
    frame = formgrader(page, "Manual Grading")
    frame.get_by_role("link", name=PS01).click()
    frame.get_by_role("link", name=PS01).last.click()
    frame.get_by_role("link", name="Submission").first.click()
    expect(frame.locator("body")).to_contain_text(WRITTEN)
    cell = frame.locator(".nbgrader_cell", has_text=WRITTEN)
    cell.locator("input.score").fill("7")
    cell.locator("textarea.comment").fill(COMMENT)
    cell.locator("textarea.comment").blur()
    expect(cell.locator(".score-saved")).to_be_visible()
    expect(cell.locator(".comment-saved")).to_be_visible()
    page.screenshot(path=SCREENSHOTS / "classroom-by-hand.png")
    frame.get_by_role("link", name="Manual Grading").click()


def test_the_instructor_returns_the_feedback(classroom):
    page = classroom.instructor
    frame = formgrader(page)
    press(frame, row_of(frame, PS01), "generate-feedback", "Successfully")
    press(frame, row_of(frame, PS01), "release-feedback", "Successfully")
    page.screenshot(path=SCREENSHOTS / "classroom-returned.png")


def test_the_student_reads_it(classroom):
    page = assignments(classroom.student)
    entry_of(page, "submitted").get_by_role("button", name="Fetch Feedback").click()
    entry = entry_of(page, "submitted")
    entry.locator("a").first.click()
    entry.get_by_text("view feedback").click()
    page.locator(".jp-DirListing-item", has_text=f"{PS01}.html").dblclick()
    feedback = page.frame_locator(".jp-HTMLViewer iframe, iframe.jp-HTMLViewer")
    expect(feedback.locator("body")).to_contain_text(COMMENT)
    expect(feedback.locator("body")).to_contain_text("19점 / 100점")
    page.screenshot(path=SCREENSHOTS / "classroom-feedback.png")
