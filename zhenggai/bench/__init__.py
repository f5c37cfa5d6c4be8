"""The project's own measurements: ours beside the same work done bare, in the same run (design §7).

Each module of this package measures one thing: `measure(full)` gives its rows. `full` runs the sizes that an issue names; without
it, sizes that prove the same law within 50 seconds.
"""

import gc
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import import_module
from statistics import median
from time import perf_counter

NAMES = ("read", "ledger", "pages", "start")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of `zhenggai bench`: what was measured, what it cost, and whether that is within its goal.

    `ratio` is value / floor as a cost (lower is better). A goal of the form "at least" is given inverted (floor / value);
    an absolute goal has itself as `floor` and 1 as `goal`.
    """

    name: str
    value: float
    unit: str
    floor: float
    ratio: float
    goal: float
    ok: bool

    @classmethod
    def of(cls, name: str, value: float, floor: float, *, unit: str, goal: float, ratio: float | None = None) -> "Row":
        """A row whose ratio is value / floor, or the median of the pairs' own ratios when that is given."""
        cost = value / floor if ratio is None else ratio
        return cls(name=name, value=value, unit=unit, floor=floor, ratio=cost, goal=goal, ok=cost <= goal)

    @classmethod
    def within(cls, name: str, value: float, limit: float, *, unit: str) -> "Row":
        """A row with an absolute goal: `value` may be at most `limit`."""
        return cls.of(name, value, limit, unit=unit, goal=1.0)


@dataclass(frozen=True, slots=True)
class Pairs:
    """Medians, in seconds, of interleaved pairs: ours, the floor, and the ratio within each pair."""

    ours: float
    floor: float
    ratio: float

    def row(self, name: str, *, goal: float, per: int = 1) -> Row:
        """These pairs as a row in milliseconds for each of `per` pieces of work."""
        scale = 1000 / per
        return Row.of(name, self.ours * scale, self.floor * scale, unit="ms", goal=goal, ratio=self.ratio)


def paired(ours: Callable[[], object], floor: Callable[[], object], pairs: int = 5) -> Pairs:
    """Runs `ours` and `floor` by turns, `pairs` times after one unmeasured turn each, and gives the medians.

    By turns, so that what else the machine does falls on both; the ratio is taken within a pair for the same reason.
    """
    ours(), floor()
    seconds = [(_seconds(ours), _seconds(floor)) for _ in range(pairs)]
    return Pairs(
        ours=median(mine for mine, _ in seconds),
        floor=median(bare for _, bare in seconds),
        ratio=median(mine / bare for mine, bare in seconds),
    )


def _seconds(work: Callable[[], object]) -> float:
    gc.collect()
    gc.disable()
    try:
        begun = perf_counter()
        work()
        return perf_counter() - begun
    finally:
        gc.enable()


def run(names: Iterable[str], full: bool = False) -> list[Row]:
    """The rows of each named measurement (of all, when none is named), in order."""
    rows: list[Row] = []
    for name in names or NAMES:
        rows.extend(import_module(f"zhenggai.bench.{name}").measure(full))
    return rows
