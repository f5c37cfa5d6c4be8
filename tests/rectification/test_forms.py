"""What a form takes before an action sees it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.forms import ValidationError

from zhenggai.rectification.forms import FilesField


def sized(megabytes: int) -> SimpleUploadedFile:
    file = SimpleUploadedFile("a.pdf", b"%PDF-1.7")
    file.size = megabytes << 20
    return file


def test_files_within_the_limit_together_are_taken() -> None:
    assert len(FilesField().clean([sized(49), sized(49)])) == 2


@pytest.mark.parametrize("files", [[sized(300)], [sized(49), sized(49), sized(49)]])
def test_files_too_large_together_are_refused_before_they_are_read(files: list[SimpleUploadedFile]) -> None:
    with pytest.raises(ValidationError, match="一次最多 100 MB"):
        FilesField().clean(files)
