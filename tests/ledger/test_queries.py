"""Reading the record: history, entries with their words, both clocks."""

import inspect
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from tests.ledger.tampering import forge
from tests.ledger.things import Thing
from zhenggai.ledger.actions import recording
from zhenggai.ledger.models import LedgerEntry
from zhenggai.ledger.queries import as_of, entered_later, entries_of, history, length_of


def change(thing: Thing, on: date | None = None, **columns: Any) -> None:
    with recording(chain="case:1", by="person:2", verb="thing.change", subject=thing, on=on) as entry:
        entry.update(thing, **columns)


def recorded_on(sequence: int, day: date) -> None:
    """Lets an entry have been recorded on another day; nothing but a forger can."""
    moment = timezone.make_aware(datetime(day.year, day.month, day.day, 12))
    forge("UPDATE ledger_entry SET recorded_at = %s WHERE sequence = %s", str(moment), sequence)


def test_history_gives_a_subjects_entries_with_their_words(thing: Thing) -> None:
    with recording(chain="case:1", by="person:2", verb="thing.note", subject=thing) as entry:
        entry.say("comment", "请补充")
        entry.note(amount=5)
    added, noted = history(thing)
    assert added.changes[thing.subject]["title"] == "会议记录补写"
    assert (noted.verb, noted.actor, noted.data) == ("thing.note", "person:2", {"comment": "请补充", "amount": 5})
    assert [told.verb for told in history("thing:0", thing.subject)] == ["thing.add", "thing.note"]


def test_entries_of_a_chain_can_be_paged(thing: Thing) -> None:
    for amount in range(5):
        change(thing, amount=amount)
    assert length_of("case:1") == 6
    assert [told.sequence for told in entries_of("case:1", start=3, count=2)] == [3, 4]
    assert (entries_of("case:2"), length_of("case:2")) == ([], 0)


def test_number_of_queries_does_not_grow_with_the_entries(thing: Thing, django_assert_num_queries: Any) -> None:
    for n in range(20):
        change(thing, title=f"第 {n} 稿")
    for read in (lambda: entries_of("case:1"), lambda: as_of("case:1", timezone.localdate())):
        with django_assert_num_queries(2):  # entries, words
            read()
    with django_assert_num_queries(3):  # and the rows that were made later
        as_of("case:1", timezone.localdate() - timedelta(days=1))
    with django_assert_num_queries(1):
        history(thing)


def test_case_clock_follows_the_day_things_occurred(db: None) -> None:
    with recording(chain="case:1", by="person:1", verb="thing.add", on=date(2019, 10, 1)) as entry:
        thing = entry.create(Thing(title="会议记录补写", amount=3))
        entry.about(thing)
    change(thing, date(2019, 10, 20), state="done")
    change(thing, date(2019, 10, 10), state="new", amount=8)

    def stood(day: int) -> tuple[str, int]:
        row = as_of("case:1", date(2019, 10, day))[thing.subject]
        return row["state"], row["amount"]

    assert [stood(day) for day in (9, 15, 20)] == [("new", 3), ("new", 8), ("done", 8)]
    assert as_of("case:1", date(2019, 9, 30)) == {}


def test_what_was_put_on_record_under_a_day_before_its_row_waits_for_the_row(thing: Thing) -> None:
    change(thing, date(2019, 10, 10), amount=8)
    assert as_of("case:1", date(2019, 10, 15)) == {}
    standing = as_of("case:1", timezone.localdate())[thing.subject]
    assert (standing["amount"], standing["title"]) == (8, "会议记录补写")


def test_record_clock_follows_the_server(thing: Thing) -> None:
    change(thing, date(2019, 10, 20), state="done")
    assert as_of("case:1", date(2019, 10, 20), clock="record") == {}
    recorded_on(1, date(2019, 10, 21))
    assert as_of("case:1", date(2019, 10, 20), clock="record") == {}
    assert as_of("case:1", date(2019, 10, 21), clock="record")[thing.subject]["state"] == "new"
    assert as_of("case:1", timezone.localdate(), clock="record")[thing.subject]["state"] == "done"


def test_replay_of_today_is_what_stands(thing: Thing) -> None:
    change(thing, title="改过的题目", due_on=date(2026, 1, 2), parent=thing)
    standing = as_of("case:1", timezone.localdate())[thing.subject]
    assert (standing["title"], standing["due_on"], standing["parent"]) == ("改过的题目", "2026-01-02", thing.subject)


def test_what_was_entered_later_is_counted_and_marked(thing: Thing) -> None:
    change(thing, date(2019, 10, 20), state="done")
    assert entered_later("case:1", date(2019, 10, 20)) == 1
    assert entered_later("case:1", date(2019, 10, 19)) == 0
    added, changed = history(thing)
    assert added.days_later == 0
    assert changed.days_later == (timezone.localdate() - date(2019, 10, 20)).days


def test_recorded_at_cannot_be_given() -> None:
    assert "recorded_at" not in inspect.signature(recording).parameters
    assert "at" not in inspect.signature(recording).parameters


def test_entry_reads_as_its_place(thing: Thing) -> None:
    assert str(LedgerEntry.objects.get()) == "case:1#1 thing.add"
