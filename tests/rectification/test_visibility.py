"""Who sees a case: a join on the unit tree and the roles in force (design §3.8). Narrow and wide scopes give the same rows."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.cast import SINCE, Case, District, deactivate
from zhenggai.accounts import queries
from zhenggai.accounts.actions import add_person, grant
from zhenggai.accounts.domain.roles import Role
from zhenggai.accounts.models import Person, Unit
from zhenggai.rectification.models import Attachment, Finding, Inspection, Measure
from zhenggai.rectification.queries import (
    attachments_visible_to,
    findings_visible_to,
    inspections_visible_to,
    measures_visible_to,
    waiting_for,
)

TODAY = timezone.localdate()
VISIBLE = [inspections_visible_to, findings_visible_to, measures_visible_to, attachments_visible_to]
NOBODYS = ["visitor", "other_liaison"]
EVERYBODYS = ["liaison", "owner", "leader", "principal", "office", "team"]


@pytest.fixture
def case_with_evidence(case: Case) -> Case:
    case.measure_at("verified")
    return case


def counts(person: Person, day: date = TODAY) -> list[int]:
    """How many inspections, findings, measures and attachments somebody sees."""
    return [seen(queries.scope_of(person, day)).count() for seen in VISIBLE]


def somebody(district: District, unit: Unit, from_on: date = SINCE, to_on: date | None = None) -> Person:
    person = add_person(name="某人", unit=unit, by=None)
    grant(person=person, unit=unit, role=Role.STAFF, from_on=from_on, to_on=to_on, by=None)
    return person


@pytest.mark.parametrize("name", EVERYBODYS)
def test_whoever_holds_a_role_in_the_unit_or_above_sees_all_of_it(case_with_evidence: Case, name: str) -> None:
    assert counts(getattr(case_with_evidence.district, name)) == [1, 3, 5, 1]


@pytest.mark.parametrize("name", NOBODYS)
def test_others_see_nothing(case_with_evidence: Case, name: str) -> None:
    assert counts(getattr(case_with_evidence.district, name)) == [0, 0, 0, 0]


def test_a_role_in_the_unit_above_sees_the_units_below(case: Case) -> None:
    Case.at("rectifying", District.make("海川市"))
    assert counts(case.district.office)[:2] == [1, 3]


def test_a_role_in_a_unit_does_not_see_the_unit_above(district: District) -> None:
    assert list(Unit.objects.filter(queries.scope_of(district.liaison, TODAY).sees("pk"))) == [district.unit]


@pytest.mark.parametrize(
    ("from_on", "to_on", "seen"),
    [
        (SINCE, TODAY - timedelta(days=1), 0),
        (SINCE, TODAY, 1),
        (TODAY, None, 1),
        (TODAY + timedelta(days=1), None, 0),
    ],
    ids=["ended yesterday", "ends today", "begins today", "begins tomorrow"],
)
def test_a_role_counts_from_its_first_to_its_last_day(case: Case, from_on: date, to_on: date | None, seen: int) -> None:
    assert counts(somebody(case.district, case.district.unit, from_on, to_on))[0] == seen


def test_who_is_out_of_service_sees_nothing(case_with_evidence: Case) -> None:
    deactivate(case_with_evidence.district.office)
    assert counts(case_with_evidence.district.office) == [0, 0, 0, 0]


class TestScope:
    def rows(self, person: Person, narrow: bool, roles: Iterable[Role] = ()) -> list[list[int]]:
        scope = queries.scope_of(person, TODAY)
        shaped = replace(scope, held=tuple(replace(each, wide=not narrow) for each in scope.held))
        paths: list[tuple[Any, str]] = [
            (Inspection, "unit"),
            (Finding, "unit"),
            (Measure, "unit"),
            (Attachment, "measure__unit"),
            (Unit, "pk"),
        ]
        return [sorted(model.objects.filter(shaped.sees(path, roles)).values_list("pk", flat=True)) for model, path in paths]

    @pytest.mark.parametrize("roles", [(), (Role.LIAISON,), (Role.OFFICE, Role.PRINCIPAL)], ids=["any role", "one role", "two roles"])
    @pytest.mark.parametrize("name", EVERYBODYS + NOBODYS)
    def test_narrow_and_wide_give_the_same_rows(self, case_with_evidence: Case, name: str, roles: tuple[Role, ...]) -> None:
        person = getattr(case_with_evidence.district, name)
        assert self.rows(person, True, roles) == self.rows(person, False, roles)

    def test_a_person_with_many_grants_sees_each_row_once(self, case_with_evidence: Case) -> None:
        who = case_with_evidence.district
        grant(person=who.office, unit=who.unit, role=Role.TEAM, from_on=SINCE, by=None)
        assert (
            [len(rows) for rows in self.rows(who.office, True)] == [len(rows) for rows in self.rows(who.office, False)] == [1, 3, 5, 1, 3]
        )

    def test_few_units_are_narrow_and_many_are_wide(self, district: District, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(queries, "NARROW", 2)
        assert [queries.scope_of(person, TODAY).wide for person in (district.liaison, district.office)] == [False, True]

    def test_names_the_roles_that_hold_in_one_unit(self, district: District) -> None:
        grant(person=district.liaison, unit=district.other_unit, role=Role.TEAM, from_on=SINCE, by=None)
        scope = queries.scope_of(district.liaison, TODAY)
        assert scope.roles == {Role.LIAISON, Role.TEAM}
        assert scope.actor_seeing(district.unit.pk).roles == {Role.LIAISON}

    def test_agrees_with_the_actor_that_actions_judge(self, district: District) -> None:
        grant(person=district.office, unit=district.unit, role=Role.TEAM, from_on=SINCE, by=None)
        for name in EVERYBODYS:
            person = getattr(district, name)
            assert queries.scope_of(person, TODAY).actor_seeing(district.unit.pk) == queries.actor_in(person, district.unit.pk, TODAY)


class TestWaiting:
    def waiting(self, person: Person) -> list[list[str]]:
        found = waiting_for(queries.scope_of(person, TODAY), limit=10)
        return [[str(row) for row in rows] for rows in (found.to_do, found.to_verify, found.to_approve, found.to_close)]

    def test_a_submitted_measure_waits_for_its_leader(self, case: Case) -> None:
        measure = case.measure_at("submitted")
        assert self.waiting(case.district.leader)[1] == [str(measure)]

    def test_a_submitted_measure_does_not_wait_for_its_owner(self, case: Case) -> None:
        case.measure_at("submitted")
        assert self.waiting(case.district.owner)[1] == []

    def test_a_finding_asked_to_be_closed_waits_for_the_principal(self, case: Case) -> None:
        finding = case.finding_at("submitted")
        assert self.waiting(case.district.principal)[2] == [str(finding)]

    def test_a_proven_finding_waits_for_its_leader_to_ask(self, case: Case) -> None:
        finding = case.prove()
        assert self.waiting(case.district.leader)[3] == [str(finding)]

    def test_nothing_of_a_finding_off_the_list_waits_for_anybody(self, case: Case) -> None:
        case.measure_at("submitted", 1, 1)
        case.finding_at("closed_not_done")
        assert [row for rows in map(self.waiting, (case.district.leader, case.district.second_owner)) for row in rows[1]] == []
        assert all(not row.startswith(f"{case.finding().pk}.") for row in self.waiting(case.district.second_owner)[0])
