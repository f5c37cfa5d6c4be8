"""Reading turns and opinions."""

from collections.abc import Iterable
from dataclasses import dataclass

from zhenggai.signoff.models import Opinion, Turn


@dataclass(frozen=True)
class Hands:
    """The people of a subject's turns, over and open: who asked for agreement, and who spoke."""

    submitted: frozenset[int] = frozenset()
    spoke: frozenset[int] = frozenset()


def hands_in(subjects: Iterable[str]) -> dict[str, Hands]:
    """By subject, who had a hand in any of its turns: a later turn does not wash the hands of an earlier one. One query."""
    found: dict[str, Hands] = {}
    turns = Turn.objects.filter(subject_ref__in=list(subjects))
    for subject, opened_by, spoken_by in turns.values_list("subject_ref", "opened_by", "opinions__by"):
        hands = found.get(subject, Hands())
        spoke = hands.spoke | {spoken_by} if spoken_by else hands.spoke
        found[subject] = Hands(hands.submitted | {opened_by}, spoke)
    return found


def last_returns(subjects: Iterable[str]) -> dict[str, Opinion]:
    """By subject, the opinion that last returned it; one query."""
    found = Opinion.objects.filter(turn__subject_ref__in=list(subjects), verdict="return").select_related("by", "turn").order_by("pk")
    return {opinion.turn.subject_ref: opinion for opinion in found}
