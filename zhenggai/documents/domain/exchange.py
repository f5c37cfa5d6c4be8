"""A notice as plain data, in the keys of the reader's contract."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from zhenggai.documents.domain.notice import Notice, Remark


def plain(notice: Notice) -> dict[str, Any]:
    """Give the notice as dicts, lists, strings and numbers, ready for JSON; the path is the caller's to add."""
    data = asdict(notice)
    data["warnings"] = [plain_remark(remark) for remark in notice.warnings]
    return data


def plain_remark(remark: Remark) -> dict[str, Any]:
    """Give the remark with its reason under `message`; what it has none of is left out, but for the two numbers."""
    data = asdict(remark)
    return {
        key: value for key, value in data.items() if key in ("code", "message", "claimed", "found", "severity") or value not in (None, "")
    }
