"""Which unit a notice's issuer is the party body of."""

import pytest

from zhenggai.documents.domain.party import is_body_of


@pytest.mark.parametrize(
    ("issuer", "unit"),
    [
        ("云岭市图书馆党组", "云岭市图书馆"),
        ("中共云岭市图书馆支部委员会", "云岭市图书馆"),
        ("中国共产党云岭市委员会", "中共云岭市委员会"),
        ("云岭市图书馆机关党委", "云岭市图书馆"),
        ("云岭市图书馆", "云岭市图书馆"),
    ],
)
def test_a_party_body_is_that_of_its_unit(issuer: str, unit: str) -> None:
    assert is_body_of(issuer, unit)


@pytest.mark.parametrize(
    ("issuer", "unit"),
    [("云岭市图书馆党组", "云岭市"), ("云岭市图书馆党组", ""), ("云岭市图书馆东城分馆党支部", "云岭市图书馆"), ("云岭市党委", "图书馆")],
)
def test_it_is_not_that_of_another(issuer: str, unit: str) -> None:
    assert not is_body_of(issuer, unit)
