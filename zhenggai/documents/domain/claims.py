"""The counts a notice claims: 6个方面17个问题, 整改措施125条, 10个已整改到位 … among many counts of other things."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from zhenggai.documents.domain.notice import Claims
from zhenggai.documents.domain.numerals import COUNT, number
from zhenggai.documents.domain.statuses import Status, status_of

_UNIT = r"(?:个大项|个大类|个小项|大项|小项|大类|小类|个|项|类|条|件|大|点|处|款)"
_ASPECTS = re.compile(rf"(?<![\d.])(?P<n>{COUNT})(?:个|大|项|个大)?(?:大)?方面")
_GROUPS = re.compile(rf"(?<![\d.])(?P<n>{COUNT})(?P<u>个大项|个大类|大项|大类|个类别|类)(?!人|建|似|型|别人)")
_ADJ = r"(?:(?:巡[察视])?反馈|具体|主要|突出|整改|面上|重点|共性|个性|方面|存在|需要?整改|集中整改|需|大|小|细化|子|的)*"
_PROBLEMS = re.compile(rf"(?<![\d.第])(?P<n>{COUNT})(?P<u>{_UNIT})?(?:的)?(?P<adj>{_ADJ})问题")
_LAYER = rf"(?:{COUNT}(?:个?大类|大项|个小类|小类|类))?"
"""Classes between what is counted and its number: 问题共12类39个."""
_PROBLEMS_AFTER = re.compile(
    rf"(?P<adj>(?:具体|面上|反馈|共性|主要|突出|整改)*)问题(?:清单)?(?:共计|合计|总计|总数|共|计|有|为)*{_LAYER}(?P<n>{COUNT})(?P<u>个|项|条|件|类)"
)
_MEASURES = re.compile(rf"(?<![\d.第])(?P<n>{COUNT})(?P<u>{_UNIT})(?:的)?(?:具体|针对性|整改|工作|细化|主要)*(?:措施|举措)")
_MEASURES_AFTER = re.compile(
    rf"(?<!防控)(?<!防范)(?<!管控)(?<!监管)(?<!惠民)(?<!便民)(?<!保障)(?<!处罚)(?:措施|举措)(?:清单)?(?:共计|合计|总计|共|计|有|为)*(?P<n>{COUNT})(?P<u>条|项|个|款)"
)
_TASKS = re.compile(
    rf"(?<![\d.第])(?P<n>{COUNT})(?:{_UNIT})(?:的)?(?:具体|整改|工作|重点)*任务|任务(?:清单)?(?:共计|共|计|有|为)*(?P<n2>{COUNT})(?:项|条|个)"
)
_COUNT = re.compile(rf"(?<![\d.第年月])(?P<n>{COUNT})(?P<u>个|项|条|件|类)(?P<noun>[\u4e00-\u9fff]{{0,4}})")
_STATE_WORDS = re.compile(
    r"未启动|未开始|未(?:整改)?完成|未整改|未到位|尚未|没有|基本(?:整改)?(?:完成|到位)|阶段性(?:整改)?(?:完成|到位|成效|成果)|初步(?:整改)?(?:成效|成果|完成)|初见成效|"
    r"整改完成|完成整改|整改到位|整改完毕|办结|销号|已完成|均?完成|得到解决|已解决|已整改|整改落实|正在|推进|持续整改|长期|整改中|整改之中|[尚仍还]在整改|进行中|继续整改|落实到位|立行立改"
)
_ANGLE = re.compile(r"(?:从|(?<!存)在|分|围绕|另|抓好|聚焦)$")
_BARE_AFTER = re.compile(rf"(?:的)?{_LAYER}(?P<n>{COUNT})(?:条|个|项)(?![\u4e00-\u9fff])")
_RATE = re.compile(r"(?P<what>[\u4e00-\u9fff]{0,6}(?:完成|整改|办结|到位|销号)率)(?:达到?|为|是|[:])?(?:了)?(?P<n>\d{1,3}(?:\.\d+)?%)")
_SENTENCE = re.compile(r"[。;!?\n]")
_BRACKETS = re.compile(r"\([^()]*\)")
_NOT_OURS = re.compile(
    r"查摆|自查|排查|检视|征集|信访|审计|督查|隐患|批评|(?<!意见)建议|线索|群众反映|座谈|调研|发现.{0,6}问题|民主生活会|上轮|上一轮|以往|历次|帮助解决|协调解决|解决群众|办实事|督导|检查出|举一反三|选人用人专项"
)
_MEETINGS = re.compile(rf"(?:专题)?民主生活会{COUNT}[次场]")
_VILLAGE = re.compile(r"村级|村\(社区\)|村党|社区党|所辖|下属|下级党组织|基层党组织|延伸巡")
_OURS = re.compile(r"反馈|整改|巡[察视]|问题清单|梳理|细化|分解|指出|清单|认领|对照|针对(?=\d)|共|列出|形成|归纳|归类|确定|涉及|制定")
_NOUNS = re.compile(r"制度|会议|人|次|家|村|万|元|机制|办法|线索|信访|建议|文件|课|期|合同|项目|活动|场|规定|台账|工程|点|处|份|档案")


_OPINIONS = re.compile(rf"反馈.{{0,12}}?(?<![\d第])(?P<n>{COUNT})[条项个](?:具体|反馈|整改|巡[察视])*意见(?!建议)")
_LAYERS_APART = re.compile(rf"(?:(?<=个方面)|(?<=大类))[、,](?={COUNT}(?:大类|类|个|项|条))|(?<=\d类)[、,](?={COUNT}(?:个|项|条))")
"""3个方面、12个: the sign between the layers of one count."""
_GOES_ON = re.compile(r"(?:截[至止])?(?:目前|现在?|已|至今|迄今|到\d|\d{4}年)")
LONGEST_CLAUSE = 300
"""Characters of a clause that are read."""


@dataclass(slots=True)
class _Tally:
    values: dict[str, int] = field(default_factory=dict)
    other: dict[str, int | str] = field(default_factory=dict)
    doubtful: tuple[int, str] | None = None
    """A count that stands for aspects and findings at once (29个方面具体问题), and its words."""
    groups: int | None = None
    units: dict[str, str] = field(default_factory=dict)
    """The unit that findings, measures, tasks are counted in: 8个问题, 36项措施."""

    unsure: list[tuple[Status, int]] = field(default_factory=list)
    """Counts with a status that may be of measures or of findings: both were counted in the same unit."""

    opinions: int | None = None
    """反馈了4个方面9条意见: what is fed back, where no problems are counted."""

    last: str | None = None
    """What the sentence before counted last."""

    sentences: int = 0
    under_way: int | None = None
    """The sentence that claimed what is under way; another one repeats it."""

    def put(self, name: str, value: int | None) -> None:
        if value is None:
            return
        if name in _UNDER_WAY:
            self.under_way = self.sentences if self.under_way is None else self.under_way
            if self.under_way != self.sentences:
                return
        self.values.setdefault(name, value)

    def put_other(self, name: str, value: int | str | None) -> None:
        if value is not None:
            self.other.setdefault(name, value)


_STATUS_CLAIM: dict[Status, tuple[str, bool]] = {
    "completed": ("completed", False),
    "preliminary": ("_preliminary", False),
    "in_progress": ("_working", False),
    "not_started": ("not_started", False),
    "basically_completed": ("基本完成", True),
    "standing": ("长期坚持", True),
    "not_completed": ("未完成", True),
}


_UNDER_WAY = ("_preliminary", "_working", "_phase")
"""取得初步成效, 正在整改 and 阶段性完成 are all findings under way; where more than one is claimed they add up."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The claims, and what cannot be one: a count whose digits ran together."""

    claims: Claims
    damaged: tuple[int, str] | None
    groups: int | None


