"""JupyterLab as `make lab` starts it, and a browser whose errors fail the test; for test_browser and test_classroom.

Every wait is for a state (a kernel that is idle, a text that appears), never for a time. Screenshots go to
build/screenshots.
"""

import os
import re
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

from accessibility import DESKTOP, MINUTE, complaints_of
from playwright.sync_api import expect
from servers import free_port

ROOT = Path(__file__).resolve().parent.parent
SCREENSHOTS = ROOT / "build" / "screenshots"
# JupyterLab itself: its debugger asks a kernel that is just being restarted.
NOT_OURS = "Could not restore the debugger state: Canceled future"

expect.set_options(timeout=MINUTE)


@contextmanager
def start_lab(folder, home, **settings):
    """Address of a JupyterLab started by tools/lab.py in `folder`, as a new user whose home folder is `home`."""
    home.mkdir()
    own = {name: value for name, value in os.environ.items() if not name.startswith(("JUPYTER", "PYTEST", "RNN_"))}
    own |= {"HOME": str(home), "PORT": str(free_port()), "PYTHONPATH": str(folder)}
    own |= {"JUPYTERLAB_WORKSPACES_DIR": str(home / "workspaces")} | settings
    command = [sys.executable, str(folder / "tools" / "lab.py"), "--no-browser", "--expose-app-in-browser"]
    log = home / "lab.log"
    with log.open("w") as output:
        server = subprocess.Popen(command, env=own, stdout=output, stderr=subprocess.STDOUT)
    try:
        while not (address := re.search(rf"http://127\.0\.0\.1:{own['PORT']}/lab\S*token=\w+", log.read_text())):
            assert server.poll() is None, log.read_text()
            time.sleep(0.2)  # between two looks; how many there are does not matter
        yield address.group()
    finally:
        server.terminate()
        server.wait()


@contextmanager
def watched_page(chromium):
    """A page of a new visitor. At the end nothing may have gone wrong on it."""
    context = chromium.new_context(locale="ko-KR", **DESKTOP)
    page = context.new_page()
    page.set_default_timeout(MINUTE)
    complaints = complaints_of(page)
    yield page
    context.close()
    complaints = [complaint for complaint in complaints if not complaint.startswith(NOT_OURS)]
    assert not complaints, "\n".join(complaints)


def open_lab(page, address):
    page.goto(address)
    page.wait_for_function("() => window.jupyterapp !== undefined")
    page.evaluate("() => window.jupyterapp.restored.then(() => true)")


NOTEBOOK_IS_READY = """(name) => {
    const panel = window.jupyterapp.shell.currentWidget;
    return panel?.context?.path === name && panel.context.isReady
        && panel.sessionContext?.session?.kernel?.status === 'idle';
}"""
KERNEL_IS_BUSY = "() => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.status === 'busy'"
KERNEL_IS_IDLE = KERNEL_IS_BUSY.replace("busy", "idle")
ALL_CELLS_RAN = """() => {
    const panel = window.jupyterapp.shell.currentWidget;
    const cells = Array.from(panel.content.model.cells).filter(cell => cell.type === 'code');
    return panel.sessionContext.session.kernel.status === 'idle'
        && cells.every(cell => cell.executionCount !== null || cell.sharedModel.getSource().trim() === '');
}"""
OUTPUTS = """() => Array.from(window.jupyterapp.shell.currentWidget.content.model.cells)
    .flatMap(cell => cell.type === 'code' ? cell.outputs.toJSON() : [])"""


def command(page, name, **arguments):
    """Start a command of JupyterLab without waiting for its end: one that opens a dialog ends with the dialog."""
    page.evaluate("([name, args]) => { window.jupyterapp.commands.execute(name, args); }", [name, arguments])


def open_notebook(page, path):
    command(page, "docmanager:open", path=path)
    page.wait_for_function(NOTEBOOK_IS_READY, arg=path)


def cell_with(page, text, kind="Code"):
    """The cell of the notebook in front whose source has `text`, scrolled into view. kind: "Code" or "Markdown"."""
    page.evaluate(
        """async text => {
            const notebook = window.jupyterapp.shell.currentWidget.content;
            const number = notebook.widgets.findIndex(cell => cell.model.sharedModel.getSource().includes(text));
            notebook.activeCellIndex = number;
            await notebook.scrollToItem(number, 'start');
        }""",
        text,
    )
    cell = page.locator(f".jp-NotebookPanel:not(.lm-mod-hidden) .jp-{kind}Cell.jp-mod-active")
    expect(cell).to_be_visible()
    return cell


def write_into(page, cell, text):
    """Replace what stands in a cell."""
    cell.locator(".cm-content").first.click()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(text)


def save(page):
    command(page, "docmanager:save")
    page.wait_for_function("() => !window.jupyterapp.shell.currentWidget.context.model.dirty")


def validate(page, message):
    """Press nbgrader's button; returns the dialog once it says the message."""
    page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-NotebookPanel-toolbar").get_by_text("Validate").click()
    dialog = page.locator(".jp-Dialog")
    expect(dialog).to_contain_text(message, timeout=2 * MINUTE)
    return dialog


def dismiss(dialog):
    dialog.get_by_role("button").last.click()
    expect(dialog).to_have_count(0)


def run_cell(page, cell):
    cell.locator(".cm-content").first.click()
    page.keyboard.press("Control+Enter")


def nothing_failed(page):
    outputs = page.evaluate(OUTPUTS)
    assert outputs
    assert not [output for output in outputs if output["output_type"] == "error" or output.get("name") == "stderr"]
