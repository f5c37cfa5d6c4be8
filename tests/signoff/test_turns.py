"""Turns and opinions: each asking is numbered, an answer ends it, nobody answers twice (design §3.6)."""

import pytest
from django.db import IntegrityError, transaction

from tests.cast import SUBMITTED, VERIFIED, District
from zhenggai.ledger.actions import recording
from zhenggai.signoff.actions import open_turn, speak
from zhenggai.signoff.models import Opinion, Turn

SUBJECT = "measure:1"


def ask(district: District) -> Turn:
    with recording(chain="case:1", by=district.owner.subject, verb="turn.open") as entry:
        return open_turn(entry, subject=SUBJECT, by=district.owner, on=SUBMITTED)


def answer(district: District, *, agree: bool, comment: str = "") -> Opinion:
    with recording(chain="case:1", by=district.leader.subject, verb="turn.answer") as entry:
        return speak(entry, subject=SUBJECT, by=district.leader, on=VERIFIED, agree=agree, comment=comment)


def test_turns_of_a_subject_are_numbered_from_one(district: District) -> None:
    first = ask(district)
    answer(district, agree=False, comment="请补")
    assert [first.number, ask(district).number] == [1, 2]


@pytest.mark.parametrize(("agree", "outcome"), [(True, "agreed"), (False, "returned")])
def test_an_answer_ends_the_turn(district: District, agree: bool, outcome: str) -> None:
    ask(district)
    answer(district, agree=agree, comment="已阅")
    assert Turn.objects.get().outcome == outcome


def test_an_earlier_turn_keeps_its_opinion(district: District) -> None:
    ask(district)
    answer(district, agree=False, comment="请补")
    ask(district)
    assert list(Opinion.objects.values_list("turn__number", "comment")) == [(1, "请补")]


def test_two_turns_are_not_open_at_once(district: District) -> None:
    ask(district)
    with pytest.raises(IntegrityError), transaction.atomic():
        ask(district)


def test_there_is_no_answer_without_a_question(district: District) -> None:
    with pytest.raises(Turn.DoesNotExist):
        answer(district, agree=True)


def test_a_return_without_a_comment_is_refused_by_the_database(district: District) -> None:
    ask(district)
    with pytest.raises(IntegrityError), transaction.atomic():
        answer(district, agree=False)
