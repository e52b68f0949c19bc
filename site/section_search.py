"""Search for Korean: the text of every section in one file, in which site/_static/search.js looks for substrings.

Sphinx's own search looks for whole words; in Korean a word carries its particles ('순환신경망은'), and a page of a
notebook is long, so a hit is a section here.
"""

import json
import re

from docutils import nodes


def own_text(section):
    """The text of a section without the sections in it and without set-off formulas; of raw HTML what is shown."""
    parts = []
    for child in section.children:
        if isinstance(child, nodes.section | nodes.title):
            continue
        for node in child.findall(lambda node: isinstance(node, nodes.Text)):
            text = "" if isinstance(node.parent, nodes.math_block) else node.astext()
            if isinstance(node.parent, nodes.raw):
                text = re.sub(r"<(script|style).*?</\1>|<[^>]+>", " ", text, flags=re.DOTALL)
            parts.append(text)
    return re.sub(r"\s+", " ", " ".join(parts)).strip()


def sections_of(doctree):
    """(id, title, text) of every section of a page."""
    for section in doctree.findall(nodes.section):
        yield section["ids"][0], section.next_node(nodes.title).astext(), own_text(section)


def collect(app, doctree, page):
    """A page as it is about to be written, with one form of each output."""
    if page == app.config.root_doc:
        return
    for anchor, title, text in sections_of(doctree):
        address = f"{app.builder.get_target_uri(page)}#{anchor}"
        app.sections.append({"address": address, "page": app.env.titles[page].astext(), "title": title, "text": text})


def write_index(app, exception):
    if exception:
        return
    script = f"window.SECTIONS = {json.dumps(app.sections, ensure_ascii=False, separators=(',', ':'))};\n"
    (app.outdir / "_static" / "sections.js").write_text(script, encoding="utf-8")


def use_own_search(app):
    app.sections = []
    app.builder.search = False  # neither Sphinx's index nor its page
    app.config.html_additional_pages = {"search": "search.html"}


def setup(app):
    app.connect("builder-inited", use_own_search)
    app.connect("doctree-resolved", collect)
    app.connect("build-finished", write_index)
