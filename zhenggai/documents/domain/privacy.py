"""Private data about to be published: citizen ids, mobile and bank card numbers, also spaced or in full width."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import date

from zhenggai.core.words import _
from zhenggai.documents.domain.lines import Line
from zhenggai.documents.domain.notice import Remark

_DIGITS = re.compile(r"(?<![A-Za-z0-9.-])\d(?:[ -]?[\dXx]){9,22}(?![A-Za-z0-9.])")
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
        if not any(char.isdecimal() for char in line.read[:200]) and len(line.read) <= 200:
            continue
        for match in _DIGITS.finditer(line.read):
            digits = re.sub(r"[ -]", "", match[0]).upper()
            if reason := _reason(digits, line.number in contact, line.read[max(0, match.start() - 12) : match.start()]):
                yield Remark("private-data", reason, "error", line.number, line.cut(match.start(), match.start() + 4) + "…")


def _reason(digits: str, contact: bool, before: str) -> str | None:
    if citizen_id(digits) and (len(digits) == 18 or _PERSON.search(before)):
        return _("这里有公民身份号码，公开前应当删去。")
    if bank_card(digits):
        return _("这里有银行卡号，公开前应当删去。")
    if _MOBILE.fullmatch(digits) and not contact:
        return _("这里有手机号码，公开前应当删去或移到联系方式里。")
    return None
