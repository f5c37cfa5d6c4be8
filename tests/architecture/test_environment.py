"""The ground the tests stand on holds: own data, no network, strict templates."""

import os
import socket
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.template import engines


def test_the_data_folder_is_one_of_the_tests() -> None:
    assert Path(settings.ZHENGGAI_DATA).is_relative_to(os.environ["ZHENGGAI_TEST_HOME"])


def test_a_way_out_of_this_machine_fails_the_test() -> None:
    with socket.socket() as outward, pytest.raises(pytest.fail.Exception, match="outside of this machine"):
        outward.connect(("192.0.2.1", 80))


def test_an_undefined_template_variable_fails() -> None:
    template = engines["django"].from_string("{{ nobody_gave_this }}")
    with pytest.raises(pytest.fail.Exception, match="nobody_gave_this"):
        template.render({})


@pytest.mark.django_db
def test_the_database_is_the_one_asked_for(pytestconfig: pytest.Config) -> None:
    expected = "postgresql" if pytestconfig.getoption("postgresql") else "sqlite"
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        assert cursor.fetchone() == (1,)
    assert connection.vendor == expected
