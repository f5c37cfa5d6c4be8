"""The warnings of reading: a claim that disagrees with the text, dates out of order, damaged text, private data.

They are kept to what the text itself contradicts; matters of style belong to `checking`.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from zhenggai.core.words import _, gettext_noop
from zhenggai.documents.domain.claims import Reading
from zhenggai.documents.domain.dates import Day, find_dates, run_together
from zhenggai.documents.domain.findings import Harvest
from zhenggai.documents.domain.headings import Heading
from zhenggai.documents.domain.heads import Head
from zhenggai.documents.domain.lead import Lead
from zhenggai.documents.domain.lines import Line
from zhenggai.documents.domain.measures import ordinals, own_pieces
from zhenggai.documents.domain.notice import Claims, Remark
from zhenggai.documents.domain.numerals import COUNT, number
from zhenggai.documents.domain.privacy import private_data
from zhenggai.documents.domain.statuses import Status

MANY_HEADINGS = 2000
LEAD_LINES = 40
"""Lines among which the dates of the inspection stand."""
LONG_NAME = 200
_MEETING = re.compile(
    r"(?:巡[察视]整改|整改(?:工作)?(?:动员|部署|推进)|反馈(?:意见|问题)).{0,20}(?:会|会议)|专题民主生活会|整改(?:工作)?(?:动员|部署|推进)(?:大)?会"
    r"|会议?,?[^,。;]{0,8}(?:传达|学习|通报|研究|听取)[^,。;]{0,24}反馈(?:的)?(?:意见|问题|情况)"
)
_LOST = re.compile(r"\ufffd|〔[^〕]{0,14}(?:号|$)|(?<!\d)(?:个方面个|个问题个)|(?:^|[,。;])年月日|20\d\d年月日|锟斤拷|烫烫烫")


@dataclass(frozen=True, slots=True)
class Material:
    """Everything that was read, for the warnings to be drawn from."""

    lines: Sequence[Line]
    head: Head
    lead: Lead
    root: Heading
    harvest: Harvest
    claims: Reading
    issued_on: str | None
    statuses: Sequence[Status]
    aspects: int
    contact_lines: frozenset[int]


def warnings(material: Material) -> Iterator[Remark]:
    """Give the warnings in the order: form, damage, numbers, dates, ordinals, private data."""
    yield from _form(material)
    yield from _damage(material)
    yield from _numbers(material)
    yield from _dates(material)
    yield from ordinal_remarks(material.root, material.harvest)
    yield from private_data(material.lines, material.contact_lines)


def _form(material: Material) -> Iterator[Remark]:
    if material.head.repeated:
        line = material.head.repeated[0]
        yield Remark("duplicate-title", _("标题出现了不止一次。"), line=line.number, words=line.shown[:60])
    if not material.root.children:
        yield Remark("no-headings", _("全文没有标题层次，未能逐条读出问题。"))
    count = _count(material.root)
    if count > MANY_HEADINGS:
        yield Remark("many-headings", _("标题有 %(n)d 个，超出常见通报的篇幅，请核对文件。") % {"n": count}, found=count)
    for name in (material.head.title, material.lead.inspector, material.lead.target):
        if name and len(name) > LONG_NAME:
            yield Remark("long-name", _("名称长达 %(n)d 字，请核对。") % {"n": len(name)}, words=name[:60], found=len(name))


def _count(root: Heading) -> int:
    total, waiting = 0, [root]
    while waiting:
        node = waiting.pop()
        total += len(node.children)
        waiting += node.children
    return total


def _damage(material: Material) -> Iterator[Remark]:
    if material.claims.damaged:
        value, words = material.claims.damaged
        yield Remark(
            "damaged-number",
            _("“%(words)s”里的数字像是两个数字连在了一起，不作为数目采用。") % {"words": words},
            words=words,
            claimed=value,
        )
    yield from _lost_signs(material.lines)
    for line in material.lines:
        if lost := _LOST.search(line.read[:4000]):
            yield Remark(
                "damaged-text", _("这里的文字像是损坏了。"), line=line.number, words=line.cut(max(0, lost.start() - 10), lost.end() + 10)
            )
            return


def _lost_signs(lines: Sequence[Line]) -> Iterator[Remark]:
    """Dates whose digits ran together (2024919日) where a page became text: the first is shown, and that the text has suffered."""
    for line in lines[:LEAD_LINES]:
        for start, end in run_together(line.read[:4000]):
            words = line.cut(start, end)
            message = _("“%(words)s”少了“年”或“月”，数字连在了一起，请按原文核对。") % {"words": words}
            yield Remark("damaged-number", message, line=line.number, words=words)
            yield Remark("damaged-text", _("这一行像是在转换时丢了字，请对照原件核对全文。"), line=line.number, words=line.cut(0, 40))
            return


def _numbers(material: Material) -> Iterator[Remark]:
    claims = material.claims.claims
    counted = len(material.harvest.found)
    done, doing, waiting = claims.completed or 0, claims.in_progress or 0, claims.not_started or 0
    rest = sum(value for name in ("基本完成", "长期坚持", "未完成") if isinstance(value := claims.other.get(name), int))
    total = done + doing + waiting
    if material.claims.damaged:
        value, words = material.claims.damaged
        if total != value:
            yield mismatch("claim-mismatch", _("文中称“%(words)s”，而各类整改状态合计 %(found)d 个。"), words, value, total)
    if claims.findings is not None and claims.completed is not None:
        over = done > claims.findings
        known = claims.in_progress is not None or rest > 0
        sums = {total, total + rest, *(total + part for part in _parts(claims))}
        if over or (known and claims.findings not in sums):
            message = _("各类整改状态合计 %(found)d 个，与问题总数 %(claimed)d 个不符。")
            yield _placed(mismatch("sum-mismatch", message, "", claims.findings, total + rest), material.lines, "问题|事项")
    if claims.findings is not None and counted and claims.findings not in _levels(material.harvest):
        message = _("文中称共 %(claimed)d 个问题，正文列出 %(found)d 个。")
        yield _placed(mismatch("claim-mismatch", message, "", claims.findings, counted), material.lines, "问题|事项")
    if claims.aspects is not None and material.aspects and counted and claims.aspects != material.aspects:
        message = _("文中称 %(claimed)d 个方面，正文列出 %(found)d 个。")
        yield _placed(mismatch("claim-mismatch", message, "", claims.aspects, material.aspects), material.lines, "方面")
    if claims.measures is not None and (listed := _listed(material)) is not None and listed != claims.measures:
        message = _("文中称 %(claimed)d 条措施，正文逐条列出 %(found)d 条。")
        yield _placed(mismatch("claim-mismatch", message, "", claims.measures, listed), material.lines, "措施|举措")
    yield from _states(material, claims)


def _listed(material: Material) -> int | None:
    """The measures counted, where the notice lists them one by one: each finding by 一是, 二是, and most of what is claimed."""
    counts = [len(ordinals(own_pieces(found.heading))) for found in material.harvest.found]
    claimed = material.claims.claims.measures or 0
    return sum(counts) if counts and min(counts) >= 2 and sum(counts) >= claimed * 0.6 else None


def _parts(claims: Claims) -> list[int]:
    return [value for name in ("基本完成", "长期坚持", "未完成") if isinstance(value := claims.other.get(name), int)]


def mismatch(code: str, message: str, words: str, claimed: int, found: int) -> Remark:
    """A remark about a number that the text contradicts."""
    return Remark(code, message % {"words": words, "claimed": claimed, "found": found}, words=words, claimed=claimed, found=found)


def _placed(remark: Remark, lines: Sequence[Line], word: str) -> Remark:
    """The remark with the first line that claims its number, and the words there; as it is where the number is written otherwise."""
    unit = "(?:个|项|条|类|大项?)"
    before = re.compile(rf"(?<![\d.第])(?P<n>{COUNT}){unit}?[^\d,。;:]{{0,12}}(?:{word})")
    behind = re.compile(rf"(?:{word})[^\d,。;:]{{0,4}}?(?:{COUNT}(?:个方面|大?类))*(?P<n>{COUNT}){unit}")
    for line in lines:
        for found in itertools.chain(before.finditer(line.read[:4000]), behind.finditer(line.read[:4000])):
            if number(found["n"]) == remark.claimed:
                return replace(remark, line=line.number, words=line.cut(found.start(), found.end()))
    return remark


def _levels(harvest: Harvest) -> set[int]:
    """The counts of problems at the deepest level, and at the level above it."""
    parents = {id(found.place.parent or found.heading) for found in harvest.found}
    return {len(harvest.found), len(parents)}


_NAMES = {
    "completed": (gettext_noop("已完成"), "完成|到位|销号|办结|解决"),
    "in_progress": (gettext_noop("正在推进或取得初步成效"), "推进|成效|正在|持续"),
    "not_started": (gettext_noop("尚未启动"), "启动|开始"),
}
"""By claim, how it is called and what stands beside its number in the text."""


def _states(material: Material, claims: Claims) -> Iterator[Remark]:
    """Compare claimed with counted states only where every finding's state is told by section or label."""
    if not material.statuses or "unknown" in material.statuses or claims.findings not in (None, len(material.statuses)):
        return
    counts = {
        "completed": material.statuses.count("completed"),
        "in_progress": sum(
            material.statuses.count(name) for name in ("preliminary", "in_progress", "basically_completed", "standing", "not_completed")
        ),
        "not_started": material.statuses.count("not_started"),
    }
    named = sum(_parts(claims))
    for name, found in counts.items():
        claimed = getattr(claims, name)
        if claimed is None or claimed == found or (name != "not_started" and abs(claimed - found) <= named):
            continue
        words, beside = _NAMES[name]
        message = _("文中称%(words)s %(claimed)d 个，正文按状态列出 %(found)d 个。")
        yield _placed(mismatch("claim-mismatch", message, _(words), claimed, found), material.lines, beside)


