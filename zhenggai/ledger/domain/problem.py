"""What a proof finds wrong, and its account of all it looked at."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Final

LIMIT: Final = 1_000


@dataclass(frozen=True)
class Problem:
    """One thing that does not hold: a code ("digest"), the place (entry, row or file), and what is wrong in words."""

    code: str
    where: str
    message: str

    def __str__(self) -> str:
        return f"{self.where}：{self.message}"


@dataclass
class Report:
    """The result of a proof: problems in the order they were met (at most LIMIT kept, `more` counts the rest) and what was looked at."""

    problems: list[Problem] = field(default_factory=list)
    more: int = 0
    counts: Counter[str] = field(default_factory=Counter)  # chains, entries, words, erased, rows, checkpoints

    @property
    def ok(self) -> bool:
        """Whether everything holds."""
        return not self.problems

    def add(self, problem: Problem) -> None:
        """Keeps a problem, or counts it when there are too many to read."""
        if len(self.problems) < LIMIT:
            self.problems.append(problem)
        else:
            self.more += 1
