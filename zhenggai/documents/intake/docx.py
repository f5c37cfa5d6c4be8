"""The paragraphs and tables of a .docx with their automatic numbers. The parser expands no entity and runs in a confined child."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from lxml import etree

from zhenggai.documents.intake.numbering import Numbering

MAX_PART = 48 << 20
"""Bytes that word/document.xml may have when unpacked."""
MAX_WHOLE = 200 << 20
MAX_RATIO = 200
MAX_ENTRIES = 5000
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_PARTS = ("word/document.xml", "word/numbering.xml", "word/styles.xml")
_WRAPPERS = frozenset({"sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"})
_SKIPPED = frozenset({"del", "moveFrom", "instrText", "delText", "footnoteReference", "annotationRef"})


class Bomb(Exception):
    """The archive unpacks to far more than it should."""


class NotDocx(Exception):
    """The archive is no Word document, or is damaged."""


def paragraphs(data: bytes) -> list[str]:
    """Give the text of each paragraph in order, a table row as one line with its cells parted by two spaces.

    Raises `Bomb`, `NotDocx`.
    """
    parts = _parts(data)
    if "word/document.xml" not in parts:
        raise NotDocx("word/document.xml")
    body = next((node for node in _parse(parts["word/document.xml"]) if _name(node) == "body"), None)
    if body is None:
        raise NotDocx("body")
    numbering = Numbering(_side(parts, "word/numbering.xml"), _side(parts, "word/styles.xml"))
    return [line for line in _blocks(body, numbering) if line.strip()]


def _side(parts: dict[str, bytes], name: str) -> etree._Element | None:
    """A part that only numbers the text: without it, or when it is damaged, the text is read as it is."""
    try:
        return _parse(parts[name]) if name in parts else None
    except NotDocx:
        return None


def _parts(data: bytes) -> dict[str, bytes]:
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise NotDocx(str(error)) from None
    with archive:
        entries = archive.infolist()
        whole = sum(entry.file_size for entry in entries)
        packed = sum(entry.compress_size for entry in entries)
        if len(entries) > MAX_ENTRIES or whole > MAX_WHOLE or (whole > MAX_PART and whole > MAX_RATIO * max(1, packed)):
            raise Bomb(str(whole))
        names = {entry.filename.replace("\\", "/").lower(): entry.filename for entry in reversed(entries)}
        return {part: _unpacked(archive, names[part]) for part in _PARTS if part in names}


def _unpacked(archive: zipfile.ZipFile, name: str) -> bytes:
    """Read no more than the limit, whatever size the archive declares."""
    try:
        with archive.open(name) as part:
            text = part.read(MAX_PART + 1)
    except (zipfile.BadZipFile, EOFError, OSError, RuntimeError, NotImplementedError, ValueError) as error:
        raise NotDocx(str(error)) from None
    except Exception as error:  # zlib.error and its like have no common class
        raise NotDocx(type(error).__name__) from None
    if len(text) > MAX_PART:
        raise Bomb(str(len(text)))
    return text


def _parse(text: bytes) -> etree._Element:
    if b"<!DOCTYPE" in text[:4096] or b"<!ENTITY" in text[:65536]:
        raise Bomb("DOCTYPE")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False, recover=False)
    try:
        return etree.fromstring(text, parser)
    except etree.XMLSyntaxError as error:
        raise NotDocx(str(error)) from None


def _name(node: etree._Element) -> str:
    tag = node.tag
    if not isinstance(tag, str):
        return ""
    return tag.removeprefix(_W).removeprefix(_STRICT)


def _blocks(parent: etree._Element, numbering: Numbering) -> Iterator[str]:
    for node in parent:
        name = _name(node)
        if name == "p":
            label, text = numbering.label(node), "".join(_text(node))
            yield label + text.lstrip() if label and text.strip() else text
        elif name == "tbl":
            yield from _rows(node, numbering)
        elif name in _WRAPPERS:
            yield from _blocks(node, numbering)


def _rows(table: etree._Element, numbering: Numbering) -> Iterator[str]:
    for row in _inside(table, "tr"):
        cells = [" ".join(line.strip() for line in _blocks(cell, numbering) if line.strip()) for cell in _inside(row, "tc")]
        yield "  ".join(cell for cell in cells if cell)


def _inside(parent: etree._Element, wanted: str) -> Iterator[etree._Element]:
    """The rows of a table or cells of a row, also inside content controls; not those of tables within."""
    for node in parent:
        if _name(node) == wanted:
            yield node
        elif _name(node) in _WRAPPERS:
            yield from _inside(node, wanted)


def _text(node: etree._Element) -> Iterator[str]:
    for child in node:
        name = _name(child)
        if name == "t":
            yield child.text or ""
        elif name == "tab":
            yield " "
        elif name in ("br", "cr"):
            yield "\n"
        elif name == "noBreakHyphen":
            yield "-"
        elif name not in _SKIPPED and child.tag != _MC + "Fallback":
            yield from _text(child)
