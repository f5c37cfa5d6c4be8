"""A notice from elsewhere becomes a case: attested, all of it or nothing (design §3.10)."""

from dataclasses import replace
from typing import Any

import pytest

from tests.cast import FEEDBACK, OPENING, WORKED, District, everything, last_entry, upload
from zhenggai.core.refusal import Refusal
from zhenggai.ledger.proof import verify
from zhenggai.rectification import actions
from zhenggai.rectification.actions.attest import AttestedFinding
from zhenggai.rectification.domain.states import Attested, FindingState, InspectionState
from zhenggai.rectification.dossier import Dossier
from zhenggai.rectification.models import Aspect, Finding, Inspection, Measure

DIGEST = "ab" * 32
FINDINGS = [
    AttestedFinding(title="制度不健全", aspect="制度方面", text="已修订。", status=Attested.COMPLETED, measures=("修订制度", "开展培训")),
    AttestedFinding(title="台账不全", aspect="制度方面", text="正在补。", status=Attested.PRELIMINARY),
    AttestedFinding(title="学习不深入", aspect="学习方面", text="", status=Attested.UNKNOWN),
]


def attest(district: District, **changed: Any) -> Inspection:
    said: dict[str, Any] = {"findings": FINDINGS, "digest": DIGEST, "unit": district.unit, "by": district.liaison, "on": FEEDBACK}
    opening = changed.pop("opening", OPENING)
    return actions.attest_notice(opening, **said | changed)


def test_builds_the_whole_case_at_once(district: District) -> None:
    attest(district)
    assert (Inspection.objects.count(), Aspect.objects.count(), Finding.objects.count(), Measure.objects.count()) == (1, 2, 3, 2)


def test_is_one_entry_with_the_digest_of_the_file(district: District) -> None:
    inspection = attest(district)
    assert (last_entry().chain, last_entry().sequence, DIGEST in last_entry().payload) == (inspection.chain, 1, True)


def test_keeps_what_was_said_apart_from_the_state(district: District) -> None:
    attest(district)
    assert list(Finding.objects.values_list("state", "attested")) == [
        (FindingState.NOT_STARTED, Attested.COMPLETED),
        (FindingState.NOT_STARTED, Attested.PRELIMINARY),
        (FindingState.NOT_STARTED, Attested.UNKNOWN),
    ]


def test_counts_attested_findings_apart(district: District) -> None:
    inspection = attest(district)
    assert (inspection.attested_count, inspection.closed_count, inspection.not_started_count) == (3, 0, 3)


def test_meets_no_check_of_closing(district: District) -> None:
    inspection = attest(district)
    missing = Dossier.of(Finding.objects.get(number=1), inspection).finding_facts().missing
    assert missing == ("措施 1 的佐证材料", "措施 2 的佐证材料", "明确责任领导")


def test_invents_no_measure(district: District) -> None:
    inspection = attest(district)
    assert Dossier.of(Finding.objects.get(number=2), inspection).finding_facts().missing == ("至少一条整改措施",)


def test_work_goes_on_from_there(district: District) -> None:
    attest(district)
    finding, who = Finding.objects.get(number=1), district
    actions.assign_finding(finding, leader=who.leader, owner=who.owner, deadline=WORKED, by=who.liaison, on=FEEDBACK)
    for measure in Measure.objects.all():
        actions.record_progress(measure, text="已做", percent=100, evidence=[upload(measure.subject)], by=who.owner, on=WORKED)
        actions.submit_measure(measure, by=who.owner, on=WORKED)
        actions.verify_measure(measure, by=who.leader, on=WORKED)
    actions.submit_finding(finding, by=who.liaison, on=WORKED)
    actions.close_finding(finding, by=who.principal, on=WORKED)
    assert Inspection.objects.get().closed_count == 1


def test_a_problem_told_without_measures_gets_its_first_with_its_people(district: District) -> None:
    attest(district)
    finding, who = Finding.objects.get(number=2), district
    given: dict[str, Any] = {"leader": who.leader, "owner": who.owner, "deadline": WORKED, "by": who.liaison, "on": FEEDBACK}
    with pytest.raises(Refusal, match="还没有整改措施"):
        actions.assign_finding(finding, **given)
    actions.assign_finding(finding, measure="补齐台账", **given)
    measure = Measure.objects.get(finding=finding)
    assert (measure.number, measure.text, measure.owner, measure.leader, measure.deadline) == (1, "补齐台账", who.owner, who.leader, WORKED)
    assert (Finding.objects.get(number=2).measures_count, Inspection.objects.get().measures_count, verify().problems) == (1, 3, [])


def test_leaves_a_clean_record(district: District) -> None:
    attest(district)
    assert verify().problems == []


def test_begins_as_rectifying(district: District) -> None:
    assert attest(district).state == InspectionState.RECTIFYING


def test_the_same_file_may_come_to_another_unit(district: District) -> None:
    attest(district)
    attest(district, unit=district.other_unit, by=district.other_liaison)
    assert Inspection.objects.count() == 2


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"findings": []}, "没有读出问题"),
        ({"opening": replace(OPENING, inspected_to=FEEDBACK, feedback_on=WORKED.replace(month=1))}, "早于"),
        ({"opening": replace(OPENING, regime="moon-1969")}, "规程"),
        ({"opening": replace(OPENING, issuer="长" * 201)}, "超过 200 个字"),
        ({"findings": [replace(FINDINGS[0], aspect="长" * 501)]}, "超过 500 个字"),
    ],
    ids=["nothing read", "dates out of order", "unknown regime", "a long issuer", "a long aspect"],
)
def test_what_cannot_be_is_refused_whole(district: District, changed: dict[str, Any], words: str) -> None:
    before = everything()
    with pytest.raises(Refusal, match=words):
        attest(district, **changed)
    assert everything() == before


def test_the_same_file_again_is_refused(district: District) -> None:
    attest(district)
    before = everything()
    with pytest.raises(Refusal, match="已经导入过"):
        attest(district)
    assert everything() == before


@pytest.mark.parametrize("name", ["visitor", "other_liaison", "owner", "leader", "team"])
def test_is_refused_to_others(district: District, name: str) -> None:
    before = everything()
    with pytest.raises(Refusal):
        attest(district, by=getattr(district, name))
    assert everything() == before
