"""What stands beside a state: lateness in days, and the badge of a finding."""

from datetime import date

import pytest

from zhenggai.rectification.domain.showing import badge_of, days_late
from zhenggai.rectification.domain.states import FINDING_ENDS, MEASURE_DONE, MEASURE_OPEN
from zhenggai.rectification.domain.states import FindingState as F
from zhenggai.rectification.domain.states import MeasureState as M

TODAY = date(2025, 7, 15)
EARLIER = date(2025, 7, 12)


@pytest.mark.parametrize(
    ("deadline", "days"), [(EARLIER, 3), (TODAY, 0), (date(2025, 7, 16), 0), (None, 0)], ids=["past", "today", "ahead", "none"]
)
def test_an_open_measure_is_late_from_the_day_after_its_deadline(deadline: date | None, days: int) -> None:
    assert days_late(M.WORKING, F.WORKING, deadline, TODAY) == days


@pytest.mark.parametrize("state", sorted(MEASURE_OPEN))
def test_every_open_measure_can_be_late(state: M) -> None:
    assert days_late(state, F.WORKING, EARLIER, TODAY) == 3


@pytest.mark.parametrize("state", sorted(MEASURE_DONE))
def test_a_measure_that_waits_for_nobody_is_not_late(state: M) -> None:
    assert days_late(state, F.WORKING, EARLIER, TODAY) == 0


@pytest.mark.parametrize("finding", sorted(FINDING_ENDS))
def test_nothing_is_late_in_a_finding_off_the_list(finding: F) -> None:
    assert days_late(M.WORKING, finding, EARLIER, TODAY) == 0


@pytest.mark.parametrize("state", F)
def test_a_badge_shows_the_state(state: F) -> None:
    assert badge_of(state, preliminary=False, attested="") == state.value


@pytest.mark.parametrize("state", [F.WORKING, F.SUBMITTED])
def test_first_results_stand_in_place_of_the_state(state: F) -> None:
    assert badge_of(state, preliminary=True, attested="") == "preliminary"


def test_what_a_notice_says_is_shown_while_nothing_was_done_here() -> None:
    assert badge_of(F.NOT_STARTED, preliminary=False, attested="done") == "attested"


def test_work_done_here_takes_the_place_of_what_a_notice_says() -> None:
    assert badge_of(F.WORKING, preliminary=False, attested="done") == "working"
