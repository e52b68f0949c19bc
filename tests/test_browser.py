"""A student's way in a real browser: JupyterLab as `make lab` starts it, Debian's chromium driven by playwright.

Every wait is for a state (a kernel that is idle, a text that appears), never for a time. Screenshots go to
build/screenshots. Skipped with a reason where there is no chromium.
"""

import re
import shutil
import urllib.request
from pathlib import Path

import nbformat
import pytest
from accessibility import MINUTE, browser, needs_chromium, redrawn
from assignment_cells import answers_of, solve
from course_copy import copy_of_the_course
from lab_in_browser import (
    ALL_CELLS_RAN,
    KERNEL_IS_BUSY,
    KERNEL_IS_IDLE,
    SCREENSHOTS,
    cell_with,
    command,
    dismiss,
    nothing_failed,
    open_lab,
    open_notebook,
    run_cell,
    save,
    start_lab,
    validate,
    watched_page,
    write_into,
)
from playwright.sync_api import expect
from test_nbgrader_cycle import nbgrader

from course_grader import grading
from course_grader.markbook import Markbook

ROOT = Path(__file__).resolve().parent.parent
PS05 = "ps05_stock_case"

pytestmark = needs_chromium


def put_ps05_into_my(folder):
    """As released, and beside it with all answers."""
    shutil.copytree(folder / "release" / PS05, folder / "my" / PS05)
    released = folder / "release" / PS05 / f"{PS05}.ipynb"
    nbformat.write(solve(released, answers_of(PS05)), folder / "my" / PS05 / "solved.ipynb")


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """Address and folder of a JupyterLab started by tools/lab.py in a copy of the course, as a new user."""
    base = tmp_path_factory.mktemp("브라우저")
    folder = base / "순환 신경망"
    copy_of_the_course(folder)
    put_ps05_into_my(folder)
    with start_lab(folder, base / "home") as address:
        yield address, folder


@pytest.fixture(scope="module")
def page(lab):
    with browser() as chromium, watched_page(chromium) as page:
        open_lab(page, lab[0])
        yield page


def test_jupyterlab_is_korean_on_loopback_with_a_token_and_has_nbgrader(page, lab):
    expect(page.get_by_role("menuitem", name="파일").first).to_be_visible()
    expect(page.get_by_role("menuitem", name="Nbgrader").first).to_be_visible()
    expect(page.get_by_text("05_stock_case.ipynb").first).to_be_visible()  # it opens in the notebooks' folder
    assert page.locator(".jp-Dialog, .Toastify__toast").count() == 0  # no news, no update prompt
    page.screenshot(path=SCREENSHOTS / "lab.png")
    without_token = lab[0].split("/lab")[0] + "/api/contents"
    with pytest.raises(urllib.error.HTTPError, match="403"):
        urllib.request.urlopen(without_token)


def test_a_notebook_runs_to_its_end(page):
    open_notebook(page, "notebooks/07_embeddings.ipynb")
    page.get_by_title("커널 재시작 후 모든 셀 실행").locator("visible=true").click()  # as the notebooks call it
    page.locator(".jp-Dialog .jp-mod-accept").click()
    page.wait_for_function(KERNEL_IS_BUSY)
    page.wait_for_function(ALL_CELLS_RAN, timeout=10 * MINUTE)
    nothing_failed(page)


def test_the_price_chart_answers_the_mouse(page):
    open_notebook(page, "notebooks/05_stock_case.ipynb")
    cell = cell_with(page, "price_chart(")
    command(page, "notebook:run-all-above")
    page.wait_for_function(KERNEL_IS_BUSY)
    run_cell(page, cell)
    page.wait_for_function(KERNEL_IS_IDLE, timeout=2 * MINUTE)
    nothing_failed(page)
    chart = page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-CodeCell.jp-mod-active .js-plotly-plot").first
    chart.scroll_into_view_if_needed()
    area = chart.locator(".nsewdrag").first.bounding_box()
    page.mouse.move(area["x"] + area["width"] * 0.6, area["y"] + area["height"] * 0.4, steps=5)
    hover = chart.locator(".hoverlayer")
    expect(hover).to_contain_text(re.compile(r"\d{4}년 \d{1,2}월 \d{1,2}일"))
    expect(hover).to_contain_text("수정 종가")
    page.screenshot(path=SCREENSHOTS / "price-chart-hover.png")


