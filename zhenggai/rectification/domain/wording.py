"""Words drafted for publication, and lines that would break the notice they are printed in. Pure."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

import cn2an

_CN = "〇零一二三四五六七八九十百"
_DIGITS = "0-9０-９"
_BREAKS = re.compile(r"\s*[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+\s*")
_INNER = re.compile(rf"(?:(?<=[。；：，、！？;:,!?”》）)\s])|^)([{_CN}]{{1,5}})是(?=\S)")
_COUNTED = "[个项条类大种次名人家件起处所月日年号季周天点时楼栋期届岁]"
_MEASURED = r"(?:[万亿千百元米吨亩公平个倍分度级小至到]|人次)"
_TOP = re.compile(
    rf"第[{_CN}]{{1,4}}(?:部分|章|篇)|第[{_CN}]{{1,4}}(?:个?方面|大?类)[、:：]|[{_CN}]{{1,5}}[、.．]"
    rf"|第[{_CN}]{{1,3}}[,，、:：](?=[^。]{{2,80}}(?:方面|问题)[。:：]?$)"
)
_LEVELS = re.compile(
    rf"{_TOP.pattern}|[（(\[［【〔][{_CN}{_DIGITS}]{{1,5}}[)）\]］】〕]|[{_DIGITS}]{{1,5}}[)）]"
    rf"|[{_DIGITS}]{{1,2}}(?:[.．][{_DIGITS}]{{1,2}}){{1,3}}[.．、]?(?=\s*[\u4e00-\u9fff“《(（])(?!\s*{_MEASURED})"
    rf"|[{_DIGITS}]-[{_DIGITS}]{{1,2}}[.．、]?(?=\s*[\u4e00-\u9fff“])(?!\s*(?:{_MEASURED}|[月日年号季周天点时楼栋期届岁]))"
    rf"|[{_DIGITS}]{{1,2}}(?=\s*[\u4e00-\u9fff“][^。；，：！？;,:!?]{{1,60}}(?:方面|问题)[。:：]?$)(?!\s*(?:{_MEASURED}|{_COUNTED}))"
    rf"|[a-hA-H][.．、)）](?=\s*[\u4e00-\u9fff“])|[▲△◆◇●○■□★☆▶►◎]\s*(?=\S)"
    rf"|[{_DIGITS}]{{1,5}}[、.．](?:(?![{_DIGITS}])|(?=(?:19|20)[{_DIGITS}]{{2}}年))|[①-⑳㉑-㉟㊱-㊿⑴-⒇⒈-⒛㈠-㈩]"
    rf"|[【\[［(（〔]?(?:巡[察视])?(?:反馈的?|具体|整改|主要|突出)?问题[(（]?(?:[{_CN}{_DIGITS}]{{1,5}}[)）\]］】〕:：、.．]"
    rf"|[{_DIGITS}]{{1,3}}(?![{_DIGITS}个项条类件.．%年月日/-]))"
)
_STATED = re.compile(
    r"[【\[(]?(?:整改|完成|落实|进展|推进|销号|当前|目前|具体|已?采取的?|主要|工作)*"
    r"(?:情况|状态|进度|进展|完成度|结论|成效|成果|结果|落实|措施|举措|做法)[】\])]?:[\s。;,:、]*(?=[^。]{1,28}[。;]?$)"
    r"[^。]*(?:完成|到位|完毕|办结|销号|解决|整改|未|没有|正在|推进|进行|持续|长期|坚持|成效|成果|进展|效果|落实|继续|逾期|基本|启动)"
)
_STATED_INSIDE = re.compile(rf"[^。:]{{2,10}}:.*[。;!?】)\s]{_STATED.pattern}")
"""Behind another label: 下一步打算：…。完成情况：基本完成"""
_ASKED = re.compile(r"[【\[［(（]?(?:巡[察视])?(?:反馈|存在|具体|发现|主要)*的?问题(?:表现|描述|内容|情况|清单)?[】\])］）]?(?:[:：]|$)")
_GROUP = re.compile(
    r"(?:关于)?(?:截至目前,?|目前,?|集中整改期内|本阶段)?(?:巡[察视]反馈(?:问题|意见)?(?:中|的)*)?(?:已|全部|均|基本|正在|尚|未|没有|暂未|取得|需|持续|长期|阶段性|部分|初步"
    r"|立行立改|完成|继续|还|整改|仍|推进|有待|常态化)[^,。:;]{0,30}(?:问题|事项|任务):?$"
)
_ABOUT = re.compile(
    r"(?:关于|针对|在|聚焦)[^。]{0,78}"
    r"(?:问题(?:的|整改|落实|完成|进展|情况|措施|工作|成效|和|与|及|已)*(?:\([^()]*\))?|方面(?:的)?(?:问题)?)[。:;,]?$"
)
_UNSEEN = re.compile("[\x00-\x1f\x7f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")


@dataclass(frozen=True)
class Stray:
    """A line of a text that a reader would take for something else: its number from 1, its words, and for what."""

    number: int
    words: str
    state: bool

    @property
    def start(self) -> str:
        """The words it begins with."""
        return self.words[:20]


@dataclass(frozen=True)
class Done:
    """A measure as the notice tells of it: the words of its latest progress; while there is none, the plan and its deadline.

    What came in with a notice has no `plan`: its words tell what was done elsewhere, and are not told again as our own.
    """

    report: str
    plan: str = ""
    deadline: date | None = None

    @property
    def words(self) -> str:
        """The sentence without its full stop; empty when there is nothing to tell."""
        if said := _one_line(self.report):
            return said
        planned = _one_line(self.plan)
        if not planned or self.deadline is None:
            return planned and f"正在筹划：{planned}"
        return f"计划{self.deadline.year}年{self.deadline.month}月{self.deadline.day}日前完成：{planned}"


def wording_digest(*texts: str) -> str:
    """The SHA-256 of texts for publication as somebody was shown them, so that nobody writes over what they have not seen."""
    return hashlib.sha256("\0".join(texts).encode("utf-8", "surrogatepass")).hexdigest()


def draft_text(measures: Iterable[Done]) -> str:
    """A finding's text for publication, drafted from its measures: 一是…二是…; one measure alone stands without a numeral.

    A measure becomes one line, also one that has not begun, so that the measures told are those claimed (rules.md §0.2 C-NOT-2). What a
    report lists itself is numbered ①②, so that 一是 and 二是 count measures.
    """
    said = [line for measure in measures if (line := measure.words)]
    if len(said) == 1 and not any(strays(said[0])):
        return f"{said[0]}。"
    return "".join(f"{cn2an.an2cn(n)}是{_INNER.sub(_circled, text)}。" for n, text in enumerate(said, 1))


def strays(text: str, *, top: bool = False) -> Iterator[Stray]:
    """The lines of a text that would be read as a heading or as a state. With `top`, only headings of the first level (一、).

    States come from the record and levels from the notice (rules.md §0.2): a text that brings its own makes it say something else.
    """
    for number, line in enumerate(text.splitlines(), 1):
        words = _UNSEEN.sub("", line).strip()
        plain = unicodedata.normalize("NFKC", words)  # one width for all signs; ① becomes 1, so numerals are looked for in both
        state = not top and (_STATED.match(plain) or _STATED_INSIDE.match(plain) or _GROUP.match(plain)) is not None
        level = _TOP if top else _LEVELS
        if state or level.match(words) or level.match(plain) or (not top and (_ASKED.match(plain) or _ABOUT.match(plain))):
            yield Stray(number, words, state)


def _one_line(report: str) -> str:
    parts = (part.rstrip("。；;. ") for part in _BREAKS.split(report.strip()))
    return "；".join(part for part in parts if part)


def _circled(match: re.Match[str]) -> str:
    """二是 as ②."""
    try:
        value = cn2an.cn2an(match[1], "smart")
    except ValueError:
        return match[0]
    return chr(0x2460 + int(value) - 1) if 1 <= value <= 20 else match[0]
