"""Every page says which methods it takes, and every address is spelt one way."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
UNSAFE = "DELETE"


def patterns(resolver: URLResolver, namespace: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every address with its full name."""
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            yield from patterns(one, f"{one.namespace}:" if one.namespace else namespace)
        else:
            yield f"{namespace}{one.name or one.pattern}", one


PAGES = sorted(patterns(get_resolver()), key=lambda page: page[0])


@pytest.mark.parametrize(("name", "page"), PAGES, ids=[name for name, _page in PAGES])
def test_an_address_has_a_name_in_kebab_case(name: str, page: URLPattern) -> None:
    assert page.name
    assert all(KEBAB.fullmatch(part) for part in name.split(":"))


@pytest.mark.parametrize(("name", "page"), PAGES, ids=[name for name, _page in PAGES])
def test_a_view_names_its_methods(name: str, page: URLPattern) -> None:
    """A method that nobody named is answered with 405 before anything else is looked at, whoever asks."""
    from django.test import RequestFactory

    view_class = getattr(page.callback, "view_class", None)
    if view_class is not None:
        assert set(view_class.http_method_names) < {"get", "post", "put", "patch", "delete", "head", "options", "trace"}
        return
    request = RequestFactory().generic(UNSAFE, "/")
    kwargs = dict.fromkeys(page.pattern.converters, 0)
    answer = page.callback(request, **kwargs)
    assert answer.status_code == 405


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "page"), PAGES, ids=[name for name, _page in PAGES])
def test_a_stranger_is_sent_to_sign_in(name: str, page: URLPattern, client: Client) -> None:
    """Only what says so is open to people who have not signed in (LoginRequiredMiddleware)."""
    assert getattr(page.callback, "login_required", True) or name in OPEN


OPEN = {"accounts:sign-in", "accounts:sign-in-as", "documents:check", "documents:notice-check"}
