"""Status of a finding in the words of notices (rules.md §1.7): 已整改完成, 取得初步成效, 正在整改 …"""

from __future__ import annotations

import re
from typing import Literal

Status = Literal["completed", "basically_completed", "preliminary", "in_progress", "standing", "not_completed", "not_started", "unknown"]

# The first that is found decides: 未完成 holds 完成, 基本完成 holds 完成, 尚未启动 is not 未完成.
_WORDS: tuple[tuple[Status, re.Pattern[str]], ...] = (
    (
        "not_started",
        re.compile(r"(?:尚?未|没有|暂未|还未)(?:开始|启动|开展|着手|实施)|(?:尚未|未)整改(?!完成|到位|完毕|销号|落实|彻底|结束)|待启动"),
    ),
    (
        "not_completed",
        re.compile(
            r"(?:尚?未|没有|暂未|还未|未能)(?:全部|完全|全面|彻底|按期|按时)?(?:整改)?(?:完成|到位|办结|销号|完毕|解决|落实)|未完成|逾期"
        ),
    ),
    (
        "basically_completed",
        re.compile(r"基本(?:上)?(?:已)?(?:整改|落实|得到)?(?:完成|到位|完毕|解决|办结|销号)|(?:阶段性|部分)(?:整改)?(?:完成|到位)|基本整改"),
    ),
    ("preliminary", re.compile(r"(?:初步|阶段性|一定|初见|明显|初显)(?:的)?(?:整改)?(?:成效|成果|进展|效果)|初见成效|初步(?:整改)?完成")),
    (
        "completed",
        re.compile(
            r"(?:已|全部|均|全面|现)?(?:整改|立行立改)?(?<!不)(?:完成|到位|完毕|办结|销号|解决|办理完毕|整改结束)(?!率|时限|时间|期限)|完成整改|已(?:全部)?整改|立行立改"
        ),
    ),
    ("standing", re.compile(r"长期(?:坚持|整改|推进|任务|抓)|(?:持续|一贯|始终)坚持|常态化(?:整改|坚持|推进|长效)|长抓不懈")),
    (
        "in_progress",
        re.compile(
            r"正在|[尚仍还]在|推进中|整改中|进行中|持续(?:整改|推进|深化|用力)|有序推进|稳步推进|未结|继续(?:整改|推进)|加快推进|整改之中|落实中|按.{1,6}推进|推进(?:整改)?$"
        ),
    ),
)  # fmt: skip
_SECTION = re.compile(
    r"^(?:关于)?(?:截至目前,?|目前,?|集中整改期内|本阶段)?(?:巡[察视]反馈(?:问题|意见)?(?:中|的)?)?"
    r"(?:已|全部|均|基本|正在|尚|未|没有|暂未|取得|需|持续|长期|阶段性|部分|初步|立行立改|完成|继续|还|整改完成|整改到位|仍|推进|有待|常态化)"
    r"[^,。:;]{0,24}?(?:问题|事项|任务|情况|方面|项目|的|完成|到位|整改|成效|坚持|推进|启动)(?:\(?[共计有]*\d{0,4}[个项条]?\)?)?[。:]?$"
)
_OBJECT = re.compile(r"^(?:已|基本|正在|取得|需要?|持续|长期|尚|未|完成|继续|初步|并|成效|整改|落实|阶段性|[^关针对“])*$")
_ONLY = re.compile(
    r"^(?:该|此|项|问题|目前|已经?|现|均|全部|全面|完全|彻底|基本|正在|仍在|还在|持续|长期|继续|有序|稳步|按期|按时|尚|未|没有|完成|整改|落实|到位|销号|办结|完毕|解决|推进|坚持|阶段性|部分|"
    r"取得|初步|初见|明显|一定|的|成效|成果|进展|启动|开始|开展|立行立改|常态化|进行|之|中|并|结|需)+$"
)
_SENTENCE = re.compile(
    r"(?:(?:余下|剩余|其余|还有|另有|尚有)(?:的)?\d{0,4}[^\d,。]{0,4}?|(?:该|此|本|上述|以上|相关|两个|各)?(?:项|个)?(?:问题|事项|任务|工作)?,?(?:目前|需|仍|现|现已|截至目前|均|都|已全部|已经?|全部|全面|,)*)"
    r"(?:(?<![^,])(?:整改完成|完成整改|整改到位|整改完毕)(?!率)|已(?:经)?(?:全部|全面|基本|按期|按时)?(?:整改完成|完成整改|整改到位|整改完毕|整改落实到位|整改销号|销号|办结|完成|整改解决|得到(?:有效)?解决)"
    r"|(?:基本|阶段性)(?:整改)?(?:完成|到位)(?:整改)?|取得(?:了)?(?:初步|阶段性|明显)(?:整改)?(?:成效|成果|进展)|初见成效"
    r"|正在(?:持续|有序|稳步|加快|按计划|抓紧)?(?:整改|推进)(?:之中|中)?|(?:持续|长期|继续)(?:整改|推进整改|坚持|推进)(?:中)?|整改中"
    r"|(?:尚未|未|还未)(?:能)?(?:全部|完全)?(?:完成整改|整改完成|整改到位|整改完毕|完成|启动|启动整改|开始整改|开展整改))(?:整改)?$"
)
LONGEST_STATE = 24
"""Characters of a clause that tells how far a problem is, at most."""
_ENDS = re.compile(r"[。;!?\n]")
_SUFFIX = re.compile(r"[(\[【<〔—-]{1,2}([^()\[\]【】〔〕]{2,16})[)\]】>〕]?[。:]?$")


