"""The shape every action has: lock the case, refuse in words, advance, write, roll up, append to the ledger last (design §3.3, §3.7)."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from zhenggai.accounts.domain.names import says_nothing
from zhenggai.accounts.models import Person
from zhenggai.accounts.queries import actor_in
from zhenggai.core.refusal import Refusal
from zhenggai.ledger.actions import Entry, recording
from zhenggai.ledger.models import Recorded
from zhenggai.ledger.queries import latest_day
from zhenggai.rectification.domain.rollup import FindingStanding, finding_counts, finding_state, inspection_counts, measure_percent
from zhenggai.rectification.domain.states import FINDING_TRANSITIONS, MEASURE_TRANSITIONS, FindingState, MeasureState
from zhenggai.rectification.domain.wording import strays, wording_digest
from zhenggai.rectification.dossier import Dossier
from zhenggai.rectification.models import Finding, Inspection, Measure

# A finding that is off the list, or that no verified measure supports any more, carries no judgement of first results.
NO_JUDGEMENT: dict[str, None] = {"preliminary_by": None, "preliminary_on": None, "preliminary_next_on": None}
AGAIN = frozenset({"finding.assign", "finding.word", "inspection.word"})  # each time they replace what was there: in the order of the days
PUBLIC_LIMIT = 20_000  # characters of a text for publication


@dataclass
class Deed:
    """What an action works with: the entry it writes into, the business day, and the locked case."""

    entry: Entry
    on: date
    by: Person
    inspection: Inspection
    dossier: Dossier

    @property
    def finding(self) -> Finding:
        return self.dossier.finding

    def advance(self, subject: Measure | Finding, verb: str, **columns: object) -> None:
        """Moves the state by its table and writes the columns with it. A state that stays is not written: the day may be an earlier one."""
        if isinstance(subject, Measure):
            state = MEASURE_TRANSITIONS[MeasureState(subject.state), verb].value
            latest = self.dossier.latest(subject)
            columns["percent"] = measure_percent(MeasureState(state), latest.percent if latest else 0)
        else:
            state = FINDING_TRANSITIONS[FindingState(subject.state), verb].value
        wanted = {"state": state, **columns} if state != subject.state else columns
        self.entry.update(subject, **wanted)


@contextmanager
def measure_deed(measure: Measure, *, verb: str, by: Person, on: date | None) -> Iterator[tuple[Deed, Measure]]:
    """An action on a measure: yields the deed and the measure as it stands under the lock. Raises Refusal."""
    with _deed(measure.finding_id, measure.inspection_id, subject=measure, verb=verb, by=by, on=on) as deed:
        row = deed.dossier.measure(measure.pk)
        _refuse(deed, verb, row)
        follow(deed.on, deed.dossier.last_step(verb, row))
        yield deed, row
        _roll_up_finding(deed)
        roll_up(deed.entry, deed.inspection)


@contextmanager
def finding_deed(finding: Finding, *, verb: str, by: Person, on: date | None) -> Iterator[tuple[Deed, Finding]]:
    """An action on a finding: yields the deed and the finding as it stands under the lock. Raises Refusal."""
    with _deed(finding.pk, finding.inspection_id, subject=finding, verb=verb, by=by, on=on) as deed:
        _refuse(deed, verb, None)
        again = latest_day(finding, verb) if verb in AGAIN else None
        follow(deed.on, deed.dossier.last_step(verb), again)
        yield deed, deed.finding
        roll_up(deed.entry, deed.inspection)


def also(numbers: str, person: int | None) -> str:
    """The numbers of persons kept in one column, with this one among them; each stands there once."""
    return " ".join(dict.fromkeys([*numbers.split(), *([str(person)] if person else [])]))


def demand(words: str, why: str, field: str = "") -> None:
    """Refuses with `why`, about `field`, when `words` says nothing."""
    if says_nothing(words):
        raise Refusal(why, field)


def one_line(title: str) -> str:
    """A title on one line: a line break in it would begin a paragraph, or a heading, of the notice it is printed in."""
    return "".join(part.strip() for part in title.splitlines())


def apart(leader: Person | None, owner: Person | None) -> None:
    """Refuses one person as both: the leader verifies what the owner does (C-CLS-1)."""
    if owner and owner == leader:
        raise Refusal(_("责任领导要核验责任人的工作，两者不能是同一人。"))


def in_service(unit_id: int, *people: Person | None) -> None:
    """Refuses somebody who holds no role in the unit today: they could neither see the case nor act in it."""
    for person in people:
        if person and not actor_in(person, unit_id, timezone.localdate()).in_office:
            raise Refusal(_("%(name)s 在本单位没有在任的角色，请另选一人。") % {"name": person.name})


def unchanged(was: str | None, *texts: str) -> None:
    """Refuses to write over texts that are not those of the digest `was`, which the page carried; None writes over anything."""
    if was is not None and was != wording_digest(*texts):
        raise Refusal(_("您打开这一页以后，另有人改过这里的文字，您的改动没有保存。请另开一页看过现在的文字，再把您的改动并进去。"))


def fit_to_print(text: str, *, top: bool = False) -> None:
    """Refuses a text for publication that no database keeps, or with a line that would be read as a heading or a state.

    With `top`, only headings of the first level (一、) are refused.
    """
    if "\x00" in text:
        raise Refusal(_("文字里有不能保存的字符，请重新输入或从别处粘贴。"))
    for stray in strays(text, top=top):
        where = {"n": stray.number, "start": stray.start}
        if stray.state:
            raise Refusal(_("第 %(n)d 行“%(start)s”像是整改状态。状态由台账给出，正文里请只写工作情况。") % where)
        raise Refusal(_("第 %(n)d 行“%(start)s”像是标题，会打乱通报的层次。请改用“一是……”，或并入上一段。") % where)


def fits(row: Recorded) -> None:
    """Refuses a row with a text longer than its column: SQLite would keep it, PostgreSQL would fail without words."""
    for field in row._meta.concrete_fields:
        text, limit = getattr(row, field.attname), field.max_length
        if limit and isinstance(text, str) and len(text) > limit:
            raise Refusal(
                _("“%(start)s……”有 %(n)d 个字，超过 %(limit)d 个字的上限。") % {"start": text[:20], "n": len(text), "limit": limit}
            )


def roll_up(entry: Entry, inspection: Inspection) -> None:
    """Stores the counts of the inspection as its findings give them, when they changed."""
    rows = Finding.objects.filter(inspection=inspection).values_list(
        "state", "preliminary_on", "attested", "measures_count", "measures_done_count"
    )
    counts = inspection_counts(
        FindingStanding(state=FindingState(state), preliminary=first is not None, attested=bool(attested), measures=n, measures_done=done)
        for state, first, attested, n, done in rows
    )
    changed = {f"{name}_count": n for name, n in asdict(counts).items() if getattr(inspection, f"{name}_count") != n}
    if changed:
        entry.update(inspection, **changed)


def business_day(on: date | None) -> date:
    """The day the deed occurred: today unless said. Raises Refusal for a day in the future."""
    today = timezone.localdate()
    if on and on > today:
        raise Refusal(_("发生日期不能晚于今天。"), "on")
    return on or today


def within(inspection: Inspection, on: date) -> None:
    """Refuses a day before the inspection began."""
    if inspection.inspected_from and on < inspection.inspected_from:
        raise Refusal(_("发生日期不能早于巡察开始之日（%(day)s）。") % {"day": inspection.inspected_from.isoformat()}, "on")


def follow(on: date, *steps: date | None) -> None:
    """Refuses a day before any of the steps that it follows."""
    last = max((step for step in steps if step), default=on)
    if on < last:
        raise Refusal(_("发生日期不能早于上一步的日期（%(day)s）。") % {"day": last.isoformat()}, "on")


@contextmanager
def _deed(finding_id: int, inspection_id: int, *, subject: Measure | Finding, verb: str, by: Person, on: date | None) -> Iterator[Deed]:
    on = business_day(on)
    with recording(chain=f"case:{inspection_id}", by=by.subject, verb=verb, subject=subject, on=on) as entry:
        inspection = Inspection.locked(inspection_id)
        within(inspection, on)
        finding = Finding.objects.get(pk=finding_id)
        yield Deed(entry, on, by, inspection, Dossier.of(finding, inspection))


def _refuse(deed: Deed, verb: str, measure: Measure | None) -> None:
    actor = actor_in(deed.by, deed.inspection.unit_id, timezone.localdate())
    why = deed.dossier.refusal(actor, verb, measure)
    if why:
        raise Refusal(why)


def _roll_up_finding(deed: Deed) -> None:
    states = [MeasureState(measure.state) for measure in deed.dossier.measures]
    counts = finding_counts(states)
    state = finding_state(FindingState(deed.finding.state), states).value
    wanted = {"state": state, "measures_count": counts.measures, "measures_done_count": counts.measures_done}
    changed = {name: value for name, value in wanted.items() if getattr(deed.finding, name) != value}
    if changed:
        deed.entry.update(deed.finding, **changed)
