"""The units as people see them: a tree, written from the top, with how many people each has; and the people of one, a page at a time."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from zhenggai.accounts.domain.roles import Role, role_word
from zhenggai.accounts.models import Grant, Person, Unit

DEEPEST = 5  # beyond, a tree is set in no further


@dataclass(frozen=True)
class Branch:
    """A unit in its place: how deep below the top, and how many people it has itself."""

    unit: Unit
    depth: int
    people: int

    @property
    def step(self) -> int:
        """How far it is set in on a page."""
        return min(self.depth, DEEPEST)

    @property
    def label(self) -> str:
        """Its name as a choice in a list, set in by its depth."""
        return "\u3000" * self.depth + self.unit.name


def branches() -> list[Branch]:
    """All units, each after the one above it. One query."""
    below: dict[int | None, list[tuple[Unit, int]]] = defaultdict(list)
    for row in Unit.objects.annotate(number=Count("people", filter=Q(people__is_active=True))).order_by("-pk"):
        below[row.parent_id].append((row, row.number))
    told: list[Branch] = []
    waiting = [(unit, people, 0) for unit, people in below[None]]
    while waiting:
        unit, people, depth = waiting.pop()
        told.append(Branch(unit, depth, people))
        waiting += [(each, number, depth + 1) for each, number in below[unit.pk]]
    return told


@dataclass(frozen=True)
class Held:
    """A role somebody holds, as a page tells it."""

    given: Grant
    today: date

    @property
    def role(self) -> str:
        return role_word(Role(self.given.role))

    @property
    def over(self) -> bool:
        """Its days have passed."""
        return self.given.to_on is not None and self.given.to_on < self.today


@dataclass(frozen=True)
class Row:
    """A person in a list, with the roles that are not over."""

    person: Person
    held: list[Held]


def listed_people(unit: Unit | None, words: str) -> QuerySet[Person]:
    """The people of a unit, or with `words` those of any unit whose name, post or user name holds them; the active first."""
    rows = Person.objects.select_related("unit")
    if words:
        rows = rows.filter(Q(name__icontains=words) | Q(post__icontains=words) | Q(username__icontains=words))
    else:
        rows = rows.filter(unit=unit)
    return rows.order_by("-is_active", "pk")


def with_roles(people: list[Person], today: date) -> list[Row]:
    """The people with what they hold today or will hold. One query."""
    held: dict[int, list[Held]] = defaultdict(list)
    grants = Grant.objects.filter(Q(to_on=None) | Q(to_on__gte=today), person__in=people).select_related("unit")
    for given in grants.order_by("from_on", "pk"):
        held[given.person_id].append(Held(given, today))
    return [Row(person, held[person.pk]) for person in people]


def roles_of(person: Person, today: date) -> list[Held]:
    """Everything a person holds or held, latest first."""
    return [Held(given, today) for given in person.grants.select_related("unit").order_by("-from_on", "-pk")]


def line_of(unit: Unit) -> list[Unit]:
    """The unit and those above it, the nearest first. One query."""
    rows = Unit.objects.filter(below__descendant=unit).annotate(depth=Count("above")).order_by("-depth", "pk")
    return list(rows)
