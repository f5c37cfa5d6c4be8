"""A paper as plain paragraphs with a style each, before it becomes text or Word. Pure data."""

from dataclasses import dataclass
from enum import StrEnum


class Style(StrEnum):
    """The paragraph styles of an official paper; the levels are those of GB/T 9704-2012 (rules.md §3): 一、（一）1.（1）."""

    TITLE = "title"
    LEVEL_1 = "level-1"
    LEVEL_2 = "level-2"
    LEVEL_3 = "level-3"
    LEVEL_4 = "level-4"
    BODY = "body"
    SIGNATURE = "signature"
    DATE = "date"
    CODE = "code"


@dataclass(frozen=True)
class Paragraph:
    """One paragraph: its style and its words, without line breaks."""

    style: Style
    text: str


@dataclass(frozen=True)
class Paper:
    """A whole paper in order."""

    paragraphs: tuple[Paragraph, ...]

    def text(self) -> str:
        """The paper as plain text, a paragraph a line."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs) + "\n"
