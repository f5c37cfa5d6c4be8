"""Counts always add up, and a finding's state follows its measures (design §3.7)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhenggai.rectification.domain.rollup import FindingStanding, finding_counts, finding_state, inspection_counts
from zhenggai.rectification.domain.states import FindingState, MeasureState

STATES = st.lists(st.sampled_from(MeasureState), max_size=12)
STANDINGS = st.lists(
    st.builds(
        FindingStanding,
        state=st.sampled_from(FindingState),
        preliminary=st.booleans(),
        attested=st.booleans(),
        measures=st.integers(0, 40),
        measures_done=st.integers(0, 40),
    ),
    max_size=20,
)


@given(STANDINGS)
def test_every_finding_is_counted_under_one_heading(rows: list[FindingStanding]) -> None:
    counts = inspection_counts(rows)
    assert counts.closed + counts.closed_not_done + counts.preliminary + counts.working + counts.not_started == counts.findings == len(rows)


@given(STANDINGS)
def test_measures_are_summed(rows: list[FindingStanding]) -> None:
    counts = inspection_counts(rows)
    assert (counts.measures, counts.measures_done) == (sum(row.measures for row in rows), sum(row.measures_done for row in rows))


@given(STANDINGS)
def test_what_was_not_carried_out_is_never_counted_as_closed(rows: list[FindingStanding]) -> None:
    assert inspection_counts(rows).closed_not_done == sum(row.state == FindingState.CLOSED_NOT_DONE for row in rows)


@given(STANDINGS)
def test_the_order_of_findings_changes_nothing(rows: list[FindingStanding]) -> None:
    assert inspection_counts(rows) == inspection_counts(reversed(rows))


def test_a_standing_finding_counts_as_closed() -> None:
    standing = FindingStanding(state=FindingState.STANDING, preliminary=False, attested=False, measures=1, measures_done=1)
    assert inspection_counts([standing]).closed == 1


@pytest.mark.parametrize("state", [FindingState.CLOSED, FindingState.CLOSED_NOT_DONE, FindingState.STANDING])
def test_first_results_count_only_while_on_the_list(state: FindingState) -> None:
    row = FindingStanding(state=state, preliminary=True, attested=False, measures=0, measures_done=0)
    assert inspection_counts([row]).preliminary == 0


@given(STATES)
def test_dropped_measures_are_not_counted(states: list[MeasureState]) -> None:
    assert finding_counts(states).measures == len(states) - states.count(MeasureState.DROPPED)


@given(STATES)
def test_no_more_measures_are_done_than_there_are(states: list[MeasureState]) -> None:
    counts = finding_counts(states)
    assert 0 <= counts.measures_done <= counts.measures


@given(STATES)
def test_a_submitted_measure_is_not_done(states: list[MeasureState]) -> None:
    assert finding_counts([*states, MeasureState.SUBMITTED]).measures_done == finding_counts(states).measures_done


@given(STATES)
@pytest.mark.parametrize("current", [FindingState.SUBMITTED, FindingState.CLOSED, FindingState.CLOSED_NOT_DONE, FindingState.STANDING])
def test_no_measure_moves_a_finding_that_was_submitted_or_ended(current: FindingState, states: list[MeasureState]) -> None:
    assert finding_state(current, states) == current


@given(STATES)
def test_a_finding_is_working_once_any_measure_has_begun(states: list[MeasureState]) -> None:
    begun = any(state not in (MeasureState.NOT_STARTED, MeasureState.DROPPED) for state in states)
    assert finding_state(FindingState.NOT_STARTED, states) == (FindingState.WORKING if begun else FindingState.NOT_STARTED)


@given(STATES)
def test_a_finding_that_was_worked_on_does_not_fall_back(states: list[MeasureState]) -> None:
    assert finding_state(FindingState.WORKING, states) == FindingState.WORKING
