"""Reading turns and opinions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from zhenggai.signoff.models import Turn


@dataclass(frozen=True)
class Returned:
    """What somebody said when they gave it back."""

    comment: str
    on: date
    by: str


@dataclass(frozen=True)
class Hands:
    """The people of a subject's turns, over and open: who asked for agreement, who spoke, and what the last return said."""

    submitted: frozenset[int] = frozenset()
    spoke: frozenset[int] = frozenset()
    returned: Returned | None = None
    last: int = 0  # the latest turn, and the latest that ended in agreement: turns are numbered as they were opened
    agreed: int = 0


OPINION = (
    "pk",
    "outcome",
    "subject_ref",
    "opened_by",
    "opinions__by",
    "opinions__verdict",
    "opinions__comment",
    "opinions__said_on",
    "opinions__by__name",
)


def hands_in(subjects: Iterable[str]) -> dict[str, Hands]:
    """By subject, who had a hand in any of its turns: a later turn does not wash the hands of an earlier one. One query."""
    found: dict[str, Hands] = {}
    turns = Turn.objects.filter(subject_ref__in=list(subjects)).order_by("pk", "opinions__pk")
    for pk, outcome, subject, opened_by, spoken_by, verdict, comment, said_on, name in turns.values_list(*OPINION):
        hands = found.get(subject, Hands())
        spoke = hands.spoke | {spoken_by} if spoken_by else hands.spoke
        returned = Returned(comment, said_on, name) if verdict == "return" else hands.returned
        agreed = pk if outcome == "agreed" else hands.agreed
        found[subject] = Hands(hands.submitted | {opened_by}, spoke, returned, pk, agreed)
    return found
