"""Two lists side by side: what was found (存在问题 1. 2. …), and after it what was done (整改情况 1. 2. …), matched by number."""

from __future__ import annotations

import re

from zhenggai.documents.domain.headings import Heading, Piece

_FOUND = re.compile(r"^(?:存在|反馈|具体|主要|发现|突出)*(?:的)?问题[。:]?$")
_DONE = re.compile(r"^(?:具体|主要)?整改(?:落实|进展|完成)?(?:情况|措施|举措|成效|结果)[。:]?$")


def pair(heading: Heading) -> None:
    """Put, below `heading` and all within it, what was done below the problem of the same number, in place of the two lists."""
    for child in heading.children:
        pair(child)
    lists = heading.children
    if len(lists) != 2 or not (_FOUND.match(lists[0].title) and _DONE.match(lists[1].title) and lists[0].children):
        return
    problems, works = lists[0].children, {_number(work): work for work in lists[1].children}
    if len(works) != len(lists[1].children) or not works.keys() <= {_number(problem) for problem in problems}:
        return
    for problem in problems:
        problem.parent = heading
        problem.worked = True
        if work := works.get(_number(problem)):
            problem.pieces += _text(work)
    heading.children = problems
    heading.pieces += lists[1].pieces


def _number(heading: Heading) -> int:
    return heading.marker.number if heading.marker else 0


def _text(work: Heading) -> list[Piece]:
    own = [Piece(work.line, work.marker.end)] if work.line and work.marker else []
    return own + [piece for piece in work.pieces if piece.line is not work.line]
