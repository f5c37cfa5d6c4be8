"""Who may do what, and why not, in words (design §3.2).

`refusal(actor, verb, facts)` answers None when the verb may be done now, else the reason: the page shows it beside the grey button, the
action raises it. Three questions, in this order: does the state allow it, may this person, is anything missing. Different persons at every
step is rules.md §1.7 C-CLS-1: who submitted or owns a measure does not verify it, who submitted, owned or verified anything in a
finding does not approve its closing, who made the plan does not approve it.
"""

from collections.abc import Callable
from dataclasses import dataclass

from zhenggai.accounts.domain.roles import Actor, Role, role_word
from zhenggai.core.words import _, gettext_noop
from zhenggai.rectification.domain.states import (
    FINDING_OPEN,
    FINDING_TRANSITIONS,
    INSPECTION_TRANSITIONS,
    MEASURE_TRANSITIONS,
    FindingState,
    InspectionState,
    MeasureKind,
    MeasureState,
    finding_word,
    inspection_word,
    measure_word,
    verb_word,
)


@dataclass(frozen=True)
class MeasureFacts:
    """What the policy needs to know of a measure; the dossier makes it."""

    state: MeasureState
    kind: MeasureKind
    owner: int | None
    leader: int | None
    submitted_by: int | None
    brought_by: frozenset[int]
    progress: int
    evidence: int
    finding_state: FindingState
    inspection_state: InspectionState
    submitters: frozenset[int] = frozenset()  # of every turn, those returned among them
    former_owners: frozenset[int] = frozenset()
    idle: bool = False  # returned or reopened, and no progress recorded since


@dataclass(frozen=True)
class FindingFacts:
    """What the policy needs to know of a finding. `hands`: everyone who ever led it, or had a hand in any of its measures."""

    state: FindingState
    leader: int | None
    submitted_by: int | None
    hands: frozenset[int]
    preliminary: bool
    proven_measures: int  # verified with evidence; of a finding put back on the list, none until there is new work
    missing: tuple[str, ...]
    inspection_state: InspectionState
    not_done: bool = False  # what is asked for is to take it off the list though it was not carried out


@dataclass(frozen=True)
class InspectionFacts:
    """What the policy needs to know of an inspection. `planners`: who entered measures of the plan."""

    state: InspectionState
    findings: int
    open_findings: int
    planners: frozenset[int] = frozenset()
    worded: bool = False  # somebody has put the notice's paragraphs on organisation and next steps into words


Facts = MeasureFacts | FindingFacts | InspectionFacts
Who = Callable[[Actor, Facts], bool]


def is_owner(actor: Actor, facts: Facts) -> bool:
    return isinstance(facts, MeasureFacts) and facts.owner == actor.id


def is_accountable_leader(actor: Actor, facts: Facts) -> bool:
    return isinstance(facts, MeasureFacts | FindingFacts) and facts.leader == actor.id


def is_liaison(actor: Actor, facts: Facts) -> bool:
    return actor.holds(Role.LIAISON)


def is_principal(actor: Actor, facts: Facts) -> bool:
    return actor.holds(Role.PRINCIPAL)


def is_team(actor: Actor, facts: Facts) -> bool:
    return actor.holds(Role.TEAM)


def is_office(actor: Actor, facts: Facts) -> bool:
    return actor.holds(Role.OFFICE)


# Any one of the named persons may. Read it aloud: "measure.verify: the accountable leader or the liaison".
WHO: dict[str, tuple[Who, ...]] = {
    "measure.record": (is_owner, is_liaison),
    "measure.submit": (is_owner, is_liaison),
    "measure.return": (is_accountable_leader, is_liaison),
    "measure.verify": (is_accountable_leader, is_liaison),
    "measure.keep": (is_accountable_leader, is_liaison),
    "measure.drop": (is_accountable_leader,),
    "measure.reopen": (is_accountable_leader, is_principal, is_office),
    "finding.declare_preliminary": (is_accountable_leader,),
    "finding.lapse_preliminary": (is_accountable_leader, is_principal, is_office),
    "finding.submit": (is_accountable_leader, is_liaison),
    "finding.return": (is_principal, is_office),
    "finding.close": (is_principal, is_office),
    "finding.keep": (is_principal, is_office),
    "finding.ask_not_done": (is_accountable_leader, is_liaison),
    "finding.close_not_done": (is_principal, is_office),
    "finding.reopen": (is_principal, is_office),
    "finding.assign": (is_liaison, is_principal),
    "finding.word": (is_accountable_leader, is_liaison, is_principal),
    "inspection.open": (is_liaison, is_principal, is_office),
    "inspection.attest": (is_liaison, is_principal, is_office),
    "aspect.add": (is_liaison, is_principal, is_office),
    "finding.add": (is_liaison, is_principal, is_office),
    "measure.add": (is_liaison, is_principal, is_office),
    "inspection.word": (is_liaison, is_principal, is_office),
    "inspection.approve_plan": (is_team, is_office),
    "inspection.issue_notice": (is_principal,),
    "inspection.conclude": (is_principal, is_office),
}


