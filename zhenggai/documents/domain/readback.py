"""A notice read again as anybody would read it: does it say what the ledger said?"""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from zhenggai.core.words import _
from zhenggai.documents.domain.notice_paper import Group, NoticeFacts, NoticeFinding, aspect_heading, finding_heading
from zhenggai.documents.domain.paper import Paper
from zhenggai.documents.domain.reading import read_notice

STATUSES = {
    Group.DONE: "completed",
    Group.PRELIMINARY: "preliminary",
    Group.WORKING: "in_progress",
    Group.NOT_DONE: "not_completed",
    Group.NOT_STARTED: "not_started",
}


def misreadings(facts: NoticeFacts, paper: Paper) -> list[str]:
    """What a reader of the notice would take otherwise than the ledger has it, in words; nothing when it reads as it should."""
    return list(_misreadings(facts, paper))


def printed_order(findings: Sequence[NoticeFinding]) -> list[NoticeFinding]:
    """The findings as the notice prints them: by section, in it by aspect in the order of first appearance."""
    printed: list[NoticeFinding] = []
    for group in Group:
        members = [finding for finding in findings if finding.group == group]
        for aspect in dict.fromkeys(finding.aspect for finding in members):
            printed += [finding for finding in members if finding.aspect == aspect]
    return printed


def _misreadings(facts: NoticeFacts, paper: Paper) -> Iterator[str]:
    notice = read_notice(paper.text())
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
