"""Bringing evidence: type by content, digest, one row for the content and one for what it is said to be."""

from datetime import date

from django.db import transaction

from zhenggai.accounts.models import Person
from zhenggai.evidence import storage
from zhenggai.evidence.domain.media import clean_name, media_of
from zhenggai.evidence.models import Evidence, File
from zhenggai.ledger.actions import Entry


def bring(entry: Entry, *, content: bytes, name: str, title: str, dated_on: date | None, by: Person, on: date) -> Evidence:
    """Keeps `content` as evidence within the caller's entry of the record.

    Takes the file's bytes, the name it came under, what it is (`title`, else its name), the day of the thing itself and the business day.
    Raises media.Refused in words for a file that may not be kept, OSError when the disk refuses; nothing is half-written.
    """
    media = media_of(content)
    kept_name = clean_name(name, media)
    with transaction.atomic():
        digest = storage.write(content)
        file = File.objects.filter(digest=digest).first() or entry.create(File(digest=digest, size=len(content), media=media.type))
        return entry.create(
            Evidence(file=file, title=(title.strip() or kept_name)[:200], name=kept_name, dated_on=dated_on, brought_by=by, brought_on=on)
        )
