"""What `recording` writes, what it refuses, and that nothing goes past it."""

import hashlib
import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from tests.ledger.things import KINDS, Remark, Thing
from zhenggai.core.refusal import Refusal
from zhenggai.ledger.actions import OffTheRecordError, gesture, recording
from zhenggai.ledger.domain.canon import canonical
from zhenggai.ledger.models import LedgerEntry, LedgerHead, LedgerWords
from zhenggai.ledger.proof import verify

pytestmark = pytest.mark.django_db


def payloads(chain: str = "case:1") -> list[dict[str, Any]]:
    return [json.loads(text) for text in LedgerEntry.objects.filter(chain=chain).order_by("sequence").values_list("payload", flat=True)]


def change_and_fail(thing: Thing, **columns: Any) -> None:
    with recording(chain="case:1", by="system", verb="thing.fail") as entry:
        entry.update(thing, **columns)
        raise RuntimeError


def test_create_records_every_column_but_the_skipped(thing: Thing) -> None:
    [payload] = payloads()
    assert payload["changes"][thing.subject].keys() == {
        "title", "code", "state", "actor", "amount", "share", "due_on", "seen_at", "urgent", "facts", "parent"
    }  # fmt: skip


def test_create_seals_free_text_and_keeps_words_and_salt_beside(thing: Thing) -> None:
    [payload] = payloads()
    kept = LedgerWords.objects.get(field=f"{thing.subject}/title")
    assert kept.words == "会议记录补写"
    seal = hashlib.sha256(bytes.fromhex(kept.salt) + kept.words.encode())
    assert payload["changes"][thing.subject]["title"] == {"sealed": seal.hexdigest()}
    assert "会议记录" not in LedgerEntry.objects.get().payload


def test_create_writes_values_as_the_database_gives_them_back() -> None:
    with recording(chain="case:1", by="system", verb="thing.add") as entry:
        made = entry.create(
            Thing(
                title="x",
                share=Decimal("1.5"),
                due_on="2026-01-02",
                seen_at=datetime(2026, 1, 2, 3, tzinfo=UTC),
                facts={"b": [1], "a": 2},
                code="K-1",
            )
        )
        entry.create(Thing(title="y", parent=made))
    columns = payloads()[0]["changes"]
    assert columns[made.subject]["share"] == "1.50"
    assert columns[made.subject]["due_on"] == "2026-01-02"
    assert columns[made.subject]["seen_at"] == "2026-01-02T03:00:00.000000Z"
    assert columns[made.subject]["code"] == "K-1"
    assert columns[f"thing:{made.pk + 1}"]["parent"] == made.subject
    assert verify(kinds=KINDS).ok


def test_update_records_just_the_columns_given(thing: Thing) -> None:
    with recording(chain="case:1", by="person:2", verb="thing.finish", subject=thing) as entry:
        entry.update(thing, state="done", due_on=date(2026, 3, 1))
    assert payloads()[1]["changes"] == {thing.subject: {"state": "done", "due_on": "2026-03-01"}}
    thing.refresh_from_db()
    assert (thing.state, thing.due_on) == ("done", date(2026, 3, 1))


def test_create_many_is_one_entry() -> None:
    with recording(chain="case:1", by="system", verb="thing.import") as entry:
        made = entry.create_many([Thing(title=str(n)) for n in range(30)])
    [payload] = payloads()
    assert payload["changes"].keys() == {row.subject for row in made}


def test_save_inside_goes_into_the_entry(thing: Thing) -> None:
    with recording(chain="case:1", by="system", verb="thing.save") as entry:
        thing.amount = 9
        thing.save(update_fields=["amount"])
        Remark.objects.create(thing=thing, words="")
    assert entry.sequence == 2
    assert payloads()[1]["changes"][thing.subject] == {"amount": 9}
    assert verify(kinds=KINDS).ok


