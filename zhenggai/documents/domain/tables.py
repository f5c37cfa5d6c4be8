"""A table of problems (序号 反馈问题 整改措施 整改进展) as the lines that say the same in running text.

Taken from a page or a Word file a row is one line with its cells apart, or each cell is a line of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from zhenggai.documents.domain.labels import Kind, find_label
from zhenggai.documents.domain.lines import Line, line_of
from zhenggai.documents.domain.numerals import number

MAX_COLUMNS = 12
_GAP = re.compile(r"\s{2,}|[\t\u3000]\s*|\s*[|｜]\s*")
_NUMBERED = ("序号", "编号")
_UNTOLD = re.compile(r"备注|类别|分类|来源|\S{0,6}(?:领导|单位|部门|科室|时间|日期|人)")


def unfold(lines: list[Line]) -> list[Line]:
    """Give the lines with each row of a table of problems as lines of its own: 1.…, 整改措施：…, 整改进展：…"""
    result: list[Line] = []
    place = 0
    while place < len(lines):
        taken, rows = _wide(lines, place)
        if not rows:
            taken, rows = _tall(lines, place)
        result += rows or [lines[place]]
        place += taken if rows else 1
    return result


def _wide(lines: list[Line], place: int) -> tuple[int, list[Line]]:
    """A heading line with cells apart, and the rows after it that have as many."""
    heads = _cells(lines[place])
    if not _is_head(heads):
        return 0, []
    rows: list[Line] = []
    at = place + 1
    while at < len(lines) and len(cells := _cells(lines[at])) == len(heads):
        rows += _row(heads, cells, at - place, lines[at].number)
        at += 1
    return at - place, rows


def _tall(lines: list[Line], place: int) -> tuple[int, list[Line]]:
    """A heading cell a line, beginning with 序号; then rows of as many lines, each beginning with its number."""
    if lines[place].read not in _NUMBERED:
        return 0, []
    window = [line.shown for line in lines[place : place + MAX_COLUMNS]]
    width = next((at for at, cell in enumerate(window) if at and (number(cell) == 1 or not _names_column(cell))), 0)
    heads = window[:width]
    if not _is_head(heads):
        return 0, []
    rows: list[Line] = []
    at = place + width
    while at + width <= len(lines) and number(lines[at].read) == (at - place) // width:
        rows += _row(heads, [line.shown for line in lines[at : at + width]], (at - place) // width, lines[at].number)
        at += width
    return at - place, rows


def _cells(line: Line) -> list[str]:
    if len(line.shown) > 4000:
        return []
    return [cell for cell in _GAP.split(line.shown.strip("|｜ ")) if cell]


def _names_column(cell: str) -> bool:
    return len(cell) <= 12 and (cell in _NUMBERED or find_label(f"{cell}:") is not None or bool(_UNTOLD.fullmatch(cell)))


def _is_head(cells: Sequence[str]) -> bool:
    kinds = [label.kind for cell in cells if (label := find_label(f"{cell}:"))]
    known = all(_names_column(cell) for cell in cells)
    return 3 <= len(cells) <= MAX_COLUMNS and known and kinds.count(Kind.PROBLEM) == 1 and (Kind.WORK in kinds or Kind.STATE in kinds)


def _row(heads: Sequence[str], cells: Sequence[str], count: int, source: int) -> list[Line]:
    told: list[Line] = []
    problem = ""
    for head, cell in zip(heads, cells, strict=True):
        label = find_label(f"{head}:")
        if head in _NUMBERED:
            count = number(cell) or count
        elif label and label.kind is Kind.PROBLEM:
            problem = cell
        else:
            told.append(line_of(source, f"{head}：{cell}"))
    return [line_of(source, f"{count}.{problem}"), *told]
