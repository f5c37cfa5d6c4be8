"""Every page says which methods it takes, and every address is spelt one way."""

import re
from collections.abc import Iterator

import pytest
from django.test import RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver

KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
UNNAMED = "DELETE"


def patterns(resolver: URLResolver, namespace: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every address with its full name."""
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            yield from patterns(one, f"{one.namespace}:" if one.namespace else namespace)
        else:
            yield f"{namespace}{one.name or one.pattern}", one


# Signing in, the first start (while there is nobody), the demo's one-click accounts (refused outside of a demo), checking a notice
# (which keeps nothing), choosing a language and how pages look, and the page of components (there in debug only).
OPEN = {"accounts:sign-in", "accounts:start", "accounts:enter-demo", "documents:check", "core:display", "core:language", "core:components"}
PAGES = sorted(patterns(get_resolver()), key=lambda page: page[0])


@pytest.mark.parametrize(("name", "page"), PAGES, ids=[name for name, _page in PAGES])
def test_an_address_has_a_name_in_kebab_case(name: str, page: URLPattern) -> None:
    assert page.name
    assert all(KEBAB.fullmatch(part) for part in name.split(":"))


@pytest.mark.parametrize(("name", "page"), PAGES, ids=[name for name, _page in PAGES])
def test_a_view_names_its_methods(name: str, page: URLPattern) -> None:
    """A method that nobody named is answered with 405 before anything else is looked at, whoever asks."""
    view_class = getattr(page.callback, "view_class", None)
    if view_class is not None:
        assert set(view_class.http_method_names) < {"get", "post", "put", "patch", "delete", "head", "options", "trace"}
        return
    request = RequestFactory().generic(UNNAMED, "/")
    kwargs = dict.fromkeys(page.pattern.converters, 0)
    answer = page.callback(request, **kwargs)
    assert answer.status_code == 405


def test_only_what_is_named_here_is_open_to_strangers() -> None:
    """Every other page sends people who have not signed in to the sign-in page (LoginRequiredMiddleware)."""
    assert {name for name, page in PAGES if not getattr(page.callback, "login_required", True)} == OPEN
