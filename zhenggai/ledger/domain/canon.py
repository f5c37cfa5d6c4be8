"""The bytes an entry is made of: canonical JSON, digests, sealed words."""

import hashlib
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial
from typing import Any, Final, Protocol

import rfc8785

ALGORITHMS: Final = ("sha256", "sm3")
VERSION: Final = 1
SALT_BYTES: Final = 16


class Digest(Protocol):
    """What hashlib gives."""

    def hexdigest(self) -> str: ...


class CanonError(ValueError):
    """A value that canonical JSON cannot hold, or an algorithm the record does not know."""


def canonical(value: Any) -> str:
    """`value` as canonical JSON text (RFC 8785). Raises CanonError: numbers beyond 2^53, unpaired surrogates, other types."""
    try:
        return rfc8785.dumps(value).decode()
    except rfc8785.CanonicalizationError as error:
        raise CanonError(str(error)) from error


def digester(algorithm: str) -> Callable[[bytes], Digest]:
    """hashlib's constructor for `algorithm`. Raises CanonError for one that is not ours."""
    if algorithm == "sha256":
        return hashlib.sha256
    if algorithm not in ALGORITHMS:
        raise CanonError(f"unknown digest algorithm: {algorithm!r}")
    return partial(hashlib.new, algorithm)


def hasher(algorithm: str) -> Callable[[bytes], str]:
    """The function from bytes to lower-case hex digits. Raises CanonError for an algorithm that is not ours."""
    new = digester(algorithm)
    return lambda data: new(data).hexdigest()


def octets(text: str) -> bytes:
    """The bytes that `text` names in lower-case hex digits. Raises ValueError for any other spelling: that is an alteration."""
    found = bytes.fromhex(text)
    if found.hex() != text:
        raise ValueError("hex digits")
    return found


def sealed(digest: str) -> dict[str, str]:
    """How a sealed text stands in a payload. No clear value looks like it: clear values are never objects with this key."""
    return {"sealed": digest}


def stamp(moment: datetime) -> str:
    """`moment` (aware) in UTC to the microsecond: 2026-11-22T05:15:00.000001Z."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def day_text(day: date) -> str:
    """`day` as 2026-11-22."""
    return day.isoformat()
