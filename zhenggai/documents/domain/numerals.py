"""Numbers as notices write them: 12, １２, 十二, 二十五, ①, ⑴, ⒈, ㈠."""

from __future__ import annotations

CHINESE = "零〇一二两三四五六七八九十百"
COUNT = r"(?:\d{1,5}|[一二两三四五六七八九十百]{1,6})"
"""A regular expression: a count in digits or in Chinese numerals."""
_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_UNITS = {"十": 10, "百": 100}
# First character of each run of enclosed numbers, and how many follow each other.
_ENCLOSED = (("①", 20, 1), ("㉑", 15, 21), ("㊱", 15, 36), ("⑴", 20, 1), ("⒈", 20, 1), ("㈠", 10, 1))
ENCLOSED = {chr(ord(first) + step): start + step for first, count, start in _ENCLOSED for step in range(count)}


def number(text: str) -> int | None:
    """Give the value of a numeral of any kind a notice uses, None when it is none; at most nine digits are read."""
    if text.isdecimal():
        return int(text) if len(text) <= 9 else None
    if len(text) == 1 and text in ENCLOSED:
        return ENCLOSED[text]
    return _chinese(text)


def _chinese(text: str) -> int | None:
    if not text or len(text) > 9 or any(char not in CHINESE for char in text):
        return None
    if not any(char in _UNITS for char in text):
        return int("".join(str(_DIGITS[char]) for char in text))
    total = digit = 0
    seen_digit = False
    for char in text:
        if char in _UNITS:
            total += (digit if seen_digit else 1) * _UNITS[char]
            digit, seen_digit = 0, False
        else:
            digit, seen_digit = _DIGITS[char], True
    return total + digit
