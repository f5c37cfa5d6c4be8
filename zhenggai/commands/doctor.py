"""`zhenggai doctor`: is this installation sound. One line for each thing, and what to do where something is not."""

import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import click

from zhenggai.commands.ground import need_database, pending_migrations, set_up
from zhenggai.core.words import _

ENOUGH_DISK = 1 << 30
NAMED = 5  # files named in a line; beyond, it counts them
FONT_FOLDERS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "~/.fonts",
    "~/.local/share/fonts",
    "/System/Library/Fonts",
    "/Library/Fonts",
    "C:/Windows/Fonts",
)
CHINESE_FONTS = (
    "notosanscjk",
    "notoserifcjk",
    "sourcehan",
    "wqy",
    "simsun",
    "simfang",
    "msyh",
    "pingfang",
    "songti",
    "fzfsk",
    "droidsansfallback",
)


@dataclass(frozen=True, slots=True)
class Line:
    """What was looked at, whether it is sound, what was seen; and, where it is not, what to do."""

    what: str
    ok: bool
    seen: str
    todo: str = ""


def settings_sound() -> Line:
    """Debug pages show internals to everybody; they must be off where others can reach the product."""
    from django.conf import settings

    seen = _("数据文件夹 %(folder)s") % {"folder": settings.ZHENGGAI_DATA}
    return Line(_("设置"), not settings.DEBUG, seen, _("调试模式开着：去掉环境变量 ZHENGGAI_DEBUG。"))


def keys_private() -> Line:
    """Only the owner of the process may read the keys. Windows says nothing here: its rights are not in the mode bits."""
    from django.conf import settings

    folder = Path(settings.ZHENGGAI_DATA) / "keys"
    open_ones = [path.name for path in folder.glob("*") if os.name != "nt" and path.stat().st_mode & 0o077] if folder.is_dir() else []
    todo = _("运行 chmod 600 %(folder)s/*，只让服务账号读取。") % {"folder": folder}
    return Line(
        _("密钥"), not open_ones, _("其他账号可读：%(names)s") % {"names": "、".join(open_ones)} if open_ones else str(folder), todo
    )


def data_writable() -> Line:
    """Evidence, keys and the SQLite file are written here."""
    from django.conf import settings

    folder = Path(settings.ZHENGGAI_DATA)
    free = shutil.disk_usage(next(place for place in (folder, *folder.parents) if place.exists())).free
    writable = os.access(folder, os.W_OK) if folder.exists() else os.access(folder.parent, os.W_OK)
    seen = _("可用 %(free).1f GB") % {"free": free / (1 << 30)}
    return Line(_("磁盘"), writable and free >= ENOUGH_DISK, seen, _("数据文件夹须可写，且至少留 1 GB 空间。"))


def fonts_present() -> Line:
    """Without a Chinese font, printed papers show boxes; nothing else tells."""
    found = next((path.name for folder in FONT_FOLDERS for path in _files(folder) if path.name.lower().startswith(CHINESE_FONTS)), "")
    return Line(_("字体"), bool(found), found or _("没有找到中文字体"), _("安装一种中文字体，例如 Debian 的 fonts-noto-cjk。"))


def _files(folder: str) -> list[Path]:
    return sorted(path for path in Path(folder).expanduser().rglob("*") if path.suffix.lower() in {".ttf", ".ttc", ".otf"})


def database_answers() -> Line:
    """The database is there, and of a version that the constraints and triggers need."""
    from django.db import connection

    connection.ensure_connection()
    version = ".".join(map(str, connection.get_database_version()))
    return Line(_("数据库"), True, f"{connection.display_name} {version}")


def migrations_done() -> Line:
    """The tables are those of this version."""
    pending = pending_migrations()
    seen = _("还差 %(n)d 步") % {"n": pending} if pending else _("已是最新")
    return Line(_("数据库升级"), not pending, seen, _("先备份，再运行 zhenggai serve --migrate。"))


def guards_present() -> Line:
    """The triggers that keep the record from being changed are in the database."""
    from zhenggai.ledger.proof import missing_guards

    missing = list(missing_guards())
    seen = _("缺少 %(names)s") % {"names": "、".join(missing)} if missing else _("齐全")
    return Line(_("防改触发器"), not missing, seen, _("触发器被删除过：先运行 zhenggai verify，再重新升级数据库。"))


def clock_sound() -> Line:
    """The clock of the record only goes forward: a clock set back would date new entries before old ones."""
    from django.utils import timezone

    from zhenggai.ledger.models import LedgerEntry

    now, last = timezone.now(), LedgerEntry.objects.order_by("-pk").values_list("recorded_at", flat=True).first()
    seen = f"{timezone.localtime(now):%Y-%m-%d %H:%M:%S} {timezone.get_current_timezone_name()}"
    return Line(_("时钟"), last is None or last <= now, seen, _("本机时钟早于最近一条记录的时间，请校时。"))


def evidence_named() -> Line:
    """Every file in the evidence folder is on record; what a failed action left behind only takes room, and may be private."""
    from zhenggai.evidence.queries import strays

    left = strays()
    first = "、".join(map(str, left[:NAMED])) + ("……" if len(left) > NAMED else "")
    seen = _("%(n)d 个文件没有记录：%(names)s") % {"n": len(left), "names": first} if left else _("都有记录")
    return Line(_("佐证文件"), not left, seen, _("办理中断时留下的文件，台账没有用到。核对后可以移走。"))


CHECKS: tuple[Callable[[], Line], ...] = (settings_sound, keys_private, data_writable, fonts_present, database_answers, migrations_done)
# These read tables, and say nothing of use before the tables are there.
CHECKS_OF_TABLES: tuple[Callable[[], Line], ...] = (guards_present, clock_sound, evidence_named)


def examine() -> list[Line]:
    """Every check in turn; those of the tables only when all before them is sound."""
    lines = [attempt(check) for check in CHECKS]
    return lines + [attempt(check) for check in CHECKS_OF_TABLES] if all(line.ok for line in lines[-2:]) else lines


def attempt(check: Callable[[], Line]) -> Line:
    """The check's line. A check that cannot even be made is not sound, and what it met is what was seen."""
    try:
        return check()
    except Exception as error:
        return Line(check.__name__.replace("_", " "), False, f"{type(error).__name__}: {error}", _("先处理这里所说的问题，再检查一次。"))


@click.command()
def doctor() -> None:
    """检查这套安装是否妥当：设置、密钥、磁盘、字体、数据库、时钟、佐证文件。有不妥时退出码为 1。"""
    need_database()
    set_up()
    lines = examine()
    click.echo(f"Python {sys.version.split()[0]}")
    for line in lines:
        click.echo(f"{'✓' if line.ok else '✗'} {line.what}：{line.seen}")
        if not line.ok and line.todo:
            click.echo(f"   → {line.todo}")
    if not all(line.ok for line in lines):
        raise SystemExit(1)
