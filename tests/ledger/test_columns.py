"""How values enter the record, and what is said at start of models that it could not prove."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from django.db import models

from tests.ledger.things import KINDS, Remark, Thing
from zhenggai.ledger import checks
from zhenggai.ledger.checks import check_recorded_models, problems_of
from zhenggai.ledger.columns import columns_of
from zhenggai.ledger.models import Recorded, recorded_models


def column(name: str) -> Any:
    return next(each for each in columns_of(Thing) if each.name == name)


def test_free_text_is_sealed_and_codes_choices_and_references_are_not() -> None:
    assert {each.name for each in columns_of(Thing) if each.sealed} == {"title", "facts"}


@pytest.mark.parametrize(
    ("name", "value", "written"),
    [
        ("parent", 7, "thing:7"),
        ("urgent", True, True),
        ("share", 3, "3.00"),
        ("seen_at", datetime(2026, 1, 2, 8, tzinfo=timezone(timedelta(hours=8))), "2026-01-02T00:00:00.000000Z"),
        ("seen_at", datetime(2026, 1, 2, microsecond=5, tzinfo=UTC), "2026-01-02T00:00:00.000005Z"),
        ("facts", {"乙": 1, "a": [True, None]}, '{"a":[true,null],"乙":1}'),
        ("amount", None, None),
    ],
)
def test_value_is_written_one_way(name: str, value: Any, written: Any) -> None:
    assert column(name).encode(value) == written


def test_models_of_the_tests_can_be_proven() -> None:
    assert [problem for model in KINDS.values() for problem in problems_of(model)] == []


def test_every_installed_model_can_be_proven() -> None:
    assert [problem for problem in check_recorded_models(None) if problem.is_serious()] == []
    assert "thing" not in recorded_models()


class Strange(Recorded):
    record_kind = "Strange kind"

    id = models.UUIDField(primary_key=True)
    content = models.BinaryField()
    things = models.ManyToManyField(Thing)

    plain: models.Manager["Strange"] = models.Manager()

    class Meta:
        app_label = "ledger_tests"
        default_manager_name = "plain"

    def __str__(self) -> str:
        return "strange"


def test_model_that_cannot_be_proven_is_told_at_start() -> None:
    assert [problem.id for problem in problems_of(Strange)] == ["ledger.E001", "ledger.E003", "ledger.E004", "ledger.E006", "ledger.W001"]


def test_two_models_of_one_kind_are_told_at_start(monkeypatch: pytest.MonkeyPatch) -> None:
    class Other(Remark):
        class Meta:
            app_label = "ledger_tests"
            proxy = True

    monkeypatch.setattr(checks, "recorded_classes", lambda: [Remark, Other])
    assert "ledger.E002" in [problem.id for problem in check_recorded_models(None)]
