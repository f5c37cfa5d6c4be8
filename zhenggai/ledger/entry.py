"""An entry while it is being made: it writes rows, gathers what they changed, and is appended last (design §3.3)."""

import re
import secrets
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, TypeVar

from django.conf import settings
from django.utils import timezone

from zhenggai.ledger import append, current
from zhenggai.ledger.columns import BLANK, Clear, Column, columns_of
from zhenggai.ledger.domain.canon import SALT_BYTES, VERSION, canonical, day_text, hasher, sealed, stamp
from zhenggai.ledger.models import Recorded

R = TypeVar("R", bound=Recorded)
# None of these needs escaping in JSON; streams.py builds on it.
CHAIN = re.compile(r"[a-z]+(:[0-9]+)?")
ACTOR = re.compile(r"system|[a-z_]+:[0-9]+")
VERB = re.compile(r"[a-z_]+\.[a-z_]+")
KIND = re.compile(r"[a-z_]+")
SUBJECT = re.compile(r"[a-z_]+(:[0-9]+)?")


class Entry:
    """What one action puts on record. Made by `recording`; `sequence` and `digest` are there once it is appended."""

    def __init__(
        self, *, chain: str | None, by: str, verb: str, subject: Recorded | str | None, on: date, within: "Entry | None" = None
    ) -> None:
        self.chain, self.by, self.verb, self.on = chain, by, verb, on
        self.gesture: tuple[str, str] = current.gesture_now.get() or (within.gesture if within else ("system", secrets.token_hex(16)))
        self.about(subject)
        self.data: dict[str, Any] = {}
        self.said: dict[str, str] = {}
        self.erasing: list[tuple[int, int, str]] = []
        self.changes: dict[str, dict[str, tuple[Clear, bool]]] = {}
        self.sequence = 0
        self.digest = ""

    def about(self, subject: Recorded | str | None, *, chain: str | None = None) -> None:
        """Names the subject (and the chain) when only the new row's number tells them."""
        self.subject = subject.subject if isinstance(subject, Recorded) else subject
        self.chain = chain or self.chain

    def create(self, row: R) -> R:
        """INSERTs `row` and records its columns."""
        with current.writing():
            row.save(force_insert=True)
        self._changed(row, columns_of(type(row)))
        return row

    def create_many(self, rows: Sequence[R]) -> list[R]:
        """INSERTs rows of one model together and records their columns."""
        if not rows:
            return []
        # The base manager is Django's own: the guard of `objects` is for everybody else.
        made: list[R] = type(rows[0])._base_manager.bulk_create(rows)
        for row in made:
            self._changed(row, columns_of(type(row)))
        return made

    def update(self, row: R, **columns: Any) -> R:
        """UPDATEs just these columns of `row`, sets them on it, and records those that are proven. Values only, no expressions."""
        for name, value in columns.items():
            if hasattr(value, "resolve_expression"):
                raise TypeError(f"{name}: the record needs a value, not an expression")
            setattr(row, name, value)
        return self.rewrite(row, columns)

    def rewrite(self, row: R, names: Iterable[str] | None) -> R:
        """UPDATEs the named columns (all when None) from the values `row` has, and records them."""
        columns = columns_of(type(row))
        if names is not None:
            fields = {row._meta.get_field(name).name for name in names}
            if not fields:
                return row
            columns = tuple(column for column in columns if column.name in fields)
            with current.writing():
                row.save(update_fields=fields)
        else:
            with current.writing():
                row.save(force_update=True)
        self._changed(row, columns)
        return row

    def say(self, key: str, text: str) -> None:
        """Free text: a salted digest in the entry, the words beside it. Empty text says nothing and leaves nothing."""
        if text:
            self.said[key] = text

    def note(self, **facts: Any) -> None:
        """Plain facts, in clear for ever: numbers, dates, codes, digests. Raises ValueError for other text: that is said, not noted."""
        self.data.update({key: _plain(key, value) for key, value in facts.items()})

    def _changed(self, row: Recorded, columns: Iterable[Column]) -> None:
        changes = self.changes.setdefault(row.subject, {})
        for column in columns:
            changes[column.name] = (column.value(row), column.sealed)

    def superseded_by(self, inner: "Entry") -> None:
        """An entry made inside this one stands before it, but may have written later: this one testifies to what stands at its own end."""
        for subject, columns in inner.changes.items():
            mine = self.changes.get(subject, {})
            mine.update({name: value for name, value in columns.items() if name in mine})

    def append(self) -> None:
        """Locks the head of the chain and adds this entry to it. Nothing is written after."""
        chain, subject = self._address()
        sequence, previous = append.lock_head(chain)
        algorithm = settings.ZHENGGAI_DIGEST
        words: list[tuple[str, str, str]] = []
        changes, data = self._sealed(words, algorithm)
        now = timezone.now()
        payload = {
            "version": VERSION,
            "chain": chain,
            "sequence": sequence + 1,
            "at": stamp(now),
            "on": day_text(self.on),
            "actor": self.by,
            "verb": self.verb,
            "subject": subject,
            "gesture": self.gesture[1],
            "source": self.gesture[0],
            "changes": changes,
            "data": data,
            "previous": previous,
            "algorithm": algorithm,
        }
        text = canonical(payload)
        self.sequence, self.digest = sequence + 1, hasher(algorithm)(text.encode())
        append.insert(payload, text, self.digest, now, self.on, words, self.erasing)

    def _address(self) -> tuple[str, str]:
        chain, subject = self.chain or "", self.subject or self.chain or ""
        for what, value, form in (
            ("chain", chain, CHAIN),
            ("by", self.by, ACTOR),
            ("verb", self.verb, VERB),
            ("subject", subject, SUBJECT),
        ):
            if not form.fullmatch(value):
                raise ValueError(f"{what}={value!r} is not of the form {form.pattern}")
        return chain, subject

    def _sealed(self, words: list[tuple[str, str, str]], algorithm: str) -> tuple[dict[str, Any], dict[str, Any]]:
        digest = hasher(algorithm)

        def close(field: str, text: str) -> dict[str, str]:
            salt = secrets.token_bytes(SALT_BYTES)
            words.append((field, salt.hex(), text))
            return sealed(digest(salt + text.encode()))

        changes = {
            subject: {
                name: close(f"{subject}/{name}", value) if hidden and isinstance(value, str) and value not in BLANK else value
                for name, (value, hidden) in columns.items()
            }
            for subject, columns in self.changes.items()
        }
        return changes, self.data | {key: close(f"data/{key}", text) for key, text in self.said.items()}


def _plain(key: str, value: Any) -> Any:
    if isinstance(value, Recorded):
        return value.subject
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str) and not value.isascii():
        raise ValueError(f"{key}: free text enters the record with entry.say, which can be erased")
    if isinstance(value, dict):
        if "sealed" in value:
            raise ValueError(f"{key}: a fact may not look like a sealed text")
        return {name: _plain(key, each) for name, each in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(key, each) for each in value]
    return value
