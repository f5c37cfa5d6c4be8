"""Sizes that keep a file readable in one sitting (design §2)."""

from pathlib import Path
from statistics import median

from tests.architecture.sources import PACKAGE, assets, name_of, python_files, templates

LINES = 400
TEMPLATE_LINES = 120
SCRIPT_LINES = 1000
MEDIAN = 90


def lines(path: Path) -> int:
    with path.open("rb") as stream:
        return sum(1 for _line in stream)


def test_no_file_is_too_long() -> None:
    scripts = [path for path in assets() if path.suffix in {".js", ".css"}]
    long = {name_of(path): lines(path) for path in (*python_files(), *scripts) if lines(path) > LINES}
    assert long == {}


def test_no_template_is_too_long() -> None:
    assert {name_of(path): lines(path) for path in templates() if lines(path) > TEMPLATE_LINES} == {}


def test_the_usual_file_is_short() -> None:
    assert median(lines(path) for path in python_files() if path.is_relative_to(PACKAGE) and lines(path) > 3) < MEDIAN


def test_own_script_is_little() -> None:
    assert sum(lines(path) for path in assets() if path.suffix == ".js") <= SCRIPT_LINES