def read_claims(texts: Sequence[str], nothing_left: bool, sections: Sequence[tuple[Status, str]] = ()) -> Reading:
    """Read the folded texts in order, the first claim of a kind counts.

    `nothing_left`: a section says that no finding is without a start. `sections`: headings that name a status, perhaps with a count.
    """
    tally = _Tally()
    for text in texts:
        for sentence in _SENTENCE.split(text[:20000]):
            if sentence and any(char.isdecimal() or char in "一二两三四五六七八九十全均无没" for char in sentence):
                _read_sentence(sentence, tally)
    for status, title in sections:
        if counted := re.search(rf"({COUNT})[个项条件]", title):
            _take_state(status, number(counted[1]) or 0, False, "", tally)
    if nothing_left or (tally.values.get("not_started") is None and any("没有尚未启动" in text or "无尚未启动" in text for text in texts)):
        tally.put("not_started", 0)
    if tally.opinions:
        tally.values.setdefault("findings", tally.opinions)
    _settle_unsure(tally)
    under_way = [tally.values[name] for name in _UNDER_WAY if name in tally.values]
    if under_way:
        tally.put("in_progress", sum(under_way))
    damaged = _settle_doubt(tally)
    names = ("aspects", "findings", "measures", "completed", "in_progress", "not_started")
    return Reading(Claims(**{name: tally.values.get(name) for name in names}, other=tally.other), damaged, tally.groups)


