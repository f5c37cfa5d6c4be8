"""Adding units and people, granting and ending roles. All on the record, in the chain "system" (design §3.3)."""

from datetime import date

from zhenggai.accounts.domain.roles import Role
from zhenggai.accounts.models import Grant, Person, Unit, UnitLink
from zhenggai.ledger.actions import recording

CHAIN = "system"


def add_unit(*, name: str, parent: Unit | None = None, by: Person | None) -> Unit:
    """Adds a unit below `parent`. `by` is None only for the first start and the demo, when there is nobody yet."""
    with recording(chain=CHAIN, by=_actor(by), verb="unit.add") as entry:
        unit: Unit = entry.create(Unit(name=name, parent=parent))
        above = list(UnitLink.objects.filter(descendant=parent).values_list("ancestor_id", flat=True)) if parent else []
        UnitLink.objects.bulk_create(UnitLink(ancestor_id=pk, descendant=unit) for pk in [*above, unit.pk])
        entry.about(unit)
    return unit


def add_person(
    *, name: str, unit: Unit, post: str = "", username: str | None = None, password: str | None = None, by: Person | None
) -> Person:
    """Adds somebody; without a username they are named in the ledger but cannot sign in."""
    person = Person(name=name, unit=unit, post=post, username=username or None)
    if password:
        person.set_password(password)
    else:
        person.set_unusable_password()
    with recording(chain=CHAIN, by=_actor(by), verb="person.add") as entry:
        entry.create(person)
        entry.about(person)
    return person


def grant(*, person: Person, unit: Unit, role: Role, from_on: date, to_on: date | None = None, by: Person | None) -> Grant:
    """Gives `person` a role in `unit` and below it, from a day to a day."""
    with recording(chain=CHAIN, by=_actor(by), verb="grant.add") as entry:
        given: Grant = entry.create(Grant(person=person, unit=unit, role=role.value, from_on=from_on, to_on=to_on))
        entry.about(given)
    return given


def _actor(by: Person | None) -> str:
    return by.subject if by else "system"
