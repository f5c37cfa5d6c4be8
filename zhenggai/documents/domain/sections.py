"""Which top sections hold the findings, and which come before (组织情况), after (下一步) or beside (信访件)."""

from __future__ import annotations

import re
from enum import Enum, auto

from zhenggai.documents.domain.headings import Heading
from zhenggai.documents.domain.statuses import section_status, suffix_status
from zhenggai.documents.domain.wording import Tone, generic, names_findings, names_next_steps, names_other, names_preamble


class Section(Enum):
    """The part a top section plays."""

    CONTENT = auto()
    WRAPPER = auto()
    ASIDE = auto()


Told = tuple[Heading, Section | None]


def evidence(heading: Heading) -> tuple[int, int]:
    """Count below `heading` what surely, and what probably, shows findings."""
    sure = probable = 0
    waiting = [child for child in heading.children if not child.measure]
    while waiting:
        node = waiting.pop()
        if (
            node.tone is Tone.EXPLICIT
            or node.worked
            or node.aspect
            or node.kind == "problem"
            or section_status(node.title)
            or suffix_status(node.title)
        ):
            sure += 1
        elif node.tone is Tone.IMPLIED:
            probable += 1
        waiting += [child for child in node.children if not child.measure]
    return sure, probable


def _convincing(heading: Heading) -> bool:
    sure, probable = evidence(heading)
    direct = max(1, sum(1 for child in heading.children if not child.measure))
    return sure * 2 + probable >= direct


def parts(root: Heading) -> list[tuple[Heading, Section]]:
    """Give each top heading with its part. When no section shows findings by title or evidence, any plain one may."""
    told: list[Told] = [(heading, _part(heading)) for heading in root.children]
    told = _like_siblings(_side_by_side(_with_peers(told)))
    chosen: list[Told] = [(heading, part) for heading, part in told if part and part is not Section.ASIDE]
    if any(part is Section.CONTENT or _convincing(heading) for heading, part in chosen):
        chosen = [(heading, part) for heading, part in chosen if part is Section.CONTENT or _convincing(heading) or _lists(heading)]
    if not chosen:
        chosen = _fallback(told)
    kept = {id(heading): part for heading, part in chosen if part}
    return [(heading, kept.get(id(heading), Section.ASIDE)) for heading, _ in told]


def _with_peers(told: list[Told]) -> list[Told]:
    """Among findings at the top level, a peer whose words do not tell is a finding too: 三、群众办事材料重复提交."""
    kinds = [heading.kind for heading, part in told if part is Section.CONTENT and not heading.children]
    plain = [heading.kind for heading, part in told if part is None]
    return [
        (heading, Section.CONTENT if _is_peer(heading, part) and kinds.count(heading.kind) >= plain.count(heading.kind) else part)
        for heading, part in told
    ]


def _like_siblings(told: list[Told]) -> list[Told]:
    """Among findings or aspects, one more of their kind, numbered alike below, is as they are, whatever its words."""
    shapes = [_shape(heading) for heading, part in told if part is Section.CONTENT]
    odd = [_shape(heading) for heading, part in told if part is not Section.CONTENT]
    return [
        (heading, Section.CONTENT if _is_sibling(heading, part) and shapes.count(_shape(heading)) > odd.count(_shape(heading)) else part)
        for heading, part in told
    ]


def _side_by_side(told: list[Told]) -> list[Told]:
    """Where two or more wrap findings and each speaks of a matter of its own, they are the aspects: 落实党建责任情况."""
    own = [heading for heading, part in told if part is not Section.CONTENT and _speaks_of_own(heading)]
    alike = len(own) > 1 and len({_shape(heading) for heading in own}) == 1
    return [(heading, Section.CONTENT if alike and heading in own else part) for heading, part in told]


def _speaks_of_own(heading: Heading) -> bool:
    kids = [child for child in heading.children if not child.measure]
    lack = heading.title.rstrip("。").endswith("问题")
    told = bool(kids) and all((child.worked or child.kind == "problem" or (lack and child.pieces)) and not child.children for child in kids)
    return told and not generic(heading.title) and not section_status(heading.title) and not names_next_steps(heading.title)


def _shape(heading: Heading) -> tuple[str, str]:
    return heading.kind, next((child.kind for child in heading.children if not child.measure), "")


def _is_sibling(heading: Heading, part: Section | None) -> bool:
    if section_status(heading.title) or names_next_steps(heading.title) or not _shape(heading)[1]:
        return False
    kids = [child for child in heading.children if not child.measure]
    untold = part is None and heading.tone is Tone.NEUTRAL and not generic(heading.title)
    return heading.aspect or heading.tone >= Tone.IMPLIED or untold or all(child.worked for child in kids)


def _is_peer(heading: Heading, part: Section | None) -> bool:
    return part is None and heading.tone is Tone.NEUTRAL and not heading.children and bool(heading.pieces)


def _lists(heading: Heading) -> bool:
    """A status section counts even when it is empty."""
    return section_status(heading.title) is not None


def _part(heading: Heading) -> Section | None:
    """None: the title does not tell and the evidence is missing."""
    title = heading.title
    if heading.worked:
        return Section.CONTENT
    if section_status(title) and not names_next_steps(title):
        return Section.WRAPPER
    stated = heading.aspect or heading.tone is Tone.EXPLICIT
    if stated and not generic(title) and title.startswith(("关于", "在", "针对", "“")):
        return Section.CONTENT
    if names_next_steps(title):
        return Section.ASIDE
    if heading.aspect and not names_findings(title) and _convincing(heading) and heading.children:
        return Section.CONTENT
    convincing = _convincing(heading) if heading.children else False
    if names_other(title):
        return Section.WRAPPER if convincing and names_findings(title) and generic(title) else Section.ASIDE
    if heading.tone is Tone.IMPLIED and convincing and not generic(title):
        return Section.CONTENT
    if names_preamble(title):
        return Section.WRAPPER if convincing and names_findings(title) else Section.ASIDE
    if names_findings(title) and (generic(title) or not stated):
        return Section.WRAPPER
    if stated or heading.tone is Tone.IMPLIED:
        return Section.CONTENT
    if convincing:
        return Section.WRAPPER if generic(title) or re.search(r"整改|反馈|巡[察视]", title) else Section.CONTENT
    return None


def _fallback(told: list[Told]) -> list[Told]:
    plain: list[Told] = [(heading, Section.WRAPPER) for heading, part in told if part is None and heading.children]
    if len(plain) > 2 and len({_shape(heading) for heading, _ in plain}) == 1 and not any(generic(heading.title) for heading, _ in plain):
        return [(heading, Section.CONTENT) for heading, _ in plain]
    if plain:
        return plain
    hidden = [heading for heading, part in told if part is Section.ASIDE and not names_next_steps(heading.title)]
    return [(heading, Section.WRAPPER) for heading in hidden if heading.children and _convincing(heading)]
