"""The people of the demo as a journey meets them: entering with one click, and their names as the first page shows them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page


@dataclass
class Demo:
    """The demo in one browser; one person at a time is signed in."""

    page: "Page"

    def door(self, username: str) -> "Locator":
        return self.page.locator(f'form:has(input[name="person"][value="{username}"])')

    def name_of(self, username: str) -> str:
        """The person's name, read off the first page."""
        self.leave()
        words = self.door(username).locator("button").inner_text().split("\n")[0]
        return words.split("\u3000")[-1].strip()

    def enter(self, username: str) -> None:
        """Signs in as that account, whoever was signed in before."""
        self.leave()
        self.door(username).locator("button").click()
        self.page.wait_for_url(lambda url: "/sign-in/" not in url)

    def leave(self) -> None:
        self.page.context.clear_cookies()
        self.page.goto("/sign-in/")
