"""What /ui/ shows: a fictional library with every component in every state. Content of a page for developers, so it is not translated."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms

from zhenggai.core.frame import Entry
from zhenggai.core.shapes import SHAPES

LONG = "图书采购验收流于形式，" * 8
HOSTILE = "<script>alert('1')</script>&\"引号\""


class OpinionForm(forms.Form):
    """One field that is wrong, one that is right, one for files, one choice."""

    comment = forms.CharField(label="意见", widget=forms.Textarea(attrs={"rows": 3}), help_text="写明缺什么、要补什么，责任人照此补正。")
    deadline = forms.DateField(label="补正期限", widget=forms.DateInput(attrs={"type": "date"}), help_text="不晚于问题的整改时限。")
    evidence = forms.FileField(label="佐证材料", required=False, help_text="PDF、Word、Excel、图片，单个不超过 20 MB。可以拖进来。")
    remind = forms.BooleanField(label="到期前三天提醒我", required=False)


class ReasonForm(forms.Form):
    """What a grave act asks."""

    reason = forms.CharField(label="理由", widget=forms.Textarea(attrs={"rows": 3}), help_text="永久留在记录上，写清依据。")


class ChoiceForm(forms.Form):
    """What narrows a list."""

    q = forms.CharField(label="查找", required=False, widget=forms.TextInput(attrs={"type": "search", "placeholder": "措施或问题里的字"}))
    state = forms.ChoiceField(label="状态", required=False, choices=[("", "全部"), ("working", "整改中"), ("submitted", "待核验")])
    late = forms.BooleanField(label="只看逾期", required=False)


@dataclass(frozen=True)
class Tile:
    """A finding on the example board."""

    number: int
    key: str
    title: str
    late: bool = False


@dataclass(frozen=True)
class Check:
    """Something that closing needs."""

    words: str
    met: bool


@dataclass(frozen=True)
class Milestone:
    """A date of the example case."""

    day: date
    title: str
    note: str
    state: str
    late: bool = False


@dataclass(frozen=True)
class Line:
    """An entry of the example record."""

    occurred_on: date
    recorded_at: date
    who: str
    what: str
    said: str
    sequence: int
    digest: str

    @property
    def later(self) -> int:
        """Days between what happened and its entry."""
        return (self.recorded_at - self.occurred_on).days


@dataclass(frozen=True)
class Row:
    """A row of the example table."""

    title: str
    where: str
    who: str
    deadline: date
    key: str


ASPECTS = [
    (
        "服务读者办法不多",
        [Tile(1, "closed", "延时开放没有落实"), Tile(2, "closed", "分馆少人管"), Tile(3, "preliminary", "盲文文献未上架", late=True)],
    ),
    ("采购管理不严", [Tile(4, "submitted", "拆分采购"), Tile(5, "working", LONG, late=True), Tile(6, "not_started", "库存账实不符")]),
    ("作风建设有短板", [Tile(7, "standing", "会议偏多"), Tile(8, "closed_not_done", "外包合同已终止"), Tile(9, "attested", "值班脱岗")]),
]
SAID = [
    ("", "", 9, "个问题"),
    ("，", "done", 2, "个已销号"),
    ("，", "first", 1, "个取得初步成效"),
    ("，", "late", 2, "条措施逾期"),
    ("，", "idle", 0, "条等核验"),
]
CHECKS = [
    Check("措施 1 已核验，佐证 2 件", met=True),
    Check("措施 2 核验（现为待核验）", met=False),
    Check("措施 3 的佐证材料", met=False),
    Check("责任领导已明确", met=True),
]


def milestones(today: date) -> list[Milestone]:
    """Dates behind, at and ahead of today."""
    return [
        Milestone(today - timedelta(days=61), "巡察反馈", "主要负责人签收", "done"),
        Milestone(today - timedelta(days=43), "整改方案审核通过", "反馈后 18 天", "done"),
        Milestone(today - timedelta(days=4), "集中整改情况报告", "已过 4 天", "now", late=True),
        Milestone(today + timedelta(days=31), "成效评估", "还有 31 天", "next"),
    ]


def lines(today: date) -> list[Line]:
    """Three entries, one made later, one with hostile words."""
    yesterday = today - timedelta(days=1)
    return [
        Line(yesterday, yesterday, "罗一宁", "退回措施 3", "缺 9 月的验收单。", 41, "c07e91aa5b0d"),
        Line(today - timedelta(days=6), yesterday, "贺知远", "记录进展：措施 2", HOSTILE, 40, "5b1a60f2c3aa"),
        Line(today - timedelta(days=9), today - timedelta(days=9), "罗一宁", "核验通过：措施 1", "", 39, "e9d3b77141c0"),
    ]


def rows(today: date) -> list[Row]:
    """Late, due today, ahead, standing."""
    return [
        Row("补齐三批图书的验收单，逐册核对入库数量", "问题 5 措施 3", "贺知远", today - timedelta(days=12), "returned"),
        Row(LONG, "问题 5 措施 1", "罗一宁", today, "submitted"),
        Row("每月公布分馆开放时长", "问题 2 措施 4", "沈茉", today + timedelta(days=9), "standing"),
        Row(HOSTILE, "问题 6 措施 1", "—", today + timedelta(days=40), "not_started"),
    ]


def everything(today: date) -> dict[str, Any]:
    """The context of /ui/, as of `today`."""
    wrong = OpinionForm({"comment": "", "deadline": "2019-02-30"})
    pages = [("#parts", "部件"), ("#overview", "总览"), ("#finding", "问题"), ("#forms", "表单"), ("#states", "各种情形")]
    return {
        "today": today,
        "deadlines": [today - timedelta(days=7), today, today + timedelta(days=1), None],
        "badges": [key for key in SHAPES if key != "late"],
        "aspects": ASPECTS,
        "milestones": milestones(today),
        "said": SAID,
        "check_items": CHECKS,
        "lines": lines(today),
        "rows": rows(today),
        "wrong": wrong,
        "grave": ReasonForm(),
        "choice": ChoiceForm(),
        "hostile": HOSTILE,
        "original": "部分图书采购验收流于形式，2018 年以来三批图书未经清点即签收入库，个别批次实收册数少于发票所列。",
        "digest": "8f2c0a91d4e67b3350aa41d0",
        "views": [Entry(key=url, label=label, url=url, current=not n) for n, (url, label) in enumerate(pages)],
    }
