"""Words as they are set on a paper: nothing invisible, no break inside a paragraph, nothing that a reader would take for another part.

No word is lost: signs that would be read as markup or as the end of a heading become their neighbours (< ＜, 。 ，).
"""

import re
import unicodedata

from zhenggai.documents.domain.lines import clean

_UNSEEN = frozenset({"Cc", "Cf", "Cs"})
_MARKUP = str.maketrans("<>&()（）", "＜＞＆〔〕〔〕")
_BLANKS = re.compile(r"\s+")
_ENDS_INSIDE = re.compile(r"[。｡!！]")
_STRAY = re.compile(r"[(（\[［【〔][^()（）\[\]［］【】〔〕]*$")


def set_line(text: str) -> str:
    """One paragraph's words on one line. Words of a page's markup are set as words, never as markup."""
    line = "".join(_seen(char) for char in text)
    line = _BLANKS.sub(" ", line).strip()
    return line if "<" not in line and clean(line) == line else line.translate(_MARKUP)


def set_lines(text: str) -> list[str]:
    """The paragraphs of a text, each set as a line; empty ones are left out."""
    return [line for part in text.splitlines() if (line := set_line(part))]


def set_heading(text: str) -> str:
    """Words as part of a heading: a full stop inside would end it, a bracket left open would swallow what follows."""
    line = _ENDS_INSIDE.sub("，", set_line(text))
    return _STRAY.sub(lambda match: "，" + match[0][1:], line)


def _seen(char: str) -> str:
    if char in "\ufffe\uffff":
        return ""
    kind = unicodedata.category(char)
    return " " if char.isspace() else "" if kind in _UNSEEN else char
