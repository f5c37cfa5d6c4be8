"""Who somebody is in a unit, and which units they may see (design §3.8)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import BooleanField, Case, Count, Exists, OuterRef, Q, QuerySet, Value, When
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from zhenggai.accounts.domain.roles import BUSINESS, Actor, Role
from zhenggai.accounts.models import Grant, Person, Unit, UnitLink, in_force
from zhenggai.ledger.domain.problem import Problem

# Up to so many units the database starts from the units; beyond, it walks the list in its order and asks of each row whether it is seen.
NARROW = 20


def actor_in(person: Person, unit_id: int, today: date) -> Actor:
    """The actor that policies judge: `person` with the roles of the business in force today in this unit or above it. One query."""
    roles = Grant.objects.filter(in_force(today), person=person, unit__below__descendant=unit_id).values_list("role", flat=True)
    return Actor(id=person.pk, roles=frozenset(Role(role) for role in roles) & BUSINESS if person.is_active else frozenset())


@dataclass(frozen=True)
class Scope:
    """How far a person sees today: their roles anywhere, and whether that is few units or many. One query serves a whole page.

    `admin`: keeps units and people; an administrator's grant lets nobody see a case.
    """

    person: Person
    today: date
    roles: frozenset[Role]
    here: frozenset[Role]
    narrow: bool
    admin: bool = False

    @property
    def actor(self) -> Actor:
        """The person as policies judge them in the unit the scope was made for."""
        return Actor(id=self.person.pk, roles=self.here)

    def sees(self, unit: str = "unit", roles: Iterable[Role] = ()) -> Q:
        """The condition, on a model whose path to the unit is `unit`, that the person holds a role there or above.

        Any role, or one of `roles` where some are named. Always a join on the unit tree, never a list of ids; the same rows in either
        shape.
        """
        wanted = self.roles & (frozenset(roles) or BUSINESS)
        if not wanted:
            return Q(pk__in=())
        above = _above(_held(self.person, self.today, wanted))
        if self.narrow:
            return Q(**{f"{unit}__in": above.values("descendant")})
        # PostgreSQL would turn a bare EXISTS into a join that reads every row seen; a CASE it asks row by row, and stops with the page.
        return Q(Case(When(Exists(above.filter(descendant=OuterRef(unit))), then=True), default=False, output_field=BooleanField()))


def scope_of(person: Person, today: date, unit_id: int | None = None) -> Scope:
    """The person's scope today, with the roles that hold in one unit when it is named; one query."""
    inside = Exists(UnitLink.objects.filter(ancestor=OuterRef("unit"), descendant=unit_id)) if unit_id else Value(False)
    grants = Grant.objects.filter(in_force(today), person=person, person__is_active=True)
    held = list(grants.annotate(inside=inside).values_list("role", "inside").annotate(units=Count("unit__below")))
    rows = [row for row in held if row[0] != Role.ADMIN]
    return Scope(
        person=person,
        today=today,
        roles=frozenset(Role(role) for role, _, _ in rows),
        here=frozenset(Role(role) for role, here, _ in rows if here),
        narrow=sum(units for _, _, units in rows) <= NARROW,
        admin=len(rows) < len(held),
    )


def request_scope(request: HttpRequest, unit_id: int | None = None) -> Scope:
    """The scope of who is signed in, read once a request; a page about one unit names it before the frame asks."""
    scope: Scope | None = getattr(request, "zhenggai_scope", None)
    if scope is None:
        scope = scope_of(reader(request), timezone.localdate(), unit_id)
        request.zhenggai_scope = scope  # type: ignore[attr-defined]
    return scope


def one_visible_to(person: Person, today: date, unit: str = "unit") -> Exists:
    """The condition for fetching a single row by its id: the person holds a role in its unit or above."""
    above = _above(_held(person, today, BUSINESS).filter(person__is_active=True))
    return Exists(above.filter(descendant=OuterRef(unit)))


def _held(person: Person, today: date, roles: Iterable[Role]) -> QuerySet[Grant]:
    return Grant.objects.filter(in_force(today), person=person.pk, role__in=sorted(role.value for role in roles))


def _above(held: QuerySet[Grant]) -> QuerySet[UnitLink]:
    """The pairs of the tree from the units of these grants."""
    return UnitLink.objects.filter(ancestor__in=held.values("unit"))


def reader(request: HttpRequest) -> Person:
    """The person who is signed in; LoginRequiredMiddleware has seen to it that somebody is."""
    if not isinstance(request.user, Person):
        raise TypeError("no one is signed in")
    return request.user


def wrong_links() -> Iterator[Problem]:
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


def people_in(unit: Unit) -> Iterable[Person]:
    """The active people of a unit in the order they were added."""
    return Person.objects.filter(unit=unit, is_active=True).order_by("pk")
