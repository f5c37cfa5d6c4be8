"""The outline of a notice: headings as a tree, their levels inferred from the order in which marker styles nest.

No style has a level of its own: 1. may stand below (一) or directly below 一、. A heading belongs to the open heading
of its own style whose number it continues; a style not yet open begins a level below the one above it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from zhenggai.documents.domain.headings import Heading, Piece, title_end
from zhenggai.documents.domain.labels import INLINE, Kind, Label, find_label, state_inside
from zhenggai.documents.domain.lines import LONGEST_READ, Line
from zhenggai.documents.domain.markers import Marker, find_marker
from zhenggai.documents.domain.numerals import number
from zhenggai.documents.domain.statuses import section_status, status_of
from zhenggai.documents.domain.wording import Tone, generic, names_aspect, names_findings, tone_of

LONGEST_BARE = 120
"""Characters of a heading without a marker, at most."""

DEEPEST = 12
"""Levels after which a list that starts again is no longer taken for a level of its own."""

_ENDS = re.compile(r"问题(?:的|整改|落实|完成|进展|情况|措施|工作|成效|和|与|及|已)*(?:\([^()]*\))?[。:;,]?$")
LONGEST_GROUP = 60
"""Characters of a line that groups findings without a marker, at most; no list of findings is longer either."""
_COUNTED_SIDE = re.compile(r"第?[一二三四五六七八九十]{1,2}是(?=.{2,40}方面[。:]?$)")
_COUNTED_LACK = re.compile(r"(?P<nth>[一二三四五六七八九十]{1,3})是(?=[^。;:!]{2,80}问题[。:]?$)")
_SET_OFF = re.compile(
    r"\S[ \t\u3000]+(?P<state>(?:已|基本|阶段性|未|尚未)?(?:整改)?完成(?:整改)?|已?整改到位|已销号|"
    r"正在(?:整改|推进)|持续(?:整改|推进)|长期坚持|(?:尚未|未)启动)$"
)
"""A state at the end of a heading, set off by a space: (1)议事规则不健全  已完成."""
_BULLET = re.compile(r"[▲△◆◇●○■□★☆▶►◎]\s*(?=\S)")
_OPINION = re.compile(r"(?:巡[察视])?(?:反馈意见|方面)[一二三四五六七八九十\d]{1,3}[:、].")


def enumerates(head: str, marker: Marker) -> bool:
    """Say whether the line holds its list's next number too, so that it is a run of parts (①…②…) and no heading."""
    following = {
        "circle": chr(ord(head[marker.end - 1]) + 1),
        "round": f"({marker.number + 1})",
        "plain": f"{marker.number + 1}{marker.kind[-1]}",
    }
    sign = following.get(marker.family) if marker.number == 1 else None
    place = head.find(sign, marker.end) if sign else -1
    return place > 0 and head[place - 1] in "。;,、:"


def _tells_work(line: Line) -> bool:
    label = find_label(line.read)
    return label is not None and label.kind in (Kind.WORK, Kind.STATE)


def _heads_bare(head: str, following: Line) -> bool:
    """…方面, alone in its line, above a problem that has no number either."""
    short = len(head) <= LONGEST_GROUP and len(following.read) <= LONGEST_GROUP and find_label(following.read) is None
    return short and not re.search("[。;,:!?]", head + following.read.rstrip("。")) and head.endswith("方面")


def _groups(head: str, following: Line) -> Marker | None:
    """A short line without a marker above a numbered one groups what follows: 党建工作薄弱, 一是政治建设方面, 反馈意见一:…"""
    below = find_marker(following.read[:80])
    if below is None:
        return Marker("bare", "bareaspect", 0, 0) if _heads_bare(head, following) else None
    if below.chinese or below.number > LONGEST_GROUP:
        return None
    counted = _COUNTED_SIDE.match(head)
    start = counted.end() if counted else 0
    words = head[start:].rstrip("。:")
    if len(words) > LONGEST_GROUP or re.search("[。;,:!?]", words.split(":", 1)[-1]):
        return None
    if _OPINION.match(head) or names_aspect(words):
        return Marker("bare", "bareaspect", 0, start)
    implied = not counted and head == words and ":" not in words and tone_of(words) is Tone.IMPLIED
    return Marker("bare", "bareaspect", 0, 0) if implied else None


