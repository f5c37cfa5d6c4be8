"""The sentences at the head of overview and workbench, in Chinese and in English, and where their numbers lead."""

import re
from datetime import date

import pytest
from django.utils import translation
from django.utils.html import strip_tags

from zhenggai.insight.domain.board import AspectRow, Board, FindingRow, MeasureRow, board
from zhenggai.insight.sentences import Places, case_sentences, linked, waiting_sentences
from zhenggai.rectification.domain.states import FindingState as F
from zhenggai.rectification.domain.states import MeasureState as M

TODAY, EARLIER = date(2025, 7, 15), date(2025, 7, 14)
NOW, THEN = Places("#board", "/lists/", narrowed=True), Places("#board", "#board", narrowed=False)
NOTHING = {"approve": 0, "verify": 0, "assign": 0, "close": 0, "again": 0, "todo": 0, "overdue": 0}


def a_board(*states: F, measures: tuple[MeasureRow, ...] = (), aspects: int = 1) -> Board:
    findings = [FindingRow(n, n, f"问题{n}", 1 + (n - 1) % aspects, state, False, "") for n, state in enumerate(states, 1)]
    return board([AspectRow(n, f"方面{n}") for n in range(1, aspects + 1)], findings, measures, TODAY)


def said(words: str) -> str:
    return strip_tags(words).strip()


def test_a_case_is_told_in_two_sentences() -> None:
    rows = (MeasureRow(2, M.VERIFIED, None), MeasureRow(2, M.WORKING, EARLIER), MeasureRow(3, M.SUBMITTED, TODAY))
    told = said(case_sentences(a_board(F.CLOSED, F.WORKING, F.SUBMITTED, measures=rows, aspects=2), NOW))
    assert told == (
        "反馈的 2 个方面共 3 个问题，1 个已整改到位，0 个取得初步成效，2 个正在整改（其中 1 个待审批销号），0 个尚未启动。"
        "3 条措施完成 1 条，1 条逾期，1 条等核验。"
    )


def test_english_has_its_singulars() -> None:
    with translation.override("en"):
        told = said(case_sentences(a_board(F.WORKING, measures=(MeasureRow(1, M.WORKING, EARLIER),)), NOW))
        many = said(case_sentences(a_board(F.CLOSED, F.CLOSED, aspects=2), NOW))
    assert (
        told == "1 finding in 1 aspect: 0 put right, 0 with first results, 1 being worked on, 0 not started. 0 of 1 measure done, 1 late."
    )
    assert many.startswith("2 findings in 2 aspects: 2 put right")


def test_nought_is_quiet_and_what_is_late_is_not() -> None:
    assert 'class="is-idle"' in linked(0, "/", "late")
    assert 'class="is-late"' in linked(1, "/", "late")


def test_numbers_lead_to_their_rows_and_to_the_board_of_a_past_day() -> None:
    shown = a_board(F.WORKING, measures=(MeasureRow(1, M.WORKING, EARLIER),))
    assert set(re.findall(r'href="([^"]*)"', case_sentences(shown, NOW))) == {"#board", "/lists/", "/lists/?state=done", "/lists/?late=1"}
    assert set(re.findall(r'href="([^"]*)"', case_sentences(shown, THEN))) == {"#board"}


@pytest.mark.parametrize(
    ("counts", "late", "words"),
    [
        ({"verify": 6}, 0, "待办：6 条措施待核验。"),
        ({"approve": 1, "todo": 4}, 3, "待办：1 个问题待审批销号，4 条措施由您承办，其中 3 条已逾期。"),
        ({"assign": 17}, 0, "待办：17 个问题待明确责任。"),
        ({"overdue": 9}, 0, "全单位有 9 条措施逾期。"),
        ({"again": 1, "todo": 2}, 0, "待办：1 个问题的初步成效待复看，2 条措施由您承办。"),
        ({"close": 2, "overdue": 21}, 0, "待办：2 个问题可申请销号。全单位有 20+ 条措施逾期。"),
        ({}, 0, ""),
    ],
)
def test_what_waits_is_told_in_one_breath(counts: dict[str, int], late: int, words: str) -> None:
    assert said(waiting_sentences(NOTHING | counts, late, most=20)) == words


def test_what_waits_is_told_in_english() -> None:
    with translation.override("en"):
        told = said(waiting_sentences(NOTHING | {"verify": 1, "todo": 2, "overdue": 1}, 1, most=20))
    assert told == "Waiting for you: 1 measure to verify, 2 measures to carry out, 1 of these late. In the whole unit, 1 measure is late."
