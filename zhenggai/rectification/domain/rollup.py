"""A finding's state from its measures, an inspection's counts from its findings: pure (design §3.7).

What they give is stored by the action that changed the child.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from zhenggai.rectification.domain.states import FINDING_ENDS, MEASURE_DONE, FindingState, MeasureState


@dataclass(frozen=True)
class FindingCounts:
    """Stored on a finding: how many measures it has and how many of them wait for nobody any more."""

    measures: int
    measures_done: int


@dataclass(frozen=True)
class InspectionCounts:
    """Stored on an inspection. closed + closed_not_done + preliminary + working + not_started = findings; attested
    ones are also counted apart. Closed counts what was carried out, standing ones among it (design §8: two different ends)."""

    findings: int
    closed: int
    closed_not_done: int
    preliminary: int
    working: int
    not_started: int
    attested: int
    measures: int
    measures_done: int


@dataclass(frozen=True)
class FindingStanding:
    """What the counts of an inspection need of one finding."""

    state: FindingState
    preliminary: bool
    attested: bool
    measures: int
    measures_done: int


def measure_percent(state: MeasureState, told: int) -> int:
    """How far a measure is, per cent: what its latest progress told, and all of it once it is verified."""
    return 100 if state == MeasureState.VERIFIED else told


def finding_state(current: FindingState, measures: Iterable[MeasureState]) -> FindingState:
    """The state that the measures give: a finding that is submitted or off the list stays there until a verb of its own moves it."""
    if current == FindingState.SUBMITTED or current in FINDING_ENDS:
        return current
    begun = any(state not in (MeasureState.NOT_STARTED, MeasureState.DROPPED) for state in measures)
    return FindingState.WORKING if begun or current == FindingState.WORKING else FindingState.NOT_STARTED


def finding_counts(measures: Iterable[MeasureState]) -> FindingCounts:
    """Counts over the measures; a dropped one is no measure of the plan any more."""
    kept = [state for state in measures if state != MeasureState.DROPPED]
    return FindingCounts(measures=len(kept), measures_done=sum(state in MEASURE_DONE for state in kept))


def inspection_counts(findings: Iterable[FindingStanding]) -> InspectionCounts:
    """Counts over the findings of one inspection."""
    rows = list(findings)
    rest = [row for row in rows if row.state not in FINDING_ENDS]
    first = [row for row in rest if row.preliminary]
    return InspectionCounts(
        findings=len(rows),
        closed=sum(row.state in (FindingState.CLOSED, FindingState.STANDING) for row in rows),
        closed_not_done=sum(row.state == FindingState.CLOSED_NOT_DONE for row in rows),
        preliminary=len(first),
        working=sum(not row.preliminary and row.state != FindingState.NOT_STARTED for row in rest),
        not_started=sum(not row.preliminary and row.state == FindingState.NOT_STARTED for row in rest),
        attested=sum(row.attested for row in rows),
        measures=sum(row.measures for row in rows),
        measures_done=sum(row.measures_done for row in rows),
    )
