"""Cases with as many rows as a test asks for: what a page costs is asked of few rows and of many."""

from datetime import timedelta

from tests.cast import DEADLINE, FEEDBACK, OPENING, PLANNED, SUBMITTED, WORKED, District
from zhenggai.evidence.models import Evidence, File
from zhenggai.ledger.actions import recording
from zhenggai.rectification.models import Aspect, Attachment, Finding, Inspection, Measure, Progress


def fill(district: District, *, cases: int = 1, findings: int = 1, measures: int = 1) -> list[Inspection]:
    """`cases` of the district's unit, each with `findings`, each of them with `measures` that have progress, evidence and an entry.

    Findings are by turns under way, submitted, and ready to be closed; measures by turns under way, submitted, and returned.
    """
    return [_fill(district, findings, measures) for _ in range(cases)]


def _fill(who: District, findings: int, measures: int) -> Inspection:
    with recording(chain=None, by=who.office.subject, verb="inspection.open", on=FEEDBACK) as entry:
        case: Inspection = entry.create(_case(who, findings, measures))
        entry.about(case, chain=case.chain)
        aspect = entry.create(Aspect(inspection=case, number=1, title="落实决策部署方面"))
        found = entry.create_many([_finding(who, aspect, n, measures) for n in range(findings)])
        made = entry.create_many([_measure(who, finding, n) for finding in found for n in range(measures)])
        entry.create_many([Progress(measure=row, done_on=WORKED, percent=50, text="已印发新制度", by=who.owner) for row in made])
        files = entry.create_many([File(digest=f"{row.pk:064x}", size=1, media="application/pdf") for row in made])
        papers = entry.create_many([_evidence(who, file) for file in files])
        entry.create_many([Attachment(measure=row, evidence=paper) for row, paper in zip(made, papers, strict=True)])
    for row in made:
        with recording(chain=case.chain, by=who.owner.subject, verb="measure.record", subject=row, on=WORKED) as entry:
            entry.update(row, percent=60)
    return case


def _case(who: District, findings: int, measures: int) -> Inspection:
    return Inspection(
        unit=who.unit,
        title=OPENING.title,
        issuer=OPENING.issuer,
        inspector=OPENING.inspector,
        regime=OPENING.regime,
        feedback_on=FEEDBACK,
        plan_approved_on=PLANNED,
        state="rectifying",
        findings_count=findings,
        measures_count=findings * measures,
    )


def _finding(who: District, aspect: Aspect, n: int, measures: int) -> Finding:
    submitted = n % 3 == 1
    return Finding(
        inspection=aspect.inspection,
        unit=who.unit,
        aspect=aspect,
        number=n + 1,
        title=f"第 {n + 1} 个问题",
        original="个别事项没有记录。",
        original_digest="0" * 64,
        leader=who.leader,
        deadline=DEADLINE,
        state="submitted" if submitted else "working",
        submitted_by=who.liaison if submitted else None,
        submitted_on=SUBMITTED if submitted else None,
        measures_count=measures,
        measures_done_count=measures if n % 3 == 2 else 0,
    )


def _measure(who: District, finding: Finding, n: int) -> Measure:
    submitted = (finding.number + n) % 3 == 1
    return Measure(
        inspection=finding.inspection,
        unit=who.unit,
        finding=finding,
        number=n + 1,
        text="修订制度并公布",
        owner=who.owner,
        leader=who.leader,
        deadline=DEADLINE + timedelta(days=n),
        state="submitted" if submitted else "working",
        submitted_by=who.owner if submitted else None,
        submitted_on=SUBMITTED if submitted else None,
        returned_on=WORKED if (finding.number + n) % 3 == 2 else None,
    )


def _evidence(who: District, file: File) -> Evidence:
    return Evidence(file=file, title="会议纪要", name="会议纪要.pdf", brought_by=who.owner, brought_on=WORKED)
