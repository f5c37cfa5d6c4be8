from django.apps import AppConfig
from django.forms import DateField, Field, IntegerField
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "zhenggai.core"
    label = "core"

    def ready(self) -> None:
        # Said once for every form: Django's own words name "fields", and not what to do.
        Field.default_error_messages["required"] = _("必填，请写在这里。")
        DateField.default_error_messages["invalid"] = _("这不是日期，请按 2019-10-20 的样子填写。")
        Field.default_error_messages["null_characters_not_allowed"] = _("文字里有不能保存的字符，请重新输入或从别处粘贴。")
        IntegerField.default_error_messages["invalid"] = _("请填写整数，不带单位。")
