"""Bringing evidence: type by content, digest, one row for the content and one for what it is said to be."""

from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from zhenggai.accounts.models import Person
from zhenggai.core.refusal import Refusal
from zhenggai.evidence import storage
from zhenggai.evidence.domain.media import Media, clean_name, media_of
from zhenggai.evidence.models import Evidence, File
from zhenggai.ledger.actions import Entry

EARLIEST = 1900  # year; a day before it is a slip of the hand


def bring(entry: Entry, *, content: bytes, name: str, title: str, dated_on: date | None, by: Person, on: date) -> Evidence:
    """Keeps `content` as evidence within the caller's entry of the record.

    Takes the file's bytes, the name it came under, what it is (`title`, else its name), the day of the thing itself and the business day.
    Raises Refusal in words for a file that may not be kept, OSError when the disk refuses; nothing is half-written.
    """
    media, kept_name = examine(content=content, name=name, dated_on=dated_on)
    file = _kept(entry, storage.write(content), len(content), media)
    return entry.create(
        Evidence(file=file, title=(title.strip() or kept_name)[:200], name=kept_name, dated_on=dated_on, brought_by=by, brought_on=on)
    )


def examine(*, content: bytes, name: str, dated_on: date | None) -> tuple[Media, str]:
    """What the file is and the name it would be kept under; keeps nothing. Raises Refusal in words."""
    media = media_of(content)
    kept_name = clean_name(name, media)
    if dated_on and dated_on > timezone.localdate():
        raise Refusal(_("材料日期不能晚于今天。"), "evidence_on")
    if dated_on and dated_on.year < EARLIEST:
        raise Refusal(_("材料日期的年份不对，请核对。"), "evidence_on")
    return media, kept_name


def _kept(entry: Entry, digest: str, size: int, media: Media) -> File:
    known = File.objects.filter(digest=digest).first()
    if known:
        return known
    try:
        with transaction.atomic():
            return entry.create(File(digest=digest, size=size, media=media.type))
    except IntegrityError:
        # Another case brought the same content at the same moment, and was first.
        return File.objects.get(digest=digest)
