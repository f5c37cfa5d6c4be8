"""Word's automatic numbering: what stands before a paragraph whose 一、 or （一） or 1. is a list number and no text.

A number is counted as Word counts it: by abstract list and level; a level starts again when a higher one has moved.
Whatever the parts say, reading them ends: chains of styles are followed a few steps, levels are nine, numbers are bounded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from zhenggai.documents.intake.numerals import LARGEST, written

LEVELS = 9
MAX_STEPS = 24
"""Styles that are followed from one to the one it is based on, at most."""
MAX_LABEL = 40
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_PLACE = re.compile("%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: how its number is written, where it starts, after which level it starts again."""

    form: str = "decimal"
    text: str = ""
    start: int = 1
    restart: int | None = None
    style: str | None = None
    legal: bool = False


@dataclass(slots=True)
class _List:
    """A list in use: the abstract list it counts in, its own levels, and the starts it sets when it is first used."""

    abstract: str
    levels: dict[int, Level]
    starts: dict[int, int] = field(default_factory=dict)
    used: set[int] = field(default_factory=set)


class Numbering:
    """Counts through a document, paragraph by paragraph."""

    def __init__(self, numbering: etree._Element | None, styles: etree._Element | None) -> None:
        self._styles = {_get(style, "styleId"): style for style in _all(styles, "style")}
        self._default = next((name for name, style in self._styles.items() if _is_default(style)), None)
        self._abstract = {_get(node, "abstractNumId"): node for node in _all(numbering, "abstractNum")}
        self._nums = {_get(node, "numId"): node for node in _all(numbering, "num")}
        self._lists: dict[str, _List | None] = {}
        self._counts: dict[str, dict[int, int]] = {}

    def label(self, paragraph: etree._Element) -> str:
        """Count this paragraph and give what Word prints before it; empty when it has no number."""
        place = self._place(paragraph)
        if place is None:
            return ""
        entry, level = place
        form = entry.levels.get(level)
        if form is None:
            return ""
        counts = self._counts.setdefault(entry.abstract, {})
        self._count(entry, level, counts)
        return _label(entry, form, counts)

    def _place(self, paragraph: etree._Element) -> tuple[_List, int] | None:
        own = _one(_one(paragraph, "pPr"), "numPr")
        number, level = _value(own, "numId"), _value(own, "ilvl")
        style = _value(_one(paragraph, "pPr"), "pStyle") or self._default
        inherited = None
        if number is None:
            number, inherited = self._styled(style)
        entry = self._list(number) if number else None
        if entry is None:
            return None
        if level is None and inherited is not None:
            level = inherited or next((str(at) for at, form in entry.levels.items() if form.style == style), "0")
        at = _int(level, 0)
        return (entry, at) if 0 <= at < LEVELS else None

    def _styled(self, style: str | None) -> tuple[str | None, str | None]:
        """The number a style gives, from the nearest style it is based on; and its level, '' when it names none."""
        for node in self._chain(style):
            given = _one(_one(node, "pPr"), "numPr")
            if (number := _value(given, "numId")) is not None:
                return number, _value(given, "ilvl") or ""
        return None, None

    def _chain(self, style: str | None) -> Iterator[etree._Element]:
        for _step in range(MAX_STEPS):
            node = self._styles.get(style or "")
            if node is None:
                return
            yield node
            style = _value(node, "basedOn")

    def _list(self, number: str) -> _List | None:
        if number not in self._lists:
            self._lists[number] = self._build(number)
        return self._lists[number]

    def _build(self, number: str) -> _List | None:
        node = self._nums.get(number)
        name = _value(node, "abstractNumId")
        abstract = self._abstract.get(name or "")
        for _step in range(MAX_STEPS):
            link = _value(abstract, "numStyleLink")
            if link is None:
                break
            linked, _level = self._styled(link)
            name = _value(self._nums.get(linked or ""), "abstractNumId")
            abstract = self._abstract.get(name or "")
        if node is None or abstract is None or name is None:
            return None
        entry = _List(name, dict(_levels(abstract)))
        for override in _all(node, "lvlOverride"):
            at = _int(_get(override, "ilvl"), -1)
            if not 0 <= at < LEVELS:
                continue
            for _at, form in _levels(override):
                entry.levels[at] = form
            if (start := _value(override, "startOverride")) is not None:
                entry.starts[at] = _int(start, 1)
                entry.levels[at] = replace(entry.levels.get(at, Level()), start=_int(start, 1))
        return entry

    @staticmethod
    def _count(entry: _List, level: int, counts: dict[int, int]) -> None:
        if level not in entry.used and level in entry.starts:
            counts.pop(level, None)
        entry.used.add(level)
        for above in range(level):
            if above in entry.levels:
                counts.setdefault(above, entry.levels[above].start)
        start = entry.levels[level].start
        counts[level] = min(counts[level] + 1, LARGEST) if level in counts else start
        for below in range(level + 1, LEVELS):
            after = entry.levels[below].restart if below in entry.levels else None
            if after is None or level < after:
                counts.pop(below, None)


def _label(entry: _List, form: Level, counts: dict[int, int]) -> str:
    if form.form in ("bullet", "none") and not _PLACE.search(form.text):
        return ""

    def sign(match: re.Match[str]) -> str:
        at = int(match[1]) - 1
        style = entry.levels.get(at, Level()).form
        return "" if style in ("bullet", "none") else written(counts.get(at, 1), "decimal" if form.legal else style)

    label = _PLACE.sub(sign, form.text)[:MAX_LABEL].strip()
    return f"{label} " if label and label[-1].isalnum() and label.isascii() else label


def _levels(parent: etree._Element) -> Iterator[tuple[int, Level]]:
    for node in _all(parent, "lvl"):
        at = _int(_get(node, "ilvl"), -1)
        if 0 <= at < LEVELS:
            restart = _value(node, "lvlRestart")
            yield (
                at,
                Level(
                    _value(node, "numFmt") or "decimal",
                    _value(node, "lvlText") or "",
                    _int(_value(node, "start"), 0),
                    None if restart is None else _int(restart, 0),
                    _value(node, "pStyle"),
                    _is_on(_one(node, "isLgl")),
                ),
            )


def _is_default(style: etree._Element) -> bool:
    return _get(style, "type") == "paragraph" and _get(style, "default") in ("1", "true", "on")


def _is_on(node: etree._Element | None) -> bool:
    return node is not None and (_get(node, "val") or "1") in ("1", "true", "on")


def _all(parent: etree._Element | None, name: str) -> Iterator[etree._Element]:
    return parent.iterchildren(_W + name, _STRICT + name) if parent is not None else iter(())


def _one(parent: etree._Element | None, name: str) -> etree._Element | None:
    return next(_all(parent, name), None)


def _get(node: etree._Element, name: str) -> str | None:
    value: str | None = node.get(_W + name, node.get(_STRICT + name))
    return value


def _value(parent: etree._Element | None, name: str) -> str | None:
    node = _one(parent, name)
    return None if node is None else _get(node, "val")


def _int(text: str | None, otherwise: int) -> int:
    """A whole number as the parts write it; what is none, or absurd, counts as `otherwise`."""
    value = (text or "").strip()
    return int(value) if re.fullmatch(r"[0-9]{1,6}", value) and int(value) <= LARGEST else otherwise
