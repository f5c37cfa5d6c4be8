"""The frame round every page: where I am, my cases, how much waits (a context processor; at most three queries a page)."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from zhenggai.accounts.domain.roles import Actor
from zhenggai.accounts.models import Person
from zhenggai.accounts.queries import Scope, request_scope
from zhenggai.core.frame import Entry, Frame, Lamp
from zhenggai.insight.queries import lamps_of, latest_cases
from zhenggai.rectification.domain.policy import opening_refusal
from zhenggai.rectification.models import Inspection

SOON = 10  # days; the yellow light of rules.md §1.2


def frame(request: HttpRequest) -> dict[str, Any]:
    """`frame` for base.html: None for nobody. Lazy: a page that does not show it pays nothing."""
    if not isinstance(getattr(request, "user", None), Person):
        return {"frame": None}
    return {"frame": SimpleLazyObject(lambda: _frame(request))}


def _frame(request: HttpRequest) -> Frame:
    scope, today = request_scope(request), timezone.localdate()
    if scope.admin:
        return Frame(scope.person.unit.name, scope.person.name, scope.person.post, nav=tuple(_admin_nav(request)))
    named: Inspection | None = getattr(request, "case", None)  # by the view of a page about one case
    current = named or _latest(request, scope)
    counts = lamps_of(scope, today, today + timedelta(days=SOON))
    return Frame(
        unit=named.unit.name if named else scope.person.unit.name,
        person=scope.person.name,
        post=scope.person.post,
        nav=tuple(_nav(request, current, may_import=may_import(scope))),
        # The column speaks of one case on every page; the switcher says which, and reads the others when it is opened.
        case=current.title if current else "",
        case_url=reverse("insight:overview", args=[current.pk]) if current else "",
        switch_url=f"{reverse('insight:switcher')}?at={named.pk if named else ''}",
        # Who owns no open measure has no lamps: three noughts say nothing.
        lamps=tuple(Lamp(key, counts[key], label, words % {"n": counts[key]}) for key, (label, words) in _lamp_words().items())
        if any(counts.values())
        else (),
    )


def may_import(scope: Scope) -> bool:
    """Whether the person opens cases from notices."""
    return not opening_refusal(Actor(scope.person.pk, scope.roles), "inspection.attest")


def _latest(request: HttpRequest, scope: Scope) -> Inspection | None:
    """The latest of my cases; a page that lists them has read them already (`request.latest`)."""
    read: list[Inspection] | None = getattr(request, "latest", None)
    return next(iter(latest_cases(scope, 1) if read is None else read), None)


def _lamp_words() -> dict[str, tuple[str, str]]:
    return {
        "ahead": (_("在期"), _("我承办的措施：%(n)d 条在期限内")),
        "soon": (_("临期"), _("我承办的措施：%%(n)d 条 %(days)d 天内到期") % {"days": SOON}),
        "late": (_("逾期"), _("我承办的措施：%(n)d 条已逾期")),
    }


def _admin_nav(request: HttpRequest) -> list[Entry]:
    """An administrator keeps units and people, and sees no case."""
    places = [("accounts:people", _("人员与单位")), ("documents:check", _("检查通报"))]
    return [
        Entry(key=name, label=label, url=url, current=request.path.startswith(url), on_phone=True)
        for name, label in places
        for url in [reverse(name)]
    ]


def _nav(request: HttpRequest, case: Inspection | None, *, may_import: bool) -> list[Entry]:
    here = request.resolver_match.view_name if request.resolver_match else ""
    places: list[tuple[str, str, list[int], int, bool]] = [
        ("insight:workbench", _("工作台"), [], 0, True),
        ("insight:cases", pgettext("栏目", "巡察"), [], 0, case is None),
    ]
    if case is not None:
        places += [
            ("insight:overview", _("总览"), [case.pk], 0, True),
            ("rectification:lists", _("三张清单"), [case.pk], case.measures_count, True),
            ("documents:notice", _("整改通报"), [case.pk], 0, False),
            ("insight:record", _("办理记录"), [case.pk], 0, False),
        ]
    if may_import:
        places.append(("documents:import", _("导入通报"), [], 0, False))
    places.append(("documents:check", _("检查通报"), [], 0, case is None))
    return [
        Entry(key=name, label=label, url=reverse(name, args=args), count=count, current=here == name, on_phone=phone)
        for name, label, args, count, phone in places
    ]
