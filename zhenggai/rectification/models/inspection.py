"""An inspection of a unit, its aspects, and the counts rolled up from its findings."""

from django.db import models
from django.db.models import Q

from zhenggai.accounts.domain.roles import Actor
from zhenggai.accounts.models import Unit
from zhenggai.ledger.models import LedgerEntry, Recorded
from zhenggai.rectification.domain.policy import InspectionFacts, refusal
from zhenggai.rectification.domain.regime import Regime, regime_for
from zhenggai.rectification.domain.states import InspectionState
from zhenggai.rectification.models.constraints import in_order, needs


class Inspection(Recorded):
    """One round of inspection of one unit. Counts are stored roll-ups (design §3.7), so a board reads small rows."""

    record_kind = "inspection"
    record_open = frozenset({"regime", "attested_digest", "notice_digest"})

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="inspections")
    title = models.CharField(max_length=200)
    issuer = models.CharField(max_length=200)
    inspector = models.CharField(max_length=200)
    regime = models.CharField(max_length=40)
    inspected_from = models.DateField(null=True, blank=True)
    inspected_to = models.DateField(null=True, blank=True)
    feedback_on = models.DateField(null=True, blank=True)
    plan_approved_on = models.DateField(null=True, blank=True)
    noticed_on = models.DateField(null=True, blank=True)
    notice_digest = models.CharField(max_length=64, blank=True)
    concluded_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=20, choices=[(s.value, s.value) for s in InspectionState], default=InspectionState.PLANNING.value)
    attested_digest = models.CharField(max_length=64, blank=True)

    # The notice's own paragraphs and the contact for the public's answer; figures in them stand as {names} and are computed.
    organisation_text = models.TextField(blank=True)
    next_text = models.TextField(blank=True)
    phones = models.CharField(max_length=200, blank=True)
    email = models.CharField(max_length=200, blank=True)
    address = models.CharField(max_length=200, blank=True)

    findings_count = models.PositiveIntegerField(default=0)
    closed_count = models.PositiveIntegerField(default=0)
    closed_not_done_count = models.PositiveIntegerField(default=0)
    preliminary_count = models.PositiveIntegerField(default=0)
    working_count = models.PositiveIntegerField(default=0)
    not_started_count = models.PositiveIntegerField(default=0)
    attested_count = models.PositiveIntegerField(default=0)
    measures_count = models.PositiveIntegerField(default=0)
    measures_done_count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (
            in_order("inspected_from", "inspected_to", "rectification_inspection_period"),
            in_order("inspected_from", "feedback_on", "rectification_feedback_after_start"),
            in_order("feedback_on", "plan_approved_on", "rectification_plan_after_feedback"),
            in_order("feedback_on", "noticed_on", "rectification_notice_after_feedback"),
            needs("published", "noticed_on", "rectification_published_has_date"),
            needs("concluded", "concluded_on", "rectification_concluded_has_date"),
            in_order("plan_approved_on", "noticed_on", "rectification_notice_after_plan"),
            in_order("noticed_on", "concluded_on", "rectification_concluded_after_notice"),
            models.UniqueConstraint(
                fields=("unit", "attested_digest"), condition=~Q(attested_digest=""), name="rectification_notice_imported_once"
            ),
        )
        indexes = (models.Index(fields=("unit", "-id"), name="rectification_unit_latest"),)

    def __str__(self) -> str:
        return self.title

    @property
    def chain(self) -> str:
        """The chain of the ledger that holds everything of this case."""
        return f"case:{self.pk}"

    @property
    def rules(self) -> Regime:
        """The regime it began with."""
        return regime_for(self.regime)

    def facts(self) -> InspectionFacts:
        """What the policy needs to know: the stored counts, and while the plan is made one query for who makes it."""
        open_findings = self.findings_count - self.closed_count - self.closed_not_done_count
        return InspectionFacts(
            state=InspectionState(self.state),
            findings=self.findings_count,
            open_findings=open_findings,
            planners=self._planners() if self.state == InspectionState.PLANNING else frozenset(),
            worded=bool(self.organisation_text and self.next_text),
        )

    def _planners(self) -> frozenset[int]:
        actors = LedgerEntry.objects.filter(chain=self.chain, verb="measure.add").values_list("actor", flat=True).distinct()
        return frozenset(int(actor.removeprefix("person:")) for actor in actors)

    def refusal(self, actor: Actor, verb: str) -> str | None:
        return refusal(actor, verb, self.facts())

    @classmethod
    def locked(cls, pk: int) -> "Inspection":
        """The row, locked until the transaction ends: every action of a case begins with it. Raises DoesNotExist."""
        return Inspection.objects.select_for_update().get(pk=pk)


class Aspect(Recorded):
    """A heading of the feedback (方面) under which findings stand."""

    record_kind = "aspect"

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="aspects")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=500)

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=("inspection", "number"), name="rectification_aspect_numbered"),)

    def __str__(self) -> str:
        return self.title
