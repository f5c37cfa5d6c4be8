"""The lines of a notice: as they stand in the source, and folded for reading."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass

from zhenggai.documents.domain.folding import TRADITIONAL, fold

LONGEST_READ = 4000
"""Characters of one line that the grammar looks at for headings, dates and counts; the rest is kept and shown."""

_TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]{0,15}(?:[^\S\n][^<>\n]{0,300})?/?>")
_BREAKING = re.compile(r"</?(?:p|br|div|tr|li|h[1-6]|table|ul|ol)\b[^<>\n]{0,300}>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[a-zA-Z]{2,8});")
_PINYIN = re.compile(r"(?<=[\u4e00-\u9fff])[(（][a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜńňǹḿɡêế]{1,7}[)）]")
_TONES = frozenset("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ")
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad\x00-\x08\x0e-\x1d\x7f]")
_NEWLINE = re.compile("\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
_STOP = re.compile(r"(?<=[\u4e00-\u9fff”%])(?<![一二三四五六七八九十百])\.(?=\s*(?:[\u4e00-\u9fff“]|$))")
"""A full stop written as a dot."""
_APART = re.compile(
    r"(?:(?<=^问题[一二三四五六七八九十])|(?<=^问题十[一二三四五六七八九])|(?<=^整改情况)|(?<=^整改措施)|(?<=^完成情况)|(?<=^整改落实情况)|(?<=^整改完成情况)|(?<=^整改进展情况))"
    r" (?=\s*[^\s:|])"
)
"""A space in the place of the colon after a label."""
_LABEL = r"(?!(?:整改(?:落实|进展|完成)?(?:情况|措施|状态|成效)|完成情况):)"
"""The space before a label in the middle of a line stays."""
_LOOSE = re.compile(rf"(?<=[^\x00-\x7f]) ++{_LABEL}| ++(?=[^\x00-\x7f]){_LABEL}")


@dataclass(frozen=True, slots=True)
class Line:
    """One line: `number` in the source (from 1), `shown` as written, `read` folded and without loose spaces."""

    number: int
    shown: str
    read: str

    def cut(self, start: int, end: int | None = None) -> str:
        """Give the original characters that stand for `read[start:end]`."""
        stop = len(self.read) if end is None else end
        if len(self.shown) == len(self.read):
            return self.shown[start:stop].strip()
        places = _places(self.shown)
        if start >= len(places):
            return ""
        return self.shown[places[start] : places[min(stop, len(places)) - 1] + 1].strip() if stop > start else ""


def line_of(number: int, shown: str) -> Line:
    """Give the line that reads as `shown`, from line `number` of the source."""
    return Line(number, shown, _read(shown))


def _read(shown: str) -> str:
    folded = _APART.sub(":", _STOP.sub("。", fold(shown)))
    return _LOOSE.sub("", folded) if " " in folded else folded


def _places(shown: str) -> list[int]:
    """Say for each character of the read form where it stands in the shown one."""
    folded = _APART.sub(":", fold(shown))
    loose = {place for match in _LOOSE.finditer(folded) for place in range(*match.span())}
    return [place for place in range(len(shown)) if place not in loose]


def clean(text: str) -> str:
    """Take out what a page left in the text: literal tags and entities, pinyin in brackets, characters nobody sees."""
    if "<" in text:
        text = _TAG.sub("", _BREAKING.sub("\x1e", text))
    if "&" in text:
        text = _ENTITY.sub(lambda match: html.unescape(match[0]), text)
    text = _INVISIBLE.sub("", text)
    return _PINYIN.sub(_without_pinyin, text) if "(" in text or "（" in text else text


def _without_pinyin(match: re.Match[str]) -> str:
    before = match.string[match.start() - 1]
    return "" if before in TRADITIONAL or not _TONES.isdisjoint(match[0]) else match[0]


def read_lines(text: str | Sequence[str]) -> list[Line]:
    """Give the lines that hold something, in order; a sequence is taken as one paragraph a line."""
    paragraphs = _NEWLINE.split(text) if isinstance(text, str) else text
    whole = "\n".join(paragraphs) if isinstance(text, str) else "\n".join(_NEWLINE.sub("\x1e", part) for part in paragraphs)
    lines = []
    for number, paragraph in enumerate(clean(whole).split("\n"), 1):
        for part in paragraph.split("\x1e") if "\x1e" in paragraph else (paragraph,):
            shown = part.strip(" \t\u3000\u00a0")
            if shown:
                lines.append(line_of(number, shown))
    return lines
