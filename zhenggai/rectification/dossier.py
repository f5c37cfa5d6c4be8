"""Everything of one finding in four queries: its measures with progress, evidence, and what policy and closing need to know of them.

Pages show it and actions decide on it, so both see the same facts.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Self

from zhenggai.accounts.domain.roles import Actor
from zhenggai.accounts.queries import unshown
from zhenggai.rectification.domain.closing import Check, MeasureProof, closing_checks, missing_to_close
from zhenggai.rectification.domain.policy import FindingFacts, MeasureFacts, measure_hands, refusal
from zhenggai.rectification.domain.states import (
    FINDING_ENDS,
    MEASURE_COUNTED_DONE,
    FindingState,
    InspectionState,
    MeasureKind,
    MeasureState,
)
from zhenggai.rectification.models import Attachment, Finding, Inspection, Measure, Progress
from zhenggai.signoff.queries import Hands, hands_in


@dataclass
class Dossier:
    """One finding with its measures in order, and by measure id its progress and attachments."""

    inspection: Inspection
    finding: Finding
    measures: list[Measure]
    progress: dict[int, list[Progress]]
    attachments: dict[int, list[Attachment]]
    turns: dict[str, Hands] = field(default_factory=dict)

    @classmethod
    def of(cls, finding: Finding, inspection: Inspection) -> Self:
        """Reads the dossier; four queries whatever its size."""
        people = Measure.objects.select_related("owner", "leader").defer(*unshown("owner", "leader"))
        measures = list(people.filter(finding=finding).order_by("number"))
        for measure in measures:
            measure.finding = finding
        progress: dict[int, list[Progress]] = defaultdict(list)
        for row in Progress.objects.filter(measure__finding=finding).select_related("by").defer(*unshown("by")):
            progress[row.measure_id].append(row)
        attachments: dict[int, list[Attachment]] = defaultdict(list)
        for link in Attachment.objects.filter(measure__finding=finding).select_related("evidence__file"):
            attachments[link.measure_id].append(link)
        turns = hands_in([finding.subject, *(measure.subject for measure in measures)])
        return cls(inspection, finding, measures, progress, attachments, turns)

    def measure(self, pk: int) -> Measure:
        """The measure of that id; KeyError when it is not of this finding."""
        return self._by_id[pk]

    @cached_property
    def _by_id(self) -> dict[int, Measure]:
        return {measure.pk: measure for measure in self.measures}

    def measure_facts(self, measure: Measure) -> MeasureFacts:
        """What the policy needs to know of one of the measures."""
        progress, links = self.progress.get(measure.pk, []), self.attachments.get(measure.pk, [])
        return MeasureFacts(
            state=MeasureState(measure.state),
            kind=MeasureKind(measure.kind),
            owner=measure.owner_id,
            leader=measure.leader_id,
            submitted_by=measure.submitted_by_id,
            submitters=self.turns_of(measure).submitted,
            brought_by=frozenset([*(row.by_id for row in progress), *(link.evidence.brought_by_id for link in links)]),
            progress=len(progress),
            evidence=len(links),
            former_owners=frozenset(map(int, measure.former_owners.split())),
            idle=0 < measure.worked_before >= len(progress),
            finding_state=FindingState(self.finding.state),
            inspection_state=InspectionState(self.inspection.state),
        )

    def finding_facts(self) -> FindingFacts:
        """What the policy needs to know of the finding as a whole."""
        finding = self.finding
        hands = {measure.verified_by_id for measure in self.measures} | self.turns_of(finding).submitted
        hands |= set(map(int, finding.former_hands.split()))
        for measure in self.measures:
            facts = self.measure_facts(measure)
            hands |= measure_hands(facts) | self.turns_of(measure).spoke
        return FindingFacts(
            state=FindingState(finding.state),
            leader=finding.leader_id,
            submitted_by=finding.submitted_by_id,
            hands=frozenset(person for person in hands if person is not None),
            preliminary=finding.preliminary_on is not None,
            proven_measures=0 if self._is_idle() else sum(map(self._is_proven, self.measures)),
            missing=tuple(missing_to_close(self.checks())),
            inspection_state=InspectionState(self.inspection.state),
            not_done=bool(finding.not_done_reason),
        )

    def checks(self) -> list[Check]:
        """Every check of closing, met or not."""
        proofs = [
            MeasureProof(
                number=measure.number,
                state=MeasureState(measure.state),
                evidence=len(self.attachments.get(measure.pk, [])),
                returned=measure.is_returned,
                dropped_reason=measure.dropped_reason,
            )
            for measure in self.measures
        ]
        return closing_checks(measures=proofs, leader=self.finding.leader_id is not None, reopened_without_work=self._is_idle())

    def turns_of(self, row: Measure | Finding) -> Hands:
        """Who had a hand in the turns of one of the measures or of the finding itself, and what its last return said."""
        return self.turns.get(row.subject, Hands())

    def _is_proven(self, measure: Measure) -> bool:
        return measure.state in MEASURE_COUNTED_DONE and bool(self.attachments.get(measure.pk))

    def _is_idle(self) -> bool:
        """Whether the finding was reopened, and no measure verified since has brought new progress and new evidence.

        Rows are never taken away: those beyond the counts kept at the reopening are new. What was dropped again proves nothing. Off the
        list again, it has been asked already.
        """
        finding = self.finding
        if finding.reopened_on is None or finding.state in FINDING_ENDS:
            return False
        # Days do not tell what came first on one and the same day; turns do: nothing is submitted while a finding is off the list.
        closing = self.turns_of(finding).agreed
        verified = [measure for measure in self.measures if measure.verified_on and measure.verified_on >= finding.reopened_on]
        again = {measure.pk for measure in verified if self.turns_of(measure).last > closing}
        progress = sorted((row for rows in self.progress.values() for row in rows), key=lambda row: row.pk)
        evidence = sorted((link for links in self.attachments.values() for link in links), key=lambda link: link.pk)
        worked = {row.measure_id for row in progress[finding.reopened_progress :]}
        proven = {link.measure_id for link in evidence[finding.reopened_evidence :]}
        return not (again & worked and again & proven)

    def latest(self, measure: Measure) -> Progress | None:
        """Its latest progress: of the latest day, and on that day the one put on record last."""
        return max(self.progress.get(measure.pk, []), key=lambda row: (row.done_on, row.pk), default=None)

    @property
    def progress_count(self) -> int:
        """How often progress was recorded in the finding."""
        return sum(map(len, self.progress.values()))

    @property
    def evidence_count(self) -> int:
        """How many pieces of evidence are attached in the finding."""
        return sum(map(len, self.attachments.values()))

    def last_step(self, verb: str, measure: Measure | None = None) -> date | None:
        """The latest day on which something was done that `verb` follows, on the measure or the finding; None when it follows nothing.

        Progress may be put on record long after it was made, so recording it follows nothing.
        """
        if verb in ("measure.record", "finding.word", "finding.assign"):
            return None
        row: Measure | Finding = measure or self.finding
        days = [row.submitted_on, row.returned_on, row.reopened_on]
        if measure is None or measure.kind != MeasureKind.IMMEDIATE:
            # What is done at once (立行立改) is done while the team is there; all else waits for feedback and plan.
            days += [self.inspection.feedback_on, self.inspection.plan_approved_on]
        if isinstance(row, Measure):
            days += [row.verified_on, self.finding.reopened_on, *(progress.done_on for progress in self.progress.get(row.pk, []))]
            days += [link.evidence.dated_on for link in self.attachments.get(row.pk, [])]
        else:
            days += [row.closed_on, row.preliminary_on]
        if verb == "finding.submit":
            days += [each.verified_on for each in self.measures]
        return max((day for day in days if day), default=None)

    def refusal(self, actor: Actor, verb: str, measure: Measure | None = None) -> str | None:
        """Why the actor may not do the verb on the measure, or on the finding when none is named; None when they may."""
        return refusal(actor, verb, self.measure_facts(measure) if measure else self.finding_facts())
