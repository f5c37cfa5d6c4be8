"""Roles a person holds in a unit from one day to another, and the actor that policies judge (design §3.2)."""

from dataclasses import dataclass
from enum import StrEnum

from zhenggai.core.words import _


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


def role_word(role: Role) -> str:
    """The role as people call it (docs/glossary.md)."""
    return {
        Role.STAFF: _("责任人"),
        Role.LIAISON: _("联络员"),
        Role.LEADER: _("责任领导"),
        Role.PRINCIPAL: _("主要负责人"),
        Role.TEAM: _("巡察组"),
        Role.OFFICE: _("巡察办"),
        Role.ADMIN: _("系统管理员"),
    }[role]


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
