"""The three lists as they are printed: what measures share stands once, a paper says what it leaves out, a choice narrows."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Case
from zhenggai.rectification.domain.states import MeasureState

SECOND = "基层组织建设方面"


def page_of(client: Client, case: Case, query: str = "") -> str:
    client.force_login(case.district.liaison)
    return client.get(f"{reverse('rectification:lists', args=[case.inspection.pk])}?{query}").content.decode()


def table(page: str) -> str:
    return page[page.index("<table") : page.index("</table>")]


def test_a_finding_stands_once_beside_its_measures_and_its_aspect_above_them(client: Client, case: Case) -> None:
    shown = table(page_of(client, case))
    assert [shown.count(f"第 {number} 个问题") for number in (1, 2, 3)] == [1, 1, 1]
    assert (shown.count('rowspan="2"'), shown.count('rowspan="1"'), shown.count(SECOND)) == (2, 1, 1)
    assert shown.count("<a data-row") == 5


def test_in_another_order_every_row_names_its_finding(client: Client, case: Case) -> None:
    shown = table(page_of(client, case, "sort=deadline"))
    assert [shown.count(f"第 {number} 个问题") for number in (1, 2, 3)] == [2, 2, 1]
    assert shown.count(SECOND) == 3


@pytest.mark.parametrize(("view", "title"), [("problems", "问题清单"), ("tasks", "任务清单"), ("duties", "责任清单"), ("x", "问题清单")])
def test_each_list_has_its_title_and_marks_its_tab(client: Client, case: Case, view: str, title: str) -> None:
    page = page_of(client, case, f"view={view}")
    assert f"<h1>{title}</h1>" in page
    assert f'aria-current="page">{title}</a>' in page


def test_a_tab_keeps_what_was_chosen_and_starts_at_the_first_page(client: Client, case: Case) -> None:
    assert 'href="?late=1&amp;view=tasks"' in page_of(client, case, "late=1&page=1")


def test_what_is_done_can_be_listed_as_the_overview_counts_it(client: Client, case: Case) -> None:
    case.measure_at(MeasureState.VERIFIED)
    case.measure_at(MeasureState.STANDING, 3)
    case.measure_at(MeasureState.DROPPED, 2)
    assert table(page_of(client, case, "state=done")).count("<a data-row") == 2


def test_a_paper_says_what_it_leaves_out(client: Client, case: Case) -> None:
    page = page_of(client, case, "print=1&aspect=2&late=1&q=修订")
    for words in (SECOND, "只列逾期", "修订", "截至"):
        assert words in page.partition("<table")[0]
    assert 'class="filters"' not in page


def test_nothing_found_leads_back_to_all(client: Client, case: Case) -> None:
    page = page_of(client, case, "q=没有这样的措施")
    assert "没有符合条件的措施" in page
    assert f'href="{reverse("rectification:lists", args=[case.inspection.pk])}"' in page


def test_what_is_open_can_be_listed_together(client: Client, case: Case) -> None:
    case.measure_at(MeasureState.VERIFIED)
    assert table(page_of(client, case, "state=open")).count("<a data-row") == 4


def test_the_order_that_was_chosen_is_kept_where_there_is_no_header_to_press(client: Client, case: Case) -> None:
    assert '<option value="deadline" selected>' in page_of(client, case, "sort=deadline")
