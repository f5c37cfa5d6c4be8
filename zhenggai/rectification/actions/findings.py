"""What is done with a finding: judgement of first results, closing in two hands, other ends, reopening, and its public wording."""

from datetime import date

from django.utils.translation import gettext as _

from zhenggai.accounts.models import Person
from zhenggai.core.refusal import Refusal
from zhenggai.rectification.actions.deed import (
    NO_JUDGEMENT,
    PUBLIC_LIMIT,
    Deed,
    also,
    apart,
    demand,
    finding_deed,
    fit_to_print,
    in_service,
    one_line,
    unchanged,
)
from zhenggai.rectification.domain.states import MEASURE_OPEN, MeasureState
from zhenggai.rectification.models import Finding, Measure
from zhenggai.signoff.actions import open_turn, speak


def declare_preliminary(finding: Finding, *, reason: str, next_on: date, by: Person, on: date | None = None) -> None:
    """The accountable leader's judgement of first results (取得初步成效), with reason and the day it is looked at next (design §3.1)."""
    demand(reason, _("请写明认定取得初步成效的依据。"))
    with finding_deed(finding, verb="finding.declare_preliminary", by=by, on=on) as (deed, row):
        if next_on <= deed.on:
            raise Refusal(_("下次检查日期须晚于本次认定日期。"), "next_on")
        deed.entry.say("reason", reason.strip())
        deed.advance(row, "finding.declare_preliminary", preliminary_by=by, preliminary_on=deed.on, preliminary_next_on=next_on)


def lapse_preliminary(finding: Finding, *, reason: str, by: Person, on: date | None = None) -> None:
    """Takes the judgement back, with the reason."""
    demand(reason, _("撤回认定须写明理由。"))
    with finding_deed(finding, verb="finding.lapse_preliminary", by=by, on=on) as (deed, row):
        deed.entry.say("reason", reason.strip())
        deed.advance(row, "finding.lapse_preliminary", **NO_JUDGEMENT)


def submit_finding(finding: Finding, *, comment: str = "", by: Person, on: date | None = None) -> None:
    """Asks for closing; refused while anything is missing, and after a return without a word on what was put right."""
    with finding_deed(finding, verb="finding.submit", by=by, on=on) as (deed, row):
        if row.is_returned:
            demand(comment, _("销号申请曾被退回，请写明按退回意见补正了什么。"), "comment")
        if comment.strip():
            deed.entry.say("comment", comment.strip())
        open_turn(deed.entry, subject=row.subject, by=by, on=deed.on)
        deed.advance(row, "finding.submit", submitted_by=by, submitted_on=deed.on, returned_on=None)


def return_finding(finding: Finding, *, comment: str, by: Person, on: date | None = None) -> None:
    """Returns a request for closing with a comment."""
    demand(comment, _("退回须写明意见。"))
    with finding_deed(finding, verb="finding.return", by=by, on=on) as (deed, row):
        speak(deed.entry, subject=row.subject, by=by, on=deed.on, agree=False, comment=comment.strip())
        deed.advance(row, "finding.return", returned_on=deed.on, submitted_by=None, submitted_on=None, not_done_reason="")


def close_finding(finding: Finding, *, comment: str = "", by: Person, on: date | None = None) -> None:
    """Strikes the finding off (销号): the third level, someone with no hand in it, and nothing missing (C-CLS-1, C-CLS-6)."""
    with finding_deed(finding, verb="finding.close", by=by, on=on) as (deed, row):
        speak(deed.entry, subject=row.subject, by=by, on=deed.on, agree=True, comment=comment.strip())
        deed.advance(row, "finding.close", closed_by=by, closed_on=deed.on, closing_words=comment.strip(), **NO_JUDGEMENT)


def keep_finding(finding: Finding, *, next_check_on: date, comment: str = "", by: Person, on: date | None = None) -> None:
    """Takes the finding off the list as standing, with the day it is to be looked at next."""
    with finding_deed(finding, verb="finding.keep", by=by, on=on) as (deed, row):
        if next_check_on <= deed.on:
            raise Refusal(_("下次检查日期须晚于本次办理日期。"), "next_check_on")
        speak(deed.entry, subject=row.subject, by=by, on=deed.on, agree=True, comment=comment.strip())
        deed.advance(
            row, "finding.keep", closed_by=by, closed_on=deed.on, closing_words=comment.strip(), next_check_on=next_check_on, **NO_JUDGEMENT
        )


def ask_not_done(finding: Finding, *, reason: str, by: Person, on: date | None = None) -> None:
    """Asks that the finding leave the list though it was not carried out, with the reason: as closing, it takes another person's word."""
    demand(reason, _("申请未整改销号须写明理由。"))
    with finding_deed(finding, verb="finding.ask_not_done", by=by, on=on) as (deed, row):
        open_turn(deed.entry, subject=row.subject, by=by, on=deed.on)
        asked = {"submitted_by": by, "submitted_on": deed.on, "returned_on": None, "not_done_reason": reason.strip()}
        deed.advance(row, "finding.ask_not_done", **asked)


