"""What the words of a heading tell: an aspect, a problem, an action, a section before or after the findings."""

from __future__ import annotations

import re
from enum import IntEnum


class Tone(IntEnum):
    """How surely a heading states a problem."""

    ACTION = -1
    NEUTRAL = 0
    IMPLIED = 1
    EXPLICIT = 2


_TAIL = r"(?:的)?(?:整改|落实|完成|进展|情况|措施|工作|成效|和|与|及|已|问题整改)*"
_COUNTED = r"(?:\([^()]{0,20}\))?"
_EXPLICIT = re.compile(
    rf"^(?:反馈|具体|主要|突出|存在|巡[察视])*问题\d*[:]|(?:^(?:关于|针对|对于|对|就|存在|在)[^。]*|^[“\"].*[”\"][^。]{{0,6}})问题{_TAIL}{_COUNTED}[。:;,]?$|^(?:关于|针对|对|就)“[^”]+”(?:的)?整改(?:落实|进展|完成)?情况[。:]?$"
)
_ENDS_PROBLEM = re.compile(rf"问题{_TAIL}[。:]?$")
_ASPECT = re.compile(
    rf"(?:方面|领域)(?:存在)?(?:的)?(?:突出|具体|主要|反馈)?(?:问题)?{_TAIL}{_COUNTED}[。:]?$|^(?:反馈问题|反馈意见)[一二三四五六七八九十\d]*:"
)
_ASPECT_FIRST = re.compile(
    r"^(?:关于|在|针对|聚焦)?[^。]{2,80}方面(?:存在)?(?:的)?(?:问题)?(?:的)?(?:整改)?(?:落实|进展|完成)?(?:情况)?"
    r"(?:,(?:存在)?(?:的)?(?:主要|具体)?问题(?:及|和|与)整改(?:落实|进展)?情况(?:如下|是|为)?)?[。:,]?$"
)
_LACK = (
    r"不(?:太|甚|尽|完全|大)?(?:够|到位|足|实|严|强|深|高|力|紧|细|规范|健全|完善|明显|及时|准|全|多|少|经常|平衡|彻底|主动|清|顺|畅|优|大|好|"
    r"扎实|深入|充分|合理|科学|精准|明确|牢|坚决|突出|配套|完整|准确|积极|认真|重视|落实|落地|作为|担当|匹配|协调|系统|均衡|统一|公开|透明|一致|符合|当|透|快|稳|广|久|"
    r"聚焦|用心|用力|按|愿|敢|会|善|履行|有力|有效|得力|理想|达标|合规|严谨|严肃|严格|密切|活|浓|硬|正|良|长|远|能|佳|新|齐|灵|纯|熟悉|负责|结合|紧密|适应|常|开展|见底|牢固|坚定|坚强|过硬|够强|见效|对应|相符|满|醒|自觉|严实|到边|出|注重|讲|善于|懂|周|尽责)"
)
_NEGATIVE = re.compile(
    rf"(?:{_LACK}|未[^来雨]|没有|缺[乏失位少口]|欠缺|欠佳|薄弱|偏[弱软慢少低差松轻重]|滞后|短板|差距|漏洞|松散|松软|松懈|松弛|宽松|虚化|弱化|淡化|泛化|边缘化|走过场|走形式|流于|错漏|冒领|"
    r"形式主义|官僚主义|脱节|违规|违反|违纪|超标|拖延|拖沓|单一|老化|断层|隐患|乏力|较[差少慢弱低多]|[较过]大|过[低高长短慢多少]|仍有|存在|时有|缓慢|错误|混乱|粗放|有差|有偏差|落差|疏漏|疏于|"
    r"失之|失管|失察|失控|失实|虚列|挪用|闲置|积压|浪费|散漫|涣散|懈怠|推诿|敷衍|应付|死角|盲区|盲点|侥幸|弱|慢|差|乱|松|照抄|照搬|抄袭|补抄|造假|浅|轻|虚|空转|空白|缺项|缺岗|代替|混用|套取|重[^要点视大申]{1,6}轻|打折扣|(?:风险|矛盾|现象)(?:较为|比较|依然|仍然)?(?:突出|高发|多发|易发)|有待|不[^断忘仅再折懈])"
)
_ACTION_START = re.compile(
    r"^(?:进一步|持续|不断|扎实|切实|坚决|全面|严格|认真|深入|着力|大力|积极|统筹|有效|主动|从严|常态化|及时|系统|专题|牢固|稳步|有序|加快)*"
    r"(?:加强|强化|完善|健全|建立|开展|组织|推进|推动|落实|规范|压实|提升|提高|抓好|抓实|抓紧|深化|细化|办好|坚持|召开|制定|修订|出台|整治|整改|解决|聚焦|紧盯|"
    r"夯实|筑牢|树立|树牢|增强|明确|优化|守牢|守好|做好|做实|做细|压紧|扛牢|扛起|履行|把好|把牢|严肃|严明|严把|学习|举办|督促|督导|梳理|排查|清理|清退|补齐|补充|"
    r"用好|巩固|拓展|畅通|丰富|创新|打造|培育|培养|选优|配强|选派|印发|签订|核[对查减]|复核|腾退|压减|收回|退回|引进|新增|增设|盯住|盯紧|适时|改进|转变|实施|构建|发挥|保障|维护|引导|注重|突出|狠抓|严管|从严|从实|立足|对照|加大|补办|补记|调整|约谈|追缴|退还|延长)"
)
_STRONG_END = re.compile(
    rf"(?:{_LACK}|不够[\u4e00-\u9fff]{{1,3}}|不力|不严|不实|不足|薄弱|滞后|缺失|缺位|弱化|虚化|差距|短板|乏力|走过场|问题|偏[弱软慢少低差松])[。:;]?$"
)

