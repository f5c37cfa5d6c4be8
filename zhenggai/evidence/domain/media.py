"""What a file is, by its content and never by its name, and whether it may be kept (design "Hostile files").

The list is an allow-list: what is not on it is refused in words. Nothing active (HTML, SVG, scripts, programs) is on it.
"""

import io
import re
import unicodedata
import zipfile
from dataclasses import dataclass

from zhenggai.core.marks import OFFICE, mark_of
from zhenggai.core.refusal import Refusal
from zhenggai.core.words import _

MAX_BYTES = 50 * 1024 * 1024
MAX_NAME = 200
# The longest beginning any signature below needs.
HEAD_BYTES = 4096
# An office file has some hundreds of members; a directory of millions costs seconds and gigabytes to read.
MAX_MEMBERS = 10_000
MEMBER = b"PK\x01\x02"


@dataclass(frozen=True)
class Media:
    """A kind of file: its media type, and the endings its name may carry."""

    type: str
    endings: frozenset[str]


def _media(type_: str, *endings: str) -> Media:
    return Media(type_, frozenset(endings))


PDF = _media("application/pdf", "pdf")
PNG = _media("image/png", "png")
JPEG = _media("image/jpeg", "jpg", "jpeg")
GIF = _media("image/gif", "gif")
WEBP = _media("image/webp", "webp")
TEXT = _media("text/plain", "txt", "csv", "md", "log")
WORD = _media(f"{OFFICE}.wordprocessingml.document", "docx")
EXCEL = _media(f"{OFFICE}.spreadsheetml.sheet", "xlsx")
SLIDES = _media(f"{OFFICE}.presentationml.presentation", "pptx")
OLD_OFFICE = _media("application/x-ole-storage", "doc", "xls", "ppt", "wps", "et", "dps")
OFD = _media("application/ofd", "ofd")

MEDIA: dict[str, Media] = {m.type: m for m in (PDF, PNG, JPEG, GIF, WEBP, TEXT, WORD, EXCEL, SLIDES, OLD_OFFICE, OFD)}
KNOWN_ENDINGS = frozenset(ending for media in MEDIA.values() for ending in media.endings) | {
    *("exe", "dll", "msi", "bat", "cmd", "com", "scr", "ps1", "vbs", "js", "sh", "py", "php", "jar", "apk"),
    *("html", "htm", "svg", "xml", "mht", "zip", "rar", "7z", "lnk", "iso", "docm", "xlsm", "pptm"),
}
# What a machine may take for the kind of a file: 会议.2 has no ending, 会议.hta has one.
ENDING = re.compile(r"(?=.*[a-z])[a-z0-9_~!-]{1,12}")
SIGNATURES: tuple[tuple[bytes, Media], ...] = (
    (b"%PDF-", PDF),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"\xff\xd8\xff", JPEG),
    (b"GIF87a", GIF),
    (b"GIF89a", GIF),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OLD_OFFICE),
)
ACTIVE = (b"<!doctype html", b"<html", b"<script", b"<svg", b"<?xml", b"<?php", b"#!")


def media_of(content: bytes) -> Media:
    """The kind of `content` (all its bytes). Raises Refusal, in words, when it is empty, too large or of no kind on the list."""
    if not content:
        raise Refusal(_("文件是空的，请重新选择。"))
    if len(content) > MAX_BYTES:
        raise Refusal(
            _("文件有 %(size)d MB，超过 %(limit)d MB 的上限，请压缩或分成几个文件。")
            % {"size": len(content) >> 20, "limit": MAX_BYTES >> 20}
        )
    head = content[:HEAD_BYTES]
    for signature, media in SIGNATURES:
        if head.startswith(signature):
            return media
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return WEBP
    if head.startswith(b"PK\x03\x04"):
        return _packed(content)
    return _text(content)


def clean_name(name: str, media: Media) -> str:
    """The name a file is kept under.

    Raises Refusal for a path, control characters, two known endings, or any ending that is not one of the content's.
    """
    name = unicodedata.normalize("NFC", name).strip()
    if name.strip("."):
        name = name.rstrip(". ")  # Windows drops them, so that a.bat. would be a program there
    if not name or len(name) > MAX_NAME:
        raise Refusal(_("文件名应为 1 至 %(limit)d 个字，请改名后再传。") % {"limit": MAX_NAME})
    if "/" in name or "\\" in name or name in (".", ".."):
        raise Refusal(_("文件名里带有路径（%(name)s），请改名后再传。") % {"name": name[:60]})
    if any(unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp") for char in name):
        raise Refusal(_("文件名里有看不见的控制字符，请改名后再传。"))
    pieces = [piece.strip() for piece in name.lower().split(".")[1:]]
    if len(pieces) >= 2 and pieces[-1] in KNOWN_ENDINGS and pieces[-2] in KNOWN_ENDINGS:
        raise Refusal(_("文件名带有双重扩展名（.%(one)s.%(two)s），请改名后再传。") % {"one": pieces[-2], "two": pieces[-1]})
    if pieces and ENDING.fullmatch(pieces[-1]) and pieces[-1] not in media.endings:
        raise Refusal(_("文件名是 .%(ending)s，内容却是 %(mark)s，请核对文件。") % {"ending": pieces[-1], "mark": mark_of(media.type)})
    return name


def _packed(content: bytes) -> Media:
    """Which of the zip-based formats this is, from the names in its directory alone: nothing is unpacked."""
    if content.count(MEMBER) > MAX_MEMBERS:
        raise Refusal(_("文件里的部件多得不正常，请重新导出后再传。"))
    try:
        names = zipfile.ZipFile(io.BytesIO(content)).namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise Refusal(_("文件不完整或已损坏，请重新导出后再传。")) from error
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise Refusal(_("文件里带有宏，请另存为不带宏的格式（.docx、.xlsx）后再传。"))
    for start, media in (("word/", WORD), ("xl/", EXCEL), ("ppt/", SLIDES)):
        if "[Content_Types].xml" in names and any(name.startswith(start) for name in names):
            return media
    if "OFD.xml" in names:
        return OFD
    raise Refusal(_("压缩包不能作为佐证材料，请解开后把里面的文件分别上传。"))


def _text(content: bytes) -> Media:
    low = content[:HEAD_BYTES].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if low.startswith(ACTIVE) or b"<script" in content[: HEAD_BYTES * 16].lower():
        raise Refusal(_("网页、脚本一类的文件不能作为佐证材料，请打印成 PDF 或截图后再传。"))
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not any(unicodedata.category(char) == "Cc" and char not in "\t\r\n\f" for char in text[:HEAD_BYTES]):
            return TEXT
    raise Refusal(_("无法识别这个文件的类型。可上传：PDF、图片、Word、Excel、PPT、WPS、OFD 和文本文件。"))
