"""Roles and the actor that policies judge."""

from zhenggai.accounts.domain.roles import Actor, Role, role_word


def test_an_actor_holds_any_one_of_the_roles_asked_for() -> None:
    assert Actor(1, frozenset({Role.LIAISON})).holds(Role.OFFICE, Role.LIAISON)


def test_an_actor_without_roles_holds_none() -> None:
    assert not Actor(1, frozenset()).holds(*Role)


def test_every_role_has_a_word_of_its_own() -> None:
    assert len({role_word(role) for role in Role}) == len(Role)


def test_an_administrator_is_in_no_office() -> None:
    assert not Actor(1, frozenset({Role.ADMIN})).in_office
    assert all(Actor(1, frozenset({role})).in_office for role in Role if role != Role.ADMIN)
