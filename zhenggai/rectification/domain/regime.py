"""The regime (规程) of an inspection: its periods, as data with a legal basis (design §3 end; rules.md §1.1, §1.2).

A regime is a YAML file in `zhenggai/rectification/regimes/`, checked here. An inspection keeps the regime it began with.
"""

from datetime import date
from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

from zhenggai.core.dates import add_days, add_months

FOLDER = Path(__file__).resolve().parent.parent / "regimes"


class Node(BaseModel):
    """One date that follows from the feedback: a name and a distance in months (clamped to the month's end) or days."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    key: str
    name: str
    months: int = 0
    days: int = 0

    def due(self, feedback_on: date) -> date:
        """The day this node falls due (C-TIM-1: 31 August + 6 months is the last of February)."""
        return add_days(add_months(feedback_on, self.months), self.days)


class Regime(BaseModel):
    """One set of rules that applies between two dates in one place."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    key: str
    name: str
    legal_basis: str
    confirmed: bool
    valid_from: date
    valid_to: date | None = None
    nodes: tuple[Node, ...]

    @property
    def report(self) -> Node:
        """By when the unit reports and publishes. KeyError where a regime asks for no report; every shipped one does."""
        return {node.key: node for node in self.nodes}["report"]

    def holds_on(self, day: date) -> bool:
        """Whether it is valid on `day`."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@cache
def regimes() -> dict[str, Regime]:
    """Every shipped regime by its key."""
    found = [Regime.model_validate(yaml.safe_load(path.read_text("utf-8"))) for path in sorted(FOLDER.glob("*.yaml"))]
    return {regime.key: regime for regime in found}


def regime_for(key: str) -> Regime:
    """The regime of that key; KeyError when it is not shipped."""
    return regimes()[key]


def regime_on(day: date | None) -> Regime:
    """The regime a case begins with on `day`, its feedback: of those valid then, the one that came last.

    Where local rules and the older regulation hold side by side, the newer is taken, and the case's page shows which (rules.md §1.2).
    Before the first regime, and where no day is known, it is the first.
    """
    in_order = sorted(regimes().values(), key=lambda regime: regime.valid_from)
    return next((regime for regime in reversed(in_order) if day and regime.holds_on(day)), in_order[0])
