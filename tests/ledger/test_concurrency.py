"""Threads that append at once lose nothing, on both databases."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from tests.ledger.conftest import Run
from tests.ledger.things import KINDS, Thing
from zhenggai.ledger.actions import checkpoint, recording
from zhenggai.ledger.models import LedgerCheckpoint, LedgerEntry, LedgerHead
from zhenggai.ledger.proof import verify

THREADS, EACH = 8, 20


def appending(chain: str, thread: int) -> Callable[[], None]:
    def work() -> None:
        for step in range(EACH):
            with recording(chain=chain, by=f"person:{thread}", verb="thing.add") as entry:
                thing = entry.create(Thing(title=f"{thread} {step}"))
                entry.about(thing)

    return work


@pytest.mark.parametrize("chains", [["case:1"], ["case:1", "case:2", "case:3"]], ids=["one chain", "three chains"])
def test_appends_from_many_threads_are_all_there_and_in_order(run_apart: Run, chains: list[str]) -> None:
    run_apart([appending(chains[n % len(chains)], n) for n in range(THREADS)])

    def look() -> tuple[int, int, int, list[str]]:
        heads = sum(LedgerHead.objects.values_list("sequence", flat=True))
        return LedgerEntry.objects.count(), heads, Thing.objects.count(), [str(problem) for problem in verify(kinds=KINDS).problems]

    assert run_apart([look]) == [(THREADS * EACH, THREADS * EACH, THREADS * EACH, [])]


def test_first_appends_to_a_new_chain_at_once_open_it_once(run_apart: Run) -> None:
    def first() -> None:
        with recording(chain="case:1", by="system", verb="thing.touch"):
            pass

    run_apart([first] * THREADS)
    assert run_apart([lambda: LedgerHead.objects.get().sequence]) == [THREADS]


def test_checkpoints_at_once_take_turns(run_apart: Run, data_dir: Any) -> None:
    run_apart([checkpoint, checkpoint, checkpoint, appending("case:1", 1)])
    assert run_apart([lambda: sorted(LedgerCheckpoint.objects.values_list("number", flat=True))]) == [[1, 2, 3]]
    assert run_apart([lambda: verify(kinds=KINDS).problems]) == [[]]


def test_verify_sees_one_moment_while_others_write(run_apart: Run) -> None:
    def looking() -> list[str]:
        return [str(problem) for _ in range(5) for problem in verify(kinds=KINDS).problems]

    results = run_apart([looking, appending("case:1", 1), appending("case:2", 2)])
    assert results[0] == []


def test_verify_writes_nothing(run_apart: Run) -> None:
    statements: list[str] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        statements.append(sql.split()[0].upper())
        return execute(sql, params, many, context)

    def look() -> None:
        with connection.execute_wrapper(note):
            assert verify(kinds=KINDS).ok

    run_apart([look])
    assert set(statements) <= {"BEGIN", "SELECT", "SET", "ROLLBACK"}
