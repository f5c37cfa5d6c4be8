"""Canonical bytes and digests."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhenggai.ledger.domain.canon import CanonError, canonical, hasher

values: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


@given(values)
def test_canonical_text_reads_back_and_is_the_same_again(value: Any) -> None:
    assert json.loads(canonical(value)) == value
    assert canonical(json.loads(canonical(value))) == canonical(value)


@given(st.text())
def test_mark_of_a_sealed_text_stands_nowhere_inside_words(text: str) -> None:
    assert '{"sealed":"' not in canonical(['{"sealed":"' + text])


@pytest.mark.parametrize("value", [2**53, float("nan"), "\ud800", {1: 2}, object()], ids=["big", "nan", "surrogate", "key", "object"])
def test_canonical_refuses_what_json_cannot_hold(value: Any) -> None:
    with pytest.raises(CanonError):
        canonical(value)


def test_sm3_is_the_standard_one() -> None:
    # GB/T 32905-2016, example 1
    assert hasher("sm3")(b"abc") == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"


def test_unknown_algorithm_is_refused() -> None:
    with pytest.raises(CanonError, match="md5"):
        hasher("md5")
