"""Verification finds every single alteration and names the entry, the row or the checkpoint."""

import hashlib
import re
from typing import Any

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.ledger.tampering import check, entry_at, forge, found, past_the_guards, row_of, undone
from tests.ledger.things import Remark
from zhenggai.ledger import proof
from zhenggai.ledger.actions import checkpoint, recording
from zhenggai.ledger.domain.problem import Problem, Report
from zhenggai.ledger.models import LedgerCheckpoint, LedgerEntry, LedgerWords
from zhenggai.ledger.queries import receipt_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("history")]


def test_untouched_record_holds() -> None:
    report = check()
    assert report.problems == []
    assert report.counts == {"chains": 4, "entries": 17, "words": 27, "rows": 9, "checkpoints": 1}


def test_progress_is_told() -> None:
    told: list[tuple[int, int]] = []
    check(progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (17, 17)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_changed_letter_of_a_payload_is_found_and_named(data: st.DataObject) -> None:
    entry = data.draw(st.sampled_from(list(LedgerEntry.objects.order_by("chain", "sequence"))))
    at = data.draw(st.integers(0, len(entry.payload) - 1))
    letter = data.draw(st.sampled_from('0aZ"{},: 整').filter(lambda letter: letter != entry.payload[at]))
    with undone():
        forge("UPDATE ledger_entry SET payload = %s WHERE id = %s", entry.payload[:at] + letter + entry.payload[at + 1 :], entry.pk)
        assert ("digest", f"链 {entry.chain} 第 {entry.sequence} 条") in found()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_changed_column_of_an_entry_is_found_and_named(data: st.DataObject) -> None:
    entry = data.draw(st.sampled_from(list(LedgerEntry.objects.order_by("chain", "sequence"))))
    column, value = data.draw(
        st.sampled_from(
            [
                ("actor", "person:8"), ("verb", "thing.other"), ("subject", "thing:99"), ("gesture", "0" * 32), ("source", "demo"),
                ("previous", "0" * 64), ("digest", "0" * 64), ("algorithm", "sm3"), ("recorded_at", "2020-01-01 00:00:00+00:00"),
                ("occurred_on", "2020-01-01"), ("chain", "case:9"), ("sequence", 77),
            ]
        )
    )  # fmt: skip
    with undone():
        forge(f"UPDATE ledger_entry SET {column} = %s WHERE id = %s", value, entry.pk)  # noqa: S608  # names of the test's own
        named = value if column == "chain" else entry.chain, value if column == "sequence" else entry.sequence
        assert f"链 {named[0]} 第 {named[1]} 条" in {where for _code, where in found()}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_altered_word_is_found_and_named(data: st.DataObject) -> None:
    kept = data.draw(st.sampled_from(list(LedgerWords.objects.select_related("entry").order_by("pk"))))
    sql = data.draw(
        st.sampled_from(
            [
                "UPDATE ledger_words SET words = words || '。' WHERE id = %s",
                "UPDATE ledger_words SET salt = '00' WHERE id = %s",
                "UPDATE ledger_words SET words = '', salt = '', erased_by_id = entry_id WHERE id = %s",
                "DELETE FROM ledger_words WHERE id = %s",
            ]
        )
    )
    with undone():
        forge(sql, kept.pk)
        assert f"链 {kept.entry.chain} 第 {kept.entry.sequence} 条" in {where for _code, where in found()}


def test_removed_entry_is_named() -> None:
    with past_the_guards(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM ledger_words WHERE entry_id = %s", [entry_at(2).pk])
        cursor.execute("DELETE FROM ledger_entry WHERE id = %s", [entry_at(2).pk])
    assert ("gap", "链 case:2 第 2 条") in found()


def test_two_exchanged_entries_are_both_named() -> None:
    second, third = entry_at(2), entry_at(3)
    for sequence, pk in ((900, second.pk), (2, third.pk), (3, second.pk)):
        forge("UPDATE ledger_entry SET sequence = %s WHERE id = %s", sequence, pk)
    assert {("column", "链 case:2 第 2 条"), ("column", "链 case:2 第 3 条")} <= found()


def cut_tail(chain: str, keep: int, *, head_too: bool) -> None:
    with past_the_guards(), connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM ledger_words WHERE entry_id IN (SELECT id FROM ledger_entry WHERE chain = %s AND sequence > %s)", [chain, keep]
        )
        cursor.execute("DELETE FROM ledger_entry WHERE chain = %s AND sequence > %s", [chain, keep])
        if head_too:
            cursor.execute(
                "UPDATE ledger_head SET sequence = %s, digest = (SELECT digest FROM ledger_entry e WHERE e.chain = ledger_head.chain"
                " AND e.sequence = %s) WHERE chain = %s",
                [keep, keep, chain],
            )


def test_cut_tail_is_found_against_the_head() -> None:
    cut_tail("case:2", 4, head_too=False)
    assert ("head", "链 case:2") in found()


def test_cut_tail_with_its_head_is_found_against_the_checkpoint() -> None:
    cut_tail("case:2", 2, head_too=True)
    assert ("cut", "链 case:2") in found()


def test_whole_chain_taken_away_is_found() -> None:
    with past_the_guards(), connection.cursor() as cursor:
        for table, key in (("ledger_words", "entry_id"), ("ledger_entry", "id")):
            cursor.execute(f"DELETE FROM {table} WHERE {key} IN (SELECT id FROM ledger_entry WHERE chain = 'case:2')")  # noqa: S608  # names of the test's own
        cursor.execute("DELETE FROM ledger_head WHERE chain = 'case:2'")
    assert ("cut", "链 case:2") in found()


def rewrite(chain: str, sequence: int, old: str, new: str) -> None:
    """A forger without the key: changes one payload and makes every later digest, and the head, agree with it."""
    previous = ""
    for entry in LedgerEntry.objects.filter(chain=chain).order_by("sequence"):
        text = entry.payload.replace(old, new) if entry.sequence == sequence else entry.payload
        text = text.replace(f'"previous":"{entry.previous}"', f'"previous":"{previous}"')
        digest = hashlib.sha256(text.encode()).hexdigest()
        forge("UPDATE ledger_entry SET payload = %s, previous = %s, digest = %s WHERE id = %s", text, previous, digest, entry.pk)
        previous = digest
    forge("UPDATE ledger_head SET digest = %s WHERE chain = %s", previous, chain)


def test_consistent_forgery_is_found_against_the_checkpoint() -> None:
    rewrite("case:2", 3, '"amount":1', '"amount":7')
    assert ("checkpoint-differs", "链 case:2 第 4 条") in found()


def test_consistent_forgery_after_the_last_checkpoint_is_not_hidden_by_it() -> None:
    rewrite("case:2", 5, '"actor":"person:3"', '"actor":"person:4"')
    assert found() == {
        ("column", "链 case:2 第 5 条"),
        ("row-differs", f"thing:{entry_at(5).subject.split(':')[1]}.actor"),
    }


@pytest.mark.parametrize(
    ("column", "value"),
    [("state", "new"), ("actor", "person:5"), ("amount", 9), ("title", "另一个题目"), ("due_on", "2026-01-01"), ("code", "X")],
)
def test_column_changed_by_sql_is_named(column: str, value: Any) -> None:
    row = row_of(1)
    forge(f"UPDATE ledger_tests_thing SET {column} = %s WHERE id = %s", value, row.pk)  # noqa: S608  # names of the test's own
    assert found() == {("row-differs", f"{row.subject}.{column}")}


def test_remark_on_a_changed_state_says_what_the_record_says_and_what_stands() -> None:
    forge("UPDATE ledger_tests_thing SET state = 'new' WHERE id = %s", row_of(1).pk)
    [problem] = check().problems
    assert problem.message == "记录为 done，数据库里却是 new"


def test_remark_on_changed_words_does_not_repeat_them() -> None:
    forge("UPDATE ledger_tests_thing SET title = '秘密' WHERE id = %s", row_of(1).pk)
    [problem] = check().problems
    assert "秘密" not in problem.message
    assert "问题" not in problem.message


def test_skipped_column_may_differ() -> None:
    forge("UPDATE ledger_tests_thing SET tokens = 'x'")
    assert check().ok


def test_row_inserted_by_sql_is_named() -> None:
    forge("INSERT INTO ledger_tests_remark (id, thing_id, words) VALUES (4000000, %s, 'x')", row_of(1).pk)
    assert found() == {("row-unrecorded", "remark:4000000")}


def test_row_deleted_by_sql_is_named() -> None:
    row = Remark.objects.order_by("pk")[1]
    forge("DELETE FROM ledger_tests_remark WHERE id = %s", row.pk)
    assert found() == {("row-missing", row.subject)}


def test_row_exchanged_for_another_is_named_twice() -> None:
    row = Remark.objects.order_by("pk")[1]
    forge("UPDATE ledger_tests_remark SET id = 4000000 WHERE id = %s", row.pk)
    assert found() == {("row-missing", row.subject), ("row-unrecorded", "remark:4000000")}


def test_row_written_in_two_chains_is_named() -> None:
    with recording(chain="case:3", by="system", verb="thing.stray") as entry:
        entry.update(row_of(1), amount=5)
    assert ("two-chains", row_of(1).subject) in found()


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE ledger_checkpoint SET payload = replace(payload, '\"chains\":4', '\"chains\":3')",
        "UPDATE ledger_checkpoint SET heads = replace(heads, 'case:3', 'case:4')",
        "UPDATE ledger_checkpoint SET signature = replace(signature, substr(signature, 1, 4), '0000')",
        "UPDATE ledger_checkpoint SET key = '0000000000000000'",
        "UPDATE ledger_checkpoint SET payload = 'x'",
        "UPDATE ledger_checkpoint SET heads = '[1'",
    ],
    ids=["statement", "heads", "signature", "key", "no statement", "no heads"],
)
def test_altered_checkpoint_is_named(sql: str) -> None:
    with past_the_guards(), connection.cursor() as cursor:
        cursor.execute(sql)
    assert ("checkpoint", "第 1 号检查点") in found()


