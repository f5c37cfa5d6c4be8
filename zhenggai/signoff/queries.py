"""Reading turns and opinions."""

from collections.abc import Iterable

from zhenggai.signoff.models import Opinion


def last_returns(subjects: Iterable[str]) -> dict[str, Opinion]:
    """By subject, the opinion that last returned it; one query."""
    found = Opinion.objects.filter(turn__subject_ref__in=list(subjects), verdict="return").select_related("by", "turn").order_by("pk")
    return {opinion.turn.subject_ref: opinion for opinion in found}
