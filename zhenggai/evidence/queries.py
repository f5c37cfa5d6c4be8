"""Reading evidence files; every reading checks the digest."""

import time
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation import gettext as _

from zhenggai.evidence import storage
from zhenggai.evidence.models import File
from zhenggai.evidence.storage import Altered
from zhenggai.ledger.proof import Problem, Report

__all__ = ["Altered", "altered_files", "content_of", "strays"]

IN_HAND = 3_600  # seconds: a file is written before the entry that names it, which may still be on its way


def content_of(file: File) -> bytes:
    """What the file holds. Raises Altered when it is missing or no longer what its digest says."""
    return storage.read(file.digest)


def altered_files(report: Report) -> Iterator[Problem]:
    """Every stored file that is missing or differs from the digest on record; part of `zhenggai verify`."""
    for pk, digest in File.objects.order_by("pk").values_list("pk", "digest").iterator():
        report.counts["files"] += 1
        try:
            storage.read(digest)
        except Altered as error:
            yield Problem(
                code="file-altered",
                where=_("佐证文件 %(pk)d（%(path)s）") % {"pk": pk, "path": storage.path_of(digest)},
                message=str(error),
            )


def strays() -> list[Path]:
    """The files in the storage that no row names: what was brought with an action that failed after the disk had taken it."""
    named = set(File.objects.values_list("digest", flat=True))
    return [path for path in storage.lying() if path.name not in named and path.stat().st_mtime < time.time() - IN_HAND]
