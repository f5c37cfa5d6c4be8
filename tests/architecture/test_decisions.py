"""The decisions on record (docs/adr): numbered without a gap, each short enough to be read."""

from pathlib import Path

import pytest

from tests.architecture.sources import ROOT, name_of

DECISIONS = sorted((ROOT / "docs" / "adr").glob("*.md"))
LINES = 20


def test_decisions_are_numbered_without_a_gap() -> None:
    assert [path.name[:5] for path in DECISIONS] == [f"{number:04}-" for number in range(1, len(DECISIONS) + 1)]


@pytest.mark.parametrize("path", DECISIONS, ids=name_of)
def test_a_decision_is_headed_by_its_number(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text.startswith(f"# {int(path.name[:4])}. ")


@pytest.mark.parametrize("path", DECISIONS, ids=name_of)
def test_a_decision_is_short(path: Path) -> None:
    text = path.read_text("utf-8")
    assert len(text.splitlines()) <= LINES
