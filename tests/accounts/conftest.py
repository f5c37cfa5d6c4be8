"""An administrator beside the district's people, and threads that act at once: that fixture is the one of the ledger's tests."""

import pytest
from django.test import Client

from tests.cast import SINCE, District
from tests.ledger.conftest import run_apart
from zhenggai.accounts.actions import add_person, grant
from zhenggai.accounts.domain.roles import Role
from zhenggai.accounts.models import Person

__all__ = ["run_apart"]

PASSWORD = "qingshan-lvshui-88"


def make_admin(district: District, name: str = "管理员", username: str | None = "keeper") -> Person:
    """An administrator of the district who can sign in."""
    person = add_person(name=name, unit=district.city, username=username, password=PASSWORD if username else None, by=None)
    grant(person=person, unit=district.city, role=Role.ADMIN, from_on=SINCE, by=None)
    return person


@pytest.fixture
def admin(district: District) -> Person:
    return make_admin(district)


@pytest.fixture
def keeper(admin: Person, client: Client) -> Client:
    """The administrator's browser."""
    client.force_login(admin)
    return client
