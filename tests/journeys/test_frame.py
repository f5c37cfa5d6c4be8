"""The frame in a real browser: the keyboard, lists that narrow without losing the place, the reader's display, fingers on a phone."""

from typing import TYPE_CHECKING

from tests.journeys.people import Demo

if TYPE_CHECKING:
    from playwright.sync_api import Page

FINGER = 44
# What can be pressed and is lower than a finger; links within a sentence excepted, and what another link of the same row covers.
TOO_SMALL = """height => Array.from(document.querySelectorAll("a, button, summary, select, textarea, input:not([type=hidden])"))
    .filter(one => one.getClientRects().length && !one.closest(".say, .words, p:not(.crumbs), .skip, label") && !one.matches("[data-row]"))
    .filter(one => one.getBoundingClientRect().height < height - 0.5)
    .map(one => one.outerHTML.slice(0, 120))"""


def lists(page: "Page") -> None:
    """The lists of the case that the liaison works on."""
    Demo(page).enter("liaison")
    page.locator("a[href$='/lists/']:visible").first.click()
    page.wait_for_url("**/lists/")


def test_a_list_narrows_at_once_and_keeps_the_focus_and_the_way_back(page: "Page") -> None:
    lists(page)
    all_rows = page.locator("tbody tr").count()
    page.focus("select[name=state]")
    page.select_option("select[name=state]", "submitted")
    page.wait_for_url("**state=submitted**")
    page.wait_for_function("document.activeElement.name === 'state'")
    assert 0 < page.locator("tbody tr").count() < all_rows
    page.go_back()
    page.wait_for_function("rows => document.querySelectorAll('tbody tr').length === rows", arg=all_rows)


def test_the_keyboard_finds_walks_and_explains(page: "Page") -> None:
    lists(page)
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement === document.querySelectorAll('[data-row]')[1]")
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#keys").is_visible()
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.type") == "search"


def test_only_the_keys_of_the_page_are_told(page: "Page") -> None:
    lists(page)
    page.keyboard.press("?")
    assert page.locator("#keys kbd", has_text="/").is_visible()
    page.goto(page.url.replace("lists/", "record/"))
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()
    assert not page.locator("#keys kbd", has_text="/").is_visible()


def test_the_other_cases_are_fetched_when_the_switcher_opens_and_walked_with_the_arrows(page: "Page") -> None:
    Demo(page).enter("office")
    page.locator("a[href$='/lists/']:visible").first.click()
    page.wait_for_url("**/lists/")
    assert page.locator(".switch a").count() == 2
    page.focus(".switch summary")
    page.keyboard.press("Enter")
    page.wait_for_selector(".switch a[aria-current]")
    assert page.locator(".switch a").count() == 3
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement === document.querySelector('.switch a')")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.matches('.switch summary')")
    page.keyboard.press("Enter")
    page.locator(".switch a:not([aria-current])").first.click()
    page.wait_for_url("**/inspections/*/")


def test_the_larger_mode_stays_from_page_to_page(page: "Page") -> None:
    lists(page)
    page.locator(".me summary").click()
    with page.expect_navigation():
        page.get_by_role("button", name="大字").click()
    page.goto("/")
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "20px"


def test_every_page_fits_a_phone_and_a_finger(phone: "Page") -> None:
    lists(phone)
    phone.locator("[data-row]").first.click()
    phone.wait_for_url("**/findings/*/**")
    addresses = [
        phone.url,
        *(phone.locator(f"a[href$='{end}']").first.get_attribute("href") or "" for end in ("/lists/", "/record/", "/notice/")),
    ]
    wide, small = {}, {}
    for address in (*addresses, "/", "/inspections/", "/check/", "/import/", "/ui/"):
        phone.goto(address)
        wide[address] = phone.evaluate("document.documentElement.scrollWidth")
        small[address] = phone.evaluate(TOO_SMALL, FINGER) if address != "/ui/" else []
    assert {address: width for address, width in wide.items() if width > 390} == {}
    assert {address: found for address, found in small.items() if found} == {}
