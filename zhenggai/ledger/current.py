"""What this thread is doing: the recordings it has open, the gesture it belongs to, whether a recording is writing a row."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from zhenggai.ledger.entry import Entry

open_entries: ContextVar[tuple["Entry", ...]] = ContextVar("open_entries", default=())
_writing: ContextVar[bool] = ContextVar("writing", default=False)
gesture_now: ContextVar[tuple[str, str] | None] = ContextVar("gesture_now", default=None)


class OffTheRecordError(RuntimeError):
    """A row on record was about to change without an entry. A mistake in the program: changes go through `recording`."""


def is_writing() -> bool:
    """Whether an entry is writing a row at this moment, so that the row's guard lets it pass."""
    return _writing.get()


@contextmanager
def writing() -> Iterator[None]:
    """Opens the guard of recorded rows; used by Entry alone."""
    token = _writing.set(True)
    try:
        yield
    finally:
        _writing.reset(token)


def refuse(model: type[Any], what: str) -> OffTheRecordError:
    """The error that says which way is right."""
    return OffTheRecordError(f"{model.__name__}: {what} goes through zhenggai.ledger.actions.recording (entry.create, create_many, update)")