def close_finding_not_done(finding: Finding, *, comment: str = "", by: Person, on: date | None = None) -> None:
    """Takes the finding off the list as not carried out, for the reason it was asked for; counted apart (design §8)."""
    with finding_deed(finding, verb="finding.close_not_done", by=by, on=on) as (deed, row):
        speak(deed.entry, subject=row.subject, by=by, on=deed.on, agree=True, comment=comment.strip())
        words = row.not_done_reason
        deed.advance(row, "finding.close_not_done", closed_by=by, closed_on=deed.on, closing_words=words, **NO_JUDGEMENT)


def reopen_finding(finding: Finding, *, reason: str, by: Person, on: date | None = None) -> None:
    """Puts the finding on the list again: an event with reason and approver (C-CLS-7). The dates of its end stay on the record."""
    demand(reason, _("重新挂账须写明理由。"))
    with finding_deed(finding, verb="finding.reopen", by=by, on=on) as (deed, row):
        deed.entry.say("reason", reason.strip())
        deed.advance(
            row,
            "finding.reopen",
            reopened_on=deed.on,
            reopened_progress=deed.dossier.progress_count,
            reopened_evidence=deed.dossier.evidence_count,
            closed_by=None,
            closed_on=None,
            closing_words="",
            not_done_reason="",
            submitted_by=None,
            submitted_on=None,
            next_check_on=None,
        )


def assign_finding(
    finding: Finding,
    *,
    leader: Person,
    owner: Person,
    replace: bool = False,
    deadline: date | None = None,
    measure: str = "",
    by: Person,
    on: date | None = None,
) -> None:
    """Names who answers for a finding and its measures still open: leader and owner, two persons in service (C-LST-1).

    Measures that have an owner keep them unless `replace`; those led by the finding's leader follow the new one. A finding that came in
    with a notice which told no measure gets its first one, in the words of `measure`: without any it could never be closed.

    `deadline` is for what has none yet, as after an import. One that stands is not moved here: a later day is an extension with a record
    and an approval of its own (C-TIM-3), or lateness could be made to disappear.
    """
    apart(leader, owner)
    with finding_deed(finding, verb="finding.assign", by=by, on=on) as (deed, row):
        in_service(row.unit_id, leader, owner)
        stands = row.deadline or max((measure.deadline for measure in deed.dossier.measures if measure.deadline), default=None)
        if deadline and stands and deadline != stands:
            raise Refusal(_("时限已定为 %(day)s，不能在这里改动；延期须另行申请并经批准。") % {"day": stands.isoformat()})
        due = stands or deadline
        if due is None:
            raise Refusal(_("请写明整改时限。"))
        if not deed.dossier.measures:
            _first_measure(deed, text=measure, leader=leader, owner=owner, due=due)
        for each in deed.dossier.measures:
            if each.state in MEASURE_OPEN and each.state != MeasureState.SUBMITTED:
                owns = owner if replace or each.owner is None else each.owner
                leads = leader if replace or each.leader_id in (None, row.leader_id) else each.leader
                apart(leads, owns)
                changed: dict[str, object] = {"leader": leads, "owner": owns, "deadline": each.deadline or due}
                if each.owner_id and each.owner_id != owns.pk:
                    changed["former_owners"] = also(each.former_owners, each.owner_id)
                deed.entry.update(each, **changed)
        hands = also(row.former_hands, row.leader_id if row.leader_id != leader.pk else None)
        deed.advance(row, "finding.assign", leader=leader, deadline=due, former_hands=hands)


def _first_measure(deed: Deed, *, text: str, leader: Person, owner: Person, due: date) -> None:
    demand(text, _("本问题还没有整改措施，请写一条。"), "measure")
    row = Measure(inspection=deed.inspection, unit_id=deed.finding.unit_id, finding=deed.finding, number=1, text=text.strip())
    row.leader, row.owner, row.deadline = leader, owner, due
    deed.entry.create(row)
    deed.entry.update(deed.finding, measures_count=1)


def word_finding(finding: Finding, *, title: str, text: str, was: str | None = None, by: Person, on: date | None = None) -> None:
    """Keeps the title and text for publication as a person edited them; `was`: the digest of those they were shown."""
    if len(title) > 1000 or len(text) > PUBLIC_LIMIT:
        raise Refusal(_("公开文字过长：标题不超过 1000 字，正文不超过 %(limit)d 字。") % {"limit": PUBLIC_LIMIT})
    demand(title, _("请写明公开标题。"))
    fit_to_print(title, top=True)
    fit_to_print(text)
    with finding_deed(finding, verb="finding.word", by=by, on=on) as (deed, row):
        unchanged(was, row.public_title, row.public_text)
        deed.entry.update(row, public_title=one_line(title), public_text=text.strip(), public_by=by, public_on=deed.on)