def test_removed_checkpoint_is_named() -> None:
    forge("DELETE FROM ledger_checkpoint")
    assert found() == {("checkpoint-missing", "第 1 号检查点")}


def test_missing_guard_is_named() -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER ledger_entry_no_update")
        else:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("ALTER TABLE ledger_entry DISABLE TRIGGER ledger_entry_no_update")
    assert found() == {("guard", "ledger_entry_no_update")}


def test_guard_that_no_longer_refuses_is_named() -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER ledger_entry_no_update")
            cursor.execute("CREATE TRIGGER ledger_entry_no_update BEFORE UPDATE ON ledger_entry WHEN 0 BEGIN SELECT 1; END")
        else:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            body = "FOR EACH ROW WHEN (NEW.id < 0) EXECUTE FUNCTION ledger_refuse()"
            cursor.execute(f"CREATE OR REPLACE TRIGGER ledger_entry_no_update BEFORE UPDATE ON ledger_entry {body}")
    assert found() == {("guard", "ledger_entry_no_update")}


def test_guard_whose_brackets_were_moved_is_named() -> None:
    condition = "NOT (NEW.chain = OLD.chain) AND NEW.sequence = OLD.sequence + 1"
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            [sql] = cursor.execute("SELECT sql FROM sqlite_master WHERE name = 'ledger_head_no_update'").fetchone()
            cursor.execute("DROP TRIGGER ledger_head_no_update")
            cursor.execute(re.sub(r"NOT \(.*\+ 1\)", condition, sql))
        else:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            body = f"FOR EACH ROW WHEN ({condition}) EXECUTE FUNCTION ledger_refuse()"
            cursor.execute(f"CREATE OR REPLACE TRIGGER ledger_head_no_update BEFORE UPDATE ON ledger_head {body}")
    assert found() == {("guard", "ledger_head_no_update")}


