"""`bench read`: the reader beside one normalisation and one regular-expression pass over the same text (goal: at most 25 times)."""

import re
import unicodedata

from zhenggai.bench import Row, paired
from zhenggai.documents.domain.reading import read_notice

GOAL = 25.0
_ONE_PASS = re.compile(
    r"^[(]?[一二三四五六七八九十\d]{1,3}[)、.]|[一二三四五六七八九十]+是|\d{4}年\d{1,2}月\d{1,2}日|\d+[个项条]|(?:问题|方面|整改|完成)",
    re.MULTILINE,
)
_LEAD = (
    "某市某局党组关于巡察整改落实情况的通报\n根据市委统一部署，2023年3月6日至5月12日，市委第三巡察组对某局党组进行了巡察。2023年6月20日，市委第三巡察组反馈了"
    "巡察意见。\n一、整改工作组织情况\n对照反馈的6个方面、%(findings)d个问题，制定整改措施%(measures)d条。\n二、整改落实情况"
)
_FINDING = (
    "（%(n)d）关于第%(n)d项工作底数不清、责任不落实问题的整改。\n一是逐户核对底册，补录缺项%(n)d处，由分管负责人签字确认后归档。二是修订管理办法，明确登记、复核、"
    "公示三个环节的责任人和时限。三是按季度抽查，对两次抽查不合格的科室予以通报，并将结果纳入年度考核。"
)
ASPECTS = ("贯彻上级部署", "履行主体责任", "基层组织建设", "内部管理", "廉洁自律", "巡察整改")


def sample(findings: int) -> str:
    """Give a fictional notice of so many findings in six aspects."""
    lines = [_LEAD % {"findings": findings, "measures": findings * 3}]
    share = -(-findings // len(ASPECTS))
    for place in range(findings):
        if place % share == 0:
            lines.append(f"{place // share + 1}、关于{ASPECTS[place // share]}方面")
        lines.append(_FINDING % {"n": place + 1})
    return "\n".join([*lines, "联系电话：0000-6220137；电子邮箱：a@example.org。", "某局党组", "2023年9月18日"])


def bare(text: str) -> int:
    """The floor: normalise once, look for marks, dates, counts and words once."""
    return sum(1 for _match in _ONE_PASS.finditer(unicodedata.normalize("NFKC", text)))


def measure(full: bool = False) -> list[Row]:
    """Give a row for a notice of the usual size and one for a long one; `full` adds one of 10,000 findings."""
    sizes = (17, 400, 10_000) if full else (17, 400)
    return [_row(size) for size in sizes]


def _row(findings: int) -> Row:
    text = sample(findings)
    times = max(1, 2000 // findings)
    pairs = paired(lambda: [read_notice(text) for _ in range(times)], lambda: [bare(text) for _ in range(times)])
    return pairs.row(f"read {findings} findings", goal=GOAL, per=times)