_MENDED = re.compile(
    r"(?:补齐|补上|补强|补足|弥补|填补|堵塞|堵住|缩小|破解|消除|克服|扭转|清除|扫除)[^,。]{0,12}(?:短板|死角|盲区|盲点|差距|漏洞|不足|弱项|缺失|薄弱|乏力)[。]?$"
)
"""补齐思想短板 tells what was done, though it ends in a lack."""

_NEXT = re.compile(
    r"下一步|下步|下一阶段|今后|接下来|后续(?:整改)?(?:工作|打算|安排|计划)|工作打算|努力方向|持续(?:深化|巩固|抓好|推进)(?:巡[察视])?整改|巩固(?:拓展|深化|提升|扩大)?(?:巡[察视])?(?:整改)?(?:成果|成效)|整改计划$|工作计划$|工作安排$|努力方向"
)
_BEFORE = re.compile(
    r"组织(?:整改|开展|领导|落实|实施|推进|推动|保障|情况)|(?:总体|基本|开展|推进|组织|部署)情况$|整改工作(?:开展|推进|组织|总体|部署)|工作(?:开展|推进|总体)?情况$|"
    r"(?:扛牢|压实|扛起|履行|强化|落实|担起|担负起?).{0,12}(?:责任|担当)|提高.{0,6}(?:站位|认识)|提升.{0,4}站位|统一思想|加强(?:组织)?领导|组织领导|主要做法|责任落实|主体责任|第一责任|高度重视|思想认识|认识到位|部署安排|整改部署|工作机制|书记.{0,10}(?:组织|情况)|主要负责人|领导班子.{0,10}情况$|前言|总体(?:概况|进展|成效)|工作概况|主要措施$"
)
_OTHER = re.compile(
    r"联系(?:方式|电话)|监督(?:方式|电话)|信访(?:件|举报|事项)?|线索|附件|意见反馈|公示(?:时间|期)|受理方式|建章立制|制度(?:建设|成果)|取得的(?:主要)?成效|移交"
)
_FINDINGS = re.compile(
    r"整改(?:任务|工作|事项|问题|措施)?(?:的)?(?:具体)?(?:落实|进展|完成|推进|具体)?(?:的)?(?:情况|成效|成果|见效|结果|进度)|反馈(?:的)?(?:意见|问题|事项|具体问题).{0,14}|推动.{0,8}整改|整改.{0,6}(?:见效|落地|走深|到位)|"
    r"(?:重点|具体|突出|主要)(?:问题|任务).{0,10}整改|问题整改|逐[项条].{0,8}|整改清单|落实情况$|(?:巡[察视]|专项检查).{0,20}整改"
)

_GENERIC = re.compile(
    r"巡[察视]组?|专项检查|选人用人|意识形态|反馈|意见|具体|重点|主要|突出|问题|整改|落实|完成|进展|推进|推动|扎实|逐[条项]|工作|集中期?|事项|任务|清单|"
    r"阶段|情况|成效|成果|措施|见效|市委|县委|区委|省委|第[一二三四五六七八九十\d]+|轮|组|关于|针对|对照|聚焦|紧盯|坚持|导向|期内|全面|抓好|抓实|各项|有力|有序|切实|取得|的|及|和|与|"
    r"监督|检查|方面|(?:街道|社区|镇级?|乡级?|村级?|本级|机关|基层)(?:层面)?|层面|[,、“”\"。:()]"
)


def tone_of(title: str) -> Tone:
    """Say how surely the folded heading states a problem: 关于…问题, a lack in words, neither, or an action."""
    words = title.rstrip("。:;,")
    if _EXPLICIT.search(title):
        return Tone.EXPLICIT
    acting = _ACTION_START.match(words) is not None
    if acting and _MENDED.search(words):
        return Tone.ACTION
    if _ENDS_PROBLEM.search(words):
        return Tone.ACTION if acting else Tone.EXPLICIT
    clauses = words.split(",")
    if _STRONG_END.search(words) or any(_STRONG_END.search(clause) and not _ACTION_START.match(clause) for clause in clauses):
        return Tone.IMPLIED
    if acting:
        return Tone.ACTION
    return Tone.IMPLIED if _NEGATIVE.search(words) else Tone.NEUTRAL


def names_aspect(title: str) -> bool:
    """Say whether the folded heading names an aspect: 关于…方面, 在…方面存在的问题, 反馈问题:…"""
    return len(title) <= 160 and bool(_ASPECT.search(title) or _ASPECT_FIRST.match(title))


def names_next_steps(title: str) -> bool:
    """Say whether the section tells what comes next (下一步工作打算)."""
    return len(title) <= 60 and bool(_NEXT.search(title))


def names_preamble(title: str) -> bool:
    """Say whether the section tells how the work was organised, before the findings."""
    return len(title) <= 60 and bool(_BEFORE.search(title))


def names_other(title: str) -> bool:
    """Say whether the section is about something else than findings: contact, petitions, transferred clues."""
    return len(title) <= 40 and bool(_OTHER.search(title))


def names_findings(title: str) -> bool:
    """Say whether the section announces the findings (整改落实情况, 反馈问题整改情况)."""
    return len(title) <= 80 and bool(_FINDINGS.search(title))


def generic(title: str) -> bool:
    """Say whether the folded title speaks only of rectification in general, so that it wraps findings and is none."""
    return len(_GENERIC.sub("", title)) <= max(2, len(title) // 5)
