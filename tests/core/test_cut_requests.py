"""A request that breaks off half way is refused: its first part is not taken for all of it."""

import io
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIHandler

from zhenggai.core.uploads import whole_bodies

FORM = b"text=%E5%85%B3%E4%BA%8E&language=en"
FILE = (
    b'--X\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n' + b"a" * 32 + b"\r\n"
    b'--X\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nfirst half, second half\r\n--X--\r\n'
)


def answered(body: bytes, announced: int, media: str) -> str:
    """The status of what the application says to a form for which this body arrived."""
    told: list[str] = []
    environ: dict[str, Any] = {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": "/check/",
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "HTTP_HOST": "localhost",
        "HTTP_COOKIE": f"csrftoken={'a' * 32}",
        "HTTP_X_CSRFTOKEN": "a" * 32,
        "CONTENT_TYPE": media,
        "CONTENT_LENGTH": str(announced),
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": io.StringIO(),
    }
    whole_bodies(WSGIHandler())(environ, lambda status, headers, *rest: told.append(status))
    return told[0][:3]


KINDS = [(FORM, "application/x-www-form-urlencoded"), (FILE, "multipart/form-data; boundary=X")]


@pytest.mark.django_db
@pytest.mark.parametrize(("body", "media"), KINDS, ids=["form", "file"])
def test_what_arrived_whole_is_read(body: bytes, media: str) -> None:
    assert answered(body, len(body), media) == "200"


@pytest.mark.django_db
@pytest.mark.parametrize(("body", "media"), KINDS, ids=["form", "file"])
def test_what_broke_off_is_refused(body: bytes, media: str) -> None:
    assert answered(body[:-25], len(body), media) != "200"
