"""The findings in the outline: the deepest level that is a problem, with aspect, parent and status from above it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import Enum, auto

from zhenggai.documents.domain.headings import Heading, Piece
from zhenggai.documents.domain.labels import find_label, state_inside
from zhenggai.documents.domain.measures import measures, own_pieces, piece_text
from zhenggai.documents.domain.notice import Aspect, Finding
from zhenggai.documents.domain.sections import Section, parts
from zhenggai.documents.domain.statuses import Status, leading_status, section_status, sentence_status, suffix_status
from zhenggai.documents.domain.wording import Tone, generic, names_next_steps, names_other, names_preamble

_QUOTED_ASPECT = re.compile(r"^在“(?P<inner>[^“”]+)”(?:等)?方面")
_COUNTED = re.compile(
    r"\((?:共|计|共计|涉及)?[\d一二三四五六七八九十]{1,3}(?:(?:个|项|条|类)?(?:具体)?问题|[个项条类])(?:,[^()]{1,30})?\)$"
)
_LABELLED = re.compile(
    r"^(?:(?:巡[察视])?(?:反馈|具体|存在|主要)?(?:的)?(?:问题|意见)[一二三四五六七八九十\d]{0,3}|方面[一二三四五六七八九十\d]{1,3}):"
)
_AND_SO = re.compile(r"(?<=方面),(?:存在)?(?:的)?(?:主要|具体)?问题(?:及|和|与)整改(?:落实|进展)?情况(?:如下|是|为)?[:。]?$")
"""What an aspect's heading adds before the list: 在…方面,主要问题及整改情况是:"""

BESIDE = 60
"""Parts beside one that are looked at, at most."""


class Depth(Enum):
    """How a doubtful group of numbered parts is taken: as the evidence says, always as measures, always as findings."""

    EVIDENT = auto()
    SHALLOW = auto()
    DEEP = auto()


@dataclass(frozen=True, slots=True)
class Place:
    """What the headings above say about what stands below them."""

    aspect: Heading | None = None
    parent: Heading | None = None
    status: Status | None = None
    wrapped: bool = True


@dataclass(slots=True)
class Found:
    """A heading that is a finding, and where it stands."""

    heading: Heading
    place: Place


@dataclass(slots=True)
class Harvest:
    """All findings with the aspects they stand in; `levels` counts problems at each level above the deepest."""

    found: list[Found] = field(default_factory=list)
    aspects: list[Heading] = field(default_factory=list)
    status_sections: list[tuple[Heading, Status]] = field(default_factory=list)
    aside: list[Heading] = field(default_factory=list)
    wrappers: list[Heading] = field(default_factory=list)


def harvest(root: Heading, claimed: int | None) -> Harvest:
    """Find the findings; where a group may be measures or findings, the claimed count decides when one way meets it."""
    best = _gather(root, Depth.EVIDENT)
    if claimed and best.found and len(best.found) != claimed:
        for depth in (Depth.DEEP, Depth.SHALLOW):
            other = _gather(root, depth)
            if len(other.found) == claimed:
                return other
    return best


def _gather(root: Heading, depth: Depth) -> Harvest:
    result = Harvest()
    for heading, part in parts(root):
        if part is Section.ASIDE:
            result.aside.append(heading)
            continue
        _walk(heading, Place(wrapped=part is Section.WRAPPER), depth, result)
    return result


def _walk(heading: Heading, place: Place, depth: Depth, result: Harvest) -> None:
    status = section_status(heading.title)
    kids = [child for child in heading.children if not child.measure]
    if status and not heading.worked:
        result.status_sections.append((heading, status))
        result.wrappers.append(heading)
        for child in kids:
            _walk(child, replace(place, status=status, wrapped=False), depth, result)
        return
    if place.wrapped:
        _enter(heading, kids, place, depth, result)
    elif (
        kids
        and (_holds_findings(heading, kids, depth) or _holds_as_siblings(heading, kids, depth))
        and not _is_as_siblings(heading, kids, depth)
    ):
        inside = _below(heading, place)
        for child in kids:
            if names_next_steps(child.title) and child.tone < Tone.IMPLIED and not child.worked:
                continue
            _walk(child, inside, depth, result)
    elif heading.aspect and place.aspect is None and not heading.worked and not heading.pieces and not kids:
        return
    elif not _empty_status(heading):
        result.found.append(Found(heading, place))


