"""What the commands stand on: Django set up, a person who acts, words when something is refused."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NoReturn

import click

from zhenggai.core.refusal import Refusal
from zhenggai.core.words import _

if TYPE_CHECKING:
    from zhenggai.accounts.models import Person, Unit


class RefusedError(click.ClickException):
    """The command cannot do what it was asked; exit code 1. The words stand alone, without "Error:" before them."""

    def show(self, file: IO[Any] | None = None) -> None:
        """Writes the words to standard error."""
        click.echo(self.format_message(), file=file, err=file is None)


def refuse(words: str) -> NoReturn:
    """Ends the command with exit code 1 and these words."""
    raise RefusedError(words)


def need_database() -> None:
    """Refuses a data folder without a database, and leaves it as it was: mistyped, it is not to be filled with keys and tables.

    To be asked before `set_up`, which makes them. Where Django is set up already, its database has been chosen.
    """
    from django.apps import apps

    from config.environment import database

    found = database()
    if not apps.ready and found["ENGINE"].endswith("sqlite3") and not Path(found["NAME"]).is_file():
        words = _("%(folder)s 里没有数据库。请核对环境变量 ZHENGGAI_DATA；首次使用请运行 zhenggai serve --migrate，它会建好数据库再启动。")
        refuse(words % {"folder": Path(found["NAME"]).parent})


def set_up(data: Path | None = None) -> None:
    """Reads the settings and makes the models known; `data`, when given, is the data folder instead of ZHENGGAI_DATA."""
    if data is not None:
        os.environ["ZHENGGAI_DATA"] = str(data)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()


@contextmanager
def refusals() -> Iterator[None]:
    """Turns what the actions refuse, and a file that cannot be read, into words and exit code 1; a fault still shows itself."""

    try:
        yield
    except Refusal as refusal:
        refuse(str(refusal))


def person(name: str | None, unit: "Unit | None" = None) -> "Person":
    """Who acts (`--by`): a user name or `person:7`; in a demo, when nobody is named, a liaison, of `unit` if it has one.

    Refuses a name that nobody has.
    """
    from django.conf import settings

    from zhenggai.accounts.domain.roles import Role
    from zhenggai.accounts.models import Person

    people = Person.objects.filter(is_active=True)
    if name:
        number = name.removeprefix("person:")
        found = people.filter(pk=int(number)).first() if number.isdecimal() else people.filter(username=name).first()
        return found or refuse(_("没有可用的账号“%(name)s”。请用 --by 写明用户名。") % {"name": name})
    if settings.ZHENGGAI_DEMO:
        liaisons = people.filter(grants__role=Role.LIAISON.value, username__isnull=False).order_by("pk")
        liaison = liaisons.filter(grants__unit=unit).first() if unit else None
        if found := liaison or liaisons.first():
            return found
    raise click.UsageError(_("请用 --by 写明由谁办理（用户名），或设置环境变量 ZHENGGAI_BY。"))


def pending_migrations() -> int:
    """How many migrations the database still lacks."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def need_migrated() -> None:
    """Refuses, in words that say what to do, a database that is not up to date."""
    from django.db import connection

    pending = pending_migrations()
    if pending and not connection.introspection.table_names():
        refuse(_("这里还没有数据库。首次使用请运行 zhenggai serve --migrate，它会建好数据库再启动。"))
    if pending:
        refuse(_("数据库还差 %(n)d 步升级。请先备份，再运行 zhenggai serve --migrate。") % {"n": pending})
