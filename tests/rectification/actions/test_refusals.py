"""Every refusal says why and leaves no trace: no row, no entry, no word, no state (design §3.2, §3.3)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.cast import (
    ASKED,
    CLOSED,
    FEEDBACK,
    NEXT_CHECK,
    REOPENED,
    SUBMITTED,
    VERIFIED,
    WORKED,
    Case,
    deactivate,
    everything,
    packed,
    upload,
)
from zhenggai.core.refusal import Refusal
from zhenggai.rectification import actions
from zhenggai.rectification.actions.inspections import Planned
from zhenggai.rectification.actions.measures import Upload

Tries = Callable[[Case], Callable[[], Any]]
HTML = Upload(content=b"<html><script>x()</script></html>", name="会议纪要.html")
ZIP = Upload(content=packed("a.txt"), name="材料.zip")
TOMORROW = timedelta(days=1)


def record(case: Case, **changed: Any) -> Any:
    said: dict[str, Any] = {"text": "已印发", "percent": 50, "by": case.district.owner, "on": WORKED} | changed
    return actions.record_progress(case.measure(), **said)


def recording(**changed: Any) -> Tries:
    return lambda case: lambda: record(case, **changed)


def recording_by(name: str, prepare: Callable[[Case], Any] = lambda case: None) -> Tries:
    def tries(case: Case) -> Callable[[], Any]:
        prepare(case)
        return lambda: record(case, by=getattr(case.district, name))

    return tries


def on_measure(state: str, act: Callable[..., Any], by: str, finding: int = 1, **said: Any) -> Tries:
    def tries(case: Case) -> Callable[[], Any]:
        measure = case.measure_at(state, finding)
        return lambda: act(measure, by=getattr(case.district, by), **said)

    return tries


def on_finding(state: str, act: Callable[..., Any], by: str, **said: Any) -> Tries:
    def tries(case: Case) -> Callable[[], Any]:
        finding = case.finding_at(state)
        return lambda: act(finding, by=getattr(case.district, by), **said)

    return tries


def proven(act: Callable[..., Any], by: str, **said: Any) -> Tries:
    def tries(case: Case) -> Callable[[], Any]:
        finding = case.prove()
        return lambda: act(finding, by=getattr(case.district, by), **said)

    return tries


def assigning(leader: str, owner: str, deadline: date | None = None) -> Tries:
    return lambda case: (
        lambda: actions.assign_finding(
            case.finding(),
            leader=getattr(case.district, leader),
            owner=getattr(case.district, owner),
            deadline=deadline,
            by=case.district.liaison,
        )
    )


def second_copy(case: Case) -> Callable[[], Any]:
    record(case, evidence=[upload()])
    return lambda: record(case, evidence=[upload(name="另一个名字.pdf")])


REFUSED: dict[str, tuple[str, Tries]] = {
    "progress that says nothing": ("请写明工作情况", recording(text=" \n ")),
    "more than all of it": ("0 到 100", recording(percent=101)),
    "less than nothing": ("0 到 100", recording(percent=-1)),
    "progress by a visitor": ("没有在任的角色", recording_by("visitor")),
    "progress by another unit": ("没有在任的角色", recording_by("other_liaison")),
    "progress by another owner": ("由该措施责任人或联络员办理", recording_by("second_owner")),
    "progress by an owner out of service": ("没有在任的角色", recording_by("owner", lambda case: deactivate(case.district.owner))),
    "progress of tomorrow": ("不能晚于今天", recording(on=timezone.localdate() + TOMORROW)),
    "progress before the inspection": ("早于巡察开始", recording(on=date(2024, 1, 1))),
    "a page as evidence": ("网页", recording(evidence=[HTML])),
    "one bad file among good ones": ("压缩包", recording(evidence=[upload("a"), ZIP])),
    "the same file twice at once": ("内容相同", recording(evidence=[upload(), upload(name="另一个.pdf")])),
    "the same file again": ("内容相同", second_copy),
    "evidence of tomorrow": ("材料日期不能晚于今天", recording(evidence=[replace(upload(), dated_on=timezone.localdate() + TOMORROW)])),
    "submitting without evidence": ("至少一件佐证", lambda case: submitting_bare(case)),
    "submitting before the work": ("早于上一步", on_measure("working", actions.submit_measure, "owner", on=FEEDBACK)),
    "submitting twice": ("待核验", on_measure("submitted", actions.submit_measure, "owner", on=SUBMITTED)),
    "verifying what is not submitted": ("整改中", on_measure("working", actions.verify_measure, "leader", on=VERIFIED)),
    "verifying before it was submitted": ("早于上一步", on_measure("submitted", actions.verify_measure, "leader", on=WORKED)),
    "verifying one's own": ("由另一人办理", lambda case: verifying_own(case)),
    "verifying what one submitted in an earlier turn": ("由另一人办理", lambda case: verifying_after_another(case)),
    "submitting before the plan was approved": ("早于上一步的日期（2025-06-10）", lambda case: submitting_early(case)),
    "submitting before the day of the evidence": ("早于上一步的日期（2025-06-24）", lambda case: submitting_before_proof(case)),
    "submitting a reopened measure without work": ("还没有新的进展", lambda case: submitting_again(case)),
    "verifying a standing measure": ("转入长期坚持", on_measure("submitted", actions.verify_measure, "leader", 3, on=VERIFIED)),
    "returning without a word": ("退回须写明意见", on_measure("submitted", actions.return_measure, "leader", comment=" ", on=VERIFIED)),
    "looking again before today": (
        "须晚于本次",
        on_measure("submitted", actions.keep_measure, "leader", 3, next_check_on=VERIFIED, on=VERIFIED),
    ),
    "returning with a word that cannot be seen": (
        "退回须写明意见",
        on_measure("submitted", actions.return_measure, "leader", comment="\u200b", on=VERIFIED),
    ),
    "dropping without a reason": ("撤销措施须写明理由", on_measure("working", actions.drop_measure, "leader", reason="")),
    "dropping what is submitted": ("不能撤销措施", on_measure("submitted", actions.drop_measure, "leader", reason="重复")),
    "dropping one's own duty": ("由责任领导办理", on_measure("working", actions.drop_measure, "owner", reason="重复")),
    "reopening a measure without a reason": ("须写明理由", on_measure("verified", actions.reopen_measure, "leader", reason=" ")),
    "a measure of a finding under approval": ("须先退回", on_finding("submitted", lambda row, by: reopening_first(row, by), "leader")),
    "first results without a reason": ("依据", proven(actions.declare_preliminary, "leader", reason="", next_on=NEXT_CHECK, on=ASKED)),
    "first results without proof": (
        "至少有一条措施",
        on_finding("working", actions.declare_preliminary, "leader", reason="有成效", next_on=NEXT_CHECK, on=ASKED),
    ),
    "first results looked at before": ("须晚于", proven(actions.declare_preliminary, "leader", reason="有", next_on=ASKED, on=ASKED)),
    "first results by another leader": (
        "由责任领导办理",
        proven(actions.declare_preliminary, "second_leader", reason="有", next_on=NEXT_CHECK, on=ASKED),
    ),
    "taking back what was not declared": ("无可撤回", proven(actions.lapse_preliminary, "leader", reason="回潮", on=ASKED)),
    "asking too early": ("还缺", on_finding("working", actions.submit_finding, "liaison", on=ASKED)),
    "asking before the proof": ("早于上一步", proven(actions.submit_finding, "liaison", on=SUBMITTED)),
    "closing without being asked": ("不能批准销号", proven(actions.close_finding, "principal", on=ASKED)),
    "closing before being asked": ("早于上一步", on_finding("submitted", actions.close_finding, "principal", on=VERIFIED)),
    "closing by the leader": ("由主要负责人或巡察办办理", on_finding("submitted", actions.close_finding, "leader", on=ASKED)),
    "closing twice": ("已销号", on_finding("closed", actions.close_finding, "office")),
    "returning a request without a word": ("退回须写明意见", on_finding("submitted", actions.return_finding, "principal", comment="")),
    "keeping without a later day": (
        "须晚于",
        on_finding("submitted", actions.keep_finding, "principal", next_check_on=ASKED, on=ASKED),
    ),
    "ending undone before the plan was approved": (
        "早于上一步",
        on_finding("not_started", actions.ask_not_done, "leader", reason="职能已划转", on=FEEDBACK),
    ),
    "asking again with work that nobody verified": ("新进展和佐证", lambda case: asking_with_unverified_work(case)),
    "asking again with work that was dropped": ("新进展和佐证", lambda case: asking_with_dropped_work(case)),
    "work before the finding came back": ("早于上一步", lambda case: reopening_early(case)),
    "ending undone without a reason": ("须写明理由", on_finding("working", actions.ask_not_done, "liaison", reason=" ")),
    "ending undone what nobody asked to": ("不能批准未整改销号", on_finding("working", actions.close_finding_not_done, "principal")),
    "ending undone what is asked for as done": ("整改到位后销号", on_finding("submitted", actions.close_finding_not_done, "principal")),
    "ending undone what one asked for oneself": ("由另一人批准", lambda case: ending_undone_alone(case)),
    "submitting a returned measure as it was": ("还没有新的进展", lambda case: submitting_as_it_was(case)),
    "a measure planned for somebody out of service": ("没有在任的角色", lambda case: planning_for_a_visitor(case)),
    "a finding listed under somebody out of service": ("没有在任的角色", lambda case: listing_under_a_visitor(case)),
    "reopening without a reason": ("重新挂账须写明理由", on_finding("closed", actions.reopen_finding, "office", reason="")),
    "reopening by the liaison": ("由主要负责人或巡察办", on_finding("closed", actions.reopen_finding, "liaison", reason="重现")),
    "reopening before it was closed": ("早于上一步", on_finding("closed", actions.reopen_finding, "office", reason="重现", on=ASKED)),
    "one person as leader and owner": ("不能是同一人", assigning("leader", "leader")),
    "a deadline moved without an extension": ("延期须另行申请", assigning("leader", "owner", NEXT_CHECK)),
    "an owner who holds no role here": ("没有在任的角色", assigning("leader", "visitor")),
    "a wording without end": ("过长", on_finding("working", actions.word_finding, "leader", title="标题", text="长" * 20_001)),
}


def ending_undone_alone(case: Case) -> Callable[[], Any]:
    """A principal who leads the finding may ask, and may approve; not both."""
    who = case.district
    actions.assign_finding(case.finding(), leader=who.principal, owner=who.owner, by=who.liaison, on=WORKED)
    actions.ask_not_done(case.finding(), reason="职能已划转", by=who.principal, on=WORKED)
    return lambda: actions.close_finding_not_done(case.finding(), by=who.principal, on=WORKED)


def submitting_as_it_was(case: Case) -> Callable[[], Any]:
    """On the day of the return, so that no date tells old work from new."""
    measure = case.measure_at("submitted")
    actions.return_measure(measure, comment="请补会议记录", by=case.district.leader, on=SUBMITTED)
    return lambda: actions.submit_measure(measure, by=case.district.owner, on=SUBMITTED)


def planning_for_a_visitor(case: Case) -> Callable[[], Any]:
    who, planning = case.district, Case.at("planned", case.district)
    planned = Planned(text="修订制度", owner=who.visitor, leader=who.leader)
    return lambda: actions.add_measure(planning.finding(), planned=planned, by=who.liaison)


def listing_under_a_visitor(case: Case) -> Callable[[], Any]:
    who, planning = case.district, Case.at("planned", case.district)
    aspect = planning.finding().aspect
    return lambda: actions.add_finding(aspect, title="问题", original="原文", leader=who.visitor, by=who.liaison)


def submitting_bare(case: Case) -> Callable[[], Any]:
    record(case)
    return lambda: actions.submit_measure(case.measure(), by=case.district.owner)


def verifying_own(case: Case) -> Callable[[], Any]:
    """The liaison may verify, and may submit; not both."""
    measure = case.measure_at("working")
    actions.submit_measure(measure, by=case.district.liaison, on=SUBMITTED)
    return lambda: actions.verify_measure(measure, by=case.district.liaison, on=VERIFIED)


def verifying_after_another(case: Case) -> Callable[[], Any]:
    """Returned and submitted again by the owner: the liaison's first submission is still theirs."""
    measure, who = case.measure_at("working"), case.district
    actions.submit_measure(measure, by=who.liaison, on=SUBMITTED)
    actions.return_measure(measure, comment="缺原件", by=who.leader, on=SUBMITTED)
    record(case, on=SUBMITTED)
    actions.submit_measure(measure, by=who.owner, on=SUBMITTED)
    return lambda: actions.verify_measure(measure, by=who.liaison, on=VERIFIED)


