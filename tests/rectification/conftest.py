"""Threads that act at once need a database of their own: the fixture is that of the ledger's tests."""

from tests.ledger.conftest import run_apart

__all__ = ["run_apart"]
