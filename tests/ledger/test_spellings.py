"""What lies in the database is proved letter by letter, and with nothing of others' beside it."""

from datetime import date

import pytest
from django.db import connection

from tests.ledger.tampering import entry_at, forge, found, row_of
from zhenggai.ledger.actions import erase_said, recording

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("history")]


@pytest.mark.parametrize(
    ("sql", "code"),
    [
        ("UPDATE ledger_words SET salt = upper(salt) WHERE id = (SELECT min(id) FROM ledger_words)", "words"),
        ("UPDATE ledger_checkpoint SET signature = upper(signature)", "checkpoint"),
        ("UPDATE ledger_checkpoint SET heads = heads || ' '", "checkpoint"),
    ],
)
def test_another_spelling_of_the_same_is_an_alteration(sql: str, code: str) -> None:
    forge(sql)
    assert code in {name for name, _where in found()}


@pytest.mark.parametrize("spelling", ["2026-W46-6", "20261114", "2026-11-14\n"])
def test_another_spelling_of_the_same_day_is_named(spelling: str) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL keeps one spelling of a day")
    thing = row_of(1)
    with recording(chain="case:1", by="person:1", verb="thing.change", subject=thing) as entry:
        entry.update(thing, due_on=date(2026, 11, 14))
    forge("UPDATE ledger_tests_thing SET due_on = %s WHERE id = %s", spelling, thing.pk)
    assert found() == {("row-differs", f"{thing.subject}.due_on")}


def test_time_of_an_entry_spelt_otherwise_is_named() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL keeps one spelling of a moment")
    forge("UPDATE ledger_entry SET recorded_at = replace(recorded_at, ' ', 'T') WHERE id = %s", entry_at(2).pk)
    assert found() == {("column", "链 case:2 第 2 条")}


def test_words_put_back_where_they_were_erased_are_named() -> None:
    erase_said("case:2", 2, "comment", by="person:1", reason="当事人申请", basis="依规")
    forge("UPDATE ledger_words SET words = 'x' WHERE erased_by_id IS NOT NULL")
    assert ("words", "链 case:2 第 2 条") in found()


def test_trigger_that_is_not_ours_is_named() -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("CREATE TRIGGER quiet AFTER INSERT ON ledger_tests_thing BEGIN SELECT 1; END")
        else:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("CREATE TRIGGER quiet AFTER INSERT ON ledger_tests_thing EXECUTE FUNCTION ledger_refuse()")
    assert found() == {("stranger", "quiet")}


def test_view_in_the_place_of_a_table_is_named() -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE ledger_tests_thing RENAME TO ledger_tests_other")
        cursor.execute("CREATE VIEW ledger_tests_thing AS SELECT * FROM ledger_tests_other")
    assert ("stranger", "ledger_tests_thing") in found()