def _settle_unsure(tally: _Tally) -> None:
    """4项问题,措施19项,已完成4项,正在整改0项: what adds up to the findings counts findings."""
    total = sum(value for _, value in tally.unsure)
    if tally.unsure and total == tally.values.get("findings") != tally.values.get("measures"):
        for status, value in tally.unsure:
            _take_state(status, value, False, "", tally)


def _settle_doubt(tally: _Tally) -> tuple[int, str] | None:
    """29个方面具体问题 beside 7 and 2: the digits of 2 aspects and 9 findings ran together, neither is a claim."""
    if tally.doubtful is None:
        return None
    value, words = tally.doubtful
    total = sum(tally.values.get(name, 0) for name in ("completed", "in_progress", "not_started"))
    digits = str(value)
    split = total and any(int(digits[cut:]) == total and digits[cut] != "0" for cut in range(1, len(digits)))
    if split or ("具体" in words and value > 12):
        return value, words
    tally.put("aspects", value)
    return None


def _read_sentence(sentence: str, tally: _Tally) -> None:
    tally.sentences += 1
    for rate in _RATE.finditer(sentence):
        tally.put_other(rate["what"] if len(rate["what"]) > 2 else "完成率", rate["n"])
    inner = _BRACKETS.findall(sentence)
    plain = _BRACKETS.sub("", sentence) if inner else sentence
    for words in inner:
        _read_aside(words, tally)
    subject = "findings" if tally.last == "findings" and _GOES_ON.match(plain) else None
    ours = _OURS.search(plain) is not None
    for clause in re.split(r"[,、:]", _LAYERS_APART.sub("", plain)):
        if clause:
            subject = _read_clause(clause[:LONGEST_CLAUSE], subject, ours, plain, tally)
    tally.last = subject


def _read_aside(words: str, tally: _Tally) -> None:
    """In brackets stand shares of a count (含立行立改1个), not claims of their own."""
    if spanned := re.match(rf"\((?:涉及|共|共计|分为|分)({COUNT})个方面", words):
        tally.put("aspects", number(spanned[1]))
    match = re.search(rf"(立行立改|长期坚持|信访件|共性|个性)(?:的)?(?:问题)?({COUNT})[个项件条]", words)
    if match:
        tally.put_other(match[1], number(match[2]))


def _read_clause(clause: str, subject: str | None, ours: bool, sentence: str, tally: _Tally) -> str | None:
    """Read one clause; give what the next clause's bare counts are about."""
    if _VILLAGE.search(clause):
        for match in _PROBLEMS.finditer(clause):
            tally.put_other("村级问题", number(match["n"]))
        return "other"
    if special := re.search(
        rf"(立行立改)(?:的)?(?:问题|事项)?({COUNT})[个项件条]|({COUNT})[个项件条](立行立改|信访件|信访|问题线索|线索)", clause
    ):
        name = special[1] or special[4]
        tally.put_other("信访件" if name == "信访" else name, number(special[2] or special[3]))
        return subject if re.search("其中|含|包括", clause) else "other"
    if petition := re.search(rf"({COUNT})(?:件|个|项)(?:信访(?:件|举报|事项)?)|信访(?:件|事项)?({COUNT})件", clause):
        tally.put_other("信访件", number(petition[1] or petition[2]))
        return "other"
    if _NOT_OURS.search(_MEETINGS.sub("", clause)):
        return "theirs"
    if subject == "theirs" and (_MEASURES.search(clause) or _MEASURES_AFTER.search(clause)) and "反馈" not in clause:
        return subject
    if tally.opinions is None and (opinions := _OPINIONS.search(clause)):
        tally.opinions = number(opinions["n"])
    spans, subject = _totals(clause, subject, ours, tally)
    return _states(clause, subject, spans, sentence, tally)


