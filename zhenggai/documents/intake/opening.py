"""A file, whatever it is, to the lines of its text or to a refusal in words."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from zhenggai.core.confined import Confined, Died, Failed, Limits
from zhenggai.core.refusal import Refusal
from zhenggai.core.words import _
from zhenggai.documents.intake.decoding import decode, kind_of

LIMIT = 20 << 20
"""Bytes a file may have."""
LONGEST = 2_000_000
"""Characters its text may have: reading takes time and memory by the character, and no notice is a hundredth as long."""
_OLD = frozenset({".doc", ".wps", ".pdf", ".rtf", ".ofd", ".et", ".xls", ".xlsx"})
_PAGES = frozenset({".html", ".htm", ".shtml", ".xhtml", ".mht"})


@dataclass(frozen=True, slots=True)
class Text:
    """A text that was taken in: its lines (of a .docx its paragraphs), the SHA-256 of the file's bytes, and the encoding found."""

    lines: tuple[str, ...]
    digest: str
    encoding: str


class Opener:
    """Opens files one after the other; Word files and pages are parsed in one confined child that is kept between them."""

    def __init__(self, limit: int = LIMIT, limits: Limits | None = None, longest: int = LONGEST) -> None:
        self._limit = limit
        self._longest = longest
        self._child = Confined(limits)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._child.close()

    def open(self, source: Path | bytes, name: str | None = None) -> Text:
        """Give the text of a file, or of bytes that were uploaded under `name`. Raises `Refusal`."""
        data = self._bytes(source)
        suffix = Path(name or (source.name if isinstance(source, Path) else "")).suffix.lower()
        if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
            raise Refusal(_("文件是空的，没有可读的内容。"))
        digest = hashlib.sha256(data).hexdigest()
        lines, encoding = self._lines(data, suffix)
        if not any(line.strip() for line in lines):
            raise Refusal(_("文件里没有文字（可能只有图片）。请提供有文字的 .docx 或 .txt。"))
        length = sum(map(len, lines)) + len(lines)
        if length > self._longest:
            raise Refusal(
                _("文件里有 %(n)d 字，超过 %(limit)d 字的上限，不像一份通报。请只留下通报正文再试。")
                % {"n": length, "limit": self._longest}
            )
        return Text(lines, digest, encoding)

    def _bytes(self, source: Path | bytes) -> bytes:
        if isinstance(source, bytes):
            self._within(len(source))
            return source
        try:
            if not source.is_file():
                raise Refusal(_("不是文件。请给出通报文件的路径。") if source.exists() else _("找不到这个文件。请核对路径。"))
            self._within(source.stat().st_size)
            with source.open("rb") as file:
                data = file.read(self._limit + 1)
        except (OSError, ValueError) as error:
            raise Refusal(_("无法读取这个文件：%(why)s。") % {"why": getattr(error, "strerror", None) or error}) from None
        self._within(len(data))
        return data

    def _within(self, size: int) -> None:
        if size > self._limit:
            raise Refusal(
                _("文件有 %(size)d MB，超过 %(limit)d MB 的上限，没有读取。请去掉图片和附件后再试。")
                % {"size": size >> 20, "limit": self._limit >> 20}
            )

    def _lines(self, data: bytes, suffix: str) -> tuple[tuple[str, ...], str]:
        found = kind_of(data)
        if found == "ZIP" and suffix in ("", ".docx", ".docm", ".txt", ".doc", ".wps"):
            return self._word(data), "docx"
        if suffix in (".docx", ".docm"):
            raise Refusal(_("这不是 Word 的 .docx 文件（内容不是压缩包）。请在 Word 或 WPS 里打开原文，另存为 .docx。"))
        if suffix in _OLD or found:
            raise Refusal(self._old(suffix, found))
        text, encoding = decode(data)
        head = text[:2000].lstrip("\ufeff \t\r\n").lower()
        if suffix in _PAGES or head.startswith(("<!doctype html", "<html")):
            return self._page(text), encoding
        return tuple(text.replace("\r\n", "\n").replace("\r", "\n").split("\n")), encoding

    @staticmethod
    def _old(suffix: str, found: str | None) -> str:
        kind = found or suffix.lstrip(".")
        if suffix == ".pdf" or found == "PDF":
            return _("不直接读 PDF。请用 WPS 或 Word 打开它，“另存为”选 .docx（扫描件须先作文字识别），再试一次。")
        if suffix in (".doc", ".wps", ".rtf") or found in ("Word 97-2003 / WPS", "RTF"):
            return _("不直接读 .%(kind)s。请用 WPS 或 Word 打开它，“文件”→“另存为”，类型选“Word 文档（*.docx）”，再试一次。") % {
                "kind": suffix.lstrip(".") or "doc"
            }
        return _("这是 %(kind)s 文件，不是通报的文字。请提供 .txt、.docx 或 .html 文件。") % {"kind": kind}

    def _word(self, data: bytes) -> tuple[str, ...]:
        try:
            lines = self._child.call("zhenggai.documents.intake.docx:paragraphs", data)
        except Died as died:
            raise Refusal(_("%(why)s这个 .docx 不正常，没有读取。请在 Word 里打开后另存一份再试。") % {"why": died}) from None
        except Failed as failed:
            if failed.kind == "Bomb":
                raise Refusal(_("这个 .docx 解压后过大或含有实体展开，像是压缩炸弹，没有读取。")) from None
            raise Refusal(_("这不是完整的 Word .docx 文件（可能没有传完，或只是改了扩展名）。请在 Word 或 WPS 里另存为 .docx。")) from None
        return tuple(lines)

    def _page(self, text: str) -> tuple[str, ...]:
        try:
            return tuple(self._child.call("zhenggai.documents.intake.page:lines", text))
        except (Died, Failed) as error:
            words = str(error) if isinstance(error, Died) else ""
            raise Refusal(_("%(why)s这个网页过大或已损坏，没有读取。请只复制正文，存为 .txt 再试。") % {"why": words}) from None
