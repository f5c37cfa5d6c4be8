"""What one request may bring."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from zhenggai.core import uploads


@pytest.fixture
def answer(client: Client, monkeypatch: pytest.MonkeyPatch) -> tuple[int, str]:
    monkeypatch.setattr(uploads, "MOST", 1000)
    said = client.post(reverse("documents:check"), {"file": SimpleUploadedFile("a.txt", b"a" * 1001)})
    return said.status_code, said.content.decode()


@pytest.mark.django_db
def test_a_request_larger_than_any_act_is_refused_in_words(answer: tuple[int, str]) -> None:
    assert (answer[0], "文件太大" in answer[1]) == (413, True)


@pytest.mark.django_db
def test_smaller_ones_pass(client: Client) -> None:
    assert client.post(reverse("documents:check"), {"file": SimpleUploadedFile("a.txt", "整改情况的通报".encode())}).status_code == 200
