"""Units, people, roles and accounts: what is written, who may, and that a refusal leaves no trace."""

import ast
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.utils import timezone

from tests.accounts.conftest import PASSWORD, make_admin
from tests.architecture.sources import PACKAGE, name_of, python_files
from tests.cast import SINCE, Case, District, entries, everything, last_entry
from tests.ledger.conftest import Run
from zhenggai.accounts import actions
from zhenggai.accounts.actions import Seat
from zhenggai.accounts.domain.roles import Role
from zhenggai.accounts.models import Grant, Person, Unit
from zhenggai.accounts.queries import actor_in, scope_of
from zhenggai.core.refusal import Refusal
from zhenggai.ledger.proof import verify
from zhenggai.rectification.models import Inspection

TODAY = timezone.localdate()
DAY = timedelta(days=1)


def refused(words: str, action: Callable[..., object], **arguments: object) -> str:
    """That the action refuses in these words and leaves no trace; gives the field it names."""
    before = everything()
    with pytest.raises(Refusal, match=words) as caught:
        action(**arguments)
    assert everything() == before
    return caught.value.field


def held(person: Person) -> Grant:
    return Grant.objects.get(person=person)


def first_start() -> Person:
    return actions.begin(unit="中共云岭市委", name="王管理", username="Wang", password=PASSWORD)


# The first start


@pytest.mark.django_db
def test_begin_makes_a_unit_and_its_administrator() -> None:
    person = first_start()
    assert person.is_admin(TODAY)
    assert (person.username, person.unit.name, person.check_password(PASSWORD)) == ("wang", "中共云岭市委", True)
    assert entries() == 3
    assert verify().ok


@pytest.mark.django_db
def test_begin_is_refused_once_there_is_anybody() -> None:
    first_start()
    refused("已经有人", first_start)


@pytest.mark.django_db
def test_begin_with_a_weak_password_leaves_nothing() -> None:
    assert refused("常见", actions.begin, unit="单位", name="王", username="wang", password="password12") == "password"
    assert not Unit.objects.exists()


def test_two_first_starts_at_once_make_one(run_apart: Run) -> None:
    def start() -> bool:
        try:
            first_start()
        except Refusal:
            return False
        return True

    assert sorted(run_apart([start, start, start])) == [False, False, True]
    assert run_apart([lambda: (Person.objects.count(), Unit.objects.count(), Grant.objects.count())]) == [(1, 1, 1)]
    assert run_apart([lambda: verify().problems]) == [[]]


# Who may


@pytest.mark.parametrize("name", ["liaison", "principal", "office", "visitor"])
def test_only_an_administrator_changes_anything(district: District, name: str) -> None:
    by = getattr(district, name)
    given = held(district.owner)
    refused("系统管理员办理", actions.add_unit, name="新单位", by=by)
    refused("系统管理员办理", actions.add_person, name="新人", unit=district.unit, by=by)
    refused("系统管理员办理", actions.grant, person=by, unit=district.city, role=Role.ADMIN, from_on=TODAY, by=by)
    refused("系统管理员办理", actions.end_grant, given=given, to_on=TODAY, by=by)
    refused("系统管理员办理", actions.close_account, person=district.visitor, reason="离职", by=by)
    refused("系统管理员办理", actions.set_password, person=district.visitor, username="visitor", password=PASSWORD, by=by)


def test_an_administrator_whose_days_have_passed_is_none(district: District, admin: Person) -> None:
    make_admin(district, "另一位", "other")
    actions.end_grant(given=held(admin), to_on=TODAY - DAY, by=admin)
    refused("系统管理员办理", actions.add_unit, name="新单位", by=admin)


def test_nobody_but_first_start_and_demo_acts_as_the_system() -> None:
    """`by=None` is the system itself; no page, command or import may be it."""
    callers = {
        name_of(path)
        for path in python_files()
        if path.is_relative_to(PACKAGE)
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.keyword) and node.arg == "by" and isinstance(node.value, ast.Constant) and node.value.value is None
    }
    assert {path for path in callers if not path.startswith("zhenggai/demo/")} == {"zhenggai/accounts/actions.py"}


# An administrator has no business


