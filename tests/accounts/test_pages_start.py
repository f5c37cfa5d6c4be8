"""The first start, signing in and out, and one's own password."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from tests.accounts.conftest import PASSWORD
from tests.cast import District, deactivate
from zhenggai.accounts.actions import close_account, set_password
from zhenggai.accounts.models import Person, Unit
from zhenggai.commands.serve import say_how_to_start

START, SIGN_IN, PEOPLE, OWN, DEMO = (reverse(f"accounts:{name}") for name in ("start", "sign-in", "people", "password", "enter-demo"))
FIRST = {"unit": "中共云岭市委员会", "name": "王管理", "username": "Wang", "password": PASSWORD, "again": PASSWORD}


@pytest.fixture
def liaison(district: District, admin: Person) -> Person:
    """The district's liaison, with an account."""
    set_password(person=district.liaison, username="liaison", password=PASSWORD, by=admin)
    return Person.objects.get(pk=district.liaison.pk)


@pytest.mark.django_db
def test_a_first_start_signs_in_and_leads_to_the_people(client: Client) -> None:
    answer = client.post(START, FIRST, follow=True)
    assert answer.redirect_chain == [(PEOPLE, 302)]
    assert "第一个单位已建立" in answer.content.decode()
    assert "中共云岭市委员会" in answer.content.decode()


@pytest.mark.django_db
def test_the_sign_in_page_points_to_the_first_start_while_there_is_nobody(client: Client) -> None:
    assert START in client.get(SIGN_IN).content.decode()
    client.post(START, FIRST)
    assert START not in Client().get(SIGN_IN).content.decode()


@pytest.mark.django_db
def test_after_the_first_start_there_is_no_such_page(client: Client) -> None:
    client.post(START, FIRST)
    for other in (client, Client()):
        assert other.get(START).status_code == 404
        assert other.post(START, FIRST).status_code == 404
    assert Unit.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"again": "x"}, "两次输入的密码不一样"),
        ({"password": "12345678901", "again": "12345678901"}, "数字"),
        ({"password": "short", "again": "short"}, "至少"),
        ({"unit": "单位\0"}, "不能保存的字符"),
        ({"unit": "单位\u202e"}, "控制字符"),
        ({"name": "\U00020bb7" * 61}, "60"),
        ({"unit": "字" * 201}, "200"),
        ({"username": "a b"}, "不含空格"),
        ({"username": ""}, "必填"),
    ],
)
def test_a_first_start_says_what_is_wrong_and_keeps_the_rest(client: Client, change: dict[str, str], words: str) -> None:
    answer = client.post(START, FIRST | change)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert 'aria-invalid="true"' in answer.content.decode()
    assert not Unit.objects.exists()


@pytest.mark.django_db
def test_serve_says_where_to_start_while_there_is_nobody(client: Client, capsys: pytest.CaptureFixture[str]) -> None:
    say_how_to_start("127.0.0.1", 8000)
    assert "http://127.0.0.1:8000/start/" in capsys.readouterr().out
    client.post(START, FIRST)
    say_how_to_start("127.0.0.1", 8000)
    assert capsys.readouterr().out == ""


def test_an_administrator_lands_on_the_people(client: Client, admin: Person) -> None:
    answer = client.post(SIGN_IN, {"username": "Keeper", "password": PASSWORD}, follow=True)
    assert answer.redirect_chain[-1][0] == PEOPLE


def test_everybody_else_lands_on_the_workbench(client: Client, liaison: Person) -> None:
    answer = client.post(SIGN_IN, {"username": "liaison", "password": PASSWORD}, follow=True)
    assert answer.redirect_chain == [("/", 302)]


def test_the_same_words_whatever_was_wrong(client: Client, liaison: Person) -> None:
    def told(username: str, password: str) -> str:
        page = client.post(SIGN_IN, {"username": username, "password": password}).content.decode()
        return page[page.index('role="alert"') : page.index("</div>", page.index('role="alert"'))]

    wrong = told("liaison", "wrong-password-1")
    assert "用户名或密码不对" in wrong
    assert told("nobody-at-all", PASSWORD) == wrong
    deactivate(liaison)
    assert told("liaison", PASSWORD) == wrong


