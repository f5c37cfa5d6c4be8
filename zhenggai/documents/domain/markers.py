"""What stands before a heading: 一、 (一) 1. 1、 (1) 1) 1.1 ① ⑴ ㈠ a. 问题1: 第一部分 第一方面、."""

from __future__ import annotations

import re
from dataclasses import dataclass

from zhenggai.documents.domain.numerals import number

_CN = "〇零一二三四五六七八九十百"
_COUNTED = "[个项条类大种次名人家件起处所月日年号季周天点时楼栋期届岁]"
_MEASURED = r"(?:[万亿千百元米吨亩公平个倍分度级小]|人次|[至到])"
_MARKER = re.compile(
    rf"(?:第(?P<part>[{_CN}]{{1,4}})(?:(?:部分|章|篇)[、:,]?|(?:个?方面|大?类)[、:])"
    rf"|第(?P<nth>[{_CN}]{{1,3}})[,、:](?=[^。]{{2,80}}(?:方面|问题)[。:]?$)"
    rf"|(?P<dotted>\d{{1,2}}(?:[.．]\d{{1,2}}){{1,3}})[.、]?(?=\s*[\u4e00-\u9fff“《(])(?!\s*{_MEASURED})"
    rf"|(?P<dashed>\d-\d{{1,2}})[.、]?(?=\s*[\u4e00-\u9fff“])(?!\s*(?:{_MEASURED}|[月日年号季周天点时楼栋期届岁]))"
    rf"|(?P<alone>\d{{1,2}})(?=\s*[\u4e00-\u9fff“][^。;,:!?]{{1,60}}(?:方面|问题)[。:]?$)(?!\s*(?:{_MEASURED}|{_COUNTED}))"
    r"|(?P<letter>[a-hA-H])[.、)](?=\s*[\u4e00-\u9fff“])"
    rf"|(?P<cjk>[{_CN}]{{1,5}})(?P<cjkend>[、.])"
    rf"|[(\[【〔](?P<wrapped>[{_CN}]{{1,5}})[)\]】〕][、.]?"
    r"|(?P<plain>\d{1,5})(?P<plainend>[、.])(?:(?!\d)|(?=(?:19|20)\d\d年))"
    r"|[(〔\[](?P<round>\d{1,5})[)〕\]][、.]?"
    r"|(?P<half>\d{1,3})\)[、.]?"
    r"|(?P<circle>[①-⑳㉑-㉟㊱-㊿])[、.]?|(?P<sign>[⑴-⒇⒈-⒛㈠-㈩])[、.]?"
    rf"|[【\[(〔]?(?:巡[察视])?(?:反馈的?|具体|整改|主要|突出)?问题(?:(?P<problem>\d{{1,3}}|[①-⑳])(?:[】\])〕:、.]|(?![\d个项条类件.%年月日/-])),?|(?P<problemcjk>[(]?[{_CN}]{{1,4}}[)]?)[】\]〕:、])[:、]?)"
    r"\s*"
)
_SIGN_FAMILY = ((0x2474, "round"), (0x2488, "plain"), (0x3220, "wrapped"))


@dataclass(frozen=True, slots=True)
class Marker:
    """A heading's marker. `family` is its level style, `kind` tells styles of one family apart (1. and 1、)."""

    family: str
    kind: str
    number: int
    end: int

    @property
    def chinese(self) -> bool:
        """Say whether the number is written in Chinese signs, as the upper levels are."""
        return self.family in ("part", "nth", "cjk", "wrapped")


def find_marker(read: str) -> Marker | None:
    """Give the marker at the beginning of a folded line, None when it begins without one."""
    match = _MARKER.match(read)
    if match is None:
        return None
    family = match.lastgroup or ""
    if family in ("cjkend", "plainend"):
        family = family.removesuffix("end")
    written = match[family]
    kind = family + (match[family + "end"] if family in ("cjk", "plain") else "")
    if family == "sign":
        family = next(name for start, name in reversed(_SIGN_FAMILY) if ord(written) >= start)
        kind = family + "sign"
    if family in ("dotted", "dashed"):
        *above, written = re.split(r"[.．-]", written)
        family = kind = "dotted" + str(len(above))
    family = {"half": "round", "alone": "plain"}.get(family, family)
    if family == "problemcjk":
        family, kind, written = "problem", "problem", written.strip("()")
    value = ord(written.lower()) - ord("a") + 1 if family == "letter" else number(written)
    return None if value is None else Marker(family, kind, value, match.end())
