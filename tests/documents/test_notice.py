"""The notice of a case: issued under its digest, sealed, exported letter by letter, and honest about what the ledger does not know."""

import hashlib
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests.cast import PUBLISHED, WORKED, Case, CaseAt, District
from tests.documents.opened import open_text
from zhenggai.cli import main
from zhenggai.core.refusal import Refusal
from zhenggai.documents.actions import issue
from zhenggai.documents.domain.notice_paper import SECTION_TITLES, Group
from zhenggai.documents.domain.reading import read_notice
from zhenggai.documents.notices import notice_digest, notice_facts, notice_of
from zhenggai.documents.queries import UnknownPaper, code_of_issue, render
from zhenggai.ledger.models import LedgerCheckpoint
from zhenggai.ledger.proof import verify
from zhenggai.ledger.queries import receipt_of
from zhenggai.rectification import actions
from zhenggai.rectification.domain.wording import wording_digest
from zhenggai.rectification.models import Inspection

MOST_QUERIES = 12


@pytest.fixture
def worked(case: Case) -> Case:
    """A case with one finding closed, one with first results, one not started."""
    case.finding_at("closed", 1)
    case.measure_at("verified", 2, 1)
    actions.declare_preliminary(case.finding(2), reason="已见成效", next_on=date(2025, 12, 1), by=case.district.leader, on=date(2025, 7, 5))
    return case


@pytest.fixture
def issued(worked: Case) -> Case:
    worked.word()
    issue(worked.inspection, by=worked.district.principal, on=PUBLISHED)
    return worked


def exported(case: Case, folder: Path, kind: str) -> tuple[bytes, str]:
    """What the command writes, and what it says."""
    path = folder / f"notice.{kind}"
    command = ["export", "notice", "--by", f"person:{case.district.liaison.pk}", "--inspection", str(case.inspection.pk), "-o", str(path)]
    told = CliRunner().invoke(main, command, catch_exceptions=False)
    return path.read_bytes(), told.output


def test_issuing_records_the_digest_of_the_text_that_is_exported(issued: Case, tmp_path: Path) -> None:
    content, _said = exported(issued, tmp_path, "txt")
    assert issued.now().notice_digest == hashlib.sha256(content).hexdigest()


def test_the_same_text_is_issued_once(issued: Case) -> None:
    with pytest.raises(Refusal, match="没有改动"):
        issue(issued.now(), by=issued.district.principal, on=PUBLISHED)
    assert LedgerCheckpoint.objects.count() == 1


def test_the_text_says_what_the_case_was(issued: Case, tmp_path: Path) -> None:
    content, _said = exported(issued, tmp_path, "txt")
    claims = read_notice(content.decode()).claims
    assert (claims.findings, claims.measures, claims.completed, claims.in_progress, claims.not_started) == (3, 5, 1, 1, 1)


def test_a_finding_without_an_edited_text_tells_what_was_reported(issued: Case, tmp_path: Path) -> None:
    content, _said = exported(issued, tmp_path, "txt")
    assert "一是已印发新制度。二是已印发新制度。" in content.decode()


def test_issuing_is_sealed_by_a_checkpoint(issued: Case) -> None:
    made = LedgerCheckpoint.objects.order_by("-number")[0]
    assert code_of_issue(issued.now()) == receipt_of(made).code


def test_the_printed_notice_ends_with_the_code(issued: Case, tmp_path: Path) -> None:
    content, _said = exported(issued, tmp_path, "docx")
    assert open_text(content, "notice.docx").lines[-1] == f"校验码：{code_of_issue(issued.now())}"


def test_the_code_changes_nothing_of_what_is_read(issued: Case, tmp_path: Path) -> None:
    word, _said = exported(issued, tmp_path, "docx")
    text, _said = exported(issued, tmp_path, "txt")
    assert read_notice(open_text(word, "notice.docx").lines) == read_notice(text.decode())


def test_a_draft_has_no_code(worked: Case, tmp_path: Path) -> None:
    content, _said = exported(worked, tmp_path, "docx")
    assert not any("校验码" in line for line in open_text(content, "notice.docx").lines)


def test_what_happened_after_the_day_changes_nothing(issued: Case, tmp_path: Path) -> None:
    actions.record_progress(issued.measure(3, 1), text="后来的进展", percent=10, evidence=[], by=issued.district.owner, on=date(2025, 8, 1))
    content, said = exported(issued, tmp_path, "txt")
    assert (hashlib.sha256(content).hexdigest(), "不一致" in said) == (issued.now().notice_digest, False)


