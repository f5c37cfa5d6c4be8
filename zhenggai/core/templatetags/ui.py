"""The components of the pages. Each tag takes plain values, puts words beside every colour, and is shown on /ui/.

A builtin of the template engine: no page loads it. Text that is given is escaped by the templates of the tags.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import template
from django.forms import BoundField, Form
from django.template import Context

from zhenggai.core.display import Display, display_of
from zhenggai.core.marks import is_picture, mark_of
from zhenggai.core.shapes import SHAPES, state_word

register = template.Library()


@register.simple_tag(takes_context=True)
def display(context: Context) -> Display:
    """The reader's choice of day or night and of size; the usual where there is no request (the page of a failure)."""
    return display_of(context.get("request"))


# States and dates


@register.inclusion_tag("ui/badge.html")
def badge(key: str, *, measure: bool = False) -> dict[str, str]:
    """A state or judgement: colour, shape and word. `key` is a state of a finding, or of a measure, or preliminary, returned, attested."""
    return {"key": key, "shape": SHAPES.get(key, SHAPES["not_started"]), "words": state_word(key, measure=measure)}


@register.inclusion_tag("ui/late.html")
def late(days: int) -> dict[str, Any]:
    """The mark of lateness beside a state: 逾期 n 天 with the corner that the board shows; nothing when `days` is 0."""
    return {"days": days, "shape": SHAPES["late"]}


@register.inclusion_tag("ui/day.html")
def day(when: date | None, today: date, *, open: bool = True) -> dict[str, Any]:
    """A deadline as 2019-10-20 with the days left or over beside it; `open` False shows the date alone (what is done is not late)."""
    left = (when - today).days if when else None
    return {"when": when, "left": left, "over": -left if left is not None else 0, "open": open, "shape": SHAPES["late"]}


# Numbers and pictures


@register.inclusion_tag("ui/bar.html")
def bar(done: int, begun: int, total: int) -> dict[str, Any]:
    """A bar of `total` with `done` full and `begun` lighter behind it, its count in words. Drawn as SVG, so it prints."""
    whole = max(total, 1)
    return {"done": done, "begun": begun, "total": total, "done_width": 100 * done / whole, "begun_width": 100 * begun / whole}


@register.inclusion_tag("ui/number.html")
def number(count: int, url: str, look: str = "") -> dict[str, Any]:
    """A number that leads to the rows that make it; `look` is done, first, wait, late or idle."""
    return {"count": count, "url": url, "look": look}


@register.inclusion_tag("ui/tile.html")
def tile(number: int, key: str, title: str, url: str, late: bool = False) -> dict[str, Any]:
    """One finding on the strike-off board: struck through when closed, with a corner when something in it is late, the word for print."""
    return {"number": number, "key": key, "title": title, "url": url, "late": late, "words": state_word(key)}


@register.inclusion_tag("ui/board_key.html")
def board_key(attested: int = 0) -> dict[str, int]:
    """What the tiles of the board mean; `attested`, how many states only a notice tells of, adds their tile when there are any."""
    return {"attested": attested}


@register.inclusion_tag("ui/timeline.html")
def timeline(milestones: Iterable[Any]) -> dict[str, Any]:
    """Dates in order. A milestone has day, title, note, state (done, now, next) and late."""
    return {"milestones": milestones}


# Facts, words, files, the record


@register.inclusion_tag("ui/facts.html")
def facts(*pairs: Any) -> dict[str, Any]:
    """A line of facts: label, value, label, value …; a fact without a value is left out."""
    return {"facts": [(label, value) for label, value in zip(pairs[::2], pairs[1::2], strict=True) if value not in (None, "")]}


@register.inclusion_tag("ui/checks.html")
def checks(items: Iterable[Any]) -> dict[str, Any]:
    """What closing needs, there (✓) or still missing (○). An item has `words` and `met`."""
    return {"checks": items}


@register.inclusion_tag("ui/quote.html")
def quote(text: str, source: str, digest: str = "") -> dict[str, str]:
    """Original words, unaltered, with where they are from and the digest that proves it (shown short)."""
    return {"text": text, "source": source, "digest": digest, "short": f"{digest[:8]}…{digest[-4:]}" if len(digest) > 12 else digest}


@register.inclusion_tag("ui/chip.html")
def chip(title: str, url: str, media: str, bytes: int, dated_on: date | None = None, name: str = "") -> dict[str, Any]:
    """A piece of evidence: its kind by media type, title, size in bytes as people say it, the date it speaks of, its file's name."""
    shown = {"title": title, "url": url, "mark": mark_of(media), "picture": is_picture(media), "size": size(bytes)}
    return {**shown, "dated_on": dated_on, "name": name or title}


