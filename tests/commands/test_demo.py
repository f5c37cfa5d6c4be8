"""The demo writes into its own folder, and leaves every other alone."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT
from zhenggai.commands.demo import clear, is_demo
from zhenggai.commands.ground import RefusedError


def test_a_new_folder_is_marked_as_a_demo(tmp_path: Path) -> None:
    clear(tmp_path / "new", seed=7)
    assert is_demo(tmp_path / "new")
    assert json.loads((tmp_path / "new" / "demo.json").read_text("utf-8"))["seed"] == 7


def test_a_folder_with_a_real_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    database = tmp_path / "zhenggai.sqlite3"
    database.write_bytes(b"real")
    with pytest.raises(RefusedError, match="不会改动"):
        clear(tmp_path, seed=1)
    assert [path.name for path in tmp_path.iterdir()] == ["zhenggai.sqlite3"]
    assert database.read_bytes() == b"real"


def test_somebody_elses_mark_is_not_taken_for_ours(tmp_path: Path) -> None:
    (tmp_path / "demo.json").write_text('{"name": "another project"}', "utf-8")
    with pytest.raises(RefusedError):
        clear(tmp_path, seed=1)


def test_a_demo_is_rebuilt_and_what_a_person_put_there_stays(tmp_path: Path) -> None:
    clear(tmp_path, seed=1)
    (tmp_path / "zhenggai.sqlite3").write_bytes(b"old")
    (tmp_path / "evidence").mkdir()
    (tmp_path / "notes.txt").write_text("mine", "utf-8")
    clear(tmp_path, seed=2)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["demo.json", "notes.txt"]


def test_a_file_is_refused_as_a_folder(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    with pytest.raises(RefusedError, match="不是文件夹"):
        clear(file, seed=1)


@pytest.mark.parametrize(("url", "demo"), [("", "True"), ("postgresql://zhenggai@127.0.0.1/real", "False")])
def test_a_marked_folder_beside_a_real_database_opens_no_door(tmp_path: Path, url: str, demo: str) -> None:
    (tmp_path / "demo.json").write_text('{"zhenggai": "demo"}', "utf-8")
    environment = os.environ | {"ZHENGGAI_DATA": str(tmp_path), "DATABASE_URL": url}
    code = "from config import settings; print(settings.ZHENGGAI_DEMO)"
    said = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True, cwd=ROOT)
    assert said.stdout.strip() == demo
