"""What the finding's page says is next, and what an act's page says before anything is written into it."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.cast import CLOSED, SUBMITTED, VERIFIED, WORKED, Case, upload
from zhenggai.accounts.actions import add_person
from zhenggai.accounts.models import Person
from zhenggai.documents.notices import notice_facts
from zhenggai.rectification import actions
from zhenggai.rectification.domain.states import MeasureState
from zhenggai.rectification.domain.wording import wording_digest
from zhenggai.rectification.models import Finding

FILLED = 'class="button is-go" href="'


def page_of(client: Client, person: Person, finding: Finding) -> str:
    client.force_login(person)
    return client.get(reverse("rectification:finding", args=[finding.pk])).content.decode()


def filled(client: Client, person: Person, finding: Finding) -> list[str]:
    """The addresses of the filled buttons."""
    return [part.partition('"')[0] for part in page_of(client, person, finding).split(FILLED)[1:]]


def record_of(client: Client, person: Person, finding: Finding) -> list[str]:
    """The lines of the record on the finding's page, latest first."""
    return page_of(client, person, finding).partition('<ul class="record">')[2].partition("</ul>")[0].split("<li>")[1:]


def act(kind: str, pk: int, verb: str) -> str:
    return reverse(f"rectification:{kind}-act", args=[pk, verb])


def test_the_owner_finds_one_filled_button_for_the_own_measure(client: Client, case: Case) -> None:
    measure = case.measure()
    assert filled(client, case.district.owner, case.finding()) == [act("measure", measure.pk, "record")]
    case.measure_at(MeasureState.WORKING)
    assert filled(client, case.district.second_owner, case.finding()) == [act("measure", case.measure(1, 2).pk, "record")]


def test_a_measure_is_to_be_submitted_once_it_is_said_to_be_whole(client: Client, case: Case) -> None:
    measure = case.measure_at(MeasureState.WORKING)
    assert filled(client, case.district.owner, case.finding()) == [act("measure", measure.pk, "record")]
    actions.record_progress(measure, text="全部办完", percent=100, by=case.district.owner)
    assert filled(client, case.district.owner, case.finding()) == [act("measure", measure.pk, "submit")]


def test_what_was_returned_wants_progress_before_it_is_submitted_again(client: Client, case: Case) -> None:
    measure = case.measure_at(MeasureState.SUBMITTED)
    assert filled(client, case.district.leader, case.finding()) == [act("measure", measure.pk, "verify")]
    actions.return_measure(measure, comment="缺签字", by=case.district.leader)
    assert filled(client, case.district.owner, case.finding()) == [act("measure", measure.pk, "record")]


def test_what_closing_lacks_is_said_once(client: Client, case: Case) -> None:
    case.measure_at(MeasureState.VERIFIED)
    page = page_of(client, case.district.leader, case.finding())
    assert page.count("措施 2 的佐证材料") == 1
    assert "项补齐后即可办理。" in page


def test_the_turn_leads_to_its_measure(client: Client, case: Case) -> None:
    assert 'href="#measure-2"' in page_of(client, case.district.liaison, case.finding())


def test_a_reopened_finding_waits_for_the_choice_of_measures_not_for_its_closing(client: Client, case: Case) -> None:
    finding = case.finding_at("closed")
    actions.reopen_finding(finding, reason="问题反弹", by=case.district.principal, on=CLOSED)
    page = page_of(client, case.district.leader, finding)
    assert ("选定须重新整改的措施" in page, "</span> 申请销号 " in page) == (True, False)
    client.force_login(case.district.leader)
    assert "可申请销号" not in client.get(reverse("insight:workbench")).content.decode()


def test_what_was_closed_and_put_back_within_a_day_is_not_said_to_be_ready(client: Client, case: Case) -> None:
    case.prove()
    actions.submit_finding(case.finding(), by=case.district.liaison, on=VERIFIED)
    actions.close_finding(case.finding(), by=case.district.principal, on=VERIFIED)
    actions.reopen_finding(case.finding(), reason="问题重现", by=case.district.office, on=VERIFIED)
    client.force_login(case.district.leader)
    assert "可申请销号" not in client.get(reverse("insight:workbench")).content.decode()


@pytest.mark.parametrize("verb", ["close", "submit", "reopen"])
def test_an_act_that_is_not_ones_own_has_no_form(client: Client, case: Case, verb: str) -> None:
    client.force_login(case.district.owner)
    page = client.get(act("finding", case.finding().pk, verb)).content.decode()
    assert ("<textarea" in page, 'role="alert"' in page) == (False, True)


def test_an_act_of_ones_own_has_its_form(client: Client, case: Case) -> None:
    client.force_login(case.district.owner)
    page = client.get(act("measure", case.measure().pk, "record")).content.decode()
    assert ("<textarea" in page, 'role="alert"' in page) == (True, False)


def test_people_are_chosen_by_name_and_post(client: Client, case: Case) -> None:
    who = case.district
    add_person(name="副职", unit=who.unit, post="副馆长", by=None)
    client.force_login(who.liaison)
    page = client.get(act("finding", case.finding().pk, "assign")).content.decode()
    assert ("副职（副馆长）" in page, "请选择" in page) == (True, True)


def test_the_finding_shows_what_was_done_on_it_last(client: Client, case: Case) -> None:
    case.measure_at(MeasureState.VERIFIED)
    first, *_ = record_of(client, case.district.liaison, case.finding())
    assert f"<b>{case.district.leader.name}</b>　核验通过：措施 1" in first
    assert "已查阅原件" in first


def test_the_finding_shows_nothing_that_was_done_on_another(client: Client, case: Case) -> None:
    before = record_of(client, case.district.liaison, case.finding())
    case.measure_at(MeasureState.VERIFIED, 2, 1)
    assert record_of(client, case.district.liaison, case.finding()) == before


