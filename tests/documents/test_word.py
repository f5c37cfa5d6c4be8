"""A paper in Word is set as official documents are (rules.md §3), and reads as the text does."""

import io
from datetime import date

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph as WordParagraph

from tests.documents.opened import open_text
from zhenggai.documents.domain.notice_paper import chinese_date, notice_title
from zhenggai.documents.domain.paper import Paper, Paragraph, Style
from zhenggai.documents.word import THREE, TWO, word_file


def made(*paragraphs: tuple[Style, str]) -> WordDocument:
    return Document(io.BytesIO(word_file(Paper(tuple(Paragraph(style, text) for style, text in paragraphs)))))


def indents(document: WordDocument, size: float) -> list[float | None]:
    """Of each paragraph, the right indent in characters."""
    rights = [paragraph.paragraph_format.right_indent for paragraph in document.paragraphs]
    return [right and right.pt / size for right in rights]


@pytest.mark.parametrize(
    ("issuer", "line"),
    [
        ("澜州市档案馆党组", "澜州市档案馆党组关于巡察"),
        ("澜州市科学技术协会党组", "澜州市科学技术协会党组关于"),
        ("中共澜州市望澜区听涛街道工作委员会", "中共澜州市望澜区听涛街道工作委员会"),
    ],
)
def test_a_long_title_ends_its_first_line_after_a_word(issuer: str, line: str) -> None:
    (right,) = indents(made((Style.TITLE, notice_title(issuer))), TWO)
    assert 20 - 2 * (right or 0) == len(line)


def test_a_short_title_stands_in_one_line() -> None:
    assert indents(made((Style.TITLE, "整改通报")), TWO) == [0]


@pytest.mark.parametrize(
    ("signer", "day", "rights"),
    [
        ("澜州市科学技术协会党组", date(2019, 10, 20), [2, 4]),  # the date, 7 wide, begins two in from the signer, 11 wide
        ("市馆党组", date(2019, 10, 20), [7, 2]),  # a longer date stands at the margin, and the signer gives way
    ],
)
def test_the_date_begins_two_characters_in_from_the_signer(signer: str, day: date, rights: list[float]) -> None:
    assert indents(made((Style.SIGNATURE, signer), (Style.DATE, chinese_date(day))), THREE) == rights


def test_a_signer_without_a_date_stands_two_characters_in() -> None:
    assert indents(made((Style.SIGNATURE, "市馆党组")), THREE) == [2]


def test_a_heading_never_ends_a_page() -> None:
    document = made((Style.LEVEL_1, "一、"), (Style.LEVEL_4, "（1）"), (Style.BODY, "已办。"))
    assert [paragraph.paragraph_format.keep_with_next for paragraph in document.paragraphs] == [True, True, False]


def field(paragraph: WordParagraph) -> list[str | None]:
    return [simple.get(qn("w:instr")) for simple in paragraph._p.findall(qn("w:fldSimple"))]


def test_pages_are_numbered_on_their_outer_side() -> None:
    section = made((Style.BODY, "已办。")).sections[0]
    feet = [footer.paragraphs[0] for footer in (section.footer, section.even_page_footer)]
    sides = [(WD_ALIGN_PARAGRAPH.RIGHT, ["PAGE"]), (WD_ALIGN_PARAGRAPH.LEFT, ["PAGE"])]
    assert [(foot.alignment, field(foot)) for foot in feet] == sides


def test_the_number_of_a_page_is_not_read_as_text() -> None:
    paper = Paper((Paragraph(Style.TITLE, "整改通报"), Paragraph(Style.BODY, "已办。")))
    assert open_text(word_file(paper), "a.docx").lines == ("整改通报", "已办。")


def test_the_language_is_chinese() -> None:
    language = made((Style.BODY, "已办。")).styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    assert (language.get(qn("w:val")), language.get(qn("w:eastAsia"))) == ("zh-CN", "zh-CN")
