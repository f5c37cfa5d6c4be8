"""What is done with a case as a whole, on its pages."""

from django.test import Client
from django.urls import reverse

from tests.cast import CaseAt, District
from zhenggai.rectification.domain.states import InspectionState

LINK = "/act/conclude/"


def test_a_case_with_nothing_left_on_its_list_is_concluded_on_its_page(client: Client, case_at: CaseAt) -> None:
    case = case_at("published")
    for number in (1, 2, 3):
        case.finding_at("closed", number)
    client.force_login(case.district.principal)
    assert LINK in client.get(reverse("insight:overview", args=[case.inspection.pk])).content.decode()
    client.post(reverse("rectification:inspection-act", args=[case.inspection.pk, "conclude"]), {"on": "2026-01-31"})
    assert case.now().state == InspectionState.CONCLUDED


def test_a_case_with_a_finding_on_its_list_says_why_it_is_not_concluded(client: Client, case_at: CaseAt) -> None:
    case = case_at("published")
    client.force_login(case.district.principal)
    assert LINK not in client.get(reverse("insight:overview", args=[case.inspection.pk])).content.decode()
    shown = client.get(reverse("rectification:inspection-act", args=[case.inspection.pk, "conclude"])).content.decode()
    assert "还有 3 个问题没有销号，不能办结。" in shown


def test_nobody_concludes_a_case_they_do_not_see(client: Client, case_at: CaseAt) -> None:
    case = case_at("published")
    client.force_login(case.district.other_liaison)
    assert client.get(reverse("rectification:inspection-act", args=[case.inspection.pk, "conclude"])).status_code == 404


def test_there_is_no_page_for_a_verb_that_is_none(client: Client, district: District, case_at: CaseAt) -> None:
    case = case_at("published")
    client.force_login(district.principal)
    assert client.get(reverse("rectification:inspection-act", args=[case.inspection.pk, "issue"])).status_code == 404
