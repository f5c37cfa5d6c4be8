"""Who somebody is in a unit, and which units they may see (design §3.8)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q

from zhenggai.accounts.domain.roles import Actor, Role
from zhenggai.accounts.models import Grant, Person, Unit, UnitLink, in_force

# Up to so many units the database starts from the units; beyond, it walks the list in its order and asks of each row whether it is seen.
NARROW = 20


def actor_in(person: Person, unit_id: int, today: date) -> Actor:
    """The actor that policies judge: `person` with the roles in force today in this unit or any unit above it. One query."""
    roles = Grant.objects.filter(in_force(today), person=person, unit__below__descendant=unit_id).values_list("role", flat=True)
    return Actor(id=person.pk, roles=frozenset(Role(role) for role in roles) if person.is_active else frozenset())


@dataclass(frozen=True)
class Scope:
    """How far a person sees today: their roles anywhere, and whether that is few units or many. Made by one query, used for a whole page."""

    person: Person
    today: date
    roles: frozenset[Role]
    narrow: bool

    def sees(self, unit: str = "unit", roles: Iterable[Role] = ()) -> Q:
        """The condition, on a model whose path to the unit is `unit`, that the person holds a role (one of `roles`, if any are named) there or above.

        Always a join on the unit tree, never a list of ids; the same rows in either shape.
        """
        held = Grant.objects.filter(in_force(self.today), person=self.person)
        names = [role.value for role in roles]
        if names:
            held = held.filter(role__in=names)
        if self.narrow:
            return Q(**{f"{unit}__in": UnitLink.objects.filter(ancestor__grants__in=held).values("descendant")})
        return Q(Exists(held.filter(unit__below__descendant=OuterRef(f"{unit}_id" if "__" not in unit else unit))))


def scope_of(person: Person, today: date) -> Scope:
    """The person's scope today; one query."""
    rows = (
        Grant.objects.filter(in_force(today), person=person, person__is_active=True)
        .values_list("role")
        .annotate(units=Count("unit__below"))
    )
    found = list(rows)
    return Scope(
        person=person, today=today, roles=frozenset(Role(role) for role, _ in found), narrow=sum(units for _, units in found) <= NARROW
    )


def people_in(unit: Unit) -> Iterable[Person]:
    """The active people of a unit in the order they were added."""
    return Person.objects.filter(unit=unit, is_active=True).order_by("pk")
