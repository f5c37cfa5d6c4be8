"""`zhenggai verify` on a whole and on a damaged export, without any database."""

from pathlib import Path

from click.testing import CliRunner

from zhenggai.cli import main


def test_a_file_that_is_no_export_fails(tmp_path: Path) -> None:
    path = tmp_path / "case.jsonl"
    path.write_text("not a chain", "utf-8")
    answer = CliRunner().invoke(main, ["verify", str(path)])
    assert answer.exit_code == 1
    assert "核验不通过" in answer.output


def test_a_missing_file_is_wrong_usage(tmp_path: Path) -> None:
    assert CliRunner().invoke(main, ["verify", str(tmp_path / "nothing")]).exit_code == 2
