"""Every refusal says why and leaves no trace: no row, no entry, no word, no state (design §3.2, §3.3)."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.cast import ASKED, FEEDBACK, NEXT_CHECK, SUBMITTED, VERIFIED, WORKED, Case, deactivate, everything, packed, upload
from zhenggai.evidence.domain.media import Refused
from zhenggai.rectification import actions
from zhenggai.rectification.actions import Refusal
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
    "progress that says nothing": ("请写明做了什么", recording(text=" \n ")),
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
    "submitting without evidence": ("至少一件佐证", lambda case: submitting_bare(case)),
    "submitting before the work": ("早于上一步", on_measure("working", actions.submit_measure, "owner", on=FEEDBACK)),
    "submitting twice": ("待核验", on_measure("submitted", actions.submit_measure, "owner", on=SUBMITTED)),
    "verifying what is not submitted": ("整改中", on_measure("working", actions.verify_measure, "leader", on=VERIFIED)),
    "verifying before it was submitted": ("早于上一步", on_measure("submitted", actions.verify_measure, "leader", on=WORKED)),
    "verifying one's own": ("由另一人办理", lambda case: verifying_own(case)),
    "verifying a standing measure": ("转入长期坚持", on_measure("submitted", actions.verify_measure, "leader", 3, on=VERIFIED)),
    "returning without a word": ("退回须写明意见", on_measure("submitted", actions.return_measure, "leader", comment=" ", on=VERIFIED)),
    "looking again before today": (
        "须晚于本次",
        on_measure("submitted", actions.keep_measure, "leader", 3, next_check_on=VERIFIED, on=VERIFIED),
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
    "ending undone without a reason": ("须写明理由", on_finding("working", actions.close_finding_not_done, "principal", reason=" ")),
    "reopening without a reason": ("重新挂账须写明理由", on_finding("closed", actions.reopen_finding, "office", reason="")),
    "reopening by the liaison": ("由主要负责人或巡察办", on_finding("closed", actions.reopen_finding, "liaison", reason="重现")),
    "reopening before it was closed": ("早于上一步", on_finding("closed", actions.reopen_finding, "office", reason="重现", on=ASKED)),
    "one person as leader and owner": ("不能是同一人", assigning("leader", "leader")),
    "a deadline moved without an extension": ("延期须另行申请", assigning("leader", "owner", NEXT_CHECK)),
    "an owner who holds no role here": ("没有在任的角色", assigning("leader", "visitor")),
    "a wording without end": ("过长", on_finding("working", actions.word_finding, "leader", title="标题", text="长" * 20_001)),
}


def submitting_bare(case: Case) -> Callable[[], Any]:
    record(case)
    return lambda: actions.submit_measure(case.measure(), by=case.district.owner)


def verifying_own(case: Case) -> Callable[[], Any]:
    """The liaison may verify, and may submit; not both."""
    measure = case.measure_at("working")
    actions.submit_measure(measure, by=case.district.liaison, on=SUBMITTED)
    return lambda: actions.verify_measure(measure, by=case.district.liaison, on=VERIFIED)


def reopening_first(row: Any, by: Any) -> None:
    actions.reopen_measure(row.measures.first(), reason="再查", by=by)


@pytest.mark.parametrize(("words", "tries"), REFUSED.values(), ids=REFUSED.keys())
def test_is_refused_in_words_and_leaves_no_trace(case: Case, words: str, tries: Tries) -> None:
    act = tries(case)
    before = everything()
    with pytest.raises((Refusal, Refused), match=words):
        act()
    assert everything() == before


@pytest.mark.parametrize("stage", ["planned", "concluded"])
def test_no_work_before_the_plan_is_approved_or_after_the_end(case_at: Any, stage: Any) -> None:
    case = case_at(stage)
    before = everything()
    with pytest.raises(Refusal, match=r"尚未审核通过|已办结"):
        record(case)
    assert everything() == before
