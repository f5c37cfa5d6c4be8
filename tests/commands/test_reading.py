"""`zhenggai read` and `zhenggai check` on whatever they are given: words that name the file, one line a notice, as it goes."""

import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from docx import Document

from tests.cast import packed
from zhenggai.cli import main
from zhenggai.documents.commands import read_paths
from zhenggai.documents.intake.opening import Opener, Text

NOTICE = """{title}
根据市委统一部署，2024年3月4日至5月10日，市委第七巡察组对某局党组进行了巡察。2024年6月20日，巡察组反馈了巡察意见。
一、关于学习方面
（一）关于学习计划不落实的问题。一是补学。二是按月检查。
"""
MANY = 200


def word_file() -> bytes:
    file = io.BytesIO()
    document = Document()
    document.add_paragraph("一、标题")
    document.save(file)
    return file.getvalue()


UNREADABLE = {
    "empty.txt": b"",
    "binary.txt": bytes(range(256)) * 16,
    "truncated.docx": word_file()[:-200],
    "no-docx.docx": "只是改了扩展名".encode(),
    "other-zip.docx": packed("photo.jpg"),
    "scripts.html": b"<html><body><script>document.write('x')</script></body></html>",
}


@pytest.mark.parametrize("name", UNREADABLE)
@pytest.mark.parametrize("command", ["read", "check"])
def test_what_cannot_be_read_is_answered_in_words_that_name_the_file(tmp_path: Path, command: str, name: str) -> None:
    place = tmp_path / name
    place.write_bytes(UNREADABLE[name])
    said = CliRunner().invoke(main, [command, str(place)])
    path, _, words = said.output.partition("\n  ✗ ")
    assert (said.exit_code, type(said.exception), path, words.strip().endswith("。")) == (1, SystemExit, str(place), True)


@pytest.mark.parametrize("command", ["read", "check"])
def test_one_that_cannot_be_read_does_not_stop_the_others(tmp_path: Path, command: str) -> None:
    places = [tmp_path / "empty.txt", tmp_path / "notice.txt"]
    places[0].touch()
    places[1].write_text(NOTICE.format(title="某局党组关于巡察整改情况的通报"), "utf-8")
    said = CliRunner().invoke(main, [command, "--json", *map(str, places)])
    assert [("error" in json.loads(line)) for line in said.output.splitlines()] == [True, False]


def test_a_notice_is_told_before_the_next_is_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out, told = io.StringIO(), []
    lines = tuple(NOTICE.format(title="某局党组关于巡察整改情况的通报").splitlines())

    def count_and_open(self: Opener, source: Path | bytes, name: str | None = None) -> Text:
        told.append(out.getvalue().count("\n"))
        return Text(lines, "0" * 64, "utf-8")

    monkeypatch.setattr(Opener, "open", count_and_open)
    read_paths([f"{n}.txt" for n in range(MANY)], as_json=True, out=out)
    assert told == list(range(MANY))


def test_characters_beyond_the_basic_plane_keep_their_place(tmp_path: Path) -> None:
    """The same notice with rare characters in its title and in a problem reads as with usual ones, each in the place of the other."""
    rare, usual = (str.maketrans(pair) for pair in ({"甲": "𠮷", "乙": "𫖮"}, {"甲": "吉", "乙": "颐"}))
    notice = NOTICE.format(title="甲林局党组关于乙村巡察整改情况的通报").replace("学习计划", "甲村乙站学习计划")
    told = {}
    for name, characters in (("rare", rare), ("usual", usual)):
        place = tmp_path / "notice.txt"
        place.write_text(notice.translate(characters), "utf-8")
        told[name] = CliRunner().invoke(main, ["read", "--json", str(place)]).output
    assert json.loads(told["rare"])["title"] == "𠮷林局党组关于𫖮村巡察整改情况的通报"
    assert told["rare"] == told["usual"].translate(str.maketrans("吉颐", "𠮷𫖮"))
