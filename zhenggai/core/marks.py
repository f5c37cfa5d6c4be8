"""The short mark of a kind of file, as chips and refusals show it: PDF, 图, DOC. Pure."""

from zhenggai.core.words import _, gettext_noop

OFFICE = "application/vnd.openxmlformats-officedocument"
PICTURE = gettext_noop("图")
OTHER = gettext_noop("件")
MARKS = {
    "application/pdf": "PDF",
    "text/plain": "TXT",
    "application/ofd": "OFD",
    "application/x-ole-storage": "DOC",
    f"{OFFICE}.wordprocessingml.document": "DOC",
    f"{OFFICE}.spreadsheetml.sheet": "XLS",
    f"{OFFICE}.presentationml.presentation": "PPT",
}


def is_picture(media: str) -> bool:
    """Whether a media type is that of a picture."""
    return media.startswith("image/")


def mark_of(media: str) -> str:
    """The mark of a media type; 件 for one that is none of ours."""
    return _(PICTURE if is_picture(media) else MARKS.get(media, OTHER))
