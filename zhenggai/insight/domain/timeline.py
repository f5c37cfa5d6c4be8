"""The dates of a case in order: what happened, what the regime asks next (rules.md §1.2 C-TIM-1). Pure."""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from zhenggai.core.words import _, ngettext
from zhenggai.rectification.domain.regime import Node, Regime


@dataclass(frozen=True)
class Milestone:
    """One date: `state` is done, now (the next one due), or next; `note` says what stands behind it."""

    day: date
    title: str
    note: str
    state: str
    late: bool = False


@dataclass(frozen=True)
class CaseDates:
    """The dates of a case that are known."""

    inspected_from: date | None
    inspected_to: date | None
    feedback_on: date | None
    plan_approved_on: date | None
    noticed_on: date | None
    concluded_on: date | None


def timeline(dates: CaseDates, regime: Regime, today: date, *, kept_here: bool = True) -> list[Milestone]:
    """Everything in order of time. Nodes of the regime that the case has met are shown as met, on the day they were; a report made early
    leaves its due day standing until it has come, for the concentrated period ends with it.

    A case that was not `kept_here` but came in with a notice was planned and published elsewhere: what has passed is not called late.
    """
    done = [(day, title, note) for day, title, note in _happened(dates) if day and day <= today]
    met = {"plan": dates.plan_approved_on, "report": dates.noticed_on}
    milestones = [Milestone(day=day, title=title, note=note, state="done") for day, title, note in done]
    if dates.feedback_on and not (dates.concluded_on and dates.concluded_on <= today):
        waiting = [node for node in regime.nodes if not _is_met(met.get(node.key), today)]
        milestones += _ahead(
            sorted(waiting, key=lambda node: node.due(dates.feedback_on or today)),
            dates.feedback_on,
            met.keys() if kept_here else (),
            today,
        )
        milestones += _early(regime, dates.feedback_on, dates.noticed_on, today)
    return sorted(milestones, key=lambda milestone: milestone.day)


def _early(regime: Regime, feedback_on: date, noticed_on: date | None, today: date) -> Iterator[Milestone]:
    due = regime.report.due(feedback_on)
    if noticed_on and noticed_on <= today < due:
        note = _("%(day)s 已通报") % {"day": noticed_on.isoformat()}
        yield Milestone(day=due, title=regime.report.name, note=note, state="next")


def _is_met(day: date | None, today: date) -> bool:
    return day is not None and day <= today


def _happened(dates: CaseDates) -> list[tuple[date | None, str, str]]:
    return [
        (dates.inspected_from, _("巡察进驻"), ""),
        (dates.inspected_to, _("巡察结束"), ""),
        (dates.feedback_on, _("巡察反馈"), ""),
        (dates.plan_approved_on, _("整改方案审核通过"), _after(dates.plan_approved_on, dates.feedback_on)),
        (dates.noticed_on, _("整改情况公开通报"), _after(dates.noticed_on, dates.feedback_on)),
        (dates.concluded_on, _("整改办结"), _after(dates.concluded_on, dates.feedback_on)),
    ]


def _after(day: date | None, feedback_on: date | None) -> str:
    if not day or not feedback_on:
        return ""
    n = (day - feedback_on).days
    return ngettext("反馈后 %(n)d 天", "反馈后 %(n)d 天", n) % {"n": n}


def _ahead(waiting: Sequence[Node], feedback_on: date, followed: Container[str], today: date) -> Iterator[Milestone]:
    """What is still to come. Only what the ledger follows can be late; of other nodes that have passed it has no record, and says so."""
    first = True
    for node in waiting:
        due = node.due(feedback_on)
        days = (due - today).days
        if days < 0 and node.key not in followed:
            yield Milestone(day=due, title=node.name, note=_("本系统尚无记录"), state="next")
            continue
        yield Milestone(day=due, title=node.name, note=_away(days), state="now" if first else "next", late=days < 0)
        first = False


def _away(days: int) -> str:
    if days == 0:
        return _("今天到期")
    words = ngettext("还有 %(n)d 天", "还有 %(n)d 天", days) if days > 0 else ngettext("已过 %(n)d 天", "已过 %(n)d 天", -days)
    return words % {"n": abs(days)}
