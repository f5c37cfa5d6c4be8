"""Words and salts go together, by an entry that answers for it; verification says intact, erased or missing."""

import pytest

from tests.ledger.tampering import forge
from tests.ledger.things import KINDS, Thing
from zhenggai.core.refusal import Refusal
from zhenggai.ledger import actions
from zhenggai.ledger.actions import erase, erase_said, recording, retain
from zhenggai.ledger.models import LedgerEntry, LedgerWords
from zhenggai.ledger.proof import verify
from zhenggai.ledger.queries import Erased, as_of, history

WHY = {"by": "person:9", "reason": "涉及无关人员", "basis": "个人信息保护法第四十七条"}


@pytest.fixture(autouse=True)
def _no_duties(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "_retentions", [])


@pytest.fixture
def retold(thing: Thing) -> Thing:
    """A thing whose title was written twice."""
    with recording(chain="case:1", by="person:1", verb="thing.change", subject=thing) as entry:
        entry.update(thing, title="第二稿")
        entry.say("comment", "电话 13800000000")
    return thing


def test_erase_blanks_every_word_ever_recorded_and_the_row(retold: Thing) -> None:
    entry = erase(retold, "title", **WHY)
    kept = LedgerWords.objects.filter(field=f"{retold.subject}/title")
    assert [(each.words, each.salt, each.erased_by and each.erased_by.sequence) for each in kept] == [("", "", entry.sequence)] * 2
    retold.refresh_from_db()
    assert retold.title == ""


def test_erased_record_still_holds_and_says_how_much_was_erased(retold: Thing) -> None:
    erase(retold, "title", **WHY)
    report = verify(kinds=KINDS)
    assert report.problems == []
    assert report.counts["erased"] == 2


def test_erasing_entry_keeps_reason_basis_and_what_it_erased(retold: Thing) -> None:
    erase(retold, "title", left="（已清除）", **WHY)
    told = history(retold)[-1]
    assert (told.verb, told.actor) == ("words.erase", "person:9")
    assert told.data == {
        "reason": WHY["reason"],
        "basis": WHY["basis"],
        "erased": [[1, f"{retold.subject}/title"], [2, f"{retold.subject}/title"]],
    }
    assert told.changes == {retold.subject: {"title": "（已清除）"}}


def test_erased_words_are_marked_where_they_are_read(retold: Thing) -> None:
    erase(retold, "title", **WHY)
    added = history(retold)[0]
    assert added.changes[retold.subject]["title"] == Erased(3)
    assert str(Erased(3)) == "（已依规清除，见第 3 条记录）"
    assert as_of("case:1", added.occurred_on)[retold.subject]["title"] == ""


def test_erase_said_blanks_what_was_said(retold: Thing) -> None:
    erase_said("case:1", 2, "comment", **WHY)
    assert history(retold)[1].data["comment"] == Erased(3)
    assert verify(kinds=KINDS).ok


def test_erase_refuses_where_a_duty_to_keep_stands(retold: Thing) -> None:
    retain(lambda field: "公示未满，须保存" if field.endswith("/title") else None)
    with pytest.raises(Refusal, match="须保存"):
        erase(retold, "title", **WHY)
    assert LedgerEntry.objects.count() == 2


def test_erase_refuses_without_reason_or_anything_to_erase(retold: Thing) -> None:
    with pytest.raises(Refusal, match="理由和依据"):
        erase(retold, "title", by="person:9", reason=" ", basis="x")
    erase(retold, "title", **WHY)
    with pytest.raises(Refusal, match="已经清除"):
        erase(retold, "title", **WHY)


def test_words_blanked_without_an_entry_to_answer_are_found(retold: Thing) -> None:
    forge("UPDATE ledger_words SET words = '', salt = '', erased_by_id = %s", LedgerEntry.objects.get(sequence=2).pk)
    assert {problem.code for problem in verify(kinds=KINDS).problems} >= {"erasure"}


def test_words_brought_back_after_their_erasure_are_found(retold: Thing) -> None:
    kept = LedgerWords.objects.get(entry__sequence=2, field="data/comment")
    erase_said("case:1", 2, "comment", **WHY)
    forge("UPDATE ledger_words SET words = %s, salt = %s, erased_by_id = NULL WHERE id = %s", kept.words, kept.salt, kept.pk)
    assert [(problem.code, problem.where) for problem in verify(kinds=KINDS).problems] == [("erasure", "链 case:1 第 2 条")]


def test_missing_words_fail(retold: Thing) -> None:
    forge("DELETE FROM ledger_words WHERE field = 'data/comment'")
    [problem] = verify(kinds=KINDS).problems
    assert (problem.code, problem.where) == ("words-missing", "链 case:1 第 2 条")
    assert "data/comment" in problem.message
