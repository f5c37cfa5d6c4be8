"""A case replayed from its record as of a day, with what follows from its rows worked out anew (design §3.7, §3.9).

Progress may be put on record under an earlier day than what is known already. What an entry stored of states and counts was right when it
was made, in the order of the record; in the order of the days they follow from the rows as they then stood.
"""

from collections import defaultdict
from dataclasses import asdict
from datetime import date
from typing import Any

from zhenggai.ledger.queries import Clock, as_of
from zhenggai.rectification.domain.rollup import FindingStanding, finding_counts, finding_state, inspection_counts, measure_percent
from zhenggai.rectification.domain.states import FindingState, MeasureState
from zhenggai.rectification.models import Inspection

Row = dict[str, Any]
Rows = dict[str, Row]


def case_as_of(inspection: Inspection, day: date, clock: Clock = "case", *, until: int | None = None) -> Rows:
    """The rows of a case, {"finding:3": {column: value}}, as `ledger.queries.as_of` gives them; no query more, however large the case."""
    rows = as_of(inspection.chain, day, clock, until=until)
    _settle_measures(rows)
    _settle_findings(rows)
    if own := rows.get(inspection.subject):
        standings = [_standing(row) for _, row in of_kind(rows, "finding")]
        own.update({f"{name}_count": n for name, n in asdict(inspection_counts(standings)).items()})
    return rows


def of_kind(rows: Rows, kind: str) -> list[tuple[str, Row]]:
    """The subjects of one kind with their rows."""
    return [(subject, row) for subject, row in rows.items() if subject.startswith(f"{kind}:")]


def latest_progress(rows: Rows) -> dict[str, Row]:
    """By measure, its latest progress: of the latest day, and on that day the one put on record last."""
    told = sorted(of_kind(rows, "progress"), key=lambda pair: (pair[1]["done_on"], int(pair[0].partition(":")[2])))
    return {row["measure"]: row for _, row in told}


def _settle_measures(rows: Rows) -> None:
    latest = latest_progress(rows)
    for subject, row in of_kind(rows, "measure"):
        progress = latest.get(subject)
        if progress and row["state"] == MeasureState.NOT_STARTED:
            row["state"] = MeasureState.WORKING.value
        row["percent"] = measure_percent(MeasureState(row["state"]), progress["percent"] if progress else 0)


def _settle_findings(rows: Rows) -> None:
    measures: dict[str, list[MeasureState]] = defaultdict(list)
    for _, row in of_kind(rows, "measure"):
        measures[row["finding"]].append(MeasureState(row["state"]))
    for subject, row in of_kind(rows, "finding"):
        counts = finding_counts(measures[subject])
        state = finding_state(FindingState(row["state"]), measures[subject])
        row.update(state=state.value, measures_count=counts.measures, measures_done_count=counts.measures_done)


def _standing(row: Row) -> FindingStanding:
    return FindingStanding(
        state=FindingState(row["state"]),
        preliminary=row["preliminary_on"] is not None,
        attested=bool(row["attested"]),
        measures=row["measures_count"],
        measures_done=row["measures_done_count"],
    )
