"""What a careful reader would say about a notice. `CHECKS` lists what is looked at.

A check takes the notice as read and the lines it was read from. It raises nothing, looks at nothing else (no clock, no database), and
gives for each remark a code, a severity, the line, the words it is about and the reason in words. "error" is what must not be published
as it stands, "warning" what the text contradicts, "hint" what a careful reader would ask about. Adding a check is writing the function
and adding it to `CHECKS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from zhenggai.documents.domain import style
from zhenggai.documents.domain.lines import Line, read_lines
from zhenggai.documents.domain.notice import Notice, Remark
from zhenggai.documents.domain.reading import read_notice

Check = Callable[[Notice, Sequence[Line]], Iterator[Remark]]


def contradictions(notice: Notice, _lines: Sequence[Line]) -> Iterator[Remark]:
    """The warnings of reading: numbers, dates, ordinals, private data, damage."""
    yield from notice.warnings


CHECKS: tuple[Check, ...] = (
    contradictions,
    style.contact_missing,
    style.statuses_missing,
    style.empty_sections,
    style.titles_repeated,
    style.brackets,
    style.late,
    style.empty_words,
)


def check_notice(text: str | Sequence[str]) -> tuple[Remark, ...]:
    """Check a notice from its text or its paragraphs; remarks in the order of the text, those on the whole first. Never raises."""
    return remarks_on(read_notice(text), text)


def remarks_on(notice: Notice, text: str | Sequence[str]) -> tuple[Remark, ...]:
    """Check a notice that was read from `text`, in the same order; for who needs what was read as well."""
    lines = read_lines(text)
    found = [remark for check in CHECKS for remark in check(notice, lines)]
    return tuple(sorted(found, key=lambda remark: remark.line or 0))