@register.inclusion_tag("ui/record_line.html")
def record_line(line: Any) -> dict[str, Any]:
    """One entry of the record as a sentence. A line has occurred_on, recorded_at, later (days), who, what, said, sequence, digest."""
    return {"line": line}


@register.filter
def size(number: int) -> str:
    """A size in bytes as people say it."""
    if number < 1024:
        return f"{number} B"
    return f"{number / 1024:.0f} KB" if number < 1024 * 1024 else f"{number / 1024 / 1024:.1f} MB"


# What can be done


@register.inclusion_tag("ui/act.html")
def act(label: str, url: str, refusal: str = "", look: str = "plain") -> dict[str, str]:
    """An act as offered: a link, or grey with the reason beside it. `look` is go (the one next action), plain or grave."""
    return {"label": label, "url": url, "refusal": refusal, "look": look}


@register.inclusion_tag("ui/act_form.html", takes_context=True)
def act_form(context: Context, form: Form, label: str, effect: str, back: str, look: str = "go") -> dict[str, Any]:
    """The form of one act: says what will happen, asks for what is needed, and has one way on and one way back.

    A `grave` act says so at the head of the form and asks for the reason in a field of its own: no question "are you sure".
    """
    return {"form": form, "label": label, "effect": effect, "back": back, "look": look, "csrf_token": context.get("csrf_token", "")}


@register.inclusion_tag("ui/field.html")
def field(bound: BoundField) -> dict[str, Any]:
    """A form field: label, control, help, and errors beside it in words that say what to do; a place to drop files for files."""
    described = [f"{bound.auto_id}_help"] if bound.help_text else []
    described += [f"{bound.auto_id}_error"] if bound.errors else []
    attributes: dict[str, Any] = {"aria-describedby": " ".join(described)} if described else {}
    if bound.errors:
        attributes["aria-invalid"] = "true"
    kind = bound.widget_type
    return {
        "field": bound,
        "control": bound.as_widget(attrs=attributes),
        "files": "file" in kind,
        "single": kind == "checkbox",
        "group": "file" not in kind and bound.field.widget.use_fieldset,
    }


@register.inclusion_tag("ui/form_errors.html")
def form_errors(form: Form) -> dict[str, Form]:
    """What is wrong with a form that was sent, at its head, each with a link to its field; nothing when nothing is."""
    return {"form": form}


@register.inclusion_tag("ui/filters.html")
def filters(form: Form, keep: dict[str, str] | None = None) -> dict[str, Any]:
    """The choices that narrow a list, sent as soon as one is made; `keep` goes along unseen (view, sort)."""
    return {"form": form, "keep": keep or {}}


# Ways


@register.inclusion_tag("ui/crumbs.html")
def crumbs(*pairs: str) -> dict[str, Any]:
    """The way to this page: url, label, url, label …; a step without url is a word."""
    return {"links": list(zip(pairs[::2], pairs[1::2], strict=False))}


@register.inclusion_tag("ui/tabs.html")
def tabs(label: str, entries: Sequence[Any]) -> dict[str, Any]:
    """Views of the same thing. An entry (core.frame.Entry) has label, url, count, current; `label` names the row for screen readers."""
    return {"label": label, "entries": entries}


@register.inclusion_tag("ui/sorted.html", takes_context=True)
def sorted_by(context: Context, label: str, key: str, chosen: str) -> dict[str, Any]:
    """A head of a table column that sorts by `key`; `chosen` is the key the table is sorted by now. The other choices stay."""
    query = context["request"].GET.copy()
    query.pop("page", None)
    query["sort"] = key
    return {"label": label, "query": query.urlencode(), "current": key == chosen}


@register.inclusion_tag("ui/pager.html")
def pager(previous: str = "", following: str = "", here: str = "") -> dict[str, str]:
    """Addresses of the page before and after, empty when there is none, and where we are, in words."""
    return {"previous": previous, "following": following, "here": here}


# States of a whole page


@register.inclusion_tag("ui/empty.html")
def empty(title: str, text: str = "", url: str = "", label: str = "") -> dict[str, str]:
    """An empty place that says how to begin; `url` and `label` are the way."""
    return {"title": title, "text": text, "url": url, "label": label}


@register.inclusion_tag("ui/notice.html")
def notice(look: str, *lines: str) -> dict[str, Any]:
    """A word from the system: `look` is plain, success, warning, bad (spoken at once by screen readers) or read (may read, not write)."""
    return {"look": look, "lines": [line for line in lines if line]}


@register.inclusion_tag("ui/waiting.html")
def waiting(rows: int = 3) -> dict[str, range]:
    """The place of something that is still being fetched, as high as what will come, so that nothing jumps."""
    return {"rows": range(rows)}
