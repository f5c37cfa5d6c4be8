"""A measure (整改措施) of the plan, its progress, and the evidence attached to it."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q

from zhenggai.accounts.models import Unit
from zhenggai.evidence.models import Evidence
from zhenggai.ledger.models import Recorded
from zhenggai.rectification.domain.showing import days_late
from zhenggai.rectification.domain.states import FindingState, MeasureKind, MeasureState
from zhenggai.rectification.models.constraints import different, in_order, needs, only_in, pair
from zhenggai.rectification.models.finding import Finding
from zhenggai.rectification.models.inspection import Inspection

PERSON = settings.AUTH_USER_MODEL


class Measure(Recorded):
    """One measure with its named owner, accountable leader, deadline and kind (rules.md §1.6)."""

    record_kind = "measure"

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="measures")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="measures")
    number = models.PositiveIntegerField()
    text = models.TextField()
    kind = models.CharField(max_length=20, choices=[(k.value, k.value) for k in MeasureKind], default=MeasureKind.DEADLINE.value)
    owner = models.ForeignKey(PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="owned_measures")
    leader = models.ForeignKey(PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="led_measures")
    # The numbers of those who owned it once, with a space between: they do not judge it in a later office (C-CLS-1).
    former_owners = models.TextField(blank=True)
    department = models.CharField(max_length=100, blank=True)
    deadline = models.DateField(null=True, blank=True)

    state = models.CharField(max_length=20, choices=[(s.value, s.value) for s in MeasureState], default=MeasureState.NOT_STARTED.value)
    percent = models.PositiveSmallIntegerField(default=0)
    submitted_by = models.ForeignKey(PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    submitted_on = models.DateField(null=True, blank=True)
    verified_by = models.ForeignKey(PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    verified_on = models.DateField(null=True, blank=True)
    returned_on = models.DateField(null=True, blank=True)
    reopened_on = models.DateField(null=True, blank=True)
    # How much progress there was when it was last returned or reopened: submitting again asks for more.
    worked_before = models.PositiveIntegerField(default=0)
    next_check_on = models.DateField(null=True, blank=True)
    dropped_reason = models.TextField(blank=True)
    attested_digest = models.CharField(max_length=64, blank=True)

    record_open = frozenset({"attested_digest", "former_owners"})

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=("finding", "number"), name="rectification_measure_numbered"),
            models.CheckConstraint(condition=Q(percent__lte=100), name="rectification_measure_percent"),
            pair("submitted_by", "submitted_on", "rectification_measure_submitted_pair"),
            pair("verified_by", "verified_on", "rectification_measure_verified_pair"),
            needs("submitted", "submitted_on", "rectification_measure_submitted_when"),
            needs("verified", "verified_on", "rectification_measure_verified_when"),
            needs("standing", "next_check_on", "rectification_measure_standing_next"),
            models.CheckConstraint(condition=~Q(state="dropped", dropped_reason=""), name="rectification_drop_has_reason"),
            needs("standing", "verified_on", "rectification_measure_standing_when"),
            only_in(("verified", "standing"), "verified_on", "rectification_measure_verified_at_end"),
            in_order("submitted_on", "verified_on", "rectification_measure_verified_after"),
            different("submitted_by", "verified_by", "rectification_nobody_verifies_own"),
            different("owner", "verified_by", "rectification_nobody_verifies_owned"),
        )
        indexes = (
            models.Index(fields=("owner", "state", "deadline"), name="rectification_measure_owner"),
            models.Index(fields=("leader", "state", "deadline"), name="rectification_measure_leader"),
            models.Index(fields=("unit", "state", "deadline"), name="rectification_measure_unit"),
            models.Index(fields=("inspection", "state", "deadline"), name="rectification_measure_case"),
            models.Index(fields=("state", "submitted_on", "id"), name="rectification_measure_asked"),
        )

    def __str__(self) -> str:
        return f"{self.finding_id}.{self.number}"

    @property
    def is_returned(self) -> bool:
        """Whether it was given back and waits to be put right."""
        return self.returned_on is not None and self.state == MeasureState.WORKING

    @property
    def shown(self) -> str:
        """The key of its badge: that it was returned, until it is submitted again; else its state."""
        return "returned" if self.is_returned else self.state

    def days_late(self, today: date) -> int:
        """How many days past its deadline it is on `today`; 0 when it is not late."""
        return days_late(MeasureState(self.state), FindingState(self.finding.state), self.deadline, today)


class Progress(Recorded):
    """What was done, on which day, how far it brought the measure (per cent), said by whom."""

    record_kind = "progress"

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="progress")
    done_on = models.DateField()
    percent = models.PositiveSmallIntegerField()
    text = models.TextField()
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("done_on", "id")
        constraints = (models.CheckConstraint(condition=Q(percent__lte=100) & ~Q(text=""), name="rectification_progress_says_something"),)

    def __str__(self) -> str:
        return f"{self.done_on} {self.percent}%"


class Attachment(Recorded):
    """This evidence belongs to this measure. The same content is attached to a measure once."""

    record_kind = "attachment"

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="attachments")
    evidence = models.OneToOneField(Evidence, on_delete=models.PROTECT, related_name="attachment")

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.measure_id}: {self.evidence_id}"
