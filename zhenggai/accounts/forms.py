"""What is asked of people who keep units, people and accounts, and of everybody who signs in."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhenggai.accounts.actions import Seat
from zhenggai.accounts.domain.roles import BUSINESS, Role, role_word
from zhenggai.accounts.models import Grant, Person, Unit

LONGEST_PASSWORD = 128


PASSWORD_RULES = _("至少 10 个字符，不能全是数字，也不要用常见的密码。")


def _day(label: Any, **kwargs: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **kwargs)


def _password(label: Any, autocomplete: str = "new-password", **kwargs: Any) -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    return forms.CharField(label=label, widget=widget, strip=False, max_length=LONGEST_PASSWORD, **kwargs)


def _username(**kwargs: Any) -> forms.CharField:
    widget = forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"})
    return forms.CharField(label=_("用户名"), max_length=60, widget=widget, **kwargs)


def role_choices(roles: Iterable[Role]) -> list[tuple[str, str]]:
    """The roles as choices, in the order in which Role names them."""
    wanted = set(roles)
    return [(role.value, role_word(role)) for role in Role if role in wanted]


if TYPE_CHECKING:
    _UnitChoice = forms.ModelChoiceField[Unit]
else:
    _UnitChoice = forms.ModelChoiceField


class UnitField(_UnitChoice):
    """One of the units, shown as labels say."""

    def offer(self, units: "QuerySet[Unit]", labels: dict[int, str]) -> None:
        """Offers these units, in the order and under the labels of {number of the unit: label}."""
        self.queryset = units
        self.choices = [*([("", self.empty_label)] if self.empty_label else []), *labels.items()]


class SignInForm(AuthenticationForm):
    """The same words whatever was wrong: whether there is such an account is nobody's business."""

    error_messages = {"invalid_login": _("用户名或密码不对，或者账号已停用。"), "inactive": _("用户名或密码不对，或者账号已停用。")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label, self.fields["password"].label = _("用户名"), _("密码")
        cast("forms.CharField", self.fields["password"]).max_length = LONGEST_PASSWORD


class TwiceForm(forms.Form):
    """A new password, typed twice."""

    password = _password(_("密码"), help_text=PASSWORD_RULES)
    again = _password(_("再输一遍密码"))

    def clean(self) -> dict[str, Any]:
        """The second must be the first."""
        told = self.cleaned_data
        if told.get("password") and told.get("again") and told["password"] != told["again"]:
            self.add_error("again", _("两次输入的密码不一样，请重新输入。"))
        return told

    def values(self) -> dict[str, Any]:
        """The arguments of the action."""
        return {name: value for name, value in self.cleaned_data.items() if name != "again"}


class StartForm(TwiceForm):
    """The first unit and its administrator."""

    unit = forms.CharField(label=_("单位名称"), max_length=200, help_text=_("最上级的单位，写全称。下级单位随后添加。"))
    name = forms.CharField(label=_("管理员姓名"), max_length=60)
    username = _username(help_text=_("登录用，如姓名的拼音。"))
    field_order = ("unit", "name", "username", "password", "again")


class ChangePasswordForm(TwiceForm):
    """One's own password."""

    old = _password(_("原密码"), "current-password")
    field_order = ("old", "password", "again")


class UnitForm(forms.Form):
    """A new unit."""

    name = forms.CharField(label=_("单位名称"), max_length=200, help_text=_("写全称，通报和报表照此印出。"))
    parent = UnitField(queryset=Unit.objects.none(), label=_("上级单位"), required=False, empty_label=_("（无，作为最上级单位）"))

    def __init__(self, *args: Any, labels: dict[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("UnitField", self.fields["parent"]).offer(Unit.objects.all(), labels)

    def values(self) -> dict[str, Any]:
        """The arguments of the action."""
        return dict(self.cleaned_data)


class PersonForm(forms.Form):
    """Somebody new in a unit, with the roles they begin with."""

    name = forms.CharField(label=_("姓名"), max_length=60)
    post = forms.CharField(label=_("职务"), max_length=100, required=False)
    role = forms.MultipleChoiceField(
        label=_("角色"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("可以以后再授予；没有角色的人看不到也不能办理任何事项。"),
    )
    unit = UnitField(queryset=Unit.objects.none(), label=_("任职单位"), empty_label=None, help_text=_("角色对所选单位和它的全部下级有效。"))
    from_on = _day(_("任职起始日期"))
    username = _username(required=False, help_text=_("需要登录的人才填。多数责任人不登录，由联络员代为记录。"))
    password = _password(_("初始密码"), required=False, help_text=PASSWORD_RULES)

    def __init__(self, *args: Any, line: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.MultipleChoiceField", self.fields["role"]).choices = role_choices(Role)
        above = Unit.objects.filter(pk__in=[unit.pk for unit in line])
        cast("UnitField", self.fields["unit"]).offer(above, {unit.pk: unit.name for unit in line})
        self.fields["from_on"].initial = timezone.localdate

    def clean(self) -> dict[str, Any]:
        """User name and password go together."""
        told = self.cleaned_data
        if told.get("username") and not told.get("password") and "password" not in self.errors:
            self.add_error("password", _("有用户名的人还须有初始密码。"))
        if told.get("password") and not told.get("username") and "username" not in self.errors:
            self.add_error("username", _("设了密码，还须有用户名。"))
        return told

    def values(self) -> dict[str, Any]:
        """The arguments of the action."""
        told = dict(self.cleaned_data)
        roles, unit, from_on = told.pop("role"), told.pop("unit"), told.pop("from_on")
        seat = Seat(roles=[Role(role) for role in roles], unit=unit, from_on=from_on) if roles else None
        return told | {"seat": seat}


class GrantForm(forms.Form):
    """A role for somebody."""

    role = forms.ChoiceField(label=_("角色"))
    unit = UnitField(queryset=Unit.objects.none(), label=_("任职单位"), empty_label=None, help_text=_("角色对所选单位和它的全部下级有效。"))
    from_on = _day(_("起始日期"))
    to_on = _day(_("终止日期"), required=False, help_text=_("最后一天，可以不填。"))

    def __init__(self, *args: Any, person: Person, labels: dict[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ChoiceField", self.fields["role"]).choices = role_choices([*BUSINESS, Role.ADMIN])
        cast("UnitField", self.fields["unit"]).offer(Unit.objects.all(), labels)
        self.fields["unit"].initial, self.fields["from_on"].initial = person.unit_id, timezone.localdate

    def values(self) -> dict[str, Any]:
        """The arguments of the action."""
        return self.cleaned_data | {"role": Role(self.cleaned_data["role"])}


class EndForm(forms.Form):
    """The last day of a role."""

    to_on = _day(_("最后一天"), help_text=_("含当天。要从今天起不再有效，请填昨天。"))

    def __init__(self, *args: Any, given: Grant, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to_on"].initial = max(given.from_on, timezone.localdate())

    def values(self) -> dict[str, Any]:
        """The arguments of the action."""
        return dict(self.cleaned_data)


class ReasonForm(forms.Form):
    """Why an account is closed or opened again."""

    reason = forms.CharField(
        label=_("理由"), widget=forms.Textarea(attrs={"rows": 3}), max_length=1000, help_text=_("理由记入记录，不能修改。")
    )

    def values(self) -> dict[str, Any]:
        """The arguments of the action."""
        return dict(self.cleaned_data)


class PasswordForm(forms.Form):
    """An initial password, and a user name for somebody who has none."""

    username = _username(help_text=_("登录用，如姓名的拼音。"))
    password = _password(_("初始密码"), help_text=PASSWORD_RULES)

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if person.username:
            del self.fields["username"]

    def values(self) -> dict[str, Any]:
        """The arguments of the action."""
        return dict(self.cleaned_data)
