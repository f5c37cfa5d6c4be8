"""The three lists as three views of one table (rules.md §1.6): what was chosen, and the rows as such lists are printed.

In the order of the case, what measures share stands once: their finding beside them, its aspect above.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django import forms
from django.core.paginator import Page, Paginator
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhenggai.core.frame import Entry
from zhenggai.rectification.domain.states import MeasureKind, MeasureState, kind_word, measure_word
from zhenggai.rectification.models import Aspect, Inspection, Measure
from zhenggai.rectification.queries import SORTS, Choice, listed_measures

ROWS, ON_PAPER = 50, 1000
VIEWS = {
    "problems": (gettext_lazy("问题清单"), "rectification/list_problems.html"),
    "tasks": (gettext_lazy("任务清单"), "rectification/list_tasks.html"),
    "duties": (gettext_lazy("责任清单"), "rectification/list_duties.html"),
}


class ListForm(forms.Form):
    """What narrows the lists."""

    q = forms.CharField(label=gettext_lazy("查找"), required=False)
    aspect = forms.ChoiceField(label=gettext_lazy("方面"), required=False)
    state = forms.ChoiceField(label=gettext_lazy("状态"), required=False)
    sort = forms.ChoiceField(label=gettext_lazy("排序"), required=False)
    late = forms.BooleanField(label=gettext_lazy("只看逾期"), required=False, widget=forms.CheckboxInput(attrs={"value": "1"}))

    def __init__(self, *args: Any, aspects: Sequence[Aspect], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        every = ("", _("全部"))
        self.fields["q"].widget = forms.TextInput(attrs={"type": "search", "placeholder": _("措施或问题里的字")})
        self.fields["aspect"].widget = forms.Select(
            choices=[every, *((row.number, f"{row.number}　{_short(row.title)}") for row in aspects)]
        )
        self.fields["state"].widget = forms.Select(choices=[every, *states()])
        orders = [("number", _("序号")), ("deadline", _("时限")), ("owner", _("责任人")), ("state", _("状态"))]
        self.fields["sort"].widget = forms.Select(choices=orders)


@dataclass(frozen=True)
class Line:
    """A measure in a list. Over how many lines its finding stands, none where it stands above already; whether its aspect begins here."""

    measure: Measure
    finding_lines: int
    begins_aspect: bool

    @property
    def kind(self) -> str:
        """When it is to be done, in words."""
        return kind_word(MeasureKind(self.measure.kind))


def states() -> list[tuple[str, str]]:
    """The states to choose from: all that wait for somebody together, all that do not any more, then each."""
    return [("open", _("未办结")), ("done", _("已办结")), *((state.value, measure_word(state)) for state in MeasureState)]


def list_page(request: HttpRequest, inspection: Inspection, today: date) -> dict[str, Any]:
    """The context of the lists; `print` gives all rows on paper. Four queries with the case."""
    asked, choice, on_paper = request.GET, choice_of(request), "print" in request.GET
    view = asked.get("view", "") if asked.get("view") in VIEWS else "problems"
    aspects = list(inspection.aspects.all())
    page = Paginator(listed_measures(inspection, choice, today), ON_PAPER if on_paper else ROWS).get_page(asked.get("page"))
    title, rows = VIEWS[view]
    together = choice.sort not in SORTS or choice.sort == "number"
    return {
        "inspection": inspection,
        "choice": choice,
        "title": title,
        "rows": rows,
        "lines": list(_lines(list(page), together=together)),
        "together": together,
        "tabs": [
            Entry(key=key, label=str(words), url=_address(request, view=key), current=key == view) for key, (words, _rows) in VIEWS.items()
        ],
        "form": ListForm(asked, aspects=aspects),
        "keep": {"view": view},
        "count": page.paginator.count,
        "chosen": list(_chosen(choice, aspects)),
        "today": today,
        "on_paper": on_paper,
        "paper": _address(request, print="1"),
        "screen": _address(request),
        **_pages(request, page),
    }


def choice_of(request: HttpRequest) -> Choice:
    """What the address asks for, whatever was written into it."""

    def number(name: str) -> int | None:
        text = request.GET.get(name, "")
        return int(text) if text.isdecimal() and len(text) < 10 else None

    return Choice(
        state=request.GET.get("state", "")[:20],
        aspect=number("aspect"),
        person=number("person"),
        words=request.GET.get("q", "").strip()[:100],
        late=request.GET.get("late") == "1",
        sort=request.GET.get("sort", "number")[:20],
    )


def _lines(rows: Sequence[Measure], *, together: bool) -> Iterator[Line]:
    """The rows; `together` when they are in the order of the case, so that what they share stands once."""
    if not together:
        yield from (Line(row, 1, begins_aspect=False) for row in rows)
        return
    aspect = None
    for _finding, group in groupby(rows, key=lambda row: row.finding_id):
        beside = list(group)
        for place, row in enumerate(beside):
            yield Line(row, 0 if place else len(beside), begins_aspect=row.finding.aspect_id != aspect)
            aspect = row.finding.aspect_id


def _chosen(choice: Choice, aspects: Sequence[Aspect]) -> Iterator[tuple[str, str]]:
    """What narrows the list, in words: a paper says what it leaves out."""
    state, aspect = dict(states()).get(choice.state), {row.number: row.title for row in aspects}.get(choice.aspect or 0)
    told = [(_("方面"), aspect), (_("状态"), state), (_("查找"), choice.words), (_("范围"), _("只列逾期") if choice.late else "")]
    yield from ((label, words) for label, words in told if words)


def _pages(request: HttpRequest, page: "Page[Measure]") -> dict[str, str]:
    return {
        "before": _address(request, page=str(page.previous_page_number())) if page.has_previous() else "",
        "after": _address(request, page=str(page.next_page_number())) if page.has_next() else "",
        "here": f"{page.number} / {page.paginator.num_pages}",
    }


def _address(request: HttpRequest, **changed: str) -> str:
    """The same list with something changed, from its first page on."""
    query = request.GET.copy()
    for name in ("page", "print"):
        query.pop(name, None)
    for name, value in changed.items():
        query[name] = value
    return f"?{query.urlencode()}"


def _short(title: str) -> str:
    return title if len(title) <= 18 else f"{title[:17]}…"
