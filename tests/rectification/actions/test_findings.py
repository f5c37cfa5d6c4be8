"""What each action on a finding writes."""

import pytest

from tests.cast import ASKED, CLOSED, DEADLINE, FEEDBACK, NEXT_CHECK, REOPENED, SUBMITTED, VERIFIED, WORKED, Case, last_entry, upload
from zhenggai.accounts.actions import grant
from zhenggai.accounts.domain.roles import Role
from zhenggai.core.refusal import Refusal
from zhenggai.ledger.proof import verify
from zhenggai.ledger.queries import history
from zhenggai.rectification import actions
from zhenggai.rectification.domain.states import FindingState, MeasureState
from zhenggai.rectification.dossier import Dossier
from zhenggai.rectification.models import Finding
from zhenggai.signoff.models import Opinion, Turn


def missing(case: Case, number: int = 1) -> tuple[str, ...]:
    return Dossier.of(case.finding(number), case.now()).finding_facts().missing


class TestDeclaringFirstResults:
    @pytest.fixture
    def declared(self, case: Case) -> Finding:
        case.measure_at("verified")
        actions.declare_preliminary(case.finding(), reason="制度已执行两个月", next_on=NEXT_CHECK, by=case.district.leader, on=ASKED)
        return case.finding()

    def test_is_a_judgement_beside_the_state(self, case: Case, declared: Finding) -> None:
        assert (declared.state, declared.preliminary_by, declared.preliminary_on, declared.preliminary_next_on) == (
            FindingState.WORKING,
            case.district.leader,
            ASKED,
            NEXT_CHECK,
        )

    def test_is_counted_apart(self, case: Case, declared: Finding) -> None:
        assert (case.now().preliminary_count, case.now().working_count) == (1, 0)

    def test_says_why_on_the_record(self, case: Case, declared: Finding) -> None:
        assert history(declared)[-1].data["reason"] == "制度已执行两个月"

    def test_can_lapse(self, case: Case, declared: Finding) -> None:
        actions.lapse_preliminary(declared, reason="检查发现回潮", by=case.district.office, on=CLOSED)
        assert (case.finding().preliminary_on, case.now().preliminary_count) == (None, 0)

    def test_is_gone_with_the_last_measure_that_supported_it(self, case: Case, declared: Finding) -> None:
        case.measure_at("verified", number=2)
        actions.reopen_measure(case.measure(), reason="证据不实", by=case.district.leader, on=REOPENED)
        assert case.finding().preliminary_on is not None
        actions.reopen_measure(case.measure(number=2), reason="证据不实", by=case.district.leader, on=REOPENED)
        assert (case.finding().preliminary_on, case.now().preliminary_count) == (None, 0)

    def test_is_gone_once_the_finding_is_off_the_list(self, case: Case, declared: Finding) -> None:
        actions.ask_not_done(declared, reason="职能已划转", by=case.district.liaison, on=CLOSED)
        actions.close_finding_not_done(declared, by=case.district.office, on=CLOSED)
        assert case.finding().preliminary_on is None


