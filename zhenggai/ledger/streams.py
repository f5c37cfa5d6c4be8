"""Reading the tables whole, in order and in little memory, from one moment's view of the database."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final

from django.db import connection, transaction

BATCH: Final = 1_000
Row = tuple[Any, ...]

# Times in the payload's own form.
AT: Final = {
    # As Django writes them, with six places or, at a whole second, with none; anything else stays as it lies, and differs.
    "sqlite": (
        "CASE WHEN substr(recorded_at, 11, 1) = ' ' THEN substr(recorded_at, 1, 10) || 'T' || substr(recorded_at, 12)"
        " || CASE length(recorded_at) WHEN 19 THEN '.000000' ELSE '' END || 'Z' ELSE recorded_at END"
    ),
    "postgresql": "to_char(recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')",
}
LINK: Final = "payload, digest, chain, sequence, previous, algorithm, id"
REST: Final = "verb, <at>, CAST(occurred_on AS TEXT), actor, subject, gesture, source"
WORDS: Final = "SELECT entry_id, field, salt, words, erased_by_id FROM ledger_words WHERE entry_id IN (<ids>) ORDER BY entry_id, field"


def links() -> Iterator[list[Row]]:
    """What the hash pass needs of all entries, chain by chain in sequence: the columns LINK."""
    return _read(f"SELECT {LINK} FROM ledger_entry ORDER BY chain, sequence")  # noqa: S608  # constants


def entries() -> Iterator[list[Row]]:
    """All entries in the same order: the columns LINK, then REST, with times in the payload's own form."""
    rest = REST.replace("<at>", AT[connection.vendor])
    return _read(f"SELECT {LINK}, {rest} FROM ledger_entry ORDER BY chain, sequence")  # noqa: S608  # constants


def words_of(ids: Sequence[int]) -> list[Row]:
    """The words of the entries `ids`: entry, field, salt, words, erased_by."""
    with connection.cursor() as cursor:
        cursor.execute(WORDS.replace("<ids>", ",".join(["%s"] * len(ids))), ids)
        return list(cursor.fetchall())


def _read(sql: str) -> Iterator[list[Row]]:
    with connection.chunked_cursor() as cursor:
        cursor.execute(sql)
        while batch := cursor.fetchmany(BATCH):
            yield batch


@contextmanager
def snapshot() -> Iterator[None]:
    """One moment's view, read-only, that keeps nobody from writing. Inside a transaction, that transaction's own view."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "sqlite":
        connection.ensure_connection()
        with connection.cursor() as cursor:
            # Not atomic(): its IMMEDIATE would hold the write lock for as long as the proof takes.
            cursor.execute("BEGIN")
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")
    else:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield


@contextmanager
def any_bytes() -> Iterator[None]:
    """SQLite gives text that is no UTF-8 (an altered byte) as it lies, instead of an error that would name nothing."""
    connection.ensure_connection()
    before = connection.connection.text_factory
    connection.connection.text_factory = lambda raw: raw.decode("utf-8", "surrogateescape")
    try:
        yield
    finally:
        connection.connection.text_factory = before
