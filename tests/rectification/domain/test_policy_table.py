"""Every state × verb × person, against a table written from rules.md §1.7 and the design, not from the code."""

from itertools import product

import pytest

from tests.rectification.domain.facts import PEOPLE, finding, inspection, measure
from zhenggai.rectification.domain.policy import WHO, Facts, opening_refusal, refusal
from zhenggai.rectification.domain.states import FindingState, InspectionState, MeasureKind, MeasureState

# verb: in which states, and who. Whatever is not here is refused.
Table = dict[str, tuple[set[str], set[str]]]
MEASURE: Table = {
    "measure.record": ({"not_started", "working", "standing"}, {"owner", "liaison"}),
    "measure.submit": ({"working"}, {"owner", "liaison"}),
    "measure.return": ({"submitted"}, {"leader", "liaison"}),
    "measure.verify": ({"submitted"}, {"leader", "liaison"}),
    "measure.keep": ({"submitted"}, {"leader", "liaison"}),
    "measure.drop": ({"not_started", "working"}, {"leader"}),
    "measure.reopen": ({"verified", "standing"}, {"leader", "principal", "office"}),
}
FINDING: Table = {
    "finding.declare_preliminary": ({"working"}, {"leader"}),
    "finding.lapse_preliminary": ({"working"}, {"leader", "principal", "office"}),
    "finding.submit": ({"working"}, {"leader", "liaison"}),
    "finding.return": ({"submitted"}, {"principal", "office"}),
    "finding.close": ({"submitted"}, {"principal", "office"}),
    "finding.keep": ({"submitted"}, {"principal", "office"}),
    "finding.ask_not_done": ({"not_started", "working"}, {"leader", "liaison"}),
    "finding.close_not_done": ({"submitted"}, {"principal", "office"}),
    "finding.reopen": ({"closed", "closed_not_done", "standing"}, {"principal", "office"}),
    "finding.assign": ({"not_started", "working"}, {"liaison", "principal"}),
    "finding.word": (
        {"not_started", "working", "submitted", "closed", "closed_not_done", "standing"},
        {"leader", "liaison", "principal"},
    ),
}
SETTERS = {"liaison", "principal", "office"}
BEGINNING = {"inspection.open": SETTERS, "inspection.attest": SETTERS}
INSPECTION: Table = {
    "inspection.approve_plan": ({"planning"}, {"team", "office"}),
    "inspection.issue_notice": ({"rectifying", "published"}, {"principal"}),
    "inspection.conclude": ({"published"}, {"principal", "office"}),
    "aspect.add": ({"planning"}, SETTERS),
    "finding.add": ({"planning"}, SETTERS),
    "measure.add": ({"planning"}, SETTERS),
    "inspection.word": ({"planning", "rectifying", "published", "concluded"}, SETTERS),
}
SETTLED = [FindingState.SUBMITTED, FindingState.CLOSED, FindingState.CLOSED_NOT_DONE, FindingState.STANDING]
AT_REST = [InspectionState.PLANNING, InspectionState.CONCLUDED]
WAITING_FOR_THE_PLAN = [verb for verb in FINDING if verb != "finding.word"]


def expected(table: Table, verb: str, state: str) -> set[str]:
    states, people = table[verb]
    return people if state in states else set()


def open_to(verb: str, facts: Facts) -> set[str]:
    return {name for name, person in PEOPLE.items() if refusal(person, verb, facts) is None}


def test_the_tables_name_every_verb_that_the_policy_knows() -> None:
    assert {*MEASURE, *FINDING, *INSPECTION, *BEGINNING} == set(WHO)


@pytest.mark.parametrize("verb", BEGINNING)
def test_a_case_is_begun_by_those_it_is_meant_for(verb: str) -> None:
    assert {name for name, person in PEOPLE.items() if opening_refusal(person, verb) is None} == BEGINNING[verb]


@pytest.mark.parametrize(("state", "verb"), list(product(MeasureState, MEASURE)))
def test_a_verb_on_a_measure_is_open_to_those_it_is_meant_for(state: MeasureState, verb: str) -> None:
    facts = measure(state=state, kind=MeasureKind.STANDING if verb == "measure.keep" else MeasureKind.DEADLINE)
    assert open_to(verb, facts) == expected(MEASURE, verb, state)


@pytest.mark.parametrize(("state", "verb"), list(product(FindingState, FINDING)))
def test_a_verb_on_a_finding_is_open_to_those_it_is_meant_for(state: FindingState, verb: str) -> None:
    facts = finding(state=state, not_done=verb == "finding.close_not_done", missing=("佐证",) if verb == "finding.ask_not_done" else ())
    assert open_to(verb, facts) == expected(FINDING, verb, state)


@pytest.mark.parametrize(("state", "verb"), list(product(InspectionState, INSPECTION)))
def test_a_verb_on_an_inspection_is_open_to_those_it_is_meant_for(state: InspectionState, verb: str) -> None:
    assert open_to(verb, inspection(state=state, open_findings=0)) == expected(INSPECTION, verb, state)


@pytest.mark.parametrize(("stage", "verb"), list(product(AT_REST, MEASURE)))
def test_no_measure_moves_before_the_plan_is_approved_or_after_the_end(stage: InspectionState, verb: str) -> None:
    states = [MeasureState(state) for state in MEASURE[verb][0]]
    assert [open_to(verb, measure(state=state, inspection_state=stage)) for state in states] == [set()] * len(states)


@pytest.mark.parametrize(("stage", "verb"), list(product(AT_REST, WAITING_FOR_THE_PLAN)))
def test_no_finding_moves_before_the_plan_is_approved_or_after_the_end(stage: InspectionState, verb: str) -> None:
    states = [FindingState(state) for state in FINDING[verb][0]]
    assert [open_to(verb, finding(state=state, inspection_state=stage)) for state in states] == [set()] * len(states)


@pytest.mark.parametrize(("stage", "state"), list(product(InspectionState, FindingState)))
def test_the_wording_of_a_finding_may_be_edited_at_any_stage(stage: InspectionState, state: FindingState) -> None:
    assert open_to("finding.word", finding(state=state, inspection_state=stage)) == FINDING["finding.word"][1]


@pytest.mark.parametrize(("settled", "verb"), list(product(SETTLED, MEASURE)))
def test_measures_of_a_finding_asked_to_be_closed_or_off_the_list_rest(settled: FindingState, verb: str) -> None:
    """Only a standing measure is still recorded on: it is kept for good."""
    found = {state: open_to(verb, measure(state=state, finding_state=settled, kind=MeasureKind.STANDING)) for state in MeasureState}
    still = {MeasureState.STANDING: {"owner", "liaison"}} if verb == "measure.record" else {}
    assert {state: people for state, people in found.items() if people} == still
