"""Label lines inside a finding: 整改情况： 完成情况： 问题表现： 责任领导： …"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from zhenggai.documents.domain.statuses import Status, names_only_state, status_of


class Kind(Enum):
    """What a label announces."""

    WORK = "what was done"
    STATE = "how far it is"
    PROBLEM = "what was found"
    OTHER = "who, until when, what next"


_WORK = (
    r"(?:具体|主要|已采取的?|采取的?)?整改(?:工作)?(?:落实|进展|推进|完成|具体)?(?:情况|措施|举措|进展|成效|成果|结果|做法|落实)(?:及|和|与)?(?:整改)?(?:成效|结果|情况|进展|完成情况)?|"
    r"(?:具体|工作|采取|主要)(?:措施|举措|做法)|(?:落实|进展|推进|工作)(?:情况|进展)|取得(?:的)?成效|成效|整改落实|整改(?=:)"
)
_STATE = (
    r"(?:整改|当前|目前)?(?:完成)?(?:状态|进度|完成情况|完成度|完成状态|结论|销号情况)|完成情况|"
    r"是否(?:已)?(?:完成|销号)(?:整改)?|销号情况|整改完成情况"
)
_PROBLEM = (
    r"(?:巡[察视])?(?:反馈|存在|具体|发现|主要)?(?:的)?问题(?:表现|描述|内容|情况|清单)?|"
    r"(?:巡[察视])?反馈(?:意见|情况|内容)|(?:具体|主要|问题)表现"
)
_OTHER = (
    r"(?:整改)?(?:责任|牵头|配合|分管|协助|包保)(?:领导|单位|人|部门|科室|股室|班子成员|主体)?|(?:整改|完成)(?:时限|时间|期限)|整改(?:目标|类型|性质|要求|方式)|"
    r"(?:下一?步|后续)(?:整改)?(?:工作)?(?:打算|措施|计划|安排|举措)?|备注|佐证材料"
)
_LABEL = re.compile(
    rf"(?P<open>[【\[(])?(?:(?P<STATE>{_STATE})|(?P<WORK>{_WORK})|(?P<OTHER>{_OTHER})|(?P<PROBLEM>{_PROBLEM}))(?(open)[】\])][:]?|(?::|$))"
)
INLINE = re.compile(rf"(?:(?<=[。;!?】)])|(?<=\s))(?:{_WORK}|{_STATE}):")
"""A label in the middle of a line, after the end of a sentence."""


@dataclass(frozen=True, slots=True)
class Label:
    """A label at the beginning of a folded line: its kind, where its value begins, and the status the value names."""

    kind: Kind
    end: int
    status: Status | None = None
    whole: bool = False
    """It is a work label alone in its line."""


def find_label(read: str, start: int = 0) -> Label | None:
    """Give the label that stands at `start` of the folded line, None when none does."""
    match = _LABEL.match(read, start)
    if match is None:
        return None
    kind = Kind[match.lastgroup if match.lastgroup != "open" and match.lastgroup else "WORK"]
    value = read[match.end() : match.end() + 31].strip(" 。;,[]【】()")
    status = status_of(value) if value and len(value) <= 26 and "。" not in value else None
    if status and kind is Kind.WORK and not names_only_state(value):
        status = None
    if status and kind is Kind.WORK:
        kind = Kind.STATE
    return Label(kind, match.end(), status if kind is Kind.STATE else None, kind is Kind.WORK and match.end() == len(read))


def state_inside(read: str) -> Status | None:
    """Give the status a label in the middle of a folded text names: …。完成情况:已完成。"""
    for match in INLINE.finditer(read):
        label = find_label(read, match.start())
        if label and label.status:
            return label.status
    return None
