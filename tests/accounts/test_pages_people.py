"""The pages of those who keep units and people, for an administrator, a liaison, a visitor and somebody signed out."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.accounts.conftest import PASSWORD
from tests.cast import Case, District, entries, everything
from zhenggai.accounts.actions import add_person, grant
from zhenggai.accounts.domain.roles import Role
from zhenggai.accounts.models import Grant, Person, Unit

PEOPLE, UNIT_ADD = reverse("accounts:people"), reverse("accounts:unit-add")
TODAY = timezone.localdate()
TREE_AND_PEOPLE = 12


def addresses(district: District) -> list[str]:
    """Every page of the administrator."""
    acts = [reverse("accounts:person-act", args=[district.liaison.pk, verb]) for verb in ("grant", "password", "close", "reopen")]
    return [
        PEOPLE,
        UNIT_ADD,
        reverse("accounts:person-add", args=[district.unit.pk]),
        reverse("accounts:person", args=[district.liaison.pk]),
        reverse("accounts:grant-end", args=[Grant.objects.get(person=district.liaison).pk]),
        *acts,
    ]


def test_an_administrator_sees_every_page(keeper: Client, district: District) -> None:
    assert {keeper.get(address).status_code for address in addresses(district)} == {200}


@pytest.mark.parametrize("name", ["liaison", "principal", "office", "visitor"])
def test_everybody_else_is_told_in_words_who_does_this(client: Client, district: District, name: str) -> None:
    client.force_login(getattr(district, name))
    before = everything()
    for address in addresses(district):
        answers = [client.get(address), client.post(address, {"name": "新单位"})]
        assert {answer.status_code for answer in answers} <= {403, 405}
        assert "系统管理员" in answers[0].content.decode()
    assert everything() == before


def test_who_is_signed_out_is_sent_to_sign_in(client: Client, district: District) -> None:
    assert all(client.get(address)["Location"].startswith(reverse("accounts:sign-in")) for address in addresses(district))


def nav(client: Client, address: str) -> list[str]:
    page = client.get(address).content.decode()
    side = page[page.index('class="side"') : page.index("</nav>", page.index('class="side"'))]
    return re.findall(r"<span>([^<]+)</span>", side)


def test_the_nav_of_an_administrator_has_no_case(keeper: Client, case: Case) -> None:
    assert nav(keeper, PEOPLE) == ["人员与单位", "检查通报"]


def test_the_nav_of_nobody_else_has_the_people(client: Client, case: Case) -> None:
    client.force_login(case.district.liaison)
    assert "人员与单位" not in nav(client, "/")


def test_an_administrator_gets_no_page_of_a_case(keeper: Client, case: Case) -> None:
    for name, pk in (
        ("insight:overview", case.inspection.pk),
        ("rectification:lists", case.inspection.pk),
        ("rectification:finding", case.finding().pk),
        ("insight:record", case.inspection.pk),
    ):
        assert keeper.get(reverse(name, args=[pk])).status_code == 404
    assert keeper.get("/")["Location"] == PEOPLE


def test_the_list_shows_the_people_of_one_unit_with_their_roles(keeper: Client, district: District) -> None:
    page = keeper.get(f"{PEOPLE}?unit={district.unit.pk}").content.decode()
    assert re.search(r"责任领导.*2020-01-01", page, re.DOTALL)
    assert "外单位联络员" not in page
    assert "云岭市博物馆" in page


def test_somebody_is_found_by_name_in_any_unit(keeper: Client, district: District) -> None:
    page = keeper.get(f"{PEOPLE}?q=外单位").content.decode()
    assert "外单位联络员" in page
    assert "没有找到" in keeper.get(f"{PEOPLE}?q=%00%25'\"<b>").content.decode()


@pytest.mark.parametrize("query", ["unit=x", "unit=99999999999999999999", "page=x", "page=-1", "unit=", "q=%F0%A0%AE%B7"])
def test_strange_choices_are_taken_calmly(keeper: Client, query: str) -> None:
    assert keeper.get(f"{PEOPLE}?{query}").status_code == 200


def test_three_hundred_people_cost_no_more_than_three(keeper: Client, district: District) -> None:
    for number in range(300):
        person = add_person(name=f"第{number}人", unit=district.unit, by=None)
        if number % 3 == 0:
            grant(person=person, unit=district.unit, role=Role.STAFF, from_on=TODAY, by=None)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        page = keeper.get(f"{PEOPLE}?unit={district.unit.pk}").content.decode()
    assert len(queries) <= TREE_AND_PEOPLE
    assert page.count("<a data-row") == 50
    assert f"?unit={district.unit.pk}&amp;page=2" in page


def test_a_unit_is_added_below_another(keeper: Client, district: District) -> None:
    answer = keeper.post(UNIT_ADD, {"name": "云岭市档案馆", "parent": district.city.pk}, follow=True)
    assert "已添加单位" in answer.content.decode()
    assert Unit.objects.get(name="云岭市档案馆").parent == district.city


@pytest.mark.parametrize("name", ["", "字" * 201, "档案馆\0", "馆\u202e案档", "云岭市图书馆"])
def test_a_unit_that_cannot_be_is_refused_beside_its_name(keeper: Client, district: District, name: str) -> None:
    before = entries()
    answer = keeper.post(UNIT_ADD, {"name": name, "parent": district.city.pk})
    assert answer.status_code == 422
    assert 'id="id_name_error"' in answer.content.decode()
    assert entries() == before


def test_somebody_is_added_with_roles_and_an_account(keeper: Client, district: District) -> None:
    address = reverse("accounts:person-add", args=[district.unit.pk])
    told = {"name": "\U00020bb7田", "post": "副馆长", "role": ["staff", "leader"], "unit": district.city.pk, "from_on": TODAY}
    answer = keeper.post(address, told | {"username": "jitian", "password": PASSWORD}, follow=True)
    assert "\U00020bb7田" in answer.content.decode()
    person = Person.objects.get(username="jitian")
    assert set(person.grants.values_list("role", "unit")) == {("staff", district.city.pk), ("leader", district.city.pk)}
    assert Client().login(username="jitian", password=PASSWORD)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "\u202e王"}, "name"),
        ({"post": "字" * 101}, "post"),
        ({"role": ["staff", "admin"]}, "role"),
        ({"role": ["emperor"]}, "role"),
        ({"role": ["staff"], "unit": "0"}, "unit"),
        ({"from_on": "yesterday"}, "from_on"),
        ({"username": "zhao"}, "password"),
        ({"password": PASSWORD}, "username"),
        ({"username": "zhao", "password": "short"}, "password"),
        ({"username": "keeper", "password": PASSWORD}, "username"),
    ],
)
def test_somebody_who_cannot_be_is_refused_beside_the_field(
    keeper: Client, district: District, change: dict[str, object], field: str
) -> None:
    before = everything()
    told: dict[str, object] = {"name": "赵", "unit": district.city.pk, "from_on": TODAY}
    answer = keeper.post(reverse("accounts:person-add", args=[district.city.pk]), told | change)
    assert answer.status_code == 422
    assert f'id="id_{field}_error"' in answer.content.decode()
    assert everything() == before


def test_a_role_is_only_given_at_the_start_in_the_unit_or_above_it(keeper: Client, district: District) -> None:
    told = {"name": "赵", "role": ["staff"], "unit": district.other_unit.pk, "from_on": TODAY}
    assert keeper.post(reverse("accounts:person-add", args=[district.unit.pk]), told).status_code == 422


def test_a_role_is_given_and_ended(keeper: Client, district: District) -> None:
    address = reverse("accounts:person-act", args=[district.visitor.pk, "grant"])
    keeper.post(address, {"role": "team", "unit": district.other_unit.pk, "from_on": TODAY})
    given = Grant.objects.get(person=district.visitor)
    assert (given.role, given.unit, given.to_on) == ("team", district.other_unit, None)
    answer = keeper.post(reverse("accounts:grant-end", args=[given.pk]), {"to_on": TODAY}, follow=True)
    assert "已记下" in answer.content.decode()
    assert Grant.objects.get(pk=given.pk).to_on == TODAY


def test_the_last_administrator_is_told_why_they_stay(keeper: Client, admin: Person) -> None:
    assert "最后一位系统管理员" in keeper.get(reverse("accounts:person", args=[admin.pk])).content.decode()
    address = reverse("accounts:grant-end", args=[Grant.objects.get(person=admin).pk])
    assert "最后一位系统管理员" in keeper.get(address).content.decode()
    assert keeper.post(address, {"to_on": TODAY}).status_code == 422


def test_an_owner_of_open_measures_is_shown_with_what_they_own(keeper: Client, case: Case) -> None:
    page = keeper.get(reverse("accounts:person", args=[case.district.owner.pk])).content.decode()
    assert "名下还有 3 条未办结的措施" in page
    assert reverse("accounts:person-act", args=[case.district.owner.pk, "close"]) not in page


def test_an_account_is_opened_closed_and_opened_again(keeper: Client, district: District) -> None:
    def act(verb: str, **told: str) -> str:
        address = reverse("accounts:person-act", args=[district.liaison.pk, verb])
        return keeper.post(address, told, follow=True).content.decode()

    assert "已设置初始密码" in act("password", username="liaison", password=PASSWORD)
    visit = Client()
    assert visit.login(username="liaison", password=PASSWORD)
    assert "已停用账号" in act("close", reason="调离")
    assert visit.get("/").status_code == 302
    assert not visit.login(username="liaison", password=PASSWORD)
    assert "已恢复账号" in act("reopen", reason="误操作")
    assert visit.login(username="liaison", password=PASSWORD)


def test_an_act_that_does_not_exist_is_no_page(keeper: Client, district: District) -> None:
    assert keeper.get(reverse("accounts:person-act", args=[district.liaison.pk, "promote"])).status_code == 404


def test_names_are_shown_as_text(keeper: Client, district: District) -> None:
    person = add_person(name="<b>王</b>", unit=district.unit, post="<script>", by=None)
    page = keeper.get(f"{PEOPLE}?unit={district.unit.pk}").content.decode() + keeper.get(f"{PEOPLE}{person.pk}/").content.decode()
    assert "<b>王</b>" not in page
    assert "<script>" not in page
    assert "<bdi>&lt;b&gt;王" in page


def test_the_page_opens_on_the_unit_that_the_administrator_works_in(client: Client, district: District) -> None:
    keeper = add_person(name="管理员", unit=district.other_unit, by=None)
    grant(person=keeper, unit=district.city, role=Role.ADMIN, from_on=TODAY, by=None)
    client.force_login(keeper)
    assert f'href="?unit={district.other_unit.pk}" aria-current="page"' in client.get(PEOPLE).content.decode()
    assert f'href="?unit={district.city.pk}" aria-current="page"' in client.get(f"{PEOPLE}?unit={district.city.pk}").content.decode()
