"""Whether what is stored of sums is what the rows give: the roll-ups of findings and inspections (design §3.7), part of `zhenggai verify`.

Each stored sum stands on the record too; what this adds is that an action never rolled up wrongly.
"""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from django.utils.translation import gettext as _

from zhenggai.ledger.proof import Problem, Report
from zhenggai.rectification.domain.rollup import FindingStanding, finding_counts, finding_state, inspection_counts
from zhenggai.rectification.domain.states import FindingState, MeasureState
from zhenggai.rectification.models import Finding, Inspection, Measure

PAGE = 5_000  # rows read at a time


def wrong_sums(_report: Report) -> Iterator[Problem]:
    """Every finding and inspection whose stored state or counts are not those of its rows. Three queries, one case in memory at a time."""
    columns = ("inspection", "pk", "state", "preliminary_on", "attested", "measures_count", "measures_done_count")
    findings = _Beside(Finding.objects.order_by("inspection", "pk").values_list(*columns).iterator(PAGE), keys=1)
    rows = Measure.objects.order_by("inspection", "finding").values_list("inspection", "finding", "state")
    measures = _Beside(rows.iterator(PAGE), keys=2)
    for case in Inspection.objects.order_by("pk").iterator(PAGE):
        standings = []
        for _case, pk, state, preliminary, attested, stored, done in findings.of(case.pk):
            states = [MeasureState(row[2]) for row in measures.of(case.pk, pk)]
            counts = finding_counts(states)
            if (stored, done) != (counts.measures, counts.measures_done) or finding_state(FindingState(state), states) != state:
                yield _problem(f"finding:{pk}")
            standings.append(FindingStanding(FindingState(state), preliminary is not None, bool(attested), stored, done))
        if any(getattr(case, f"{name}_count") != n for name, n in asdict(inspection_counts(standings)).items()):
            yield _problem(case.subject)


class _Beside:
    """Rows read once, in the order of their first `keys` columns, beside others that ask for them in that order."""

    def __init__(self, rows: Iterator[tuple[Any, ...]], *, keys: int) -> None:
        self.rows, self.keys = rows, keys
        self.next = next(rows, None)

    def of(self, *key: int) -> list[tuple[Any, ...]]:
        """The rows that begin with this key."""
        found = []
        while self.next and self.next[: self.keys] <= key:
            if self.next[: self.keys] == key:
                found.append(self.next)
            self.next = next(self.rows, None)
        return found


def _problem(where: str) -> Problem:
    return Problem("sums", where, _("登记的状态或合计与其下各条算出来的不符"))
