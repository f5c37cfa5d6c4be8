"""What a notice says, as structure (its keys as JSON: docs/reading.md). Unknown values are None, never guessed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from zhenggai.documents.domain.statuses import Status


@dataclass(frozen=True, slots=True)
class Remark:
    """Something a careful reader would point out: a code, where, the words it is about, and why."""

    code: str
    message: str
    severity: Literal["error", "warning", "hint"] = "warning"
    line: int | None = None
    words: str = ""
    claimed: int | str | None = None
    found: int | str | None = None


@dataclass(frozen=True, slots=True)
class Claims:
    """What the text claims, in numbers; `other` holds further claimed counts by their Chinese name."""

    aspects: int | None = None
    findings: int | None = None
    measures: int | None = None
    completed: int | None = None
    in_progress: int | None = None
    not_started: int | None = None
    other: dict[str, int | str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Aspect:
    """An aspect; `number` is its marker as written where it stands first."""

    number: str
    title: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding as the source writes it. `text` is what stands below its heading; `measures` its parts (一是… 二是…)."""

    number: str
    title: str
    aspect: str | None
    parent: str | None
    status: Status
    measures: tuple[str, ...]
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Contact:
    """How the public reaches the unit."""

    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    address: str | None = None
    postcode: str | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """A whole notice. Dates are ISO days, or YYYY-MM where the text gives only a month."""

    title: str | None
    issuer: str | None
    signer: str | None
    inspector: str | None
    round: str | None
    inspected_from: str | None
    inspected_to: str | None
    feedback_on: str | None
    issued_on: str | None
    published: str | None
    as_of: str | None
    claims: Claims
    aspects: tuple[Aspect, ...]
    findings: tuple[Finding, ...]
    contact: Contact
    warnings: tuple[Remark, ...]
    paragraphs: tuple[str, ...]
