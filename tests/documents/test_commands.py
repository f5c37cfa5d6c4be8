"""`zhenggai read` and `zhenggai check`: one JSON object a line for each file, in order; exit 1 when a file is refused or has an error."""

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from zhenggai.documents.commands import check_paths, read_paths

GOLDEN = Path(__file__).parents[1] / "golden" / "notices"


def run(command: Any, *paths: Path) -> tuple[int, list[dict[str, Any]]]:
    out = io.StringIO()
    code = command([str(path) for path in paths], as_json=True, out=out)
    return code, [json.loads(line) for line in out.getvalue().splitlines()]


def test_read_prints_one_object_for_each_file_in_order(tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    code, objects = run(read_paths, GOLDEN / "elided.txt", empty, GOLDEN / "tags.txt")
    assert code == 1
    assert [Path(found["path"]).name for found in objects] == ["elided.txt", "empty.txt", "tags.txt"]
    assert [("error" in found) for found in objects] == [False, True, False]


def test_read_exits_0_when_a_notice_has_warnings() -> None:
    code, objects = run(read_paths, GOLDEN / "sum-wrong.txt")
    assert (code, {warning["code"] for warning in objects[0]["warnings"]}) == (0, {"sum-mismatch", "ordinal"})


def test_check_exits_1_on_private_data() -> None:
    code, objects = run(check_paths, GOLDEN / "private.txt")
    assert code == 1
    found = [remark for remark in objects[0]["remarks"] if remark["code"] == "private-data"]
    assert [remark["line"] for remark in found] == [4, 4]


def test_check_exits_0_on_a_clean_notice() -> None:
    code, objects = run(check_paths, GOLDEN / "direct-numbers.txt")
    assert (code, objects[0]["ok"]) == (0, True)
    assert {remark["severity"] for remark in objects[0]["remarks"]} <= {"hint"}


@pytest.mark.parametrize("command", [read_paths, check_paths])
def test_words_for_people_name_the_finding(command: Any) -> None:
    out = io.StringIO()
    command([str(GOLDEN / "status-sentences.txt")], as_json=False, out=out)
    assert "status-sentences.txt" in out.getvalue()


def test_read_needs_neither_settings_nor_much_time_to_begin() -> None:
    code = "import sys, zhenggai.documents.commands; sys.exit('django.db' in sys.modules or 'lxml' in sys.modules or 'docx' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=60).returncode == 0