class TestClosing:
    def test_asking_opens_a_turn(self, case: Case) -> None:
        finding = case.finding_at("submitted")
        turn = Turn.objects.get(subject_ref=finding.subject)
        assert (turn.outcome, turn.opened_by, turn.opened_on) == ("open", case.district.liaison, ASKED)

    def test_strikes_the_finding_off(self, case: Case) -> None:
        finding = case.finding_at("closed")
        assert (finding.state, finding.closed_by, finding.closed_on, finding.closing_words) == (
            FindingState.CLOSED,
            case.district.principal,
            CLOSED,
            "同意销号",
        )

    def test_is_counted_on_the_inspection(self, case: Case) -> None:
        case.finding_at("closed")
        assert (case.now().closed_count, case.now().findings_count) == (1, 3)

    def test_is_one_entry_by_who_approved(self, case: Case) -> None:
        finding = case.finding_at("closed")
        assert (last_entry().verb, last_entry().actor, last_entry().subject) == (
            "finding.close",
            case.district.principal.subject,
            finding.subject,
        )

    def test_the_office_may_too(self, case: Case) -> None:
        actions.close_finding(case.finding_at("submitted"), by=case.district.office, on=CLOSED)
        assert case.finding().closed_by == case.district.office

    def test_returning_gives_it_back_with_the_comment(self, case: Case) -> None:
        actions.return_finding(case.finding_at("submitted"), comment="请补公示照片", by=case.district.principal, on=CLOSED)
        assert (case.finding().state, Opinion.objects.latest("id").comment) == (FindingState.WORKING, "请补公示照片")

    def test_asking_again_opens_the_next_turn(self, case: Case) -> None:
        finding = case.finding_at("submitted")
        actions.return_finding(finding, comment="请补公示照片", by=case.district.principal, on=CLOSED)
        actions.submit_finding(finding, comment="已补公示照片", by=case.district.liaison, on=CLOSED)
        assert Turn.objects.get(subject_ref=finding.subject, outcome="open").number == 2

    def test_asking_again_says_what_was_put_right(self, case: Case) -> None:
        finding = case.finding_at("submitted")
        actions.return_finding(finding, comment="请补公示照片", by=case.district.principal, on=CLOSED)
        with pytest.raises(Refusal, match="补正了什么"):
            actions.submit_finding(finding, by=case.district.liaison, on=CLOSED)
        actions.submit_finding(finding, comment="已补公示照片", by=case.district.liaison, on=CLOSED)
        assert history(finding)[-1].data["comment"] == "已补公示照片"

    def test_keeping_sets_the_day_to_look_again(self, case: Case) -> None:
        finding = case.finding_at("standing", 3)
        assert (finding.state, finding.next_check_on, case.now().closed_count) == (FindingState.STANDING, NEXT_CHECK, 1)

    def test_what_was_not_done_is_counted_apart(self, case: Case) -> None:
        case.finding_at("closed_not_done")
        assert (case.now().closed_not_done_count, case.now().closed_count) == (1, 0)

    def test_what_was_not_done_keeps_the_reason_it_was_asked_for(self, case: Case) -> None:
        assert case.finding_at("closed_not_done").closing_words == "职能已划转"

    def test_what_was_not_done_is_on_the_list_until_another_agrees(self, case: Case) -> None:
        actions.ask_not_done(case.finding(), reason="职能已划转", by=case.district.liaison, on=WORKED)
        assert (case.finding().state, case.now().closed_not_done_count) == (FindingState.SUBMITTED, 0)

    def test_a_returned_request_to_end_undone_leaves_no_request(self, case: Case) -> None:
        actions.ask_not_done(case.finding(), reason="职能已划转", by=case.district.liaison, on=WORKED)
        actions.return_finding(case.finding(), comment="职能仍在本单位", by=case.district.office, on=WORKED)
        assert (case.finding().state, case.finding().not_done_reason) == (FindingState.WORKING, "")

    def test_who_led_it_once_does_not_approve(self, case: Case) -> None:
        who = case.district
        for leader in (who.principal, who.leader):
            actions.assign_finding(case.finding(), leader=leader, owner=who.owner, by=who.principal, on=WORKED)
        with pytest.raises(Refusal, match="须由另一人批准"):
            actions.close_finding(case.finding_at("submitted"), by=who.principal, on=CLOSED)

    def test_who_took_a_measure_out_of_it_does_not_approve_in_a_later_office(self, case: Case) -> None:
        who = case.district
        case.measure_at("dropped", number=2)
        actions.assign_finding(case.finding(), leader=who.second_leader, owner=who.owner, by=who.liaison, on=WORKED)
        actions.record_progress(case.measure(), text="已印发新制度", percent=80, evidence=[upload()], by=who.owner, on=WORKED)
        actions.submit_measure(case.measure(), by=who.owner, on=SUBMITTED)
        actions.verify_measure(case.measure(), by=who.second_leader, on=VERIFIED)
        actions.submit_finding(case.finding(), by=who.liaison, on=ASKED)
        grant(person=who.leader, unit=who.unit, role=Role.PRINCIPAL, from_on=ASKED, by=None)
        with pytest.raises(Refusal, match="须由另一人批准"):
            actions.close_finding(case.finding(), by=who.leader, on=CLOSED)

    @pytest.mark.parametrize("state", list(FindingState))
    def test_every_state_leaves_a_clean_record(self, case: Case, state: FindingState) -> None:
        case.finding_at(state)
        assert verify().problems == []


