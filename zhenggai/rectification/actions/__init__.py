"""The only way anything of a case changes (design §3.3). Pages, command line, imports and the demo call these."""

from zhenggai.rectification.actions.attest import attest_notice
from zhenggai.rectification.actions.deed import Refusal
from zhenggai.rectification.actions.findings import (
    ask_not_done,
    assign_finding,
    close_finding,
    close_finding_not_done,
    declare_preliminary,
    keep_finding,
    lapse_preliminary,
    reopen_finding,
    return_finding,
    submit_finding,
    word_finding,
)
from zhenggai.rectification.actions.inspections import (
    add_aspect,
    add_finding,
    add_measure,
    approve_plan,
    conclude_inspection,
    issue_notice,
    open_inspection,
    word_inspection,
)
from zhenggai.rectification.actions.measures import (
    drop_measure,
    keep_measure,
    record_progress,
    reopen_measure,
    return_measure,
    submit_measure,
    verify_measure,
)

__all__ = [
    "Refusal",
    "add_aspect",
    "add_finding",
    "add_measure",
    "approve_plan",
    "ask_not_done",
    "assign_finding",
    "attest_notice",
    "close_finding",
    "close_finding_not_done",
    "conclude_inspection",
    "declare_preliminary",
    "drop_measure",
    "issue_notice",
    "keep_finding",
    "keep_measure",
    "lapse_preliminary",
    "open_inspection",
    "record_progress",
    "reopen_finding",
    "reopen_measure",
    "return_finding",
    "return_measure",
    "submit_finding",
    "submit_measure",
    "verify_measure",
    "word_finding",
    "word_inspection",
]
