"""Starting every query a page shows with what the person may see (design §3.8), and the lists built on it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from zhenggai.accounts.domain.roles import Role
from zhenggai.accounts.models import Person
from zhenggai.accounts.queries import Scope, request_scope
from zhenggai.ledger.queries import Clock, Told, as_of
from zhenggai.rectification.domain.chronicle import Line, said_words, what_words
from zhenggai.rectification.domain.replay import Rows, settle
from zhenggai.rectification.domain.states import (
    FINDING_ENDS,
    FINDING_ON_LIST,
    FINDING_OPEN,
    MEASURE_COUNTED_DONE,
    MEASURE_OPEN,
    MEASURE_TO_DO,
    FindingState,
    MeasureState,
)
from zhenggai.rectification.models import Attachment, Finding, Inspection, Measure, Progress

# Lists of plain values, sorted: the same question is then the same SQL every time.
OPEN_MEASURES = sorted(state.value for state in MEASURE_OPEN)
DONE_MEASURES = sorted(state.value for state in MEASURE_COUNTED_DONE)
OPEN_FINDINGS = sorted(state.value for state in FINDING_OPEN)
TO_DO = sorted(state.value for state in MEASURE_TO_DO)
# Open measures of a finding that was taken off the list though it was not carried out wait for nobody.
ON_LIST = Q(finding__state__in=sorted(state.value for state in FINDING_ON_LIST))
AWAITED = ON_LIST & Q(state__in=OPEN_MEASURES)
# While a finding's closing is asked for, its measures rest.
WORKED_ON = Q(finding__state__in=OPEN_FINDINGS)
NAMED = 3  # measures named in a sentence; beyond, it counts them


def inspections_visible_to(scope: Scope) -> QuerySet[Inspection]:
    """The cases of the units where the person holds a role today, or above which they do."""
    return Inspection.objects.filter(scope.sees_one()).select_related("unit")


def case_of(request: HttpRequest, pk: int) -> Inspection:
    """The case a page is about, if its reader may see it (else 404); the frame then shows it as the one at hand."""
    inspection = get_object_or_404(inspections_visible_to(request_scope(request)), pk=pk)
    request.case = inspection  # type: ignore[attr-defined]  # for the frame
    return inspection


def findings_visible_to(scope: Scope) -> QuerySet[Finding]:
    """The findings of those cases."""
    return Finding.objects.filter(scope.sees_one()).select_related("inspection__unit", "aspect", "leader")


def measures_visible_to(scope: Scope) -> QuerySet[Measure]:
    """The measures of those cases."""
    return Measure.objects.filter(scope.sees_one()).select_related("finding__aspect", "inspection__unit")


def attachments_visible_to(scope: Scope) -> QuerySet[Attachment]:
    """The evidence attached to those measures."""
    return Attachment.objects.filter(scope.sees_one("measure__unit")).select_related("evidence__file", "measure")


def still_owned(person: Person) -> str | None:
    """The open measures that the person owns, in words, for who would close their account; None when there are none."""
    standing = Finding.objects.exclude(state__in=[state.value for state in FINDING_ENDS])
    rows = Measure.objects.filter(owner=person, state__in=OPEN_MEASURES, finding__in=standing).select_related("finding", "unit")
    count = rows.count()
    if not count:
        return None
    names = [
        _("%(unit)s问题 %(f)d 措施 %(m)d") % {"unit": row.unit.name, "f": row.finding.number, "m": row.number}
        for row in rows.order_by("pk")[:NAMED]
    ]
    return _("名下还有 %(n)d 条未办结的措施（%(what)s%(more)s），须先由联络员改派责任人，再停用账号。") % {
        "n": count,
        "what": _("、").join(names),
        "more": _("等") if count > NAMED else "",
    }


def late(today: date) -> Q:
    """The condition of a measure that is late: waited for, and its deadline has passed. Late is a fact beside the state (design §3.1)."""
    return AWAITED & Q(deadline__lt=today)


@dataclass(frozen=True)
class Choice:
    """What the reader of a list picked."""

    state: str = ""
    aspect: int | None = None
    person: int | None = None
    words: str = ""
    late: bool = False
    sort: str = "number"


SORTS = {
    "number": ("finding__number", "number"),
    "deadline": ("deadline", "finding__number", "number"),
    "owner": ("owner__name", "finding__number", "number"),
    "state": ("state", "finding__number", "number"),
}


def listed_measures(inspection: Inspection, choice: Choice, today: date) -> QuerySet[Measure]:
    """The rows of the three lists: measures of a case with finding, aspect and people, as the reader chose."""
    rows = Measure.objects.filter(inspection=inspection).select_related("finding__aspect", "finding__leader", "owner", "leader")
    if choice.state in ("open", "done"):
        rows = rows.filter(state__in=OPEN_MEASURES if choice.state == "open" else DONE_MEASURES)
    elif choice.state:
        rows = rows.filter(state=choice.state) if choice.state in list(MeasureState) else rows.none()
    if choice.aspect:
        rows = rows.filter(finding__aspect__number=choice.aspect)
    if choice.person:
        rows = rows.filter(Q(owner=choice.person) | Q(leader=choice.person))
    words = choice.words.replace("\x00", "")  # PostgreSQL takes none
    if words:
        rows = rows.filter(Q(text__icontains=words) | Q(finding__title__icontains=words))
    if choice.late:
        rows = rows.filter(late(today))
    return rows.order_by(*SORTS.get(choice.sort, SORTS["number"]))


@dataclass(frozen=True)
class Waiting:
    """What waits for one person, soonest first. What they own or submitted is left out; the policy decides when it is opened."""

    to_do: list[Measure]
    to_verify: list[Measure]
    to_approve: list[Finding]
    to_close: list[Finding]


# What a line of these lists shows: a measure, its finding and its case have some ninety columns between them, long texts among them.
MEASURE_LINE = (
    *("number", "text", "deadline", "state", "returned_on"),
    *("finding__number", "finding__state", "inspection__title", "unit__name", "owner__name", "leader__name"),
)
FINDING_LINE = (
    *("number", "title", "state", "preliminary_on", "attested", "measures_count", "measures_done_count"),
    *("inspection__title", "unit__name", "leader__name"),
)


def waiting_for(scope: Scope, limit: int) -> Waiting:
    """Four lists of at most `limit`, four or five queries, each on an index of its own."""
    person = scope.person
    measures = Measure.objects.select_related("finding", "inspection", "unit", "owner", "leader").only(*MEASURE_LINE)
    submitted = measures.filter(WORKED_ON, state=MeasureState.SUBMITTED.value).exclude(submitted_by=person).exclude(owner=person)
    verify = list(submitted.filter(leader=person).order_by("submitted_on", "id")[:limit])
    if Role.LIAISON in scope.roles:
        seen = {row.pk for row in verify}
        more = submitted.filter(scope.sees(roles=[Role.LIAISON])).order_by("submitted_on", "id")[:limit]
        verify = [*verify, *(row for row in more if row.pk not in seen)][:limit]
    findings = Finding.objects.select_related("inspection", "unit", "leader").only(*FINDING_LINE)
    approve: list[Finding] = []
    if scope.roles & {Role.PRINCIPAL, Role.OFFICE}:
        mine = findings.filter(scope.sees(roles=[Role.PRINCIPAL, Role.OFFICE]), state=FindingState.SUBMITTED.value)
        approve = list(mine.exclude(submitted_by=person).order_by("submitted_on", "id")[:limit])
    ready = findings.filter(
        leader=person, state=FindingState.WORKING.value, measures_count__gt=0, measures_done_count__gte=F("measures_count")
    )
    # What was put back on the list wants something new and verified since, before its closing can be asked for again.
    again = Measure.objects.filter(finding=OuterRef("pk"), verified_on__gte=OuterRef("reopened_on"))
    worked = Q(reopened_progress__lt=_counted(Progress), reopened_evidence__lt=_counted(Attachment))
    ready = ready.filter(Q(reopened_on__isnull=True) | Q(Exists(again), worked))
    return Waiting(
        to_do=list(measures.filter(WORKED_ON, owner=person, state__in=TO_DO).order_by("deadline", "id")[:limit]),
        to_verify=verify,
        to_approve=approve,
        to_close=list(ready.order_by("number")[:limit]),
    )


def _counted(rows: type[Progress | Attachment]) -> Subquery:
    """How many of these rows a finding's measures have, in a query about findings."""
    of = rows.objects.filter(measure__finding=OuterRef("pk")).order_by().values("measure__finding")
    return Subquery(of.annotate(n=Count("pk")).values("n"))


