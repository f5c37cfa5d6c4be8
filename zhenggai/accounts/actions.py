"""Units and people, their roles and accounts. All on record, in the chain "system" (design §3.3).

`by` is an administrator; None only for the first start and the demo, when there is nobody yet.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from zhenggai.accounts.administration import (
    CHAIN,
    administering,
    closing_refusal,
    ending_refusal,
    giving_refusal,
    held_already,
    holds_account,
)
from zhenggai.accounts.domain.names import name_problem, username_of, username_problem
from zhenggai.accounts.domain.roles import Role
from zhenggai.accounts.models import Grant, Person, Unit, UnitLink
from zhenggai.core.refusal import Refusal
from zhenggai.ledger.actions import hold, recording

__all__ = [
    "Seat",
    "add_person",
    "add_unit",
    "begin",
    "change_password",
    "close_account",
    "employ",
    "end_grant",
    "grant",
    "holds_account",
    "reopen_account",
    "set_password",
]

LIKE = 3  # letters of a user name from which on its presence in a password is no chance


def begin(*, unit: str, name: str, username: str, password: str) -> Person:
    """The first start: the first unit and its administrator. Raises Refusal once there is anybody: two at once make one."""
    with transaction.atomic():
        hold(CHAIN)
        if Person.objects.exists():
            raise Refusal(_("已经有人完成了首次设置，请登录。"))
        first = add_unit(name=unit, by=None)
        admin = add_person(name=name, unit=first, username=username, password=password, by=None)
        grant(person=admin, unit=first, role=Role.ADMIN, from_on=timezone.localdate(), by=None)
    return admin


def add_unit(*, name: str, parent: Unit | None = None, by: Person | None) -> Unit:
    """Adds a unit below `parent`, or beside the uppermost ones. Raises Refusal."""
    name = _named("name", name, 200)
    with administering("unit.add", by) as entry:
        if Unit.objects.filter(parent=parent, name=name).exists():
            raise Refusal(_("同一上级下已有名为“%(name)s”的单位。") % {"name": name}, "name")
        unit: Unit = entry.create(Unit(name=name, parent=parent))
        above = list(UnitLink.objects.filter(descendant=parent).values_list("ancestor_id", flat=True)) if parent else []
        UnitLink.objects.bulk_create(UnitLink(ancestor_id=pk, descendant=unit) for pk in [*above, unit.pk])
        entry.about(unit)
    return unit


def add_person(
    *, name: str, unit: Unit, post: str = "", username: str | None = None, password: str | None = None, by: Person | None
) -> Person:
    """Adds somebody; without a user name they are named in the ledger but cannot sign in. Raises Refusal."""
    person = Person(name=_named("name", name, 60), unit=unit, post=_named("post", post, 100, needed=False))
    person.username = _username(username)
    if password and not person.username:
        raise Refusal(_("设了密码，还须有用户名。"), "username")
    _give_password(person, password)
    with administering("person.add", by) as entry:
        _free(person.username)
        entry.create(person)
        entry.about(person)
    return person


@dataclass(frozen=True)
class Seat:
    """Roles that somebody begins with, in one unit, from a day on."""

    roles: Collection[Role]
    unit: Unit
    from_on: date


def employ(
    *, name: str, unit: Unit, seat: Seat | None = None, post: str = "", username: str | None = None, password: str | None = None, by: Person
) -> Person:
    """Adds somebody with the roles they begin with: all of it or nothing. Raises Refusal."""
    with transaction.atomic():
        person = add_person(name=name, unit=unit, post=post, username=username, password=password, by=by)
        if seat:
            for role in seat.roles:
                grant(person=person, unit=seat.unit, role=role, from_on=seat.from_on, by=by)
    return person


def grant(*, person: Person, unit: Unit, role: Role, from_on: date, to_on: date | None = None, by: Person | None) -> Grant:
    """Gives `person` a role in `unit` and below it, from a day to a day. An administrator holds nothing else. Raises Refusal."""
    if to_on and to_on < from_on:
        raise Refusal(_("终止日期不能早于起始日期。"), "to_on")
    with administering("grant.add", by) as entry:
        why = giving_refusal(Person.objects.get(pk=person.pk), role, (from_on, to_on))
        if why:
            raise Refusal(why, "role")
        if role == Role.ADMIN and unit.parent_id:
            raise Refusal(_("系统管理员管全部单位，请在最上级单位任职。"), "unit")
        if held_already(person, unit.pk, role, (from_on, to_on)):
            raise Refusal(_("这段时间已有这个角色。"), "role")
        given: Grant = entry.create(Grant(person=person, unit=unit, role=role.value, from_on=from_on, to_on=to_on))
        entry.about(given)
    return given


def end_grant(*, given: Grant, to_on: date, by: Person | None) -> None:
    """Ends a role: `to_on` is its last day, not before its first and not after an end already set. Raises Refusal."""
    with administering("grant.end", by, given) as entry:
        row = Grant.objects.get(pk=given.pk)
        why = ending_refusal(row, timezone.localdate())
        if why:
            raise Refusal(why)
        if to_on < row.from_on:
            raise Refusal(_("最后一天不能早于起始日期（%(day)s）。") % {"day": row.from_on.isoformat()}, "to_on")
        if row.to_on and to_on > row.to_on:
            raise Refusal(_("已定于 %(day)s 结束，只能提前；要延长请另授角色。") % {"day": row.to_on.isoformat()}, "to_on")
        entry.update(row, to_on=to_on)


def close_account(*, person: Person, reason: str, by: Person | None) -> None:
    """Closes an account: nobody signs in with it and its roles rest. Raises Refusal while its person has something in hand."""
    if not reason.strip():
        raise Refusal(_("请写明理由。"), "reason")
    with administering("person.close", by, person) as entry:
        row = Person.objects.get(pk=person.pk)
        why = closing_refusal(row, timezone.localdate())
        if why:
            raise Refusal(why)
        entry.say("reason", reason.strip())
        entry.update(row, is_active=False)


def reopen_account(*, person: Person, reason: str, by: Person | None) -> None:
    """Opens a closed account again, with the roles whose days have not passed. Raises Refusal."""
    if not reason.strip():
        raise Refusal(_("请写明理由。"), "reason")
    with administering("person.reopen", by, person) as entry:
        row = Person.objects.get(pk=person.pk)
        if row.is_active:
            raise Refusal(_("账号没有停用。"))
        entry.say("reason", reason.strip())
        entry.update(row, is_active=True)


def set_password(*, person: Person, password: str, username: str | None = None, by: Person | None) -> None:
    """Sets an initial password, with a user name for somebody who has none. Raises Refusal."""
    row = Person.objects.get(pk=person.pk)
    wanted = row.username or _username(username)
    if not wanted:
        raise Refusal(_("请填写用户名。"), "username")
    fresh = Person(pk=row.pk, name=row.name, username=wanted)
    _give_password(fresh, password)
    with administering("person.set_password", by, row) as entry:
        row.refresh_from_db()
        if not row.is_active:
            raise Refusal(_("账号已停用，请先恢复。"))
        if row.username != wanted:
            _free(wanted)
            entry.update(row, username=wanted)
        row.password = fresh.password
        row.save(update_fields=["password"])


def change_password(*, person: Person, old: str, password: str, by: Person) -> None:
    """Somebody's own new password, given for the old one. Raises Refusal."""
    if by != person:
        raise Refusal(_("密码由本人修改。"))
    if not person.check_password(old):
        raise Refusal(_("原密码不对。"), "old")
    if old == password:
        raise Refusal(_("新密码不能与原密码相同。"), "password")
    _give_password(person, password)
    with recording(chain=CHAIN, by=by.subject, verb="person.change_password", subject=person):
        person.save(update_fields=["password"])


def _give_password(person: Person, password: str | None) -> None:
    """Hashes the password before anything is locked: it takes a tenth of a second. None: one that nobody has."""
    if not password:
        person.set_unusable_password()
        return
    if person.username and len(person.username) >= LIKE and person.username in password.lower():
        raise Refusal(_("密码里不能有用户名。"), "password")
    try:
        validate_password(password, person)
    except ValidationError as error:
        raise Refusal(_("这个密码不够安全。请用至少 10 个字符，不能全是数字，也不要用常见的密码。"), "password") from error
    person.set_password(password)


def _named(field: str, text: str, limit: int, *, needed: bool = True) -> str:
    text = text.strip()
    why = name_problem(text, limit) if text or needed else None
    if why:
        raise Refusal(why, field)
    return text


def _username(text: str | None) -> str | None:
    if not text:
        return None
    name = username_of(text)
    why = username_problem(name)
    if why:
        raise Refusal(why, "username")
    return name


def _free(username: str | None) -> None:
    if username and Person.objects.filter(username=username).exists():
        raise Refusal(_("用户名“%(name)s”已被使用，请换一个。") % {"name": username}, "username")
