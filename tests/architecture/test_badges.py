"""The words and shapes of badges, which core keeps for every page, are those of the states themselves."""

import pytest

from zhenggai.core.marks import OTHER, mark_of
from zhenggai.core.shapes import SHAPES, STATE_WORDS, state_word
from zhenggai.evidence.domain.media import MEDIA
from zhenggai.rectification.domain.states import (
    ATTESTED_WORDS,
    FINDING_WORDS,
    MEASURE_WORDS,
    Attested,
    FindingState,
    MeasureState,
    finding_word,
    measure_word,
)


@pytest.mark.parametrize("state", FindingState)
def test_the_badge_of_a_finding_says_its_state(state: FindingState) -> None:
    assert state_word(state) == finding_word(state)


@pytest.mark.parametrize("state", MeasureState)
def test_the_badge_of_a_measure_says_its_state(state: MeasureState) -> None:
    assert state_word(state, measure=True) == measure_word(state)


def test_first_results_are_called_the_same_here_and_in_a_notice_from_elsewhere() -> None:
    assert STATE_WORDS["preliminary"] == ATTESTED_WORDS[Attested.PRELIMINARY]


def test_every_state_has_a_shape_and_no_badge_is_of_a_state_that_is_gone() -> None:
    facts = {"preliminary", "returned", "attested"}  # judgements and facts that stand in a state's place
    assert set(STATE_WORDS) == set(FINDING_WORDS) | set(MEASURE_WORDS) | facts == set(SHAPES) - {"late"}


@pytest.mark.parametrize("media", MEDIA)
def test_every_kind_of_evidence_has_a_mark_of_its_own(media: str) -> None:
    assert mark_of(media) != OTHER
