"""Small files of each kind for the demo's evidence, made from their titles: text, PDF, picture, Word. Fictional, and no two alike."""

import hashlib
import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from datetime import date
from xml.sax.saxutils import escape

FICTION = "（演示材料，内容虚构）"
OFFICE = "http://schemas.openxmlformats.org"
WORD_FRAME = {
    "[Content_Types].xml": (
        f'<?xml version="1.0" encoding="UTF-8"?><Types xmlns="{OFFICE}/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/word/document.xml"'
        ' ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="{OFFICE}/package/2006/relationships"><Relationship Id="rId1"'
        f' Type="{OFFICE}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'
    ),
}


def text_file(title: str, unit: str, day: date) -> bytes:
    """A plain text in UTF-8."""
    return f"{title}\n\n单位：{unit}\n日期：{day.isoformat()}\n\n{FICTION}\n".encode()


def word_file(title: str, unit: str, day: date) -> bytes:
    """A one-page .docx of the three parts such a file must have; a template of python-docx would take thirty times as long."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in {**WORD_FRAME, "word/document.xml": _word_body([title, f"{unit}　{day.isoformat()}", FICTION])}.items():
            package.writestr(zipfile.ZipInfo(name, (day.year, day.month, day.day, 9, 0, 0)), content)
    return stream.getvalue()


def picture(title: str, unit: str, day: date) -> bytes:
    """A PNG of 64 × 48 coloured fields that only this title, unit and day give."""
    seed = hashlib.sha256(f"{title}{unit}{day}".encode()).digest()
    rows = b"".join(b"\0" + bytes(seed[(x // 8 + y // 8 * 3 + c) % 32] for x in range(64) for c in range(3)) for y in range(48))
    header = struct.pack(">IIBBBBB", 64, 48, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(rows)) + _chunk(b"IEND", b"")


def pdf_file(title: str, unit: str, day: date) -> bytes:
    """A one-page PDF whose text is set in the reader's own Chinese font."""
    lines = [title, f"{unit} {day.isoformat()}", FICTION]
    shown = b" T* ".join(b"<" + line.encode("utf-16-be").hex().encode() + b"> Tj" for line in lines)
    stream = b"BT /F1 16 Tf 28 TL 72 760 Td " + shown + b" ET"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[6 0 R]>>",
        b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>>>",
    ]
    out, places = io.BytesIO(), []
    out.write(b"%PDF-1.4\n")
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj%s\nendobj\n" % (number, body))
    table = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table))
    return out.getvalue()


def _word_body(lines: list[str]) -> str:
    paragraphs = "".join(f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for line in lines)
    space = f"{OFFICE}/wordprocessingml/2006/main"
    return f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{space}"><w:body>{paragraphs}</w:body></w:document>'


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


MAKERS: dict[str, Callable[[str, str, date], bytes]] = {"txt": text_file, "pdf": pdf_file, "png": picture, "docx": word_file}