def submitting_early(case: Case) -> Callable[[], Any]:
    record(case, evidence=[replace(upload(), dated_on=FEEDBACK)], on=FEEDBACK)
    return lambda: actions.submit_measure(case.measure(), by=case.district.owner, on=FEEDBACK)


def submitting_before_proof(case: Case) -> Callable[[], Any]:
    record(case, evidence=[replace(upload(), dated_on=date(2025, 6, 24))])
    return lambda: actions.submit_measure(case.measure(), by=case.district.owner, on=WORKED)


def submitting_again(case: Case) -> Callable[[], Any]:
    measure = case.measure_at("verified")
    actions.reopen_measure(measure, reason="抽查发现不实", by=case.district.leader, on=ASKED)
    return lambda: actions.submit_measure(measure, by=case.district.owner, on=ASKED)


def asking_with_unverified_work(case: Case) -> Callable[[], Any]:
    """A standing measure takes progress at any time; what nobody has looked at does not close a finding that came back."""
    finding, who = case.finding_at("closed", 3), case.district
    actions.reopen_finding(finding, reason="反弹", by=who.office, on=REOPENED)
    actions.record_progress(case.measure(3), text="又查了一次", percent=90, evidence=[upload("新")], by=who.owner, on=REOPENED)
    return lambda: actions.submit_finding(finding, by=who.liaison, on=REOPENED)


