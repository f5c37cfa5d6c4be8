"""Words for people, from code that must also run where Django is not set up."""

from __future__ import annotations


def _(text: str) -> str:
    """Give `text` in the reader's language: through gettext when Django's settings are configured, else as it stands."""
    from django.conf import settings

    if not settings.configured:
        return text
    from django.utils.translation import gettext

    return gettext(text)


def ngettext(one: str, more: str, number: int) -> str:
    """Give `one` or `more`, as `number` has it in the reader's language."""
    from django.conf import settings

    if not settings.configured:
        return one if number == 1 else more
    from django.utils.translation import ngettext

    return ngettext(one, more, number)


def gettext_noop(text: str) -> str:
    """Mark `text` for the catalogue where it stands; `_` gives it in the reader's language where it is shown."""
    return text
