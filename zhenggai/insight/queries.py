"""What the pages read across contexts: the board now and as of a day, the workbench, the record of a case."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from zhenggai.accounts.queries import Scope
from zhenggai.insight.domain.board import AspectRow, Board, FindingRow, MeasureRow, board
from zhenggai.insight.domain.timeline import CaseDates
from zhenggai.ledger.queries import Clock, entered_later
from zhenggai.rectification.domain.replay import of_kind
from zhenggai.rectification.domain.states import FindingState, MeasureState
from zhenggai.rectification.models import Finding, Inspection, Measure
from zhenggai.rectification.queries import AWAITED, case_as_of, late


def board_now(inspection: Inspection, today: date) -> Board:
    """The board from the tables; three queries."""
    aspects = [AspectRow(number, title) for number, title in inspection.aspects.values_list("number", "title")]
    findings = [
        FindingRow(pk, number, title, aspect, FindingState(state), preliminary is not None, attested)
        for pk, number, title, aspect, state, preliminary, attested in Finding.objects.filter(inspection=inspection).values_list(
            "pk", "number", "title", "aspect__number", "state", "preliminary_on", "attested"
        )
    ]
    measures = [
        MeasureRow(finding, MeasureState(state), deadline)
        for finding, state, deadline in Measure.objects.filter(inspection=inspection).values_list("finding", "state", "deadline")
    ]
    return board(aspects, findings, measures, today)


@dataclass(frozen=True)
class Past:
    """A case as of a day: its board, its dates as they stood, and how many entries about that time were made later."""

    board: Board
    dates: CaseDates
    later: int


def board_as_of(inspection: Inspection, day: date, clock: Clock) -> Past:
    """The board replayed from the record: what was the case on `day` ("case"), or what the record knew by its end ("record")."""
    rows = case_as_of(inspection, day, clock)
    titles = dict(Finding.objects.filter(inspection=inspection).values_list("pk", "title"))
    aspects = {aspect.pk: AspectRow(aspect.number, aspect.title) for aspect in inspection.aspects.all()}
    findings = [
        FindingRow(
            pk=_pk(subject),
            number=row["number"],
            title=titles.get(_pk(subject), ""),
            aspect=aspects[_pk(row["aspect"])].number,
            state=FindingState(row["state"]),
            preliminary=row["preliminary_on"] is not None,
            attested=row["attested"],
        )
        for subject, row in of_kind(rows, "finding")
    ]
    measures = [MeasureRow(_pk(row["finding"]), MeasureState(row["state"]), _day(row["deadline"])) for _, row in of_kind(rows, "measure")]
    own = rows.get(inspection.subject, {})
    return Past(
        board=board(list(aspects.values()), sorted(findings, key=lambda finding: finding.number), measures, day),
        dates=CaseDates(**{name: _day(own.get(name)) for name in CaseDates.__annotations__}),
        later=entered_later(inspection.chain, day),
    )


def dates_of(inspection: Inspection) -> CaseDates:
    """The dates of a case as they stand now."""
    return CaseDates(**{name: getattr(inspection, name) for name in CaseDates.__annotations__})


def turns_of(inspection: Inspection, limit: int) -> list[Measure]:
    """The open measures of a case, soonest deadline first: what the overview shows under whose turn it is."""
    rows = Measure.objects.filter(AWAITED, inspection=inspection, deadline__isnull=False)
    return list(rows.select_related("finding", "owner", "leader").order_by("deadline", "id")[:limit])


@dataclass(frozen=True)
class CaseLine:
    """A case on the list of cases, with its late measures counted."""

    inspection: Inspection
    late: int


def cases_of(scope: Scope, today: date, limit: int, before: int | None = None) -> list[CaseLine]:
    """The cases the person sees, latest first, at most `limit`, before the id given. Two queries."""
    rows = Inspection.objects.filter(scope.sees()).select_related("unit").order_by("-id")
    if before:
        rows = rows.filter(id__lt=before)
    found = list(rows[:limit])
    overdue = dict(
        Measure.objects.filter(late(today), inspection__in=[row.pk for row in found])
        .values_list("inspection")
        .annotate(n=Count("id"))
        .values_list("inspection", "n")
    )
    return [CaseLine(row, overdue.get(row.pk, 0)) for row in found]


def latest_cases(scope: Scope, limit: int) -> list[Inspection]:
    """The latest few cases the person sees, with their units. One query."""
    return list(Inspection.objects.filter(scope.sees()).select_related("unit").order_by("-id")[:limit])


def lamps_of(scope: Scope, today: date, soon: date) -> dict[str, int]:
    """Of the person's own open measures: how many are late, due by `soon`, and later than that. One query."""
    # Counted here: a person has few, and five conditions in SQL take longer to write down than these dates to compare.
    own = Measure.objects.filter(AWAITED, owner=scope.person, deadline__isnull=False)
    days = [day for day in own.order_by().values_list("deadline", flat=True) if day]
    overdue, near = sum(day < today for day in days), sum(today <= day <= soon for day in days)
    return {"late": overdue, "soon": near, "ahead": len(days) - overdue - near}


def _pk(reference: object) -> int:
    return int(str(reference).partition(":")[2])


def _day(text: object) -> date | None:
    return date.fromisoformat(str(text)) if text else None
