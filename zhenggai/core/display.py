"""How the pages look to a reader: by day or by night, and how large. Kept in cookies of the reader's own browser; works without script."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

YEAR = 365 * 24 * 3600
# name of the choice: its values, the first one being the usual; the cookie is zhenggai_<name>.
CHOICES = {"theme": ("auto", "light", "dark"), "size": ("usual", "large")}


@dataclass(frozen=True)
class Display:
    """The reader's choice: theme auto, light or dark; size usual or large."""

    theme: str = "auto"
    size: str = "usual"

    @property
    def night(self) -> str:
        """The `media` of the dark stylesheet, empty when it is not wanted. Never for print: paper is white."""
        return {"auto": "screen and (prefers-color-scheme: dark)", "dark": "screen"}.get(self.theme, "")

    @property
    def scheme(self) -> str:
        """What the browser's own controls are drawn in."""
        return {"auto": "light dark"}.get(self.theme, self.theme)


def display_of(request: HttpRequest | None) -> Display:
    """The choice of who asks; the usual for nobody, and for a cookie that holds anything else."""
    if request is None:
        return Display()
    kept = {name: request.COOKIES.get(f"zhenggai_{name}", "") for name in CHOICES}
    return Display(**{name: value for name, value in kept.items() if value in CHOICES[name]})


@login_not_required
@require_POST
def choose_display(request: HttpRequest) -> HttpResponse:
    """Keeps what was chosen of `theme` and `size` for a year, and goes back to the page it was chosen on."""
    back = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    answer = HttpResponseRedirect(back if safe else "/")
    for name, values in CHOICES.items():
        value = request.POST.get(name, "")
        if value in values:
            answer.set_cookie(f"zhenggai_{name}", value, YEAR, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax")
    return answer
