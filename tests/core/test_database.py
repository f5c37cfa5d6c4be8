"""The database is opened as config/environment.py means it to be."""

import pytest
from django.db import connection

from config.environment import database


@pytest.mark.django_db
def test_the_connection_stands_as_it_was_asked_for() -> None:
    """SQLite keeps what was acknowledged and checks references; PostgreSQL plans a page's question once."""
    asked: dict[str, dict[str, object]] = {
        "sqlite": {"PRAGMA journal_mode": "wal", "PRAGMA synchronous": 2, "PRAGMA foreign_keys": 1, "PRAGMA recursive_triggers": 1},
        "postgresql": {"SHOW plan_cache_mode": "force_generic_plan"},
    }
    found: dict[str, object] = {}
    with connection.cursor() as cursor:
        for question in asked[connection.vendor]:
            cursor.execute(question)
            found[question] = cursor.fetchone()[0]
    assert found == asked[connection.vendor]


def test_what_the_address_of_the_database_says_goes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://zhenggai@127.0.0.1/zhenggai?options=-c%20plan_cache_mode%3Dauto")
    options = database()["OPTIONS"]
    assert options["options"] == "-c plan_cache_mode=auto"
    assert options["server_side_binding"] is True
