"""Persons and facts for the tests of the policy: a case in which nothing is missing and everybody has done their own part."""

from dataclasses import replace
from typing import Any

from zhenggai.accounts.domain.roles import Actor, Role
from zhenggai.rectification.domain.policy import FindingFacts, InspectionFacts, MeasureFacts
from zhenggai.rectification.domain.states import FindingState, InspectionState, MeasureKind, MeasureState


def _actor(number: int, *roles: Role) -> Actor:
    return Actor(number, frozenset(roles))


PEOPLE = {
    "owner": _actor(1, Role.STAFF),
    "leader": _actor(2, Role.LEADER),
    "liaison": _actor(3, Role.LIAISON),
    "principal": _actor(4, Role.PRINCIPAL),
    "office": _actor(5, Role.OFFICE),
    "team": _actor(6, Role.TEAM),
    "other staff": _actor(7, Role.STAFF),
    "other leader": _actor(8, Role.LEADER),
    "owner out of office": _actor(1),
    "leader out of office": _actor(2),
    "visitor": _actor(9),
    "administrator": _actor(10, Role.ADMIN),
    "owner turned administrator": _actor(1, Role.ADMIN),
    "leader turned administrator": _actor(2, Role.ADMIN),
}
OWNER, LEADER, LIAISON, PRINCIPAL, OFFICE, TEAM = (PEOPLE[name] for name in ("owner", "leader", "liaison", "principal", "office", "team"))

MEASURE = MeasureFacts(
    state=MeasureState.SUBMITTED,
    kind=MeasureKind.DEADLINE,
    owner=OWNER.id,
    leader=LEADER.id,
    submitted_by=OWNER.id,
    brought_by=frozenset({OWNER.id}),
    progress=1,
    evidence=1,
    finding_state=FindingState.WORKING,
    inspection_state=InspectionState.RECTIFYING,
)
FINDING = FindingFacts(
    state=FindingState.SUBMITTED,
    leader=LEADER.id,
    submitted_by=LIAISON.id,
    hands=frozenset({OWNER.id, LEADER.id}),
    preliminary=True,
    proven_measures=1,
    missing=(),
    inspection_state=InspectionState.RECTIFYING,
)
INSPECTION = InspectionFacts(state=InspectionState.PLANNING, findings=3, open_findings=3, planners=frozenset({LIAISON.id}), worded=True)


def measure(**facts: Any) -> MeasureFacts:
    """The measure with other facts."""
    return replace(MEASURE, **facts)


def finding(**facts: Any) -> FindingFacts:
    """The finding with other facts."""
    return replace(FINDING, **facts)


def inspection(**facts: Any) -> InspectionFacts:
    """The inspection with other facts."""
    return replace(INSPECTION, **facts)
