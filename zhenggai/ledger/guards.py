"""Whether the triggers that keep the record append-only stand as migration 0002 made them."""

import re
from collections.abc import Iterator
from importlib import import_module

from django.db import connection

made = import_module("zhenggai.ledger.migrations.0002_guards")
# How PostgreSQL writes a condition back: with its own brackets, and the type of each text.
AS_WRITTEN_BACK = re.compile(r"::(character varying|\w+)|\bpublic\.|[()\s]")


def missing_guards() -> Iterator[str]:
    """The triggers that this database has not, or that do something else under the same name."""
    stand = _on_sqlite() if connection.vendor == "sqlite" else _on_postgresql()
    wanted = dict(_wanted())
    yield from sorted(name for name, does in wanted.items() if stand.get(name) != does)


def _wanted() -> Iterator[tuple[str, str]]:
    if connection.vendor == "sqlite":
        for guard in made.sqlite_triggers():
            yield _name(*guard), made.sqlite_statement(*guard)
        return
    for guard in made.postgresql_triggers():
        yield _name(*guard), _plain(made.postgresql_statement(*guard)) + _plain(made.POSTGRESQL_BODY)


def _name(table: str, event: str, _rest: str) -> str:
    return f"{table}_no_{event}"


def _on_sqlite() -> dict[str, str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        return dict(cursor.fetchall())


def _on_postgresql() -> dict[str, str]:
    """Those that fire in an ordinary session: one set to fire for replicas only guards nothing."""
    sql = (
        "SELECT tgname, pg_get_triggerdef(t.oid), prosrc FROM pg_trigger t JOIN pg_proc p ON p.oid = tgfoid"
        " WHERE tgenabled IN ('O', 'A') AND NOT tgisinternal AND tgrelid IN"
        " (to_regclass('ledger_entry'), to_regclass('ledger_head'), to_regclass('ledger_words'), to_regclass('ledger_checkpoint'))"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return {name: _plain(does) + _plain(body) for name, does, body in cursor.fetchall()}


def _plain(sql: str) -> str:
    return AS_WRITTEN_BACK.sub("", sql).lower()
