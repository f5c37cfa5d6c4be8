"""The tree over all heads: every head has a path, and no other head climbs it."""

from hypothesis import given
from hypothesis import strategies as st

from zhenggai.ledger.domain.merkle import Head, climb, leaf, path, root


def heads(count: int) -> list[Head]:
    return [(f"case:{n}", n + 1, f"{n:064x}") for n in range(count)]


@given(st.integers(1, 70), st.data())
def test_every_leaf_climbs_to_the_root(count: int, data: st.DataObject) -> None:
    leaves = [leaf("sha256", head) for head in heads(count)]
    index = data.draw(st.integers(0, count - 1))
    assert climb("sha256", leaves[index], path("sha256", leaves, index)) == root("sha256", leaves)


@given(st.integers(2, 40), st.data())
def test_no_other_leaf_climbs_the_same_path(count: int, data: st.DataObject) -> None:
    leaves = [leaf("sm3", head) for head in heads(count)]
    mine, other = data.draw(st.lists(st.integers(0, count - 1), min_size=2, max_size=2, unique=True))
    assert climb("sm3", leaves[other], path("sm3", leaves, mine)) != root("sm3", leaves)


def test_leaf_depends_on_each_part_of_the_head() -> None:
    parts = {leaf("sha256", head) for head in [("a", 1, "00"), ("b", 1, "00"), ("a", 2, "00"), ("a", 1, "01")]}
    assert len(parts) == 4


def test_root_of_one_leaf_is_the_leaf_and_of_none_is_the_digest_of_nothing() -> None:
    only = leaf("sha256", ("a", 1, "00"))
    assert root("sha256", [only]) == only
    assert root("sha256", []).startswith("e3b0c442")
