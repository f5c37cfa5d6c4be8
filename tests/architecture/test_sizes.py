"""Sizes that keep a file readable in one sitting (design §2)."""

from statistics import median

from tests.architecture.sources import PACKAGE, assets, name_of, python_files, templates

LINES = 400
TEMPLATE_LINES = 120
SCRIPT_LINES = 1000
MEDIAN = 150
# file: why it is better served otherwise
LONGER: dict[str, str] = {
    "zhenggai/core/static/core/zhenggai.css": "one stylesheet of our own, in the order of the page",
}


def lines(path: object) -> int:
    with open(str(path), "rb") as stream:  # noqa: PTH123
        return sum(1 for _line in stream)


def test_no_file_is_too_long() -> None:
    scripts = [path for path in assets() if path.suffix in {".js", ".css"}]
    long = {name_of(path): lines(path) for path in (*python_files(), *scripts) if lines(path) > LINES}
    assert {name: n for name, n in long.items() if name not in LONGER} == {}


def test_no_template_is_too_long() -> None:
    assert {name_of(path): lines(path) for path in templates() if lines(path) > TEMPLATE_LINES and name_of(path) not in LONGER} == {}


def test_the_usual_file_is_short() -> None:
    assert median(lines(path) for path in python_files() if path.is_relative_to(PACKAGE) and lines(path) > 3) < MEDIAN


def test_own_script_is_little() -> None:
    assert sum(lines(path) for path in assets() if path.suffix == ".js") <= SCRIPT_LINES


def test_every_exception_is_still_one() -> None:
    there = {name_of(path): lines(path) for path in (*python_files(), *assets(), *templates())}
    assert [name for name in LONGER if there.get(name, LINES + 1) <= TEMPLATE_LINES] == []
