"""Where a notice closes: the invitation to the public and the contact below it, and nothing of the headings or findings above."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zhenggai.documents.domain.contact import CONTACT_WORDS
from zhenggai.documents.domain.findings import Harvest
from zhenggai.documents.domain.headings import Heading
from zhenggai.documents.domain.lines import Line
from zhenggai.documents.domain.markers import find_marker

_CLOSING = re.compile(
    r"^(?:下一?步|今后|接下来|欢迎|以上(?:情况)?|特此|现将|现予|公示(?:期|时间)|如(?:有|对.{1,16}有)(?:异议|意见)|有关意见)"
)
_CLOSING_ABOUT = re.compile(r"巡[察视]整改|整改成果|整改成效|后半篇|我[局院校委会办]|党[组委]将|支部将|监督|意见|公示|反馈")
_INVITES = re.compile(
    r"^(?:欢迎|以上(?:情况)?|特此|现将|现予|公示(?:期|时间)|如(?:有|对.{1,16}有)(?:异议|意见)|有关意见)|欢迎.{0,40}(?:监督|意见)|向.{0,12}(?:反映|反馈)"
)
_REACHED = re.compile(r"\d{6,}|@|地址[:]|方式[:]|信箱[:]|电话[:]")
_LACK = re.compile(r"问题|方面|整改")
_LABEL = re.compile(r"[(]?(?:联系(?:人|部门|单位|科室)\s*:?[^。,;]{1,16}?[,;\s]?\s*)?[\u4e00-\u9fff\s]{0,8}")
_BESIDE = re.compile(r"[(]?(?:联系(?:人|部门|单位|科室)|收件人|(?:监督|反映|反馈|受理)(?:方式|渠道))\s*(?::|$)")
_BARE = re.compile(r"\s*(?:手机|来电)")
FURTHEST = 12
"""Lines that may stand between what closes a notice."""


def closing_lines(body: Sequence[Line]) -> set[int]:
    """Give the ids of the lines after the last heading that close the notice; they belong to no finding.

    Those that invite the public begin it. Where none does, the contact is what stands last, line upon line: a number further up
    stands in the text of what is above it.
    """
    tail = _below_last_heading(body)
    first = next((place for place, line in enumerate(tail) if _invites(line)), len(tail))
    closing: set[int] = set()
    ended = first < len(tail)
    for place in range(len(tail) - 1, -1, -1):
        line = tail[place]
        last = not ended and (_is_contact_alone(line) or (bool(closing) and _stands_beside(line)))
        if _closes(line) or last or (place >= first and _is_contact(line)):
            closing.add(id(line))
        else:
            ended = True
            if len(closing) > FURTHEST:
                break
    return closing


def contact_lines(body: Sequence[Line], closing: set[int], found: Harvest, root: Heading) -> list[Line]:
    """Give the lines that may tell the contact: what closes the notice, and what stands below the last finding in a part of its own."""
    told = [line.number for item in found.found for line in _lines_of(item.heading)]
    last = max(told, default=0)
    headings = {id(line) for line in _heading_lines(root) if not _titles_contact(line)}
    return [line for line in body if id(line) in closing or (line.number > last and id(line) not in headings and _speaks(line))]


def _below_last_heading(body: Sequence[Line]) -> Sequence[Line]:
    for place in range(len(body) - 1, -1, -1):
        if find_marker(body[place].read[:400]) and not _titles_contact(body[place]):
            return body[place + 1 :]
    return body


def _closes(line: Line) -> bool:
    read = line.read[:400]
    return bool(_CLOSING.match(read) and _CLOSING_ABOUT.search(read))


def _invites(line: Line) -> bool:
    return bool(_INVITES.search(line.read[:400])) and (_closes(line) or _is_contact(line))


def _speaks(line: Line) -> bool:
    return bool(CONTACT_WORDS.search(line.read[:600]))


def _is_contact(line: Line) -> bool:
    read = line.read[:600]
    return bool(CONTACT_WORDS.search(read)) and bool(_REACHED.search(read) or len(read) <= 30)


def _is_contact_alone(line: Line) -> bool:
    """A line that says nothing but how to reach the unit; a mobile number by itself is somebody's own."""
    read = line.read[:600]
    words = CONTACT_WORDS.search(read[:30])
    return bool(words and _LABEL.fullmatch(read, 0, words.start())) and bool(_REACHED.search(read)) and not _BARE.match(read)


def _stands_beside(line: Line) -> bool:
    """A line above the contact that leads to it: 监督方式：, 联系人：王某."""
    return len(line.read) <= 30 and bool(_BESIDE.match(line.read))


def _titles_contact(line: Line) -> bool:
    """Say whether a numbered line is about the contact and not about something that was found: 三、联系方式."""
    read = line.read[:400]
    marker = find_marker(read)
    words = read[marker.end :].lstrip() if marker else read
    return bool(CONTACT_WORDS.match(words)) and _is_contact(line) and not _LACK.search(words[:60])


def _lines_of(heading: Heading) -> list[Line]:
    below = [line for child in heading.children for line in _lines_of(child)]
    return [*([heading.line] if heading.line else []), *heading.labels, *(piece.line for piece in heading.pieces), *below]


def _heading_lines(root: Heading) -> list[Line]:
    lines: list[Line] = []
    waiting = [root]
    while waiting:
        node = waiting.pop()
        lines += [node.line] if node.line else []
        waiting += node.children
    return lines