def unassigned_for(scope: Scope, limit: int) -> list[Finding]:
    """The findings on the list that nobody answers for yet, in the units where the person is liaison; one query or none."""
    if Role.LIAISON not in scope.roles:
        return []
    rows = Finding.objects.filter(scope.sees(roles=[Role.LIAISON]), leader=None, state__in=OPEN_FINDINGS)
    return list(rows.select_related("inspection", "unit", "leader").only(*FINDING_LINE).order_by("inspection", "number")[:limit])


def due_again(scope: Scope, today: date, limit: int) -> list[Finding]:
    """The findings whose first results the person declared, or now answers for, and said to look at again by today; one query or none."""
    if Role.LEADER not in scope.roles:
        return []
    rows = Finding.objects.filter(leader=scope.person, state=FindingState.WORKING.value, preliminary_next_on__lte=today)
    return list(rows.select_related("inspection", "unit", "leader").only(*FINDING_LINE).order_by("preliminary_next_on", "id")[:limit])


def overdue_for(scope: Scope, today: date, limit: int) -> list[Measure]:
    """What is late in the units where the person is liaison or principal, the longest first, with whose turn it is; one query or none."""
    roles = scope.roles & {Role.LIAISON, Role.PRINCIPAL}
    if not roles:
        return []
    rows = Measure.objects.filter(late(today), scope.sees(roles=roles)).select_related("finding", "inspection", "unit", "owner", "leader")
    return list(rows.only(*MEASURE_LINE).order_by("deadline", "id")[:limit])