def test_a_request_given_back_says_what_is_wanted_and_who_goes_on(client: Client, case: Case) -> None:
    actions.return_finding(case.finding_at("submitted"), comment="请补签到表", by=case.district.principal)
    page = page_of(client, case.district.liaison, case.finding())
    rail = page.partition("<aside")[2].partition("</aside>")[0]
    assert ("退回销号申请：请补签到表" in rail, "按退回意见补正，再申请销号" in rail) == (True, True)


def test_a_finding_closed_again_lacks_nothing(client: Client, case: Case) -> None:
    who = case.district
    actions.reopen_finding(case.finding_at("closed"), reason="问题重现", by=who.office)
    actions.reopen_measure(case.measure(), reason="重做", by=who.leader)
    actions.record_progress(case.measure(), text="已重新排查", percent=100, evidence=[upload("new")], by=who.owner)
    actions.submit_measure(case.measure(), by=who.owner)
    actions.verify_measure(case.measure(), by=who.leader)
    actions.submit_finding(case.finding(), by=who.liaison)
    actions.close_finding(case.finding(), by=who.principal)
    page = page_of(client, who.liaison, case.finding())
    assert ("销号时的情况" in page, "离销号还缺" in page) == (True, False)


def test_what_another_did_a_moment_ago_is_said_without_a_form_to_fill_again(client: Client, case: Case) -> None:
    measure = case.measure_at(MeasureState.SUBMITTED)
    actions.verify_measure(measure, by=case.district.leader)
    client.force_login(case.district.liaison)
    asked = {"comment": "属实", "on": "2025-08-01"}
    page = client.post(act("measure", measure.pk, "verify"), asked).content.decode()
    assert ("不能核验通过" in page, "<textarea" in page) == (True, False)


class TestWhatIsPutRightInAForm:
    def sent(self, client: Client, case: Case, **changed: object) -> str:
        client.force_login(case.district.owner)
        asked = {"text": "已排查", "percent": "80", "on": "2025-08-01"} | changed
        return client.post(act("measure", case.measure().pk, "record"), asked).content.decode()

    def test_everything_is_said_at_once_beside_its_field(self, client: Client, case: Case) -> None:
        page = self.sent(client, case, percent="120", on="2999-01-01")
        assert page.count("请填 0 到 100 的整数。") == page.count("发生日期不能晚于今天。") == 2  # above the form, and beside the field

    def test_a_file_that_is_refused_is_said_beside_its_field_and_is_to_be_chosen_again(self, client: Client, case: Case) -> None:
        page = self.sent(client, case, evidence=SimpleUploadedFile("a.pdf", b"MZ"))
        assert (page.count("佐证文件须重新选择"), 'id="id_evidence_error"' in page) == (1, True)

    @pytest.mark.parametrize("name", ["../../a.pdf", r"..\..\a.pdf", "/etc/a.pdf", r"C:\Users\a.pdf", "&#47;a.pdf"])
    def test_a_name_with_a_path_is_refused_in_words(self, client: Client, case: Case, name: str) -> None:
        client.force_login(case.district.owner)
        head = f'--x\r\nContent-Disposition: form-data; name="evidence"; filename="{name}"\r\nContent-Type: application/pdf\r\n\r\n'
        fields = "".join(
            f'--x\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'
            for key, value in (("text", "已排查"), ("percent", "80"), ("on", "2025-08-01"))
        )
        body = f"{fields}{head}%PDF-1.7\r\n--x--\r\n".encode()
        answer = client.post(act("measure", case.measure().pk, "record"), body, content_type="multipart/form-data; boundary=x")
        assert (answer.status_code, "文件名里带有路径" in answer.content.decode(), case.measure().percent) == (422, True, 0)

    def test_without_a_file_none_is_to_be_chosen_again(self, client: Client, case: Case) -> None:
        assert "佐证文件须重新选择" not in self.sent(client, case, percent="120")


def test_a_finding_whose_measures_are_verified_is_not_called_late(client: Client, case: Case) -> None:
    late = page_of(client, case.district.liaison, case.finding()).partition("<aside")[2].partition("</aside>")[0]
    case.prove()
    waiting = page_of(client, case.district.liaison, case.finding()).partition("<aside")[2].partition("</aside>")[0]
    assert ("逾期" in late, "逾期" in waiting) == (True, False)


def post_words(client: Client, case: Case, text: str, was: str) -> str:
    client.force_login(case.district.liaison)
    answer = client.post(act("finding", case.finding().pk, "word"), {"title": "台账不全", "text": text, "was": was}, follow=True)
    return answer.content.decode()


def test_a_text_that_another_changed_meanwhile_is_not_written_over(client: Client, case: Case) -> None:
    client.force_login(case.district.liaison)
    shown = wording_digest("", "")
    assert f'value="{shown}"' in client.get(act("finding", case.finding().pk, "word")).content.decode()
    post_words(client, case, "一是甲写的。", shown)
    assert "另有人改过" in post_words(client, case, "一是乙写的。", shown)
    assert case.finding().public_text == "一是甲写的。"


def test_the_draft_on_the_page_is_what_the_notice_would_print(client: Client, case: Case) -> None:
    for day, words in ((SUBMITTED, "后办的"), (WORKED, "先办后记的")):
        actions.record_progress(case.measure(), text=words, percent=50, by=case.district.owner, on=day)
    case.measure_at(MeasureState.WORKING, number=2)
    printed = notice_facts(case.now(), date.today()).findings[0].text
    client.force_login(case.district.liaison)
    form = client.get(act("finding", case.finding().pk, "word")).context["form"]
    assert [form["text"].value()] == printed
    assert "后办的" in printed[0]
