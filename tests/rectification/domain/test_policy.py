"""Different persons at every step, what must be there first, and the words of a refusal."""

from dataclasses import replace

import pytest

from tests.rectification.domain.facts import LEADER, LIAISON, OFFICE, OWNER, PEOPLE, PRINCIPAL, TEAM, finding, inspection, measure
from zhenggai.accounts.domain.roles import Actor, Role
from zhenggai.rectification.domain.policy import Facts, is_party, refusal
from zhenggai.rectification.domain.states import FindingState, InspectionState, MeasureKind, MeasureState

ANSWERS = ["measure.verify", "measure.keep", "measure.return"]
APPROVALS = ["finding.close", "finding.keep", "finding.close_not_done"]


def answered(verb: str, actor: Actor, **facts: object) -> str | None:
    kind = MeasureKind.STANDING if verb == "measure.keep" else MeasureKind.DEADLINE
    return refusal(actor, verb, measure(kind=kind, **facts))


def approved(verb: str, actor: Actor, **facts: object) -> str | None:
    return refusal(actor, verb, finding(state=FindingState.SUBMITTED, not_done=verb == "finding.close_not_done", **facts))


@pytest.mark.parametrize("verb", ANSWERS)
class TestNobodyAnswersTheirOwnWork:
    def test_who_submitted_a_measure(self, verb: str) -> None:
        assert "由另一人办理" in str(answered(verb, LIAISON, submitted_by=LIAISON.id))

    def test_who_owns_the_measure(self, verb: str) -> None:
        assert "由另一人办理" in str(answered(verb, LIAISON, owner=LIAISON.id))

    def test_who_brought_progress_or_evidence(self, verb: str) -> None:
        assert "由另一人办理" in str(answered(verb, LEADER, brought_by=frozenset({OWNER.id, LEADER.id})))

    def test_holding_every_role_does_not_help(self, verb: str) -> None:
        assert answered(verb, Actor(OWNER.id, frozenset(Role)), leader=OWNER.id) is not None

    def test_somebody_else_may(self, verb: str) -> None:
        assert answered(verb, LEADER) is None


@pytest.mark.parametrize("verb", APPROVALS)
class TestNobodyApprovesWhatTheyHadAHandIn:
    def test_who_asked_for_closing(self, verb: str) -> None:
        assert "由另一人批准" in str(approved(verb, PRINCIPAL, submitted_by=PRINCIPAL.id))

    def test_who_worked_on_it_or_verified_it(self, verb: str) -> None:
        assert "由另一人批准" in str(approved(verb, OFFICE, hands=frozenset({OWNER.id, OFFICE.id})))

    def test_holding_every_role_does_not_help(self, verb: str) -> None:
        assert approved(verb, Actor(LEADER.id, frozenset(Role))) is not None

    def test_somebody_else_may(self, verb: str) -> None:
        assert approved(verb, OFFICE) is None


class TestNobodyApprovesTheirOwnPlan:
    def test_who_entered_a_measure_of_it(self) -> None:
        assert "由另一人审核" in str(refusal(OFFICE, "inspection.approve_plan", inspection(planners=frozenset({OFFICE.id}))))

    def test_somebody_else_may(self) -> None:
        assert refusal(TEAM, "inspection.approve_plan", inspection()) is None


