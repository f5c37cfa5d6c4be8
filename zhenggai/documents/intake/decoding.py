"""Bytes to text: UTF-8 with or without mark, UTF-16, GB18030, found by the bytes themselves and never by guessing a language."""

from __future__ import annotations

import codecs

from zhenggai.core.refusal import Refusal
from zhenggai.core.words import _

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_SAMPLE = 4096
_SIGNATURES = (
    (b"%PDF", "PDF"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Word 97-2003 / WPS"),
    (b"PK\x03\x04", "ZIP"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7z"),
    (b"\x1f\x8b", "gzip"),
    (b"{\\rtf", "RTF"),
    (b"\x7fELF", "ELF"),
    (b"MZ\x90", "EXE"),
)


def decode(data: bytes) -> tuple[str, str]:
    """Give the text and the name of its encoding. Raises `Refusal` for bytes that are no text, with the line and byte that are wrong."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _strictly(data, name), name.removesuffix("-sig")
    if wide := _unmarked_utf16(data):
        return _strictly(data, wide), wide
    if b"\x00" in data:
        raise Refusal(
            _("这不是文本文件（第 %(at)d 字节是二进制内容）。请提供 .txt、.docx 或 .html 文件。") % {"at": data.index(b"\x00") + 1}
        )
    return _narrow(data)


def kind_of(data: bytes) -> str | None:
    """Give the name of a well-known binary format, None when the bytes begin as none."""
    return next((name for mark, name in _SIGNATURES if data.startswith(mark)), None)


def _narrow(data: bytes) -> tuple[str, str]:
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        broken = error
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError as error:
        raise _broken(data, broken, error) from None
    if _mostly_utf8(data, broken) or not _plausible(text):
        raise _broken(data, broken, None)
    return text, "gb18030"


def _mostly_utf8(data: bytes, error: UnicodeDecodeError) -> bool:
    """Long runs of right UTF-8 before the fault: a damaged UTF-8 file, which GB18030 would read as nonsense."""
    good = data[: error.start]
    return sum(byte >= 0xE4 for byte in good) >= 8 or (error.end >= len(data) - 3 and any(byte >= 0xE4 for byte in good))


def _plausible(text: str) -> bool:
    """GB18030 takes almost any bytes; a Chinese text in it is made of common characters and signs, not of controls and private use."""
    sample = text[:20000]
    strange = sum(
        1 for char in sample if (char < " " and char not in "\t\n\r\x0c") or "\ue000" <= char <= "\uf8ff" or "\x7f" <= char <= "\x9f"
    )
    wide = sum(1 for char in sample if char > "\x7f")
    common = sum(
        1
        for char in sample
        if "\u4e00" <= char <= "\u9fff"
        or "\u3000" <= char <= "\u303f"
        or "\uff00" <= char <= "\uffef"
        or char in "“”‘’—…·〇①②③④⑤⑥⑦⑧⑨⑩→↑↓×℃"
    )
    return strange * 50 <= len(sample) and (wide == 0 or common * 10 >= wide * 7)


def _unmarked_utf16(data: bytes) -> str | None:
    """UTF-16 without a mark: Chinese text has its line feeds and digits as one zero byte beside an ASCII one."""
    sample = data[: _SAMPLE & ~1]
    if len(data) % 2 or len(sample) < 4 or b"\x00" not in sample:
        return None
    for name, zero in (("utf-16-le", 1), ("utf-16-be", 0)):
        pairs = [sample[at : at + 2] for at in range(0, len(sample) - 1, 2)]
        ascii_pairs = sum(pair[zero] == 0 and (32 <= pair[1 - zero] < 127 or pair[1 - zero] in (9, 10, 13)) for pair in pairs)
        chinese = sum(0x4E <= pair[zero] <= 0x9F or pair[zero] in (0x30, 0xFF, 0x20) for pair in pairs)
        if ascii_pairs + chinese >= 0.9 * len(pairs) and b"\x00\x00" not in pairs:
            return name
    return None


def _strictly(data: bytes, name: str) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        raise _broken(data, error, None) from None


def _broken(data: bytes, error: UnicodeDecodeError, other: UnicodeDecodeError | None) -> Refusal:
    at = max(error.start, other.start) if other else error.start
    line = data.count(b"\n", 0, at) + 1
    if at >= len(data) - 4:
        return Refusal(_("文件在第 %(line)d 行（第 %(at)d 字节）中断，像是没有传完。请重新取得完整的文件。") % {"line": line, "at": at + 1})
    return Refusal(
        _("第 %(line)d 行（第 %(at)d 字节）的编码有误，既不是完整的 UTF-8，也不是 GB18030 或 UTF-16。请在记事本里“另存为”，编码选 UTF-8。")
        % {"line": line, "at": at + 1}
    )