def test_an_administrator_sees_no_case(case: Case, admin: Person) -> None:
    scope = scope_of(admin, TODAY)
    assert not Inspection.objects.filter(scope.sees_one()).exists()
    assert scope.admin
    unit = case.inspection.unit_id
    assert [scope.roles, scope.actor_seeing(unit).roles, actor_in(admin, unit, TODAY).roles] == [frozenset()] * 3
    assert not Inspection.objects.filter(scope.sees()).exists()
    assert not Inspection.objects.filter(scope.sees(roles=[Role.ADMIN])).exists()


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMIN])
def test_an_administrator_holds_no_other_role(district: District, admin: Person, role: Role) -> None:
    assert refused("不办理业务", actions.grant, person=admin, unit=district.unit, role=role, from_on=TODAY, by=admin) == "role"


def test_who_holds_a_role_does_not_become_administrator(district: District, admin: Person) -> None:
    refused("不能兼任", actions.grant, person=district.liaison, unit=district.city, role=Role.ADMIN, from_on=TODAY, by=admin)


def test_who_held_a_role_may_become_administrator_after_it(district: District, admin: Person) -> None:
    actions.end_grant(given=held(district.liaison), to_on=TODAY, by=admin)
    refused("不能兼任", actions.grant, person=district.liaison, unit=district.city, role=Role.ADMIN, from_on=TODAY, by=admin)
    actions.grant(person=district.liaison, unit=district.city, role=Role.ADMIN, from_on=TODAY + DAY, by=admin)
    refused("不办理业务", actions.grant, person=district.liaison, unit=district.unit, role=Role.STAFF, from_on=TODAY, by=admin)


def test_an_administrator_and_a_role_at_once_are_refused_one_of_the_two(run_apart: Run) -> None:
    def prepare() -> tuple[int, int, int]:
        admin = first_start()
        return admin.pk, actions.add_person(name="李", unit=admin.unit, by=admin).pk, admin.unit_id

    (by, pk, unit) = run_apart([prepare])[0]

    def give(role: Role) -> Callable[[], bool]:
        def work() -> bool:
            try:
                actions.grant(
                    person=Person.objects.get(pk=pk), unit=Unit.objects.get(pk=unit), role=role, from_on=TODAY, by=Person.objects.get(pk=by)
                )
            except Refusal:
                return False
            return True

        return work

    assert sorted(run_apart([give(Role.ADMIN), give(Role.OFFICE)])) == [False, True]


def test_an_administrator_is_one_of_all_units(district: District, admin: Person) -> None:
    assert refused("最上级", actions.grant, person=district.visitor, unit=district.unit, role=Role.ADMIN, from_on=TODAY, by=admin) == "unit"


# Units, people, roles


def test_add_unit_writes_one_entry_in_the_name_of_the_administrator(district: District, admin: Person) -> None:
    unit = actions.add_unit(name="  云岭市档案馆 ", parent=district.city, by=admin)
    entry = last_entry()
    assert (entry.chain, entry.verb, entry.subject, entry.actor) == ("system", "unit.add", unit.subject, admin.subject)
    assert unit.name == "云岭市档案馆"
    assert verify().ok


def test_add_unit_refuses_a_second_one_of_the_name_in_the_same_place(district: District, admin: Person) -> None:
    assert refused("已有名为", actions.add_unit, name=district.unit.name, parent=district.city, by=admin) == "name"
    actions.add_unit(name=district.unit.name, parent=district.other_unit, by=admin)


def test_employ_adds_somebody_with_roles_above(district: District, admin: Person) -> None:
    before = entries()
    seat = Seat(roles=[Role.OFFICE, Role.TEAM], unit=district.city, from_on=TODAY)
    person = actions.employ(name="赵办", unit=district.unit, seat=seat, username="Zhao", password=PASSWORD, by=admin)
    assert entries() == before + 3
    assert actor_in(person, district.unit.pk, TODAY).roles == {Role.OFFICE, Role.TEAM}


def test_employ_is_all_or_nothing(district: District, admin: Person) -> None:
    seat = Seat(roles=[Role.STAFF, Role.ADMIN], unit=district.city, from_on=TODAY)
    assert refused("不能兼任", actions.employ, name="钱", unit=district.city, seat=seat, by=admin) == "role"


