"""Where evidence lies on disk: `ZHENGGAI_DATA/evidence/ab/cd/<sha256>`, written whole or not at all, read back with its digest checked."""

import hashlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from zhenggai.core.words import _


class Altered(Exception):
    """A stored file is missing or no longer has the digest it is kept under; the message names it."""


def path_of(digest: str) -> Path:
    """The place of the content with this SHA-256 (64 hex digits)."""
    return Path(settings.ZHENGGAI_DATA) / "evidence" / digest[:2] / digest[2:4] / digest


def write(content: bytes) -> str:
    """Stores `content`, on disk before this returns; gives its SHA-256. The same content again is one file.

    Raises OSError when the disk refuses.
    """
    digest = hashlib.sha256(content).hexdigest()
    place = path_of(digest)
    if _holds(place, content):
        return digest
    place.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=place.parent, prefix=".part-")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        Path(temporary).replace(place)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return digest


def lying() -> Iterator[Path]:
    """Every file in the storage, in the order of its name, those cut short by a machine that stopped among them."""
    yield from sorted(path for path in (Path(settings.ZHENGGAI_DATA) / "evidence").rglob("*") if path.is_file())


def _holds(place: Path, content: bytes) -> bool:
    """Whether the very content lies there: a file cut short or altered since is written anew."""
    try:
        return place.stat().st_size == len(content) and place.read_bytes() == content
    except OSError:
        return False


def read(digest: str) -> bytes:
    """The content kept under `digest`. Raises Altered when it is missing or its digest is another."""
    place = path_of(digest)
    try:
        content = place.read_bytes() if place.is_file() else None  # a pipe put in its place would be waited for
    except OSError:
        content = None
    if content is None:
        raise Altered(_("佐证文件 %(digest)s 不在存储中。") % {"digest": digest[:12]})
    if hashlib.sha256(content).hexdigest() != digest:
        raise Altered(_("佐证文件 %(digest)s 的内容已被改动，与入库时的指纹不符。") % {"digest": digest[:12]})
    return content
