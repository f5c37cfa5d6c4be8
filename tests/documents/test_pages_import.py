"""Importing on a page: a preview that writes nothing, then a confirmation that writes what was shown."""

import re
from html import unescape

import pytest
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import District, everything
from tests.documents.test_import_notice import BAD_TEXT, HOSTILE, TEXT, as_docx
from zhenggai.accounts.queries import scope_of
from zhenggai.documents import queries, views
from zhenggai.documents.intake import turns
from zhenggai.ledger.models import LedgerEntry
from zhenggai.rectification.models import Inspection

IMPORT, CONFIRM = reverse("documents:import"), reverse("documents:import-confirm")


@pytest.fixture
def desk(client: Client, district: District) -> Client:
    """The liaison's browser."""
    client.force_login(district.liaison)
    return client


def preview(client: Client, content: bytes = TEXT.encode(), name: str = "notice.txt") -> "HttpResponse":
    return client.post(IMPORT, {"file": SimpleUploadedFile(name, content)})  # type: ignore[return-value]  # the stubs call it by a class of their own


def kept(client: Client, content: bytes = TEXT.encode()) -> str:
    found = re.search(r'name="kept" value="([^"]+)"', preview(client, content).content.decode())
    assert found
    return unescape(found[1])


def confirm(client: Client, value: str) -> str:
    return client.post(CONFIRM, {"kept": value}, follow=True).content.decode()


def test_the_preview_shows_what_will_be_built(desk: Client) -> None:
    said = preview(desk).content.decode()
    assert ("2 个方面、3 个问题、6 条措施" in said, "阅览座位不足" in said) == (True, True)


def test_the_preview_writes_nothing(desk: Client) -> None:
    before = everything()
    preview(desk)
    assert everything() == before


def test_confirming_writes_what_the_preview_showed(desk: Client) -> None:
    confirm(desk, kept(desk))
    assert list(Inspection.objects.values_list("findings_count", "measures_count", "attested_count")) == [(3, 6, 3)]


def test_the_entry_says_that_it_was_an_import(desk: Client) -> None:
    confirm(desk, kept(desk))
    assert LedgerEntry.objects.get(verb="inspection.attest").source == "import"


def test_a_word_file_is_imported_too(desk: Client) -> None:
    said = preview(desk, as_docx(), "notice.docx").content.decode()
    assert "3 个问题" in said


def test_confirming_twice_writes_once_and_says_so(desk: Client) -> None:
    value = kept(desk)
    confirm(desk, value)
    assert ("已经导入过" in confirm(desk, value), Inspection.objects.count()) == (True, 1)


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_file_that_cannot_be_read_is_answered_in_words(desk: Client, kind: str) -> None:
    make, name = HOSTILE[kind]
    answer = preview(desk, make(), name)
    assert (answer.status_code, Inspection.objects.count()) == (422, 0)


@pytest.mark.parametrize(("kind", "words"), [("no findings", "没有读出问题"), ("ten thousand headings", "超过一次导入的上限")])
def test_a_notice_nothing_can_be_built_from_is_answered_in_words(desk: Client, kind: str, words: str) -> None:
    answer = preview(desk, BAD_TEXT[kind].encode())
    assert (answer.status_code, words in answer.content.decode()) == (422, True)


def test_a_notice_too_long_for_a_page_is_answered_in_words(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "LONGEST_KEPT", 100)
    answer = preview(desk)
    assert (answer.status_code, "命令行" in answer.content.decode()) == (422, True)


@pytest.mark.parametrize("value", ["", "tampered", "e30:1tXXXX:AAAA"])
def test_a_value_that_we_did_not_sign_is_refused_in_words(desk: Client, value: str) -> None:
    assert ("预览已过期" in confirm(desk, value), Inspection.objects.count()) == (True, 0)


def test_a_changed_value_is_refused_in_words(desk: Client) -> None:
    value = kept(desk)
    assert ("预览已过期" in confirm(desk, value[:-2] + ("A" if value[-2] != "A" else "B") + value[-1]), Inspection.objects.count()) == (
        True,
        0,
    )