def figure_of(page, source):
    """(cell, plotly's drawing) of the cell with this source, once its figure and what turns it are there."""
    cell = cell_with(page, source)
    plot = cell.locator(".js-plotly-plot")
    expect(plot.locator(".main-svg").first).to_be_visible()
    expect(cell.locator(".rnn-course-controls")).to_be_attached()
    return cell, plot


def tab_to_the_controls(page, cell):
    """Focus what the keyboard turns the cell's figure with, by the key Tab alone."""
    cell.locator(".jp-InputPrompt").click()
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("() => !!document.activeElement.closest('.rnn-course-controls')"):
            break
    control = cell.locator(".rnn-course-controls :focus")
    expect(control).to_be_visible()
    return control


CHOSEN = """plot => [...(plot.layout.sliders || []), ...(plot.layout.updatemenus || [])]
    .map(control => control.active || 0)"""
UNROLLED = "고리를 시간 단계마다 하나씩 풀면"


def test_the_keyboard_alone_turns_figures(page):
    open_notebook(page, "notebooks/02_recurrence.ipynb")
    cell, plot = figure_of(page, UNROLLED)
    slider = tab_to_the_controls(page, cell)
    for key, step, label in (
        ("ArrowRight", 1, "고리가 하나 생김"),
        ("End", 6, "5단계까지 펼침"),
        ("Home", 0, "순방향 신경망"),
    ):
        with redrawn(plot):
            page.keyboard.press(key)
        expect(slider).to_have_attribute("aria-valuetext", label)
        assert plot.evaluate(CHOSEN) == [step]
        expect(page.locator(".slider-label", has_text=label).first).to_be_attached()
    page.keyboard.press("ArrowRight")
    page.screenshot(path=SCREENSHOTS / "keyboard.png")
    for notebook, title in (("02_recurrence", "직접 쓴 역전파만으로"), ("06_tokenization", "원-핫 배열의 두 조각")):
        open_notebook(page, f"notebooks/{notebook}.ipynb")  # a row of buttons, a list
        cell, plot = figure_of(page, title)
        tab_to_the_controls(page, cell)
        for key, choice in (("ArrowDown", 1), ("ArrowUp", 0)):
            with redrawn(plot):
                page.keyboard.press(key)
            assert plot.evaluate(CHOSEN) == [choice]


def test_two_lists_of_a_figure_have_two_names(page):
    open_notebook(page, "notebooks/05_stock_case.ipynb")
    cell, _ = figure_of(page, "price_chart(")
    lists = cell.locator(".rnn-course-controls select")
    names = lists.evaluate_all("all => all.map(one => one.getAttribute('aria-label'))")
    assert names == ["그림에서 볼 것 1", "그림에서 볼 것 2"]


def test_the_mouse_turns_a_slider(page):
    open_notebook(page, "notebooks/02_recurrence.ipynb")
    cell, plot = figure_of(page, UNROLLED)
    rail = plot.locator(".slider-rail-touch-rect")
    rail.scroll_into_view_if_needed()
    place = rail.bounding_box()
    first, last = place["x"] + 8, place["x"] + place["width"] - 8
    height = place["y"] + place["height"] / 2
    native = cell.locator(".rnn-course-controls input")
    with redrawn(plot):
        page.mouse.click(last, height)
    assert plot.evaluate(CHOSEN) == [6]
    expect(native).to_have_attribute("aria-valuetext", "5단계까지 펼침")
    with redrawn(plot):
        page.mouse.move(last, height)
        page.mouse.down()
        page.mouse.move(first, height, steps=5)
        page.mouse.up()
    assert plot.evaluate(CHOSEN) == [0]
    expect(native).to_have_attribute("aria-valuetext", "순방향 신경망")


