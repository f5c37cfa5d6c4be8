"""Whether the triggers that keep the record append-only stand as migration 0002 made them."""

import re
from collections.abc import Collection, Iterator
from importlib import import_module

from django.db import connection

Does = str | tuple[str, str]  # the statement; on PostgreSQL with the body of the function that it calls
made = import_module("zhenggai.ledger.migrations.0002_guards")
# How PostgreSQL writes a condition back: the type of each text, brackets round every comparison, and some twice.
AS_WRITTEN_BACK = re.compile(r"::(character varying|text)\b|\bpublic\.")
ROUND_ONE = re.compile(r"\(((?:(?!\b(?:and|or|not)\b)[^()])*)\)")
TWICE = re.compile(r"\(\(not (\([^()]*\))\)\)")


def missing_guards() -> Iterator[str]:
    """The triggers that this database has not, or that do something else under the same name."""
    stand = _on_sqlite() if connection.vendor == "sqlite" else _on_postgresql()
    wanted = dict(_wanted())
    yield from sorted(name for name, does in wanted.items() if stand.get(name) != does)


def strangers(tables: Collection[str]) -> Iterator[str]:
    """What the product did not put on these tables and might change them unseen: triggers, rules, a view in a table's place."""
    wanted = {name for name, _does in _wanted()}
    yield from sorted(name for name in (_sqlite_on if connection.vendor == "sqlite" else _postgresql_on)(tables) if name not in wanted)


def _sqlite_on(tables: Collection[str]) -> Iterator[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, type, tbl_name FROM sqlite_master WHERE type IN ('trigger', 'view')")
        return (name for name, kind, table in cursor.fetchall() if (table if kind == "trigger" else name) in tables)


def _postgresql_on(tables: Collection[str]) -> Iterator[str]:
    sql = (
        "SELECT tgname FROM pg_trigger JOIN pg_class c ON c.oid = tgrelid WHERE NOT tgisinternal AND relname = ANY(%s)"
        " UNION SELECT rulename FROM pg_rewrite JOIN pg_class c ON c.oid = ev_class WHERE relkind <> 'v' AND relname = ANY(%s)"
        " UNION SELECT relname FROM pg_class WHERE relkind NOT IN ('r', 'p') AND relname = ANY(%s)"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [list(tables)] * 3)
        return (name for (name,) in cursor.fetchall())


def _wanted() -> Iterator[tuple[str, Does]]:
    if connection.vendor == "sqlite":
        for guard in made.sqlite_triggers():
            yield _name(*guard), made.sqlite_statement(*guard)
        return
    for guard in made.postgresql_triggers():
        yield _name(*guard), (_plain(made.postgresql_statement(*guard)), made.POSTGRESQL_BODY)


def _name(table: str, event: str, _rest: str) -> str:
    return f"{table}_no_{event}"


def _on_sqlite() -> dict[str, Does]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        return dict(cursor.fetchall())


def _on_postgresql() -> dict[str, Does]:
    """Those that fire in an ordinary session: one set to fire for replicas only guards nothing."""
    sql = (
        "SELECT tgname, pg_get_triggerdef(t.oid), prosrc FROM pg_trigger t JOIN pg_proc p ON p.oid = tgfoid"
        " WHERE tgenabled IN ('O', 'A') AND NOT tgisinternal AND tgrelid IN"
        " (to_regclass('ledger_entry'), to_regclass('ledger_head'), to_regclass('ledger_words'), to_regclass('ledger_checkpoint'))"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return {name: (_plain(does), body) for name, does, body in cursor.fetchall()}


def _plain(sql: str) -> str:
    """The statement without what the writing back adds. Brackets that say what a NOT, AND or OR is about stay: moved, they change it."""
    sql = AS_WRITTEN_BACK.sub("", sql).lower().replace(" is not null", " notnull")
    before = ""
    while before != sql:
        before, sql = sql, TWICE.sub(r"(not \1)", ROUND_ONE.sub(r"\1", sql))
    return "".join(sql.split())
