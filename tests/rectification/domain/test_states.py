"""The tables hold together: every state is reached, every verb has its words, nothing leads nowhere."""

from enum import StrEnum

import pytest

from zhenggai.rectification.domain.policy import WHO, who_word
from zhenggai.rectification.domain.states import (
    FINDING_ENDS,
    FINDING_TRANSITIONS,
    INSPECTION_TRANSITIONS,
    MEASURE_DONE,
    MEASURE_OPEN,
    MEASURE_TRANSITIONS,
    Attested,
    FindingState,
    InspectionState,
    MeasureKind,
    MeasureState,
    attested_word,
    finding_word,
    inspection_word,
    kind_word,
    measure_word,
    verb_word,
)

Steps = list[tuple[StrEnum, str, StrEnum]]
TABLES: list[tuple[Steps, StrEnum]] = [
    ([(state, verb, then) for (state, verb), then in MEASURE_TRANSITIONS.items()], MeasureState.NOT_STARTED),
    ([(state, verb, then) for (state, verb), then in FINDING_TRANSITIONS.items()], FindingState.NOT_STARTED),
    ([(state, verb, then) for (state, verb), then in INSPECTION_TRANSITIONS.items()], InspectionState.PLANNING),
]
VERBS = sorted({verb for steps, _ in TABLES for _, verb, _ in steps})


@pytest.mark.parametrize(("steps", "first"), TABLES, ids=["measure", "finding", "inspection"])
def test_every_state_is_reached_from_the_first(steps: Steps, first: StrEnum) -> None:
    # A finding begins to be worked on when one of its measures is: that step is a roll-up and has no verb of its own.
    reached = {first, FindingState.WORKING} if isinstance(first, FindingState) else {first}
    for _ in type(first):
        reached |= {then for state, _, then in steps if state in reached}
    assert reached == set(type(first))


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_is_somebodys_business(verb: str) -> None:
    assert all(who_word(who) for who in WHO[verb])


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_its_words(verb: str) -> None:
    assert verb_word(verb)


def test_every_state_kind_and_attested_status_has_its_words() -> None:
    words = [
        *map(measure_word, MeasureState),
        *map(finding_word, FindingState),
        *map(inspection_word, InspectionState),
        *map(kind_word, MeasureKind),
        *map(attested_word, Attested),
    ]
    assert all(words)


def test_no_two_states_of_one_object_are_called_the_same() -> None:
    assert [len(set(map(measure_word, MeasureState))), len(set(map(finding_word, FindingState)))] == [len(MeasureState), len(FindingState)]


def test_late_returned_and_reopened_are_not_states() -> None:
    states = {state.value for kind in (MeasureState, FindingState, InspectionState) for state in kind}
    assert states.isdisjoint({"late", "overdue", "returned", "reopened", "preliminary"})


def test_a_measure_is_open_or_done() -> None:
    assert {*MEASURE_OPEN, *MEASURE_DONE} == set(MeasureState)


def test_a_finding_comes_back_on_the_list_only_by_reopening() -> None:
    assert {verb for (state, verb), then in FINDING_TRANSITIONS.items() if state in FINDING_ENDS and then not in FINDING_ENDS} == {
        "finding.reopen"
    }
