"""Roles a person holds in a unit from one day to another, and the actor that policies judge (design §3.2)."""

from dataclasses import dataclass
from enum import StrEnum

from zhenggai.core.words import _, gettext_noop


class Role(StrEnum):
    """What somebody is in a unit. Being owner of a measure or its accountable leader is a fact of the measure, not a role."""

    STAFF = "staff"
    LIAISON = "liaison"
    LEADER = "leader"
    PRINCIPAL = "principal"
    TEAM = "team"
    OFFICE = "office"
    ADMIN = "admin"


# An administrator keeps units, people and roles, sees no case and does no business in one; nobody is both (rules.md §4.2).
BUSINESS = frozenset(role for role in Role if role != Role.ADMIN)


ROLE_WORDS = {
    Role.STAFF: gettext_noop("责任人"),
    Role.LIAISON: gettext_noop("联络员"),
    Role.LEADER: gettext_noop("责任领导"),
    Role.PRINCIPAL: gettext_noop("主要负责人"),
    Role.TEAM: gettext_noop("巡察组"),
    Role.OFFICE: gettext_noop("巡察办"),
    Role.ADMIN: gettext_noop("系统管理员"),
}


def role_word(role: Role) -> str:
    """The role as people call it (docs/glossary.md)."""
    return _(ROLE_WORDS[role])


@dataclass(frozen=True)
class Held:
    """A role in force: in which unit, and whether many units lie below that one."""

    role: Role
    unit_id: int
    wide: bool


@dataclass(frozen=True)
class Actor:
    """Who acts, as a policy sees them: an opaque id and the roles in force in the unit concerned, on the day concerned."""

    id: int
    roles: frozenset[Role]

    def holds(self, *roles: Role) -> bool:
        """True when at least one of the roles is in force."""
        return not self.roles.isdisjoint(roles)

    @property
    def in_office(self) -> bool:
        """True when any role of the business is in force."""
        return self.holds(*BUSINESS)
