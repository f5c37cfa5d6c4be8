"""`zhenggai serve`: the real thing, with granian. Also what `zhenggai demo` ends in."""

import ipaddress
import os
import signal
import socket
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from zhenggai.commands.ground import need_database, need_migrated, refuse, set_up
from zhenggai.core.words import _

# What a hang-up did before the server came: nohup has it ignored.
HANG_UP = signal.getsignal(signal.SIGHUP) if hasattr(signal, "SIGHUP") else None


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach `host`."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def need_free(host: str, port: int) -> None:
    """Refuses a port that something else already listens on."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            refuse(
                _("%(host)s 的端口 %(port)d 不能使用（%(why)s）。请用 --port 另选一个。")
                % {"host": host, "port": port, "why": error.strerror}
            )


def need_writable(folder: Path) -> None:
    """Refuses a data folder in which nothing can be recorded, before somebody fills in a form for nothing."""
    for place in (folder, *folder.glob("*.sqlite3*")):
        if not os.access(place, os.W_OK):
            refuse(_("%(place)s 不能写入，办理的事项无法记录。请把数据文件夹的写权限交给运行 zhenggai 的账号。") % {"place": place})


def say_how_to_start(host: str, port: int) -> None:
    """Says where the first unit is made while there is nobody who could sign in."""
    from zhenggai.accounts.models import Person

    if not Person.objects.exists():
        place = f"http://{f'[{host}]' if ':' in host else host}:{port}/start/"
        click.echo(_("还没有单位和人员，请先打开 %(place)s 建立第一个单位和系统管理员。") % {"place": place})


def application(target: str) -> Callable[..., Any]:
    """The WSGI application, loaded in a worker.

    Ctrl+C goes to every process of a terminal's group. A worker that hears it there and once more from the main process may never
    end (granian 2.8), so it leaves the group and hears the main process alone.
    """
    if hasattr(os, "setpgrp"):
        os.setpgrp()
    loaded: Callable[..., Any] = getattr(import_module(target.partition(":")[0]), target.partition(":")[2])
    return loaded


def run(host: str, port: int, workers: int) -> None:
    """Serves until it is stopped: Ctrl+C, a stop of the service, or a terminal that closes. Settings are set up by the caller."""
    from django.db import connections
    from granian import Granian
    from granian.constants import Interfaces

    # Workers are copies of this process and must not share its way to the database.
    connections.close_all()
    server = Granian(
        "config.wsgi:application",
        address="127.0.0.1" if host == "localhost" else host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        # A page is a few short queries: more threads than this only wait for one another.
        blocking_threads=4,
        workers_kill_timeout=10,
        log_access=False,
        websockets=False,
    )

    @server.on_startup
    def end_with_the_terminal() -> None:
        # granian takes a hang-up for "reload", and a closed window would leave a demo behind on its port. nohup stays what it is.
        if hasattr(signal, "SIGHUP") and HANG_UP != signal.SIG_IGN:
            signal.signal(signal.SIGHUP, server.signal_handler_interrupt)

    server.serve(target_loader=application)


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="监听的地址；写 0.0.0.0 则其他机器也能访问（须先设 ZHENGGAI_HOSTS）。")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="端口。")
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1, 64), help="工作进程数。")
@click.option("--migrate", is_flag=True, help="启动前先升级数据库。")
def serve(host: str, port: int, workers: int, migrate: bool) -> None:
    """正式运行。数据在 ZHENGGAI_DATA 指定的文件夹，多个单位合用时以 DATABASE_URL 指定 PostgreSQL。"""
    if not migrate:
        need_database()
    set_up()
    from django.conf import settings
    from django.core.management import call_command

    if settings.ZHENGGAI_DEMO and not is_loopback(host):
        refuse(_("这是演示数据，任何人都能一键登录，只能在本机（127.0.0.1）使用。"))
    need_free(host, port)
    if migrate:
        call_command("migrate", interactive=False, verbosity=1)
    need_migrated()
    need_writable(settings.ZHENGGAI_DATA)
    say_how_to_start(host, port)
    run(host, port, workers)