class Outline:
    """Builds the tree line by line."""

    def __init__(self) -> None:
        self.root = Heading(None, "", "", "", None)
        self.stack = [self.root]

    @property
    def current(self) -> Heading:
        return self.stack[-1]

    def add(self, line: Line, following: Line | None) -> None:
        """Take the next line; `following` is the line after it, or None."""
        head = line.read if len(line.read) <= LONGEST_READ else line.read[:LONGEST_READ]
        marker = find_marker(head)
        label = find_label(head, marker.end if marker else 0)
        if label and marker is None and (numbered := self._numbered(head, label, following)):
            marker, label = numbered, None
        if label and self._labels_current(head, label, marker, following):
            self._take_label(line, label)
        elif marker and not enumerates(head, marker):
            self._open(line, marker)
        elif marker:
            self.current.pieces.append(Piece(line))
        elif bare := self._bare(line, head, label, following):
            self._open(line, bare)
        else:
            self.current.pieces.append(Piece(line))

    @staticmethod
    def _numbered(head: str, label: Label, following: Line | None) -> Marker | None:
        """问题:(1)…, with what was done in the next line, is a heading whose number stands behind its label."""
        inner = find_marker(head[label.end :]) if label.kind is Kind.PROBLEM and following else None
        if inner is None or following is None or not _tells_work(following):
            return None
        return replace(inner, end=label.end + inner.end)

    def _labels_current(self, head: str, label: Label, marker: Marker | None, following: Line | None) -> bool:
        here = self._labelled(marker)
        if marker and label.kind is Kind.PROBLEM and label.end < len(head):
            worked = INLINE.search(head, label.end) or (following and _tells_work(following))
            if worked:
                return False  # (一)问题:… 整改情况:… tells a whole finding, in one line or in two
        if marker is None:
            return label.kind is not Kind.PROBLEM or not (here.worked or here.aspect or here is self.root or generic(here.title))
        plain = not here.aspect and not generic(here.title) and here is not self.root
        stated = plain and (here.tone >= Tone.IMPLIED or (label.whole and marker.family in ("round", "circle") and here.marker is not None))
        opened = any(self._family(heading) == marker.family for heading in self.stack)
        return stated and not opened and marker.family not in ("cjk", "part", "problem")

    def _labelled(self, marker: Marker | None) -> Heading:
        """A label speaks of the open heading, or of the one above it when the open one already tells what was done."""
        for heading in reversed(self.stack):
            if not heading.measure and (marker is None or heading.kind != marker.kind or heading is self.root):
                return heading
        return self.root

    def _take_label(self, line: Line, label: Label) -> None:
        while self.current.measure:
            self.stack.pop()
        heading = self.current
        if label.kind in (Kind.WORK, Kind.STATE):
            heading.stated = heading.stated or (not heading.worked and label.status is not None)
            heading.worked = True
            heading.status = label.status or heading.status
        elif label.kind is Kind.OTHER:
            heading.status = state_inside(line.read) or heading.status
        if label.kind in (Kind.WORK, Kind.PROBLEM) and label.end < len(line.read):
            heading.pieces.append(Piece(line, label.end))
        else:
            heading.labels.append(line)

    def _bare(self, line: Line, head: str, label: Label | None, following: Line | None) -> Marker | None:
        """A heading without a marker is known by what it says, or by the label line after it."""
        if len(head) > LONGEST_BARE:
            return None
        start = label.end if label else 0
        if label and label.kind is Kind.PROBLEM:
            return Marker("bare", "bareproblem", 0, start) if start < len(head) else None
        if counted := self._counted(head, following):
            return counted
        if (bullet := _BULLET.match(head)) and following and _tells_work(following):
            return Marker("bare", "bareproblem", 0, bullet.end())
        if len(head) <= 40 and section_status(head) and re.search(r"(?:问题|事项|任务):?$", head):
            while len(self.stack) > 2 and all(open_.kind != "barestatus" for open_ in self.stack):
                self.stack.pop()
            return Marker("bare", "barestatus", 0, 0)
        if "。" not in head[:-1] and len(head) <= 80 and head.startswith(("关于", "针对", "在", "聚焦")):
            if tone_of(head) is Tone.EXPLICIT and _ENDS.search(head):
                return Marker("bare", "bareproblem", 0, 0)
            if re.search(r"方面(?:的)?(?:问题)?[。:]?$", head):
                return Marker("bare", "bareaspect", 0, 0)
        if following and not self._aspects_numbered() and (grouping := _groups(head, following)):
            return grouping
        here = self.current
        stated = here.tone is Tone.EXPLICIT and here.marker is not None and not here.marker.chinese and here.parent is not self.root
        wraps = not stated and (here.aspect or names_findings(here.title))
        described = here is not self.root and not here.worked and not wraps
        if described or following is None or head.startswith(("一是", "二是", "三是")):
            return None
        return Marker("bare", "bareproblem", 0, 0) if _tells_work(following) and head.count("。") <= 2 else None

    def _counted(self, head: str, following: Line | None) -> Marker | None:
        """一是…的问题。 with what was done in the next line is a finding; below a problem it is a part of that."""
        match = _COUNTED_LACK.match(head) if following and _tells_work(following) else None
        above = next((heading for heading in reversed(self.stack) if heading.kind != "counted"), self.root)
        told = above.worked or above.measure or above.tone >= Tone.IMPLIED
        count = number(match["nth"]) if match and not told else None
        return Marker("counted", "counted", count, match.end()) if match and count is not None else None

    def _aspects_numbered(self) -> bool:
        """Below a numbered aspect the next one is numbered too."""
        numbered = [heading for heading in self.stack if heading.marker and heading.marker.family != "bare"]
        return any(heading.aspect or heading.title.rstrip("。:").endswith("方面") for heading in numbered)

    def _open(self, line: Line, marker: Marker, start: int = 0) -> None:
        end = title_end(line.read, marker.end)
        title = line.read[marker.end : end]
        if not title.strip() and marker.family != "bare":
            self.current.pieces.append(Piece(line))
            return
        self._climb(marker)
        parent = self.current
        state = _SET_OFF.search(line.shown[-40:]) if end == len(line.read) and len(title) <= LONGEST_BARE else None
        stop = end - len(state["state"]) if state else end
        state, stop = (state, stop) if stop > marker.end else (None, end)
        title = line.read[marker.end : stop]
        heading = Heading(marker, line.cut(start, marker.end), title, line.cut(marker.end, stop), line, parent)
        heading.status = status_of(state["state"]) if state else None
        heading.aspect = names_aspect(title)
        heading.tone = tone_of(title)
        heading.measure = parent.measure or (parent.worked and marker.family != "problem")
        parent.children.append(heading)
        self.stack.append(heading)
        rest = line.read[end:LONGEST_READ]
        inner = find_marker(rest) if heading.aspect else None
        if inner and not enumerates(rest, inner):
            self._open(line, replace(inner, end=end + inner.end), end)
        elif end < len(line.read):
            self._take_rest(heading, line, end)

    @staticmethod
    def _take_rest(heading: Heading, line: Line, end: int) -> None:
        while end < len(line.read) and line.read[end] in ":;, —":
            end += 1
        label = find_label(line.read[:LONGEST_READ], end)
        if label and label.kind in (Kind.WORK, Kind.STATE):
            heading.worked = True
            heading.status = label.status
            end = label.end if label.kind is Kind.WORK else end
        if end < len(line.read):
            heading.pieces.append(Piece(line, end))

    def _climb(self, marker: Marker) -> None:
        """Close headings until the one that `marker` stands directly below is open."""
        same = [place for place in range(len(self.stack) - 1, 0, -1) if self._family(self.stack[place]) == marker.family]
        if marker.family == "bare":
            same = [place for place in same if self.stack[place].kind == marker.kind]
        if not same:
            return
        place = self._level(same, marker)
        if place is not None:
            del self.stack[place:]

    @staticmethod
    def _family(heading: Heading) -> str:
        return heading.marker.family if heading.marker else ""

    def _level(self, same: list[int], marker: Marker) -> int | None:
        """Choose among the open headings of this family the one that `marker` stands beside; None: it begins a level below."""
        continued = [place for place in same if self._number(place) + 1 == marker.number]
        exact = [place for place in same if self.stack[place].kind == marker.kind]
        if marker.family == "bare":
            return same[0]
        if hit := next((place for place in continued if place in exact), None):
            return hit
        if marker.number == 1:
            return self._restart(same, exact)
        if continued:
            return continued[0]
        pool = exact or same
        return min(pool, key=lambda place: abs(self._number(place) - marker.number))

    def _restart(self, same: list[int], exact: list[int]) -> int | None:
        top = len(self.stack) - 1
        if not exact:
            return None
        if top > DEEPEST:
            return exact[0]
        if exact[0] == top:
            return top
        below = self.stack[exact[0] + 1 : top + 1]
        return exact[0] if any(heading.kind == "barestatus" for heading in below) else None

    def _number(self, place: int) -> int:
        marker = self.stack[place].marker
        return marker.number if marker else 0


