"""Reading evidence files; every reading checks the digest."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from zhenggai.evidence import storage
from zhenggai.evidence.models import File
from zhenggai.evidence.storage import Altered
from zhenggai.ledger.proof import Problem

__all__ = ["Altered", "altered_files", "content_of"]


def content_of(file: File) -> bytes:
    """What the file holds. Raises Altered when it is missing or no longer what its digest says."""
    return storage.read(file.digest)


def altered_files() -> Iterator[Problem]:
    """Every stored file that is missing or differs from the digest on record; part of `zhenggai verify`."""
    for pk, digest in File.objects.order_by("pk").values_list("pk", "digest").iterator():
        try:
            storage.read(digest)
        except Altered as error:
            yield Problem(
                code="file-altered",
                where=_("佐证文件 %(pk)d（%(path)s）") % {"pk": pk, "path": storage.path_of(digest)},
                message=str(error),
            )
