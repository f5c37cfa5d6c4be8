"""A notice read again as anybody would read it, before it is issued: does it say what the ledger said, and nothing that it must not?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from zhenggai.core.words import _
from zhenggai.documents.domain.checking import remarks_on
from zhenggai.documents.domain.notice import Notice, Remark
from zhenggai.documents.domain.notice_paper import Group, NoticeFacts, NoticeFinding, aspect_heading, figures, finding_heading, unfilled
from zhenggai.documents.domain.paper import Paper
from zhenggai.documents.domain.reading import read_notice

STATUSES = {
    Group.DONE: "completed",
    Group.PRELIMINARY: "preliminary",
    Group.WORKING: "in_progress",
    Group.NOT_DONE: "not_completed",
    Group.NOT_STARTED: "not_started",
}


@dataclass(frozen=True)
class Proof:
    """What a careful reader finds: `faults` must be put right before the notice is issued, `doubts` looked at."""

    faults: tuple[str, ...]
    doubts: tuple[str, ...]


def proofread(facts: NoticeFacts, paper: Paper) -> Proof:
    """Reads the paper again beside the facts it was made of.

    Faults are private data, names that no figure fills, and wrong figures; doubts are misreadings and what `check` would doubt.
    """
    text = paper.text()
    notice = read_notice(text)
    remarks = remarks_on(notice, text)
    wrong = tuple(_wrong_figures(facts, notice))
    private = tuple(_placed(remark) for remark in remarks if remark.severity == "error")
    doubts = tuple(_placed(r) for r in remarks if r.severity == "warning" and not (wrong and r.code in ("claim-mismatch", "sum-mismatch")))
    return Proof(private + tuple(_unfilled(text)) + wrong, (*_misreadings(facts, notice), *doubts))


def _placed(remark: Remark) -> str:
    words = _("第 %(n)d 段：%(message)s") % {"n": remark.line, "message": remark.message} if remark.line else remark.message
    return f"{words}“{remark.words[:40]}”" if remark.words else words


def _unfilled(text: str) -> Iterator[str]:
    for name in unfilled(text):
        yield _("“%(name)s”不是台账里的数字，会照原样印出。请改用页面上列出的名字，连同一对花括号。") % {"name": name}


def _wrong_figures(facts: NoticeFacts, notice: Notice) -> Iterator[str]:
    """The figures of the ledger that the notice's own words contradict, such as one typed by hand (rules.md §0.2 C-NOT-1, C-NOT-2)."""
    known = figures(facts)
    first, working, undone = known["初步成效数"], known["正在整改数"], known["未完成数"]
    claimed = (
        (_("方面"), notice.claims.aspects, {known["方面数"]}),
        (_("问题"), notice.claims.findings, {known["问题数"]}),
        (_("措施"), notice.claims.measures, {known["措施数"]}),
        (_("已整改到位的问题"), notice.claims.completed, {known["已到位数"]}),
        (_("正在整改的问题"), notice.claims.in_progress, {first, working, first + working, first + working + undone}),
        (_("尚未启动的问题"), notice.claims.not_started, {known["未启动数"]}),
    )
    for what, said, right in claimed:
        if said is not None and said not in right:
            numbers = {"what": what, "said": said, "right": max(right)}
            yield (
                _("%(what)s的数目会被读成 %(said)d，台账是 %(right)d。数字请写成花括号里的名字，由台账填入；不是指这次反馈的，请换个说法。")
                % numbers
            )


def printed_order(findings: Sequence[NoticeFinding]) -> list[NoticeFinding]:
    """The findings as the notice prints them: by section, in it by aspect in the order of first appearance."""
    printed: list[NoticeFinding] = []
    for group in Group:
        members = [finding for finding in findings if finding.group == group]
        for aspect in dict.fromkeys(finding.aspect for finding in members):
            printed += [finding for finding in members if finding.aspect == aspect]
    return printed


def _misreadings(facts: NoticeFacts, notice: Notice) -> Iterator[str]:
    """What a reader would take otherwise than the ledger has it; nothing when it reads as it should."""
    known = (
        (_("单位"), facts.issuer, notice.issuer),
        (_("巡察组"), facts.inspector, notice.inspector),
        (_("反馈日期"), str(facts.feedback_on or ""), notice.feedback_on or ""),
        (_("成文日期"), str(facts.issued_on or ""), notice.issued_on or ""),
    )
    for name, said, found in known:
        if said != found:
            yield _("%(name)s“%(said)s”会被读成“%(found)s”。") % {"name": name, "said": said, "found": found or "—"}
    said_of = [(finding_heading(f.title), aspect_heading(f.aspect), STATUSES[f.group]) for f in printed_order(facts.findings)]
    read_as = [(found.title, found.aspect, str(found.status)) for found in notice.findings]
    for wanted, got in zip_longest(said_of, read_as):
        if wanted != got:
            yield _("从“%(title)s”起，问题的标题、方面或状态会被读错。请检查这一条和上一条的文字。") % {
                "title": (wanted or got or ("",))[0][:40]
            }
            return