WHO_ROLES: dict[Who, Role] = {
    is_accountable_leader: Role.LEADER,
    is_liaison: Role.LIAISON,
    is_principal: Role.PRINCIPAL,
    is_team: Role.TEAM,
    is_office: Role.OFFICE,
}


def who_word(who: Who) -> str:
    """The person of a predicate in words, for refusals and for docs/permissions.md."""
    return _("该措施责任人") if who is is_owner else role_word(WHO_ROLES[who])


Hands = Callable[[Facts], frozenset[int | None]]


def measure_hands(facts: Facts) -> frozenset[int | None]:
    """Who owns or once owned the measure, submitted it in any turn, or brought progress or evidence."""
    if not isinstance(facts, MeasureFacts):
        return frozenset()
    return frozenset({facts.submitted_by, facts.owner}) | facts.submitters | facts.brought_by | facts.former_owners


def finding_hands(facts: Facts) -> frozenset[int | None]:
    """Who leads or once led the finding, asked for its closing, or had a hand in any of its measures, be it by taking one out."""
    return frozenset({facts.leader, facts.submitted_by}) | facts.hands if isinstance(facts, FindingFacts) else frozenset()


def plan_hands(facts: Facts) -> frozenset[int | None]:
    """Who entered measures of the plan."""
    return facts.planners if isinstance(facts, InspectionFacts) else frozenset()


# Whoever had a hand in it, in any role, may not.
APART: dict[str, Hands] = {
    "measure.return": measure_hands,
    "measure.verify": measure_hands,
    "measure.keep": measure_hands,
    "finding.close": finding_hands,
    "finding.keep": finding_hands,
    "finding.close_not_done": finding_hands,
    "inspection.approve_plan": plan_hands,
}


APART_WORDS: dict[Hands, str] = {
    measure_hands: gettext_noop("提交人、责任人和佐证提供人不能核验或退回本措施，请由另一人办理。"),
    finding_hands: gettext_noop("您负责过本问题，办理、核验或撤销过它的措施，或提交了销号申请，须由另一人批准。"),
    plan_hands: gettext_noop("您参与编制了整改方案，须由另一人审核。"),
}


def apart_word(hands: Hands) -> str:
    """Why another person is needed, for refusals and for docs/permissions.md."""
    return _(APART_WORDS[hands])


# Changes of the work itself wait for an approved plan; wording and plan approval do not.
WORKING_INSPECTION = frozenset({InspectionState.RECTIFYING, InspectionState.PUBLISHED})
ANY_TIME = frozenset({"finding.word"})


def is_party(actor: Actor, verb: str, facts: Facts) -> bool:
    """Whether the verb is this person's business in this state at all, so that a page shows its button, if only grey with the reason."""
    return _is_named(actor, verb, facts) and _state(verb, facts) is None


def refusal(actor: Actor, verb: str, facts: Facts) -> str | None:
    """Why `actor` may not do `verb` now, in words; None when they may. Unknown verbs are refused with KeyError."""
    return _state(verb, facts) or _person(actor, verb, facts) or _separation(actor, verb, facts) or _missing(verb, facts)


def opening_refusal(actor: Actor, verb: str) -> str | None:
    """As `refusal`, for what begins a case ("inspection.open", "inspection.attest"): there are no facts yet, only a unit."""
    return _person(actor, verb, InspectionFacts(state=InspectionState.PLANNING, findings=0, open_findings=0))


def _state(verb: str, facts: Facts) -> str | None:
    if isinstance(facts, MeasureFacts):
        return _measure_state(verb, facts)
    if isinstance(facts, FindingFacts):
        return _finding_state(verb, facts)
    return _inspection_state(verb, facts)


