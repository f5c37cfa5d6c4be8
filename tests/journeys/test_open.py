"""The first minute: the demo opens, and nothing on the way comes from elsewhere."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from tests.journeys.people import Demo

if TYPE_CHECKING:
    from playwright.sync_api import Page


def test_the_first_page_offers_the_accounts_of_the_demo(page: "Page", keep: "Callable[[Page, str], None]") -> None:
    page.goto("/")
    doors = page.locator(".doors form")
    assert doors.count() >= 4
    keep(page, "sign-in")


def test_the_readme_shows_the_overview_of_the_case_at_work(page: "Page", keep: "Callable[..., None]") -> None:
    Demo(page).enter("liaison")
    page.goto("/inspections/2/")
    assert page.locator("#board .tile.is-closed").count() > 0
    keep(page, "overview", whole=False)  # docs/screenshot.png is a copy of this


def test_no_page_is_wider_than_a_phone(phone: "Page") -> None:
    phone.goto("/")
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
