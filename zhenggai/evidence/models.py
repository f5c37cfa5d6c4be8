"""Evidence (佐证材料): content-addressed files, and what each is said to be by whom (design §2, §8)."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from zhenggai.ledger.models import Recorded


class File(Recorded):
    """One content, stored once under its SHA-256 whatever number of times it is brought."""

    record_kind = "file"
    record_open = frozenset({"digest", "media"})

    digest = models.CharField(max_length=64, unique=True)
    size = models.BigIntegerField()
    media = models.CharField(max_length=100)

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(size__gt=0), name="evidence_file_not_empty"),)

    def __str__(self) -> str:
        return self.digest[:12]


class Evidence(Recorded):
    """A file with what it is said to be: title, the day of the thing itself (`dated_on`) beside the day it was brought."""

    record_kind = "evidence"

    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="uses")
    title = models.CharField(max_length=200)
    name = models.CharField(max_length=200)
    dated_on = models.DateField(null=True, blank=True)
    brought_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    brought_on = models.DateField()

    def __str__(self) -> str:
        return self.title
