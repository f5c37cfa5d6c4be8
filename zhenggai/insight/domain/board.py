"""The strike-off board (销号板) of a case: one tile a finding, grouped by aspect, with the counts that every sentence and bar is made of.

Pure: the same rows give the same board, whether they are read from the tables (now) or replayed from the record (as of a day).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from zhenggai.rectification.domain.rollup import FindingStanding, InspectionCounts, finding_counts, inspection_counts
from zhenggai.rectification.domain.showing import badge_of, days_late
from zhenggai.rectification.domain.states import FINDING_ENDS, MEASURE_DONE, FindingState, MeasureState


@dataclass(frozen=True)
class MeasureRow:
    """What the board needs of a measure."""

    finding: int
    state: MeasureState
    deadline: date | None


@dataclass(frozen=True)
class FindingRow:
    """What the board needs of a finding; `pk` leads to its page."""

    pk: int
    number: int
    title: str
    aspect: int
    state: FindingState
    preliminary: bool
    attested: str


@dataclass(frozen=True)
class AspectRow:
    """An aspect by its number."""

    number: int
    title: str


@dataclass(frozen=True)
class Tile:
    """One finding on the board. `shown` is the key of its badge: its state, or the judgement that stands in its place."""

    pk: int
    number: int
    title: str
    shown: str
    late: bool
    attested: str


@dataclass(frozen=True)
class Stripe:
    """One aspect on the board with the counts of its line in the table."""

    number: int
    title: str
    tiles: tuple[Tile, ...]
    closed: int
    preliminary: int
    measures: int
    measures_done: int
    measures_begun: int
    late: int


@dataclass(frozen=True)
class Board:
    """The whole board with its counts; `late` and `submitted` count measures."""

    stripes: tuple[Stripe, ...]
    counts: InspectionCounts
    late: int
    submitted: int


def board(aspects: Sequence[AspectRow], findings: Sequence[FindingRow], measures: Iterable[MeasureRow], today: date) -> Board:
    """Makes the board as it stands on `today` (which decides what is late)."""
    of: dict[int, list[MeasureRow]] = {finding.pk: [] for finding in findings}
    for measure in measures:
        if measure.finding in of:
            of[measure.finding].append(measure)
    stripes = tuple(_stripe(aspect, [f for f in findings if f.aspect == aspect.number], of, today) for aspect in aspects)
    awaited = [row for finding in findings for row in _awaited(finding, of)]
    return Board(
        stripes=tuple(stripe for stripe in stripes if stripe.tiles),
        counts=inspection_counts(_standing(finding, of[finding.pk]) for finding in findings),
        late=sum(_late(finding, of, today) for finding in findings),
        submitted=sum(row.state == MeasureState.SUBMITTED for row in awaited),
    )


def _late(finding: FindingRow, of: Mapping[int, list[MeasureRow]], today: date) -> int:
    """How many of a finding's measures are late."""
    return sum(days_late(row.state, finding.state, row.deadline, today) > 0 for row in of[finding.pk])


def _awaited(finding: FindingRow, of: Mapping[int, list[MeasureRow]]) -> list[MeasureRow]:
    """The measures that somebody waits for: none once the finding is off the list, done or not."""
    return [] if finding.state in FINDING_ENDS else of[finding.pk]


def _standing(finding: FindingRow, measures: Sequence[MeasureRow]) -> FindingStanding:
    counts = finding_counts(row.state for row in measures)
    return FindingStanding(
        state=finding.state,
        preliminary=finding.preliminary,
        attested=bool(finding.attested),
        measures=counts.measures,
        measures_done=counts.measures_done,
    )


def _stripe(aspect: AspectRow, findings: Sequence[FindingRow], of: dict[int, list[MeasureRow]], today: date) -> Stripe:
    counts = inspection_counts(_standing(finding, of[finding.pk]) for finding in findings)
    rows = [row for finding in findings for row in of[finding.pk]]
    return Stripe(
        number=aspect.number,
        title=aspect.title,
        tiles=tuple(_tile(finding, late=_late(finding, of, today) > 0) for finding in findings),
        closed=counts.closed,
        preliminary=counts.preliminary,
        measures=counts.measures,
        measures_done=counts.measures_done,
        measures_begun=sum(row.state not in MEASURE_DONE and row.state != MeasureState.NOT_STARTED for row in rows),
        late=sum(_late(finding, of, today) for finding in findings),
    )


def _tile(finding: FindingRow, *, late: bool) -> Tile:
    return Tile(
        pk=finding.pk,
        number=finding.number,
        title=finding.title,
        shown=badge_of(finding.state, preliminary=finding.preliminary, attested=finding.attested),
        late=late,
        attested=finding.attested,
    )