def asking_with_dropped_work(case: Case) -> Callable[[], Any]:
    finding, who = case.finding_at("closed"), case.district
    actions.reopen_finding(finding, reason="反弹", by=who.office, on=REOPENED)
    actions.reopen_measure(case.measure(), reason="反弹", by=who.leader, on=REOPENED)
    actions.record_progress(case.measure(), text="又查了一次", percent=90, evidence=[upload("新")], by=who.owner, on=REOPENED)
    actions.drop_measure(case.measure(), reason="不再需要", by=who.leader, on=REOPENED)
    return lambda: actions.submit_finding(finding, by=who.liaison, on=REOPENED)


def reopening_early(case: Case) -> Callable[[], Any]:
    actions.reopen_finding(case.finding_at("closed"), reason="反弹", by=case.district.office, on=REOPENED)
    return lambda: actions.reopen_measure(case.measure(), reason="反弹", by=case.district.leader, on=CLOSED)


def reopening_first(row: Any, by: Any) -> None:
    actions.reopen_measure(row.measures.first(), reason="再查", by=by)


@pytest.mark.parametrize(("words", "tries"), REFUSED.values(), ids=REFUSED.keys())
def test_is_refused_in_words_and_leaves_no_trace(case: Case, words: str, tries: Tries) -> None:
    act = tries(case)
    before = everything()
    with pytest.raises(Refusal, match=words):
        act()
    assert everything() == before


@pytest.mark.parametrize("stage", ["planned", "concluded"])
def test_no_work_before_the_plan_is_approved_or_after_the_end(case_at: Any, stage: Any) -> None:
    case = case_at(stage)
    before = everything()
    with pytest.raises(Refusal, match=r"尚未审核通过|已办结"):
        record(case)
    assert everything() == before
