"""How things stand, in a sentence whose numbers lead to the rows that make them.

Every clause is one message, with its own plural; nought is quiet whatever it counts.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zhenggai.insight.domain.board import Board


@dataclass(frozen=True)
class Places:
    """Where the numbers of a case lead: to its board, to its lists, and to its lists narrowed (`late`, `submitted`, `done`)."""

    board: str
    lists: str
    narrowed: bool

    def of(self, query: str) -> str:
        """The lists narrowed; as of a past day there are no lists to narrow."""
        return f"{self.lists}?{query}" if self.narrowed else self.lists


def case_sentences(board: Board, places: Places) -> SafeString:
    """A case in two sentences: its findings by how far they have come, its measures by what is done, late and waiting."""
    return format_html("{}{}", _findings(board, places), _measures(board, places))


def _findings(board: Board, places: Places) -> SafeString:
    c, stripes = board.counts, len(board.stripes)
    words = {
        "aspects": ngettext("%(n)d 个方面", "%(n)d 个方面", stripes) % {"n": stripes},
        "findings": _said(ngettext("共 %(n)s 个问题", "共 %(n)s 个问题", c.findings), c.findings, places.lists),
    }
    head = _woven(_("反馈的 %(aspects)s%(findings)s，"), **words)
    tail = [
        _said(ngettext("%(n)s 个已整改到位", "%(n)s 个已整改到位", c.closed), c.closed, places.board, "done"),
        _said(ngettext("%(n)s 个取得初步成效", "%(n)s 个取得初步成效", c.preliminary), c.preliminary, places.board, "first"),
    ]
    if c.working:
        working = _said(ngettext("%(n)s 个正在整改", "%(n)s 个正在整改", c.working), c.working, places.board)
        tail.append(format_html("{}{}", working, _asked(board, places)))
    if c.closed_not_done:
        said = ngettext("%(n)s 个未整改销号", "%(n)s 个未整改销号", c.closed_not_done)
        tail.append(_said(said, c.closed_not_done, places.board))
    tail.append(_said(ngettext("%(n)s 个尚未启动", "%(n)s 个尚未启动", c.not_started), c.not_started, places.board))
    return _ended(head, tail)


def _asked(board: Board, places: Places) -> SafeString:
    """How many of those under way wait for the approval of their closing; nothing when none does."""
    n = sum(tile.shown == "submitted" for stripe in board.stripes for tile in stripe.tiles)
    if not n:
        return SafeString("")
    return _said(ngettext("（其中 %(n)s 个待审批销号）", "（其中 %(n)s 个待审批销号）", n), n, places.board, "wait")


def _measures(board: Board, places: Places) -> SafeString:
    c = board.counts
    words = {"n": linked(c.measures, places.lists), "done": linked(c.measures_done, places.of("state=done"), "done")}
    done = _woven(ngettext("%(n)s 条措施完成 %(done)s 条", "%(n)s 条措施完成 %(done)s 条", c.measures), **words)
    tail = [done, _said(ngettext("%(n)s 条逾期", "%(n)s 条逾期", board.late), board.late, places.of("late=1"), "late")]
    if board.submitted:
        said = ngettext("%(n)s 条等核验", "%(n)s 条等核验", board.submitted)
        tail.append(_said(said, board.submitted, places.of("state=submitted"), "wait"))
    return _ended("", tail)


def waiting_sentences(counts: Mapping[str, int], late: int, most: int) -> SafeString:
    """What waits for a person: `counts` by section of the workbench (approve, verify, assign, close, again,
    todo, overdue), `late` of those to do.

    Beyond `most` rows a section lists no more, and its number says so (20+). Empty when nothing waits.
    """
    words = {
        "approve": (ngettext("%(n)s 个问题待审批销号", "%(n)s 个问题待审批销号", counts["approve"]), "wait"),
        "verify": (ngettext("%(n)s 条措施待核验", "%(n)s 条措施待核验", counts["verify"]), "wait"),
        "assign": (ngettext("%(n)s 个问题待明确责任", "%(n)s 个问题待明确责任", counts["assign"]), "wait"),
        "close": (ngettext("%(n)s 个问题可申请销号", "%(n)s 个问题可申请销号", counts["close"]), "first"),
        "again": (ngettext("%(n)s 个问题的初步成效待复看", "%(n)s 个问题的初步成效待复看", counts["again"]), "first"),
        "todo": (ngettext("%(n)s 条措施由您承办", "%(n)s 条措施由您承办", counts["todo"]), ""),
    }
    tail = [_said(said, counts[key], f"#{key}", look, most) for key, (said, look) in words.items() if counts[key]]
    if late:
        tail.append(_said(ngettext("其中 %(n)s 条已逾期", "其中 %(n)s 条已逾期", late), late, "#todo", "late", most))
    own = _ended(_("待办："), tail) if tail else SafeString("")
    n = counts["overdue"]
    overdue = ngettext("全单位有 %(n)s 条措施逾期", "全单位有 %(n)s 条措施逾期", n)
    return format_html("{}{}", own, _ended("", [_said(overdue, n, "#overdue", "late", most)]) if n else "")


def linked(count: int, url: str, look: str = "", most: int | None = None) -> SafeString:
    """A number that leads to its rows; nought is quiet, whatever it would be in colour; above `most` it is told as so many and more."""
    look = look if count else "idle"
    shown = str(count) if most is None or count <= most else f"{most}+"
    return format_html('<a class="is-{}" href="{}">{}</a>', look, url, shown) if look else format_html('<a href="{}">{}</a>', url, shown)


def _said(words: str, count: int, url: str, look: str = "", most: int | None = None) -> SafeString:
    return _woven(words, n=linked(count, url, look, most))


def _woven(words: str, **parts: str) -> SafeString:
    """The words with their parts in place; what is not markup already is escaped."""
    return format_html(words.replace("{", "{{").replace("}", "}}").replace("%(", "{").replace(")s", "}"), **parts)


def _ended(head: str, clauses: Iterable[str]) -> SafeString:
    return format_html("{}{}{}", head, format_html_join(_("，"), "{}", ((clause,) for clause in clauses)), _("。"))
