"""Opening a turn and speaking in it. Both happen inside the caller's entry of the record (design §3.6)."""

from datetime import date

from zhenggai.accounts.models import Person
from zhenggai.ledger.actions import Entry
from zhenggai.signoff.models import Opinion, Turn


def open_turn(entry: Entry, *, subject: str, by: Person, on: date) -> Turn:
    """Opens the next turn on `subject`; the one before must be over (a constraint holds it)."""
    last = Turn.objects.filter(subject_ref=subject).order_by("-number").first()
    return entry.create(Turn(subject_ref=subject, number=last.number + 1 if last else 1, opened_by=by, opened_on=on))


def speak(entry: Entry, *, subject: str, by: Person, on: date, agree: bool, comment: str) -> Opinion:
    """Records an opinion in the open turn on `subject` and ends that turn with it. Raises Turn.DoesNotExist when none is open."""
    turn = Turn.objects.get(subject_ref=subject, outcome="open")
    opinion = entry.create(Opinion(turn=turn, by=by, said_on=on, verdict="agree" if agree else "return", comment=comment))
    entry.update(turn, outcome="agreed" if agree else "returned")
    return opinion
