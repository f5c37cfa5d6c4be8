"""A notice out of the ledger, read again, says exactly what the ledger said: over generated inspections, as text and as Word."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import cn2an
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zhenggai.documents.domain.folding import fold
from zhenggai.documents.domain.markers import find_marker
from zhenggai.documents.domain.notice import Notice
from zhenggai.documents.domain.notice_paper import (
    Group,
    NoticeFacts,
    NoticeFinding,
    aspect_heading,
    finding_heading,
    notice_paper,
    notice_title,
)
from zhenggai.documents.domain.paper import Style
from zhenggai.documents.domain.reading import read_notice
from zhenggai.documents.intake.opening import Opener
from zhenggai.documents.word import word_file
from zhenggai.rectification.domain.wording import Done, draft_text, strays

ORDER = list(Group)
STATUS = {
    Group.DONE: "completed",
    Group.PRELIMINARY: "preliminary",
    Group.WORKING: "in_progress",
    Group.NOT_DONE: "not_completed",
    Group.NOT_STARTED: "not_started",
}
ISSUERS = (
    "云岭市图书馆党组",
    "中共云岭市博物馆委员会",
    "中共云岭县委党校委员会",
    "云岭市第三人民医院党委",
    "中共云岭市水利局党组",
    "云岭区青石街道党工委",
    "云岭市大数据管理中心党总支",
    "中共云岭市供销合作总社党组",
    "云岭城市建设投资集团有限公司党委",
    "中共云岭市清风镇委员会",
    "云岭市哲学社会科学界联合会党组",
)
INSPECTORS = (
    "市委第二巡察组",
    "市委巡察三组",
    "县委第十一巡察组",
    "区委第一巡察组",
    "省委第五巡视组",
    "市委提级巡察第四组",
    "集团公司党委第二巡察组",
    "市委粮食购销领域专项巡察第一组",
)
# What stands in titles: words of the field, signs, numbers, and characters beyond the first plane.
PIECES = (
    "学习", "台账", "制度执行", "不够严", "落实不到位", "调研", "三重一大", "党费", "整改", "问题", "方面", "公务接待", "差旅补助",
    "已完成", "“四风”", "“一岗双责”", "《议事规则》", "（含下属单位）", "(部分)", "、", "，", "；", "：", "—", "·", "。", "！", "2018",
    "3.5万元", "1.", "100%", "一是", "关于", "情况", "整改情况：", "𠮷", "𬌗", "𫖯", "é", "A", "KPI", " ", "\u3000", "（", "）", "“", "”",
    "<b>", "&amp;", "\u200b", "\n", "\x00", "下一步", "电话",
)  # fmt: skip
WORDS = (
    "修订财务制度", "召开专题会议3次", "退回多报补助2128元", "组织学习", "印发《办法》", "开展自查（含下属单位）", "“回头看”", "建立台账",
    "培训120人次", "走访企业51家", "2019年9月7日召开民主生活会", "由党组书记负责", "完成率100%", "向市委报告", "𠮷安路网点", "签订责任状",
)  # fmt: skip


def clauses(most: int = 4) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(WORDS), min_size=1, max_size=most).map("，".join)


titles = st.one_of(
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=7).map("".join),
    st.sampled_from(("是", "无", "松", "𠮷", "问题", "方面", "1", "A")),
    st.integers(490, 500).map(lambda size: ("台账不全学习不实制度松散" * 50)[:size]),
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30),
)


@st.composite
def listed(draw: st.DrawFn) -> tuple[list[str], list[str]]:
    """A text drafted from 一是 … 二是 …, over one paragraph or several, and the measures it lists."""
    items = draw(st.lists(clauses(2), min_size=2, max_size=13))
    measures = [f"{cn2an.an2cn(n)}是{item}。" for n, item in enumerate(items, 1)]
    cut = draw(st.integers(1, len(measures)))
    lines = ["".join(measures[:cut]), *(["".join(measures[cut:])] if measures[cut:] else [])]
    opening = draw(st.one_of(st.just([]), clauses().map(lambda words: [words + "。"])))
    return [*opening, *lines], measures


@st.composite
def plain(draw: st.DrawFn) -> tuple[list[str], list[str]]:
    """Paragraphs that list nothing: read as one measure; or no text at all."""
    lines = [f"{words}。" for words in draw(st.lists(clauses(), max_size=4))]
    return lines, ["\n".join(lines)] if lines else []


Told = tuple[NoticeFinding, list[str]]


@st.composite
def tellings(draw: st.DrawFn) -> list[Told]:
    headings = draw(st.lists(titles, min_size=1, max_size=5, unique_by=lambda title: "".join(filter(str.isalnum, aspect_heading(title)))))
    told = []
    for _n in range(draw(st.integers(0, 12))):
        text, measures = draw(st.one_of(listed(), plain()))
        finding = NoticeFinding(title=draw(titles), aspect=draw(st.sampled_from(headings)), group=draw(st.sampled_from(ORDER)), text=text)
        told.append((finding, measures))
    return told


@st.composite
def days(draw: st.DrawFn) -> dict[str, date | None]:
    """The four dates in order; some unknown; most spans lie in one year, so that the second year is left out."""
    first = draw(st.dates(date(2005, 1, 1), date(2030, 12, 31)))
    steps = draw(st.lists(st.integers(0, 120), min_size=3, max_size=3))
    known: list[date | None] = [first]
    for step in steps:
        first += timedelta(days=step)
        known.append(first)
    started, ended, fed_back, issued = known
    if draw(st.booleans()):
        ended = ended if draw(st.booleans()) else None
        started = started if ended and draw(st.booleans()) else None
    return {
        "inspected_from": started if ended else None,
        "inspected_to": ended if started else None,
        "feedback_on": draw(st.sampled_from((fed_back, None))),
        "issued_on": draw(st.sampled_from((issued, None))),
    }


phones = st.lists(
    st.one_of(
        st.integers(2000000, 89999999).map(lambda n: f"0515-{n}"),
        st.integers(20000000, 89999999).map(lambda n: f"010-{n}"),
        st.integers(13000000000, 19999999999).map(str),
    ),
    max_size=3,
    unique=True,
)


@st.composite
def notices(draw: st.DrawFn) -> tuple[NoticeFacts, list[Told]]:
    told = draw(tellings())
    facts = NoticeFacts(
        issuer=draw(st.sampled_from(ISSUERS)),
        inspector=draw(st.sampled_from(INSPECTORS)),
        authority=draw(st.sampled_from(("市委", "上级党组织"))),
        **draw(days()),
        measures=draw(st.integers(0, 300)),
        findings=[finding for finding, _measures in told],
        organisation=draw(st.sampled_from(((), ("一是成立领导小组。", "二是制定{措施数}条措施，整改{方面数}个方面{问题数}个问题。")))),
        next_steps=draw(st.sampled_from(((), ("（一）继续整改。逐项推进。", "下一步，抓好巡察整改成果运用。")))),
        phones=draw(phones),
        email=draw(st.sampled_from(("", "office@example.com", "a.b-c@mail.example.gov.cn"))),
        address=draw(st.sampled_from(("", "云岭市清风路12号", "云岭市城东新区文港南路1号市民中心B座 503 室"))),
    )
    return facts, told


def in_print(told: Sequence[Told]) -> list[Told]:
    """The findings in the order of the notice: by section, in it by aspect in the order of first appearance."""
    ordered: list[Told] = []
    for group in ORDER:
        members = [each for each in told if each[0].group == group]
        for aspect in dict.fromkeys(finding.aspect for finding, _measures in members):
            ordered += [each for each in members if each[0].aspect == aspect]
    return ordered


def said(facts: NoticeFacts, told: Sequence[Told]) -> dict[str, Any]:
    """What the notice says, out of the facts and nothing else."""
    ordered = in_print(told)
    count = {group: sum(finding.group == group for finding, _measures in told) for group in Group}
    claims: dict[str, Any] = {
        "aspects": len({finding.aspect for finding, _measures in told}),
        "findings": len(told),
        "measures": facts.measures,
    }
    if not facts.organisation:
        claims |= {
            "completed": count[Group.DONE],
            "in_progress": count[Group.PRELIMINARY] + count[Group.WORKING],
            "not_started": count[Group.NOT_STARTED],
        }
    return {
        "title": notice_title(facts.issuer),
        "issuer": facts.issuer,
        "signer": facts.issuer,
        "inspector": facts.inspector,
        **{
            name: day.isoformat() if day else None
            for name in ("inspected_from", "inspected_to", "feedback_on", "issued_on")
            for day in [getattr(facts, name)]
        },
        "claims": claims,
        "aspects": list(dict.fromkeys(aspect_heading(finding.aspect) for finding, _measures in ordered)),
        "findings": [
            (
                finding_heading(finding.title),
                aspect_heading(finding.aspect),
                STATUS[finding.group],
                tuple(measures),
                "\n".join(finding.text),
            )
            for finding, measures in ordered
        ],
        "contact": (tuple(facts.phones), (facts.email,) if facts.email else (), facts.address or None),
        "paragraphs": [
            paragraph.text
            for paragraph in notice_paper(facts).paragraphs
            if paragraph.style not in (Style.TITLE, Style.SIGNATURE, Style.DATE)
        ],
    }


def read(notice: Notice, wanted: dict[str, Any]) -> dict[str, Any]:
    """What was read, in the same form."""
    return {
        **{name: getattr(notice, name) for name in wanted if name not in ("claims", "aspects", "findings", "contact", "paragraphs")},
        "claims": {name: getattr(notice.claims, name) for name in wanted["claims"]},
        "aspects": [aspect.title for aspect in notice.aspects],
        "findings": [(found.title, found.aspect, found.status, found.measures, found.text) for found in notice.findings],
        "contact": (notice.contact.phones, notice.contact.emails, notice.contact.address),
        "paragraphs": list(notice.paragraphs),
    }


SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]


@settings(max_examples=300, deadline=None, suppress_health_check=SLOW)
@given(notices())
def test_a_notice_says_as_text_what_the_ledger_said(notice: tuple[NoticeFacts, list[Told]]) -> None:
    wanted = said(*notice)
    assert read(read_notice(notice_paper(notice[0]).text()), wanted) == wanted


@pytest.fixture(scope="module")
def opener() -> Iterator[Opener]:
    with Opener() as opened:
        yield opened


@settings(max_examples=60, deadline=None, suppress_health_check=[*SLOW, HealthCheck.function_scoped_fixture])
@given(notice=notices())
def test_a_notice_says_as_word_what_the_ledger_said(opener: Opener, notice: tuple[NoticeFacts, list[Told]]) -> None:
    wanted = said(*notice)
    text = opener.open(word_file(notice_paper(notice[0])), "整改通报.docx")
    assert read(read_notice(text.lines), wanted) == wanted


def test_no_line_with_the_marker_of_a_heading_may_be_kept() -> None:
    numbers = (
        "一", "十一", "1", "12", "①", "⑴", "⒈", "㈠", "a", "Ｂ", "1.1", "1.2.3", "1-1", "１．１", "问题1", "问题一", "问题①", "第一",
        "第二类",
    )  # fmt: skip
    lines = (
        f"{left}{number}{right}{end}{words}"
        for left, right in (("", ""), ("（", "）"), ("(", ")"), ("[", "]"), ("【", "】"), ("〔", "〕"))
        for number in numbers
        for end in ("", "、", ".", "．", "：", ":", "，", ")", " ", "、 ")
        for words in ("台账不全", "关于学习方面", "“四风”", "2019年", "3", "（部分）")
    )
    assert [line for line in lines if find_marker(fold(line)) and not any(strays(line))] == []


def outline(facts: NoticeFacts, told: Sequence[Told]) -> dict[str, Any]:
    """What is said with texts left out: they may be anything."""
    wanted = said(facts, told)
    return wanted | {"findings": [found[:3] for found in wanted["findings"]]}


def outline_read(notice: Notice, wanted: dict[str, Any]) -> dict[str, Any]:
    got = read(notice, wanted)
    return got | {"findings": [found[:3] for found in got["findings"]]}


# What people write into texts: labels, states, headings, dates alone on a line, what pages leave behind.
SCRAPS = (
    "整改情况：", "完成情况：", "已完成。", "具体措施：", "责任领导：王某", "问题：", "问题1：", "（一）", "1.", "1、", "①", "一、",
    "（1）", "第一部分", "一是", "二是", "关于", "台账不全", "问题", "方面", "的整改", "已整改完成的问题", "正在整改", "。", "：", "，",
    "；", "2019年9月7日", "2019-09-07", "首页 > 公开", "来源：新华社", "打印本页", "版权所有", "联系电话：0515-88880000", "a@example.com",
    "下一步", "没有尚未启动整改的问题。", "10个已整改到位", "6个方面", "云岭市图书馆党组", "附件：", "\u200b", "<p>", "𠮷", " ",
    "第一，", "首先，", "问题①", "a.", "1-1", "●", "★", "整改措施：", "整改目标：", "整改时限：2024年6月底", "牵头领导：张某",
    "责任单位：办公室", "进展情况：", "整改完成率100%", "长期坚持", "基本完成", "尚未启动", "未完成", "（已完成）", "【正在整改】",
    "一、关于学习方面存在的问题", "（一）关于台账不全的问题", "1.台账不全。", "欢迎监督。", "监督方式", "联系人：王某", "邮编：224000",
    "邮政信箱00", "手机13800138000", "来电", "公示时间：", "如有意见", "特此通报", "现将情况公布如下", "市委第二巡察组", "2019年3月至5月",
    "反馈意见指出3个问题", "制定整改措施12条", "此件公开发布", "（此页无正文）", "抄送：市纪委", "第1页", "——", "……", "|", "\t",
    "存在问题：", "原因分析：", "整改结果：", "佐证材料：", "见附件1", "表1", "序号", "聚焦", "针对", "其中", "目前", "下一步打算：",
    "校验码：ABCD-2345",
)  # fmt: skip
scraps = st.lists(st.sampled_from(SCRAPS), min_size=1, max_size=5).map("".join)
texts = st.one_of(scraps, st.text(max_size=40))


def among(told: list[Told], lines: Sequence[Sequence[str]]) -> list[Told]:
    """The findings with other texts."""
    return [(replace(finding, text=text), []) for (finding, _measures), text in zip(told, lines, strict=False)]


@settings(max_examples=300, deadline=None, suppress_health_check=SLOW)
@given(notices(), st.lists(st.lists(texts, max_size=4), min_size=12, max_size=12))
def test_no_text_that_may_be_kept_breaks_the_notice(notice: tuple[NoticeFacts, list[Told]], lines: list[list[str]]) -> None:
    told = among(notice[1], [[line for line in text if not any(strays(line))] for text in lines])
    facts = replace(notice[0], findings=[finding for finding, _measures in told])
    wanted = outline(facts, told)
    assert outline_read(read_notice(notice_paper(facts).text()), wanted) == wanted


@settings(max_examples=300, deadline=None, suppress_health_check=SLOW)
@given(notices(), st.lists(st.lists(st.builds(Done, texts, texts, st.none() | st.dates()), max_size=5), min_size=12, max_size=12))
def test_no_report_and_no_plan_breaks_the_text_drafted_from_it(notice: tuple[NoticeFacts, list[Told]], reports: list[list[Done]]) -> None:
    told = among(notice[1], [[draft_text(measures)] for measures in reports])
    facts = replace(notice[0], findings=[finding for finding, _measures in told])
    wanted = outline(facts, told)
    assert outline_read(read_notice(notice_paper(facts).text()), wanted) == wanted
