"""The shape and the word of every state, so that none is told by colour alone (WCAG 1.4.1). Shapes are outlines in a box of 12 by 12."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

DISC = "M6 1a5 5 0 1 0 0 10A5 5 0 0 0 6 1z"
RING = f"{DISC}m0 1.6a3.4 3.4 0 1 1 0 6.8 3.4 3.4 0 0 1 0-6.8z"
CHECK = "M1.2 6.4l1.3-1.3 2.4 2.4L9.7 2.7 11 4 4.9 10.1z"

SHAPES = {
    "not_started": RING,
    "working": DISC,
    "submitted": f"{RING}M5.3 3.4h1.3v2.3l1.7 1-.65 1.1-2.35-1.4z",
    "verified": CHECK,
    "closed": f"{DISC}M3 6.2l.9-.9 1.5 1.5L8.2 4l.9.9-3.7 3.7z",
    "closed_not_done": "M2.3 1L6 4.7 9.7 1 11 2.3 7.3 6 11 9.7 9.7 11 6 7.3 2.3 11 1 9.7 4.7 6 1 2.3z",
    "standing": "M6 6C4.8 4.3 4 3.6 2.9 3.6a2.4 2.4 0 0 0 0 4.8C4 8.4 4.8 7.7 6 6s2-2.4 3.1-2.4a2.4 2.4 0 0 1 0 4.8C8 8.4 7.2 7.7 6 6z",
    "dropped": "M1.5 5.1h9v1.8h-9z",
    "preliminary": f"{DISC}m0 1.6a3.4 3.4 0 0 1 0 6.8z",
    "returned": "M4.7 1.2L.9 4.9l3.8 3.7V5.7h2.9a1.75 1.75 0 0 1 0 3.5H5v1.6h2.6a3.35 3.35 0 0 0 0-6.7H4.7z",
    "attested": "M1.4 6.3C1.4 4 2.7 2.5 4.7 2l.5 1.1C4.1 3.6 3.6 4.2 3.5 5h1.7v3.7H1.4z"
    + "m5.3 0c0-2.3 1.3-3.8 3.3-4.3l.5 1.1c-1.1.5-1.6 1.1-1.7 1.9h1.7v3.7H6.7z",
    "late": "M1 1.5h9.5V11z",
}


STATE_WORDS = {
    "not_started": gettext_noop("尚未启动"),
    "working": gettext_noop("整改中"),
    "submitted": gettext_noop("待审批销号"),
    "verified": gettext_noop("已核验"),
    "closed": gettext_noop("已销号"),
    "closed_not_done": gettext_noop("未整改销号"),
    "standing": gettext_noop("长期坚持"),
    "dropped": gettext_noop("已撤销"),
    "preliminary": gettext_noop("取得初步成效"),
    "returned": gettext_noop("退回补正"),
    "attested": gettext_noop("据通报"),
}


def state_word(key: str, *, measure: bool = False) -> str:
    """The word of a badge: a state of measure or finding, or the judgement or fact that stands in its place; an unknown key as it is.

    What was submitted waits for another act in a measure than in a finding, and is called by it.
    """
    if measure and key == "submitted":
        return _("待核验")
    return _(STATE_WORDS[key]) if key in STATE_WORDS else key
