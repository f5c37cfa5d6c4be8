"""Proving the record whole (docs/security.md)."""

from zhenggai.ledger.domain.problem import Problem, Report

__all__ = ["Problem", "Report"]
