"""Words for people, from code that must also run where Django is not set up."""

from __future__ import annotations


def _(text: str) -> str:
    """Give `text` in the reader's language: through gettext when Django's settings are configured, else as it stands."""
    from django.conf import settings

    if not settings.configured:
        return text
    from django.utils.translation import gettext

    return gettext(text)
