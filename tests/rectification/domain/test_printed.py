"""The printed documents leave nothing out; that they are fresh is tested with the architecture."""

import pytest

from zhenggai.rectification.domain.policy import APART, WHO, apart_word
from zhenggai.rectification.domain.printed import permissions_markdown, states_markdown
from zhenggai.rectification.domain.states import FINDING_TRANSITIONS, INSPECTION_TRANSITIONS, MEASURE_TRANSITIONS

STEPS = [
    (str(state), verb, str(then))
    for table in (MEASURE_TRANSITIONS, FINDING_TRANSITIONS, INSPECTION_TRANSITIONS)
    for (state, verb), then in table.items()
]


def test_every_step_has_a_row_of_its_own() -> None:
    rows = [line for line in states_markdown().splitlines() if line.startswith("| `")]
    assert len(rows) == len(STEPS)


@pytest.mark.parametrize("verb", WHO)
def test_every_verb_has_a_row_with_a_mark_where_another_person_is_needed(verb: str) -> None:
    (row,) = (line for line in permissions_markdown().splitlines() if line.startswith(f"| `{verb}` |"))
    assert row.endswith("| ✓ |") == (verb in APART)


def test_every_rule_of_separation_stands_in_words() -> None:
    assert all(apart_word(hands) in permissions_markdown() for hands in APART.values())