def _written(lines: Sequence[Line], day: Day) -> int | None:
    """The first line that names the day, however it is written."""
    for line in lines:
        if any(day in (found.first, found.last) for found in find_dates(line.read[:4000], day.year)):
            return line.number
    return None


def _dates(material: Material) -> Iterator[Remark]:
    lead = material.lead
    issued = _day(material.issued_on)
    order = [(_("巡察开始"), lead.inspected_from), (_("巡察结束"), lead.inspected_to), (_("反馈"), lead.feedback_on), (_("成文"), issued)]
    known = [(name, day) for name, day in order if day]
    for (name, day), (later, after) in itertools.pairwise(known):
        if after.before(day):
            yield Remark(
                "date-order",
                _("%(later)s日期 %(after)s 早于%(name)s日期 %(day)s。") % {"later": later, "after": after, "name": name, "day": day},
                line=_written(material.lines, after),
                words=str(after),
                claimed=str(after),
                found=str(day),
            )
    yield from _meetings(material, issued)


def _day(text: str | None) -> Day | None:
    return next((found.first for found in find_dates(text)), None) if text else None


def _meetings(material: Material, issued: Day | None) -> Iterator[Remark]:
    """A meeting on the feedback cannot be before the feedback, nor any deed after the notice."""
    feedback = material.lead.feedback_on
    if feedback is None:
        return
    for line in material.lines:
        read = line.read[:4000]
        if "会" not in read or "月" not in read:
            continue
        for sentence in re.split(r"[。;]", read):
            hit = _MEETING.search(sentence) if "会" in sentence and "月" in sentence else None
            if hit is None:
                continue
            for found in find_dates(sentence, feedback.year):
                if (
                    found.last is None
                    and 0 <= hit.end() - found.start <= 60
                    and found.first.before(feedback)
                    and "截" not in sentence[max(0, found.start - 3) : found.start]
                    and not re.search(r"反馈(?:了)?$|学习", sentence[: found.start])
                    and not _inspection(material.lead, found.first)
                ):
                    yield Remark(
                        "date-order",
                        _("因反馈而开的会（%(day)s）早于反馈日期 %(feedback)s。") % {"day": found.first, "feedback": feedback},
                        line=line.number,
                        words=line.cut(0, 60),
                        claimed=str(found.first),
                        found=str(feedback),
                    )
                    return


