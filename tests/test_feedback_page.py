"""The page that a student gets back is accessible: axe-core finds nothing serious on it."""

import re

import nbformat
from accessibility import DESKTOP, PHONE, browser, needs_chromium, offline_page, serious_findings
from pages import ROOT

from course_grader.cleaning import markdown_to_html
from course_grader.feedback import KoreanFeedback

PS02 = "ps02_recurrence"
SAID = "h의 값이 다릅니다. 이전 상태를 곱했는지 확인하세요. (12점 중 6점)"


def feedback_page():
    """The page of a half-right submission with a teacher's comment, an error and an answer that waits for its mark."""
    notebook = nbformat.read(ROOT / "source" / PS02 / f"{PS02}.ipynb", as_version=4)
    for cell in notebook.cells:
        graded = cell.metadata.get("nbgrader", {})
        graded |= {"score": 6.0, "waits": graded.get("solution", False), "comment": "`h`를 **다시** 보세요."}
        if graded.get("grade") and cell.cell_type == "code":
            cell.outputs = [nbformat.v4.new_output("stream", name="stdout", text=SAID)]
        elif cell.cell_type == "code":
            cell.outputs = [nbformat.v4.new_output("error", ename="ValueError", evalue="모양이 다릅니다", traceback=[])]
    marks = {"notebook": PS02, "student": "20260001", "score": 42.0, "max_score": 100.0, "late_penalty": 10.0}
    return KoreanFeedback().from_notebook_node(notebook, resources={"nbgrader": marks})[0]


@needs_chromium
def test_feedback_page_is_accessible_on_a_desktop_and_a_phone(tmp_path):
    path = tmp_path / "채점 결과.html"
    path.write_text(feedback_page(), encoding="utf-8")
    with browser() as chromium:
        for window in (DESKTOP, PHONE):
            with offline_page(chromium, **window) as (page, complaints):
                page.goto(path.as_uri())
                assert page.get_by_text(SAID).count() > 5
                assert serious_findings(page) == []
                assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
                assert complaints == []


def test_only_links_to_other_sites_stay_links():
    page = markdown_to_html("[가](../a.ipynb#3:4) [나](https://x.kr/a) [다](#위) [라](javascript:x) [마](file:///x)")
    assert re.findall(r'href="([^"]*)"', page) == ["https://x.kr/a"]
    assert all(word in page for word in "가나다라마")