def case_as_of(inspection: Inspection, day: date, clock: Clock = "case", *, until: int | None = None) -> Rows:
    """The rows of a case as `ledger.queries.as_of` replays them, with what follows from them; no query more, however large the case."""
    return settle(as_of(inspection.chain, day, clock, until=until))


def numbers_of(inspection: Inspection) -> dict[str, str]:
    """What the subjects of a case are called on its record: "finding:7" is 问题 3, "measure:12" is 问题 3 措施 2. Two queries."""
    findings = Finding.objects.filter(inspection=inspection).values_list("pk", "number")
    measures = Measure.objects.filter(inspection=inspection).values_list("pk", "finding__number", "number")
    names = {f"finding:{pk}": _("问题 %(n)d") % {"n": number} for pk, number in findings}
    return names | {f"measure:{pk}": _("问题 %(f)d 措施 %(m)d") % {"f": finding, "m": number} for pk, finding, number in measures}


def chronicle(entries: Iterable[Told], numbers: Mapping[str, str]) -> list[Line]:
    """The entries as sentences, in the order given. One query for the names of the people."""
    told = list(entries)
    pks = {int(entry.actor.partition(":")[2]) for entry in told if entry.actor.startswith("person:")}
    names = dict(Person.objects.filter(pk__in=pks).values_list("pk", "name"))
    return [
        Line(
            recorded_at=entry.recorded_at,
            occurred_on=entry.occurred_on,
            who=names.get(int(entry.actor.partition(":")[2]), "") if entry.actor.startswith("person:") else _("系统"),
            what=what_words(entry.verb, entry.subject, numbers),
            said=said_words(entry.data, entry.changes, entry.subject),
            sequence=entry.sequence,
            digest=entry.digest,
            source=entry.source,
            later=entry.days_later,
        )
        for entry in told
    ]
