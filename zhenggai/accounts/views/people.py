"""Units and people, for administrators: who is where, with which roles from which day to which, and what may be done about it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from zhenggai.accounts import actions
from zhenggai.accounts.administration import closing_refusal, ending_refusal
from zhenggai.accounts.domain.roles import Role, role_word
from zhenggai.accounts.forms import EndForm, GrantForm, PasswordForm, PersonForm, ReasonForm, UnitForm
from zhenggai.accounts.models import Grant, Person, Unit
from zhenggai.accounts.queries import reader
from zhenggai.accounts.tree import Branch, branches, line_of, listed_people, roles_of, with_roles
from zhenggai.accounts.views.doing import done

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

ROWS = 50
View = Callable[..., HttpResponse]


def for_admins(view: View) -> View:
    """Anybody else is told, in words, who does this."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not reader(request).is_admin(timezone.localdate()):
            return render(request, "accounts/refused.html", status=403)
        return view(request, *args, **kwargs)

    return guarded


@require_safe
@for_admins
def people(request: HttpRequest) -> HttpResponse:
    """The tree of units, and the people of one of them a page at a time; or those of all units whose name is looked for."""
    today, words = timezone.localdate(), request.GET.get("q", "").replace("\0", "").strip()[:60]
    tree = branches()
    unit = _chosen(tree, request.GET.get("unit", ""), reader(request).unit_id)
    page = Paginator(listed_people(unit, words), ROWS).get_page(request.GET.get("page"))
    context = {
        "tree": tree,
        "unit": unit,
        "page": page,
        "rows": with_roles(list(page), today),
        "words": words,
        "total": sum(branch.people for branch in tree),
        "here": f"{page.number} / {page.paginator.num_pages}",
        "before": _leaf(request, page.previous_page_number()) if page.has_previous() else "",
        "after": _leaf(request, page.next_page_number()) if page.has_next() else "",
    }
    return render(request, "accounts/people.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_admins
def add_unit(request: HttpRequest) -> HttpResponse:
    """A new unit in the tree."""
    tree = branches()
    chosen = _chosen(tree, request.GET.get("parent", ""), reader(request).unit_id)
    form = UnitForm(request.POST or None, labels=_labels(tree), initial={"parent": chosen})
    if request.method == "POST" and done(form, actions.add_unit, by=reader(request)):
        messages.success(request, _("已添加单位“%(name)s”。") % {"name": form.cleaned_data["name"]})
        return redirect(_address(form.cleaned_data["parent"]))
    return _form(request, form, title=_("添加单位"), unit=chosen, effect=_("单位添加后进入记录，不能删除。"))


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("password")
@for_admins
def add_person(request: HttpRequest, unit_id: int) -> HttpResponse:
    """Somebody new in a unit, with their roles there or above."""
    unit = get_object_or_404(Unit, pk=unit_id)
    form = PersonForm(request.POST or None, line=line_of(unit))
    if request.method == "POST" and done(form, actions.employ, unit=unit, by=reader(request)):
        messages.success(request, _("已添加%(name)s。") % {"name": form.cleaned_data["name"]})
        return redirect(_address(unit))
    return _form(request, form, title=_("添加人员"), unit=unit, effect=_("人员添加后进入记录，不能删除；离开的人停用账号即可。"))


@require_safe
@for_admins
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody with every role they hold or held, and what can be done."""
    row, today = get_object_or_404(Person.objects.select_related("unit"), pk=pk), timezone.localdate()
    refused = closing_refusal(row, today) if row.is_active else None
    held = roles_of(row, today)
    return render(request, "accounts/person.html", {"person": row, "held": held, "refused": refused, "today": today})


@dataclass(frozen=True)
class Act:
    """What can be done about somebody: its title, its form, its action, and what will happen."""

    title: "StrOrPromise"
    form: type[forms.Form]
    do: Callable[..., object]
    effect: "StrOrPromise"
    look: str = "go"


RENEWED = gettext_lazy("原密码随即失效，已登录的要重新登录。请本人登录后自行修改。")
CLOSED = gettext_lazy("不能再登录，各项角色随即停止；做过的事仍在记录上。")
REOPENED = gettext_lazy("恢复登录；未到期的角色重新有效。")
ACTS = {
    "grant": Act(gettext_lazy("授予角色"), GrantForm, actions.grant, gettext_lazy("角色从起始日期起有效，记入记录。")),
    "password": Act(gettext_lazy("设置初始密码"), PasswordForm, actions.set_password, RENEWED),
    "close": Act(gettext_lazy("停用账号"), ReasonForm, actions.close_account, CLOSED, "grave"),
    "reopen": Act(gettext_lazy("恢复账号"), ReasonForm, actions.reopen_account, REOPENED),
}


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("password")
@for_admins
def person_act(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """One act on somebody: the form, or doing it."""
    act = ACTS.get(verb)
    if act is None:
        raise Http404
    row = get_object_or_404(Person.objects.select_related("unit"), pk=pk)
    asked: dict[str, Any] = {"person": row} if verb in ("grant", "password") else {}
    if verb == "grant":
        asked["labels"] = _labels(branches())
    form = act.form(request.POST or None, **asked)
    if request.method == "POST" and done(form, act.do, person=row, by=reader(request)):
        messages.success(request, _("已%(verb)s：%(name)s。") % {"verb": act.title, "name": row.name})
        return redirect("accounts:person", pk=row.pk)
    return _form(request, form, title=str(act.title), unit=row.unit, effect=str(act.effect), person=row, look=act.look)


@require_http_methods(["GET", "HEAD", "POST"])
@for_admins
def end_grant(request: HttpRequest, pk: int) -> HttpResponse:
    """The last day of a role."""
    given = get_object_or_404(Grant.objects.select_related("person__unit", "unit"), pk=pk)
    form = EndForm(request.POST or None, given=given)
    if request.method == "POST" and done(form, actions.end_grant, given=given, by=reader(request)):
        messages.success(request, _("已记下角色的最后一天。"))
        return redirect("accounts:person", pk=given.person_id)
    words = {"role": role_word(Role(given.role)), "unit": given.unit.name, "day": given.from_on.isoformat()}
    effect = _("%(role)s（%(unit)s，自 %(day)s）过了这一天不再有效。") % words
    refused = ending_refusal(given, timezone.localdate())
    return _form(
        request, form, title=_("结束角色"), unit=given.person.unit, effect=effect, person=given.person, look="grave", refused=refused
    )


def _form(
    request: HttpRequest, form: forms.Form, unit: Unit | None, person: Person | None = None, refused: str | None = None, **context: Any
) -> HttpResponse:
    back = reverse("accounts:person", args=[person.pk]) if person else _address(unit)
    known: dict[str, Any] = {"form": form, "unit": unit, "person": person, "refused": refused, "back": back, "look": "go"}
    return render(request, "accounts/form.html", known | context, status=422 if request.method == "POST" else 200)


def _leaf(request: HttpRequest, number: int) -> str:
    """The address of another page of the same list."""
    query = request.GET.copy()
    query["page"] = str(number)
    return f"?{query.urlencode()}"


def _chosen(tree: list[Branch], asked: str, own: int) -> Unit | None:
    """The unit asked for, else the one that the administrator works in."""
    units = {str(branch.unit.pk): branch.unit for branch in tree}
    return units.get(asked) or units.get(str(own))


def _labels(tree: list[Branch]) -> dict[int, str]:
    return {branch.unit.pk: branch.label for branch in tree}


def _address(unit: Unit | None) -> str:
    """The list of people, at a unit."""
    return reverse("accounts:people") + (f"?unit={unit.pk}" if unit else "")
