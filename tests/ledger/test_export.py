"""An exported chain proves itself without the database, and hostile files are answered in words."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.ledger.tampering import write_history
from tests.ledger.things import Thing
from zhenggai.ledger.actions import checkpoint, erase
from zhenggai.ledger.domain import export
from zhenggai.ledger.domain.canon import canonical
from zhenggai.ledger.models import LedgerCheckpoint
from zhenggai.ledger.proof import verify_export
from zhenggai.ledger.queries import export_chain, receipt_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(db: None, data_dir: Path) -> LedgerCheckpoint:
    return write_history()


@pytest.fixture
def lines(made: LedgerCheckpoint) -> list[str]:
    return list(export_chain("case:2"))


def written(tmp_path: Path, lines: list[str]) -> Path:
    path = tmp_path / "case.jsonl"
    path.write_text("".join(line + "\n" for line in lines), "utf-8")
    return path


def codes(path: Path, against: str | None = None) -> list[tuple[str, str]]:
    return [(problem.code, problem.where) for problem in verify_export(path, against).problems]


def test_export_holds_and_counts_what_it_saw(tmp_path: Path, lines: list[str]) -> None:
    report = verify_export(written(tmp_path, lines))
    assert report.problems == []
    assert report.counts == {"chains": 1, "entries": 5, "words": 9, "checkpoints": 1}


def test_export_of_the_same_chain_is_the_same(lines: list[str]) -> None:
    assert list(export_chain("case:2")) == lines


@pytest.mark.parametrize("form", ["json", "code"])
def test_export_is_proved_by_a_receipt(tmp_path: Path, made: LedgerCheckpoint, form: str) -> None:
    receipt = receipt_of(made)
    checkpoint()
    path = written(tmp_path, list(export_chain("case:2")))
    report = verify_export(path, receipt.to_json() if form == "json" else receipt.code)
    assert (report.ok, report.counts["proved_to_checkpoint"]) == (True, 1)


def test_receipt_of_another_record_is_not_met(tmp_path: Path, lines: list[str], made: LedgerCheckpoint) -> None:
    later = receipt_of(checkpoint()).to_json()
    assert codes(written(tmp_path, lines), later) == [("receipt", "回执")]
    assert codes(written(tmp_path, lines), "{}") == [("receipt", "回执")]
    assert codes(written(tmp_path, lines), "AAAAA-AAAAA-AAAAA-AAAAA") == [("receipt", "回执")]


def test_erased_words_are_said_to_be_erased(tmp_path: Path, made: LedgerCheckpoint) -> None:
    thing = Thing.objects.get(title__startswith="问题 2 ")
    erase(thing, "title", by="person:9", reason="涉及无关人员", basis="个人信息保护法第四十七条")
    report = verify_export(written(tmp_path, list(export_chain("case:2"))))
    assert (report.problems, report.counts["erased"]) == ([], 4)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_changed_letter_of_an_exported_entry_is_found(tmp_path: Path, lines: list[str], data: st.DataObject) -> None:
    number = data.draw(st.integers(1, 5))
    at = data.draw(st.integers(0, len(lines[number]) - 1))
    letter = data.draw(st.sampled_from('0aZ"{},:整').filter(lambda letter: letter != lines[number][at]))
    forged = [*lines]
    forged[number] = lines[number][:at] + letter + lines[number][at + 1 :]
    assert codes(written(tmp_path, forged))


def test_removed_exchanged_and_cut_entries_are_named(tmp_path: Path, lines: list[str]) -> None:
    assert ("gap", "链 case:2 第 2 条") in codes(written(tmp_path, lines[:2] + lines[3:]))
    assert ("gap", "链 case:2 第 2 条") in codes(written(tmp_path, [*lines[:2], lines[3], lines[2], *lines[4:]]))
    assert ("head", "链 case:2") in codes(written(tmp_path, lines[:5] + lines[6:]))
    assert ("cut", "链 case:2") in codes(written(tmp_path, lines[:3] + lines[6:]))
    assert ("file", "文件") in codes(written(tmp_path, lines[:-1]))


def test_checkpoint_left_out_of_the_file_is_named(tmp_path: Path, lines: list[str]) -> None:
    assert codes(written(tmp_path, [*lines[:-2], lines[-1]])) == [("file", "文件")]


def test_words_altered_or_left_out_are_named(tmp_path: Path, lines: list[str]) -> None:
    entry = json.loads(lines[2])
    entry["words"]["data/comment"]["words"] += "。"
    assert ("words", "链 case:2 第 2 条") in codes(written(tmp_path, [*lines[:2], canonical(entry), *lines[3:]]))
    del entry["words"]["data/comment"]
    assert codes(written(tmp_path, [*lines[:2], canonical(entry), *lines[3:]])) == [("words-missing", "链 case:2 第 2 条")]


@pytest.mark.parametrize(
    "alter",
    [lambda line: " " + line, lambda line: line.replace("{", '{"forged":1,', 1), lambda line: line.replace("{", '{"payload":"x",', 1)],
    ids=["a blank", "a key more", "a key twice"],
)
def test_line_that_is_not_as_it_was_written_is_named(tmp_path: Path, lines: list[str], alter: Callable[[str], str]) -> None:
    report = verify_export(written(tmp_path, [*lines[:2], alter(lines[2]), *lines[3:]]))
    assert [(problem.code, "第 3 行" in problem.message) for problem in report.problems if problem.code == "file"][:1] == [("file", True)]


def test_checkpoint_that_does_not_cover_the_chain_is_named(tmp_path: Path, lines: list[str]) -> None:
    point = json.loads(lines[6])
    for forged in (
        point | {"signature": "00" * 64},
        point | {"head": [2, point["head"][1]]},
        point | {"path": point["path"][:-1]},
        point | {"path": [["left", "00" * 32]] * 500},
    ):
        assert codes(written(tmp_path, [*lines[:6], canonical(forged), *lines[7:]])) == [("checkpoint", "第 1 号检查点")]


HOSTILE = {
    "empty": b"",
    "binary": bytes(range(256)) * 40,
    "another json": b'{"a": 1}\n',
    "list": b"[1]\n",
    "deep": b"[" * 100_000,
    "deep object": b'{"format":' * 50_000,
    "big number": b'{"format":"zhenggai-chain","version":1,"keys":{},"entries":' + b"9" * 9_000 + b"}\n",
    "utf-16": '{"format":"zhenggai-chain"}'.encode("utf-16"),
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
def test_hostile_file_is_one_problem_in_words(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x"
    path.write_bytes(content)
    assert codes(path) == [("file", "文件")]


@pytest.mark.parametrize(
    "line",
    ['{"payload":1,"digest":2,"words":3}', '{"payload":"{}","digest":"","words":{}}', '{"checkpoint":"x"}', "{}", "7", '{"end":true}\n{}'],
)
def test_strange_line_is_named_by_its_number(tmp_path: Path, lines: list[str], line: str) -> None:
    report = verify_export(written(tmp_path, [lines[0], line]))
    assert report.problems[0].code == "file"
    assert any(f"第 {n} 行" in report.problems[0].message for n in (2, 3))


def test_line_without_end_is_not_read_into_memory(tmp_path: Path, lines: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export, "LINE_LIMIT", 50_000)
    report = verify_export(written(tmp_path, [lines[0], " " * 60_000]))
    assert "第 2 行超过 50000 字节" in report.problems[0].message


def test_offline_proof_needs_neither_django_nor_database(tmp_path: Path, lines: list[str]) -> None:
    path = written(tmp_path, lines)
    script = (
        "import sys; from zhenggai.ledger.domain.export import verify_export\n"
        f"report = verify_export({str(path)!r}); assert report.ok and report.counts['entries'] == 5, report\n"
        "assert not any(name.startswith('django.db') for name in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", script], check=True, env={"PATH": ""}, cwd=Path.cwd())
