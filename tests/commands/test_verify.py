"""`zhenggai verify` on a damaged export, and on a database whose file is damaged below its rows."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from zhenggai.cli import main


def test_a_file_that_is_no_export_fails(tmp_path: Path) -> None:
    path = tmp_path / "case.jsonl"
    path.write_text("not a chain", "utf-8")
    answer = CliRunner().invoke(main, ["verify", str(path)])
    assert answer.exit_code == 1
    assert "核验不通过" in answer.output


def test_a_pipe_is_no_export_and_is_not_waited_for(tmp_path: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("this system has no named pipes")
    os.mkfifo(tmp_path / "pipe")
    result = CliRunner().invoke(main, ["verify", str(tmp_path / "pipe")])
    assert (result.exit_code, "不是文件" in result.output) == (1, True)


def test_a_missing_file_is_wrong_usage(tmp_path: Path) -> None:
    assert CliRunner().invoke(main, ["verify", str(tmp_path / "nothing")]).exit_code == 2


MIGRATE = "import django; django.setup(); from django.core.management import call_command; call_command('migrate', verbosity=0)"


def run(data: Path, *command: str) -> "subprocess.CompletedProcess[str]":
    """A process of its own on the SQLite file in `data`, whatever database these tests use."""
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment |= {"ZHENGGAI_DATA": str(data), "DJANGO_SETTINGS_MODULE": "config.settings"}
    return subprocess.run([sys.executable, *command], env=environment, capture_output=True, text=True, check=False)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with an empty, migrated database."""
    run(tmp_path, "-c", MIGRATE).check_returncode()
    return tmp_path


def test_a_whole_database_passes(data: Path) -> None:
    assert run(data, "-m", "zhenggai", "verify").returncode == 0


def test_a_damaged_index_is_named_for_it_hides_rows_from_pages(data: Path) -> None:
    place = data / "zhenggai.sqlite3"
    with sqlite3.connect(place) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        ((page, size),) = database.execute(
            "SELECT rootpage, page_size FROM sqlite_master, pragma_page_size WHERE name = 'rectification_measure_owner'"
        )
    database.close()
    with place.open("r+b") as file:
        file.seek((page - 1) * size + 7)  # how many bytes of the page lie idle
        file.write(b"\x7f")
    said = run(data, "-m", "zhenggai", "verify")
    assert (said.returncode, "文件已损坏" in said.stdout, "Traceback" in said.stderr) == (1, True, False)


def test_a_file_that_is_no_database_is_answered_in_words(data: Path) -> None:
    (data / "zhenggai.sqlite3").write_bytes(os.urandom(8192))
    said = run(data, "-m", "zhenggai", "verify")
    assert (said.returncode, "无法读取" in said.stderr, "Traceback" in said.stderr) == (1, True, False)
