"""What is asked for each verb: only what is needed now, with errors in words that say what to do."""

from datetime import date
from typing import Any, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhenggai.accounts.models import Person
from zhenggai.core.refusal import Refusal
from zhenggai.rectification.actions.deed import business_day
from zhenggai.rectification.models import Finding

MAX_WORDS = 4000
MAX_FILES = 10
MAX_TOGETHER = 100 * 1024 * 1024  # bytes of one act's files: they are in memory together, and the case waits until they are on disk


def _day(label: Any, **kwargs: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **kwargs)


def _words(label: Any, *, required: bool, help_text: Any = "") -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 4})
    return forms.CharField(label=label, widget=widget, required=required, max_length=MAX_WORDS, help_text=help_text)


class OnForm(forms.Form):
    """The business day, today unless said: what is entered later is shown as entered later (design §3.9)."""

    on = _day(_("发生日期"), help_text=_("默认今天；补录请填实际发生的日期，记录上会注明是后补的。"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = timezone.localdate
        self.order_fields([name for name in self.fields if name != "on"] + ["on"])

    def clean_on(self) -> date:
        """Asked together with the other fields, by the rule of the action."""
        try:
            return business_day(self.cleaned_data["on"])
        except Refusal as refusal:
            raise forms.ValidationError(str(refusal)) from refusal

    def values(self) -> dict[str, Any]:
        """The arguments of the action."""
        return dict(self.cleaned_data)


class Files(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files at once; gives a list."""

    widget = Files
    default_error_messages = {"empty": _("选择的文件是空的，请换一个。")}

    def clean(self, data: Any, initial: Any = None) -> "list[UploadedFile[Any]]":
        items = data if isinstance(data, list | tuple) else [data] if data else []
        if len(items) > MAX_FILES:
            raise forms.ValidationError(_("一次最多上传 %(n)d 个文件，请分几次。") % {"n": MAX_FILES})
        together = sum(item.size or 0 for item in items)
        if together > MAX_TOGETHER:
            size = {"size": together >> 20, "limit": MAX_TOGETHER >> 20}
            raise forms.ValidationError(_("这些文件共 %(size)d MB，一次最多 %(limit)d MB，请分几次上传。") % size)
        return [cast("UploadedFile[Any]", super(FilesField, self).clean(item, initial)) for item in items]


class RecordForm(OnForm):
    """Progress with evidence."""

    text = _words(_("工作情况"), required=True, help_text=_("写清时间、做法和结果，数字要能与佐证对上。"))
    percent = forms.IntegerField(
        label=_("完成比例（%）"),
        min_value=0,
        max_value=100,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), _("请填 0 到 100 的整数。")),
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    evidence = FilesField(label=_("佐证材料"), required=False, help_text=_("PDF、图片、Word、Excel、WPS、OFD 或文本，每个不超过 50 MB。"))
    evidence_on = _day(_("材料日期"), required=False, help_text=_("材料本身的日期，如会议、票据、照片当天。"))


class CommentForm(OnForm):
    """An opinion that need not be said."""

    comment = _words(_("意见"), required=False)


class SubmitForm(OnForm):
    """The request to close; after a return it says what was put right."""

    comment = _words(_("申请说明"), required=False, help_text=_("曾被退回的，请写明按退回意见补正了什么。"))


class ReturnForm(OnForm):
    """A return always says what is wanted."""

    comment = _words(_("退回意见"), required=True, help_text=_("写明缺什么、要补什么，责任人按此补正。"))


class KeepForm(CommentForm):
    """Kept as standing, with the day to look again."""

    next_check_on = _day(_("下次检查日期"))


class ReasonForm(OnForm):
    """An act that needs its reason on record."""

    reason = _words(_("理由"), required=True, help_text=_("理由将记入办理记录，不能修改。"))


class DeclareForm(OnForm):
    """The judgement of first results."""

    reason = _words(_("认定依据"), required=True, help_text=_("已核验的措施带来了什么变化，还差什么。"))
    next_on = _day(_("下次检查日期"))


class PersonField(forms.ModelChoiceField):  # type: ignore[type-arg]  # no subscript at run time
    """A person with their post: two of a unit may share a name, and nobody knows everybody."""

    def label_from_instance(self, obj: Any) -> str:
        """Name and post, as lists of people are written."""
        return _("%(name)s（%(post)s）") % {"name": obj.name, "post": obj.post} if obj.post else str(obj.name)


class AssignForm(forms.Form):
    """Who answers for a finding and its open measures; the deadline is asked only while there is none."""

    leader = PersonField(
        label=_("责任领导"), queryset=Person.objects.none(), empty_label=_("请选择"), help_text=_("核验措施、认定成效的班子成员。")
    )
    owner = PersonField(
        label=_("责任人"),
        queryset=Person.objects.none(),
        empty_label=_("请选择"),
        help_text=_("承办本问题措施的人，与责任领导不能是同一人。"),
    )
    replace = forms.BooleanField(
        label=_("已经明确责任人的措施也改由此人承办"), required=False, help_text=_("不勾选时，只填尚未明确责任人的措施。")
    )
    deadline = _day(_("整改时限"))
    measure = _words(_("整改措施"), required=True, help_text=_("通报没有写明本问题的措施，请补一条，由上面的责任人承办。"))

    def __init__(self, *args: Any, subject: Finding, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = Person.objects.filter(unit_id=subject.unit_id, is_active=True).order_by("pk")
        for name in ("leader", "owner"):
            cast("forms.ModelChoiceField[Person]", self.fields[name]).queryset = people
        self.fields["leader"].initial = subject.leader_id
        if not subject.measures.filter(owner__isnull=False).exists():
            del self.fields["replace"]
        if subject.deadline:
            del self.fields["deadline"]
        if subject.measures_count or subject.measures.exists():
            del self.fields["measure"]

    def values(self) -> dict[str, Any]:
        """The arguments of the action."""
        return dict(self.cleaned_data)


class WordForm(forms.Form):
    """Title and text for publication; figures of the notice itself are computed, never typed."""

    title = forms.CharField(label=_("公开标题"), max_length=1000, help_text=_("印成“关于……问题的整改”。"))
    text = forms.CharField(label=_("公开正文"), widget=forms.Textarea(attrs={"rows": 12}), required=False, max_length=20_000)
    was = forms.CharField(widget=forms.HiddenInput, required=False)

    def values(self) -> dict[str, Any]:
        """The arguments of the action."""
        return dict(self.cleaned_data)
