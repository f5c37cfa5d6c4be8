"""Which form asks for a verb and which action does it: one row a verb, so button, address, permission and record speak of the same."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zhenggai.accounts.models import Person
from zhenggai.rectification import actions
from zhenggai.rectification.actions.measures import Upload
from zhenggai.rectification.forms import (
    AssignForm,
    CommentForm,
    DeclareForm,
    KeepForm,
    OnForm,
    ReasonForm,
    RecordForm,
    ReturnForm,
    SubmitForm,
    WordForm,
)
from zhenggai.rectification.models import Measure

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Act:
    """A verb as a page offers it: its form, its action, what will happen in words, and how it looks ("go", "plain" or "grave")."""

    form: type[forms.Form]
    do: Callable[..., Any]
    effect: "StrOrPromise"
    look: str = "plain"


def _record(measure: Measure, *, by: Person, evidence: list[Any], evidence_on: Any, **values: Any) -> None:
    uploads = [Upload(content=file.read(), name=file.name or "", dated_on=evidence_on) for file in evidence]
    actions.record_progress(measure, evidence=uploads, by=by, **values)


MEASURE_ACTS = {
    "record": Act(RecordForm, _record, _("进展和佐证记入本措施，记入后不能删改。"), "go"),
    "submit": Act(OnForm, actions.submit_measure, _("提交后由责任领导或联络员核验，核验前不能再改。"), "go"),
    "verify": Act(CommentForm, actions.verify_measure, _("核验通过后本措施办结。"), "go"),
    "keep": Act(KeepForm, actions.keep_measure, _("本措施转入长期坚持，到下次检查日期再看。"), "go"),
    "return": Act(ReturnForm, actions.return_measure, _("退回责任人补正，问题继续挂账。")),
    "drop": Act(ReasonForm, actions.drop_measure, _("本措施退出方案，不再计数；理由永久留在记录上。"), "grave"),
    "reopen": Act(
        ReasonForm,
        actions.reopen_measure,
        _("本措施恢复为整改中，须重新提交和核验。初步成效已无其他措施支持的，同时撤回。"),
        "grave",
    ),
}
INSPECTION_ACTS = {
    "conclude": Act(OnForm, actions.conclude_inspection, _("办结后本次整改只能查看，不再接受办理。"), "grave"),
}
FINDING_ACTS = {
    "assign": Act(AssignForm, actions.assign_finding, _("尚未明确责任人的措施由所选的人承办；待核验和已办结的措施不变。")),
    "declare_preliminary": Act(DeclareForm, actions.declare_preliminary, _("问题记为取得初步成效，仍在账上，到期再认定。")),
    "lapse_preliminary": Act(ReasonForm, actions.lapse_preliminary, _("撤回后问题恢复为整改中。"), "grave"),
    "submit": Act(SubmitForm, actions.submit_finding, _("提交后由主要负责人或巡察办审批销号。"), "go"),
    "close": Act(CommentForm, actions.close_finding, _("问题从账上销号；以后如有反弹，可凭理由重新挂账。"), "go"),
    "keep": Act(KeepForm, actions.keep_finding, _("问题销号并转入长期坚持，到下次检查日期再看。")),
    "return": Act(ReturnForm, actions.return_finding, _("退回补正，问题继续挂账。")),
    "ask_not_done": Act(ReasonForm, actions.ask_not_done, _("提交后由主要负责人或巡察办审批；批准前问题仍在账上。"), "grave"),
    "close_not_done": Act(CommentForm, actions.close_finding_not_done, _("问题未整改而离开清单，单独计数，不算完成。"), "grave"),
    "reopen": Act(ReasonForm, actions.reopen_finding, _("问题重新挂账，须有新的进展和佐证才能再次销号。"), "grave"),
    "word": Act(WordForm, actions.word_finding, _("通报将采用这里的标题和正文。")),
}
