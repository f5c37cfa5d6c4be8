"""The chain's own tables, and Recorded, the base of every row whose columns the chain proves."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, NoReturn, TypeVar

from django.apps import apps
from django.db import models

from zhenggai.ledger import current

T = TypeVar("T", bound="models.Model")


class LedgerEntry(models.Model):
    """One thing that happened. Its `payload` is the canonical JSON whose digest is `digest`; the other columns repeat it for queries."""

    chain = models.CharField(max_length=60)
    sequence = models.PositiveBigIntegerField()
    recorded_at = models.DateTimeField()
    occurred_on = models.DateField()
    actor = models.CharField(max_length=60)
    verb = models.CharField(max_length=60)
    subject = models.CharField(max_length=80)
    gesture = models.CharField(max_length=32)
    source = models.CharField(max_length=20)
    payload = models.TextField()
    previous = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64)
    algorithm = models.CharField(max_length=10)

    class Meta:
        db_table = "ledger_entry"
        constraints = (models.UniqueConstraint(fields=("chain", "sequence"), name="ledger_entry_in_its_place"),)
        indexes = (models.Index(fields=("subject", "id"), name="ledger_entry_subject"),)

    def __str__(self) -> str:
        return f"{self.chain}#{self.sequence} {self.verb}"


class LedgerHead(models.Model):
    """The end of one chain, and its lock: locking "the last entry" instead loses appends under load."""

    chain = models.CharField(max_length=60, primary_key=True)
    sequence = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        db_table = "ledger_head"

    def __str__(self) -> str:
        return f"{self.chain}#{self.sequence}"


class LedgerWords(models.Model):
    """The words and the salt behind one sealed digest of one entry; both are blanked together by the entry `erased_by`."""

    entry = models.ForeignKey(LedgerEntry, on_delete=models.PROTECT, related_name="words")
    field = models.CharField(max_length=160)  # "measure:5/text" for a column, "data/comment" for something said
    salt = models.CharField(max_length=32, blank=True)
    words = models.TextField(blank=True)
    erased_by = models.ForeignKey(LedgerEntry, null=True, blank=True, on_delete=models.PROTECT, related_name="erased")

    class Meta:
        db_table = "ledger_words"
        constraints = (models.UniqueConstraint(fields=("entry", "field"), name="ledger_words_once"),)

    def __str__(self) -> str:
        return f"{self.entry_id}/{self.field}"


class LedgerCheckpoint(models.Model):
    """A signed statement over the heads of all chains. `heads` are those that moved since the checkpoint before."""

    number = models.PositiveBigIntegerField(primary_key=True)
    payload = models.TextField()
    heads = models.TextField()
    key = models.CharField(max_length=16)
    signature = models.CharField(max_length=128)

    class Meta:
        db_table = "ledger_checkpoint"

    def __str__(self) -> str:
        return f"checkpoint {self.number}"


class RecordedQuerySet(models.QuerySet[T]):
    """Reads like any other; what would change rows past the record raises OffTheRecordError."""

    def update(self, **kwargs: Any) -> int:
        """Only columns in `record_skip` may be changed this way."""
        if not kwargs.keys() <= getattr(self.model, "record_skip", frozenset()):
            raise current.refuse(self.model, "QuerySet.update")
        return super().update(**kwargs)

    update.alters_data = True  # type: ignore[attr-defined]  # Django's own mark for templates

    def delete(self) -> NoReturn:
        raise current.refuse(self.model, "QuerySet.delete")

    delete.alters_data = True  # type: ignore[attr-defined]  # Django's own mark on a method
    delete.queryset_only = True  # type: ignore[attr-defined]  # Django's own mark on a method

    def bulk_create(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise current.refuse(self.model, "bulk_create")

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise current.refuse(self.model, "bulk_update")


RecordedManager = models.Manager.from_queryset(RecordedQuerySet)


class Recorded(models.Model):
    """Abstract: every business row whose columns the chain proves (design: the ledger).

    Numbers, booleans, dates, foreign keys (as "kind:pk") and fields with choices enter the chain in clear; every other text as a
    salted digest, unless `record_open` names its column. Columns in `record_skip` are not proven. Rows are never deleted.
    """

    record_kind: ClassVar[str]
    record_open: ClassVar[frozenset[str]] = frozenset()
    record_skip: ClassVar[frozenset[str]] = frozenset()

    objects = RecordedManager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Saves columns that are not proven; inside `recording`, everything goes into the innermost entry. Raises OffTheRecordError."""
        update_fields: Iterable[str] | None = kwargs.get("update_fields")
        if current.is_writing() or (update_fields is not None and not self._state.adding and set(update_fields) <= self.record_skip):
            super().save(*args, **kwargs)
            return
        if not current.open_entries.get():
            raise current.refuse(type(self), "save")
        entry = current.open_entries.get()[-1]
        if self._state.adding:
            entry.create(self)
        else:
            entry.rewrite(self, update_fields)

    save.alters_data = True  # type: ignore[attr-defined]  # Django's own mark on a method

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Rows on record stay. Raises OffTheRecordError."""
        raise current.refuse(type(self), "delete")

    delete.alters_data = True  # type: ignore[attr-defined]  # Django's own mark on a method

    @property
    def subject(self) -> str:
        """How the chain names this row: "measure:12". Raises ValueError before it is saved."""
        if self.pk is None:
            raise ValueError(f"{type(self).__name__} has no number yet: it is not saved")
        return f"{self.record_kind}:{self.pk}"


def recorded_classes() -> list[type[Recorded]]:
    """The recorded models of the installed applications."""
    return [model for model in apps.get_models() if issubclass(model, Recorded)]


def recorded_models() -> Mapping[str, type[Recorded]]:
    """The recorded models of the installed applications by their kind."""
    return {model.record_kind: model for model in recorded_classes()}
