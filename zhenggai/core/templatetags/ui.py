"""The components of the pages. Each tag takes plain values, puts words beside every colour, and is shown on /ui/.

A builtin of the template engine: no page loads it.
"""

from datetime import date
from typing import Any

from django import template
from django.forms import BoundField
from django.utils.translation import gettext as _

register = template.Library()

# Shape beside every colour: state is never colour alone (WCAG 1.4.1).
SHAPES = {
    "not_started": "○",
    "working": "●",
    "submitted": "◷",
    "verified": "✓",
    "closed": "✓",
    "closed_not_done": "✕",
    "standing": "∞",
    "dropped": "–",
    "preliminary": "◐",
    "returned": "↩",
    "attested": "“",
}


def state_words() -> dict[str, str]:
    """The word of every badge."""
    return {
        "not_started": _("尚未启动"),
        "working": _("整改中"),
        "submitted": _("待审核"),
        "verified": _("已核验"),
        "closed": _("已销号"),
        "closed_not_done": _("未整改销号"),
        "standing": _("长期坚持"),
        "dropped": _("已撤销"),
        "preliminary": _("取得初步成效"),
        "returned": _("退回补正"),
        "attested": _("据通报"),
    }


@register.inclusion_tag("ui/badge.html")
def badge(key: str) -> dict[str, str]:
    """A state or judgement: colour, shape and word. `key` is a state of finding or measure, or preliminary, returned, attested."""
    return {"key": key, "shape": SHAPES.get(key, "○"), "words": state_words().get(key, key)}


@register.simple_tag
def state_word(key: str) -> str:
    """The word alone, for print and for screen readers."""
    return state_words().get(key, key)


@register.inclusion_tag("ui/late.html")
def late(days: int) -> dict[str, int]:
    """The mark of lateness beside a state: 逾期 n 天; nothing when `days` is 0."""
    return {"days": days}


@register.inclusion_tag("ui/day.html")
def day(when: date | None, today: date, *, open: bool = True) -> dict[str, Any]:
    """A deadline as 2019-10-20 with the days left or over beside it; `open` False shows the date alone (what is done is not late)."""
    left = (when - today).days if when else None
    return {"when": when, "left": left, "over": -left if left is not None else 0, "open": open}


@register.inclusion_tag("ui/bar.html")
def bar(done: int, begun: int, total: int) -> dict[str, Any]:
    """A bar of `total` with `done` full and `begun` lighter behind it, its count in words. Drawn as SVG, so it prints."""
    whole = max(total, 1)
    return {"done": done, "begun": begun, "total": total, "done_width": 100 * done / whole, "begun_width": 100 * begun / whole}


@register.inclusion_tag("ui/field.html")
def field(bound: BoundField) -> dict[str, Any]:
    """A form field: label, control, help, and errors beside it in words that say what to do."""
    described = [f"{bound.auto_id}_help"] if bound.help_text else []
    described += [f"{bound.auto_id}_error"] if bound.errors else []
    attributes: dict[str, Any] = {"aria-describedby": " ".join(described)} if described else {}
    if bound.errors:
        attributes["aria-invalid"] = "true"
    return {
        "field": bound,
        "control": bound.as_widget(attrs=attributes),
        "wide": bound.widget_type in ("textarea", "files", "clearablefile"),
    }


@register.inclusion_tag("ui/empty.html")
def empty(title: str, text: str = "", url: str = "", label: str = "") -> dict[str, str]:
    """An empty place that says how to begin; `url` and `label` are the way."""
    return {"title": title, "text": text, "url": url, "label": label}


@register.inclusion_tag("ui/crumbs.html")
def crumbs(*pairs: str) -> dict[str, Any]:
    """The way to this page: url, label, url, label …"""
    return {"links": list(zip(pairs[::2], pairs[1::2], strict=False))}


@register.filter
def mark(media: str) -> str:
    """The short mark of a kind of file on its chip: PDF, 图, DOC."""
    marks = {"application/pdf": "PDF", "text/plain": "TXT", "application/ofd": "OFD", "application/x-ole-storage": "DOC"}
    if media.startswith("image/"):
        return _("图")
    kinds = {"wordprocessingml": "DOC", "spreadsheetml": "XLS", "presentationml": "PPT"}
    return marks.get(media) or next((word for part, word in kinds.items() if part in media), _("件"))


@register.filter
def size(number: int) -> str:
    """A size in bytes as people say it."""
    if number < 1024:
        return f"{number} B"
    return f"{number / 1024:.0f} KB" if number < 1024 * 1024 else f"{number / 1024 / 1024:.1f} MB"
