"""What may be the name of a unit, a person or an account. Pure."""

import re
import unicodedata

from zhenggai.core.words import _

# Control and format characters, halves of a pair, line and paragraph separators: none is part of a name, and a mark that turns the
# writing round makes a name look like another. Private use stays: rare characters of Chinese names live there.
UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
USERNAME = re.compile(r"[\w.@-]{2,60}")


def name_problem(text: str, limit: int) -> str | None:
    """Why `text` is no name of at most `limit` characters, in words; None when it is one."""
    if not text.strip():
        return _("请填写。")
    if len(text) > limit:
        return _("有 %(n)d 个字，超过 %(limit)d 个字的上限。") % {"n": len(text), "limit": limit}
    if any(unicodedata.category(character) in UNSEEN for character in text):
        return _("含有看不见的控制字符，请删去后重新输入。")
    return None


def says_nothing(text: str) -> bool:
    """Whether nothing of `text` can be seen: it is empty, blanks, or marks that show as nothing."""
    return all(character.isspace() or unicodedata.category(character) in UNSEEN for character in text)


def username_of(text: str) -> str:
    """A user name as it is kept and looked up: one form of each character (NFKC), small letters, no spaces around it."""
    return unicodedata.normalize("NFKC", text).strip().lower()


def username_problem(text: str) -> str | None:
    """Why `text` is no user name, in words; None when it is one."""
    if USERNAME.fullmatch(text):
        return None
    return _("用户名须为 2 至 60 个汉字、字母、数字或 . - _ @，不含空格。")