def test_entry_carries_facts_in_clear_and_what_was_said_sealed(thing: Thing) -> None:
    with recording(chain="case:1", by="system", verb="thing.note", subject=thing, file="ab12") as entry:
        entry.note(amount=5, on=date(2026, 1, 1), about=thing)
        entry.say("comment", "请补充会议纪要")
        entry.say("nothing", "")
    data = payloads()[1]["data"]
    assert {key: data[key] for key in ("file", "amount", "on", "about")} == {
        "file": "ab12", "amount": 5, "on": "2026-01-01", "about": thing.subject
    }  # fmt: skip
    assert data.keys() == {"file", "amount", "on", "about", "comment"}
    assert LedgerWords.objects.get(field="data/comment").words == "请补充会议纪要"


def test_note_refuses_free_text() -> None:
    with pytest.raises(ValueError, match="free text"), recording(chain="case:1", by="system", verb="thing.note", comment="不是代码"):
        pass


def test_payload_is_canonical_and_linked(thing: Thing) -> None:
    with recording(chain="case:1", by="system", verb="thing.touch"):
        pass
    first, second = LedgerEntry.objects.order_by("sequence")
    assert first.payload == canonical(json.loads(first.payload))
    assert (first.previous, second.previous) == ("", first.digest)
    assert LedgerHead.objects.get().digest == second.digest


def test_exception_inside_leaves_no_trace(thing: Thing) -> None:
    with pytest.raises(RuntimeError):
        change_and_fail(thing, amount=99)
    thing.refresh_from_db()
    assert (thing.amount, LedgerEntry.objects.count()) == (3, 1)


def test_business_date_may_not_lie_in_the_future() -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    with pytest.raises(Refusal, match="晚于今天"), recording(chain="case:1", by="system", verb="thing.add", on=tomorrow):
        pass


def test_business_date_may_lie_in_the_past_and_the_clock_of_the_record_does_not_follow() -> None:
    before = timezone.now()
    with recording(chain="case:1", by="system", verb="thing.add", on=date(2019, 10, 20)):
        pass
    entry = LedgerEntry.objects.get()
    assert entry.occurred_on == date(2019, 10, 20)
    assert entry.recorded_at >= before


@pytest.mark.parametrize(
    "wrong",
    [{"by": "张三"}, {"verb": "submit"}, {"chain": None}, {"chain": "Case 1"}],
    ids=["actor", "verb", "no chain", "chain"],
)
def test_entry_refuses_a_name_of_another_form(wrong: dict[str, Any], db: None) -> None:
    with pytest.raises(ValueError, match="not of the form"), recording(**{"chain": "case:1", "by": "system", "verb": "thing.add"} | wrong):
        pass


PAST: list[tuple[str, Callable[[Thing], Any]]] = [
    ("save", lambda thing: thing.save()),
    ("save some columns", lambda thing: thing.save(update_fields=["state", "tokens"])),
    ("delete", lambda thing: thing.delete()),
    ("create", lambda thing: Thing.objects.create(title="x")),
    ("get_or_create", lambda thing: Thing.objects.get_or_create(title="x")),
    ("update_or_create", lambda thing: Thing.objects.update_or_create(pk=thing.pk, defaults={"amount": 1})),
    ("update", lambda thing: Thing.objects.update(amount=1)),
    ("filtered update", lambda thing: Thing.objects.filter(pk=thing.pk).update(amount=1)),
    ("filtered delete", lambda thing: Thing.objects.filter(pk=thing.pk).delete()),
    ("bulk_create", lambda thing: Thing.objects.bulk_create([Thing(title="x")])),
    ("bulk_update", lambda thing: Thing.objects.bulk_update([thing], ["amount"])),
]


@pytest.mark.parametrize("write", [write for _name, write in PAST], ids=[name for name, _write in PAST])
def test_writing_past_the_record_raises(thing: Thing, write: Callable[[Thing], Any]) -> None:
    with pytest.raises(OffTheRecordError, match="recording"):
        write(thing)


def test_saving_only_skipped_columns_is_allowed(thing: Thing) -> None:
    thing.tokens = "会议 记录"
    thing.save(update_fields=["tokens"])
    Thing.objects.filter(pk=thing.pk).update(tokens="记录")
    assert verify(kinds=KINDS).ok


