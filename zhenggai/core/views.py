"""The page of components: every piece the pages are made of, in every state. Only while developing and in the demo."""

from datetime import timedelta

from django import forms
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from zhenggai.core.templatetags.ui import SHAPES


class ExampleForm(forms.Form):
    """A form with a field that is wrong, to show how that is said."""

    words = forms.CharField(
        label=gettext_lazy("意见"), widget=forms.Textarea(attrs={"rows": 3}), help_text=gettext_lazy("写明缺什么、要补什么。")
    )
    day = forms.DateField(label=gettext_lazy("时限"), widget=forms.DateInput(attrs={"type": "date"}))


@login_not_required
@require_safe
def components(request: HttpRequest) -> HttpResponse:
    """Every component with example values."""
    if not (settings.DEBUG or settings.ZHENGGAI_DEMO):
        raise Http404
    today = timezone.localdate()
    context = {
        "today": today,
        "tomorrow": today + timedelta(days=1),
        "last_week": today - timedelta(days=7),
        "badges": list(SHAPES),
        "form": ExampleForm({"words": _("缺 9 月的验收单。"), "day": "2019-02-30"}),
        "tiles": ["closed", "preliminary", "submitted", "working", "not_started", "standing", "closed_not_done", "attested"],
    }
    return render(request, "ui/page.html", context)
