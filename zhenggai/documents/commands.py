"""`zhenggai read` and `zhenggai check`: what a notice says, and what is wrong with it. They need no database and no settings."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import IO, Any

import click

from zhenggai.core.refusal import Refusal
from zhenggai.core.words import _
from zhenggai.documents.domain.checking import check_notice
from zhenggai.documents.domain.exchange import plain, plain_remark
from zhenggai.documents.domain.notice import Notice, Remark
from zhenggai.documents.domain.reading import read_notice
from zhenggai.documents.intake.opening import Opener
from zhenggai.rectification.domain.states import Attested, attested_word

Show = Callable[[str, Sequence[str]], tuple[list[str], bool]]


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--json", "as_json", is_flag=True, help="每个文件一行 JSON。")
def read(paths: tuple[str, ...], as_json: bool) -> None:
    """读通报：标题、单位、日期、数目、方面、问题、联系方式。"""
    sys.exit(read_paths(paths, as_json=as_json, out=sys.stdout, progress=sys.stderr.isatty()))


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--json", "as_json", is_flag=True, help="每个文件一行 JSON。")
def check(paths: tuple[str, ...], as_json: bool) -> None:
    """查通报：数目、日期、序号、个人信息、空话，逐条说明位置和理由。"""
    sys.exit(check_paths(paths, as_json=as_json, out=sys.stdout, progress=sys.stderr.isatty()))


def read_paths(paths: Sequence[str], *, as_json: bool, out: IO[str], progress: bool = False) -> int:
    """Read each file and write what it says to `out`: one JSON object a line, or words. Gives 0, or 1 when a file was refused."""

    def show(path: str, lines: Sequence[str]) -> tuple[list[str], bool]:
        notice = read_notice(lines)
        return ([_line({"path": path} | plain(notice))] if as_json else list(_told(path, notice))), True

    return _each(paths, show, as_json, out, progress)


def check_paths(paths: Sequence[str], *, as_json: bool, out: IO[str], progress: bool = False) -> int:
    """Check each file and write the remarks to `out`. Gives 0, or 1 when a file was refused or has an error."""

    def show(path: str, lines: Sequence[str]) -> tuple[list[str], bool]:
        remarks = check_notice(lines)
        sound = all(remark.severity != "error" for remark in remarks)
        if as_json:
            return [_line({"path": path, "ok": sound, "remarks": [plain_remark(remark) for remark in remarks]})], sound
        return list(_listed(path, remarks)), sound

    return _each(paths, show, as_json, out, progress)


def _each(paths: Sequence[str], show: Show, as_json: bool, out: IO[str], progress: bool) -> int:
    """One file after the other, each written before the next is opened, so that memory does not grow with their number."""
    failed = False
    bar = click.progressbar(paths, label=_("读取"), file=sys.stderr) if progress and len(paths) > 1 else nullcontext(paths)
    with Opener() as opener, bar as waiting:
        for path in waiting:
            try:
                words, sound = show(path, opener.open(Path(path)).lines)
            except Refusal as refused:
                words, sound = [_line({"path": path, "error": str(refused)}) if as_json else f"{path}\n  ✗ {refused}\n"], False
            failed = failed or not sound
            out.write("".join(f"{line}\n" for line in words))
        out.flush()
    return 1 if failed else 0


def _line(data: dict[str, Any]) -> str:
    """JSON on one line; a lone surrogate that a damaged file left cannot be written as UTF-8 and is escaped."""
    line = json.dumps(data, ensure_ascii=False)
    try:
        line.encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(data)
    return line


def _told(path: str, notice: Notice) -> Iterator[str]:
    yield path
    yield f"  {notice.title or _('（未写标题）')}"
    facts = (
        (_("单位"), notice.issuer),
        (_("巡察组"), notice.inspector),
        (_("巡察时间"), _span(notice.inspected_from, notice.inspected_to)),
        (_("反馈"), notice.feedback_on),
        (_("成文"), notice.issued_on),
        (_("落款"), notice.signer),
    )
    for name, value in facts:
        if value:
            yield f"  {name}：{value}"
    yield from _counted(notice)
    aspect: str | None = None
    for finding in notice.findings:
        if finding.aspect != aspect:
            aspect = finding.aspect
            yield f"  {aspect}"
        counted = _("措施 %(n)d 条") % {"n": len(finding.measures)}
        yield f"    {finding.number} {finding.title} [{attested_word(Attested(finding.status))}] {counted}"
    yield from (f"  ! {remark.message}" for remark in notice.warnings)
    yield ""


def _span(first: str | None, last: str | None) -> str | None:
    return f"{first or '?'} — {last or '?'}" if first or last else None


def _counted(notice: Notice) -> Iterator[str]:
    claims = notice.claims
    named = (
        (_("方面"), claims.aspects),
        (_("问题"), claims.findings),
        (_("措施"), claims.measures),
        (_("已完成"), claims.completed),
        (_("推进中"), claims.in_progress),
        (_("未启动"), claims.not_started),
        *claims.other.items(),
    )
    told = "，".join(f"{name} {value}" for name, value in named if value is not None)
    if told:
        yield f"  {_('文中称')}：{told}"
    phones = "、".join((*notice.contact.phones, *notice.contact.emails))
    if phones or notice.contact.address:
        yield f"  {_('联系')}：{phones} {notice.contact.address or ''}".rstrip()


def _listed(path: str, remarks: Sequence[Remark]) -> Iterator[str]:
    signs = {"error": "✗", "warning": "!", "hint": "·"}
    yield path
    if not remarks:
        yield f"  ✓ {_('没有发现问题。')}"
    for remark in remarks:
        where = _("第 %(n)d 行") % {"n": remark.line} if remark.line else _("全文")
        words = f" “{remark.words}”" if remark.words else ""
        yield f"  {signs[remark.severity]} {where} [{remark.code}]{words} {remark.message}"
    yield ""
