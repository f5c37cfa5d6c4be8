"""The page that checks any notice: for everybody, in words, and nothing of it is kept."""

import re
import time
from threading import BoundedSemaphore

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.documents.test_import_notice import BAD_TEXT, HOSTILE, TEXT, as_docx, as_page
from zhenggai.documents import views
from zhenggai.documents.intake import turns

pytestmark = pytest.mark.django_db
CHECK = reverse("documents:check")
WRONG = TEXT.replace("2个方面3个问题", "2个方面9个问题")


def uploaded(content: bytes, name: str) -> dict[str, object]:
    return {"text": "", "file": SimpleUploadedFile(name, content)}


def test_strangers_may_check(client: Client) -> None:
    assert client.get(CHECK).status_code == 200


def test_a_pasted_notice_is_told_what_is_wrong(client: Client) -> None:
    assert "claim-mismatch" in client.post(CHECK, {"text": WRONG}).content.decode()


def test_a_pasted_notice_stays_to_be_put_right(client: Client) -> None:
    page = client.post(CHECK, {"text": WRONG}).content.decode()
    assert WRONG.splitlines()[0] in page.partition("<textarea")[2].partition("</textarea>")[0]


def test_a_sound_notice_is_told_what_was_read(client: Client) -> None:
    said = client.post(CHECK, {"text": TEXT}).content.decode()
    assert ("市委第三巡察组" in said, "claim-mismatch" in said) == (True, False)


@pytest.mark.parametrize(("content", "name"), [(as_docx(), "a.docx"), (as_page(), "a.html"), (TEXT.encode("gb18030"), "a.txt")])
def test_a_dropped_file_is_read(client: Client, content: bytes, name: str) -> None:
    assert "关于阅览座位不足" in client.post(CHECK, uploaded(content, name)).content.decode()


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_file_that_cannot_be_read_is_answered_in_words(client: Client, kind: str) -> None:
    make, name = HOSTILE[kind]
    assert client.post(CHECK, uploaded(make(), name)).status_code == 422


@pytest.mark.parametrize("kind", BAD_TEXT)
def test_a_text_of_any_shape_is_read(client: Client, kind: str) -> None:
    assert client.post(CHECK, {"text": BAD_TEXT[kind]}).status_code == 200


@pytest.mark.parametrize(
    "given", [{"text": ""}, {"text": " \n "}, {"text": TEXT, "file": "both"}, {"text": "字" * 300_001}, {"text": "a\x00b"}]
)
def test_nothing_both_or_too_much_is_answered_in_words(client: Client, given: dict[str, object]) -> None:
    if given.get("file"):
        given = {"text": TEXT, "file": SimpleUploadedFile("a.txt", TEXT.encode())}
    assert client.post(CHECK, given).status_code == 422


def test_a_sign_that_no_database_keeps_is_not_called_an_empty_text(client: Client) -> None:
    assert "不能保存的字符" in client.post(CHECK, {"text": "a\x00b"}).content.decode()


def test_a_file_too_long_to_be_a_notice_is_refused_at_once(client: Client) -> None:
    answer = client.post(CHECK, uploaded("一、关于问题的整改情况。\n".encode() * 30_000, "a.txt"))
    assert (answer.status_code, "超过 300000 字" in answer.content.decode()) == (422, True)


def test_a_page_lists_no_more_remarks_than_can_be_read(client: Client) -> None:
    said = client.post(CHECK, {"text": "（一）关于第3个问题。\n" * 2_000}).content.decode()
    assert (said.count("<q>") <= 300, "最多列出 300 条" in said) == (True, True)


def test_words_of_the_notice_are_shown_as_words(client: Client) -> None:
    said = client.post(CHECK, {"text": TEXT.replace("阅览座位", "<img src=x onerror=alert(1)>阅览")}).content.decode()
    assert "<img src=x" not in said