def _measure_state(verb: str, facts: MeasureFacts) -> str | None:
    if facts.inspection_state not in WORKING_INSPECTION:
        return _plan_words(facts.inspection_state)
    if (facts.state, verb) not in MEASURE_TRANSITIONS:
        return _("措施现为“%(state)s”，不能%(verb)s。") % {"state": measure_word(facts.state), "verb": verb_word(verb)}
    if facts.finding_state not in FINDING_OPEN and (facts.state, verb) != (
        MeasureState.STANDING,
        "measure.record",
    ):
        return _("所属问题现为“%(state)s”，须先退回或重新挂账，才能改动措施。") % {"state": finding_word(facts.finding_state)}
    if verb == "measure.verify" and facts.kind == MeasureKind.STANDING:
        return _("长期坚持的措施不核验了结，请“转入长期坚持”并写明下次检查日期。")
    if verb == "measure.keep" and facts.kind != MeasureKind.STANDING:
        return _("只有类型为“长期坚持”的措施可以转入长期坚持。")
    return None


def _finding_state(verb: str, facts: FindingFacts) -> str | None:
    if verb not in ANY_TIME and facts.inspection_state not in WORKING_INSPECTION:
        return _plan_words(facts.inspection_state)
    if (facts.state, verb) not in FINDING_TRANSITIONS:
        return _("问题现为“%(state)s”，不能%(verb)s。") % {"state": finding_word(facts.state), "verb": verb_word(verb)}
    if verb in ("finding.close", "finding.keep") and facts.not_done:
        return _("申请的是未整改而销号，不能按整改到位批准。")
    if verb == "finding.close_not_done" and not facts.not_done:
        return _("申请的是整改到位后销号，不能按未整改批准。")
    if verb == "finding.lapse_preliminary" and not facts.preliminary:
        return _("尚未认定取得初步成效，无可撤回。")
    return None


def _inspection_state(verb: str, facts: InspectionFacts) -> str | None:
    if (facts.state, verb) not in INSPECTION_TRANSITIONS:
        return _("整改现处于“%(state)s”，不能%(verb)s。") % {"state": inspection_word(facts.state), "verb": verb_word(verb)}
    return None


def _plan_words(state: InspectionState) -> str:
    if state == InspectionState.PLANNING:
        return _("整改方案尚未审核通过，通过后才能办理。")
    return _("本次整改已办结。")


def _is_named(actor: Actor, verb: str, facts: Facts) -> bool:
    return actor.in_office and any(who(actor, facts) for who in WHO[verb])


def _person(actor: Actor, verb: str, facts: Facts) -> str | None:
    if not actor.in_office:
        # Named in a measure, but no longer in service, or holding nothing here: who may not see a case does not act in it.
        return _("您在本单位没有在任的角色，不能办理。")
    if _is_named(actor, verb, facts):
        return None
    return _("%(verb)s由%(who)s办理。") % {"verb": verb_word(verb), "who": _("或").join(who_word(who) for who in WHO[verb])}


def _separation(actor: Actor, verb: str, facts: Facts) -> str | None:
    hands = APART.get(verb)
    return apart_word(hands) if hands and actor.id in hands(facts) else None


def _missing(verb: str, facts: Facts) -> str | None:
    if isinstance(facts, MeasureFacts) and verb == "measure.submit" and (not facts.progress or not facts.evidence):
        return _("提交前请先记录进展，并附至少一件佐证材料。")
    if isinstance(facts, MeasureFacts) and verb == "measure.submit" and facts.idle:
        return _("退回或重新整改以来还没有新的进展，请先按意见补正并记录，再提交。")
    if isinstance(facts, FindingFacts):
        if verb == "finding.ask_not_done" and not facts.missing:
            return _("销号所需已经齐全，请直接申请销号。")
        if verb == "finding.declare_preliminary" and not facts.proven_measures:
            return _("认定取得初步成效，须至少有一条措施附佐证并已核验；重新挂账的，须是此后新办的。")
        if verb in ("finding.submit", "finding.close", "finding.keep") and facts.missing:
            return _("还缺 %(n)d 项：%(what)s") % {"n": len(facts.missing), "what": _("；").join(facts.missing)}
    if isinstance(facts, InspectionFacts) and verb == "inspection.issue_notice" and not facts.worded:
        return _("组织情况和下一步计划还是系统拟的格式文字，没有人核对过。请先修改或确认这两段，再签发。")
    if isinstance(facts, InspectionFacts) and verb == "inspection.conclude" and facts.open_findings:
        return _("还有 %(n)d 个问题没有销号，不能办结。") % {"n": facts.open_findings}
    return None
