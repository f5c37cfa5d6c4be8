"""How many queries the pages across a case ask: at most twelve, and the same for few rows and for many.

Every page of somebody who is signed in: session, person with unit, scope (the roles in force), and in the frame the lamps (own open
measures); a page that is about no case and lists none reads the latest cases for the frame.
"""

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import District
from tests.queries import MOST, queries_of
from tests.rows import fill

FEW, MANY = 3, 30
FRAME = 3  # session, person with unit and roles, lamps (own open measures)
CASE = 1  # the case, if the reader may see it

WORKBENCH = reverse("insight:workbench")
CASES = reverse("insight:cases")


@pytest.fixture(params=[FEW, MANY], ids=["few rows", "many rows"])
def rows(request: pytest.FixtureRequest) -> int:
    return int(request.param)


# to verify as leader, to do, to close, cases and their late measures (unless the reader sees none); a leader looks again at first
# results; a liaison also verifies and assigns for the unit, principal and office approve, liaison and principal see what is late in it
@pytest.mark.parametrize(
    ("name", "own"), [("owner", 5), ("leader", 6), ("liaison", 8), ("principal", 7), ("office", 6), ("visitor", 3), ("other_liaison", 7)]
)
def test_the_workbench(client: Client, district: District, rows: int, name: str, own: int) -> None:
    fill(district, findings=rows, measures=2)
    asked = queries_of(client, getattr(district, name), WORKBENCH)
    assert (asked, asked <= MOST) == (FRAME + own, True)


# the cases, their late measures
def test_the_list_of_cases(client: Client, district: District, rows: int) -> None:
    fill(district, cases=rows)
    assert queries_of(client, district.office, CASES) == FRAME + 2


# the cases before that one, their late measures, the latest for the frame
def test_an_earlier_page_of_the_list_of_cases(client: Client, district: District, rows: int) -> None:
    cases = fill(district, cases=rows)
    assert queries_of(client, district.office, f"{CASES}?before={cases[-1].pk}") == FRAME + 3


# aspects, findings, measures, whose turn it is
def test_the_overview(client: Client, district: District, rows: int) -> None:
    (case,) = fill(district, findings=rows, measures=2)
    assert queries_of(client, district.liaison, reverse("insight:overview", args=[case.pk])) == FRAME + CASE + 4


# the entries, their words, titles of findings, aspects, how many entries came later; by the case, which rows did not exist yet
@pytest.mark.parametrize("clock", ["case", "record"])
def test_the_overview_as_of_a_day(client: Client, district: District, rows: int, clock: str) -> None:
    (case,) = fill(district, findings=rows, measures=2)
    path = reverse("insight:overview", args=[case.pk])
    assert queries_of(client, district.liaison, f"{path}?as_of=2025-07-01&clock={clock}") == FRAME + CASE + 5 + (clock == "case")


# how long the chain is, the entries, their words, numbers of findings and of measures, names of people
def test_the_record(client: Client, district: District, rows: int) -> None:
    (case,) = fill(district, findings=rows, measures=2)
    assert queries_of(client, district.liaison, reverse("insight:record", args=[case.pk])) == FRAME + CASE + 6