@pytest.mark.parametrize(
    ("field", "arguments"),
    [
        ("name", {"name": " "}),
        ("name", {"name": "王\0"}),
        ("name", {"name": "\U00020bb7" * 61}),
        ("post", {"post": "主任\u202e"}),
        ("post", {"post": "字" * 200}),
        ("username", {"username": "a b", "password": PASSWORD}),
        ("username", {"username": "KEEPER", "password": PASSWORD}),
        ("username", {"password": PASSWORD}),
        ("password", {"username": "zhao", "password": "short"}),
        ("password", {"username": "zhao", "password": "12345678901"}),
        ("password", {"username": "zhao", "password": "xx-Zhao-2024-xx"}),
    ],
)
def test_add_person_refuses_beside_the_field(district: District, admin: Person, field: str, arguments: dict[str, str]) -> None:
    assert refused(".", actions.add_person, **{"name": "赵", "unit": district.unit, "by": admin} | arguments) == field


def test_names_of_every_script_are_kept_as_they_are(district: District, admin: Person) -> None:
    for name in ("\U00020bb7田", "ئالىم", "字" * 60):
        assert Person.objects.get(pk=actions.add_person(name=name, unit=district.unit, by=admin).pk).name == name
    assert verify().ok


def test_grant_refuses_what_is_held_already_and_dates_out_of_order(district: District, admin: Person) -> None:
    given = {"person": district.owner, "unit": district.unit, "role": Role.STAFF, "by": admin}
    assert refused("已有这个角色", actions.grant, from_on=TODAY, **given) == "role"
    assert refused("早于", actions.grant, from_on=TODAY, to_on=TODAY - DAY, **given) == "to_on"


def test_end_grant_sets_the_last_day(district: District, admin: Person) -> None:
    actions.end_grant(given=held(district.liaison), to_on=TODAY - DAY, by=admin)
    assert held(district.liaison).to_on == TODAY - DAY
    assert actor_in(district.liaison, district.unit.pk, TODAY).roles == frozenset()
    assert (last_entry().verb, last_entry().actor) == ("grant.end", admin.subject)


def test_end_grant_refuses_a_day_before_its_first(district: District, admin: Person) -> None:
    assert refused("早于起始", actions.end_grant, given=held(district.owner), to_on=SINCE - DAY, by=admin) == "to_on"


def test_an_end_is_brought_forward_and_never_put_off(district: District, admin: Person) -> None:
    actions.end_grant(given=held(district.owner), to_on=TODAY + 9 * DAY, by=admin)
    assert refused("只能提前", actions.end_grant, given=held(district.owner), to_on=TODAY + 10 * DAY, by=admin) == "to_on"
    actions.end_grant(given=held(district.owner), to_on=TODAY - DAY, by=admin)
    refused("已于", actions.end_grant, given=held(district.owner), to_on=TODAY - 2 * DAY, by=admin)


# The last administrator


def test_the_last_administrator_stays(district: District, admin: Person) -> None:
    refused("最后一位", actions.end_grant, given=held(admin), to_on=TODAY + 99 * DAY, by=admin)
    refused("最后一位", actions.close_account, person=admin, reason="离职", by=admin)


def test_an_administrator_who_cannot_sign_in_or_whose_time_ends_is_no_other(district: District, admin: Person) -> None:
    make_admin(district, "不登录", None)
    ending = actions.add_person(name="代管", unit=district.city, username="daiguan", password=PASSWORD, by=admin)
    actions.grant(person=ending, unit=district.city, role=Role.ADMIN, from_on=TODAY, to_on=TODAY + DAY, by=admin)
    refused("最后一位", actions.end_grant, given=held(admin), to_on=TODAY, by=admin)
    actions.end_grant(given=held(ending), to_on=TODAY, by=admin)


def test_with_another_an_administrator_may_go(district: District, admin: Person) -> None:
    other = make_admin(district, "另一位", "other")
    actions.close_account(person=admin, reason="调离", by=other)
    assert not admin.is_admin(TODAY)
    refused("最后一位", actions.end_grant, given=held(other), to_on=TODAY, by=other)


def test_two_administrators_who_close_each_other_at_once_leave_one(run_apart: Run) -> None:
    def prepare() -> list[int]:
        one = first_start()
        other = actions.add_person(name="李", unit=one.unit, username="li-other", password=PASSWORD, by=one)
        actions.grant(person=other, unit=one.unit, role=Role.ADMIN, from_on=TODAY, by=one)
        return [one.pk, other.pk]

    one, other = run_apart([prepare])[0]

    def close(pk: int, by: int) -> Callable[[], bool]:
        def work() -> bool:
            try:
                actions.close_account(person=Person.objects.get(pk=pk), reason="调离", by=Person.objects.get(pk=by))
            except Refusal:
                return False
            return True

        return work

    assert sorted(run_apart([close(one, other), close(other, one)])) == [False, True]


