"""Large texts are read a few at a time: whoever finds no place waits a little and is then told, so that other pages keep their threads."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

AT_ONCE = 2
"""Texts that one process opens and reads at the same time; each may take a confined child and seconds of a processor."""
PATIENCE = 3.0
"""Seconds to wait for a place."""

_places = threading.BoundedSemaphore(AT_ONCE)


class Busy(Exception):
    """All places were taken for as long as one may wait."""


@contextmanager
def turn() -> Iterator[None]:
    """Take a place while a text is opened and read. Raises `Busy` after `PATIENCE` seconds without one."""
    if not _places.acquire(timeout=PATIENCE):
        raise Busy
    try:
        yield
    finally:
        _places.release()