class TestWhatMustBeThereFirst:
    @pytest.mark.parametrize("lacking", [{"progress": 0}, {"evidence": 0}])
    def test_a_measure_is_submitted_with_progress_and_evidence(self, lacking: dict[str, int]) -> None:
        assert "佐证" in str(refusal(OWNER, "measure.submit", measure(state=MeasureState.WORKING, **lacking)))

    def test_first_results_stand_on_a_proven_measure(self) -> None:
        facts = finding(state=FindingState.WORKING, proven_measures=0)
        assert "至少有一条措施附佐证并已核验" in str(refusal(LEADER, "finding.declare_preliminary", facts))

    def test_what_lacks_nothing_is_closed_as_done(self) -> None:
        assert "直接申请销号" in str(refusal(LEADER, "finding.ask_not_done", finding(state=FindingState.WORKING, missing=())))

    def test_only_a_judgement_that_stands_can_lapse(self) -> None:
        facts = finding(state=FindingState.WORKING, preliminary=False)
        assert "无可撤回" in str(refusal(LEADER, "finding.lapse_preliminary", facts))

    @pytest.mark.parametrize(("verb", "actor"), [("finding.submit", LIAISON), ("finding.close", OFFICE), ("finding.keep", OFFICE)])
    def test_what_is_missing_is_said_in_words(self, verb: str, actor: Actor) -> None:
        state = FindingState.WORKING if verb == "finding.submit" else FindingState.SUBMITTED
        facts = finding(state=state, missing=("措施 2 的佐证材料", "明确责任领导"))
        assert refusal(actor, verb, facts) == "还缺 2 项：措施 2 的佐证材料；明确责任领导"

    def test_closing_what_was_not_done_asks_for_no_proof(self) -> None:
        facts = finding(state=FindingState.SUBMITTED, not_done=True, missing=("措施 2 的佐证材料",))
        assert refusal(OFFICE, "finding.close_not_done", facts) is None

    @pytest.mark.parametrize("verb", ["finding.close", "finding.keep"])
    def test_what_was_not_done_is_not_approved_as_done(self, verb: str) -> None:
        facts = finding(state=FindingState.SUBMITTED, not_done=True)
        assert refusal(OFFICE, verb, facts) == "申请的是未整改而销号，不能按整改到位批准。"

    def test_what_is_asked_for_as_done_is_not_approved_as_not_done(self) -> None:
        facts = finding(state=FindingState.SUBMITTED)
        assert refusal(OFFICE, "finding.close_not_done", facts) == "申请的是整改到位后销号，不能按未整改批准。"

    def test_a_returned_measure_is_submitted_again_only_with_new_progress(self) -> None:
        facts = measure(state=MeasureState.WORKING, idle=True)
        assert "还没有新的进展" in str(refusal(OWNER, "measure.submit", facts))

    def test_a_case_is_concluded_when_no_finding_is_on_the_list(self) -> None:
        facts = inspection(state=InspectionState.PUBLISHED, open_findings=2)
        assert refusal(OFFICE, "inspection.conclude", facts) == "还有 2 个问题没有销号，不能办结。"


class TestKindsOfMeasures:
    def test_a_standing_measure_is_kept_not_verified(self) -> None:
        assert "转入长期坚持" in str(refusal(LEADER, "measure.verify", measure(kind=MeasureKind.STANDING)))

    @pytest.mark.parametrize("kind", [MeasureKind.DEADLINE, MeasureKind.IMMEDIATE])
    def test_a_measure_with_a_deadline_is_verified_not_kept(self, kind: MeasureKind) -> None:
        assert "长期坚持" in str(refusal(LEADER, "measure.keep", measure(kind=kind)))


class TestTheWordsOfARefusal:
    def test_the_state_speaks_before_the_person(self) -> None:
        assert refusal(PEOPLE["visitor"], "measure.verify", measure(state=MeasureState.WORKING)) == "措施现为“整改中”，不能核验通过。"

    def test_the_person_is_told_whose_business_it_is(self) -> None:
        assert refusal(TEAM, "measure.verify", measure()) == "核验通过由责任领导或联络员办理。"

    def test_who_left_office_is_told_so(self) -> None:
        assert refusal(PEOPLE["owner out of office"], "measure.submit", measure(state=MeasureState.WORKING)) == (
            "您在本单位没有在任的角色，不能办理。"
        )

    def test_an_unknown_verb_is_a_mistake_in_the_program(self) -> None:
        with pytest.raises(KeyError):
            refusal(TEAM, "inspection.burn", replace(inspection(), state=InspectionState.PLANNING))


class TestWhoseBusinessItIs:
    """`is_party` decides whether a page shows a button at all."""

    @pytest.mark.parametrize(
        ("actor", "verb", "facts", "party"),
        [
            (LIAISON, "measure.verify", measure(submitted_by=LIAISON.id), True),
            (TEAM, "measure.verify", measure(), False),
            (LEADER, "measure.verify", measure(state=MeasureState.WORKING), False),
            (OWNER, "measure.submit", measure(state=MeasureState.WORKING, evidence=0), True),
            (PEOPLE["owner out of office"], "measure.submit", measure(state=MeasureState.WORKING), False),
        ],
        ids=["own work: shown, grey", "not theirs", "not now", "something missing: shown, grey", "out of office"],
    )
    def test_a_button_is_shown_to_whom_the_verb_belongs_in_this_state(self, actor: Actor, verb: str, facts: Facts, party: bool) -> None:
        assert is_party(actor, verb, facts) is party
