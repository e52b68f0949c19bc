"""Pages in Debian's chromium, what goes wrong on them, what axe-core finds, and when a figure is drawn anew."""

import shutil
from contextlib import contextmanager

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
needs_chromium = pytest.mark.skipif(not CHROMIUM, reason="no chromium on this machine (apt install chromium)")
MINUTE = 60_000
PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
DESKTOP = {"viewport": {"width": 1400, "height": 1000}}
_FLAGS = "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-sync"


@contextmanager
def browser():
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=_FLAGS.split())
        yield chromium
        chromium.close()


def complaints_of(page):
    """A list that grows with each error in the page's console and each exception of its scripts."""
    complaints = []

    def note(message):
        if message.type == "error":
            complaints.append(f"{message.text} {message.location['url']}")

    page.on("console", note)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    return complaints


@contextmanager
def offline_page(chromium, dark=False, **window):
    """(page, complaints): a page without a network, and the list of its console's errors and of failed requests."""
    context = chromium.new_context(locale="ko-KR", color_scheme="dark" if dark else "light", offline=True, **window)
    page = context.new_page()
    page.set_default_timeout(5 * MINUTE)
    complaints = complaints_of(page)
    page.on("requestfailed", lambda request: complaints.append(f"failed: {request.url}"))
    yield page, complaints
    context.close()


DRAWN = """plot => JSON.stringify([plot.data, plot.layout.shapes, plot.layout.annotations, plot.layout.xaxis,
    plot.layout.yaxis])"""


@contextmanager
def redrawn(plot):
    """What is done in it has to change what the plotly figure (a locator) shows."""
    before, drawing = plot.evaluate(DRAWN), plot.element_handle()
    yield
    plot.page.wait_for_function(f"([plot, before]) => ({DRAWN})(plot) !== before", arg=[drawing, before])


def serious_findings(page):
    """[(rule, first element)] of axe-core's findings that are serious or critical."""
    # a page from a file may not read its style sheets by script; the rules here need none of that
    found = Axe().run(page, options={"resultTypes": ["violations"], "preload": False}).response["violations"]
    return [(rule["id"], rule["nodes"][0]["html"]) for rule in found if rule["impact"] in ("serious", "critical")]
