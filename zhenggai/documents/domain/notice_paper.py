"""The public notice out of the ledger, in the structure of rules.md §0.2: every figure computed, never typed.

The numbering quirk of real notices is kept: aspects count anew in each status section, findings run through their section. A finding's
aspect stands in every section where it has a finding. The section of what has not begun is printed even when it is empty.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import cn2an

from zhenggai.documents.domain.paper import Paper, Paragraph, Style
from zhenggai.documents.domain.setting import set_heading, set_line, set_lines


class Group(StrEnum):
    """The status section a finding stands in, in the order of the notice."""

    DONE = "done"
    PRELIMINARY = "preliminary"
    WORKING = "working"
    NOT_DONE = "not_done"
    NOT_STARTED = "not_started"


SECTION_TITLES = {
    Group.DONE: "已整改完成的问题",
    Group.PRELIMINARY: "已取得初步成效的问题",
    Group.WORKING: "正在整改的问题",
    Group.NOT_DONE: "未完成整改的问题",
    Group.NOT_STARTED: "尚未启动整改的问题",
}
# The figures a paragraph may name: aspects, findings, measures, and the findings of each group in its order.
FIGURES = ("方面数", "问题数", "措施数", "已到位数", "初步成效数", "正在整改数", "未完成数", "未启动数")
_FIGURE = re.compile("{(" + "|".join(FIGURES) + ")}")
_BRACED = re.compile(r"[{｛][^{}｛｝\n]{0,20}[}｝]?|[}｝]")
ENDS = "。.，,；;：: "
# These stand in every notice; the others only when a finding is in them.
ALWAYS = frozenset({Group.DONE, Group.PRELIMINARY, Group.NOT_STARTED})


@dataclass(frozen=True)
class NoticeFinding:
    """A finding as published: the title within 关于…问题, its aspect's title, its section, its text as paragraphs."""

    title: str
    aspect: str
    group: Group
    text: Sequence[str]


@dataclass(frozen=True)
class NoticeFacts:
    """All a notice says. `issuer` signs; `unit` is what the lead calls the unit inspected."""

    issuer: str
    inspector: str
    authority: str
    inspected_from: date | None
    inspected_to: date | None
    feedback_on: date | None
    issued_on: date | None
    measures: int
    findings: Sequence[NoticeFinding]
    organisation: Sequence[str]
    next_steps: Sequence[str]
    phones: Sequence[str]
    email: str
    address: str


def notice_paper(facts: NoticeFacts) -> Paper:
    """The notice as a paper. Pure: the same facts give the same paper."""
    return Paper(tuple(_paragraphs(facts)))


def notice_title(issuer: str) -> str:
    """The title of 2019 wording (rules.md §0.2)."""
    return f"{issuer}关于巡察整改落实情况的通报"


def finding_core(heading: str) -> str:
    """What a finding is about, without what headings add: 关于台账不全问题的整改。 → 台账不全. Kept whole when nothing would be left."""
    whole = set_heading(heading).rstrip(ENDS)
    core = whole.removeprefix("关于")
    for ending in ("问题的整改情况", "问题整改情况", "问题的整改", "问题整改", "的整改", "问题"):
        core = core.removesuffix(ending)
    return core.removesuffix("的") or whole


def finding_heading(title: str) -> str:
    """The heading of a finding: 关于…问题的整改。"""
    return f"关于{finding_core(title)}问题的整改。"


def aspect_core(heading: str) -> str:
    """What an aspect is about: 关于作风建设方面 → 作风建设. Kept whole when nothing would be left."""
    whole = set_heading(heading).rstrip(ENDS)
    return whole.removeprefix("关于").removesuffix("方面") or whole


def aspect_heading(title: str) -> str:
    """The heading of an aspect: 关于…方面."""
    return f"关于{aspect_core(title)}方面"


def chinese_date(day: date, after: date | None = None) -> str:
    """2019年10月20日; the year is left out when `after`, said just before, has the same."""
    year = "" if after and after.year == day.year else f"{day.year}年"
    return f"{year}{day.month}月{day.day}日"


def figures(facts: NoticeFacts) -> dict[str, int]:
    """The numbers a notice may name, by the names that stand in its paragraphs."""
    by_group = {group: sum(finding.group == group for finding in facts.findings) for group in Group}
    aspects = {finding.aspect for finding in facts.findings}
    return dict(zip(FIGURES, (len(aspects), len(facts.findings), facts.measures, *by_group.values()), strict=True))


def unfilled(text: str) -> list[str]:
    """What stands in or beside a brace in a text and is no {name} of a figure: it would be printed as it stands."""
    return list(dict.fromkeys(_BRACED.findall(_FIGURE.sub("", text))))


def fill(text: str, numbers: dict[str, int]) -> str:
    """`text` with the {names} of figures replaced by them. A name that is no figure, or a lone brace, stays as it stands."""
    return _FIGURE.sub(lambda match: str(numbers[match[1]]), text)


