"""The measures in a finding's text: 一是… 二是…, or numbered parts, or the whole text as one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from zhenggai.documents.domain.headings import Heading, Piece
from zhenggai.documents.domain.numerals import number

ORDINAL = re.compile(r"(?:(?<=[。;:,、!?”》)\s\]】])|^)(?P<n>[一二三四五六七八九十]{1,3})是(?=\S)")


_SIGNS = re.compile(r"(?:(?<=[。;:,、])|^)(?:(?P<circle>[①-⑳])|[(](?P<round>\d{1,2})[)]|(?P<plain>\d{1,2})[.、](?!\d))")


@dataclass(frozen=True, slots=True)
class Ordinal:
    """一是, 二是 … where it stands."""

    value: int
    piece: Piece
    start: int


def ordinals(pieces: list[Piece]) -> list[Ordinal]:
    """Find 一是, 二是 … in order."""
    found = []
    for piece in pieces:
        read = piece.read
        if "是" not in read:
            continue
        for match in ORDINAL.finditer(read):
            value = number(match["n"])
            if value:
                found.append(Ordinal(value, piece, match.start()))
    return found


def enumerated(pieces: list[Piece]) -> list[Ordinal]:
    """Find a run of ①②③ or (1)(2)(3) within the text: numbers from 1 on, each following the last."""
    found: list[Ordinal] = []
    for piece in pieces:
        for match in _SIGNS.finditer(piece.read):
            value = number(match[match.lastgroup or 0])
            if value == len(found) + 1:
                found.append(Ordinal(value, piece, match.start()))
    return found if len(found) >= 2 else []


def own_pieces(heading: Heading) -> list[Piece]:
    """Give the text below the heading in order, with that of what is numbered below it."""
    pieces = list(heading.pieces)
    for child in heading.children:
        if child.line:
            pieces.append(Piece(child.line))
            pieces += [piece for piece in own_pieces(child) if piece.line is not child.line]
    return sorted(pieces, key=lambda piece: piece.line.number)


def measures(heading: Heading, pieces: list[Piece]) -> tuple[str, ...]:
    """Give the measures in the finding's own text as written."""
    marks = ordinals(pieces)
    if len(marks) >= 2 or (marks and marks[0].value == 1):
        return _split(pieces, marks)
    numbered = [child for child in heading.children if child.line]
    if len(numbered) >= 2:
        return tuple(piece_text(own_pieces_of(child)) for child in numbered)
    if parts := enumerated(pieces):
        return _split(pieces, parts)
    whole = piece_text(pieces)
    return (whole,) if whole else ()


def own_pieces_of(heading: Heading) -> list[Piece]:
    """Give the heading's line and all that stands below it."""
    first = [Piece(heading.line)] if heading.line else []
    return first + [piece for piece in own_pieces(heading) if piece.line is not heading.line]


def piece_text(pieces: list[Piece]) -> str:
    """Give the pieces' text as in the source, a line for each."""
    return "\n".join(shown for piece in pieces if (shown := piece.shown))


def _split(pieces: list[Piece], marks: list[Ordinal]) -> tuple[str, ...]:
    parts: list[list[str]] = []
    order = {id(piece): place for place, piece in enumerate(pieces)}
    for this, after in zip(marks, [*marks[1:], None], strict=True):
        begin = order[id(this.piece)]
        end = order[id(after.piece)] if after else len(pieces) - 1
        part = []
        for place in range(begin, end + 1):
            piece = pieces[place]
            start = this.start if place == begin else 0
            stop = after.start if after and piece is after.piece else len(piece.read)
            part.append(piece.line.cut(piece.start + start, piece.start + stop))
        parts.append([words for words in part if words])
    return tuple("\n".join(part) for part in parts)
