"""Reads a notice: lines, head and foot, outline, findings, lead, claims, contact, warnings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from zhenggai.documents.domain import remarks, residue
from zhenggai.documents.domain.claims import Reading, read_claims
from zhenggai.documents.domain.closing import closing_lines, contact_lines
from zhenggai.documents.domain.contact import read_contact
from zhenggai.documents.domain.dates import Day
from zhenggai.documents.domain.findings import Harvest, harvest, read_aspects, read_findings
from zhenggai.documents.domain.folding import fold
from zhenggai.documents.domain.headings import Heading
from zhenggai.documents.domain.heads import HEAD, Foot, Head, find_foot, find_head, title_issuer
from zhenggai.documents.domain.lead import Lead, read_lead
from zhenggai.documents.domain.lines import Line, read_lines
from zhenggai.documents.domain.markers import find_marker
from zhenggai.documents.domain.measures import own_pieces
from zhenggai.documents.domain.notice import Notice
from zhenggai.documents.domain.outline import outline
from zhenggai.documents.domain.paired import pair
from zhenggai.documents.domain.tables import unfold
from zhenggai.documents.domain.wording import names_next_steps

TAIL = 24
"""Lines at the end among which residue is looked for."""

_NO_ISSUER = re.compile(r"^.{0,12}(?:省|市|县|区|州|自治区|旗|盟|镇|乡)$|^(?:我|本(?=[局院校厅委镇乡街单部公党]))")
"""A region, or 我局党委, which names nobody."""
_EMPTY = re.compile(r"^(?:无|没有|暂无|目前没有|没有(?:尚)?未启动.{0,10}|无(?:尚)?未启动.{0,10})[。]?$|没有(?:尚)?未启动|无(?:尚)?未启动")


@dataclass(frozen=True, slots=True)
class _Parts:
    """A notice laid apart: its head, its foot, what a page left around it, and the tree of headings between."""

    head: Head
    foot: Foot
    residues: list[Line]
    body: list[Line]
    """Every line that is neither head nor foot nor residue, in order."""
    closing: set[int]
    """The ids of the body's lines that stand behind the last finding."""
    root: Heading
    title: str
    """Folded; empty where the notice has none."""
    issuer: str | None
    """As the title names it."""

    @property
    def audited(self) -> bool:
        """Say whether an audit found the problems; its notices are written like those after an inspection."""
        return "审计" in self.title and not re.search("巡[察视]", self.title)


def read_notice(text: str | Sequence[str]) -> Notice:
    """Read a notice from its text, or from its paragraphs. Never raises, whatever the text; unknown values are None."""
    parts = _lay_apart(unfold(read_lines(text)))
    lead = _lead(parts)
    found, claims = _found_and_claimed(parts)
    findings = tuple(read_findings(found))
    aspects = read_aspects(found)
    told = contact_lines(parts.body, parts.closing, found, parts.root)
    issued = parts.foot.date or parts.head.date or residue.written(parts.residues)
    statuses = [finding.status for finding in findings]
    numbers = frozenset(line.number for line in told)
    material = remarks.Material(parts.body, parts.head, lead, parts.root, found, claims, issued, statuses, len(aspects), numbers)
    return Notice(
        title=parts.head.title,
        issuer=parts.issuer or parts.head.byline or _named_inside(parts.title, lead.target) or _other_issuer(parts.foot, lead.target),
        signer=parts.foot.signer,
        inspector=_as_written(lead.inspector, parts.body[:HEAD]),
        round=lead.round,
        inspected_from=_iso(lead.inspected_from),
        inspected_to=_iso(lead.inspected_to),
        feedback_on=_iso(lead.feedback_on),
        issued_on=issued,
        published=residue.published(parts.residues),
        as_of=_iso(lead.as_of),
        claims=claims.claims,
        aspects=aspects,
        findings=findings,
        contact=read_contact(told),
        warnings=tuple(remarks.warnings(material)),
        paragraphs=tuple(line.shown for line in parts.body),
    )


