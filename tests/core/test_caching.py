"""Nothing of a page is kept: Back after signing out shows nobody's work, and no shared disk holds evidence."""

from contextlib import closing

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Case
from zhenggai.rectification.models import Attachment

NOTHING = "private, no-store"


@pytest.mark.parametrize("name", ["insight:workbench", "insight:cases", "documents:check"])
def test_no_page_is_kept(client: Client, case: Case, name: str) -> None:
    client.force_login(case.district.owner)
    assert client.get(reverse(name))["Cache-Control"] == NOTHING


def test_no_evidence_is_kept(client: Client, case: Case) -> None:
    case.measure_at("working")
    client.force_login(case.district.owner)
    assert client.get(reverse("rectification:evidence", args=[Attachment.objects.get().pk]))["Cache-Control"] == NOTHING


@pytest.mark.parametrize("path", ["/", "/nothing/here/"])
def test_no_answer_to_a_stranger_is_kept(client: Client, db: None, path: str) -> None:
    assert client.get(path)["Cache-Control"] == NOTHING


def test_static_files_are_kept(client: Client, db: None) -> None:
    with closing(client.get("/static/zhenggai/zhenggai.css")) as answer:
        assert (answer.status_code, "no-store" in answer["Cache-Control"]) == (200, False)
