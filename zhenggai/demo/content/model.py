"""What the YAML files of the demo may say: frozen models, checked on loading, with unknown keys refused.

Two clocks: in science.yaml the days of `due` and `day` count from `inspection.anchor` (the feedback date); in archive.yaml there is no
anchor and they count from today; in spare.yaml from the feedback date of whatever case uses them. `Case.on` resolves both.
Texts hold `{placeholders}`: `{unit}` (short name of the unit) in findings, every figure and date in the notice.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field

Words = Annotated[str, Field(min_length=1)]
Leader = Literal["first", "deputy_business", "deputy_party", "deputy_office"]
FindingCourse = Literal["closed", "preliminary", "submitted", "reopened", "working"]
MeasureCourse = Literal["verified", "submitted", "returned", "late", "working", "not_started"]
EvidenceKind = Literal[
    "minutes", "system", "notice", "register", "photo", "voucher", "contract", "list", "report", "attendance", "statement", "screenshot"
]


class Part(BaseModel):
    """A frozen piece of content; a key it does not know is an error, so that a slip in the YAML cannot be lost in silence."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Money(Part):
    """Money a measure brings to account: given back, or explained and kept; integer fen."""

    kind: Literal["returned", "explained"]
    fen: Annotated[int, Field(gt=0)]


class Evidence(Part):
    """One paper or picture that proves a measure. `day` is missing where the measure has not started: then it is what will prove it."""

    title: Words
    kind: EvidenceKind
    file: Literal["txt", "pdf", "png", "docx"]
    day: int | None = None


class Measure(Part):
    """One measure: the task as planned, and what was done so far (`result`, empty where nothing was).

    A measure with `progress` 100 may be given any course by another seed; one below 100 says in `result` what is still open.
    `comment` are the words of a return; `reopened` marks the measure a reopened finding must do again. `finish` tells, for the public,
    what was done in the end of a measure still open at the notice, `finish_day` when (days, as `due`), `finish_evidence` what proves it.
    """

    task: Words
    result: str = ""
    kind: Literal["immediate", "deadline", "standing"]
    expect: Literal["system", "document", "money", "object", "other"]
    department: Words
    due: int
    course: MeasureCourse
    progress: Annotated[int, Field(ge=0, le=100)]
    reopened: bool = False
    money: Money | None = None
    comment: str = ""
    evidence: Annotated[tuple[Evidence, ...], Field(min_length=1, max_length=2)]
    finish: str = ""
    finish_day: int | None = None
    finish_evidence: Evidence | None = None


class Finding(Part):
    """One problem fed back. `title` is the core of 关于…问题; `original` the inspector's words, never edited.

    `scope` any: free of the unit's own business, fit for another unit. `later`: why deadlines pass the concentrated period (rules.md
    §1.2 C-TIM-2). `judgement`: reason of the declaration of first results. `reopened`: why a closed finding was opened again.
    """

    title: Words
    leader: Leader
    scope: Literal["own", "any"]
    course: FindingCourse
    original: Words
    later: str = ""
    judgement: str = ""
    reopened: str = ""
    measures: Annotated[tuple[Measure, ...], Field(min_length=1)]


class Aspect(Part):
    """One aspect (方面) of the feedback; `title` without 关于…方面. In spare.yaml it may hold no finding of its own."""

    key: Words
    title: Words
    findings: tuple[Finding, ...]


class Dates(Part):
    """The dates of a case: calendar dates, or days from today."""

    inspected_from: date | int
    inspected_to: date | int
    feedback: date | int
    meeting: date | int
    plan: date | int
    notice: date | int | None = None


class Inspection(Part):
    """Who inspected, and when."""

    name: Words
    kind: Words
    anchor: date | None = None
    committee: Words
    inspector: Words
    dates: Dates


class Section(Part):
    """A paragraph of the closing part, printed as （一）heading。text; so `heading` ends without punctuation."""

    heading: Words
    text: Words


class Organisation(Part):
    """The part of the notice on how rectification was organised: 一是 二是 三是."""

    heading: Words
    paragraphs: tuple[Words, ...]


class Plans(Part):
    """The closing part of the notice: what comes next."""

    heading: Words
    intro: Words
    sections: tuple[Section, ...]


