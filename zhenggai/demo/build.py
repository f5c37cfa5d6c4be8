"""Demo data: a finished case of 2019 with its notice, and a case in mid-course, all worked through the real actions."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random

from django.db import transaction
from django.utils import timezone

from zhenggai.accounts.actions import add_unit, grant
from zhenggai.accounts.domain.roles import Role
from zhenggai.core.dates import add_months
from zhenggai.demo.cast import SINCE, House, Overseers, add_admin, add_house, add_overseers, default_units, other_units
from zhenggai.demo.content import load
from zhenggai.demo.content.model import Aspect, Case, Content
from zhenggai.demo.content.model import Finding as FindingContent
from zhenggai.demo.content.model import Measure as MeasureContent
from zhenggai.demo.course import Course
from zhenggai.documents.domain.notice_paper import chinese_date
from zhenggai.documents.queries import notice_digest, notice_of
from zhenggai.ledger.actions import checkpoint, gesture
from zhenggai.rectification import actions
from zhenggai.rectification.models import Finding, Inspection, Measure

DEFAULT_SEED = 1
SETTLED = 6  # months from the notice to the end of the finished case
Say = Callable[[str], None]
Told = list[tuple[Finding, FindingContent, list[Measure]]]


def build_demo(data: Path, seed: int, progress: Say) -> None:
    """Fills the (fresh, migrated) database of the demo folder `data` with the case of `seed`; says in words how far it is.

    Seed 1 is the fixed demo; another seed draws another city, other units and people, another choice of findings and another course.
    """
    content, random, today = load(), Random(seed), timezone.localdate()
    with gesture(source="demo"), transaction.atomic():
        first, second = _cast(content, random, seed)
        finished, running = _cases(content, random, seed, today)
        progress("已建单位和人员")
        _finished(Course(finished[0], first, second[1], content.people.comments, today), finished[1])
        progress("已办第一次巡察：从反馈到通报、销号、办结")
        _running(Course(running[0], second[0], second[1], content.people.comments, today), running[1])
        progress("已办第二次巡察：正在整改")
    checkpoint(by="system")
    progress("已生成检查点")


def _cast(content: Content, random: Random, seed: int) -> tuple[House, tuple[House, Overseers]]:
    names = list(content.people.names)
    units = default_units(content) if seed == DEFAULT_SEED else other_units(content, random)
    if seed != DEFAULT_SEED:
        random.shuffle(names)
    supply = iter(names)
    city = add_unit(name=f"中共{units[0].place}委员会", by=None)
    houses = [add_house(content, unit, above=city, names=supply, suffix=suffix) for unit, suffix in zip(units, ("2", ""), strict=True)]
    overseers = add_overseers(content.people.oversight, above=city, committee="市委", names=supply)
    for house, case in zip(houses, (content.science, content.archive), strict=True):
        grant(person=overseers.teams[case.inspection.inspector], unit=house.unit, role=Role.TEAM, from_on=SINCE, by=None)
    add_admin(unit=overseers.unit, above=city, name=next(supply))
    return houses[0], (houses[1], overseers)


def _cases(content: Content, random: Random, seed: int, today: date) -> tuple[tuple[Case, Sequence[Aspect]], tuple[Case, Sequence[Aspect]]]:
    if seed == DEFAULT_SEED:
        return (content.science, content.science.aspects), (content.archive, content.archive.aspects)
    drawn = [(aspect, list(findings)) for aspect, findings in content.pool()]
    first, second = [], []
    for aspect, findings in drawn:
        random.shuffle(findings)
        half = (len(findings) + 1) // 2
        first.append(aspect.model_copy(update={"findings": tuple(_ended(finding, random) for finding in findings[:half])}))
        second.append(aspect.model_copy(update={"findings": tuple(_midway(finding, random) for finding in findings[half:])}))
    return (content.science, _kept(first)), (_from_feedback(content.archive, today), _kept(second))


def _kept(aspects: Sequence[Aspect]) -> list[Aspect]:
    return [aspect for aspect in aspects if aspect.findings]


def _from_feedback(case: Case, today: date) -> Case:
    """General findings count their days from the feedback; a running case has its feedback some days ago."""
    dates = {name: case.on(day, today) for name, day in case.inspection.dates if day is not None}
    fixed = case.inspection.dates.model_copy(update=dates)
    return case.model_copy(update={"inspection": case.inspection.model_copy(update={"anchor": dates["feedback"], "dates": fixed})})


def _ended(finding: FindingContent, random: Random) -> FindingContent:
    done = all(measure.progress == 100 for measure in finding.measures)
    return finding.model_copy(update={"course": "closed" if done and random.random() < 0.8 else "preliminary"})


def _midway(finding: FindingContent, random: Random) -> FindingContent:
    measures = tuple(_some_course(measure, random) for measure in finding.measures)
    return finding.model_copy(update={"course": "working", "measures": measures})


def _some_course(measure: MeasureContent, random: Random) -> MeasureContent:
    if measure.progress < 100:
        return measure
    return measure.model_copy(update={"course": random.choice(["verified", "verified", "submitted", "returned", "working"])})


def _finished(course: Course, aspects: Sequence[Aspect]) -> None:
    inspection, told = course.open(aspects)
    dates = course.case.inspection.dates
    issued = course.day(dates.notice) if dates.notice is not None else course.today
    course.limit = issued
    for finding, content, measures in told:
        course.work(finding, content, measures)
    for finding, content, _ in told:
        last = course.last_day(content)
        if content.course == "closed":
            course.close(_fresh(finding), on=last)
        else:
            course.declare(_fresh(finding), content, on=last, next_on=issued + timedelta(days=60))
    _notice(course, inspection, issued)
    course.limit = course.today
    ended = [
        _complete(course, finding, content, measures, after=issued) for finding, content, measures in told if content.course != "closed"
    ]
    actions.conclude_inspection(inspection, by=course.house.principal, on=min(max([*ended, add_months(issued, SETTLED)]), course.today))


def _notice(course: Course, inspection: Inspection, issued: date) -> None:
    notice = course.case.notice
    if notice is None:
        return
    names = {"unit": course.house.short, "body": course.house.body, "inspector": course.case.inspection.inspector}
    days = {"meeting_on": course.case.inspection.dates.meeting, "plan_on": course.case.inspection.dates.plan, "as_of": issued}
    names |= {name: chinese_date(course.day(day)) for name, day in days.items()}

    def filled(text: str) -> str:
        for name, value in names.items():
            text = text.replace("{" + name + "}", value)
        return text

    steps = [
        f"（{numeral}）{section.heading}。{section.text}" for numeral, section in zip("一二三四五", notice.next.sections, strict=False)
    ]
    actions.word_inspection(
        inspection,
        organisation="\n".join(filled(text) for text in notice.organisation.paragraphs),
        next_steps="\n".join(filled(text) for text in [notice.next.intro, *steps]),
        by=course.house.liaison,
        on=issued,
    )
    actions.issue_notice(inspection, digest=notice_digest(notice_of(inspection, issued)), by=course.house.principal, on=issued)


def _complete(course: Course, finding: Finding, content: FindingContent, measures: Sequence[Measure], *, after: date) -> date:
    days = [course.finish(_fresh_measure(measure), told) for measure, told in zip(measures, content.measures, strict=True)]
    last = max([after + timedelta(days=1), *(day for day in days if day is not None)])
    course.close(_fresh(finding), on=last)
    return last + timedelta(days=1)


def _running(course: Course, aspects: Sequence[Aspect]) -> None:
    _, told = course.open(aspects)
    for finding, content, measures in told:
        course.work(finding, content, measures)
        last = course.last_day(content)
        if content.course in ("closed", "reopened"):
            course.close(_fresh(finding), on=last)
        if content.course == "submitted":
            actions.submit_finding(_fresh(finding), by=course.house.liaison, on=last)
        if content.course == "preliminary":
            course.declare(_fresh(finding), content, on=last, next_on=course.today + timedelta(days=45))
        if content.course == "reopened":
            _reopen(course, _fresh(finding), content, measures)


def _reopen(course: Course, finding: Finding, content: FindingContent, measures: Sequence[Measure]) -> None:
    reason = course.words(content.reopened or next(course.said["reopen"]))
    actions.reopen_finding(finding, reason=reason, by=course.overseers.office, on=course.today - timedelta(days=1))
    for measure, told in zip(measures, content.measures, strict=True):
        if told.reopened:
            actions.reopen_measure(_fresh_measure(measure), reason=reason, by=course.overseers.office, on=course.today - timedelta(days=1))


def _fresh(finding: Finding) -> Finding:
    return Finding.objects.select_related("leader").get(pk=finding.pk)


def _fresh_measure(measure: Measure) -> Measure:
    return Measure.objects.select_related("owner", "leader").get(pk=measure.pk)