def test_dark_theme_keeps_the_charts_readable(page):
    command(page, "apputils:change-theme", theme="JupyterLab Dark")
    page.wait_for_selector("body[data-jp-theme-light='false']", state="attached")
    chart = page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .js-plotly-plot .main-svg").first
    ground = chart.evaluate("node => getComputedStyle(node).backgroundColor")
    assert chart.bounding_box()["height"] > 300  # JupyterLab draws outputs anew: a figure must not collapse
    red, green, blue = (int(value) for value in re.findall(r"\d+", ground)[:3])
    page.screenshot(path=SCREENSHOTS / "price-chart-dark.png")
    assert min(red, green, blue) > 200  # the figure brings its own light ground
    command(page, "apputils:change-theme", theme="JupyterLab Light")
    page.wait_for_selector("body[data-jp-theme-light='true']", state="attached")


@pytest.mark.heavy  # the same, but for the blank, is part of the story in test_classroom.py
def test_check_in_ps05_answers_a_blank_a_wrong_and_a_right_answer(page):
    open_notebook(page, f"my/{PS05}/{PS05}.ipynb")
    right = answers_of(PS05)["task-1-answer"]
    name = re.search(r"def (\w+)", right).group(1)
    wrong = f"def {name}(*arguments, **named):\n    return None\n"

    run_cell(page, cell_with(page, "import rnn_course"))
    tries = [
        ("blank", "", "아직 답을 쓰지 않았습니다"),
        ("wrong", wrong, "None"),
        ("right", right, "제출하면 더 많은 입력과 조건으로 검사하고"),
    ]
    for kind, text, message in tries:
        cell = cell_with(page, f"def {name}(")
        if text:
            write_into(page, cell, text)
        run_cell(page, cell)
        check = cell_with(page, 'Task("문제 1"')
        run_cell(page, check)
        expect(check.locator(".jp-OutputArea")).to_contain_text(message)
        page.screenshot(path=SCREENSHOTS / f"check-{kind}.png")


def test_validate_button_is_content_with_finished_work(page):
    """What it says about unfinished work is part of the story in test_classroom.py."""
    open_notebook(page, f"my/{PS05}/solved.ipynb")
    save(page)
    dialog = validate(page, "Success")
    page.screenshot(path=SCREENSHOTS / "validate-solved.png")
    dismiss(dialog)


# The instructor ---------------------------------------------------------------------------------------------------

PS02 = "ps02_recurrence"
RUNS_SOMETHING = (
    "<script>window.hacked = 1</script><img src=x onerror='window.hacked = 1'>"
    "<svg onload='window.hacked = 1'><script>window.hacked = 1</script></svg>[누르세요](javascript:window.hacked=1)"
    "\n\n![그림](attachment:x.svg) ![밖](https://example.com/x.png)\n\n$\\text{<img src=x onerror='window.hacked=1'>}$"
)
HOSTILE_CELL = f"""from IPython.display import HTML, Javascript, Markdown, SVG, display, publish_display_data
TEXT = {RUNS_SOMETHING!r}
print(TEXT)
for kind in (HTML, Javascript, Markdown):
    display(kind(TEXT))
publish_display_data({{"image/svg+xml": TEXT, "image/png": '" onerror="window.hacked = 1', "text/plain": TEXT}})


def next_state(*arguments):
    raise ValueError(TEXT)
"""


