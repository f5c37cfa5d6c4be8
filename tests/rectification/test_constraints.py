"""The database itself refuses what no action would write: each constraint, with a row that breaks it and no other (design §3.5)."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction

from tests.cast import ASKED, FEEDBACK, NEXT_CHECK, PLANNED, PUBLISHED, SUBMITTED, Case, CaseAt, Stage
from zhenggai.accounts.models import Grant, UnitLink
from zhenggai.evidence.models import File
from zhenggai.rectification.models import Aspect, Inspection, Progress
from zhenggai.signoff.models import Opinion, Turn

DAY = timedelta(days=1)
Broken = tuple[models.Model, dict[str, Any]]
Break = Callable[[Case], Broken]


def fresh_finding(**columns: Any) -> Break:
    return lambda case: (case.finding(2), columns)


def ended_finding(**columns: Any) -> Break:
    return lambda case: (case.finding_at("closed_not_done"), columns)


def fresh_measure(**columns: Any) -> Break:
    return lambda case: (case.measure(1, 2), columns)


def verified_measure(**columns: Any) -> Break:
    return lambda case: (case.measure_at("verified"), columns)


def the_case(**columns: Any) -> Break:
    return lambda case: (case.now(), columns)


def progressed(**columns: Any) -> Break:
    def prepare(case: Case) -> Broken:
        case.measure_at("working")
        return Progress.objects.get(), columns

    return prepare


def imported_twice(case: Case) -> Broken:
    other = Case.at("planning", case.district).now()
    with transaction.atomic():
        Inspection._base_manager.filter(pk=case.inspection.pk).update(attested_digest="ab" * 32)
    return other, {"attested_digest": "ab" * 32}


def second_turn(**columns: Any) -> Break:
    def prepare(case: Case) -> Broken:
        for number in (1, 2):
            case.measure_at("submitted", 1, number)
        one, other = Turn.objects.order_by("id")
        return other, {name: getattr(one, name) for name in columns} | {k: v for k, v in columns.items() if v is not None}

    return prepare


def opinion(**columns: Any) -> Break:
    def prepare(case: Case) -> Broken:
        case.prove()
        one, other = Opinion.objects.order_by("id")
        return other, {name: getattr(one, name) if value is None else value for name, value in columns.items()}

    return prepare


def a_file(case: Case) -> Broken:
    case.measure_at("working")
    return File.objects.get(), {"size": 0}


def a_grant(**columns: Any) -> Break:
    def prepare(case: Case) -> Broken:
        one, other = Grant.objects.filter(person__in=[case.district.liaison, case.district.second_liaison]).order_by("id")
        return other, {name: getattr(one, name) if value is None else value for name, value in columns.items()}

    return prepare


def a_link(case: Case) -> Broken:
    one, other = UnitLink.objects.order_by("id")[:2]
    return other, {"ancestor": one.ancestor, "descendant": one.descendant}


BREAKS: dict[str, Break] = {
    "accounts_grant_dates_in_order": a_grant(to_on=date(2019, 1, 1)),
    "accounts_grant_once": a_grant(person=None),
    "accounts_unit_link_once": a_link,
    "evidence_file_not_empty": a_file,
    "signoff_turn_numbered": second_turn(subject_ref=None, outcome="agreed"),
    "signoff_one_open_turn": second_turn(subject_ref=None, number=2),
    "signoff_return_has_comment": opinion(verdict="return", comment=""),
    "signoff_one_opinion_each": opinion(turn=None),
    "rectification_inspection_period": the_case(inspected_to=date(2025, 1, 1)),
    "rectification_feedback_after_start": the_case(feedback_on=date(2025, 1, 1)),
    "rectification_plan_after_feedback": the_case(plan_approved_on=FEEDBACK - DAY),
    "rectification_notice_after_feedback": the_case(plan_approved_on=None, noticed_on=FEEDBACK - DAY),
    "rectification_notice_after_plan": the_case(noticed_on=PLANNED - DAY),
    "rectification_published_has_date": the_case(state="published"),
    "rectification_concluded_has_date": the_case(state="concluded"),
    "rectification_concluded_after_notice": the_case(noticed_on=PUBLISHED, concluded_on=PUBLISHED - DAY),
    "rectification_notice_imported_once": imported_twice,
    "rectification_aspect_numbered": lambda case: (Aspect.objects.get(number=2), {"number": 1}),
    "rectification_finding_numbered": fresh_finding(number=1),
    "rectification_finding_preliminary_pair": fresh_finding(preliminary_on=ASKED, preliminary_next_on=NEXT_CHECK),
    "rectification_preliminary_has_next": lambda case: (
        case.finding(),
        {"preliminary_by": case.district.leader, "preliminary_on": ASKED},
    ),
    "rectification_finding_submitted_pair": fresh_finding(submitted_on=ASKED),
    "rectification_finding_closed_pair": ended_finding(closed_by=None),
    "rectification_finding_public_pair": fresh_finding(public_on=ASKED),
    "rectification_finding_submitted_when": fresh_finding(state="submitted"),
    "rectification_finding_closed_when": fresh_finding(state="closed"),
    "rectification_finding_standing_when": fresh_finding(state="standing", next_check_on=NEXT_CHECK),
    "rectification_finding_standing_next": ended_finding(state="standing"),
    "rectification_finding_closed_at_end": ended_finding(state="working"),
    "rectification_finding_closed_after": lambda case: (
        case.finding_at("closed_not_done"),
        {"submitted_by": case.district.liaison, "submitted_on": NEXT_CHECK},
    ),
    "rectification_nobody_closes_own": lambda case: (
        case.finding_at("closed_not_done"),
        {"submitted_by": case.district.principal, "submitted_on": PLANNED},
    ),
    "rectification_not_done_has_reason": ended_finding(closing_words=""),
    "rectification_not_done_while_asked": fresh_finding(not_done_reason="职能已划转"),
    "rectification_attested_has_source": fresh_finding(attested="completed"),
    "rectification_measure_numbered": fresh_measure(number=1),
    "rectification_measure_percent": fresh_measure(percent=101),
    "rectification_measure_submitted_pair": verified_measure(submitted_by=None),
    "rectification_measure_verified_pair": verified_measure(verified_by=None),
    "rectification_measure_submitted_when": fresh_measure(state="submitted"),
    "rectification_measure_verified_when": fresh_measure(state="verified"),
    "rectification_measure_standing_when": fresh_measure(state="standing", next_check_on=NEXT_CHECK),
    "rectification_measure_standing_next": verified_measure(state="standing"),
    "rectification_drop_has_reason": fresh_measure(state="dropped"),
    "rectification_measure_verified_at_end": verified_measure(state="working"),
    "rectification_measure_verified_after": verified_measure(verified_on=SUBMITTED - DAY),
    "rectification_nobody_verifies_own": lambda case: (case.measure_at("verified"), {"submitted_by": case.district.leader}),
    "rectification_nobody_verifies_owned": lambda case: (case.measure_at("verified"), {"owner": case.district.leader}),
    "rectification_progress_says_something": progressed(text=""),
}
OURS = {
    constraint.name: constraint
    for context in ("accounts", "evidence", "signoff", "rectification")
    for model in apps.get_app_config(context).get_models()
    for constraint in model._meta.constraints
}


def test_every_constraint_is_tried() -> None:
    assert set(BREAKS) == set(OURS)


@pytest.mark.parametrize("name", BREAKS)
def test_a_row_that_breaks_it_is_refused(case: Case, name: str) -> None:
    row, columns = BREAKS[name](case)
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        type(row)._base_manager.filter(pk=row.pk).update(**columns)
    if isinstance(OURS[name], models.CheckConstraint):
        assert name in str(refused.value)


STAGES: list[Stage] = ["planning", "planned", "rectifying", "published", "concluded"]


@pytest.mark.parametrize("stage", STAGES)
def test_what_actions_write_breaks_none(case_at: CaseAt, stage: Stage) -> None:
    """The constraints speak of each stage as it is: writing every row again as it stands is not refused."""
    case = case_at(stage)
    for row in (case.now(), *case.inspection.findings.all(), *case.inspection.measures.all()):
        for constraint in row._meta.constraints:
            constraint.validate(type(row), row)
