"""A case from its opening to its end: what was fed back, the plan, its approval, the notice."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from django.utils import timezone
from django.utils.translation import gettext as _

from zhenggai.accounts.models import Person, Unit
from zhenggai.accounts.queries import actor_in
from zhenggai.core.refusal import Refusal
from zhenggai.ledger.actions import Entry, recording
from zhenggai.ledger.queries import latest_day
from zhenggai.rectification.actions.deed import (
    AGAIN,
    PUBLIC_LIMIT,
    apart,
    business_day,
    demand,
    fit_to_print,
    fits,
    follow,
    in_service,
    one_line,
    roll_up,
    unchanged,
    within,
)
from zhenggai.rectification.domain.policy import opening_refusal
from zhenggai.rectification.domain.regime import regimes
from zhenggai.rectification.domain.states import INSPECTION_TRANSITIONS, InspectionState, MeasureKind
from zhenggai.rectification.models import Aspect, Finding, Inspection, Measure


@dataclass(frozen=True)
class Opening:
    """What is known when a case is opened. Dates may be unknown; they are checked for their order."""

    title: str
    issuer: str
    inspector: str
    regime: str
    inspected_from: date | None = None
    inspected_to: date | None = None
    feedback_on: date | None = None
    phones: str = ""
    email: str = ""
    address: str = ""


def open_inspection(opening: Opening, *, unit: Unit, by: Person, on: date | None = None) -> Inspection:
    """Opens a case for `unit` and its chain. Only the unit's liaison, its principal or the inspection office may."""
    on = business_day(on)
    check_opening(opening)
    may_begin("inspection.open", unit, by)
    inspection = Inspection(unit=unit, **vars(opening))
    fits(inspection)
    with recording(chain=None, by=by.subject, verb="inspection.open", on=on) as entry:
        entry.create(inspection)
        entry.about(inspection, chain=inspection.chain)
    return inspection


def may_begin(verb: str, unit: Unit, by: Person) -> None:
    """Refuses who may not begin a case of `unit`."""
    why = opening_refusal(actor_in(by, unit.pk, timezone.localdate()), verb)
    if why:
        raise Refusal(why)


def check_opening(opening: Opening) -> None:
    """Refuses an opening without a name, under an unknown regime, or with dates out of order."""
    demand(opening.title, _("请写明巡察名称。"))
    if opening.regime not in regimes():
        raise Refusal(_("没有名为 %(key)s 的规程。") % {"key": opening.regime})
    _check_dates(opening)


def add_aspect(inspection: Inspection, *, title: str, by: Person, on: date | None = None) -> Aspect:
    """Adds an aspect (方面) at the end, while the plan is made."""
    title = one_line(title)
    demand(title, _("请写明方面。"))
    with _planning(inspection, verb="aspect.add", by=by, on=on) as (entry, row):
        aspect = Aspect(inspection=row, number=row.aspects.count() + 1, title=title)
        fits(aspect)
        entry.create(aspect)
        entry.about(aspect)
    return aspect


def add_finding(
    aspect: Aspect, *, title: str, original: str, leader: Person | None, deadline: date | None = None, by: Person, on: date | None = None
) -> Finding:
    """Adds a finding with its original words, kept letter by letter under their SHA-256 (C-LST-2)."""
    title = one_line(title)
    demand(title, _("请写明问题。"))
    with _planning(aspect.inspection, verb="finding.add", by=by, on=on) as (entry, row):
        in_service(row.unit_id, leader)
        finding = Finding(
            inspection=row,
            unit_id=row.unit_id,
            aspect=aspect,
            number=row.findings.count() + 1,
            title=title,
            original=original,
            original_digest=hashlib.sha256(original.encode()).hexdigest(),
            leader=leader,
            deadline=deadline,
        )
        fits(finding)
        entry.create(finding)
        entry.about(finding)
        roll_up(entry, row)
    return finding


@dataclass(frozen=True)
class Planned:
    """A measure as planned: what is to be done, by whom, under which leader, by when."""

    text: str
    owner: Person | None
    leader: Person | None
    department: str = ""
    deadline: date | None = None
    kind: MeasureKind = MeasureKind.DEADLINE


def add_measure(finding: Finding, *, planned: Planned, by: Person, on: date | None = None) -> Measure:
    """Adds a measure to a finding, while the plan is made."""
    demand(planned.text, _("请写明整改措施。"))
    apart(planned.leader, planned.owner)
    with _planning(finding.inspection, verb="measure.add", by=by, on=on) as (entry, row):
        in_service(row.unit_id, planned.leader, planned.owner)
        # Counted on the row as it stands under the lock: the caller's may be older.
        standing = Finding.objects.get(pk=finding.pk)
        number = standing.measures_count + 1
        measure = Measure(
            inspection=row,
            unit_id=row.unit_id,
            finding=standing,
            number=number,
            text=planned.text.strip(),
            kind=planned.kind.value,
            owner=planned.owner,
            leader=planned.leader,
            department=planned.department,
            deadline=planned.deadline,
        )
        fits(measure)
        entry.create(measure)
        entry.about(measure)
        entry.update(standing, measures_count=number)
        roll_up(entry, row)
    return measure


