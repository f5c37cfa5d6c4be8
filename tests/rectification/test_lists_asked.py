"""What a reader may write into the address of the lists."""

from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Case


@pytest.mark.parametrize("asked", ["q=%00", "state=%00", "q=" + quote("'; --\\%_"), "page=-1", "aspect=" + "9" * 30, "sort=__class__"])
def test_no_address_breaks_the_lists(client: Client, case: Case, asked: str) -> None:
    client.force_login(case.district.liaison)
    assert client.get(f"{reverse('rectification:lists', args=[case.inspection.pk])}?{asked}").status_code == 200