def test_guard_whose_function_no_longer_refuses_is_named() -> None:
    if connection.vendor == "sqlite":
        pytest.skip("SQLite's triggers call no function")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("CREATE OR REPLACE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN NEW; END$$")
    assert ("guard", "ledger_entry_no_update") in found()


def test_guard_that_does_not_fire_is_named() -> None:
    if connection.vendor == "sqlite":
        pytest.skip("SQLite's triggers always fire")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE ledger_entry ENABLE REPLICA TRIGGER ledger_entry_no_update")
    assert found() == {("guard", "ledger_entry_no_update")}


def test_bytes_that_are_no_text_are_named() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL keeps text that is no UTF-8 out by itself")
    forge("UPDATE ledger_entry SET payload = CAST(x'ff' || CAST(payload AS BLOB) AS TEXT) WHERE id = %s", entry_at(2).pk)
    forge("UPDATE ledger_tests_thing SET title = CAST(x'ff' AS TEXT), seen_at = 'never' WHERE id = %s", row_of(1).pk)
    assert {("digest", "链 case:2 第 2 条"), ("row-differs", f"{row_of_id(1)}.title")} <= found()


def row_of_id(case: int) -> str:
    return entry_at(1, f"case:{case}").subject


def test_values_of_another_type_do_not_stop_the_proof() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL keeps columns to their type by itself")
    forge("UPDATE ledger_entry SET payload = x'00ff' WHERE id = %s", entry_at(2).pk)
    forge("UPDATE ledger_entry SET sequence = 'zwei', payload = '[]' WHERE id = %s", entry_at(5).pk)
    forge("UPDATE ledger_tests_thing SET share = 'viel' WHERE id = %s", row_of(3).pk)
    forge("UPDATE ledger_head SET sequence = 'fünf' WHERE chain = 'case:1'")
    forge("UPDATE ledger_entry SET sequence = 'vier' WHERE chain = 'case:3' AND sequence = 5")
    forge("UPDATE ledger_words SET salt = 7, words = x'ff' WHERE id = (SELECT max(id) FROM ledger_words)")
    forge("UPDATE ledger_checkpoint SET number = 'eins'")
    assert ("digest", "链 case:2 第 2 条") in found()