def _inspection(lead: Lead, day: Day) -> bool:
    return day in (lead.inspected_from, lead.inspected_to)


def ordinal_remarks(root: Heading, harvest: Harvest) -> Iterator[Remark]:
    """Say where 一是… 二是… or heading numbers repeat or leave one out; a new run from 1 is none of these."""
    waiting = [root]
    top = {id(found.heading) for found in harvest.found}
    while waiting:
        node = waiting.pop()
        waiting += node.children
        pieces = own_pieces(node) if id(node) in top else node.pieces
        last = 0
        for mark in ordinals(pieces):
            if mark.value not in (1, last + 1) and last:
                begin = mark.piece.start + mark.start
                yield _ordinal(mark.value, last, mark.piece.line, mark.piece.line.cut(begin, begin + 20))
            last = mark.value
    yield from _headings(root, _original(harvest))


def _original(harvest: Harvest) -> set[int]:
    """The findings that keep the numbers of the feedback, parted over status sections: together they are 1 to n, so no one is missing."""
    marked = [found.heading for found in harvest.found if found.heading.marker]
    numbers = sorted(heading.marker.number for heading in marked if heading.marker)
    whole = len(numbers) > 1 and numbers == list(range(1, len(numbers) + 1))
    return {id(heading) for heading in marked} if whole else set()


def _headings(root: Heading, original: set[int]) -> Iterator[Remark]:
    waiting = [root]
    running: dict[str, int] = {}
    while waiting:
        node = waiting.pop()
        last: dict[str, int] = {}
        for child in node.children:
            marker = child.marker
            if marker is None or marker.family == "bare" or child.line is None or id(child) in original:
                continue
            before = last.get(marker.family)
            if before is not None and marker.number not in (before + 1, 1) and marker.number != running.get(marker.family, -1) + 1:
                yield _ordinal(marker.number, before, child.line, child.line.cut(0, 30))
            elif before is not None and marker.number == before == 1:
                yield _ordinal(1, before, child.line, child.line.cut(0, 30))
            last[marker.family] = marker.number
            running[marker.family] = marker.number
        waiting += reversed(node.children)


def _ordinal(value: int, before: int, line: Line, words: str) -> Remark:
    message = _("序号“%(value)d”重复。") if value == before else _("序号从“%(before)d”跳到“%(value)d”。")
    return Remark("ordinal", message % {"value": value, "before": before}, line=line.number, words=words, claimed=value, found=before + 1)
