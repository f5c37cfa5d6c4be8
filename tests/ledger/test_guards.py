"""The database itself refuses to change what was appended."""

import re
from pathlib import Path

import pytest
from django.db import Error, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from tests.ledger.conftest import Run
from tests.ledger.tampering import write_history
from tests.ledger.things import KINDS, Thing
from zhenggai.ledger.actions import erase, recording
from zhenggai.ledger.models import LedgerEntry
from zhenggai.ledger.proof import verify

REFUSED = [
    "UPDATE ledger_entry SET actor = 'person:9'",
    "UPDATE ledger_entry SET payload = payload WHERE sequence = 1",
    "DELETE FROM ledger_entry WHERE sequence = 5",
    "UPDATE ledger_head SET sequence = sequence - 1",
    "UPDATE ledger_head SET sequence = sequence + 2",
    "UPDATE ledger_head SET digest = ''",
    "UPDATE ledger_head SET chain = 'case:9', sequence = sequence + 1 WHERE chain = 'case:1'",
    "DELETE FROM ledger_head",
    "INSERT INTO ledger_head (chain, sequence, digest) VALUES ('case:9', 5, '')",
    "UPDATE ledger_words SET words = 'x'",
    "UPDATE ledger_words SET words = '', salt = ''",
    "UPDATE ledger_words SET words = '', erased_by_id = entry_id",
    "UPDATE ledger_words SET words = 'x', salt = '', erased_by_id = entry_id",
    "DELETE FROM ledger_words",
    "UPDATE ledger_checkpoint SET signature = ''",
    "DELETE FROM ledger_checkpoint",
]
REST = "chain, sequence, recorded_at, occurred_on, actor, verb, subject, gesture, source, payload, previous, digest, algorithm"
REPLACED = [
    f"INSERT OR REPLACE INTO ledger_entry (id, {REST}) SELECT id, {REST} FROM ledger_entry WHERE sequence = 1",  # noqa: S608  # constants
    f"INSERT OR REPLACE INTO ledger_entry (id, {REST}) SELECT 90000 + id, {REST} FROM ledger_entry WHERE sequence = 1",  # noqa: S608  # constants
    "INSERT OR REPLACE INTO ledger_head (chain, sequence, digest) VALUES ('case:1', 0, '')",
    "INSERT OR REPLACE INTO ledger_words (id, entry_id, field, salt, words) SELECT id, entry_id, field, salt, 'x' FROM ledger_words",
    "INSERT OR REPLACE INTO ledger_checkpoint (number, payload, heads, key, signature) VALUES (1, '', '', '', '')",
    "UPDATE OR REPLACE ledger_entry SET sequence = 1",
]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_dir")]


@pytest.mark.parametrize("sql", REFUSED)
def test_database_refuses(sql: str) -> None:
    write_history()
    with pytest.raises(Error, match="only added to"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.parametrize("sql", REPLACED)
@pytest.mark.parametrize("recursive", ["ON", "OFF"])
def test_sqlite_refuses_to_replace(sql: str, recursive: str) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("INSERT OR REPLACE is SQLite's own")
    write_history()
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA recursive_triggers")
        assert cursor.fetchone() == (1,)
        cursor.execute(f"PRAGMA recursive_triggers = {recursive}")
        try:
            with pytest.raises(Error, match="only added to"), transaction.atomic():
                cursor.execute(sql)
        finally:
            cursor.execute("PRAGMA recursive_triggers = ON")


@pytest.mark.parametrize("table", ["ledger_entry", "ledger_head", "ledger_words", "ledger_checkpoint"])
def test_postgresql_refuses_to_truncate(table: str) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("TRUNCATE is PostgreSQL's own")
    write_history()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    with pytest.raises(Error, match="only added to"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {table} CASCADE")


def test_application_role_of_the_documentation_may_append_and_erase_but_own_nothing(thing: Thing) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite knows no roles")
    [grants] = re.findall(r"```sql\n(.*?)```", Path("docs/operate.md").read_text("utf-8"), re.DOTALL)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"{grants}; GRANT ALL ON ledger_tests_thing TO zhenggai_app; SET LOCAL ROLE zhenggai_app")
        with recording(chain="case:1", by="person:1", verb="thing.change", subject=thing) as entry:
            entry.update(thing, title="第二稿")
        with pytest.raises(Error, match="must be owner"), transaction.atomic():
            cursor.execute("DROP TRIGGER ledger_entry_no_update ON ledger_entry")
        erase(thing, "title", by="person:1", reason="涉及无关人员", basis="个人信息保护法第四十七条")
        cursor.execute("RESET ROLE")
    assert verify(kinds=KINDS).counts["erased"] == 2


def test_guards_can_be_put_on_a_database_with_data(run_apart: Run) -> None:
    def there_and_back() -> None:
        write_history()
        before = LedgerEntry.objects.count()
        executor = MigrationExecutor(connection)
        executor.migrate([("ledger", "0001_initial")])
        executor = MigrationExecutor(connection)
        executor.migrate(executor.loader.graph.leaf_nodes("ledger"))
        assert LedgerEntry.objects.count() == before
        with pytest.raises(Error, match="only added to"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(REFUSED[0])

    run_apart([there_and_back])
