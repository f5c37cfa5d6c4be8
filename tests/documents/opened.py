"""One file opened as the product opens it, for tests that read a single one."""

from pathlib import Path

from zhenggai.documents.intake.opening import Opener, Text


def open_text(source: Path | bytes, name: str | None = None) -> Text:
    """The text of one file, or of bytes uploaded under `name`."""
    with Opener() as opener:
        return opener.open(source, name)
