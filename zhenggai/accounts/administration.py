"""What stands before every change of units, people and roles: who may make it, and why not, in words (design §3.2, §3.3)."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from zhenggai.accounts.domain.roles import Role, role_word
from zhenggai.accounts.models import Grant, Person, in_force
from zhenggai.core.refusal import Refusal
from zhenggai.ledger.actions import SYSTEM, Entry, hold, recording
from zhenggai.ledger.models import Recorded

CHAIN = SYSTEM
Duty = Callable[[Person], str | None]
_duties: list[Duty] = []


def holds_account(duty: Duty) -> None:
    """Registers a duty that keeps an account open: `duty` takes the person and gives what they still have in hand, or None.

    The slot is here, upper contexts fill it (design §2).
    """
    if duty not in _duties:
        _duties.append(duty)


@contextmanager
def administering(verb: str, by: Person | None, subject: Recorded | None = None) -> Iterator[Entry]:
    """One change on record in the chain "system". One at a time: what is refused is judged on what stands.

    Raises Refusal for everybody but an administrator in force. `by` is None for the system itself: first start and demo.
    """
    with recording(chain=CHAIN, by=by.subject if by else SYSTEM, verb=verb, subject=subject) as entry:
        hold(CHAIN)
        if by and not by.is_admin(timezone.localdate()):
            raise Refusal(_("单位、人员和角色由系统管理员办理。"))
        yield entry


def closing_refusal(person: Person, today: date) -> str | None:
    """Why the account may not be closed: it is closed, it is the last administrator's, or its person has something in hand."""
    if not person.is_active:
        return _("账号已经停用。")
    if not lasting_admins(today).exclude(person=person).exists() and person.is_admin(today):
        return _("这是最后一位系统管理员，请先另设一位（角色不设终止日期、可以登录），再停用。")
    return next((words for duty in _duties if (words := duty(person))), None)


def ending_refusal(given: Grant, today: date) -> str | None:
    """Why the role may not be ended: it has ended, or it is the last administrator's."""
    if given.to_on and given.to_on < today:
        return _("这个角色已于 %(day)s 结束。") % {"day": given.to_on.isoformat()}
    if given.role == Role.ADMIN and not lasting_admins(today).exclude(pk=given.pk).exists():
        return _("这是最后一位系统管理员，请先另设一位（角色不设终止日期、可以登录），再结束。")
    return None


def giving_refusal(person: Person, role: Role, span: tuple[date, date | None]) -> str | None:
    """Why the person may not hold the role in these days: an administrator does no business, whoever does is no administrator."""
    if not person.is_active:
        return _("账号已停用，不能授予角色。")
    others = _held_within(person, *span)
    if role == Role.ADMIN:
        other = others.exclude(role=Role.ADMIN.value).first()
        words = _("%(name)s在这段时间是%(role)s。系统管理员不办理业务，不能兼任其他角色。")
    else:
        other = others.filter(role=Role.ADMIN.value).first()
        words = _("%(name)s在这段时间是%(role)s，不办理业务，不能再任其他角色。")
    return words % {"name": person.name, "role": role_word(Role(other.role))} if other else None


def held_already(person: Person, unit_id: int, role: Role, span: tuple[date, date | None]) -> bool:
    """Whether the person holds this role in this very unit on any of these days."""
    return _held_within(person, *span).filter(unit=unit_id, role=role.value).exists()


def lasting_admins(today: date) -> QuerySet[Grant]:
    """The grants of administrators in force without an end, whose people can sign in: one of them must always be left."""
    people = Q(person__is_active=True, person__username__isnull=False) & ~Q(person__password__startswith=UNUSABLE_PASSWORD_PREFIX)
    return Grant.objects.filter(in_force(today), people, role=Role.ADMIN.value, to_on=None)


def _held_within(person: Person, from_on: date, to_on: date | None) -> QuerySet[Grant]:
    begun = Q(from_on__lte=to_on) if to_on else Q()
    return Grant.objects.filter(begun, Q(to_on=None) | Q(to_on__gte=from_on), person=person).order_by("pk")
