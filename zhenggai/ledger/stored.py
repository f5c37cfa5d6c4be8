"""Reading a column of a row as it lies in the database, for the proof.

SQLite keeps whatever it is given, and Django reads several spellings as one value: '2026-W46-6' is 14 November to Python, and after every
other day to SQL. So the proof compares what lies there, not what it would be taken for.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db import connection, models
from django.db.models import F, Func

from zhenggai.ledger.columns import Clear, Column


class AsStored(Func):
    """A column without its declared type, so that neither Django nor the driver converts what lies there."""

    template = "+%(expressions)s"
    output_field = models.Field()


@dataclass(frozen=True)
class Reading:
    """What to ask the database for, and how the record would write down what it gives (never None)."""

    expression: str | AsStored
    text_of: Callable[[Any], Clear]


def reading(column: Column) -> Reading:
    """How `column` is read for the proof. PostgreSQL keeps types, and holds one spelling of each value."""
    field = column.field.target_field if isinstance(column.field, models.ForeignKey) else column.field
    kind = next((kind for of, kind in LYING if isinstance(field, of)), None)
    if connection.vendor != "sqlite" or kind is None:
        return Reading(column.attname, column.text_of)
    return Reading(AsStored(F(column.attname)), partial(_only, kind, column.text_of if kind is not str else str))


def _only(kind: type, text_of: Callable[[Any], Clear], value: Any) -> Clear:
    """The text of a value of this kind; of another, something that no record says."""
    if type(value) is kind and not (text_of is bool and value not in (0, 1)):
        return text_of(value)
    return f"{value!r}"


LYING: tuple[tuple[type[Any], type | None], ...] = (
    (models.BooleanField, int),
    (models.IntegerField, int),
    (models.DateTimeField, None),
    (models.DateField, str),
    (models.CharField, str),
    (models.TextField, str),
)
"""The type that SQLite gives for what is stored rightly, by kind of field. Fields of other kinds are read as Django reads them."""
