"""Who somebody is in a unit, and which units they may see (design §3.8)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import BooleanField, Case, Exists, F, FilteredRelation, OuterRef, Q, QuerySet, When
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from zhenggai.accounts.domain.roles import BUSINESS, Actor, Held, Role
from zhenggai.accounts.models import Grant, Person, Unit, UnitLink, in_force
from zhenggai.ledger.domain.problem import Problem, Report

# Up to so many units below one, the database starts from the units; beyond, it walks the list and asks of each row whether it is seen.
NARROW = 20
UNSHOWN = ("password", "last_login", "username", "is_active", "unit")  # of people beside a row


def actor_in(person: Person, unit_id: int, today: date) -> Actor:
    """The actor that policies judge: `person` with the roles of the business in force today in this unit or above it. One query."""
    roles = Grant.objects.filter(in_force(today), person=person, unit__below__descendant=unit_id).values_list("role", flat=True)
    return Actor(id=person.pk, roles=frozenset(Role(role) for role in roles) & BUSINESS if person.is_active else frozenset())


@dataclass(frozen=True)
class Scope:
    """How far a person sees today, from the roles they hold. An administrator's role lets nobody see a case."""

    person: Person
    held: tuple[Held, ...]

    @property
    def roles(self) -> frozenset[Role]:
        """The roles of the business held anywhere."""
        return frozenset(each.role for each in self.held) & BUSINESS

    @property
    def admin(self) -> bool:
        """Whether the person keeps units and people."""
        return any(each.role == Role.ADMIN for each in self.held)

    @property
    def wide(self) -> bool:
        """Whether many units are seen."""
        return any(each.wide for each in self.held if each.role in BUSINESS)

    def sees(self, unit: str = "unit", roles: Iterable[Role] = ()) -> Q:
        """The condition on the rows of a list, on a model whose path to the unit is `unit`, that the person holds a role there or above.

        Any role, or one of `roles` where some are named. Always a join on the unit tree, never a list of the units seen; the same rows
        in either shape.
        """
        above = self._above(roles)
        if not self.wide:
            return Q(**{f"{unit}__in": above.values("descendant")})
        # PostgreSQL would turn a bare EXISTS into a join that reads every row seen; a CASE it asks row by row, and stops with the page.
        return Q(Case(When(Exists(above.filter(descendant=OuterRef(unit))), then=True), default=False, output_field=BooleanField()))

    def sees_one(self, unit: str = "unit") -> Exists:
        """The same condition for fetching a single row by its id."""
        return Exists(self._above(()).filter(descendant=OuterRef(unit)))

    def actor_seeing(self, unit_id: int) -> Actor:
        """The person as policies judge them in the unit of a row that they were found to see.

        Who holds roles in one unit alone sees the row by these; who holds roles in several is asked for those at or above the unit, in one
        query.
        """
        units = {each.unit_id for each in self.held if each.role in BUSINESS}
        if len(units) > 1:
            units = set(UnitLink.objects.filter(ancestor__in=sorted(units), descendant=unit_id).values_list("ancestor", flat=True))
        return Actor(id=self.person.pk, roles=frozenset(each.role for each in self.held if each.unit_id in units) & BUSINESS)

    def _above(self, roles: Iterable[Role]) -> QuerySet[UnitLink]:
        """The pairs of the tree from the units where the person holds one of `roles`, any of the business when none is named."""
        asked = frozenset(roles)
        wanted = asked & BUSINESS if asked else BUSINESS
        return UnitLink.objects.filter(ancestor__in=sorted({each.unit_id for each in self.held if each.role in wanted}))


def unshown(*paths: str) -> list[str]:
    """What `defer` leaves out of people joined to a row: all but what a page says of somebody, their name and post."""
    return [f"{path}__{column}" for path in paths for column in UNSHOWN]


def person_holding(pk: Any, today: date) -> Person | None:
    """The person with their unit, and in `held` the roles in force; None when there is none. One query."""
    now = FilteredRelation("grants", condition=in_force(today, "grants__"))
    many = UnitLink.objects.filter(ancestor=OuterRef("now__unit"))[NARROW : NARROW + 1]
    rows = Person.objects.filter(pk=pk).select_related("unit").annotate(now=now)
    found = list(rows.annotate(role=F("now__role"), at=F("now__unit"), many=Exists(many)))
    if not found:
        return None
    person = found[0]
    person.held = tuple(Held(Role(row.role), row.at, row.many) for row in found if row.role)
    return person


def scope_of(person: Person, today: date) -> Scope:
    """The person's scope on a day; somebody out of service has none. One query."""
    found = person_holding(person.pk, today)
    return Scope(person, (found.held or ()) if found and found.is_active else ())


def request_scope(request: HttpRequest) -> Scope:
    """The scope of who is signed in, who was read with their roles."""
    person = reader(request)
    return scope_of(person, timezone.localdate()) if person.held is None else Scope(person, person.held)


def reader(request: HttpRequest) -> Person:
    """The person who is signed in; LoginRequiredMiddleware has seen to it that somebody is."""
    if not isinstance(request.user, Person):
        raise TypeError("no one is signed in")
    return request.user


def wrong_links(_report: Report) -> Iterator[Problem]:
    """Every pair of the unit tree that is missing or that the units' parents do not give; part of `zhenggai verify`.

    The pairs decide who sees and who may do what, and are no rows of the record themselves.
    """
    parents = dict(Unit.objects.values_list("pk", "parent"))
    stand = set(UnitLink.objects.values_list("ancestor", "descendant"))
    wanted = {(above, pk) for pk in parents for above in _line(pk, parents)}
    for above, below in sorted(stand ^ wanted):
        yield Problem(
            code="unit-tree",
            where=_("单位 %(above)d 与单位 %(below)d") % {"above": above, "below": below},
            message=_("上下级关系与单位登记的上级不符") if (above, below) in stand else _("缺少应有的上下级关系"),
        )


def _line(pk: int, parents: Mapping[int, int | None]) -> Iterator[int]:
    """A unit and those above it; a circle, which only tampering can make, is walked once."""
    seen: set[int] = set()
    at: int | None = pk
    while at is not None and at not in seen:
        seen.add(at)
        yield at
        at = parents.get(at)
