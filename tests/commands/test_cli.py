"""The command line as a whole: names, help, exit codes."""

import errno
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from zhenggai.cli import Commands, main


@pytest.mark.parametrize("name", Commands.places)
def test_every_command_explains_itself(name: str) -> None:
    answer = CliRunner().invoke(main, [name, "--help"])
    assert answer.exit_code == 0
    assert "Usage:" in answer.output


def test_the_list_of_commands_is_in_the_order_of_a_first_day() -> None:
    output = CliRunner().invoke(main, ["--help"]).output
    assert output.index(" demo ") < output.index(" read ") < output.index(" verify ") < output.index(" doctor ")


def test_an_unknown_command_is_wrong_usage() -> None:
    assert CliRunner().invoke(main, ["frobnicate"]).exit_code == 2


def test_a_missing_argument_is_wrong_usage() -> None:
    assert CliRunner().invoke(main, ["import", "notice"]).exit_code == 2


def test_a_place_that_cannot_be_made_is_said_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    answer = CliRunner().invoke(main, ["demo", "--no-serve", "--data", str(tmp_path / "file" / "below")])
    assert answer.exit_code == 1
    assert "file" in answer.output
    assert "不能读写" in answer.output


def test_a_full_disk_is_said_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("zhenggai.commands.demo.clear", full)
    answer = CliRunner().invoke(main, ["demo", "--no-serve"])
    assert (answer.exit_code, "剩余空间" in answer.output) == (1, True)


def test_a_closed_output_is_said_in_words(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    with pytest.raises(SystemExit) as ended:
        main(["read", "x.txt"])
    assert (ended.value.code, "标准输出" in capsys.readouterr().err) == (1, True)


def test_a_number_beyond_every_database_is_wrong_usage(tmp_path: Path) -> None:
    answer = CliRunner().invoke(main, ["export", "notice", "--inspection", str(2**63), "-o", str(tmp_path / "n.txt")])
    assert answer.exit_code == 2


def test_reading_does_not_wait_for_the_web_framework() -> None:
    """`zhenggai read` on one notice must answer at once: Django's models and pages are not loaded for it."""
    code = "import sys; from zhenggai.cli import main; main(['read', '--help'], standalone_mode=False); print('django.db' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert said.splitlines()[-1] == "False"
