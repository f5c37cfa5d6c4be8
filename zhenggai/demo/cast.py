"""The people of the demo: two units below a city, an inspection office above them, and a team for each."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from random import Random

from zhenggai.accounts.actions import add_person, add_unit, grant
from zhenggai.accounts.domain.roles import Role
from zhenggai.accounts.models import Person, Unit
from zhenggai.demo.content.model import Content, Department, Kind, Leader, Oversight, Seat
from zhenggai.demo.content.model import Unit as UnitContent

SINCE = date(2019, 1, 1)


@dataclass(frozen=True)
class House:
    """One unit with its people: who leads what, who works where."""

    unit: Unit
    short: str
    body: str
    seats: dict[Leader, Person]
    departments: dict[str, list[Person]]
    liaison: Person
    phones: tuple[str, ...]
    email: str
    address: str

    @property
    def principal(self) -> Person:
        return self.seats["first"]

    def owner(self, department: str, turn: int, *, leader: Person) -> Person:
        """Whose measure it is: the department's people in turn; the liaison's office where the unit has no such department."""
        people = [person for person in self.departments.get(department, self.departments["办公室"]) if person != leader]
        return people[turn % len(people)]


@dataclass(frozen=True)
class Overseers:
    """The inspection office and the head of each team, by the team's name."""

    unit: Unit
    committee: str
    office: Person
    teams: dict[str, Person]


def default_units(content: Content) -> list[UnitContent]:
    """The two units of seed 1."""
    return [content.people.unit("science"), content.people.unit("archive")]


def other_units(content: Content, random: Random) -> list[UnitContent]:
    """Two units of another city, of kinds drawn for this seed."""
    place = random.choice(content.people.places)
    kinds = random.sample(content.people.kinds, 2)
    return [_unit_of(kind, place.city, place.districts[n], 600 + n) for n, kind in enumerate(kinds)]


def _unit_of(kind: Kind, city: str, district: str, number: int) -> UnitContent:
    return UnitContent(
        key=kind.mail,
        name=f"{city}{kind.name}",
        short=f"市{kind.short}",
        body="党组",
        place=city,
        chief=kind.chief,
        deputy=kind.deputy,
        address=f"{city}{district}演示路{number}号",
        postcode=f"000{number}",
        phones=(f"0000-555{number}1", f"0000-555{number}2"),
        email=f"{kind.mail}@example.com",
        departments=kind.departments,
    )


def add_house(content: Content, unit: UnitContent, *, above: Unit, names: Iterator[str], suffix: str) -> House:
    """Adds a unit with its leaders and departments. One account a role can sign in: its name is the role with `suffix`."""
    row = add_unit(name=unit.name, parent=above, by=None)
    logins = {"first": f"principal{suffix}", "deputy_office": f"leader{suffix}"}
    seats = {seat.key: _leader(seat, unit, row, next(names), logins.get(seat.key)) for seat in content.people.leaders}
    heads = {"办公室": f"liaison{suffix}", "财务科": f"owner{suffix}"}
    departments = {d.name: _department(d, row, names, heads.get(d.name)) for d in (*content.people.departments, *unit.departments)}
    liaison = departments["办公室"].pop(0)
    grant(person=liaison, unit=row, role=Role.LIAISON, from_on=SINCE, by=None)
    return House(
        row, unit.short, unit.body, seats, departments, liaison, unit.phones, unit.email, f"{unit.address}（邮编 {unit.postcode}）"
    )


def add_overseers(oversight: Oversight, *, above: Unit, committee: str, names: Iterator[str]) -> Overseers:
    """Adds the inspection office and, for every team, its head; the office sees all units below the city."""
    row = add_unit(name=oversight.name.format(committee=committee), parent=above, by=None)
    office = add_person(name=next(names), unit=row, post=oversight.posts[0], username="office", by=None)
    grant(person=office, unit=above, role=Role.OFFICE, from_on=SINCE, by=None)
    teams = {f"{committee}{team}": _team_head(f"{committee}{team}", row, next(names)) for team in oversight.teams}
    return Overseers(row, committee, office, teams)


def add_admin(*, unit: Unit, above: Unit, name: str) -> None:
    """Adds who keeps units and people, last, so that nobody else's name depends on it."""
    admin = add_person(name=name, unit=unit, post="信息科干部", username="admin", by=None)
    grant(person=admin, unit=above, role=Role.ADMIN, from_on=SINCE, by=None)


def _team_head(team: str, unit: Unit, name: str) -> Person:
    number = Person.objects.filter(username__startswith="team").count()
    return add_person(name=name, unit=unit, post=f"{team}组长", username=f"team{number + 1}", by=None)


def _leader(seat: Seat, unit: UnitContent, row: Unit, name: str, username: str | None) -> Person:
    post = seat.post.format(chief=unit.chief, deputy=unit.deputy)
    person = add_person(name=name, unit=row, post=post, username=username, by=None)
    role = Role.PRINCIPAL if seat.key == "first" else Role.LEADER
    grant(person=person, unit=row, role=role, from_on=SINCE, by=None)
    return person


def _department(department: Department, row: Unit, names: Iterator[str], username: str | None) -> list[Person]:
    posts = [department.head, *[department.member] * department.members]
    people = []
    for number, post in enumerate(posts):
        person = add_person(name=next(names), unit=row, post=post, username=username if number == 0 else None, by=None)
        grant(person=person, unit=row, role=Role.STAFF, from_on=SINCE, by=None)
        people.append(person)
    return people
