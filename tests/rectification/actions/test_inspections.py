"""A case from its opening to its end: what is written, what is refused."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.cast import (
    CONCLUDED,
    DEADLINE,
    FEEDBACK,
    INSPECTED_FROM,
    INSPECTED_TO,
    OPENING,
    PLANNED,
    PUBLISHED,
    Case,
    CaseAt,
    District,
    everything,
    last_entry,
)
from zhenggai.core.refusal import Refusal
from zhenggai.ledger.proof import verify
from zhenggai.rectification import actions
from zhenggai.rectification.actions.inspections import Planned
from zhenggai.rectification.domain.states import InspectionState, MeasureKind
from zhenggai.rectification.models import Aspect, Finding, Measure

Act = Callable[[], Any]


def refused(act: Act, words: str) -> None:
    """Refusal in words, without a trace."""
    before = everything()
    with pytest.raises(Refusal, match=words):
        act()
    assert everything() == before


class TestOpening:
    def test_begins_a_chain_of_its_own(self, district: District) -> None:
        case = Case.at("planning", district)
        assert (last_entry().chain, last_entry().sequence, last_entry().subject) == (case.inspection.chain, 1, case.inspection.subject)

    @pytest.mark.parametrize("name", ["liaison", "principal", "office"])
    def test_is_open_to_who_sets_the_case(self, district: District, name: str) -> None:
        inspection = actions.open_inspection(OPENING, unit=district.unit, by=getattr(district, name), on=FEEDBACK)
        assert inspection.state == InspectionState.PLANNING

    @pytest.mark.parametrize(
        ("changed", "words"),
        [
            ({"title": "  "}, "请写明巡察名称"),
            ({"title": "长" * 201}, "超过 200 个字"),
            ({"regime": "moon-1969"}, "没有名为 moon-1969 的规程"),
            ({"inspected_to": date(2025, 1, 1)}, "早于巡察开始日期"),
            ({"feedback_on": date(2025, 4, 1)}, "早于巡察结束日期"),
            ({"inspected_to": None, "feedback_on": date(2025, 1, 1)}, "早于巡察开始日期"),
        ],
        ids=["no name", "a long name", "unknown regime", "ends before it begins", "fed back before its end", "fed back before its begin"],
    )
    def test_is_refused_with_what_cannot_be(self, district: District, changed: dict[str, Any], words: str) -> None:
        refused(lambda: actions.open_inspection(replace(OPENING, **changed), unit=district.unit, by=district.liaison), words)

    @pytest.mark.parametrize("name", ["visitor", "other_liaison", "owner", "leader", "team"])
    def test_is_refused_to_others(self, district: District, name: str) -> None:
        refused(lambda: actions.open_inspection(OPENING, unit=district.unit, by=getattr(district, name)), "角色|联络员")

    def test_of_tomorrow_is_refused(self, district: District) -> None:
        tomorrow = timezone.localdate() + timedelta(days=1)
        refused(lambda: actions.open_inspection(OPENING, unit=district.unit, by=district.liaison, on=tomorrow), "不能晚于今天")


class TestPlanning:
    def test_numbers_aspects_findings_and_measures_from_one(self, case_at: CaseAt) -> None:
        case_at("planned")
        assert (
            list(Aspect.objects.values_list("number", flat=True)),
            list(Finding.objects.values_list("number", flat=True)),
            list(Measure.objects.order_by("finding__number", "number").values_list("finding__number", "number")),
        ) == ([1, 2], [1, 2, 3], [(1, 1), (1, 2), (2, 1), (2, 2), (3, 1)])

    def test_keeps_the_original_words_under_their_digest(self, case_at: CaseAt) -> None:
        finding = case_at("planned").finding()
        assert finding.original_digest == hashlib.sha256(finding.original.encode()).hexdigest()

    def test_counts_what_was_entered(self, case_at: CaseAt) -> None:
        inspection = case_at("planned").now()
        assert (inspection.findings_count, inspection.not_started_count, inspection.measures_count) == (3, 3, 5)

    def test_counts_measures_right_from_an_old_copy_of_the_finding(self, case_at: CaseAt) -> None:
        case = case_at("planned")
        old, planned = case.finding(), Planned(text="再补一条", owner=case.district.owner, leader=case.district.leader, deadline=DEADLINE)
        for _ in range(2):
            actions.add_measure(Finding.objects.get(pk=old.pk), planned=planned, by=case.district.liaison, on=FEEDBACK)
        actions.add_measure(old, planned=planned, by=case.district.liaison, on=FEEDBACK)
        assert (case.finding().measures_count, case.measure(1, 5).number) == (5, 5)

    def test_leaves_a_clean_record(self, case_at: CaseAt) -> None:
        case_at("planned")
        assert verify().problems == []

    def test_is_over_once_the_plan_is_approved(self, case: Case) -> None:
        planned = Planned(text="再补一条", owner=case.district.owner, leader=case.district.leader)
        refused(lambda: actions.add_measure(case.finding(), planned=planned, by=case.district.liaison), "集中整改")

    @pytest.mark.parametrize("name", ["visitor", "other_liaison", "owner", "team"])
    def test_is_refused_to_others(self, case_at: CaseAt, name: str) -> None:
        case = case_at("planning")
        refused(lambda: actions.add_aspect(case.inspection, title="方面", by=getattr(case.district, name)), "角色|联络员")

    def test_one_person_is_not_owner_and_leader(self, case_at: CaseAt) -> None:
        case = case_at("planned")
        planned = Planned(text="再补一条", owner=case.district.leader, leader=case.district.leader)
        refused(lambda: actions.add_measure(case.finding(), planned=planned, by=case.district.liaison), "不能是同一人")

    @pytest.mark.parametrize("title", [" ", "长" * 501], ids=["empty", "too long"])
    def test_an_aspect_has_a_title_that_fits(self, case_at: CaseAt, title: str) -> None:
        case = case_at("planning")
        refused(lambda: actions.add_aspect(case.inspection, title=title, by=case.district.liaison), "请写明方面|超过 500 个字")


class TestApprovingThePlan:
    def test_lets_the_work_begin(self, case: Case) -> None:
        assert (case.state, case.now().plan_approved_on) == (InspectionState.RECTIFYING, PLANNED)

    def test_is_refused_for_an_empty_plan(self, case_at: CaseAt) -> None:
        case = case_at("planning")
        refused(lambda: actions.approve_plan(case.inspection, by=case.district.team), "还没有问题")

    def test_is_refused_while_a_finding_has_no_measure(self, case_at: CaseAt) -> None:
        case = case_at("planned")
        aspect = Aspect.objects.get(number=1)
        actions.add_finding(
            aspect, title="又一个问题", original="又一个问题。", leader=case.district.leader, by=case.district.liaison, on=FEEDBACK
        )
        refused(lambda: actions.approve_plan(case.inspection, by=case.district.team), "问题 4 还没有整改措施")

    @pytest.mark.parametrize(
        ("lacking", "words"),
        [("owner", "问题 1 措施 3 还没有责任人"), ("leader", "问题 1 措施 3 还没有责任领导"), ("deadline", "问题 1 措施 3 还没有整改时限")],
    )
    def test_is_refused_while_a_measure_lacks_something(self, case_at: CaseAt, lacking: str, words: str) -> None:
        case = case_at("planned")
        whole = Planned(text="再补一条", owner=case.district.owner, leader=case.district.leader, deadline=DEADLINE)
        without: dict[str, Any] = {lacking: None}
        actions.add_measure(case.finding(), planned=replace(whole, **without), by=case.district.liaison, on=FEEDBACK)
        refused(lambda: actions.approve_plan(case.inspection, by=case.district.team), words)

    def test_a_standing_measure_needs_no_deadline(self, case_at: CaseAt) -> None:
        case = case_at("planned")
        planned = Planned(text="常抓", owner=case.district.owner, leader=case.district.leader, kind=MeasureKind.STANDING)
        actions.add_measure(case.finding(), planned=planned, by=case.district.liaison, on=FEEDBACK)
        actions.approve_plan(case.inspection, by=case.district.team, on=PLANNED)
        assert case.state == InspectionState.RECTIFYING

    def test_is_refused_to_who_entered_a_measure(self, case_at: CaseAt) -> None:
        """The office may enter a plan and may approve one; not the same."""
        case = case_at("planned")
        planned = Planned(text="再补一条", owner=case.district.owner, leader=case.district.leader, deadline=DEADLINE)
        actions.add_measure(case.finding(), planned=planned, by=case.district.office, on=FEEDBACK)
        refused(lambda: actions.approve_plan(case.inspection, by=case.district.office), "由另一人审核")

    def test_is_refused_before_the_feedback(self, case_at: CaseAt) -> None:
        case = case_at("planned")
        refused(lambda: actions.approve_plan(case.inspection, by=case.district.team, on=INSPECTED_TO), "早于上一步")

    def test_is_refused_before_the_inspection(self, case_at: CaseAt) -> None:
        case = case_at("planned")
        early = INSPECTED_FROM - timedelta(days=1)
        refused(lambda: actions.approve_plan(case.inspection, by=case.district.team, on=early), "早于巡察开始")


class TestIssuingAndConcluding:
    def test_the_notice_is_issued_under_its_digest(self, case_at: CaseAt) -> None:
        inspection = case_at("published").now()
        assert (inspection.state, inspection.noticed_on, inspection.notice_digest) == (InspectionState.PUBLISHED, PUBLISHED, "0" * 64)

    def test_a_notice_that_nobody_put_into_words_is_not_issued(self, case: Case) -> None:
        refused(lambda: actions.issue_notice(case.inspection, digest="0" * 64, by=case.district.principal, on=PUBLISHED), "没有人核对过")

    def test_the_notice_is_not_issued_before_the_plan(self, case: Case) -> None:
        case.word()
        early = PLANNED - timedelta(days=1)
        refused(lambda: actions.issue_notice(case.inspection, digest="0" * 64, by=case.district.principal, on=early), "早于上一步")

    def test_a_case_ends_when_everything_is_off_the_list(self, case_at: CaseAt) -> None:
        assert case_at("concluded").now().concluded_on == CONCLUDED

    def test_a_case_does_not_end_while_a_finding_is_on_the_list(self, case_at: CaseAt) -> None:
        case = case_at("published")
        refused(lambda: actions.conclude_inspection(case.inspection, by=case.district.principal), "还有 3 个问题没有销号")

    def test_a_case_does_not_end_before_its_notice(self, case_at: CaseAt) -> None:
        case = case_at("published")
        for number in (1, 2, 3):
            case.finding_at("closed", number)
        early = PUBLISHED - timedelta(days=1)
        refused(lambda: actions.conclude_inspection(case.inspection, by=case.district.principal, on=early), "早于上一步")

    def test_the_words_of_the_notice_are_kept(self, case: Case) -> None:
        actions.word_inspection(case.inspection, organisation=" 党组专题研究。 ", next_steps="持续用力。", by=case.district.liaison)
        assert (case.now().organisation_text, case.now().next_text) == ("党组专题研究。", "持续用力。")

    def test_the_words_of_the_notice_are_not_everybodys(self, case: Case) -> None:
        refused(lambda: actions.word_inspection(case.inspection, organisation="一是", next_steps="一是", by=case.district.owner), "联络员")

    @pytest.mark.parametrize(("organisation", "steps"), [(" ", "（一）继续整改。"), ("一是加强领导。", "")])
    def test_the_words_of_the_notice_say_something(self, case: Case, organisation: str, steps: str) -> None:
        liaison = case.district.liaison
        refused(lambda: actions.word_inspection(case.inspection, organisation=organisation, next_steps=steps, by=liaison), "请写明")
