"""`zhenggai import` and `zhenggai export`: files into the record and papers out of it, through the same actions as the pages."""

import dataclasses
import json
from contextlib import suppress
from pathlib import Path

import click

from zhenggai.commands.ground import need_database, need_migrated, person, refusals, refuse, set_up
from zhenggai.core.words import _

LARGEST = 2**63 - 1  # a number that both databases can be asked for
BY = click.option("--by", envvar="ZHENGGAI_BY", help="由谁办理（用户名）；演示数据中默认为联络员。")


@click.group()
def import_() -> None:
    """把文件记入台账：要么全部记入，要么一条不记。"""


@import_.command("notice")
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@BY
@click.option("--dry-run", is_flag=True, help="只看会记入什么，不写数据。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
def import_notice(path: Path, by: str | None, dry_run: bool, as_json: bool) -> None:
    """导入整改情况通报。通报所述为据通报记载、未经本系统核验的状态，另行计数。"""
    need_database()
    set_up()
    need_migrated()
    from zhenggai.accounts.models import Unit
    from zhenggai.documents import actions
    from zhenggai.ledger.actions import gesture

    with refusals(), gesture(source="cli"):
        draft = actions.open_draft(path)
        who = person(by, actions.named_unit(draft, Unit.objects.all()))
        outcome = actions.import_draft(draft, by=who, dry_run=dry_run)
    if as_json:
        click.echo(json.dumps(dataclasses.asdict(outcome), ensure_ascii=False, default=str))
    else:
        click.echo("\n".join(outcome.words()))


def write_whole(place: Path, content: bytes) -> None:
    """Writes a file beside its place and then puts it there: what stood there before stays until the new one is whole."""
    beside = place.with_name(f".{place.name}.part")
    try:
        beside.write_bytes(content)
        beside.replace(place)
    except OSError as error:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        refuse(_("无法写入 %(path)s：%(why)s。") % {"path": place, "why": error.strerror or error})


def keep_what_is_there(place: Path, *, force: bool) -> None:
    """Refuses to write over a file, unless told to."""
    if place.exists() and not force:
        refuse(_("%(path)s 已经存在，没有覆盖。请换一个文件名，或加上 --force。") % {"path": place})


@click.command()
@click.argument("paper")
@BY
@click.option("--inspection", required=True, type=click.IntRange(1, LARGEST), help="哪一次巡察（编号）。")
@click.option("--format", "kind", help="格式；不写则看输出文件的扩展名。")
@click.option("-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path), help="写到哪个文件。")
@click.option("--force", is_flag=True, help="文件已存在时覆盖它。")
def export(paper: str, by: str | None, inspection: int, kind: str | None, output: Path, force: bool) -> None:
    """从台账导出公文 PAPER：notice（整改通报，docx、txt）、record（办理记录，json）。数字都由台账算出，不能手填。"""
    need_database()
    set_up()
    keep_what_is_there(output, force=force)
    need_migrated()
    from django.utils import timezone

    from zhenggai.accounts.models import Unit
    from zhenggai.accounts.queries import scope_of
    from zhenggai.documents.queries import UnknownPaper, render
    from zhenggai.rectification.queries import inspections_visible_to

    who = person(by, Unit.objects.filter(inspections=inspection).first())
    subject = inspections_visible_to(scope_of(who, timezone.localdate())).filter(pk=inspection).first()
    if subject is None:
        refuse(_("没有编号为 %(n)d 的巡察，或您无权查看。") % {"n": inspection})
    try:
        rendered = render(paper, subject, format=kind or output.suffix.removeprefix("."))
    except UnknownPaper as unknown:
        raise click.UsageError(str(unknown)) from unknown
    write_whole(output, rendered.content)
    click.echo(_("已写入 %(path)s") % {"path": output})
    if rendered.note:
        click.echo(rendered.note, err=True)
