"""Sphinx's settings for the static site. tools/build_site.py lays this folder over the student's bundle and builds."""

import sys
from pathlib import Path

import plotly

sys.path.insert(0, str(Path(__file__).parent))

import notebook_figures

project = "순환 신경망, 직접 돌려 보며 배우기"
html_title = project
language = "ko"
locale_dirs = ["locale"]  # the theme has no Korean of its own

extensions = ["myst_nb", "sphinx-mathjax-offline", "section_search"]
include_patterns = ["*.md", "notebooks/*.ipynb", "release/*/*.ipynb", "docs/*.md", "data/*.md"]
exclude_patterns = ["course.md"]  # index.md takes a part of it

nb_execution_mode = "off"  # what is shown is what is stored
nb_custom_formats = {".ipynb": "notebook_figures.read"}
nb_merge_streams = True
nb_code_prompt_show = "그림을 그리는 코드 보기"
nb_code_prompt_hide = "그림을 그리는 코드 접기"
myst_enable_extensions = ["dollarmath"]
myst_dmath_allow_labels = False
myst_heading_anchors = 6
myst_heading_slug_func = "notebook_figures.anchor"

html_theme = "pydata_sphinx_theme"
html_context = {"default_mode": "auto"}  # the theme complains about none
html_theme_options = {
    "logo": {"text": "순환 신경망"},  # the whole name is too wide for a phone
    "back_to_top_button": False,
    "search_bar_text": "찾을 말",
    "navbar_center": [],
    "article_header_end": ["open-notebook.html"],
    "secondary_sidebar_items": ["page-toc"],
    "show_toc_level": 2,
    "footer_start": ["copyright"],
    "footer_end": [],
}
html_sidebars = {"**": ["course-contents.html"]}
html_copy_source = True  # the notebooks, to be downloaded
html_sourcelink_suffix = ""
html_show_copyright = False
html_show_sphinx = False
html_use_index = False
html_static_path = ["_static", str(Path(plotly.__file__).parent / "package_data" / "plotly.min.js")]
html_css_files = ["course.css"]
html_extra_path = ["extra"]
templates_path = ["_templates"]


def add_charts(app, pagename, templatename, context, doctree):
    notebook = context.get("sourcename", "")
    if notebook.endswith(".ipynb") and notebook_figures.PLOTLY in (app.srcdir / notebook).read_text(encoding="utf-8"):
        app.add_js_file("plotly.min.js", loading_method="defer")
        app.add_js_file("charts.js", loading_method="defer")


def setup(app):
    app.connect("html-page-context", add_charts)