class TestReopening:
    @pytest.fixture
    def reopened(self, case: Case) -> Finding:
        actions.reopen_finding(case.finding_at("closed"), reason="群众反映问题重现", by=case.district.office, on=REOPENED)
        return case.finding()

    def test_puts_it_on_the_list_again(self, case: Case, reopened: Finding) -> None:
        assert (reopened.state, reopened.reopened_on, reopened.closed_by, case.now().closed_count) == (
            FindingState.WORKING,
            REOPENED,
            None,
            0,
        )

    def test_keeps_its_former_end_on_the_record(self, case: Case, reopened: Finding) -> None:
        assert [told.verb for told in history(reopened)][-2:] == ["finding.close", "finding.reopen"]

    def test_asks_for_new_work_and_proof(self, case: Case, reopened: Finding) -> None:
        assert missing(case) == ("重新挂账以来的新进展和佐证（核验通过后计入）",)

    def test_is_not_met_by_progress_without_proof(self, case: Case, reopened: Finding) -> None:
        actions.reopen_measure(case.measure(), reason="重做", by=case.district.leader, on=REOPENED)
        actions.record_progress(case.measure(), text="已重新排查", percent=90, by=case.district.owner, on=REOPENED)
        assert "重新挂账以来的新进展和佐证（核验通过后计入）" in missing(case)

    def test_is_not_met_by_work_of_the_same_day_before_it(self, case: Case) -> None:
        case.prove()
        actions.submit_finding(case.finding(), by=case.district.liaison, on=VERIFIED)
        actions.close_finding(case.finding(), by=case.district.principal, on=VERIFIED)
        actions.reopen_finding(case.finding(), reason="问题重现", by=case.district.office, on=VERIFIED)
        assert missing(case) == ("重新挂账以来的新进展和佐证（核验通过后计入）",)

    def test_is_not_met_by_a_standing_measure_verified_earlier_that_day(self, case: Case) -> None:
        who = case.district
        case.prove(3)
        actions.submit_finding(case.finding(3), by=who.liaison, on=VERIFIED)
        actions.keep_finding(case.finding(3), next_check_on=NEXT_CHECK, by=who.principal, on=VERIFIED)
        actions.reopen_finding(case.finding(3), reason="问题重现", by=who.office, on=VERIFIED)
        actions.record_progress(case.measure(3), text="又查一次", percent=90, evidence=[upload("new")], by=who.owner, on=VERIFIED)
        assert missing(case, 3) == ("重新挂账以来的新进展和佐证（核验通过后计入）",)

    def test_is_no_first_result_before_new_work(self, case: Case, reopened: Finding) -> None:
        with pytest.raises(Refusal, match="此后新办"):
            actions.declare_preliminary(reopened, reason="有成效", next_on=NEXT_CHECK, by=case.district.leader, on=REOPENED)

    def test_can_be_closed_again_after_new_work(self, case: Case, reopened: Finding) -> None:
        who, measure = case.district, case.measure()
        actions.reopen_measure(measure, reason="重做", by=who.leader, on=REOPENED)
        actions.record_progress(measure, text="已重新排查", percent=90, evidence=[upload("new")], by=who.owner, on=REOPENED)
        actions.submit_measure(measure, by=who.owner, on=REOPENED)
        actions.verify_measure(measure, by=who.leader, on=REOPENED)
        actions.submit_finding(reopened, by=who.liaison, on=REOPENED)
        actions.close_finding(reopened, by=who.principal, on=REOPENED)
        assert case.finding().state == FindingState.CLOSED


