"""Bringing evidence: what is kept of a file, and what it is said to be."""

from datetime import date

import pytest

from tests.cast import WORKED, District, last_entry, pdf
from zhenggai.core.refusal import Refusal
from zhenggai.evidence.actions import bring
from zhenggai.evidence.models import Evidence, File
from zhenggai.ledger.actions import recording


def bring_one(
    district: District, *, content: bytes = pdf(), name: str = "会议纪要.pdf", title: str = "", dated_on: date | None = None
) -> Evidence:
    with recording(chain="case:1", by=district.owner.subject, verb="evidence.bring") as entry:
        return bring(entry, content=content, name=name, title=title, dated_on=dated_on, by=district.owner, on=WORKED)


def test_keeps_type_and_size_of_the_content(district: District) -> None:
    file = bring_one(district).file
    assert (file.media, file.size) == ("application/pdf", len(pdf()))


def test_keeps_who_brought_it_and_both_days(district: District) -> None:
    brought = bring_one(district, dated_on=date(2025, 6, 1))
    assert (brought.brought_by, brought.brought_on, brought.dated_on) == (district.owner, WORKED, date(2025, 6, 1))


def test_is_called_by_its_title(district: District) -> None:
    assert bring_one(district, title=" 党组会议纪要 ").title == "党组会议纪要"


def test_is_called_by_its_name_where_no_title_is_given(district: District) -> None:
    assert bring_one(district).title == "会议纪要.pdf"


@pytest.mark.parametrize("name", ["𠮷野同志的说明.pdf", "བཀྲ་ཤིས།.pdf"])
def test_a_rare_name_is_kept(district: District, name: str) -> None:
    bring_one(district, name=name)
    assert Evidence.objects.get().name == name


def test_the_same_content_under_another_name_is_one_file(district: District) -> None:
    bring_one(district)
    bring_one(district, name="另一个名字.pdf")
    assert (File.objects.count(), Evidence.objects.count()) == (1, 2)


def test_the_digest_stands_in_the_chain_in_clear_and_the_name_does_not(district: District) -> None:
    digest = bring_one(district).file.digest
    assert (digest in last_entry().payload, "会议纪要" in last_entry().payload) == (True, False)


@pytest.mark.parametrize(("day", "why"), [(date(1, 1, 1), "年份不对"), (date(9999, 1, 1), "不能晚于今天")])
def test_a_day_that_cannot_be_is_refused(district: District, day: date, why: str) -> None:
    with pytest.raises(Refusal, match=why):
        bring_one(district, dated_on=day)


def test_a_refused_file_leaves_nothing(district: District) -> None:
    with pytest.raises(Refusal):
        bring_one(district, content=b"<html>")
    assert (File.objects.count(), Evidence.objects.count()) == (0, 0)
