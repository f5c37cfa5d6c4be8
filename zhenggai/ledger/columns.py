"""How the columns of a recorded row enter the chain: in clear, or as a salted digest of the words."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, TypeAlias

from django.core.exceptions import ImproperlyConfigured
from django.db import models
from django.utils.duration import duration_iso_string

from zhenggai.ledger.domain.canon import canonical, stamp

if TYPE_CHECKING:
    from zhenggai.ledger.models import Recorded

BLANK = frozenset({"", "{}", "[]"})  # says nothing, so it needs no seal
Clear = str | int | float | bool | None
AnyField: TypeAlias = "models.Field[Any, Any]"


@dataclass(frozen=True)
class Column:
    """A proven column: its name in the record, its attribute, how a value is written down, and whether its words are sealed."""

    name: str
    attname: str
    field: "AnyField"
    sealed: bool
    text_of: Callable[[Any], Clear]

    def value(self, row: models.Model) -> Clear:
        """What the record says of `row` in this column: as the database will give it back, not as somebody set it."""
        return self.encode(self.field.to_python(getattr(row, self.attname)))

    def encode(self, value: Any) -> Clear:
        """A value as read from the database, as it stands in the record (before sealing)."""
        return None if value is None else self.text_of(value)


@cache
def columns_of(model: "type[Recorded]") -> tuple[Column, ...]:
    """The proven columns of `model`: all but the primary key, generated ones and `record_skip`.

    Raises ImproperlyConfigured for a kind of column that the record cannot hold.
    """
    return tuple(
        _column(model, field)
        for field in model._meta.concrete_fields
        if not field.primary_key and not getattr(field, "generated", False) and field.name not in model.record_skip
    )


def _column(model: "type[Recorded]", field: "AnyField") -> Column:
    sealed = isinstance(field, TEXTS) and not field.choices and field.name not in model.record_open
    return Column(field.name, field.attname, field, sealed, _writer(field))


TEXTS = (models.CharField, models.TextField, models.FileField, models.GenericIPAddressField, models.JSONField)


def _writer(field: "AnyField") -> Callable[[Any], Clear]:
    if isinstance(field, models.ForeignKey):
        prefix = f"{kind_of(field.related_model)}:"
        return lambda value: f"{prefix}{value}"
    if isinstance(field, models.DecimalField):
        places = field.decimal_places
        return lambda value: f"{value:.{places}f}"
    for kind, writer in WRITERS:
        if isinstance(field, kind):
            return writer
    raise ImproperlyConfigured(f"{field}: a {type(field).__name__} cannot be put on record; name it in record_skip")


def kind_of(model: Any) -> str:
    """The kind under which rows of `model` are named in the record: its record_kind, or app.model for a row not on record."""
    return str(getattr(model, "record_kind", model._meta.label_lower))


def _same(value: Any) -> Any:
    return value


def _iso(value: Any) -> str:
    return str(value.isoformat())


WRITERS: "tuple[tuple[type[AnyField], Callable[[Any], Clear]], ...]" = (
    (models.BooleanField, bool),
    (models.IntegerField, _same),
    (models.FloatField, _same),
    (models.DateTimeField, stamp),
    (models.DateField, _iso),
    (models.TimeField, _iso),
    (models.DurationField, duration_iso_string),
    (models.UUIDField, str),
    (models.JSONField, canonical),
    (models.CharField, str),
    (models.TextField, str),
    (models.FileField, str),
    (models.GenericIPAddressField, str),
)
