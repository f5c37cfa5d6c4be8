"""Day or night, usual or large: the reader's choice is kept in a cookie, and works without script."""

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse

from zhenggai.core.display import Display, display_of


def chosen(**cookies: str) -> Display:
    request = RequestFactory().get("/")
    request.COOKIES.update(cookies)
    return display_of(request)


def test_nobody_asked_is_the_usual() -> None:
    assert display_of(None) == Display("auto", "usual")


def test_a_cookie_that_holds_anything_else_is_ignored() -> None:
    assert chosen(zhenggai_theme='"><script>', zhenggai_size="huge") == Display()


@pytest.mark.parametrize(
    ("theme", "night", "scheme"),
    [("auto", "screen and (prefers-color-scheme: dark)", "light dark"), ("dark", "screen", "dark"), ("light", "", "light")],
)
def test_night_is_for_the_screen_and_never_for_paper(theme: str, night: str, scheme: str) -> None:
    display = chosen(zhenggai_theme=theme)
    assert (display.night, display.scheme) == (night, scheme)


@pytest.mark.django_db
def test_choosing_is_kept_and_goes_back(client: Client) -> None:
    answer = client.post(reverse("core:display"), {"size": "large", "next": "/check/?a=1"})
    assert (answer.status_code, answer["Location"]) == (302, "/check/?a=1")
    assert client.cookies["zhenggai_size"].value == "large"
    assert 'data-size="large"' in client.get(reverse("documents:check")).content.decode()


def test_choosing_never_leads_elsewhere(client: Client) -> None:
    assert client.post(reverse("core:display"), {"theme": "dark", "next": "//elsewhere.example/"})["Location"] == "/"


def test_a_choice_nobody_offers_is_not_kept(client: Client) -> None:
    client.post(reverse("core:display"), {"theme": "purple"})
    assert "zhenggai_theme" not in client.cookies
