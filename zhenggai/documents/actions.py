"""A notice into the ledger, all of it or nothing, as attested states (design §3.10); and the issue of our own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db import transaction
from django.db.models import F, QuerySet, Value
from django.utils import timezone
from django.utils.translation import gettext as _

from zhenggai.accounts.domain.roles import Role
from zhenggai.accounts.models import Person, Unit
from zhenggai.accounts.queries import actor_in, scope_of
from zhenggai.core.refusal import Refusal
from zhenggai.documents.domain.notice import Notice, Remark
from zhenggai.documents.domain.notice_paper import aspect_core, finding_core, notice_paper
from zhenggai.documents.domain.party import is_body_of
from zhenggai.documents.domain.readback import proofread
from zhenggai.documents.domain.reading import read_notice
from zhenggai.documents.intake.opening import Opener, Text
from zhenggai.documents.notices import notice_digest, notice_facts
from zhenggai.ledger.actions import checkpoint, gesture
from zhenggai.rectification.actions import attest_notice, issue_notice
from zhenggai.rectification.actions.attest import AttestedFinding
from zhenggai.rectification.actions.inspections import Opening
from zhenggai.rectification.domain.regime import regime_on
from zhenggai.rectification.domain.states import Attested
from zhenggai.rectification.models import Inspection

MOST_FINDINGS = 500
LONGEST = 200  # of the columns that name units and teams
LONGEST_TITLE, LONGEST_ASPECT = 1000, 500


@dataclass(frozen=True)
class Draft:
    """What an import would write: the opening, the findings, the line of each finding's heading, and remarks to be seen first."""

    opening: Opening
    findings: tuple[AttestedFinding, ...]
    lines: tuple[int, ...]
    digest: str
    remarks: tuple[str, ...]

    @property
    def aspects(self) -> int:
        return len({finding.aspect for finding in self.findings})

    @property
    def measures(self) -> int:
        return sum(len(finding.measures) for finding in self.findings)


@dataclass(frozen=True)
class Outcome:
    """What was written, or with a dry run would be; `inspection` is the new case's number."""

    inspection: int | None
    unit: str
    title: str
    aspects: int
    findings: int
    measures: int
    remarks: tuple[str, ...]

    def words(self) -> list[str]:
        """The outcome in lines for a reader."""
        counts = {"unit": self.unit, "title": self.title, "a": self.aspects, "f": self.findings, "m": self.measures}
        did = _("已导入为第 %(n)d 号项目。") % {"n": self.inspection} if self.inspection else _("试运行，没有写入任何数据。")
        states = _("所述状态记为“据通报，未经本系统核验”，不计入销号。")
        return [_("%(unit)s：%(title)s，%(a)d 个方面、%(f)d 个问题、%(m)d 条措施。") % counts, *self.remarks, did, states]


def open_draft(path: Path) -> Draft:
    """Reads the file at `path` into what an import would write. Raises Refusal: for the file, or where nothing can be built from it."""
    with Opener() as opener:
        return draft_notice(opener.open(path))


def draft_notice(text: Text) -> Draft:
    """Reads a notice into what an import would write. Raises Refusal when nothing can be built from it."""
    notice = read_notice(text.lines)
    if not notice.findings:
        raise Refusal(_("通报里没有读出问题，无可导入。可先用“检查通报”看读出了什么。"))
    if len(notice.findings) > MOST_FINDINGS:
        raise Refusal(
            _("读出 %(n)d 个问题，超过一次导入的上限 %(limit)d 个，请核对文件。") % {"n": len(notice.findings), "limit": MOST_FINDINGS}
        )
    remarks = [_placed(warning) for warning in notice.warnings]
    lines = tuple(finding.line for finding in notice.findings)
    return Draft(_opening(notice, remarks), tuple(_findings(notice, remarks)), lines, text.digest, tuple(remarks))


def write_draft(draft: Draft, *, unit: Unit, by: Person) -> Inspection:
    """Writes the draft as a case of `unit`, in one entry of the record; raises Refusal, and then nothing is written."""
    return attest_notice(draft.opening, findings=draft.findings, digest=draft.digest, unit=unit, by=by)


def import_notice(path: Path, *, by: Person, dry_run: bool = False) -> Outcome:
    """`zhenggai import notice`: the file at `path` into the unit it speaks of. Raises Refusal: for the file, or for the act."""
    return import_draft(open_draft(path), by=by, dry_run=dry_run)


def import_draft(draft: Draft, *, by: Person, dry_run: bool = False) -> Outcome:
    """Writes the draft into the unit it speaks of. A dry run does the same, to be refused on the same grounds, and undoes it."""
    unit = unit_for(draft, by)
    with gesture(source="import"), transaction.atomic():
        inspection = write_draft(draft, unit=unit, by=by)
        if dry_run:
            transaction.set_rollback(True)
    return Outcome(
        inspection=None if dry_run else inspection.pk,
        unit=unit.name,
        title=draft.opening.title,
        aspects=draft.aspects,
        findings=len(draft.findings),
        measures=draft.measures,
        remarks=draft.remarks,
    )


