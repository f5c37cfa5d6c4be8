"""Tables: none lacks a migration, nothing is deleted along with something else."""

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models
from django.db.models import deletion

from tests.architecture.sources import CONTEXTS

OURS = [model for model in apps.get_models() if model.__module__.startswith("zhenggai.")]
# Rows made from other rows, with nothing of their own to lose: which units lie below which.
DERIVED = {"accounts.UnitLink"}
KEYS = [
    (model, field)
    for model in OURS
    for field in model._meta.get_fields()
    if isinstance(field, models.ForeignKey) and field.model is model and model._meta.label not in DERIVED
]


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.parametrize(("model", "field"), KEYS, ids=[f"{model.__name__}.{field.name}" for model, field in KEYS])
def test_nothing_is_deleted_along_with_something_else(model: type[models.Model], field: "models.ForeignKey[object, object]") -> None:
    """What is on the record refuses to lose what it speaks of; a cascade would do so without an action and without an entry."""
    assert field.remote_field.on_delete in {deletion.PROTECT, deletion.RESTRICT, deletion.DO_NOTHING}


def test_every_context_is_installed() -> None:
    assert {config.name for config in apps.get_app_configs()} >= {f"zhenggai.{context}" for context in CONTEXTS}
