"""The lines of an HTML page: block elements and table rows as lines; scripts and styles are left out, nothing runs. In a confined child."""

from __future__ import annotations

import re

from lxml import etree, html

_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "tr",
        "ul",
        "br",
        "title",
        "caption",
    ]
)
_IGNORED = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "iframe",
        "object",
        "embed",
        "svg",
        "math",
        "head",
        "link",
        "meta",
        "select",
        "option",
        "button",
        "input",
        "textarea",
        "audio",
        "video",
        "canvas",
    ]
)
_CELLS = frozenset({"td", "th"})
_CELL = "\x1f"
"""Stands for the end of a cell until spaces are folded; a row's cells come out two spaces apart."""
_SPACE = re.compile(r"[ \t\r\n\f\x0b]+")
MAX_NODES = 400_000


class TooManyNodes(Exception):
    """The page has more elements than any notice."""


class CutShort(Exception):
    """The parser stopped before the end of the page: it is nested deeper, or longer, than any page is."""


def lines(text: str) -> list[str]:
    """Give the lines of the page that a reader would see. Raises `TooManyNodes` or `CutShort`; an empty page gives none."""
    if not text.strip():
        return []
    text = re.sub(r"^\s*<\?xml[^>]{0,200}\?>", "", text)
    parser = etree.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        root = html.document_fromstring(text, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return []
    if any(error.level == etree.ErrorLevels.FATAL for error in parser.error_log):
        raise CutShort(parser.error_log.last_error)
    etree.strip_elements(root, *_IGNORED, with_tail=False)
    parts: list[str] = []
    for count, (event, node) in enumerate(etree.iterwalk(root, events=("start", "end"))):
        if count > 2 * MAX_NODES:
            raise TooManyNodes(str(count))
        _take(event, node, parts)
    found = (_SPACE.sub(" ", line.replace("\xa0", " ")).replace(_CELL, "  ").strip() for line in "".join(parts).split("\x1e"))
    return [line for line in found if line]


def _take(event: str, node: etree._Element, parts: list[str]) -> None:
    tag = node.tag if isinstance(node.tag, str) else ""
    if event == "start":
        parts += ["\x1e"] if tag in _BLOCKS else []
        parts += [node.text] if node.text and tag else []
        return
    if tag in _CELLS or tag in _BLOCKS:
        parts.append(_CELL if tag in _CELLS else "\x1e")
    if node.tail:
        parts.append(node.tail)
