"""The overview as of a day, on a case in which work was put on record long after it was done."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import FEEDBACK, INSPECTED_FROM, NEXT_CHECK, PLANNED, SUBMITTED, VERIFIED, WORKED, Case, upload
from zhenggai.insight.domain.board import Board
from zhenggai.insight.queries import board_as_of
from zhenggai.rectification import actions


def record(case: Case, on: date, number: int = 1, percent: int = 50, finding: int = 1) -> None:
    measure = case.measure(finding, number)
    owner = measure.owner or case.district.owner
    actions.record_progress(
        measure, text="已办", percent=percent, evidence=[upload(f"{on}{number}")] if on >= WORKED else [], by=owner, on=on
    )


def board(case: Case, day: date) -> Board:
    return board_as_of(case.inspection, day, "case").board


@pytest.mark.parametrize("clock", ["case", "record"])
@pytest.mark.parametrize("day", [INSPECTED_FROM, INSPECTED_FROM + timedelta(days=1), FEEDBACK, PLANNED, WORKED])
def test_work_under_a_day_before_the_plan_leaves_every_day_readable(client: Client, case: Case, day: date, clock: str) -> None:
    record(case, INSPECTED_FROM)
    client.force_login(case.district.liaison)
    answer = client.get(reverse("insight:overview", args=[case.inspection.pk]), {"as_of": day.isoformat(), "clock": clock})
    assert answer.status_code == 200


def test_before_it_was_listed_a_problem_is_not_counted(case: Case) -> None:
    record(case, INSPECTED_FROM)
    assert board(case, INSPECTED_FROM).counts.findings == 0
    assert (board(case, FEEDBACK).counts.findings, board(case, FEEDBACK).counts.working) == (3, 1)


def test_a_problem_is_worked_on_from_the_day_of_its_first_progress_whenever_that_was_entered(case: Case) -> None:
    record(case, SUBMITTED)
    record(case, PLANNED, number=2)
    assert board(case, WORKED).counts.working == 1
    assert board(case, PLANNED - timedelta(days=1)).counts.working == 0


def test_progress_entered_late_does_not_carry_todays_state_into_the_past(case: Case) -> None:
    case.measure_at("standing", 3)
    actions.record_progress(case.measure(3), text="补记", percent=60, by=case.district.owner, on=WORKED + timedelta(days=1))
    assert board(case, WORKED + timedelta(days=2)).counts.measures_done == 0
    assert board(case, VERIFIED).counts.measures_done == 1
    assert (case.measure(3).state, case.measure(3).next_check_on) == ("standing", NEXT_CHECK)


def test_progress_of_an_earlier_day_does_not_lower_how_far_it_is(case: Case) -> None:
    record(case, SUBMITTED, percent=60)
    record(case, WORKED, percent=5)
    assert case.measure().percent == 60


def test_a_measure_opened_again_is_as_far_as_its_last_progress_told(case: Case) -> None:
    case.measure_at("verified")
    assert case.measure().percent == 100
    actions.reopen_measure(case.measure(), reason="抽查不实", by=case.district.leader, on=VERIFIED)
    assert case.measure().percent == 80
