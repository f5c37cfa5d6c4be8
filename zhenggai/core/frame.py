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
    """A warning light: its key (ahead, soon, late) is its colour and shape, how many, its label, what they are in words."""

    key: str
    count: int
    label: str
    words: str


@dataclass(frozen=True)
class Link:
    """A case in the switcher."""

    label: str
    url: str
    current: bool = False


@dataclass(frozen=True)
class Frame:
    """Everything of the frame for somebody who is signed in.

    `case` is the one that the column speaks of; `switch_url` gives the others, as links, when somebody opens the switcher.
    """

    unit: str
    person: str
    post: str
    nav: tuple[Entry, ...]
    case: str = ""
    case_url: str = ""
    switch_url: str = ""
    lamps: tuple[Lamp, ...] = field(default=())

    @property
    def more(self) -> bool:
        """Whether a phone keeps anything under 更多."""
        return any(not entry.on_phone for entry in self.nav)

    @property
    def beyond_phone(self) -> bool:
        """Whether the page is one that a phone keeps under 更多."""
        return any(entry.current and not entry.on_phone for entry in self.nav)
