"""A database of a measurement's own: made empty, migrated, and taken away again. Nobody's data is measured or touched."""

import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test.utils import override_settings


@contextmanager
def own_database() -> Iterator[None]:
    """Inside, this thread's database is a new one of the same kind as the configured one (a file, or a database of the same server),
    and ZHENGGAI_DATA a new folder. Raises django.db.Error when the server does not allow a new database."""
    with tempfile.TemporaryDirectory(prefix="zhenggai-bench-") as folder, override_settings(ZHENGGAI_DATA=Path(folder)):
        name = f"zhenggai_bench_{secrets.token_hex(4)}"
        settings = {**connection.settings_dict, "NAME": str(Path(folder) / "bench.sqlite3")}
        if connection.vendor == "postgresql":
            settings["NAME"] = name
            _execute(f'CREATE DATABASE "{name}"')
        try:
            with _connected(settings):
                call_command("migrate", verbosity=0)
                yield
        finally:
            if connection.vendor == "postgresql":
                _execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@contextmanager
def _connected(settings: dict[str, Any]) -> Iterator[None]:
    before: BaseDatabaseWrapper = connections["default"]
    mine = type(before)(settings, "default")
    connections["default"] = mine
    try:
        yield
    finally:
        mine.close()
        connections["default"] = before


def _execute(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)
