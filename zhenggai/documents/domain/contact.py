"""Telephone, e-mail, address and postcode by which the public reaches the unit."""

from __future__ import annotations

import re
from collections.abc import Iterable

from zhenggai.documents.domain.lines import Line
from zhenggai.documents.domain.notice import Contact

CONTACT_WORDS = re.compile(
    r"来电[:]?\s*[\d(]|来电:|(?:联系|监督|咨询|举报|值班|受理|反映|办公|服务)?(?:电话|热线|手机)(?:号码)?\s*(?:[:是为]|[(\d])|联系方式|(?:电子)?(?:邮箱|信箱|邮件)|邮政(?:信箱|编码)|邮编|E-?mail|(?:通[讯信]|联系|邮寄|办公|单位|来信|信函)?地址"
)
_PHONE = re.compile(
    r"(?<![\d-])(?:(?P<area>\(?0\d{2,3}\)?)\s*[-—\s]?\s*)?(?P<local>\d{7,8}|\d{3,4}[-\s]\d{4})(?:\s*(?:转|-)\s*\d{1,5})?(?![\d@])|(?<!\d)(?P<mobile>1[3-9]\d[\s-]?\d{4}[\s-]?\d{4})(?!\d)|(?<!\d)(?P<hot>12\d{3}|400[-\s]?\d{3}[-\s]?\d{4})(?!\d)"
)
_EMAIL = re.compile(r"(?<![A-Za-z0-9_.+-])[A-Za-z0-9][\w.+-]{0,63}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}")
_ADDRESS = re.compile(
    r"(?:邮政信箱|通[讯信]地址|联系地址|邮寄地址|办公地址|单位地址|来信地址|信函地址|邮寄信箱|来信(?:请)?寄(?:至|到|往)?|(?<![网站箱])地址)\s*[:是为]?\s*(?P<where>[^。;\n]{4,120})"
)
_ADDRESS_END = re.compile(r"[,、(]?\s*(?:邮政编码|邮编|联系电话|监督电话|电话|电子邮箱|电子信箱|电子邮件|邮箱|收件人|联系人|E-?mail)")
_POSTCODE = re.compile(r"(?:邮政编码|邮编)\s*[:是为]?\s*(\d{6})(?!\d)")
_FAX = re.compile(r"传真\s*[:]?\s*[\d\s()-]{7,20}")
_SHARED = re.compile(r"电话(?:号码)?(?:[(/、]|及|兼|和)+传真(?:号码)?\)?|传真[(/、](?:兼)?电话\)?")
"""One number for telephone and fax."""
_PHONE_WORD = re.compile(r"来电(?=[:\s]*[\d(])|(?:电话|热线|手机)(?:号码)?|联系方式")
_PHONE_END = re.compile(r"邮|信箱|地址|E-?mail|传真|网址|。")


def read_contact(lines: Iterable[Line]) -> Contact:
    """Read the contact out of the lines that hold contact words; a second number takes the area code of the first."""
    phones: list[str] = []
    emails: list[str] = []
    address = postcode = None
    waiting = False
    for line in lines:
        read = line.read[:2000]
        emails += [mail.rstrip(".") for mail in _EMAIL.findall(read) if mail.rstrip(".") not in emails]
        waiting = _phones(read, phones, waiting)
        if address is None and (found := _ADDRESS.search(read)):
            address = _address(line, found)
        if postcode is None and (code := _POSTCODE.search(read)):
            postcode = code[1]
    return Contact(tuple(phones), tuple(emails), address, postcode)


def _address(line: Line, found: re.Match[str]) -> str | None:
    where = found["where"]
    end = _ADDRESS_END.search(where)
    stop = end.start() if end else len(where)
    words = line.cut(found.start("where"), found.start("where") + stop).strip(" ,，、:：")
    return words or None


def _phones(read: str, phones: list[str], waiting: bool) -> bool:
    """Take the numbers after each word for telephone; say whether the word stood last, its number being on the next line."""
    read = _FAX.sub("", _SHARED.sub("电话", read))
    words = list(_PHONE_WORD.finditer(read))
    if not words and "@" in read:
        for match in _PHONE.finditer(read):
            if match["area"]:
                _take(match, None, phones)
        return False
    starts = ([0] if waiting and not words else []) + [word.end() for word in words]
    area = next((phone.split("-")[0] for phone in reversed(phones) if phone.startswith("0") and "-" in phone), None)
    for start in starts:
        stop = _PHONE_END.search(read, start)
        for match in _PHONE.finditer(read, start, stop.start() if stop else len(read)):
            area = _take(match, area, phones)
    return bool(words) and words[-1].end() >= len(read.rstrip(" :")) - 1


def _take(match: re.Match[str], area: str | None, phones: list[str]) -> str | None:
    if match["area"]:
        area = match["area"].strip("()")
    local = re.sub(r"[\s-]", "", match["local"] or match["mobile"] or match["hot"])
    phone = f"{area}-{local}" if match["local"] and area else local
    if phone not in phones:
        phones.append(phone)
    return area
