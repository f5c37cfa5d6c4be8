"""The command line: one name for each thing a person does without a browser (design §7). The commands call the same actions as the pages.

Each command is loaded when it is asked for: `zhenggai read` must not wait for a web framework it does not use. They live in
`zhenggai.commands` and, where a context owns one, in that context.
"""

import errno
import sys
from importlib import import_module
from typing import Any, ClassVar

import click

import zhenggai
from zhenggai.commands.ground import refuse
from zhenggai.core.words import _

FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))


class Commands(click.Group):
    """A group that knows the names of its commands, and imports the one that is called."""

    places: ClassVar[dict[str, str]] = {
        "demo": "zhenggai.commands.demo",
        "serve": "zhenggai.commands.serve",
        "read": "zhenggai.documents.commands",
        "check": "zhenggai.documents.commands",
        "import": "zhenggai.commands.papers",
        "export": "zhenggai.commands.papers",
        "verify": "zhenggai.commands.verify",
        "bench": "zhenggai.commands.bench",
        "doctor": "zhenggai.commands.doctor",
    }

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names in the order of a first day with the product, not of the alphabet."""
        return list(self.places)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name; in its module it is called `import_` where Python keeps the word for itself."""
        place = self.places.get(cmd_name)
        if place is None:
            return None
        module = import_module(place)
        command: click.Command = getattr(module, cmd_name, None) or getattr(module, f"{cmd_name}_")
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Runs the command; a place that cannot be read or written is said in words, whichever command met it."""
        if sys.stdout is None:
            refuse(_("没有可以写出结果的地方（标准输出已关闭）。"))
        try:
            return super().invoke(ctx)
        except OSError as error:
            if error.filename is None and error.errno not in FULL:
                raise  # not about a file: a fault of ours, or the reader of a pipe that went away
            place, why = error.filename or _("磁盘"), error.strerror
            refuse(_("%(place)s 不能读写（%(why)s）。请核对路径、文件夹的权限和磁盘的剩余空间。") % {"place": place, "why": why})


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(zhenggai.__version__, prog_name="zhenggai")
def main() -> None:
    """整改：从问题到销号、从台账到通报，一本账。

    退出码：0 已完成，1 输入有误（逐条列出），2 用法不对。
    """
