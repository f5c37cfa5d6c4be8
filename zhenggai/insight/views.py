"""Workbench, the cases, the overview of a case now and as of a day, and its record."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from zhenggai.accounts.queries import reader, request_scope
from zhenggai.core.frame import Link
from zhenggai.insight.desk import desk_of
from zhenggai.insight.domain.timeline import timeline
from zhenggai.insight.frame import may_import
from zhenggai.insight.queries import board_as_of, board_now, cases_of, dates_of, latest_cases, turns_of
from zhenggai.insight.sentences import Places, case_sentences
from zhenggai.ledger.actions import checkpoint, gesture
from zhenggai.ledger.queries import Clock, entries_of, length_of, receipt_of
from zhenggai.rectification.queries import case_of, chronicle, numbers_of

CASES = 20
LINES = 50
TURNS = 8
SWITCHER = 20


@require_safe
def workbench(request: HttpRequest) -> HttpResponse:
    """What waits for me, what is late, and the cases I see. An administrator's work is elsewhere."""
    today = timezone.localdate()
    scope = request_scope(request)
    if scope.admin:
        return redirect("accounts:people")
    lines = cases_of(scope, today, CASES)
    request.latest = [line.inspection for line in lines]  # type: ignore[attr-defined]  # for the frame
    context = {
        "desk": desk_of(scope, today),
        "cases": lines,
        "several": len(lines) > 1,
        "may_import": may_import(scope),
        "today": today,
        "person": scope.person,
    }
    return render(request, "insight/workbench.html", context)


@require_safe
def cases(request: HttpRequest) -> HttpResponse:
    """The cases I see, latest first, a page at a time. An administrator sees none."""
    if request_scope(request).admin:
        return redirect("accounts:people")
    asked = request.GET.get("before", "")
    before = int(asked) if asked.isdecimal() and len(asked) < 18 else None
    lines = cases_of(request_scope(request), timezone.localdate(), CASES + 1, before)
    if before is None:
        request.latest = [line.inspection for line in lines]  # type: ignore[attr-defined]  # for the frame
    following = f"?before={lines[CASES - 1].inspection.pk}" if len(lines) > CASES else ""
    context = {
        "cases": lines[:CASES],
        "first": reverse("insight:cases") if before else "",
        "following": following,
        "may_import": may_import(request_scope(request)),
    }
    return render(request, "insight/cases.html", context)


@require_safe
def switcher(request: HttpRequest) -> HttpResponse:
    """The cases I see, latest first, for the switcher of the frame, which asks when it is opened; `at` is the case at hand."""
    at = request.GET.get("at", "")
    links = [
        Link(f"{case.unit.name} · {case.title}", reverse("insight:overview", args=[case.pk]), str(case.pk) == at)
        for case in latest_cases(request_scope(request), SWITCHER)
    ]
    return render(request, "insight/switcher.html", {"links": links})


@require_safe
def overview(request: HttpRequest, inspection_id: int) -> HttpResponse:
    """How a case stands now, or as of a past day by either clock (design §3.9)."""
    today = timezone.localdate()
    inspection = case_of(request, inspection_id)
    scope = request_scope(request)
    day, words = _asked_day(request, today)
    clock: Clock = "record" if request.GET.get("clock") == "record" else "case"
    if day is None:
        board, dates, later, shown_on = board_now(inspection, today), dates_of(inspection), 0, today
    else:
        past = board_as_of(inspection, day, clock)
        board, dates, later, shown_on = past.board, past.dates, past.later, day
    lists_url = reverse("rectification:lists", args=[inspection.pk]) if day is None else "#board"
    context = {
        "inspection": inspection,
        "board": board,
        "sentences": case_sentences(board, Places("#board", lists_url, narrowed=day is None)),
        "lists_url": lists_url,
        "may_import": may_import(scope),
        "may_conclude": day is None and inspection.refusal(scope.actor_seeing(inspection.unit_id), "inspection.conclude") is None,
        "milestones": timeline(dates, inspection.rules, shown_on, kept_here=not inspection.attested_digest),
        "turns": turns_of(inspection, TURNS) if day is None else [],
        "day": day,
        "clock": clock,
        "later": later,
        "refused_day": words,
        "today": today,
    }
    return render(request, "insight/overview.html", context)


@require_safe
def record(request: HttpRequest, inspection_id: int) -> HttpResponse:
    """The record of a case, latest entries first, a page at a time."""
    inspection = case_of(request, inspection_id)
    total = length_of(inspection.chain)
    asked = request.GET.get("before", "")
    last = min(int(asked) - 1 if asked.isdecimal() and len(asked) < 12 else total, total)
    first = max(last - LINES + 1, 1)
    entries = entries_of(inspection.chain, start=first, count=last - first + 1) if last > 0 else []
    context = {
        "inspection": inspection,
        "lines": chronicle(reversed(entries), numbers_of(inspection)),
        "total": total,
        "older": f"?before={first}" if first > 1 else "",
        "newest": request.path if last < total else "",
    }
    return render(request, "insight/record.html", context)


@require_POST
def receipt(request: HttpRequest, inspection_id: int) -> HttpResponse:
    """A signed receipt over all chains as they stand, to be kept off this machine: `zhenggai verify --against` proves history up to it."""
    case_of(request, inspection_id)
    with gesture(source="web"):
        made = receipt_of(checkpoint(by=reader(request).subject))
    response = HttpResponse(made.to_json(), content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="receipt-{made.code}.json"'
    return response


def _asked_day(request: HttpRequest, today: date) -> tuple[date | None, str]:
    """The past day asked for, or None; and why a day that was asked for cannot be shown."""
    text = request.GET.get("as_of", "").strip()
    if not text:
        return None, ""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None, _("“%(text)s”不是日期，请按 2019-10-20 的样子填写。") % {"text": text[:20]}
    if day > today:
        return None, _("只能查看今天及以前的情况。")
    return day, ""
