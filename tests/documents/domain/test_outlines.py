"""Random outlines in different numbering styles and widths are read back; no text whatever makes the reader raise."""

from collections.abc import Callable
from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from zhenggai.documents.domain.numerals import number
from zhenggai.documents.domain.reading import read_notice

CHINESE = "一二三四五六七八九十"
ASPECTS = ("学习贯彻决策部署", "履行主体责任", "基层组织建设", "内部管理", "廉洁自律", "干部队伍建设")
LACKS = ("计划不落实", "记录不完整", "审批不规范", "检查不经常", "公开不及时", "管理松散", "底数不清", "程序缺失", "责任弱化")
THINGS = ("学习", "采购", "值班", "档案", "合同", "车辆", "食堂", "接待", "培训", "资产")
DEEDS = ("补齐台账", "修订制度", "公示结果", "开展培训", "约谈责任人", "退回款项", "建立清单", "更换设备")


def chinese(value: int) -> str:
    tens, ones = divmod(value, 10)
    head = "" if tens == 0 else ("十" if tens == 1 else CHINESE[tens - 1] + "十")
    return head + (CHINESE[ones - 1] if ones else "")


STYLES: dict[str, Callable[[int], str]] = {
    "cjk": lambda n: f"{chinese(n)}、",
    "wrapped": lambda n: f"（{chinese(n)}）",
    "plain.": lambda n: f"{n}.",
    "plain．": lambda n: f"{n}．",
    "plain、": lambda n: f"{n}、",
    "round": lambda n: f"({n})",
    "circle": lambda n: chr(ord("①") + n - 1),
}
ORDERS = (
    ("cjk", "wrapped"),
    ("cjk", "plain."),
    ("cjk", "plain、"),
    ("wrapped", "plain."),
    ("wrapped", "plain．"),
    ("plain、", "round"),
    ("cjk", "round"),
    ("wrapped", "circle"),
)


PARTS = (
    "一、", "（一）", "1.", "(1)", "①", "问题1：", "关于", "问题", "方面", "的整改",
    "整改情况：", "完成情况：已完成", "一是", "三是", "。", "，", "“", "”", "\n", "2024年",
    "5月", "日", "至", "巡察组", "3个", "已整改", "反馈", "<p>", "𫖮", "�",
    " ", "电话：", "0000-1234567", "下一步",
)  # fmt: skip


@dataclass(frozen=True)
class Plan:
    """What is to be written: aspects, each with its findings and their numbers of measures; and how."""

    aspects: list[tuple[str, list[tuple[str, int]]]]
    styles: tuple[str, str]
    running: bool
    run_in: bool
    quoted: bool


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    names = draw(st.permutations(ASPECTS))[: draw(st.integers(1, 5))]
    titles = draw(st.permutations([thing + lack for thing in THINGS for lack in LACKS]))
    aspects, place = [], 0
    for name in names:
        count = draw(st.integers(1, 5))
        found = [(titles[place + step], draw(st.integers(1, 4))) for step in range(count)]
        aspects.append((name, found))
        place += count
    styles = draw(st.sampled_from(ORDERS))
    return Plan(aspects, styles, "circle" not in styles and draw(st.booleans()), draw(st.booleans()), draw(st.booleans()))


def written(plan: Plan) -> str:
    upper, lower = (STYLES[name] for name in plan.styles)
    lines = [
        "某市某局党组关于巡察整改情况的通报",
        "2023年3月1日至5月12日，市委第三巡察组对某市某局党组进行了巡察。2023年6月20日，巡察组反馈了意见。",
    ]
    count = 0
    for place, (name, findings) in enumerate(plan.aspects, 1):
        lines.append(f"{upper(place)}关于{name}方面")
        for own, (title, measures) in enumerate(findings, 1):
            count += 1
            head = f"{lower(count if plan.running else own)}关于{f'“{title}”' if plan.quoted else title}的问题。"
            text = "".join(f"{CHINESE[step]}是{DEEDS[(count + step) % len(DEEDS)]}。" for step in range(measures))
            lines += [head + text] if plan.run_in else [head, text]
    return "\n".join([*lines, "某市某局党组", "2023年9月15日"])


@settings(max_examples=150, deadline=None)
@given(plans(), st.booleans())
def test_read_gives_back_a_written_outline(plan: Plan, narrow: bool) -> None:
    text = written(plan)
    if narrow:
        text = text.translate(str.maketrans("，。（）．：", ",。().:"))
    notice = read_notice(text)
    wanted = [
        (f"关于{name}方面", f"关于{f'“{title}”' if plan.quoted else title}的问题。", count)
        for name, found in plan.aspects
        for title, count in found
    ]
    assert [(finding.aspect, finding.title, len(finding.measures)) for finding in notice.findings] == wanted
    assert (notice.signer, notice.issued_on, notice.feedback_on) == ("某市某局党组", "2023-09-15", "2023-06-20")
    assert notice.warnings == ()


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PARTS), max_size=60))
def test_read_never_raises_on_scrambled_notices(parts: list[str]) -> None:
    notice = read_notice("".join(parts))
    assert all(finding.title for finding in notice.findings)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=400))
def test_read_never_raises_on_any_text(text: str) -> None:
    read_notice(text)


@given(st.integers(1, 99))
def test_number_reads_back_chinese_numerals(value: int) -> None:
    assert number(chinese(value)) == value


def test_read_survives_lists_that_start_again_without_end() -> None:
    assert read_notice("1.关于甲\n(1)关于乙\n" * 5000).warnings


def test_read_takes_ten_thousand_headings() -> None:
    text = "\n".join(f"{n}.关于第{n}事项落实不到位的问题。已改。" for n in range(1, 10001))
    notice = read_notice(text)
    assert len(notice.findings) == 10000
    assert "many-headings" in {remark.code for remark in notice.warnings}


def test_read_takes_one_line_of_ten_megabytes() -> None:
    assert "no-headings" in {remark.code for remark in read_notice("根据市委部署，" * 1_500_000).warnings}


def test_read_says_that_a_name_is_very_long() -> None:
    notice = read_notice(f"{'某' * 500}局党组关于巡察整改情况的通报\n一、关于学习不够的问题\n已改。")
    assert notice.issuer is not None
    assert len(notice.issuer) > 500
    assert "long-name" in {remark.code for remark in notice.warnings}
