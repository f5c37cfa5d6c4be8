"""What the finding's page shows, put together from the dossier: cards, buttons with their reasons, who holds the pen, what is missing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zhenggai.accounts.domain.roles import Actor
from zhenggai.accounts.models import Person
from zhenggai.rectification.acts import FINDING_ACTS, MEASURE_ACTS, Act
from zhenggai.rectification.domain.closing import missing_to_close
from zhenggai.rectification.domain.policy import FindingFacts, MeasureFacts, is_party, refusal
from zhenggai.rectification.domain.states import (
    FINDING_ON_LIST,
    FINDING_OPEN,
    MEASURE_DONE,
    MEASURE_TO_DO,
    Attested,
    FindingState,
    MeasureKind,
    MeasureState,
    attested_word,
    kind_word,
    verb_word,
)
from zhenggai.rectification.domain.wording import Done, draft_text, wording_digest
from zhenggai.rectification.dossier import Dossier
from zhenggai.rectification.models import Attachment, Measure, Progress

WHOLE = 100  # per cent


@dataclass(frozen=True)
class Button:
    """An act as offered: pressed when `refusal` is empty, else grey with the reason beside it."""

    label: str
    url: str
    refusal: str
    look: str


@dataclass(frozen=True)
class Card:
    """A measure with what belongs to it."""

    measure: Measure
    kind: str
    days_late: int
    progress: list[Progress]
    attachments: list[Attachment]
    buttons: list[Button]
    comment: str
    comment_by: str


@dataclass(frozen=True)
class Pen:
    """Who has to do something now, and what; `where` is its place on the page, empty when that is the rail itself.

    `pk` is the person's, so that readers find themselves; none for an office.
    """

    who: str
    post: str
    what: str
    days_late: int
    where: str = ""
    pk: int | None = None


def finding_page(dossier: Dossier, actor: Actor, today: date) -> dict[str, Any]:
    """The context of the finding's page."""
    finding, facts = dossier.finding, dossier.finding_facts()
    first = "assign" if finding.leader_id is None else ""
    buttons = list(_buttons(FINDING_ACTS, "finding", finding.pk, actor, facts, first))
    own = _own_turn(dossier, actor)
    checks = dossier.checks()
    return {
        "finding": finding,
        "inspection": dossier.inspection,
        "cards": [_card(dossier, measure, actor, today, own.get(measure.pk, "")) for measure in dossier.measures],
        "buttons": [button for button in buttons if button.look == "plain"],
        "grave": [button for button in buttons if button.look == "grave"],
        "next": next((button for button in buttons if button.look == "go"), None),
        "checks": checks,
        "missing": sum(not check.met for check in checks) if facts.state in FINDING_ON_LIST else 0,
        "pens": sorted(_pens(dossier, today), key=lambda pen: pen.pk != actor.id),  # the reader's own first
        "reader": actor.id,
        "returned": dossier.turns_of(finding).returned if finding.is_returned else None,
        "shown": finding.shown,
        "attested_words": attested_word(Attested(finding.attested)) if finding.attested else "",
        "late": any(measure.days_late(today) for measure in dossier.measures),
        "due_ahead": facts.state in FINDING_OPEN and finding.deadline is not None and finding.deadline >= today,
        "draft": {"title": finding.public_title or finding.title, "text": finding.public_text or _draft(dossier)},
        "was": wording_digest(finding.public_title, finding.public_text),
        "today": today,
    }


def _card(dossier: Dossier, measure: Measure, actor: Actor, today: date, first: str) -> Card:
    facts = dossier.measure_facts(measure)
    said = dossier.turns_of(measure).returned if measure.is_returned else None
    return Card(
        measure=measure,
        kind=kind_word(facts.kind),
        days_late=measure.days_late(today),
        progress=dossier.progress.get(measure.pk, []),
        attachments=dossier.attachments.get(measure.pk, []),
        buttons=list(_buttons(MEASURE_ACTS, "measure", measure.pk, actor, facts, first)),
        comment=said.comment if said else "",
        comment_by=f"{said.on:%Y-%m-%d} {said.by}" if said else "",
    )


