"""Migrations on a database with a case in it: every row is what it was, and the record still proves it."""

from typing import Any

import pytest
from django.core.management import call_command

from tests.cast import Case, District
from zhenggai.bench.database import own_database
from zhenggai.ledger.proof import verify
from zhenggai.rectification.models import Measure


@pytest.mark.database
def test_a_case_in_its_midst_is_migrated_and_still_proved(django_db_setup: None, django_db_blocker: Any) -> None:
    with django_db_blocker.unblock(), own_database():
        case = Case.at("rectifying", District.make())
        case.finding_at("closed")
        case.measure_at("submitted", 2)
        before = list(Measure.objects.order_by("pk").values())
        call_command("migrate", "rectification", "0001", verbosity=0)
        call_command("migrate", verbosity=0)
        assert list(Measure.objects.order_by("pk").values()) == before
        assert verify().problems == []
