"""The real path: whole cases worked through the actions, their notices replayed from the record, printed, and read again."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import timezone

from tests.documents.test_notice_reads_back import outline, outline_read
from zhenggai.demo.build import build_demo
from zhenggai.documents.domain.notice_paper import NoticeFacts, notice_paper
from zhenggai.documents.domain.readback import misreadings
from zhenggai.documents.domain.reading import read_notice
from zhenggai.documents.notices import notice_facts, notice_of
from zhenggai.documents.queries import code_of_issue, is_as_issued
from zhenggai.rectification.models import Inspection

SEEDS = (1, 7, 23)


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


@pytest.mark.parametrize("seed", SEEDS)
def test_every_notice_of_the_demo_reads_as_the_record_has_it(db: None, data_dir: Path, seed: int) -> None:
    build_demo(data_dir, seed, lambda said: None)
    for facts in notices():
        wanted, got = said_and_read(facts)
        assert got == wanted
        assert misreadings(facts, notice_paper(facts)) == []
    (issued,) = Inspection.objects.exclude(noticed_on=None)
    assert (is_as_issued(issued, notice_of(issued)), len(code_of_issue(issued))) == (True, 23)