@pytest.fixture(scope="module")
def hostile_course(lab):
    """The course with one submission that tries to run something wherever a page shows it."""
    folder = lab[1]
    nbgrader(folder, folder / "exchange", "generate_assignment", PS02, "--force")
    notebook = nbformat.read(folder / "release" / PS02 / f"{PS02}.ipynb", as_version=4)
    written = next(cell for cell in notebook.cells if cell.cell_type == "markdown" and cell.id.endswith("-answer"))
    written.source = RUNS_SOMETHING
    written.attachments = {"x.svg": {"image/svg+xml": "PHN2ZyBvbmxvYWQ9IndpbmRvdy5oYWNrZWQ9MSIvPg=="}}
    next(cell for cell in notebook.cells if cell.id == "task-1-answer").source = HOSTILE_CELL
    solved = nbformat.read(folder / "source" / PS02 / f"{PS02}.ipynb", as_version=4)
    right = next(cell.source for cell in solved.cells if cell.id == "task-3-answer")
    next(cell for cell in notebook.cells if cell.id == "task-3-answer").source = right
    notebook.cells.insert(3, nbformat.v4.new_markdown_cell(RUNS_SOMETHING))
    place = folder / "submitted" / "hostile" / PS02
    place.mkdir(parents=True)
    nbformat.write(notebook, place / f"{PS02}.ipynb")
    return folder


def assert_graded_through_the_trusted_grader(folder):
    """Its own record stands beside the marks; plain nbgrader writes neither it nor the fingerprint."""
    with Markbook(f"sqlite:///{folder}/gradebook.db", "rnn") as book:
        record = book.records(PS02)["hostile"]
        grades = book.gradebook.find_submission_notebook(PS02, PS02, "hostile").grades
        earned = {grade.name: grade.auto_score for grade in grades if grade.auto_score}
    assert record.state == grading.GRADED
    assert earned == {"task-3-check": 12.0}
    notebook = nbformat.read(folder / "autograded" / "hostile" / PS02 / f"{PS02}.ipynb", as_version=4)
    assert notebook.metadata["rnn_course"]["graded"] == record.fingerprint


def nothing_ran(page, dialogs):
    page.wait_for_load_state()
    assert page.evaluate("() => window.hacked") is None
    assert page.locator("[onerror], [onload], [href^='javascript']").count() == 0
    assert dialogs == []


def test_formgraders_button_grades_and_no_page_runs_what_a_student_wrote(page, lab, hostile_course):
    root = lab[0].split("/lab")[0]
    view = page.context.browser.new_context(locale="ko-KR").new_page()
    view.set_default_timeout(5 * MINUTE)
    view.goto(lab[0])  # logs in
    dialogs = []
    view.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    view.goto(f"{root}/formgrader/manage_submissions/{PS02}")
    view.locator("tr", has_text="hostile").locator(".autograde a").click()
    modal = view.locator("#success-modal, #error-modal")
    expect(modal).to_contain_text("Successfully autograded", timeout=10 * MINUTE)
    view.screenshot(path=SCREENSHOTS / "formgrader-autograde.png")
    assert_graded_through_the_trusted_grader(hostile_course)
    view.goto(f"{root}/formgrader/gradebook/{PS02}/{PS02}")
    nothing_ran(view, dialogs)
    view.locator("table a", has_text="Submission").first.click()
    expect(view.locator("body")).to_contain_text("window.hacked")  # it is shown, as text
    view.screenshot(path=SCREENSHOTS / "formgrader-hostile.png")
    nothing_ran(view, dialogs)

    nbgrader(hostile_course, hostile_course / "exchange", "generate_feedback", PS02, "--force")
    view.context.set_offline(True)
    asked = []
    view.on("request", lambda request: asked.append(request.url))
    view.goto((hostile_course / "feedback" / "hostile" / PS02 / f"{PS02}.html").as_uri())
    expect(view.locator("h1#top")).to_have_text(PS02)
    view.screenshot(path=SCREENSHOTS / "feedback-hostile.png")
    nothing_ran(view, dialogs)
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    view.context.close()
