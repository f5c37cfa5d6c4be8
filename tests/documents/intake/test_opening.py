"""Files are taken in, or refused in words that say what to do; nothing a file holds can take memory or time without end."""

import io
import os
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document

from zhenggai.core.refusal import Refusal
from zhenggai.documents.domain.checking import check_notice
from zhenggai.documents.intake.opening import Opener

WORDS = "中共某县水利站支部关于巡察整改情况的通报\n一、关于学习方面\n（一）关于学习计划不落实的问题。一是补学。二是按月检查。𫖮\n"
NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@pytest.fixture(scope="module")
def opener() -> Iterator[Opener]:
    with Opener() as opener:
        yield opener


def document(*paragraphs: str) -> bytes:
    made = Document()
    for paragraph in paragraphs:
        made.add_paragraph(paragraph)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def archive(xml: bytes, name: str = "word/document.xml") -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr(name, xml)
    return file.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"])
def test_open_finds_the_encoding_by_itself(opener: Opener, encoding: str) -> None:
    assert opener.open(WORDS.encode(encoding), "a.txt").lines == tuple(WORDS.split("\n"))


def test_open_reads_a_gb18030_file_that_is_long_and_has_ascii_around(opener: Opener) -> None:
    words = "Ref: 2024-01\n" + "根据市委统一部署，市委第二巡察组对某单位进行了巡察。\n" * 400
    text = opener.open(words.encode("gb18030"), "a.txt")
    assert (text.encoding, text.lines[1][:4]) == ("gb18030", "根据市委")


def test_open_reads_word_paragraphs_and_tables(opener: Opener) -> None:
    made = Document()
    made.add_paragraph("一、关于学习方面")
    table = made.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "问题", "措施"
    made.add_paragraph("（一）关于记录不全的问题")
    file = io.BytesIO()
    made.save(file)
    assert opener.open(file.getvalue(), "a.docx").lines == ("一、关于学习方面", "问题  措施", "（一）关于记录不全的问题")


def test_open_reads_a_page_without_its_scripts(opener: Opener) -> None:
    page = (
        "<html><head><title>站点</title><style>p{}</style><script>alert('一、')</script></head><body><h1>某局党组关于巡察整改的通报</h1>"
        "<div>一、关于<b>学习</b>方面<br>（一）关于记录不全的问题</div><noscript>无</noscript><table><tr><td>甲</td><td>乙</td></tr></table>"
        "<svg><style>x</style><text>y</text></svg>尾</body></html>"
    )
    lines = opener.open(page.encode(), "a.html").lines
    assert lines == ("某局党组关于巡察整改的通报", "一、关于学习方面", "（一）关于记录不全的问题", "甲  乙", "尾")


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"", "a.txt", "空的"),
        (b"\xef\xbb\xbf \n", "a.txt", "空的"),
        (b"\x00\x01\x02\x03" * 64, "a.txt", "二进制"),
        (b"\x89PNG\r\n" + bytes(64), "a.txt", "PNG"),
        (b"%PDF-1.7 ...", "a.pdf", "另存为"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(64), "a.doc", "docx"),
        (b"anything", "a.wps", "docx"),
        (b"not a zip", "a.docx", "另存为"),
        (archive(b"<a/>", "other.xml"), "a.docx", "另存为"),
        (archive(b"<broken"), "a.docx", "另存为"),
        (document("一、标题")[:-200], "a.docx", "另存为"),
        (b"<html><body><script>x</script></body></html>", "a.html", "没有文字"),
    ],
)
def test_open_refuses_in_words_that_say_what_to_do(opener: Opener, data: bytes, name: str, words: str) -> None:
    with pytest.raises(Refusal, match=words):
        opener.open(data, name)


def test_open_names_the_line_and_byte_of_a_wrong_encoding(opener: Opener) -> None:
    data = "第一行没有问题。\n第二行".encode() + b"\xff\xfe\xff" + "，第三处也有文字，足够长，不会被当成截断。\n".encode()
    with pytest.raises(Refusal, match="第 2 行"):
        opener.open(data, "a.txt")


def test_open_refuses_a_truncated_utf8_file(opener: Opener) -> None:
    with pytest.raises(Refusal, match="没有传完"):
        opener.open(("整改情况通报。" * 9).encode()[:-2], "a.txt")


