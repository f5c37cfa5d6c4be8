"""The dates of a case in order: what happened, what its regime asks next, what of that is late."""

from datetime import date

import pytest

from zhenggai.insight.domain.timeline import CaseDates, Milestone, timeline
from zhenggai.rectification.domain.regime import Node, Regime

NODES = (
    Node(key="plan", name="报送方案", months=1),
    Node(key="report", name="报告与公开", months=3),
    Node(key="lookback", name="回头看", months=9),
)
REGIME = Regime(
    key="r",
    name="规程",
    legal_basis="",
    confirmed=True,
    valid_from=date(2020, 1, 1),
    nodes=NODES,
)
FEEDBACK = date(2025, 5, 20)
PLAN_DUE, REPORT_DUE, LOOKBACK_DUE = date(2025, 6, 20), date(2025, 8, 20), date(2026, 2, 20)


def the_dates(**days: date) -> CaseDates:
    return CaseDates(**{name: days.get(name) for name in CaseDates.__annotations__})


def shown(today: date, **days: date) -> list[Milestone]:
    return timeline(the_dates(**days), REGIME, today)


def named(milestones: list[Milestone], title: str) -> Milestone:
    (found,) = (milestone for milestone in milestones if milestone.title == title)
    return found


def test_without_any_date_there_is_nothing_to_show() -> None:
    assert shown(FEEDBACK) == []


def test_before_the_feedback_the_regime_asks_for_nothing() -> None:
    assert [each.title for each in shown(date(2025, 4, 1), inspected_from=date(2025, 3, 3))] == ["巡察进驻"]


def test_the_feedback_starts_every_node_of_the_regime() -> None:
    assert [each.day for each in shown(FEEDBACK, feedback_on=FEEDBACK)] == [FEEDBACK, PLAN_DUE, REPORT_DUE, LOOKBACK_DUE]


def test_the_first_node_ahead_is_the_one_to_do_now() -> None:
    assert [each.state for each in shown(FEEDBACK, feedback_on=FEEDBACK)] == ["done", "now", "next", "next"]


def test_a_node_that_was_met_is_shown_on_the_day_it_was() -> None:
    milestones = shown(date(2025, 6, 15), feedback_on=FEEDBACK, plan_approved_on=date(2025, 6, 10))
    assert [(each.day, each.state) for each in milestones[:3]] == [
        (FEEDBACK, "done"),
        (date(2025, 6, 10), "done"),
        (REPORT_DUE, "now"),
    ]


@pytest.mark.parametrize(
    ("today", "note", "late"),
    [
        (date(2025, 6, 19), "还有 1 天", False),
        (PLAN_DUE, "今天到期", False),
        (date(2025, 6, 21), "已过 1 天", True),
    ],
)
def test_a_node_says_how_many_days_are_left_or_over(today: date, note: str, late: bool) -> None:
    plan = named(shown(today, feedback_on=FEEDBACK), "报送方案")
    assert (plan.note, plan.late) == (note, late)


def test_a_node_that_the_ledger_does_not_follow_is_never_called_late() -> None:
    lookback = named(shown(date(2026, 3, 1), feedback_on=FEEDBACK), "回头看")
    assert (lookback.note, lookback.late) == ("本系统尚无记录", False)


def test_what_happened_after_the_day_is_not_shown_as_of_the_day() -> None:
    milestones = shown(date(2025, 6, 1), feedback_on=FEEDBACK, plan_approved_on=date(2025, 6, 10), noticed_on=date(2025, 7, 20))
    assert [(each.title, each.state) for each in milestones[:2]] == [("巡察反馈", "done"), ("报送方案", "now")]


def test_a_concluded_case_has_nothing_ahead() -> None:
    milestones = shown(date(2025, 9, 2), feedback_on=FEEDBACK, concluded_on=date(2025, 9, 1))
    assert [(each.title, each.state) for each in milestones] == [("巡察反馈", "done"), ("整改办结", "done")]


def test_what_was_done_says_how_long_after_the_feedback() -> None:
    milestones = shown(date(2025, 7, 1), feedback_on=FEEDBACK, plan_approved_on=date(2025, 6, 10))
    assert named(milestones, "整改方案审核通过").note == "反馈后 21 天"


def test_what_passed_before_a_case_came_in_with_its_notice_is_not_late() -> None:
    milestones = timeline(the_dates(feedback_on=FEEDBACK), REGIME, date(2027, 1, 1), kept_here=False)
    assert [milestone.title for milestone in milestones if milestone.late] == []


def test_a_report_made_early_leaves_its_due_day_standing_until_it_has_come() -> None:
    noticed = {"feedback_on": FEEDBACK, "noticed_on": date(2025, 7, 20)}
    assert named(shown(date(2025, 8, 1), **noticed), "报告与公开").note == "2025-07-20 已通报"
    assert "报告与公开" not in [each.title for each in shown(date(2025, 8, 21), **noticed)]
