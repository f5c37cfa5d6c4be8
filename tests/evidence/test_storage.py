"""Where evidence lies: written whole, kept once, read with its digest checked."""

import hashlib
from pathlib import Path

import pytest

from zhenggai.evidence import storage
from zhenggai.evidence.storage import Altered

CONTENT = "会议纪要".encode()


@pytest.fixture
def digest(data_dir: Path) -> str:
    return storage.write(CONTENT)


def test_is_kept_under_its_digest(digest: str) -> None:
    assert digest == hashlib.sha256(CONTENT).hexdigest()


def test_is_read_back_as_it_was(digest: str) -> None:
    assert storage.read(digest) == CONTENT


def test_the_same_content_again_is_the_same_file(digest: str) -> None:
    before = storage.path_of(digest).stat().st_mtime_ns
    assert (storage.write(CONTENT), storage.path_of(digest).stat().st_mtime_ns) == (digest, before)


def test_leaves_no_half_written_file_behind(digest: str) -> None:
    assert [path.name for path in storage.path_of(digest).parent.iterdir()] == [digest]


def test_leaves_nothing_when_the_disk_refuses(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", refuse)
    with pytest.raises(OSError, match="No space"):
        storage.write(CONTENT)
    assert [path for path in data_dir.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize("altered", [b"", CONTENT[:-1], CONTENT + b".", CONTENT[::-1]], ids=["emptied", "cut", "longer", "same length"])
def test_an_altered_file_is_not_read(digest: str, altered: bytes) -> None:
    storage.path_of(digest).write_bytes(altered)
    with pytest.raises(Altered, match="已被改动"):
        storage.read(digest)


@pytest.mark.parametrize("altered", [CONTENT[:-1], CONTENT[::-1]], ids=["cut", "same length"])
def test_bringing_the_right_content_again_mends_an_altered_file(digest: str, altered: bytes) -> None:
    storage.path_of(digest).write_bytes(altered)
    storage.write(CONTENT)
    assert storage.read(digest) == CONTENT


def test_a_missing_file_is_said_to_be_missing(digest: str) -> None:
    storage.path_of(digest).unlink()
    with pytest.raises(Altered, match="不在存储中"):
        storage.read(digest)
