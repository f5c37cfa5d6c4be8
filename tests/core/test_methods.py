"""An address made for a button, opened by hand: a page in words."""

import pytest
from django.test import Client
from django.urls import reverse

pytestmark = pytest.mark.django_db


def test_an_address_for_a_button_answers_in_words(client: Client) -> None:
    answer = client.get(reverse("accounts:enter-demo"))
    assert (answer.status_code, answer["Allow"], "不能从地址进入" in answer.content.decode()) == (405, "POST", True)