def _lay_apart(lines: list[Line]) -> _Parts:
    residues = {id(line) for line in _edges(lines) if residue.is_residue(line)}
    head = find_head(lines)
    issuer = title_issuer(head.title) if head.title else None
    foot = find_foot(lines, issuer)
    used = residues | {id(line) for line in [*head.lines, *head.repeated, *foot.lines]}
    body = [line for line in lines if id(line) not in used]
    closing = closing_lines(body)
    root = outline([line for line in body if id(line) not in closing])
    pair(root)
    around = [line for line in lines if id(line) in residues]
    return _Parts(head, foot, around, body, closing, root, fold(head.title) if head.title else "", issuer)


def _edges(lines: list[Line]) -> list[Line]:
    """The lines among which residue is looked for: above the first numbered heading and below the last, near the page's edges."""
    marked = [place for place, line in enumerate(lines) if find_marker(line.read[:80])]
    first, last = (marked[0], marked[-1] + 1) if marked else (len(lines), 0)
    return [*lines[: min(HEAD, first)], *lines[max(0, len(lines) - TAIL, last) :]]


def _lead(parts: _Parts) -> Lead:
    """Read who inspected whom and when, from the opening, or from the first sections where the opening leaves it to them."""
    opening = "\n".join(piece.read[:4000] for piece in parts.root.pieces)
    texts = opening + "\n" + _preambles(parts.root)
    lead = read_lead(_as_inspection(texts, parts.audited), _as_inspection(parts.title, parts.audited))
    if parts.audited and lead.inspector:
        lead.inspector = lead.inspector.replace("巡察", "审计")
    return lead


def _found_and_claimed(parts: _Parts) -> tuple[Harvest, Reading]:
    """Give the findings and the claimed counts. A claimed number of findings decides which level of headings they stand on."""
    found = harvest(parts.root, None)
    counted = [(status, heading.title) for heading, status in found.status_sections]
    texts = _claim_texts(parts.root, found, [line.read for line in parts.body if id(line) in parts.closing])
    claims = read_claims([_as_inspection(text, parts.audited) for text in texts], _nothing_left(found), counted)
    if claims.claims.findings and found.found:
        found = harvest(parts.root, claims.claims.findings)
    return found, claims


def _iso(day: Day | None) -> str | None:
    return str(day) if day else None


def _as_inspection(text: str, audited: bool) -> str:
    """Give the text of an audit's notice in the words the grammar knows, as long as before."""
    return text.replace("审计", "巡察") if audited else text


def _as_written(name: str | None, lines: list[Line]) -> str | None:
    """Give a name that was read in folded form as the source writes it."""
    for line in lines if name else []:
        place = line.read.find(name or "")
        if place >= 0:
            return line.cut(place, place + len(name or ""))
    return name


def _preambles(root: Heading) -> str:
    """The first sections' text, where a lead leaves dates to them."""
    texts: list[str] = []
    for child in root.children[:2]:
        texts += [piece.read[:2000] for piece in child.pieces]
    return "\n".join(texts)[:4000]


def _claim_texts(root: Heading, found: Harvest, closing: list[str]) -> list[str]:
    """What may claim: the lead, the sections before and between the findings, and the closing lines; not the findings."""
    inside = {id(item.heading) for item in found.found}
    texts = [piece.read for piece in root.pieces]
    waiting = list(reversed(root.children))
    while waiting:
        node = waiting.pop()
        if id(node) in inside or names_next_steps(node.title):
            continue
        texts.append(node.title)
        texts += [piece.read for piece in node.pieces]
        waiting += reversed(node.children)
    return texts + closing


def _nothing_left(found: Harvest) -> bool:
    """Say whether a section for findings without a start says that there are none."""
    for heading, status in found.status_sections:
        words = "".join(piece.read for piece in own_pieces(heading)[:2])
        if status == "not_started" and not any(id(item.heading) in {id(child) for child in heading.children} for item in found.found):
            return bool(_EMPTY.search(words))
    return False


def _named_inside(title: str, target: str | None) -> str | None:
    """The inspected body is the issuer also where the title names it behind 关于."""
    return target if target and title.startswith(f"关于{target}") and not _NO_ISSUER.match(target) else None


def _other_issuer(foot: Foot, target: str | None) -> str | None:
    if foot.signer:
        return foot.signer
    return target if target and not _NO_ISSUER.match(target) else None