def test_what_is_entered_later_about_that_day_does_not_change_what_was_issued(issued: Case, tmp_path: Path) -> None:
    actions.record_progress(issued.measure(3, 1), text="补记的进展", percent=10, evidence=[], by=issued.district.owner, on=WORKED)
    content, said = exported(issued, tmp_path, "txt")
    assert (hashlib.sha256(content).hexdigest(), "不一致" in said) == (issued.now().notice_digest, False)


@pytest.fixture
def altered(issued: Case, monkeypatch: pytest.MonkeyPatch) -> Case:
    """A notice that a later version of the program prints otherwise."""
    monkeypatch.setitem(SECTION_TITLES, Group.DONE, "已完成整改的问题")
    return issued


def test_a_notice_that_prints_otherwise_is_told_by_the_command(altered: Case, tmp_path: Path) -> None:
    _content, said = exported(altered, tmp_path, "txt")
    assert "与签发时的文字不一致" in said


def test_a_notice_that_differs_carries_no_code(altered: Case, tmp_path: Path) -> None:
    content, _said = exported(altered, tmp_path, "docx")
    assert not any("校验码" in line for line in open_text(content, "notice.docx").lines)


def test_the_record_is_clean_after_issuing(issued: Case) -> None:
    assert verify().problems == []


def test_what_is_refused_leaves_no_checkpoint(worked: Case) -> None:
    with pytest.raises(Refusal):
        issue(worked.inspection, by=worked.district.liaison, on=PUBLISHED)
    assert not LedgerCheckpoint.objects.exists()


def test_a_paper_that_there_is_not_is_refused_with_those_there_are(case: Case) -> None:
    with pytest.raises(UnknownPaper, match="notice \\(docx\\)"):
        render("minutes", case.inspection, format="pdf")


@pytest.mark.parametrize("text", ["一是自查。\n完成情况：已完成。", "一是自查。\n（二）整改。"])
def test_a_text_that_would_break_the_notice_is_refused(worked: Case, text: str) -> None:
    with pytest.raises(Refusal, match="第 2 行"):
        actions.word_finding(worked.finding(1), title="台账不全", text=text, by=worked.district.liaison, on=date(2025, 7, 6))


@pytest.mark.parametrize(("title", "text"), [("台账\x00不全", ""), ("台账不全", "一是自查。\x00")])
def test_words_that_no_database_keeps_are_refused(worked: Case, title: str, text: str) -> None:
    with pytest.raises(Refusal, match="不能保存的字符"):
        actions.word_finding(worked.finding(1), title=title, text=text, by=worked.district.liaison, on=date(2025, 7, 6))


def test_a_finding_without_a_public_title_is_refused(worked: Case) -> None:
    with pytest.raises(Refusal, match="公开标题"):
        actions.word_finding(worked.finding(1), title=" ", text="一是自查。", by=worked.district.liaison, on=date(2025, 7, 6))


def test_an_organisation_that_opens_a_section_of_its_own_is_refused(worked: Case) -> None:
    with pytest.raises(Refusal, match="第 2 行"):
        actions.word_inspection(
            worked.inspection,
            organisation="一是加强领导。\n二、整改情况",
            next_steps="一是继续。",
            by=worked.district.liaison,
            on=PUBLISHED,
        )


def test_words_with_signs_of_markup_are_printed_as_words(worked: Case) -> None:
    actions.word_finding(
        worked.finding(1), title="网站<br>栏目", text="栏目＆<b>名称</b>已改。\x07", by=worked.district.liaison, on=date(2025, 7, 6)
    )
    notice = read_notice(notice_of(worked.now()).text())
    assert (notice.findings[0].title, notice.findings[0].text) == ("关于网站＜br＞栏目问题的整改。", "栏目＆＜b＞名称＜/b＞已改。")


