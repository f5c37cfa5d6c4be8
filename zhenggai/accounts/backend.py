"""Who is signed in, read with the unit that every page names and the roles that every page asks for."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.utils import timezone

from zhenggai.accounts.models import Person
from zhenggai.accounts.queries import person_holding


class PersonBackend(ModelBackend):
    """Django's own way to sign in; a closed account is nobody at its next request."""

    def get_user(self, user_id: Any) -> Person | None:
        """The person of a session with their unit and roles, in one query; None when there is none or the account is closed."""
        person = person_holding(user_id, timezone.localdate())
        return person if person and self.user_can_authenticate(person) else None
