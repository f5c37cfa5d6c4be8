"""A paper as .docx: the page and the type of GB/T 9704-2012 (rules.md §3), by style of paragraph."""

import io
import re
import unicodedata
from dataclasses import dataclass

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph as WordParagraph

from zhenggai.documents.domain.paper import Paper, Style

THREE = 16.0  # 3号, in points
TWO = 22.0  # 2号
FOUR = 14.0  # 4号
LINE = 28.95  # 22 lines on 225 mm, in points
TITLE_WIDTH = 20  # characters of 2号 in a line of 156 mm
RIGHT = WD_ALIGN_PARAGRAPH.RIGHT


@dataclass(frozen=True)
class Type:
    """How a style is set: font, size in points, alignment, indents in characters of its own size, empty lines above and below it.

    One that `leads` never stands alone at the foot of a page.
    """

    font: str
    size: float = THREE
    align: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.JUSTIFY
    first: int = 2
    right: int = 0
    above: int = 0
    below: int = 0
    leads: bool = False


TYPES = {
    Style.TITLE: Type("方正小标宋简体", TWO, WD_ALIGN_PARAGRAPH.CENTER, first=0, below=1, leads=True),
    Style.LEVEL_1: Type("黑体", leads=True),
    Style.LEVEL_2: Type("楷体_GB2312", leads=True),
    Style.LEVEL_3: Type("仿宋_GB2312", leads=True),
    Style.LEVEL_4: Type("仿宋_GB2312", leads=True),
    Style.BODY: Type("仿宋_GB2312"),
    Style.SIGNATURE: Type("仿宋_GB2312", align=RIGHT, first=0, right=2, above=1, leads=True),
    Style.DATE: Type("仿宋_GB2312", align=RIGHT, first=0, right=4),
    Style.CODE: Type("仿宋_GB2312", FOUR, first=0, above=1),
}
WORDS_OF_TITLE = re.compile("关于|巡察|整改|落实|情况|的|党组|委员会|支部")
"""After these a line of a title may end."""


def word_file(paper: Paper) -> bytes:
    """The bytes of a .docx with the paper on A4 (margins 37/35/28/26 mm), one Word paragraph for each of its own."""
    document = Document()
    _speak_chinese(document)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = Mm(37), Mm(35), Mm(28), Mm(26)
    _number_pages(document, section)
    for paragraph in paper.paragraphs:
        _set(document.add_paragraph(), paragraph.text, TYPES[paragraph.style])
    _close(paper, document)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _set(paragraph: WordParagraph, text: str, type_: Type) -> None:
    _run(paragraph, text, type_)
    layout = paragraph.paragraph_format
    layout.alignment = type_.align
    layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(LINE)
    layout.space_before, layout.space_after = Pt(LINE * type_.above), Pt(LINE * type_.below)
    layout.first_line_indent = Pt(type_.size * type_.first)
    layout.right_indent = Pt(type_.size * type_.right)
    layout.keep_with_next = type_.leads
    if type_ is TYPES[Style.TITLE]:
        layout.left_indent = layout.right_indent = Pt(type_.size * (TITLE_WIDTH - _title_width(text)) / 2)


def _run(paragraph: WordParagraph, text: str, type_: Type) -> None:
    run = paragraph.add_run(text)
    run.font.name, run.font.size = type_.font, Pt(type_.size)
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), type_.font)


def _close(paper: Paper, document: WordDocument) -> None:
    """Set signer and date without a seal: the signer two characters from the right, the date beginning two further in than the signer.

    A date that would come nearer to the margin than two characters stays there, and the signer gives way.
    """
    last = {paragraph.style: (paragraph.text, made) for paragraph, made in zip(paper.paragraphs, document.paragraphs, strict=True)}
    if Style.SIGNATURE not in last or Style.DATE not in last:
        return
    (signer, signed), (day, dated) = last[Style.SIGNATURE], last[Style.DATE]
    longer = _width(signer) - _width(day)
    signed.paragraph_format.right_indent = Pt(THREE * max(2, 4 - longer))
    dated.paragraph_format.right_indent = Pt(THREE * max(2, longer))


def _title_width(title: str) -> float:
    """Characters a line of the title may have, so that its lines are of like length and no word is cut at a line's end."""
    if _width(title) <= TITLE_WIDTH:
        return TITLE_WIDTH
    lines = -(-_width(title) // TITLE_WIDTH)
    ends = {match.end() for match in WORDS_OF_TITLE.finditer(title)}
    even = -(-_width(title) // lines)
    return next((width for end in sorted(ends) if even <= (width := _width(title[:end])) <= TITLE_WIDTH), TITLE_WIDTH)


def _width(text: str) -> float:
    return sum(1 if unicodedata.east_asian_width(sign) in "WFA" else 0.5 for sign in text)


def _speak_chinese(document: WordDocument) -> None:
    """Name the language, by which a program places punctuation and chooses another font where this one is missing."""
    language = document.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    language.set(qn("w:val"), "zh-CN")
    language.set(qn("w:eastAsia"), "zh-CN")


def _number_pages(document: WordDocument, section: Section) -> None:
    """— 1 — in 4号, 7 mm below the text: on odd pages at the right, on even ones at the left, one character in."""
    document.settings.odd_and_even_pages_header_footer = True
    section.footer_distance = Mm(23)
    for footer, side in ((section.footer, WD_ALIGN_PARAGRAPH.RIGHT), (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT)):
        paragraph = footer.paragraphs[0]
        paragraph.alignment = side
        paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Pt(FOUR)
        for words in ("— ", "1", " —"):
            _run(paragraph, words, Type("宋体", FOUR))
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), "PAGE")
        number = paragraph.runs[1]._r
        number.addprevious(field)
        field.append(number)
