"""What docs/operate.md tells people to run does what it says there."""

import re

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from tests.architecture.sources import ROOT

TEXT = (ROOT / "docs" / "operate.md").read_text("utf-8")


def block(language: str) -> str:
    found = re.search(rf"```{language}\n(.*?)```", TEXT, re.DOTALL)
    assert found
    return found[1]


@pytest.mark.parametrize("name", ["accounts:start", "accounts:people"])
def test_the_addresses_written_are_there(name: str) -> None:
    assert f"`{reverse(name)}`" in TEXT


@pytest.mark.django_db
@pytest.mark.skipif("not config.getoption('postgresql')", reason="roles are PostgreSQL's: run with --postgresql")
@pytest.mark.parametrize(
    "statement", ["TRUNCATE ledger_entry CASCADE", "DELETE FROM ledger_entry", "DROP TRIGGER ledger_entry_no_update ON ledger_entry"]
)
def test_the_role_that_serves_cannot_touch_the_record(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(block("sql"))
        cursor.execute("SET LOCAL ROLE zhenggai_app")
        cursor.execute("SELECT count(*) FROM ledger_entry")
        with pytest.raises(DatabaseError, match=r"permission denied|must be owner"), transaction.atomic():
            cursor.execute(statement)
