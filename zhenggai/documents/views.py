"""Pages on papers: checking any notice (no sign-in needed), importing one, and the notice out of the ledger."""

from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhenggai.accounts.queries import reader, request_scope
from zhenggai.core.refusal import Refusal
from zhenggai.documents import actions, queries
from zhenggai.documents.actions import Draft, draft_notice, unit_for, write_draft
from zhenggai.documents.domain.checking import remarks_on
from zhenggai.documents.domain.notice import Remark
from zhenggai.documents.domain.notice_paper import NoticeFacts, notice_paper
from zhenggai.documents.domain.readback import proofread
from zhenggai.documents.domain.reading import read_notice
from zhenggai.documents.forms import LONGEST_PASTE, FileForm, NoticeForm, WordsForm
from zhenggai.documents.intake.opening import Opener, Text
from zhenggai.documents.intake.turns import Busy, turn
from zhenggai.ledger.actions import gesture
from zhenggai.rectification.actions import word_inspection
from zhenggai.rectification.models import Inspection
from zhenggai.rectification.queries import case_of

SHOWN = 300  # remarks, and findings, on a page; the command line tells all
LINES_SHOWN = 3_000  # of the text below the remarks
SEVERITIES = ("error", "warning", "hint")
RETRY_AFTER = 10  # seconds
SALT = "documents.import"
PREVIEW_SECONDS = 3600
LONGEST_KEPT = 1_900_000  # bytes a preview may carry from one page to the next, below DATA_UPLOAD_MAX_MEMORY_SIZE


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """What is wrong with any notice, pasted or dropped: useful before anything is set up. Nothing of it is kept."""
    if request.method != "POST":
        return render(request, "documents/check.html", {"form": NoticeForm()})
    form = NoticeForm(request.POST, request.FILES)
    if not form.is_valid():
        return render(request, "documents/check.html", {"form": form}, status=422)
    try:
        with turn(None if form.cleaned_data.get("file") else len(form.cleaned_data["text"])):
            lines = _lines(form.cleaned_data)
            notice = read_notice(lines)
            remarks = remarks_on(notice, lines)
    except Refusal as refused:
        form.add_error(None, str(refused))
        return render(request, "documents/check.html", {"form": form}, status=422)
    except Busy:
        return _busy(request)
    again = NoticeForm(initial={"text": form.cleaned_data["text"]})  # to put a word right and check again
    context = {"form": again, "notice": notice, "lines": lines[:LINES_SHOWN], "shown": SHOWN, **_ordered(remarks)}
    return render(request, "documents/check.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def import_notice(request: HttpRequest) -> HttpResponse:
    """A notice into the ledger: the file, then a preview of what will be written."""
    if request.method != "POST":
        return render(request, "documents/import.html", {"form": FileForm()})
    form = FileForm(request.POST, request.FILES)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            with turn():
                with Opener(longest=LONGEST_PASTE) as opener:
                    text = opener.open(file.read(), file.name)
                draft = draft_notice(text)
            unit = unit_for(draft, reader(request))
            kept = signing.dumps([unit.pk, text.lines, text.digest, text.encoding], salt=SALT, compress=True)
            if len(kept) > LONGEST_KEPT:
                raise Refusal(_("通报过长，不能在网页上导入。请用命令行 zhenggai import notice 导入。"))
            before = queries.imported_before(unit, text.digest, request_scope(request))
            context = {"draft": draft, "unit": unit, "kept": kept, "groups": _grouped(draft), "before": before}
            return render(request, "documents/preview.html", context)
        except Refusal as refused:
            form.add_error("file", str(refused))
        except Busy:
            return _busy(request)
    return render(request, "documents/import.html", {"form": form}, status=422)


@require_POST
def confirm_import(request: HttpRequest) -> HttpResponse:
    """Writes what the preview showed."""
    try:
        shown, lines, digest, encoding = signing.loads(request.POST.get("kept", ""), salt=SALT, max_age=PREVIEW_SECONDS)
        with turn(sum(map(len, lines))):
            draft = draft_notice(Text(tuple(lines), digest, encoding))
        unit = unit_for(draft, reader(request))
        if unit.pk != shown:
            raise Refusal(_("预览是为另一个单位做的，请重新选择文件。"))
        with gesture(source="import"):
            inspection = write_draft(draft, unit=unit, by=reader(request))
    except Busy:
        return _busy(request)
    except signing.BadSignature:
        messages.error(request, _("预览已过期，请重新选择文件。"))
        return redirect("documents:import")
    except Refusal as refused:
        messages.error(request, str(refused))
        return redirect("documents:import")
    messages.success(request, _("已导入。通报所述状态记为“据通报，未经本系统核验”。下一步：给每个问题明确责任领导和责任人。"))
    return redirect("insight:overview", inspection_id=inspection.pk)


@require_safe
def notice(request: HttpRequest, inspection_id: int) -> HttpResponse:
    """The notice as paper: as it was issued, whatever was entered since; else the draft of today with what is to be put right in it."""
    inspection = case_of(request, inspection_id)
    facts = queries.issued_facts(inspection)
    context = _shown(inspection, facts or queries.notice_facts(inspection, timezone.localdate()), draft=facts is None)
    as_issued = queries.is_as_issued(inspection, context["paper"])
    context |= {
        "as_issued": as_issued,
        "code": queries.code_of_issue(inspection) if as_issued else "",
        "findings": inspection.findings.select_related("public_by").order_by("number"),
        "refusal": inspection.refusal(request_scope(request).actor_seeing(inspection.unit_id), "inspection.issue_notice"),
    }
    return render(request, "documents/notice.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def words(request: HttpRequest, inspection_id: int) -> HttpResponse:
    """The notice's paragraphs on organisation and next steps, put into words by a person; figures stand in them as {names}."""
    inspection = case_of(request, inspection_id)
    closed = inspection.refusal(request_scope(request).actor_seeing(inspection.unit_id), "inspection.word") or ""
    form = WordsForm(request.POST or None, initial=queries.wording_of(inspection))
    refusal = closed
    if request.method == "POST" and form.is_valid():
        try:
            with gesture(source="web"):
                word_inspection(inspection, by=reader(request), **form.cleaned_data)
            messages.success(request, _("已保存。通报将采用这两段文字。"))
            return redirect("documents:notice", inspection_id=inspection.pk)
        except Refusal as refused:
            refusal = str(refused)
    context = {"inspection": inspection, "form": form, "refusal": refusal, "closed": closed and request.method != "POST"}
    return render(request, "documents/words.html", context, status=422 if request.method == "POST" else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def issue(request: HttpRequest, inspection_id: int) -> HttpResponse:
    """The text as it would be issued today, what is to be put right in it, and what issuing does; the principal issues what they read."""
    inspection = case_of(request, inspection_id)
    refusal = ""
    if request.method == "POST":
        try:
            with gesture(source="web"):
                actions.issue(inspection, by=reader(request), seen=request.POST.get("seen", ""))
            messages.success(request, _("通报已签发，文字的指纹已记入办理记录。"))
            return redirect("documents:notice", inspection_id=inspection.pk)
        except Refusal as refused:
            refusal = str(refused)
    closed = inspection.refusal(request_scope(request).actor_seeing(inspection.unit_id), "inspection.issue_notice") or ""
    context = _shown(inspection, queries.notice_facts(inspection, timezone.localdate()), draft=True)
    context |= {"refusal": refusal or closed, "closed": closed, "same": context["digest"] == inspection.notice_digest}
    return render(request, "documents/issue.html", context, status=422 if request.method == "POST" else 200)


@require_safe
def paper(request: HttpRequest, inspection_id: int, name: str, kind: str) -> HttpResponse:
    """A paper as a file."""
    inspection = case_of(request, inspection_id)
    try:
        made = queries.render(name, inspection, format=kind)
    except queries.UnknownPaper as unknown:
        raise Http404(str(unknown)) from unknown
    response = HttpResponse(made.content, content_type=made.media)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(made.name)}"
    return response


def _shown(inspection: Inspection, facts: NoticeFacts, *, draft: bool) -> dict[str, Any]:
    paper = notice_paper(facts)
    proof = proofread(facts, paper) if draft else None
    return {"inspection": inspection, "paper": paper, "digest": queries.notice_digest(paper), "proof": proof}


def _busy(request: HttpRequest) -> HttpResponse:
    response = render(request, "documents/busy.html", status=503)
    response["Retry-After"] = str(RETRY_AFTER)
    return response


def _ordered(remarks: tuple[Remark, ...]) -> dict[str, Any]:
    """The remarks to show, the gravest first and in each kind in the order of the text, and how many there are of each."""
    ranked = sorted(remarks, key=lambda remark: SEVERITIES.index(remark.severity))
    counts = {severity: sum(remark.severity == severity for remark in remarks) for severity in SEVERITIES}
    return {"remarks": ranked[:SHOWN], "counts": counts, "marked": {remark.line for remark in ranked[:SHOWN]}}


def _lines(cleaned: dict[str, Any]) -> tuple[str, ...]:
    if cleaned.get("file"):
        with Opener(longest=LONGEST_PASTE) as opener:
            return opener.open(cleaned["file"].read(), cleaned["file"].name).lines
    return tuple(cleaned["text"].splitlines())


def _grouped(draft: Draft) -> list[tuple[str, list[Any]]]:
    """Each aspect with its findings, and of each finding the line of its heading."""
    groups: dict[str, list[Any]] = {}
    for finding, line in zip(draft.findings, draft.lines, strict=True):
        groups.setdefault(finding.aspect, []).append((finding, line))
    return list(groups.items())