def issue(inspection: Inspection, *, by: Person, on: date | None = None, seen: str | None = None) -> None:
    """Issues the notice as the record has it on that day (default today), and seals the issue with a checkpoint (design, the ledger).

    The entry carries the SHA-256 of the text that `export notice` gives. `seen`: the SHA-256 of the text that was read; another one is not
    issued. Raises Refusal, also for a text that says what it must not (rules.md §0.2 C-NOT-1, C-NOT-2, C-NOT-6).
    """
    day = on or timezone.localdate()
    with transaction.atomic():
        row = Inspection.locked(inspection.pk)  # nothing of the case changes between composing the text and issuing it
        facts = notice_facts(row, day)
        paper = notice_paper(facts)
        issue_notice(row, digest=notice_digest(paper), by=by, on=day)
        if seen is not None and seen != notice_digest(paper):
            raise Refusal(_("您打开这一页以后，通报的文字有了变化。请看过现在的文字再签发。"))
        if faults := proofread(facts, paper).faults:
            raise Refusal(_("通报里有 %(n)d 处须先改正：%(what)s") % {"n": len(faults), "what": "".join(faults)})
        checkpoint(by=by.subject)


def unit_for(draft: Draft, by: Person) -> Unit:
    """The unit the notice is of: the one its issuer names among those the person sees, else the person's own if they answer for it."""
    today = timezone.localdate()
    unit = named_unit(draft, Unit.objects.filter(scope_of(by, today).sees("pk")))
    if unit:
        return unit
    if actor_in(by, by.unit_id, today).holds(Role.LIAISON, Role.PRINCIPAL):
        return by.unit
    raise Refusal(_("通报的单位“%(issuer)s”不在您能看到的单位里，请由该单位的联络员导入。") % {"issuer": draft.opening.issuer})


def named_unit(draft: Draft, among: QuerySet[Unit]) -> Unit | None:
    """The unit whose party body the issuer is, the longest name first: 云岭市图书馆 of 中共云岭市图书馆党组, not 云岭市."""
    issuer = draft.opening.issuer
    within = among.annotate(issuer=Value(issuer)).filter(issuer__contains=F("name")).order_by("pk")
    return max((unit for unit in within if is_body_of(issuer, unit.name)), key=lambda unit: len(unit.name), default=None)


def _opening(notice: Notice, remarks: list[str]) -> Opening:
    started, ended, fed_back = (_day(text) for text in (notice.inspected_from, notice.inspected_to, notice.feedback_on))
    if started and ended and ended < started:
        started = ended = None
        remarks.append(_("巡察起止日期前后颠倒，两个日期都没有采用。"))
    if fed_back and (began := ended or started) and fed_back < began:
        fed_back = None
        remarks.append(_("反馈日期早于巡察起止日期，没有采用。"))
    inspector = _clip(notice.inspector or _("巡察组"), remarks)
    known = fed_back or ended or started
    year = known.year if known else None
    return Opening(
        title=_clip(f"{year} 年{inspector}巡察" if year else f"{inspector}巡察", remarks),
        issuer=_clip(notice.issuer or notice.signer or _("（通报未写明单位）"), remarks),
        inspector=inspector,
        regime=regime_on(known).key,
        inspected_from=started,
        inspected_to=ended,
        feedback_on=fed_back,
        phones=_whole(notice.contact.phones),
        email=_whole(notice.contact.emails),
        address=_whole([notice.contact.address or ""]),
    )


def _findings(notice: Notice, remarks: list[str]) -> list[AttestedFinding]:
    return [
        AttestedFinding(
            title=_clip(finding_core(finding.title) or _("（未写明）"), remarks, LONGEST_TITLE),
            aspect=_clip(aspect_core(finding.aspect), remarks, LONGEST_ASPECT) if finding.aspect else _("未分方面"),
            text=f"{finding.title}\n{finding.text}".strip(),
            status=Attested(finding.status),
            measures=finding.measures,
        )
        for finding in notice.findings
    ]


def _placed(remark: Remark) -> str:
    return _("第 %(n)d 行：%(remark)s") % {"n": remark.line, "remark": remark.message} if remark.line else remark.message


def _whole(parts: Sequence[str]) -> str:
    """As many parts as the column holds; none is cut, for half a telephone number is a wrong one."""
    joined = ""
    for part in parts:
        longer = f"{joined}、{part}" if joined else part
        if len(longer) > LONGEST:
            break
        joined = longer
    return joined


def _clip(text: str, remarks: list[str], longest: int = LONGEST) -> str:
    if len(text) <= longest:
        return text
    remark = _("“%(start)s……”超过 %(n)d 字，只采用前面的部分。") % {"start": text[:20], "n": longest}
    if remark not in remarks:
        remarks.append(remark)
    return text[:longest]


def _day(text: str | None) -> date | None:
    """A whole date; a month alone is no date and stays unknown."""
    try:
        return date.fromisoformat(text) if text and len(text) == 10 else None
    except ValueError:
        return None
