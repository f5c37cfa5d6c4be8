"""What the record costs: an action with its entry beside the same writes without one, and proving beside merely reading and hashing."""

import hashlib
from collections.abc import Iterator
from datetime import date
from itertools import count
from typing import ClassVar

from django.db import connection, models, transaction

from zhenggai.bench import Row, paired
from zhenggai.bench.database import own_database
from zhenggai.ledger import streams
from zhenggai.ledger.actions import checkpoint, recording
from zhenggai.ledger.models import Recorded
from zhenggai.ledger.proof import linked, verify

STATES = [(state, state) for state in ("working", "submitted", "verified")]
TEXT = "修订会议制度，明确会议记录须当场形成、由记录人和主持人签字，并由办公室按季抽查。"
CASE = 200  # entries in a chain of the size of one inspection


class Columns(models.Model):
    """The columns of something like a measure."""

    text = models.TextField()
    state = models.CharField(max_length=20, choices=STATES, default="working")
    percent = models.PositiveSmallIntegerField(default=0)
    deadline = models.DateField(null=True)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True
        app_label = "bench"


class Bare(Columns):
    """Written by the ORM alone."""

    objects: ClassVar[models.Manager["Bare"]] = models.Manager()

    def __str__(self) -> str:
        return self.text


class OnRecord(Columns, Recorded):
    """The same, on record."""

    record_kind = "on_record"

    def __str__(self) -> str:
        return self.text


def measure(full: bool) -> list[Row]:
    """Four rows; sizes in entries: 250 actions and 4,000 entries to prove, with `full` 4,000 and 100,000."""
    with own_database():
        with connection.schema_editor() as editor:
            editor.create_model(Bare)
            editor.create_model(OnRecord)
        return [*_appending(4_000 if full else 250), *_proving(100_000 if full else 4_000)]


def _appending(actions: int) -> list[Row]:
    chain = count(1)
    appends = paired(lambda: _append(next(chain), actions), lambda: _write_bare(actions))
    deeds = paired(lambda: _act(next(chain), actions), lambda: _write_bare(actions))
    return [
        appends.row("ledger: append, beside ORM insert + update", goal=2, per=actions),
        deeds.row("ledger: insert + update with their entry, beside without", goal=2, per=actions),
    ]


def _write_bare(actions: int) -> None:
    for _ in range(actions):
        with transaction.atomic():
            row = Bare.objects.create(text=TEXT, deadline=date(2026, 1, 2))
            row.state = "submitted"
            row.save(update_fields=["state"])


def _append(chain: int, actions: int) -> None:
    for number in range(actions):
        with recording(chain=f"case:{chain}", by="person:7", verb="measure.read", subject="measure:1") as entry:
            entry.note(number=number)


def _act(chain: int, actions: int) -> None:
    for _ in range(actions):
        with recording(chain=f"case:{chain}", by="person:7", verb="measure.submit") as entry:
            row = entry.create(OnRecord(text=TEXT, deadline=date(2026, 1, 2)))
            entry.about(row)
            entry.update(row, state="submitted")


def _proving(entries: int) -> list[Row]:
    with transaction.atomic():
        for chain in range(10_000, 10_000 + entries // CASE):
            _fill(chain)
    checkpoint()
    hashing = paired(_hash_pass, _read_and_hash_payloads)
    proving = paired(_prove, _read_and_hash_everything)
    return [
        hashing.row("verify: hash pass, beside reading and hashing the same", goal=2, per=entries),
        proving.row("verify: everything, beside reading and hashing the same", goal=8, per=entries),
    ]


def _fill(chain: int) -> None:
    """A case: every fourth entry makes a row with sealed words, the others change one, every second with a comment."""
    row = None
    for number in range(CASE):
        with recording(chain=f"case:{chain}", by="person:7", verb="measure.record", subject=row) as entry:
            if row is None or number % 4 == 0:
                row = entry.create(OnRecord(text=TEXT, deadline=date(2026, 1, 2), parent=row))
                entry.about(row)
            else:
                entry.update(row, state=STATES[number % 3][0], percent=number % 100)
            if number % 2:
                entry.say("comment", TEXT)


def _hash_pass() -> None:
    problems: list[object] = []
    with streams.snapshot():
        for _batch in linked(streams.links(), problems.append):
            pass
    if problems:
        raise RuntimeError(f"the measured record does not hold: {problems[0]}")


def _prove() -> None:
    report = verify(kinds={"on_record": OnRecord})
    if not report.ok:
        raise RuntimeError(f"the measured record does not hold: {report.problems[0]}")


def _read_and_hash_payloads() -> None:
    with streams.snapshot():
        for batch in _batches("SELECT payload FROM ledger_entry"):
            for (payload,) in batch:
                hashlib.sha256(payload.encode()).hexdigest()


def _read_and_hash_everything() -> None:
    """The bytes that the whole proof stands on: payloads, sealed words, and the rows that the record speaks of."""
    _read_and_hash_payloads()
    with streams.snapshot():
        for batch in _batches("SELECT salt, words FROM ledger_words"):
            for salt, words in batch:
                hashlib.sha256(bytes.fromhex(salt) + words.encode()).hexdigest()
        for _batch in _batches("SELECT * FROM bench_onrecord"):
            pass


def _batches(sql: str) -> Iterator[list[streams.Row]]:
    with connection.chunked_cursor() as cursor:
        cursor.execute(sql)
        while batch := cursor.fetchmany(streams.BATCH):
            yield batch
