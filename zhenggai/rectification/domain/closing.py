"""What is still missing before a finding can be struck off, in words (design §3.4; rules.md §1.7 C-CLS-1, C-CLS-6).

The page lists the checks, the action refuses on those not met. What a notice attested never meets a check (design §3.10).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from zhenggai.core.words import _
from zhenggai.rectification.domain.states import MEASURE_DONE, MeasureState, measure_word


@dataclass(frozen=True)
class MeasureProof:
    """One measure as closing sees it: its number, state, and count of evidence."""

    number: int
    state: MeasureState
    evidence: int
    returned: bool = False
    dropped_reason: str = ""


@dataclass(frozen=True)
class Check:
    """One line of the list on the finding's page."""

    met: bool
    words: str


def closing_checks(*, measures: Sequence[MeasureProof], leader: bool, reopened_without_work: bool = False) -> list[Check]:
    """Every check of closing in the order of the page: measures first, then what belongs to the finding as a whole."""
    if not measures:
        return [Check(met=False, words=_("至少一条整改措施"))]
    checks = [_measure_check(measure) for measure in measures]
    if all(measure.state == MeasureState.DROPPED for measure in measures):
        checks.append(Check(met=False, words=_("全部措施都已撤销，至少须有一条办成的措施")))
    if reopened_without_work:
        checks.append(Check(met=False, words=_("重新挂账以来的新进展和佐证（核验通过后计入）")))
    checks.append(Check(met=leader, words=_("责任领导已明确") if leader else _("明确责任领导")))
    return checks


def missing_to_close(checks: Sequence[Check]) -> list[str]:
    """The words of the checks not met; empty when the finding may be submitted for closing."""
    return [check.words for check in checks if not check.met]


def _measure_check(measure: MeasureProof) -> Check:
    n = {"n": measure.number, "count": measure.evidence, "state": measure_word(measure.state)}
    if measure.state == MeasureState.DROPPED:
        # Who approves the closing sees what was taken out of the plan, and why.
        return Check(met=True, words=_("措施 %(n)d 已撤销，理由：%(why)s") % {**n, "why": measure.dropped_reason})
    if not measure.evidence:
        return Check(met=False, words=_("措施 %(n)d 的佐证材料") % n)
    if measure.returned:
        return Check(met=False, words=_("措施 %(n)d 补正后核验（现为退回补正）") % n)
    if measure.state not in MEASURE_DONE:
        return Check(met=False, words=_("措施 %(n)d 核验（现为%(state)s）") % n)
    return Check(met=True, words=_("措施 %(n)d %(state)s，佐证 %(count)d 件") % n)
