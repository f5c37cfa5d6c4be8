"""What one request may bring: not so much that it fills the disk before a form is even looked at, and nothing cut short on its way."""

from collections.abc import Callable, Iterable
from html import unescape
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler
from django.http.multipartparser import MultiPartParser

# Bytes. Five times what any form takes: who is only a little over is answered by the form, in its own words.
MOST = 512 * 1024 * 1024


class Parser(MultiPartParser):
    """Leaves a path in a file's name, for who takes the file to refuse in words. Cut off, `../../a.pdf` would quietly become `a.pdf`."""

    def sanitize_file_name(self, file_name: str) -> str | None:
        """The name as Django cleans it; one with a path keeps it, written with signs that Django's own files let through."""
        if "/" in (whole := unescape(file_name)) or "\\" in whole:
            return whole.replace("/", "\\")
        return super().sanitize_file_name(file_name)


class Bounded(FileUploadHandler):
    """Refuses the whole request by its announced length; Django reads no more of it than was announced. Has it parsed by `Parser`."""

    def handle_raw_input(self, input_data: Any, META: Any, content_length: int, boundary: Any, encoding: Any = None) -> Any:  # noqa: N803  # Django's name for it
        """Gives the fields and the files. Raises RequestDataTooBig before a byte is kept."""
        if content_length > MOST:
            raise RequestDataTooBig("Request body exceeded zhenggai.core.uploads.MOST.")
        others = [handler for handler in self.request.upload_handlers if handler is not self] if self.request else []
        return Parser(META, input_data, others, encoding).parse()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Passes the chunk on."""
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leaves the file to the next handler."""


class Whole:
    """The body of a request, which ends where it was announced to end: a connection that broke half way is no shorter file."""

    def __init__(self, body: Any, announced: int) -> None:
        self.body, self.left = body, announced

    def read(self, size: int = -1) -> bytes:
        """As many bytes as asked for, all by default. Raises OSError where the body ends too early; Django then refuses the request."""
        wanted = self.left if size < 0 else min(size, self.left)
        parts = []
        while wanted:
            parts.append(self._counted(self.body.read(wanted)))
            wanted -= len(parts[-1])
        return b"".join(parts)

    def readline(self, size: int = -1) -> bytes:
        """The same, to the end of a line."""
        wanted = self.left if size < 0 else min(size, self.left)
        return self._counted(self.body.readline(wanted)) if wanted else b""

    def _counted(self, part: bytes) -> bytes:
        if not part:
            raise OSError(f"The request broke off {self.left} bytes before its announced end.")
        self.left -= len(part)
        return part


def whole_bodies(answer: Callable[..., Iterable[bytes]]) -> Callable[..., Iterable[bytes]]:
    """A WSGI application that never takes the first part of a broken request for all of it."""

    def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        announced = environ.get("CONTENT_LENGTH") or ""
        if announced.isdecimal():
            environ["wsgi.input"] = Whole(environ["wsgi.input"], int(announced))
        return answer(environ, start_response)

    return application
