"""Whether the words kept beside an entry are the ones it was made with."""

from typing import Any, Final

from zhenggai.core.words import _
from zhenggai.ledger.domain.canon import digester, octets

MARK: Final = '{"sealed":"'  # quotes inside a JSON text are escaped, so this stands only where a sealed text begins
ERASE: Final = "words.erase"


class ErasedWords:
    """Stands in a parsed payload where words were erased."""


ERASED: Final = ErasedWords()


def open_words(changes: dict[str, Any], data: dict[str, Any], algorithm: str, field: str, salt: str, words: str | None) -> str | None:
    """Puts the words into an entry's changes or data in the place of their digest; `words` None means they were erased.

    Gives what is wrong in words, or None when digest and words agree.
    """
    head, _slash, name = field.rpartition("/")
    place = data if head == "data" else changes.get(head)
    try:
        closed = place[name]["sealed"]  # type: ignore[index]  # whatever it is, it is not what was written
    except (KeyError, TypeError):
        return _("字段 %(field)s 的文字在记录里没有摘要") % {"field": field}
    if words is None:
        place[name] = ERASED  # type: ignore[index]  # a place that holds a digest is a dict
        return None
    try:
        same = digester(algorithm)(octets(salt) + words.encode()).hexdigest() == closed
    except (ValueError, TypeError, AttributeError):
        same = False
    if not same:
        return _("字段 %(field)s 的文字与记录的摘要不符") % {"field": field}
    place[name] = words  # type: ignore[index]  # a place that holds a digest is a dict
    return None


def still_sealed(changes: dict[str, Any], data: dict[str, Any]) -> list[str]:
    """The fields whose digests have no words beside them, in order."""
    return sorted(
        f"{head}/{name}"
        for head, columns in {**changes, "data": data}.items()
        if isinstance(columns, dict)
        for name, value in columns.items()
        if isinstance(value, dict) and "sealed" in value
    )


def erased_by(data: dict[str, Any]) -> set[tuple[int, str]]:
    """The (sequence, field) that an entry with the verb ERASE answers for having erased."""
    try:
        return {(int(sequence), str(field)) for sequence, field in data["erased"]}
    except (KeyError, TypeError, ValueError):
        return set()
