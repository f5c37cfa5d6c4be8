"""Turns and opinions (design §3.6): each submission opens a turn, opinions belong to it, a return with comments closes it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from zhenggai.ledger.models import Recorded

OUTCOMES = ("open", "agreed", "returned")
VERDICTS = ("agree", "return")


class Turn(Recorded):
    """One round of asking for agreement on a subject ("measure:12"), numbered from 1."""

    record_kind = "turn"
    record_open = frozenset({"subject_ref"})

    subject_ref = models.CharField(max_length=60)
    number = models.PositiveIntegerField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    opened_on = models.DateField()
    outcome = models.CharField(max_length=10, choices=[(o, o) for o in OUTCOMES], default="open")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("subject_ref", "number"), name="signoff_turn_numbered"),
            models.UniqueConstraint(fields=("subject_ref",), condition=Q(outcome="open"), name="signoff_one_open_turn"),
        )

    def __str__(self) -> str:
        return f"{self.subject_ref}/{self.number}"


class Opinion(Recorded):
    """What one person said in a turn. A return carries a comment; nobody speaks twice in one turn."""

    record_kind = "opinion"

    turn = models.ForeignKey(Turn, on_delete=models.PROTECT, related_name="opinions")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    said_on = models.DateField()
    verdict = models.CharField(max_length=10, choices=[(v, v) for v in VERDICTS])
    comment = models.TextField(blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=~Q(verdict="return", comment=""), name="signoff_return_has_comment"),
            models.UniqueConstraint(fields=("turn", "by"), name="signoff_one_opinion_each"),
        )

    def __str__(self) -> str:
        return f"{self.turn_id}: {self.verdict}"
