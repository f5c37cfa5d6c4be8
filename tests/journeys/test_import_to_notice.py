"""The main journey: a notice is imported, one of its problems is worked off by different people, closed, and stands in the new notice."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from tests.journeys.people import Demo

if TYPE_CHECKING:
    from playwright.sync_api import Page

NOTICE = """{unit}党组关于巡察整改进展情况的通报
根据市委统一部署，2024年3月4日至5月10日，市委第七巡察组对{unit}党组进行了巡察。2024年6月20日，巡察组反馈了巡察意见。现将整改情况予以公布。
一、整改工作组织情况
党组逐条认领反馈的1个方面2个问题。截至目前，1个已整改到位，1个取得初步成效。
二、整改落实情况
（一）已整改完成的问题
1.关于内部管理不严方面
（1）关于印章使用登记不全问题的整改。
补齐上半年用印登记36条，换用连续编号的登记簿。
（二）已取得初步成效的问题
1.关于内部管理不严方面
（1）关于车辆加油台账缺失问题的整改。
建立单车油耗台账，按月公示。
联系方式：电话0000-5551234；电子信箱：demo@example.com。
{unit}党组
2024年9月20日
"""


def test_a_notice_is_imported_and_comes_back_as_one(page: "Page", tmp_path: Path, keep: "Callable[[Page, str], None]") -> None:
    demo = Demo(page)
    owner, leader = demo.name_of("owner"), demo.name_of("leader")

    demo.enter("liaison")
    unit = page.locator(".top-unit").inner_text()
    file = tmp_path / "通报.txt"
    file.write_text(NOTICE.format(unit=unit), "utf-8")
    page.goto("/import/")
    page.get_by_label("通报文件").set_input_files(file)
    page.get_by_role("button", name="预览").click()
    assert "2 个问题" in page.locator(".say").inner_text()
    page.get_by_role("button", name="确认导入").click()
    assert "未经本系统核验" in page.locator("main").inner_text()
    keep(page, "imported")

    page.locator("#board .tile").first.click()
    case = page.url
    page.get_by_role("link", name="明确责任").click()
    choose(page, "责任领导", leader)
    choose(page, "责任人", owner)
    page.get_by_label("整改时限").fill("2030-12-31")
    page.get_by_role("button", name="明确责任").click()
    page.wait_for_url(case)

    demo.enter("owner")
    report(page, case, tmp_path / "登记簿.txt", "补齐用印登记36条。")
    act(page, case, "提交核验")

    demo.enter("leader")
    act(page, case, "退回", {"退回意见": "登记簿缺领用人签字，请补。"})
    assert "登记簿缺领用人签字" in page.locator("#measure-1").inner_text()

    demo.enter("owner")
    report(page, case, tmp_path / "签字页.txt", "36条登记补齐领用人签字。")
    act(page, case, "提交核验")

    demo.enter("leader")
    act(page, case, "核验通过", {"意见": "原件已看，签字齐全。"})
    act(page, case, "认定取得初步成效", {"认定依据": "登记补齐，用印先登记后盖章。", "下次检查日期": "2030-12-31"})
    assert "取得初步成效" in page.locator(".rail").inner_text()

    demo.enter("liaison")
    act(page, case, "申请销号")
    assert "待审批销号" in page.locator(".rail").inner_text()
    keep(page, "submitted")

    demo.enter("principal")
    act(page, case, "批准销号", {"意见": "同意销号。"})
    assert "已销号" in page.locator(".rail").inner_text()
    keep(page, "closed")

    page.get_by_role("link", name="整改通报").first.click()
    paper = page.locator(".paper").inner_text()
    done, _, rest = paper.partition("（二）")
    assert "（1）关于印章使用登记不全问题的整改。" in done
    assert "关于车辆加油台账缺失问题的整改。" in rest
    keep(page, "notice")

    page.get_by_role("link", name="修改组织情况与下一步计划").click()
    page.get_by_role("button", name="确认这两段文字").click()
    page.wait_for_url("**/notice/")
    page.get_by_role("link", name="签发……").click()
    keep(page, "issue")
    page.get_by_role("button", name="签发", exact=True).click()
    assert "与签发时逐字一致" in page.locator("main").inner_text()


def test_who_submitted_a_measure_finds_no_button_to_verify_it(page: "Page") -> None:
    demo = Demo(page)
    demo.enter("owner")
    page.goto("/inspections/2/lists/?state=submitted&view=duties")
    page.locator("table a[data-row]").first.click()
    assert page.get_by_role("link", name="核验通过").count() == 0


def choose(page: "Page", label: str, name: str) -> None:
    option = page.get_by_label(label).locator("option").filter(has_text=name).first
    page.get_by_label(label).select_option(value=option.get_attribute("value"))


def act(page: "Page", case: str, verb: str, values: dict[str, str] | None = None) -> None:
    """Opens the act from the finding's page, fills what it asks, does it, and is back on the finding."""
    page.goto(case)
    page.get_by_role("link", name=verb, exact=True).first.click()
    for label, value in (values or {}).items():
        page.get_by_label(label).fill(value)
    page.get_by_role("button", name=verb).click()
    page.wait_for_url(case)


def report(page: "Page", case: str, file: Path, words: str) -> None:
    """Records progress with a file as evidence."""
    file.write_text(f"{words}\n", "utf-8")
    page.goto(case)
    page.get_by_role("link", name="记录进展").first.click()
    page.get_by_label("工作情况").fill(words)
    page.get_by_label("完成比例").fill("100")
    page.get_by_label("佐证材料").set_input_files(file)
    page.get_by_role("button", name="记录进展").click()
    page.wait_for_url(case)
