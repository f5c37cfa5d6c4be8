"""Walking one case of the demo through the real actions, day by day, as its people would have done it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import cycle

from zhenggai.accounts.models import Person
from zhenggai.demo.cast import House, Overseers
from zhenggai.demo.content.model import Aspect, Case, Comments, Evidence
from zhenggai.demo.content.model import Finding as FindingContent
from zhenggai.demo.content.model import Measure as MeasureContent
from zhenggai.demo.files import MAKERS
from zhenggai.rectification import actions
from zhenggai.rectification.actions.inspections import Opening, Planned
from zhenggai.rectification.actions.measures import Upload
from zhenggai.rectification.domain.regime import regime_on
from zhenggai.rectification.domain.states import MeasureKind
from zhenggai.rectification.models import Finding, Inspection, Measure


@dataclass
class Course:
    """One case being told: who, what, and the day it is told on."""

    case: Case
    house: House
    overseers: Overseers
    comments: Comments
    today: date

    def __post_init__(self) -> None:
        self.said = {name: cycle(getattr(self.comments, name)) for name in ("verify", "give_back", "preliminary", "approve", "reopen")}
        # Nothing is told after this day: the notice's, while the story is on its way to it.
        self.limit = self.today
        self.team = self.overseers.teams[self.case.inspection.inspector]

    def day(self, day: date | int) -> date:
        return self.case.on(day, self.today)

    def words(self, text: str) -> str:
        return text.replace("{unit}", self.house.short)

    def open(self, aspects: Sequence[Aspect]) -> tuple[Inspection, list[tuple[Finding, FindingContent, list[Measure]]]]:
        """The case, its aspects, findings and plan; the plan approved by the team on its day."""
        dates, liaison = self.case.inspection.dates, self.house.liaison
        fed_back, planned_on = self.day(dates.feedback), self.day(dates.plan)
        inspection = actions.open_inspection(self._opening(), unit=self.house.unit, by=liaison, on=fed_back)
        rows = []
        for aspect in aspects:
            row = actions.add_aspect(inspection, title=aspect.title, by=liaison, on=fed_back)
            for content in aspect.findings:
                leader = self.house.seats[content.leader]
                deadline = max(self.day(measure.due) for measure in content.measures)
                finding = actions.add_finding(
                    row,
                    title=self.words(content.title),
                    original=self.words(content.original),
                    leader=leader,
                    deadline=deadline,
                    by=liaison,
                    on=fed_back,
                )
                rows.append((finding, content, [self._plan(finding, content, n, m, planned_on) for n, m in enumerate(content.measures)]))
        actions.approve_plan(inspection, by=self.team, on=planned_on)
        return inspection, rows

    def _opening(self) -> Opening:
        about, house = self.case.inspection, self.house
        dates = about.dates
        return Opening(
            title=f"{self.day(dates.inspected_from).year} 年{about.inspector}{about.kind}",
            issuer=f"{house.unit.name}{house.body}",
            inspector=about.inspector,
            regime=regime_on(self.day(dates.feedback)).key,
            inspected_from=self.day(dates.inspected_from),
            inspected_to=self.day(dates.inspected_to),
            feedback_on=self.day(dates.feedback),
            phones="、".join(house.phones),
            email=house.email,
            address=house.address,
        )

    def _plan(self, finding: Finding, content: FindingContent, number: int, measure: MeasureContent, on: date) -> Measure:
        leader = self.house.seats[content.leader]
        planned = Planned(
            text=self.words(measure.task),
            owner=self.house.owner(measure.department, finding.number + number, leader=leader),
            leader=leader,
            department=measure.department,
            deadline=self.day(measure.due),
            kind=MeasureKind(measure.kind),
        )
        return actions.add_measure(finding, planned=planned, by=self.house.liaison, on=on)

    def work(self, finding: Finding, content: FindingContent, measures: Sequence[Measure]) -> None:
        """Brings every measure of a finding to where its content says it stands."""
        for measure, told in zip(measures, content.measures, strict=True):
            self._work(measure, told)

    def _work(self, measure: Measure, told: MeasureContent) -> None:
        if told.course == "not_started" or not told.result:
            return
        owner = _owner(measure)
        day = self._done_on(told)
        actions.record_progress(
            measure, text=self.words(told.result), percent=told.progress, evidence=list(self._uploads(told.evidence)), by=owner, on=day
        )
        if told.course in ("verified", "submitted", "returned"):
            actions.submit_measure(measure, by=owner, on=day)
        if told.course == "returned":
            actions.return_measure(
                measure, comment=told.comment or next(self.said["give_back"]), by=_leader(measure), on=self._answered_on(day)
            )
        if told.course == "verified":
            self.verify(measure, self._answered_on(day))

    def verify(self, measure: Measure, on: date) -> None:
        """The accountable leader's verification; a standing measure is kept with a day to look again."""
        comment, leader = next(self.said["verify"]), _leader(measure)
        if measure.kind == MeasureKind.STANDING:
            ahead = max(on, self.today) + timedelta(days=90)
            actions.keep_measure(measure, next_check_on=ahead, comment=comment, by=leader, on=on)
        else:
            actions.verify_measure(measure, comment=comment, by=leader, on=on)

    def finish(self, measure: Measure, told: MeasureContent) -> date | None:
        """What was still open after the notice is done: progress, proof, verification. Gives the day, or None when nothing was open."""
        if not told.finish or told.finish_day is None:
            return None
        day, owner = self.day(told.finish_day), _owner(measure)
        proof = [told.finish_evidence] if told.finish_evidence else []
        actions.record_progress(measure, text=self.words(told.finish), percent=100, evidence=list(self._uploads(proof)), by=owner, on=day)
        actions.submit_measure(measure, by=owner, on=day)
        self.verify(measure, self._after(day, 2))
        return self._after(day, 2)

    def close(self, finding: Finding, *, on: date) -> None:
        """Closing in two hands: asked for by the liaison, approved by the principal or the office."""
        actions.submit_finding(finding, by=self.house.liaison, on=on)
        actions.close_finding(finding, comment=next(self.said["approve"]), by=self.approver(finding), on=self._after(on, 1))

    def approver(self, finding: Finding) -> Person:
        """Who may approve: the principal, unless they lead the finding themselves."""
        return self.overseers.office if finding.leader_id == self.house.principal.pk else self.house.principal

    def declare(self, finding: Finding, content: FindingContent, *, on: date, next_on: date) -> None:
        """The leader's judgement of first results."""
        reason = content.judgement or next(self.said["preliminary"]).reason
        leader = finding.leader
        if leader is not None:
            actions.declare_preliminary(finding, reason=self.words(reason), next_on=next_on, by=leader, on=on)

    def last_day(self, content: FindingContent) -> date:
        """The day after which everything said of a finding was verified."""
        return max(self._answered_on(self._done_on(told)) for told in content.measures if told.course != "not_started")

    def _done_on(self, told: MeasureContent) -> date:
        days = [self.day(evidence.day) for evidence in told.evidence if evidence.day is not None]
        return min(max([self.day(self.case.inspection.dates.plan), *days]), self.limit)

    def _answered_on(self, day: date) -> date:
        """Two days after it was submitted, sooner where the notice or today comes sooner."""
        notice = self.case.inspection.dates.notice
        end = self.day(notice) - timedelta(days=2) if notice is not None else self.today - timedelta(days=1)
        return max(day, min(day + timedelta(days=2), end))

    def _after(self, day: date, days: int) -> date:
        return min(day + timedelta(days=days), self.limit)

    def _uploads(self, evidence: Sequence[Evidence]) -> Iterator[Upload]:
        for item in evidence:
            dated = min(self.day(item.day), self.today) if item.day is not None else self.today
            title = self.words(item.title)
            yield Upload(
                content=MAKERS[item.file](title, self.house.unit.name, dated), name=f"{title}.{item.file}", title=title, dated_on=dated
            )


def _owner(measure: Measure) -> Person:
    if measure.owner is None:
        raise ValueError(f"measure {measure.pk} has no owner")
    return measure.owner


def _leader(measure: Measure) -> Person:
    if measure.leader is None:
        raise ValueError(f"measure {measure.pk} has no accountable leader")
    return measure.leader
