"""The workbench of one person: what waits for them section by section, each with what to do next, and how to begin when nothing does."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from zhenggai.accounts.domain.roles import Role
from zhenggai.accounts.queries import Scope
from zhenggai.insight.sentences import waiting_sentences
from zhenggai.rectification.models import Finding, Measure
from zhenggai.rectification.queries import Waiting, due_again, overdue_for, unassigned_for, waiting_for

MOST = 20  # rows of a section; what is done makes room for the next


@dataclass(frozen=True)
class Section:
    """Rows that wait for the same thing. `hint` says what to do next, `more` that there are others after these."""

    key: str
    title: str
    hint: str
    measures: Sequence[Measure] = ()
    findings: Sequence[Finding] = ()
    more: bool = False

    @property
    def count(self) -> int:
        """How many rows it lists."""
        return len(self.measures) + len(self.findings)


@dataclass(frozen=True)
class Desk:
    """What waits for a person, and what is late in the units that they answer for."""

    scope: Scope
    today: date
    waiting: Waiting
    unassigned: Sequence[Finding]
    overdue: Sequence[Measure]
    again: Sequence[Finding]

    @cached_property
    def sections(self) -> list[Section]:
        """The sections that have rows, the most pressing first."""
        return [section for section in self._sections() if section.count]

    def _sections(self) -> Iterator[Section]:
        waiting = self.waiting
        approve = _("打开问题，对照佐证和核验意见：属实的批准销号，不足的退回并写明缺什么。")
        yield _of_findings("approve", _("待我审批销号"), approve, waiting.to_approve)
        verify = _("打开措施，对照佐证看是否属实：属实的核验通过，不足的退回并写明缺什么。")
        yield _of_measures("verify", _("待我核验"), verify, waiting.to_verify)
        assign = _("打开问题，明确责任领导、责任人和时限，措施才有人办。")
        yield _of_findings("assign", _("待明确责任的问题"), assign, self.unassigned)
        close = _("措施都已办完。打开问题，申请销号，由主要负责人或巡察办审批。")
        yield _of_findings("close", _("可申请销号"), close, waiting.to_close)
        again = _("认定时定的检查日期已到。打开问题，看成效是否还在：还在的重新认定，已经反弹的撤回认定，办完的申请销号。")
        yield _of_findings("again", _("初步成效待复看"), again, self.again)
        todo = _("打开措施，记录进展、附上佐证，办完后提交核验。退回补正的，先按退回意见补齐。")
        yield _of_measures("todo", _("我承办的措施"), todo, waiting.to_do)
        late = _("请联系当前承办人，了解未办结原因；需要换人的，打开问题明确责任。")
        yield _of_measures("overdue", _("全单位逾期的措施"), late, self.overdue)

    @property
    def sentences(self) -> SafeString:
        """What waits, in a sentence; empty when nothing does."""
        waiting = self.waiting
        counts = {
            "approve": len(waiting.to_approve),
            "verify": len(waiting.to_verify),
            "assign": len(self.unassigned),
            "close": len(waiting.to_close),
            "again": len(self.again),
            "todo": len(waiting.to_do),
            "overdue": len(self.overdue),
        }
        late = sum(measure.days_late(self.today) > 0 for measure in waiting.to_do)
        return waiting_sentences(counts, late, MOST)

    @property
    def beginnings(self) -> list[str]:
        """For an empty workbench: what will come here, by the roles the person holds, and what to do about it then."""
        roles = self.scope.roles
        told = {
            Role.STAFF: _("分给您的措施会出现在这里。打开措施，记录进展、附上佐证，办完后提交核验。"),
            Role.LEADER: _("您负责的措施提交后，在这里核验；措施都办完的问题，在这里申请销号。"),
            Role.LIAISON: _("提交的措施在这里核验；逾期的措施列在这里，便于催办。"),
            Role.PRINCIPAL: _("申请销号的问题在这里审批；逾期的措施列在这里，便于督促。"),
            Role.OFFICE: _("申请销号的问题在这里审批。各单位的进度见下表。"),
            Role.TEAM: _("各问题的整改情况见下表，打开即可查看措施、佐证和记录。"),
        }
        return [words for role, words in told.items() if role in roles]


def desk_of(scope: Scope, today: date) -> Desk:
    """Reads the workbench: three to eight queries."""
    most = MOST + 1
    return Desk(
        scope, today, waiting_for(scope, most), unassigned_for(scope, most), overdue_for(scope, today, most), due_again(scope, today, most)
    )


def _of_measures(key: str, title: str, hint: str, rows: Sequence[Measure]) -> Section:
    return Section(key, title, hint, measures=rows[:MOST], more=len(rows) > MOST)


def _of_findings(key: str, title: str, hint: str, rows: Sequence[Finding]) -> Section:
    return Section(key, title, hint, findings=rows[:MOST], more=len(rows) > MOST)
