"""What is done with a measure: progress and evidence, submission, verification or return, and the rarer ends."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from zhenggai.accounts.models import Person
from zhenggai.core.refusal import Refusal
from zhenggai.evidence.actions import bring, examine
from zhenggai.rectification.actions.deed import NO_JUDGEMENT, Deed, also, demand, measure_deed
from zhenggai.rectification.models import Attachment, Measure, Progress
from zhenggai.signoff.actions import open_turn, speak


@dataclass(frozen=True)
class Upload:
    """A file as it came: bytes, the name it came under, what it is said to be, and the day of the thing itself."""

    content: bytes
    name: str
    title: str = ""
    dated_on: date | None = None


def record_progress(
    measure: Measure, *, text: str, percent: int, evidence: Sequence[Upload] = (), by: Person, on: date | None = None
) -> Progress:
    """Records what was done (text, per cent 0–100) with evidence. Raises Refusal; then nothing of it is kept."""
    demand(text, _("请写明工作情况。"))
    if not 0 <= percent <= 100:
        raise Refusal(_("完成比例应在 0 到 100 之间。"))
    with measure_deed(measure, verb="measure.record", by=by, on=on) as (deed, row):
        _admit(deed, row, evidence)
        progress: Progress = deed.entry.create(Progress(measure=row, done_on=deed.on, percent=percent, text=text.strip(), by=by))
        deed.dossier.progress.setdefault(row.pk, []).append(progress)
        for upload in evidence:
            _attach(deed, row, upload, by)
        deed.advance(row, "measure.record")
    return progress


def submit_measure(measure: Measure, *, by: Person, on: date | None = None) -> None:
    """Submits for verification: opens a turn. Needs progress and at least one piece of evidence."""
    with measure_deed(measure, verb="measure.submit", by=by, on=on) as (deed, row):
        open_turn(deed.entry, subject=row.subject, by=by, on=deed.on)
        deed.advance(row, "measure.submit", submitted_by=by, submitted_on=deed.on, returned_on=None, verified_by=None, verified_on=None)


def return_measure(measure: Measure, *, comment: str, by: Person, on: date | None = None) -> None:
    """Returns a submitted measure with a comment that says what is wanted; the turn ends."""
    demand(comment, _("退回须写明意见。"))
    with measure_deed(measure, verb="measure.return", by=by, on=on) as (deed, row):
        speak(deed.entry, subject=row.subject, by=by, on=deed.on, agree=False, comment=comment.strip())
        deed.advance(row, "measure.return", returned_on=deed.on, worked_before=len(deed.dossier.progress.get(row.pk, [])))


def verify_measure(measure: Measure, *, comment: str = "", by: Person, on: date | None = None) -> None:
    """Verifies a submitted measure; never by who owns, submitted or proved it (C-CLS-1)."""
    with measure_deed(measure, verb="measure.verify", by=by, on=on) as (deed, row):
        speak(deed.entry, subject=row.subject, by=by, on=deed.on, agree=True, comment=comment.strip())
        deed.advance(row, "measure.verify", verified_by=by, verified_on=deed.on)


def keep_measure(measure: Measure, *, next_check_on: date, comment: str = "", by: Person, on: date | None = None) -> None:
    """Verifies a standing measure as begun and kept, with the day it is to be looked at next."""
    with measure_deed(measure, verb="measure.keep", by=by, on=on) as (deed, row):
        if next_check_on <= deed.on:
            raise Refusal(_("下次检查日期须晚于本次办理日期。"), "next_check_on")
        speak(deed.entry, subject=row.subject, by=by, on=deed.on, agree=True, comment=comment.strip())
        deed.advance(row, "measure.keep", verified_by=by, verified_on=deed.on, next_check_on=next_check_on)


def drop_measure(measure: Measure, *, reason: str, by: Person, on: date | None = None) -> None:
    """Takes a measure out of the plan, with the reason."""
    demand(reason, _("撤销措施须写明理由。"))
    with measure_deed(measure, verb="measure.drop", by=by, on=on) as (deed, row):
        deed.advance(row, "measure.drop", dropped_reason=reason.strip())
        deed.entry.update(deed.finding, former_hands=also(deed.finding.former_hands, by.pk))


def reopen_measure(measure: Measure, *, reason: str, by: Person, on: date | None = None) -> None:
    """Opens a verified or standing measure again, with the reason; the finding must be open.

    The judgement of first results goes with the last measure that supported it (design §3.1).
    """
    demand(reason, _("重新整改须写明理由。"))
    with measure_deed(measure, verb="measure.reopen", by=by, on=on) as (deed, row):
        deed.entry.say("reason", reason.strip())
        worked = len(deed.dossier.progress.get(row.pk, []))
        deed.advance(
            row, "measure.reopen", reopened_on=deed.on, worked_before=worked, verified_by=None, verified_on=None, next_check_on=None
        )
        if deed.finding.preliminary_on and not deed.dossier.finding_facts().proven_measures:
            deed.entry.update(deed.finding, **NO_JUDGEMENT)


def _admit(deed: Deed, measure: Measure, uploads: Sequence[Upload]) -> None:
    """Looks at all files before one is kept: a rollback takes rows back, but no file from the disk."""
    known = {link.evidence.file.digest for link in deed.dossier.attachments.get(measure.pk, [])}
    for upload in uploads:
        try:
            _media, name = examine(content=upload.content, name=upload.name, dated_on=upload.dated_on)
        except Refusal as refused:
            # Several come at once: say which one is meant.
            raise Refusal(_("“%(name)s”：%(why)s") % {"name": upload.name[-60:], "why": refused}, refused.field or "evidence") from refused
        digest = hashlib.sha256(upload.content).hexdigest()
        if digest in known:
            raise Refusal(_("“%(name)s”与本措施已有的佐证内容相同，不必重复上传。") % {"name": name}, "evidence")
        known.add(digest)


def _attach(deed: Deed, measure: Measure, upload: Upload, by: Person) -> None:
    evidence = bring(deed.entry, content=upload.content, name=upload.name, title=upload.title, dated_on=upload.dated_on, by=by, on=deed.on)
    link = deed.entry.create(Attachment(measure=measure, evidence=evidence))
    deed.dossier.attachments.setdefault(measure.pk, []).append(link)
