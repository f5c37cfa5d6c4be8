"""Two recorded models of the tests' own; their tables are made by conftest and belong to no application."""

from django.db import models

from zhenggai.ledger.models import Recorded


class Thing(Recorded):
    record_kind = "thing"
    record_open = frozenset({"code"})
    record_skip = frozenset({"tokens"})

    title = models.CharField(max_length=200)
    code = models.CharField(max_length=20, blank=True)
    state = models.CharField(max_length=10, choices=[("new", "new"), ("done", "done")], default="new")
    actor = models.CharField(max_length=20, choices=[(f"person:{n}", str(n)) for n in range(9)], blank=True)
    amount = models.IntegerField(default=0)
    share = models.DecimalField(max_digits=8, decimal_places=2, null=True)
    due_on = models.DateField(null=True)
    seen_at = models.DateTimeField(null=True)
    urgent = models.BooleanField(default=False)
    facts = models.JSONField(default=dict)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT)
    tokens = models.CharField(max_length=200, blank=True)

    class Meta:
        app_label = "ledger_tests"

    def __str__(self) -> str:
        return self.title


class Remark(Recorded):
    record_kind = "remark"

    thing = models.ForeignKey(Thing, on_delete=models.PROTECT)
    words = models.TextField(blank=True)

    class Meta:
        app_label = "ledger_tests"

    def __str__(self) -> str:
        return self.words


KINDS: dict[str, type[Recorded]] = {"thing": Thing, "remark": Remark}
