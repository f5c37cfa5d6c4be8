"""Putting things on record. `recording` is the only way a recorded row changes (design §3.3)."""

import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any, Final, Literal

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from zhenggai.core.refusal import Refusal
from zhenggai.ledger import append, checkpoints, current, keys
from zhenggai.ledger.current import OffTheRecordError
from zhenggai.ledger.entry import Entry
from zhenggai.ledger.models import LedgerCheckpoint, LedgerWords, Recorded

__all__ = [
    "SYSTEM",
    "Entry",
    "OffTheRecordError",
    "Source",
    "checkpoint",
    "erase",
    "erase_said",
    "gesture",
    "hold",
    "recording",
    "retain",
    "rotate_key",
]

SYSTEM: Final = "system"
Source = Literal["web", "cli", "import", "demo"]


@contextmanager
def recording(
    *, by: str, verb: str, chain: str | None = None, subject: Recorded | str | None = None, on: date | None = None, **data: Any
) -> Iterator[Entry]:
    """One action on the record: a transaction in which `entry` writes rows, and at whose end ONE entry is appended, last.

    Takes the actor ("person:7" or "system"), the verb ("measure.submit"), the chain ("case:3"; None when only a row made inside gives it:
    entry.about), the subject, the business date (default today, local time) and plain facts as for entry.note.
    An exception inside leaves no trace. Recordings may be nested: each has its own entry, the inner before the outer; where an inner one
    wrote a column after the outer, the outer's entry tells what stands at its own end. Raises Refusal, ValueError.
    """
    today = timezone.localdate()
    if on is not None and on > today:
        raise Refusal(_("发生日期不能晚于今天。"))
    outer = current.open_entries.get()
    entry = Entry(chain=chain, by=by, verb=verb, subject=subject, on=on or today, within=outer[0] if outer else None)
    entry.note(**data)
    with transaction.atomic():
        token = current.open_entries.set((*outer, entry))
        try:
            yield entry
        finally:
            current.open_entries.reset(token)
        entry.append()
        for each in outer:
            each.superseded_by(entry)


def hold(chain: str) -> None:
    """Locks a chain until the transaction ends, where something must be looked at before it is written: two at once take turns.

    Raises TransactionManagementError outside of a transaction; `recording` is one.
    """
    append.lock_head(chain)


@contextmanager
def gesture(source: Source) -> Iterator[str]:
    """Everything recorded inside carries `source` and one id, which this yields: one gesture of one person may be many entries.

    Inside another gesture the id stays that of the outer; the source is the inner one's, but what a demo does stays marked as demo.
    """
    outer = current.gesture_now.get()
    number = outer[1] if outer else secrets.token_hex(16)
    token = current.gesture_now.set(("demo" if outer and outer[0] == "demo" else source, number))
    try:
        yield number
    finally:
        current.gesture_now.reset(token)


def checkpoint(*, by: str = SYSTEM) -> LedgerCheckpoint:
    """Signs the heads of all chains as they stand; queries.receipt_of gives what leaves the machine.

    Entries that an enclosing recording has yet to append are not covered. A key is made at first need.
    """
    with recording(chain=SYSTEM, by=by, verb="checkpoint.sign") as entry:
        append.lock_head(SYSTEM)  # two checkpoints at once would want the same number
        name, key = checkpoints.signing_key() or _begin_key(by)
        made = checkpoints.make(key, name)
        entry.note(number=made.number, digest=checkpoints.statement_digest(made.payload))
    return made


def rotate_key(*, by: str, reason: str) -> str:
    """Begins a new key, endorsed by the one before when this machine still has it; gives the new key's name."""
    with recording(chain=SYSTEM, by=by, verb="key.rotate") as entry:
        append.lock_head(SYSTEM)
        entry.say("reason", reason)
        name, _key = _begin_key(by)
        entry.note(key=name)
    return name


def _begin_key(by: str) -> tuple[str, Ed25519PrivateKey]:
    before = checkpoints.signing_key()
    name, key = keys.make()
    public = keys.public_of(key)
    with recording(chain=SYSTEM, by=by, verb=keys.BEGIN, key=name, public=public) as entry:
        if before:
            entry.note(replaces=before[0], endorsement=before[1].sign(public.encode()).hex())
    return name, key


Retention = Callable[[str], str | None]
_retentions: list[Retention] = []


def retain(check: Retention) -> None:
    """Registers a duty to keep: `check` takes a field ("measure:5/text", "data/comment") and gives why it must stay, or None."""
    if check not in _retentions:
        _retentions.append(check)


def erase(row: Recorded, *columns: str, by: str, reason: str, basis: str, left: str = "") -> Entry:
    """Erases all words ever recorded in these columns of `row`, with their salts, and sets the columns to `left`.

    Takes the reason and its legal basis, which stay on record with the entry "words.erase" that answers for it.
    Raises Refusal where a retention duty stands or there is nothing to erase.
    """
    fields = [f"{row.subject}/{column}" for column in columns]
    words = list(LedgerWords.objects.filter(field__in=fields, erased_by=None).select_related("entry").order_by("entry__sequence", "field"))
    with _erasing(words, by=by, reason=reason, basis=basis) as entry:
        entry.about(row)
        entry.update(row, **dict.fromkeys(columns, left))
    return entry


def erase_said(chain: str, sequence: int, *keys_said: str, by: str, reason: str, basis: str) -> Entry:
    """Erases what was said (entry.say) under these keys in one entry. Otherwise as `erase`."""
    fields = [f"data/{key}" for key in keys_said]
    at = LedgerWords.objects.filter(entry__chain=chain, entry__sequence=sequence, field__in=fields, erased_by=None)
    with _erasing(list(at.select_related("entry").order_by("field")), by=by, reason=reason, basis=basis) as entry:
        pass
    return entry


@contextmanager
def _erasing(words: Sequence[LedgerWords], *, by: str, reason: str, basis: str) -> Iterator[Entry]:
    if not words:
        raise Refusal(_("没有可清除的文字，或者已经清除。"))
    if not reason.strip() or not basis.strip():
        raise Refusal(_("清除文字须写明理由和依据。"))
    for why in (check(each.field) for check in _retentions for each in words):
        if why:
            raise Refusal(why)
    with recording(chain=words[0].entry.chain, by=by, verb="words.erase") as entry:
        entry.say("reason", reason.strip())
        entry.say("basis", basis.strip())
        entry.erasing = [(each.pk, each.entry.sequence, each.field) for each in words]
        entry.note(erased=[[sequence, field] for _pk, sequence, field in entry.erasing])
        yield entry
