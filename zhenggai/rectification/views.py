"""The pages of a case: its three lists, a finding with everything of it, one act at a time, and the evidence itself."""

from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from zhenggai.accounts.domain.roles import Actor
from zhenggai.accounts.models import Person
from zhenggai.accounts.queries import reader, request_scope
from zhenggai.core.refusal import Refusal
from zhenggai.evidence.queries import Altered, content_of
from zhenggai.ledger.actions import gesture
from zhenggai.ledger.queries import history
from zhenggai.rectification.acts import FINDING_ACTS, INSPECTION_ACTS, MEASURE_ACTS, Act
from zhenggai.rectification.domain.policy import refusal as refused
from zhenggai.rectification.domain.states import verb_word
from zhenggai.rectification.dossier import Dossier
from zhenggai.rectification.listing import list_page
from zhenggai.rectification.models import Finding, Inspection, Measure
from zhenggai.rectification.pages import finding_page
from zhenggai.rectification.queries import (
    attachments_visible_to,
    case_of,
    chronicle,
    findings_visible_to,
    measures_visible_to,
)

LATEST = 12  # entries on the finding's own page; all of them are on the record of the case
# Shown in the browser; everything else is handed over as a download.
INLINE = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp", "application/pdf"})


@require_safe
def lists(request: HttpRequest, inspection_id: int) -> HttpResponse:
    """The three lists as three views of one table (rules.md §1.6), filtered, sorted, paged; `print` shows all rows on paper."""
    inspection = case_of(request, inspection_id)
    return render(request, "rectification/lists.html", list_page(request, inspection, timezone.localdate()))


@require_safe
def finding(request: HttpRequest, pk: int) -> HttpResponse:
    """A finding with everything of it."""
    scope, today = request_scope(request), timezone.localdate()
    row = get_object_or_404(findings_visible_to(scope), pk=pk)
    request.case = row.inspection  # type: ignore[attr-defined]  # for the frame
    dossier = Dossier.of(row, row.inspection)
    names = {row.subject: _("本问题")} | {m.subject: _("措施 %(n)d") % {"n": m.number} for m in dossier.measures}
    told = history(row, *dossier.measures)
    lines = chronicle(reversed(told[-LATEST:]), names)
    return render(
        request,
        "rectification/finding.html",
        finding_page(dossier, scope.actor_seeing(row.unit_id), today) | {"lines": lines, "older": max(len(told) - LATEST, 0)},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def measure_act(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """One act on a measure: the form, or doing it."""
    measure = get_object_or_404(measures_visible_to(request_scope(request)), pk=pk)
    return _act(request, measure, measure.finding, MEASURE_ACTS.get(verb), f"measure.{verb}")


@require_http_methods(["GET", "HEAD", "POST"])
def finding_act(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """One act on a finding: the form, or doing it."""
    row = get_object_or_404(findings_visible_to(request_scope(request)), pk=pk)
    return _act(request, row, row, FINDING_ACTS.get(verb), f"finding.{verb}")


@require_http_methods(["GET", "HEAD", "POST"])
def inspection_act(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """One act on a case as a whole."""
    act, inspection = INSPECTION_ACTS.get(verb), case_of(request, pk)
    if act is None:
        raise Http404
    form = act.form(request.POST or None)
    actor = request_scope(request).actor_seeing(inspection.unit_id)
    words = verb_word(f"inspection.{verb}")
    if request.method == "POST" and _done(act, inspection, reader(request), form):
        messages.success(request, _("已%(verb)s。") % {"verb": words})
        return redirect("insight:overview", inspection_id=pk)
    closed = (request.method != "POST" and inspection.refusal(actor, f"inspection.{verb}")) or ""
    context = {"inspection": inspection, "form": form, "act": act, "verb": words, "closed": closed}
    return render(request, "rectification/inspection_act.html", context, status=422 if request.method == "POST" else 200)


@require_safe
def evidence(request: HttpRequest, pk: int) -> HttpResponse:
    """The content of a piece of evidence, its digest checked; nothing active is ever served inline."""
    link = get_object_or_404(attachments_visible_to(request_scope(request)), pk=pk)
    file, name = link.evidence.file, link.evidence.name
    try:
        content = content_of(file)
    except Altered as error:
        return render(request, "rectification/altered.html", {"words": str(error), "measure": link.measure}, status=409)
    inline = file.media in INLINE
    response = HttpResponse(content, content_type=file.media if inline else "application/octet-stream")
    response["Content-Disposition"] = f"{'inline' if inline else 'attachment'}; filename*=UTF-8''{quote(name)}"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; object-src 'self'"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _act(request: HttpRequest, subject: Measure | Finding, finding: Finding, act: Act | None, verb: str) -> HttpResponse:
    if act is None:
        raise Http404
    request.case = finding.inspection  # type: ignore[attr-defined]  # for the frame
    person, today = reader(request), timezone.localdate()
    actor = request_scope(request).actor_seeing(finding.unit_id)
    asked: dict[str, Any] = {"subject": subject} if verb == "finding.assign" else {}
    if verb == "finding.word":
        page = finding_page(Dossier.of(finding, finding.inspection), actor, today)
        asked["initial"] = page["draft"] | {"was": page["was"]}
    form = act.form(request.POST or None, request.FILES or None, **asked) if request.method == "POST" else act.form(**asked)
    if request.method == "POST" and _done(act, subject, person, form):
        messages.success(request, _("已%(verb)s。") % {"verb": verb_word(verb)})
        return redirect("rectification:finding", pk=finding.pk)
    subject.refresh_from_db()  # another may have acted a moment ago
    finding.refresh_from_db()
    why = _why_not(subject, finding, verb, actor)
    # What no filling of the form changes is said without the form.
    closed = why if request.method != "POST" or why in form.non_field_errors() else ""
    context = {"form": form, "act": act, "verb": verb_word(verb), "finding": finding, "subject": subject, "closed": closed}
    context["measure"] = subject if isinstance(subject, Measure) else None
    return render(request, "rectification/act.html", context, status=422 if request.method == "POST" else 200)


def _why_not(subject: Measure | Finding, finding: Finding, verb: str, actor: Actor) -> str:
    """Why the form would be refused however it is filled, or nothing: nobody writes reasons for an act that is not theirs."""
    dossier = Dossier.of(finding, finding.inspection)
    facts = dossier.measure_facts(subject) if isinstance(subject, Measure) else dossier.finding_facts()
    return refused(actor, verb, facts) or ""


def _done(act: Act, subject: Measure | Finding | Inspection, person: Person, form: Any) -> bool:
    """Checks the form and does the act; a refusal is said beside the field it is about."""
    if not form.is_valid():
        return False
    try:
        with gesture(source="web"):
            act.do(subject, by=person, **form.values())
    except Refusal as refusal:
        refusal.tell(form)
        return False
    except OSError:
        form.add_error(None, _("文件没有存下来（磁盘已满或不可写），没有记入任何内容。请联系管理员后重试。"))
        return False
    return True
