"""What follows from the rows of a case as they were replayed from its record (design §3.7, §3.9). Pure.

Progress may be put on record under an earlier day than what is known already. What an entry stored of states and counts was right when it
was made, in the order of the record; in the order of the days they follow from the rows as they then stood.
"""

from collections import defaultdict
from dataclasses import asdict
from typing import Any

from zhenggai.rectification.domain.rollup import FindingStanding, finding_counts, finding_state, inspection_counts, measure_percent
from zhenggai.rectification.domain.states import FindingState, MeasureState

Row = dict[str, Any]
Rows = dict[str, Row]


def settle(rows: Rows) -> Rows:
    """Works out anew, in the rows of one case ({"finding:3": {column: value}}), states and counts that follow from others; gives them."""
    _settle_measures(rows)
    _settle_findings(rows)
    for _, own in of_kind(rows, "inspection"):
        counts = inspection_counts(_standing(row) for _, row in of_kind(rows, "finding"))
        own.update({f"{name}_count": n for name, n in asdict(counts).items()})
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
