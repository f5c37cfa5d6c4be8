"""Putting things on record. `recording` is the only way a recorded row changes (design §3.3)."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any, Final, Literal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from zhenggai.ledger import current
from zhenggai.ledger.current import OffTheRecordError
from zhenggai.ledger.entry import Entry
from zhenggai.ledger.models import Recorded

__all__ = ["SYSTEM", "Entry", "FutureDateError", "OffTheRecordError", "Source", "gesture", "recording"]

SYSTEM: Final = "system"
Source = Literal["web", "cli", "import", "demo"]


class FutureDateError(ValueError):
    """The business date lies in the future; the message is fit to be shown."""


@contextmanager
def recording(
    *, by: str, verb: str, chain: str | None = None, subject: Recorded | str | None = None, on: date | None = None, **data: Any
) -> Iterator[Entry]:
    """One action on the record: a transaction in which `entry` writes rows, and at whose end ONE entry is appended, last.

    Takes the actor ("person:7" or "system"), the verb ("measure.submit"), the chain ("case:3"; None when only a row made inside gives it:
    entry.about), the subject, the business date (default today, local time) and plain facts as for entry.note.
    An exception inside leaves no trace. Recordings may be nested: each has its own entry, the inner before the outer; where an inner one
    wrote a column after the outer, the outer's entry tells what stands at its own end. Raises FutureDateError, ValueError.
    """
    today = timezone.localdate()
    if on is not None and on > today:
        raise FutureDateError(_("发生日期不能晚于今天。"))
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