def default_organisation(facts: NoticeFacts) -> list[str]:
    """The paragraphs on organisation, as a draft: an office edits them, the figures stay computed."""
    status = "、".join(words for words in _status_words(figures(facts)))
    return [
        "一是加强组织领导。成立巡察整改工作领导小组，由主要负责人任组长，明确专人联络。",
        "二是制定整改方案。逐条研究巡察反馈的{方面数}个方面{问题数}个问题，形成问题清单、任务清单和责任清单，制定整改措施{措施数}条，明确整改时限和责任人。",
        f"三是推动整改落实。按照“谁整改，谁负责”的原则，实行整改销号。截至目前，巡察反馈的问题，{status}。",
    ]


DEFAULT_NEXT = [
    "（一）继续整改。对尚未整改到位的问题，按照清单逐项推进，完成一个销号一个。",
    "（二）组织回头看。对已销号的问题适时复查，防止反弹。",
    "（三）健全长效机制。把整改中形成的做法固化为制度，坚持用制度管人管事。",
]


def _status_words(numbers: dict[str, int]) -> Iterator[str]:
    yield "{已到位数}个已整改到位"
    yield "{初步成效数}个取得初步成效"
    if numbers["正在整改数"]:
        yield "{正在整改数}个正在整改"
    if numbers["未完成数"]:
        yield "{未完成数}个未完成整改"
    yield "{未启动数}个尚未启动"


def _paragraphs(facts: NoticeFacts) -> Iterator[Paragraph]:
    numbers = figures(facts)
    yield Paragraph(Style.TITLE, notice_title(facts.issuer))
    yield Paragraph(Style.BODY, _lead(facts))
    yield Paragraph(Style.LEVEL_1, "一、整改工作组织情况")
    yield from _body(fill(text, numbers) for text in facts.organisation or default_organisation(facts))
    yield Paragraph(Style.LEVEL_1, "二、整改落实情况")
    yield from _sections(facts.findings)
    yield Paragraph(Style.LEVEL_1, "三、下一步整改计划")
    yield from _body(fill(text, numbers) for text in facts.next_steps or DEFAULT_NEXT)
    yield Paragraph(Style.BODY, _contact(facts))
    yield Paragraph(Style.SIGNATURE, facts.issuer)
    if facts.issued_on:
        yield Paragraph(Style.DATE, chinese_date(facts.issued_on))


def _body(texts: Iterable[str]) -> Iterator[Paragraph]:
    return (Paragraph(Style.BODY, line) for text in texts for line in set_lines(text))


def _lead(facts: NoticeFacts) -> str:
    pieces = [f"根据{facts.authority}统一部署，"]
    if facts.inspected_from and facts.inspected_to:
        pieces.append(f"{chinese_date(facts.inspected_from)}至{chinese_date(facts.inspected_to, after=facts.inspected_from)}，")
    pieces.append(f"{facts.inspector}对{facts.issuer}进行了巡察。")
    if facts.feedback_on:
        pieces.append(f"{chinese_date(facts.feedback_on)}，巡察组反馈了巡察意见。")
    pieces.append("根据党务公开原则和巡察工作有关要求，现将巡察整改情况予以公布。")
    return "".join(pieces)


def _sections(findings: Sequence[NoticeFinding]) -> Iterator[Paragraph]:
    groups = [group for group in Group if group in ALWAYS or any(finding.group == group for finding in findings)]
    for place, group in enumerate(groups, 1):
        title = SECTION_TITLES[group]
        yield Paragraph(Style.LEVEL_2, f"（{cn2an.an2cn(place)}）{title}")
        members = [finding for finding in findings if finding.group == group]
        if not members:
            yield Paragraph(Style.BODY, f"没有{title}。")
        yield from _section(members)


def _section(members: Sequence[NoticeFinding]) -> Iterator[Paragraph]:
    number = 0
    for place, aspect in enumerate(dict.fromkeys(finding.aspect for finding in members), 1):
        yield Paragraph(Style.LEVEL_3, f"{place}.{aspect_heading(aspect)}")
        for finding in (member for member in members if member.aspect == aspect):
            number += 1
            yield Paragraph(Style.LEVEL_4, f"（{number}）{finding_heading(finding.title)}")
            yield from _body(finding.text)


def _contact(facts: NoticeFacts) -> str:
    ways = [
        f"电话{'、'.join(map(set_line, facts.phones))}" if facts.phones else "",
        f"邮政信箱：{set_heading(facts.address).replace('；', '，')}" if facts.address else "",
        f"电子信箱：{set_line(facts.email)}" if facts.email else "",
    ]
    known = "；".join(way for way in ways if way)
    asked = "欢迎广大干部群众对巡察整改落实情况进行监督。如有意见建议，请及时向我们反映。"
    return f"{asked}联系方式：{known}。" if known else asked
