"""The cast itself: every stage and state that tests ask for is really reached."""

import pytest

from tests.cast import Case, CaseAt, Stage
from zhenggai.ledger.proof import verify
from zhenggai.rectification.domain.states import FindingState, InspectionState, MeasureState

STAGES: dict[Stage, InspectionState] = {
    "planning": InspectionState.PLANNING,
    "planned": InspectionState.PLANNING,
    "rectifying": InspectionState.RECTIFYING,
    "published": InspectionState.PUBLISHED,
    "concluded": InspectionState.CONCLUDED,
}


@pytest.mark.parametrize(("stage", "state"), STAGES.items())
def test_a_case_reaches_every_stage(case_at: CaseAt, stage: Stage, state: InspectionState) -> None:
    assert case_at(stage).state == state


@pytest.mark.parametrize("state", MeasureState)
def test_a_measure_reaches_every_state(case: Case, state: MeasureState) -> None:
    number = 3 if state == MeasureState.STANDING else 1
    assert case.measure_at(state, number).state == state


@pytest.mark.parametrize("state", FindingState)
def test_a_finding_reaches_every_state(case: Case, state: FindingState) -> None:
    assert case.finding_at(state).state == state


def test_a_whole_case_proves_clean(case_at: CaseAt) -> None:
    case_at("concluded")
    assert verify().problems == []
