"""Whether the words kept beside an entry are the ones it was made with."""

from typing import Any, Final

from zhenggai.core.words import _
from zhenggai.ledger.domain.canon import seal

MARK: Final = '{"sealed":"'  # quotes inside a JSON text are escaped, so this stands only where a sealed text begins
ERASE: Final = "words.erase"


class ErasedWords:
    """Stands in a parsed payload where words were erased."""


ERASED: Final = ErasedWords()


def open_words(payload: dict[str, Any], field: str, salt: str, words: str | None) -> str | None:
    """Puts the words into the parsed payload in the place of their digest; `words` None means they were erased.

    Gives what is wrong in words, or None when digest and words agree.
    """
    head, _slash, name = field.rpartition("/")
    place = payload["data"] if head == "data" else payload["changes"].get(head)
    closed = place.get(name) if isinstance(place, dict) else None
    if not isinstance(closed, dict) or "sealed" not in closed:
        return _("字段 %(field)s 的文字在记录里没有摘要") % {"field": field}
    if words is None:
        place[name] = ERASED
        return None
    try:
        same = seal(payload["algorithm"], salt, words) == closed["sealed"]
    except ValueError:
        same = False
    if not same:
        return _("字段 %(field)s 的文字与记录的摘要不符") % {"field": field}
    place[name] = words
    return None


def still_sealed(payload: dict[str, Any]) -> list[str]:
    """The fields whose digests have no words beside them, in order."""
    places = {**payload["changes"], "data": payload["data"]}
    return sorted(
        f"{head}/{name}"
        for head, columns in places.items()
        for name, value in columns.items()
        if isinstance(value, dict) and "sealed" in value
    )


def erased_by(payload: dict[str, Any]) -> set[tuple[int, str]]:
    """The (sequence, field) that this entry answers for having erased."""
    if payload["verb"] != ERASE:
        return set()
    return {(int(sequence), str(field)) for sequence, field in payload["data"].get("erased", ())}
