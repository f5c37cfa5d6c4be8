"""How much one request may bring, so that nobody fills the disk before a form is even looked at."""

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler

# Bytes. Five times what any form takes: who is only a little over is answered by the form, in its own words.
MOST = 512 * 1024 * 1024


class Bounded(FileUploadHandler):
    """Refuses the whole request by its announced length; Django reads no more of it than was announced."""

    def handle_raw_input(self, input_data: Any, META: Any, content_length: int, boundary: Any, encoding: Any = None) -> None:  # noqa: N803
        """Raises RequestDataTooBig before a byte is kept."""
        if content_length > MOST:
            raise RequestDataTooBig("Request body exceeded zhenggai.core.uploads.MOST.")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Passes the chunk on."""
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leaves the file to the next handler."""
