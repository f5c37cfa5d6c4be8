"""What a notice from elsewhere says becomes a case, all of it or nothing, as attested states (design §3.10)."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from zhenggai.accounts.models import Person, Unit
from zhenggai.core.refusal import Refusal
from zhenggai.ledger.actions import recording
from zhenggai.rectification.actions.deed import business_day, fits, roll_up
from zhenggai.rectification.actions.inspections import Opening, check_opening, may_begin
from zhenggai.rectification.domain.states import Attested, InspectionState
from zhenggai.rectification.models import Aspect, Finding, Inspection, Measure


@dataclass(frozen=True)
class AttestedFinding:
    """A finding as the notice gives it: what it is about, its aspect's title, its words, what was said of its state, its measures.

    `text` is kept letter by letter as what the notice said. It is no text of ours for publication: that is drafted from our own work.
    """

    title: str
    aspect: str
    text: str
    status: Attested
    measures: Sequence[str] = field(default=())


def attest_notice(
    opening: Opening, *, findings: Sequence[AttestedFinding], digest: str, unit: Unit, by: Person, on: date | None = None
) -> Inspection:
    """Builds inspection, aspects, findings and measures from a notice whose file has the SHA-256 `digest`.

    No row is invented to make a claimed number true, and no attested state satisfies a closing check: every measure begins as not started.
    Raises Refusal when nothing can be built, when the same file was imported for this unit before, or when `by` may not.
    """
    on = business_day(on)
    check_opening(opening)
    may_begin("inspection.attest", unit, by)
    if not findings:
        raise Refusal(_("通报里没有读出问题，无可导入。"))
    with recording(chain=None, by=by.subject, verb="inspection.attest", on=on, file=digest) as entry:
        Unit.objects.select_for_update().get(pk=unit.pk)  # two imports of one file take turns
        if Inspection.objects.filter(unit=unit, attested_digest=digest).exists():
            raise Refusal(_("这份通报已经导入过。"))
        inspection = Inspection(unit=unit, attested_digest=digest, state=InspectionState.RECTIFYING.value, **vars(opening))
        fits(inspection)
        entry.create(inspection)
        entry.about(inspection, chain=inspection.chain)
        titles = list(dict.fromkeys(finding.aspect for finding in findings))
        rows_of_aspects = [Aspect(inspection=inspection, number=n, title=title) for n, title in enumerate(titles, 1)]
        for aspect in rows_of_aspects:
            fits(aspect)
        aspects = entry.create_many(rows_of_aspects)
        by_title = dict(zip(titles, aspects, strict=True))
        rows = entry.create_many([_finding(inspection, by_title[f.aspect], n, f, digest) for n, f in enumerate(findings, 1)])
        entry.create_many(
            [measure for row, found in zip(rows, findings, strict=True) for measure in _measures(inspection, row, found, digest)]
        )
        roll_up(entry, inspection)
    return inspection


def _finding(inspection: Inspection, aspect: Aspect, number: int, found: AttestedFinding, digest: str) -> Finding:
    row = Finding(
        inspection=inspection,
        unit_id=inspection.unit_id,
        aspect=aspect,
        number=number,
        title=found.title,
        original=found.text,
        original_digest=hashlib.sha256(found.text.encode()).hexdigest(),
        attested=found.status.value,
        attested_digest=digest,
        measures_count=len(found.measures),
    )
    fits(row)
    return row


def _measures(inspection: Inspection, finding: Finding, found: AttestedFinding, digest: str) -> list[Measure]:
    return [
        Measure(inspection=inspection, unit_id=inspection.unit_id, finding=finding, number=n, text=text, attested_digest=digest)
        for n, text in enumerate(found.measures, 1)
    ]