def _enter(heading: Heading, kids: list[Heading], place: Place, depth: Depth, result: Harvest) -> None:
    """Go through a section that only wraps; below it another may wrap again (二、整改情况 > (一)巡察反馈问题整改情况)."""
    result.wrappers.append(heading)
    inner = [child for child in kids if _wraps_again(child)]
    shown = any(child not in inner and (child.aspect or child.tone >= Tone.IMPLIED or child.worked) for child in kids)
    for child in kids:
        if not shown and not inner and len(kids) > 1 and (names_next_steps(child.title)):
            continue
        beside = names_preamble(child.title) or names_next_steps(child.title) or names_other(child.title)
        plain = child.tone < Tone.IMPLIED and not child.aspect and not child.worked and child not in inner
        if beside and plain and (inner or shown):
            result.aside.append(child)
            continue
        _walk(child, replace(place, wrapped=child in inner), depth, result)


def _wraps_again(heading: Heading) -> bool:
    if section_status(heading.title) or heading.worked or not heading.children or not generic(heading.title):
        return False
    if heading.aspect and "整改情况" not in heading.title:
        return False
    return any(
        child.aspect or child.tone >= Tone.IMPLIED or child.worked or child.children for child in heading.children if not child.measure
    )


def _below(heading: Heading, place: Place) -> Place:
    status = _own_status(heading) or place.status
    if place.aspect is None and _groups_aspects(heading):
        return replace(place, status=status, wrapped=False)
    if place.aspect is None:
        return Place(heading, heading if heading.tone is Tone.EXPLICIT and not heading.aspect else None, status, False)
    return Place(place.aspect, heading, status, False)


def _groups_aspects(heading: Heading) -> bool:
    """A heading that is no aspect and states no problem, above headings that are aspects, only groups them."""
    kids = [child for child in heading.children if not child.measure]
    return not heading.aspect and heading.tone < Tone.IMPLIED and bool(kids) and all(child.aspect for child in kids)


def _holds_findings(heading: Heading, kids: list[Heading], depth: Depth) -> bool:
    """Say whether what is numbered below `heading` are findings; else they are its measures."""
    if any(child.aspect or section_status(child.title) for child in kids):
        return True
    stated = sum(1 for child in kids if _states(child) or child.worked or _stated_below(child))
    explicit = any(child.tone is Tone.EXPLICIT or child.worked for child in kids)
    if heading.worked:
        return False
    if explicit and stated * 2 >= len(kids):
        return True
    if heading.aspect:
        return not (heading.tone is Tone.EXPLICIT and not stated and depth is Depth.SHALLOW)
    if heading.tone >= Tone.IMPLIED:
        if depth is Depth.DEEP:
            return True
        plain = all(child.tone > Tone.ACTION for child in kids)
        return (stated * 2 > len(kids) or (plain and 0 < stated * 2 == len(kids))) and depth is not Depth.SHALLOW
    return depth is not Depth.SHALLOW or stated * 2 >= len(kids)


def _holds_as_siblings(heading: Heading, kids: list[Heading], depth: Depth) -> bool:
    """Where the words of one part do not tell, the parts beside it do, when they are built alike and hold findings."""
    if depth is Depth.SHALLOW or heading.worked or heading.parent is None or any(child.tone is Tone.ACTION for child in kids):
        return False
    alike = [_holds_findings(other, inner, depth) for other, inner in _alike(heading, kids)]
    return sum(alike) * 2 > len(alike) and all(child.pieces or child.children for child in kids)


def _is_as_siblings(heading: Heading, kids: list[Heading], depth: Depth) -> bool:
    """Where the words of one part do not tell, it is a finding when those beside it, built alike, are."""
    if heading.tone is not Tone.NEUTRAL or heading.aspect or any(_states(child) or child.worked or child.aspect for child in kids):
        return False
    alike = [_holds_findings(other, inner, depth) for other, inner in _alike(heading, kids) if other.tone >= Tone.IMPLIED]
    return len(alike) > 1 and not any(alike)