def status_of(words: str) -> Status | None:
    """Give the status that folded `words` name, None when they name none."""
    if words in ("是", "结", "已改"):
        return "completed"
    return next((status for status, pattern in _WORDS if pattern.search(words)), None)


def names_only_state(words: str) -> bool:
    """Say whether the folded words name a status and nothing that was done: 已完成设计 tells of a design."""
    return bool(_ONLY.match(words))


def section_status(title: str) -> Status | None:
    """Give the status when the folded heading names a class of findings by their status, as 已整改完成的问题 does."""
    if len(title) > 45 or title.startswith(("关于", "针对", "“")):
        return None
    return status_of(title) if _SECTION.match(title) else None


def sentence_status(text: str) -> Status | None:
    """Give the status the last telling sentence of a finding's own folded text names (该问题已整改完成。)."""
    sentences = [part.strip("()[]【】— ") for part in _ENDS.split(text[-400:]) if part.strip()]
    for sentence in reversed(sentences[-2:]):
        if len(sentence) <= LONGEST_STATE and names_only_state(sentence.replace(",", "")):
            return status_of(sentence)  # 已完成,长期坚持 is done
        for clause in reversed(sentence.replace(":", ",").split(",")[-2:]):
            if len(clause) <= LONGEST_STATE and (match := _SENTENCE.match(clause)):
                return status_of(match[0])
    return None


def leading_status(text: str) -> Status | None:
    """Give the status that a finding's own folded text begins with, alone in its sentence: 已完成整改。一是…"""
    first = _ENDS.split(text[: 2 * LONGEST_STATE], maxsplit=1)[0].strip("()[]【】— ")
    alone = len(first) <= LONGEST_STATE and len(first) < len(text) and names_only_state(first.replace(",", ""))
    return status_of(first) if alone else None


def suffix_status(title: str) -> tuple[int, Status] | None:
    """Give where a status in brackets at the end of a heading begins, and the status: 关于…问题(已完成)."""
    match = _SUFFIX.search(title)
    if match is None or re.search(r"问题|方面|\d[个项条]", match[1]):
        return None
    status = status_of(match[1])
    return (match.start(), status) if status else None
