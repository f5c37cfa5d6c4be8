"""Private data about to be published: citizen ids, mobile and bank card numbers, also spaced, in full width or in Chinese signs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from datetime import date

from zhenggai.core.words import _
from zhenggai.documents.domain.lines import Line
from zhenggai.documents.domain.notice import Remark

_FOREIGN = re.compile(r"[^\D0-9]")
"""A decimal digit of another script."""
_GROUP = re.compile(r"\d+[Xx]?")
_CHINESE = re.compile("[〇零一二三四五六七八九]{11,19}")
_JOINT = re.compile(r"[ .()·-]{1,2}")
"""What people write inside one number: 138-0013-8000, (138)00138000, 6222 0212 …; it may also stand between two numbers."""
_ADDRESS = re.compile(r"://|www\.|\.s?html?|[?&=]")
_MONEY = re.compile(r"(?:\.\d+)?\s*[元万亿]")
LONGEST = 19
"""Digits of the longest number looked for, a bank card."""
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_MOBILE = re.compile(r"1[3-9]\d{9}")
_PERSON = re.compile(r"身份证|公民身份号码")


def citizen_id(digits: str) -> bool:
    """Say whether these are a citizen id: 18 signs with a right check digit, or 15, with a possible birthday (GB 11643)."""
    if re.fullmatch(r"\d{17}[\dX]", digits):
        total = sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=False))
        return "10X98765432"[total % 11] == digits[17] and _birthday(digits[6:14])
    return bool(re.fullmatch(r"[1-8]\d{14}", digits)) and _birthday("19" + digits[6:12])


def _birthday(digits: str) -> bool:
    try:
        return 1900 <= date(int(digits[:4]), int(digits[4:6]), int(digits[6:])).year <= 2100
    except ValueError:
        return False


def bank_card(digits: str) -> bool:
    """Say whether these are a bank card number: 16 to 19 digits that begin as cards do, with a right Luhn digit."""
    if not re.fullmatch(r"(?:62|60|[345])\d{14,17}", digits):
        return False
    total = 0
    for place, char in enumerate(reversed(digits)):
        value = int(char) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def private_data(lines: Sequence[Line], contact: Collection[int]) -> Iterator[Remark]:
    """Point out private numbers; a mobile number in a contact line (by source line number) is the unit's own business."""
    for line in lines:
        for start, end, digits in _candidates(line.read):
            if reason := _reason(digits, line.number in contact, line.read[max(0, start - 12) : start]):
                yield Remark("private-data", reason, "error", line.number, line.cut(start, min(end, start + 4)) + "…")


def _candidates(read: str) -> Iterator[tuple[int, int, str]]:
    """Place and digits of every number that is private by its form, whatever stands beside it."""
    plain = _FOREIGN.sub(lambda match: str(unicodedata.decimal(match[0])), read)
    for match in _CHINESE.finditer(plain):
        digits = "".join(str("〇一二三四五六七八九".index(char.replace("零", "〇"))) for char in match[0])
        yield match.start(), match.end(), digits
    groups = list(_GROUP.finditer(plain))
    place = 0
    while place < len(groups):
        found = next(
            ((last, digits) for last, digits in _joined(plain, groups, place) if _is_number(digits, groups[place : last + 1])), None
        )
        last, digits = found or (place, "")
        start, end = groups[place].start(), groups[last].end()
        if found and not _ADDRESS.search(_around(plain, start, end)) and not _MONEY.match(plain, end):
            yield start, end, digits.removeprefix("0086").removeprefix("86") if _is_abroad(digits) else digits
        place = last + 1


def _joined(plain: str, groups: Sequence[re.Match[str]], place: int) -> Iterator[tuple[int, str]]:
    """The digits from one group on: alone, then with the next, as long as no more than a joint stands between and they make one number."""
    digits = ""
    for last in range(place, len(groups)):
        if last > place and not _JOINT.fullmatch(plain, groups[last - 1].end(), groups[last].start()):
            return
        digits += groups[last][0].upper()
        if len(digits) > LONGEST:
            return
        yield last, digits


def _is_number(digits: str, groups: Sequence[re.Match[str]]) -> bool:
    """Whether the groups make one number as people part it. Any two counts side by side must not become a card or a telephone."""
    lengths = [len(group[0]) for group in groups]
    if len(lengths) > 1 and len(digits) < 18 and _MOBILE.fullmatch(digits):
        return lengths[0] >= 3 and min(lengths) >= 3
    if len(lengths) > 1 and bank_card(digits) and not citizen_id(digits):
        return all(length == 4 for length in lengths[:-1]) and lengths[-1] <= 4
    return bool(_MOBILE.fullmatch(digits) or _is_abroad(digits) or citizen_id(digits) or bank_card(digits))


def _is_abroad(digits: str) -> bool:
    """A mobile number with the country's code before it."""
    return bool(re.fullmatch(rf"(?:00)?86{_MOBILE.pattern}", digits))


def _around(plain: str, start: int, end: int) -> str:
    """The signs without a blank that stand around a number, such as the address of a page whose name is a number."""
    before = re.search(r"[!-~]*$", plain[max(0, start - 100) : start])
    after = re.match(r"[!-~]*", plain[end : end + 100])
    return (before[0] if before else "") + (after[0] if after else "")


def _reason(digits: str, contact: bool, before: str) -> str | None:
    if citizen_id(digits) and (len(digits) == 18 or _PERSON.search(before)):
        return _("这里有公民身份号码，公开前应当删去。")
    if bank_card(digits):
        return _("这里有银行卡号，公开前应当删去。")
    if _MOBILE.fullmatch(digits) and not contact:
        return _("这里有手机号码，公开前应当删去或移到联系方式里。")
    return None
