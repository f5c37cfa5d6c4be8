"""The tests' own recorded tables, and a database of one test's own where several threads must see each other's commits."""

import secrets
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, connections
from pytest_django.plugin import DjangoDbBlocker

from tests.ledger.tampering import write_history
from tests.ledger.things import KINDS, Thing
from zhenggai.ledger.actions import recording
from zhenggai.ledger.models import LedgerCheckpoint

Run = Callable[[Sequence[Callable[[], Any]]], list[Any]]


def make_tables() -> None:
    """Creates the tables of tests.ledger.things in the database of the current connection."""
    with connection.schema_editor() as editor:
        for model in KINDS.values():
            editor.create_model(model)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    with django_db_blocker.unblock():
        make_tables()


@pytest.fixture
def thing(db: None) -> Thing:
    """A thing on record in the chain case:1, as its first entry."""
    with recording(chain="case:1", by="person:1", verb="thing.add") as entry:
        made = entry.create(Thing(title="会议记录补写", amount=3))
        entry.about(made)
    return made


@pytest.fixture
def history(db: None, data_dir: Path) -> LedgerCheckpoint:
    """The history of tampering.py, with its checkpoint."""
    return write_history()


@pytest.fixture
def run_apart(db: None, tmp_path: Path, django_db_blocker: DjangoDbBlocker, monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    """Runs functions at once, each in a thread with a connection to a new, migrated database; nothing is ever flushed.

    The tests' usual isolation is a transaction that is rolled back, in which no second thread sees anything.
    """
    name = f"zhenggai_own_{secrets.token_hex(4)}"
    settings = dict(connection.settings_dict)
    settings["NAME"] = str(tmp_path / "own.sqlite3") if connection.vendor == "sqlite" else name

    def closing(work: Callable[[], Any]) -> Any:
        try:
            return work()
        finally:
            connections.close_all()

    def run(works: Sequence[Callable[[], Any]]) -> list[Any]:
        with ThreadPoolExecutor(len(works)) as pool:
            return list(pool.map(closing, works))

    def prepare() -> None:
        call_command("migrate", verbosity=0)
        make_tables()

    with django_db_blocker.unblock():
        if connection.vendor == "postgresql":
            run([lambda: _outside(f'CREATE DATABASE "{name}"')])
        with monkeypatch.context() as patch:
            patch.setitem(connections.settings, "default", settings)
            run([prepare])
            yield run
        if connection.vendor == "postgresql":
            run([lambda: _outside(f'DROP DATABASE "{name}" WITH (FORCE)')])


def _outside(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)