def page(client: Client, case: Case) -> str:
    answer = client.get(reverse("documents:notice", args=[case.inspection.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_page_shows_a_draft_as_a_draft(client: Client, worked: Case) -> None:
    client.force_login(worked.district.liaison)
    assert "尚未签发" in page(client, worked)


def test_the_page_of_an_issued_notice_shows_its_code(client: Client, issued: Case) -> None:
    client.force_login(issued.district.liaison)
    assert code_of_issue(issued.now()) in page(client, issued)


def test_the_page_says_when_the_notice_differs_from_the_issued_one(client: Client, altered: Case) -> None:
    client.force_login(altered.district.liaison)
    assert "与签发时的指纹不一致" in page(client, altered)


def test_the_page_of_a_draft_asks_for_nothing_when_there_is_nothing(client: Client, worked: Case) -> None:
    client.force_login(worked.district.liaison)
    shown = page(client, worked)
    assert ("签发前须改正" in shown, "请核对" in shown) == (False, False)


class TestIssuingOnThePage:
    @pytest.fixture
    def ready(self, client: Client, worked: Case) -> Case:
        worked.word()
        client.force_login(worked.district.principal)
        return worked

    def address(self, case: Case) -> str:
        return reverse("documents:notice-issue", args=[case.inspection.pk])

    def reworded(self, case: Case, text: str) -> None:
        actions.word_finding(case.finding(1), title="台账不全", text=text, by=case.district.liaison)

    def test_the_principal_issues_what_they_read(self, client: Client, ready: Case) -> None:
        seen = notice_digest(notice_of(ready.now()))
        assert f'name="seen" value="{seen}"' in client.get(self.address(ready)).content.decode()
        client.post(self.address(ready), {"seen": seen})
        assert ready.now().notice_digest == seen

    def test_a_text_that_changed_since_it_was_read_is_not_issued(self, client: Client, ready: Case) -> None:
        seen = notice_digest(notice_of(ready.now()))
        self.reworded(ready, "已修订制度3项。")
        answer = client.post(self.address(ready), {"seen": seen})
        assert ("有了变化" in answer.content.decode(), ready.now().notice_digest) == (True, "")

    def test_a_text_that_nobody_was_shown_is_not_issued(self, client: Client, ready: Case) -> None:
        answer = client.post(self.address(ready), {})
        assert ("看过现在的文字" in answer.content.decode(), ready.now().notice_digest) == (True, "")

    def test_what_was_issued_is_not_offered_again(self, client: Client, ready: Case) -> None:
        issue(ready.now(), by=ready.district.principal)
        assert "不必再签发" in client.get(self.address(ready)).content.decode()

    def test_what_changed_since_is_shown_as_it_would_be_issued(self, client: Client, ready: Case) -> None:
        issue(ready.now(), by=ready.district.principal)
        self.reworded(ready, "已修订制度3项。")
        assert "已修订制度3项" not in page(client, ready)
        assert "已修订制度3项" in client.get(self.address(ready)).content.decode()

    def test_the_liaison_is_told_why_they_may_not(self, client: Client, ready: Case) -> None:
        client.force_login(ready.district.liaison)
        answer = client.post(self.address(ready))
        assert (ready.now().notice_digest, "主要负责人" in answer.content.decode()) == ("", True)

    @pytest.mark.parametrize(
        ("text", "why"),
        [
            ("一是联系电话13800138000。二是已公示。", "手机号码"),
            ("一是登记身份证110101199003077598。二是已公示。", "公民身份号码"),
            ("一是共{瞎写}个。二是已公示。", "不是台账里的数字"),
            ("一是反馈{方面数}个方面{。二是已公示。", "不是台账里的数字"),
            ("一是已告知+8613800138000。二是已公示。", "手机号码"),
        ],
    )
    def test_a_text_that_says_what_it_must_not_is_shown_and_refused(self, client: Client, ready: Case, text: str, why: str) -> None:
        self.reworded(ready, text)
        shown = client.get(self.address(ready)).content.decode()
        assert (why in shown, "签发前须改正" in shown, 'name="seen"' in shown) == (True, True, False)
        answer = client.post(self.address(ready), {})
        assert (why in answer.content.decode(), ready.now().notice_digest, LedgerCheckpoint.objects.count()) == (True, "", 0)

    @pytest.mark.parametrize("words", ["共99个问题", "制定整改措施99条", "99个已整改到位"])
    def test_a_figure_typed_by_hand_that_the_ledger_contradicts_is_refused(self, client: Client, ready: Case, words: str) -> None:
        organisation = f"一是梳理巡察反馈的问题，{words}。"
        actions.word_inspection(ready.inspection, organisation=organisation, next_steps="一是继续整改。", by=ready.district.liaison)
        with pytest.raises(Refusal, match="99"):
            issue(ready.now(), by=ready.district.principal)
        assert ready.now().notice_digest == ""

    @pytest.mark.parametrize("words", ["完成{瞎写}个", "共｛问题数｝个", "共{问题数 }个", "共{{问题数}}个", "共{方面数}个方面{", "共}个"])
    def test_a_name_that_is_no_figure_is_told_beside_the_field(self, client: Client, ready: Case, words: str) -> None:
        address = reverse("documents:notice-words", args=[ready.inspection.pk])
        answer = client.post(address, {"organisation": words, "next_steps": "一是继续整改。"})
        assert (answer.status_code, "不是台账里的数字" in answer.content.decode()) == (422, True)


@pytest.mark.parametrize("name", ["notice", "paper"])
def test_another_units_notice_is_not_found(client: Client, worked: Case, name: str) -> None:
    client.force_login(worked.district.other_liaison)
    args = [worked.inspection.pk, "notice", "txt"] if name == "paper" else [worked.inspection.pk]
    assert client.get(reverse(f"documents:{name}", args=args)).status_code == 404


@pytest.mark.parametrize(("name", "kind"), [("notice", "pdf"), ("minutes", "txt")])
def test_a_file_that_there_is_not_is_not_found(client: Client, worked: Case, name: str, kind: str) -> None:
    client.force_login(worked.district.liaison)
    assert client.get(reverse("documents:paper", args=[worked.inspection.pk, name, kind])).status_code == 404


@pytest.mark.parametrize("kind", ["txt", "docx"])
def test_a_file_is_named_after_the_case(client: Client, worked: Case, kind: str) -> None:
    client.force_login(worked.district.liaison)
    answer = client.get(reverse("documents:paper", args=[worked.inspection.pk, "notice", kind]))
    assert answer.headers["Content-Disposition"].endswith(f".{kind}")


@pytest.mark.parametrize("who", ["liaison", "office", "principal"])
def test_the_page_asks_the_database_few_questions(
    client: Client, issued: Case, who: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client.force_login(getattr(issued.district, who))
    with django_assert_max_num_queries(MOST_QUERIES):
        page(client, issued)


def test_a_larger_case_is_asked_no_more(client: Client, case_at: CaseAt, district: District) -> None:
    small, large = case_at("planned"), case_at("planned")
    for number in range(20):
        actions.add_finding(large.finding(1).aspect, title=f"又一个{number}", original="原文", leader=None, by=district.liaison, on=WORKED)
    client.force_login(district.liaison)
    asked = []
    for case in (small, large):
        with CaptureQueriesContext(connection) as captured:
            page(client, case)
        asked.append(len(captured))
    assert asked[0] == asked[1] <= MOST_QUERIES


def test_the_facts_are_those_of_the_day(worked: Case) -> None:
    before = notice_facts(worked.inspection, date(2025, 6, 21))
    assert [finding.group.value for finding in before.findings] == ["working", "working", "not_started"]


def test_the_notice_of_no_case_is_refused_in_words(case: Case, tmp_path: Path) -> None:
    command = ["export", "notice", "--by", f"person:{case.district.liaison.pk}", "--inspection", "999999", "-o", str(tmp_path / "x.txt")]
    told = CliRunner().invoke(main, command)
    assert (told.exit_code, "没有编号为 999999 的巡察" in told.output, Inspection.objects.count()) == (1, True, 1)


def test_the_page_proposes_words_and_keeps_those_of_a_person(client: Client, worked: Case) -> None:
    address = reverse("documents:notice-words", args=[worked.inspection.pk])
    client.force_login(worked.district.liaison)
    assert "{问题数}个问题" in client.get(address).content.decode()
    given = {"organisation": "一是党组研究{问题数}个问题。", "next_steps": "（一）继续整改。", "was": wording_digest("", "")}
    client.post(address, given)
    assert "一是党组研究3个问题。" in page(client, worked)


def test_words_that_another_changed_meanwhile_are_not_written_over(client: Client, worked: Case) -> None:
    address = reverse("documents:notice-words", args=[worked.inspection.pk])
    client.force_login(worked.district.liaison)
    shown = wording_digest(worked.inspection.organisation_text, worked.inspection.next_text)
    assert f'value="{shown}"' in client.get(address).content.decode()
    worked.word()
    answer = client.post(address, {"organisation": "一是另写。", "next_steps": "一是另写。", "was": shown})
    assert ("另有人改过" in answer.content.decode(), "一是另写" in worked.now().organisation_text) == (True, False)


def test_the_words_are_not_everybodys(client: Client, worked: Case) -> None:
    address = reverse("documents:notice-words", args=[worked.inspection.pk])
    client.force_login(worked.district.owner)
    assert client.post(address, {"organisation": "一是", "next_steps": "一是"}).status_code == 422
    assert worked.now().organisation_text == ""


def test_the_words_of_a_case_one_does_not_see_are_not_there(client: Client, worked: Case) -> None:
    client.force_login(worked.district.other_liaison)
    assert client.get(reverse("documents:notice-words", args=[worked.inspection.pk])).status_code == 404
