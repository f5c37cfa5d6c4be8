"""The head and the foot of a notice: title and issuer above the text, signer and date below it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from zhenggai.documents.domain.dates import find_dates
from zhenggai.documents.domain.folding import fold
from zhenggai.documents.domain.lines import Line
from zhenggai.documents.domain.markers import find_marker
from zhenggai.documents.domain.residue import is_residue

_TITLE_END = r"(?:通报|公告|公示|报告|公开|通告|情况|说明|公布|公示稿|公开稿|清单|一览表?|函)"
_TITLE = re.compile(rf"(?=.*(?:巡[察视]|整改|反馈))[^。;!?]{{4,}}{_TITLE_END}(?:书|稿)?(?:\([^()]{{1,20}}\))?$")
_BODY_START = re.compile(r"^(?:根据|按照|依据|遵照|经|为|自|在市|在县|在区|在省|(?:19|20)\d\d年|近期|近日|现将|各|\d{1,2}月)")
_ORG_END = (
    r"(?:党组|党委|党工委|工委|委员会|支部|总支|总支部|党总支|纪委|省委|市委|县委|区委|州委|旗委|镇委|乡委|街道|办事处|局|厅|办|办公室|中心|院|所|学校|学院|大学|中学|小学|"
    r"幼儿园|医院|公司|集团|站|协会|联合会|学会|商会|会|委|馆|社|队|大队|支队|署|银行|联社|宫|台|部|处|政府|园|场|库|基金会|公安局)"
)
_ORG = re.compile(rf"^(?:中共|中国共产党)?[\u3400-\u9fff\w()·“”、]{{1,60}}{_ORG_END}(?:\([^()]*\))?$")
_LINE_DATE = re.compile(
    r"^[(]?\s*(?P<date>(?:(?:19|20)\d\d|[零〇一二三四五六七八九]{4})\s*[年./-]\s*[\d一二三四五六七八九十]{1,3}\s*(?:[月./-]\s*[\d一二三四五六七八九十]{1,3}\s*日?|月))\s*[)]?$"
)
_SIGNED = re.compile(r"^(?P<who>\D{4,60}?)(?P<date>(?:19|20)\d\d年\d{1,2}月\d{1,2}日)$")
_BEFORE_ABOUT = re.compile(
    r"^(?P<who>.*?)(?:关于|落实|贯彻|对(?=.{0,20}巡[察视])|(?=十?[一二三四五六七八九十]+届[省市县区州]?委|[省市县区州]委(?:第.{1,4})?(?:轮|提级|专项|巡[察视])|巡[察视](?:反馈|整改|组)|整改落实|第.轮|20\d\d年|被巡[察视]|集中整改|接受|(?<=[组委部])(?:巡[察视]|整改)))"
)
LONGEST_BYLINE = 40
HEAD = 40
"""Lines at the beginning among which the title is looked for."""


@dataclass(slots=True)
class Head:
    """The title (as shown, None when there is none), where it stands, and how often it is printed."""

    title: str | None = None
    lines: list[Line] = field(default_factory=list)
    repeated: list[Line] = field(default_factory=list)
    date: str | None = None
    """The day of writing where it stands below the title."""
    byline: str | None = None
    """Who issues it, where the line below the title names nobody else."""


@dataclass(slots=True)
class Foot:
    """Signer and date, and the lines they stand on."""

    signer: str | None = None
    date: str | None = None
    lines: list[Line] = field(default_factory=list)


def find_head(lines: list[Line]) -> Head:
    """Find the title among the first lines, also when it is broken over several, and its repetitions."""
    head = Head()
    candidates = _candidates(lines)
    place = 0
    while place < len(candidates):
        size = _title_at(candidates, place)
        if size and not head.title:
            head.lines = candidates[place : place + size]
            head.title = _join(head.lines)
            _below_title(head, candidates[place + size : place + size + 2])
        elif size and head.title and _same(_join(candidates[place : place + size]), head.title):
            head.repeated += candidates[place : place + size]
        place += max(1, size)
    return head


def _below_title(head: Head, following: list[Line]) -> None:
    """Take the issuer and the day of writing that stand alone below the title."""
    for line in following:
        if not head.date and _LINE_DATE.match(line.read) and "年" in line.read:
            head.date = _iso(line.read.strip("()"))
        elif not head.byline and len(line.read) <= LONGEST_BYLINE and _is_signer(line.read.strip("()"), None):
            head.byline = line.shown.strip("()（） ")
        else:
            return
        head.lines = [*head.lines, line]


def _candidates(lines: list[Line]) -> list[Line]:
    found: list[Line] = []
    for line in lines[:HEAD]:
        read = line.read
        if is_residue(line):
            continue
        if (len(read) > 200 and not _bare_title(read)) or find_marker(read) or "。" in read or read.endswith((";", ",", ":")):
            break
        if _BODY_START.match(read) and not _TITLE.match(read):
            break
        found.append(line)
    return found


def _bare_title(read: str) -> bool:
    return len(read) <= 700 and "。" not in read and bool(_TITLE.match(read))


def _title_at(candidates: list[Line], place: int) -> int:
    """Say how many lines from `place` on make one title, 0 when none does."""
    for size in range(1, 5):
        group = candidates[place : place + size]
        if len(group) < size:
            return 0
        joined = "".join(line.read for line in group)
        if size > 1 and not _unfinished("".join(line.read for line in group[:-1])):
            return 0
        if _TITLE.match(joined) and not (size == 1 and _continues(candidates, place)):
            return size
    return 0


def _continues(candidates: list[Line], place: int) -> bool:
    """A line ending in 情况 may go on in the next: …整改进展情况 / 的通报."""
    return place + 1 < len(candidates) and candidates[place + 1].read.startswith(("的", "通报", "公告", "公示", "报告", "情况"))


def _unfinished(read: str) -> bool:
    return len(read) <= 200 and (
        "关于" in read
        or "巡察" in read
        or "巡视" in read
        or "整改" in read
        or read.startswith(("中共", "中国共产党"))
        or bool(_ORG.match(read))
    )


def _join(lines: list[Line]) -> str:
    return "".join(line.shown for line in lines)


def _same(one: str, other: str) -> bool:
    return re.sub(r"\W", "", one) == re.sub(r"\W", "", other)


def title_issuer(title: str) -> str | None:
    """Give the issuer that the title names before 关于 (中共…委员会关于…的通报), as the title writes it."""
    title = re.sub(r"\s", "", title)
    match = _BEFORE_ABOUT.match(fold(title))
    who = title[: match.end("who")] if match else ""
    who = re.split(r"[|:：】\]]", who)[-1].strip(" -—“”《")
    return who if len(who) >= 3 and not re.search(r"[巡察视]组$|^根据", who) else None


def find_foot(lines: list[Line], issuer: str | None) -> Foot:
    """Find signer and date among the last lines, whatever residue or contact stands after them."""
    foot = Foot()
    last = [line for line in lines[-24:] if not is_residue(line) or _LINE_DATE.match(line.read)][-12:]
    for place in range(len(last) - 1, -1, -1):
        line = last[place]
        if (marker := find_marker(line.read[:80])) and marker.chinese:
            break  # what stands above a heading like 三、 or （二） is no foot; attachments below one are numbered 1. 2.
        if len(line.read) > 90:
            continue
        if match := _SIGNED.match(line.read):
            who = line.cut(0, match.end("who"))
            if _is_signer(match["who"], issuer):
                return Foot(who, _iso(match["date"]), [line])
        if match := _LINE_DATE.match(line.read):
            if is_residue(line) and not (place and _is_signer(last[place - 1].read, issuer)):
                continue
            foot.date = _iso(match["date"])
            foot.lines = [line]
            _sign(foot, last, place, issuer)
            return foot
    if last and _is_signer(last[-1].read, issuer) and len(lines) > 3:
        return Foot(last[-1].shown, None, [last[-1]])
    return foot


def _sign(foot: Foot, last: list[Line], place: int, issuer: str | None) -> None:
    for near in (place - 1, place + 1):
        if 0 <= near < len(last) and _is_signer(last[near].read, issuer):
            foot.signer = last[near].shown
            foot.lines = sorted([*foot.lines, last[near]], key=lambda line: line.number)
            break
    above = place - 2
    if foot.signer and last[place - 1].shown == foot.signer and above >= 0:
        upper = last[above]
        if _ORG.match(upper.read) and re.match(r"^(?:中共|中国共产党)", upper.read) and not foot.signer.startswith(("中共", "中国共产党")):
            foot.signer = upper.shown + foot.signer
            foot.lines = [upper, *foot.lines]


def _is_signer(read: str, issuer: str | None) -> bool:
    if find_marker(read) or (len(read) > 60 and read != issuer):
        return False
    return bool(issuer and _same(read, issuer)) or (bool(_ORG.match(read)) and not re.search(r"[:,。;]|整改|问题|情况", read))


def _iso(text: str) -> str | None:
    return next((str(found.first) for found in find_dates(re.sub(r"\s", "", text))), None)
