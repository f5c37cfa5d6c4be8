"""The people, units and cases that tests are played with. Everything is made by the real actions, as people would have made it.

`district` is a city with an inspection office above two units. A case has two aspects, three findings and five measures; `Case` brings
a measure or a finding to any of its states, on days in the past, so that no test depends on the day it is run on.
"""

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

import pytest
from django.conf import settings

from zhenggai.accounts.actions import add_person, add_unit, grant
from zhenggai.accounts.domain.roles import Role
from zhenggai.accounts.models import Person, Unit
from zhenggai.ledger.actions import recording
from zhenggai.ledger.models import LedgerEntry, LedgerHead, LedgerWords, recorded_models
from zhenggai.rectification import actions
from zhenggai.rectification.actions.inspections import Opening, Planned
from zhenggai.rectification.actions.measures import Upload
from zhenggai.rectification.domain.states import FindingState, InspectionState, MeasureKind, MeasureState
from zhenggai.rectification.models import Finding, Inspection, Measure

SINCE = date(2020, 1, 1)
INSPECTED_FROM, INSPECTED_TO, FEEDBACK = date(2025, 3, 3), date(2025, 4, 30), date(2025, 5, 20)
PLANNED, WORKED, SUBMITTED, VERIFIED = date(2025, 6, 10), date(2025, 6, 20), date(2025, 6, 25), date(2025, 6, 27)
ASKED, CLOSED, PUBLISHED, REOPENED = date(2025, 7, 1), date(2025, 7, 3), date(2025, 7, 20), date(2025, 8, 1)
CONCLUDED, NEXT_CHECK, DEADLINE = date(2025, 9, 1), date(2025, 12, 31), date(2025, 7, 15)

Stage = Literal["planning", "planned", "rectifying", "published", "concluded"]
PDF = b"%PDF-1.7\n%%EOF\n"


def pdf(mark: str = "") -> bytes:
    """A file that is a PDF by its content, and another one for every mark."""
    return PDF + mark.encode()


def upload(mark: str = "", name: str = "会议纪要.pdf") -> Upload:
    """A piece of evidence as it comes."""
    return Upload(content=pdf(mark), name=name, dated_on=WORKED)