def _buttons(acts: Mapping[str, Act], kind: str, pk: int, actor: Actor, facts: MeasureFacts | FindingFacts, first: str) -> Iterator[Button]:
    """The acts that are the person's business. One is filled: `first`, or, of a finding whose leader is named, its next step."""
    for name, act in acts.items():
        verb = f"{kind}.{name}"
        if is_party(actor, verb, facts):
            url = reverse(f"rectification:{kind}-act", args=[pk, name])
            go = name == first or (kind == "finding" and not first and act.look == "go")
            look = "go" if go else ("grave" if act.look == "grave" else "plain")
            yield Button(label=verb_word(verb), url=url, refusal=_why_not(actor, verb, facts), look=look)


def _why_not(actor: Actor, verb: str, facts: MeasureFacts | FindingFacts) -> str:
    """Why the act is refused, empty when it is not. What closing lacks stands above the buttons already and is not told again."""
    why = refusal(actor, verb, facts) or ""
    if why and isinstance(facts, FindingFacts) and facts.missing and not refusal(actor, verb, replace(facts, missing=())):
        n = len(facts.missing)
        return ngettext("上列所缺 %(n)d 项补齐后即可办理。", "上列所缺 %(n)d 项补齐后即可办理。", n) % {"n": n}
    return why


def _own_turn(dossier: Dossier, actor: Actor) -> dict[int, str]:
    """The one measure that waits for this person, the most urgent first, and the act that moves it on: none for who only may."""
    urgent = sorted(dossier.measures, key=lambda measure: (measure.deadline or date.max, measure.number))
    for measure in urgent:
        facts = dossier.measure_facts(measure)
        if measure.owner_id == actor.id and measure.state in MEASURE_TO_DO:
            finished = measure.percent == WHOLE or facts.kind == MeasureKind.STANDING
            verbs = ("submit", "record") if facts.progress and finished and not facts.idle else ("record",)
        elif measure.leader_id == actor.id and measure.state == MeasureState.SUBMITTED:
            verbs = ("verify", "keep")
        else:
            continue
        for name in verbs:
            if refusal(actor, f"measure.{name}", facts) is None:
                return {measure.pk: name}
    return {}


def _pens(dossier: Dossier, today: date) -> Iterator[Pen]:
    """Whose turn it is, in the order of the measures; the finding's own turn last."""
    state = FindingState(dossier.finding.state)
    if state == FindingState.SUBMITTED:
        verb = _("审批未整改销号") if dossier.finding.not_done_reason else _("审批销号")
        yield Pen(who=_("主要负责人"), post=_("或巡察办"), what=verb, days_late=0)
    if state not in FINDING_OPEN:
        return
    todo = [measure for measure in dossier.measures if measure.state in MEASURE_TO_DO]
    if dossier.finding.leader_id is None or any(measure.owner_id is None for measure in todo):
        yield Pen(who=_("联络员"), post="", what=_("明确责任"), days_late=0)
    for measure in dossier.measures:
        late, where = measure.days_late(today), f"#measure-{measure.number}"
        if measure in todo and measure.owner:
            yield _pen(measure.owner, "", _act_words(measure), late, where)
        elif measure.state == MeasureState.SUBMITTED:
            yield _pen(measure.leader, _("责任领导待明确"), _("核验措施 %(n)d") % {"n": measure.number}, late, where)
    if dossier.measures and all(measure.state in MEASURE_DONE for measure in dossier.measures):
        yield _pen(dossier.finding.leader, _("联络员"), _closing_words(dossier), 0)


def _closing_words(dossier: Dossier) -> str:
    """What the leader does next where every measure is done."""
    if dossier.finding.reopened_on and dossier.finding.leader_id and missing_to_close(dossier.checks()):
        return _("选定须重新整改的措施")
    return _("按退回意见补正，再申请销号") if dossier.finding.is_returned else _("申请销号")


def _act_words(measure: Measure) -> str:
    numbers = {"n": measure.number}
    return _("补正措施 %(n)d") % numbers if measure.returned_on else _("办理措施 %(n)d") % numbers


def _pen(person: Person | None, otherwise: str, what: str, late: int, where: str = "") -> Pen:
    if person is None:
        return Pen(who=otherwise, post="", what=what, days_late=late, where=where)
    return Pen(who=person.name, post=person.post, what=what, days_late=late, where=where, pk=person.pk)


def _draft(dossier: Dossier) -> str:
    told = [(measure, dossier.latest(measure)) for measure in dossier.measures if measure.state != MeasureState.DROPPED]
    return draft_text(Done(latest.text if latest else "", "" if m.attested_digest else m.text, m.deadline) for m, latest in told)
