"""Reading the record: the history of a subject, a chain's entries, what was the case on a day, receipts, exports."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final, Literal

from django.db.models import Max, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from zhenggai.ledger import keys
from zhenggai.ledger.checkpoints import statement_digest
from zhenggai.ledger.domain.receipt import Receipt, code_of
from zhenggai.ledger.export import export_chain
from zhenggai.ledger.models import LedgerCheckpoint, LedgerEntry, LedgerHead, LedgerWords, Recorded

__all__ = [
    "Erased",
    "Told",
    "as_of",
    "code_covering",
    "entered_later",
    "entries_of",
    "export_chain",
    "history",
    "latest_day",
    "length_of",
    "receipt_of",
]

ENTRY_COLUMNS: Final = (
    "id", "chain", "sequence", "recorded_at", "occurred_on", "actor", "verb", "subject", "gesture", "source", "digest", "payload"
)  # fmt: skip
WORD_COLUMNS: Final = ("words__field", "words__words", "words__erased_by__sequence")
Clock = Literal["case", "record"]
Words = dict[int, dict[str, "str | Erased"]]


@dataclass(frozen=True)
class Erased:
    """Stands where words were; the entry with this sequence erased them."""

    by: int

    def __str__(self) -> str:
        return _("（已依规清除，见第 %(n)d 条记录）") % {"n": self.by}


@dataclass(frozen=True)
class Told:
    """An entry with its words: `changes` {subject: {column: value}} and `data` hold text where the payload holds sealed digests."""

    id: int
    chain: str
    sequence: int
    recorded_at: datetime
    occurred_on: date
    actor: str
    verb: str
    subject: str
    gesture: str
    source: str
    digest: str
    changes: dict[str, dict[str, Any]]
    data: dict[str, Any]

    @property
    def days_later(self) -> int:
        """How many days after it occurred this was put on record."""
        return (timezone.localdate(self.recorded_at) - self.occurred_on).days


def history(*subjects: Recorded | str) -> list[Told]:
    """The entries about these subjects ("finding:3" or the rows themselves), oldest first. One query, however many there are."""
    names = [each.subject if isinstance(each, Recorded) else each for each in subjects]
    # Beside its words an entry comes once for each: nothing to a deed's few, but not for an import's thousands (`_told`).
    beside = LedgerEntry.objects.filter(subject__in=names).order_by("id").values_list(*ENTRY_COLUMNS, *WORD_COLUMNS)
    rows: dict[int, tuple[Any, ...]] = {}
    words: Words = {}
    for row in beside:
        entry, (name, text, erased_by) = row[: len(ENTRY_COLUMNS)], row[len(ENTRY_COLUMNS) :]
        rows[row[0]] = entry
        if name is not None:
            words.setdefault(row[0], {})[name] = text if erased_by is None else Erased(erased_by)
    return [_tell(row, words.get(pk, {})) for pk, row in rows.items()]


def entries_of(chain: str, *, start: int = 1, count: int | None = None) -> list[Told]:
    """`count` entries (all when None) of a chain from the sequence `start`, in order. Two queries."""
    return _told(Q(chain=chain, sequence__gte=start) & (Q() if count is None else Q(sequence__lt=start + count)), ("sequence",))


def length_of(chain: str) -> int:
    """How many entries a chain has: the sequence of its last one."""
    return LedgerHead.objects.filter(chain=chain).values_list("sequence", flat=True).first() or 0


def as_of(chain: str, day: date, clock: Clock = "case", *, until: int | None = None) -> dict[str, dict[str, Any]]:
    """Replays a chain: {subject: {column: value}} at the end of `day` (design §3.9). Two queries, of a day in the past three.

    "case": what was the case, by what is on record today, or was when the entry with the sequence `until` was made: entries that occurred
    by then, in the order in which they occurred. "record": what the record knew: entries recorded by then (local time).
    Dates are ISO text, rows "kind:pk", erased words `Erased`. A row is there from the day of the entry that made it, which comes first
    whatever was put on record under an earlier day.
    """
    if clock == "case":
        known = Q() if until is None else Q(sequence__lte=until)
        told = _told(Q(chain=chain, occurred_on__lte=day) & known, ("occurred_on", "sequence"))
    else:
        told = _told(Q(chain=chain, recorded_at__lt=_end_of(day)), ("sequence",))
    made: dict[str, int] = {}
    for entry in told:
        for subject in entry.changes:
            made[subject] = min(made.get(subject, entry.sequence), entry.sequence)
    later = _made_later(chain, day, made) if clock == "case" and day < timezone.localdate() else frozenset()
    standing: dict[str, dict[str, Any]] = {}
    for entry in told:
        for subject, columns in entry.changes.items():
            row = standing.setdefault(subject, {})
            standing[subject] = columns | row if entry.sequence == made[subject] else row | columns
    return {subject: row for subject, row in standing.items() if subject not in later}


def latest_day(subject: Recorded, verb: str) -> date | None:
    """The latest day on which this was done to the row; None when it never was. One query."""
    days: date | None = LedgerEntry.objects.filter(subject=subject.subject, verb=verb).aggregate(day=Max("occurred_on"))["day"]
    return days


def entered_later(chain: str, day: date) -> int:
    """How many entries of the chain occurred by the end of `day` and were recorded only after it."""
    return LedgerEntry.objects.filter(chain=chain, occurred_on__lte=day, recorded_at__gte=_end_of(day)).count()


def receipt_of(made: LedgerCheckpoint) -> Receipt:
    """What leaves the machine: `.to_json()` into a file, `.code` printed on a notice."""
    return Receipt(made.payload, keys.announced()[made.key], made.signature)


def code_covering(chain: str, sequence: int) -> str:
    """The code of the first checkpoint that covers this entry; empty while none does. One query."""
    for made in LedgerCheckpoint.objects.filter(heads__contains=f'"{chain}":').order_by("number").iterator():
        if json.loads(made.heads)[chain][0] >= sequence:
            return code_of(statement_digest(made.payload))
    return ""


def _end_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))


def _made_later(chain: str, day: date, first: dict[str, int]) -> frozenset[str]:
    """Of the subjects, by the first entry known of each, those that an entry before that one had made: it occurred after `day`."""
    before = max(first.values(), default=0)
    others = LedgerEntry.objects.filter(chain=chain, occurred_on__gt=day, sequence__lt=before).values_list("sequence", "payload")
    touched = ((sequence, subject) for sequence, payload in others for subject in json.loads(payload)["changes"])
    return frozenset(subject for sequence, subject in touched if sequence < first.get(subject, 0))


def _told(which: Q, order: Sequence[str]) -> list[Told]:
    entries = LedgerEntry.objects.filter(which)
    words = _words(LedgerWords.objects.filter(entry__in=entries.order_by().values("pk")).values_list(
        "entry_id", "field", "words", "erased_by__sequence"
    ))  # fmt: skip
    return [_tell(row, words.get(row[0], {})) for row in entries.order_by(*order).values_list(*ENTRY_COLUMNS)]


def _words(rows: Iterable[tuple[int, str, str, int | None]]) -> Words:
    found: Words = {}
    for entry, name, words, erased_by in rows:
        found.setdefault(entry, {})[name] = words if erased_by is None else Erased(erased_by)
    return found


def _tell(row: tuple[Any, ...], words: dict[str, "str | Erased"]) -> Told:
    payload = json.loads(row[-1])
    for field, text in words.items():
        head, _slash, name = field.rpartition("/")
        place = payload["data"] if head == "data" else payload["changes"].get(head, {})
        place[name] = text
    columns = dict(zip(ENTRY_COLUMNS[:-1], row, strict=False))
    return Told(**columns, changes=payload["changes"], data=payload["data"])
