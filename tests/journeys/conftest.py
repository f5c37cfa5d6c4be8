"""Journeys: real pages, served by the real server over a demo of their own, walked through in the system's own Chromium."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.environment import own_folder

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

HERE = Path(__file__).parent
SCREENSHOTS = HERE.parent.parent / "screenshots"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge")
WIDE, PHONE = (1440, 900), (390, 844)
PATIENCE = 60
# Closed networks refuse what Chromium asks of its maker at every start, many times over; it may reach this machine and nothing else.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All journeys of a file go to one worker, which then builds one demo and starts one browser for them."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker("browser")
            item.add_marker(pytest.mark.xdist_group(item.path.stem))


def chromium() -> str | None:
    """The system's Chromium: CHROMIUM where it is set, else the first known name on the path."""
    return os.environ.get("CHROMIUM") or next((found for name in BROWSERS if (found := shutil.which(name))), None)


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    """A headless Chromium of the system; the journey is skipped in words where there is none."""
    path = chromium()
    if path is None:
        pytest.skip("no Chromium on this machine: install it (Debian: apt-get install chromium) or name it in CHROMIUM")
    from playwright.sync_api import sync_playwright

    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright keeps an event loop in this thread; Django would then refuse its synchronous queries to every later test here.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        # Its own parts speak Chinese too, such as the fields of dates, where it has the words (Debian: chromium-l10n).
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS, env={**os.environ, "LANGUAGE": "zh_CN"})
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def demo_data(pytestconfig: pytest.Config) -> Path:
    """A demo as `zhenggai demo` builds it, once for each worker; journeys work on copies."""
    folder = own_folder() / "demo"
    command = [sys.executable, "-m", "zhenggai", "demo", "--no-serve", "--data", str(folder), "--seed", str(pytestconfig.getoption("seed"))]
    built = subprocess.run(command, capture_output=True, text=True)
    if built.returncode:
        pytest.fail(f"the demo could not be built:\n{built.stdout}{built.stderr}")
    return folder


@pytest.fixture(scope="module")
def site(demo_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the real server over a fresh copy of the demo, for the journeys of one file."""
    home = tmp_path_factory.mktemp("site")
    shutil.copytree(demo_data, home / "data")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"} | {"ZHENGGAI_DATA": str(home / "data")}
    with (home / "server.log").open("wb") as log:
        command = [sys.executable, "-m", "zhenggai", "serve", "--port", str(port)]
        server = subprocess.Popen(command, env=environment, stdout=log, stderr=subprocess.STDOUT)
        try:
            address = f"http://127.0.0.1:{port}"
            wait_for(address, server, home / "server.log")
            yield address
        finally:
            server.terminate()
            server.wait(20)
    said = (home / "server.log").read_text("utf-8")
    assert "Traceback" not in said, said


def wait_for(address: str, server: "subprocess.Popen[bytes]", log: Path) -> None:
    """Returns when the first page is served; fails with the server's own words when it ends, or does not answer within a minute."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and server.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except OSError:
            time.sleep(0.1)
    pytest.fail(f"the server does not answer:\n{log.read_text('utf-8')}")


@pytest.fixture
def page(browser: "Browser", site: str) -> "Iterator[Page]":
    """A page at the width of a desk, on the site; it fails the journey when the page met a script error or asked for anything elsewhere."""
    yield from a_page(browser, site, WIDE)


@pytest.fixture
def phone(browser: "Browser", site: str) -> "Iterator[Page]":
    """The same at the width of a phone."""
    yield from a_page(browser, site, PHONE)


def a_page(browser: "Browser", site: str, size: tuple[int, int]) -> "Iterator[Page]":
    """A page with a memory of its own (cookies), watched for errors."""
    width, height = size
    context = browser.new_context(base_url=site, viewport={"width": width, "height": height}, locale="zh-CN", timezone_id="Asia/Shanghai")
    page = context.new_page()
    met: list[str] = []
    page.on("pageerror", lambda error: met.append(f"script: {error}"))
    page.on("console", lambda said: met.append(f"console: {said.text}") if said.type == "error" else None)
    page.on("request", lambda asked: None if asked.url.startswith((site, "data:", "blob:")) else met.append(f"outside: {asked.url}"))
    yield page
    context.close()
    assert met == []


@pytest.fixture
def keep(request: pytest.FixtureRequest) -> "Callable[..., None]":
    """Keeps a picture of the page, whole or as it is seen, in ./screenshots under a name, for people to look at and for the documents."""

    def picture(page: "Page", name: str, *, whole: bool = True) -> None:
        SCREENSHOTS.mkdir(exist_ok=True)
        page.screenshot(path=SCREENSHOTS / f"{name}.png", full_page=whole)

    return picture