@pytest.mark.parametrize("place", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)"])
def test_signing_in_leads_to_no_other_site(client: Client, liaison: Person, place: str) -> None:
    answer = client.post(f"{SIGN_IN}?next={place}", {"username": "liaison", "password": PASSWORD, "next": place})
    assert answer["Location"] == "/"


def test_signing_in_begins_a_new_session(client: Client, liaison: Person) -> None:
    session = client.session
    session["before"] = "1"
    session.save()
    before = session.session_key
    client.post(SIGN_IN, {"username": "liaison", "password": PASSWORD})
    assert client.session.session_key != before


def test_signing_out_is_no_link(client: Client, admin: Person) -> None:
    client.force_login(admin)
    assert client.get(reverse("accounts:sign-out")).status_code == 405
    client.post(reverse("accounts:sign-out"))
    assert client.get(PEOPLE).status_code == 302


def test_a_new_password_of_ones_own_keeps_this_session_and_ends_the_others(client: Client, liaison: Person) -> None:
    other = Client()
    for each in (client, other):
        each.post(SIGN_IN, {"username": "liaison", "password": PASSWORD})
    answer = client.post(OWN, {"old": PASSWORD, "password": "new-and-good-1", "again": "new-and-good-1"}, follow=True)
    assert "密码已修改" in answer.content.decode()
    assert other.get(OWN).status_code == 302


def test_a_password_set_by_the_administrator_ends_the_persons_sessions(client: Client, liaison: Person, admin: Person) -> None:
    client.post(SIGN_IN, {"username": "liaison", "password": PASSWORD})
    assert client.get(OWN).status_code == 200
    set_password(person=liaison, password="given-anew-1", by=admin)
    assert client.get(OWN)["Location"].startswith(SIGN_IN)


def test_closing_the_account_ends_the_persons_sessions(client: Client, liaison: Person, admin: Person) -> None:
    client.post(SIGN_IN, {"username": "liaison", "password": PASSWORD})
    assert client.get(OWN).status_code == 200
    close_account(person=liaison, reason="调离", by=admin)
    assert client.get(OWN)["Location"].startswith(SIGN_IN)


def test_a_new_password_is_refused_beside_the_field(client: Client, liaison: Person) -> None:
    client.force_login(liaison)
    answer = client.post(OWN, {"old": "x", "password": "new-and-good-1", "again": "new-and-good-1"})
    assert answer.status_code == 422
    assert "原密码不对" in answer.content.decode()
    assert "常见" in client.post(OWN, {"old": PASSWORD, "password": "password12", "again": "password12"}).content.decode()


def test_who_has_no_password_is_told_so(client: Client, district: District) -> None:
    client.force_login(district.visitor)
    assert "没有密码" in client.get(OWN).content.decode()
    assert client.post(OWN, {"old": "", "password": PASSWORD, "again": PASSWORD}).status_code == 422
    assert not Person.objects.get(pk=district.visitor.pk).has_usable_password()


@pytest.mark.parametrize(("demo", "answered", "signed_in"), [(False, 404, False), (True, 302, True)])
def test_one_click_signs_in_at_a_demo_and_nowhere_else(
    client: Client, liaison: Person, settings: Settings, demo: bool, answered: int, signed_in: bool
) -> None:
    settings.ZHENGGAI_DEMO = demo
    answer = client.post(DEMO, {"person": "liaison"})
    assert (answer.status_code, "_auth_user_id" in client.session) == (answered, signed_in)


@pytest.mark.parametrize(("demo", "shown"), [(False, False), (True, True)])
def test_the_sign_in_page_shows_the_doors_of_a_demo_and_of_nothing_else(
    client: Client, liaison: Person, settings: Settings, demo: bool, shown: bool
) -> None:
    settings.ZHENGGAI_DEMO = demo
    assert (DEMO in client.get(SIGN_IN).content.decode()) == shown
