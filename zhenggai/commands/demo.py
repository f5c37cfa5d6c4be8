"""`zhenggai demo`: fictional inspections in a folder of their own, served on this machine only."""

import gc
import json
import os
import shutil
from pathlib import Path

import click

from zhenggai.commands.ground import refuse, set_up
from zhenggai.commands.serve import need_free, run
from zhenggai.core.words import _

MARK = "demo.json"
OURS = ("zhenggai.sqlite3", "zhenggai.sqlite3-wal", "zhenggai.sqlite3-shm", "evidence", "keys", MARK)
HOST = "127.0.0.1"


def is_demo(folder: Path) -> bool:
    """Whether this command made the folder: it alone writes the mark, and writes it first."""
    try:
        return bool(json.loads((folder / MARK).read_text("utf-8"))["zhenggai"] == "demo")
    except (OSError, ValueError, KeyError, TypeError):
        return False


def clear(folder: Path, seed: int) -> None:
    """Empties a demo folder of what the demo put there, and marks it. Refuses, untouched, any other folder that is not empty."""
    if folder.exists() and not folder.is_dir():
        refuse(_("%(folder)s 不是文件夹。") % {"folder": folder})
    if folder.exists() and any(folder.iterdir()) and not is_demo(folder):
        refuse(
            _("%(folder)s 里已有内容，而且不是演示数据（没有演示标记 demo.json），不会改动它。请用 --data 另指定一个文件夹。")
            % {"folder": folder}
        )
    folder.mkdir(parents=True, exist_ok=True)
    for name in OURS:
        place = folder / name
        if place.is_dir():
            shutil.rmtree(place)
        else:
            place.unlink(missing_ok=True)
    (folder / MARK).write_text(json.dumps({"zhenggai": "demo", "seed": seed}), "utf-8")


def build(folder: Path, seed: int) -> None:
    """Fresh demo data in `folder`, always in SQLite: a DATABASE_URL of this environment is a real database's and is not looked at."""
    clear(folder, seed)
    os.environ.pop("DATABASE_URL", None)
    set_up(folder)
    from django.core.management import call_command

    from zhenggai.demo.build import build_demo

    call_command("migrate", interactive=False, verbosity=0)
    # Two years of work in one go make many objects that live to the end: looking for rubbish among them costs a tenth of the time.
    gc.disable()
    build_demo(folder, seed, lambda words: click.echo(f"  {words}"))
    gc.enable()


@click.command()
@click.option(
    "--data", default="demo-data", show_default=True, type=click.Path(path_type=Path), help="演示数据放在哪个文件夹；每次都重新生成。"
)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="端口。")
@click.option("--seed", default=1, show_default=True, help="换一个数，就换一套虚构的问题和人员。")
@click.option("--no-serve", is_flag=True, help="只生成数据，不启动网页。")
def demo(data: Path, port: int, seed: int, no_serve: bool) -> None:
    """生成演示数据并在本机打开。只写自己的文件夹，不碰正式数据。"""
    folder = data.expanduser().resolve()
    if not no_serve:
        # Before anything is built: the folder may be in use by a demo that already runs there.
        need_free(HOST, port)
    click.echo(_("正在生成演示数据：%(folder)s") % {"folder": folder})
    build(folder, seed)
    if no_serve:
        click.echo(_("已生成。用 ZHENGGAI_DATA=%(folder)s zhenggai serve 打开。") % {"folder": folder})
        return
    from zhenggai.accounts.views.signing import demo_accounts

    click.echo(_("打开 http://%(host)s:%(port)d/ ，在登录页一键进入：") % {"host": HOST, "port": port})
    for house, people in demo_accounts():
        click.echo(f"  {house}")
        for person, role in people:
            click.echo(f"    {role}  {person.name}")
    click.echo(_("按 Ctrl+C 停止。"))
    run(HOST, port, workers=1)