# Accounts


def test_close_account_keeps_the_reason_and_rests_the_roles(district: District, admin: Person) -> None:
    actions.close_account(person=district.liaison, reason="调离", by=admin)
    assert (last_entry().verb, last_entry().actor) == ("person.close", admin.subject)
    assert not Person.objects.get(pk=district.liaison.pk).is_active
    assert not Unit.objects.filter(scope_of(district.liaison, TODAY).sees("pk")).exists()
    refused("已经停用", actions.close_account, person=district.liaison, reason="调离", by=admin)
    refused("已停用", actions.grant, person=district.liaison, unit=district.unit, role=Role.STAFF, from_on=TODAY, by=admin)
    refused("恢复", actions.set_password, person=district.liaison, username="liaison", password=PASSWORD, by=admin)


def test_close_account_asks_for_the_reason(district: District, admin: Person) -> None:
    assert refused("理由", actions.close_account, person=district.visitor, reason=" ", by=admin) == "reason"


def test_close_account_waits_for_open_measures_and_names_them(case: Case, admin: Person) -> None:
    owner = case.district.owner
    refused("名下还有 3 条.*云岭市图书馆问题 1 措施 1", actions.close_account, person=owner, reason="调离", by=admin)
    for finding in (1, 2, 3):
        case.prove(finding)
    actions.close_account(person=owner, reason="调离", by=admin)


def test_reopen_account_brings_back_what_has_not_passed(district: District, admin: Person) -> None:
    refused("没有停用", actions.reopen_account, person=district.liaison, reason="误操作", by=admin)
    actions.close_account(person=district.liaison, reason="误操作", by=admin)
    actions.reopen_account(person=district.liaison, reason="误操作", by=admin)
    assert actor_in(Person.objects.get(pk=district.liaison.pk), district.unit.pk, TODAY).roles == {Role.LIAISON}


def test_set_password_opens_an_account_and_its_words_enter_nowhere(district: District, admin: Person) -> None:
    actions.set_password(person=district.liaison, username="LiLian", password=PASSWORD, by=admin)
    person = Person.objects.get(pk=district.liaison.pk)
    assert (person.username, person.check_password(PASSWORD)) == ("lilian", True)
    assert PASSWORD not in last_entry().payload
    assert person.password not in last_entry().payload
    assert verify().ok


def test_set_password_keeps_a_user_name_there_is(district: District, admin: Person) -> None:
    actions.set_password(person=admin, username="new", password="another-good-one-7", by=admin)
    assert Person.objects.get(pk=admin.pk).username == "keeper"


def test_set_password_refuses_a_user_name_in_use(district: District, admin: Person) -> None:
    assert refused("已被使用", actions.set_password, person=district.liaison, username="Keeper", password=PASSWORD, by=admin) == "username"
    assert refused("填写用户名", actions.set_password, person=district.liaison, password=PASSWORD, by=admin) == "username"


def test_change_password_asks_for_the_old_one(admin: Person) -> None:
    person = Person.objects.get(pk=admin.pk)
    assert refused("原密码不对", actions.change_password, person=person, old="x", password="new-and-good-1", by=person) == "old"
    assert refused("不能与原密码相同", actions.change_password, person=person, old=PASSWORD, password=PASSWORD, by=person) == "password"
    actions.change_password(person=person, old=PASSWORD, password="new-and-good-1", by=person)
    assert Person.objects.get(pk=admin.pk).check_password("new-and-good-1")
    assert (last_entry().verb, last_entry().actor) == ("person.change_password", admin.subject)


def test_nobody_changes_the_password_of_another(district: District, admin: Person) -> None:
    refused("本人", actions.change_password, person=district.liaison, old="", password=PASSWORD, by=admin)


def test_a_grant_that_begins_later_is_of_no_use_yet(district: District, admin: Person) -> None:
    actions.grant(person=district.visitor, unit=district.city, role=Role.ADMIN, from_on=date(2999, 1, 1), by=admin)
    refused("系统管理员办理", actions.add_unit, name="新单位", by=district.visitor)
