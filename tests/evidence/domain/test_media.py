"""What is kept as evidence, by content; what is refused, in words (design "Hostile files", the issue's "Bad input")."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cast import PDF as PDF_FILE
from tests.cast import packed
from zhenggai.core.refusal import Refusal
from zhenggai.evidence.domain import media
from zhenggai.evidence.domain.media import Media, clean_name, media_of

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
PNG_FILE = b"\x89PNG\r\n\x1a\n" + bytes(40)
DOCX = packed("[Content_Types].xml", "_rels/.rels", "word/document.xml")


class TestKnownContent:
    @pytest.mark.parametrize(
        ("content", "kind"),
        [
            (PDF_FILE, media.PDF),
            (PNG_FILE, media.PNG),
            (b"\xff\xd8\xff\xe0" + bytes(40), media.JPEG),
            (b"GIF89a" + bytes(40), media.GIF),
            (b"RIFF\x24\x00\x00\x00WEBPVP8 ", media.WEBP),
            (DOCX, media.WORD),
            (packed("[Content_Types].xml", "xl/workbook.xml"), media.EXCEL),
            (packed("[Content_Types].xml", "ppt/presentation.xml"), media.SLIDES),
            (packed("OFD.xml", "Doc_0/Document.xml"), media.OFD),
            (OLE, media.OLD_OFFICE),
            ("会议记录\n一是……".encode(), media.TEXT),
            ("会议记录\r\n一是……".encode("gb18030"), media.TEXT),
            ("\ufeff日期,金额\n".encode(), media.TEXT),
            ("𠮷野家与𡈽地".encode(), media.TEXT),
            ("བོད་ཡིག\n".encode(), media.TEXT),
        ],
        ids=[
            *("pdf", "png", "jpeg", "gif", "webp", "word", "excel", "slides", "ofd", "old office"),
            *("utf-8", "gb18030", "byte order mark", "four-byte characters", "tibetan"),
        ],
    )
    def test_is_told_by_its_content(self, content: bytes, kind: Media) -> None:
        assert media_of(content) == kind

    def test_a_picture_with_a_zip_behind_it_is_a_picture(self) -> None:
        """A file that is two things at once is kept and named by what it begins with, never by what else it could be."""
        assert media_of(PNG_FILE + DOCX) == media.PNG


class TestRefusedContent:
    @pytest.mark.parametrize(
        ("content", "words"),
        [
            (b"", "空的"),
            (b"<!DOCTYPE html><html></html>", "网页"),
            (b"\xef\xbb\xbf  \n<HTML>", "网页"),
            (b"<?xml version='1.0'?><svg onload='x()'/>", "网页"),
            (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "网页"),
            ("会议记录 <ScRiPt>alert(1)</script>".encode(), "网页"),
            (b"#!/bin/sh\nrm -rf /\n", "脚本"),
            (b"<?php echo 1;", "脚本"),
            (b"MZ" + bytes(200), "无法识别"),
            (b"\x7fELF" + bytes(200), "无法识别"),
            ("会议记录".encode("utf-16"), "无法识别"),
            (bytes(range(256)) * 4, "无法识别"),
            (packed("readme.txt"), "压缩包"),
            (packed("word/document.xml"), "压缩包"),
            (packed("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), "宏"),
            (packed("[Content_Types].xml", "xl/workbook.xml", "xl/VBAPROJECT.BIN"), "宏"),
            (DOCX[: len(DOCX) // 2], "不完整"),
            (b"PK\x03\x04", "不完整"),
        ],
        ids=[
            *("empty", "html", "html behind a mark", "svg as xml", "svg", "script inside text", "shell", "php", "windows program"),
            *("linux program", "utf-16", "binary", "zip", "half a word file", "macro", "macro in capitals", "cut short", "only the head"),
        ],
    )
    def test_is_refused_in_words(self, content: bytes, words: str) -> None:
        with pytest.raises(Refusal, match=words):
            media_of(content)

    def test_too_large_is_refused_by_its_size(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(media, "MAX_BYTES", 1024)
        with pytest.raises(Refusal, match="上限"):
            media_of(PDF_FILE + bytes(1024))

    def test_a_directory_without_end_is_refused_before_it_is_read(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(media, "MAX_MEMBERS", 10)
        with pytest.raises(Refusal, match="部件"):
            media_of(packed("[Content_Types].xml", *(f"word/{n}.xml" for n in range(20))))

    @given(st.integers(0, len(DOCX) - 1), st.binary(min_size=1, max_size=6))
    def test_an_office_file_damaged_anywhere_is_known_or_refused_never_a_crash(self, at: int, damage: bytes) -> None:
        with suppress(Refusal):
            media_of(DOCX[:at] + damage + DOCX[at + len(damage) :])

    @given(st.binary(max_size=200))
    def test_any_bytes_are_known_or_refused_never_a_crash(self, content: bytes) -> None:
        with suppress(Refusal):
            media_of(content)


class TestNames:
    @pytest.mark.parametrize(
        "name",
        [
            "会议纪要.pdf",
            "会议纪要.PDF",
            "关于2019.10.20会议的纪要.pdf",
            "没有扩展名",
            "𠮷野同志的说明.pdf",
            "扎西·བཀྲ་ཤིས།.pdf",
            "ئۇيغۇرچە.pdf",
            "v1.2.pdf",
            ".pdf",
            "发票（原件）😀.pdf",
        ],
    )
    def test_a_plain_name_is_kept(self, name: str) -> None:
        assert clean_name(name, media.PDF) == name

    def test_spaces_around_a_name_go(self) -> None:
        assert clean_name("  会议纪要.pdf ", media.PDF) == "会议纪要.pdf"

    def test_a_name_is_kept_in_composed_form(self) -> None:
        assert clean_name("e\u0301tat.pdf", media.PDF) == "\u00e9tat.pdf"

    @pytest.mark.parametrize("name", ["", "   ", "长" * 201])
    def test_no_name_or_one_too_long_is_refused(self, name: str) -> None:
        with pytest.raises(Refusal, match="1 至 200"):
            clean_name(name, media.PDF)

    @pytest.mark.parametrize("name", ["../../etc/passwd", "a/b.pdf", "C:\\Users\\a.pdf", "/a.pdf", "..", "."])
    def test_a_path_is_refused(self, name: str) -> None:
        with pytest.raises(Refusal, match="路径"):
            clean_name(name, media.PDF)

    @pytest.mark.parametrize(
        "name",
        ["会议\x00.pdf", "会议\n.pdf", "\u202efdp.exe", "会\u200b议.pdf", "会\u2028议.pdf", "会\ud800议.pdf", "\ufeff会议.pdf"],
        ids=["nul", "new line", "turned around", "zero width", "line separator", "half a pair", "byte order mark"],
    )
    def test_what_cannot_be_seen_is_refused(self, name: str) -> None:
        with pytest.raises(Refusal, match="控制字符"):
            clean_name(name, media.PDF)

    @pytest.mark.parametrize("name", ["发票.exe.pdf", "发票.pdf.exe", "发票.PDF.pdf", "a.html.pdf", "发票.exe .pdf", "a.b.js.pdf"])
    def test_two_known_endings_are_refused(self, name: str) -> None:
        with pytest.raises(Refusal, match="双重扩展名"):
            clean_name(name, media.PDF)

    @pytest.mark.parametrize(
        ("name", "kind"),
        [
            ("a.docx", media.PDF),
            ("a.exe", media.TEXT),
            ("a.pdf", media.WORD),
            ("a.html", media.TEXT),
            *(
                (name, media.TEXT)
                for name in ("b.hta", "c.xhtml", "e.wsf", "g.vbe", "h.reg", "i.url", "d.bat.", "d.bat. .", "e.scf", "a.pdf.hta")
            ),
        ],
    )
    def test_an_ending_that_belies_the_content_is_refused(self, name: str, kind: Media) -> None:
        with pytest.raises(Refusal, match="内容却是"):
            clean_name(name, kind)

    @given(st.text(max_size=250))
    def test_any_name_is_kept_or_refused_never_a_crash(self, name: str) -> None:
        try:
            kept = clean_name(name, media.PDF)
        except Refusal:
            return
        assert "/" not in kept
