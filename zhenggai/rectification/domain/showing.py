"""What stands beside a state: how late a measure is, and what the badge of a finding shows (design §3.1). Pure."""

from datetime import date

from zhenggai.rectification.domain.states import FINDING_ENDS, MEASURE_OPEN, FindingState, MeasureState


def days_late(state: MeasureState, finding: FindingState, deadline: date | None, today: date) -> int:
    """How many days past its deadline a measure is; 0 when it is not late, waits for nobody, or its `finding` is off the list.

    `rectification.queries.late` asks the same of the database.
    """
    if state not in MEASURE_OPEN or finding in FINDING_ENDS or deadline is None:
        return 0
    return max(0, (today - deadline).days)


def badge_of(state: FindingState, *, preliminary: bool, attested: str) -> str:
    """The key of a finding's badge: first results while they stand; what a notice attested only while nothing was done here."""
    if preliminary:
        return "preliminary"
    return "attested" if attested and state == FindingState.NOT_STARTED else state.value
