"""Doing to the record what only somebody with the database in hand can do."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction

from tests.ledger.things import KINDS, Remark, Thing
from zhenggai.ledger.actions import checkpoint, recording
from zhenggai.ledger.domain.problem import Report
from zhenggai.ledger.models import LedgerCheckpoint, LedgerEntry
from zhenggai.ledger.proof import verify


@contextmanager
def past_the_guards() -> Iterator[None]:
    """Inside, the triggers are off; after, they stand as before, as a careful forger would leave them."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL session_replication_role = replica")
            yield
            cursor.execute("SET LOCAL session_replication_role = origin")
            return
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = cursor.fetchall()
        for name, _sql in triggers:
            cursor.execute(f"DROP TRIGGER {name}")
        yield
        for _name, sql in triggers:
            cursor.execute(sql)


def forge(sql: str, *params: Any) -> None:
    """One statement past the guards."""
    with past_the_guards(), connection.cursor() as cursor:
        cursor.execute(sql, params)


@contextmanager
def undone() -> Iterator[None]:
    """What happens inside is rolled back at the end."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def write_history() -> LedgerCheckpoint:
    """Three chains of a few entries each, a checkpoint, and one entry more in each; gives the checkpoint."""
    for case in (1, 2, 3):
        with recording(chain=f"case:{case}", by="person:1", verb="thing.add") as entry:
            thing = entry.create(Thing(title=f"问题 {case}", actor="person:1"))
            entry.create_many([Remark(thing=thing, words=f"意见 {n}") for n in range(2)])
            entry.about(thing)
        for step in range(3):
            with recording(chain=f"case:{case}", by="person:2", verb="thing.change", subject=thing) as entry:
                entry.update(thing, amount=step, title=f"问题 {case} 第 {step} 稿")
                entry.say("comment", f"说明 {step}")
    made = checkpoint()
    for thing in Thing.objects.order_by("pk"):
        with recording(chain=f"case:{thing.title.split()[1]}", by="person:3", verb="thing.finish", subject=thing) as entry:
            entry.update(thing, state="done", actor="person:3")
    return made


def check(**kwargs: Any) -> Report:
    """Verification of the tests' own models."""
    return verify(kinds=KINDS, **kwargs)


def found() -> set[tuple[str, str]]:
    """Code and place of every problem that verification names."""
    return {(problem.code, problem.where) for problem in check().problems}


def entry_at(sequence: int, chain: str = "case:2") -> LedgerEntry:
    """An entry of the history by its place."""
    return LedgerEntry.objects.get(chain=chain, sequence=sequence)


def row_of(case: int) -> Thing:
    return Thing.objects.get(title__startswith=f"问题 {case} ")
