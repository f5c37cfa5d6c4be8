"""A paper as .docx: the page and the type of GB/T 9704-2012 (rules.md §3), by style of paragraph."""

import io
from dataclasses import dataclass

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph as WordParagraph

from zhenggai.documents.domain.paper import Paper, Style

THREE = 16.0  # 3号, in points
TWO = 22.0  # 2号
FOUR = 14.0  # 4号
LINE = 28.95  # 22 lines on 225 mm, in points
RIGHT = WD_ALIGN_PARAGRAPH.RIGHT


@dataclass(frozen=True)
class Type:
    """How a style is set: font, size in points, alignment, first-line and right indent in characters of its own size."""

    font: str
    size: float = THREE
    align: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.JUSTIFY
    first: int = 2
    right: int = 0


TYPES = {
    Style.TITLE: Type("方正小标宋简体", TWO, WD_ALIGN_PARAGRAPH.CENTER, first=0),
    Style.LEVEL_1: Type("黑体"),
    Style.LEVEL_2: Type("楷体_GB2312"),
    Style.LEVEL_3: Type("仿宋_GB2312"),
    Style.LEVEL_4: Type("仿宋_GB2312"),
    Style.BODY: Type("仿宋_GB2312"),
    Style.SIGNATURE: Type("仿宋_GB2312", align=RIGHT, first=0, right=2),
    Style.DATE: Type("仿宋_GB2312", align=RIGHT, first=0, right=4),
    Style.CODE: Type("仿宋_GB2312", FOUR, first=0),
}


def word_file(paper: Paper) -> bytes:
    """The bytes of a .docx with the paper on A4 (margins 37/35/28/26 mm), one Word paragraph for each of its own."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = Mm(37), Mm(35), Mm(28), Mm(26)
    for paragraph in paper.paragraphs:
        _set(document.add_paragraph(), paragraph.text, TYPES[paragraph.style])
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _set(paragraph: WordParagraph, text: str, type_: Type) -> None:
    run = paragraph.add_run(text)
    run.font.name, run.font.size = type_.font, Pt(type_.size)
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), type_.font)
    layout = paragraph.paragraph_format
    layout.alignment = type_.align
    layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(LINE)
    layout.space_before = layout.space_after = Pt(0)
    layout.first_line_indent = Pt(type_.size * type_.first)
    layout.right_indent = Pt(type_.size * type_.right)
