"""How many queries the lists and the finding's page ask: at most twelve, and the same for few rows and for many."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import District
from tests.queries import MOST, queries_of
from tests.rows import fill

FEW, MANY = 3, 30
FRAME = 3  # session, person with unit and roles, lamps (own open measures)


@pytest.fixture(params=[FEW, MANY], ids=["few rows", "many rows"])
def rows(request: pytest.FixtureRequest) -> int:
    return int(request.param)


# the case, how many measures there are, this page of them, the aspects to choose from
@pytest.mark.parametrize("view", ["problems", "tasks", "duties"])
def test_the_three_lists(client: Client, district: District, rows: int, view: str) -> None:
    (case,) = fill(district, findings=rows, measures=2)
    path = reverse("rectification:lists", args=[case.pk])
    assert queries_of(client, district.liaison, f"{path}?view={view}") == FRAME + 4


def test_the_lists_chosen_and_sorted(client: Client, district: District, rows: int) -> None:
    (case,) = fill(district, findings=rows, measures=2)
    path = reverse("rectification:lists", args=[case.pk])
    asked = queries_of(client, district.office, f"{path}?state=working&late=1&aspect=1&q=制度&person={district.owner.pk}&sort=owner")
    assert asked <= MOST


# the finding, measures, progress, evidence, turns with their opinions, entries with their words, names of people
@pytest.mark.parametrize("name", ["liaison", "leader", "owner", "principal", "office", "team"])
def test_the_finding(client: Client, district: District, rows: int, name: str) -> None:
    (case,) = fill(district, measures=rows)
    finding = case.findings.get()
    asked = queries_of(client, getattr(district, name), reverse("rectification:finding", args=[finding.pk]))
    assert (asked, asked <= MOST) == (FRAME + 7, True)
