"""Who is signed in, read with the unit that every page names."""

from typing import Any

from django.contrib.auth.backends import ModelBackend

from zhenggai.accounts.models import Person


class PersonBackend(ModelBackend):
    """Django's own way to sign in; a closed account is nobody at its next request."""

    def get_user(self, user_id: Any) -> Person | None:
        """The person of a session with their unit, in one query; None when there is none or the account is closed."""
        person = Person.objects.select_related("unit").filter(pk=user_id).first()
        return person if person and self.user_can_authenticate(person) else None
