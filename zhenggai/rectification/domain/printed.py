"""docs/states.md and docs/permissions.md, printed from the tables so that they cannot say anything else (`python -m tools.docs`)."""

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from itertools import groupby
from typing import TypeVar

from zhenggai.rectification.domain.policy import APART, WHO, apart_word, who_word
from zhenggai.rectification.domain.states import (
    FINDING_ENDS,
    FINDING_TRANSITIONS,
    INSPECTION_TRANSITIONS,
    MEASURE_DONE,
    MEASURE_TRANSITIONS,
    FindingState,
    InspectionState,
    MeasureState,
    finding_word,
    inspection_word,
    measure_word,
    verb_word,
)

S = TypeVar("S", bound=StrEnum)
NOTE = "<!-- Printed from the code by `make docs`. Change zhenggai/rectification/domain/{source}.py instead. -->"
STATES = """\
# States

One table for each object: in a state, a verb leads to a state. What is not in a table is refused, in words. Returned, reopened and
late are facts beside the state; first results (取得初步成效) is a judgement on record. Who may do what is in
[permissions.md](permissions.md).
"""
ROLLED_UP = "A finding that has not begun becomes `working` with its first measure that begins: a roll-up, no verb of its own."
PERMISSIONS = """\
# Permissions

A verb is open to any one of the persons named, where they hold their role on the day in the unit or above it and the state allows
the verb ([states.md](states.md)). Who holds no role there any more may do nothing, whatever they are named in. The same words refuse
on the page, on the command line and in an import. The owner (该措施责任人) and the accountable leader (责任领导) are those named in
the measure or finding.

`inspection.open`, `aspect.add`, `finding.add`, `measure.add` and `inspection.approve_plan` have no page yet: their actions are there.
"""
DIFFERENT = """\
## Different persons

These hold whatever roles somebody has (rules.md §1.7 C-CLS-1). The database refuses as well: a measure verified by its owner or its
submitter, a finding closed by who asked for it.
"""


def states_markdown() -> str:
    """The whole of docs/states.md."""
    parts = [
        NOTE.format(source="states"),
        STATES,
        _object("Measure (整改措施)", MeasureState, MEASURE_TRANSITIONS, measure_word, MEASURE_DONE),
        _object("Finding (问题)", FindingState, FINDING_TRANSITIONS, finding_word, FINDING_ENDS),
        ROLLED_UP + "\n",
        _object("Inspection (巡察整改项目)", InspectionState, INSPECTION_TRANSITIONS, inspection_word, {InspectionState.CONCLUDED}),
    ]
    return "\n".join(parts)


def permissions_markdown() -> str:
    """The whole of docs/permissions.md."""
    rows = [(f"`{verb}`", verb_word(verb), "、".join(map(who_word, WHO[verb])), "✓" if verb in APART else "") for verb in WHO]
    parts = [
        NOTE.format(source="policy"),
        PERMISSIONS,
        _table(("verb", "in words", "who", "another person"), rows),
        DIFFERENT,
        *_rules(),
    ]
    return "\n".join(parts)


def _object(title: str, states: type[S], table: Mapping[tuple[S, str], S], word: Callable[[S], str], ends: Iterable[S]) -> str:
    rows = [(f"`{state}` {word(state)}", f"`{verb}` {verb_word(verb)}", f"`{then}` {word(then)}") for (state, verb), then in table.items()]
    return "\n".join([f"## {title}\n", _diagram(states, table, word, set(ends)), _table(("state", "verb", "leads to"), rows)])


def _diagram(states: type[S], table: Mapping[tuple[S, str], S], word: Callable[[S], str], ends: set[S]) -> str:
    """A mermaid diagram; verbs that leave the state as it is stand in the table alone."""
    first = next(iter(states))
    moves = [((state, then), verb_word(verb)) for (state, verb), then in table.items() if state != then]
    lines = ["```mermaid", "stateDiagram-v2", *(f'    state "{word(state)}" as {state}' for state in states), f"    [*] --> {first}"]
    for (state, then), group in groupby(sorted(moves), key=lambda move: move[0]):
        lines.append(f"    {state} --> {then}: {'、'.join(verb for _, verb in group)}")
    return "\n".join([*lines, *(f"    {state} --> [*]" for state in states if state in ends), "```", ""])


def _rules() -> list[str]:
    lines = []
    for hands in dict.fromkeys(APART.values()):
        verbs = "、".join(f"`{verb}` {verb_word(verb)}" for verb in APART if APART[verb] is hands)
        lines.append(f"- {verbs}: {apart_word(hands)}")
    return [*lines, ""]


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines) + "\n"
