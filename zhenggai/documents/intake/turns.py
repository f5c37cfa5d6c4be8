"""Large texts are read a few at a time: whoever finds no place waits a little and is then told, so that other pages keep their threads."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

AT_ONCE = 2
"""Texts that one process opens and reads at the same time; each may take a confined child and seconds of a processor."""
WAITING = 1
"""Texts that wait for a place. With those that have one, fewer than the threads of a process: the last thread serves other pages."""
PATIENCE = 2.0
"""Seconds to wait for a place."""
SHORT = 30_000
"""Characters that are read so fast that they need no place; hardly a notice is longer."""

_places = threading.BoundedSemaphore(AT_ONCE)
_doors = threading.BoundedSemaphore(AT_ONCE + WAITING)


class Busy(Exception):
    """All places were taken for as long as one may wait, or too many waited already."""


@contextmanager
def turn(characters: int | None = None) -> Iterator[None]:
    """Take a place while a text is opened and read; of a file it is not known yet how many characters it has. Raises `Busy`."""
    if characters is not None and characters <= SHORT:
        yield
        return
    if not _doors.acquire(blocking=False):
        raise Busy
    try:
        if not _places.acquire(timeout=PATIENCE):
            raise Busy
        try:
            yield
        finally:
            _places.release()
    finally:
        _doors.release()
