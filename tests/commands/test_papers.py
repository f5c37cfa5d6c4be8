"""`zhenggai export` writes a paper whole, or says why not and leaves what was there."""

import errno
from pathlib import Path

import pytest
from click.testing import CliRunner

from zhenggai.commands.ground import RefusedError
from zhenggai.commands.papers import export, keep_what_is_there, write_whole


def test_a_folder_that_is_not_there_is_answered_in_words(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="无法写入"):
        write_whole(tmp_path / "nowhere" / "notice.txt", b"new")


def test_what_was_there_is_exchanged(tmp_path: Path) -> None:
    place = tmp_path / "notice.txt"
    place.write_bytes(b"old")
    write_whole(place, b"new")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"new"]


def test_a_file_that_is_there_is_not_written_over(tmp_path: Path, data_dir: Path) -> None:
    place = tmp_path / "notice.txt"
    place.write_bytes(b"edited by hand")
    said = CliRunner().invoke(export, ["notice", "--inspection", "1", "-o", str(place)])
    assert (said.exit_code, "已经存在" in said.output, place.read_bytes()) == (1, True, b"edited by hand")


def test_a_file_that_is_there_is_written_over_when_told(tmp_path: Path) -> None:
    place = tmp_path / "notice.txt"
    place.touch()
    keep_what_is_there(place, force=True)


def test_a_full_disk_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "notice.txt"
    place.write_bytes(b"old")

    def full(path: Path, content: bytes) -> int:
        path.touch()
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(RefusedError, match="No space left"):
        write_whole(place, b"new")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"old"]