def approve_plan(inspection: Inspection, *, by: Person, on: date | None = None) -> None:
    """The inspection team's approval of the plan: work may begin. Refuses a plan that leaves a finding without a measure (C-LST-1)."""
    with _inspection_deed(inspection, verb="inspection.approve_plan", by=by, on=on) as (entry, row, day):
        for words in _unplanned(row):
            raise Refusal(words)
        follow(day, row.feedback_on)
        _advance(entry, row, "inspection.approve_plan", plan_approved_on=day)


def word_inspection(
    inspection: Inspection, *, organisation: str, next_steps: str, was: str | None = None, by: Person, on: date | None = None
) -> None:
    """Keeps the notice's paragraphs on organisation and next steps; figures stand in them as {names} (design §1: computed, never typed).

    `was`: the digest of the paragraphs that were shown.
    """
    demand(organisation, _("请写明整改工作组织情况。"))
    demand(next_steps, _("请写明下一步整改计划。"))
    for text in (organisation, next_steps):
        if len(text) > PUBLIC_LIMIT:
            raise Refusal(_("文字过长，不超过 %(limit)d 字。") % {"limit": PUBLIC_LIMIT})
        fit_to_print(text, top=True)
    with _inspection_deed(inspection, verb="inspection.word", by=by, on=on) as (entry, row, _day):
        unchanged(was, row.organisation_text, row.next_text)
        entry.update(row, organisation_text=organisation.strip(), next_text=next_steps.strip())


def issue_notice(inspection: Inspection, *, digest: str, by: Person, on: date | None = None) -> None:
    """The principal issues the notice whose text has this SHA-256; the very text that was issued last is refused."""
    with _inspection_deed(inspection, verb="inspection.issue_notice", by=by, on=on) as (entry, row, day):
        if (row.noticed_on, row.notice_digest) == (day, digest):
            raise Refusal(_("通报已按这份文字签发，没有改动，不必再签发。"))
        follow(day, row.feedback_on, row.plan_approved_on, row.noticed_on)
        _advance(entry, row, "inspection.issue_notice", noticed_on=day, notice_digest=digest)


def conclude_inspection(inspection: Inspection, *, by: Person, on: date | None = None) -> None:
    """Ends the case; refused while a finding is on the list."""
    with _inspection_deed(inspection, verb="inspection.conclude", by=by, on=on) as (entry, row, day):
        follow(day, row.noticed_on, *row.findings.values_list("closed_on", flat=True))
        _advance(entry, row, "inspection.conclude", concluded_on=day)


@contextmanager
def _planning(inspection: Inspection, *, verb: str, by: Person, on: date | None) -> Iterator[tuple[Entry, Inspection]]:
    with _inspection_deed(inspection, verb=verb, by=by, on=on) as (entry, row, _day):
        yield entry, row


@contextmanager
def _inspection_deed(inspection: Inspection, *, verb: str, by: Person, on: date | None) -> Iterator[tuple[Entry, Inspection, date]]:
    day = business_day(on)
    with recording(chain=inspection.chain, by=by.subject, verb=verb, subject=inspection, on=day) as entry:
        row = Inspection.locked(inspection.pk)
        within(row, day)
        why = row.refusal(actor_in(by, row.unit_id, timezone.localdate()), verb)
        if why:
            raise Refusal(why)
        if verb in AGAIN:
            follow(day, latest_day(row, verb))
        yield entry, row, day


def _advance(entry: Entry, inspection: Inspection, verb: str, **columns: object) -> None:
    state = INSPECTION_TRANSITIONS[InspectionState(inspection.state), verb]
    entry.update(inspection, state=state.value, **columns)


def _unplanned(inspection: Inspection) -> Iterator[str]:
    if not inspection.findings_count:
        yield _("方案里还没有问题。")
    for number in inspection.findings.filter(measures_count=0).values_list("number", flat=True):
        yield _("问题 %(n)d 还没有整改措施。") % {"n": number}
    for finding, number in inspection.measures.filter(owner=None).values_list("finding__number", "number"):
        yield _("问题 %(f)d 措施 %(m)d 还没有责任人。") % {"f": finding, "m": number}
    for finding, number in inspection.measures.filter(leader=None).values_list("finding__number", "number"):
        yield _("问题 %(f)d 措施 %(m)d 还没有责任领导。") % {"f": finding, "m": number}
    undated = inspection.measures.filter(deadline=None).exclude(kind=MeasureKind.STANDING.value)
    for finding, number in undated.values_list("finding__number", "number"):
        yield _("问题 %(f)d 措施 %(m)d 还没有整改时限。") % {"f": finding, "m": number}


def _check_dates(opening: Opening) -> None:
    days = [
        (_("巡察开始"), opening.inspected_from),
        (_("巡察结束"), opening.inspected_to),
        (_("反馈"), opening.feedback_on),
    ]
    known = [(name, day) for name, day in days if day]
    for (one, first), (other, then) in pairwise(known):
        if then < first:
            raise Refusal(
                _("%(other)s日期（%(then)s）早于%(one)s日期（%(first)s）。") % {"other": other, "then": then, "one": one, "first": first}
            )
