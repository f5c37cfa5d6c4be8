"""The record in plain sentences: who did what to which measure or finding, and what they said. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from zhenggai.core.words import _
from zhenggai.rectification.domain.states import verb_word

# Said words of an entry, by the name they were said under or the column they went to.
SAID = ("reason", "comment")
SAID_COLUMNS = ("text", "comment", "not_done_reason", "closing_words", "dropped_reason")


@dataclass(frozen=True)
class Line:
    """One entry as a reader sees it. `later`: days between the day it occurred and the day it was put on record."""

    recorded_at: datetime
    occurred_on: date
    who: str
    what: str
    said: str
    sequence: int
    digest: str
    source: str
    later: int


def what_words(verb: str, subject: str, numbers: Mapping[str, str]) -> str:
    """What was done to what: 核验通过：问题 16 措施 3. `numbers` names the subjects of the case."""
    try:
        done = verb_word(verb)
    except KeyError:
        done = verb
    name = numbers.get(subject)
    return _("%(done)s：%(what)s") % {"done": done, "what": name} if name else done


def said_words(data: Mapping[str, object], changes: Mapping[str, Mapping[str, object]], subject: str) -> str:
    """What was said with the entry: a reason or comment, else the words of the progress or opinion made with it."""
    for key in SAID:
        if data.get(key):
            return str(data[key])
    spoken = [columns for name, columns in changes.items() if name.startswith(("progress:", "opinion:")) or name == subject]
    for columns in spoken:
        for column in SAID_COLUMNS:
            if columns.get(column):
                return str(columns[column])
    return ""
