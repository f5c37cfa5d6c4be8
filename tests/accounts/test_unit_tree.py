"""The unit tree as pairs decides who sees and who may do what: it is proven against the units' own parents."""

import pytest

from tests.cast import District
from zhenggai.accounts.actions import add_unit
from zhenggai.accounts.models import UnitLink
from zhenggai.ledger.proof import verify


def pairs() -> set[tuple[int, int]]:
    return set(UnitLink.objects.values_list("ancestor", "descendant"))


def test_a_unit_lies_below_itself_and_all_above_it(district: District) -> None:
    branch = add_unit(name="分馆", parent=district.unit, by=None)
    assert {(unit.pk, branch.pk) for unit in (district.city, district.unit, branch)} <= pairs()


def test_units_beside_each_other_see_nothing_of_each_other(district: District) -> None:
    assert pairs().isdisjoint({(district.unit.pk, district.other_unit.pk), (district.other_unit.pk, district.unit.pk)})


def test_a_tree_as_it_was_built_is_proven(district: District) -> None:
    assert verify().problems == []


def test_a_pair_slipped_in_is_found(district: District) -> None:
    """One row by SQL would give everybody of one unit their roles in another."""
    UnitLink.objects.create(ancestor=district.other_unit, descendant=district.unit)
    (problem,) = verify().problems
    assert (problem.code, problem.message) == ("unit-tree", "上下级关系与单位登记的上级不符")


def test_a_pair_taken_out_is_found(district: District) -> None:
    UnitLink.objects.filter(ancestor=district.city, descendant=district.unit).delete()
    (problem,) = verify().problems
    assert (problem.code, problem.message) == ("unit-tree", "缺少应有的上下级关系")


@pytest.mark.parametrize("loop", [True, False], ids=["a circle", "another parent"])
def test_another_parent_by_sql_is_found(district: District, loop: bool) -> None:
    units = type(district.unit)._base_manager
    units.filter(pk=district.city.pk if loop else district.unit.pk).update(parent=district.other_unit)
    assert "unit-tree" in {problem.code for problem in verify().problems}