def _totals(clause: str, subject: str | None, ours: bool, tally: _Tally) -> tuple[list[tuple[int, int]], str | None]:
    """Take the counts that name what they count; give their places, and the new subject."""
    spans: list[tuple[int, int]] = []
    for match in _ASPECTS.finditer(clause):
        value = number(match["n"])
        before = clause[: match.start()]
        if not ours or value is None or (value == 1 and match["n"] == "一") or _angle(before, clause[match.end() :]):
            continue
        fused = re.match(r"(?:个)?方面(?:的)?(?:具体)?问题", clause[match.end() - 2 :])
        if fused and value > 9 and match["n"].isdecimal():
            tally.doubtful = tally.doubtful or (value, clause[match.start() : match.start() + len(match["n"]) + 12])
        else:
            tally.put("aspects", value)
        spans.append(match.span())
        if "问题" in before and (bare := _BARE_AFTER.match(clause, match.end())):
            tally.put("findings", number(bare["n"]))
            spans.append(bare.span())
        subject = "findings" if subject in (None, "other", "theirs") else subject
    for match in _GROUPS.finditer(clause):
        if ours and tally.groups is None and re.search("问题|方面|反馈|梳理|细化|分解", clause):
            tally.groups = number(match["n"])
            tally.put_other(match["u"].removeprefix("个"), tally.groups)
    for pattern, name in ((_MEASURES, "measures"), (_MEASURES_AFTER, "measures"), (_TASKS, "任务")):
        for match in pattern.finditer(clause):
            value = number(match["n"] or (match["n2"] if name == "任务" else None) or "")
            stated = _stated(clause, match.end(), match.start())
            if name == "measures" and not stated:
                tally.put("measures", value)
            elif name == "任务" and not stated:
                tally.put_other("任务", value)
            elif stated:
                tally.put_other(("措施" if name == "measures" else "任务") + "完成", value)
            spans.append(match.span())
            tally.units[name] = next((char for char in "个项条类件" if char in match[0]), "")
            subject = name
    return _problems(clause, spans, subject, ours, tally)


def _angle(before: str, behind: str) -> bool:
    """从3个方面发力 is a way to work; 在3个方面存在6个问题 and 聚焦3个方面6个问题 count what was found."""
    return bool(_ANGLE.search(before)) and not re.match(
        rf"(?:上)?(?:仍|还|都|均|依然)?存在|(?:的)?{COUNT}(?:个|项|条)(?:具体)?问题", behind
    )


def _problems(
    clause: str, spans: list[tuple[int, int]], subject: str | None, ours: bool, tally: _Tally
) -> tuple[list[tuple[int, int]], str | None]:
    for match in [*_PROBLEMS.finditer(clause), *_PROBLEMS_AFTER.finditer(clause)]:
        value = number(match["n"])
        if value is None or any(start < match.end() and match.start() < end and "方面" not in match["adj"] for start, end in spans):
            continue
        if (match["u"] or "") in ("类", "大", "大类") and tally.groups == value and re.search("具体", clause[match.end() :]):
            continue
        if any(start <= match.start() < end for start, end in spans):
            continue
        state = _state_near(clause, match)
        whole = re.search(r"全部|均|都", clause[match.end() :])
        if state:
            _take_state(state, value, whole is not None and state == "completed", clause[: match.start()], tally)
        elif "具体" in match["adj"] or ((ours or subject == "findings") and "findings" not in tally.values):
            _deepest(tally, value, "具体" in match["adj"] or "小项" in (match["u"] or ""))
        if all(end <= match.start() for _start, end in spans):
            subject = "findings"
        spans.append(match.span())
        tally.units["findings"] = match["u"] or "个"
    return spans, subject


def _deepest(tally: _Tally, value: int, sure: bool) -> None:
    """Of layered counts (12个问题39个具体问题) the deepest is the number of findings."""
    old = tally.values.get("findings")
    if old is None:
        tally.values["findings"] = value
        if sure:
            tally.values["_sure"] = 1
    elif sure and value > old and "_sure" not in tally.values:
        tally.put_other("问题(上一层)", old)
        tally.values["findings"] = value
        tally.values["_sure"] = 1


def _stated(clause: str, end: int, start: int) -> bool:
    return bool(re.match(r"(?:均|已|全部|都)", clause[end:]) and _STATE_WORDS.search(clause[end:])) or bool(
        re.search(r"(?:完成|落实|办结|销号)(?:了)?(?:整改)?$", clause[:start])
    )


