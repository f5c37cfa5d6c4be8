"""`zhenggai bench`: the project's own measurements."""

import dataclasses
import json
import os

import click

from zhenggai.bench import NAMES, Row, run
from zhenggai.commands.ground import set_up
from zhenggai.core.words import _


def line(row: Row) -> str:
    """A row for people: what, ours, the floor, the ratio and its goal."""
    mark = "✓" if row.ok else "✗"
    return f"{mark} {row.name}: {row.value:.4g} {row.unit} / {row.floor:.4g} {row.unit} = {row.ratio:.2f} (≤ {row.goal:g})"


@click.command()
@click.argument("name", required=False, type=click.Choice(NAMES))
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
@click.option("--full", is_flag=True, help="按规定的最大规模测，时间较长。")
def bench(name: str | None, as_json: bool, full: bool) -> None:
    """测量本项目的快慢与开销，与同一次运行里的最简做法对比；有一项超出目标则退出码为 1。"""
    # Nothing of this installation is measured: its settings are read, its data is not, and no key of its own is made for it.
    os.environ.setdefault("ZHENGGAI_SECRET_KEY", "bench")
    set_up()
    rows = run([name] if name else [], full)
    if as_json:
        click.echo(json.dumps([dataclasses.asdict(row) for row in rows], ensure_ascii=False, indent=1))
    else:
        click.echo("\n".join(map(line, rows)))
        if all(row.ok for row in rows):
            click.echo(_("全部达到目标。"))
    if not all(row.ok for row in rows):
        raise SystemExit(1)
