"""Charts of the stored runs as SVG files, which a page on GitHub shows and which need no program to look at.

plotly.js draws them in a headless Chromium. Each file holds the checksum of the figure it was drawn from: a figure
that has not changed is not drawn again, and a test knows an outdated file without a browser.
"""

import hashlib
import shutil
from pathlib import Path
from urllib.parse import unquote

from plotly.offline import get_plotlyjs

from rnn_course.charts import for_storage

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "images"
WIDTH = 900
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
DRAW = """async ([figure, width, height]) => {
    await Plotly.newPlot("chart", JSON.parse(figure));
    return Plotly.toImage("chart", {format: "svg", width, height});
}"""


def stamp(figure):
    """The comment that names the figure in its drawing."""
    return f"<!-- {hashlib.sha256(for_storage(figure).to_json().encode()).hexdigest()} -->"


def is_current(name, figure):
    file = FOLDER / f"{name}.svg"
    return file.exists() and stamp(figure) in file.read_text(encoding="utf-8")


def draw(figures):
    """Write docs/images/NAME.svg of each figure in {name: figure} that has changed."""
    changed = {name: figure for name, figure in figures.items() if not is_current(name, figure)}
    if not changed:
        return
    from playwright.sync_api import sync_playwright  # only the authors' machines have it

    program = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if program is None:
        raise SystemExit("그림을 그리려면 Chromium이 있어야 합니다(sudo apt install chromium). 글은 모두 썼습니다.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        tab = browser.new_page()
        tab.set_content('<div id="chart"></div>')
        tab.add_script_tag(content=get_plotlyjs())
        for name, figure in changed.items():
            picture = tab.evaluate(DRAW, [for_storage(figure).to_json(), WIDTH, figure.layout.height])
            content = unquote(picture.partition(",")[2])
            (FOLDER / f"{name}.svg").write_text(f"{content}\n{stamp(figure)}\n", encoding="utf-8")
        browser.close()