def _alike(heading: Heading, kids: list[Heading]) -> Iterator[tuple[Heading, list[Heading]]]:
    """The parts beside it that are built alike, with what is numbered below them; of thousands, the first tell enough."""
    for other in heading.parent.children[:BESIDE] if heading.parent else []:
        inner = [child for child in other.children if not child.measure]
        if other is not heading and inner and (other.kind, inner[0].kind) == (heading.kind, kids[0].kind):
            yield other, inner


def _states(heading: Heading) -> bool:
    """A lack that is only implied, in a line with nothing behind it, tells rather what was done: (1)清退违规资金3万元。"""
    return heading.tone is Tone.EXPLICIT or (heading.tone is Tone.IMPLIED and bool(heading.pieces or heading.children))


def _stated_below(heading: Heading) -> bool:
    return any(child.tone is Tone.EXPLICIT or child.worked for child in heading.children if not child.measure)


def _empty_status(heading: Heading) -> bool:
    return heading.title.rstrip("。") in ("无", "没有") or (
        names_next_steps(heading.title) and heading.tone < Tone.IMPLIED and not heading.worked
    )


def _own_status(heading: Heading) -> Status | None:
    if heading.status:
        return heading.status
    suffix = suffix_status(heading.title)
    return suffix[1] if suffix else None


def _status(found: Found, pieces: list[Piece]) -> Status:
    heading = found.heading
    if own := _own_status(heading):
        return own
    if found.place.status:
        return found.place.status
    texts = [piece.read for piece in pieces]
    for text in reversed(texts):
        if label := state_inside(text):
            return label
        marked = find_label(text)
        if marked and marked.status:
            return marked.status
    below = next((child.status for child in reversed(heading.children) if child.status), None)
    told = (leading_status(texts[0]) or sentence_status("\n".join(texts[-2:]))) if texts else None
    return below or told or "unknown"


def shown_title(heading: Heading) -> str:
    """Give the title as in the source, without a label before it (反馈问题：) or a status behind it."""
    shown, read = heading.shown, heading.title
    if suffix := suffix_status(read):
        shown = shown[: len(shown) - (len(read) - suffix[0])] if len(shown) == len(read) else shown
        read = read[: suffix[0]]
    labelled = _LABELLED.match(read)
    if labelled and labelled.end() < len(read):
        cut = re.search("[:：]", shown)
        shown = shown[cut.end() :] if cut else shown
    return shown.strip()


def shown_aspect(heading: Heading) -> str:
    """Give the aspect's title; of 在“…”方面 only the quoted words, as they name it."""
    title = shown_title(heading)
    quoted = _QUOTED_ASPECT.match(heading.title)
    if quoted and len(heading.shown) == len(heading.title):
        return heading.shown[quoted.start("inner") : quoted.end("inner")]
    counted = _COUNTED.search(heading.title) or _AND_SO.search(heading.title)
    return title[: counted.start()] if counted and len(title) == len(heading.title) else title


def read_findings(result: Harvest) -> Iterator[Finding]:
    """Give the findings in the order of the text."""
    for found in result.found:
        heading, place = found.heading, found.place
        pieces = own_pieces(heading)
        yield Finding(
            number=heading.label,
            title=shown_title(heading),
            aspect=shown_aspect(place.aspect) if place.aspect else None,
            parent=shown_title(place.parent) if place.parent else None,
            status=_status(found, pieces),
            measures=measures(heading, pieces),
            text=piece_text(pieces),
            line=heading.line.number if heading.line else 0,
        )


def read_aspects(result: Harvest) -> tuple[Aspect, ...]:
    """Give each aspect once, in the order of its first appearance."""
    seen: dict[str, Aspect] = {}
    for found in result.found:
        if aspect := found.place.aspect:
            title = shown_aspect(aspect)
            seen.setdefault(re.sub(r"\W", "", title), Aspect(aspect.label, title))
    return tuple(seen.values())