def _state_near(clause: str, match: re.Match[str]) -> Status | None:
    """The status that a count of findings stands for: 10个问题已整改到位, 完成整改问题3个; None when it is a total."""
    behind = clause[match.end() :]
    before = clause[: match.start()]
    more = _COUNT.search(behind)
    if more and not _NOUNS.match(more["noun"]):
        return None
    words = _STATE_WORDS.search(behind)
    if words and not re.match(r"(?:的)?(?:整改)?(?:工作|清单|台账|情况|方案|责任|任务)", behind):
        return status_of(behind[:24])
    ahead = re.search(
        r"(?:已|基本|阶段性|正在|尚未|未|需|长期|持续|初步|立行立改)[^\d,]{0,10}$|(?:完成|到位|销号|办结)(?:整改)?(?:的|了)?$|剩余$|没有$",
        before,
    )
    if ahead and _STATE_WORDS.search(before[-14:]) and "反馈" not in before[-6:]:
        return status_of(before[-14:])
    inside = match["adj"] if "adj" in match.groupdict() else ""
    return status_of(inside) if inside and re.search("立行立改", inside) else None


def _take_state(status: Status, value: int, whole: bool, before: str, tally: _Tally) -> None:
    partial = re.search(r"其中|还有|剩余|另|余下|尚有", before)
    if whole and not partial:
        tally.put("findings", value)
    name, other = _STATUS_CLAIM.get(status, ("", True))
    if other:
        tally.put_other(name or status, value)
    else:
        tally.put(name, value)


def _states(clause: str, subject: str | None, spans: list[tuple[int, int]], sentence: str, tally: _Tally) -> str | None:
    """Take the bare counts with a status: 10个已整改到位, 整改完成2个, 阶段性完成1个."""
    for match in _COUNT.finditer(clause):
        if any(start < match.end() and match.start() < end for start, end in spans):
            continue
        noun = match["noun"]
        if subject in ("measures", "任务") and match["u"] == tally.units.get("findings") != tally.units.get(subject):
            subject = "findings"
        if _NOUNS.match(noun) or (noun and _NOUNS.search(noun[:3])) or subject in ("other", "theirs", "measures", "任务"):
            if subject in ("measures", "任务") and _STATE_WORDS.search(clause):
                if match["u"] == tally.units.get("findings") and (state := status_of(_state_of_count(clause, match) or "")):
                    tally.unsure.append((state, number(match["n"]) or 0))
                tally.put_other(("措施" if subject == "measures" else "任务") + "完成", number(match["n"]))
            continue
        near = _state_of_count(clause, match)
        if near is None or not (subject == "findings" or _OURS.search(sentence)):
            continue
        value = number(match["n"])
        if value is not None:
            _take_state_words(near, value, clause[: match.start()], tally)
    whole = re.search(
        r"(?:已经?|现已|均已?|目前)?(?:全部|均|都)(?:已经?|按期|按时)?(?:得到)?(?:整改完成|完成整改|整改到位|完成|办结|销号|整改|解决)",
        clause,
    )
    if (
        whole
        and subject == "findings"
        and tally.values.get("findings") is not None
        and not _COUNT.search(clause[whole.start() :])
        and not re.search("其中|责任|落实到人|制定", clause)
    ):
        tally.put("completed", tally.values["findings"])
    if re.search(r"(?:没有|无)(?:尚)?未启动", clause):
        tally.put("not_started", 0)
    return subject


def _state_of_count(clause: str, match: re.Match[str]) -> str | None:
    """Give the status words that a bare count belongs to, after it or before it."""
    others = list(_COUNT.finditer(clause))
    place = next(place for place, found in enumerate(others) if found.start() == match.start())
    stop = others[place + 1].start() if place + 1 < len(others) else len(clause)
    begin = others[place - 1].end("u") if place else 0
    before = clause[begin : match.start()]
    behind = clause[match.end("u") : stop]
    if _STATE_WORDS.search(before) and not re.match(r"(?:问题)?(?:已|均|正在|取得|需|基本|尚未|全部)", behind):
        return before[-18:]
    return behind[:20] if _STATE_WORDS.search(behind) else None


def _take_state_words(words: str, value: int, before: str, tally: _Tally) -> None:
    if re.search(r"阶段性(?:整改)?(?:完成|到位)|阶段性完成", words):
        tally.put("_phase", value)
        return
    status = status_of(words)
    if status:
        _take_state(status, value, False, before, tally)