def test_open_refuses_a_huge_file_without_reading_it(opener: Opener, tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(100 << 20)
    with pytest.raises(Refusal, match="超过 20 MB"):
        opener.open(path)


def test_open_refuses_a_text_longer_than_any_notice(opener: Opener) -> None:
    with pytest.raises(Refusal, match="超过 2000000 字"):
        opener.open("一、关于问题的整改情况。\n".encode() * 160_000, "a.txt")


def test_open_counts_lines_without_words_too() -> None:
    with Opener(longest=1_000) as narrow, pytest.raises(Refusal, match="超过 1000 字"):
        narrow.open(b"a" + b"\n" * 1_000, "a.txt")


def test_open_refuses_a_missing_file_and_a_folder(opener: Opener, tmp_path: Path) -> None:
    for path in (tmp_path / "none.txt", tmp_path):
        with pytest.raises(Refusal):
            opener.open(path)


def test_open_refuses_a_bomb_by_its_declared_size(opener: Opener) -> None:
    with pytest.raises(Refusal, match="炸弹"):
        opener.open(archive(b"<w/>" + bytes(60 << 20)), "a.docx")


def test_open_refuses_a_bomb_that_lies_about_its_size(opener: Opener) -> None:
    data = bytearray(archive(b" " * (60 << 20)))
    size = (60 << 20).to_bytes(4, "little")
    lie = (1000).to_bytes(4, "little")
    with pytest.raises(Refusal, match=r"另存为|炸弹"):
        opener.open(bytes(data.replace(size, lie)), "a.docx")


def test_open_refuses_expanding_entities(opener: Opener) -> None:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "x" * 10}">' for n in range(9))
    xml = f'<!DOCTYPE w [{entities}]><w:document xmlns:w="{NAMESPACE}"><w:body><w:p><w:r><w:t>&a8;</w:t></w:r></w:p></w:body></w:document>'
    with pytest.raises(Refusal, match="炸弹"):
        opener.open(archive(xml.encode()), "a.docx")


def test_open_survives_deeply_nested_documents(opener: Opener) -> None:
    deep = "<w:sdt>" * 5000 + "</w:sdt>" * 5000
    with pytest.raises(Refusal):
        opener.open(archive(f'<w:document xmlns:w="{NAMESPACE}"><w:body>{deep}</w:body></w:document>'.encode()), "a.docx")


@pytest.mark.parametrize("depth", [300, 100_000])
def test_open_refuses_a_page_nested_too_deeply_instead_of_reading_its_beginning(opener: Opener, depth: int) -> None:
    with pytest.raises(Refusal, match="网页过大或已损坏"):
        opener.open(f"<p>一、关于学习方面</p>{'<div>' * depth}（一）关于记录不全的问题{'</div>' * depth}".encode(), "a.html")


def test_open_reads_a_page_whose_marks_are_not_closed(opener: Opener) -> None:
    assert opener.open("<html><foo>一、关于学习方面<p>（一）关于&zz;记录<b>不全</i>的问题".encode(), "a.html").lines == (
        "一、关于学习方面", "（一）关于&zz;记录不全的问题",
    )  # fmt: skip


def test_open_reads_a_word_file_of_a_million_empty_paragraphs(opener: Opener) -> None:
    xml = f'<w:document xmlns:w="{NAMESPACE}"><w:body>{"<w:p/>" * 1_000_000}<w:p><w:r><w:t>一、标题</w:t></w:r></w:p></w:body></w:document>'
    assert [line for line in opener.open(archive(xml.encode()), "a.docx").lines if line] == ["一、标题"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes are made on POSIX systems only")
def test_open_does_not_wait_for_a_pipe_nor_read_a_device(opener: Opener, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "device.txt").symlink_to("/dev/zero")
    (tmp_path / "ring.txt").symlink_to(tmp_path / "ring.txt")
    for path in (tmp_path / "pipe.txt", tmp_path / "device.txt", tmp_path / "ring.txt", tmp_path / ("云" * 500)):
        with pytest.raises(Refusal):
            opener.open(path)


@pytest.mark.parametrize(
    "words", ["（" * 300_000, "1" * 300_000, "一、 " + " " * 300_000 + "x", "一二三四五六七八九十" * 30_000, "2023年3月1日至" * 30_000]
)
def test_one_line_of_any_length_is_checked_in_time(words: str) -> None:
    begun = time.process_time()
    check_notice(words)
    assert time.process_time() - begun < 5


def test_open_keeps_the_digest_of_the_bytes(opener: Opener) -> None:
    assert opener.open(b"abc", "a.txt").digest == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