class TestAssigning:
    @pytest.fixture
    def assigned(self, case: Case) -> None:
        case.measure_at("submitted", 1, 1)
        who = case.district
        actions.assign_finding(case.finding(), leader=who.second_leader, owner=who.owner, by=who.liaison, on=WORKED)

    def test_names_the_leader_of_the_finding(self, case: Case, assigned: None) -> None:
        assert case.finding().leader == case.district.second_leader

    def test_hands_open_measures_to_the_new_leader_and_leaves_their_owner(self, case: Case, assigned: None) -> None:
        measure = case.measure(1, 2)
        assert (measure.leader, measure.owner, measure.deadline) == (case.district.second_leader, case.district.second_owner, DEADLINE)

    def test_hands_open_measures_to_another_owner_when_asked_to(self, case: Case) -> None:
        who = case.district
        actions.assign_finding(case.finding(), leader=who.leader, owner=who.second_owner, replace=True, by=who.liaison)
        assert {case.measure(1, n).owner for n in (1, 2)} == {who.second_owner}

    def test_who_owned_a_measure_once_neither_verifies_it_nor_approves_the_closing(self, case: Case) -> None:
        who = case.district
        actions.assign_finding(case.finding(), leader=who.leader, owner=who.second_owner, replace=True, by=who.liaison, on=FEEDBACK)
        for role in (Role.LIAISON, Role.OFFICE):
            grant(person=who.owner, unit=who.unit, role=role, from_on=FEEDBACK, by=None)
        for number in (1, 2):
            case.measure_at("submitted", 1, number)
        with pytest.raises(Refusal, match="另一人"):
            actions.verify_measure(case.measure(), by=who.owner, on=VERIFIED)
        for number in (1, 2):
            actions.verify_measure(case.measure(1, number), by=who.leader, on=VERIFIED)
        actions.submit_finding(case.finding(), by=who.liaison, on=ASKED)
        with pytest.raises(Refusal, match="另一人"):
            actions.close_finding(case.finding(), by=who.owner, on=CLOSED)

    def test_leaves_a_submitted_measure_with_its_people(self, case: Case, assigned: None) -> None:
        measure = case.measure(1, 1)
        assert (measure.leader, measure.owner, measure.deadline) == (case.district.leader, case.district.owner, DEADLINE)


def test_a_title_is_printed_on_one_line(case: Case) -> None:
    actions.word_finding(case.finding(), title="制度\n不健全", text="", by=case.district.leader, on=WORKED)
    assert case.finding().public_title == "制度不健全"


def test_a_standing_finding_that_came_back_is_closed_by_work_verified_anew(case: Case) -> None:
    who, finding = case.district, case.finding_at("closed", 3)
    actions.reopen_finding(finding, reason="反弹", by=who.office, on=REOPENED)
    measure = case.measure(3)
    actions.reopen_measure(measure, reason="反弹", by=who.leader, on=REOPENED)
    actions.record_progress(measure, text="重新排查", percent=90, evidence=[upload("新")], by=who.owner, on=REOPENED)
    actions.submit_measure(measure, by=who.owner, on=REOPENED)
    actions.keep_measure(measure, next_check_on=NEXT_CHECK, by=who.leader, on=REOPENED)
    actions.submit_finding(finding, by=who.liaison, on=REOPENED)
    assert case.finding(3).state == "submitted"


def test_wording_is_kept_as_a_person_wrote_it(case: Case) -> None:
    actions.word_finding(case.finding(), title=" 制度不健全 ", text="已修订制度 3 项。", by=case.district.leader, on=WORKED)
    finding = case.finding()
    assert (finding.public_title, finding.public_text, finding.public_by) == ("制度不健全", "已修订制度 3 项。", case.district.leader)


def test_a_dropped_measure_is_not_handed_over(case: Case) -> None:
    case.measure_at(MeasureState.DROPPED)
    who = case.district
    actions.assign_finding(case.finding(), leader=who.second_leader, owner=who.second_owner, by=who.liaison)
    assert case.measure().leader == who.leader