class Notice(Part):
    """What a unit words itself round the findings of its notice (rules.md §0.2); figures and dates are placeholders."""

    organisation: Organisation
    next: Plans


class Case(Part):
    """One inspection of one unit with all its findings. `unit` is the key of a unit in people.yaml."""

    unit: Words
    inspection: Inspection
    notice: Notice | None = None
    aspects: tuple[Aspect, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings in the order of the feedback."""
        return tuple(finding for aspect in self.aspects for finding in aspect.findings)

    @property
    def measures(self) -> tuple[Measure, ...]:
        """All measures in the order of the plan."""
        return tuple(measure for finding in self.findings for measure in finding.measures)

    def on(self, day: date | int, today: date) -> date:
        """The calendar date of `day`: itself, or that many days from the anchor, or from `today` where the case has no anchor."""
        return day if isinstance(day, date) else (self.inspection.anchor or today) + timedelta(days=day)


class Seat(Part):
    """A leader's seat that every unit has."""

    key: Leader
    post: Words
    duty: Words


class Department(Part):
    """A department: the post of its head, of its members, and how many members there are."""

    name: Words
    head: Words
    member: Words
    members: Annotated[int, Field(ge=1)]


class Kind(Part):
    """A kind of unit another seed may choose; `mail` is the local part of its address at example.com."""

    name: Words
    short: Words
    chief: Words
    deputy: Words
    mail: Words
    departments: tuple[Department, ...]


class Unit(Part):
    """A unit of the default demo; `departments` are its own, beside those every unit has."""

    key: Words
    name: Words
    short: Words
    body: Words
    place: Words
    chief: Words
    deputy: Words
    address: Words
    postcode: Words
    phones: tuple[Words, ...]
    email: Words
    departments: tuple[Department, ...]


class Oversight(Part):
    """The inspection office and its teams; `{committee}` is 市委 or 区委."""

    name: Words
    short: Words
    posts: tuple[Words, ...]
    teams: tuple[Words, ...]
    team_posts: tuple[Words, ...]


class Place(Part):
    """A fictional city with its districts and counties."""

    city: Words
    districts: tuple[Words, ...]


class Declaration(Part):
    """A leader's declaration of first results, with the reason."""

    declaration: Words
    reason: Words


class Comments(Part):
    """Words people write at each step."""

    verify: tuple[Words, ...]
    # `return` is the verb of the business and the key of the file, but a keyword of the language.
    give_back: Annotated[tuple[Words, ...], Field(alias="return")]
    preliminary: tuple[Declaration, ...]
    approve: tuple[Words, ...]
    reopen: tuple[Words, ...]


class People(Part):
    """Pools of names, places, kinds of unit and comments."""

    names: tuple[Words, ...]
    leaders: tuple[Seat, ...]
    departments: tuple[Department, ...]
    units: tuple[Unit, ...]
    oversight: Oversight
    places: tuple[Place, ...]
    kinds: tuple[Kind, ...]
    comments: Comments

    def unit(self, key: str) -> Unit:
        """The unit of that key; raises KeyError when there is none."""
        return {unit.key: unit for unit in self.units}[key]


class Content(Part):
    """Everything the demo may say. `spare` holds findings for other seeds under aspect titles that fit any unit."""

    science: Case
    archive: Case
    spare: tuple[Aspect, ...]
    people: People

    def pool(self) -> Iterator[tuple[Aspect, tuple[Finding, ...]]]:
        """For other seeds: each general aspect of spare.yaml with every finding that fits any unit, of whatever file."""
        for general in self.spare:
            same = (aspect for aspect in (*self.science.aspects, general) if aspect.key == general.key)
            yield general, tuple(finding for aspect in same for finding in aspect.findings if finding.scope == "any")


@cache
def load() -> Content:
    """The content of the demo, read once. Raises pydantic.ValidationError naming the place when a file breaks its model."""

    def read(name: str) -> dict[str, object]:
        found: dict[str, object] = yaml.safe_load((files(__package__) / f"{name}.yaml").read_text(encoding="utf-8"))
        return found

    return Content.model_validate(
        {"science": read("science"), "archive": read("archive"), "spare": read("spare")["aspects"], "people": read("people")}
    )
