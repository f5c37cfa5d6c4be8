"""The four statements of an append, written out: they are the cost that every action pays, and they follow one another under the lock."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction

LOCK = "SELECT sequence, digest FROM ledger_head WHERE chain = %s"
OPEN = "INSERT INTO ledger_head (chain, sequence, digest) VALUES (%s, 0, '') ON CONFLICT (chain) DO NOTHING"
INSERT = (
    "INSERT INTO ledger_entry (chain, sequence, recorded_at, occurred_on, actor, verb, subject, gesture, source, payload, previous, digest,"
    " algorithm) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s) RETURNING id"
)
ADVANCE = "UPDATE ledger_head SET sequence = %s, digest = %s WHERE chain = %s"
WORDS = "INSERT INTO ledger_words (entry_id, field, salt, words) VALUES "
TOGETHER = 200  # rows in one statement: SQLite takes 999 values at least
BLANK = "UPDATE ledger_words SET words = '', salt = '', erased_by_id = %s WHERE id = %s"


def lock_head(chain: str) -> tuple[int, str]:
    """Locks the head row of `chain` until the transaction ends, opening the chain when it is new.

    Gives the sequence and the digest of its last entry (0 and "" for none). On SQLite the transaction is IMMEDIATE and holds the only lock.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("a chain is locked inside a transaction")
    lock = LOCK + (" FOR UPDATE" if connection.features.has_select_for_update else "")
    with connection.cursor() as cursor:
        cursor.execute(lock, [chain])
        row = cursor.fetchone()
        if row is None:
            cursor.execute(OPEN, [chain])
            cursor.execute(lock, [chain])
            row = cursor.fetchone()
    return row[0], row[1]


def insert(
    payload: Mapping[str, Any],
    text: str,
    digest: str,
    at: datetime,
    on: date,
    words: Sequence[tuple[str, str, str]],
    erasing: Sequence[tuple[int, int, str]],
) -> None:
    """Writes the entry, moves the head, keeps the words (field, salt, words) and blanks those that this entry erases (row, …)."""
    ops = connection.ops
    values = [
        payload["chain"],
        payload["sequence"],
        ops.adapt_datetimefield_value(at),
        ops.adapt_datefield_value(on),
        *(payload[name] for name in ("actor", "verb", "subject", "gesture", "source")),
        text,
        payload["previous"],
        digest,
        payload["algorithm"],
    ]
    with connection.cursor() as cursor:
        cursor.execute(INSERT, values)
        entry = cursor.fetchone()[0]
        cursor.execute(ADVANCE, [payload["sequence"], digest, payload["chain"]])
        for start in range(0, len(words), TOGETHER):
            some = words[start : start + TOGETHER]
            cursor.execute(WORDS + ", ".join(["(%s, %s, %s, %s)"] * len(some)), [value for each in some for value in (entry, *each)])
        if erasing:
            cursor.executemany(BLANK, [(entry, row) for row, _, _ in erasing])
