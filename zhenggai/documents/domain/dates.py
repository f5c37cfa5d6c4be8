"""Dates and spans of dates as notices write them; an elided year comes from the date before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from zhenggai.documents.domain.numerals import number

_CN = "零〇一二三四五六七八九十"
_NUM = rf"(?:\d{{1,2}}|[{_CN}]{{1,3}})"
_YEAR = rf"(?:(?:19|20)\d\d|[{_CN}]{{4}})"
_PART = r"(?P<{0}part>上旬|中旬|下旬|月初|月底|月末|初|底|末)?"


def _day(name: str) -> str:
    month = rf"(?:(?P<{name}y>{_YEAR})年)?(?:(?P<{name}m>{_NUM})月(?:份)?)"
    written = rf"{month}(?:(?P<{name}d>{_NUM})(?:[日号]|(?=[至到—~,。;)-]|$))|{_PART.format(name)})(?![\d月年])"
    dotted = rf"(?P<{name}Y>(?:19|20)\d\d)(?P<{name}s>[-./])(?P<{name}M>\d{{1,2}})(?:(?P={name}s)(?P<{name}D>\d{{1,2}}))?(?!\d)"
    return rf"(?:{written}|{dotted})"


_JOIN = r"(?:至|到|起至|—{1,2}|-{1,2}|~|起到)"
_ONE = re.compile(
    rf"(?<![\d{_CN}]){_day('a')}(?:起)?(?:{_JOIN}(?:{_day('b')}|(?P<only>{_NUM})日))?"
    rf"|(?<!\d)(?P<cy>20\d\d)年?(?P<c1>\d{{2,4}}|\d{{1,2}}月\d{{1,2}})日(?:{_JOIN}(?P<c2>\d{{2,4}}|\d{{1,2}}月\d{{1,2}})日)?"
)


@dataclass(frozen=True, slots=True)
class Day:
    """A date as far as it is written: the day, or only the month (`day` None)."""

    year: int
    month: int
    day: int | None = None

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}" + (f"-{self.day:02d}" if self.day else "")

    def before(self, other: Day) -> bool:
        """Say whether this day is surely earlier than `other`; a month is not earlier than its own days."""
        if self.day is None or other.day is None:
            return (self.year, self.month) < (other.year, other.month)
        return (self.year, self.month, self.day) < (other.year, other.month, other.day)


@dataclass(frozen=True, slots=True)
class When:
    """A date, or a span of two, found in a text; `elided` when its year was taken from before."""

    start: int
    end: int
    first: Day
    last: Day | None
    elided: bool = False


def day_of(year: int, month: int, day: int | None) -> Day | None:
    """Give the day when there is one of this year, month and day."""
    try:
        date(year, month, day or 1)
    except ValueError:
        return None
    return Day(year, month, day)


def find_dates(text: str, year: int | None = None, after: Day | None = None) -> Iterator[When]:
    """Find the dates of folded `text` in order. `year` and `after` come from the text before it."""
    for match in _ONE.finditer(text):
        found = _collapsed(match) if match["cy"] else _written(match, year, after)
        if found is None:
            continue
        yield found
        after = found.last or found.first
        year = after.year


def run_together(text: str) -> Iterator[tuple[int, int]]:
    """Find the places of folded `text` where a date has lost its 年 or 月, whether it can still be read (2024919日) or not (2024112日)."""
    return (match.span() for match in _ONE.finditer(text) if match["cy"] and _ways(int(match["cy"]), match["c1"]))


def _int(text: str | None) -> int | None:
    return number(text) if text else None


def _written(match: re.Match[str], year: int | None, after: Day | None) -> When | None:
    own = _int(match["ay"] or match["aY"])
    first = _resolve(own, _int(match["am"] or match["aM"]), _int(match["ad"] or match["aD"]), year, after)
    if first is None:
        return None
    last = None
    if match["only"]:
        last = day_of(first.year, first.month, _int(match["only"]))
    elif match["bm"] or match["bM"]:
        last = _resolve(
            _int(match["by"] or match["bY"]), _int(match["bm"] or match["bM"]), _int(match["bd"] or match["bD"]), first.year, first
        )
    return When(match.start(), match.end(), first, last, elided=own is None)


def _resolve(own: int | None, month: int | None, day: int | None, year: int | None, after: Day | None) -> Day | None:
    """An elided year is that of the date before, or the next one when the day would else lie before it by months."""
    base = own if own is not None else year
    if base is None or month is None or not 1900 <= base <= 2100:
        return None
    found = day_of(base, month, day)
    if found and own is None and after and found.before(after) and after.month - found.month >= 3:
        return day_of(base + 1, month, day)
    return found


def _collapsed(match: re.Match[str]) -> When | None:
    """A date whose 年 or 月 was lost: read only when its digits can be divided in one way."""
    year = int(match["cy"])
    first = _divide(year, match["c1"])
    last = _divide(year, match["c2"]) if match["c2"] else None
    if first is None or (match["c2"] and last is None):
        return None
    return When(match.start(), match.end(), first, last)


def _divide(year: int, digits: str) -> Day | None:
    ways = _ways(year, digits)
    return ways[0] if len(ways) == 1 else None


def _ways(year: int, digits: str) -> list[Day]:
    """Every day that the digits of month and day can be divided into; none for 100日 of a campaign."""
    if "月" in digits:
        month, _, day = digits.partition("月")
        return [found] if (found := day_of(year, int(month), int(day))) else []
    ways = [
        found
        for cut in (1, 2)
        if 0 < len(digits) - cut <= 2 and "0" not in (digits[0], digits[cut])
        if (found := day_of(year, int(digits[:cut]), int(digits[cut:])))
    ]
    padded = len(digits) == 4 and day_of(year, int(digits[:2]), int(digits[2:]))
    return [*ways, padded] if padded and padded not in ways else ways
