"""States and transitions of measure, finding and inspection: one table each (design §3.1).

A verb is what people do. The record, the button, the address and the permission all speak of it. Returned, reopened and late are
facts beside the state; first results (取得初步成效) is a judgement on record. `docs/states.md` is printed from these tables.
"""

from enum import StrEnum

from zhenggai.core.words import _


class MeasureState(StrEnum):
    NOT_STARTED = "not_started"
    WORKING = "working"
    SUBMITTED = "submitted"
    VERIFIED = "verified"
    STANDING = "standing"
    DROPPED = "dropped"


class FindingState(StrEnum):
    NOT_STARTED = "not_started"
    WORKING = "working"
    SUBMITTED = "submitted"
    CLOSED = "closed"
    CLOSED_NOT_DONE = "closed_not_done"
    STANDING = "standing"


class InspectionState(StrEnum):
    PLANNING = "planning"
    RECTIFYING = "rectifying"
    PUBLISHED = "published"
    CONCLUDED = "concluded"


class MeasureKind(StrEnum):
    """When a measure is to be done (rules.md §1.6, §1.7): at once, by its deadline, or for good."""

    IMMEDIATE = "immediate"
    DEADLINE = "deadline"
    STANDING = "standing"


class Attested(StrEnum):
    """What a document from elsewhere says of a finding (design §3.10); the words of the readers' contract."""

    COMPLETED = "completed"
    BASICALLY_COMPLETED = "basically_completed"
    PRELIMINARY = "preliminary"
    IN_PROGRESS = "in_progress"
    STANDING = "standing"
    NOT_COMPLETED = "not_completed"
    NOT_STARTED = "not_started"
    UNKNOWN = "unknown"


MEASURE_TRANSITIONS: dict[tuple[MeasureState, str], MeasureState] = {
    (MeasureState.NOT_STARTED, "measure.record"): MeasureState.WORKING,
    (MeasureState.WORKING, "measure.record"): MeasureState.WORKING,
    (MeasureState.STANDING, "measure.record"): MeasureState.STANDING,
    (MeasureState.WORKING, "measure.submit"): MeasureState.SUBMITTED,
    (MeasureState.SUBMITTED, "measure.return"): MeasureState.WORKING,
    (MeasureState.SUBMITTED, "measure.verify"): MeasureState.VERIFIED,
    (MeasureState.SUBMITTED, "measure.keep"): MeasureState.STANDING,
    (MeasureState.NOT_STARTED, "measure.drop"): MeasureState.DROPPED,
    (MeasureState.WORKING, "measure.drop"): MeasureState.DROPPED,
    (MeasureState.VERIFIED, "measure.reopen"): MeasureState.WORKING,
    (MeasureState.STANDING, "measure.reopen"): MeasureState.WORKING,
}

FINDING_TRANSITIONS: dict[tuple[FindingState, str], FindingState] = {
    (FindingState.WORKING, "finding.declare_preliminary"): FindingState.WORKING,
    (FindingState.WORKING, "finding.lapse_preliminary"): FindingState.WORKING,
    (FindingState.WORKING, "finding.submit"): FindingState.SUBMITTED,
    (FindingState.SUBMITTED, "finding.return"): FindingState.WORKING,
    (FindingState.SUBMITTED, "finding.close"): FindingState.CLOSED,
    (FindingState.SUBMITTED, "finding.keep"): FindingState.STANDING,
    (FindingState.NOT_STARTED, "finding.close_not_done"): FindingState.CLOSED_NOT_DONE,
    (FindingState.WORKING, "finding.close_not_done"): FindingState.CLOSED_NOT_DONE,
    (FindingState.CLOSED, "finding.reopen"): FindingState.WORKING,
    (FindingState.CLOSED_NOT_DONE, "finding.reopen"): FindingState.WORKING,
    (FindingState.STANDING, "finding.reopen"): FindingState.WORKING,
    (FindingState.NOT_STARTED, "finding.assign"): FindingState.NOT_STARTED,
    (FindingState.WORKING, "finding.assign"): FindingState.WORKING,
    **{(state, "finding.word"): state for state in FindingState},
}

