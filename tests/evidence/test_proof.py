"""`zhenggai verify` looks at every evidence file and names the one that is not what it was."""

import os

import pytest

from tests.cast import Case
from zhenggai.evidence import storage
from zhenggai.evidence.models import File
from zhenggai.ledger.proof import verify


@pytest.fixture
def file(case: Case) -> File:
    case.measure_at("verified")
    return File.objects.get()


def test_an_untouched_file_is_proven(file: File) -> None:
    assert verify().problems == []


def test_one_byte_changed_is_found_and_named(file: File) -> None:
    path = storage.path_of(file.digest)
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    (problem,) = verify().problems
    assert (problem.code, str(path) in problem.where) == ("file-altered", True)


def test_a_file_removed_is_found(file: File) -> None:
    storage.path_of(file.digest).unlink()
    assert [problem.code for problem in verify().problems] == ["file-altered"]


def test_a_pipe_in_its_place_is_named_and_not_waited_for(file: File) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("this system has no named pipes")
    storage.path_of(file.digest).unlink()
    os.mkfifo(storage.path_of(file.digest))
    assert [problem.code for problem in verify().problems] == ["file-altered"]


def test_another_digest_in_the_table_is_found(file: File) -> None:
    File._base_manager.update(digest="0" * 64)
    assert "file-altered" in {problem.code for problem in verify().problems}
    assert len(verify().problems) >= 2
