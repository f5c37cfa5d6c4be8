"""How many questions a page asks of the database."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from zhenggai.accounts.models import Person

MOST = 12  # whatever the page, and however many rows it shows (issue: bench pages)


def queries_of(client: Client, person: Person, path: str) -> int:
    """The queries of one page for somebody who is signed in, session and sign-in included. The page must be there."""
    client.force_login(person)
    with CaptureQueriesContext(connection) as asked:
        response = client.get(path)
    assert response.status_code == 200
    return len(asked)
