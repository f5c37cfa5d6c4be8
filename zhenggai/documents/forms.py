"""Bringing a notice: pasted or dropped."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from zhenggai.documents.domain.notice_paper import unfilled
from zhenggai.documents.intake.opening import LIMIT

# Characters a page reads: ten times the longest notice known. Anybody may ask for a check, and the worst text of this length takes seconds.
LONGEST_PASTE = 300_000


def _within(file: "UploadedFile[Any]") -> None:
    """Refuses a file by its size, before anything of it is read into memory."""
    if (file.size or 0) > LIMIT:
        size = {"size": (file.size or 0) >> 20, "limit": LIMIT >> 20}
        raise forms.ValidationError(_("文件有 %(size)d MB，超过 %(limit)d MB 的上限。请去掉图片和附件后再试。") % size)


def _named(text: str) -> None:
    """Refuses a name in braces that is no figure."""
    for name in unfilled(text):
        raise forms.ValidationError(
            _("“%(name)s”不是台账里的数字，会照原样印出。请改用页面上列出的名字，连同一对花括号。") % {"name": name}
        )


class NoticeForm(forms.Form):
    """A text that was pasted, or a file; one of the two."""

    text = forms.CharField(
        label=_("粘贴通报全文"), required=False, max_length=LONGEST_PASTE, strip=False, widget=forms.Textarea(attrs={"rows": 12})
    )
    file = forms.FileField(
        label=_("或选择文件"),
        error_messages={"empty": _("选择的文件是空的，请换一个。")},
        required=False,
        validators=[_within],
        help_text=_(".docx、.txt 或 .html，不超过 20 MB。"),
        widget=forms.ClearableFileInput(attrs={"accept": ".docx,.txt,.html,.htm"}),
    )

    def clean(self) -> dict[str, Any]:
        """Exactly one of the two."""
        cleaned: dict[str, Any] = super().clean() or {}
        text, file = (cleaned.get("text") or "").strip(), cleaned.get("file")
        if not self.errors and bool(text) == bool(file):
            raise forms.ValidationError(_("请粘贴全文，或选择一个文件。") if not text else _("粘贴和文件只能用一种，请去掉其中一个。"))
        return cleaned


class FileForm(forms.Form):
    """The file of a notice that is to be imported."""

    file = forms.FileField(
        label=_("通报文件"),
        error_messages={"empty": _("选择的文件是空的，请换一个。")},
        validators=[_within],
        help_text=_(".docx、.txt 或 .html，不超过 20 MB。先预览，再导入。"),
        widget=forms.ClearableFileInput(attrs={"accept": ".docx,.txt,.html,.htm"}),
    )


class WordsForm(forms.Form):
    """The paragraphs that no record gives. What stands in braces is a figure of the notice."""

    organisation = forms.CharField(
        label=_("整改工作组织情况"),
        widget=forms.Textarea(attrs={"rows": 10}),
        max_length=20_000,
        help_text=_("可用的数字：{方面数}、{问题数}、{措施数}、{已到位数}、{初步成效数}、{正在整改数}、{未完成数}、{未启动数}。"),
        validators=[_named],
    )
    next_steps = forms.CharField(
        label=_("下一步整改计划"), widget=forms.Textarea(attrs={"rows": 8}), max_length=20_000, validators=[_named]
    )
    was = forms.CharField(widget=forms.HiddenInput, required=False)
