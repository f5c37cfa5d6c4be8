"""The notice as the record has it, replayed: every figure computed (design §1, §3.9). What was issued is replayed up to its issue."""

import hashlib
from datetime import date

from django.utils import timezone

from zhenggai.documents.domain.notice_paper import Group, NoticeFacts, NoticeFinding, notice_paper
from zhenggai.documents.domain.paper import Paper
from zhenggai.ledger.models import LedgerEntry
from zhenggai.rectification.domain.replay import Row, latest_progress, of_kind
from zhenggai.rectification.domain.states import FindingState, MeasureState
from zhenggai.rectification.domain.wording import Done, draft_text
from zhenggai.rectification.models import Inspection
from zhenggai.rectification.queries import case_as_of

GROUPS = {
    FindingState.CLOSED: Group.DONE,
    FindingState.STANDING: Group.DONE,
    FindingState.CLOSED_NOT_DONE: Group.NOT_DONE,
    FindingState.NOT_STARTED: Group.NOT_STARTED,
}


def notice_of(inspection: Inspection, on: date | None = None) -> Paper:
    """The notice as a paper: as of `on`, else as it was issued, else as things stand today."""
    return notice_paper(notice_facts(inspection, on) if on else issued_facts(inspection) or notice_facts(inspection, timezone.localdate()))


def issued_facts(inspection: Inspection) -> NoticeFacts | None:
    """All the notice said when it was issued last, whatever was entered since; None when it never was. Three queries."""
    sequence = sequence_of_issue(inspection)
    if sequence is None or inspection.noticed_on is None:
        return None
    return notice_facts(inspection, inspection.noticed_on, until=sequence)


def sequence_of_issue(inspection: Inspection) -> int | None:
    """The place in the case's chain of the entry by which the notice was issued last; None when it never was. One query or none."""
    if not inspection.notice_digest:
        return None
    issues = LedgerEntry.objects.filter(chain=inspection.chain, verb="inspection.issue_notice").order_by("-sequence")
    return issues.values_list("sequence", flat=True).first()


def notice_digest(paper: Paper) -> str:
    """The SHA-256 of a notice's text, which the issuing entry records."""
    return hashlib.sha256(paper.text().encode()).hexdigest()


def notice_facts(inspection: Inspection, on: date, until: int | None = None) -> NoticeFacts:
    """All the notice says, replayed from the record as of `on` (and up to its entry `until`): two queries, however large the case."""
    rows = case_as_of(inspection, on, until=until)
    own = rows[inspection.subject]
    aspects = {subject: row["title"] for subject, row in of_kind(rows, "aspect")}
    measures = [row for _, row in of_kind(rows, "measure") if row["state"] != MeasureState.DROPPED]
    reports = {measure: str(row["text"]) for measure, row in latest_progress(rows).items()}
    findings = sorted(of_kind(rows, "finding"), key=lambda pair: pair[1]["number"])
    return NoticeFacts(
        issuer=str(own["issuer"]),
        inspector=str(own["inspector"]),
        authority=_authority(str(own["inspector"])),
        inspected_from=_day(own["inspected_from"]),
        inspected_to=_day(own["inspected_to"]),
        feedback_on=_day(own["feedback_on"]),
        issued_on=on,
        measures=len(measures),
        findings=[_finding(subject, row, aspects, rows, reports) for subject, row in findings],
        organisation=_lines(own["organisation_text"]),
        next_steps=_lines(own["next_text"]),
        phones=[phone.strip() for phone in str(own["phones"]).split("、") if phone.strip()],
        email=str(own["email"]),
        address=str(own["address"]),
    )


def _finding(subject: str, row: Row, aspects: dict[str, str], rows: dict[str, Row], reports: dict[str, str]) -> NoticeFinding:
    own = [(r["number"], s, r) for s, r in of_kind(rows, "measure") if r["finding"] == subject and r["state"] != MeasureState.DROPPED]
    drafted = draft_text(
        Done(reports.get(measure, ""), "" if r["attested_digest"] else str(r["text"]), _day(r["deadline"]))
        for _, measure, r in sorted(own, key=lambda each: each[0])
    )
    text = _lines(row["public_text"]) or ([drafted] if drafted else [])
    return NoticeFinding(title=str(row["public_title"] or row["title"]), aspect=str(aspects[row["aspect"]]), group=_group(row), text=text)


def _group(row: Row) -> Group:
    state = FindingState(row["state"])
    if state in GROUPS:
        return GROUPS[state]
    return Group.PRELIMINARY if row["preliminary_on"] else Group.WORKING


def _authority(inspector: str) -> str:
    """Who arranged the inspection, as the team's name begins: 市委第二巡察组 → 市委."""
    for mark in ("党委", "工委", "市委", "区委", "县委", "省委", "中央"):
        if inspector.startswith(mark) or mark in inspector[:12]:
            return inspector[: inspector.index(mark) + len(mark)]
    return "上级党组织"


def _lines(text: object) -> list[str]:
    return [line.strip() for line in str(text).splitlines() if line.strip()]


def _day(text: object) -> date | None:
    return date.fromisoformat(str(text)) if text else None