def test_nothing_is_kept(client: Client) -> None:
    with CaptureQueriesContext(connection) as asked:
        client.post(CHECK, {"text": TEXT})
    changed = [query["sql"] for query in asked if not query["sql"].lstrip().upper().startswith(("SELECT", "SAVEPOINT", "RELEASE", "BEGIN"))]
    assert (changed, Session.objects.count(), settings.SESSION_COOKIE_NAME in client.cookies) == ([], 0, False)


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_another_method_is_refused(client: Client, method: str) -> None:
    assert getattr(client, method)(CHECK).status_code == 405


def test_a_form_from_elsewhere_is_refused() -> None:
    assert Client(enforce_csrf_checks=True).post(CHECK, {"text": TEXT}).status_code == 403


def test_the_gravest_remarks_stand_first(client: Client) -> None:
    wrong = WRONG.replace("集中学习4次", "进一步提高认识，联系手机13800138000") + "\n（（"
    said = client.post(CHECK, {"text": wrong}).content.decode()
    ranks = [words for words in re.findall(r"</?span>|✕|! 疑点|· 建议", said) if words in ("✕", "! 疑点", "· 建议")]
    assert (ranks[0], ranks) == ("✕", sorted(ranks, key=["✕", "! 疑点", "· 建议"].index))


def numbered() -> tuple[list[str], int]:
    """A notice with a private number, and the line that it stands in."""
    lines = TEXT.replace("集中学习4次", "集中学习4次，联系手机13800138000").splitlines()
    return lines, next(n for n, line in enumerate(lines, 1) if "13800138000" in line)


def test_a_remark_leads_to_its_line_of_the_text(client: Client) -> None:
    lines, number = numbered()
    said = client.post(CHECK, {"text": "\n".join(lines)}).content.decode()
    marked = f'<li id="line-{number}" value="{number}" class="is-marked">{lines[number - 1]}</li>'
    assert (f'href="#line-{number}"' in said, marked in said) == (True, True)


def test_a_line_beyond_those_shown_is_named_without_a_link(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "LINES_SHOWN", 1)
    lines, number = numbered()
    said = client.post(CHECK, {"text": "\n".join(lines)}).content.decode()
    assert (f'href="#line-{number}"' in said, f'id="line-{number}"' in said, f"第 {number} 行" in said) == (False, False, True)


LONG = TEXT + "一是补齐台账。\n" * (turns.SHORT // 8)


@pytest.mark.parametrize("given", [{"text": LONG}, uploaded(TEXT.encode(), "a.txt")])
def test_who_finds_no_place_is_asked_to_come_again(client: Client, monkeypatch: pytest.MonkeyPatch, given: dict[str, object]) -> None:
    monkeypatch.setattr(turns, "PATIENCE", 0.01)
    with turns.turn(), turns.turn():
        answer = client.post(CHECK, given)
    assert (answer.status_code, answer.headers["Retry-After"], "请稍后再试" in answer.content.decode()) == (503, "10", True)


def test_a_short_text_waits_for_nobody(client: Client) -> None:
    with turns.turn(), turns.turn():
        assert client.post(CHECK, {"text": TEXT}).status_code == 200


def test_who_finds_others_waiting_is_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "_doors", BoundedSemaphore(2))
    monkeypatch.setattr(turns, "PATIENCE", 60)
    begun = time.monotonic()
    with turns.turn(), turns.turn(), pytest.raises(turns.Busy), turns.turn():
        pass
    assert time.monotonic() - begun < 30


@pytest.mark.parametrize("given", [{"text": TEXT}, uploaded(b"PK\x03\x04broken", "a.docx")])
def test_a_place_is_given_back(client: Client, monkeypatch: pytest.MonkeyPatch, given: dict[str, object]) -> None:
    monkeypatch.setattr(turns, "PATIENCE", 0.01)
    client.post(CHECK, given)
    with turns.turn(), turns.turn():
        pass