def outline(lines: Sequence[Line]) -> Heading:
    """Give the root of the tree of headings of these lines; text before the first heading is in the root's pieces."""
    builder = Outline()
    for place, line in enumerate(lines):
        builder.add(line, lines[place + 1] if place + 1 < len(lines) else None)
    _lift_states(builder.root)
    return builder.root


def _lift_states(root: Heading) -> None:
    """A state told once, after the last of the parts below a problem, is the problem's: the parts are what was done about it.

    Whether each part has a state or only the last shows on all headings built alike together; where none has two parts, their words do.
    """
    alike: dict[tuple[str, str], list[Heading]] = {}
    for heading in _bottom_up(root):
        if heading.children and heading is not root and not (heading.aspect or heading.worked or heading.status):
            alike.setdefault((heading.kind, heading.children[-1].kind), []).append(heading)
    for group in alike.values():
        several = [heading for heading in group if len(heading.children) > 1 and any(child.stated for child in heading.children)]
        once = sum(_stated_at_end(heading) for heading in several)
        for heading in group:
            last = heading.children[-1]
            told = heading.tone >= Tone.IMPLIED and last.tone < Tone.IMPLIED
            if _stated_at_end(heading) and (once * 2 > len(several) if several else told):
                heading.status, heading.worked = last.status, True
                last.status, last.worked, last.stated = None, False, False
                for child in heading.children:
                    child.measure = True


def _bottom_up(heading: Heading) -> Iterator[Heading]:
    waiting, seen = [heading], []
    while waiting:
        node = waiting.pop()
        seen.append(node)
        waiting += node.children
    return reversed(seen)


def _stated_at_end(heading: Heading) -> bool:
    """Only the last of its parts has a state, and none a label of its own."""
    return heading.children[-1].stated and not any(child.worked or child.status for child in heading.children[:-1])
