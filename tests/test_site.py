"""The static site: everything of the notebooks is there, and it works in a browser without a kernel and a network."""

import re
import shutil
import subprocess
import sys
from urllib.parse import unquote, urlsplit

import nbformat
import pytest
from accessibility import DESKTOP, PHONE, browser, needs_chromium, offline_page, redrawn, serious_findings
from bs4 import BeautifulSoup
from color_vision import as_hex, contrast
from pages import LECTURES, ROOT, name_of

from tools import build_site

sys.path.insert(0, str(ROOT / "site"))
import notebook_figures

sys.path.pop(0)

PLOTLY = notebook_figures.PLOTLY
MEGABYTE = 1_000_000
LECTURE_PAGES = [f"notebooks/{path.stem}.html" for path in LECTURES]

BUILD = """
import pathlib, sys
from tools import build_site
sys.exit(build_site.build(*map(pathlib.Path, sys.argv[1:]), "someone/rnn-course"))
"""
BWRAP = shutil.which("bwrap")
WITHOUT_NETWORK = [BWRAP, "--unshare-user", "--unshare-net", "--dev-bind", "/", "/"] if BWRAP else []


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    command = [*WITHOUT_NETWORK, sys.executable, "-c", BUILD, folder / "source", folder / "사이트"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return folder / "사이트"


@pytest.fixture(scope="module")
def soups(site):
    """{path in the site: parsed page}"""
    return {
        path.relative_to(site).as_posix(): BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        for path in sorted(site.rglob("*.html"))
        if "_static" not in path.parts
    }


def squeezed(text):
    return re.sub(r"\s+", "", text)


def outputs_of(cell, kind):
    return [output.data[kind] for output in cell.get("outputs", []) if kind in output.get("data", {})]


# --- everything is there ---


@pytest.mark.parametrize("path", LECTURES, ids=name_of)
def test_code_outputs_figures_and_descriptions_come_through(path, soups):
    page = soups[f"notebooks/{path.stem}.html"]
    text = squeezed(page.get_text())
    cells = nbformat.read(path, as_version=4).cells
    for cell in cells:
        if cell.cell_type == "code":
            assert squeezed(cell.source) in text, cell.id
            printed = [output.text for output in cell.outputs if output.get("name") == "stdout"]
            data = [output.get("data", {}) for output in cell.outputs]
            values = [shown["text/plain"] for shown in data if set(shown) == {"text/plain"}]
            assert all(squeezed(shown) in text for shown in [*printed, *values]), cell.id
    pages = [html for cell in cells for html in outputs_of(cell, "text/html")]
    described = [squeezed(BeautifulSoup(html, "html.parser").get_text()) for html in pages if "그림 설명: " in html]
    assert [squeezed(caption.get_text()) for caption in page.select("figure.chart figcaption")] == described
    assert len(described) == sum(len(outputs_of(cell, PLOTLY)) for cell in cells) > 5
    assert len(page.select(".cell_output table")) == sum(html.count("<table") for html in pages)
    corrections = sum(cell.source.count("**책과 다른 점.**") for cell in cells if cell.cell_type == "markdown")
    assert page.get_text().count("책과 다른 점.") == corrections


def test_a_figure_without_description_stops_the_build():
    figure = nbformat.v4.new_output("display_data", {PLOTLY: {"data": [], "layout": {"height": 300}}})
    words = nbformat.v4.new_output("display_data", {"text/html": "<p>그림 설명: 오르는 선입니다.</p>"})
    shown = notebook_figures.with_figures([figure, words], "cell")
    assert "<figcaption>그림 설명: 오르는 선입니다.</figcaption>" in shown[0]["data"]["text/html"]
    for outputs in ([figure], [words], [figure, figure, words], [figure, words, words]):
        with pytest.raises(ValueError, match="without"):
            notebook_figures.with_figures(outputs, "cell")


def test_pages_are_small_korean_and_load_nothing_from_elsewhere(site, soups):
    assert len(soups) > 20
    for name, page in soups.items():
        assert (site / name).stat().st_size < 3 * MEGABYTE, name
        assert page.html["lang"] == "ko"
        loaded = [tag.get("src") or tag.get("href") for tag in page.select("[src], link[href]")]
        assert not [address for address in loaded if urlsplit(address).netloc], name
        missing = [a for a in loaded if not (site / name).parent.joinpath(unquote(urlsplit(a).path)).exists()]
        assert not missing, name


def test_no_link_is_dead(site, soups):
    anchors = {name: {tag["id"] for tag in page.select("[id]")} for name, page in soups.items()}
    dead = []
    for name, page in soups.items():
        for link in page.select("a[href]"):
            address = urlsplit(link["href"])
            if address.scheme:
                continue
            target = (site / name).parent.joinpath(unquote(address.path)).resolve() if address.path else site / name
            inside = target.relative_to(site.resolve()).as_posix() if address.path else name
            is_known = unquote(address.fragment) in anchors.get(inside, ()) if address.fragment else target.is_file()
            dead += [] if is_known else [(name, link["href"])]
    assert not dead


@pytest.mark.parametrize("name", LECTURE_PAGES)
def test_every_lecture_leads_to_all_lectures(name, soups):
    links = [link["href"] for link in soups[name].select("nav.bd-docs-nav a")]
    there = {name if link == "#" else f"notebooks/{link}" for link in links}
    assert set(LECTURE_PAGES) <= there


def test_each_notebook_can_be_downloaded_and_opened_elsewhere(site, soups):
    for path in LECTURES:
        links = {a.get_text(): a["href"] for a in soups[f"notebooks/{path.stem}.html"].select(".open-notebook a")}
        downloaded = site / "notebooks" / links.pop("노트북 내려받기")
        assert downloaded.read_bytes() == (site.parent / "source" / "notebooks" / path.name).read_bytes()
        assert set(links) == {"Binder에서 열기", "Codespaces에서 열기", "GitHub에서 보기"}
        assert all("someone/rnn-course" in address for address in links.values())
    assert (site / "rnn-course-student.zip").stat().st_size > MEGABYTE


def test_an_address_that_is_no_repository_is_refused(capsys):
    assert build_site.main(["rnn-course"]) == 2
    assert "https://github.com/이름/저장소 꼴" in capsys.readouterr().err


# --- it works in a browser ---


@pytest.fixture(scope="module")
def chromium():
    with browser() as running:
        yield running


def open_page(page, path, query=""):
    page.goto(path.as_uri() + query)
    page.wait_for_function("() => !window.MathJax || window.MathJax.startup?.promise")
    page.evaluate("() => window.MathJax?.startup.promise.then(() => true)")


def draw_all_charts(page):
    """Scroll to every figure; returns how many there are."""
    charts = page.locator(".chart-drawing").all()
    for chart in charts:
        chart.scroll_into_view_if_needed()
        chart.locator(".main-svg").first.wait_for()
    page.wait_for_function("() => !document.querySelector('figure.chart:not([data-drawn])')")
    return len(charts)


def tab_to(page, control, figure):
    """Press Tab, from the figure on, until the control has the focus."""
    figure.locator(".chart-drawing").evaluate("node => { node.tabIndex = -1; node.focus(); }")
    for _ in range(20):
        page.keyboard.press("Tab")
        if control.evaluate("node => node === document.activeElement"):
            return
    pytest.fail(f"the key Tab does not get to {control}")


def turn_with_the_keyboard(page, figure):
    """Get to the figure's first control with the key Tab, and press the key that turns it."""
    controls = figure.locator(".chart-controls")
    slider_or_list = controls.locator("input, select")
    control = slider_or_list.first if slider_or_list.count() else controls.locator("button").last
    key = control.evaluate("one => ({INPUT: 'ArrowRight', SELECT: 'ArrowDown', BUTTON: 'Enter'})[one.tagName]")
    tab_to(page, control, figure)
    assert controls.evaluate("node => getComputedStyle(node).opacity") == "1"
    with redrawn(figure.locator(".chart-drawing")):
        page.keyboard.press(key)


def check_notebook_page(page):
    """Every figure is drawn with its controls, and what can be turned turns by the keyboard."""
    assert draw_all_charts(page) > 5
    can_be_turned = page.locator("figure.chart").filter(has=page.locator(".chart-controls")).all()
    assert len(can_be_turned) >= 4
    for figure in can_be_turned:
        turn_with_the_keyboard(page, figure)
    heights = page.locator(".chart-drawing .svg-container").evaluate_all("all => all.map(one => one.clientHeight)")
    assert min(heights) > 200
    assert page.locator("mjx-merror").count() == 0


def check_page(page, complaints, name):
    """Nothing serious for axe-core, nothing in the console, nothing wider than the window."""
    if name.startswith("notebooks/"):
        check_notebook_page(page)
    assert serious_findings(page) == [], name
    assert complaints == [], name
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"), name


@needs_chromium
def test_a_notebook_is_alive_without_kernel_and_network(site, chromium):
    with offline_page(chromium, **DESKTOP) as (page, complaints):
        open_page(page, site / "notebooks" / "06_tokenization.html")
        check_page(page, complaints, "notebooks/06_tokenization.html")


STYLE = """node => {
    const { wordBreak, fontFamily, lineHeight, fontSize } = getComputedStyle(node);
    return [wordBreak, fontFamily.split(",")[0].replaceAll('"', ""), parseFloat(lineHeight) / parseFloat(fontSize)];
}"""


@needs_chromium
def test_korean_has_a_korean_font_room_between_lines_and_whole_words(site, chromium):
    with offline_page(chromium, **DESKTOP) as (page, _):
        open_page(page, site / "notebooks" / "06_tokenization.html")
        for place, spacing in (("article p", 1.8), ("article li", 1.8), ("figure.chart figcaption", 1.7)):
            style = page.locator(place).first.evaluate(STYLE)
            assert style == ["keep-all", "Noto Sans KR", pytest.approx(spacing, abs=0.01)], place
        assert page.locator("article h1").evaluate(STYLE)[:2] == ["keep-all", "Noto Sans KR"]
        assert page.locator(".cell_input pre").first.evaluate(STYLE)[1] == "D2Coding"


def is_dark(page):
    """Whether the ground is; the theme has to say the same."""
    theme, ground = page.evaluate(
        "() => [document.documentElement.dataset.theme, getComputedStyle(document.body).backgroundColor]"
    )
    assert theme == ("dark" if contrast(as_hex(ground), "#ffffff") > 10 else "light")
    return theme == "dark"


@needs_chromium
def test_a_reader_of_the_dark_theme_can_choose_the_light_one(site, chromium):
    with offline_page(chromium, dark=True, **DESKTOP) as (page, complaints):
        open_page(page, site / "index.html")
        assert is_dark(page)
        page.get_by_role("button", name="화면의 밝기").locator("visible=true").click()
        page.get_by_role("button", name="밝게", exact=True).locator("visible=true").click()
        page.wait_for_function("() => document.documentElement.dataset.theme === 'light'")
        assert not is_dark(page)
        assert complaints == []


@needs_chromium
@pytest.mark.heavy
def test_on_a_phone_the_menu_leads_to_a_lecture_and_the_search_to_a_section(site, chromium):
    with offline_page(chromium, **PHONE) as (page, complaints):
        open_page(page, site / "index.html")
        page.get_by_role("button", name="강의 차례").tap()
        page.get_by_role("dialog").get_by_role("link", name="03 SimpleRNN").tap()
        page.wait_for_url("**/03_simple_rnn.html")
        page.get_by_role("button", name="찾기").locator("visible=true").tap()
        page.get_by_role("dialog").get_by_role("searchbox").fill("은닉 상태")
        page.keyboard.press("Enter")
        page.wait_for_url("**/search.html*")
        result = page.locator("#search-results a").first
        address = result.get_attribute("href")
        result.tap()
        page.wait_for_url(f"**/{address}")
        assert page.locator(":target").count() == 1
        assert complaints == []


@needs_chromium
def test_search_finds_a_word_inside_a_word(site, chromium):
    with offline_page(chromium, **DESKTOP) as (page, complaints):
        open_page(page, site / "index.html")
        page.keyboard.press("Control+k")
        page.keyboard.insert_text("순환")
        page.keyboard.press("Enter")
        page.wait_for_url("**/search.html*")
        page.locator("#search-results li").first.wait_for()
        assert "순환" in page.locator("#search-results li").first.inner_text()
        page.evaluate(
            "text => SECTIONS.push({address: '#', page: '쪽', title: '절', text})", "순환신경망은 기억합니다."
        )
        field = page.locator("article input")
        field.fill("환신 억합")
        own = page.locator("#search-results li", has_text="절 — 쪽")
        assert "순환신경망은 기억합니다." in own.inner_text()
        for query, found in (("순환신경망", "순환 신경망"), ("simplernn", "SimpleRNN"), ("없는말없는말", None)):
            field.fill(query)
            assert (found is not None) == (page.locator("#search-results li").count() > 0)
            if found:
                assert found in page.locator("#search-results li").first.inner_text()
        field.fill("은닉 상태")
        address = page.locator("#search-results a").first.get_attribute("href")
        page.locator("#search-results a").first.focus()
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/{address}")
        assert page.locator(":target").count() == 1
        assert complaints == []


WINDOWS = {"desktop-light": (DESKTOP, False), "phone-dark": (PHONE, True)}


@needs_chromium
@pytest.mark.heavy
@pytest.mark.parametrize(
    "names", [*([page] for page in LECTURE_PAGES), None], ids=lambda names: names[0] if names else "the-rest"
)
@pytest.mark.parametrize("window", WINDOWS)
def test_every_page_is_alive_and_accessible(site, soups, chromium, window, names):
    size, dark = WINDOWS[window]
    for name in names or sorted(set(soups) - set(LECTURE_PAGES)):
        with offline_page(chromium, dark, **size) as (page, complaints):
            open_page(page, site / name, "?q=순환" if name == "search.html" else "")
            assert is_dark(page) is dark
            check_page(page, complaints, name)
