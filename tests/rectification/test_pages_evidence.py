"""Evidence as it is handed over: whole, or in words why not."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Case
from zhenggai.evidence import storage
from zhenggai.rectification.models import Attachment


@pytest.fixture
def link(case: Case) -> Attachment:
    """A piece of evidence of the first measure."""
    measure = case.measure_at("working")
    return Attachment.objects.select_related("evidence__file").get(measure=measure)


def asked(client: Client, case: Case, link: Attachment) -> Any:
    client.force_login(case.district.owner)
    return client.get(reverse("rectification:evidence", args=[link.pk]))


def test_evidence_is_handed_over_as_it_came(client: Client, case: Case, link: Attachment) -> None:
    assert asked(client, case, link).content == storage.read(link.evidence.file.digest)


def test_altered_evidence_is_a_conflict_said_in_words(client: Client, case: Case, link: Attachment) -> None:
    storage.path_of(link.evidence.file.digest).write_bytes(b"%PDF-1.7\nanother\n")
    answer = asked(client, case, link)
    assert (answer.status_code, "的内容已被改动，与入库时的指纹不符" in answer.content.decode()) == (409, True)


def test_nothing_of_altered_evidence_is_handed_over(client: Client, case: Case, link: Attachment) -> None:
    storage.path_of(link.evidence.file.digest).write_bytes(b"%PDF-1.7\nanother\n")
    assert b"another" not in asked(client, case, link).content


def test_missing_evidence_is_a_conflict_said_in_words(client: Client, case: Case, link: Attachment) -> None:
    storage.path_of(link.evidence.file.digest).unlink()
    answer = asked(client, case, link)
    assert (answer.status_code, "不在存储中" in answer.content.decode()) == (409, True)


def test_the_page_of_altered_evidence_says_what_to_do_and_leads_back(client: Client, case: Case, link: Attachment) -> None:
    storage.path_of(link.evidence.file.digest).write_bytes(b"")
    page = asked(client, case, link).content.decode()
    back = reverse("rectification:finding", args=[case.finding().pk])
    assert ("zhenggai verify" in page, f'href="{back}"' in page) == (True, True)
