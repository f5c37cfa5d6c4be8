"""The page of components, only while developing and in the demo; and what is answered to a request that cannot be read."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from zhenggai.core.examples import everything


@login_not_required
@require_safe
def components(request: HttpRequest) -> HttpResponse:
    """Every component and the patterns of pages, with example values of a fictional unit."""
    if not (settings.DEBUG or settings.ZHENGGAI_DEMO):
        raise Http404
    return render(request, "ui/page.html", everything(timezone.localdate()))


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's handler400: a form that is too large is told apart from one that is broken."""
    if isinstance(exception, RequestDataTooBig):
        return render(request, "413.html", status=413)
    return render(request, "400.html", status=400)
