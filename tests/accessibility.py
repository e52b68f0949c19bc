"""A page in Debian's chromium without a network, and what axe-core finds on it."""

import shutil
from contextlib import contextmanager

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
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


@contextmanager
def offline_page(chromium, dark=False, **window):
    """(page, complaints): a page without a network, and the list of its console's errors and of failed requests."""
    context = chromium.new_context(locale="ko-KR", color_scheme="dark" if dark else "light", offline=True, **window)
    page, complaints = context.new_page(), []
    page.set_default_timeout(5 * MINUTE)
    page.on("console", lambda message: message.type == "error" and complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("requestfailed", lambda request: complaints.append(f"failed: {request.url}"))
    yield page, complaints
    context.close()


def serious_findings(page):
    """[(rule, first element)] of axe-core's findings that are serious or critical."""
    # a page from a file may not read its style sheets by script; the rules here need none of that
    found = Axe().run(page, options={"resultTypes": ["violations"], "preload": False}).response["violations"]
    return [(rule["id"], rule["nodes"][0]["html"]) for rule in found if rule["impact"] in ("serious", "critical")]
