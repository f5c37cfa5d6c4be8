"""What a form leads to: its action, done in one gesture, or the words of the refusal beside the field they are about."""

from collections.abc import Callable
from typing import Any

from zhenggai.core.refusal import Refusal
from zhenggai.ledger.actions import gesture


def done(form: Any, action: Callable[..., object], **more: Any) -> bool:
    """Checks the form and does the action with its values; False when something is to be put right first."""
    if not form.is_valid():
        return False
    try:
        with gesture(source="web"):
            action(**form.values(), **more)
    except Refusal as refusal:
        refusal.tell(form)
        return False
    return True