def test_a_value_signed_for_another_purpose_is_refused(desk: Client) -> None:
    other = signing.dumps([1, TEXT.splitlines(), "0" * 64, "utf-8"], salt="something.else", compress=True)
    assert ("预览已过期" in confirm(desk, other), Inspection.objects.count()) == (True, 0)


def test_an_old_preview_is_refused_in_words(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    value = kept(desk)
    monkeypatch.setattr(views, "PREVIEW_SECONDS", -1)
    assert ("预览已过期" in confirm(desk, value), Inspection.objects.count()) == (True, 0)


def test_another_units_liaison_may_not_confirm_it(desk: Client, district: District) -> None:
    value = kept(desk)
    desk.force_login(district.other_liaison)
    assert ("另一个单位" in confirm(desk, value), Inspection.objects.count()) == (True, 0)


def test_a_person_without_a_role_is_refused_in_words(client: Client, district: District) -> None:
    client.force_login(district.visitor)
    assert (preview(client).status_code, Inspection.objects.count()) == (422, 0)


@pytest.mark.parametrize("address", [IMPORT, CONFIRM])
def test_strangers_are_sent_to_sign_in(client: Client, db: None, address: str) -> None:
    assert client.post(address, {"kept": ""}).headers["Location"].startswith(reverse("accounts:sign-in"))


def test_confirming_is_no_address_to_read(desk: Client) -> None:
    assert desk.get(CONFIRM).status_code == 405


@pytest.mark.parametrize("address", [IMPORT, CONFIRM])
def test_a_form_from_elsewhere_is_refused(district: District, address: str) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(district.liaison)
    assert strict.post(address, {"kept": "x"}).status_code == 403


def test_a_file_too_large_is_refused_before_it_is_read(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "Opener", lambda **_: pytest.fail("it was read into memory"))
    answer = preview(desk, b"a" * (21 << 20))
    assert (answer.status_code, "超过 20 MB" in answer.content.decode()) == (422, True)


def test_a_file_imported_before_leads_to_its_case_and_not_to_another(desk: Client) -> None:
    confirm(desk, kept(desk))
    said = preview(desk).content.decode()
    case = reverse("insight:overview", kwargs={"inspection_id": Inspection.objects.get().pk})
    assert ("已导入过" in said, f'href="{case}"' in said, "确认导入" in said) == (True, True, False)


def test_who_may_not_see_the_case_is_not_led_there(desk: Client, district: District) -> None:
    confirm(desk, kept(desk))
    case = Inspection.objects.get()
    scopes = [scope_of(who, timezone.localdate()) for who in (district.liaison, district.other_liaison)]
    before = [queries.imported_before(case.unit, case.attested_digest, scope) for scope in scopes]
    assert [vars(found)["may_see"] for found in before if found] == [True, False]


def test_the_line_stands_beside_what_was_read_and_what_is_doubtful(desk: Client) -> None:
    lines = TEXT.replace("集中学习4次", "集中学习4次，联系手机13800138000").splitlines()
    heading, number = (next(n for n, line in enumerate(lines, 1) if words in line) for words in ("阅览座位不足", "13800138000"))
    said = preview(desk, "\n".join(lines).encode()).content.decode()
    assert (f"第 {heading} 行 ·" in said, f"第 {number} 行：" in said) == (True, True)


def test_who_finds_no_place_to_read_is_asked_to_come_again(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    value = kept(desk)
    monkeypatch.setattr(turns, "PATIENCE", 0.01)
    monkeypatch.setattr(turns, "SHORT", 0)
    with turns.turn(), turns.turn():
        answers = [preview(desk), desk.post(CONFIRM, {"kept": value})]
    assert ([answer.status_code for answer in answers], Inspection.objects.count()) == ([503, 503], 0)


@pytest.mark.parametrize("page", ["insight:workbench", "documents:notice"])
def test_what_only_the_notice_says_is_marked_so_wherever_its_state_stands(desk: Client, page: str) -> None:
    confirm(desk, kept(desk))
    words = [Inspection.objects.get().pk] if page == "documents:notice" else []
    assert desk.get(reverse(page, args=words)).content.decode().count('class="badge is-attested"') == 3
