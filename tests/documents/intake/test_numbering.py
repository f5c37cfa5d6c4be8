"""Word's automatic numbers are read as if they had been typed."""

import io
import zipfile
from collections.abc import Iterator, Sequence

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from zhenggai.documents.domain.reading import read_notice
from zhenggai.documents.intake.docx import paragraphs
from zhenggai.documents.intake.numerals import written
from zhenggai.documents.intake.opening import Opener

Level = tuple[str, str]
NOTICE: tuple[Level, ...] = (("chineseCountingThousand", "%1、"), ("japaneseCounting", "（%2）"), ("decimal", "%3."))
LINES: tuple[tuple[int | None, str], ...] = (
    (None, "中共云岭市图书馆总支部委员会关于巡察整改情况的通报"),
    (None, "2023年3月6日至4月28日，市委第二巡察组对市图书馆党总支开展了巡察。2023年6月2日，反馈了2个方面4个问题。"),
    (0, "整改组织情况"),
    (None, "总支召开会议3次。"),
    (0, "反馈问题整改情况"),
    (1, "政治建设方面"),
    (2, "关于学习计划不落实的问题。一是补学。二是按月检查。"),
    (2, "关于阵地管理不严的问题。清理展板9块。"),
    (1, "业务工作方面"),
    (2, "关于图书采购不规范的问题。公开招标。"),
    (2, "关于闭馆过早的问题。延长至晚九点。"),
)


def level_xml(at: int, form: str, text: str, extra: str = "") -> str:
    return f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{extra}<w:lvlText w:val="{text}"/></w:lvl>'


