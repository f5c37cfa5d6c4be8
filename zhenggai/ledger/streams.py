"""Reading the tables whole, in order and in little memory, from one moment's view of the database."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final

from django.db import connection, transaction

BATCH: Final = 1_000
Row = tuple[Any, ...]

# Times are brought into the payload's own form where they lie, so that whole rows compare with whole payloads.
AT: Final = {
    "sqlite": "substr(replace(recorded_at, ' ', 'T') || '.000000', 1, 26) || 'Z', CAST(occurred_on AS TEXT)",
    "postgresql": "to_char(recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"'), occurred_on::text",
}
ENTRIES: Final = (
    "SELECT id, digest, payload, chain, sequence, {at}, actor, verb, subject, gesture, source, previous, algorithm"
    " FROM ledger_entry ORDER BY chain, sequence"
)
WORDS: Final = "SELECT entry_id, field, salt, words, erased_by_id FROM ledger_words WHERE entry_id IN ({ids}) ORDER BY entry_id, field"


def entries() -> Iterator[list[Row]]:
    """All entries, chain by chain in sequence: id, digest, payload, then the columns that repeat the payload (proof.FACTS)."""
    yield from _read(ENTRIES.format(at=AT[connection.vendor]))


def words_of(ids: Sequence[int]) -> list[Row]:
    """The words of the entries `ids`: entry, field, salt, words, erased_by."""
    with connection.cursor() as cursor:
        cursor.execute(WORDS.format(ids=",".join(["%s"] * len(ids))), ids)
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
