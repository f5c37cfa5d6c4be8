"""States and transitions of measure, finding and inspection: one table each (design §3.1).

A verb is what people do. The record, the button, the address and the permission all speak of it. Returned, reopened and late are
facts beside the state; first results (取得初步成效) is a judgement on record. `docs/states.md` is printed from these tables.
"""

from enum import StrEnum

from zhenggai.core.words import _, gettext_noop


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
    (FindingState.NOT_STARTED, "finding.ask_not_done"): FindingState.SUBMITTED,
    (FindingState.WORKING, "finding.ask_not_done"): FindingState.SUBMITTED,
    (FindingState.SUBMITTED, "finding.close_not_done"): FindingState.CLOSED_NOT_DONE,
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

# A finding is off the list in these. CLOSED and STANDING count as carried out, CLOSED_NOT_DONE does not.
FINDING_ENDS = frozenset({FindingState.CLOSED, FindingState.CLOSED_NOT_DONE, FindingState.STANDING})
FINDING_ON_LIST = frozenset(FindingState) - FINDING_ENDS
# A finding is being worked on in these: on the list, and its closing not asked for.
FINDING_OPEN = frozenset({FindingState.NOT_STARTED, FindingState.WORKING})
# A measure waits for nobody in these.
MEASURE_DONE = frozenset({MeasureState.VERIFIED, MeasureState.STANDING, MeasureState.DROPPED})
MEASURE_OPEN = frozenset(MeasureState) - MEASURE_DONE
# It waits for its owner in these.
MEASURE_TO_DO = frozenset({MeasureState.NOT_STARTED, MeasureState.WORKING})
# The counts of a case have these as done; what was dropped is no measure of it.
MEASURE_COUNTED_DONE = MEASURE_DONE - {MeasureState.DROPPED}


MEASURE_WORDS = {
    MeasureState.NOT_STARTED: gettext_noop("尚未启动"),
    MeasureState.WORKING: gettext_noop("整改中"),
    MeasureState.SUBMITTED: gettext_noop("待核验"),
    MeasureState.VERIFIED: gettext_noop("已核验"),
    MeasureState.STANDING: gettext_noop("长期坚持"),
    MeasureState.DROPPED: gettext_noop("已撤销"),
}


def measure_word(state: MeasureState) -> str:
    """The state of a measure as shown."""
    return _(MEASURE_WORDS[state])


FINDING_WORDS = {
    FindingState.NOT_STARTED: gettext_noop("尚未启动"),
    FindingState.WORKING: gettext_noop("整改中"),
    FindingState.SUBMITTED: gettext_noop("待审批销号"),
    FindingState.CLOSED: gettext_noop("已销号"),
    FindingState.CLOSED_NOT_DONE: gettext_noop("未整改销号"),
    FindingState.STANDING: gettext_noop("长期坚持"),
}


def finding_word(state: FindingState) -> str:
    """The state of a finding as shown inside; the words of papers are the notice's own (documents)."""
    return _(FINDING_WORDS[state])


INSPECTION_WORDS = {
    InspectionState.PLANNING: gettext_noop("制定方案"),
    InspectionState.RECTIFYING: gettext_noop("集中整改"),
    InspectionState.PUBLISHED: gettext_noop("已通报"),
    InspectionState.CONCLUDED: gettext_noop("已办结"),
}


def inspection_word(state: InspectionState) -> str:
    """The state of an inspection's rectification as shown."""
    return _(INSPECTION_WORDS[state])


KIND_WORDS = {
    MeasureKind.IMMEDIATE: gettext_noop("立行立改"),
    MeasureKind.DEADLINE: gettext_noop("限期整改"),
    MeasureKind.STANDING: gettext_noop("长期坚持"),
}


def kind_word(kind: MeasureKind) -> str:
    """The kind of a measure as shown."""
    return _(KIND_WORDS[kind])


ATTESTED_WORDS = {
    Attested.COMPLETED: gettext_noop("已完成"),
    Attested.BASICALLY_COMPLETED: gettext_noop("基本完成"),
    Attested.PRELIMINARY: gettext_noop("取得初步成效"),
    Attested.IN_PROGRESS: gettext_noop("正在整改"),
    Attested.STANDING: gettext_noop("长期坚持"),
    Attested.NOT_COMPLETED: gettext_noop("未完成"),
    Attested.NOT_STARTED: gettext_noop("尚未启动"),
    Attested.UNKNOWN: gettext_noop("未说明"),
}


def attested_word(status: Attested) -> str:
    """What a notice from elsewhere said, always to be shown with the words that this system has not verified it."""
    return _(ATTESTED_WORDS[status])


VERB_WORDS = {
    "measure.record": gettext_noop("记录进展"),
    "measure.submit": gettext_noop("提交核验"),
    "measure.return": gettext_noop("退回"),
    "measure.verify": gettext_noop("核验通过"),
    "measure.keep": gettext_noop("转入长期坚持"),
    "measure.drop": gettext_noop("撤销措施"),
    "measure.reopen": gettext_noop("重新整改"),
    "finding.declare_preliminary": gettext_noop("认定取得初步成效"),
    "finding.lapse_preliminary": gettext_noop("撤回初步成效认定"),
    "finding.submit": gettext_noop("申请销号"),
    "finding.return": gettext_noop("退回销号申请"),
    "finding.close": gettext_noop("批准销号"),
    "finding.keep": gettext_noop("转入长期坚持"),
    "finding.ask_not_done": gettext_noop("申请未整改销号"),
    "finding.close_not_done": gettext_noop("批准未整改销号"),
    "finding.reopen": gettext_noop("重新挂账"),
    "finding.assign": gettext_noop("明确责任"),
    "finding.word": gettext_noop("修改公开文字"),
    "finding.add": gettext_noop("列入问题"),
    "measure.add": gettext_noop("列入措施"),
    "aspect.add": gettext_noop("列入方面"),
    "inspection.open": gettext_noop("建立整改项目"),
    "inspection.attest": gettext_noop("据通报导入"),
    "inspection.word": gettext_noop("修改通报文字"),
    "inspection.approve_plan": gettext_noop("整改方案审核通过"),
    "inspection.issue_notice": gettext_noop("签发整改通报"),
    "inspection.conclude": gettext_noop("办结"),
}


def verb_word(verb: str) -> str:
    """What a verb is called on its button and in the record."""
    return _(VERB_WORDS[verb])
