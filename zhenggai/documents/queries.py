"""Papers out of the ledger: one call, `render(paper, inspection, ...)` (design §3.11). Every figure is computed from the record."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from zhenggai.accounts.models import Unit
from zhenggai.accounts.queries import Scope
from zhenggai.documents.domain.notice_paper import DEFAULT_NEXT, default_organisation
from zhenggai.documents.domain.paper import Paper, Paragraph, Style
from zhenggai.documents.notices import issued_facts, notice_digest, notice_facts, notice_of, sequence_of_issue
from zhenggai.documents.word import word_file
from zhenggai.ledger.queries import code_covering, export_chain
from zhenggai.rectification.domain.wording import wording_digest
from zhenggai.rectification.models import Inspection

__all__ = [
    "Rendered",
    "UnknownPaper",
    "code_of_issue",
    "imported_before",
    "is_as_issued",
    "issued_facts",
    "notice_digest",
    "notice_facts",
    "notice_of",
    "render",
    "wording_of",
]

MEDIA = {
    "txt": "text/plain; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "json": "application/x-ndjson",
}
Made = tuple[bytes, str]  # a file's bytes, and a note


@dataclass(frozen=True)
class Rendered:
    """A paper as a file; `note` says in words what its reader should know of it, if anything."""

    content: bytes
    name: str
    media: str
    note: str = ""


class UnknownPaper(ValueError):
    """There is no such paper, or not in that format; the message names those there are."""


def render(paper: str, inspection: Inspection, *, format: str, on: date | None = None) -> Rendered:
    """The paper of that name as a file. `on`: the day it speaks of (default: the day it was issued, else today). Raises UnknownPaper."""
    maker = PAPERS.get((paper, format))
    if maker is None:
        known = _("、").join(f"{name} ({kind})" for name, kind in PAPERS)
        raise UnknownPaper(
            _("没有这种公文或格式：%(paper)s (%(format)s)。可输出：%(known)s。") % {"paper": paper, "format": format, "known": known}
        )
    content, note = maker(inspection, on)
    return Rendered(content=content, name=f"{inspection.title}-{PAPER_NAMES[paper]()}.{format}", media=MEDIA[format], note=note)


def wording_of(inspection: Inspection) -> dict[str, str]:
    """The notice's paragraphs on organisation and next steps as they stand, else as they are proposed."""
    facts = notice_facts(inspection, timezone.localdate())
    return {
        "organisation": inspection.organisation_text or "\n".join(default_organisation(facts)),
        "next_steps": inspection.next_text or "\n".join(DEFAULT_NEXT),
        "was": wording_digest(inspection.organisation_text, inspection.next_text),
    }


def imported_before(unit: Unit, digest: str, scope: Scope) -> Inspection | None:
    """The case that the file with this SHA-256 became in this unit; its `may_see` says whether the reader may go there. One query."""
    return Inspection.objects.filter(unit=unit, attested_digest=digest).annotate(may_see=scope.sees_one()).first()


def is_as_issued(inspection: Inspection, paper: Paper) -> bool | None:
    """Whether the notice reads letter by letter as when it was issued; None when none was issued.

    It does unless words of it were erased since, or a later version of the program prints them otherwise.
    """
    return inspection.notice_digest == notice_digest(paper) if inspection.notice_digest else None


def code_of_issue(inspection: Inspection) -> str:
    """The code of the checkpoint that sealed the notice's issue; empty while there is none. Two queries."""
    sequence = sequence_of_issue(inspection)
    return code_covering(inspection.chain, sequence) if sequence else ""


def _notice_as_text(inspection: Inspection, on: date | None) -> Made:
    """Letter by letter what the digest on record is of, and nothing more: anybody can compute it again from the file."""
    paper = notice_of(inspection, on)
    return paper.text().encode(), _note(inspection, paper)


def _notice_as_word(inspection: Inspection, on: date | None) -> Made:
    """The paper to print; of a notice that stands as it was issued, the last line is the code that leaves the machine with it."""
    paper = notice_of(inspection, on)
    code = code_of_issue(inspection) if is_as_issued(inspection, paper) else ""
    sealed = Paper((*paper.paragraphs, Paragraph(Style.CODE, f"校验码：{code}"))) if code else paper
    return word_file(sealed), _note(inspection, paper)


def _note(inspection: Inspection, paper: Paper) -> str:
    return _("注意：与签发时的文字不一致（有文字已依规清除，或软件升级后排印有变）。") if is_as_issued(inspection, paper) is False else ""


def _chain(inspection: Inspection, on: date | None) -> Made:
    return "".join(f"{line}\n" for line in export_chain(inspection.chain)).encode(), ""


PAPERS: dict[tuple[str, str], Callable[[Inspection, date | None], Made]] = {
    ("notice", "txt"): _notice_as_text,
    ("notice", "docx"): _notice_as_word,
    ("record", "json"): _chain,
}
PAPER_NAMES: dict[str, Callable[[], str]] = {"notice": lambda: _("整改通报"), "record": lambda: _("办理记录")}
