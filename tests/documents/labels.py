"""Compares a notice as read with the label a careful human gave it (the form of ../shared/notices)."""

import json
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from zhenggai.documents.domain.notice import Finding, Notice
from zhenggai.documents.domain.reading import read_notice

_NOISE = re.compile(r"(问题\d+[::]|关于|的整改|整改情况|问题|方面|的|整改|[\W_])")
_FIELDS = {
    "title": "title",
    "issuer": "issuer",
    "signer": "signer",
    "inspector": "inspection_body",
    "feedback_on": "feedback_date",
    "issued_on": "notice_date",
}
_CLAIMS = {
    "aspects": "claimed_aspects",
    "findings": "claimed_problems",
    "measures": "claimed_measures",
    "completed": "claimed_done",
    "in_progress": "claimed_in_progress",
    "not_started": "claimed_not_started",
}


def labelled(folder: Path) -> list[Path]:
    """The labels that have their text beside them."""
    return [path for path in sorted(folder.glob("*.json")) if path.with_suffix(".txt").exists()]


def differences(label: Path, text: str | None = None) -> list[str]:
    """Say where the notice as read differs from its label; `text` stands in for the file's own."""
    gold = json.loads(label.read_text("utf-8"))
    notice = read_notice(label.with_suffix(".txt").read_text("utf-8") if text is None else text)
    return [*_facts(gold, notice), *_claimed(gold, notice), *_found(gold, notice), *_reached(gold, notice), *_warned(gold, notice)]


def plain(text: str | None) -> str:
    """The words without what differs between two ways of writing a heading."""
    return _NOISE.sub("", unicodedata.normalize("NFKC", text or ""))


def _facts(gold: dict[str, Any], notice: Notice) -> Iterator[str]:
    for field, key in _FIELDS.items():
        want, got = gold.get(key), getattr(notice, field)
        if not (want is None and field in ("issuer", "inspector")) and plain(want) != plain(got):
            yield f"{field}: want {want!r}, got {got!r}"
    start, _slash, end = (gold.get("inspection_period") or "").partition("/")
    if (start or None, end or None) != (notice.inspected_from, notice.inspected_to):
        yield f"period: want {start}/{end}, got {notice.inspected_from}/{notice.inspected_to}"


def _claimed(gold: dict[str, Any], notice: Notice) -> Iterator[str]:
    for field, key in _CLAIMS.items():
        if gold.get(key) != getattr(notice.claims, field):
            yield f"claims.{field}: want {gold.get(key)!r}, got {getattr(notice.claims, field)!r}"


def _found(gold: dict[str, Any], notice: Notice) -> Iterator[str]:
    wanted = gold.get("problem_headings") or []
    if len(wanted) != len(notice.findings):
        yield f"findings: want {len(wanted)}, got {[finding.title for finding in notice.findings]}"
        return
    for heading, finding in zip(wanted, notice.findings, strict=True):
        yield from (f"{heading['heading'][:20]}: {words}" for words in _differs(heading, finding))


def _differs(heading: dict[str, Any], finding: Finding) -> Iterator[str]:
    short, long = sorted((plain(heading["heading"]), plain(finding.title)), key=len)
    if short not in long or len(short) < 0.6 * len(long):
        yield f"title {finding.title!r}"
    for key, got in (("aspect", finding.aspect), ("parent", finding.parent)):
        if heading.get(key) and plain(heading[key]) != plain(got):
            yield f"{key} want {heading[key]!r}, got {got!r}"
    if heading.get("status") and heading["status"] != finding.status:
        yield f"status want {heading['status']}, got {finding.status}"
    if heading.get("measures") and heading["measures"] != len(finding.measures):
        yield f"measures want {heading['measures']}, got {len(finding.measures)}"


def _reached(gold: dict[str, Any], notice: Notice) -> Iterator[str]:
    want = {re.sub(r"\D", "", phone)[-8:] for phone in gold.get("contact_phone") or []}
    got = {re.sub(r"\D", "", phone)[-8:] for phone in notice.contact.phones}
    if want != got:
        yield f"phones: want {want}, got {got}"
    mail = gold.get("contact_email")
    if [mail] * bool(mail) != list(notice.contact.emails):
        yield f"emails: want {mail}, got {notice.contact.emails}"


def _warned(gold: dict[str, Any], notice: Notice) -> Iterator[str]:
    codes = {remark.code for remark in notice.warnings}
    wanted = gold.get("must_warn")
    if wanted == [] and codes:
        yield f"warnings invented: {codes}"
    missing = set(wanted or ()) - codes
    if missing:
        yield f"warnings missed: {missing}"
