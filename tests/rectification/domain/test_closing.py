"""What is missing before a finding is struck off, in words (design §3.4)."""

import pytest

from zhenggai.rectification.domain.closing import MeasureProof, closing_checks, missing_to_close
from zhenggai.rectification.domain.states import MeasureState


def proof(number: int = 1, state: MeasureState = MeasureState.VERIFIED, evidence: int = 1) -> MeasureProof:
    return MeasureProof(number=number, state=state, evidence=evidence)


def missing(*measures: MeasureProof, leader: bool = True, idle: bool = False) -> list[str]:
    return missing_to_close(closing_checks(measures=measures, leader=leader, reopened_without_work=idle))


def test_nothing_is_missing_when_every_measure_is_proven() -> None:
    assert missing(proof(1), proof(2, MeasureState.STANDING)) == []


def test_a_finding_without_measures_is_not_closed() -> None:
    assert missing() == ["至少一条整改措施"]


@pytest.mark.parametrize("state", [MeasureState.NOT_STARTED, MeasureState.WORKING, MeasureState.SUBMITTED])
def test_a_measure_not_verified_is_named_with_its_state(state: MeasureState) -> None:
    assert [words.split("（")[0] for words in missing(proof(2, state))] == ["措施 2 核验"]


@pytest.mark.parametrize("state", [MeasureState.VERIFIED, MeasureState.STANDING, MeasureState.WORKING])
def test_a_measure_without_evidence_is_named(state: MeasureState) -> None:
    assert missing(proof(3, state, evidence=0)) == ["措施 3 的佐证材料"]


def test_a_dropped_measure_asks_for_nothing() -> None:
    assert missing(proof(1), proof(2, MeasureState.DROPPED, evidence=0)) == []


def test_dropping_every_measure_closes_nothing() -> None:
    assert missing(proof(1, MeasureState.DROPPED), proof(2, MeasureState.DROPPED)) == ["全部措施都已撤销，至少须有一条办成的措施"]


def test_somebody_must_answer_for_it() -> None:
    assert missing(proof(), leader=False) == ["明确责任领导"]


def test_a_reopened_finding_needs_new_work() -> None:
    assert missing(proof(), idle=True) == ["重新挂账以来的新进展和佐证（核验通过后计入）"]


def test_checks_that_are_met_are_listed_too() -> None:
    assert [check.words for check in closing_checks(measures=[proof(evidence=2)], leader=True)] == [
        "措施 1 已核验，佐证 2 件",
        "责任领导已明确",
    ]
