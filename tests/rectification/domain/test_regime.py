"""Dates that follow from the feedback, and the regimes as shipped (rules.md §1.1, C-TIM-1)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from zhenggai.core.dates import add_days, add_months
from zhenggai.rectification.domain.regime import Node, Regime, regime_for, regime_on, regimes

DAYS = st.dates(date(1990, 1, 1), date(2090, 1, 1))


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2025, 8, 31), 6, date(2026, 2, 28)),
        (date(2023, 8, 31), 6, date(2024, 2, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2025, 1, 31), 1, date(2025, 2, 28)),
        (date(2025, 10, 31), 1, date(2025, 11, 30)),
        (date(2025, 11, 30), 2, date(2026, 1, 30)),
        (date(2025, 12, 15), 1, date(2026, 1, 15)),
        (date(2025, 12, 31), 0, date(2025, 12, 31)),
    ],
)
def test_months_end_where_the_month_ends(day: date, months: int, then: date) -> None:
    assert add_months(day, months) == then


@given(DAYS, st.integers(0, 240))
def test_so_many_months_later_is_that_month(day: date, months: int) -> None:
    then = add_months(day, months)
    assert (then.year - day.year) * 12 + then.month - day.month == months


@given(DAYS, st.integers(0, 240))
def test_the_day_of_the_month_is_kept_or_the_last_one(day: date, months: int) -> None:
    then = add_months(day, months)
    assert then.day == day.day or (then.day < day.day and add_days(then, 1).day == 1)


@given(DAYS, st.integers(0, 5000))
def test_days_are_calendar_days(day: date, days: int) -> None:
    assert (add_days(day, days) - day).days == days


def test_a_node_counts_months_before_days() -> None:
    assert Node(key="report", name="报送", months=1, days=1).due(date(2025, 1, 31)) == date(2025, 3, 1)


@pytest.mark.parametrize("regime", regimes().values(), ids=str)
def test_a_shipped_regime_names_its_legal_basis(regime: Regime) -> None:
    assert len(regime.legal_basis) > 10


@pytest.mark.parametrize("regime", regimes().values(), ids=str)
def test_the_nodes_of_a_shipped_regime_stand_in_order(regime: Regime) -> None:
    due = [node.due(date(2025, 8, 31)) for node in regime.nodes]
    assert due == sorted(due)


@pytest.mark.parametrize("regime", regimes().values(), ids=str)
def test_the_nodes_of_a_shipped_regime_have_keys_of_their_own(regime: Regime) -> None:
    assert len({node.key for node in regime.nodes}) == len(regime.nodes)


def test_a_regime_with_an_unknown_line_is_refused() -> None:
    shipped = regime_for("patrol-2017").model_dump()
    with pytest.raises(ValidationError):
        Regime.model_validate(shipped | {"nodez": []})


def test_an_unknown_regime_is_a_mistake_in_the_program() -> None:
    with pytest.raises(KeyError):
        regime_for("moon-1969")


@pytest.mark.parametrize(
    ("day", "key"),
    [
        (None, "patrol-2017"),
        (date(2014, 5, 1), "patrol-2017"),
        (date(2019, 8, 20), "patrol-2017"),
        (date(2020, 12, 31), "patrol-2017"),
        (date(2021, 1, 1), "patrol-3-months"),
        (date(2024, 2, 8), "patrol-3-months"),
        (date(2090, 1, 1), "patrol-3-months"),
    ],
)
def test_the_newest_regime_valid_on_the_day_is_taken(day: date | None, key: str) -> None:
    assert regime_on(day).key == key


def test_a_regime_holds_from_its_first_day_to_its_last() -> None:
    regime = regime_for("patrol-2017")
    days = [date(2015, 8, 2), date(2015, 8, 3), date(2024, 2, 7), date(2024, 2, 8)]
    assert [regime.holds_on(day) for day in days] == [False, True, True, False]


@pytest.mark.parametrize("regime", regimes().values(), ids=str)
def test_a_shipped_regime_says_by_when_to_report(regime: Regime) -> None:
    assert regime.report.months in (2, 3)
