"""What the frame round every page shows: who, where, how many things wait. Plain data that a context processor makes."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Entry:
    """One entry of the left column (the bottom bar on a phone); `on_phone` ones stay in the bar."""

    key: str
    label: str
    url: str
    count: int = 0
    current: bool = False
    on_phone: bool = False


@dataclass(frozen=True)
class Lamp:
    """A warning light: its colour's key, how many, and what they are, in words."""

    key: str
    count: int
    words: str


@dataclass(frozen=True)
class Link:
    """A case in the switcher."""

    label: str
    url: str
    current: bool = False


@dataclass(frozen=True)
class Frame:
    """Everything of the frame for somebody who is signed in."""

    unit: str
    person: str
    post: str
    nav: tuple[Entry, ...]
    case: str = ""
    cases: tuple[Link, ...] = ()
    lamps: tuple[Lamp, ...] = field(default=())
