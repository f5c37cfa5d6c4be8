"""A heading with what stands below it, and where in its line it ends."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from zhenggai.documents.domain.labels import INLINE
from zhenggai.documents.domain.lines import LONGEST_READ, Line
from zhenggai.documents.domain.markers import Marker
from zhenggai.documents.domain.statuses import Status
from zhenggai.documents.domain.wording import Tone, tone_of

_STOP = re.compile(
    r"“[^”]{0,400}”|\"[^\"]{0,400}\"|《[^》]{0,120}》|\([^()]{0,120}\)"
    r"|(?P<end>[。!])|(?P<first>(?<=[:;,、问题改况 ])一是|(?<=[:; ])第一,)"
    r"|(?P<said>(?:问题|方面)(?:的)?(?:整改)?(?:落实|进展|完成)?(?:情况)?(?=[:;]))"
    r"|(?P<dash>(?<=[^—])——(?=[^—]{4}))|(?P<colon>:(?=.{8}))"
    r"|(?P<comma>问题(?:的整改|整改)?(?=,))"
)
_ENDS_WHOLE = re.compile(r"问题(?:的)?整改(?:落实|进展|完成)?(?:情况)?[。:]?$")
"""A line that begins with 关于 and ends so is one heading, whatever sentences it names."""
LONGEST_HEADING = 300
_WHOLE = re.compile(r"关于[^。!]*(?:方面|问题的?整改(?:情况)?。?)$")
"""A line that is a heading from end to end, whatever stands in it."""
_LABELLED = re.compile(r"(?:巡[察视])?(?:反馈|具体|存在|主要|突出)?(?:的)?(?:问题|意见)[一二三四五六七八九十\d]{0,3}:")


@dataclass(slots=True)
class Piece:
    """A stretch of a line that belongs to a heading: the line from `start` (a place in its read form) on."""

    line: Line
    start: int = 0

    @property
    def read(self) -> str:
        return self.line.read[self.start :]

    @property
    def shown(self) -> str:
        return self.line.cut(self.start)


@dataclass(slots=True)
class Heading:
    """A heading with what stands below it. `title` is folded, `shown` as in the source."""

    marker: Marker | None
    label: str
    title: str
    shown: str
    line: Line | None
    parent: Heading | None = None
    pieces: list[Piece] = field(default_factory=list)
    labels: list[Line] = field(default_factory=list)
    """Lines that only label it: 完成情况：已完成, 责任人：…"""
    children: list[Heading] = field(default_factory=list)
    status: Status | None = None
    worked: bool = False
    """A label line such as 整改情况： stood below it."""
    measure: bool = False
    """It stands below such a label, so it tells what was done."""
    stated: bool = False
    """A line of its own said how far it is: 完成情况：已完成."""
    tone: Tone = Tone.NEUTRAL
    aspect: bool = False

    @property
    def kind(self) -> str:
        return self.marker.kind if self.marker else ""


def title_end(read: str, start: int) -> int:
    """Say where the heading that begins at `start` ends and its text begins; quoted sentences belong to the heading."""
    head = read[:LONGEST_READ]
    if len(read) <= LONGEST_READ and _WHOLE.match(head, start):
        return len(read)
    inline = INLINE.search(head, start)
    limit = inline.start() if inline else len(head)
    opened = head.startswith(("关于", "针对", "对", "就"), start) and not head.startswith(("对照", "对标", "对表"), start)
    if opened and len(head) <= LONGEST_HEADING and _ENDS_WHOLE.search(head):
        return len(head)
    if labelled := _LABELLED.match(head, start):
        start = labelled.end()
    for match in _STOP.finditer(head, start, limit):
        group = match.lastgroup
        if group in ("first", "dash"):
            return match.start()
        if group == "colon" and tone_of(head[start : match.start()]) >= Tone.IMPLIED and "," not in head[start : match.start()]:
            return match.end()
        if group in ("end", "said") or (group == "comma" and opened):
            return match.end()
    return limit if inline else len(read) if len(read) <= LONGEST_READ else limit
