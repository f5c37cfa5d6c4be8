"""Constraints said once: pairs of who and when, dates in order (design §3.5)."""

from collections.abc import Iterable

from django.db import models
from django.db.models import F, Q


def pair(who: str, when: str, name: str) -> models.CheckConstraint:
    """`who` and `when` are both there or both missing."""
    return models.CheckConstraint(
        condition=Q(**{f"{who}__isnull": True, f"{when}__isnull": True}) | Q(**{f"{who}__isnull": False, f"{when}__isnull": False}),
        name=name,
    )


def in_order(first: str, then: str, name: str) -> models.CheckConstraint:
    """`then` is not before `first` where both are there."""
    return models.CheckConstraint(
        condition=Q(**{f"{first}__isnull": True}) | Q(**{f"{then}__isnull": True}) | Q(**{f"{then}__gte": F(first)}), name=name
    )


def needs(state: str, column: str, name: str) -> models.CheckConstraint:
    """In `state`, `column` is there."""
    return models.CheckConstraint(condition=~Q(state=state) | Q(**{f"{column}__isnull": False}), name=name)


def only_in(states: Iterable[str], column: str, name: str) -> models.CheckConstraint:
    """`column` is there in these states alone."""
    return models.CheckConstraint(condition=Q(state__in=sorted(states)) | Q(**{f"{column}__isnull": True}), name=name)


def different(one: str, other: str, name: str) -> models.CheckConstraint:
    """`one` and `other` are two persons, where both are there (rules.md §1.7 C-CLS-1)."""
    return models.CheckConstraint(
        condition=Q(**{f"{one}__isnull": True}) | Q(**{f"{other}__isnull": True}) | ~Q(**{one: F(other)}), name=name
    )
