"""Two persons press at the same moment: exactly one is first, the other is told so, and the record stays whole."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from tests.cast import CLOSED, DEADLINE, FEEDBACK, OPENING, SUBMITTED, VERIFIED, WORKED, Case, District, Stage, upload
from tests.ledger.conftest import Run
from zhenggai.core.refusal import Refusal
from zhenggai.evidence.models import Evidence, File
from zhenggai.ledger.proof import verify
from zhenggai.rectification import actions
from zhenggai.rectification.actions.attest import AttestedFinding
from zhenggai.rectification.actions.inspections import Planned
from zhenggai.rectification.domain.states import Attested
from zhenggai.rectification.models import Inspection, Measure
from zhenggai.signoff.models import Opinion, Turn

Act = Callable[[], Any]


@pytest.fixture(autouse=True)
def folder(data_dir: Path) -> Path:
    return data_dir


def outcome(act: Act) -> Callable[[], str]:
    def work() -> str:
        try:
            act()
        except Refusal as refusal:
            return str(refusal)
        return ""

    return work


def at_once(run_apart: Run, *acts: Act) -> list[str]:
    """What each was told, "" for who was let through, and last whatever `verify` finds wrong afterwards."""
    told: list[str] = run_apart([outcome(act) for act in acts])
    assert run_apart([lambda: [str(problem) for problem in verify().problems]]) == [[]]
    return sorted(told)


def first(run_apart: Run, look: Act) -> Any:
    """What `look` gives, in one transaction: preparing a case in twenty would wait for the disk twenty times."""

    def work() -> Any:
        with transaction.atomic():
            return look()

    return run_apart([work])[0]


def made(run_apart: Run, stage: Stage = "rectifying") -> Case:
    case: Case = first(run_apart, lambda: Case.at(stage, District.make()))
    return case


def test_of_two_who_verify_one_is_first(run_apart: Run) -> None:
    case = made(run_apart)
    who, measure = case.district, first(run_apart, lambda: case.measure_at("submitted"))
    told = at_once(
        run_apart,
        lambda: actions.verify_measure(measure, by=who.leader, on=VERIFIED),
        lambda: actions.verify_measure(measure, by=who.liaison, on=VERIFIED),
    )
    assert (told[0], told[1]) == ("", "措施现为“已核验”，不能核验通过。")
    assert first(run_apart, Opinion.objects.count) == 1


def test_of_verifying_and_returning_one_is_first(run_apart: Run) -> None:
    case = made(run_apart)
    who, measure = case.district, first(run_apart, lambda: case.measure_at("submitted"))
    told = at_once(
        run_apart,
        lambda: actions.verify_measure(measure, by=who.leader, on=VERIFIED),
        lambda: actions.return_measure(measure, comment="请补", by=who.liaison, on=VERIFIED),
    )
    assert [bool(words) for words in told] == [False, True]


def test_of_two_who_close_one_is_first(run_apart: Run) -> None:
    case = made(run_apart)
    who, finding = case.district, first(run_apart, lambda: case.finding_at("submitted"))
    told = at_once(
        run_apart,
        lambda: actions.close_finding(finding, by=who.principal, on=CLOSED),
        lambda: actions.close_finding(finding, by=who.office, on=CLOSED),
    )
    assert [bool(words) for words in told] == [False, True]
    assert first(run_apart, lambda: case.now().closed_count) == 1


def test_pressing_twice_submits_once(run_apart: Run) -> None:
    case = made(run_apart)
    measure = first(run_apart, lambda: case.measure_at("working"))
    told = at_once(run_apart, *[lambda: actions.submit_measure(measure, by=case.district.owner, on=SUBMITTED)] * 3)
    assert [bool(words) for words in told] == [False, True, True]
    assert first(run_apart, Turn.objects.count) == 1


def test_submitting_a_finding_and_reopening_its_measure_do_not_both_happen(run_apart: Run) -> None:
    """Whichever is first, no finding waits for closing with a measure that is open again."""
    case = made(run_apart)
    who, finding = case.district, first(run_apart, case.prove)
    told = at_once(
        run_apart,
        lambda: actions.submit_finding(finding, by=who.liaison, on=CLOSED),
        lambda: actions.reopen_measure(first(run_apart, case.measure), reason="再查", by=who.leader, on=CLOSED),
    )
    assert [bool(words) for words in told] == [False, True]


def test_measures_added_at_once_have_numbers_of_their_own(run_apart: Run) -> None:
    case = made(run_apart, "planned")
    who, finding = case.district, first(run_apart, case.finding)
    planned = Planned(text="再补一条", owner=who.owner, leader=who.leader, deadline=DEADLINE)
    at_once(run_apart, *[lambda: actions.add_measure(finding, planned=planned, by=who.liaison, on=FEEDBACK)] * 4)
    numbers = first(run_apart, lambda: sorted(Measure.objects.filter(finding=finding).values_list("number", flat=True)))
    assert (numbers, first(run_apart, lambda: case.finding().measures_count)) == ([1, 2, 3, 4, 5, 6], 6)


def test_of_two_imports_of_one_file_one_is_first(run_apart: Run) -> None:
    district = first(run_apart, District.make)
    found = [AttestedFinding(title="台账不全", aspect="制度方面", text="", status=Attested.COMPLETED)]

    def attest() -> None:
        actions.attest_notice(OPENING, findings=found, digest="ab" * 32, unit=district.unit, by=district.liaison, on=FEEDBACK)

    assert at_once(run_apart, attest, attest) == ["", "这份通报已经导入过。"]
    assert first(run_apart, Inspection.objects.count) == 1


def test_the_same_content_brought_to_two_cases_at_once_is_kept_once(run_apart: Run) -> None:
    district = first(run_apart, District.make)
    cases = [first(run_apart, lambda: Case.at("rectifying", district)) for _ in range(4)]

    def bringing(case: Case) -> Act:
        measure = first(run_apart, case.measure)
        return lambda: actions.record_progress(measure, text="见纪要", percent=10, evidence=[upload()], by=district.owner, on=WORKED)

    assert at_once(run_apart, *map(bringing, cases)) == [""] * 4
    assert first(run_apart, lambda: (File.objects.count(), Evidence.objects.count())) == (1, 4)