@pytest.mark.parametrize("form", ["json", "code"])
def test_receipt_of_this_record_proves_it(history: LedgerCheckpoint, form: str) -> None:
    receipt = receipt_of(history)
    report = check(against=receipt.to_json() if form == "json" else receipt.code.lower())
    assert report.ok
    assert report.counts["proved_to_checkpoint"] == 1


@pytest.mark.parametrize("form", ["json", "code"])
def test_receipt_tells_when_everything_was_forged_with_the_key(history: LedgerCheckpoint, form: str) -> None:
    receipt = receipt_of(history)
    with past_the_guards(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM ledger_checkpoint")
    cut_tail("system", 1, head_too=True)
    rewrite("case:2", 3, '"amount":1', '"amount":7')
    checkpoint()
    assert check().ok
    report = check(against=receipt.to_json() if form == "json" else receipt.code)
    assert [problem.code for problem in report.problems] == ["receipt"]


def test_forged_receipt_is_refused(history: LedgerCheckpoint) -> None:
    text = receipt_of(history).to_json()
    for forged in (text.replace('"number":1', '"number":2'), text[:-3], '{"zhenggai":"receipt"}', "[" * 9_000 + "{", "{" * 20_000):
        assert [problem.code for problem in check(against=forged).problems] == ["receipt"]


def test_registered_checks_are_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proof, "_checks", [])

    def asked(report: Report) -> list[Problem]:
        report.counts["files"] += 1
        return [Problem("file-altered", "佐证文件 1", "内容与摘要不符")]

    proof.register(asked)
    proof.register(asked)
    report = check()
    assert ([problem.code for problem in report.problems], report.counts["files"]) == (["file-altered"], 1)
