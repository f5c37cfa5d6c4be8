"""What a page costs as the whole database grows, and beside the same template with its context already in memory.

The rows are written straight into a database of the bench's own: only reading is measured. Each page is asked through the whole stack,
session and sign-in included, by somebody who may see all units and by somebody who may see one.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from typing import Any

from django.db import connection, connections, models
from django.template import Context
from django.template.base import Template
from django.test import Client
from django.test.signals import template_rendered
from django.test.utils import CaptureQueriesContext, setup_test_environment, teardown_test_environment

from zhenggai.accounts.domain.roles import Role
from zhenggai.accounts.models import Grant, Person, Unit, UnitLink
from zhenggai.bench import Row, paired
from zhenggai.bench.database import own_database
from zhenggai.evidence.models import Evidence, File
from zhenggai.ledger.actions import recording
from zhenggai.rectification.models import Aspect, Attachment, Finding, Inspection, Measure, Progress

UNITS = 1_000
CASE = 20  # findings in a case
MEASURES = 5  # measures of a finding
SINCE = date(2020, 1, 1)
TODAY = date.today()
MOST_QUERIES = 12
BATCH = 5_000


def measure(full: bool) -> list[Row]:
    """Rows for a page and a person: queries, growth, cost beside the bare template; at 1,000 and 20,000 findings (`full`: 100,000)."""
    small, large = 1_000, 100_000 if full else 20_000
    with own_database():
        build(small)
        few = connections["default"]
        with own_database():
            build(large)
            many = connections["default"]
            try:
                return [row for who in ("office", "liaison") for page in PAGES for row in _rows(page, who, few, many)]
            finally:
                connections["default"] = many


@dataclass(frozen=True)
class Page:
    """A page by name and address; every database has the same first case. `bare`: its template is work enough to be measured beside."""

    name: str
    path: str
    bare: bool = True


PAGES = (
    Page("workbench", "/"),
    Page("cases", "/inspections/", bare=False),  # one line for who sees one unit
    Page("overview", "/inspections/1/"),
    Page("list", "/inspections/1/lists/"),
    Page("finding", "/findings/1/"),
)


def build(findings: int) -> None:
    """Fills an empty database: units below a city, three people in each, cases of twenty findings spread over the units."""
    city = Unit(name="某市")
    units = [Unit(name=f"某市第{n}局") for n in range(1, UNITS + 1)]
    _insert([city])
    for unit in units:
        unit.parent = city
    _insert(units)
    _insert(UnitLink(ancestor=above, descendant=unit) for unit in [city, *units] for above in {city, unit})
    people = {role: [Person(name=f"{role}{n}", unit=unit, username=f"{role}{n}") for n, unit in enumerate(units, 1)] for role in STAFF}
    office = Person(name="巡察办", unit=city, username="office")
    _insert([office, *(person for staff in people.values() for person in staff)])
    grants = [Grant(person=person, unit=person.unit, role=role, from_on=SINCE) for role, staff in people.items() for person in staff]
    _insert([*grants, Grant(person=office, unit=city, role=Role.OFFICE.value, from_on=SINCE)])
    cases = [_case(units[n % UNITS]) for n in range(findings // CASE)]
    _insert(cases)
    aspects = [Aspect(inspection=case, number=n, title=f"第{n}方面") for case in cases for n in range(1, 5)]
    _insert(aspects)
    rows = [_finding(case, aspects[4 * c + n % 4], n, people) for c, case in enumerate(cases) for n in range(CASE)]
    _insert(rows)
    _insert(_measure(row, n, people) for row in rows for n in range(MEASURES))
    first = list(Measure.objects.filter(finding=rows[0]))
    _insert(Progress(measure=row, done_on=TODAY, percent=50, text="已完成一半，余下部分正在核对。", by=office) for row in first)
    _insert(_evidence(row, n, office) for row in first for n in range(2))
    papers = list(Evidence.objects.order_by("pk"))
    _insert(Attachment(measure=row, evidence=papers[2 * n + k]) for n, row in enumerate(first) for k in range(2))
    for row in first:
        with recording(chain="case:1", by="system", verb="measure.record", subject=row) as entry:
            entry.update(row, percent=60)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")  # as a database in use has it


STAFF = (Role.LIAISON.value, Role.LEADER.value, Role.STAFF.value)


def _case(unit: Unit) -> Inspection:
    return Inspection(
        unit=unit,
        title="市委第一巡察组常规巡察",
        issuer=f"{unit.name}党组",
        inspector="市委第一巡察组",
        regime="patrol-2017",
        feedback_on=SINCE,
        plan_approved_on=SINCE,
        state="rectifying",
        findings_count=CASE,
        working_count=CASE,
        measures_count=CASE * MEASURES,
    )


def _finding(case: Inspection, aspect: Aspect, n: int, people: dict[str, list[Person]]) -> Finding:
    place = case.unit_id - people[STAFF[0]][0].unit_id
    submitted = n % 10 == 9
    return Finding(
        inspection=case,
        unit_id=case.unit_id,
        aspect=aspect,
        number=n + 1,
        title=f"制度第{n}条落实不到位",
        original="部分制度没有落实，个别事项没有记录。",
        original_digest="0" * 64,
        leader=people[Role.LEADER.value][place],
        deadline=TODAY + timedelta(days=n),
        state="submitted" if submitted else "working",
        submitted_by=people[Role.LIAISON.value][place] if submitted else None,
        submitted_on=TODAY if submitted else None,
        measures_count=MEASURES,
    )


def _measure(finding: Finding, n: int, people: dict[str, list[Person]]) -> Measure:
    place = finding.unit_id - people[STAFF[0]][0].unit_id
    owner = people[Role.STAFF.value][place]
    submitted = n % 5 == 4
    return Measure(
        inspection_id=finding.inspection_id,
        unit_id=finding.unit_id,
        finding=finding,
        number=n + 1,
        text="逐项核对台账，补齐缺少的记录，责任人签字后交办公室存档备查。",
        owner=owner,
        leader=people[Role.LEADER.value][place],
        deadline=TODAY + timedelta(days=n - 2),
        state="submitted" if submitted else "working",
        submitted_by=owner if submitted else None,
        submitted_on=TODAY if submitted else None,
    )


def _evidence(measure: Measure, n: int, by: Person) -> Evidence:
    file = File(digest=f"{measure.pk * 2 + n:064x}", size=36_000, media="application/pdf")
    _insert([file])
    return Evidence(file=file, title=f"核对记录 {n + 1}", name=f"核对记录{n + 1}.pdf", dated_on=TODAY, brought_by=by, brought_on=TODAY)


def _insert(rows: "Iterator[models.Model] | list[Any] | Any") -> None:
    """Bulk inserts past the record: nothing of these databases is ever proved."""
    queue = iter(rows)
    while batch := list(islice(queue, BATCH)):
        type(batch[0])._base_manager.bulk_create(batch)


def _rows(page: Page, who: str, few: Any, many: Any) -> list[Row]:
    username = who if who == "office" else "liaison1"
    name = f"pages.{page.name}.{'all' if who == 'office' else 'one'}"
    asked = {}
    for key, database in (("few", few), ("many", many)):
        with _using(database):
            asked[key] = _visit(page, username)
    counts = {key: count for key, (_, count, _) in asked.items()}

    def at(database: Any, visit: Callable[[], object]) -> Callable[[], object]:
        def go() -> None:
            with _using(database):
                visit()

        return go

    growth = paired(at(many, asked["many"][0]), at(few, asked["few"][0]), pairs=9)
    queries = counts["many"] if counts["many"] == counts["few"] else counts["many"] + MOST_QUERIES
    rows = [Row.within(f"{name}.queries", queries, MOST_QUERIES, unit="queries"), growth.row(f"{name}.growth", goal=1.5)]
    if page.bare:
        rows.append(paired(at(many, asked["many"][0]), asked["many"][2], pairs=9).row(f"{name}.template", goal=4))
    return rows


@contextmanager
def _using(database: Any) -> Iterator[None]:
    connections["default"] = database
    yield


def _visit(page: Page, username: str) -> tuple[Callable[[], object], int, Callable[[], object]]:
    """Asking for the page, how many queries it takes, and rendering its template with the context it had."""
    client = Client(SERVER_NAME="localhost")
    client.force_login(Person.objects.get(username=username))

    def visit() -> None:
        response = client.get(page.path)
        if response.status_code != 200:
            raise RuntimeError(f"{page.path} answered {response.status_code}")

    template, context = _rendered(visit)
    with CaptureQueriesContext(connection) as queries:
        visit()
    return visit, len(queries), lambda: template.render(_in_memory(context))


def _in_memory(values: dict[str, Any]) -> Context:
    """A context that runs no context processor; tags like querystring look for the request on it."""
    context = Context(values)
    context.request = values["request"]  # type: ignore[attr-defined]  # as RequestContext has it
    return context


def _rendered(visit: Callable[[], None]) -> tuple[Template, dict[str, Any]]:
    """The page's own template and its whole context, everything in it already read."""
    seen: list[tuple[Template, dict[str, Any]]] = []

    def keep(sender: object, template: Template, context: Context, **kwargs: object) -> None:
        seen.append((template, {str(key): value for key, value in context.flatten().items()}))

    setup_test_environment()
    template_rendered.connect(keep)
    try:
        visit()
    finally:
        template_rendered.disconnect(keep)
        teardown_test_environment()
    return seen[0]
