"""A finding (问题): the original words with their digest, its state and judgements, and the text drafted for publication."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from zhenggai.accounts.models import Unit
from zhenggai.ledger.models import Recorded
from zhenggai.rectification.domain.showing import badge_of
from zhenggai.rectification.domain.states import FINDING_ENDS, Attested, FindingState
from zhenggai.rectification.models.constraints import different, in_order, needs, only_in, pair
from zhenggai.rectification.models.inspection import Aspect, Inspection

PERSON = settings.AUTH_USER_MODEL


class Finding(Recorded):
    """One problem of the feedback. `original` is kept letter by letter (C-LST-2) and never edited."""

    record_kind = "finding"
    record_open = frozenset({"original_digest", "attested_digest", "former_hands"})

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="findings")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    aspect = models.ForeignKey(Aspect, on_delete=models.PROTECT, related_name="findings")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=1000)
    original = models.TextField()
    original_digest = models.CharField(max_length=64)
    leader = models.ForeignKey(PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="led_findings")
    # The numbers of those who led it once or took a measure out of it, with a space between: they do not approve its closing (C-CLS-1).
    former_hands = models.TextField(blank=True)
    deadline = models.DateField(null=True, blank=True)

    state = models.CharField(max_length=20, choices=[(s.value, s.value) for s in FindingState], default=FindingState.NOT_STARTED.value)
    preliminary_by = models.ForeignKey(PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    preliminary_on = models.DateField(null=True, blank=True)
    preliminary_next_on = models.DateField(null=True, blank=True)
    submitted_by = models.ForeignKey(PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    submitted_on = models.DateField(null=True, blank=True)
    closed_by = models.ForeignKey(PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    closed_on = models.DateField(null=True, blank=True)
    closing_words = models.TextField(blank=True)
    next_check_on = models.DateField(null=True, blank=True)
    not_done_reason = models.TextField(blank=True)  # why it is to leave the list though it was not carried out, as asked for
    returned_on = models.DateField(null=True, blank=True)
    reopened_on = models.DateField(null=True, blank=True)
    # How much work and proof there was when it was reopened: closing again asks for more.
    reopened_progress = models.PositiveIntegerField(default=0)
    reopened_evidence = models.PositiveIntegerField(default=0)

    attested = models.CharField(max_length=20, blank=True, choices=[(a.value, a.value) for a in Attested])
    attested_digest = models.CharField(max_length=64, blank=True)

    public_title = models.CharField(max_length=1000, blank=True)
    public_text = models.TextField(blank=True)
    public_by = models.ForeignKey(PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    public_on = models.DateField(null=True, blank=True)

    measures_count = models.PositiveIntegerField(default=0)
    measures_done_count = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=("inspection", "number"), name="rectification_finding_numbered"),
            pair("preliminary_by", "preliminary_on", "rectification_finding_preliminary_pair"),
            models.CheckConstraint(
                condition=Q(preliminary_on=None) | Q(preliminary_next_on__isnull=False), name="rectification_preliminary_has_next"
            ),
            pair("submitted_by", "submitted_on", "rectification_finding_submitted_pair"),
            pair("closed_by", "closed_on", "rectification_finding_closed_pair"),
            pair("public_by", "public_on", "rectification_finding_public_pair"),
            needs("submitted", "submitted_on", "rectification_finding_submitted_when"),
            needs("closed", "closed_on", "rectification_finding_closed_when"),
            needs("standing", "closed_on", "rectification_finding_standing_when"),
            needs("standing", "next_check_on", "rectification_finding_standing_next"),
            only_in(FINDING_ENDS, "closed_on", "rectification_finding_closed_at_end"),
            in_order("submitted_on", "closed_on", "rectification_finding_closed_after"),
            different("submitted_by", "closed_by", "rectification_nobody_closes_own"),
            models.CheckConstraint(
                condition=~Q(state="closed_not_done") | (Q(closed_on__isnull=False) & ~Q(closing_words="")),
                name="rectification_not_done_has_reason",
            ),
            models.CheckConstraint(
                condition=Q(not_done_reason="") | Q(state__in=["closed_not_done", "submitted"]), name="rectification_not_done_while_asked"
            ),
            models.CheckConstraint(
                condition=Q(attested="", attested_digest="") | (~Q(attested="") & ~Q(attested_digest="")),
                name="rectification_attested_has_source",
            ),
        )
        indexes = (
            models.Index(fields=("unit", "state", "deadline"), name="rectification_finding_unit"),
            models.Index(fields=("leader", "state"), name="rectification_finding_leader"),
            models.Index(fields=("state", "submitted_on", "id"), name="rectification_finding_asked"),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    @property
    def is_returned(self) -> bool:
        """Whether the request to close it was given back and has not been made again."""
        return self.returned_on is not None and self.state == FindingState.WORKING

    @property
    def shown(self) -> str:
        """The key of its badge."""
        return badge_of(FindingState(self.state), preliminary=self.preliminary_on is not None, attested=self.attested)
