"""`zhenggai verify` adds up what is stored of sums."""

import pytest

from tests.cast import Case
from zhenggai.ledger.actions import recording
from zhenggai.ledger.models import Recorded
from zhenggai.ledger.proof import verify


def store_wrongly(case: Case, row: Recorded, **columns: object) -> None:
    """As an action would that rolls up wrongly: on record, and still wrong."""
    with recording(chain=case.inspection.chain, by="system", verb="finding.assign", subject=row) as entry:
        entry.update(row, **columns)


def test_a_worked_case_adds_up(case: Case) -> None:
    case.measure_at("verified")
    case.measure_at("dropped", number=2)
    case.finding_at("closed", 2)
    assert verify().problems == []


@pytest.mark.parametrize("column", ["measures_count", "measures_done_count"])
def test_a_finding_whose_sum_is_not_that_of_its_measures_is_named(case: Case, column: str) -> None:
    store_wrongly(case, case.finding(2), **{column: 7})
    assert ("sums", case.finding(2).subject) in {(problem.code, problem.where) for problem in verify().problems}


def test_a_finding_that_is_not_begun_though_a_measure_is_is_named(case: Case) -> None:
    case.measure_at("working", 3)
    store_wrongly(case, case.finding(3), state="not_started")
    assert ("sums", case.finding(3).subject) in {(problem.code, problem.where) for problem in verify().problems}


def test_an_inspection_whose_sum_is_not_that_of_its_findings_is_named(case: Case) -> None:
    store_wrongly(case, case.now(), closed_count=2)
    assert [(problem.code, problem.where) for problem in verify().problems] == [("sums", case.inspection.subject)]
