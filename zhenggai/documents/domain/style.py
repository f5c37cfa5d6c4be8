"""Checks of a notice beyond contradictions: what is missing, late, damaged in form or without substance (rules.md §0.2, §1.6)."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from datetime import date

from zhenggai.core.words import _
from zhenggai.documents.domain.lines import Line
from zhenggai.documents.domain.markers import find_marker
from zhenggai.documents.domain.notice import Notice, Remark

EMPTY_PHRASES = (
    "进一步加强", "进一步提高", "进一步强化", "进一步增强", "进一步完善", "提高认识", "提高思想认识", "提高政治站位", "高度重视",
    "统一思想", "加强学习", "加强领导", "加强管理", "强化责任", "强化意识", "增强意识", "狠抓落实", "抓好落实", "压实责任",
    "严格要求", "认真落实", "扎实推进", "持续推进", "常抓不懈", "引以为戒", "举一反三", "落到实处", "深刻认识", "深入学习",
    "切实加强", "切实提高", "不断加强", "不断提高", "加大力度",
)  # fmt: skip
"""Phrases that promise without a result one could count (rules.md §1.6 C-LST-3)."""
_SUBSTANCE = re.compile(
    r"\d|[一二两三四五六七八九十百]+[个次场期份项条件名人家元万]|《|制定|制订|出台|印发|修订|签订|建立|清退|退[还回]|追缴|收缴|补[齐录办签记缴]|召开|举办|开展了|约谈|问责|通报|处分|培训|检查|完成|招聘|安装|更换|维修|公示|上线|移交|验收|整改到位|已"
)
_STATE = re.compile(
    r"(?:^|(?<=[。；;，,]))(?:整改(?:情况|状态|结果)[:：])?(?:已|均|全部|基本)*(?:完成|整改|到位|办结|销号|并|长期坚持|持续推进)+"
    r"(?:[。；;，,]|$)"
)
"""A clause that says a state and nothing else: 已完成。 已整改到位并长期坚持。"""
_PAIRS = {"(": ")", "〔": "〕", "《": "》", "“": "”", "【": "】"}
_CLOSING = {close: open_ for open_, close in _PAIRS.items()}


def contact_missing(notice: Notice, _lines: Sequence[Line]) -> Iterator[Remark]:
    """A telephone, a postal address and an e-mail belong to a notice (C-NOT-4)."""
    if not notice.findings and not notice.title:
        return
    missing = [
        name
        for name, value in (
            (_("联系电话"), notice.contact.phones),
            (_("邮政信箱或地址"), notice.contact.address),
            (_("电子邮箱"), notice.contact.emails),
        )
        if not value
    ]
    if missing:
        yield Remark("contact-missing", _("没有写明%(what)s，群众无从反映意见。") % {"what": "、".join(missing)}, "hint")


def statuses_missing(notice: Notice, _lines: Sequence[Line]) -> Iterator[Remark]:
    """A reader wants to know of each finding how far it is."""
    silent = [finding for finding in notice.findings if finding.status == "unknown"]
    if silent:
        message = _("%(n)d 个问题没有写明整改到什么程度（已完成、取得初步成效、尚未启动）。") % {"n": len(silent)}
        yield Remark("status-missing", message, "hint", silent[0].line, silent[0].title[:40], found=len(silent))


def empty_sections(notice: Notice, lines: Sequence[Line]) -> Iterator[Remark]:
    """A finding, or a section, that is announced and then says nothing."""
    for finding in notice.findings:
        if not finding.text.strip() and len(finding.title) < 60:
            yield Remark("empty-section", _("标题之后没有内容。"), "warning", finding.line, finding.title[:40])
    levels = [(line, find_marker(line.read[:80])) for line in lines]
    for (line, marker), (_after, following) in itertools.pairwise(levels):
        if marker and following and marker.family == following.family == "cjk" and len(line.read) <= 40 and not line.read.endswith("。"):
            yield Remark("empty-section", _("这一部分只有标题，没有内容。"), "warning", line.number, line.shown[:40])


def titles_repeated(notice: Notice, _lines: Sequence[Line]) -> Iterator[Remark]:
    """The same finding twice."""
    seen: dict[str, int] = {}
    for finding in notice.findings:
        key = re.sub(r"\W", "", finding.title)
        if key in seen:
            message = _("与第 %(line)d 行的问题标题相同。") % {"line": seen[key]}
            yield Remark("duplicate-finding", message, "warning", finding.line, finding.title[:40])
        seen.setdefault(key, finding.line)


def brackets(_notice: Notice, lines: Sequence[Line]) -> Iterator[Remark]:
    """A bracket or quote that is not closed in its paragraph, or closed without having been opened."""
    for line in lines:
        if odd := _odd_bracket(line.read):
            place, sign = odd
            yield Remark(
                "unclosed", _("“%(sign)s”没有配对。") % {"sign": sign}, "warning", line.number, line.cut(max(0, place - 8), place + 12)
            )


def _odd_bracket(read: str) -> tuple[int, str] | None:
    """Give the first bracket of the folded line that has no partner; the ) of a numbering like 1) has none and needs none."""
    opened: list[tuple[int, str]] = []
    for place, char in enumerate(read):
        if char in _PAIRS:
            opened.append((place, char))
        elif char in _CLOSING:
            if opened and opened[-1][1] == _CLOSING[char]:
                opened.pop()
            elif char == ")" and place and (read[place - 1].isdecimal() or read[place - 1] in "一二三四五六七八九十") and not opened:
                continue
            elif any(sign == _CLOSING[char] for _place, sign in opened):
                return opened[-1]
            else:
                return place, char
    return opened[0] if opened else None


def late(notice: Notice, _lines: Sequence[Line]) -> Iterator[Remark]:
    """The notice comes later than the months the rules give (C-NOT-5); which rule holds depends on place and year, so it is a hint."""
    # The regimes are checked with pydantic, which `zhenggai read` would wait for and does not need.
    from zhenggai.rectification.domain.regime import regime_on

    feedback, issued = _date(notice.feedback_on), _date(notice.issued_on)
    if not feedback or not issued:
        return
    regime = regime_on(feedback)
    if issued > regime.report.due(feedback):
        message = _("成文（%(issued)s）距反馈（%(feedback)s）已超过 %(n)d 个月，请核对本地规定的期限。依据：%(basis)s。")
        words = message % {"issued": issued, "feedback": feedback, "n": regime.report.months, "basis": regime.legal_basis}
        yield Remark("late-notice", words, "hint", claimed=str(issued), found=str(feedback))


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text and len(text) == 10 else None


def empty_words(notice: Notice, _lines: Sequence[Line]) -> Iterator[Remark]:
    """A measure of phrases only, with nothing that one could count or look up (C-LST-3)."""
    for finding in notice.findings:
        for measure in finding.measures:
            phrase = next((phrase for phrase in EMPTY_PHRASES if phrase in measure[:400]), None)
            if phrase and not _SUBSTANCE.search(_said(measure)):
                message = _("这条措施只有表态（“%(phrase)s”），没有可核验的结果。") % {"phrase": phrase}
                yield Remark("empty-words", message, "hint", finding.line, measure[:40])


def _said(measure: str) -> str:
    """The measure without its ordinal and without clauses that only say how far it is."""
    return _STATE.sub("", re.sub(r"^[一二三四五六七八九十]+是|^[(（]?\d+[)）.、．]", "", measure))
