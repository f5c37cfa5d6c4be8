"""What each action on a measure writes, and its entry on the record."""

from datetime import date

import pytest

from tests.cast import NEXT_CHECK, REOPENED, SUBMITTED, VERIFIED, WORKED, Case, entries, last_entry, upload
from zhenggai.evidence.models import Evidence, File
from zhenggai.ledger.proof import verify
from zhenggai.ledger.queries import history
from zhenggai.rectification import actions
from zhenggai.rectification.domain.states import FindingState, MeasureState
from zhenggai.rectification.models import Attachment, Progress
from zhenggai.signoff.models import Opinion, Turn


class TestRecordingProgress:
    @pytest.fixture
    def made(self, case: Case) -> Progress:
        return actions.record_progress(
            case.measure(), text=" 已印发新制度 ", percent=40, evidence=[upload("a"), upload("b")], by=case.district.owner, on=WORKED
        )

    def test_starts_the_measure(self, case: Case, made: Progress) -> None:
        assert (case.measure().state, case.measure().percent) == (MeasureState.WORKING, 40)

    def test_starts_its_finding(self, case: Case, made: Progress) -> None:
        assert case.finding().state == FindingState.WORKING

    def test_is_counted_on_the_inspection(self, case: Case, made: Progress) -> None:
        assert (case.now().working_count, case.now().not_started_count) == (1, 2)

    def test_keeps_what_was_done_when_and_by_whom(self, case: Case, made: Progress) -> None:
        assert (made.text, made.done_on, made.by) == ("已印发新制度", WORKED, case.district.owner)

    def test_attaches_every_file(self, case: Case, made: Progress) -> None:
        assert Attachment.objects.filter(measure=case.measure()).count() == 2

    def test_is_one_entry_by_the_person_on_the_day(self, case: Case, made: Progress) -> None:
        entry = last_entry()
        assert (entry.verb, entry.actor, entry.subject, entry.occurred_on) == (
            "measure.record",
            case.district.owner.subject,
            case.measure().subject,
            WORKED,
        )

    def test_tells_the_changes_of_measure_finding_and_inspection(self, case: Case, made: Progress) -> None:
        (told,) = history(case.measure())[1:]
        kinds = {subject.partition(":")[0] for subject in told.changes}
        assert kinds == {"progress", "file", "evidence", "attachment", "measure", "finding", "inspection"}

    def test_stands_in_the_chain_of_the_case(self, case: Case, made: Progress) -> None:
        assert last_entry().chain == case.inspection.chain

    def test_keeps_the_words_out_of_the_chain(self, made: Progress) -> None:
        assert "制度" not in last_entry().payload

    def test_leaves_a_clean_record(self, made: Progress) -> None:
        assert verify().problems == []

    def test_may_tell_of_a_day_before_what_was_told_last(self, case: Case, made: Progress) -> None:
        """Late entry of earlier work is honest: the record shows when it was entered."""
        earlier = actions.record_progress(case.measure(), text="此前已摸底", percent=40, by=case.district.owner, on=date(2025, 6, 1))
        assert earlier.done_on < made.done_on


class TestSubmitting:
    def test_opens_a_turn(self, case: Case) -> None:
        measure = case.measure_at("submitted")
        turn = Turn.objects.get(subject_ref=measure.subject)
        assert (turn.number, turn.outcome, turn.opened_by) == (1, "open", case.district.owner)

    def test_says_who_and_when(self, case: Case) -> None:
        measure = case.measure_at("submitted")
        assert (measure.submitted_by, measure.submitted_on) == (case.district.owner, SUBMITTED)

    def test_again_after_a_return_opens_the_next_turn(self, case: Case) -> None:
        measure = case.measure_at("submitted")
        actions.return_measure(measure, comment="请补会议记录", by=case.district.leader, on=VERIFIED)
        actions.record_progress(measure, text="已补会议记录", percent=100, by=case.district.owner, on=VERIFIED)
        actions.submit_measure(measure, by=case.district.owner, on=VERIFIED)
        assert list(Turn.objects.order_by("number").values_list("number", "outcome")) == [(1, "returned"), (2, "open")]


class TestReturning:
    @pytest.fixture
    def returned(self, case: Case) -> None:
        actions.return_measure(case.measure_at("submitted"), comment="请补会议记录", by=case.district.leader, on=VERIFIED)

    def test_gives_the_measure_back_to_work(self, case: Case, returned: None) -> None:
        assert (case.measure().state, case.measure().returned_on) == (MeasureState.WORKING, VERIFIED)

    def test_ends_the_turn_with_the_opinion(self, case: Case, returned: None) -> None:
        opinion = Opinion.objects.get()
        assert (opinion.verdict, opinion.comment, opinion.by, opinion.turn.outcome) == (
            "return",
            "请补会议记录",
            case.district.leader,
            "returned",
        )


class TestVerifying:
    def test_says_who_and_when(self, case: Case) -> None:
        measure = case.measure_at("verified")
        assert (measure.verified_by, measure.verified_on, measure.percent) == (case.district.leader, VERIFIED, 100)

    def test_is_counted_on_finding_and_inspection(self, case: Case) -> None:
        case.measure_at("verified")
        assert (case.finding().measures_done_count, case.now().measures_done_count) == (1, 1)

    def test_ends_the_turn_in_agreement(self, case: Case) -> None:
        case.measure_at("verified")
        assert Turn.objects.get().outcome == "agreed"

    def test_the_liaison_may_too(self, case: Case) -> None:
        actions.verify_measure(case.measure_at("submitted"), by=case.district.liaison, on=VERIFIED)
        assert case.measure().verified_by == case.district.liaison


class TestOtherEnds:
    def test_keeping_sets_the_day_to_look_again(self, case: Case) -> None:
        measure = case.measure_at("standing", finding=3)
        assert (measure.state, measure.next_check_on) == (MeasureState.STANDING, NEXT_CHECK)

    def test_dropping_takes_it_out_of_the_counts(self, case: Case) -> None:
        case.measure_at("dropped")
        assert (case.finding().measures_count, case.now().measures_count) == (1, 4)

    def test_reopening_takes_the_verification_back(self, case: Case) -> None:
        actions.reopen_measure(case.measure_at("verified"), reason="抽查发现未执行", by=case.district.office, on=REOPENED)
        measure = case.measure()
        assert (measure.state, measure.verified_by, measure.reopened_on) == (MeasureState.WORKING, None, REOPENED)

    def test_reopening_says_why_on_the_record(self, case: Case) -> None:
        actions.reopen_measure(case.measure_at("verified"), reason="抽查发现未执行", by=case.district.office, on=REOPENED)
        assert history(case.measure())[-1].data["reason"] == "抽查发现未执行"

    @pytest.mark.parametrize("state", list(MeasureState))
    def test_every_state_leaves_a_clean_record(self, case: Case, state: MeasureState) -> None:
        case.measure_at(state, finding=3 if state == MeasureState.STANDING else 1)
        assert verify().problems == []


class TestEvidenceSeenTwice:
    def test_the_same_content_in_another_measure_is_one_file(self, case: Case) -> None:
        for number, owner in ((1, case.district.owner), (2, case.district.second_owner)):
            actions.record_progress(case.measure(1, number), text="见纪要", percent=10, evidence=[upload()], by=owner, on=WORKED)
        assert (File.objects.count(), Evidence.objects.count()) == (1, 2)

    def test_every_gesture_is_one_entry(self, case: Case) -> None:
        before = entries()
        case.measure_at("verified")
        assert entries() == before + 3
