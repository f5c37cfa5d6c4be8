"""Words drafted for publication, and lines that would break the notice they are printed in."""

from datetime import date

import pytest

from zhenggai.rectification.domain.wording import Done, draft_text, strays


def drafted(*reports: str) -> str:
    return draft_text(map(Done, reports))


def test_one_report_stands_without_a_numeral() -> None:
    assert drafted("已印发新制度；") == "已印发新制度。"


def test_reports_are_numbered_and_those_that_say_nothing_are_not_counted() -> None:
    assert drafted("印发制度。", " 。", "退回2128元") == "一是印发制度。二是退回2128元。"


def test_the_eleventh_report_is_numbered_too() -> None:
    assert drafted(*["培训"] * 11).endswith("十是培训。十一是培训。")


def test_a_report_becomes_one_line_and_its_own_numerals_become_circled() -> None:
    assert drafted("一是查；二是改。\n三是验", "公布") == "一是①查；②改；③验。二是公布。"


def test_a_single_report_that_begins_like_a_heading_is_numbered() -> None:
    assert drafted("1.修订制度") == "一是1.修订制度。"


def test_a_measure_without_progress_is_told_as_planned() -> None:
    planned = Done("", "修订值班制度。", date(2026, 12, 20))
    assert draft_text([Done("印发制度"), planned]) == "一是印发制度。二是计划2026年12月20日前完成：修订值班制度。"


def test_a_planned_measure_without_a_deadline_is_told_as_considered() -> None:
    assert draft_text([Done("", "修订值班制度")]) == "正在筹划：修订值班制度。"


def test_once_there_is_progress_the_plan_is_not_told() -> None:
    assert draft_text([Done("已印发", "修订值班制度", date(2026, 12, 20))]) == "已印发。"


@pytest.mark.parametrize(
    "line",
    [
        "一、组织情况",
        "（一）自查",
        "1.修订",
        "１、修订",
        "（1）修订",
        "①修订",
        "⒈修订",
        "第一部分 总体",
        "问题1：台账不全",
        "第一，关于台账不全的问题。",
        "a.台账不全",
        "ｂ）台账不全",
        "1-1台账不全",
        "1.1 台账不全",
        "● 台账不全",
        "\u200b（一）自查",
    ],
)
def test_a_line_like_a_heading_is_found(line: str) -> None:
    assert [stray.number for stray in strays(f"召开会议。\n{line}")] == [2]


@pytest.mark.parametrize(
    "line",
    [
        "完成情况：已完成。",
        "【整改状态】：正在整改",
        "已整改完成的问题",
        "整改情况:基本完成",
        "整改情况：。已完成。",
        "下一步打算：复查。完成情况：基本完成",
    ],
)
def test_a_line_that_states_how_far_it_is_is_found(line: str) -> None:
    assert [stray.state for stray in strays(line)] == [True]


@pytest.mark.parametrize("line", ["反馈问题：台账不全", "关于台账不全的问题", "在作风建设方面"])
def test_a_line_that_would_be_read_as_another_problem_is_found(line: str) -> None:
    assert [stray.state for stray in strays(line)] == [False]


@pytest.mark.parametrize(
    "line",
    [
        "一是修订制度。",
        "2019年9月7日，召开专题会。",
        "1.5万元已退回。",
        "整改措施：按月报送台账，逐项核对。",
        "针对反馈问题，召开专题会。",
        "完成了3项任务。",
        "第一，学习不少于12次。",
        "3-5月完成整改。",
        "A类台账已补齐。",
        "1.5 万元已退回。",
        "下一步打算：按月复查，逐项核对。",
    ],
)
def test_a_line_that_people_write_is_left_alone(line: str) -> None:
    assert not list(strays(line))


def test_an_invisible_character_hides_no_heading() -> None:
    assert [stray.start for stray in strays("\u200b（一）自查")] == ["（一）自查"]


def test_of_organisation_and_next_steps_only_the_first_level_is_asked() -> None:
    text = "（一）继续整改。\n关于台账不全的问题\n二、整改落实情况"
    assert [stray.number for stray in strays(text, top=True)] == [3]
