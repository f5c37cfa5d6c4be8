"""`check` says what a careful reader would, with the line and the words; a clean notice gets no false alarm."""

from pathlib import Path

import pytest

from tests.documents.labels import labelled
from zhenggai.documents.domain.checking import check_notice
from zhenggai.documents.domain.privacy import bank_card, citizen_id

GOLDEN = Path(__file__).parents[2] / "golden" / "notices"
LEAD = "根据市委统一部署，2018年3月1日至4月30日，市委第一巡察组对某局党组进行了巡察。2018年6月1日，巡察组反馈了意见。\n"


def codes(text: str) -> list[str]:
    return [remark.code for remark in check_notice(text)]


def test_check_finds_a_bank_card_in_full_width() -> None:
    assert bank_card("6222020200112233347")
    assert "private-data" in codes(LEAD + "一、关于财务的问题\n退款转入６２２２ ０２０２ ００１１ ２２３３ ３４７。")


def test_check_knows_the_check_digits() -> None:
    assert citizen_id("110101199003070038")
    assert not citizen_id("110101199003070039")
    assert not citizen_id("110101199013070038")
    assert bank_card("6222021234567890128") != bank_card("6222021234567890129")


def test_check_leaves_an_official_phone_in_the_contact_alone() -> None:
    assert "private-data" not in codes(LEAD + "一、关于学习的问题\n已改。\n联系电话：13800138000；电子邮箱：a@example.com")


def test_check_finds_a_mobile_number_in_the_body() -> None:
    assert "private-data" in codes(LEAD + "一、关于学习的问题\n已由王某（13800138000）补学。")


@pytest.mark.parametrize(
    "words",
    [
        *("号码13800138000.", "Tel.13800138000", "tel13800138000", "13800138000a", "+8613800138000", "86-13800138000", "（138）00138000"),
        *("13800138000 13900139000", "13800138000-13900139000", "（13800138000/13900139000）", "1 13800138000", "2019 13800138000"),
        *("2026-11-23 13800138000", "13800138000 2019", "13800138000 3人", "138.0013.8000", "138-0013-8000", "一三八〇〇一三八〇〇〇"),
        *("身份证11010519491231002X.", "张三 11010519491231002x 13800138000", "110105 19491231 002X", "١٣٨٠٠١٣٨٠٠٠"),
        *("卡号6222021234567890128.", "卡号6222 0202 0011 2233 347", "卡号6222-0202-0011-2233-347", "6222020200112233347 张三"),
    ],
)
def test_check_finds_a_private_number_whatever_stands_beside_it(words: str) -> None:
    assert "private-data" in codes(LEAD + f"一、关于学习的问题\n已由王某{words}补学。")


@pytest.mark.parametrize(
    "words",
    [
        *("清退资金13800138000元", "投入13800138000.00元", "见http://www.example.gov.cn/art/2019/10/20/art_1229_13800138000.html"),
        *("13 2019 1020 18", "2019-10-20 2019-11-20", "电话0571-88001234 0571-88001235", "培训13次800人，138人次001", "3.1380013800.5"),
    ],
)
def test_check_leaves_numbers_alone_that_are_nobodys(words: str) -> None:
    assert "private-data" not in codes(LEAD + f"一、关于学习的问题\n已{words}整改。")


def test_check_finds_a_measure_without_substance() -> None:
    remarks = check_notice(LEAD + "一、关于学习不够的问题\n一是进一步提高认识。二是补学12次。")
    assert [remark.words for remark in remarks if remark.code == "empty-words"] == ["一是进一步提高认识。"]


def test_dates_out_of_order_are_shown_where_they_stand() -> None:
    remarks = check_notice("某局关于巡察整改情况的通报\n2023年3月1日至2023年2月10日，市委巡察组进行了巡察。\n一、学习\n已补学12次。")
    assert [remark.line for remark in remarks if remark.code == "date-order"] == [2]


@pytest.mark.parametrize("text", ["已完成。进一步加强管理，切实提高认识。", "已整改到位并长期坚持，高度重视。"])
def test_a_state_is_no_substance(text: str) -> None:
    assert "empty-words" in codes(f"{LEAD}一、关于学习不够的问题\n{text}")


def test_check_finds_an_unclosed_bracket() -> None:
    remarks = check_notice(LEAD + "一、关于学习的问题\n修订《学习制度，印发执行。")
    assert [(remark.line, remark.code) for remark in remarks if remark.code == "unclosed"] == [(3, "unclosed")]


def test_check_finds_the_same_title_twice() -> None:
    assert "duplicate-finding" in codes(LEAD + "一、关于党建方面\n（一）关于学习不够的问题\n补学。\n（二）关于学习不够的问题\n再补学。")


def test_check_finds_a_notice_that_is_late() -> None:
    text = "某局党组关于巡察整改情况的通报\n" + LEAD + "一、关于学习不够的问题\n补学。\n某局党组\n2018年8月20日"
    assert "late-notice" in codes(text)
    assert "late-notice" not in codes(text.replace("8月20日", "7月31日"))


def test_check_finds_a_section_that_says_nothing() -> None:
    assert "empty-section" in codes(LEAD + "一、整改情况\n（一）关于学习不够的问题\n（二）关于记录不全的问题\n补记。")


def test_check_finds_a_notice_dated_before_its_feedback() -> None:
    assert "date-order" in codes("某局党组关于巡察整改情况的通报\n" + LEAD + "一、关于学习不够的问题\n补学。\n某局党组\n2018年5月20日")


@pytest.mark.parametrize("label", labelled(GOLDEN), ids=lambda path: path.stem)
def test_check_gives_line_and_reason_for_what_it_finds(label: Path) -> None:
    text = label.with_suffix(".txt").read_text("utf-8")
    count = len(text.splitlines())
    for remark in check_notice(text):
        assert remark.message
        assert remark.line is None or 1 <= remark.line <= count