class Word:
    """A Word file under construction, with lists of its own."""

    def __init__(self) -> None:
        self.made = Document()
        self.numbering = self.made.part.numbering_part.element
        for child in list(self.numbering):
            self.numbering.remove(child)

    def abstract(self, number: int, inside: str) -> None:
        self.numbering.append(parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">{inside}</w:abstractNum>'))

    def num(self, number: int, abstract: int, inside: str = "") -> None:
        xml = f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>{inside}</w:num>'
        self.numbering.append(parse_xml(xml))

    def define(self, levels: Sequence[Level], number: int = 1) -> None:
        self.abstract(number, "".join(level_xml(at, form, text) for at, (form, text) in enumerate(levels)))
        self.num(number, number)

    def add(self, text: str, level: int | str | None = None, number: int | str | None = 1, style: str | None = None) -> None:
        paragraph = self.made.add_paragraph(text, style=style)
        if level is not None or style is None:
            places = "" if level is None else f'<w:ilvl w:val="{level}"/><w:numId w:val="{number}"/>'
            if places:
                paragraph._p.get_or_add_pPr().append(parse_xml(f"<w:numPr {nsdecls('w')}>{places}</w:numPr>"))

    def style(self, name: str, inside: str, based_on: str | None = None) -> None:
        style = self.made.styles.add_style(name, 1)
        style.element.get_or_add_pPr().append(parse_xml(f"<w:numPr {nsdecls('w')}>{inside}</w:numPr>"))
        if based_on:
            style.element.append(parse_xml(f'<w:basedOn {nsdecls("w")} w:val="{based_on}"/>'))

    def data(self) -> bytes:
        file = io.BytesIO()
        self.made.save(file)
        return file.getvalue()

    def read(self) -> list[str]:
        return paragraphs(self.data())


@pytest.fixture
def word() -> Word:
    return Word()


@pytest.fixture(scope="module")
def opener() -> Iterator[Opener]:
    with Opener() as opened:
        yield opened


def test_numbered_notice_reads_like_its_typed_twin(word: Word, opener: Opener) -> None:
    word.define(NOTICE)
    for level, text in LINES:
        word.add(text, level)
    typed = "\n".join(opener.open(word.data(), "a.docx").lines)
    assert [line.split("关于")[0] for line in typed.splitlines()[6:11]] == ["1.", "2.", "（二）业务工作方面", "1.", "2."]
    notice = read_notice(typed)
    assert [finding.aspect for finding in notice.findings] == ["政治建设方面"] * 2 + ["业务工作方面"] * 2
    assert notice.warnings == ()


@pytest.mark.parametrize(
    ("form", "text", "labels"),
    [
        ("decimal", "%1、", ["1、", "2、", "11、"]),
        ("decimalZero", "%1.", ["01.", "02.", "11."]),
        ("chineseCounting", "（%1）", ["（一）", "（二）", "（十一）"]),
        ("chineseCountingThousand", "%1、", ["一、", "二、", "十一、"]),
        ("ideographDigital", "%1、", ["一、", "二、", "一一、"]),
        ("japaneseCounting", "第%1部分、", ["第一部分、", "第二部分、", "第十一部分、"]),
        ("decimalEnclosedCircle", "%1", ["①", "②", "⑪"]),
        ("decimalEnclosedCircleChinese", "%1", ["①", "②", "⑪"]),
        ("decimalFullWidth", "%1．", ["１．", "２．", "１１．"]),
        ("upperRoman", "%1.", ["I.", "II.", "XI."]),
        ("lowerLetter", "%1)", ["a)", "b)", "k)"]),
        ("chineseLegalSimplified", "%1、", ["壹、", "贰、", "壹拾壹、"]),
        ("decimal", "问题%1：", ["问题1：", "问题2：", "问题11："]),
        ("decimal", "%1", ["1 ", "2 ", "11 "]),
        ("bullet", "●", ["", "", ""]),
        ("none", "", ["", "", ""]),
    ],
)
def test_number_is_written_in_its_form(word: Word, form: str, text: str, labels: list[str]) -> None:
    word.define([(form, text)])
    for _count in range(11):
        word.add("条", 0)
    lines = word.read()
    assert [lines[0], lines[1], lines[10]] == [f"{label}条" for label in labels]


@pytest.mark.parametrize(
    ("value", "form", "signs"),
    [
        (0, "chineseCounting", "〇"),
        (10, "chineseCounting", "十"),
        (20, "japaneseCounting", "二十"),
        (105, "chineseCountingThousand", "一百零五"),
        (110, "chineseCountingThousand", "一百一十"),
        (110, "japaneseCounting", "百十"),
        (105, "chineseCounting", "一〇五"),
        (10, "ideographDigital", "一〇"),
        (1001, "chineseCountingThousand", "一千零一"),
        (12010, "chineseCountingThousand", "一万二千零一十"),
        (21, "decimalEnclosedCircle", "21"),
        (3, "ideographTraditional", "丙"),
        (28, "lowerLetter", "bb"),
        (1994, "lowerRoman", "mcmxciv"),
        (5, "ordinalText", "5"),
        (3, "ideographEnclosedCircle", "㊂"),
    ],
)
def test_value_is_written_as_word_writes_it(value: int, form: str, signs: str) -> None:
    assert written(value, form) == signs


def test_lower_level_starts_again_below_a_higher_one(word: Word) -> None:
    word.define([("decimal", "%1."), ("decimal", "%1.%2")])
    for level in (0, 1, 1, 0, 1):
        word.add("条", level)
    assert word.read() == ["1.条", "1.1 条", "1.2 条", "2.条", "2.1 条"]


def test_level_that_never_restarts_runs_on(word: Word) -> None:
    word.abstract(1, level_xml(0, "decimal", "%1.") + level_xml(1, "decimal", "（%2）", '<w:lvlRestart w:val="0"/>'))
    word.num(1, 1)
    for level in (0, 1, 0, 1):
        word.add("条", level)
    assert word.read() == ["1.条", "（1）条", "2.条", "（2）条"]


def test_override_starts_a_list_again_once(word: Word) -> None:
    word.define([("decimal", "%1.")])
    word.num(2, 1, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>')
    for number in (1, 1, 2, 2):
        word.add("条", 0, number)
    assert word.read() == ["1.条", "2.条", "1.条", "2.条"]


def test_lists_of_one_abstract_list_count_on(word: Word) -> None:
    word.define([("decimal", "%1.")])
    word.num(2, 1)
    for number in (1, 1, 2):
        word.add("条", 0, number)
    assert word.read() == ["1.条", "2.条", "3.条"]


def test_override_may_change_the_form(word: Word) -> None:
    word.define([("decimal", "%1.")])
    word.num(2, 1, f'<w:lvlOverride w:ilvl="0">{level_xml(0, "chineseCounting", "%1、")}</w:lvlOverride>')
    word.add("条", 0, 2)
    assert word.read() == ["一、条"]


def test_style_numbers_its_paragraphs_at_the_level_that_names_it(word: Word) -> None:
    word.abstract(1, level_xml(0, "chineseCounting", "%1、") + level_xml(1, "chineseCounting", "（%2）", '<w:pStyle w:val="Second"/>'))
    word.num(1, 1)
    word.style("First", '<w:numId w:val="1"/>')
    word.style("Second", '<w:numId w:val="1"/>')
    word.style("Third", "", based_on="First")
    for style in ("First", "Second", "Second", "Third"):
        word.add("条", style=style)
    assert word.read() == ["一、条", "（一）条", "（二）条", "二、条"]


def test_paragraph_may_leave_the_list_of_its_style(word: Word) -> None:
    word.define([("decimal", "%1.")])
    word.style("First", '<w:numId w:val="1"/>')
    word.add("甲", style="First")
    word.add("乙", 0, 0, style="First")
    word.add("丙", style="First")
    assert word.read() == ["1.甲", "乙", "2.丙"]


def test_empty_numbered_paragraph_counts(word: Word) -> None:
    word.define([("decimal", "%1.")])
    for text in ("甲", "", "丙"):
        word.add(text, 0)
    assert word.read() == ["1.甲", "3.丙"]


def test_numbers_in_a_table_column_are_read(word: Word) -> None:
    word.define([("decimal", "%1")])
    table = word.made.add_table(rows=2, cols=2)
    for row in table.rows:
        row.cells[0].text, row.cells[1].text = "问题", "已完成"
        xml = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
        row.cells[0].paragraphs[0]._p.get_or_add_pPr().append(parse_xml(xml))
    assert word.read() == ["1 问题  已完成", "2 问题  已完成"]


def test_table_within_a_table_is_read_once(word: Word) -> None:
    outer = word.made.add_table(rows=1, cols=1)
    outer.rows[0].cells[0].add_table(rows=1, cols=1).rows[0].cells[0].text = "内"
    assert word.read() == ["内"]


@pytest.mark.parametrize(("level", "number"), [(99, 1), (4_000_000_000, 1), (-1, 1), ("x", 1), (0, 77), (0, -3), (0, "x"), (8, 1)])
def test_impossible_place_in_a_list_leaves_the_text(word: Word, level: int | str, number: int | str) -> None:
    word.define([("decimal", "%1.")])
    word.add("条", level, number)
    assert word.read()[0].endswith("条")


def test_styles_based_on_each_other_end(word: Word) -> None:
    word.define([("decimal", "%1.")])
    word.made.styles.add_style("First", 1).element.append(parse_xml(f'<w:basedOn {nsdecls("w")} w:val="Second"/>'))
    word.made.styles.add_style("Second", 1).element.append(parse_xml(f'<w:basedOn {nsdecls("w")} w:val="First"/>'))
    word.add("条", style="First")
    assert word.read() == ["条"]


def test_list_styles_linked_to_each_other_end(word: Word) -> None:
    word.abstract(1, '<w:numStyleLink w:val="Linked"/>')
    word.num(1, 1)
    word.style("Linked", '<w:numId w:val="1"/>')
    word.add("条", 0)
    assert word.read() == ["条"]


def test_list_linked_to_a_style_takes_its_levels(word: Word) -> None:
    word.abstract(1, '<w:numStyleLink w:val="Linked"/>')
    word.abstract(2, level_xml(0, "chineseCounting", "%1、"))
    word.num(1, 1)
    word.num(2, 2)
    word.style("Linked", '<w:numId w:val="2"/>')
    word.add("条", 0)
    assert word.read() == ["一、条"]


def test_absurd_numbers_are_bounded(word: Word) -> None:
    start = '<w:start w:val="99999999999999999999"/>'
    word.abstract(1, f'<w:lvl w:ilvl="0">{start}<w:numFmt w:val="lowerLetter"/><w:lvlText w:val="{"%1" * 5000}"/></w:lvl>')
    word.num(1, 1)
    word.add("条", 0)
    assert len(word.read()[0]) < 50


@pytest.mark.parametrize("part", ["word/numbering.xml", "word/styles.xml"])
def test_damaged_side_part_leaves_the_text(word: Word, part: str) -> None:
    word.define([("decimal", "%1.")])
    word.add("条", 0)
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word.data())) as old, zipfile.ZipFile(file, "w") as new:
        for entry in old.infolist():
            new.writestr(entry.filename, b"<w:broken" if entry.filename == part else old.read(entry))
    assert paragraphs(file.getvalue())[0].endswith("条")


def test_number_of_a_deleted_list_is_no_number(word: Word) -> None:
    word.add("条", 0)
    assert qn("w:num") not in [child.tag for child in word.numbering]
    assert word.read() == ["条"]
