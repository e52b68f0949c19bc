"""What a student wrote, as HTML that runs nothing and loads nothing: for the feedback page and for Formgrader.

Formulas become MathML here, so that a page needs no network to show them.
"""

import base64
import binascii
import html
import re

import nh3
from latex2mathml.converter import convert
from nbconvert.filters.highlight import Highlight2HTML
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

LONGEST_CODE, LONGEST_MARKDOWN = 20_000, 10_000  # characters
LONGEST_COLOURED, LONGEST_COLOURED_LINE = 4_000, 500  # colouring takes quadratic time
PNG = b"\x89PNG\r\n\x1a\n"
MATHML = {"math", "semantics", "mrow", "mi", "mn", "mo", "ms", "mtext", "mspace", "mstyle", "mpadded", "mphantom"}
MATHML |= {"menclose", "mfrac", "msqrt", "mroot", "msub", "msup", "msubsup", "munder", "mover", "munderover"}
MATHML |= {"mmultiscripts", "mprescripts", "none", "mtable", "mtr", "mtd"}
MATHML_ATTRIBUTES = {"display", "mathvariant", "stretchy", "fence", "form", "accent", "accentunder", "columnalign"}
MATHML_ATTRIBUTES |= {"rowspacing", "columnspacing", "linethickness", "lspace", "rspace", "largeop", "movablelimits"}
MATHML_ATTRIBUTES |= {"minsize", "maxsize", "displaystyle", "scriptlevel", "width", "height", "depth", "notation"}
# no pictures: an address in one would tell its owner who reads the page, and attachments may hold anything
TAGS = (nh3.ALLOWED_TAGS - {"img", "area", "map"}) | MATHML
ATTRIBUTES = {tag: names for tag, names in nh3.ALLOWED_ATTRIBUTES.items() if tag in TAGS}
ATTRIBUTES |= {tag: MATHML_ATTRIBUTES for tag in MATHML}


def markdown_to_html(source):
    """HTML of a Markdown text. Raw HTML in it shows as it was typed; formulas that can't be read stay as LaTeX.

    A very long text is shown as it was typed: no answer has one, and reading it as Markdown could take minutes.
    """
    if len(source) > LONGEST_MARKDOWN:
        return f"<pre>{html.escape(source)}</pre>"
    renderer = _Renderer(escape=True, anchor_link_text="", exclude_anchor_links=True)
    return nh3.clean(MarkdownWithMath(renderer=renderer).render(source), tags=TAGS, attributes=ATTRIBUTES)


def code_to_html(source, metadata=None):
    """HTML of a cell's code, without colours where it is long. metadata: not looked at, the pages give it."""
    longest = max(map(len, source.split("\n")))
    if len(source) > LONGEST_COLOURED or longest > LONGEST_COLOURED_LINE:
        return f'<div class="highlight"><pre>{html.escape(source)}</pre></div>'
    return Highlight2HTML()(source)


def clean_code(source):
    """Code as the pages show it: no long runs of blank lines, and a very long cell is cut."""
    source = re.sub(r"^[ \t\f\v]+$", "", source, flags=re.MULTILINE)
    source = re.sub(r"\n{4,}", "\n\n\n", source)
    if len(source) > LONGEST_CODE:
        source = f"{source[:LONGEST_CODE]}\n# 셀이 길어서 뒤를 줄였습니다. 전체는 제출한 파일에 있습니다.\n"
    return source


def clean_png(data):
    """Base64 text of a PNG, made anew from its bytes; empty where `data` is none."""
    try:
        picture = base64.b64decode(data, validate=False)
    except (binascii.Error, TypeError, ValueError):
        return ""
    return base64.b64encode(picture).decode("ascii") if picture.startswith(PNG) else ""


class _Renderer(IPythonRenderer):
    def image(self, text, url, title=None):
        return f"[그림: {html.escape(text)}]"

    def link(self, text, url, title=None):
        """Of links only those to other sites: the assignment's own lead nowhere from where the page lies."""
        return super().link(text, url, title) if re.match("https?:", url) else text

    def inline_math(self, text):
        return _mathml(text, "inline")

    def block_math(self, text):
        return f"<p>{_mathml(text, 'block')}</p>"

    def latex_environment(self, name, body):
        return self.block_math(f"\\begin{{{name}}}{body}\\end{{{name}}}")


def _mathml(latex, display):
    try:
        return convert(latex, display=display)
    except Exception:  # whatever a student typed between dollar signs
        return f"<code>{html.escape(latex)}</code>"