def test_nested_recordings_have_an_entry_each_the_inner_first(thing: Thing) -> None:
    with recording(chain="case:1", by="person:1", verb="thing.outer", subject=thing) as outer:
        outer.update(thing, amount=10)
        with recording(chain="case:1", by="person:1", verb="thing.inner", subject=thing) as inner:
            inner.update(thing, state="done")
    assert [payload["verb"] for payload in payloads()] == ["thing.add", "thing.inner", "thing.outer"]
    assert payloads()[1]["gesture"] == payloads()[2]["gesture"] != payloads()[0]["gesture"]


def test_outer_entry_tells_what_stands_at_its_own_end(thing: Thing) -> None:
    with recording(chain="case:1", by="system", verb="thing.outer") as outer:
        outer.update(thing, amount=10, title="外")
        with recording(chain="case:1", by="system", verb="thing.inner") as inner:
            inner.update(thing, amount=20, title="内")
    assert payloads()[2]["changes"][thing.subject]["amount"] == 20
    assert verify(kinds=KINDS).ok


def test_outer_entry_written_after_the_inner_wins(thing: Thing) -> None:
    with recording(chain="case:1", by="system", verb="thing.outer") as outer:
        with recording(chain="case:1", by="system", verb="thing.inner") as inner:
            inner.update(thing, amount=20)
        outer.update(thing, amount=30)
    assert payloads()[2]["changes"][thing.subject] == {"amount": 30}
    assert verify(kinds=KINDS).ok


def test_inner_failure_that_the_outer_survives_leaves_only_the_outer(thing: Thing) -> None:
    with recording(chain="case:1", by="system", verb="thing.outer") as outer:
        outer.update(thing, amount=10)
        with pytest.raises(RuntimeError):
            change_and_fail(thing, amount=20)
    assert [payload["verb"] for payload in payloads()] == ["thing.add", "thing.outer"]
    assert verify(kinds=KINDS).ok


def test_gesture_stamps_source_and_one_id_on_every_entry() -> None:
    with gesture("web") as number:
        for chain in ("case:1", "case:2"):
            with recording(chain=chain, by="system", verb="thing.touch"):
                pass
    assert {(p["source"], p["gesture"]) for p in payloads("case:1") + payloads("case:2")} == {("web", number)}


def test_gesture_inside_a_demo_stays_demo() -> None:
    with gesture("demo"), gesture("import"), recording(chain="case:1", by="system", verb="thing.touch"):
        pass
    with gesture("web"), gesture("import"), recording(chain="case:1", by="system", verb="thing.touch"):
        pass
    assert [payload["source"] for payload in payloads()] == ["demo", "import"]


def test_entry_names_sm3_when_settings_choose_it(settings: Any) -> None:
    with recording(chain="case:1", by="system", verb="thing.touch"):
        pass
    settings.ZHENGGAI_DIGEST = "sm3"
    with recording(chain="case:1", by="system", verb="thing.touch") as entry:
        entry.say("comment", "商密摘要")
    assert [payload["algorithm"] for payload in payloads()] == ["sha256", "sm3"]
    assert verify(kinds=KINDS).ok


def test_append_takes_a_fixed_number_of_statements(thing: Thing, django_assert_num_queries: Any) -> None:
    # savepoint, lock the head, INSERT the entry, advance the head, release
    with django_assert_num_queries(5), recording(chain="case:1", by="system", verb="thing.touch"):
        pass


def test_reading_writes_nothing(thing: Thing, django_assert_num_queries: Any) -> None:
    with connection.execute_wrapper(_refuse_writes):
        assert list(Thing.objects.all()) == [thing]
        assert verify(kinds=KINDS).ok


def _refuse_writes(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
    assert sql.lstrip().upper().startswith(("SELECT", "DECLARE", "FETCH", "CLOSE")), sql
    return execute(sql, params, many, context)
