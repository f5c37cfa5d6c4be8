"""Signing in, with a password or in a demo with one click on a role; the first start; one's own password."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from zhenggai.accounts.actions import begin, change_password
from zhenggai.accounts.domain.roles import Role, role_word
from zhenggai.accounts.forms import ChangePasswordForm, SignInForm, StartForm
from zhenggai.accounts.models import Grant, Person, in_force
from zhenggai.accounts.queries import reader
from zhenggai.accounts.views.doing import done


@method_decorator(login_not_required, name="dispatch")
class SignIn(LoginView):
    """User name and password; a demo also shows one account for each role. Leads to the first start while there is nobody."""

    template_name = "accounts/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True
    http_method_names = ("get", "head", "post", "options")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["houses"] = demo_accounts() if settings.ZHENGGAI_DEMO else []
        if context["houses"]:
            # The one-click accounts come first; a cursor below them would scroll a phone past them.
            context["form"].fields["username"].widget.attrs.pop("autofocus", None)
        context["nobody"] = not Person.objects.exists()
        return context


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("password", "again")
def start(request: HttpRequest) -> HttpResponse:
    """The first unit and its administrator, while there is nobody; the action looks again under its lock."""
    if Person.objects.exists():
        raise Http404
    form = StartForm(request.POST or None)
    if request.method == "POST" and done(form, begin):
        person = Person.objects.get_by_natural_key(form.cleaned_data["username"])
        login(request, person)
        messages.success(request, _("第一个单位已建立。接着添加下级单位和人员，并给联络员等人角色和账号。"))
        return redirect("accounts:people")
    return render(request, "accounts/start.html", {"form": form}, status=422 if request.method == "POST" else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("old", "password", "again")
def password(request: HttpRequest) -> HttpResponse:
    """One's own password; whoever changes it stays signed in here, and nowhere else."""
    person = reader(request)
    form = ChangePasswordForm(request.POST or None)
    if request.method == "POST" and person.has_usable_password() and done(form, change_password, person=person, by=person):
        update_session_auth_hash(request, person)
        messages.success(request, _("密码已修改。"))
        return redirect("accounts:password")
    return render(request, "accounts/password.html", {"form": form, "person": person}, status=422 if request.method == "POST" else 200)


@login_not_required
@require_POST
def enter_demo(request: HttpRequest) -> HttpResponse:
    """One click into an account of the demo; there is no such door anywhere else."""
    if not settings.ZHENGGAI_DEMO:
        raise Http404
    person = get_object_or_404(Person, username=request.POST.get("person", ""), is_active=True)
    login(request, person)
    return redirect("insight:workbench")


def demo_accounts() -> list[tuple[str, list[tuple[Person, str]]]]:
    """The accounts of a demo that can sign in, by unit: the person and what they are there."""
    grants = Grant.objects.filter(in_force(timezone.localdate()), person__username__isnull=False).select_related("person__unit")
    roles: dict[Person, list[str]] = {}
    for given in grants.order_by("person", "pk"):
        roles.setdefault(given.person, []).append(given.role)
    houses: dict[str, list[tuple[Person, str]]] = {}
    for person, held in roles.items():
        shown = [role for role in held if role != Role.STAFF] or held
        houses.setdefault(person.unit.name, []).append((person, "、".join(role_word(Role(role)) for role in dict.fromkeys(shown))))
    return list(houses.items())
