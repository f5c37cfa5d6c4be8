"""The stylesheet: contrast by day, by night and in the larger mode, four sizes of type, nothing newer than the floor; and little script."""

import re
from pathlib import Path

import pytest

STATIC = Path(__file__).resolve().parents[2] / "zhenggai" / "core" / "static" / "zhenggai"
PAIRS = [
    *((text, ground) for text in ("ink", "ink-soft", "ink-quiet", "press") for ground in ("ground", "sheet", "sunk")),
    *(
        (state, ground)
        for state in ("done", "first", "work", "wait", "stand", "idle", "late")
        for ground in (f"{state}-soft", "sheet", "ground")
    ),
    ("press-ink", "press"),
    ("press", "press-soft"),
    ("ink", "late-soft"),
    ("ink", "wait-soft"),
    ("ink-quiet", "idle-soft"),
    ("ink", "press-soft"),
]
# What only outlines has to be seen, not read (WCAG 1.4.11).
OUTLINES = [("edge", "sheet"), ("edge", "ground"), ("edge", "sunk")]
NEWER = re.compile(r":has\(|@container|@layer|^\s*&|color-mix\(|\binset:|:is\(|aspect-ratio", re.MULTILINE)


def tokens(name: str, *, large: bool = False) -> dict[str, str]:
    """The colours of a file by name; `large` with those of the larger mode over them."""
    usual, _, larger = (STATIC / name).read_text("utf-8").partition(':root[data-size="large"]')
    found = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", usual))
    return found | dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", larger)) if large else found


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The ratio of two colours, from 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("large", [False, True], ids=["usual", "large"])
@pytest.mark.parametrize("name", ["tokens.css", "dark.css"])
def test_what_is_read_has_a_contrast_of_at_least_four_and_a_half(name: str, large: bool) -> None:
    colours = tokens(name, large=large)
    weak = {pair: round(contrast(colours[pair[0]], colours[pair[1]]), 2) for pair in PAIRS}
    assert {pair: ratio for pair, ratio in weak.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("name", ["tokens.css", "dark.css"])
def test_what_outlines_a_control_can_be_seen(name: str) -> None:
    colours = tokens(name)
    assert {pair for pair in OUTLINES if contrast(colours[pair[0]], colours[pair[1]]) < 3} == set()


def test_night_names_every_colour_that_day_names() -> None:
    assert set(tokens("dark.css")) == set(tokens("tokens.css"))


@pytest.mark.parametrize("name", ["zhenggai.css", "parts.css"])
def test_type_has_four_sizes(name: str) -> None:
    """Every size on the screen is one of the four; what is small inside of something is hidden or drawn."""
    text = (STATIC / name).read_text("utf-8")
    sizes = set(re.findall(r"font-size: ([^;]+);", text)) | set(re.findall(r"font: [\d ]*([^\s/]+)\s*/", text))
    assert sizes - {f"var(--size-{name})" for name in ("small", "table", "body", "title")} - {"0"} == set()


@pytest.mark.parametrize("name", ["zhenggai.css", "parts.css"])
def test_a_colour_is_named_once(name: str) -> None:
    """Colours live in the tokens; a paper is white whatever the hour, and a lamp is yellow."""
    text = (STATIC / name).read_text("utf-8")
    assert set(re.findall(r"#[0-9a-f]{3,8}\b", text)) <= {"#fff", "#16181b", "#d39a17"}


@pytest.mark.parametrize("path", sorted(STATIC.glob("*.css")), ids=lambda path: path.name)
def test_the_stylesheet_needs_no_browser_newer_than_the_floor(path: Path) -> None:
    rules = re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL)
    assert NEWER.findall(rules) == []


def test_every_name_that_is_used_is_defined() -> None:
    text = "".join(path.read_text("utf-8") for path in STATIC.glob("*.css"))
    assert set(re.findall(r"var\(--([\w-]+)\)", text)) - set(re.findall(r"--([\w-]+):", text)) == set()


def test_the_frame_has_little_script() -> None:
    assert sum(len(path.read_text("utf-8").splitlines()) for path in STATIC.glob("*.js")) <= 250
