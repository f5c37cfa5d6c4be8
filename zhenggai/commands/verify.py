"""`zhenggai verify`: proves the record, in the database or in an exported file."""

from pathlib import Path

import click

from zhenggai.commands.ground import need_database, need_migrated, refuse, set_up
from zhenggai.commands.progress import progress
from zhenggai.core.words import _
from zhenggai.ledger.domain.export import verify_export
from zhenggai.ledger.domain.problem import Report

RECEIPT_LIMIT = 1 << 20


@click.command()
@click.argument("path", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--against", metavar="RECEIPT", help="当时领取的回执（文件或上面的短码）：证明到那一刻为止的历史没有变过。")
def verify(path: Path | None, against: str | None) -> None:
    """核验记录是否完整、未被改动。不写 PATH 时核验本机数据库；写导出的文件时，只凭该文件即可核验。"""
    receipt = text_of(against) if against else None
    if path is None:
        need_database()
        set_up()
        report = prove(receipt)
    elif not path.is_file():
        refuse(_("%(path)s 不是文件。请给出导出的记录文件。") % {"path": path})  # a pipe that nobody writes to would be waited for
    else:
        report = verify_export(path, receipt)
    show(report)


def prove(receipt: str | None) -> Report:
    """Proves the database; one whose file is damaged is named, with all that could still be proved of what is in it."""
    from django.conf import settings
    from django.db import DatabaseError

    from zhenggai.ledger import proof, soundness

    report = Report()
    try:
        need_migrated()
        damage = list(soundness.damaged_file())
    except DatabaseError as error:
        place = {"path": settings.DATABASES["default"]["NAME"], "why": error}
        refuse(_("数据库 %(path)s 无法读取（%(why)s）。文件损坏时请从备份恢复，再核验。") % place)
    try:
        with progress(_("核验记录")) as tell:
            report = proof.verify(tell, against=receipt)
    except (DatabaseError, TypeError, ValueError):
        if not damage:
            raise
    for problem in damage:
        report.add(problem)
    return report


def text_of(receipt: str) -> str:
    """The receipt's text where a file is named, else the short code as it was typed."""
    path = Path(receipt)
    try:
        if not path.is_file():
            return receipt
        if path.stat().st_size > RECEIPT_LIMIT:
            refuse(_("%(path)s 太大，不是回执。") % {"path": path})
        return path.read_text("utf-8")
    except (OSError, ValueError) as error:
        refuse(_("无法读取回执 %(path)s：%(why)s") % {"path": receipt, "why": error})


def show(report: Report) -> None:
    """Prints the report; exit code 1 when anything is wrong."""
    for problem in report.problems:
        click.echo(f"✗ {problem} [{problem.code}]")
    words = {
        "chains": _("链"),
        "entries": _("记录"),
        "words": _("文字"),
        "erased": _("依规清除"),
        "rows": _("现状"),
        "files": _("佐证文件"),
        "checkpoints": _("签名的检查点"),
    }
    click.echo(_("已核对：%(list)s") % {"list": "，".join(f"{words.get(name, name)} {n}" for name, n in report.counts.items())})
    if not report.ok:
        click.echo(_("核验不通过：%(n)d 处有问题。") % {"n": len(report.problems) + report.more})
        raise SystemExit(1)
    click.echo(_("核验通过。"))
