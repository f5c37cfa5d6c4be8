"""Who inspected whom, when, and when it was fed back: read from the paragraphs before the first heading."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from zhenggai.documents.domain.dates import Day, When, find_dates

_CN = "零〇一二三四五六七八九十百"
_NTH = rf"第?(?:[{_CN}]{{1,3}}|\d{{1,3}})"
_SENTENCES = re.compile(r"[^。;!?\n]+[。;!?\n]?")
_TEAM_END = re.compile(rf"(?:巡察|巡视)(?:工作)?(?:{_NTH})?(?:小)?组(?:{_NTH}(?:小)?组)?")
_TEAM_CUT = re.compile(
    r"^.*(?:部署|安排|要求|决定|批准|同意|精神|计划|规定|意见|期间|以来|[日月旬]|(?<![对])由|自|于|起|[,、](?=[省市县区州]委)|根据|按照|落实|关于|反馈|派出(?:的)?|组建(?:的)?|配合|接受|通过|向|经|为期.{1,4}天|个月)(?=.{0,16}(?:中央|[省市县区州旗盟镇乡工团党]委|党组|集团|公司|大学|第|巡|提级|交叉))"
)
_ROUND = re.compile(rf"(?:第?(?:[{_CN}]{{1,3}}|\d{{1,2}})届)?(?:[省市县区州旗]委|党委)?第(?:[{_CN}]{{1,3}}|\d{{1,2}})轮")
_ROUND_IN = re.compile(rf"第?(?:[{_CN}]{{1,3}}|\d{{1,2}})轮(?:次)?(?:巡[察视])?(?=.)")
_TERM_IN = re.compile(rf"(?:[{_CN}\d]{{1,3}})届")
_GENERIC_TEAM = re.compile(
    r"^(?:中共)?[\u3400-\u9fff]{0,10}?(?:中央|[省市县区州旗盟镇乡]委|党委|党组|工委|公司|集团)?(?:巡察|巡视)(?:工作)?组$"
)
_TELLING = re.compile(rf"第|专项|提级|交叉|联动|机动|领域|(?:巡察|巡视)[{_CN}\d]|[{_CN}\d]+组")
_INSPECTS = re.compile(r"(?:巡察|巡视)")
_TARGET = re.compile(
    r"对(?!照|标|反馈|巡)(?P<who>[^,。;对(]{2,60}?)(?:\([^)]*\))?(?:领导班子|及其.{1,12}|(?:和|及)?所(?:属|辖).{1,20})?(?:开展|进行|实施|集中开展|组织开展)(?:了|为期)?[^,。;]{0,30}?(?:巡察|巡视)"
)
_OBJECT = re.compile(r"组(?:常规|专项|提级)?(?:巡察|巡视)了(?P<who>[^,。;(]{3,40})")
_AS_OF = re.compile(r"截[至止](?:到)?")
_MEETING_AFTER = re.compile(r"反馈(?:意见|会|问题|情况)?(?:后|以来|之后|以后)")
_FED_BACK = re.compile(r"反馈")
LEAD = 6000
"""Characters of the opening that are read."""


@dataclass(slots=True)
class Lead:
    """What the opening tells. `target` is the inspected body; `dated` every date with the sentence it stands in."""

    inspector: str | None = None
    round: str | None = None
    target: str | None = None
    inspected_from: Day | None = None
    inspected_to: Day | None = None
    feedback_on: Day | None = None
    as_of: Day | None = None
    feedback_words: str = field(default="")


def read_lead(text: str, title: str) -> Lead:
    """Read the folded opening text (a line for each paragraph); what it lacks, the folded title may name."""
    lead = Lead()
    year: int | None = None
    after: Day | None = None
    for match in _SENTENCES.finditer(text[:LEAD]):
        sentence = match[0]
        dates = list(find_dates(sentence, year, after))
        if dates:
            after = dates[-1].last or dates[-1].first
            year = after.year
        _take_period(lead, sentence, dates)
        _take_feedback(lead, sentence, dates)
        _take_as_of(lead, sentence, dates)
        if lead.target is None and (target := _TARGET.search(sentence) or _OBJECT.search(sentence)):
            lead.target = target["who"].strip("“”")
    lead.inspector = _inspector(text[:LEAD]) or _inspector(title)
    lead.round = _round(text[:1500]) or _round(title)
    return lead


def _take_period(lead: Lead, sentence: str, dates: list[When]) -> None:
    if lead.inspected_from or not _INSPECTS.search(sentence):
        return
    about = "对" in sentence or "进驻" in sentence or "组" in sentence or "开展" in sentence
    for found in dates:
        behind = sentence[found.end : found.end + 60]
        if found.last and about and not re.match(r"[^,。]{0,4},?[^,。]{0,12}(?:集中整改|整改)", behind):
            lead.inspected_from, lead.inspected_to = found.first, found.last
            return
    if _TARGET.search(sentence):
        for found in dates:
            before_feedback = _FED_BACK.search(sentence[: found.start])
            behind = sentence[found.end :]
            if (
                not found.last
                and not before_feedback
                and re.search(r"对[^。]{2,80}(?:巡察|巡视)", behind)
                and not re.match(r"[^对]{0,40}反馈", behind)
            ):
                lead.inspected_from = found.first
                return


def _take_feedback(lead: Lead, sentence: str, dates: list[When]) -> None:
    said = _FED_BACK.search(sentence)
    if lead.feedback_on or said is None:
        return
    singles = [found for found in dates if not found.last and not _AS_OF.search(sentence[max(0, found.start - 4) : found.start])]
    for hit in _FED_BACK.finditer(sentence):
        if _MEETING_AFTER.match(sentence, hit.start()) and not re.match(r"反馈(?:意见|会)?以来", sentence[hit.start() :]):
            before = [found for found in singles if found.end <= hit.start()]
            near = before and "," not in sentence[before[-1].end : hit.start()]
            if not near:
                continue
        before = [found for found in singles if found.end <= hit.start()]
        if before and _feeds(sentence, before[-1], hit.start(), lead):
            _set_feedback(lead, before[-1], sentence)
            return
        close = sentence[hit.start() : hit.start() + 30]
        behind = [found for found in singles if hit.start() < found.start <= hit.start() + 24]
        if behind and re.match(r"反馈(?:会|会议|大会|意见|情况|时间|日期)?(?:议)?(?:已)?(?:于|在|:|为)", close):
            _set_feedback(lead, behind[0], sentence)
            return


def _feeds(sentence: str, found: When, hit: int, lead: Lead) -> bool:
    """The date before 反馈 is its own unless another deed stands between, as in 5月8日…开展了巡察,并反馈了意见."""
    if lead.inspected_from == found.first and not lead.inspected_to:
        return False
    between = sentence[found.end : hit]
    return (
        not re.search(
            r"(?:开展|进行)(?:了)?[^,]{0,20}(?:巡察|巡视)(?!.{0,12}(?:情况)?反馈)|研究|根据.{0,20}$|落实.{0,12}$|部署|民主生活会", between
        )
        or "反馈会" in sentence
    )


def _set_feedback(lead: Lead, found: When, sentence: str) -> None:
    lead.feedback_on = found.first
    lead.feedback_words = sentence.strip()


def _take_as_of(lead: Lead, sentence: str, dates: list[When]) -> None:
    if lead.as_of is None:
        lead.as_of = next((found.first for found in dates if _AS_OF.search(sentence[max(0, found.start - 3) : found.start])), None)


def _inspector(text: str) -> str | None:
    """Give the most telling name of the inspection team: one with a number or a speciality before a plain 市委巡察组."""
    plain = None
    for match in _TEAM_END.finditer(text):
        begin = max(0, match.start() - 50)
        before = re.split(r"[,。;:()\n《》!?]|(?<=[市县区])(?=对)", text[begin : match.start()])[-1]
        name = _trim(before) + match[0]
        if re.search(r"领导小?$|各$|[两三四五六七八九十\d]个$", before):
            continue
        if not re.search(r"(?:中央|[省市县区州旗盟镇乡工党团]委|党组|集团|公司|大学|学院)", name) and re.fullmatch(
            r"(?:巡察|巡视)组", name
        ):
            continue
        if _GENERIC_TEAM.match(name) and not _TELLING.search(name):
            plain = plain or name
            continue
        return name
    return plain


def _trim(before: str) -> str:
    """Take off what stands before the name of the team: dates, 根据…部署, 由; and the round inside it."""
    before = re.sub(r"^.*(?:19|20)\d\d年?", "", before) if re.search(r"\d年?$", before) else before
    cut = _TEAM_CUT.match(before + "巡")
    if cut:
        before = before[cut.end() :]
    before = re.sub(r"^(?:由|被|经|在|对|向|与|和|及|的|我[局院校委会]|本单位|[\d日月年至-]+)+", "", before)
    before = before.rsplit("、", 1)[-1] if re.search(r"、.*委|、第", before) else before
    if committee := re.match(r"^.{4,}(?=(?:[省市县区州旗盟]委|中央)第?)", before):
        before = before[committee.end() :] if re.search(r"[梳理对照局党组委会落实]", committee[0]) else before
    before = _TERM_IN.sub("", before) if "届" in before else before
    return _ROUND_IN.sub("", before) if "轮" in before else before


def _round(text: str) -> str | None:
    best = None
    for match in _ROUND.finditer(text):
        name = match[0]
        if "上轮" in text[max(0, match.start() - 2) : match.end()] or "两轮" in name:
            continue
        if best is None or ("届" in name and "届" not in best):
            best = name
    return best
