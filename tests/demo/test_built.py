"""The demo as it is built: whole cases worked through the actions, replayed from the record, shown, printed, and read again."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from tests.documents.test_notice_reads_back import outline, outline_read
from zhenggai.accounts.models import Person
from zhenggai.demo.build import build_demo
from zhenggai.documents.domain.notice_paper import NoticeFacts, notice_paper
from zhenggai.documents.domain.readback import Proof, proofread
from zhenggai.documents.domain.reading import read_notice
from zhenggai.documents.notices import notice_facts, notice_of
from zhenggai.documents.queries import code_of_issue, is_as_issued
from zhenggai.insight.queries import Past, board_as_of
from zhenggai.ledger.queries import Clock
from zhenggai.rectification.models import Aspect, Finding, Inspection, Measure
from zhenggai.rectification.queries import late

# A worker builds the demo of a seed once, for all tests of it.
FIXED, *OTHERS = (pytest.param(seed, marks=pytest.mark.xdist_group(f"demo {seed}")) for seed in (1, 7, 23))
fixed_demo = pytest.mark.parametrize("built", [FIXED], indirect=True)
NOTICED = date(2019, 10, 20)


@pytest.fixture(scope="module")
def built(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Path]:
    """The folder of the demo of a seed, whose rows are in the database until the last test of it has run."""
    folder = tmp_path_factory.mktemp("demo")
    with django_db_blocker.unblock(), override_settings(ZHENGGAI_DATA=folder), transaction.atomic():
        build_demo(folder, request.param, lambda said: None)
        yield folder
        transaction.set_rollback(True)


def notices() -> Iterator[NoticeFacts]:
    """Of each case its notice as issued, else its draft of today."""
    return (notice_facts(case, case.noticed_on or timezone.localdate()) for case in Inspection.objects.order_by("pk"))


def said_and_read(facts: NoticeFacts) -> tuple[object, object]:
    """The notice without its address, which is read without its postcode; the two stand apart."""
    wanted = outline(facts, [(finding, []) for finding in facts.findings])
    got = outline_read(read_notice(notice_paper(facts).text()), wanted)
    for each in (wanted, got):
        each["contact"] = each["contact"][:2]
    return wanted, got


def finished() -> Inspection:
    """The case of 2019, from feedback to conclusion."""
    return Inspection.objects.order_by("pk")[0]


def running() -> Inspection:
    """The case in mid-course."""
    return Inspection.objects.order_by("pk")[1]


def past(clock: Clock) -> Past:
    return board_as_of(finished(), NOTICED, clock)


@pytest.mark.parametrize("built", [FIXED, *OTHERS], indirect=True)
def test_every_notice_of_the_demo_reads_as_the_record_has_it(db: None, built: Path) -> None:
    for facts in notices():
        wanted, got = said_and_read(facts)
        assert got == wanted
        assert proofread(facts, notice_paper(facts)) == Proof((), ())
    (issued,) = Inspection.objects.exclude(noticed_on=None)
    assert (is_as_issued(issued, notice_of(issued)), len(code_of_issue(issued))) == (True, 23)


@fixed_demo
def test_the_finished_case_has_six_aspects_seventeen_findings_and_125_measures(db: None, built: Path) -> None:
    assert [rows.objects.filter(inspection=finished()).count() for rows in (Aspect, Finding, Measure)] == [6, 17, 125]


@fixed_demo
def test_the_running_case_has_something_in_every_hand(db: None, built: Path) -> None:
    measures = Measure.objects.filter(inspection=running())
    states = Counter(measures.values_list("state", flat=True))
    found = {
        "late": measures.filter(late(timezone.localdate())).count(),
        "returned": measures.filter(state="working", returned_on__isnull=False).count(),
        "to verify": states["submitted"],
        "to close": Finding.objects.filter(inspection=running(), state="submitted").count(),
        "to begin": states["not_started"],
    }
    assert [name for name, n in found.items() if not n] == []


@fixed_demo
def test_as_of_the_day_of_the_notice_ten_findings_were_closed_and_seven_had_first_results(db: None, built: Path) -> None:
    counts = past("case").board.counts
    assert (counts.closed, counts.preliminary, counts.not_started) == (10, 7, 0)


@fixed_demo
def test_as_of_a_past_day_it_is_told_how_much_was_entered_later(db: None, built: Path) -> None:
    assert past("case").later > 0


@fixed_demo
def test_the_record_knew_nothing_before_it_was_kept(db: None, built: Path) -> None:
    known = past("record")
    assert (known.board.counts.findings, set(vars(known.dates).values())) == (0, {None})


@pytest.fixture
def page(db: None, built: Path, client: Client) -> str:
    """The overview of the finished case as of the day of its notice, as the office sees it."""
    client.force_login(Person.objects.get(username="office"))
    path = reverse("insight:overview", args=[finished().pk])
    return client.get(path, {"as_of": NOTICED.isoformat(), "clock": "case"}).content.decode()


@fixed_demo
def test_the_overview_of_that_day_says_ten_seven_and_none(page: str) -> None:
    say = page.partition('class="say"')[2].partition("</p>")[0]
    words = "".join(part.partition(">")[2] for part in say.split("<"))
    assert "10个已整改到位，7个取得初步成效，0个尚未启动" in words.replace(" ", "")


@fixed_demo
def test_the_overview_of_that_day_says_how_much_was_entered_later(page: str) -> None:
    assert f"有 {past('case').later} 条是这一天以后补记的" in page
