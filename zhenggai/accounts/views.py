"""Signing in: with a password, or in a demo with one click on a role."""

from typing import Any

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST

from zhenggai.accounts.domain.roles import Role, role_word
from zhenggai.accounts.models import Grant, Person, in_force


@method_decorator(login_not_required, name="dispatch")
class SignIn(LoginView):
    """User name and password; a demo also shows one account for each role."""

    template_name = "accounts/sign_in.html"
    redirect_authenticated_user = True
    http_method_names = ("get", "head", "post", "options")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["houses"] = demo_accounts() if settings.ZHENGGAI_DEMO else []
        return context


@login_not_required
@require_POST
def enter_demo(request: HttpRequest) -> HttpResponse:
    """One click into an account of the demo; there is no such door anywhere else."""
    if not settings.ZHENGGAI_DEMO:
        raise Http404
    person = get_object_or_404(Person, username=request.POST.get("person", ""), is_active=True)
    login(request, person, backend="django.contrib.auth.backends.ModelBackend")
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
