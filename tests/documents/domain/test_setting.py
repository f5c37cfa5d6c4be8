"""Words as they are set on a paper."""

import pytest

from zhenggai.documents.domain.setting import set_heading, set_line, set_lines


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("  两 端 空白  ", "两 端 空白"),
        ("换\n行", "换 行"),
        ("不可见\u200b字\x07符\ufeff", "不可见字符"),
        ("<b>粗</b>", "＜b＞粗＜/b＞"),
        ("开着的<g 标记", "开着的＜g 标记"),
        ("甲&amp;乙", "甲＆amp;乙"),
        ("A&B公司", "A&B公司"),
        ("𠮷安路", "𠮷安路"),
    ],
)
def test_a_paragraph_becomes_one_line_and_loses_no_word(text: str, line: str) -> None:
    assert set_line(text) == line


def test_paragraphs_are_lines_and_empty_ones_are_left_out() -> None:
    assert set_lines("一是查。\r\n\r\n \u200b \n二是改。") == ["一是查。", "二是改。"]


@pytest.mark.parametrize(
    ("text", "heading"), [("学习不够。落实不力", "学习不够，落实不力"), ("台账（部分", "台账，部分"), ("台账（部分）", "台账（部分）")]
)
def test_nothing_inside_ends_a_heading_or_swallows_what_follows(text: str, heading: str) -> None:
    assert set_heading(text) == heading
