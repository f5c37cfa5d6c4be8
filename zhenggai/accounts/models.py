"""Units (a tree), people and the roles they hold from one day to another."""

from datetime import date
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from zhenggai.accounts.domain.names import username_of
from zhenggai.accounts.domain.roles import Held, Role
from zhenggai.ledger.models import Recorded, RecordedManager


class Unit(Recorded):
    """A Party or government unit. The tree is kept as pairs in UnitLink, so that scope is one join (design §3.8)."""

    record_kind = "unit"

    name = models.CharField(max_length=200)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")

    def __str__(self) -> str:
        return self.name


class UnitLink(models.Model):
    """`descendant` lies in the tree below `ancestor`, or is it. Derived from Unit.parent by the action that adds a unit."""

    ancestor = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="below")
    descendant = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="above")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("ancestor", "descendant"), name="accounts_unit_link_once"),)

    def __str__(self) -> str:
        return f"{self.ancestor_id} > {self.descendant_id}"


class People(BaseUserManager["Person"], RecordedManager["Person"]):
    """Finds people by their sign-in name, as Django's authentication asks."""

    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(username=username_of(username or ""))


class Person(AbstractBaseUser, Recorded):  # both bases define save(); Recorded's guard is meant to win
    """Somebody who acts or is named. Many never sign in: they have no username and no usable password."""

    record_kind = "person"
    record_skip = frozenset({"password", "last_login"})

    username = models.CharField(max_length=60, unique=True, null=True, blank=True)  # NULL: may not sign in, and many share it
    name = models.CharField(max_length=60)
    post = models.CharField(max_length=100, blank=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="people")
    is_active = models.BooleanField(default=True)

    held: "tuple[Held, ...] | None" = None  # no column: the roles in force, where a query has read them with the person

    objects: ClassVar[People] = People()
    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        return self.name

    def is_admin(self, today: date) -> bool:
        """Whether the person is an administrator in force, as the database has it now. One query."""
        return Grant.objects.filter(in_force(today), person=self.pk, person__is_active=True, role=Role.ADMIN.value).exists()


class Grant(Recorded):
    """A role in a unit and everything below it, from one day to another (both included; no end: until revoked)."""

    record_kind = "grant"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="grants")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(max_length=20, choices=[(role.value, role.value) for role in Role])
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(to_on=None) | Q(to_on__gte=F("from_on")), name="accounts_grant_dates_in_order"),
            models.UniqueConstraint(fields=("person", "unit", "role", "from_on"), name="accounts_grant_once"),
        )

    def __str__(self) -> str:
        return f"{self.person_id}: {self.role} @ {self.unit_id}"


def in_force(day: Any, prefix: str = "") -> Q:
    """The condition that a grant is in force on `day`; `prefix` is the path to the grant ("grants__")."""
    return Q(**{f"{prefix}from_on__lte": day}) & (Q(**{f"{prefix}to_on": None}) | Q(**{f"{prefix}to_on__gte": day}))
