"""A command on a folder without a database refuses it and leaves it as it was."""

import os
import subprocess
import sys
from pathlib import Path

import pytest


def run(data: Path, *command: str) -> "subprocess.CompletedProcess[str]":
    """A process of its own, as an office starts it, with ZHENGGAI_DATA naming `data`."""
    ours = ("DATABASE_URL", "ZHENGGAI_", "DJANGO_SETTINGS_MODULE")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(ours)} | {"ZHENGGAI_DATA": str(data)}
    call = [sys.executable, "-m", "zhenggai", *command]
    return subprocess.run(call, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    "command",
    [
        ["verify"],
        ["doctor"],
        ["serve"],
        ["export", "notice", "--inspection", "1", "-o", "notice.docx"],
        ["import", "notice", __file__],
    ],
    ids=lambda command: str(command[0]),
)
def test_a_mistyped_data_folder_is_refused_and_not_made(tmp_path: Path, command: list[str]) -> None:
    place = tmp_path / "mistyped"
    said = run(place, *command)
    assert (said.returncode, str(place) in said.stderr, "Traceback" in said.stderr) == (1, True, False)
    assert not place.exists()


def test_a_folder_that_holds_something_else_is_left_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("别的文件", "utf-8")
    assert run(tmp_path, "verify").returncode == 1
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]
