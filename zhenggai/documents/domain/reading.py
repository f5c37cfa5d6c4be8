"""Reads a notice: lines, head and foot, outline, findings, lead, claims, contact, warnings."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zhenggai.documents.domain import remarks, residue
from zhenggai.documents.domain.claims import read_claims
from zhenggai.documents.domain.closing import closing_lines, contact_lines
from zhenggai.documents.domain.contact import read_contact
from zhenggai.documents.domain.findings import Harvest, harvest, read_aspects, read_findings
from zhenggai.documents.domain.folding import fold
from zhenggai.documents.domain.heads import HEAD, Foot, Head, find_foot, find_head, title_issuer
from zhenggai.documents.domain.lead import read_lead
from zhenggai.documents.domain.lines import Line, read_lines
from zhenggai.documents.domain.markers import find_marker
from zhenggai.documents.domain.measures import own_pieces
from zhenggai.documents.domain.notice import Notice
from zhenggai.documents.domain.outline import Heading, outline
from zhenggai.documents.domain.paired import pair
from zhenggai.documents.domain.tables import unfold
from zhenggai.documents.domain.wording import names_next_steps

TAIL = 24
"""Lines at the end among which residue is looked for."""

_REGION = re.compile(r"^.{0,12}(?:省|市|县|区|州|自治区|旗|盟|镇|乡)$")
_EMPTY = re.compile(r"^(?:无|没有|暂无|目前没有|没有(?:尚)?未启动.{0,10}|无(?:尚)?未启动.{0,10})[。]?$|没有(?:尚)?未启动|无(?:尚)?未启动")


def read_notice(text: str | Sequence[str]) -> Notice:
    """Read a notice from its text, or from its paragraphs. Never raises, whatever the text; unknown values are None."""
    lines = unfold(read_lines(text))
    residues = {id(line) for line in _edges(lines) if residue.is_residue(line)}
    head = find_head(lines)
    title = head.title
    read_title = fold(title) if title else ""
    issuer = title_issuer(title) if title else None
    foot = find_foot(lines, issuer)
    used = residues | {id(line) for line in [*head.lines, *head.repeated, *foot.lines]}
    body = [line for line in lines if id(line) not in used]
    closing = closing_lines(body)
    root = outline([line for line in body if id(line) not in closing])
    pair(root)
    return _assemble(lines, [line for line in lines if id(line) in residues], head, read_title, issuer, foot, body, closing, root)


def _edges(lines: list[Line]) -> list[Line]:
    """The lines among which residue is looked for: above the first numbered heading and below the last, near the page's edges."""
    marked = [place for place, line in enumerate(lines) if find_marker(line.read[:80])]
    first, last = (marked[0], marked[-1] + 1) if marked else (len(lines), 0)
    return [*lines[: min(HEAD, first)], *lines[max(0, len(lines) - TAIL, last) :]]


def _assemble(
    lines: list[Line],
    residues: list[Line],
    head: Head,
    title: str,
    issuer: str | None,
    foot: Foot,
    body: list[Line],
    closing: set[int],
    root: Heading,
) -> Notice:
    opening = "\n".join(piece.read[:4000] for piece in root.pieces)
    first = _preambles(root)
    audited = _is_audit(title)
    lead = read_lead(_as_inspection(opening + "\n" + first, audited), _as_inspection(title, audited))
    if audited and lead.inspector:
        lead.inspector = lead.inspector.replace("巡察", "审计")
    found = harvest(root, None)
    counted = [(status, heading.title) for heading, status in found.status_sections]
    texts = _claim_texts(root, found, [line.read for line in body if id(line) in closing])
    claims = read_claims([_as_inspection(text, audited) for text in texts], _nothing_left(found), counted)
    if claims.claims.findings and found.found:
        found = harvest(root, claims.claims.findings)
    findings = tuple(read_findings(found))
    aspects = read_aspects(found)
    told = contact_lines(body, closing, found, root)
    contact = read_contact(told)
    issued = foot.date or head.date or residue.written(residues)
    statuses = [finding.status for finding in findings]
    material = remarks.Material(
        body, head, lead, root, found, claims, issued, statuses, len(aspects), frozenset(line.number for line in told)
    )
    return Notice(
        title=head.title,
        issuer=issuer or _named_inside(title, lead.target) or _other_issuer(foot, lead.target),
        signer=foot.signer,
        inspector=_as_written(lead.inspector, body[:HEAD]),
        round=lead.round,
        inspected_from=str(lead.inspected_from) if lead.inspected_from else None,
        inspected_to=str(lead.inspected_to) if lead.inspected_to else None,
        feedback_on=str(lead.feedback_on) if lead.feedback_on else None,
        issued_on=issued,
        published=residue.published(residues),
        as_of=str(lead.as_of) if lead.as_of else None,
        claims=claims.claims,
        aspects=aspects,
        findings=findings,
        contact=contact,
        warnings=tuple(remarks.warnings(material)),
        paragraphs=tuple(line.shown for line in body),
    )


def _is_audit(title: str) -> bool:
    """Say whether an audit found the problems; its notices are written like those after an inspection."""
    return "审计" in title and not re.search("巡[察视]", title)


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
    return target if target and title.startswith(f"关于{target}") and not _REGION.match(target) else None


def _other_issuer(foot: Foot, target: str | None) -> str | None:
    if foot.signer:
        return foot.signer
    return target if target and not _REGION.match(target) else None
