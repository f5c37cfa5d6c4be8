"""The record of a case as it is read, and the receipt that is taken off the machine."""

import json
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import PLANNED, WORKED, Case
from zhenggai.accounts.models import Person
from zhenggai.ledger.domain.receipt import read_receipt
from zhenggai.ledger.models import LedgerCheckpoint, LedgerHead


def record_of(client: Client, person: Person, case: Case) -> list[str]:
    """The lines of the record, latest first."""
    client.force_login(person)
    page = client.get(reverse("insight:record", args=[case.inspection.pk])).content.decode()
    return page.partition('<ul class="record">')[2].partition("</ul>")[0].split("<li>")[1:]


def receipt_path(case: Case) -> str:
    return reverse("insight:receipt", args=[case.inspection.pk])


def test_a_line_says_who_did_what_to_what(client: Client, case: Case) -> None:
    case.measure_at("working", 2, 1)
    latest = record_of(client, case.district.liaison, case)[0]
    assert f"<b>{case.district.owner.name}</b>　记录进展：问题 2 措施 1" in latest


def test_a_line_says_what_was_said(client: Client, case: Case) -> None:
    case.measure_at("dropped")
    assert "与另一条措施重复" in record_of(client, case.district.liaison, case)[0]


def test_a_line_says_when_it_was_and_when_it_was_entered(client: Client, case: Case) -> None:
    case.measure_at("working")
    latest = record_of(client, case.district.liaison, case)[0]
    assert (f'<time datetime="{WORKED.isoformat()}">' in latest, f"{timezone.localdate().isoformat()} 补记" in latest) == (True, True)


def test_the_record_begins_with_what_happened_last(client: Client, case: Case) -> None:
    case.measure_at("working")
    days = [date.fromisoformat(line.partition('datetime="')[2][:10]) for line in record_of(client, case.district.liaison, case)[:2]]
    assert days == [WORKED, PLANNED]


@pytest.mark.parametrize("name", ["other_liaison", "visitor"])
def test_nobody_reads_the_record_of_a_case_that_is_not_theirs(client: Client, case: Case, name: str) -> None:
    client.force_login(getattr(case.district, name))
    assert client.get(reverse("insight:record", args=[case.inspection.pk])).status_code == 404


def test_a_receipt_is_the_statement_that_covers_the_case_to_its_last_entry(client: Client, case: Case) -> None:
    client.force_login(case.district.liaison)
    receipt = read_receipt(client.post(receipt_path(case)).content.decode())
    made, head = LedgerCheckpoint.objects.get(), LedgerHead.objects.get(chain=case.inspection.chain)
    assert (receipt.statement, json.loads(made.heads)[head.chain][0]) == (made.payload, head.sequence)


def test_a_receipt_is_a_file_named_by_its_code(client: Client, case: Case) -> None:
    client.force_login(case.district.liaison)
    answer = client.post(receipt_path(case))
    assert answer["Content-Disposition"] == f'attachment; filename="receipt-{json.loads(answer.content)["code"]}.json"'


@pytest.mark.parametrize("name", ["other_liaison", "visitor"])
def test_nobody_takes_a_receipt_on_a_case_that_is_not_theirs(client: Client, case: Case, name: str) -> None:
    client.force_login(getattr(case.district, name))
    assert (client.post(receipt_path(case)).status_code, LedgerCheckpoint.objects.exists()) == (404, False)


def test_looking_takes_no_receipt(client: Client, case: Case) -> None:
    client.force_login(case.district.liaison)
    assert (client.get(receipt_path(case)).status_code, LedgerCheckpoint.objects.exists()) == (405, False)