def packed(*names: str) -> bytes:
    """A zip file with empty members of these names."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in names:
            archive.writestr(name, b"")
    return stream.getvalue()


def entries() -> int:
    """How many entries the record has."""
    return LedgerEntry.objects.count()


def last_entry() -> LedgerEntry:
    """The entry made last."""
    return LedgerEntry.objects.order_by("-id")[0]


def everything() -> dict[str, list[object]]:
    """All rows on record, every column, the ends of all chains, the files: equal before and after what leaves no trace."""
    rows: dict[str, list[object]] = {kind: list(model._base_manager.order_by("pk").values()) for kind, model in recorded_models().items()}
    return rows | {
        "files": [path.name for path in sorted(Path(settings.ZHENGGAI_DATA, "evidence").rglob("*")) if path.is_file()],
        "heads": list(LedgerHead.objects.order_by("chain").values()),
        "words": list(LedgerWords.objects.order_by("pk").values()),
    }


def deactivate(person: Person) -> None:
    """Takes somebody out of service."""
    with recording(chain="system", by="system", verb="person.retire", subject=person) as entry:
        entry.update(person, is_active=False)


@dataclass(frozen=True)
class District:
    """A city, the inspection office above its units, and who holds what. `visitor` works in the unit and holds no role."""

    city: Unit
    unit: Unit
    other_unit: Unit
    liaison: Person
    second_liaison: Person
    owner: Person
    second_owner: Person
    leader: Person
    second_leader: Person
    principal: Person
    office: Person
    team: Person
    other_liaison: Person
    visitor: Person

    @classmethod
    def make(cls, city_name: str = "云岭市") -> "District":
        city = add_unit(name=city_name, by=None)
        unit = add_unit(name=f"{city_name}图书馆", parent=city, by=None)
        other = add_unit(name=f"{city_name}博物馆", parent=city, by=None)

        def person(name: str, role: Role | None, where: Unit = unit) -> Person:
            made = add_person(name=name, unit=where, by=None)
            if role:
                grant(person=made, unit=where, role=role, from_on=SINCE, by=None)
            return made

        team = add_person(name="组长", unit=city, by=None)
        grant(person=team, unit=unit, role=Role.TEAM, from_on=SINCE, by=None)
        return cls(
            city=city,
            unit=unit,
            other_unit=other,
            liaison=person("联络员", Role.LIAISON),
            second_liaison=person("联络员二", Role.LIAISON),
            owner=person("责任人", Role.STAFF),
            second_owner=person("责任人二", Role.STAFF),
            leader=person("责任领导", Role.LEADER),
            second_leader=person("责任领导二", Role.LEADER),
            principal=person("主要负责人", Role.PRINCIPAL),
            office=person("巡察办", Role.OFFICE, city),
            team=team,
            other_liaison=person("外单位联络员", Role.LIAISON, other),
            visitor=person("来访者", None),
        )


OPENING = Opening(
    title="2025 年市委第三巡察组巡察",
    issuer="中共云岭市图书馆党组",
    inspector="市委第三巡察组",
    regime="patrol-3-months",
    inspected_from=INSPECTED_FROM,
    inspected_to=INSPECTED_TO,
    feedback_on=FEEDBACK,
)


@dataclass(frozen=True)
class Case:
    """An inspection of the district's unit. Findings 1 and 2 have two measures each, finding 3 one standing measure."""

    district: District
    inspection: Inspection

    @classmethod
    def at(cls, stage: Stage, district: District) -> "Case":
        """A case brought to a stage: an empty `planning`, `planned` (listed, not approved), `rectifying`, `published` or `concluded`."""
        case = cls(district, actions.open_inspection(OPENING, unit=district.unit, by=district.liaison, on=FEEDBACK))
        if stage == "planning":
            return case
        case._plan()
        if stage == "planned":
            return case
        actions.approve_plan(case.inspection, by=district.team, on=PLANNED)
        if stage == "rectifying":
            return case
        if stage == "concluded":
            for number in (1, 2, 3):
                case.finding_at("closed", number)
        case.word()
        actions.issue_notice(case.inspection, digest="0" * 64, by=district.principal, on=PUBLISHED)
        if stage == "concluded":
            actions.conclude_inspection(case.inspection, by=district.principal, on=CONCLUDED)
        return case

    def _plan(self) -> None:
        who = self.district
        first = actions.add_aspect(self.inspection, title="落实决策部署方面", by=who.liaison, on=FEEDBACK)
        second = actions.add_aspect(self.inspection, title="基层组织建设方面", by=who.liaison, on=FEEDBACK)
        for number, aspect in ((1, first), (2, second), (3, second)):
            finding = actions.add_finding(
                aspect, title=f"第 {number} 个问题", original=f"第 {number} 个问题的原文。", leader=who.leader, by=who.liaison, on=FEEDBACK
            )
            for owner in (who.owner, who.second_owner)[: 1 if number == 3 else 2]:
                kind = MeasureKind.STANDING if number == 3 else MeasureKind.DEADLINE
                planned = Planned(text="修订制度并公布", owner=owner, leader=who.leader, deadline=DEADLINE, kind=kind)
                actions.add_measure(finding, planned=planned, by=who.liaison, on=FEEDBACK)

    def word(self) -> None:
        """Puts the notice's paragraphs on organisation and next steps into words."""
        organisation = (
            "一是制定方案。逐条研究反馈的{方面数}个方面{问题数}个问题，制定整改措施{措施数}条。\n"
            "二是推动落实。截至目前，{已到位数}个已整改到位、{初步成效数}个取得初步成效、{正在整改数}个正在整改、{未启动数}个尚未启动。"
        )
        steps = "（一）继续整改。对尚未整改到位的问题，按照清单逐项推进。"
        actions.word_inspection(self.inspection, organisation=organisation, next_steps=steps, by=self.district.liaison, on=PUBLISHED)

    def now(self) -> Inspection:
        """The inspection as it stands."""
        return Inspection.objects.get(pk=self.inspection.pk)

    @property
    def state(self) -> InspectionState:
        return InspectionState(self.now().state)

    def finding(self, number: int = 1) -> Finding:
        """A finding as it stands."""
        return Finding.objects.get(inspection=self.inspection, number=number)

    def measure(self, finding: int = 1, number: int = 1) -> Measure:
        """A measure as it stands."""
        return Measure.objects.get(inspection=self.inspection, finding__number=finding, number=number)

    def measure_at(self, state: MeasureState | str, finding: int = 1, number: int = 1) -> Measure:
        """Brings a measure that has not been started to `state`; the standing measure of finding 3 alone can be `standing`."""
        measure, who = self.measure(finding, number), self.district
        owner = measure.owner or who.owner
        if state == MeasureState.DROPPED:
            actions.drop_measure(measure, reason="与另一条措施重复", by=who.leader, on=WORKED)
        elif state != MeasureState.NOT_STARTED:
            self._worked(measure, owner, MeasureState(state))
        return self.measure(finding, number)

    def _worked(self, measure: Measure, owner: Person, state: MeasureState) -> None:
        who = self.district
        actions.record_progress(measure, text="已印发新制度", percent=80, evidence=[upload(measure.subject)], by=owner, on=WORKED)
        if state != MeasureState.WORKING:
            actions.submit_measure(measure, by=owner, on=SUBMITTED)
        if state == MeasureState.VERIFIED:
            actions.verify_measure(measure, comment="已查阅原件", by=who.leader, on=VERIFIED)
        if state == MeasureState.STANDING:
            actions.keep_measure(measure, next_check_on=NEXT_CHECK, by=who.leader, on=VERIFIED)

    def prove(self, finding: int = 1) -> Finding:
        """Brings every measure of a finding to its good end, so that nothing is missing to close it."""
        for measure in Measure.objects.filter(inspection=self.inspection, finding__number=finding).order_by("number"):
            end = MeasureState.STANDING if measure.kind == MeasureKind.STANDING else MeasureState.VERIFIED
            self.measure_at(end, finding, measure.number)
        return self.finding(finding)

    def finding_at(self, state: FindingState | str, number: int = 1) -> Finding:
        """Brings a finding that has not been started to `state`."""
        finding, who = self.finding(number), self.district
        if state == FindingState.WORKING:
            self.measure_at(MeasureState.WORKING, number)
        if state == FindingState.CLOSED_NOT_DONE:
            actions.ask_not_done(finding, reason="职能已划转", by=who.liaison, on=WORKED)
            actions.close_finding_not_done(finding, by=who.principal, on=WORKED)
        if state in (FindingState.SUBMITTED, FindingState.CLOSED, FindingState.STANDING):
            self.prove(number)
            actions.submit_finding(finding, by=who.liaison, on=ASKED)
        if state == FindingState.CLOSED:
            actions.close_finding(finding, comment="同意销号", by=who.principal, on=CLOSED)
        if state == FindingState.STANDING:
            actions.keep_finding(finding, next_check_on=NEXT_CHECK, by=who.principal, on=CLOSED)
        return self.finding(number)


CaseAt = Callable[[Stage], Case]


@pytest.fixture
def district(db: None, data_dir: Path) -> District:
    """A district of one's own, with an empty folder for its evidence."""
    return District.make()


@pytest.fixture
def case_at(district: District) -> CaseAt:
    """Makes a case of the district at a stage."""
    return lambda stage: Case.at(stage, district)


@pytest.fixture
def case(district: District) -> Case:
    """A case in the midst of its rectification: nothing started, everything planned."""
    return Case.at("rectifying", district)
