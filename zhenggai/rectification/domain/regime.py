"""The regime (规程) of an inspection: its periods and status words, as data with a legal basis (design §3 end; rules.md §1.1, §1.2).

A regime is a YAML file in `zhenggai/rectification/regimes/`, checked here. An inspection keeps the regime it began with.
"""

import calendar
from datetime import date
from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

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
    done_words: str
    preliminary_words: str
    working_words: str
    not_started_words: str


def add_months(day: date, months: int) -> date:
    """`day` some months later; a day the month does not have becomes the month's last."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def add_days(day: date, days: int) -> date:
    """`day` some calendar days later."""
    return date.fromordinal(day.toordinal() + days)


@cache
def regimes() -> dict[str, Regime]:
    """Every shipped regime by its key."""
    found = [Regime.model_validate(yaml.safe_load(path.read_text("utf-8"))) for path in sorted(FOLDER.glob("*.yaml"))]
    return {regime.key: regime for regime in found}


def regime_for(key: str) -> Regime:
    """The regime of that key; KeyError when it is not shipped."""
    return regimes()[key]
