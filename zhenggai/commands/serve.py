"""`zhenggai serve`: the real thing, with granian. Also what `zhenggai demo` ends in."""

import ipaddress
import socket

import click

from zhenggai.commands.ground import need_migrated, refuse, set_up
from zhenggai.core.words import _


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


def run(host: str, port: int, workers: int) -> None:
    """Serves until it is stopped. Settings are set up by the caller; each worker reads them again."""
    from granian import Granian
    from granian.constants import Interfaces

    Granian(
        "config.wsgi:application",
        address="127.0.0.1" if host == "localhost" else host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        # A page is a few short queries: more threads than this only wait for one another.
        blocking_threads=4,
        log_access=False,
        websockets=False,
    ).serve()


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="监听的地址；写 0.0.0.0 则其他机器也能访问（须先设 ZHENGGAI_HOSTS）。")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="端口。")
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1, 64), help="工作进程数。")
@click.option("--migrate", is_flag=True, help="启动前先升级数据库。")
def serve(host: str, port: int, workers: int, migrate: bool) -> None:
    """正式运行。数据在 ZHENGGAI_DATA 指定的文件夹，多个单位合用时以 DATABASE_URL 指定 PostgreSQL。"""
    set_up()
    from django.conf import settings
    from django.core.management import call_command

    if settings.ZHENGGAI_DEMO and not is_loopback(host):
        refuse(_("这是演示数据，任何人都能一键登录，只能在本机（127.0.0.1）使用。"))
    need_free(host, port)
    if migrate:
        call_command("migrate", interactive=False, verbosity=1)
    need_migrated()
    run(host, port, workers)
