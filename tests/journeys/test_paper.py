"""What a page is on paper and on the screen of a desk: papers without anything to press, nothing wider than the screen."""

from typing import TYPE_CHECKING

import pytest

from tests.journeys.conftest import WIDE
from tests.journeys.people import Demo

if TYPE_CHECKING:
    from playwright.sync_api import Page

# Headings of the page, and what it is for.
PAPERS = {"/inspections/2/lists/?print=1": "main .sheet table", "/inspections/1/notice/": "main .paper"}
AROUND = ".top, .side, .skip, .filters, .tabs, .pager, .buttons, #keys"
# Text that is there for the eye: what is cut off or lies behind something else has no box of its own.
SHOWN = "selector => Array.from(document.querySelectorAll(selector)).filter(one => one.getClientRects().length).map(one => one.className)"


@pytest.mark.parametrize("address", PAPERS)
def test_on_paper_there_is_nothing_around_the_sheet(page: "Page", address: str) -> None:
    Demo(page).enter("office")
    page.goto(address)
    page.emulate_media(media="print")
    assert page.evaluate(SHOWN, AROUND) == []


@pytest.mark.parametrize(("address", "sheet"), PAPERS.items())
def test_on_paper_the_sheet_is_there_in_whole(page: "Page", address: str, sheet: str) -> None:
    Demo(page).enter("office")
    page.goto(address)
    on_screen = page.locator(sheet).inner_text()
    page.emulate_media(media="print")
    assert len(on_screen) > 500
    assert "".join(page.locator(sheet).inner_text().split()) == "".join(on_screen.split())


def test_no_main_page_is_wider_than_the_screen_of_a_desk(page: "Page") -> None:
    Demo(page).enter("office")
    case = "/inspections/2/"
    addresses = ["/", "/inspections/", case, *(f"{case}{name}/" for name in ("lists", "record", "notice")), "/check/", "/import/"]
    page.goto(f"{case}lists/")
    addresses.append(page.locator("a[data-row]").first.get_attribute("href") or "")
    wide = {}
    for address in addresses:
        page.goto(address)
        wide[address] = page.evaluate("document.documentElement.scrollWidth")
    assert {address: width for address, width in wide.items() if width > WIDE[0]} == {}
