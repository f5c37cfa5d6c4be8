"""The strike-off board: what its tiles show, what it counts, what is late."""

from collections.abc import Sequence
from datetime import date

import pytest

from zhenggai.insight.domain.board import AspectRow, Board, FindingRow, MeasureRow, board
from zhenggai.rectification.domain.states import FindingState as F
from zhenggai.rectification.domain.states import MeasureState as M

TODAY = date(2025, 7, 15)
EARLIER, LATER = date(2025, 7, 14), date(2025, 7, 16)
ENDS = (F.CLOSED, F.STANDING, F.CLOSED_NOT_DONE)


def a_finding(pk: int = 1, *, aspect: int = 1, state: F = F.WORKING, preliminary: bool = False, attested: str = "") -> FindingRow:
    return FindingRow(pk, pk, f"问题{pk}", aspect, state, preliminary, attested)


def made(*findings: FindingRow, measures: Sequence[MeasureRow] = (), aspects: int = 2) -> Board:
    return board([AspectRow(n, f"方面{n}") for n in range(1, aspects + 1)], findings, measures, TODAY)


def only_tile(finding: FindingRow, *measures: MeasureRow) -> tuple[str, bool]:
    (stripe,) = made(finding, measures=measures).stripes
    (tile,) = stripe.tiles
    return tile.shown, tile.late


def test_findings_stand_under_their_aspects_in_their_order() -> None:
    stripes = made(a_finding(1, aspect=2), a_finding(2, aspect=1), a_finding(3, aspect=2)).stripes
    assert [(stripe.number, [tile.number for tile in stripe.tiles]) for stripe in stripes] == [(1, [2]), (2, [1, 3])]


def test_an_aspect_without_findings_has_no_stripe() -> None:
    assert [stripe.number for stripe in made(a_finding(aspect=2)).stripes] == [2]


def test_a_case_without_findings_is_an_empty_board() -> None:
    empty = made(aspects=0)
    assert (empty.stripes, empty.counts.findings, empty.late, empty.submitted) == ((), 0, 0, 0)


@pytest.mark.parametrize("state", F)
def test_a_tile_shows_the_state(state: F) -> None:
    assert only_tile(a_finding(state=state)) == (state.value, False)


@pytest.mark.parametrize(
    ("deadline", "late"), [(EARLIER, True), (TODAY, False), (LATER, False), (None, False)], ids=["past", "today", "ahead", "none"]
)
def test_an_open_measure_is_late_after_its_deadline(deadline: date | None, late: bool) -> None:
    assert only_tile(a_finding(), MeasureRow(1, M.WORKING, deadline)) == ("working", late)


@pytest.mark.parametrize("state", [M.VERIFIED, M.STANDING, M.DROPPED])
def test_a_measure_that_waits_for_nobody_is_not_late(state: M) -> None:
    assert only_tile(a_finding(), MeasureRow(1, state, EARLIER)) == ("working", False)


@pytest.mark.parametrize("state", ENDS)
def test_nothing_is_late_in_a_finding_off_the_list(state: F) -> None:
    result = made(a_finding(state=state), measures=[MeasureRow(1, M.WORKING, EARLIER)])
    assert (result.late, result.stripes[0].late, result.stripes[0].tiles[0].late) == (0, 0, False)


@pytest.mark.parametrize("state", ENDS)
def test_nothing_waits_to_be_verified_in_a_finding_off_the_list(state: F) -> None:
    assert made(a_finding(state=state), measures=[MeasureRow(1, M.SUBMITTED, None)]).submitted == 0


def test_late_and_submitted_measures_are_counted_over_the_whole_board() -> None:
    measures = [MeasureRow(1, M.WORKING, EARLIER), MeasureRow(1, M.SUBMITTED, LATER), MeasureRow(2, M.SUBMITTED, EARLIER)]
    result = made(a_finding(1), a_finding(2, aspect=2), measures=measures)
    assert (result.late, result.submitted, [stripe.late for stripe in result.stripes]) == (2, 2, [1, 1])


def test_a_stripe_counts_its_measures_done_and_begun_and_leaves_dropped_ones_out() -> None:
    states = (M.NOT_STARTED, M.WORKING, M.SUBMITTED, M.VERIFIED, M.STANDING, M.DROPPED)
    (stripe,) = made(a_finding(), measures=[MeasureRow(1, state, None) for state in states]).stripes
    assert (stripe.measures, stripe.measures_done, stripe.measures_begun) == (5, 2, 2)


def test_the_counts_of_findings_add_up() -> None:
    states = [*F, F.WORKING]
    rows = [a_finding(pk, state=state, preliminary=pk == len(states)) for pk, state in enumerate(states, 1)]
    counts = made(*rows).counts
    parts = counts.closed, counts.closed_not_done, counts.preliminary, counts.working, counts.not_started
    assert (parts, sum(parts)) == ((2, 1, 1, 2, 1), counts.findings)


def test_a_measure_of_a_finding_that_is_not_there_counts_nowhere() -> None:
    result = made(a_finding(1), measures=[MeasureRow(9, M.WORKING, EARLIER)])
    assert (result.late, result.counts.measures) == (0, 0)
