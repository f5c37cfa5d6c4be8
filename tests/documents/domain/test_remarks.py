"""A remark says where: the line in which the notice claims what it contradicts."""

import pytest

from zhenggai.documents.domain.reading import read_notice

NOTICE = """中共云岭市图书馆党组关于巡察整改进展情况的通报
2023年3月1日至4月30日，市委第二巡察组对市图书馆党组进行了巡察。6月1日，市委巡察组反馈了意见。
对反馈的{claim}，党组逐条研究。
一、整改情况
（一）关于学习方面存在的问题
1.关于台账不全的问题
整改情况：已完成。一是建立台账。二是开展培训。
2.关于学习不实的问题
整改情况：已完成。一是修订制度。二是组织学习。
中共云岭市图书馆党组
2023年12月1日"""


@pytest.mark.parametrize(
    ("claim", "words"),
    [
        ("3个方面2个问题", "3个方面"),
        ("三个方面二个问题", "三个方面"),
        ("1个方面9个问题", "9个问题"),
        ("问题1个方面1类9个", "问题1个方面1类9个"),
        ("1个方面2个问题，制定5条整改措施", "5条整改措施"),
    ],
)
def test_a_claim_that_is_contradicted_is_shown_where_it_stands(claim: str, words: str) -> None:
    notice = read_notice(NOTICE.format(claim=claim))
    assert [(remark.code, remark.line, remark.words) for remark in notice.warnings] == [("claim-mismatch", 3, words)]


def test_a_claimed_state_that_is_contradicted_is_shown_where_it_stands() -> None:
    text = NOTICE.format(claim="2个问题已完成整改1个，正在推进1个").replace("整改情况：已完成。", "整改状态：已完成\n")
    shown = [(remark.code, remark.line, remark.words) for remark in read_notice(text).warnings]
    assert shown == [("claim-mismatch", 3, "完成整改1个"), ("claim-mismatch", 3, "正在推进1个")]


@pytest.mark.parametrize("day", ["2023年5月20日", "5月20日"])
def test_a_meeting_that_studied_the_feedback_before_it_was_given_is_shown(day: str) -> None:
    text = NOTICE.format(claim="1个方面2个问题").replace("党组逐条研究。", f"党组于{day}召开扩大会议，传达学习市委第二巡察组反馈意见。")
    assert [(remark.code, remark.claimed) for remark in read_notice(text).warnings] == [("date-order", "2023-05-20")]


@pytest.mark.parametrize("written", ["2023619日", "202361日", "2023111日"])
def test_a_date_whose_digits_ran_together_is_shown_whether_it_can_be_read_or_not(written: str) -> None:
    text = NOTICE.format(claim="1个方面2个问题").replace("6月1日，", f"{written}，")
    shown = {(remark.code, remark.line, remark.words) for remark in read_notice(text).warnings}
    assert ("damaged-number", 2, written) in shown


def test_a_campaign_of_a_hundred_days_is_no_damaged_date() -> None:
    text = NOTICE.format(claim="1个方面2个问题").replace("党组逐条研究。", "党组开展2023年100日攻坚行动。")
    assert read_notice(text).warnings == ()
