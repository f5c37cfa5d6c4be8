"""Django system checks of recorded models: what the record could not prove is said at start, with a hint, not found at verification."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, Warning
from django.core.exceptions import ImproperlyConfigured
from django.db import models

from zhenggai.ledger.columns import columns_of
from zhenggai.ledger.entry import KIND
from zhenggai.ledger.models import Recorded, RecordedQuerySet, recorded_classes


def check_recorded_models(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Checks every installed recorded model; two of one kind would be one subject to the record."""
    found: list[CheckMessage] = []
    kinds: dict[str, type[Recorded]] = {}
    for model in recorded_classes():
        found.extend(problems_of(model))
        kind = getattr(model, "record_kind", "")
        if kind and kinds.setdefault(kind, model) is not model:
            found.append(Error(f"record_kind {kind!r} is also that of {kinds[kind].__name__}.", obj=model, id="ledger.E002"))
    return found


def problems_of(model: type[Recorded]) -> Iterator[CheckMessage]:
    """What keeps one model's rows from being proven."""
    kind = getattr(model, "record_kind", "")
    if not KIND.fullmatch(kind):
        yield Error(
            f"record_kind {kind!r} is no kind.", hint="Set record_kind to lower-case letters: 'measure'.", obj=model, id="ledger.E001"
        )
    if not isinstance(model._meta.pk, models.IntegerField):
        yield Error("Rows on record are named by a whole number.", hint="Keep the automatic primary key.", obj=model, id="ledger.E003")
    if model._meta.many_to_many:
        hint = "Make the link a recorded model of its own."
        yield Error("A many-to-many field changes rows that the record does not see.", hint=hint, obj=model, id="ledger.E004")
    if len(model._meta.get_parent_list()) > 0:
        yield Error("A recorded row is one row of one table.", hint="Inherit from abstract models only.", obj=model, id="ledger.E005")
    try:
        columns_of(model)
    except ImproperlyConfigured as error:
        yield Error(str(error), obj=model, id="ledger.E006")
    if not issubclass(model._default_manager._queryset_class, RecordedQuerySet):  # type: ignore[attr-defined]  # the stubs leave it out
        hint = "Derive the manager with from_queryset(RecordedQuerySet)."
        yield Warning("Its manager lets QuerySet.update and delete go past the record.", hint=hint, obj=model, id="ledger.W001")
