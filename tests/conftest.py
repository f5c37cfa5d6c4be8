"""What every test stands on: its database, a data folder of its own, and no network but this machine."""

import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings as hypothesis_settings
from pytest_django import Settings

from tests.environment import own_folder

pytest_plugins = ("tests.cast",)

# The suite tries the same examples on every run: what it says of a change comes from the change. To look for new ones:
# `pytest --hypothesis-profile=default --hypothesis-seed=0 …`.
hypothesis_settings.register_profile("same", derandomize=True, database=None)
hypothesis_settings.load_profile("same")

DATABASE_FIXTURES = frozenset({"db", "transactional_db", "django_db_reset_sequences", "django_db_serialized_rollback", "live_server"})


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Marks the tests that touch a database, so that PostgreSQL repeats these alone (`make test` selects `-m database`)."""
    for item in items:
        names = set(getattr(item, "fixturenames", ()))
        if item.get_closest_marker("django_db") or names & DATABASE_FIXTURES:
            item.add_marker("database")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> None:
    """SQLite is tested as it is used, as a file: in memory it has one connection, no WAL and locks of another kind."""
    from django.db import connection

    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(own_folder() / "test.sqlite3")


@pytest.fixture
def data_dir(tmp_path: Path, settings: Settings) -> Path:
    """An empty data folder for one test: evidence, keys and exports are written here."""
    folder = tmp_path / "data"
    folder.mkdir()
    settings.ZHENGGAI_DATA = folder
    return folder


@pytest.fixture(scope="session", autouse=True)
def loopback_only() -> Iterator[None]:
    """Any way out of this machine fails the test that tried it: the product runs on closed networks."""
    real_connect = socket.socket.connect

    def connect(self: socket.socket, address: Any) -> None:
        if self.family != getattr(socket, "AF_UNIX", None) and not is_loopback(address[0]):
            pytest.fail(f"a test tried to reach {address[0]}, outside of this machine")
        real_connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", connect)
        yield


def is_loopback(host: str) -> bool:
    """Whether `host` (a name or an address) is this machine."""
    return host in {"localhost", "::1", ""} or host.startswith("127.")