INSPECTION_TRANSITIONS: dict[tuple[InspectionState, str], InspectionState] = {
    (InspectionState.PLANNING, "aspect.add"): InspectionState.PLANNING,
    (InspectionState.PLANNING, "finding.add"): InspectionState.PLANNING,
    (InspectionState.PLANNING, "measure.add"): InspectionState.PLANNING,
    (InspectionState.PLANNING, "inspection.approve_plan"): InspectionState.RECTIFYING,
    (InspectionState.RECTIFYING, "inspection.issue_notice"): InspectionState.PUBLISHED,
    (InspectionState.PUBLISHED, "inspection.issue_notice"): InspectionState.PUBLISHED,
    (InspectionState.PUBLISHED, "inspection.conclude"): InspectionState.CONCLUDED,
    **{(state, "inspection.word"): state for state in InspectionState},
}

# A finding is off the list in these; only CLOSED counts as carried out (design §8: two different ends).
FINDING_ENDS = frozenset({FindingState.CLOSED, FindingState.CLOSED_NOT_DONE, FindingState.STANDING})
# A measure waits for nobody in these.
MEASURE_DONE = frozenset({MeasureState.VERIFIED, MeasureState.STANDING, MeasureState.DROPPED})
MEASURE_OPEN = frozenset(MeasureState) - MEASURE_DONE


def measure_word(state: MeasureState) -> str:
    """The state of a measure as shown."""
    return {
        MeasureState.NOT_STARTED: _("尚未启动"),
        MeasureState.WORKING: _("整改中"),
        MeasureState.SUBMITTED: _("待核验"),
        MeasureState.VERIFIED: _("已核验"),
        MeasureState.STANDING: _("长期坚持"),
        MeasureState.DROPPED: _("已撤销"),
    }[state]


def finding_word(state: FindingState) -> str:
    """The state of a finding as shown inside; regimes give the words of papers (`domain.regime`)."""
    return {
        FindingState.NOT_STARTED: _("尚未启动"),
        FindingState.WORKING: _("整改中"),
        FindingState.SUBMITTED: _("待审批销号"),
        FindingState.CLOSED: _("已销号"),
        FindingState.CLOSED_NOT_DONE: _("未整改销号"),
        FindingState.STANDING: _("长期坚持"),
    }[state]


def inspection_word(state: InspectionState) -> str:
    """The state of an inspection's rectification as shown."""
    return {
        InspectionState.PLANNING: _("制定方案"),
        InspectionState.RECTIFYING: _("集中整改"),
        InspectionState.PUBLISHED: _("已通报"),
        InspectionState.CONCLUDED: _("已办结"),
    }[state]


def kind_word(kind: MeasureKind) -> str:
    """The kind of a measure as shown."""
    return {MeasureKind.IMMEDIATE: _("立行立改"), MeasureKind.DEADLINE: _("限期整改"), MeasureKind.STANDING: _("长期坚持")}[kind]


def attested_word(status: Attested) -> str:
    """What a notice from elsewhere said, always to be shown with the words that this system has not verified it."""
    return {
        Attested.COMPLETED: _("已完成"),
        Attested.BASICALLY_COMPLETED: _("基本完成"),
        Attested.PRELIMINARY: _("取得初步成效"),
        Attested.IN_PROGRESS: _("正在整改"),
        Attested.STANDING: _("长期坚持"),
        Attested.NOT_COMPLETED: _("未完成"),
        Attested.NOT_STARTED: _("尚未启动"),
        Attested.UNKNOWN: _("未说明"),
    }[status]


def verb_word(verb: str) -> str:
    """What a verb is called on its button and in the record."""
    return {
        "measure.record": _("记录进展"),
        "measure.submit": _("提交核验"),
        "measure.return": _("退回"),
        "measure.verify": _("核验通过"),
        "measure.keep": _("转入长期坚持"),
        "measure.drop": _("撤销措施"),
        "measure.reopen": _("重新整改"),
        "finding.declare_preliminary": _("认定取得初步成效"),
        "finding.lapse_preliminary": _("撤回初步成效认定"),
        "finding.submit": _("申请销号"),
        "finding.return": _("退回销号申请"),
        "finding.close": _("批准销号"),
        "finding.keep": _("转入长期坚持"),
        "finding.close_not_done": _("未整改而销号"),
        "finding.reopen": _("重新挂账"),
        "finding.assign": _("明确责任"),
        "finding.word": _("修改公开文字"),
        "finding.add": _("列入问题"),
        "measure.add": _("列入措施"),
        "aspect.add": _("列入方面"),
        "inspection.open": _("建立整改项目"),
        "inspection.attest": _("据通报导入"),
        "inspection.word": _("修改通报文字"),
        "inspection.approve_plan": _("整改方案审核通过"),
        "inspection.issue_notice": _("签发整改通报"),
        "inspection.conclude": _("办结"),
    }[verb]
