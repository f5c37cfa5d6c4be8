"""The workbench and the switcher as they are read: what is late and with whom, what to do next, how to begin, which cases there are."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import NEXT_CHECK, VERIFIED, Case, District
from tests.queries import queries_of
from tests.rows import fill
from zhenggai.accounts.models import Person
from zhenggai.ledger.actions import recording
from zhenggai.rectification import actions
from zhenggai.rectification.domain.states import MeasureState

WORKBENCH, SWITCHER = reverse("insight:workbench"), reverse("insight:switcher")


def page_of(client: Client, person: Person, path: str = WORKBENCH) -> str:
    client.force_login(person)
    return client.get(path).content.decode()


@pytest.mark.parametrize("name", ["liaison", "principal"])
def test_who_answers_for_a_unit_sees_what_is_late_and_with_whom(client: Client, case: Case, name: str) -> None:
    case.measure_at(MeasureState.SUBMITTED)  # waits for the leader; the other four wait for their owners
    page = page_of(client, getattr(case.district, name))
    late = page[page.index('id="overdue"') : page.index("巡察整改</h2>")]
    assert (late.count("<a data-row"), late.count('class="late"')) == (5, 5)
    assert late.count(f"{case.district.leader.name}\n") == 1
    assert "要换人的，打开问题明确责任" in late


def test_the_liaison_finds_what_nobody_answers_for_yet(client: Client, case: Case) -> None:
    with recording(chain=case.inspection.chain, by="system", verb="finding.assign", subject=case.finding(2)) as entry:
        entry.update(case.finding(2), leader=None)
    page = page_of(client, case.district.liaison)
    part = page[page.index('id="assign"') :].partition("</section>")[0]
    assert part.count("<a data-row") == 1
    assert "第 2 个问题" in part
    assert 'id="assign"' not in page_of(client, case.district.other_liaison)


@pytest.mark.parametrize("name", ["owner", "leader", "office", "team", "other_liaison"])
def test_nobody_else_does(client: Client, case: Case, name: str) -> None:
    assert 'id="overdue"' not in page_of(client, getattr(case.district, name))


def test_every_section_says_what_to_do_next(client: Client, case: Case) -> None:
    case.measure_at(MeasureState.SUBMITTED)
    assert "属实的核验通过，不足的退回" in page_of(client, case.district.leader)
    assert "办完后提交核验" in page_of(client, case.district.second_owner)


@pytest.mark.parametrize(("name", "words"), [("leader", "您负责的措施提交后"), ("office", "在这里审批"), ("team", "打开即可查看")])
def test_an_empty_workbench_says_how_to_begin(client: Client, case: Case, name: str, words: str) -> None:
    assert words in page_of(client, getattr(case.district, name))


def test_who_sees_no_case_is_told_whom_to_ask_or_how_to_import(client: Client, district: District) -> None:
    assert "请联系本单位联络员或巡察办" in page_of(client, district.owner)
    assert reverse("documents:import") in page_of(client, district.liaison).partition("<main")[2]


def test_a_section_tells_that_there_are_more(client: Client, district: District) -> None:
    fill(district, findings=30, measures=2)
    page = page_of(client, district.liaison)
    assert "先列最早的 20 条" in page
    assert "20+" in page


def test_the_switcher_lists_the_cases_one_sees_and_marks_the_one_at_hand(client: Client, district: District) -> None:
    first, second = fill(district, cases=2)
    page = page_of(client, district.liaison, f"{SWITCHER}?at={first.pk}")
    at, other = (reverse("insight:overview", args=[case.pk]) for case in (first, second))
    assert f'href="{at}" aria-current="true"' in page
    assert f'href="{other}">' in page
    assert reverse("insight:cases") in page


def test_the_switcher_shows_nobody_a_case_of_another_unit(client: Client, district: District) -> None:
    (case,) = fill(district)
    for person in (district.other_liaison, district.visitor):
        assert reverse("insight:overview", args=[case.pk]) not in page_of(client, person, SWITCHER)


def test_the_switcher_asks_when_it_is_opened_and_not_with_every_page(client: Client, district: District) -> None:
    cases = fill(district, cases=3)
    page = page_of(client, district.liaison, reverse("rectification:lists", args=[cases[0].pk]))
    assert f'hx-get="{SWITCHER}?at={cases[0].pk}"' in page
    assert reverse("insight:overview", args=[cases[1].pk]) not in page
    assert queries_of(client, district.liaison, SWITCHER) == 3  # session, person with roles, cases


def test_first_results_come_back_to_who_answers_for_them_on_the_day_that_was_set(client: Client, case: Case) -> None:
    who = case.district
    case.measure_at(MeasureState.VERIFIED)
    for next_on, shown in ((date.today() + timedelta(days=1), False), (NEXT_CHECK, True)):
        actions.declare_preliminary(case.finding(), reason="已按新制度办", next_on=next_on, by=who.leader, on=VERIFIED)
        assert ('id="again"' in page_of(client, who.leader), 'id="again"' in page_of(client, who.liaison)) == (shown, False)
